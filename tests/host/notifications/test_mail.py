"""E-mail: what a mail says, and mail servers of every mood on real sockets."""

from __future__ import annotations

import asyncio
import logging
import ssl
import time
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from detente_server.host.environment import Environment
from detente_server.host.notifications.config import Notifications, is_mail_address
from detente_server.host.notifications.contacts import Contact
from detente_server.host.notifications.courier import Parcel
from detente_server.host.notifications.delivery import (
    Delivered,
    Delivery,
    DeliveryId,
    Outcome,
    Refused,
    Trouble,
)
from detente_server.host.notifications.mail import Mail, mail
from detente_server.host.notifications.occasions import Occasion
from detente_server.host.notifications.wording import worded
from tests.host.notifications.fakes import NOON_MS, Clock
from tests.host.notifications.secured import self_signed, trusting
from tests.host.notifications.smtpd import MailServer, mailing

ENVIRONMENT = Environment(clock_ms=Clock())
TURN = Occasion("turn", "abcdefgh", "Kuba “1962”", 4, NOON_MS // 1000 + 86_400)


def choices(server: MailServer | None = None, **more: Any) -> Notifications:
    """Those of an operator with this mail server."""
    port = server.port if server else 25
    given = {
        "smtp_host": "127.0.0.1",
        "smtp_port": port,
        "smtp_security": "none",
        "mail_from": "d@example.org",
    }
    return Notifications(**{**given, **more})


def parcel(id: str = "d1", occasion: Occasion = TURN, address: str = "ada@example.org") -> Parcel:
    """A turn that began, on its way there."""
    contact = Contact("3", "email", address, zone="Europe/Berlin", confirmed=occasion.kind != "confirm")
    one = Delivery(DeliveryId(id), "ada", "3", "email", occasion, 0)
    return Parcel(one, contact, worded(one.id, occasion, contact.zone, "wss://talks.example.org"))


async def mailed(server: MailServer, *parcels: Parcel, talk_s: float = 60, **more: Any) -> list[Outcome]:
    """What becomes of these."""
    carrier = Mail(choices(server, **more), ENVIRONMENT, talk_s)
    outcomes = await carrier.carry(parcels or (parcel(),))
    await carrier.close()
    return outcomes


# -- what a mail says ------------------------------------------------------------------------------------------------


async def test_a_mail_says_what_is_to_be_known_and_how_to_stop() -> None:
    async with mailing() as server:
        assert await mailed(server, unsubscribe="stop@example.org") == [Delivered()]
    (got,) = server.mails
    assert got["From"] == "d@example.org"
    assert got["To"] == "ada@example.org"
    assert got["Subject"] == "Détente: Turn 4 of “Kuba “1962””"
    assert got["Message-ID"] == "<d1@example.org>"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["List-Unsubscribe"] == "<mailto:stop@example.org?subject=stop>"
    assert got["Date"] == "Fri, 15 Jan 2027 08:00:00 +0000"
    assert got.get_content_type() == "text/plain"
    assert got.get_content().splitlines() == [
        "Turn 4 of “Kuba “1962”” has begun.",
        "Match abcdefgh, turn 4.",
        "The talks close on Saturday, 16 January 2027, 09:00 CET (Europe/Berlin).",
        "Join: detente join wss://talks.example.org --match abcdefgh",
        "",
        "You asked for this mail on that server. To stop it, type there: /notify drop",
        "3",
    ]
    assert max(map(len, got.as_bytes().split(b"\r\n"))) <= 78


def test_a_code_goes_without_anything_that_a_stranger_could_have_written() -> None:
    made = mail(parcel(occasion=Occasion("confirm", code="ABCDEFGH")), choices(), 0)
    assert "/notify code ABCDEFGH" in made.get_content()
    assert "ABCDEFGH" not in str(made["Subject"])
    assert "nothing else will be sent" in made.get_content().replace("\n", " ")


BREAKS = [
    "Tea\r\nBcc: all@example.org",
    "Tea\nX: y",
    "Tea\rX: y",
    "Tea\u2028Bcc: x",
    "Tea\x00\x1b[2J",
    "é" * 500,
]


@pytest.mark.parametrize("title", BREAKS)
async def test_no_title_breaks_out_of_a_header(title: str) -> None:
    async with mailing() as server:
        assert await mailed(server, parcel(occasion=evolve(TURN, title=title))) == [Delivered()]
    (got,) = server.mails
    assert [name for name in got if name in ("Bcc", "X")] == []
    assert len(got.keys()) == len(set(got.keys())) <= 11
    assert got["To"] == "ada@example.org"
    assert [line for line in server.commands if line.startswith("RCPT")] == ["RCPT TO:<ada@example.org>"]


GOOD = "a@b.c ada@example.org ada.lovelace+game@mail.example.co.uk x_y-z@a-b.example o'neill@example.org"
BAD = [
    "",
    "ada",
    "@example.org",
    "ada@",
    "ada@@example.org",
    "a b@example.org",
    "ada@exa mple.org",
    "ada@example..org",
    ".ada@example.org",
    "ada.@example.org",
    "a..b@example.org",
    "ada@-example.org",
    "ada@example-.org",
    "ada@example.org\r\nBcc: x@example.org",
    "ada@example.org\n",
    "<ada@example.org>",
    "ada@example.org,bel@example.org",
    '"a b"@example.org',
    "ada@[127.0.0.1]",
    "adä@example.org",
    "ada@exämple.org",
    "a" * 65 + "@example.org",
    "a@" + "b" * 64 + ".org",
    "a@" + "b." * 130 + "org",
]


@pytest.mark.parametrize("address", GOOD.split())
def test_what_is_a_mail_address(address: str) -> None:
    assert is_mail_address(address)


@pytest.mark.parametrize("address", BAD)
def test_what_is_none(address: str) -> None:
    assert not is_mail_address(address)


# -- mail servers of every mood ----------------------------------------------------------------------------------------


async def test_what_is_due_goes_in_one_conversation_and_each_has_its_own_outcome() -> None:
    async with mailing() as server:
        outcomes = await mailed(server, parcel("d1"), parcel("d2", address="bel@example.org"), parcel("d3"))
    assert outcomes == [Delivered()] * 3
    assert server.came == 1
    assert [one["To"] for one in server.mails] == ["ada@example.org", "bel@example.org", "ada@example.org"]


MOODS: list[tuple[Any, Outcome]] = [
    ("turns-away", Trouble("SMTPConnectError 421")),
    ("drops", Trouble("SMTPServerDisconnected")),
    ("refuses", Refused("the mail server answered 550")),
    ("refuses-later", Trouble("the mail server answered 450")),
    ("no-content", Refused("the mail server answered 554")),
]


@pytest.mark.parametrize(("mood", "outcome"), MOODS)
async def test_what_its_answers_mean(mood: Any, outcome: Outcome) -> None:
    async with mailing() as server:
        server.mood = mood
        assert await mailed(server, parcel("d1"), parcel("d2")) == [outcome, outcome]
    assert server.mails == []


@pytest.mark.parametrize("mood", ["hangs", "drips"])
async def test_one_that_never_comes_to_an_end_is_cut_off_and_nothing_else_waits(mood: Any) -> None:
    async with mailing() as server:
        server.mood = mood
        talk = asyncio.create_task(mailed(server, talk_s=0.3))
        await server.arrived.wait()
        began = time.monotonic()
        for _ in range(10):  # the loop turns, and threads of its pool are free
            await asyncio.to_thread(int)
        assert not talk.done() or time.monotonic() - began > 0.2
        assert await talk == [Trouble("the mail server took too long")]


async def test_nobody_listens_there() -> None:
    async with mailing() as server:
        pass
    assert await mailed(server) == [Trouble("ConnectionRefusedError")]


async def test_mail_goes_nowhere_unsecured_where_it_must_be_secured() -> None:
    async with mailing() as server:
        assert await mailed(server, smtp_security="starttls") == [Trouble("SMTPNotSupportedError")]
    assert [line.split()[0] for line in server.commands] == ["EHLO"]


async def secured(context: ssl.SSLContext, how: str) -> tuple[MailServer, list[Outcome]]:
    """What a mail server got that is secured in this way, and what became of it."""
    async with mailing(context if how == "tls" else None) as server:
        if how == "starttls":
            server.tls = context
        return server, await mailed(server, smtp_security=how)


@pytest.mark.parametrize("how", ["tls", "starttls"])
async def test_a_secured_mail_server_that_somebody_vouches_for_is_given_mails(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = self_signed(tmp_path)
    trusted = trusting(tmp_path)
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusted)
    server, outcomes = await secured(context, how)
    assert outcomes == [Delivered()]
    assert [one["To"] for one in server.mails] == ["ada@example.org"]


@pytest.mark.parametrize("how", ["tls", "starttls"])
async def test_one_that_nobody_vouches_for_is_given_nothing(how: str, tmp_path: Path) -> None:
    server, outcomes = await secured(self_signed(tmp_path), how)
    assert outcomes == [Trouble("SSLCertVerificationError")]
    assert server.mails == []


async def test_a_wrong_password_is_trouble_of_the_operators_and_stands_in_no_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MAIL_SECRET", "correct horse")
    caplog.set_level(logging.DEBUG)
    async with mailing() as server:
        server.login = True
        outcomes = await mailed(server, smtp_user="detente", smtp_password_env="MAIL_SECRET")
    assert outcomes == [Trouble("SMTPAuthenticationError 535")]
    said = " ".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert "SMTPAuthenticationError" in said
    for secret in ("correct horse", "ada@example.org", "Kuba"):
        assert secret not in said


# -- what an operator may choose ---------------------------------------------------------------------------------------

WRONG: list[tuple[dict[str, Any], str]] = [
    ({"mail_from": ""}, "mail_from"),
    ({"mail_from": "Détente <d@example.org>"}, "mail_from"),
    ({"unsubscribe": "stop"}, "unsubscribe"),
    ({"smtp_host": "mail.example.org"}, "smtp_security"),
    ({"smtp_user": "detente"}, "smtp_user"),
]


@pytest.mark.parametrize(("more", "key"), WRONG)
def test_what_does_not_go_together_is_named(more: dict[str, Any], key: str) -> None:
    assert [one for one, _ in choices(**more).objections()] == [key]
    assert list(choices().objections()) == list(Notifications().objections()) == []
