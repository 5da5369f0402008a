"""Plays matches in an interpreter of its own and prints their hashes as JSON.

`child.py PACKAGES [--plant] PACK:SEED …`; PACKAGES is the folder of installed packages to borrow. Those that Détente
needs are pure Python, but for msgpack, whose compiled half is of one CPython only: another one falls back to its pure
half, which must give the same bytes. (The codec refuses to run on that half, whose limits hold less well; nobody is
hostile here, so it is given another name.)

Every match is played by bots, then read from its log three ways: from zero, from a snapshot, and by an audit.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
MISSING = 77
"""The exit code where a package is not to be had."""


def borrow(packages: str) -> None:
    """Import from the checkout and from the borrowed packages."""
    sys.dont_write_bytecode = True
    sys.path[:0] = [str(ROOT / "server"), str(ROOT)]
    sys.path.append(packages)
    import msgpack
    from msgpack import fallback

    if msgpack.Unpacker is fallback.Unpacker:
        msgpack.Unpacker = type("Unpacker", (fallback.Unpacker,), {})


def hashes(name: str, seed: str) -> list[str]:
    """State hash, archive hash and chain of one match, however it is come by."""
    from detente_server.match import snapshots
    from detente_server.match.audit import audit
    from detente_server.match.hashes import state_hash
    from tests.match.logs import played

    logged = played(name, seed)
    turns = [record.n for record in logged.log if snapshots.is_due(record.kind, record.n)]
    snapshot = snapshots.read(snapshots.take(logged.restored(upto=turns[len(turns) // 2])))
    assert snapshot is not None
    matches = [logged.match, logged.restored(), logged.restored(snapshot)]
    found = {(state_hash(m.state), m.archive_hash.hexdigest(), m.chain.hex()) for m in matches}
    assert len(found) == 1, f"{name}:{seed} from its log is another match: {found}"
    difference = audit(logged.game, logged.settings, logged.pack.texts, logged.log)
    assert difference is None, f"{name}:{seed}: {difference}"
    return list(found.pop())


def plant() -> None:
    """The bug that this is all about: a step of RESOLVE that walks through a set of strings."""
    from detente_server.rules import game
    from detente_server.rules.book import Book
    from detente_server.rules.registry import RESOLVE
    from detente_wire.notices import Cause

    def careless(book: Book) -> None:
        for nation in {nation.id for nation in book.pack.nations}:
            book.move(nation, "standing", 1, Cause("tide"))

    vars(game)["RESOLVE"] = (*RESOLVE, careless)


def main() -> int:
    """The hashes of every match that is named."""
    packages, *wanted = sys.argv[1:]
    try:
        borrow(packages)
        import detente_server.arena  # noqa: F401
    except ImportError as problem:
        print(problem, file=sys.stderr)
        return MISSING
    if "--plant" in wanted:
        wanted.remove("--plant")
        plant()
    print(json.dumps({one: hashes(*one.split(":")) for one in wanted}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
