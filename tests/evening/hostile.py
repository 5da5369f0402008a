"""One guest who means harm: what he tries the whole evening long, over and over.

Owns: his tricks. Each is aimed at other people's matches, whose ids he knows.
Does not know: what the server makes of it; he counts what was granted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

import websockets
from attrs import define, field

from detente_wire.acts import Ready, Say
from detente_wire.messages import (
    Attend,
    ClientMessage,
    Command,
    Committed,
    Heard,
    History,
    JoinMatch,
    LeaveMatch,
    MatchId,
    Points,
    Query,
    QueryAnswer,
    Recalled,
    Receipt,
    RequestId,
)
from detente_wire.notices import InsightGained, Sealed, SheetDealt
from detente_wire.terms import ChannelId, package
from tests.host.speaking import Speaker, new_id

GARBAGE = (b"", b"\x00" * 64, b"\xc1" * 2000, b"\xdf\xff\xff\xff\xff" * 8, b"\x81" * 9000, b"A" * 60_000)


@define(eq=False)
class Hostile:
    """The guest."""

    port: Callable[[], int]
    matches: Callable[[], Iterable[MatchId]]
    rounds: int = 0
    granted: list[object] = field(factory=list)
    """What he got that he should not have: commits and notices of what is not public."""

    async def harass(self) -> None:
        """Until he is cancelled; a server that is away for a moment does not put him off."""
        while True:
            try:
                await self._round()
            except (OSError, AssertionError, TimeoutError, websockets.WebSocketException):
                await asyncio.sleep(0.1)
            self.rounds += 1
            await asyncio.sleep(0.05)

    async def _round(self) -> None:
        speaker = await Speaker.come(self.port(), f"Mallory{self.rounds:06d}")
        try:
            for match in list(self.matches())[:8]:
                for message in self._tricks(match):
                    await speaker.say(message)
            await speaker.quiet()
            for garbage in GARBAGE:
                await speaker.socket.send(garbage)
        finally:
            self._judge(speaker)
            speaker.cut()

    def _tricks(self, match: MatchId) -> Iterable[ClientMessage]:
        yield Attend(match)
        yield Attend(match, cursor=1)
        yield Command(new_id(), match, Ready())
        yield Command(new_id(), match, Say(ChannelId("public")), "Peace has broken out.")
        yield LeaveMatch(new_id(), match)
        yield JoinMatch(new_id(), match, role="umpire")
        yield Query(RequestId("points"), match, Points(package({"issue": "option"})))
        yield History(RequestId("all"), match)

    def _judge(self, speaker: Speaker) -> None:
        for message in speaker.got:
            match message:
                case Receipt(outcome=Committed()):
                    self.granted.append(message)
                case Heard() | Recalled() if not _is_public(message):
                    self.granted.append(message)
                case QueryAnswer() if not hasattr(message.answer, "code"):
                    self.granted.append(message)
                case _:
                    pass


def _is_public(message: Heard | Recalled) -> bool:
    """Kinds of notices that only ever go to a seat; what people wrote is judged by its canaries."""
    return not isinstance(message.notice, SheetDealt | Sealed | InsightGained)
