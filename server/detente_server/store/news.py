"""Who wants to hear of commits.

Owns the lists of listeners and watchers. Knows nothing of queues and loops: it calls them on the writer's
thread, after the commit, and they must return at once.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from detente_server.store.records import Change, Version

N = TypeVar("N")

logger = logging.getLogger(__name__)


def call_safely(call: Callable[..., None], *args: Any) -> None:
    """Call somebody who waits. What he does wrong is his: it is logged, and the writer goes on."""
    try:
        call(*args)
    except Exception:
        logger.exception("a listener of the store failed")


class _Register(Generic[N]):
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: dict[str, tuple[Callable[[N], None], ...]] = {}

    def add(self, name: str, call: Callable[[N], None]) -> Callable[[], None]:
        with self._lock:
            self._calls[name] = (*self._calls.get(name, ()), call)
        return lambda: self._remove(name, call)

    def _remove(self, name: str, call: Callable[[N], None]) -> None:
        with self._lock:
            rest = [x for x in self._calls.pop(name, ()) if x is not call]
            if rest:
                self._calls[name] = tuple(rest)

    def tell(self, name: str, news: N) -> None:
        for call in self._calls.get(name, ()):
            call_safely(call, news)


class News:
    """Listeners by match and watchers by kind."""

    def __init__(self) -> None:
        self._matches: _Register[Version] = _Register()
        self._kinds: _Register[Change] = _Register()

    def listen(self, match: str, heard: Callable[[Version], None]) -> Callable[[], None]:
        """See `Store.listen`."""
        return self._matches.add(match, heard)

    def watch(self, kind: str, seen: Callable[[Change], None]) -> Callable[[], None]:
        """See `Store.watch`."""
        return self._kinds.add(kind, seen)

    def tell(self, appended: Iterable[tuple[str, Version]], changes: Iterable[Change]) -> None:
        """Give the news of one commit."""
        for match, version in appended:
            self._matches.tell(match, version)
        for change in changes:
            self._kinds.tell(change.kind, change)
