"""A finished match, step by step, on the pages of a match, as a nation saw it at the time.

Owns: `ReplayScreen`: whose eyes these are, which moment it is, what was told last.
Does not know: what stands on a page, the archive's format, what a nation was told (`archivetable`).

Going on hears what comes; going back begins anew and hears up to there, as the player did.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import ContentSwitcher

from detente_client.app.actions import bindings
from detente_client.app.asking import AskScreen
from detente_client.app.kit import KeyRow, Words, painted
from detente_client.app.match.composer import Prefill
from detente_client.app.match.pagerow import RowOfPages
from detente_client.app.match.screen import MatchScreen
from detente_client.app.match.status import StatusBar
from detente_client.app.pages.page import Page
from detente_client.app.palette import Entry as PaletteEntry
from detente_client.app.replay.actions import TABLE
from detente_client.delegation import export
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.rooms import Room
from detente_client.delegation.transcript import Entry
from detente_client.folders import archive_folder
from detente_client.i18n import tr
from detente_client.replay.archivetable import ArchiveTable, beginnings, over, turn_at
from detente_client.trouble import Trouble
from detente_client.words.naming import Names, capital
from detente_wire.archive import Archive
from detente_wire.gate import one_line
from detente_wire.messages import MatchId
from detente_wire.terms import NationId

if TYPE_CHECKING:
    from detente_client.app.app import DetenteApp

PLAY_S = 1.2
"""Seconds between two things that are told, while it goes on by itself."""
TOLD = 3
"""Rows of what was told last."""


class ReplayScreen(MatchScreen, inherit_bindings=False):
    """Dismissed when it has been looked at."""

    AUTO_FOCUS = ""
    ACTIONS = TABLE
    BINDINGS = [("tab", "app.focus_next", ""), ("shift+tab", "app.focus_previous", ""), *bindings(TABLE)]
    DEFAULT_CSS = """
    ReplayScreen #moment { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis; }
    ReplayScreen ToastRack { margin-bottom: 5; }
    ReplayScreen #told { height: 3; padding: 0 1; }
    """

    def __init__(self, archive: Archive, nation: NationId | None) -> None:
        self.archive = archive
        self._table = ArchiveTable(archive, nation)
        super().__init__(self._table)
        self._turns = beginnings(archive)
        self._stops: list[int] = [0]
        """Moments after which something was told, as far as it was heard through these eyes."""
        self._latest: Entry | None = None
        self._playing: Timer | None = None

    def compose(self) -> ComposeResult:
        """Bar, row of pages, page; what was told last, which moment it is, keys."""
        yield StatusBar(self.delegation)
        yield RowOfPages()
        yield ContentSwitcher(id="page")
        yield Words(id="told")
        yield Words(id="moment")
        yield KeyRow()

    async def _listen(self) -> None:
        """Nothing comes by itself: stand where the first turn begins."""
        await self.go_to(self._turns[1] if len(self._turns) > 1 else self.last)

    # -- the surface --------------------------------------------------------------------------------------------

    def tell(self, entry: Entry) -> None:
        """What was told; answers to what was asked of a page are said as in a match."""
        if entry.heard is None:
            self._answer(entry)
            return
        self._latest = entry
        for page in self.query(Page):
            page.tell(entry)

    def _lead_into(self, wanted: str, before: str) -> None:
        """The arrows step through the match: a page is stepped into only when its key is pressed again."""
        if wanted == before:
            self.call_after_refresh(self._step_in, wanted)

    def renew(self) -> None:
        """Draw what is so at this moment."""
        self._stale = False
        if not self.query("#moment"):
            return
        self.query_one(StatusBar).renew()
        if (page := self.page) is not None:
            page.renew()
        lines = [line for line in self._latest.lines if line.strip()] if self._latest else []
        self.query_one("#told", Words).show("\n".join(lines[:TOLD]), layout=False)
        self.query_one("#moment", Words).show(painted(*self._where()), layout=False)

    def _where(self) -> list[tuple[str, str]]:
        turn = turn_at(self.archive, self.moment)
        names, nation = Names(self.delegation.scene.pack), self._table.nation
        eyes = (
            tr("as {nation} saw it", nation=capital(names.nation(nation)))
            if nation
            else tr("what everybody saw")
        )
        when = (
            tr("turn {turn} of {last}", turn=turn, last=len(self._turns) - 1)
            if turn
            else tr("before the first turn")
        )
        if self.moment >= self.last:
            when = tr("after the end")
        run = tr("playing") if self._playing else tr("replay")
        far = f"{self.moment}/{self.last}"
        return [(f" {run} ", "reverse"), (f" {eyes} ", "bold"), (f" {when}  {far}", "$text-muted")]

    @property
    def room(self) -> Room:
        """The room that is looked at."""
        return getattr(self.page, "room", None) or self.delegation.room

    def palette(self) -> Iterator[PaletteEntry]:
        """What can be looked at; there is no line on which a command could be put."""
        from detente_client.app.match.offering import sights

        return sights(self, cast("DetenteApp", self.app).keys_of)

    def focus_line(self) -> None:
        """There is no line: the arrows step."""
        self.set_focus(None)

    def catches(self, event: events.Key | events.Paste) -> bool:
        """Nothing: there is no line to which letters could go."""
        return False

    def on_prefill(self, event: Prefill) -> None:
        """Nothing can be done here."""
        event.prevent_default()  # what a match does with it
        cast("DetenteApp", self.app).toast(over().message)

    # -- which moment -------------------------------------------------------------------------------------------

    @property
    def moment(self) -> int:
        """So many of the archive's notices have happened."""
        return self._table.moment

    @property
    def last(self) -> int:
        """The moment at which all has happened."""
        return self._table.last

    async def go_to(self, moment: int) -> None:
        """Stand at a moment; one that is past is come to from the beginning."""
        if moment < self.moment:
            await self._anew(self._table.nation)
        self._hear_to(moment)
        self.renew()

    def _hear_to(self, moment: int) -> None:
        for event in self._table.go_on(moment):
            before = len(self.delegation.transcript.entries)
            self.delegation.hear(event)
            if len(self.delegation.transcript.entries) > before and self._table.moment > self._stops[-1]:
                self._stops.append(self._table.moment)

    async def _anew(self, nation: NationId | None) -> None:
        """Nothing has happened, and these are the eyes."""
        stops = self._stops if nation == self._table.nation else [0]
        self.delegation.stop()
        self._table, self._stops, self._latest = ArchiveTable(self.archive, nation), stops, None
        self.delegation = Delegation(self._table, self)
        await self.recompose()
        page, self._page = self._page, ""
        await self.show_page(page)
        self.focus_line()
        self.refresh_bindings()

    async def turn(self, by: int) -> None:
        """To the beginning of the next turn, or of one before."""
        if by > 0:
            n = bisect_right(self._turns, self.moment)
            await self.go_to(self._turns[n] if n < len(self._turns) else self.last)
        else:
            n = bisect_left(self._turns, self.moment)
            await self.go_to(self._turns[max(0, n - 1)])

    def ask_turn(self) -> None:
        """Ask for a turn, and go there."""
        last = len(self._turns) - 1
        self.app.push_screen(
            AskScreen(tr("Which turn? 1 to {last}; 0 is what came before.", last=last)), self._to_turn
        )

    async def _to_turn(self, answer: str | None) -> None:
        wanted = (answer or "").strip()
        if not wanted:
            return
        if wanted.isdecimal() and int(wanted) < len(self._turns):
            await self.go_to(self._turns[int(wanted)])
        else:
            cast("DetenteApp", self.app).toast(
                tr("The match has no turn {turn}.", turn=one_line(wanted)[:20]), urgent=True
            )

    def export(self) -> None:
        """Write what was told until now, through these eyes, into a file of its own in the folder of archives."""
        header, scene = self.archive.header, self.delegation.scene
        id = MatchId(header.archive_hash[:8])
        name = f"{scene.pack.id}-{id}-{scene.me or 'observer'}-{self.moment}.md"
        app = cast("DetenteApp", self.app)
        try:
            text = export.markdown(scene, self.delegation.transcript.entries, id)
            path = export.write(archive_folder() / name, text, replace=True)
        except Trouble as trouble:
            app.toast(str(trouble), urgent=True)
        else:
            app.toast(tr("What was told is in {path}", path=path))

    async def step(self, by: int) -> None:
        """To the next thing that was told, or to the one before."""
        if by < 0:
            n = bisect_left(self._stops, self.moment)
            await self.go_to(self._stops[max(0, n - 1)])
            return
        before = self._latest
        while self._latest is before and self.moment < self.last:
            self._hear_to(self._table.next_heard())
        self.renew()

    # -- whose eyes ---------------------------------------------------------------------------------------------

    async def look_as(self, nation: NationId | None) -> None:
        """See the same moment through other eyes."""
        if nation != self._table.nation:
            moment = self.moment
            await self._anew(nation)
            self._hear_to(moment)
            self.renew()

    async def next_nation(self) -> None:
        """The next in the pack's order; after everybody the first."""
        order = self.delegation.scene.pack.order
        now = self._table.nation
        await self.look_as(order[(order.index(now) + 1) % len(order)] if now in order else order[0])

    # -- by itself ----------------------------------------------------------------------------------------------

    def play(self) -> None:
        """Go on by itself, or stand still."""
        if self._playing is not None:
            self._still()
        elif self.moment < self.last:
            self._playing = self.set_interval(PLAY_S, self._go_on)
        self.renew()

    async def _go_on(self) -> None:
        await self.step(1)
        if self.moment >= self.last:
            self._still()
            self.renew()

    def _still(self) -> None:
        if self._playing is not None:
            self._playing.stop()
            self._playing = None

    def on_resize(self, event: events.Resize) -> None:
        """Pages take another width."""
        self.renew_soon()
