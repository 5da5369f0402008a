"""A player on a server: the lobby, the matches that are attended, the packs. The heart of the SDK.

Owns: `connect` and `Session`.
Does not know: how the connection is kept (the link), who waits for what (the post), terminals, what acts mean.

    async with connect("localhost:8765", name="Ann") as session:
        match = await session.create("hong-kong-1984", people=2)
        async for event in match.events():
            ...
            await match.do(Offer(...), "These are our terms.")
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any

from detente_client.folders import cache_folder
from detente_client.i18n import tr
from detente_client.link.address import Address, read_address
from detente_client.link.core import Link
from detente_client.link.memory import Forgetful, Memory
from detente_client.sessions.assets import AssetCache, public_part
from detente_client.sessions.attended import Match, new_command, new_request
from detente_client.sessions.post import Post
from detente_client.trouble import Trouble
from detente_client.words.refusing import said
from detente_wire.messages import (
    Committed,
    CreateMatch,
    Denied,
    Digest,
    FindMatch,
    Found,
    Hello,
    JoinMatch,
    ListMatches,
    MatchId,
    MatchRow,
    Mode,
    NextMatch,
    PackOffered,
    Receipt,
    Reply,
    Request,
    Resumed,
    Role,
    SeatHeld,
    Tempo,
    Unknown,
    Welcome,
    Wish,
)
from detente_wire.terms import NationId

ARCHIVES = "archives"
"""What a server is capable of that sends finished matches."""
ARCHIVE_S = 5.0
"""Seconds in which it has written one."""


def connect(
    address: str | Address,
    name: str = "",
    *,
    token: str = "",
    password: str = "",
    memory: Memory | None = None,
    cache: AssetCache | None = None,
) -> Session:
    """A session to be entered with ``async with``; `Trouble` if the server cannot be had.

    `name`: come as a guest, or with `password` as the account of that name; `token`: come with a token, as bots do;
    `memory`: be who you were before. Passwords and tokens are sent over wss://, or to this machine, alone.
    """
    where = read_address(address) if isinstance(address, str) else address
    kept = memory or Forgetful()
    if not (name or token or kept.token):
        raise Trouble(tr("Nobody can come without a name."), tr("Give a name of 3 to 24 letters and digits."))
    link = Link(kept, name, token, password, where.private, claim=secrets.token_hex(16))
    return Session(Post(where, link), cache or AssetCache(cache_folder() / "packs"))


class Session:
    """One player on one server, connected as long as the ``async with`` lasts."""

    def __init__(self, post: Post, cache: AssetCache) -> None:
        self._post = post
        self._cache = cache

    async def __aenter__(self) -> Session:
        await self._post.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._post.end()

    # -- who and what --------------------------------------------------------------------------------------------

    @property
    def address(self) -> Address:
        """Where the server is."""
        return self._post.address

    @property
    def hello(self) -> Hello:
        """What the server said of itself."""
        assert self._post.up is not None
        return self._post.up.hello

    @property
    def welcome(self) -> Welcome:
        """Who we are there."""
        assert self._post.up is not None
        return self._post.up.welcome

    @property
    def name(self) -> str:
        """Our name on this server."""
        return self.welcome.name

    @property
    def packs(self) -> tuple[PackOffered, ...]:
        """The packs that can be played there."""
        return self.hello.packs

    @property
    def seats(self) -> tuple[SeatHeld, ...]:
        """Seats that we held when we came in, in matches that go on."""
        return self.welcome.seats

    @property
    def stopped(self) -> Trouble | None:
        """Why the session is over, once it is."""
        return self._post.stopped

    @property
    def connected(self) -> bool:
        """Whether the server can be reached now; it is tried again by itself."""
        return self._post.connected

    def on_connection(self, told: Callable[[bool], None]) -> Callable[[], None]:
        """Be told when the connection breaks (False) and when it is back (True); call what is given to hear no more."""
        return self._post.on_connection(told)

    # -- the lobby -----------------------------------------------------------------------------------------------

    async def matches(self, **search: Any) -> list[MatchRow]:
        """The matches that there are for us, our own first; `search`: the other fields of `ListMatches`."""
        id = new_request()
        rows: list[MatchRow] = await self._post.ask(ListMatches(id, **search), id)
        return rows

    async def find(self, wanted: str) -> MatchRow:
        """The table of an invitation's code, or of an id; `Trouble` if there is none that we may see."""
        answer = await self.wish(FindMatch(wanted))
        if isinstance(answer, Found):
            return answer.row
        if isinstance(answer, Denied):
            raise Trouble(said(answer.code, answer.message), code=answer.code)
        raise Trouble(tr("The server answered what this client does not know."), tr("Update it."))

    async def create(
        self,
        pack: str,
        nation: str | None = None,
        *,
        people: int = 1,
        mode: Mode = "variable",
        tempo: Tempo = "live",
        turn_s: int = 0,
        temper: str = "",
        seed: int | None = None,
        open_dice: bool = False,
        private: bool = False,
        then: tuple[str, ...] = (),
        **rest: Any,
    ) -> Match:
        """Set a table, sit down and attend; `people`: seats for people, ours included. `Trouble` if refused.

        `then`: the crises that follow in a campaign; `rest`: the other fields of `CreateMatch`. Who sets a table with
        `watch` and `umpire` becomes its umpire.
        """
        seat = NationId(nation) if nation else None
        order = CreateMatch(
            new_command(),
            pack,
            seat,
            people=people,
            mode=mode,
            tempo=tempo,
            turn_s=turn_s,
            temper=temper,
            seed=seed,
            open_dice=open_dice,
            private=private,
            then=then,
            **rest,
        )
        return await self.attend(_granted(await self._post.give(order)))

    async def go_on(self, match: MatchId) -> Match:
        """The next crisis of the campaign of a match that is over, in the seat of our heir. `Trouble` if refused."""
        return await self.attend(_granted(await self._post.give(NextMatch(new_command(), match))))

    async def join(self, match: str, nation: str | None = None) -> Match:
        """Take a seat and attend; a seat that we hold already is ours. `match`: an id, or an invitation's code.

        `Trouble` if refused.
        """
        row = await self.find(match)
        if row.mine is None or nation not in (None, row.mine):
            seat = NationId(nation) if nation else None
            code = "" if match == row.match else match
            _granted(await self._post.give(JoinMatch(new_command(), row.match, seat, code=code)))
        return await self.attend(row.match)

    async def watch(self, match: str, role: Role = "observer") -> Match:
        """Watch a match without a seat, or as its umpire; `Trouble` if refused."""
        row = await self.find(match)
        if row.role not in (role, "player"):
            code = "" if match == row.match else match
            _granted(await self._post.give(JoinMatch(new_command(), row.match, None, role, code)))
        return await self.attend(row.match)

    async def attend(self, match: MatchId) -> Match:
        """Hear a match from its beginning; `Trouble` if there is none that we can see."""
        row = await self.find(match)
        public = await self.public(row.digest)
        inbox = self._post.attend(match)
        while True:
            arrival = await inbox.get()
            if isinstance(arrival, Trouble):
                raise arrival
            if isinstance(arrival, Resumed):
                return Match(self._post, match, arrival.nation, public, inbox, arrival.role)

    # -- what the host does for us beyond matches -----------------------------------------------------------------

    async def wish(self, wish: Wish) -> Reply | Unknown:
        """Ask the host for something: a password, a token …; a refusal comes back as it is."""
        return (await self._post.wish(Request(new_request(), wish))).answer

    # -- texts ---------------------------------------------------------------------------------------------------

    async def public(self, digest: Digest) -> Mapping[str, Any]:
        """The public part of a pack, from the cache or from the server."""
        text = self._cache.get(digest)
        if text is None:
            text = await self._post.fetch(digest)
            self._cache.put(digest, text)
        return public_part(text)

    async def archive(self, match: MatchId) -> str | None:
        """The file of a match that is over; None if this server does not hand them out."""
        if ARCHIVES not in self.hello.caps:
            return None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ARCHIVE_S):
                while True:
                    with contextlib.suppress(Trouble):
                        return await self._post.fetch(Digest(match), genuine=False)
                    if self.stopped is not None:
                        return None
                    await asyncio.sleep(0.2)
        return None


def _granted(receipt: Receipt) -> MatchId:
    """The match of a receipt; `Trouble` if it refuses."""
    match receipt.outcome:
        case Denied() as denied:
            raise Trouble(said(denied.code, denied.message), code=denied.code)
        case Committed():
            assert receipt.match is not None
            return receipt.match
