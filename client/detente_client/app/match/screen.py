"""The screen of a match: the surface of a delegation.

Owns: `MatchScreen`: hearing and typing, which page is looked at, when it is drawn anew.
Does not know: what stands on a page, what a line means.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.events import Key, Paste
from textual.screen import Screen
from textual.widgets import ContentSwitcher
from textual.worker import Worker

from detente_client.app.actions import Acting, bindings
from detente_client.app.app import DetenteApp
from detente_client.app.asking import AskScreen
from detente_client.app.ending import conclude
from detente_client.app.everywhere import TABLE as EVERYWHERE
from detente_client.app.keynames import ActionRow, key_of
from detente_client.app.kit import Field, Manuscript, Writing
from detente_client.app.match.actions import TABLE
from detente_client.app.match.composer import Composer, Prefill
from detente_client.app.match.foresight import ForesightScreen
from detente_client.app.match.leaving import LeaveScreen, Leaving
from detente_client.app.match.notes import NotesScreen
from detente_client.app.match.pagerow import RowOfPages
from detente_client.app.match.status import StatusBar
from detente_client.app.match.tutoring import TutorPanel
from detente_client.app.pages import PAGES
from detente_client.app.pages.page import Page
from detente_client.app.pages.show import ShowEntry
from detente_client.app.palette import Entry as PaletteEntry
from detente_client.delegation.alerting import Alarm
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.errands import SLOW_S
from detente_client.delegation.notebook import Shelf, nowhere
from detente_client.delegation.outlet import Outlet
from detente_client.delegation.rooms import EVERYTHING, Room
from detente_client.delegation.transcript import Entry
from detente_client.i18n import tr
from detente_client.sessions.table import OverEvent, Table
from detente_client.settings import Settings
from detente_client.trouble import Trouble
from detente_wire.notices import Said

TOGETHER_S = 0.05
"""What is told within this time is drawn at once."""
ANSWERED = 4
"""Lines of an answer that are shown over a page that does not hold it."""
JUST_S = 3.0
"""What is told so soon after a line was sent came of it."""
BATCH = 50
"""After so many events without a pause the screen gets its turn."""


class MatchScreen(Acting, Screen[int | Trouble]):
    """Dismissed with an exit code when the match is over and looked at, or the player leaves; or with what ended the
    session."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)

    def __init__(
        self, table: Table, shelf: Shelf = nowhere, again: str = "", beforehand: Sequence[str] = ()
    ) -> None:
        """`again`: the command by which the player comes back to his seat; `beforehand`: what to say first."""
        super().__init__()
        self._beforehand = beforehand
        self._again = again
        self._listening: Worker[None] | None = None
        self.delegation = Delegation(
            table, self, shelf=shelf, names=lambda line: self._settings().names(line)
        )
        self.alarm = Alarm(self._settings, self.delegation.scene.pack.title)
        self._page = PAGES[0].id
        self._stale = False
        self._sent_at = -JUST_S
        """When the last line was sent."""

    def compose(self) -> ComposeResult:
        """Bar, row of pages, page, line."""
        yield StatusBar(self.delegation)
        yield RowOfPages()
        yield ContentSwitcher(id="page")
        yield TutorPanel(self.delegation)
        yield Composer(self.delegation, self.alarm.touched)

    async def on_mount(self) -> None:
        """Show the talks, and begin to hear."""
        await self.show_page(self._page)
        self.focus_line()
        self._listening = self.run_worker(self._listen())

    def on_unmount(self) -> None:
        """Hear no more."""
        self.delegation.stop()

    def on_screen_resume(self) -> None:
        """What was set meanwhile holds at once."""
        if self._stale or not self.query(StatusBar):
            return
        self.renew_soon()

    # -- the surface --------------------------------------------------------------------------------------------

    def tell(self, entry: Entry) -> None:
        """Something is told: the pages that are there hear it, and what is looked at is drawn anew soon."""
        if entry.weight == "own" and self._is_out_of_sight(entry):
            self._answer(entry)
        self._call(entry)
        for page in self.query(Page):
            page.tell(entry)
        self.renew_soon()

    def _is_out_of_sight(self, entry: Entry) -> bool:
        """Whether an answer, or what came of a line that was just sent, is told where nobody looks now."""
        if entry.heard is None:
            return self._page != "talks"
        if time.monotonic() - self._sent_at > JUST_S or isinstance(entry.heard.notice, Said):
            return False  # what one said is no news to oneself
        return self._page != "talks" or self.room.key not in (entry.room.key, EVERYTHING.key)

    def _settings(self) -> Settings:
        return self.app.settings if isinstance(self.app, DetenteApp) else Settings()

    def _call(self, entry: Entry) -> None:
        """Ring and leave a note on the desktop, if the player looks elsewhere and wants to be called."""
        self.alarm.focused = self.app.app_focus
        if (sequence := self.alarm.heard(entry)) and isinstance(self.app, DetenteApp):
            self.app.signal(sequence)

    def on_key(self, event: Key) -> None:
        """Somebody is there."""
        self.alarm.touched()

    def catches(self, event: Key | Paste) -> bool:
        """Take a letter that is no key of the page, or what is pasted over it, to the line, so that it is not lost.

        The app asks before the widget with the cursor does, so that letters that follow closely come there in order.
        """
        if self._types:
            return False
        if isinstance(event, Paste):
            text = event.text
        elif event.character and event.is_printable and not self._means_something(event.key):
            text = event.character
        else:
            return False
        self.alarm.touched()
        self.query_one(Composer).go_on(text)
        return True

    @property
    def _types(self) -> bool:
        """Whether the cursor is where text is typed."""
        return isinstance(self.focused, Field | Writing | Manuscript)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where text is typed a slash is a sign like others."""
        return super().check_action(action, parameters) and not (
            parameters == ("line.slash",) and self._types
        )

    def slash(self) -> None:
        """Begin a command; at once, so that what is typed behind it does not reach the page."""
        composer = self.query_one(Composer)
        self.set_focus(composer.line)
        composer.prefill("/")

    def _means_something(self, key: str) -> bool:
        """Whether it is a key of what has the focus, or of the page, or typed together with Alt."""
        return key == "space" or key.startswith("alt+") or key in self.active_bindings

    def _answer(self, entry: Entry) -> None:
        """An answer is seen on every page; a long one is read among the talks."""
        shown, more = [line for line in entry.lines if line.strip()], list[str]()
        if len(shown) > ANSWERED:
            end = shown[-1:] if entry.heard is not None else []  # it says how to go on
            shown = shown[: ANSWERED - 2 * len(end)] + end
            more = [tr("All of it: {key}", key=self._key("page.talks"))]
        assert isinstance(self.app, DetenteApp)
        self.app.toast("\n".join([*shown, *more]))

    def recall(self, lines: int) -> None:
        """The transcript can be looked through: there is nothing to tell again."""

    async def read_secret(self, prompt: str) -> str | None:
        """In a small window."""
        answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        await self.app.push_screen(AskScreen(prompt, hidden=True), answer.set_result)
        return await answer

    # -- leaving ------------------------------------------------------------------------------------------------

    async def ask_leave(self) -> None:
        """Leave, unless a seat is held: then ask first what becomes of it."""
        if not self.delegation.seated:
            self._go()
        elif not isinstance(self.app.screen, LeaveScreen):
            await self.app.push_screen(
                LeaveScreen(self._again, begun=bool(self.delegation.teller.turn)), self._left
            )

    def _go(self) -> None:
        """Leave; the end of the session that may follow is no news to this screen any more."""
        if self._listening is not None:
            self._listening.cancel()
        conclude(self, 0)

    def _left(self, way: Leaving | None) -> None:
        """The screen does not stand still until the server has answered."""
        self.run_worker(self._leave(way))

    async def _leave(self, way: Leaving | None) -> None:
        if way == "keep":
            self._go()
        elif way == "bot":
            begun = bool(self.delegation.teller.turn)
            await self.delegation.leave()
            key = key_of(self.app, EVERYWHERE, "app.quit")
            self.delegation.say(
                tr("A bot takes your seat. The match goes on here; {key} leaves it.", key=key)
                if begun
                else tr("Your seat is free for others. You can look on here; {key} leaves.", key=key)
            )
            for row in self.query(ActionRow):
                row.renew()

    # -- hearing ------------------------------------------------------------------------------------------------

    async def _listen(self) -> None:
        """Hear until the match is over; what ends the session ends the screen, and is told where the player is then."""
        try:
            await self._hear()
        except Trouble as trouble:
            conclude(self, trouble)

    async def _hear(self) -> None:
        await self.delegation.start()
        self.delegation.say(*self._beforehand)
        heard = 0
        async for event in self.delegation.table.events():
            self.delegation.hear(event)
            heard += 1
            if heard % BATCH == 0:
                await asyncio.sleep(0)
            if isinstance(event, OverEvent):
                self._over()
                return

    def _over(self) -> None:
        """What comes next is said once."""
        assert isinstance(self.app, DetenteApp)
        key = key_of(self.app, EVERYWHERE, "app.quit")
        if self.delegation.over:
            self.app.toast(tr("The match is over. {key} goes on to what became of it.", key=key))
        elif self.delegation.called_off:
            self.app.toast(tr("The match was called off. {key} goes to the lobby.", key=key), urgent=True)

    def renew_soon(self) -> None:
        """Draw anew, once for all that is told within a moment."""
        if not self._stale and self.is_attached:
            self._stale = True
            self.set_timer(TOGETHER_S, self.renew)

    def renew(self) -> None:
        """Draw the bar and the page that is looked at."""
        self._stale = False
        self.query_one(StatusBar).renew()
        self.query_one(Composer).renew(self.room)
        self.query_one(TutorPanel).renew()
        if (page := self.page) is not None:
            page.renew()

    # -- pages --------------------------------------------------------------------------------------------------

    @property
    def page(self) -> Page | None:
        """The page that is looked at."""
        found = self.query(f"#{self._page}").results(Page)
        return next(iter(found), None)

    @property
    def room(self) -> Room:
        """The room that is looked at; where the page shows none, that of the current channel."""
        looked_at: Room | None = getattr(self.page, "room", None)
        return looked_at or self.delegation.room

    async def show_page(self, wanted: str) -> None:
        """Look at a page; it is made when it is first looked at. Answers that lay over another are read among the
        talks, and lie over them no more.

        It is stepped into, unless something is typed already: then the player looks something up and types on.
        Asked for again it is stepped into in any case.
        """
        row = next(row for row in PAGES if row.id == wanted)
        before = self._page if self._page and self.page is not None else ""
        switcher = self.query_one(ContentSwitcher)
        if not self.query(f"#{row.id}"):
            await switcher.add_content(row.load()(self.delegation, id=row.id))
        self._page = switcher.current = row.id
        if wanted != before and self.page is not None:
            self.page.come_from(before)
        self.delegation.tutor.used(f"page.{row.id}")
        if wanted == "talks" and not self.delegation.over:
            self.app.clear_notifications()
        self._draw_pages()
        self.renew()
        self._lead_into(wanted, before)

    def _draw_pages(self) -> None:
        self.query_one(RowOfPages).draw(self._page)

    async def on_row_of_pages_wanted(self, event: RowOfPages.Wanted) -> None:
        """Look at the page whose name was clicked."""
        await self.show_page(event.page)

    def _key(self, id: str) -> str:
        """A key of this screen, as it is now."""
        return key_of(self.app, TABLE, id)

    def _lead_into(self, wanted: str, before: str) -> None:
        """The talks are where one types; the other pages are stepped into, unless something is typed."""
        if wanted == PAGES[0].id:
            if before != wanted:
                self.focus_line()
        elif wanted == before or not self.typed:
            self.call_after_refresh(self._step_in, wanted)

    def _step_in(self, wanted: str) -> None:
        """Once it is drawn."""
        if wanted == self._page and self.page is not None:
            self.page.again()

    def on_talks_page_done(self) -> None:
        """Nothing is sought any more."""
        self.focus_line()

    def on_page_moved(self, event: Page.Moved) -> None:
        """Words go elsewhere now."""
        self.renew_soon()

    async def on_show_entry(self, event: ShowEntry) -> None:
        """To where it was told, among the talks."""
        await self.show_page("talks")
        if (page := self.page) is not None:
            page.show_entry(event.number)

    @property
    def typed(self) -> str:
        """What stands on the line that is typed."""
        return self.query_one(Composer).text.strip()

    # -- typing -------------------------------------------------------------------------------------------------

    def focus_line(self) -> None:
        """Let the player type."""
        self.query_one("#line").focus()

    def on_composer_typed(self, event: Composer.Typed) -> None:
        """Do what the line asks for; the screen goes on meanwhile."""
        self.run_worker(self._take(event.line, event.outlet))

    def on_prefill(self, event: Prefill) -> None:
        """A page proposes a line."""
        self.prefill(event.line)

    def prefill(self, line: str) -> None:
        """Put a line before the player, for him to send."""
        self.query_one(Composer).prefill(line)

    # -- the palette --------------------------------------------------------------------------------------------

    def palette(self) -> Iterator[PaletteEntry]:
        """What it offers here beside the keys."""
        from detente_client.app.match.offering import entries

        assert isinstance(self.app, DetenteApp)
        return entries(self, self.app.keys_of)

    async def show_room(self, room: Room) -> None:
        """Look at a room, among the talks."""
        self.delegation.whereabouts.look(room)
        await self.show_page("talks")

    async def _take(self, line: str, outlet: Outlet) -> None:
        self.set_timer(SLOW_S, self._show_sending)
        self._sent_at = time.monotonic()
        fate = await self.delegation.outbox.send(outlet, line, partial(self._heard_late, line, outlet))
        if fate == "left":
            self._go()
        elif fate == "leaving":
            await self.ask_leave()
        elif fate in ("refused", "unclear"):
            self.query_one(Composer).take_back(line, outlet)
        self.renew_soon()

    def _heard_late(self, line: str, outlet: Outlet, done: bool) -> None:
        """A receipt came after all; the line is given back, as it would have been at once."""
        if not done and self.is_attached:
            self.query_one(Composer).take_back(line, outlet)

    def _show_sending(self) -> None:
        """Say quietly that an answer is waited for, until it has come."""
        self.query_one(StatusBar).renew()
        if self.delegation.errands.waits:
            self.set_timer(SLOW_S, self._show_sending)

    def do_as_the_tutor_says(self) -> None:
        """Put the line that he proposes before the player."""
        if self.delegation.tutor.step is None:
            self.delegation.tutor.stop()
            self.renew_soon()
        elif line := self.delegation.tutor.example(self.delegation.scene):
            self.query_one(Composer).prefill(line)

    def show_notes(self) -> None:
        """Over everything else, until they are closed."""
        self.app.push_screen(NotesScreen(self.delegation))

    def foresee(self) -> None:
        """Ask who would see the line that stands there; Enter sends it."""
        composer = self.query_one(Composer)
        line, outlet = composer.asked_for(), composer.outlet
        if line is None:
            if not composer.text:
                composer.warn(
                    tr("Nothing stands in the line: type what you would send, then ask who sees it.")
                )
            return
        self.delegation.tutor.used("foresee")

        def answered(send: bool | None) -> None:
            if send:
                composer.send(line)

        self.app.push_screen(ForesightScreen(self.delegation, outlet, line), answered)
