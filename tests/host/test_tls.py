"""The server's certificate: good and bad pairs, renewal while it runs, and who may then log in."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import ssl
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
import websockets
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from detente_server.host.config import Config, Tls
from detente_server.host.configuration.reading import read
from detente_server.host.environment import Environment
from detente_server.host.sockets.tls import BadCertificate, Certificate, validity_of
from detente_wire.codec import MSGPACK
from detente_wire.messages import Guest, Password, SetPassword
from tests.host.house import serving
from tests.host.speaking import Speaker
from tests.host.test_accounts import SECRET, ask

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="certificates are made with the openssl program")
NOW_S = int(datetime(2026, 6, 1, tzinfo=UTC).timestamp())
DAY_S = 86_400


def pair(folder: Path, name: str, days: int = 90) -> tuple[Path, Path]:
    """A certificate of this name that signs itself, valid from now on, and its key."""
    folder.mkdir(exist_ok=True)
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(
        [str(OPENSSL), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        + ["-days", str(days), "-subj", f"/CN={name}", "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )
    key.chmod(0o600)
    return certificate, key


def validity_s(certificate: Path) -> tuple[int, int]:
    """What openssl says of it."""
    said = subprocess.run(
        [str(OPENSSL), "x509", "-in", str(certificate), "-noout", "-startdate", "-enddate"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    since, until = (ssl.cert_time_to_seconds(line.partition("=")[2]) for line in said.splitlines())
    return int(since), int(until)


def at(now_s: int) -> Environment:
    """A machine whose clock stands there."""
    return Environment(clock_ms=lambda: now_s * 1000)


@pytest.mark.parametrize("days", [1, 90, 30_000], ids=["a day", "usual", "past 2050"])
def test_validity_is_what_openssl_says(tmp_path: Path, days: int) -> None:
    certificate, _ = pair(tmp_path, "a.test", days)
    found = validity_of(ssl.PEM_cert_to_DER_cert(certificate.read_text()))
    assert (found.since_s, found.until_s) == validity_s(certificate)


def test_every_bad_pair_has_its_sentence(tmp_path: Path) -> None:
    good, key = pair(tmp_path, "a.test")
    _, other = pair(tmp_path, "b.test")
    since, until = validity_s(good)
    junk = tmp_path / "junk.pem"
    junk.write_bytes(b"no \xff certificate")
    locked = tmp_path / "locked.key"
    command = [str(OPENSSL), "ec", "-in", str(key), "-aes128", "-passout", "pass:1234", "-out", str(locked)]
    subprocess.run(command, check=True, capture_output=True)
    cases = [
        (good, other, since, "does not belong to the certificate"),
        (good, locked, since, "locked by a passphrase"),
        (good, tmp_path / "none.key", since, "cannot be read: No such file"),
        (tmp_path / "none.pem", key, since, "cannot be read: No such file"),
        (junk, key, since, "no certificate and key in PEM"),
        (good, junk, since, "no certificate and key in PEM"),
        (key, key, since, "no certificate"),
        (good, key, until, "expired on"),
        (good, key, since - 1, "clock right"),
    ]
    for certificate, its_key, now_s, sentence in cases:
        with pytest.raises(BadCertificate, match=sentence):
            Certificate(certificate, its_key, at(now_s))
    for now_s in (since, until - 1):
        Certificate(good, key, at(now_s))


def test_the_end_is_warned_of_once_a_day(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    certificate, key = pair(tmp_path, "a.test")
    _, until = validity_s(certificate)
    clock = [until - 14 * DAY_S - 1]
    watched = Certificate(certificate, key, Environment(clock_ms=lambda: clock[0] * 1000))
    watched.look()
    assert caplog.records == []
    for clock[0] in (until - 14 * DAY_S, until - 14 * DAY_S + 5, until - 13 * DAY_S, until):
        watched.look()
    assert [(one.levelname, "expired" in one.message) for one in caplog.records] == [
        ("WARNING", False),
        ("WARNING", False),
        ("ERROR", True),
    ]


def test_a_configuration_is_checked_with_its_pair(tmp_path: Path) -> None:
    pair(tmp_path, "a.test")
    pair(tmp_path, "b.test")
    file = tmp_path / "host.toml"
    for key, notes in (("a.test.key", 0), ("b.test.key", 1)):
        file.write_text(f'[tls]\nkey = "{key}"\ncertificate = "a.test.pem"\n')
        found = read(file, Config())
        assert len(found.notes) == notes
    assert found.notes[0].startswith(f"{file}:3: The key ")


# -- over sockets --------------------------------------------------------------------------------------------------


def trusting(*certificates: Path) -> ssl.SSLContext:
    """A client that trusts these alone."""
    context = ssl.create_default_context()
    context.check_hostname = False
    for certificate in certificates:
        context.load_verify_locations(certificate)
    return context


async def come(port: int, context: ssl.SSLContext) -> Speaker:
    """Somebody on a good connection."""
    socket: ClientConnection = await connect(
        f"wss://127.0.0.1:{port}",
        ssl=context,
        subprotocols=[Subprotocol(MSGPACK.subprotocol)],
        compression=None,
        proxy=None,
    )
    return Speaker(socket, MSGPACK)


async def test_a_match_is_played_and_a_password_set_over_tls(tmp_path: Path) -> None:
    certificate, key = pair(tmp_path, "a.test")
    async with serving(tls=Tls(certificate, key)) as (_, port):
        ada = await come(port, trusting(certificate))
        await ada.enter(Guest("Ada Lovelace"))
        assert "passwords" in ada.hello.caps
        await ask(ada, SetPassword(SECRET))
        match = (await ada.create("regatta", people=1)).match
        assert match is not None
        await ada.attend(match)
        await ada.quiet()
        again = await come(port, trusting(certificate))
        await again.enter(Password("Ada Lovelace", SECRET))
        assert again.welcome.account
        with pytest.raises((OSError, websockets.InvalidHandshake, EOFError)):
            await Speaker.connect(port)


async def test_who_never_ends_the_handshake_keeps_nobody_out_and_the_server_from_stopping(
    tmp_path: Path,
) -> None:
    certificate, key = pair(tmp_path, "a.test")
    async with serving(tls=Tls(certificate, key), trusted_networks=(), half_open=3) as (host, port):
        stuck = [await asyncio.open_connection("127.0.0.1", port) for _ in range(20)]
        ada = await come(port, trusting(certificate))
        await ada.enter(Guest("Ada Lovelace"))
        assert host.gateway.doors.shaking == 0
    for reader, writer in stuck:
        writer.close()
        with contextlib.suppress(OSError):
            await reader.read()


async def test_a_renewed_certificate_is_shown_from_then_on_and_a_bad_one_never(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    old, old_key = pair(tmp_path, "old.test")
    new, new_key = pair(tmp_path, "new.test")
    certificate, key = tmp_path / "live.pem", tmp_path / "live.key"
    shutil.copy(old, certificate)
    shutil.copy(old_key, key)
    async with serving(tls=Tls(certificate, key)) as (host, port):
        watched = host.gateway.certificate
        assert watched is not None
        ada = await come(port, trusting(old))
        await ada.enter(Guest("Ada Lovelace"))
        shutil.copy(new, certificate)  # half of a renewal
        watched.look()
        assert "does not belong to the certificate" in str(caplog.records[-1].__dict__["fields"])
        await (await come(port, trusting(old))).leave()
        shutil.copy(new_key, key)
        watched.look()
        await (await come(port, trusting(new))).leave()
        with pytest.raises(ssl.SSLError):
            await come(port, trusting(old))
        certificate.unlink()
        watched.look()
        await (await come(port, trusting(new))).leave()
        assert (await ada.create("regatta", people=2)).match, "whoever was here notices nothing"
