"""A process that appends, acknowledges on stdout, and kills itself at a named point.

    python -m tests.store.kill_child FOLDER POINT HITS SEED [--ack-too-early]

It strikes at the HITS-th time the point is reached; at `store:checkpoint` and `store:recovery` a moment later, from
another thread, so that the work itself is cut in two. `--ack-too-early` plants a bug: answers go out before COMMIT.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from detente_server.store import Append, Hooks, SqliteStore, Version, writer
from tests.store.making import record

MATCHES = ("rhine", "oder", "elbe", "don")
DELAYED = ("store:checkpoint", "store:recovery")


class TooEarly(writer.Writer):
    """The planted bug."""

    def _commit(self, tickets: list[writer.Ticket], outcomes: list[Any]) -> bool:
        for ticket, outcome in zip(tickets, outcomes):
            ticket.done(outcome)
        done = super()._commit(tickets, outcomes)
        tickets[:] = [writer.Ticket(ticket.work, lambda outcome: None) for ticket in tickets]
        return done


class Strike:
    """SIGKILL to this process at the named point."""

    def __init__(self, point: str, hits: int, rng: random.Random) -> None:
        self.point, self.hits, self.rng = point, hits, rng

    def __call__(self, point: str) -> None:
        if point == self.point:
            self.hits -= 1
            if self.hits == 0:
                self.strike()

    def strike(self) -> None:
        if self.point in DELAYED:
            threading.Thread(target=self.later, args=[self.rng.random() * 0.004]).start()
        else:
            os.kill(os.getpid(), signal.SIGKILL)

    @staticmethod
    def later(delay_s: float) -> None:
        time.sleep(delay_s)
        os.kill(os.getpid(), signal.SIGKILL)


class Player:
    """One append in flight; the next one follows the answer."""

    def __init__(self, store: SqliteStore, match: str, rng: random.Random) -> None:
        self.store, self.match, self.rng = store, match, rng
        self.version = store.tail(match, 1).version

    def go_on(self) -> None:
        many = self.rng.randrange(1, 4)
        numbers = range(self.version + 1, self.version + 1 + many)
        batch = tuple(record(n, self.match) for n in numbers)
        self.store.submit(Append(self.match, self.version, batch), self.answered)

    def answered(self, outcome: Any) -> None:
        assert isinstance(outcome, int), outcome
        self.version = Version(outcome)
        os.write(1, f"{self.match} {outcome}\n".encode())
        self.go_on()


def main() -> None:
    folder, point, hits, seed, *bug = sys.argv[1:]
    rng = random.Random(int(seed))
    setattr(writer, "CHECKPOINT_BYTES", 40_000)  # noqa: B010
    if bug:
        setattr(sys.modules[SqliteStore.__module__], "Writer", TooEarly)  # noqa: B010
    store = SqliteStore(Path(folder), Hooks(fault=Strike(point, int(hits), rng)))
    for match in MATCHES:
        Player(store, match, rng).go_on()
    time.sleep(30)


if __name__ == "__main__":
    main()
