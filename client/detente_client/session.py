"""A player on a server: the lobby, the matches that are attended, the packs. The heart of the SDK.

Owns: `connect` and `Session`: who waits for which receipt and answer, the inbox of each match.
Does not know: how the connection is kept (the link), terminals, what acts mean.

    async with connect("localhost:8765", name="Ann") as session:
        match = await session.create("hong-kong-1984", people=2)
        async for event in match.events():
            ...
            await match.do(Offer(...), "These are our terms.")
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import Any, TypeVar

from detente_client.assets import AssetCache, Slices, public_part
from detente_client.attended import Arrival, Match, new_command, new_request
from detente_client.folders import cache_folder
from detente_client.link.address import Address, read_address
from detente_client.link.core import Down, Happening, Link, Lost, Request, Stop, Up
from detente_client.link.line import Line
from detente_client.link.memory import Forgetful, Memory, Order
from detente_client.table import AnnouncedEvent, ConnectionEvent
from detente_client.trouble import Trouble
from detente_wire.messages import (
    Announcement,
    Asset,
    CommandId,
    Committed,
    CreateMatch,
    Denied,
    Digest,
    Fetch,
    Heard,
    Hello,
    HistoryEnd,
    JoinMatch,
    ListMatches,
    Matches,
    MatchId,
    MatchRow,
    Mode,
    PackOffered,
    QueryAnswer,
    Recalled,
    Receipt,
    Resumed,
    SeatHeld,
    Tempo,
    Welcome,
)
from detente_wire.refusals import Refusal
from detente_wire.terms import NationId

_Answer = TypeVar("_Answer")
_UNREACHED = "Check the address, and that the server runs; detente-server serve starts one."


def connect(
    address: str | Address,
    name: str = "",
    *,
    token: str = "",
    memory: Memory | None = None,
    cache: AssetCache | None = None,
) -> Session:
    """A session to be entered with ``async with``; `Trouble` if the server cannot be had.

    `name`: come as a guest; `token`: come with a token, as bots do; `memory`: be who you were before.
    """
    where = read_address(address) if isinstance(address, str) else address
    kept = memory or Forgetful()
    if not (name or token or kept.token):
        raise Trouble("Nobody can come without a name.", "Give a name of 3 to 24 letters and digits.")
    return Session(where, Link(kept, name, token), cache or AssetCache(cache_folder() / "packs"))


class Session:
    """One player on one server, connected as long as the ``async with`` lasts."""

    def __init__(self, address: Address, link: Link, cache: AssetCache) -> None:
        self.address = address
        self._link = link
        self._cache = cache
        self._line = Line(address, link, self._happened)
        self._running: asyncio.Task[None] | None = None
        self._entered: asyncio.Future[None] | None = None
        self._receipts: dict[CommandId, asyncio.Future[Receipt]] = {}
        self._answers: dict[str, asyncio.Future[Any]] = {}
        self._rows: dict[str, dict[MatchId, MatchRow]] = {}
        self._slices: dict[Digest, Slices] = {}
        self._inboxes: dict[MatchId, asyncio.Queue[Arrival]] = {}
        self._was_down = False
        self._up: Up | None = None
        self.stopped: Trouble | None = None
        """Why the session is over, once it is."""

    async def __aenter__(self) -> Session:
        self._entered = asyncio.get_running_loop().create_future()
        self._line.on_failure = self._not_reached
        self._running = asyncio.create_task(self._run())
        try:
            await asyncio.shield(self._entered)
        except BaseException:
            await self._end()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end()

    # -- who and what --------------------------------------------------------------------------------------------

    @property
    def hello(self) -> Hello:
        """What the server said of itself."""
        assert self._up is not None
        return self._up.hello

    @property
    def welcome(self) -> Welcome:
        """Who we are there."""
        assert self._up is not None
        return self._up.welcome

    @property
    def name(self) -> str:
        """Our name on this server."""
        return self.welcome.name

    @property
    def packs(self) -> tuple[PackOffered, ...]:
        """The packs that can be played there."""
        return self.hello.packs

    @property
    def seats(self) -> tuple[SeatHeld, ...]:
        """Seats that we held when we came in, in matches that go on."""
        return self.welcome.seats

    # -- the lobby -----------------------------------------------------------------------------------------------

    async def matches(self) -> list[MatchRow]:
        """The matches that there are for us, our own first."""
        request = ListMatches(new_request())
        self._rows[request.id] = {}
        rows: list[MatchRow] = await self._ask(request.id, request)
        return rows

    async def create(
        self,
        pack: str,
        nation: str | None = None,
        *,
        people: int = 1,
        mode: Mode = "variable",
        tempo: Tempo = "live",
        turn_s: int = 0,
        temper: str = "",
        seed: int | None = None,
        open_dice: bool = False,
        private: bool = False,
    ) -> Match:
        """Set a table, sit down and attend; `people`: seats for people, ours included. `Trouble` if it is refused."""
        seat = NationId(nation) if nation else None
        order = CreateMatch(
            new_command(), pack, seat, False, people, mode, tempo, turn_s, temper, seed, open_dice, private
        )
        return await self.attend(self._granted(await self.give(order)))

    async def join(self, match: str, nation: str | None = None) -> Match:
        """Take a seat and attend; the seat that we hold already is ours. `Trouble` if it is refused."""
        mine = next((row for row in await self.matches() if row.match == match and row.mine), None)
        if mine is None or nation not in (None, mine.mine):
            seat = NationId(nation) if nation else None
            self._granted(await self.give(JoinMatch(new_command(), MatchId(match), seat)))
        return await self.attend(MatchId(match))

    async def attend(self, match: MatchId) -> Match:
        """Hear a match from its beginning; `Trouble` if there is none that we can see."""
        row = next((row for row in await self.matches() if row.match == match), None)
        if row is None:
            raise _trouble(Refusal("match.unknown", (("match", match),)).message(), "match.unknown")
        public = await self.public(row.digest)
        inbox = self._inboxes[match] = asyncio.Queue[Arrival]()
        self._link.attend(match)
        self._line.wake()
        while True:
            arrival = await inbox.get()
            if isinstance(arrival, Trouble):
                raise arrival
            if isinstance(arrival, Resumed):
                return Match(self, match, arrival.nation, public, inbox)

    async def public(self, digest: Digest) -> Mapping[str, Any]:
        """The public part of a pack, from the cache or from the server."""
        text = self._cache.get(digest)
        if text is None:
            self._slices[digest] = Slices(digest)
            text = str(await self._ask(digest, Fetch(digest)))
            self._cache.put(digest, text)
        return public_part(text)

    # -- a match's courier ---------------------------------------------------------------------------------------

    async def give(self, order: Order) -> Receipt:
        """Give an order, and wait for its receipt."""
        self._check()
        future = self._receipts[order.id] = asyncio.get_running_loop().create_future()
        self._link.order(order)
        self._line.wake()
        receipt: Receipt = await future
        return receipt

    async def put(self, request: Request) -> QueryAnswer:
        """Put a question, and wait for its answer."""
        assert not isinstance(request, Fetch)
        answer: QueryAnswer = await self._ask(request.id, request)
        return answer

    def attend_again(self, match: MatchId) -> None:
        """Ask for the rest of a stream."""
        self._link.attend(match)
        self._line.wake()

    async def _ask(self, key: str, request: Request) -> Any:
        self._check()
        future = self._answers.get(key)
        if future is None:
            future = self._answers[key] = asyncio.get_running_loop().create_future()
            self._link.request(request)
            self._line.wake()
        return await asyncio.shield(future)

    def _granted(self, receipt: Receipt) -> MatchId:
        match receipt.outcome:
            case Denied() as denied:
                raise _trouble(denied.message, denied.code)
            case Committed():
                assert receipt.match is not None
                return receipt.match

    def _check(self) -> None:
        if self.stopped is not None:
            raise self.stopped

    # -- what comes in -------------------------------------------------------------------------------------------

    def _happened(self, happenings: list[Happening]) -> None:
        for happening in happenings:
            self._dispatch(happening)

    def _dispatch(self, happening: Happening) -> None:
        match happening:
            case Up():
                self._is_up(happening)
            case Down():
                self._was_down = True
                self._tell_all(ConnectionEvent(False))
            case Receipt():
                _resolve(self._receipts.pop(happening.id, None), happening)
            case Heard() | Resumed():
                if happening.match in self._inboxes:
                    self._inboxes[happening.match].put_nowait(happening)
            case Matches():
                self._page(happening)
            case QueryAnswer():
                _resolve(self._answers.pop(happening.id, None), happening)
            case Asset():
                self._slice(happening)
            case Announcement():
                self._tell_all(AnnouncedEvent(happening.text))
            case Recalled() | HistoryEnd():
                pass

    def _is_up(self, up: Up) -> None:
        self._up = up
        if self._entered is not None and not self._entered.done():
            self._entered.set_result(None)
        if self._was_down:
            self._was_down = False
            self._tell_all(ConnectionEvent(True))

    def _page(self, page: Matches) -> None:
        rows = self._rows.get(page.id, {})
        rows.update({row.match: row for row in page.rows})
        if not page.more:
            self._rows.pop(page.id, None)
            _resolve(self._answers.pop(page.id, None), list(rows.values()))

    def _slice(self, asset: Asset) -> None:
        slices = self._slices.get(asset.digest)
        if slices is None:
            return
        try:
            text = slices.take(asset)
        except Trouble as trouble:
            del self._slices[asset.digest]
            _fail(self._answers.pop(asset.digest, None), trouble)
            return
        if text is not None:
            del self._slices[asset.digest]
            _resolve(self._answers.pop(asset.digest, None), text)

    def _tell_all(self, arrival: Arrival) -> None:
        for inbox in self._inboxes.values():
            inbox.put_nowait(arrival)

    # -- beginning and end ---------------------------------------------------------------------------------------

    async def _run(self) -> None:
        stop = await self._line.run()
        self._stop(_stopped(self.address, stop))

    def _not_reached(self, lost: Lost) -> None:
        """Before anything stood, one failure is enough; later the line tries for ever."""
        if self._up is None:
            self._stop(Trouble(lost.text, _UNREACHED))

    def _stop(self, trouble: Trouble) -> None:
        self.stopped = trouble
        _fail(self._entered, trouble)
        for future in (*self._receipts.values(), *self._answers.values()):
            _fail(future, trouble)
        self._receipts.clear()
        self._answers.clear()
        self._tell_all(trouble)

    async def _end(self) -> None:
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        self._stop(self.stopped or Trouble("The session is over."))


def _resolve(future: asyncio.Future[_Answer] | None, answer: _Answer) -> None:
    if future is not None and not future.done():
        future.set_result(answer)


def _fail(future: asyncio.Future[Any] | None, trouble: Trouble) -> None:
    if future is not None and not future.done():
        future.set_exception(trouble)
        future.exception()  # whoever waits is told; if nobody does, nothing is lost


def _trouble(message: str, code: str) -> Trouble:
    return Trouble(message, code=code)


def _stopped(address: Address, stop: Stop) -> Trouble:
    """What to do when a connection is of no use."""
    steps = {
        "name-taken": "Choose another with --name.",
        "elsewhere": "Go on there, or start this one again.",
        "bad-auth": "Come again with --name.",
        "too-big": "Update this client.",
        "malformed": "Update this client.",
    }
    text = stop.text if stop.text.endswith((".", "!", "?")) else f"{stop.text}."
    step = (
        steps.get(stop.code, "") if stop.code else "Check the address, or update this client or the server."
    )
    return Trouble(text, step, stop.code)
