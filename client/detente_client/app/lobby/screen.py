"""The lobby's screen: the tables that there are, what there is to say of the marked one, a line for all the rest.

Owns: `LobbyScreen`; when the list is asked for anew.
Does not know: sockets (the session), what a line means (the desk).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Key, Paste
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker

from detente_client.account.company import not_drawn_yet
from detente_client.app.actions import Acting, bindings
from detente_client.app.asking import AskScreen
from detente_client.app.ending import conclude
from detente_client.app.kit import Field, Grid, KeyRow, Shown, Words, lines, painted
from detente_client.app.lobby.actions import TABLE
from detente_client.app.lobby.laying import LayingScreen
from detente_client.app.lobby.picking import Pick, PickScreen
from detente_client.app.prospectus import card_shown, chapters_shown
from detente_client.i18n import tr
from detente_client.lobby import cards
from detente_client.lobby.desk import Desk, leads, leaves
from detente_client.lobby.form import Form
from detente_client.lobby.prospectus import chapters
from detente_client.lobby.tables import Search, cells, columns, details
from detente_client.publicpack import PublicPack, read_pack
from detente_client.sessions.attended import Match
from detente_client.sessions.session import Session
from detente_client.trouble import Trouble
from detente_wire.gate import one_line
from detente_wire.messages import Digest, MatchRow

if TYPE_CHECKING:
    from detente_client.app.app import DetenteApp

WIDE = 150
"""From so many columns on the marked table's crisis is told beside the list."""
EVERY_S = 15.0
"""So often the server is asked while the list is looked at."""
SAID = 200
"""Lines that are kept of what was answered."""
PATIENCE_S = 3.0
"""How long an answer is waited for before the player is told that it takes longer."""


class LobbyScreen(Acting, Screen[Match | Trouble | None]):
    """Dismissed with the match, with what ended the session, or with None."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    DEFAULT_CSS = """
    LobbyScreen #title { height: 1; padding: 0 1; background: $panel; }
    LobbyScreen #tables { height: 1fr; min-height: 5; background: $background; }
    LobbyScreen #tables:focus { background-tint: $foreground 0%; }
    LobbyScreen #details { height: auto; max-height: 7; padding: 0 1; border-top: solid $panel; }
    LobbyScreen #crisis { display: none; width: 44%; height: 1fr; padding: 0 1 0 2; border-left: solid $panel; }
    LobbyScreen.-wide #crisis { display: block; }
    LobbyScreen #prospectus { padding-right: 1; }
    LobbyScreen #said { height: auto; max-height: 8; padding: 0 1; border-top: solid $panel; color: $secondary; }
    """

    def __init__(self, session: Session, nation: str | None) -> None:
        super().__init__()
        self._session = session
        self._desk = Desk(session, self, nation)
        self._search = Search()
        self._lines: list[str] = []
        self._shown: list[MatchRow] | None = None
        self._packs: dict[Digest, PublicPack] = {}
        """The crises of the tables that were marked."""
        self._form: Form | None = None
        """A table that was laid and not set, or not heard of yet."""
        self._leading = ""
        """The line that leads to a table, while its answer is waited for."""
        self._arrived: Match | None = None
        """The table that it led to, while something else is looked at."""
        self._hear_no_more: Callable[[], None] = lambda: None

    def compose(self) -> ComposeResult:
        """Title, list, details, answers, line, keys."""
        yield Words(id="title")
        with Horizontal():
            with Vertical():
                yield Grid(id="tables", cursor_type="row")
                with VerticalScroll(id="details", can_focus=False):
                    yield Words(id="about")
                with VerticalScroll(id="said", can_focus=False):
                    yield Words(id="answers")
            with VerticalScroll(id="crisis", can_focus=False):
                yield Words(id="prospectus")
        yield Field(hint=tr("/ and a command; /help lists them"), typed_over=False, id="line")
        yield KeyRow()

    def on_mount(self) -> None:
        """Ask what there is, now and again."""
        self.query_one("#said").display = False
        self.query_one(Grid).focus()
        self._title()
        self.look_again()
        self.set_interval(EVERY_S, self._look_while_seen)
        self._hear_no_more = self._session.on_connection(self._connection)

    def on_unmount(self) -> None:
        """Hear no more of the server."""
        self._hear_no_more()

    def _connection(self, up: bool) -> None:
        """The server is gone, or there again, or lets us in no more."""
        if self._session.stopped is not None:
            conclude(self, self._session.stopped)
            return
        self._title()
        if up:
            self.look_again()

    def _title(self) -> None:
        parts: list[str | tuple[str, str]] = [
            (tr("Lobby of {server}", server=self._session.address.label), "bold"),
            "  " + tr("you are {name}", name=self._session.name),
            ("  " + tr("listed: {filter}", filter=self._search.words), "$accent"),
            f" “{self._search.text}”" if self._search.text else "",
            ("  " + tr("reconnecting…"), "bold $named") if not self._session.connected else "",
        ]
        self.query_one("#title", Words).show(painted(*parts), layout=False)

    # -- the front of the desk ------------------------------------------------------------------------------------

    @property
    def _wearer(self) -> DetenteApp:
        return cast("DetenteApp", self.app)

    def say(self, *lines_: str) -> None:
        """Answers stand below the list."""
        self._lines = [*self._lines, *lines_][-SAID:]
        said = self.query_one("#said", VerticalScroll)
        said.display = True
        self.query_one("#answers", Words).show(lines(self._lines))
        said.scroll_end(animate=False)

    async def ask(self, prompt: str) -> str | None:
        """In a small window."""
        return await self._wearer.shown(AskScreen(prompt))

    async def read_secret(self, prompt: str) -> str | None:
        """In a small window, not shown."""
        return await self._wearer.shown(AskScreen(prompt, hidden=True))

    # -- the list -------------------------------------------------------------------------------------------------

    def look_again(self) -> None:
        """Ask the server which tables there are."""
        _: Worker[None] = self.run_worker(self._list, group="list", exclusive=True)

    def _look_while_seen(self) -> None:
        """Nobody is asked for a list that nobody looks at."""
        if self.is_current and self.app.app_focus:
            self.look_again()

    async def _list(self) -> None:
        try:
            rows = await self._session.matches(**self._search.asked())
        except Trouble as trouble:
            self._troubled(trouble)
            return
        self._desk.rows = rows
        if rows != self._shown:
            self._shown = rows
            self._draw(rows)

    def _draw(self, rows: list[MatchRow]) -> None:
        grid = self.query_one(Grid)
        before, at = self._marked(), grid.cursor_row
        grid.columns_are(*columns())
        for number, row in enumerate(rows, 1):
            grid.row(*cells(number, row), key=row.match)
        again = next((n for n, row in enumerate(rows) if before and row.match == before.match), at)
        if rows:
            grid.move_cursor(row=min(again, len(rows) - 1), animate=False)
        self._about()

    def _marked(self) -> MatchRow | None:
        """The table that is marked."""
        grid = self.query_one(Grid)
        if not grid.row_count:
            return None
        key = grid.coordinate_to_cell_key(grid.cursor_coordinate).row_key.value
        return next((row for row in self._desk.rows if row.match == key), None)

    def on_data_table_row_highlighted(self) -> None:
        """Say more of it."""
        self._about()

    def _about(self) -> None:
        row = self._marked()
        none = (
            tr("No table is like that. F shows others.")
            if self._search.asked()
            else tr("No table yet. N sets one.")
        )
        pack = self._packs.get(row.digest) if row is not None else None
        titles: dict[str, str] = (
            {nation.id: nation.title for nation in pack.nations} if pack is not None else {}
        )
        self.query_one("#about", Words).show(lines(details(row, titles) if row else [none]))
        self._tell_crisis(pack)
        if row is not None and pack is None:
            _: Worker[None] = self.run_worker(partial(self._read_crisis, row), group="crisis", exclusive=True)

    async def _read_crisis(self, row: MatchRow) -> None:
        """What the marked table plays; where the server cannot say, its row says what it can."""
        with contextlib.suppress(Trouble, KeyError, TypeError):
            self._packs[row.digest] = read_pack(await self._session.public(row.digest))
            if self.is_attached and self._marked() == row:
                self._about()

    def _tell_crisis(self, pack: PublicPack | None) -> None:
        """Its card and its chapters, where there is room."""
        if not self.has_class("-wide"):
            return
        room = min(88, self.size.width * 44 // 100 - 6)
        told: list[Shown] = (
            [card_shown(cards.card(pack)), "", chapters_shown(chapters(pack), room)] if pack else []
        )
        self.query_one("#prospectus", Words).show(lines(told))
        self.query_one("#crisis", VerticalScroll).scroll_home(animate=False)

    def read_on(self) -> None:
        """Turn the page of what is told of the crisis; behind the last comes the first."""
        crisis = self.query_one("#crisis", VerticalScroll)
        if crisis.scroll_y >= crisis.max_scroll_y:
            crisis.scroll_home(animate=False)
        else:
            crisis.scroll_page_down(animate=False)

    def on_resize(self) -> None:
        """The crisis of the marked table stands beside the list where there is room."""
        self.set_class(self.size.width >= WIDE, "-wide")
        self.call_after_refresh(self._about)

    def on_data_table_row_selected(self) -> None:
        """Sit down there."""
        self.sit_down()

    def filter(self) -> None:
        """List other tables."""
        self._search = self._search.turned()
        self._title()
        self.look_again()

    def search(self) -> None:
        """List tables by words."""
        self.run_worker(self._ask_words())

    async def _ask_words(self) -> None:
        said = await self.ask(tr("Words of the crisis, or a match's id; nothing lists all."))
        if said is not None:
            self._search = Search(self._search.filter, said.strip())
            self._title()
            self.look_again()

    # -- doing ----------------------------------------------------------------------------------------------------

    def of_marked(self, command: str) -> None:
        """A command about the table that is marked."""
        row = self._marked()
        if row is not None:
            self.do(f"/{command} {row.match}")

    def sit_down(self) -> None:
        """Go on in one's seat, take one, or look on where a match is over."""
        row = self._marked()
        if row is None:
            return
        free = [seat.nation for seat in row.seats if seat.holder == "empty"] or [*row.wanted]
        if row.role == "umpire":
            self.of_marked("umpire")
        elif row.phase == "over" and row.mine is None:
            self.of_marked("watch")
        elif row.mine is None and len(free) > 1 and not not_drawn_yet(row) and self._desk.nation is None:
            self.run_worker(self._pick_seat(row, free))
        else:
            self.of_marked("join")

    async def _pick_seat(self, row: MatchRow, free: Sequence[str]) -> None:
        try:
            pack = read_pack(await self._session.public(row.digest))
        except Trouble as trouble:
            self._troubled(trouble)
            return
        nations = [nation for nation in pack.nations if nation.id in free]
        picks = [Pick(nation.id, nation.title, (nation.description,)) for nation in nations]
        nation = await self._wearer.shown(PickScreen(tr("For whom do you speak?"), picks))
        if nation is not None:
            self.do(f"/join {row.match} {nation}")

    def lay(self) -> None:
        """Set a table."""
        self.run_worker(self._lay())

    async def _lay(self, said: str = "") -> None:
        """A table that could not be set is laid on, with what stood in the way."""
        screen = LayingScreen(self._desk.layer(), self._desk.nation, self._form, said)
        words = await self._wearer.shown(screen)
        self._form = screen.form
        if words and await self._do(f"/create {' '.join(words)}"):
            await self._lay(self._lines[-1])

    def show_crises(self) -> None:
        """What can be played here, with what each is about."""
        self.run_worker(self._crises())

    async def _crises(self) -> None:
        picks = []
        try:
            for offered in self._session.packs:
                title, *about = cards.card(read_pack(await self._session.public(offered.digest)))
                picks.append(Pick(offered.id, title, tuple(about[:4])))
        except Trouble as trouble:
            self._troubled(trouble)
            return
        await self._wearer.shown(PickScreen(tr("What can be played here (N sets a table)"), picks))

    # -- typing -----------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where text is typed the sign that begins a command is one like others."""
        return super().check_action(action, parameters) and not (
            parameters == ("lobby.line",) and isinstance(self.focused, Field)
        )

    def catches(self, event: Key | Paste) -> bool:
        """What is pasted over the list, like a code that somebody sent, goes to the line."""
        if isinstance(event, Key) or isinstance(self.focused, Field):
            return False
        line = self.query_one("#line", Field)
        self.set_focus(line)
        line.insert_text_at_cursor(one_line(event.text))
        return True

    def type(self) -> None:
        """To the line; at once, so that what is typed behind the sign does not reach the list."""
        line = self.query_one("#line", Field)
        self.set_focus(line)
        line.value = line.value or "/"
        line.cursor_position = len(line.value)

    def back(self) -> None:
        """To the list; from there, out."""
        if self.query_one(Grid).has_focus:
            self.leave()
        else:
            self.query_one(Grid).focus()

    def on_input_submitted(self, event: Field.Submitted) -> None:
        """Do what the line asks for; one that was not done stands there again."""
        line, event.input.value = event.value.strip(), ""
        if leaves(line):
            self.leave()
        elif line.lstrip("/").lower() == "create":
            self.lay()
        elif line:
            self.run_worker(self._typed(line))

    async def _typed(self, line: str) -> None:
        field = self.query_one("#line", Field)
        if await self._do(line) and not field.value:
            field.value = line
            field.cursor_position = len(line)

    def do(self, line: str) -> None:
        """Have the desk do it; the screen goes on meanwhile."""
        self.run_worker(self._do(line))

    async def _do(self, line: str) -> bool:
        """Whether it was refused, and may be mended."""
        if leads(line) and self._leading:
            self.say(tr("One moment: {line} is not answered yet.", line=self._leading))
            return True
        self._leading = line if leads(line) else self._leading
        late: Timer = self.set_interval(PATIENCE_S, lambda: self._say_it_waits(late))
        try:
            match = await self._desk.take(line)
        except Trouble as trouble:
            self._troubled(trouble)  # the session is over: all else the desk tells itself
            return False
        finally:
            late.stop()
            self._leading = "" if leads(line) else self._leading
        refused = self._desk.refused
        if match is not None:
            self._arrive(match)
        elif not refused:
            await self._list()
        return refused

    def _say_it_waits(self, timer: Timer) -> None:
        """An answer takes long: what was typed is not lost, and need not be typed again. Said once, and not while the
        player himself is asked something."""
        if self.app.screen is not self:
            return
        timer.stop()
        if self._session.connected:
            self.say(tr("The server has not answered yet. You need not ask again."))
        else:
            self.say(
                tr("The server cannot be reached now. What you asked for goes on by itself once it is back.")
            )

    def _arrive(self, match: Match) -> None:
        """To the table; not from under a window in which something is typed."""
        if self.app.screen is self:
            self.dismiss(match)
        else:
            self._arrived = match
            self._wearer.toast(tr("You are at the table: close this window to go there."))

    def on_screen_resume(self) -> None:
        """What lay over the lobby is closed."""
        if self._arrived is not None:
            match, self._arrived = self._arrived, None
            self.dismiss(match)

    def _troubled(self, trouble: Trouble) -> None:
        """What ends the session ends the lobby; anything else is told."""
        if self._session.stopped is not None:
            conclude(self, trouble)
        else:
            self.say(str(trouble))

    def leave(self) -> None:
        """Leave the server."""
        conclude(self, None)

    def ask_leave(self) -> None:
        """Seats stay as they are."""
        conclude(self, None)
