"""Orders about accounts, over real sockets."""

from __future__ import annotations

import pytest

from detente_server.host.console.orders import BadOrder, Told
from detente_server.host.console.registry import perform
from detente_server.host.host import Host
from detente_wire.limits import CLOSE_CODES
from detente_wire.messages import (
    Auth,
    Denied,
    Done,
    NewToken,
    Password,
    SetPassword,
    Token,
    TokenLabel,
    TokenMade,
)
from tests.host.house import serving
from tests.host.speaking import Speaker
from tests.host.test_accounts import OTHER, SECRET, ask

BOT = TokenLabel("my-bot")


async def order(host: Host, line: str) -> Told:
    """What the console answers."""
    return await perform(host.services, line, "console")


async def refused(host: Host, line: str) -> str:
    """Why the console does not do it."""
    with pytest.raises(BadOrder) as problem:
        await order(host, line)
    return str(problem.value)


async def test_an_account_is_made_and_its_player_comes_in_once_and_sets_a_password() -> None:
    async with serving() as (host, port):
        told = await order(host, "account Ada Lovelace")
        token = told.lines[-1]
        assert "has no password yet" in "\n".join((await order(host, "accounts")).lines)
        ada = await Speaker.come(port, Token(token))
        assert (ada.welcome.name, ada.welcome.account) == ("Ada Lovelace", True)
        assert isinstance(await ask(ada, SetPassword(SECRET)), Done)
        again = await Speaker.connect(port)
        await again.say(Auth(Token(token)))
        assert await again.close_code() == CLOSE_CODES["bad-auth"].code
        await Speaker.come(port, Password("Ada Lovelace", SECRET))
        assert "password-reset" in await refused(host, "account ada lovelace")
        assert "3 to 24" in await refused(host, "account x")
        audit = [(one.what, one.about, one.why) for one in host.services.audit.entries()]
        assert audit == [("account", "Ada Lovelace", "")], "the token is nowhere in it"


async def test_a_forgotten_password_is_reset_and_others_are_out() -> None:
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        assert "is a guest" in await refused(host, "password-reset Ada Lovelace")
        await ask(ada, SetPassword(SECRET))
        token = (await order(host, "password-reset Ada Lovelace")).lines[-1]
        again = await Speaker.come(port, Token(token))
        assert await ada.close_code() == CLOSE_CODES["elsewhere"].code
        out = await Speaker.connect(port)
        await out.say(Auth(ada.resume))
        assert await out.close_code() == CLOSE_CODES["bad-auth"].code
        assert isinstance(await ask(again, SetPassword(OTHER)), Done)
        await Speaker.come(port, Password("Ada Lovelace", OTHER))


async def test_an_operator_has_a_password_and_is_one_at_once_and_no_longer_than_wanted() -> None:
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        assert "has no password" in await refused(host, 'operator "Ada Lovelace" on')
        await ask(ada, SetPassword(SECRET))
        assert "on or off" in await refused(host, 'operator "Ada Lovelace" maybe')
        for wanted in (True, False):
            await order(host, f'operator "Ada Lovelace" {"on" if wanted else "off"}')
            assert host.services.accounts.is_operator(ada.welcome.player) is wanted
        assert (await order(host, "accounts")).data["accounts"][0]["standing"] == "account"


async def test_a_token_is_revoked_for_its_owner() -> None:
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        await ask(ada, SetPassword(SECRET))
        made = await ask(ada, NewToken(BOT))
        assert isinstance(made, TokenMade)
        bot = await Speaker.come(port, Token(made.token))
        assert "there are: my-bot" in await refused(host, 'token-revoke "Ada Lovelace" your-bot')
        await order(host, 'token-revoke "Ada Lovelace" my-bot')
        assert await bot.close_code() == CLOSE_CODES["revoked"].code


async def test_a_guests_name_is_freed_unless_he_speaks_for_somebody() -> None:
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        await ada.create("regatta", people=2)
        assert "in a match that goes on" in await refused(host, "forget-guest Ada Lovelace")
        bel = await Speaker.come(port, "Bel Canto")
        await order(host, "forget-guest Bel Canto")
        assert await bel.close_code() == CLOSE_CODES["revoked"].code
        again = await Speaker.come(port, "Bel Canto")
        assert again.welcome.player != bel.welcome.player
        assert isinstance(await ask(again, SetPassword(SECRET)), Done)
        assert "has an account" in await refused(host, "forget-guest Bel Canto")
        assert not isinstance(await ask(again, SetPassword(OTHER, SECRET)), Denied)
