"""A store whose disk a test holds in its hand."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from detente_server.store import Append, MemoryStore, Probe, ReadOnly, Unknown, Work
from detente_server.store.works import Done, T


class HeldStore(MemoryStore):
    """Performs works when it is let; can be full, or lose its answers."""

    def __init__(self) -> None:
        super().__init__()
        self.held = False
        self.full = False
        """Nothing is written: ReadOnly until a probe finds that there is room."""
        self.mute = False
        """The next append is written, but nobody hears of it: Unknown, and read-only from then on."""
        self.appends: list[Append] = []
        """Those that were performed, in order."""
        self._trouble = ""
        self._queue: deque[Callable[[], None]] = deque()

    @property
    def read_only(self) -> str | None:
        """See `Store`."""
        return self._trouble or None

    def submit(self, work: Work[T], done: Done[T]) -> None:
        """See `Store`."""
        if self.held:
            self._queue.append(lambda: super(HeldStore, self).submit(work, done))
        else:
            super().submit(work, done)

    def let_go(self, most: int = 1_000_000) -> None:
        """Perform what waits."""
        for _ in range(min(most, len(self._queue))):
            self._queue.popleft()()

    def _apply(self, work: Any) -> Any:
        if isinstance(work, Probe):
            self._trouble = "disk full" if self.full else ""
            return not self._trouble
        if self.full or self._trouble:
            self._trouble = "disk full"
            return ReadOnly(self._trouble)
        outcome = super()._apply(work)
        if isinstance(work, Append):
            self.appends.append(work)
            if self.mute:
                self.mute, self._trouble = False, "i/o error"
                return Unknown("i/o error")
        return outcome
