"""A server in a process of its own, to be killed: `python -m tests.host.child FOLDER [eager]`.

`eager` plants a bug: receipts go out when the match has decided, before the record is stored.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from detente_server.host.environment import Environment
from detente_server.host.host import Host
from detente_server.host.playing.matches import Matches
from detente_server.store import Hooks, SqliteStore
from tests.host.eager import EagerOwner
from tests.host.house import config, packs

COMMIT_S = 0.02
"""How long a commit takes at least where a bug is planted: the window in which it shows."""


async def main(folder: Path, *, eager: bool) -> None:
    """Serve until killed."""
    hooks = Hooks()
    if eager:
        Matches.owner_type = EagerOwner
        hooks = Hooks(fault=lambda point: time.sleep(COMMIT_S) if point == "store:before-commit" else None)
    host = Host(SqliteStore(folder, hooks), packs(), config(), Environment())
    _, port = await host.start()
    print(port, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), eager=sys.argv[2:] == ["eager"]))
