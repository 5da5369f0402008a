"""The desk of the lobby: which matches there are, setting a table, sitting down, by typed lines.

Owns: the lobby's commands, the same in every front end.
Does not know: sockets (the session), how a table is described (`laying`), what happens in a match, who types.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from attrs import define, field

from detente_client.account.contacts import notify_wish
from detente_client.account.own import answer_lines, ask_password, token_wish
from detente_client.figures import listing
from detente_client.i18n import tr
from detente_client.link.core import insecure
from detente_client.lobby import cards, laying, prospectus
from detente_client.lobby.choosing import pick_pack, sit_down
from detente_client.lobby.laying import Layer
from detente_client.lobby.rows import pack_line, row_line
from detente_client.publicpack import read_pack
from detente_client.sessions.attended import Match
from detente_client.sessions.session import Session
from detente_client.trouble import Trouble
from detente_client.words.language import Misunderstood, out_of_bounds
from detente_wire.gate import one_line
from detente_wire.messages import (
    CancelMatch,
    Denied,
    FreeSeat,
    Invite,
    ListMuted,
    MatchId,
    MatchRow,
    Mute,
    Operate,
    Unmute,
    Wish,
)
from detente_wire.terms import NationId

HELP = (
    tr(
        "/matches lists the matches. /matches berlin, muster, playing, over, live, slow, free, page 2: "
        "what you look for."
    ),
    tr(
        "/join 1 takes a free seat in the first of the list, /join 1 NATION one of your choice; a "
        "match's id or the code of an invitation does as well as its number. /watch 1 looks on, /umpire "
        "1 for who may."
    ),
    tr(
        "/create sets a table and asks how; /help create says how to do it in one line. /packs lists the "
        "crises, /packs 1 tells the first of them at length."
    ),
    tr(
        "/code 1 gives the code of a table that you set, /code 1 new another one; /calloff 1 calls it "
        "off, /free 1 NATION frees a seat, before it begins."
    ),
    tr(
        "/campaigns lists those that have a name, /create NAME begins one; /next 1 goes on with the "
        "first of the list."
    ),
    tr(
        "/mute, /block and /unmute NAME, /muted: whose words you do not want to read, who may come to no "
        "table of yours."
    ),
    tr(
        "/password makes your name yours for good: you come back from any machine. /token new LABEL, "
        "/token list and /token revoke LABEL are for programs that come in as you."
    ),
    tr(
        "/notify tells you of your turns while you are away: /notify email ADDRESS turn deadline "
        "Europe/Berlin, or discord, slack, webhook and an https address. Alone it lists where you are "
        "told."
    ),
    tr("/operate LINE gives the server an order, for its operators."),
    tr("/quit leaves."),
)
TEMPOS = {"live": "live", "slow": "correspondence", "correspondence": "correspondence"}


class Front(Protocol):
    """Where lines are told and asked for."""

    def say(self, *lines: str) -> None:
        """Tell lines."""

    async def ask(self, prompt: str) -> str | None:
        """A line that is typed; None at the end of input."""

    async def read_secret(self, prompt: str) -> str | None:
        """A line that is typed and not shown; None at the end of input."""


LEAVING = ("quit", "exit", "q")
LEADING = ("create", "join", "watch", "umpire", "next")
"""Commands that lead to a table: one at a time, or one line would set two of them."""


@define
class Desk:
    """One visit to the lobby."""

    session: Session
    front: Front
    nation: str | None = None
    """The nation asked for on the command line."""
    rows: list[MatchRow] = field(factory=list, init=False)
    """The matches as they were listed last: their numbers are meant by `/join 1`."""
    refused: bool = field(default=False, init=False)
    """Whether the last line was not done."""

    def greet(self) -> None:
        """Who one is, and where."""
        self.front.say(
            tr("You are {name} on {label}.", name=self.session.name, label=self.session.address.label)
        )

    async def take(self, line: str) -> Match | None:
        """Do what a line asks for; a match, if it leads to one. `Trouble` if the session is over, else it is told."""
        name, _, rest = line.strip().lstrip("/").partition(" ")
        self.refused = False
        try:
            return await self._do(name.lower(), rest.strip())
        except Trouble as trouble:
            if self.session.stopped is not None:
                raise
            self._refuse(str(trouble))
        except ValueError as problem:
            said = out_of_bounds(problem)
            if not said:
                raise
            self._refuse(said)
        return None

    def _refuse(self, why: str) -> None:
        self.refused = True
        self.front.say(why)

    async def _do(self, name: str, rest: str) -> Match | None:
        deeds: dict[str, Callable[[str], Awaitable[Match | None]]] = {
            "matches": self._matches, "packs": self._packs, "create": self._create, "join": self._join,
            "watch": self._watch, "umpire": self._umpire, "code": self._code, "calloff": self._call_off,
            "free": self._free, "mute": self._mute, "block": self._block, "unmute": self._unmute,
            "muted": self._muted, "campaigns": self._campaigns, "next": self._next, "password": self._password,
            "token": self._token, "notify": self._notify, "operate": self._operate, "help": self._help,
        }  # fmt: skip
        if not name:
            return None
        found = [name] if name in deeds else [known for known in deeds if known.startswith(name)]
        if len(found) != 1:
            raise Trouble(tr("The lobby has no command /{name}.", name=name), tr("/help lists them."))
        return await deeds[found[0]](rest)

    async def _help(self, rest: str) -> None:
        self.front.say(*(laying.HELP if rest.lower().lstrip("/") == "create" else HELP))

    # -- what there is -------------------------------------------------------------------------------------------

    async def _matches(self, rest: str) -> None:
        search = search_of(rest.split())
        self.rows = await self.session.matches(**search)
        lines = [f"{n}: {row_line(row)}" for n, row in enumerate(self.rows, 1)]
        none = (
            tr("No match is like that. /matches lists all.")
            if search
            else tr("There is no match yet. /create sets a table.")
        )
        self.front.say(*(lines or [none]))

    async def _packs(self, rest: str) -> None:
        """The list; one of it at length, by its number or name."""
        packs = self.session.packs
        if not rest:
            self.front.say(*[f"{n}: {pack_line(p)}" for n, p in enumerate(packs, 1)])
            return
        number = int(rest) if rest.isdecimal() and len(rest) < 4 else 0
        offered = packs[number - 1] if 0 < number <= len(packs) else pick_pack(rest, packs)
        pack = read_pack(await self.session.public(offered.digest))
        self.front.say(*cards.card(pack), *prospectus.plain_lines(pack))

    async def _campaigns(self, rest: str) -> None:
        lines = [
            f"{one_line(one.id)}: {one_line(one.title)} ({listing(one.packs)}). {one_line(one.description)}"
            for one in self.session.hello.campaigns
        ]
        self.front.say(
            *(lines or [tr("No campaign has a name here; any packs in a row will do: then=PACK,PACK.")])
        )

    # -- one's own -----------------------------------------------------------------------------------------------

    async def _password(self, rest: str) -> None:
        if rest:
            raise Trouble(
                tr("A password is not typed where others read along."), tr("Type /password alone: it asks.")
            )
        if not self.session.address.private:
            raise insecure()
        wish = await ask_password(self.front)
        if isinstance(wish, str):
            self.front.say(wish)
        else:
            self.front.say(*answer_lines(await self.session.wish(wish)))

    async def _token(self, rest: str) -> None:
        deed, _, label = rest.partition(" ")
        await self._understood(lambda: token_wish(deed.lower() or "list", label.strip()))

    async def _notify(self, rest: str) -> None:
        await self._understood(lambda: notify_wish(rest))

    async def _operate(self, rest: str) -> None:
        await self._wish(Operate(rest or "help"))

    async def _understood(self, read: Callable[[], Wish]) -> None:
        """Ask what a line wishes, if it can be read."""
        try:
            wish = read()
        except Misunderstood as problem:
            raise Trouble(str(problem)) from None
        await self._wish(wish)

    async def _wish(self, wish: Wish) -> None:
        answer = await self.session.wish(wish)
        self.refused = isinstance(answer, Denied)
        self.front.say(*answer_lines(answer))

    async def _mute(self, rest: str) -> None:
        await self._wish(Mute(_needed(rest, tr("Mute whom?"), "/mute NAME")))

    async def _block(self, rest: str) -> None:
        await self._wish(Mute(_needed(rest, tr("Block whom?"), "/block NAME"), block=True))

    async def _unmute(self, rest: str) -> None:
        await self._wish(
            Unmute(_needed(rest, tr("Hear whom again?"), tr("/unmute NAME; /muted lists them.")))
        )

    async def _muted(self, rest: str) -> None:
        await self._wish(ListMuted())

    async def _code(self, rest: str) -> None:
        wanted, new = _two(rest)
        await self._wish(Invite(MatchId(await self._match(wanted, "code")), new.lower() == "new"))

    async def _call_off(self, rest: str) -> None:
        wanted, why = _two(rest)
        await self._wish(CancelMatch(MatchId(await self._match(wanted, "calloff")), why.lstrip(": ")))

    async def _free(self, rest: str) -> None:
        wanted, nation = _two(rest)
        _needed(nation, tr("Free whose seat?"), "/free 1 NATION")
        await self._wish(FreeSeat(MatchId(await self._match(wanted, "free")), NationId(nation.lower())))

    # -- joining -------------------------------------------------------------------------------------------------

    async def _join(self, rest: str) -> Match:
        wanted, nation = _two(rest)
        return await sit_down(self.session, await self._match(wanted, "join"), nation or self.nation)

    async def _watch(self, rest: str) -> Match:
        return await self.session.watch(await self._match(rest, "watch"))

    async def _umpire(self, rest: str) -> Match:
        return await self.session.watch(await self._match(rest, "umpire"), role="umpire")

    async def _next(self, rest: str) -> Match:
        return await self.session.go_on(MatchId(await self._match(rest, "next")))

    async def _match(self, wanted: str, command: str) -> str:
        """The id of the match that is meant, by its number in the list or by itself."""
        if not wanted:
            raise Trouble(
                tr("Which match? It stands behind /{command}.", command=command),
                tr("/matches numbers them: /{command} 1", command=command),
            )
        self.rows = self.rows or await self.session.matches()
        number = int(wanted) if wanted.isdecimal() and len(wanted) < 5 else 0
        row = self.rows[number - 1] if 0 < number <= len(self.rows) else None
        return row.match if row else wanted

    def layer(self) -> Layer:
        """Who reads how a table is to be set."""
        return Layer(self.session, self.front, self.nation)

    # -- creating ------------------------------------------------------------------------------------------------

    async def _create(self, rest: str) -> Match | None:
        layer = self.layer()
        table = await layer.read(rest.split()) if rest else await layer.ask()
        if table is None:
            return None
        return await self.session.create(
            table.pack.id,
            None if table.rest.get("watch") else table.nation,
            people=table.people,
            mode=table.mode,
            tempo=table.tempo,
            turn_s=table.turn_s,
            temper=table.temper,
            private=table.private,
            then=table.then,
            **table.rest,
        )


def leaves(line: str) -> bool:
    """Whether the line means to leave the server."""
    return line.strip().lstrip("/").lower() in LEAVING


def leads(line: str) -> bool:
    """Whether the line asks for a table to go to."""
    name = line.strip().lstrip("/").partition(" ")[0].lower()
    return bool(name) and any(known.startswith(name) for known in LEADING)


def _needed(said: str, problem: str, step: str) -> str:
    """What was said; `Trouble` if nothing was."""
    if not said:
        raise Trouble(problem, step)
    return said


def _two(rest: str) -> tuple[str, str]:
    """A match, and what follows it."""
    first, _, second = rest.partition(" ")
    return first, second.strip()


def search_of(words: list[str]) -> dict[str, Any]:
    """What is looked for, by the names of `ListMatches`."""
    found: dict[str, Any] = {}
    text: list[str] = []
    while words:
        word, *words = words
        match word.lower():
            case "muster" | "playing" | "over" as phase:
                found["phase"] = phase
            case "live" | "slow" | "correspondence" as tempo:
                found["tempo"] = TEMPOS[tempo]
            case "free":
                found["free"] = True
            case "page" if words and words[0].isdecimal() and len(words[0]) < 5:
                found["page"], words = max(0, int(words[0]) - 1), words[1:]
            case _:
                text.append(word)
    return found | ({"text": " ".join(text)} if text else {})
