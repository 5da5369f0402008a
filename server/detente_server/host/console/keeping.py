"""Orders about what leaves the data folder and what comes back: backups, single matches, logs, erasing, quarantine.

Owns: `backup`, `export`, `import`, `inspect`, `texts`, `erase`, `quarantine`.
Does not know: how any of it is done (`host.keeping`), how a line came here.

Those that name files, or show what people wrote, are for the machine itself: an operator who comes over the net may not
give them.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import asdict

from detente_server.host.console.conduct import player_named
from detente_server.host.console.orders import Arguments, BadOrder, Handler, Order, Told, counted, table
from detente_server.host.keeping import backups, erasing, importing, inspecting, parcels
from detente_server.host.keeping.backups import CannotKeep
from detente_server.host.playing.recording import PAGE
from detente_server.store import StoreError
from detente_server.store.folder import create_private, sync_file
from detente_wire.messages import MatchId

if TYPE_CHECKING:
    from detente_server.host.services import Services
    from detente_server.store import Record

FILE_BYTES = 256 << 20
"""Of a match that is imported."""


def _file(arguments: Arguments) -> Path:
    path = Path(arguments["FILE"])
    if not path.is_absolute():
        raise BadOrder("Name the file with its whole path: the server works in a folder of its own.")
    return path


async def backup(services: Services, arguments: Arguments) -> Told:
    """Copy everything to a file, and verify the copy."""
    found = await services.store.ask(backups.back_up, services.store.store, _file(arguments))
    mib = found.bytes / (1 << 20)
    return Told(
        (
            f"{found.file}: {counted(found.matches, 'match')}, {counted(found.records, 'record')}, "
            f"{mib:.1f} MiB; all of it verified.",
        ),
        {**asdict(found), "file": str(found.file)},
    )


# -- one match -----------------------------------------------------------------------------------------------------


def _match(services: Services, arguments: Arguments) -> MatchId:
    id = MatchId(arguments["MATCH"])
    if services.directory.get(id) is None:
        raise BadOrder(f"There is no match {arguments['MATCH'][:40]!r}; 'matches' lists them.")
    return id


async def export(services: Services, arguments: Arguments) -> Told:
    """Write one match to a file: log, words, pack, seats."""
    id, path = _match(services, arguments), _file(arguments)
    try:
        count = await services.store.ask(_export, services, id, path)
    except OSError as problem:
        raise BadOrder(f"{path} cannot be written: {problem.strerror}. Choose another file.") from None
    return Told(
        (
            f"{path}: match {id}, {counted(count, 'record')}. "
            "It holds every secret of the match: keep it like a backup.",
        ),
        {"match": id, "records": count, "file": str(path)},
    )


def _export(services: Services, id: MatchId, path: Path) -> int:
    listing, store = services.directory.get(id), services.store.store
    pack = store.pack(bytes.fromhex(listing.pack_digest)) if listing else None
    records: list[Record] = []
    while page := store.read(id, len(records), PAGE).records:
        records += page
    if pack is None or not records:
        raise CannotKeep(f"Match {id} has no log or no pack in this store: there is nothing to export.")
    data = parcels.written(parcels.Parcel(id, services.name, pack, tuple(records)))
    part = path.with_name(path.name + ".part")
    if path.exists():
        raise FileExistsError(17, "a file of this name is there already")
    part.unlink(missing_ok=True)
    create_private(part)
    part.write_bytes(data)
    sync_file(part)
    os.replace(part, path)
    return len(records)


async def import_(services: Services, arguments: Arguments) -> Told:
    """Let a match in from a file, if all of it holds."""
    path = _file(arguments)
    try:
        data = await asyncio.to_thread(_bytes, path)
        parcel = await asyncio.to_thread(parcels.read, data)
    except OSError as problem:
        raise BadOrder(f"{path} cannot be read: {problem.strerror}.") from None
    except parcels.NoParcel as problem:
        raise BadOrder(f"{path} is no exported match: {problem}.") from None
    found = await importing.bring_in(services, parcel)
    match = found.match
    state = (
        "is over, and is for reading only"
        if match.over
        else "goes on; every decision in it was decided again alike"
    )
    seats = match.table.seats.items()
    lost = {n: seat.name for n, seat in seats if seat.player and services.players.get(seat.player) is None}
    strangers = sorted(lost.values())
    who = ", ".join(f"{name} ({nation})" for nation, name in lost.items())
    free = f"Free a seat for somebody else with: replace {parcel.match} NATION"
    more = ((f"Not known here: {who}." + ("" if match.over else f" {free}")),) if lost else ()
    return Told(
        (f"Match {parcel.match} ({found.settings.pack}, turn {match.state.turn}) {state}.", *more),
        {"match": parcel.match, "over": match.over, "records": len(parcel.records), "unknown": strangers},
    )


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > FILE_BYTES:
        raise OSError(27, "it is larger than any match")
    return path.read_bytes()


async def inspect(services: Services, arguments: Arguments) -> Told:
    """A match's log, without words."""
    return await _inspected(services, _match(services, arguments), words=False)


async def texts(services: Services, arguments: Arguments) -> Told:
    """A match's log with all that people wrote."""
    return await _inspected(services, _match(services, arguments), words=True)


async def _inspected(services: Services, id: MatchId, *, words: bool) -> Told:
    store = services.store.store
    found = await services.store.ask(lambda: list(inspecting.lines(store, id, words=words)))
    rows: list[tuple[object, ...]] = []
    for line in found:
        chain = "ok" if line.chain else "BROKEN"
        heard = " ".join(line.audiences) or "-"
        rows.append(
            (line.n, line.turn, line.time, line.kind, line.input, heard, ", ".join(line.facts), chain)
        )
        rows += [("", "", "", "", f"  {text}", "", "", "") for text in line.words]
    heads = ("n", "turn", "time (UTC)", "kind", "input", "heard by", "facts", "chain")
    broken = sum(not line.chain for line in found)
    last = f"{counted(len(found), 'record')}; " + (
        f"{broken} are not what was written." if broken else "the chain is whole."
    )
    return Told((*table(heads, rows), last), [asdict(line) for line in found])


# -- people and quarantine -----------------------------------------------------------------------------------------


async def erase(services: Services, arguments: Arguments) -> Told:
    """Forget a person for good."""
    player = player_named(services, arguments["PLAYER"])
    held = ", ".join(f"{seat.match} {seat.nation}" for seat in services.directory.seats_of(player.id))
    found = await erasing.erase(services, player)
    left = f"Seats to free once the server runs (replace MATCH NATION): {held}."
    return Told(
        (
            f"{player.name} is forgotten: {counted(found.texts, 'text')} in {counted(found.matches, 'match')}, "
            "the account, and all that was kept about it.",
            "In the logs of matches stays that somebody of this name held a seat; backups made before hold everything.",
            *((left,) if held and not hasattr(services, "gateway") else ()),
        ),
        asdict(found),
    )


async def quarantine(services: Services, arguments: Arguments) -> Told:
    """Matches that cannot be read; or try one again."""
    matches = services.matches
    if arguments["ACTION"] not in ("", "retry"):
        raise BadOrder("Type: quarantine, or: quarantine retry MATCH")
    if not arguments["ACTION"]:
        rows: list[tuple[object, ...]] = list(matches.quarantined.items())
        data = [{"match": match, "why": why} for match, why in matches.quarantined.items()]
        return Told(table(("match", "why"), rows) if rows else ("No match is quarantined.",), data)
    id = MatchId(arguments["MATCH"])
    if id not in matches.quarantined:
        raise BadOrder(
            f"Match {arguments['MATCH'][:40]!r} is not quarantined; 'quarantine' lists those that are."
        )
    why = await matches.retry(id)
    if why:
        raise BadOrder(f"Match {id} still cannot be read: {why}. Its log is kept; 'inspect {id}' shows it.")
    return Told((f"Match {id} goes on.",), {"match": id})


def _kept(handler: Handler) -> Handler:
    """What could not be kept is a bad order."""

    async def handle(services: Services, arguments: Arguments) -> Told:
        try:
            return await handler(services, arguments)
        except (CannotKeep, StoreError) as problem:
            raise BadOrder(str(problem)) from None

    return handle


ORDERS = (
    Order("backup", "FILE", "Copies everything to a new file while the server goes on, and verifies the copy.",
          _kept(backup), about="FILE", local=True),
    Order("export", "MATCH FILE", "Writes one match to a new file, with its words, pack and seats.",
          _kept(export), about="MATCH", local=True),
    Order("import", "FILE", "Lets a match in from a file, if all of it holds.", _kept(import_), about="FILE",
          local=True),
    Order("inspect", "MATCH", "Shows a match's log record by record, without what people wrote.", _kept(inspect),
          changes=False, local=True),
    Order("texts", "MATCH", "Shows a match's log with all that people wrote; this is audited.", _kept(texts),
          about="MATCH", local=True),
    Order("erase", "PLAYER", "Forgets a person for good: what he wrote, the account, all that is kept about it.",
          _kept(erase), local=True),
    Order("quarantine", "[ACTION] [MATCH]",
          "Lists the matches that cannot be read; 'quarantine retry MATCH' tries one again.", _kept(quarantine),
          about="MATCH"),
)  # fmt: skip
