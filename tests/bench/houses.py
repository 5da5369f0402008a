"""The servers that are measured: ours with its limits raised, and the relay with and without a disk.

Owns: how each is started. The limits are those of the server's own configuration file.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.bench import pack
from tests.bench.processes import Process

_MANY = 1_000_000_000
_CONFIG = """
port = 0
data = {data}
content = {content}
connections = 10000

[limits]
commands_burst = {many}
commands_per_s = {many}
letters_burst = {many}
"""


def content(folder: Path) -> Path:
    """A folder of packs that holds the pack of the benchmark."""
    made = folder / "content"
    if not made.exists():
        pack.write(made)
    return made


def ours(folder: Path, core: int | None, data: str = "data", *, under: tuple[str, ...] = ()) -> Process:
    """Our server; `under`: run by this module instead of by itself."""
    file = folder / "server.toml"
    said = {"data": json.dumps(str(folder / data)), "content": json.dumps(str(content(folder)))}
    file.write_text(_CONFIG.format(many=_MANY, **said))
    return Process([*(under or ("-m", "detente_server")), "serve", "--config", str(file)], core)


def relay(folder: Path, core: int | None, *, durable: bool) -> Process:
    """The bare relay."""
    (folder / "relay").mkdir(exist_ok=True)
    disk = ["--data", str(folder / "relay")] if durable else []
    return Process(["-m", "tests.bench.relay", *disk], core)
