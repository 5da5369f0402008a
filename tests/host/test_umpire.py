"""An umpire over real sockets: who becomes one, what he is sent, what he orders, and that nobody else can."""

from __future__ import annotations

from typing import Any

import pytest

from detente_server.host.playing.durable import Durable
from detente_server.match.stream import UMPIRE
from detente_wire.acts import Ready
from detente_wire.messages import (
    Committed,
    Denied,
    Direct,
    History,
    HistoryEnd,
    JoinMatch,
    LeaveMatch,
    ListMatches,
    Matches,
    MatchId,
    Points,
    Query,
    QueryAnswer,
    Receipt,
    RequestId,
    Resumed,
)
from detente_wire.notices import (
    ClockSet,
    Ended,
    OrderGiven,
    SheetDealt,
    TurnBegan,
    UmpireSeated,
    Whispered,
)
from detente_wire.orders import End, Extend, Order, Whisper
from detente_wire.terms import NationId
from tests.host.house import meeting, serving
from tests.host.speaking import Speaker, new_id

ADA, BEL = NationId("ada"), NationId("bel")


def code(receipt: Receipt) -> str:
    """Of the refusal, if it is one."""
    return receipt.outcome.code if isinstance(receipt.outcome, Denied) else ""


async def order(who: Speaker, match: MatchId, what: Order, words: str = "") -> Receipt:
    """Direct the match."""
    await who.say(command := Direct(new_id(), match, what, words))
    return await who.receipt(command.id)


async def umpire_at(who: Speaker, match: MatchId) -> Receipt:
    """Take the umpire's place."""
    return await who.ask(JoinMatch(new_id(), match, role="umpire"))


async def classroom(port: int, **settings: Any) -> tuple[Speaker, Speaker, Speaker, MatchId]:
    """A teacher who set the table and watches, and two pupils in turn 1."""
    teacher = await Speaker.come(port, "Miss Marple")
    made = await teacher.create(people=2, watch=True, umpire=True, turn_s=600, **settings)
    assert made.match is not None
    await teacher.attend(made.match)
    pupils = []
    for name in ("Ada Lovelace", "Bel Canto"):
        pupil = await Speaker.come(port, name)
        await pupil.join(made.match)
        await pupil.attend(made.match)
        pupils.append(pupil)
    for one in (teacher, *pupils):
        await one.notice(TurnBegan)
    return teacher, pupils[0], pupils[1], made.match


async def test_the_teacher_who_sets_the_table_is_its_umpire_and_all_know() -> None:
    async with serving() as (_, port):
        teacher, ada, bel, match = await classroom(port)
        assert (await teacher.hear(Resumed)).role == "umpire"
        assert (await ada.notice(UmpireSeated)).name == "Miss Marple"
        await teacher.notice(SheetDealt)
        cards = {n.notice.nation for n in teacher.heard(match) if isinstance(n.notice, SheetDealt)}
        assert cards == {ADA, BEL}
        for one in teacher.heard(match):
            if isinstance(one.notice, SheetDealt):
                assert one.to == (one.notice.nation,), "an umpire is told for whom it is"
        assert any(one.to == () for one in teacher.heard(match)), "and nothing of what all hear"
        channel = await meeting(ada, bel, match)
        from detente_wire.acts import Say

        await ada.do(match, Say(channel), "between us two")
        assert (await teacher.words("between us two")).to == (ADA, BEL)
        assert all(one.to == () for who in (ada, bel) for one in who.heard(match)), (
            "no seat learns who else heard it"
        )
        cursors = [heard.cursor for heard in teacher.heard(match)]
        assert cursors == list(range(1, len(cursors) + 1)), "the umpire's cursor has no gap"
        await teacher.say(ListMatches(RequestId("l")))
        rows = (await teacher.hear(Matches)).rows
        assert [row.umpire for row in rows] == [True]


async def test_the_umpire_orders_and_the_table_hears() -> None:
    async with serving() as (host, port):
        teacher, ada, bel, match = await classroom(port)
        before = (await ada.notice(ClockSet)).deadline_s
        assert isinstance((await order(teacher, match, Extend(600))).outcome, Committed)
        assert (await bel.notice(OrderGiven)) == OrderGiven("umpire", "extend", 600)
        assert host.services.matches.owners[match].match.table.deadline_ms // 1000 == before + 600
        assert code(await order(teacher, match, Whisper(ADA))) == "rules.empty"
        await order(teacher, match, Whisper(ADA), "mind the step")
        await ada.words("mind the step")
        await order(teacher, match, End())
        await bel.notice(Ended)
        assert not [one for one in bel.heard() if isinstance(one.notice, Whispered)]
        assert b"mind the step" not in b"".join(bel.frames)


async def test_an_order_that_is_repeated_is_obeyed_once() -> None:
    async with serving() as (host, port):
        teacher, _, _, match = await classroom(port)
        command = Direct(new_id(), match, Extend(600))
        first = await teacher.ask(command)  # type: ignore[arg-type]
        deadline = host.services.matches.owners[match].match.table.deadline_ms
        teacher.got.remove(first)
        assert await teacher.ask(command) == first  # type: ignore[arg-type]
        assert host.services.matches.owners[match].match.table.deadline_ms == deadline


async def test_nobody_else_becomes_the_umpire_or_gives_his_orders() -> None:
    async with serving() as (host, port):
        _, ada, _, match = await classroom(port)
        eve = await Speaker.come(port, "Eve")
        for one in (ada, eve):
            assert code(await umpire_at(one, match)) == "match.not-umpire"
            assert code(await order(one, match, End())) == "match.not-umpire"
        await eve.ask(JoinMatch(new_id(), match, role="observer"))
        await eve.attend(match)
        assert (await eve.hear(Resumed)).role == "observer"
        await eve.quiet()
        assert not [one for one in eve.heard() if isinstance(one.notice, SheetDealt)]
        assert not host.services.matches.owners[match].match.over


async def reads_everything(host_port: int, match: MatchId, who: Speaker) -> bool:
    """Whether somebody gets the stream or the history of everything."""
    await who.attend(match)
    role = (await who.hear(Resumed, lambda one: one.match == match)).role
    await who.say(History(RequestId("h"), match))
    await who.hear(HistoryEnd)
    await who.quiet()
    cards = [one for one in who.heard(match) if isinstance(one.notice, SheetDealt)]
    return role == "umpire" or len(cards) > 1


async def test_a_planted_door_for_everybody_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving() as (_, port):
        _, _, _, match = await classroom(port)
        assert not await reads_everything(port, match, await Speaker.come(port, "Eve"))
        monkeypatch.setattr(Durable, "viewer_of", lambda self, player: UMPIRE)
        assert await reads_everything(port, match, await Speaker.come(port, "Mallory"))


async def test_a_guest_who_was_named_is_the_umpire_and_the_creator_plays() -> None:
    async with serving() as (_, port):
        teacher = await Speaker.come(port, "Miss Marple")
        ada = await Speaker.come(port, "Ada Lovelace")
        made = await ada.create(people=1, umpire=True, umpires=("Miss Marple",))
        assert made.match is not None
        assert code(await umpire_at(ada, made.match)) == "match.already-seated"
        assert isinstance((await umpire_at(teacher, made.match)).outcome, Committed)
        await teacher.attend(made.match)
        assert (await teacher.hear(Resumed)).role == "umpire"
        refused = await teacher.create(people=1, umpire=True, umpires=("Nobody Knows",))
        assert code(refused) == "lobby.bad-settings"


async def test_who_gives_the_place_up_hears_only_what_all_hear_and_takes_no_seat() -> None:
    async with serving() as (_, port):
        teacher, ada, _, match = await classroom(port)
        assert isinstance((await teacher.ask(LeaveMatch(new_id(), match))).outcome, Committed)
        await teacher.hear(Resumed, lambda one: one.role == "observer")
        assert code(await order(teacher, match, End())) == "match.not-umpire"
        await ada.ask(LeaveMatch(new_id(), match))
        assert code(await teacher.join(match)) == "match.umpire"


async def test_an_umpire_asks_no_questions_of_a_seat() -> None:
    async with serving() as (_, port):
        teacher, _, _, match = await classroom(port)
        await teacher.say(Query(RequestId("q"), match, Points(())))
        answer = (await teacher.hear(QueryAnswer)).answer
        assert isinstance(answer, Denied)
        assert answer.code == "match.not-seated"


async def test_drawn_and_nameless_until_the_end_also_in_the_lobby() -> None:
    async with serving() as (host, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        made = await ada.create("regatta", people=2, drawn=True, anonymous=True, muster_s=600)
        assert made.match is not None
        assert made.nation is None
        assert code(await bel.join(made.match, "sud")) == "match.drawn"
        joined = await bel.join(made.match)
        assert (joined.nation, code(joined)) == (None, "")
        for one in (ada, bel):
            await one.attend(made.match)
            await one.do(made.match, Ready())
        for one in (ada, bel):
            await one.notice(SheetDealt)
        seats = host.services.matches.owners[made.match].durable.holders
        for one in (ada, bel):
            card = await one.notice(SheetDealt)
            assert seats[card.nation] == one.welcome.player
        eve = await Speaker.come(port, "Eve")
        await eve.say(ListMatches(RequestId("l")))
        row = (await eve.hear(Matches)).rows[0]
        assert {seat.name for seat in row.seats} == {""}
        assert b"Lovelace" not in b"".join(eve.frames + bel.frames)


async def test_what_cannot_be_laid_is_refused_with_every_reason() -> None:
    async with serving() as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        from detente_wire.messages import Calendar

        refused = await ada.create(
            nation=ADA, drawn=True, umpires=("Ada Lovelace",), calendar=Calendar("Mars/Olympus", 60, 120)
        )
        assert isinstance(refused.outcome, Denied)
        for reason in ("seats are drawn", "no umpire", "Mars/Olympus", "a calendar needs"):
            assert reason in refused.outcome.message
