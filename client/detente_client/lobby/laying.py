"""Setting a table: its settings, read from one line or asked for one by one.

Owns: `Table`, the words of `/create`, its questions.
Does not know: sockets (the session), the lobby's other commands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from attrs import Factory, evolve, frozen

from detente_client.i18n import tr
from detente_client.lobby.choosing import pick_nation, pick_pack
from detente_client.publicpack import PublicPack, read_pack
from detente_client.sessions.session import Session
from detente_client.trouble import Trouble
from detente_client.words.durations import read_duration
from detente_wire.gate import one_line
from detente_wire.messages import Calendar, Mode, PackOffered, Tempo

_T = TypeVar("_T")
USUAL = "hong-kong-1984"
"""The crisis that teaches how to play."""
CORRESPONDENCE_S = 3600
"""From an hour a turn on it is a match by correspondence."""


class Asking(Protocol):
    """Where questions are asked."""

    def say(self, *lines: str) -> None:
        """Tell lines."""

    async def ask(self, prompt: str) -> str | None:
        """A line that is typed; None at the end of input."""


@frozen
class Table:
    """A table to be set."""

    pack: PackOffered
    nation: str | None = None
    people: int = 2
    turn_s: int = 0
    temper: str = ""
    mode: Mode = "variable"
    private: bool = False
    then: tuple[str, ...] = ()
    """The crises that follow in a campaign."""
    rest: Mapping[str, Any] = Factory(dict)
    """What else differs from the usual, by the names of `CreateMatch`."""

    @property
    def tempo(self) -> Tempo:
        """Live, or by correspondence."""
        return "correspondence" if self.turn_s >= CORRESPONDENCE_S else "live"


@frozen
class Layer:
    """Reads how a table is to be set."""

    session: Session
    sitting: Asking
    nation: str | None = None
    """The nation asked for on the command line."""

    async def _public(self, pack: PackOffered) -> PublicPack:
        return read_pack(await self.session.public(pack.digest))

    async def read(self, words: list[str]) -> Table:
        """The table of one line."""
        first, then = self._first(words[0])
        table = Table(first, self.nation, then=then)
        for word in words[1:]:
            key, equals, value = word.partition("=")
            if equals and key.lower() in _VALUES:
                table = evolve(table, **_VALUES[key.lower()](self, table, value))
            elif not equals and key.lower() in _FLAGS:
                table = evolve(table, **_FLAGS[key.lower()](table))
            else:
                raise Trouble(
                    tr("A table has no {word}.", word=word), tr("/help create says how to set one.")
                )
        if table.nation and not table.rest.get("watch"):
            table = evolve(table, nation=pick_nation(table.nation, await self._public(table.pack)))
        return table

    def _list_packs(self) -> None:
        packs = enumerate(self.session.packs, 1)
        self.sitting.say(*[f"{n}: {one_line(pack.title)} ({pack.id})" for n, pack in packs])

    def packs(self, value: str) -> tuple[str, ...]:
        """The ids of packs with commas between."""
        return tuple(pick_pack(word, self.session.packs).id for word in value.split(",") if word)

    def _first(self, word: str) -> tuple[PackOffered, tuple[str, ...]]:
        """The pack, or the first of a campaign and those that follow it."""
        named = next((one for one in self.session.hello.campaigns if one.id == word), None)
        if named is None:
            return pick_pack(word, self.session.packs), ()
        return pick_pack(named.packs[0], self.session.packs), named.packs[1:]

    async def ask(self) -> Table | None:
        """The table, question by question; None: the input ended."""
        asking = _Questions(self.sitting)
        self._list_packs()
        pack = await asking.until(
            tr("Which crisis? [1]"), lambda text: pick_pack(text or "1", self.session.packs)
        )
        if pack is None:
            return None
        public = await self._public(pack)
        seats = [nation for nation in public.nations if nation.playable]
        self.sitting.say(*[f"{n}: {nation.title} ({nation.id})" for n, nation in enumerate(seats, 1)])
        nation = await asking.until(
            tr("For whom do you speak? [1]"), lambda text: pick_nation(text or "1", public)
        )
        people = await asking.until(
            tr("How many people play, you included, 1 to {most}? Bots play the others. [2]", most=len(seats)),
            lambda text: _number(text or "2", len(seats)),
        )
        turn_s = await asking.until(
            tr("How long is a turn, e.g. 10m or 24h? Nothing: no clock, it ends when all are ready."),
            lambda text: read_duration(text or "0"),
        )
        if nation is None or people is None or turn_s is None:
            return None
        return Table(pack, nation, people, turn_s)


@frozen
class _Questions:
    """Asks until the answer makes sense."""

    sitting: Asking

    async def until(self, prompt: str, read: Callable[[str], _T]) -> _T | None:
        """The answer; None at the end of input."""
        while (text := await self.sitting.ask(prompt)) is not None:
            try:
                return read(text.strip())
            except Trouble as trouble:
                self.sitting.say(str(trouble))
        return None


def _number(text: str, most: int = 9) -> int:
    if text.isdecimal() and len(text) < 3 and 1 <= int(text) <= most:
        return int(text)
    raise Trouble(
        tr("{text} is no number of people.", text=text or tr("Nothing")),
        tr("Give a number from 1 to {most}.", most=most),
    )


# -- the words of /create --------------------------------------------------------------------------------------------

Changes = dict[str, Any]


def _rest(table: Table, **changes: Any) -> Changes:
    return {"rest": {**table.rest, **changes}}


def _calendar(table: Table, **changes: Any) -> Changes:
    return _rest(table, calendar=evolve(table.rest.get("calendar", Calendar()), **changes))


def _quiet(table: Table, value: str) -> Changes:
    """``22:00-08:00``"""
    found = _QUIET.fullmatch(value.strip())
    if found is None:
        raise Trouble(tr("{value} is no quiet time.", value=value), tr("Write it like quiet=22:00-08:00."))
    times = [int(found[n]) * 60 + int(found[n + 1]) for n in (1, 3)]
    return _calendar(table, quiet_from_min=times[0], quiet_to_min=times[1])


def _percent(value: str) -> int:
    if value.isdecimal() and len(value) < 4 and int(value) <= 100:
        return int(value)
    raise Trouble(
        tr("{value} is no reliability.", value=value), tr("Give per cent from 0 to 100, like reliability=80.")
    )


_QUIET = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)")
_VALUES: dict[str, Callable[[Layer, Table, str], Changes]] = {
    "as": lambda layer, table, value: {"nation": value},
    "nation": lambda layer, table, value: {"nation": value},
    "people": lambda layer, table, value: {"people": _number(value)},
    "turn": lambda layer, table, value: {"turn_s": read_duration(value)},
    "temper": lambda layer, table, value: {"temper": value.lower()},
    "then": lambda layer, table, value: {"then": layer.packs(value)},
    "muster": lambda layer, table, value: _rest(table, muster_s=read_duration(value)),
    "pause": lambda layer, table, value: _rest(table, pause_budget_s=read_duration(value)),
    "reliability": lambda layer, table, value: _rest(table, min_reliability=_percent(value)),
    "umpires": lambda layer, table, value: _rest(
        table, umpire=True, umpires=tuple(name.replace("_", " ") for name in value.split(",") if name)
    ),
    "zone": lambda layer, table, value: _calendar(table, time_zone=value),
    "quiet": lambda layer, table, value: _quiet(table, value),
    "language": lambda layer, table, value: _rest(table, language=value),
}
"""``key=value``"""
_FLAGS: dict[str, Callable[[Table], Changes]] = {
    "historical": lambda table: {"mode": "historical"},
    "variable": lambda table: {"mode": "variable"},
    "private": lambda table: {"private": True},
    "drawn": lambda table: _rest(table, drawn=True),
    "anonymous": lambda table: _rest(table, anonymous=True),
    "umpire": lambda table: _rest(table, umpire=True),
    "watch": lambda table: _rest(table, watch=True),
    "open": lambda table: _rest(table, open_dice=True),
    "weekends": lambda table: _calendar(table, weekends_off=True),
}
"""Words that stand alone."""
HELP = (
    tr("/create PACK or /create CAMPAIGN, then any of these:"),
    tr("as=NATION: your seat. people=3: seats for people, yours included; bots play the others."),
    tr("turn=10m: how long a turn's talks last, in s, m, h or d; without it a turn ends when all are ready."),
    tr(
        "historical: the cards of history. temper=dove, mixed or hawk: the bots. open: dice that can be "
        "foretold."
    ),
    tr(
        "private: not listed; /code says how others come. reliability=80: who comes less often to his "
        "turns is kept out."
    ),
    tr(
        "muster=10m: once the seats are taken all confirm with /ready. drawn: seats by lot. anonymous: "
        "no names yet."
    ),
    tr(
        "umpire: somebody may read everything and give orders, you if you say watch too; "
        "umpires=Ada,Bel_Canto: they may."
    ),
    tr("pause=30m: for how long in all the table may vote to stop the clock."),
    tr("quiet=22:00-08:00, weekends, zone=Europe/Berlin: no deadline falls into such a time."),
    tr("then=PACK,PACK: the crises that follow in a campaign."),
    tr("language=de: in which all read the crisis, of those that its pack has; /packs names them."),
)
