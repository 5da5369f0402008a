"""Accounts: passwords, tokens, what ends when one of them changes, and how often one may fail."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from attrs import define, evolve, field

from detente_server.host.config import Accounts as ChosenAccounts
from detente_server.host.environment import Environment
from detente_server.host.people.accounts import RESET_S, Accounts
from detente_server.host.people.passwords import AT_ONCE, Crowded, Passwords
from detente_server.host.people.players import DAY_MS, KIND, PASSES, NotKept, Player, Players
from detente_server.host.people.sessions import NotAdmitted, Sessions, Whence
from detente_server.store import ABSENT, AsyncStore, MemoryStore
from detente_wire.limits import CLOSE_CODES
from detente_wire.messages import (
    Answered,
    Attend,
    Auth,
    Credential,
    Denied,
    Done,
    Guest,
    NewToken,
    Password,
    Reply,
    Request,
    RequestId,
    Resume,
    Resumed,
    RevokeToken,
    SetPassword,
    Token,
    TokenLabel,
    TokenMade,
    Unknown,
    Wish,
)
from detente_wire.refusals import Refusal
from tests.host.house import QUICK, serving
from tests.host.speaking import Speaker, new_id

SECRET = "seven geese over Geneva"
OTHER = "eleven herons over Helsinki"
BOT = TokenLabel("my-bot")
ABROAD = Whence("192.0.2.7", secure=True)


@define
class People:
    """Players, accounts and sessions over a store in memory, with a clock in a test's hand."""

    config: ChosenAccounts = QUICK
    raw: MemoryStore = field(factory=MemoryStore)
    now_s: float = 1_000_000.0
    lineage: str = "first"
    players: Players = field(init=False)
    accounts: Accounts = field(init=False)
    sessions: Sessions = field(init=False)
    passwords: Passwords = field(init=False)

    def __attrs_post_init__(self) -> None:
        environment = Environment(clock_ms=lambda: int(self.now_s * 1000), monotonic=lambda: self.now_s)
        self.players = Players(AsyncStore(self.raw), environment)
        self.players.load(self.raw.list_documents(KIND))
        self.passwords = Passwords(self.config)
        self.accounts = Accounts(self.players, self.passwords, environment, self.config)
        self.sessions = Sessions(self.players, self.passwords, environment, self.config, self.lineage)

    def restored(self, lineage: str) -> People:
        """What a server knows that began on a copy made now."""
        raw = MemoryStore()
        for document in self.raw.list_documents(KIND):
            assert isinstance(raw.put(KIND, document.key, document.body, ABSENT), int)
        return People(self.config, raw, self.now_s, lineage)

    async def come(self, who: Credential, whence: Whence = ABROAD) -> tuple[Player, str]:
        """Let somebody in."""
        return await self.sessions.admit(Auth(who), whence)

    async def refused(self, who: Credential, whence: Whence = ABROAD) -> NotAdmitted:
        """Why somebody is not let in."""
        with pytest.raises(NotAdmitted) as caught:
            await self.come(who, whence)
        return caught.value

    async def account(self, name: str = "Ada Lovelace", password: str = SECRET) -> tuple[Player, str]:
        """Somebody with a password, as he came in when he set it."""
        player, token = await self.come(Guest(name))
        assert await self.accounts.set_password(player, password, "") is None
        return player, token

    def stored(self) -> bytes:
        """All that is at rest."""
        return b"".join(document.body for document in self.raw.list_documents(KIND))


# -- guests --------------------------------------------------------------------------------------------------------


async def test_a_guest_whose_answer_was_lost_says_his_name_again() -> None:
    people, claim = People(), "c" * 32
    ada, _ = await people.come(Guest("Ada Lovelace", claim))
    again, token = await people.come(Guest("Ada Lovelace", claim))
    assert again.id == ada.id
    assert (await people.refused(Guest("Ada Lovelace", "d" * 32))).close == "name-taken"
    assert (await people.refused(Guest("Ada Lovelace"))).close == "name-taken"
    await people.come(Resume(token))
    assert (await people.refused(Guest("Ada Lovelace", claim))).close == "name-taken", "he had the answer"
    assert claim.encode() not in people.stored()


async def test_a_claim_that_could_be_guessed_is_none() -> None:
    people = People()
    await people.come(Guest("Ada Lovelace", "short"))
    assert (await people.refused(Guest("Ada Lovelace", "short"))).close == "name-taken"


# -- passwords -----------------------------------------------------------------------------------------------------


async def test_a_guest_with_a_password_comes_in_from_anywhere() -> None:
    people = People()
    ada, first = await people.account()
    again, second = await people.come(Password("Ada Lovelace", SECRET))
    assert again.id == ada.id
    assert first != second
    assert (await people.come(Resume(first)))[0].id == ada.id, "the first machine is still known"
    assert (await people.refused(Guest("Ada Lovelace"))).close == "name-taken"


async def test_after_a_restore_who_came_back_since_the_backup_comes_back_once_more() -> None:
    people = People()
    ada, first = await people.come(Guest("Ada Lovelace"))
    _, second = await people.come(Resume(first))
    same, other = people.restored("first"), people.restored("other")
    _, third = await people.come(Resume(second))
    _, fourth = await people.come(Resume(third))
    assert (await same.refused(Resume(fourth))).close == "bad-auth", (
        "no copy, so nothing but the last two are good"
    )
    for token in (f"{ada.id}.{fourth.split('.')[1]}", f"{fourth[:-4]}AAAA", f"{ada.id}..", "."):
        assert (await other.refused(Resume(token))).close == "bad-auth"
    again, fifth = await other.come(Resume(fourth))
    assert again.id == ada.id
    assert (await other.come(Resume(fourth)))[0].id == ada.id, "the answer may have been lost"
    for stolen in (first, second, third):
        assert (await other.refused(Resume(stolen))).close == "bad-auth", "once it was used there, no more"
    assert (await other.refused(Resume(fifth))).close == "bad-auth", "another answer stands in its place"


@pytest.mark.parametrize(
    "who",
    [
        Password("Ada Lovelace", "seven geese over geneva"),
        Password("Ada Lovelace", ""),
        Password("Ada Lovelace", "x" * 10_000),
        Password("Bel Canto", SECRET),
        Password("Bel Canto", ""),
        Password("Nobody Here", SECRET),
        Password("\x00", "\ud800"),
    ],
    ids=["wrong", "empty", "long", "a guest's", "a guest's, empty", "nobody's", "no name"],
)
async def test_who_may_not_come_in_learns_nothing(who: Password) -> None:
    people = People()
    await people.account()
    await people.come(Guest("Bel Canto"))
    hashes = _count(people.passwords)
    refusal = await people.refused(who)
    assert (refusal.close, refusal.message) == ("bad-auth", "Name and password do not go together here.")
    assert hashes == [1], "an unknown name costs what a wrong password costs"


def _count(passwords: Passwords) -> list[int]:
    """How many passwords were checked from now on."""
    counted = [0]
    fits = passwords._fits

    def count(kept: str, password: str) -> bool:
        counted[0] += 1
        return fits(kept, password)

    passwords._fits = count  # type: ignore[method-assign]
    return counted


@pytest.mark.parametrize(
    ("new", "old", "code"),
    [
        ("x" * 9, SECRET, "account.password-length"),
        ("x" * 257, SECRET, "account.password-length"),
        ("x" * 10, "", "account.wrong-password"),
        ("x" * 10, "wrong", "account.wrong-password"),
        ("x" * 10, SECRET, None),
        ("x" * 256, SECRET, None),
        ("é中\U0001f600 \n\t\x00 日本", SECRET, None),
    ],
)
async def test_what_may_be_a_password(new: str, old: str, code: str | None) -> None:
    people = People()
    ada, _ = await people.account()
    refusal = await people.accounts.set_password(ada, new, old)
    assert (refusal.code if refusal else None) == code
    await people.come(Password("Ada Lovelace", SECRET if code else new))


async def test_an_answer_that_was_lost_is_given_again() -> None:
    people = People()
    ada, _ = await people.account()
    assert await people.accounts.set_password(ada, OTHER, SECRET) is None
    assert await people.accounts.set_password(ada, OTHER, SECRET) is None


async def test_a_stolen_session_does_not_find_out_the_password() -> None:
    people = People()
    ada, _ = await people.account()
    codes = [await _guess(people, ada, n) for n in range(105)]
    assert codes == ["account.wrong-password"] * 5 + ["host.rate"] * 100
    people.now_s += 301
    assert await people.accounts.set_password(ada, OTHER, SECRET) is None


async def _guess(people: People, player: Player, n: int) -> str:
    refusal = await people.accounts.set_password(player, OTHER, f"guess number {n}")
    assert refusal is not None
    return refusal.code


async def test_a_new_password_ends_all_that_was_valid_but_ones_own_and_tokens() -> None:
    people = People()
    ada, own = await people.account()
    _, elsewhere = await people.come(Password("Ada Lovelace", SECRET))
    made = await people.accounts.new_token(ada.id, BOT, 0)
    assert isinstance(made, str)
    _, bots = await people.come(Token(made))
    assert await people.accounts.set_password(ada, OTHER, SECRET) is None
    assert (await people.refused(Resume(elsewhere))).close == "bad-auth"
    for still in (Resume(own), Resume(bots), Token(made), Password("Ada Lovelace", OTHER)):
        await people.come(still)
    assert (await people.refused(Password("Ada Lovelace", SECRET))).close == "bad-auth"


async def test_who_was_put_out_meanwhile_sets_no_password() -> None:
    people = People()
    ada, _ = await people.account()
    thief, _ = await people.come(Password("Ada Lovelace", SECRET))
    refusals = await asyncio.gather(
        people.accounts.set_password(ada, OTHER, SECRET),
        people.accounts.set_password(thief, "x" * 12, SECRET),
    )
    assert sorted(refusal is None for refusal in refusals) == [False, True]
    now = OTHER if refusals[0] is None else "x" * 12
    await people.come(Password("Ada Lovelace", now))


async def test_a_hash_is_made_anew_when_the_parameters_change() -> None:
    people = People()
    ada, _ = await people.account()
    before = people.players.get(ada.id)
    later = People(evolve(people.config, argon2_passes=2), people.raw)
    await later.come(Password("Ada Lovelace", SECRET))
    after = later.players.get(ada.id)
    assert before
    assert after
    assert before.password != after.password
    assert not later.passwords.is_old(after.password)
    await later.come(Password("Ada Lovelace", SECRET))
    assert later.players.get(ada.id) == evolve(after, passes=later.players.get(ada.id).passes)  # type: ignore[union-attr]


async def test_so_many_passwords_are_checked_at_once_and_no_more_wait() -> None:
    people = People(evolve(QUICK, passwords_waiting=3))
    await people.account()
    logins = [
        people.come(Password("Ada Lovelace", SECRET), Whence(f"192.0.2.{n}", secure=True)) for n in range(5)
    ]
    sessions = people.sessions
    sessions._by_name.most = 100
    outcomes = await asyncio.gather(*logins, people.refused(Password("Ada Lovelace", SECRET)))
    assert len(outcomes) == AT_ONCE + 3 + 1
    late = outcomes[-1]
    assert isinstance(late, NotAdmitted)
    assert (late.close, CLOSE_CODES[late.close].come_back) == ("rate", True)
    await people.come(Password("Ada Lovelace", SECRET))
    with pytest.raises(Crowded):
        await asyncio.gather(*[people.passwords.hash(SECRET) for _ in range(AT_ONCE + 4)])


async def test_where_others_read_along_neither_password_nor_token_is_taken() -> None:
    people = People()
    ada, own = await people.account()
    made = await people.accounts.new_token(ada.id, BOT, 0)
    assert isinstance(made, str)
    hashes = _count(people.passwords)
    plain = Whence("192.0.2.7", secure=False)
    for who in (Password("Ada Lovelace", SECRET), Password("Nobody Here", SECRET), Token(made)):
        refusal = await people.refused(who, plain)
        assert refusal.close == "insecure"
        assert "wss://" in refusal.message
    assert hashes == [0]
    await people.come(Resume(own), plain)
    await people.come(Guest("Bel Canto"), plain)


# -- failures ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("tries", "checked"), [(5, 5), (6, 5), (505, 5)])
async def test_logins_fail_so_often_from_one_address(tries: int, checked: int) -> None:
    people = People()
    await people.account()
    hashes = _count(people.passwords)
    codes = [(await people.refused(Password(f"Nobody {n}", SECRET))).close for n in range(tries)]
    assert codes == ["bad-auth"] * checked + ["rate"] * (tries - checked)
    assert hashes == [checked]
    await people.come(Password("Ada Lovelace", SECRET), Whence("192.0.2.8", secure=True))
    people.now_s += 301
    await people.come(Password("Ada Lovelace", SECRET))


@pytest.mark.parametrize(("tries", "checked"), [(5, 5), (6, 5), (505, 5)])
async def test_logins_to_one_name_fail_so_often_from_anywhere(tries: int, checked: int) -> None:
    people = People()
    ada, own = await people.account()
    hashes = _count(people.passwords)
    codes = [
        (
            await people.refused(Password("Ada Lovelace", "guess"), Whence(f"2001:db8:{n:x}::", secure=True))
        ).close
        for n in range(tries)
    ]
    assert codes == ["bad-auth"] * checked + ["rate"] * (tries - checked)
    assert hashes == [checked]
    assert (await people.come(Resume(own)))[0].id == ada.id, "its owner is not locked out"
    refusal = await people.refused(Password("Ada Lovelace", SECRET))
    assert (refusal.close, refusal.retry_after_s) == ("rate", 301) if tries > 5 else True
    people.now_s += 301
    await people.come(Password("Ada Lovelace", SECRET))


async def test_a_hundred_logins_at_once_count_before_they_fail() -> None:
    people = People()
    await people.account()
    hashes = _count(people.passwords)
    refused = await asyncio.gather(
        *[people.refused(Password("Ada Lovelace", f"guess {n}")) for n in range(100)]
    )
    assert sorted(one.close for one in refused) == ["bad-auth"] * 5 + ["rate"] * 95
    assert hashes == [5]


async def test_a_server_that_counts_failures_afterwards_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sessions, "_try", lambda self, whence, name="": None)
    people = People()
    await people.account()
    hashes = _count(people.passwords)
    await asyncio.gather(*[people.refused(Password("Ada Lovelace", f"guess {n}")) for n in range(10)])
    assert hashes[0] > 5


async def test_a_server_that_spares_itself_unknown_names_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    async def quick(self: Passwords, kept: str, password: str) -> bool:
        return bool(kept) and await fits(self, kept, password)

    fits = Passwords.fits
    monkeypatch.setattr(Passwords, "fits", quick)
    people = People()
    hashes = _count(people.passwords)
    await people.refused(Password("Nobody Here", SECRET))
    assert hashes == [0]


async def test_good_logins_are_no_failures_and_a_trusted_address_has_none() -> None:
    people = People()
    await people.account()
    for _ in range(20):
        await people.come(Password("Ada Lovelace", SECRET))
    for n in range(20):
        assert (await people.refused(Password(f"Nobody {n}", ""), Whence())).close == "bad-auth"
    for n in range(6):
        last = await people.refused(Token(f"nobody.{n}"))
    assert last.close == "rate"


# -- tokens --------------------------------------------------------------------------------------------------------


async def test_a_token_comes_in_as_its_owner_until_it_is_revoked() -> None:
    people = People()
    ada, own = await people.account()
    made = await people.accounts.new_token(ada.id, BOT, 1_000_000)
    assert isinstance(made, str)
    came, bots = await people.come(Token(made))
    known = people.players.get(ada.id)
    assert known is not None
    assert came.id == ada.id
    assert [(one.label, one.used_day) for one in known.tokens] == [(BOT, 1_000_000 // 86_400)]
    for _ in range(3 * PASSES):
        _, bots = await people.come(Token(made))
    await people.come(Resume(own))  # its starting again and again put nobody else's pass out
    assert await people.accounts.revoke(ada.id, BOT) is None
    for gone in (Token(made), Resume(bots)):
        assert (await people.refused(gone)).close == "bad-auth"
    await people.come(Password("Ada Lovelace", SECRET))


async def test_who_may_have_tokens_and_how_many() -> None:
    people = People(evolve(QUICK, tokens=2))
    ada, _ = await people.account()
    bel, _ = await people.come(Guest("Bel Canto"))
    new = people.accounts.new_token

    async def code(id: str, label: str) -> str:
        made = await new(id, TokenLabel(label), 0)
        return made.code if isinstance(made, Refusal) else "made"

    assert await code(bel.id, "one") == "account.needed"
    asked = [await code(ada.id, label) for label in ("one", "one", "two", "three")]
    assert asked == ["made", "account.label-taken", "made", "account.too-many-tokens"]
    unknown = await people.accounts.revoke(ada.id, TokenLabel("three"))
    assert unknown is not None
    assert unknown.code == "account.unknown-label"


async def test_a_reset_lets_in_once_within_a_day_and_puts_everybody_else_out() -> None:
    people = People()
    ada, own = await people.account()
    late = await people.accounts.reset(ada, int(people.now_s))
    people.now_s += RESET_S
    assert (await people.refused(Token(late))).close == "bad-auth"
    token = await people.accounts.reset(ada, int(people.now_s))
    await people.come(Password("Ada Lovelace", SECRET))
    again, _ = await people.come(Token(token))
    assert again.id == ada.id
    for gone in (Token(token), Resume(own), Password("Ada Lovelace", SECRET), Password("Ada Lovelace", "")):
        assert (await people.refused(gone)).close == "bad-auth"
    assert await people.accounts.set_password(again, OTHER, "") is None
    await people.come(Password("Ada Lovelace", OTHER))


# -- at rest, and names --------------------------------------------------------------------------------------------


async def test_no_secret_is_at_rest_nor_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        await ask(ada, SetPassword(SECRET))
        made = await ask(ada, NewToken(BOT))
        assert isinstance(made, TokenMade)
        bot = await Speaker.come(port, Token(made.token))
        bad = await Speaker.connect(port)
        await bad.say(Auth(Password("Ada Lovelace", OTHER)))
        assert await bad.close_code() == CLOSE_CODES["bad-auth"].code
        kept = host.store.store.list_documents(KIND)
    secrets = [SECRET, OTHER, made.token, ada.welcome.resume_token, bot.welcome.resume_token]
    bare = [one.rpartition(".")[2] for one in secrets]
    rest = b"".join(document.body for document in kept) + caplog.text.encode()
    assert kept
    assert [one for one in bare if one.encode() in rest] == []
    assert b"$argon2id$" in rest


async def test_a_handler_that_fails_tells_the_log_nothing_of_the_wish(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(self: Accounts, player: Player, new: str, old: str) -> None:
        raise ValueError(new)

    monkeypatch.setattr(Accounts, "set_password", fail)
    async with serving() as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        answer = await ask(ada, SetPassword(SECRET))
    assert isinstance(answer, Denied)
    assert answer.code == "host.trouble"
    assert "a wish was not answered" in caplog.text
    assert SECRET not in caplog.text


async def test_everything_is_there_after_a_restart() -> None:
    people = People()
    ada, own = await people.account()
    made = await people.accounts.new_token(ada.id, BOT, 0)
    assert isinstance(made, str)
    await people.accounts.set_operator(ada, True)
    later = People(people.config, people.raw)
    for who in (Resume(own), Password("Ada Lovelace", SECRET), Token(made)):
        assert (await later.come(who))[0].id == ada.id
    assert later.accounts.is_operator(ada.id)


async def test_names_of_guests_who_never_come_back_are_free_again_and_no_others() -> None:
    people = People()
    await people.account()
    cleo, _ = await people.come(Guest("Cleo Dane"))
    await people.accounts.set_operator(cleo, True)
    _bel, token = await people.come(Guest("Bel Canto"))
    dee, _ = await people.come(Guest("Dee Light"))
    people.now_s += 30 * DAY_MS / 1000
    assert people.accounts.guests_gone() == []
    _, token = await people.come(Resume(token))
    people.now_s += DAY_MS / 1000
    assert [one.name for one in people.accounts.guests_gone()] == ["Dee Light"]
    await people.players.remove(dee)
    assert (await people.come(Guest("Dee Light")))[0].id != dee.id
    assert people.players.get(dee.id) is None


async def test_the_sweep_frees_no_name_of_who_is_here_or_sits_at_a_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with serving() as (host, port):
        here, seated, gone, kept = [
            await Speaker.come(port, name) for name in ("Here Now", "At Table", "Long Gone", "Of Account")
        ]
        await seated.create("regatta", people=2)
        await ask(kept, SetPassword(SECRET))
        monkeypatch.setattr(host.gateway, "is_here", lambda player: player == here.welcome.player)
        erased: list[str] = []

        async def erase(player: str) -> None:
            erased.append(player)

        monkeypatch.setattr(host.services.notifier, "erase", erase)
        for one in (here, seated, gone, kept):
            await host.services.players.change(one.welcome.player, day=1)
        await host._free_names()
        assert [one.name for one in host.services.players.all()] == ["At Table", "Here Now", "Of Account"]
        assert erased == [gone.welcome.player], "nor is he written to any more"


# -- over sockets --------------------------------------------------------------------------------------------------


async def ask(who: Speaker, wish: Wish) -> Reply | Unknown:
    """Wish for something; the answer."""
    id = RequestId(new_id())
    await who.say(Request(id, wish))
    return (await who.hear(Answered, lambda one: one.id == id)).answer


async def test_revoking_a_token_sends_away_whoever_came_by_it() -> None:
    async with serving() as (_host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        assert isinstance(await ask(ada, SetPassword(SECRET)), Done)
        made = await ask(ada, NewToken(BOT))
        assert isinstance(made, TokenMade)
        bot = await Speaker.come(port, Token(made.token))
        assert await ada.close_code() == CLOSE_CODES["elsewhere"].code
        assert isinstance(await ask(bot, RevokeToken(BOT)), Done)
        assert await bot.close_code() == CLOSE_CODES["revoked"].code
        again = await Speaker.connect(port)
        await again.say(Auth(bot.resume))
        assert await again.close_code() == CLOSE_CODES["bad-auth"].code
        person = await Speaker.come(port, Password("Ada Lovelace", SECRET))
        made = await ask(person, NewToken(BOT))
        await ask(person, RevokeToken(BOT))
        assert isinstance(await ask(person, NewToken(BOT)), TokenMade), "who came another way stays"


async def test_who_is_on_another_machine_goes_when_the_password_is_set_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The wish is under way when another machine comes in: it is the other one that goes."""
    began, go_on = asyncio.Event(), asyncio.Event()
    hash = Passwords.hash

    async def slowly(self: Passwords, password: str) -> str:
        began.set()
        await go_on.wait()
        return await hash(self, password)

    async with serving() as (_host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        await ask(ada, SetPassword(SECRET))
        monkeypatch.setattr(Passwords, "hash", slowly)
        await ada.say(Request(RequestId("r1"), SetPassword(OTHER, SECRET)))
        await began.wait()
        thief = await Speaker.come(port, Password("Ada Lovelace", SECRET))
        go_on.set()
        assert await thief.close_code() == CLOSE_CODES["revoked"].code
        assert (await Speaker.come(port, ada.resume)).welcome.player == ada.welcome.player


async def test_a_cursor_of_another_machine_makes_no_hole() -> None:
    assert await _resumed_on_another_machine() == ("sud", False, "seat")


async def test_a_server_that_takes_all_machines_for_one_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sessions, "viewer", lambda self, player, match: "sud")  # what any of them read last
    assert await _resumed_on_another_machine() != ("sud", False, "seat")


async def _resumed_on_another_machine() -> tuple[str | None, bool, str]:
    """Cleo watches at her desk, takes a seat on her laptop, and goes on at her desk where she was."""
    async with serving() as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        match = (await ada.create("regatta", people=3)).match
        assert match is not None
        desk = await Speaker.come(port, "Cleo Dane")
        await ask(desk, SetPassword(SECRET))
        await desk.attend(match)  # she watches there
        watched = (await desk.hear(Resumed)).to_cursor
        laptop = await Speaker.come(port, Password("Cleo Dane", SECRET))
        assert (await laptop.join(match, "sud")).nation == "sud"
        await laptop.attend(match)
        await laptop.hear(Resumed)
        desk = await Speaker.come(port, desk.resume)
        await desk.say(Attend(match, max(1, watched), desk.hello.lineage))
        resumed = await desk.hear(Resumed)
        return resumed.nation, resumed.recovered, resumed.reason


async def test_a_wish_that_cannot_be_read_is_answered() -> None:
    async with serving() as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        id = RequestId(new_id())
        await ada.socket.send(ada.codec.pack({"type": "request", "id": id, "wish": {"type": "new-tokn"}}))
        answer = (await ada.hear(Answered, lambda one: one.id == id)).answer
        assert isinstance(answer, Denied)
        assert answer.code == "command.malformed"


async def test_on_a_full_disk_nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: Any, **__: Any) -> None:
        raise NotKept

    async with serving() as (_host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        monkeypatch.setattr(Players, "change", full)
        answer = await ask(ada, SetPassword(SECRET))
        assert isinstance(answer, Denied)
        assert (answer.code, answer.retry) == ("host.read-only", True)
