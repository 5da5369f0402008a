"""A link without its socket: what to say to the server, and what came of what it said.

Owns: `Link`: who we are, the orders without a receipt, the questions without an answer, the place in each stream.
Does not know: sockets, clocks (times are handed in, in seconds of any clock that never goes back), views.

Towards the socket: `opened`, `hear`, `lost`, and what is to be sent, `outgoing`. Towards the player: `order`,
`request`, `attend`, `look`, and what happened, `happenings`. Whatever happens to the connection, each order is given
its one receipt, each question its answer, and each stream is heard once, in order, without a gap:

- an order is remembered before it is sent, and sent again with the same id until it is answered;
- a notice that was heard before is dropped; where one is missing the stream is asked for again from there;
- an order that came too soon for the server is sent again a little later, and never more than it takes at once.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Literal, assert_never

from attrs import define, field

from detente_client.i18n import tr
from detente_client.link.happening import Down, Happening, Inquiry, Lost, Pause, Stop, Up
from detente_client.link.haste import wait_for
from detente_client.link.memory import Memory, Order
from detente_client.link.pausing import Pauses
from detente_client.trouble import Trouble
from detente_wire.limits import CLOSE_CODES, Limits
from detente_wire.messages import (
    Announcement,
    Answered,
    Asset,
    Attend,
    Auth,
    Cancelled,
    ClientMessage,
    Closing,
    CommandId,
    Credential,
    Denied,
    Fetch,
    Guest,
    Heard,
    Hello,
    HistoryEnd,
    Lineage,
    Matches,
    MatchId,
    NewToken,
    Part,
    Password,
    QueryAnswer,
    Recalled,
    Receipt,
    Remarked,
    Request,
    Resume,
    Resumed,
    ServerMessage,
    SetPassword,
    Token,
    Unknown,
    Welcome,
)
from detente_wire.refusals import Refusal

CLIENT = "detente 0.1.0"
SECRET = (SetPassword, NewToken)
"""Wishes that hold a secret, or are answered by one."""


@define
class _Place:
    """Where we are in one stream."""

    cursor: int = 0
    lineage: Lineage | None = None
    asked: bool = False
    """An `Attend` is on its way."""


@define
class _Pending:
    """An order without a receipt."""

    order: Order
    sent: bool = False
    """On this connection."""
    tries: int = 0
    due_s: float = 0.0
    """Not before this time."""


@define(eq=False)
class Link:
    """One player's link to one server."""

    memory: Memory
    guest: str = ""
    """Come as a guest of this name where we are not known; empty: do not."""
    token: str = field(default="", repr=False)
    """Come with this token the first time."""
    password: str = field(default="", repr=False)
    """Come as `guest` with this password the first time."""
    private: bool = False
    """Whether nobody can read along on its connections; else no password and no token is ever sent."""
    chance: Callable[[], float] = random.random
    claim: str = field(default="", repr=False)
    """What a guest shows when his name is said again because the answer was lost."""
    limits: Limits = field(factory=Limits, init=False)
    state: Literal["down", "greeting", "entering", "up"] = field(default="down", init=False)
    pauses: Pauses = field(init=False)
    _pending: dict[CommandId, _Pending] = field(factory=dict, init=False)
    _requests: dict[str, Inquiry] = field(factory=dict, init=False)
    _places: dict[MatchId, _Place] = field(factory=dict, init=False)
    _outgoing: list[ClientMessage] = field(factory=list, init=False)
    _happenings: list[Happening] = field(factory=list, init=False)
    _hello: Hello | None = field(default=None, init=False)
    _closing: Closing | None = field(default=None, init=False)
    _resuming: bool = field(default=False, init=False)
    _known: bool = field(default=False, init=False)
    """Whether the server has ever let us in."""
    _opened_s: float = field(default=0.0, init=False)

    def __attrs_post_init__(self) -> None:
        if (self.password or self.token) and not self.private:
            raise insecure()
        self.pauses = Pauses(self.chance)
        self._pending = {order.id: _Pending(order) for order in self.memory.orders}

    # -- towards the player --------------------------------------------------------------------------------------

    def order(self, order: Order) -> None:
        """Give an order; its receipt is a happening."""
        self.memory.keep(order)
        self._pending[order.id] = _Pending(order)

    def request(self, request: Inquiry) -> None:
        """Ask; the answers are happenings. `Trouble` if others could read what must stay secret."""
        if isinstance(request, Request) and isinstance(request.wish, SECRET) and not self.private:
            raise insecure()
        self._requests[_key(request)] = request
        if self.state == "up":
            self._outgoing.append(request)

    def attend(self, match: MatchId) -> None:
        """Hear this match from its beginning, and after every new connection from where we are in it."""
        self._places[match] = _Place()
        self.look(match)

    def look(self, match: MatchId) -> None:
        """Ask how far a stream goes, and for what is missing of it."""
        if self.state == "up":
            self._ask_for(match, self._places[match])

    def happenings(self) -> list[Happening]:
        """What happened since this was last asked, in order."""
        happened, self._happenings = self._happenings, []
        return happened

    # -- towards the socket --------------------------------------------------------------------------------------

    def opened(self, now_s: float) -> None:
        """A socket is open."""
        self.state, self._closing, self._outgoing = "greeting", None, []
        self._opened_s = now_s
        for pending in self._pending.values():
            pending.sent = False
        for place in self._places.values():
            place.asked = False

    def outgoing(self, now_s: float) -> list[ClientMessage]:
        """What is to be sent now."""
        leaving, self._outgoing = self._outgoing, []
        if self.state != "up":
            return leaving
        room = self.limits.incoming_frames - sum(pending.sent for pending in self._pending.values())
        due = [p for p in self._pending.values() if not p.sent and p.due_s <= now_s]
        for pending in due[: max(0, room)]:
            pending.sent = True
            leaving.append(pending.order)
        return leaving

    def wake_at(self) -> float | None:
        """When `outgoing` has something without anything else happening; None: never."""
        waiting = [p.due_s for p in self._pending.values() if not p.sent and p.due_s]
        return min(waiting) if waiting and self.state == "up" else None

    def hear(self, message: ServerMessage | Unknown, now_s: float) -> None:
        """The server said this."""
        match message:
            case Hello():
                self._greeted(message)
            case Welcome():
                self._welcomed(message)
            case Receipt():
                self._receipt(message, now_s)
            case Heard():
                self._heard(message)
            case Resumed():
                self._resumed(message)
            case Matches() | QueryAnswer() | Answered() | Recalled() | HistoryEnd() | Asset():
                self._answered(message)
            case Announcement() | Remarked() | Cancelled():
                self._happenings.append(message)
            case Closing():
                self._closing = message
            case Part() | Unknown():
                pass
            case _:
                assert_never(message)

    def lost(self, how: Lost, now_s: float) -> Pause | Stop:
        """The connection ended, or could not be made: what now?"""
        if self.state != "down":
            self.pauses.connected_for(now_s - self._opened_s)
        was_up, self.state = self.state == "up", "down"
        closing = self._closing
        row = CLOSE_CODES.get(closing.reason) if closing else None
        row = row or next((known for known in CLOSE_CODES.values() if known.code == how.code), None)
        if row is not None and row.name == "bad-auth" and self._resuming and (self.guest or self.token):
            self._be_somebody_else()
            return Pause(0.0)
        if how.how == "refused" or (row is not None and not row.come_back) or 4500 <= how.code < 5000:
            said = closing.message if closing else ""
            return Stop(said or (row.meaning if row else how.text), row.name if row else "")
        if row is not None and row.name in ("rate", "trouble") and not self._known:
            # nobody waits before a blank screen until he may come in, or until the server can take him
            return Stop(closing.message if closing else row.meaning, row.name)
        if was_up:
            self._happenings.append(Down())
        return Pause(self.pauses.next(closing.retry_after_s if closing else 0))

    def _be_somebody_else(self) -> None:
        """The server does not know us: what we had ordered is not ours any more, and whoever waits is told."""
        refusal = Refusal("match.not-seated")
        denied = Denied(refusal.code, refusal.message())
        self._happenings += [Receipt(order.id, denied) for order in self.memory.orders]
        self.memory.forget()
        self._pending.clear()

    # -- being let in --------------------------------------------------------------------------------------------

    def _greeted(self, hello: Hello) -> None:
        self._hello, self.limits, self.state = hello, hello.limits, "entering"
        self._outgoing.append(Auth(self._who(), CLIENT))

    def _who(self) -> Credential:
        self._resuming = bool(self.memory.token)
        if self.memory.token:
            return Resume(self.memory.token)
        if self.token:
            return Token(self.token)
        return Password(self.guest, self.password) if self.password else Guest(self.guest, self.claim)

    def _welcomed(self, welcome: Welcome) -> None:
        assert self._hello is not None
        self.memory.name_as(welcome.name, welcome.resume_token)
        self.state, self._known = "up", True
        for match, place in self._places.items():
            self._ask_for(match, place)
        self._outgoing += self._requests.values()
        self._happenings.append(Up(self._hello, welcome))

    # -- streams -------------------------------------------------------------------------------------------------

    def _ask_for(self, match: MatchId, place: _Place) -> None:
        if not place.asked:
            place.asked = True
            self._outgoing.append(Attend(match, place.cursor, place.lineage))

    def _heard(self, heard: Heard) -> None:
        place = self._places.get(heard.match)
        if place is None or heard.cursor <= place.cursor:
            return
        if heard.cursor > place.cursor + 1:
            self._ask_for(heard.match, place)
            return
        place.cursor = heard.cursor
        self._happenings.append(heard)

    def _resumed(self, resumed: Resumed) -> None:
        place = self._places.get(resumed.match)
        if place is None:
            return
        place.asked, place.lineage = False, resumed.lineage
        if not resumed.recovered:
            place.cursor = resumed.from_cursor
        self._happenings.append(resumed)

    # -- receipts and answers ------------------------------------------------------------------------------------

    def _receipt(self, receipt: Receipt, now_s: float) -> None:
        pending = self._pending.get(receipt.id)
        if pending is None:
            return
        wait_s = wait_for(receipt, pending.tries, self.chance)
        if wait_s is not None:
            pending.sent = False
            pending.tries += 1
            pending.due_s = now_s + wait_s
            return
        del self._pending[receipt.id]
        self.memory.drop(receipt.id)
        self._happenings.append(receipt)

    def _answered(self, answer: Matches | QueryAnswer | Answered | Recalled | HistoryEnd | Asset) -> None:
        match answer:
            case Matches():
                finished = not answer.more
            case Recalled():
                finished = False
            case Asset():
                finished = answer.part >= answer.parts
            case QueryAnswer() | Answered() | HistoryEnd():
                finished = True
        if finished:
            self._requests.pop(answer.digest if isinstance(answer, Asset) else answer.id, None)
        self._happenings.append(answer)


def insecure() -> Trouble:
    """A secret would be sent where others can read it."""
    return Trouble(
        tr("Others may read along on this connection: no password and no token is sent over it."),
        tr("Use the server's wss:// address; where it has none, ask whoever runs it for TLS."),
    )


def _key(request: Inquiry) -> str:
    return request.digest if isinstance(request, Fetch) else request.id
