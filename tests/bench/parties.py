"""The same company at two servers: matches of seven seats at ours, rooms of seven seats at the relay.

Owns: `Party`: its lines, the frames that it says (made before the load begins, ids and words filled in then), how many
deliveries each brings. Everybody sits, attends, and is in the conference before anything is measured.
Does not know: pace, time, counting.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator
from typing import TypeVar

import msgpack
from attrs import define, field

from detente_wire.acts import Act, Invite, Join, Ready, Say, Send
from detente_wire.codec import MSGPACK
from detente_wire.messages import (
    Attend,
    Auth,
    ClientMessage,
    Command,
    CommandId,
    CreateMatch,
    Guest,
    Heard,
    JoinMatch,
    MatchId,
    Receipt,
    Welcome,
)
from detente_wire.notices import Invited
from detente_wire.parts import Joiner
from detente_wire.terms import MediumId, NationId
from tests.bench import pack
from tests.bench.line import Line

SEATS = len(pack.NATIONS)
WORDS = 300
"""Bytes of what is said or written."""
STAMP = 26
"""Of them: when it was said and by which line."""
WAITS_S = 60
_ID = CommandId("0" * 32)
_FILLER = "the talks go on and the river is calm while the boats lie still "
_ids = itertools.count(1)
M = TypeVar("M")

Template = tuple[bytes, bytes, bytes]
"""A frame before its id, between id and words' stamp, and after it."""


def template(frame: bytes) -> Template:
    """Cut a frame whose id and stamp are placeholders."""
    before, between = frame.split(_ID.encode(), 1)
    middle, after = between.split(b"@" * STAMP, 1)
    return before, middle, after


def filled(made: Template, stamp: str) -> bytes:
    """The frame with the next id and this stamp."""
    before, middle, after = made
    return b"".join((before, f"{next(_ids):032x}".encode(), middle, stamp.encode(), after))


def _words() -> str:
    return "@" * STAMP + (_FILLER * 10)[: WORDS - STAMP]


@define
class Party:
    """Lines at one server, and what they say."""

    lines: list[Line] = field(factory=list)
    whole: list[Template] = field(factory=list)
    """For each line, what it says to its whole match."""
    letters: list[list[Template]] = field(factory=list)
    """For each line, letters to one seat each, in turn."""
    whole_heard: int = SEATS
    letters_heard: int = 2
    """Notices that one of them brings, over all lines: its author's stream holds it too."""

    def close(self) -> None:
        """Hang up."""
        for line in self.lines:
            line.close()


async def at_relay(port: int, rooms: int) -> Party:
    """Seven seats in each room of the relay."""
    party = Party()
    for room, seat in itertools.product(range(rooms), range(SEATS)):
        line = await Line.to(port, "")
        line.number = len(party.lines)
        line.send(seat_at_relay(room, seat))
        party.lines.append(line)
        others = [one for one in range(SEATS) if one != seat]
        party.whole.append(_relayed(others))
        party.letters.append([_relayed([one]) for one in others])
    return party


def seat_at_relay(room: int, seat: int) -> bytes:
    """What takes a seat there."""
    joined: bytes = msgpack.packb({"type": "join", "room": room, "seat": seat})
    return joined


def _relayed(to: list[int]) -> Template:
    return template(msgpack.packb({"type": "say", "id": _ID, "to": to, "words": _words()}))


# -- at our server ----------------------------------------------------------------------------------------------


class Sitting:
    """One client while the company sits down: it waits for answers."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.got: list[object] = []
        self._joiner = Joiner(MSGPACK)
        self._news = asyncio.Event()
        line.on_frame = self._hear

    def _hear(self, line: Line, frame: bytes) -> None:
        message = self._joiner.feed(frame)
        if message is not None:
            self.got.append(message)
            self._news.set()

    def say(self, message: ClientMessage) -> None:
        """Send a message."""
        self.line.send(MSGPACK.encode(message))

    async def hear(self, kind: type[M], fits: Callable[[M], bool] = lambda _: True) -> M:
        """The first message of this kind that fits."""
        async with asyncio.timeout(WAITS_S):
            while True:
                for message in self.got:
                    if isinstance(message, kind) and fits(message):
                        return message
                self._news.clear()
                await self._news.wait()

    async def ask(self, order: Command | CreateMatch | JoinMatch) -> Receipt:
        """Send a command; its receipt, which must not refuse."""
        self.say(order)
        receipt = await self.hear(Receipt, lambda one: one.id == order.id)
        if type(receipt.outcome).__name__ == "Denied":
            raise RuntimeError(f"refused: {receipt.outcome}")
        return receipt


def _new() -> CommandId:
    return CommandId(f"{next(_ids):032x}")


def name(number: int) -> str:
    """A guest's name: letters alone that look like no others."""
    return "Envoy " + "".join("aefhjkptxy"[int(digit)] for digit in f"{number:05}")


async def enter(port: int, number: int) -> Sitting:
    """A guest who is welcome."""
    guest = Sitting(await Line.to(port))
    guest.say(Auth(Guest(name(number)), "bench"))
    await guest.hear(Welcome)
    return guest


async def at_server(port: int, matches: int, first: int = 0) -> Party:
    """Seven seats in each of so many matches, all in the conference; `first` makes names new."""
    party = Party()
    for start in range(0, matches, 20):
        numbers = range(start, min(start + 20, matches))
        for guests, match, hall in await asyncio.gather(*(_table(port, first + n * SEATS) for n in numbers)):
            _add(party, guests, match, hall)
    return party


def _add(party: Party, guests: list[Sitting], match: MatchId, hall: str) -> None:
    for seat, guest in enumerate(guests):
        guest.line.number = len(party.lines)
        party.lines.append(guest.line)
        party.whole.append(_commanded(match, Say(hall)))  # type: ignore[arg-type]
        party.letters.append([_commanded(match, letter) for letter in _letters(seat)])


def _letters(seat: int) -> Iterator[Act]:
    others = itertools.cycle([one for n, one in enumerate(pack.NATIONS) if n != seat])
    for medium, to in zip(pack.LETTER_MEDIA, others):
        yield Send(MediumId(medium), (NationId(to),))


def _commanded(match: MatchId, act: Act) -> Template:
    return template(MSGPACK.encode(Command(_ID, match, act, _words())))


async def _table(port: int, first: int) -> tuple[list[Sitting], MatchId, str]:
    """One match: created, joined, begun, its conference open."""
    guests = await asyncio.gather(*(enter(port, first + n) for n in range(SEATS)))
    made = await guests[0].ask(CreateMatch(_new(), pack.NAME, NationId(pack.NATIONS[0]), people=SEATS))
    assert made.match is not None
    for guest, nation in list(zip(guests, pack.NATIONS))[1:]:
        await guest.ask(JoinMatch(_new(), made.match, NationId(nation)))
    for guest in guests:
        guest.say(Attend(made.match))
    hall = await _convene(guests, made.match)
    return list(guests), made.match, hall


async def _convene(guests: list[Sitting], match: MatchId) -> str:
    others = tuple(NationId(nation) for nation in pack.NATIONS[1:])
    await guests[1].hear(Heard, lambda one: type(one.notice).__name__ == "TurnBegan")
    await guests[0].ask(Command(_new(), match, Invite(MediumId(pack.CONFERENCE), others)))
    heard = await guests[0].hear(Heard, lambda one: isinstance(one.notice, Invited))
    assert isinstance(heard.notice, Invited)
    hall = heard.notice.channel
    await asyncio.gather(*(guest.ask(Command(_new(), match, Join(hall))) for guest in guests[1:]))
    return hall


async def next_turn(guests: list[Sitting], match: MatchId) -> None:
    """Everybody is ready."""
    await asyncio.gather(*(guest.ask(Command(_new(), match, Ready())) for guest in guests))
