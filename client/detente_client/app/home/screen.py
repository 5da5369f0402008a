"""Home: on the left what there is to choose, beside it what there is to say of it, where there is room at length.

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
from detente_client.app.keynames import key_of
from detente_client.app.kit import Choices, KeyRow, Words, lines, painted
from detente_client.app.prospectus import card_shown, chapters_shown
from detente_client.home.choices import Choice
from detente_client.home.menu import Item, of_finished, sections
from detente_client.home.shelf import Offers, Shelf
from detente_client.i18n import tr
from detente_client.lobby.prospectus import chapters
from detente_client.trouble import Trouble

if TYPE_CHECKING:
    from detente_client.app.app import DetenteApp

WIDE = 150
"""From so many columns on a crisis is told at length beside its card."""


class HomeScreen(Acting, Screen[Choice | None]):
    """Dismissed with a choice, or with None."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    DEFAULT_CSS = """
    HomeScreen #title { padding: 1 2 0 2; }
    HomeScreen #said { padding: 0 2; color: $error; display: none; }
    HomeScreen #said.-told { display: block; }
    HomeScreen #said.-well { color: $secondary; }
    HomeScreen #choices { width: 36; max-width: 45%; height: 1fr; margin: 1 0 0 1; }
    HomeScreen #choices { background: $background; }
    HomeScreen #card { height: 1fr; margin: 1 0 0 1; padding: 0 0 0 2; border-left: solid $panel; }
    HomeScreen #about { max-width: 90; padding-right: 2; }
    HomeScreen #beside { display: none; width: 42%; height: 1fr; margin: 1 0 0 0; padding: 0 2; }
    HomeScreen #beside { border-left: solid $panel; }
    HomeScreen.-wide #beside.-told { display: block; }
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
            told = ("-told" if self._shelf.said else "") + (" -well" if self._shelf.well else "")
            yield Words(lines(self._shelf.said), id="said", classes=told)
            with Horizontal():
                yield Choices(id="choices")
                with VerticalScroll(id="card", can_focus=False):
                    yield Words(id="about")
                with VerticalScroll(id="beside", can_focus=False):
                    yield Words(id="length")
        yield KeyRow()

    def on_resize(self) -> None:
        """A crisis is told at length where there is room."""
        self.set_class(self.size.width >= WIDE, "-wide")
        self.call_after_refresh(self._tell_again)

    def on_mount(self) -> None:
        """Show what is known at once; the crises follow."""
        self._list()
        self.query_one(Choices).focus()
        self.run_worker(self._ask())
        if self._shelf.tried is not None:
            self.call_after_refresh(self._mend)

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
        said.set_classes("-told")

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
            self._tell_of(item)
            for id in ("#card", "#beside"):
                self.query_one(id, VerticalScroll).scroll_home(animate=False)

    def _tell_again(self) -> None:
        """In the columns that there are now."""
        item = self._items.get(self.query_one(Choices).marked or "")
        if item is not None:
            self._tell_of(item)

    def _tell_of(self, item: Item) -> None:
        """The card; who sits there, what is talked about and how it is played beside it, or below."""
        said = [*item.lines, *self._ways(item)]
        card, more = card_shown(said), chapters(item.pack) if item.pack is not None else ()
        self.query_one("#beside").set_class(bool(more), "-told")
        if self.has_class("-wide"):
            self.query_one("#length", Words).show(chapters_shown(more, self.size.width * 42 // 100 - 6))
        elif more:
            room = min(88, max(24, self.query_one("#card").size.width - 4))
            card = lines([card, "", chapters_shown(more, room)])
        self.query_one("#about", Words).show(card)

    def _ways(self, item: Item) -> list[str]:
        """What can be done with a finished match, by which keys."""
        if item.archive is None:
            return []
        keys = {action.id: key_of(self.app, TABLE, action.id) for action in TABLE}
        return [
            tr(
                "Enter shows its debrief, {replay} goes through it again, {transcript} writes out what was told, "
                "{delete} deletes it once you have said so twice.",
                replay=_capital(keys["home.replay"]),
                transcript=_capital(keys["home.transcript"]),
                delete=keys["home.delete"],
            )
        ]

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

    def _mend(self) -> None:
        """A visit went wrong: what was typed stands there again, with what was said of it."""
        wearer = cast("DetenteApp", self.app)
        said = " ".join(self._shelf.said)
        self.app.push_screen(VisitScreen(wearer.settings.name, self._shelf.tried, said), self._chosen)

    def _chosen(self, choice: Choice | None) -> None:
        if choice is not None:
            self.dismiss(choice)

    def of_finished(self, verb: str) -> None:
        """Do this with the finished match that is marked."""
        item = self._items.get(self.query_one(Choices).marked or "")
        if item is None:
            return
        try:
            self.dismiss(of_finished(verb, item))
        except Trouble as trouble:
            self._tell(str(trouble))

    def read_on(self, by: int) -> None:
        """Turn the pages of what is told; where it stands in two columns, those of both."""
        for id in ("#card", "#beside"):
            column = self.query_one(id, VerticalScroll)
            column.scroll_relative(y=by * max(1, column.size.height - 2), animate=False)

    def leave(self) -> None:
        """Enough."""
        self.dismiss(None)

    def ask_leave(self) -> None:
        """Nothing can be lost here."""
        self.dismiss(None)


def _capital(key: str) -> str:
    """A letter as it stands on its key."""
    return key.upper() if len(key) == 1 else key


def _title() -> Content:
    return painted(("D É T E N T E", "bold $accent"), ("   " + tr("talks between nations"), "$noise"))
