"""Orders where no server runs: by the running one if there is one, else here and now.

Owns: which of the two; the parts of a host that an order needs, without sockets and matches at play.
Does not know: which orders there are.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from detente_server.host.config import Config
from detente_server.host.console import asking, registry
from detente_server.host.console.orders import CONSOLE, BadOrder
from detente_server.host.environment import Environment
from detente_server.host.host import Host
from detente_server.host.keeping.backups import CannotKeep
from detente_server.store import Refusal, SqliteStore, StoreError
from detente_server.store.folder import DATABASE


def carry_out(folder: Path, line: str) -> dict[str, Any]:
    """What the server on this folder answers, or what comes of the order without one: ``{"lines", "data"}``.

    Raises `asking.CannotAsk` or `CannotKeep`.
    """
    try:
        return asking.ask(folder, line)
    except asking.NobodyThere:
        pass
    if not (folder / DATABASE).exists():
        raise CannotKeep(
            f"There is no database in {folder}. Name the server's data folder with --data; a new one begins with serve."
        )
    try:
        return asyncio.run(_here(folder, line))
    except (Refusal, StoreError) as problem:
        raise CannotKeep(f"The data folder cannot be used: {problem}.") from None
    except OSError as problem:
        raise CannotKeep(f"The data folder {folder} cannot be used: {problem.strerror or problem}.") from None


async def _here(folder: Path, line: str) -> dict[str, Any]:
    host = Host(SqliteStore(folder), {}, Config(), Environment())
    try:
        await host.assemble()
        told = await registry.perform(host.services, line, CONSOLE)
    except BadOrder as problem:
        raise CannotKeep(str(problem)) from None
    finally:
        await host.put_away()
    return {"lines": list(told.lines), "data": told.data}
