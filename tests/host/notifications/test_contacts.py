"""A player's wishes about his contacts: what may be one, codes, tests, and how many a day."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from detente_server.host.notifications.delivery import Refused
from detente_server.host.notifications.wishes import ContactWish, answer
from detente_wire.messages import (
    ConfirmContact,
    ContactsAnswer,
    Denied,
    Done,
    DropContact,
    ListContacts,
    SetContact,
    TryContact,
)
from tests.host.notifications.fakes import HOOK, House
from tests.host.stores import HeldStore

HOUR, DAY = 3_600_000, 86_400_000
MAIL = SetContact("email", "ada@example.org")


async def wish(house: House, wish: ContactWish, player: str = "ada") -> ContactsAnswer:
    """Granted."""
    found = await ask(house, wish, player)
    assert isinstance(found, ContactsAnswer), found
    return found


async def tried(house: House) -> str:
    """What is said to a test of contact 1."""
    found = await ask(house, TryContact("1"))
    assert isinstance(found, Done), found
    return found.message


async def ask(house: House, wish: ContactWish, player: str = "ada") -> ContactsAnswer | Done | Denied:
    """Whatever comes of it."""
    services: Any = SimpleNamespace(notifier=house.notifier)
    who: Any = SimpleNamespace(id=player)
    found = await answer(services, who, wish)
    await house.settle()
    return found


async def denied(house: House, given: ContactWish, player: str = "ada") -> str:
    """The code with which it is denied."""
    found = await ask(house, given, player)
    assert isinstance(found, Denied), found
    return found.code


def code(house: House) -> str:
    """The code that was mailed last."""
    return str(house.mail.got[-1].delivery.occasion.code)


async def test_a_webhook_is_in_use_at_once_and_its_secret_is_shown_this_once() -> None:
    house = await House().begun()
    made = await wish(house, SetContact("webhook", HOOK, "discord", ("ended", "turn"), "Europe/Berlin"))
    (row,) = made.contacts
    assert (row.contact, row.kind, row.address, row.shape) == ("1", "webhook", HOOK, "discord")
    assert (row.events, row.zone, row.confirmed) == (("turn", "ended"), "Europe/Berlin", True)
    assert made.secret.startswith("whsec_")
    listed = await wish(house, ListContacts())
    assert listed.contacts == made.contacts
    assert made.secret not in str(listed)
    assert house.notifier.contacts.book("ada").contacts[0].secret == made.secret


async def test_a_mail_address_is_used_only_once_its_code_was_said() -> None:
    house = await House().begun()
    made = await wish(house, MAIL)
    assert not made.contacts[0].confirmed
    assert house.notifier.contacts.wanting("ada", "turn") == []
    assert house.mail.kinds == ["confirm"]
    assert await denied(house, ConfirmContact("AAAAAAAA")) == "notify.wrong-code"
    confirmed = await wish(house, ConfirmContact(f" {code(house).lower()} "))
    assert confirmed.contacts[0].confirmed
    assert len(house.notifier.contacts.wanting("ada", "turn")) == 1
    assert await denied(house, ConfirmContact(code(house))) == "notify.no-code"


async def test_another_players_code_confirms_nothing() -> None:
    house = await House().begun()
    await wish(house, MAIL)
    mine = code(house)
    await wish(house, SetContact("email", "bel@example.org"), "bel")
    assert await denied(house, ConfirmContact(mine), "bel") == "notify.wrong-code"


async def test_five_wrong_codes_end_it() -> None:
    house = await House().begun()
    await wish(house, MAIL)
    for _ in range(5):
        assert await denied(house, ConfirmContact("AAAAAAAA")) == "notify.wrong-code"
    assert await denied(house, ConfirmContact(code(house))) == "notify.no-code"
    assert house.notifier.contacts.wanting("ada", "turn") == []


@pytest.mark.parametrize(("after_ms", "good"), [(HOUR - 1, True), (HOUR, False)])
async def test_a_code_is_good_for_an_hour(after_ms: int, good: bool) -> None:
    house = await House().begun()
    await wish(house, MAIL)
    house.clock.ms += after_ms
    found = await ask(house, ConfirmContact(code(house)))
    assert isinstance(found, ContactsAnswer) == good


async def test_codes_are_no_way_to_flood_an_address() -> None:
    house = await House().begun()
    for player in ("ada", "bel", "cyd"):
        await wish(house, MAIL, player)
    assert await denied(house, MAIL, "dee") == "notify.too-often"
    assert await denied(house, SetContact("email", "ADA@example.org"), "dee") == "notify.too-often"
    house.clock.ms += DAY
    await wish(house, MAIL, "dee")
    assert len(house.mail.got) == 4


async def test_nor_is_dropping_and_setting_again() -> None:
    house = await House().begun()
    for n in range(3):
        await wish(house, SetContact("email", f"x{n}@example.org"))
        await wish(house, DropContact())
    assert await denied(house, SetContact("email", "x9@example.org")) == "notify.too-often"
    again = await House(house.store, house.clock).begun()
    assert await denied(again, SetContact("email", "x9@example.org")) == "notify.too-often"


async def test_a_server_mails_only_so_many_codes_an_hour() -> None:
    house = await House(codes_per_hour=2).begun()
    for n in range(2):
        await wish(house, SetContact("email", f"x{n}@example.org"), f"p{n}")
    assert await denied(house, MAIL) == "host.busy"
    house.clock.ms += HOUR
    await wish(house, MAIL)


async def test_a_code_is_in_no_document_once_it_was_mailed() -> None:
    house = await House().begun()
    await wish(house, MAIL)
    said = code(house).encode()
    kept = [one.body for kind in ("contacts", "notification") for one in house.store.list_documents(kind)]
    assert len(kept) == 2
    assert all(said not in body for body in kept)


WRONG = [
    (SetContact("email", "ada"), "notify.bad-contact"),
    (SetContact("email", "ada@example.org, bel@example.org"), "notify.bad-contact"),
    (SetContact("webhook", "http://hooks.example.org"), "notify.bad-contact"),
    (SetContact("webhook", "https://127.0.0.1/"), "notify.bad-contact"),
    (SetContact("webhook", HOOK, zone="Mars/Olympus"), "notify.bad-contact"),
    (SetContact("webhook", HOOK, zone="../../etc/passwd"), "notify.bad-contact"),
    (SetContact(contact="9"), "notify.unknown"),
    (DropContact("9"), "notify.unknown"),
    (TryContact("9"), "notify.unknown"),
    (ConfirmContact("ABCDEFGH"), "notify.no-code"),
]


@pytest.mark.parametrize(("given", "code"), WRONG)
async def test_what_is_denied_changes_nothing(given: ContactWish, code: str) -> None:
    house = await House().begun()
    assert await denied(house, given) == code
    assert house.store.list_documents("contacts") == ()


async def test_what_the_server_does_not_send_is_denied() -> None:
    house = await House().begun()
    house.notifier.begin({"webhook": house.hooks}, house.here)
    assert await denied(house, MAIL) == "notify.not-here"


async def test_a_contact_is_changed_by_its_number_but_keeps_its_address() -> None:
    house = await House().begun()
    await wish(house, SetContact("webhook", HOOK, zone="Europe/Berlin"))
    changed = await wish(house, SetContact("webhook", "", "slack", ("deadline",), contact="1"))
    assert (changed.contacts[0].events, changed.contacts[0].shape) == (("deadline",), "slack")
    assert (changed.contacts[0].address, changed.contacts[0].zone) == (HOOK, "Europe/Berlin")
    assert changed.secret == ""
    assert await denied(house, SetContact("webhook", HOOK + "x", contact="1")) == "notify.bad-contact"


async def test_nobody_has_more_than_four_and_no_number_comes_twice() -> None:
    house = await House().begun()
    for n in range(4):
        await wish(house, SetContact("webhook", f"{HOOK}{n}"))
    assert await denied(house, SetContact("webhook", HOOK)) == "notify.too-many"
    await wish(house, DropContact("4"))
    made = await wish(house, SetContact("webhook", HOOK))
    assert [row.contact for row in made.contacts] == ["1", "2", "3", "5"]
    assert await denied(house, SetContact("webhook", HOOK)) == "notify.too-many"
    await wish(house, DropContact())
    assert (await wish(house, ListContacts())).contacts == ()


async def test_the_same_address_is_no_second_contact() -> None:
    house = await House().begun()
    await wish(house, SetContact("webhook", HOOK))
    assert await denied(house, SetContact("webhook", HOOK)) == "notify.bad-contact"


async def test_a_test_is_sent_even_to_a_paused_contact_and_sets_it_going_again() -> None:
    house = await House().begun()
    await wish(house, SetContact("webhook", HOOK))
    house.hooks.outcome = Refused("it answered 404")
    for n in range(5):
        await house.post("ada", house.notifier.contacts.book("ada").contacts[0], turn=n)
        house.clock.ms += DAY * 2
        await house.later(0)
    for _ in range(8):
        await house.later(HOUR)
    assert (await wish(house, ListContacts())).contacts[0].paused == "it answered 404"
    house.hooks.outcome = house.mail.outcome
    await tried(house)
    assert house.hooks.kinds[-1] == "test"
    assert (await wish(house, ListContacts())).contacts[0].paused == ""


async def test_only_ten_tests_a_day() -> None:
    house = await House().begun()
    await wish(house, SetContact("webhook", HOOK))
    for _ in range(10):
        await tried(house)
    assert await denied(house, TryContact("1")) == "notify.too-often"
    assert house.hooks.kinds == ["test"] * 10


async def test_a_test_of_an_address_that_is_not_confirmed_mails_another_code() -> None:
    house = await House().begun()
    await wish(house, MAIL)
    first = code(house)
    house.clock.ms += 1000
    assert await tried(house) == "Another code is on its way to contact 1."
    assert house.mail.kinds == ["confirm", "confirm"]
    assert await denied(house, ConfirmContact(first)) == "notify.wrong-code"
    await wish(house, ConfirmContact(code(house)))


async def test_where_nothing_can_be_written_nothing_is_promised() -> None:
    store = HeldStore()
    house = await House(store).begun()
    store.full = True
    assert await denied(house, MAIL) == "host.read-only"
    assert house.notifier.contacts.book("ada").contacts == ()
    assert house.mail.got == []
