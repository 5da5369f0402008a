"""A server that exists in memory alone, beside the protocol that it fakes: what it was sent, what it would answer.

It keeps what a real one keeps over its own death: sessions, receipts by command id, one stream for each match.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import define, field

from detente_wire.limits import SUBPROTOCOLS, Limits
from detente_wire.messages import (
    Attend,
    Auth,
    ClientMessage,
    Closing,
    Command,
    CommandId,
    Committed,
    Denied,
    Guest,
    Heard,
    Hello,
    Lineage,
    MatchId,
    PlayerId,
    Receipt,
    Resume,
    Resumed,
    ServerMessage,
    Welcome,
)
from detente_wire.notices import RecessBegan
from detente_wire.terms import NationId

MATCH = MatchId("aaaaaaaaaaaaaaaa")
LINEAGE = Lineage("first")
LIMITS = Limits()


def hello(lineage: Lineage = LINEAGE, limits: Limits = LIMITS) -> Hello:
    """How a server greets."""
    return Hello("fake 1", SUBPROTOCOLS, lineage, 0, limits)


def welcome(token: str = "token-1", name: str = "Ann") -> Welcome:
    """How it lets somebody in."""
    return Welcome(name, PlayerId("ann"), token)


def heard(cursor: int, match: MatchId = MATCH) -> Heard:
    """A notice that can be told from others by its turn."""
    return Heard(match, cursor, 1, 0, RecessBegan(cursor))


@define
class FakeServer:
    """One player's server."""

    lineage: Lineage = LINEAGE
    limits: Limits = LIMITS
    stream: list[Heard] = field(factory=list)
    receipts: dict[CommandId, Receipt] = field(factory=dict)
    done: list[CommandId] = field(factory=list)
    """Commands in the order in which they were carried out."""
    tokens: list[str] = field(factory=list)
    seen: list[ClientMessage] = field(factory=list)
    attending: bool = False
    told: int = 0

    def connect(self) -> list[ServerMessage]:
        """A socket is open."""
        self.attending = False
        return [hello(self.lineage, self.limits)]

    def take(self, messages: Iterable[ClientMessage]) -> list[ServerMessage]:
        """What it says to all that."""
        said: list[ServerMessage] = []
        for message in messages:
            self.seen.append(message)
            said += self._answer(message)
            said += self._news()
        return said

    def tell(self) -> list[ServerMessage]:
        """Something happens in the match."""
        self.stream.append(heard(len(self.stream) + 1))
        return self._news()

    def _news(self) -> list[ServerMessage]:
        if not self.attending:
            return []
        news = self.stream[self.told :]
        self.told = len(self.stream)
        return list(news)

    def _answer(self, message: ClientMessage) -> list[ServerMessage]:
        match message:
            case Auth(who):
                return self._let_in(who)
            case Attend(match, cursor, lineage):
                return [self._resumed(match, cursor, lineage)]
            case Command():
                return [self._carry_out(message)]
            case _:
                return []

    def _let_in(self, who: object) -> list[ServerMessage]:
        known = isinstance(who, Resume) and who.token in self.tokens[-2:]
        if not known and not isinstance(who, Guest):
            return [Closing("bad-auth")]
        if isinstance(who, Resume) and who.token == self.tokens[-1]:
            del self.tokens[:-1]
        self.tokens.append(f"token-{len(self.seen)}")
        return [welcome(self.tokens[-1])]

    def _resumed(self, match: MatchId, cursor: int, lineage: Lineage | None) -> Resumed:
        recovered = cursor > 0 and lineage == self.lineage and cursor <= len(self.stream)
        self.attending, self.told = True, cursor if recovered else 0
        reason: Literal["", "first", "lineage", "ahead"] = ""
        if not recovered:
            reason = "first" if not cursor else "lineage" if lineage != self.lineage else "ahead"
        nation = NationId("prc")
        return Resumed(match, self.lineage, recovered, self.told, len(self.stream), reason, "player", nation)

    def _carry_out(self, command: Command) -> Receipt:
        if command.id not in self.receipts:
            self.done.append(command.id)
            self.receipts[command.id] = Receipt(command.id, Committed(len(self.stream)), command.match)
            self.stream.append(heard(len(self.stream) + 1))
        return self.receipts[command.id]


def refused(id: CommandId, code: str, *, retry: bool, **params: str) -> Receipt:
    """A receipt that refuses."""
    return Receipt(id, Denied(code, "No.", tuple(sorted(params.items())), retry), MATCH)
