"""The page of the timeline: turn by turn what happened, the one that is marked in full, what is ahead.

Owns: `TimelinePage`: which kinds and nation are shown, which line is marked.
Does not know: what happened (`standing`), how lines look (`drawing`).
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.events import Resize

from detente_client.app.actions import bindings
from detente_client.app.keynames import ActionRow
from detente_client.app.kit import Choices, Shown, Words, lines
from detente_client.app.match.composer import Prefill
from detente_client.app.pages.page import Page
from detente_client.app.pages.show import ShowEntry
from detente_client.app.pages.timeline import drawing
from detente_client.app.pages.timeline.actions import TABLE
from detente_client.delegation.context import around
from detente_client.delegation.delegation import Delegation
from detente_client.standing.chronicle import KINDS, Happening, HappeningKind
from detente_client.standing.timeline import awaited
from detente_wire.terms import NationId

WIDE = 140
"""From so many columns on the marked line stands in full beside the list, not below."""


class TimelinePage(Page):
    """A list of what happened; what is new is added at its end."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    DEFAULT_CSS = """
    TimelinePage #filters { height: 1; text-wrap: nowrap; text-overflow: ellipsis; background: $surface; }
    TimelinePage .shelf { height: 1fr; layout: vertical; }
    TimelinePage.wide .shelf { layout: horizontal; }
    TimelinePage #happenings { height: 1fr; width: 1fr; border: none; padding: 0; background: $background;
        text-wrap: nowrap; text-overflow: ellipsis; }
    TimelinePage #whole { height: 5; padding: 0 1; border-top: solid $panel; }
    TimelinePage.wide #whole { height: 1fr; width: 62; border-top: none; border-left: solid $panel; }
    TimelinePage .buttons { height: 1; background: $surface; }
    TimelinePage .buttons Push { width: auto; min-width: 4; padding: 0; }
    """

    def __init__(self, delegation: Delegation, *, id: str) -> None:
        super().__init__(delegation, id=id)
        self.kind: HappeningKind | None = None
        self.nation: NationId | None = None
        self._drawn: tuple[object, ...] = ()
        """What the list was made of: chronicle, filters, width; then it only grows."""
        self._heard = 0
        """How many happenings of the chronicle the list knows."""
        self._shown = 0
        """How many of them it shows."""
        self._place = (-1, False)
        """Turn, and whether its end was reached, of the last row."""
        self._ahead: list[str] = []

    def compose(self) -> ComposeResult:
        """Filters, list, the marked one, keys."""
        yield Words(id="filters")
        with Vertical(classes="shelf"):
            yield Choices(id="happenings")
            with VerticalScroll(id="whole", can_focus=False):
                yield Words(classes="lines")
        yield ActionRow((row for row in TABLE if row.footer), self)

    @property
    def happenings(self) -> Choices:
        """The list."""
        return self.query_one("#happenings", Choices)

    # -- drawing ------------------------------------------------------------------------------------------------

    def on_resize(self, event: Resize) -> None:
        """Lay it anew."""
        self.renew()

    def renew(self) -> None:
        """Add what is new; begin anew where something else is to be shown."""
        self.set_class(self.size.width >= WIDE, "wide")
        wanted = (id(self.delegation.chronicle), self.kind, self.nation, self.size.width)
        anew = wanted != self._drawn
        if anew:
            self._drawn, self._heard, self._shown, self._place = wanted, 0, 0, (-1, False)
            self.happenings.clear_options()
            self._ahead = []
        self._grow(follow=anew or self._at_end())
        scene = self.delegation.scene
        row = drawing.filters(scene, self.kind, self.nation, self._shown, self.size.width)
        self.query_one("#filters", Words).show(row, layout=False)
        self._draw_whole()

    def _at_end(self) -> bool:
        """Whether the player looks at the last line: then he follows."""
        names = self.happenings
        last = names.option_count - 1 - len(self._ahead)
        return names.highlighted is None or names.highlighted >= last

    def _grow(self, *, follow: bool) -> None:
        """The rows of what was heard since, and what is ahead below them."""
        chronicle = self.delegation.chronicle
        fresh = [one for one in chronicle.happenings[self._heard :] if self._is_wanted(one)]
        coming = self._coming()
        told = [key for key, _ in coming]
        if self._heard == len(chronicle.happenings) and told == self._ahead:
            return
        self._heard = len(chronicle.happenings)
        self._shown += len(fresh)
        for key in self._ahead:
            self.happenings.remove_option(key)
        added = self._rows(fresh)
        self.happenings.extend([*added, *coming])
        self._ahead = told
        marked = next((key for key, _ in reversed(added) if key), None)
        if follow and marked is not None:
            self.happenings.highlighted = self.happenings.get_option_index(marked)

    def _is_wanted(self, one: Happening) -> bool:
        kind = one.kind == self.kind if self.kind else not one.minor
        return kind and (self.nation is None or self.nation in one.nations)

    def _rows(self, fresh: Sequence[Happening]) -> list[tuple[str, Shown]]:
        """With a heading where a turn begins, and where its end does."""
        scene, chronicle = self.delegation.scene, self.delegation.chronicle
        found: list[tuple[str, Shown]] = []
        for one in fresh:
            if one.turn != self._place[0]:
                found.append(("", drawing.turn_row(scene, chronicle, one.turn, self._room)))
                self._place = (one.turn, False)
            if one.closing and not self._place[1]:
                found.append(("", drawing.end_row()))
                self._place = (one.turn, True)
            found.append((str(one.number), drawing.row(scene, one)))
        return found

    def _coming(self) -> list[tuple[str, Shown]]:
        if self.kind:
            return []
        scene, chronicle = self.delegation.scene, self.delegation.chronicle
        found = awaited(scene, self.nation)
        return [
            (f"ahead {n} {one.turn} {one.text}", drawing.coming_row(scene, chronicle, one))
            for n, one in enumerate(found)
        ]

    @property
    def _room(self) -> int:
        return self.size.width - (64 if self.size.width >= WIDE else 0) - 2

    def _draw_whole(self) -> None:
        """All that is told of the marked line."""
        happening, scene = self.marked, self.delegation.scene
        room = 58 if self.size.width >= WIDE else self.size.width - 4
        found = drawing.whole(scene, self.delegation.chronicle, happening, room) if happening else ()
        whole = list(found)
        if happening is not None and self.size.width >= WIDE:
            entries = self.delegation.transcript.entries
            beside = around(scene, self.delegation.chronicle, happening, entries)
            whole += ["", *drawing.context(beside, room - 2)]
        self.query_one("#whole Words", Words).show(lines(whole))

    @property
    def marked(self) -> Happening | None:
        """What the marked line tells of; none: nothing that has happened."""
        key = self.happenings.marked
        return self.delegation.chronicle.happenings[int(key)] if key and key.isdigit() else None

    # -- doing --------------------------------------------------------------------------------------------------

    def again(self) -> None:
        """Go into the list."""
        self.happenings.focus()

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Show it in full."""
        event.stop()
        self._draw_whole()
        self.query_one("#whole", VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Look where it was told."""
        event.stop()
        self.go_there()

    def go_there(self) -> None:
        """To its entry among the talks."""
        if self.marked is not None and self.marked.entry is not None:
            self.post_message(ShowEntry(self.marked.entry))

    def next_kind(self, step: int) -> None:
        """Only the next kind; after the last all again."""
        order: list[HappeningKind | None] = [None, *KINDS]
        self.kind = order[(order.index(self.kind) + step) % len(order)]
        self.renew()

    def next_nation(self, step: int) -> None:
        """Only the next nation; after the last all again."""
        order: list[NationId | None] = [None, *self.delegation.scene.pack.order]
        self.nation = order[(order.index(self.nation) + step) % len(order)]
        self.renew()

    def show_all(self) -> None:
        """Every kind, of all nations."""
        self.kind = self.nation = None
        self.renew()

    def leap(self, step: int) -> None:
        """To the first line of the turn before, or of the next."""
        here = self.marked.turn if self.marked else self.delegation.scene.view.turn + 1
        ids = [option.id for option in self.happenings.options if option.id and option.id.isdigit()]
        found = [(self.delegation.chronicle.happenings[int(key)].turn, key) for key in ids]
        turns = sorted({turn for turn, _ in found if (turn < here if step < 0 else turn > here)})
        if turns:
            wanted = turns[-1] if step < 0 else turns[0]
            first = next(key for turn, key in found if turn == wanted)
            self.happenings.highlighted = self.happenings.get_option_index(first)

    def type_command(self) -> None:
        """Begin a command."""
        self.post_message(Prefill("/"))
