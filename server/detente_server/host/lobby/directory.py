"""The directory: every match of this server as the lobby shows it, and when each must be looked at next.

Owns: `Listing` and the documents that hold them.
Does not know: running matches. A listing is a copy of what a match's log says; where one is missing it is made again.

While a match is loaded its document is due at once: should the server be killed, the next one looks at it. When it is
put away its document is due at its deadline. So a directory that is wrong wakes a match for nothing, and forgets none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

from detente_server.host.documents import Shape
from detente_server.store import ANY, AsyncStore, Document, Put
from detente_wire.messages import MatchId, MatchRow, Role, SeatHeld
from detente_wire.terms import NationId

KIND = "match"


@frozen
class Terms:
    """What the host, and not the match, keeps of a table."""

    created_ms: int = 0
    min_reliability: int = 0
    """Per cent that a player must have who takes a seat; newcomers are let in."""
    code: str = ""
    """The invitation that holds; empty: nobody has asked for one."""
    by_id: bool = True
    """Whether the match's id is an invitation, too: until the code is renewed."""
    cancelled: bool = False
    """Called off before it began: nobody can come any more."""


@frozen
class Listing:
    """A match as the lobby knows it."""

    row: MatchRow
    """As everybody sees it; `mine` is nobody's."""
    players: tuple[tuple[NationId, str], ...] = ()
    """Who holds which seat."""
    watchers: tuple[str, ...] = ()
    """Players who watch without a seat."""
    pack_digest: str = ""
    """Of all the pack's files."""
    creator: str = ""
    """Who set the table."""
    terms: Terms = Terms()
    umpires: tuple[str, ...] = ()
    """Who reads everything."""

    def nation_of(self, player: str) -> NationId | None:
        """The seat that the player holds."""
        return next((nation for nation, who in self.players if who == player), None)

    def role_of(self, player: str) -> Role | None:
        """What the player is at this table."""
        if self.nation_of(player) is not None:
            return "player"
        return "umpire" if player in self.umpires else "observer" if player in self.watchers else None

    def knows(self, player: str) -> bool:
        """Whether the player set the table, sits at it or watches."""
        return player in (self.creator, *self.watchers) or self.nation_of(player) is not None


_SHAPE = Shape(Listing)


class Directory:
    """All listings, in memory and in the store."""

    def __init__(self, store: AsyncStore) -> None:
        self._store = store
        self._listings: dict[MatchId, Listing] = {}
        self._due: dict[MatchId, int] = {}
        self._unwritten: set[MatchId] = set()
        self.changes: Callable[[Listing | None, Listing], None] = lambda before, after: None
        """Called with a listing before and after it changes, before that is on its way to the store."""

    def load(self, documents: Iterable[Document]) -> None:
        """Take in what the store holds."""
        for document in documents:
            listing = _SHAPE.read(document.body)
            self._listings[listing.row.match] = listing
            if document.due_ms is not None:
                self._due[listing.row.match] = document.due_ms

    def get(self, match: MatchId) -> Listing | None:
        """The listing of a match."""
        return self._listings.get(match)

    def listings(self) -> list[Listing]:
        """All of them."""
        return list(self._listings.values())

    def by_digest(self, digest: str) -> Listing | None:
        """A match whose pack has a public part with this digest."""
        return next((one for one in self._listings.values() if one.row.digest == digest), None)

    def due(self, now_ms: int) -> list[MatchId]:
        """The matches that somebody should look at, the longest due first."""
        found = sorted((at, match) for match, at in self._due.items() if at <= now_ms)
        return [match for _, match in found]

    def seats_of(self, player: str) -> tuple[SeatHeld, ...]:
        """The seats that a player holds in matches that go on."""
        found = []
        for listing in self._listings.values():
            nation = listing.nation_of(player)
            if nation is not None and listing.row.phase != "over":
                found.append(SeatHeld(listing.row.match, nation))
        return tuple(found)

    async def put(self, listing: Listing, due_ms: int | None) -> bool:
        """Keep a listing; True once it is durable."""
        match = listing.row.match
        self.changes(self._listings.get(match), listing)
        self._listings[match] = listing
        if due_ms is None:
            self._due.pop(match, None)
        else:
            self._due[match] = due_ms
        outcome = await self._store.submit(Put(KIND, match, _SHAPE.write(listing), ANY, due_ms))
        written = isinstance(outcome, int)
        (self._unwritten.discard if written else self._unwritten.add)(match)
        return written

    async def change(self, listing: Listing) -> bool:
        """Keep a listing of which only the host's part is another; True once it is durable."""
        return await self.put(listing, self._due.get(listing.row.match))

    async def write_rest(self) -> None:
        """Write what could not be written before."""
        for match in sorted(self._unwritten):
            await self.put(self._listings[match], self._due.get(match))
