"""A match that this client attends: the table of `detente_client.sessions.table`, over the network.

Owns: `Match`: the stream as it came in, folded into a view as it is taken; acts, questions, leaving.
Does not know: sockets (a `Courier` carries what is sent), other matches, terminals.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping
from typing import Any, Protocol

import attrs
from attrs import define, field

from detente_client.i18n import tr
from detente_client.link.memory import Order
from detente_client.publicpack import PublicPack, read_pack
from detente_client.sessions.table import (
    AnnouncedEvent,
    CalledOffEvent,
    ConnectionEvent,
    Event,
    HeardEvent,
    OverEvent,
    RemarkEvent,
)
from detente_client.trouble import Trouble
from detente_wire import orders
from detente_wire.acts import (
    Act,
    AnswerThreat,
    Concerns,
    Demarche,
    Endorse,
    Keep,
    Lift,
    Object,
    Press,
    Ready,
    SettleThreat,
    Sign,
    StandDown,
)
from detente_wire.messages import (
    AnswerBody,
    Answered,
    Cancelled,
    Command,
    CommandId,
    Committed,
    Denied,
    Direct,
    Heard,
    LeaveMatch,
    MatchId,
    Query,
    QueryAnswer,
    Question,
    Receipt,
    Remarked,
    Reply,
    Request,
    RequestId,
    Resumed,
    Role,
    Unknown,
    Wish,
)
from detente_wire.notices import Ended
from detente_wire.terms import NationId
from detente_wire.view import View

OF_ONE_TURN = (
    Ready, Sign, Press, Lift, StandDown, Keep, AnswerThreat, SettleThreat, Demarche, Concerns, Endorse, Object,
)  # fmt: skip
"""Acts that are meant for the turn in which they were decided: one that comes late is refused, not done."""

Arrival = Heard | Resumed | ConnectionEvent | AnnouncedEvent | Remarked | Cancelled | Trouble
"""What comes into a match's inbox."""


class Courier(Protocol):
    """Carries what is sent, over as many connections as it takes."""

    async def give(self, order: Order) -> Receipt:
        """Give an order, and wait for its receipt."""

    async def put(self, query: Query) -> QueryAnswer:
        """Put a question, and wait for its answer."""

    async def wish(self, request: Request) -> Answered:
        """Ask the host for something beyond matches, and wait for its answer."""

    def look(self, match: MatchId) -> None:
        """Ask how far a stream goes; the answer is a `Resumed` in the inbox."""


@define(eq=False)
class Match:
    """One match that is attended; `events` tells what happens, `do` acts, `ask` asks.

    The view moves as events are taken: at each event it holds just what was heard up to it.
    """

    courier: Courier
    match: MatchId
    nation: NationId | None
    """For whom we speak; none: we watch."""
    public: Mapping[str, Any]
    """The public part of the crisis, as it was sent."""
    inbox: asyncio.Queue[Arrival]
    role: Role = "player"
    """As what the server lets us attend."""
    view: View = field(init=False)
    pack: PublicPack = field(init=False)
    left: bool = field(default=False, init=False)
    """The seat was given up."""
    called_off: bool = field(default=False, init=False)
    """It will never begin: there is no seat any more."""
    _remarks: set[int] = field(factory=set, init=False)
    """Of the gallery, by number: those that were told."""
    _last: int | None = field(default=None, init=False)
    """The stream's last cursor, once the match is over."""

    def __attrs_post_init__(self) -> None:
        self.view = View.of(self.nation, self.public)
        self.pack = read_pack(self.public)

    # -- acting --------------------------------------------------------------------------------------------------

    async def do(self, act: Act, words: str = "") -> Committed | Denied:
        """Do it and wait for the receipt, over reconnections if need be."""
        turn = self.view.turn if isinstance(act, OF_ONE_TURN) and self.view.turn else None
        command = Command(new_command(), self.match, act, words, turn)
        return (await self.courier.give(command)).outcome

    async def direct(self, order: orders.Order, words: str = "") -> Committed | Denied:
        """Order something as the umpire, and wait for the receipt."""
        return (await self.courier.give(Direct(new_command(), self.match, order, words))).outcome

    async def ask(self, question: Question) -> AnswerBody:
        """Ask something about one's own position; nothing of it is kept."""
        query = Query(new_request(), self.match, question)
        return (await self.courier.put(query)).answer

    async def wish(self, wish: Wish) -> Reply | Unknown:
        """Ask the host for something beyond the match; a refusal comes back as it is."""
        return (await self.courier.wish(Request(new_request(), wish))).answer

    async def leave(self) -> None:
        """Give the seat to a bot; the stream goes on until the match is over."""
        self.left = True
        await self.courier.give(LeaveMatch(new_command(), self.match))

    # -- hearing -------------------------------------------------------------------------------------------------

    async def events(self) -> AsyncIterator[Event]:
        """What happens, in order, from the first notice of the match; ends after `OverEvent`."""
        while not self._is_over():
            event = self._take(await self.inbox.get())
            if event is not None:
                yield event
        yield OverEvent()

    @property
    def idle(self) -> bool:
        """Whether all that came in has been taken: a good moment to act."""
        return self.inbox.empty()

    def _is_over(self) -> bool:
        return self._last is not None and self.view.cursor >= self._last

    def _take(self, arrival: Arrival) -> Event | None:
        """Fold what came in; what there is to tell of it."""
        match arrival:
            case Heard():
                if self.view.hear(arrival) != "folded":
                    return None
                if isinstance(arrival.notice, Ended):
                    self.courier.look(self.match)
                return HeardEvent(arrival)
            case Resumed():
                return self._resumed(arrival)
            case Trouble():
                raise arrival
            case Remarked():
                return self._remarked(arrival)
            case Cancelled():
                self._last, self.called_off = self.view.cursor, True
                return CalledOffEvent(arrival.why)
            case _:
                return arrival

    def _remarked(self, remarked: Remarked) -> Event | None:
        """Once each: the last ones come again with every new connection."""
        if remarked.number in self._remarks:
            return None
        self._remarks.add(remarked.number)
        return RemarkEvent(remarked.number, remarked.name, remarked.words)

    def _resumed(self, resumed: Resumed) -> Event | None:
        """The stream goes on, or is told again from its beginning."""
        self.role = resumed.role
        if self.view.ended is not None and resumed.recovered:
            self._last = resumed.to_cursor
        if resumed.recovered or (not self.view.cursor and resumed.nation == self.nation):
            return None
        fresh = View.of(resumed.nation, self.public)
        for attribute in attrs.fields(View):
            setattr(self.view, attribute.name, getattr(fresh, attribute.name))
        why = _again(resumed, self.nation)
        self.nation, self._last = resumed.nation, None
        return ConnectionEvent(True, why)


def _again(resumed: Resumed, before: NationId | None) -> str:
    """Why it is told from the beginning."""
    if resumed.reason == "seat" and resumed.nation is None and before is not None:
        return tr(
            "You hold no seat here any more: you watch, and the match is told as all know it. Leave for the lobby "
            "to take another."
        )
    return _AGAIN.get(resumed.reason, _AGAIN["lineage"])


_AGAIN = {
    "seat": tr("You have another seat now; its story follows from the beginning."),
    "lineage": tr("The server was set back to an earlier state. The match is told again from the beginning."),
}


def new_command() -> CommandId:
    """A fresh id for an order."""
    return CommandId(secrets.token_hex(16))


def new_request() -> RequestId:
    """A fresh id for a question."""
    return RequestId(secrets.token_hex(8))
