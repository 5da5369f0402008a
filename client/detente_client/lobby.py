"""The lobby in lines: which matches there are, setting a table, sitting down.

Owns: the lobby's few commands, the questions that `/create` asks.
Does not know: sockets (the session), what happens in a match.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TypeVar

from attrs import define, evolve, field, frozen

from detente_client.attended import Match
from detente_client.choosing import pick_nation, pick_pack
from detente_client.language import Misunderstood
from detente_client.link.core import insecure
from detente_client.naming import count, joined
from detente_client.own import answer_lines, ask_password, token_wish
from detente_client.publicpack import PublicPack, read_pack
from detente_client.session import Session
from detente_client.sitting import Sitting
from detente_client.trouble import Trouble
from detente_wire.gate import one_line
from detente_wire.messages import MatchId, MatchRow, Mode, PackOffered, SeatRow, Tempo

HELP = (
    "/matches lists the matches, /packs the crises that can be played.",
    "/join 1 takes a free seat in the first of the list, /join 1 NATION one of your choice; "
    "a match's id does as well as its number.",
    "/create sets a table and asks how. All at once: /create PACK as=NATION people=2 turn=10m. "
    "Also: temper=dove, mixed or hawk; historical; private; then=PACK,PACK for the crises that follow in a campaign.",
    "/campaigns lists those that have a name, /create NAME begins one; /next 1 goes on with the first of the list.",
    "/password makes your name yours for good: you come back from any machine. /token new LABEL, /token list and "
    "/token revoke LABEL are for programs that come in as you.",
    "/quit leaves.",
)
_T = TypeVar("_T")
_DURATION = re.compile(r"(\d{1,5})\s*(s|m|h|d)?")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
USUAL = "hong-kong-1984"
"""The crisis that teaches how to play."""
CORRESPONDENCE_S = 3600
"""From an hour a turn on it is a match by correspondence."""


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

    @property
    def tempo(self) -> Tempo:
        """Live, or by correspondence."""
        return "correspondence" if self.turn_s >= CORRESPONDENCE_S else "live"


def read_duration(text: str) -> int:
    """``90s``, ``10m``, ``24h``, ``2d``, or minutes without a unit, in seconds; `Trouble` if it is none."""
    found = _DURATION.fullmatch(text.strip().lower())
    if found is None:
        raise Trouble(f"{text} is no length of a turn.", "Write it like 90s, 10m, 24h or 2d; 0 for no clock.")
    return int(found[1]) * _UNITS[found[2] or "m"]


@define
class Lobby:
    """One visit to the lobby; `run` ends with a match, or without one."""

    session: Session
    sitting: Sitting
    nation: str | None = None
    """The nation asked for on the command line."""
    rows: list[MatchRow] = field(factory=list, init=False)

    async def run(self) -> Match | None:
        """Read commands until a match is joined; None: the player left."""
        self.sitting.say(f"You are {self.session.name} on {self.session.address.label}.")
        await self._matches("")
        self.sitting.say("/help explains the lobby.")
        while (line := await self.sitting.screen.read("lobby> ")) is not None:
            name, _, rest = line.strip().lstrip("/").partition(" ")
            if name.lower() in ("quit", "exit", "q"):
                return None
            try:
                match = await self._do(name.lower(), rest.strip())
            except Trouble as trouble:
                if self.session.stopped is not None:
                    raise
                self.sitting.say(str(trouble))
                continue
            if match is not None:
                return match
        return None

    async def _do(self, name: str, rest: str) -> Match | None:
        deeds: dict[str, Callable[[str], Awaitable[Match | None]]] = {
            "matches": self._matches, "packs": self._packs, "create": self._create, "join": self._join,
            "campaigns": self._campaigns, "next": self._next, "password": self._password, "token": self._token,
            "help": self._help,
        }  # fmt: skip
        if not name:
            return None
        found = [known for known in deeds if known.startswith(name)]
        if len(found) != 1:
            raise Trouble(f"The lobby has no command /{name}.", "/help lists them.")
        return await deeds[found[0]](rest)

    async def _help(self, rest: str) -> None:
        self.sitting.say(*HELP)

    # -- what there is -------------------------------------------------------------------------------------------

    async def _matches(self, rest: str) -> None:
        self.rows = await self.session.matches()
        lines = [f"{n}: {row_line(row)}" for n, row in enumerate(self.rows, 1)]
        self.sitting.say(*(lines or ["There is no match yet. /create sets a table."]))

    async def _packs(self, rest: str) -> None:
        self.sitting.say(*[f"{n}: {one_line(p.title)} ({p.id})" for n, p in enumerate(self.session.packs, 1)])

    async def _campaigns(self, rest: str) -> None:
        lines = [
            f"{one_line(one.id)}: {one_line(one.title)} ({', '.join(one.packs)}). {one_line(one.description)}"
            for one in self.session.hello.campaigns
        ]
        self.sitting.say(
            *(lines or ["No campaign has a name here; any packs in a row will do: then=PACK,PACK."])
        )

    # -- one's own -----------------------------------------------------------------------------------------------

    async def _password(self, rest: str) -> None:
        if not self.session.address.private:
            raise insecure()
        wish = await ask_password(self.sitting.screen)
        if isinstance(wish, str):
            self.sitting.say(wish)
        else:
            self.sitting.say(*answer_lines(await self.session.wish(wish)))

    async def _token(self, rest: str) -> None:
        deed, _, label = rest.partition(" ")
        try:
            wish = token_wish(deed.lower() or "list", label.strip())
        except Misunderstood as problem:
            raise Trouble(str(problem)) from None
        self.sitting.say(*answer_lines(await self.session.wish(wish)))

    # -- joining -------------------------------------------------------------------------------------------------

    async def _join(self, rest: str) -> Match:
        wanted, _, nation = rest.partition(" ")
        return await join(self.session, await self._match(wanted, "join"), nation.strip() or self.nation)

    async def _next(self, rest: str) -> Match:
        return await self.session.go_on(MatchId(await self._match(rest, "next")))

    async def _match(self, wanted: str, command: str) -> str:
        """The id of the match that is meant, by its number in the list or by itself."""
        if not wanted:
            raise Trouble(f"{command.capitalize()} which match?", f"/matches numbers them: /{command} 1")
        self.rows = self.rows or await self.session.matches()
        number = int(wanted) if wanted.isdecimal() and len(wanted) < 5 else 0
        row = self.rows[number - 1] if 0 < number <= len(self.rows) else None
        return row.match if row else wanted

    # -- creating ------------------------------------------------------------------------------------------------

    async def _create(self, rest: str) -> Match | None:
        table = await self._read_table(rest.split()) if rest else await self._ask_table()
        if table is None:
            return None
        return await self.session.create(
            table.pack.id,
            table.nation,
            people=table.people,
            mode=table.mode,
            tempo=table.tempo,
            turn_s=table.turn_s,
            temper=table.temper,
            private=table.private,
            then=table.then,
        )

    async def _public(self, pack: PackOffered) -> PublicPack:
        return read_pack(await self.session.public(pack.digest))

    async def _read_table(self, words: list[str]) -> Table:
        """The table of one line."""
        first, then = self._first(words[0])
        table = Table(first, self.nation, then=then)
        for word in words[1:]:
            key, _, value = word.partition("=")
            match key.lower():
                case "as" | "nation":
                    table = evolve(table, nation=value)
                case "people":
                    table = evolve(table, people=_number(value))
                case "turn":
                    table = evolve(table, turn_s=read_duration(value))
                case "temper":
                    table = evolve(table, temper=value.lower())
                case "then":
                    packs = [pick_pack(word, self.session.packs).id for word in value.split(",") if word]
                    table = evolve(table, then=tuple(packs))
                case "historical" | "variable" as mode if not value:
                    table = evolve(table, mode=mode)
                case "private" if not value:
                    table = evolve(table, private=True)
                case _:
                    raise Trouble(f"A table has no {word}.", "/help says how to set one.")
        if table.nation:
            table = evolve(table, nation=pick_nation(table.nation, await self._public(table.pack)))
        return table

    def _first(self, word: str) -> tuple[PackOffered, tuple[str, ...]]:
        """The pack, or the first of a campaign and those that follow it."""
        named = next((one for one in self.session.hello.campaigns if one.id == word), None)
        if named is None:
            return pick_pack(word, self.session.packs), ()
        return pick_pack(named.packs[0], self.session.packs), named.packs[1:]

    async def _ask_table(self) -> Table | None:
        """The table, question by question; None: the input ended."""
        asking = _Questions(self.sitting)
        await self._packs("")
        pack = await asking.until(
            "Which crisis? [1] ", lambda text: pick_pack(text or "1", self.session.packs)
        )
        if pack is None:
            return None
        public = await self._public(pack)
        seats = [nation for nation in public.nations if nation.playable]
        self.sitting.say(*[f"{n}: {nation.title} ({nation.id})" for n, nation in enumerate(seats, 1)])
        nation = await asking.until(
            "For whom do you speak? [1] ", lambda text: pick_nation(text or "1", public)
        )
        people = await asking.until(
            f"How many people play, you included, 1 to {len(seats)}? Bots play the others. [2] ",
            lambda text: _number(text or "2", len(seats)),
        )
        turn_s = await asking.until(
            "How long is a turn, e.g. 10m or 24h? Nothing: no clock, it ends when all are ready. ",
            lambda text: read_duration(text or "0"),
        )
        if nation is None or people is None or turn_s is None:
            return None
        return Table(pack, nation, people, turn_s)


@frozen
class _Questions:
    """Asks until the answer makes sense."""

    sitting: Sitting

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
    raise Trouble(f"{text or 'Nothing'} is no number of people.", f"Give a number from 1 to {most}.")


async def join(session: Session, match: str, nation: str | None = None) -> Match:
    """Sit down in a match, or go on in it; `nation` as a player wrote it."""
    if nation:
        row = next((row for row in await session.matches() if row.match == match), None)
        if row is not None:
            nation = pick_nation(nation, read_pack(await session.public(row.digest)))
    return await session.join(match, nation)


# -- rows ----------------------------------------------------------------------------------------------------------


def row_line(row: MatchRow) -> str:
    """A match in a few sentences."""
    free = [seat.nation for seat in row.seats if seat.holder == "empty"]
    phase = {
        "muster": f"waiting for players, free: {joined(free)}",
        "playing": f"turn {row.turn}",
        "over": "over",
    }[row.phase]
    who = "; ".join(_seat(seat) for seat in row.seats if seat.holder != "empty")
    head = f"{one_line(row.title)}, {phase}, {tempo_words(row.turn_s)}{', private' if row.private else ''}."
    mine = f" You speak for {row.mine}." if row.mine else ""
    stage = f" Crisis {row.stage} of {len(row.stages)} of a campaign." if row.stage else ""
    return f"{head} {who or 'Nobody is there yet'}.{stage}{mine} Id {row.match}"


def tempo_words(turn_s: int) -> str:
    """How long a turn is."""
    if not turn_s:
        return "no clock"
    for unit, seconds in (("day", 86_400), ("hour", 3600), ("minute", 60)):
        if turn_s % seconds == 0:
            return f"{count(turn_s // seconds, unit)} a turn"
    return f"{count(turn_s, 'second')} a turn"


def _seat(seat: SeatRow) -> str:
    who = {"player": one_line(seat.name) or "a player", "bot": "a bot", "charge": "a chargé d'affaires"}
    return f"{seat.nation}: {who.get(seat.holder, 'a minister')}"
