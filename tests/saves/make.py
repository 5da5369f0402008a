"""Makes the golden save of a release: `python -m tests.saves.make [--release]`.

A host of this version plays with two guests and its bots, and leaves its database behind: two finished matches, one
that goes on, words, and words that were erased. What every later version must find in it is written beside it.

Before the first release the save may be made anew at any time. With `--release` it is for ever: it is audited as long
as the engine is the same, every later version must load it, and it is never made again.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from detente_server.host.environment import Environment
from detente_server.host.host import Host
from detente_server.host.library import Library
from detente_server.host.playing.archiving import KIND as ARCHIVE
from detente_server.host.playing.loading import load
from detente_server.match.hashes import state_hash
from detente_server.match.match import Match
from detente_server.packs.shelves import Shelf, catalog
from detente_server.store import ANY, SqliteStore, Store
from detente_wire.acts import Ready, Say
from detente_wire.messages import LeaveMatch, MatchId
from detente_wire.notices import TurnBegan
from tests.host.house import config, meeting, two_at_table
from tests.host.speaking import Speaker, new_id

HERE = Path(__file__).parent
PACKS = (HERE.parent / "packs", HERE.parent.parent / "content")
DATABASE, EXPECTED = "detente.db.gz", "expected.json"
WORDS, ERASED = "Words that are kept.", "Words that were erased."
TURNS = 3
"""Turns that the match which goes on has seen."""
PATIENCE_S = 120


async def play(folder: Path) -> None:
    """Everything that happens in the save."""
    packs = {id: pack for path in PACKS for id, pack in catalog([Shelf(path, ours=True)]).items()}
    host = Host(SqliteStore(folder), packs, config(), Environment())
    _, port = await host.start()
    try:
        ada, bel, talks = await two_at_table(port, seed=1)
        await talk(ada, bel, talks)
        bots = (await ada.create(people=0, watch=True, seed=2)).match
        await go_on(ada)
        for match in (talks, bots):
            assert match is not None
            await over(host.store.store, match)
        await ada.leave()
        await bel.leave()
    finally:
        await host.stop()


async def talk(ada: Speaker, bel: Speaker, match: MatchId) -> None:
    """Two people meet, speak, and leave the rest to their bots."""
    channel = await meeting(ada, bel, match)
    await ada.do(match, Say(channel), WORDS)
    await bel.do(match, Say(channel), ERASED)
    await ada.words(ERASED)
    for one in (ada, bel):
        leave = LeaveMatch(new_id(), match)
        await one.say(leave)
        await one.receipt(leave.id)


async def go_on(ada: Speaker) -> None:
    """A match in the middle of its talks, with a person in it."""
    match = (await ada.create("hong-kong-1984", people=1, seed=3)).match
    assert match is not None
    await ada.attend(match)
    async with asyncio.timeout(PATIENCE_S):
        while dawns(ada, match) < TURNS:
            await ada.do(match, Ready())  # again and again: whoever is spoken to is ready no more
            await ada.quiet()


def dawns(ada: Speaker, match: MatchId) -> int:
    """How many turns have begun."""
    return sum(isinstance(heard.notice, TurnBegan) for heard in ada.heard(match))


async def over(store: Store, match: MatchId) -> None:
    """Wait until the match is over and its archive kept."""
    async with asyncio.timeout(PATIENCE_S):
        while store.get(ARCHIVE, match) is None:  # noqa: ASYNC110 (another thread keeps it)
            await asyncio.sleep(0.05)


def erase(store: Store) -> None:
    """Erase the words that are to be erased, and the archive in which they stand: it is made anew when asked for."""
    for match in store.matches():
        for record in store.read(match, limit=10_000).records:
            for text in record.texts:
                if text.text == ERASED:
                    assert store.erase_text(match, text.ref) == 1
                    store.delete(ARCHIVE, match, ANY)


def expected(store: Store) -> dict[str, Any]:
    """What every later version must find, by match; the packs come from the save."""
    found = {}
    for id in store.matches():
        loaded = load(store, Library({}, store), MatchId(id))
        assert loaded is not None
        found[id] = seen(loaded.match)
    return found


def seen(match: Match) -> dict[str, Any]:
    """What identifies a match."""
    return {
        "pack": match.settings.pack,
        "phase": match.phase,
        "records": match.n,
        "chain": match.chain.hex(),
        "state_hash": state_hash(match.state),
        "archive_hash": match.archive_hash.hexdigest(),
        "cursors": {viewer: match.streams.cursor(viewer) for viewer in (*match.game.pack.order, "public")},
        "receipts": len(match.receipts.known),
    }


def main(release: bool) -> None:
    """Make the save of this version."""
    folder = HERE / f"golden-{version('detente')}"
    if (folder / EXPECTED).exists() and json.loads((folder / EXPECTED).read_text())["released"]:
        sys.exit(f"{folder.name} was released: it is for ever. Raise the version in pyproject.toml first.")
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(play(Path(place) / "data"))
        store = SqliteStore(Path(place) / "data")
        erase(store)
        matches = expected(store)
        store.close()
        database = (Path(place) / "data" / "detente.db").read_bytes()
    folder.mkdir(exist_ok=True)
    (folder / DATABASE).write_bytes(gzip.compress(database, mtime=0))
    said = {"released": release, "matches": matches}
    (folder / EXPECTED).write_text(json.dumps(said, indent=1) + "\n")
    print(f"{folder.name}: {len(matches)} matches, {len(database)} bytes")


if __name__ == "__main__":
    main("--release" in sys.argv[1:])
