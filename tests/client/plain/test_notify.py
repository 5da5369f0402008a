"""``/notify``: what a typed line wishes, and what the answer reads like."""

from __future__ import annotations

import pytest

from detente_client.account.contacts import contact_lines, notify_wish
from detente_client.words.language import Misunderstood
from detente_wire.messages import (
    ConfirmContact,
    ContactRow,
    ContactsAnswer,
    DropContact,
    ListContacts,
    SetContact,
    TryContact,
    Wish,
)

HOOK = "https://hooks.example.org/T0/B1?x=UTC/y"
LINES: list[tuple[str, Wish]] = [
    ("", ListContacts()),
    ("list", ListContacts()),
    ("email ada@example.org", SetContact("email", "ada@example.org")),
    (
        "EMAIL ada@example.org deadline TURN",
        SetContact("email", "ada@example.org", events=("turn", "deadline")),
    ),
    ("email ada@example.org Europe/Berlin", SetContact("email", "ada@example.org", zone="Europe/Berlin")),
    (
        "email ada@example.org turn America/Argentina/Buenos_Aires",
        SetContact("email", "ada@example.org", events=("turn",), zone="America/Argentina/Buenos_Aires"),
    ),
    (f"webhook {HOOK} utc", SetContact("webhook", HOOK, zone="utc")),
    (f"discord {HOOK} ended", SetContact("webhook", HOOK, "discord", ("ended",))),
    (f"slack {HOOK}", SetContact("webhook", HOOK, "slack")),
    ("set 2 turn", SetContact(events=("turn",), contact="2")),
    ("code abcd2345", ConfirmContact("abcd2345")),
    ("test 2", TryContact("2")),
    ("drop 2", DropContact("2")),
    ("off", DropContact()),
]


@pytest.mark.parametrize(("said", "wish"), LINES)
def test_what_a_line_wishes(said: str, wish: Wish) -> None:
    assert notify_wish(said) == wish


WRONG = [
    "email",
    "code",
    "code a b",
    "set 2",
    "drop",
    "test",
    "off 1",
    "fax 123",
    "carrier-pigeon x",
    "ada@example.org",
]


@pytest.mark.parametrize("said", WRONG)
def test_what_is_no_wish_says_how_it_is_written(said: str) -> None:
    with pytest.raises(Misunderstood, match="Write /notify email ADDRESS"):
        notify_wish(said)


def test_a_word_that_is_no_event_is_named() -> None:
    with pytest.raises(Misunderstood, match="do not know what to do with tuesday"):
        notify_wish("email ada@example.org turn tuesday")


def test_contacts_say_what_is_to_be_done_about_them() -> None:
    rows = (
        ContactRow("1", "email", "ada@example.org", "plain", ("turn",), "UTC", False),
        ContactRow("2", "webhook", "https://x/", "discord", ("turn", "ended"), "Europe/Berlin", True),
        ContactRow("3", "webhook", "https://y/\x1b[2J", "plain", ("turn",), "UTC", True, "it answered 404"),
    )
    lines = contact_lines(ContactsAnswer(rows, "whsec_abc"))
    assert "type /notify code CODE" in lines[0]
    assert lines[1] == "2: discord https://x/, of turn, ended; times in Europe/Berlin."
    assert "PAUSED: it answered 404. /notify test 3 tries again." in lines[2]
    assert lines[-1] == "whsec_abc"
    assert not any("\x1b" in line for line in lines)
    assert "/notify email ADDRESS" in contact_lines(ContactsAnswer())[0]
