"""What an operator can do about how people behave, over real sockets."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from detente_server.host.console.orders import BadOrder, Told
from detente_server.host.console.registry import perform
from detente_server.host.host import Host
from detente_server.host.moderation.flags import Evidence
from detente_wire.acts import Ready, Say
from detente_wire.limits import CLOSE_CODES
from detente_wire.messages import Committed, Denied, Guest
from tests.host.house import meeting, on_disk, serving, two_at_table
from tests.host.speaking import Speaker

ATTACKS = (
    "\x1b[2J\x1b[1;1H", "\x1b]0;owned\x07", "\x1b]52;c;Zm9v\x07", "\x9b2J", "\x90q\x9c", "\x1bP+q\x1b\\", "\x1bc",
    "\r\x1b[Kroot ok", "a\nban Ada 1d", "\x08\x08\x08", "\x00", "\x7f", "\u202egnihsif", "\u2066\u2069",
    "\u200b\u200d\u2060", "\ufeff", "\u2028forged", "\x85forged", "\x0bforged", "\x0cforged", "\U000e0041\U000e007f",
    "\u00ad", "\x1b[8m hidden", "\x1b]8;;http://x\x07y\x1b]8;;\x07", "e" + "\u0301" * 40,
)  # fmt: skip
"""What a player may write to get at the terminal of whoever reads it."""


async def order(host: Host, line: str) -> Told:
    """What the console answers."""
    return await perform(host.services, line, "console")


async def refused(host: Host, line: str) -> str:
    """Why the console does not do it."""
    with pytest.raises(BadOrder) as problem:
        await order(host, line)
    return str(problem.value)


def audited(host: Host) -> list[tuple[str, str, str, str]]:
    """The audit log, without its times."""
    return [(one.who, one.what, one.about, one.why) for one in host.services.audit.entries()]


async def test_who_is_kicked_is_told_why_and_may_come_back() -> None:
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        told = await order(host, 'kick "ada lovelace" shouts at everybody')
        assert told.data == {"player": "Ada Lovelace"}
        assert await ada.close_code() == CLOSE_CODES["removed"].code
        assert "shouts at everybody" in str(ada.got[-1])
        assert await Speaker.come(port, ada.resume)
        assert audited(host) == [("console", "kick", "ada lovelace", "shouts at everybody")]


async def test_who_is_not_here_cannot_be_kicked_and_nothing_is_audited() -> None:
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        await ada.leave()
        assert "not here" in await refused(host, 'kick "Ada Lovelace"')
        assert "Nobody here is called" in await refused(host, "kick Nobody")
        assert audited(host) == []


async def test_a_ban_ends_the_session_and_holds_over_a_restart_until_it_is_lifted(tmp_path: Path) -> None:
    async with serving(on_disk(tmp_path)) as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        await order(host, 'ban "Ada Lovelace" 2d insults')
        assert await ada.close_code() == CLOSE_CODES["banned"].code
        assert "insults" in str(ada.got[-1])
    async with serving(on_disk(tmp_path)) as (host, port):
        again = await Speaker.connect(port)
        await again.say_auth(ada.resume)
        assert await again.close_code() == CLOSE_CODES["banned"].code
        assert "UTC. Reason: insults" in str(again.got[-1])
        assert (await order(host, "sanctions")).data[0]["name"] == "Ada Lovelace"
        await order(host, 'unban "Ada Lovelace" apologised')
        assert "There is no ban" in await refused(host, 'unban "Ada Lovelace"')
        assert (await order(host, "sanctions")).lines == ("None is in force.",)
        third = await Speaker.come(port, ada.resume)
        assert third.welcome.name == "Ada Lovelace"


async def test_an_address_is_banned_for_everybody_who_comes_from_it() -> None:
    async with serving(trusted_networks=()) as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        await order(host, "ban 127.0.0.1 1h spam")
        assert await ada.close_code() == CLOSE_CODES["banned"].code
        bel = await Speaker.connect(port)
        await bel.say_auth(Guest("Bel Canto"))
        assert await bel.close_code() == CLOSE_CODES["banned"].code
        await order(host, "unban 127.0.0.1")
        assert await Speaker.come(port, "Bel Canto")


async def test_a_trusted_network_is_not_banned_by_mistake() -> None:
    async with serving() as (host, _):
        assert "trusted network" in await refused(host, "ban 127.0.0.1 1h")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("ban 10.0.0.0/8 1h", "one IPv4 address at a time"),
        ("ban 2001:db8::/32 1h", "one IPv6 network of /64"),
        ("ban Ada soon", "no duration"),
        ("ban", "WHOM is missing"),
        ("silence Nobody 1h", "Nobody here is called"),
        ("flag show 9", "There is no flag"),
        ("flag burn 1", "There is no flag"),
        ("flags all", "flags closed"),
    ],
)
async def test_an_order_that_cannot_be_done_says_what_to_type(line: str, why: str) -> None:
    async with serving() as (host, port):
        await Speaker.come(port, "Ada")
        assert why in await refused(host, line)
        assert audited(host) == []


async def test_an_ipv6_address_is_banned_with_its_household() -> None:
    async with serving() as (host, _):
        told = await order(host, "ban 2001:db8::7 1h")
        assert told.data["whom"] == "2001:db8::/64"
        assert host.services.moderation.sanctions.ban_of("", "2001:db8::/64")


async def test_who_is_silenced_may_act_but_not_write() -> None:
    async with serving() as (host, port):
        ada, bel, match = await two_at_table(port)
        channel = await meeting(ada, bel, match)
        await order(host, 'silence "Ada Lovelace" 1h insults')
        outcome = (await ada.do(match, Say(channel), "You fool")).outcome
        assert isinstance(outcome, Denied)
        assert (outcome.code, outcome.retry) == ("text.silenced", False)
        assert "UTC (insults)." in outcome.message, "he is told why"
        assert isinstance((await ada.do(match, Ready())).outcome, Committed)
        await order(host, 'unsilence "Ada Lovelace"')
        assert isinstance((await ada.do(match, Say(channel), "I am sorry")).outcome, Committed)
        assert (await bel.words("I am sorry")).words
        assert not [heard for heard in bel.heard() if "fool" in heard.words]


async def flagged(host: Host, **changes: Any) -> None:
    """Somebody has flagged something."""
    evidence = Evidence(
        "matchmatchmatch2", 7, 2, 100, '{"type":"said"}', "You fool", "bel", "id", "Bel Canto"
    )
    assert await host.services.moderation.flags.raise_(
        "id-ada", "Ada", evolve(evidence, **changes), "an insult"
    )


async def test_a_flag_is_shown_with_its_evidence_and_closed_once() -> None:
    async with serving() as (host, _):
        await flagged(host)
        assert "an insult" in (await order(host, "flags")).lines[1]
        shown = await order(host, "flag show 1")
        assert "words  You fool" in shown.lines
        assert shown.data["evidence"]["notice"] == {"type": "said"}
        assert "Say what came of it" in await refused(host, "flag close 1")
        await order(host, "flag close 1 warned him")
        assert "was closed by console" in await refused(host, "flag close 1 again")
        assert audited(host) == [("console", "flag close", "flag 1", "warned him")]
        assert (await order(host, "flags")).lines == ("There is no open flag.",)
        assert "warned him" in (await order(host, "flag show 1")).lines[-1]


async def test_a_bot_that_is_flagged_is_shown_with_its_nation() -> None:
    async with serving() as (host, _):
        await flagged(host, player="", name="")
        assert "about  a bot (bel)" in (await order(host, "flag show 1")).lines


@pytest.mark.parametrize("attack", ATTACKS)
async def test_no_answer_of_the_console_obeys_what_a_player_wrote(
    attack: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with serving() as (host, port):
        await Speaker.come(port, "Ada")
        text = f"x{attack}y"
        evidence = Evidence(
            "match", 7, 2, 100, json.dumps({"type": "said", "words": text}), text, "b", "id", text
        )
        await host.services.moderation.flags.raise_("id", text, evidence, text)
        await host.services.audit.note(text, "kick", text, text)
        await order(host, f'silence Ada 1h "{text}"')
        for line in (
            "flags",
            "flag show 1",
            f"flag close 1 {text}",
            "flags closed",
            "flag show 1",
            "audit",
            "sanctions",
        ):
            for shown in (await order(host, line)).lines:
                assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in shown)
                assert not set(shown) & set("\u202e\u2066\u2069\u200b\u2060\ufeff\u2028\u00ad\U000e0041")
    assert attack not in caplog.text or attack == "\x00"
