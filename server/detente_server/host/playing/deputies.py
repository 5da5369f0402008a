"""Bots in the seats of one running match.

Owns: `Deputies`: which seats a bot speaks for, how far each has heard, and when it is asked for its next command.
Does not know: how a bot thinks; what is decided. A bot hears only what is durable and entitled to its seat, and its
commands come in by the same door as a person's, as player ``bot:<nation>``.

A bot has one command under way at a time. It is asked in turns of the loop of its own, for a few milliseconds each, so
that a table full of bots keeps nobody waiting. One that has nothing to say is ready.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from attrs import define

from detente_server.host.logs import fields
from detente_wire.acts import Ready
from detente_wire.messages import Command, CommandId, Heard
from detente_wire.terms import NationId

if TYPE_CHECKING:
    from detente_server.host.playing.owner import Owner

log = logging.getLogger("detente.deputies")

BOT = "bot:"
"""Begins the player id of a bot; its nation follows. No person has such an id."""
SLICE_S = 0.01
"""How long bots may think in one turn of the loop."""
COMMANDS_A_TURN = 200
"""After so many in one turn a bot has said enough and is ready."""
HEARD_AT_ONCE = 200


class Bot(Protocol):
    """Who speaks for a seat that nobody holds."""

    def hear(self, heard: Heard) -> None:
        """Take one notice of the seat's stream."""

    def next(self) -> Command | None:
        """The next command; None: nothing to say for now."""

    def ready(self) -> Command:
        """The command that says so."""


class BotMaker(Protocol):
    """Makes a bot for a seat."""

    def __call__(self, owner: Owner, nation: NationId, mode: str) -> Bot:
        """A bot that has heard nothing yet."""


class Silent:
    """Sits in for a bot that failed: it says nothing but that it is ready, so that the match goes on."""

    def __init__(self, owner: Owner) -> None:
        self._owner = owner

    def hear(self, heard: Heard) -> None:
        """Take no notice."""

    def next(self) -> Command | None:
        """Nothing."""
        return None

    def ready(self) -> Command:
        """The command that says so."""
        id = CommandId(self._owner.environment.random_bytes(16).hex())
        return Command(id, self._owner.id, Ready())


@define
class Deputy:
    """One bot in its seat."""

    bot: Bot
    cursor: int = 0
    pending: bool = False
    """A command of its is under way."""
    turn: int = 0
    sent: int = 0
    """Commands in this turn."""


class Deputies:
    """The bots of one match."""

    def __init__(self, owner: Owner) -> None:
        self._owner = owner
        self._seats: dict[NationId, Deputy] = {}
        self._scheduled = False
        self._dismissed = False
        self._next = 0
        if owner.match.begun and not owner.match.over:
            for nation, seat in owner.match.table.seats.items():
                if seat.holder in ("bot", "minister", "charge"):
                    self.seat(nation, "charge" if seat.holder == "charge" else "full")

    def seat(self, nation: NationId, mode: str | None) -> None:
        """Let a bot speak for this nation from now on, or no longer."""
        self._seats.pop(nation, None)
        if mode is not None:
            self._seats[nation] = Deputy(self._made(nation, mode))

    def _made(self, nation: NationId, mode: str) -> Bot:
        try:
            return self._owner.make_bot(self._owner, nation, mode)
        except Exception:
            log.exception("a bot could not be made", extra=fields(match=self._owner.id, nation=nation))
            return Silent(self._owner)

    def dismiss(self) -> None:
        """The match is dropped: these bots know things that may never have happened."""
        self._dismissed = True

    def answered(self, nation: NationId) -> None:
        """A bot's command has its receipt."""
        deputy = self._seats.get(nation)
        if deputy is not None:
            deputy.pending = False
        self.wake()

    @property
    def busy(self) -> bool:
        """Whether a bot is about to act."""
        return self._scheduled or any(deputy.pending for deputy in self._seats.values())

    def wake(self) -> None:
        """Something may have been heard."""
        if self._seats and not (self._scheduled or self._dismissed or self._owner.read_only):
            self._scheduled = True
            self._owner.loop.call_soon(self._act)

    def _act(self) -> None:
        """Let bots hear and speak until the slice of time is used, each in its turn."""
        self._scheduled = False
        until = self._owner.environment.monotonic() + SLICE_S
        nations = list(self._seats)
        for n in range(len(nations)):
            if not self._owner.running or self._dismissed:
                return
            nation = nations[(self._next + n) % len(nations)]
            again = nation in self._seats and self._try(nation, self._seats[nation])
            if again or self._owner.environment.monotonic() > until:
                self._next = (self._next + n + (0 if again else 1)) % len(nations)
                self.wake()
                return

    def _try(self, nation: NationId, deputy: Deputy) -> bool:
        """A step; a bot that fails at it is silent from then on, the others do not notice."""
        try:
            return self._step(nation, deputy)
        except Exception:
            log.exception("a bot failed", extra=fields(match=self._owner.id, nation=nation))
            deputy.bot, deputy.pending = Silent(self._owner), False
            return True

    def _step(self, nation: NationId, deputy: Deputy) -> bool:
        """Hear, then speak; True: there is more to hear first."""
        if self._hear(nation, deputy):
            return True
        match = self._owner.match
        if deputy.pending or match.over:
            return False
        if deputy.turn != match.state.turn:
            deputy.turn, deputy.sent = match.state.turn, 0
        command = deputy.bot.next() if deputy.sent < COMMANDS_A_TURN else None
        if command is None and nation in match.table.ready:
            return False
        deputy.pending = True
        deputy.sent += 1
        self._owner.command(f"{BOT}{nation}", command or deputy.bot.ready())
        return False

    def _hear(self, nation: NationId, deputy: Deputy) -> bool:
        for n, (cursor, heard) in enumerate(self._owner.told(nation, deputy.cursor), 1):
            frame = Heard(self._owner.id, cursor, heard.turn, heard.at_s, heard.notice, heard.words)
            deputy.bot.hear(frame)
            deputy.cursor = cursor
            if n >= HEARD_AT_ONCE:
                return True
        return False
