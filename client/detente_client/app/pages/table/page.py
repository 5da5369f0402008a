"""The page of the table: a row of views, one of them looked at.

Owns: `TablePage`: which view is looked at, the papers that the player works at.
Does not know: what stands in a view, other pages.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from attrs import frozen
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import ContentSwitcher

from detente_client.app.actions import Action, bindings
from detente_client.app.keynames import brief, keys_in_force
from detente_client.app.kit import Words
from detente_client.app.pages.page import Page
from detente_client.app.pages.table.view import Turn, View
from detente_client.bargaining.folio import Folio
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.transcript import Entry
from detente_client.i18n import tr


@frozen
class ViewRow:
    """One view of the row."""

    id: str
    title: str
    help: str
    place: str
    plain: str
    """The command by which the line mode shows the same."""

    def load(self) -> type[View]:
        """Its class, imported now."""
        module, _, name = self.place.partition(":")
        found: type[View] = getattr(import_module(f"detente_client.app.pages.table.{module}"), name)
        return found


VIEWS = (
    ViewRow(
        "issues",
        tr("Issues"),
        tr("Options with your points, who offers them, and the package that you put together."),
        "issues:IssuesView",
        "/issues",
    ),
    ViewRow(
        "offers",
        tr("Offers"),
        tr("Offers that stand, and those that are past."),
        "offers:OffersView",
        "/offers",
    ),
    ViewRow(
        "known", tr("Known"), tr("What you know of others, and how you know it."), "known:KnownView", "/known"
    ),
    ViewRow("texts", tr("Texts"), tr("Drafts and texts, and how each stands."), "texts:TextsView", "/texts"),
    ViewRow(
        "draft", tr("Draft"), tr("Write a text, and see at once what is wrong."), "draft:DraftView", "/draft"
    ),
    ViewRow(
        "compare", tr("Compare"), tr("Two offers or texts side by side."), "compare:CompareView", "/compare"
    ),
)
"""In the order of the row; the keys 1 to 6 look at them."""


class Tab(Words):
    """The name of a view, to be clicked."""

    class Clicked(Message):
        """It was."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    def __init__(self, key: str, row: ViewRow) -> None:
        super().__init__(f" {key} {row.title} ", classes="tab")
        self.row = row

    def on_click(self) -> None:
        """Look at that view."""
        self.post_message(self.Clicked(self.row.id))


def _look(view: str) -> Callable[[TablePage], Any]:
    return lambda page: page.look(view)


TABLE: tuple[Action, ...] = tuple(
    Action(f"table.{row.id}", str(number), row.title, row.help, _look(row.id), plain=row.plain)
    for number, row in enumerate(VIEWS, 1)
)


class TablePage(Page):
    """Issues, offers, what is known, texts, a draft, comparisons."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    DEFAULT_CSS = """
    TablePage > .tabs { height: 1; background: $surface; }
    TablePage .tab { width: auto; }
    TablePage .tab.looked-at { text-style: bold reverse; }
    TablePage > ContentSwitcher { height: 1fr; }
    """

    def __init__(self, delegation: Delegation, *, id: str) -> None:
        super().__init__(delegation, id=id)
        self.folio = Folio()
        self._view = VIEWS[0].id

    def compose(self) -> ComposeResult:
        """The row, and the view that is looked at."""
        with Horizontal(classes="tabs"):
            for action, row in zip(TABLE, VIEWS, strict=True):
                if self.offers(action):
                    yield Tab(brief(keys_in_force(self.app, action)), row)
        yield ContentSwitcher()

    async def on_mount(self) -> None:
        """Look at the first."""
        await self.look(self._view, step_in=False)

    @property
    def view(self) -> View | None:
        """The view that is looked at."""
        return next(iter(self.query(f"#table-{self._view}").results(View)), None)

    def renew(self) -> None:
        """Draw the view that is looked at."""
        if (view := self.view) is not None:
            view.renew()

    def tell(self, entry: Entry) -> None:
        """A view that waits for something hears it, looked at or not."""
        for view in self.query(View):
            view.tell(entry)

    async def look(self, wanted: str, *, step_in: bool = True, leafing: bool = False) -> None:
        """Look at a view; it is made when it is first looked at."""
        row = next(row for row in VIEWS if row.id == wanted)
        switcher = self.query_one(ContentSwitcher)
        key = f"table-{row.id}"
        if not self.query(f"#{key}"):
            await switcher.add_content(row.load()(self.delegation, self.folio, id=key))
        self._view, switcher.current = row.id, key
        for tab in self.query(Tab):
            tab.set_class(tab.row is row, "looked-at")
        self.renew()
        if step_in and (view := self.view) is not None:
            view.step_in(leafing=leafing)

    def again(self) -> None:
        """Step into the view; once there, go on to the next."""
        if (view := self.view) is None:
            return
        if self.screen.focused is None or self not in self.screen.focused.ancestors:
            view.step_in(leafing=True)
            return
        order = [row.id for action, row in zip(TABLE, VIEWS, strict=True) if self.offers(action)]
        wanted = order[(order.index(self._view) + 1) % len(order)]
        self.run_worker(self.look(wanted, leafing=True), group="look")

    async def on_tab_clicked(self, event: Tab.Clicked) -> None:
        """Look at the view whose name was clicked."""
        event.stop()
        await self.look(event.view)

    async def on_turn(self, event: Turn) -> None:
        """A view sends the player on to another."""
        event.stop()
        await self.look(event.view)
