"""Letting a match in from a file, after looking at all of it.

Owns: what must hold of a match that comes from elsewhere; writing it so that a second try completes the first.
Does not know: how a file is read (`parcels`), consoles.

A match that goes on is decided again from its inputs, dice and all, by this server's own rules, and refused where that
comes to anything else: nobody plays on from a log that was doctored. A finished one is verified and is for reading
only; it is marked as brought in, for a log that hangs together may still be invented.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgpack
from attrs import frozen

from detente_server.host.documents import Shape
from detente_server.host.keeping.backups import CannotKeep
from detente_server.host.keeping.parcels import Parcel
from detente_server.host.library import Library
from detente_server.host.lobby.listings import listing_of
from detente_server.host.playing.loading import game_of
from detente_server.host.playing.matches import IMPORTED
from detente_server.host.playing.recording import from_store, size
from detente_server.host.services import Services
from detente_server.match.audit import OtherEngine, audit
from detente_server.match.match import Match
from detente_server.match.records import MatchCreated, Unreadable, decode_facts
from detente_server.match.settings import Settings
from detente_server.packs.confined import load_confined
from detente_server.packs.loader import Loaded, LoadedPack
from detente_server.packs.publish import digest_of
from detente_server.store import ANY, APPEND_LIMIT_BYTES, PutPack, Record, Stale, Version
from detente_wire.messages import MatchId

PACK_FILES = 500


@frozen
class Imported:
    """A note that a match came from a file."""

    at_ms: int
    server: str


SHAPE = Shape(Imported)


@frozen
class Checked:
    """A match that may come in."""

    settings: Settings
    match: Match
    pack: LoadedPack


def checked(parcel: Parcel, library: Library) -> Checked:
    """The match in a parcel, if all of it holds; `CannotKeep` with what does not."""
    settings, pack = _settings(parcel), _pack(parcel, library)
    if settings.match != parcel.match or settings.pack_digest != pack.digest:
        raise CannotKeep("The file was not let in: its match, its log and its pack do not belong together.")
    library.keep_at_hand(pack)
    log = [from_store(record) for record in parcel.records]
    game, texts = game_of(settings, library)
    try:
        match = Match.restore(game, settings, texts, log)
        if not match.over and (difference := audit(game, settings, texts, log)) is not None:
            raise CannotKeep(
                f"The match was not let in: record {difference.record} is not what the rules decide "
                f"({difference.part} differs)."
            )
    except Unreadable as problem:
        raise CannotKeep(f"The match was not let in: its log cannot be read: {problem}.") from None
    except OtherEngine as problem:
        raise CannotKeep(
            f"The match was not let in: it goes on, and {problem}. Only a server of that version can take it."
        ) from None
    except CannotKeep:
        raise
    except Exception as problem:  # a log that was made up may trip up anything
        raise CannotKeep(
            f"The match was not let in: its log does not hang together ({type(problem).__name__})."
        ) from None
    return Checked(settings, match, pack)


def _settings(parcel: Parcel) -> Settings:
    try:
        created = decode_facts(parcel.records[0].facts)[0]
    except (Unreadable, IndexError):
        created = None
    if not isinstance(created, MatchCreated):
        raise CannotKeep("The file was not let in: its log does not begin with the creation of a match.")
    return created.settings


def _pack(parcel: Parcel, library: Library) -> LoadedPack:
    """The pack in a parcel; one that this server does not have is read by a confined child, like any stranger's."""
    try:
        raw = msgpack.unpackb(parcel.pack, max_array_len=0, max_map_len=PACK_FILES)
        if not all(type(name) is str and type(data) is bytes for name, data in raw.items()):
            raise ValueError
    except (ValueError, AttributeError, msgpack.UnpackException) as problem:
        raise CannotKeep(
            f"The file was not let in: its pack cannot be read ({type(problem).__name__})."
        ) from None
    known = library.at_hand(digest_of(raw))
    if known is not None:
        return known.loaded
    loaded = _strange(raw)
    if not isinstance(loaded, LoadedPack):
        raise CannotKeep(f"The file was not let in: its pack has problems, first {loaded[0]}.")
    return loaded


def _strange(raw: Mapping[str, bytes]) -> Loaded:
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        path = Path(folder) / "imported.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for name, data in raw.items():
                archive.writestr(zipfile.ZipInfo(name), data)
        return load_confined(path)


async def bring_in(services: Services, parcel: Parcel) -> Checked:
    """Check a match and write it down; from then on it is one of this server's."""
    id = MatchId(parcel.match)
    if services.directory.get(id) is not None:
        raise CannotKeep(f"Match {id} is here already: nothing was changed.")
    found = await services.store.ask(checked, parcel, services.library)
    await _written(services, parcel, found)
    now = services.environment.now_ms()
    await services.store.put(IMPORTED, id, SHAPE.write(Imported(now, parcel.server)), ANY)
    services.matches.imported.add(id)
    public = services.library.played(found.settings).digest
    if not await services.directory.put(listing_of(found.match, public, None, now // 1000), 0):
        raise CannotKeep("Nothing can be written at the moment: import it again later.")
    return found


async def _written(services: Services, parcel: Parcel, found: Checked) -> None:
    """Pack and records, in the store; a first try that was cut off is completed."""
    body = msgpack.packb(dict(found.pack.raw))
    await services.store.submit(PutPack(bytes.fromhex(found.pack.digest), bytes(body)))
    for batch in _batches(parcel.records):
        outcome = await services.store.append(parcel.match, Version(batch[0].n - 1), batch)
        if isinstance(outcome, Stale):
            there = await services.store.ask(
                services.store.store.read, parcel.match, batch[0].n - 1, len(batch)
            )
            if [one.id for one in there.records] != [one.id for one in batch][: len(there.records)]:
                raise CannotKeep(f"Another match {parcel.match} is in the store: nothing was changed.")
            rest = batch[len(there.records) :]
            outcome = (
                there.version
                if not rest
                else await services.store.append(parcel.match, Version(rest[0].n - 1), rest)
            )
        if not isinstance(outcome, int):
            raise CannotKeep("Nothing can be written at the moment: import it again later.")


def _batches(records: Sequence[Record]) -> Iterator[tuple[Record, ...]]:
    """As many at once as an append takes."""
    batch: list[Record] = []
    room = APPEND_LIMIT_BYTES * 7 // 8
    for record in records:
        need = size(from_store(record))
        if batch and need > room:
            yield tuple(batch)
            batch, room = [], APPEND_LIMIT_BYTES * 7 // 8
        batch.append(record)
        room -= need
    yield tuple(batch)
