"""The outbox: every notification that is not in somebody's hands yet, durable and bounded.

Owns: `Outbox`: the deliveries as documents, which is due next, how many may wait, what was delivered lately.
Does not know: how anything is carried, what a notification says.

A delivery is handed out only once it is durable. What is done with leaves a mark behind under its id, so that the same
event, told again after a crash, is not sent again. The mark is written after the sending: a crash between the two
sends it once more, under the same id.
"""

from __future__ import annotations

import asyncio
import heapq
import logging
from collections.abc import Callable, Iterable

from attrs import evolve

from detente_server.host.documents import Shape
from detente_server.host.environment import Environment
from detente_server.host.logs import fields
from detente_server.host.notifications import delivery as core
from detente_server.host.notifications.delivery import FINAL, Delivery, DeliveryId, Outcome
from detente_server.host.notifications.occasions import Occasion
from detente_server.store import ANY, AsyncStore, Document, Put
from detente_wire.messages import ContactKind

log = logging.getLogger("detente.notifications")

KIND = "notification"
REMEMBERED_MS = 15 * 86_400_000
"""Marks are kept longer than the longest turn."""
MARKS = 50_000
"""Of which so many are kept in all, the newest."""
AT_ONCE = 1000
"""Old marks that are deleted in one go."""

_SHAPE = Shape(Delivery)


class Outbox:
    """What waits to be sent."""

    def __init__(self, store: AsyncStore, environment: Environment, per_player: int, in_all: int) -> None:
        self._store = store
        self._environment = environment
        self._per_player = per_player
        self._in_all = in_all
        self._open: dict[DeliveryId, Delivery] = {}
        """Waiting or on their way, the oldest first."""
        self._of: dict[str, dict[DeliveryId, None]] = {}
        """The same by player."""
        self._marks: dict[DeliveryId, int] = {}
        """Done with -> when it is forgotten."""
        self._unwritten: dict[DeliveryId, Delivery] = {}
        """What the store would not take."""
        self._writing: set[DeliveryId] = set()
        """What the store is about to take."""
        self._due: dict[ContactKind, list[tuple[int, DeliveryId]]] = {"email": [], "webhook": []}
        self._busy: dict[tuple[str, ContactKind], list[DeliveryId]] = {}
        """Who is being sent something, and what of his is due meanwhile."""
        self.counts = environment.figures.notifications
        """Since the server began: created, failed, and by final state."""
        self.ready: Callable[[], None] = lambda: None
        """Called when something may be due."""

    def load(self, documents: Iterable[Document]) -> None:
        """Take in what the store holds; what was on its way waits again."""
        for document in documents:
            found = _SHAPE.read(document.body)
            if found.state in FINAL:
                self._marks[found.id] = document.due_ms or 0
            else:
                self._open[found.id] = evolve(found, state="waiting")
        for one in sorted(self._open.values(), key=lambda one: one.created_ms):
            del self._open[one.id]
            self._enter(one)
            self._is_due(one)

    # -- coming in -------------------------------------------------------------------------------------------------

    def add(self, new: Delivery) -> bool:
        """Keep one to be sent; False: it is here already, or has been."""
        if new.id in self._open or new.id in self._marks:
            return False
        self.counts["created"] += 1
        if len(self._of.get(new.player, ())) >= self._per_player:
            self._drop_oldest(self._open[id] for id in self._of[new.player])
        if len(self._open) >= self._in_all:
            self._drop_oldest(self._open.values())
        self._enter(new)
        self._write(new)
        return True

    def _enter(self, one: Delivery) -> None:
        self._open[one.id] = one
        self._of.setdefault(one.player, {})[one.id] = None

    def _drop_oldest(self, among: Iterable[Delivery]) -> None:
        """Make room; what is on its way is let go on."""
        oldest = next((one for one in among if one.state == "waiting"), None)
        if oldest is not None:
            self._settle(core.dropped(oldest, "too many waited"))

    # -- going out -------------------------------------------------------------------------------------------------

    def take(self, carrier: ContactKind, most: int) -> list[Delivery]:
        """What is due by this carrier, for each player one at a time; each must come `back`."""
        taken: list[Delivery] = []
        due, now_ms = self._due[carrier], self._environment.now_ms()
        while due and due[0][0] <= now_ms and len(taken) < most:
            _, id = heapq.heappop(due)
            found = self._open.get(id)
            if found is None or found.state != "waiting" or found.due_ms > now_ms:
                continue
            if (aged := core.aged(found, now_ms)).state in FINAL:
                self._settle(aged)
            elif (found.player, carrier) in self._busy:
                self._busy[found.player, carrier].append(id)
            else:
                self._busy[found.player, carrier] = []
                self._open[id] = core.sent_off(found)
                taken.append(self._open[id])
        return taken

    def back(self, sent: Delivery, outcome: Outcome) -> None:
        """What became of it."""
        self._free(sent)
        if sent.id not in self._open:  # dropped meanwhile
            return
        chance = int.from_bytes(self._environment.random_bytes(4), "big") / 2**32
        after = core.came_back(sent, outcome, self._environment.now_ms(), chance)
        if after.state in FINAL:
            self._settle(after)
        else:
            self.counts["failed"] += 1
            self._open[after.id] = after
            self._write(after)

    def drop(self, one: Delivery, why: str) -> None:
        """Nobody wants this one any more; it may have been taken."""
        self._free(one)
        if one.id in self._open:
            self._settle(core.dropped(one, why))

    def drop_all(self, player: str, contact: str, why: str) -> None:
        """Nothing more to this contact, or (empty) to this player."""
        for one in [self._open[id] for id in self._of.get(player, ())]:
            if contact in ("", one.contact) and one.state == "waiting":
                self._settle(core.dropped(one, why))

    def _free(self, one: Delivery) -> None:
        for id in self._busy.pop((one.player, one.carrier), []):
            if id in self._open:
                self._is_due(self._open[id])

    def _is_kept(self, one: Delivery) -> bool:
        """Whether it waits, and is durable."""
        return one.state == "waiting" and one.id not in self._unwritten and one.id not in self._writing

    def hasten(self) -> int:
        """All that waits is due now; how many there are."""
        waiting = [one for one in self._open.values() if self._is_kept(one)]
        for one in waiting:
            self._open[one.id] = evolve(one, due_ms=min(one.due_ms, self._environment.now_ms()))
            self._is_due(self._open[one.id])
        return len(waiting)

    # -- what is kept ----------------------------------------------------------------------------------------------

    def waiting(self) -> list[Delivery]:
        """All that are not in somebody's hands, the oldest first."""
        return list(self._open.values())

    def _settle(self, done: Delivery) -> None:
        """It is done with: only its mark stays, which tells neither of whom nor of what it was."""
        del self._open[done.id], self._of[done.player][done.id]
        if not self._of[done.player]:
            del self._of[done.player]
        self.counts[done.state] += 1
        if done.state == "given-up":
            why = fields(id=done.id, by=done.carrier, kind=done.occasion.kind, tries=done.tries, why=done.why)
            log.warning("a notification was given up", extra=why)
        self._write(evolve(done, player="", contact="", occasion=Occasion(done.occasion.kind)))

    def _write(self, one: Delivery) -> None:
        due_ms = None
        if one.state in FINAL:
            due_ms = self._environment.now_ms() + REMEMBERED_MS
            self._marks[one.id] = due_ms
        self._writing.add(one.id)
        work = Put(KIND, one.id, _SHAPE.write(one), ANY, due_ms)
        self._store.hand_over(work, lambda outcome: self._written(one, isinstance(outcome, int)))

    def _written(self, one: Delivery, durable: bool) -> None:
        self._writing.discard(one.id)
        if not durable:
            self._unwritten[one.id] = one
            return
        self._unwritten.pop(one.id, None)
        if self._open.get(one.id) is one:
            self._is_due(one)
            self.ready()

    def _is_due(self, one: Delivery) -> None:
        heapq.heappush(self._due[one.carrier], (one.due_ms, one.id))

    def write_rest(self) -> None:
        """Write what the store would not take before."""
        if self._store.store.read_only is None:
            rest, self._unwritten = self._unwritten, {}
            for one in rest.values():
                self._write(one)

    async def forget(self) -> None:
        """Remove marks that are old, and the oldest of too many."""
        now_ms = self._environment.now_ms()
        old = [id for id, at_ms in self._marks.items() if at_ms <= now_ms]
        for id in [*old, *list(self._marks)[len(old) : max(len(old), len(self._marks) - MARKS)]]:
            del self._marks[id]
        gone = await self._store.ask(self._store.store.due, KIND, now_ms, AT_ONCE)
        await asyncio.gather(*[self._store.delete(KIND, one.key, one.version) for one in gone])
