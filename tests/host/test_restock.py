"""A running server offers what is installed, and names what is broken, without being started anew."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from detente_server.host import host as hosting
from detente_server.host.environment import Environment
from detente_server.host.host import Host
from detente_server.packs.shelves import Shelf, Stock
from detente_server.store import MemoryStore
from tests.host.house import PACKS, config
from tests.host.speaking import Speaker

PATIENCE_S = 20.0


async def until(true: Callable[[], bool]) -> None:
    """Wait for what the sweep does."""
    async with asyncio.timeout(PATIENCE_S):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_a_pack_that_is_installed_is_on_offer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(hosting, "SWEEP_S", 0.05)
    shutil.copytree(PACKS / "regatta", tmp_path / "regatta")
    stock = Stock([Shelf(tmp_path, ours=False)])
    host = Host(MemoryStore(), stock.changed() or {}, config(), Environment(), restock=stock.changed)
    _, port = await host.start()

    def offer() -> list[str]:
        return list(host.services.library.on_offer)

    try:
        ada = await Speaker.come(port, "Ada Lovelace")
        assert offer() == ["regatta"]
        with caplog.at_level(logging.INFO, "detente.host"):
            shutil.copytree(PACKS / "teatime", tmp_path / "teatime")
            await until(lambda: "teatime" in offer())
            created = await ada.create(people=2)
            assert created.match is not None
            (tmp_path / "evil.zip").write_bytes(b"PK\x03\x04 evil")
            await until(lambda: any("a pack has problems" in record.message for record in caplog.records))
            shutil.rmtree(tmp_path / "teatime")
            await until(lambda: offer() == ["regatta"])
        bel = await Speaker.come(port, "Bel Canto")
        assert (await bel.join(created.match)).nation == "bel", (
            "a match keeps the pack that it was begun with"
        )
    finally:
        await host.stop()


async def test_a_shelf_that_cannot_be_read_does_not_stop_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: the look at the shelves raises, again and again."""
    monkeypatch.setattr(hosting, "SWEEP_S", 0.02)
    looks: list[int] = []

    def broken() -> None:
        looks.append(1)
        raise OSError("the disk is gone")

    host = Host(
        MemoryStore(),
        Stock([Shelf(PACKS, ours=True)]).changed() or {},
        config(),
        Environment(),
        restock=broken,
    )
    _, port = await host.start()
    try:
        await until(lambda: len(looks) >= 3)
        await Speaker.come(port, "Ada Lovelace")
    finally:
        await host.stop()
