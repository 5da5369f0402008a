"""Who waits for what on one connection: receipts by command, answers by question, an inbox for each match.

Owns: `Post`, the link's counterpart in asyncio; the beginning and the end of a session.
Does not know: what anybody orders or asks, or why.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from detente_client.i18n import tr
from detente_client.link.address import Address
from detente_client.link.core import Link
from detente_client.link.happening import Down, Happening, Inquiry, Lost, Stop, Up
from detente_client.link.line import Line
from detente_client.link.memory import Order
from detente_client.sessions.assets import Slices
from detente_client.sessions.attended import Arrival
from detente_client.sessions.table import AnnouncedEvent, ConnectionEvent
from detente_client.trouble import Trouble
from detente_wire.messages import (
    Announcement,
    Answered,
    Asset,
    Cancelled,
    CommandId,
    Digest,
    Fetch,
    Heard,
    HistoryEnd,
    Matches,
    MatchId,
    MatchRow,
    Query,
    QueryAnswer,
    Recalled,
    Receipt,
    Remarked,
    Request,
    RequestId,
    Resumed,
)

_Answer = TypeVar("_Answer")
LONG_S = 45.0
"""After so long without the server the player is told what he can do meanwhile."""
_LASTS = tr(
    "It is tried again and again. You may leave meanwhile: your seat stays yours, and what waits goes out when "
    "you come back."
)
_UNREACHED = tr("Check the address, and that the server runs; detente-server serve starts one.")


class Post:
    """Carries orders and questions to the server, and brings back what belongs to each."""

    def __init__(self, address: Address, link: Link) -> None:
        self.address = address
        self._link = link
        self._line = Line(address, link, self._happened, self._not_reached)
        self._running: asyncio.Task[None] | None = None
        self._entered: asyncio.Future[None] | None = None
        self._receipts: dict[CommandId, asyncio.Future[Receipt]] = {}
        self._answers: dict[str, asyncio.Future[Any]] = {}
        self._rows: dict[RequestId, dict[MatchId, MatchRow]] = {}
        self._slices: dict[Digest, Slices] = {}
        self._inboxes: dict[MatchId, asyncio.Queue[Arrival]] = {}
        self._unheard: list[AnnouncedEvent] = []
        """What the server announced before there was a match to tell it at."""
        self._was_down = False
        self._lost_at: float | None = None
        """When the connection broke, while the player was not told yet that it lasts."""
        self._listeners: list[Callable[[bool], None]] = []
        self.up: Up | None = None
        """What the server said when it last let us in."""
        self.stopped: Trouble | None = None
        """Why nothing is carried any more, once it is so."""

    # -- beginning and end ---------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Connect; `Trouble` if the server cannot be had."""
        self._entered = asyncio.get_running_loop().create_future()
        self._running = asyncio.create_task(self._run())
        try:
            await asyncio.shield(self._entered)
        except BaseException:
            await self.end()
            raise

    async def end(self) -> None:
        """Close the connection; who still waits is told."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        self._stop(self.stopped or Trouble(tr("The session is over.")))

    async def _run(self) -> None:
        try:
            self._stop(stopped(await self._line.run()))
        except Exception as fault:
            self._stop(
                Trouble(
                    tr("This client failed ({kind}); nothing is lost.", kind=type(fault).__name__),
                    tr("Start it again."),
                )
            )
            raise

    def _not_reached(self, lost: Lost) -> None:
        """Before anything stood, one failure is enough; later the line tries for ever, and after a while says so."""
        if self.up is None:
            self._stop(Trouble(lost.text, _UNREACHED))
        elif self._lost_at is not None and asyncio.get_running_loop().time() - self._lost_at >= LONG_S:
            self._lost_at = None
            self._tell_all(ConnectionEvent(False, f"{lost.text} {_LASTS}"))

    def _stop(self, trouble: Trouble) -> None:
        self.stopped = trouble
        _fail(self._entered, trouble)
        for future in (*self._receipts.values(), *self._answers.values()):
            _fail(future, trouble)
        self._receipts.clear()
        self._answers.clear()
        self._tell_all(trouble)
        for told in [*self._listeners]:
            told(False)

    @property
    def connected(self) -> bool:
        """Whether the server can be reached now."""
        return self.up is not None and not self._was_down and self.stopped is None

    def on_connection(self, told: Callable[[bool], None]) -> Callable[[], None]:
        """Be told when the connection breaks or is over (False) and when it is back (True); call what is given to
        hear no more."""
        self._listeners.append(told)
        return lambda: self._listeners.remove(told)

    def _tell_connection(self, *, up: bool) -> None:
        self._tell_all(ConnectionEvent(up))
        for told in [*self._listeners]:
            told(up)

    def _check(self) -> None:
        if self.stopped is not None:
            raise self.stopped

    # -- carrying ------------------------------------------------------------------------------------------------

    async def give(self, order: Order) -> Receipt:
        """Give an order, and wait for its receipt, over reconnections if need be."""
        self._check()
        future = self._receipts[order.id] = asyncio.get_running_loop().create_future()
        self._link.order(order)
        self._line.wake()
        receipt: Receipt = await future
        return receipt

    async def put(self, query: Query) -> QueryAnswer:
        """Put a question, and wait for its answer."""
        answer: QueryAnswer = await self._ask(query.id, query)
        return answer

    async def wish(self, request: Request) -> Answered:
        """Ask the host for something beyond matches, and wait for its answer."""
        answer: Answered = await self._ask(request.id, request)
        return answer

    async def ask(self, request: Inquiry, id: RequestId) -> Any:
        """Ask for a list; all of it."""
        self._rows[id] = {}
        return await self._ask(id, request)

    async def fetch(self, digest: Digest, *, genuine: bool = True) -> str:
        """A text by its digest; `genuine`: it must have that digest."""
        self._slices.setdefault(digest, Slices(digest, genuine))
        return str(await self._ask(digest, Fetch(digest)))

    def attend(self, match: MatchId) -> asyncio.Queue[Arrival]:
        """Hear a match from its beginning; what comes in lands in the inbox."""
        inbox = self._inboxes[match] = asyncio.Queue()
        self._link.attend(match)
        self._line.wake()
        return inbox

    def look(self, match: MatchId) -> None:
        """Ask how far a stream goes."""
        self._link.look(match)
        self._line.wake()

    async def _ask(self, key: str, request: Inquiry) -> Any:
        self._check()
        future = self._answers.get(key)
        if future is None:
            future = self._answers[key] = asyncio.get_running_loop().create_future()
            self._link.request(request)
            self._line.wake()
        return await asyncio.shield(future)

    # -- what comes in -------------------------------------------------------------------------------------------

    def _happened(self, happenings: list[Happening]) -> None:
        for happening in happenings:
            self._dispatch(happening)

    def _dispatch(self, happening: Happening) -> None:
        match happening:
            case Up():
                self._is_up(happening)
            case Down():
                self._was_down, self._lost_at = True, asyncio.get_running_loop().time()
                self._tell_connection(up=False)
            case Receipt():
                _resolve(self._receipts.pop(happening.id, None), happening)
            case Heard() | Resumed() | Remarked() | Cancelled():
                if happening.match in self._inboxes:
                    self._inboxes[happening.match].put_nowait(happening)
                    if isinstance(happening, Resumed):
                        self._catch_up(happening.match)
            case Matches():
                self._page(happening)
            case QueryAnswer() | Answered():
                _resolve(self._answers.pop(happening.id, None), happening)
            case Asset():
                self._slice(happening)
            case Announcement():
                self._announce(AnnouncedEvent(happening.text))
            case Recalled() | HistoryEnd():
                pass

    def _is_up(self, up: Up) -> None:
        self.up = up
        _resolve(self._entered, None)
        if self._was_down:
            self._was_down, self._lost_at = False, None
            self._tell_connection(up=True)

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

    def _announce(self, event: AnnouncedEvent) -> None:
        if self._inboxes:
            self._tell_all(event)
        else:
            self._unheard.append(event)

    def _catch_up(self, match: MatchId) -> None:
        """Tell at the first match what was announced before."""
        for event in self._unheard:
            self._inboxes[match].put_nowait(event)
        self._unheard.clear()

    def _tell_all(self, arrival: Arrival) -> None:
        for inbox in self._inboxes.values():
            inbox.put_nowait(arrival)


def _resolve(future: asyncio.Future[_Answer] | None, answer: _Answer) -> None:
    if future is not None and not future.done():
        future.set_result(answer)


def _fail(future: asyncio.Future[Any] | None, trouble: Trouble) -> None:
    if future is not None and not future.done():
        future.set_exception(trouble)
        future.exception()  # whoever waits is told; if nobody does, nothing is lost


_SAID = {
    "elsewhere": tr(
        "You came in under this name in another window, or on another machine: this one is closed."
    ),
}
"""What the player is told in place of the protocol's own words."""
_STEPS = {
    "name-taken": tr("Come under another name (--name), or with the password of this one (--password)."),
    "elsewhere": tr("Go on there, or come again here; what you had typed is kept."),
    "bad-auth": tr(
        "Try again. Whoever runs the server can let you in anew if the password or token is lost."
    ),
    "revoked": tr("Come again with your password (--password)."),
    "too-big": tr("Update this client."),
    "malformed": tr("Update this client."),
    "": tr("Check the address, or update this client or the server."),
}


def stopped(stop: Stop) -> Trouble:
    """What a player is told when connecting again is of no use."""
    said = _SAID.get(stop.code, stop.text)
    text = said if said.endswith((".", "!", "?")) else f"{said}."
    return Trouble(text, _STEPS.get(stop.code, ""), stop.code)
