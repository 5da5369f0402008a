"""What a match has decided, on its way into the store.

Owns: `Commits`: the queue of one match's commits, at most one append under way, what waits for each record.
Does not know: what a commit tells, to whom, or what follows when it is lost (its owner does).
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterator

from attrs import define, field

from detente_server.host.environment import Environment
from detente_server.host.logs import fields
from detente_server.host.playing.recording import size, to_store
from detente_server.match.effects import Attended, Commit, DueSoon, Reply
from detente_server.store import APPEND_LIMIT_BYTES, Append, AsyncStore, Outcome, Stale, StoreError, Version
from detente_wire.messages import MatchId, Receipt

log = logging.getLogger("detente.commits")

APPEND_BYTES = APPEND_LIMIT_BYTES * 7 // 8
"""Of records in one append; sizes are reckoned, so it stays below the store's limit."""


@define
class Decided:
    """A commit on its way, and what waits for it."""

    commit: Commit
    replies: list[Reply] = field(factory=list)
    """Answers to repeated commands."""
    over: bool = False
    """The match ends with it."""
    news: list[DueSoon | Attended] = field(factory=list)
    """To be told beyond the match."""

    @property
    def n(self) -> int:
        """The record's number."""
        return self.commit.record.n

    def waiting(self) -> list[tuple[str, Receipt]]:
        """(player, receipt) of all that waits, in order."""
        return [*self.commit.receipts, *((reply.player, reply.receipt) for reply in self.replies)]


class Commits:
    """One match's commits, in order."""

    def __init__(
        self,
        match: MatchId,
        version: int,
        store: AsyncStore,
        environment: Environment,
        *,
        durable: Callable[[list[Decided]], None],
        failed: Callable[[bool], None],
    ) -> None:
        self.version = version
        """How many records are durable."""
        self._match = match
        self._store = store
        self._environment = environment
        self._durable = durable
        """Called with what has become durable, before the next append."""
        self._failed = failed
        """Called when an append was refused, or nobody knows; True: for a mistake of ours."""
        self._queue: deque[Decided] = deque()
        self._appending: list[Decided] = []
        self._settled: list[tuple[int, asyncio.Future[None]]] = []
        self._loop = asyncio.get_running_loop()
        self._due = False
        self._sent_at = 0.0
        """When the append that is under way was handed over."""
        self._closed = False

    def __iter__(self) -> Iterator[Decided]:
        """All that is not durable yet."""
        yield from self._appending
        yield from self._queue

    @property
    def last(self) -> Decided | None:
        """The newest that is not durable yet."""
        return self._queue[-1] if self._queue else self._appending[-1] if self._appending else None

    def add(self, commit: Commit) -> None:
        """Queue a commit; `append` sends it off."""
        self._queue.append(Decided(commit))

    def append(self) -> None:
        """Store all that is queued in one append, unless one is under way.

        It is sent off in the loop's next turn: what came with one read of a socket goes together, and the appends
        of all matches reach the store at once, for one transaction.
        """
        if not self._due and not self._appending and self._queue:
            self._due = True
            self._loop.call_soon(self._send_off)

    def _send_off(self) -> None:
        self._due = False
        if self._closed or self._appending or not self._queue:
            return
        room = APPEND_BYTES
        while self._queue and (not self._appending or room > size(self._queue[0].commit.record)):
            decided = self._queue.popleft()
            room -= size(decided.commit.record)
            self._appending.append(decided)
        records = tuple([to_store(self._match, decided.commit.record) for decided in self._appending])
        self._environment.fault("host:before-append")
        self._sent_at = self._environment.monotonic()
        self._store.hand_over(Append(self._match, Version(self.version), records), self._appended)

    def _appended(self, outcome: Outcome[Version | Stale]) -> None:
        if self._closed:
            return
        if isinstance(outcome, int):
            self._environment.fault("host:durable")
            self._environment.figures.commits.note(self._environment.monotonic() - self._sent_at)
            done, self._appending = self._appending, []
            self.version = done[-1].n
            self._durable(done)
            self._settle()
            self.append()
        else:
            mistake = isinstance(outcome, StoreError)
            why = getattr(outcome, "reason", "") or str(outcome)
            log.error("an append failed", extra=fields(match=self._match, why=why))
            self._failed(mistake)

    def take_lost(self, version: int) -> list[Decided]:
        """All that is not durable, out of the queue: the match was read again and stands at `version`."""
        lost = list(self)
        self._appending, self._queue = [], deque()
        self.version = version
        for _, future in self._settled:
            if not future.done():
                future.set_result(None)
        self._settled = []
        return lost

    async def settled(self) -> None:
        """Wait until all that is decided now is stored, or lost."""
        last = self.last
        if last is not None and not self._closed:
            future: asyncio.Future[None] = self._loop.create_future()
            self._settled.append((last.n, future))
            await future

    def _settle(self) -> None:
        for n, future in self._settled:
            if n <= self.version and not future.done():
                future.set_result(None)
        self._settled = [(n, future) for n, future in self._settled if n > self.version]

    def close(self) -> None:
        """Hear of nothing any more."""
        self._closed = True
        self.take_lost(self.version)
