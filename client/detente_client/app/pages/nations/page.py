"""The page of nations: who is there on the left, all that is known of one beside it, or all relations as a table.

Owns: `NationsPage`: which nation is looked at, how its parts are laid in columns.
Does not know: what is known (`standing`), how parts look (`drawing`).
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Resize

from detente_client.app.actions import bindings
from detente_client.app.app import DetenteApp
from detente_client.app.keynames import ActionRow
from detente_client.app.kit import Choices, Shown, Words, lines
from detente_client.app.match.composer import Prefill
from detente_client.app.pages.nations import drawing
from detente_client.app.pages.nations.actions import TABLE
from detente_client.app.pages.page import Page
from detente_client.delegation.delegation import Delegation
from detente_client.i18n import tr
from detente_wire.terms import NationId

LIST = 25
"""Columns of the list."""
COLUMNS = 3


class NationsPage(Page):
    """A list, and columns of what is known."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    DEFAULT_CSS = """
    NationsPage #who { width: 25; height: 1fr; border: none; border-right: solid $panel; padding: 0; }
    NationsPage #who.away { display: none; }
    NationsPage VerticalScroll { height: 1fr; padding: 0 1; }
    NationsPage .shelf { height: 1fr; }
    NationsPage #matrix { height: auto; padding: 0 1; border-top: solid $panel; }
    NationsPage .buttons { height: 1; background: $surface; }
    NationsPage .buttons Push { width: auto; min-width: 4; padding: 0; }
    """

    def __init__(self, delegation: Delegation, *, id: str) -> None:
        super().__init__(delegation, id=id)
        self._rows: list[str] = []
        self._relations = False
        """Whether all relations are looked at instead of one nation."""
        self.nation = self._first()

    def _first(self) -> NationId:
        """The nation to begin with: the first other one that must sign."""
        pack, me = self.delegation.table.pack, self.delegation.scene.me
        return next((one for one in (*pack.must_sign, *pack.order) if one != me), pack.order[0])

    def compose(self) -> ComposeResult:
        """List, columns, relations, keys."""
        with Horizontal():
            yield Choices(id="who")
            with Vertical():
                with Horizontal(classes="shelf"):
                    for n in range(COLUMNS):
                        with VerticalScroll(id=f"column-{n}", can_focus=not n):
                            yield Words(classes="lines")
                yield Words(id="matrix")
        yield ActionRow((row for row in TABLE if row.footer), self)

    # -- drawing ------------------------------------------------------------------------------------------------

    def renew(self) -> None:
        """Draw list and nation."""
        self._draw_list()
        self._draw_nation()

    def on_resize(self, event: Resize) -> None:
        """Lay the columns anew."""
        self.renew()

    def _draw_list(self) -> None:
        scene, names = self.delegation.scene, self.query_one("#who", Choices)
        rows = [(nation, drawing.list_row(scene, nation, LIST - 3)) for nation in scene.pack.order]
        told = [str(row) for _, row in rows]
        if told != self._rows:
            self._rows = told
            names.offer(rows)
        if names.marked != self.nation:
            names.highlighted = scene.pack.order.index(self.nation)

    def _draw_nation(self) -> None:
        room = self.size.width - (0 if self._relations else LIST)
        self.query_one("#who").set_class(self._relations, "away")
        matrix = self.query_one("#matrix", Words)
        if self._relations:
            self._lay([lines(drawing.relations(self.delegation.scene, room - 4))])
            matrix.display = False
            return
        columns = 1 if room < 84 else 2 if room < 130 else COLUMNS
        width = room // columns - 3
        parts = drawing.portrait(self.delegation.scene, self.nation, columns, width)
        self._lay([lines(part) for part in parts])
        matrix.display = room >= 130 and self.size.height >= 40
        if matrix.display:
            matrix.show(lines(drawing.relations(self.delegation.scene, room - 4)))

    def _lay(self, parts: list[Shown]) -> None:
        for n in range(COLUMNS):
            column = self.query_one(f"#column-{n}")
            column.display = n < len(parts)
            if n < len(parts):
                column.query_one(Words).show(parts[n])

    # -- doing --------------------------------------------------------------------------------------------------

    def again(self) -> None:
        """Go into the list; once there, into what stands beside it."""
        names, beside = self.query_one("#who", Choices), self.query_one("#column-0")
        (beside if names.has_focus or self._relations else names).focus()

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Look at that nation."""
        event.stop()
        if event.option.id is not None and event.option.id != self.nation:
            self.nation = NationId(event.option.id)
            self._draw_nation()
            self.query_one("#column-0", VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Read on beside the list."""
        event.stop()
        self.query_one("#column-0").focus()

    def write(self, line: str) -> None:
        """Put a line about the nation before the player; one does not write to oneself."""
        if self.nation == self.delegation.scene.me:
            assert isinstance(self.app, DetenteApp)
            self.app.toast(tr("That is you. Choose another nation of the list first."))
            return
        self.post_message(Prefill(line.format(nation=self.nation)))

    def type_command(self) -> None:
        """Begin a command."""
        self.post_message(Prefill("/"))

    def show_relations(self) -> None:
        """All relations, or one nation again."""
        self._relations = not self._relations
        self._draw_nation()
        self.again()
