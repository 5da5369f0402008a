"""Home: on the left what there is to choose, on the right what there is to say of it.

Owns: `HomeScreen`.
Does not know: what there is (the shelf), what comes of a choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen

from detente_client.app.actions import Acting, bindings
from detente_client.app.home.actions import TABLE
from detente_client.app.home.setup import SetupScreen
from detente_client.app.home.visiting import VisitScreen
from detente_client.app.kit import Choices, KeyRow, Words, lines, painted
from detente_client.home.choices import Choice
from detente_client.home.menu import Item, sections
from detente_client.home.shelf import Offers, Shelf
from detente_client.i18n import tr
from detente_client.trouble import Trouble

if TYPE_CHECKING:
    from detente_client.app.app import DetenteApp


class HomeScreen(Acting, Screen[Choice | None]):
    """Dismissed with a choice, or with None."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    DEFAULT_CSS = """
    HomeScreen #title { padding: 1 2 0 2; }
    HomeScreen #said { padding: 0 2; color: $error; display: none; }
    HomeScreen #said.-told { display: block; }
    HomeScreen #choices { width: 36; max-width: 45%; height: 1fr; margin: 1 0 0 1; }
    HomeScreen #choices { background: $background; }
    HomeScreen #card { height: 1fr; margin: 1 0 0 1; padding: 0 0 0 2; border-left: solid $panel; }
    HomeScreen #about { max-width: 90; padding-right: 2; }
    """

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf
        self._offers: Offers | None = None
        self._items: dict[str, Item] = {}

    def compose(self) -> ComposeResult:
        """Title, list and card, keys."""
        with Vertical():
            yield Words(_title(), id="title")
            yield Words(lines(self._shelf.said), id="said", classes="-told" if self._shelf.said else "")
            with Horizontal():
                yield Choices(id="choices")
                with VerticalScroll(id="card", can_focus=False):
                    yield Words(id="about")
        yield KeyRow()

    def on_mount(self) -> None:
        """Show what is known at once; the crises follow."""
        self._list()
        self.query_one(Choices).focus()
        self.run_worker(self._ask())

    async def _ask(self) -> None:
        try:
            self._offers = await self._shelf.offers()
        except Trouble as trouble:
            self._tell(str(trouble))
        else:
            choices = self.query_one(Choices)
            untouched = (choices.marked or "").startswith("game-") or choices.marked in (
                None,
                "tutorial",
                "elsewhere",
            )
            self._list()
            first = next(iter(self._items), None)
            if untouched and first is not None:
                choices.highlighted = choices.get_option_index(first)
                choices.scroll_home(animate=False)

    def _tell(self, text: str) -> None:
        said = self.query_one("#said", Words)
        said.show(text)
        said.add_class("-told")

    def _list(self) -> None:
        found = list(sections(self._shelf, self._offers))
        self._items = {item.id: item for _, items in found for item in items}
        rows = [
            (painted((title, "bold $secondary")), [(item.id, f" {item.title}") for item in items])
            for title, items in found
        ]
        self.query_one(Choices).offer_sections(rows)
        if self._offers is None and not self._shelf.said:
            self.query_one("#about", Words).show(tr("One moment: the crises are being looked up."))

    # -- choosing -----------------------------------------------------------------------------------------------

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Say more of it."""
        item = self._items.get(event.option.id or "")
        if item is not None:
            self.query_one("#about", Words).show(_card(item))
            self.query_one("#card", VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Choose it."""
        item = self._items[event.option.id or ""]
        if item.choice is not None:
            self.dismiss(item.choice)
        elif item.setup is not None:
            self.app.push_screen(SetupScreen(item.setup), self._chosen)
        else:
            self.visit()

    def visit(self) -> None:
        """Ask for a server."""
        wearer = cast("DetenteApp", self.app)
        self.app.push_screen(VisitScreen(wearer.settings.name), self._chosen)

    def _chosen(self, choice: Choice | None) -> None:
        if choice is not None:
            self.dismiss(choice)

    def read_on(self, by: int) -> None:
        """Turn the pages of what is told on the right."""
        card = self.query_one("#card", VerticalScroll)
        card.scroll_relative(y=by * max(1, card.size.height - 2), animate=False)

    def leave(self) -> None:
        """Enough."""
        self.dismiss(None)

    def ask_leave(self) -> None:
        """Nothing can be lost here."""
        self.dismiss(None)


def _title() -> Content:
    return painted(("D É T E N T E", "bold $accent"), ("   " + tr("talks between nations"), "$noise"))


def _card(item: Item) -> Content:
    """The first line as a title, two of facts, the others as paragraphs."""
    first, *rest = item.lines or ("",)
    facts = [painted((line, "$secondary")) for line in rest[:2] if line]
    return lines(
        [painted((first, "bold $accent")), *facts, *[row for line in rest[2:] for row in ("", line)]]
    )
