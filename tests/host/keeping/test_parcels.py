"""One match as a file: out of one server, into another; and everything that may be wrong with a file."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import msgpack
import pytest
from attrs import evolve

from detente_server.host.console import registry
from detente_server.host.console.orders import BadOrder
from detente_server.host.environment import Environment
from detente_server.host.host import Host
from detente_server.host.keeping import importing, parcels
from detente_server.host.keeping.parcels import MAGIC, NoParcel, Parcel
from detente_server.match.effects import StoredRecord
from detente_server.match.hashes import NO_CHAIN
from detente_server.match.records import decode_payload, encode_payload
from detente_server.match.writing import record_chain
from detente_server.packs.confined import load_confined
from detente_server.packs.loader import Loaded
from detente_server.store import MemoryStore, Record
from detente_wire.acts import Ready, Say
from detente_wire.messages import ListMatches, Matches, MatchId, RequestId
from tests.host.house import config, meeting, on_disk, packs, serving, two_at_table
from tests.host.speaking import Speaker


async def order(host: Host, line: str) -> Any:
    """What an order comes to, for programs."""
    return (await registry.perform(host.services, line, "console")).data


async def exported(folder: Path, *, over: bool = False) -> tuple[Path, MatchId, Speaker]:
    """The file of a match that goes on, or is over, out of a running server."""
    async with serving(MemoryStore()) as (host, port):
        ada, bel, match = await two_at_table(port)
        channel = await meeting(ada, bel, match)
        await ada.do(match, Say(channel), "the secret word")
        await bel.words("the secret word")
        while over and not host.services.matches.owners[match].match.over:
            await ada.do(match, Ready())
            await bel.do(match, Ready())
            await ada.quiet()
        file = folder / "out.match"
        told = await order(host, f"export {match} {file}")
        assert told["records"] == host.services.matches.owners[match].version
        return file, match, ada


async def test_a_match_goes_on_elsewhere(tmp_path: Path) -> None:
    file, match, _ = await exported(tmp_path)
    async with serving(on_disk(tmp_path / "data")) as (host, port):
        told = await order(host, f"import {file}")
        assert (told["over"], told["unknown"]) == (False, ["Ada Lovelace", "Bel Canto"])
        listing = host.services.directory.get(match)
        assert listing is not None
        assert (listing.row.phase, listing.row.turn) == ("playing", 1)
        with pytest.raises(BadOrder, match="is here already"):
            await order(host, f"import {file}")
        lines = await order(host, f"inspect {match}")
        assert all(line["chain"] for line in lines)
        assert "the secret word" not in str(lines)
        assert "the secret word" in str(await order(host, f"texts {match}"))
        cleo = await Speaker.come(port, "Cleo Patra")
        assert cleo.welcome.seats == ()
    async with serving(on_disk(tmp_path / "data")) as (host, _):
        assert host.services.directory.get(match) is not None
        assert (await order(host, "matches"))[0]["state"] == "imported"


async def test_a_finished_match_is_for_reading(tmp_path: Path) -> None:
    file, match, _ = await exported(tmp_path, over=True)
    async with serving() as (host, port):
        told = await order(host, f"import {file}")
        assert told["over"]
        cleo = await Speaker.come(port, "Cleo Patra")
        await cleo.say(ListMatches(RequestId("l")))
        assert [row.imported for row in (await cleo.hear(Matches)).rows] == [True], "players see it too"
        refused = await cleo.do(match, Ready())
        assert refused.outcome.code in ("match.over", "match.not-seated")  # type: ignore[union-attr]


async def test_an_import_that_was_cut_off_is_completed(tmp_path: Path) -> None:
    file, match, _ = await exported(tmp_path)
    parcel = parcels.read(file.read_bytes())
    store = MemoryStore()
    store.append(match, 0, parcel.records[:3])  # type: ignore[arg-type]
    async with serving(store) as (host, _):
        assert (await order(host, f"import {file}"))["records"] == len(parcel.records)
        assert len(store.read(match).records) == len(parcel.records)


def chained(records: tuple[Record, ...]) -> tuple[Record, ...]:
    """The records with a chain that holds again: what a forger would do."""
    from detente_server.host.playing.recording import from_store

    before, found = NO_CHAIN, []
    for record in records:
        stored: StoredRecord = from_store(record)
        before = record_chain(before, stored)
        found.append(evolve(record, chain=before, id=before[:16]))
    return tuple(found)


def forged(parcel: Parcel) -> Parcel:
    """Somebody took a fact out of the log and mended the chain."""
    records = list(parcel.records)
    n = next(n for n, record in enumerate(records) if record.kind == "begun")
    payload = decode_payload(records[n].facts)
    fewer = evolve(payload, facts=payload.facts[:-1])
    records[n] = evolve(records[n], facts=encode_payload(fewer))
    return evolve(parcel, records=chained(tuple(records)))


async def test_a_doctored_match_is_refused_even_with_a_mended_chain(tmp_path: Path) -> None:
    file, match, _ = await exported(tmp_path)
    parcel = parcels.read(file.read_bytes())
    file.write_bytes(parcels.written(evolve(parcel, records=chained(parcel.records))))
    async with serving() as (host, _):
        assert (await order(host, f"import {file}"))["match"] == match, "a mended chain alone changes nothing"
    file.write_bytes(parcels.written(forged(parcel)))
    async with serving() as (host, _):
        with pytest.raises(
            BadOrder, match=r"is not what the rules decide|does not hang together|cannot be read"
        ):
            await order(host, f"import {file}")
        assert host.services.directory.get(match) is None
        assert host.services.store.store.matches() == ()


async def test_a_pack_that_is_not_here_is_read_like_a_strangers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, match, _ = await exported(tmp_path)
    asked: list[Path] = []

    def watched(path: Path) -> Loaded:
        asked.append(path)
        return load_confined(path)

    monkeypatch.setattr(importing, "load_confined", watched)
    for catalog, readings in ((packs(), 0), ({}, 1)):
        host = Host(MemoryStore(), catalog, config(), Environment())
        await host.start()
        assert (await order(host, f"import {file}"))["match"] == match
        assert len(asked) == readings
        await host.stop()


async def test_a_hostile_pack_is_refused(tmp_path: Path) -> None:
    file, _, _ = await exported(tmp_path)
    parcel = parcels.read(file.read_bytes())
    raw = msgpack.unpackb(parcel.pack)
    for spoiled, said in (
        ({**raw, "../out.toml": b"x"}, "its pack has problems"),
        ({**raw, "pack.toml": b"[" * 200_000}, "its pack has problems"),
        ({"pack.toml": 7}, "its pack cannot be read"),
        ({f"text/{n}.md": b"" for n in range(600)}, "its pack cannot be read"),
        ([], "its pack cannot be read"),
    ):
        file.write_bytes(parcels.written(evolve(parcel, pack=msgpack.packb(spoiled))))
        async with serving() as (host, _):
            with pytest.raises(BadOrder, match=said):
                await order(host, f"import {file}")


async def test_a_changed_byte_breaks_the_chain(tmp_path: Path) -> None:
    file, _, _ = await exported(tmp_path)
    parcel = parcels.read(file.read_bytes())
    records = list(parcel.records)
    records[4] = evolve(records[4], time_ms=records[4].time_ms + 1)
    file.write_bytes(parcels.written(evolve(parcel, records=tuple(records))))
    async with serving() as (host, _):
        with pytest.raises(BadOrder, match="its log cannot be read"):
            await order(host, f"import {file}")


async def test_parts_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    file, _, _ = await exported(tmp_path)
    parcel = parcels.read(file.read_bytes())
    for spoiled, said in (
        (evolve(parcel, match="othermatchother1"), "do not belong together|not hang together"),
        (evolve(parcel, pack=b"\x80"), "its pack"),
        (evolve(parcel, pack=b"\xc1"), "its pack cannot be read"),
        (evolve(parcel, records=()), "does not begin with the creation"),
        (evolve(parcel, records=parcel.records[1:]), "does not begin with the creation"),
        (
            evolve(parcel, records=(*parcel.records[:2], *parcel.records[3:])),
            "cannot be read|not hang together",
        ),
    ):
        file.write_bytes(parcels.written(spoiled))
        async with serving() as (host, _):
            with pytest.raises(BadOrder, match=said):
                await order(host, f"import {file}")
            assert host.services.store.store.matches() == ()


def head(*parts: str | bytes) -> bytes:
    """Values one after the other."""
    return b"".join(map(msgpack.packb, parts))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        MAGIC,
        MAGIC + b"rubbish",
        MAGIC + zlib.compress(b"\xc1"),
        MAGIC + zlib.compress(msgpack.packb([1, 2, 3, []])),
        MAGIC + zlib.compress(head("m", "s")),
        MAGIC + zlib.compress(head("m", "s", "no bytes")),
        MAGIC + zlib.compress(head("m", "s", b"p", "no bytes")),
        MAGIC + zlib.compress(head("m", "s", b"p", b"\x90")),
        MAGIC + zlib.compress(head("m", "s", b"p", msgpack.packb(["n"] * 10))),
        MAGIC
        + zlib.compress(
            head("m", "s", b"p", msgpack.packb([1, b"i", "k", 1, 1, b"f", b"c", [["a"]], [], []]))
        ),
        MAGIC
        + zlib.compress(head("m", "s", b"p", msgpack.packb([1, b"i", "k", 1, 1, b"f", b"c", 7, [], []]))),
        MAGIC + zlib.compress(head("m", "s", b"p", b"\x00" * (3 << 20))),
        MAGIC + zlib.compress(head("m", "s", b"p") + b"\xd9"),
        MAGIC + zlib.compress(head("m", "s", b"p"))[:-4],
        MAGIC + zlib.compress(b"\x90" * 1000),
        MAGIC + zlib.compress(msgpack.packb({"a": 1})),
    ],
)
def test_any_bytes_are_refused_by_a_sentence(data: bytes) -> None:
    with pytest.raises(NoParcel):
        parcels.read(data)


def test_a_file_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcels, "UNPACKED_BYTES", 1 << 20)
    bomb = MAGIC + zlib.compress(b"\0" * (4 << 20))
    assert len(bomb) < 10_000
    with pytest.raises(NoParcel, match="unpacks to more"):
        parcels.read(bomb)
