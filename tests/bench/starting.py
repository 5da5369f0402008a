"""How long the server takes from its start to its first hello with many matches in its store, and the player's client.

Owns: a store as a server that was killed leaves it, with every match due; the two times.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from pathlib import Path

from attrs import evolve

from detente_server.arena import settings_for
from detente_server.host.documents import Shape
from detente_server.host.library import Library
from detente_server.host.lobby.directory import KIND, Listing
from detente_server.host.lobby.listings import listing_of
from detente_server.host.playing.recording import to_store
from detente_server.match.effects import Commit, Effect, StoredRecord
from detente_server.match.inputs import CommandGiven, Input, SeatTaken, Ticked
from detente_server.match.match import Match
from detente_server.packs.loader import LoadedPack, load
from detente_server.rules.book import Game
from detente_server.rules.dice import Dice
from detente_server.store import ANY, Append, Put, SqliteStore, Version
from detente_wire.acts import Act, Invite, Join, Say
from detente_wire.messages import Command, CommandId
from detente_wire.terms import MediumId, NationId
from tests.bench import houses, pack
from tests.bench.line import Line

AT_ONCE = 250
"""Records in one append."""
_NATIONS = [NationId(nation) for nation in pack.NATIONS]


def fill(folder: Path, data: str, matches: int, records: int) -> None:
    """A store with so many matches of about so many records each."""
    loaded = load(houses.content(folder) / pack.NAME)
    assert isinstance(loaded, LoadedPack)
    store = SqliteStore(folder / data)
    library = Library({pack.NAME: loaded}, store)
    shelved = library.on_offer[pack.NAME]
    store.perform(library.keep(shelved))
    for number in range(matches):
        match, log = _played(loaded, number, records)
        id = match.settings.match
        for at in range(0, len(log), AT_ONCE):
            rows = tuple([to_store(id, record) for record in log[at : at + AT_ONCE]])
            store.perform(Append(id, Version(at), rows))
        listing = Shape(Listing).write(listing_of(match, shelved.digest, None, 0))
        store.perform(Put(KIND, id, listing, ANY, 0))
    store.close()


def _played(loaded: LoadedPack, number: int, records: int) -> tuple[Match, list[StoredRecord]]:
    """A match in which seven players sit and talk."""
    settings = evolve(settings_for(loaded, f"start {number}"), seats=len(_NATIONS))
    game = Game(loaded.pack, Dice(settings.key, settings.rules_digest))
    match, effects = Match.create(game, settings, loaded.texts, 0)
    log: list[StoredRecord] = _kept(effects)
    ids = itertools.count()

    def do(given: Input) -> None:
        log.extend(_kept(match.handle(given)))

    def act(nation: NationId, what: Act, words: str = "") -> None:
        command = Command(CommandId(f"{next(ids):032x}"), settings.match, what, words)
        do(CommandGiven(len(log), f"player-{nation}", nation, command, b"salt" * 4 if words else b""))

    for nation in _NATIONS:
        do(SeatTaken(0, nation, "player", f"player-{nation}", f"Player {nation}"))
    do(Ticked(1))
    act(_NATIONS[0], Invite(MediumId(pack.CONFERENCE), tuple(_NATIONS[1:])))
    hall = next(iter(match.state.channels))
    for nation in _NATIONS[1:]:
        act(nation, Join(hall))
    while len(log) < records:
        act(_NATIONS[len(log) % len(_NATIONS)], Say(hall), f"Word {len(log)} of many, and no end of them.")
    return match, log


def _kept(effects: list[Effect]) -> list[StoredRecord]:
    return [effect.record for effect in effects if isinstance(effect, Commit)]


async def accepting_s(folder: Path, core: int | None, data: str) -> float:
    """Seconds from the start of the process to its first frame for a client."""
    with houses.ours(folder, core, data) as server:
        line = await Line.to(server.port())
        await line.heard_something()
        took = time.perf_counter() - server.started_at
        line.close()
        return took


def first_output_s(arguments: list[str]) -> float:
    """Seconds from the start of a Python process to its first byte of output; the best of five."""
    return min(_first_output_s(arguments) for _ in range(5))


def _first_output_s(arguments: list[str]) -> float:
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.read(1), f"{arguments} said nothing"
        took = time.perf_counter() - begun
        child.kill()
    return took
