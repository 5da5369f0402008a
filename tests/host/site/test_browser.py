"""The status page in a real browser: headless Chromium, wide and narrow, light and dark."""

from __future__ import annotations

import asyncio
import shutil
import struct
from pathlib import Path

import pytest

from detente_server.host.config import Status
from tests.host.house import serving
from tests.host.site.test_site import listing

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium here (Debian: apt install chromium)"
)


async def chromium(folder: Path, *arguments: str) -> tuple[bytes, str]:
    """What it prints and what it complains of."""
    assert CHROMIUM is not None
    browser = await asyncio.create_subprocess_exec(
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
        "--enable-logging=stderr", f"--user-data-dir={folder / 'profile'}", *arguments,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, complaints = await browser.communicate()
    assert browser.returncode == 0
    return out, complaints.decode()


@needs_chromium
async def test_the_page_is_drawn_as_meant(tmp_path: Path) -> None:
    async with serving(status=Status(port=0)) as (host, _):
        now = host.services.environment.now_s()
        for n in range(6):
            row = listing(f"match{n:011d}", title=f"Tea at {n} <b>o'clock</b>", deadline_s=now + 900 * n)
            await host.services.directory.put(row, None)
        address = f"http://127.0.0.1:{host.status_port}/"
        dom, complaints = await chromium(tmp_path, "--dump-dom", address)
        text = dom.decode()
        assert text.count("<tr ") == 7
        assert "<b>" not in text
        assert "Content Security Policy" not in complaints
        for name, width, look in (
            ("wide", 1280, ()),
            ("narrow", 400, ("--blink-settings=preferredColorScheme=0",)),
        ):
            picture = tmp_path / f"{name}.png"
            await chromium(tmp_path, f"--screenshot={picture}", f"--window-size={width},900", *look, address)
            assert struct.unpack(">II", picture.read_bytes()[16:24]) == (width, 900)


@needs_chromium
async def test_a_style_that_the_policy_does_not_know_is_complained_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente_server.host.site.page.STYLE", "body { color: red }")
    async with serving(status=Status(port=0)) as (host, _):
        _, complaints = await chromium(tmp_path, "--dump-dom", f"http://127.0.0.1:{host.status_port}/")
    assert "Content Security Policy" in complaints
