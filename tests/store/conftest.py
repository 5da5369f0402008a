"""The engines, each behind the same factory: a new engine joins by a line in ENGINES."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from detente_server.store import MemoryStore, SqliteStore, Store

ENGINES: dict[str, Callable[[Path], Store]] = {
    "sqlite": lambda folder: SqliteStore(folder / "data"),
    "memory": lambda folder: MemoryStore(),
}


@pytest.fixture(params=sorted(ENGINES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each engine."""
    engine = ENGINES[request.param](tmp_path)
    yield engine
    engine.close()
