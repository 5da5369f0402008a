"""Tables: what the lobby shows, who may come, and what whoever set a table may do with it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from attrs import evolve

from detente_server.host.console import registry
from detente_server.host.host import Host
from detente_server.host.lobby import tables
from detente_server.host.lobby.directory import Directory
from detente_server.host.playing.matches import DESERTED_MS
from detente_server.match.inputs import SeatTaken
from detente_wire.messages import (
    Answered,
    Cancelled,
    CancelMatch,
    Committed,
    Denied,
    DirectAll,
    Done,
    FindMatch,
    Found,
    FreeSeat,
    Invite,
    Invited,
    JoinMatch,
    ListMatches,
    Matches,
    MatchId,
    MatchRow,
    Mute,
    Receipt,
    Reply,
    Request,
    RequestId,
    Resumed,
    Silence,
    Unknown,
    Unmute,
    Wish,
)
from detente_wire.notices import SeatChanged, TurnBegan
from detente_wire.orders import Pause
from detente_wire.terms import NationId
from tests.host.house import on_disk, serving, two_at_table
from tests.host.speaking import Speaker, new_id


async def wish(who: Speaker, wanted: Wish) -> Reply | Unknown:
    """What is answered to a wish."""
    id = RequestId(new_id())
    await who.say(Request(id, wanted))
    return (await who.hear(Answered, lambda one: one.id == id)).answer


async def denied(who: Speaker, wanted: Wish) -> str:
    """The code with which a wish is denied."""
    answer = await wish(who, wanted)
    assert isinstance(answer, Denied), answer
    return answer.code


async def rows(who: Speaker, **search: Any) -> list[MatchRow]:
    """What the lobby shows, all frames of the page."""
    id = RequestId(new_id())
    await who.say(ListMatches(id, **search))
    await who.hear(Matches, lambda one: one.id == id and not one.more)
    return [row for one in who.got if isinstance(one, Matches) and one.id == id for row in one.rows]


async def table(who: Speaker, **settings: Any) -> MatchId:
    """A table with three seats for people, one taken."""
    made = await who.create("regatta", people=3, **settings)
    assert made.match is not None, made
    return made.match


async def join(who: Speaker, match: MatchId, **how: Any) -> Receipt:
    """Try to take a seat, or a place to watch from."""
    return await who.ask(JoinMatch(new_id(), match, **how))


def code_of(receipt: Receipt) -> str:
    """The refusal's code, or ``ok``."""
    return receipt.outcome.code if isinstance(receipt.outcome, Denied) else "ok"


# -- looking -------------------------------------------------------------------------------------------------------


async def test_the_lobby_is_searched_by_title_pack_phase_tempo_and_free_seats() -> None:
    async with serving() as (_, port):
        ada, bel, match = await two_at_table(port)
        waiting = await table(ada)
        slow = await table(ada, tempo="correspondence", turn_s=86_400)
        cat = await Speaker.come(port, "Cat Stevens")
        found = {
            "regatta": {waiting, slow},
            "TEA": {match},
            match: {match},
            "nothing of the kind": set(),
        }
        for text, matches in found.items():
            assert {row.match for row in await rows(cat, text=text)} == matches
        assert {row.match for row in await rows(cat, phase="playing")} == {match}
        assert {row.match for row in await rows(cat, tempo="correspondence")} == {slow}
        assert {row.match for row in await rows(cat, free=True)} == {waiting, slow}
        assert {row.match for row in await rows(bel, phase="muster")} == {waiting, slow}


async def test_a_row_says_how_many_may_come_who_set_the_table_and_what_is_asked() -> None:
    async with serving() as (_, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        match = await table(ada, min_reliability=80)
        (row,) = await rows(bel)
        assert (row.free, row.creator, row.min_reliability) == (2, "Ada Lovelace", 80)
        assert row.created_s > 0
        await join(bel, match)
        assert [row.free for row in await rows(bel)] == [1]


async def test_a_long_list_comes_in_pages_and_one_s_own_come_first() -> None:
    async with serving() as (_, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        for _ in range(65):
            await table(ada)
        mine = await table(bel)
        first, second, beyond = [await rows(bel, page=page) for page in (0, 1, 9)]
        assert first[0].match == mine
        assert (len(first), len(second)) == (61, 5)
        assert beyond == second
        assert len({row.match for row in first + second}) == 66
        last = [one for one in bel.got if isinstance(one, Matches)][-1]
        assert (last.page, last.pages, last.more) == (1, 2, False)


async def test_what_is_over_stands_behind_what_one_may_join_one_s_own_before_that_of_others() -> None:
    async with serving() as (host, port):
        ada, bel, over = await two_at_table(port)
        others = (await (await Speaker.come(port, "Dee Dee")).create(people=1)).match
        cat = await Speaker.come(port, "Cat Stevens")
        going, waiting = await table(ada), await table(cat)
        for match in (over, others):
            await registry.perform(host.services, f"end {match}", "console")
        assert [row.match for row in await rows(ada)] == [going, waiting, over, others]
        assert [row.match for row in await rows(bel)][2:] == [over, others]


async def test_a_seat_whose_player_left_is_wanted_and_a_volunteer_takes_it() -> None:
    async with serving() as (host, port):
        ada, _, match = await two_at_table(port)
        owner = host.services.matches.owners[match]
        owner.give(SeatTaken(owner.now_ms(), NationId("bel"), "minister"))
        await owner.settled()
        cat = await Speaker.come(port, "Cat Stevens")
        (row,) = await rows(cat)
        assert (row.free, row.wanted) == (1, ("bel",))
        assert (await join(cat, match)).nation == "bel"
        assert [(row.free, row.wanted) for row in await rows(ada)] == [(0, ())]


# -- invitations ---------------------------------------------------------------------------------------------------


async def test_a_private_table_is_found_by_its_code_and_joined() -> None:
    async with serving() as (_, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        match = await table(ada, private=True)
        invited = await wish(ada, Invite(match))
        assert isinstance(invited, Invited)
        assert re.fullmatch(r"[a-z2-7]{5}-[a-z2-7]{5}", invited.code)
        assert await wish(ada, Invite(match)) == invited
        assert await rows(bel) == []
        for typed in (invited.code, invited.code.upper(), invited.code.replace("-", " "), match):
            found = await wish(bel, FindMatch(typed))
            assert isinstance(found, Found)
            assert found.row.match == match
        assert code_of(await join(bel, match, code=invited.code)) == "ok"


async def test_once_renewed_neither_the_id_nor_an_old_code_lets_anybody_in() -> None:
    async with serving() as (_, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        match = await table(ada, private=True)
        old, new = await wish(ada, Invite(match)), await wish(ada, Invite(match, renew=True))
        assert isinstance(old, Invited)
        assert isinstance(new, Invited)
        assert old.code != new.code
        for typed in (old.code, match):
            assert await denied(bel, FindMatch(typed)) == "match.unknown"
        for how in ({}, {"code": old.code}, {"role": "observer"}):
            assert code_of(await join(bel, match, **how)) == "lobby.invitation"
        assert code_of(await join(bel, match, code=new.code)) == "ok"
        assert isinstance(await wish(bel, FindMatch(match)), Found)  # he is at the table now


async def test_a_renewed_invitation_outlives_a_restart(tmp_path: Any) -> None:
    async with serving(on_disk(tmp_path)) as (_, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        match = await table(ada, private=True)
        renewed = await wish(ada, Invite(match, renew=True))
        assert isinstance(renewed, Invited)
    async with serving(on_disk(tmp_path)) as (_, port):
        bel = await Speaker.come(port, bel.resume)
        assert code_of(await join(bel, match)) == "lobby.invitation"
        assert code_of(await join(bel, match, code=renewed.code)) == "ok"


async def test_a_door_that_forgets_to_ask_for_the_code_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente_server.host.lobby.admission.fits", lambda code, given: True)
    with pytest.raises(AssertionError):
        await test_once_renewed_neither_the_id_nor_an_old_code_lets_anybody_in()


# -- who set the table ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", [Invite, CancelMatch, lambda match: FreeSeat(match, NationId("nor"))])
async def test_only_who_set_a_table_may_dispose_of_it(wanted: Any) -> None:
    async with serving() as (_, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        match = await table(ada)
        await join(bel, match)
        answer = await wish(bel, wanted(match))
        assert isinstance(answer, Denied)
        assert (answer.code, answer.message) == (
            "lobby.not-yours", "Only whoever set this table can do that. Ask Ada Lovelace."
        )  # fmt: skip
        hidden = await table(ada, private=True)
        assert await denied(bel, wanted(hidden)) == "match.unknown"


async def test_a_table_that_is_called_off_is_gone_for_all_and_for_good(tmp_path: Any) -> None:
    async with serving(on_disk(tmp_path)) as (host, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        match = await table(ada)
        await join(bel, match)
        await bel.attend(match)
        await bel.hear(Resumed)
        assert isinstance(await wish(ada, CancelMatch(match, "rain")), Done)
        assert await bel.hear(Cancelled) == Cancelled(match, "rain")
        assert await rows(bel) == []
        assert match not in host.services.matches.owners
    async with serving(on_disk(tmp_path)) as (_, port):
        cat = await Speaker.come(port, "Cat Stevens")
        assert await rows(cat) == []
        assert code_of(await join(cat, match)) == "lobby.cancelled"
        assert await denied(cat, FindMatch(match)) == "match.unknown"


async def test_a_match_that_has_begun_cannot_be_called_off_nor_its_seats_be_freed() -> None:
    async with serving() as (_, port):
        ada, _, match = await two_at_table(port)
        assert await denied(ada, CancelMatch(match)) == "lobby.begun"
        assert await denied(ada, FreeSeat(match, NationId("bel"))) == "lobby.begun"


async def test_who_is_at_muster_can_be_asked_to_leave() -> None:
    async with serving() as (_, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        match = await table(ada)
        await join(bel, match, nation=NationId("sud"))
        await bel.attend(match)
        assert isinstance(await wish(ada, FreeSeat(match, NationId("sud"))), Done)
        await bel.wait(
            lambda: [h for h in bel.heard() if h.notice == SeatChanged(NationId("sud"), "empty")] or None
        )
        assert [(row.free, row.mine) for row in await rows(bel)] == [(2, None)]
        assert await denied(ada, FreeSeat(match, NationId("sud"))) == "match.unknown-nation"
        mine = (await rows(ada))[0].mine
        assert mine is not None
        assert await denied(ada, FreeSeat(match, mine)) == "company.yourself"


async def test_a_table_to_which_nobody_comes_for_a_week_is_called_off() -> None:
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        attended, deserted = await table(ada), await table(ada)
        await ada.attend(attended)
        await ada.hear(Resumed)
        for match in (attended, deserted):
            host.services.matches.owners[match].match.table.last_act_ms -= DESERTED_MS
        await tables.sweep(host.services)
        assert [row.match for row in await rows(ada)] == [attended]


async def test_a_deserted_table_that_was_put_away_is_due_when_its_week_is_over(tmp_path: Any) -> None:
    async with serving(on_disk(tmp_path), idle_s=1) as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        match = await table(ada)
        owner = host.services.matches.owners[match]
        await host.services.matches._put_away(owner)
        assert owner.ended
        now = host.services.environment.now_ms()
        assert host.services.directory.due(now + DESERTED_MS - 60_000) == []
        assert host.services.directory.due(now + DESERTED_MS + 60_000) == [match]


# -- blocks and reliability ----------------------------------------------------------------------------------------


async def test_who_is_blocked_comes_to_no_table_of_the_other_and_sees_none() -> None:
    async with serving() as (_, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        hers, his = await table(ada), await table(bel)
        await wish(ada, Mute("Bel Canto", block=True))
        assert [row.match for row in await rows(bel)] == [his]
        assert [row.match for row in await rows(ada)] == [hers]
        for role in ("player", "observer"):
            assert code_of(await join(bel, hers, role=role)) == "lobby.barred"
        assert code_of(await join(ada, his)) == "ok"  # she may, if she wants to
        await wish(ada, Unmute("Bel Canto"))
        assert code_of(await join(bel, hers)) == "ok"


async def test_a_block_takes_no_seat_from_who_has_one() -> None:
    async with serving() as (_, port):
        ada, bel, match = await two_at_table(port)
        await wish(ada, Mute("Bel Canto", block=True))
        assert {row.match for row in await rows(bel)} == {match}
        assert code_of(await join(bel, match)) == "ok"


async def test_a_mute_alone_bars_nobody_and_is_told_to_nobody() -> None:
    async with serving() as (_, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        match = await table(ada)
        before = len(bel.got)
        await wish(ada, Mute("Bel Canto"))
        await bel.quiet()
        assert len(bel.got) == before
        assert code_of(await join(bel, match)) == "ok"


async def test_a_table_that_asks_for_reliable_players_says_what_is_missing() -> None:
    async with serving() as (host, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        match = await table(ada, min_reliability=80)
        reliability = host.services.moderation.reliability
        for how in ("present", "missed", "present", "missed", "present"):
            await reliability.attended([(bel.welcome.player, how)])
        outcome = (await join(bel, match)).outcome
        assert isinstance(outcome, Denied)
        assert "asks for a reliability of 80 %; yours is 60 %" in outcome.message
        assert code_of(await join(bel, match, role="observer")) == "ok"
        cat = await Speaker.come(port, "Cat Stevens")
        assert isinstance((await join(cat, match)).outcome, Committed)  # a newcomer


async def test_rows_show_how_reliable_those_at_the_table_are() -> None:
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        await table(ada)
        for _ in range(6):
            await host.services.moderation.reliability.attended([(ada.welcome.player, "present")])
        (row,) = await rows(ada)
        assert [(seat.reliability, seat.turns) for seat in row.seats if seat.name] == [(100, 6)]


async def test_where_there_are_no_names_a_row_tells_nothing_of_anybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        match = await table(ada)
        for _ in range(6):
            await host.services.moderation.reliability.attended([(ada.welcome.player, "present")])
        await _nameless(host, match)
        (row,) = await rows(ada)
        assert row.creator == ""
        assert {seat.turns for seat in row.seats} == {0}


async def _nameless(host: Host, match: MatchId) -> None:
    directory: Directory = host.services.directory
    listing = directory.get(match)
    assert listing is not None
    await directory.change(evolve(listing, row=evolve(listing.row, anonymous=True)))


async def test_a_row_tells_everybody_what_he_is_there_and_its_code_to_none_but_who_set_it() -> None:
    async with serving() as (_, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        cat = await Speaker.come(port, "Cat Stevens")
        made = await ada.create("regatta", people=2, watch=True, umpire=True)
        match = made.match
        assert match is not None
        invited = await wish(ada, Invite(match))
        assert isinstance(invited, Invited)
        await join(bel, match)
        await join(cat, match, role="observer")
        seen = {who: (await rows(who))[0] for who in (ada, bel, cat)}
        assert [row.role for row in seen.values()] == ["umpire", "player", "observer"]
        assert [row.code for row in seen.values()] == [invited.code, "", ""]
        eve = await Speaker.come(port, "Eve Online")
        assert (await rows(eve))[0].role is None


async def test_one_s_own_tables_keep_their_numbers() -> None:
    async with serving() as (_, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        made = [await table(ada, watch=True) for _ in range(4)]
        assert [row.match for row in await rows(ada)] == made
        for _ in range(3):
            await join(await Speaker.come(port, f"Pupil {_}"), made[2])
        await join(bel, made[1])
        assert [row.match for row in await rows(ada)] == made


async def test_an_umpire_orders_the_same_at_all_of_his_tables_and_at_no_other() -> None:
    async with serving() as (host, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        assert await denied(bel, DirectAll(Pause())) == "match.not-umpire"
        tables: list[MatchId] = []
        for who in (ada, ada, bel):
            made = await who.create("regatta", people=1, watch=True, umpire=True, turn_s=600)
            assert made.match is not None
            tables.append(made.match)
            pupil = await Speaker.come(port, f"Pupil {len(tables)}")
            await join(pupil, made.match)
            await pupil.attend(made.match)
            await pupil.notice(TurnBegan)
        await host.services.matches.owners[tables[0]].settled()
        assert await wish(ada, DirectAll(Pause(60))) == Done("Ordered at 2 of 2 tables.")
        paused = [bool(host.services.matches.owners[match].match.table.paused_ms) for match in tables]
        assert paused == [True, True, False]


async def test_an_umpire_silences_a_seat_in_his_match_alone_and_it_is_audited() -> None:
    async with serving() as (host, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        made = await ada.create("regatta", people=2, watch=True, umpire=True)
        match = made.match
        assert match is not None
        seat = (await join(bel, match)).nation
        assert seat is not None
        assert await denied(bel, Silence(match, seat, 5)) == "match.not-umpire"
        assert isinstance(await wish(ada, Silence(match, seat, 5, "shouts")), Done)
        sanctions = host.services.moderation.sanctions
        assert sanctions.silence_of(bel.welcome.player, match)
        assert not sanctions.silence_of(bel.welcome.player, "another")
        assert [(one.who, one.what, one.why) for one in host.services.audit.entries()] == [
            ("Ada Lovelace", "silence", "shouts")
        ]
        assert isinstance(await wish(ada, Silence(match, seat, 0)), Done)
        assert not sanctions.silence_of(bel.welcome.player, match)
        assert await denied(ada, Silence(match, seat, 0)) == "company.not-silenced"
