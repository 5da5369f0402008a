"""Two people and a server, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from detente_server.host.host import Host
from detente_wire.acts import Accept, Offer, Ready, Say
from detente_wire.codec import JSON, MSGPACK, Codec
from detente_wire.messages import (
    AnswerBody,
    Asset,
    Committed,
    Denied,
    Exposure,
    ExposureAnswer,
    Fetch,
    Hello,
    History,
    HistoryEnd,
    JoinMatch,
    LeaveMatch,
    ListMatches,
    Matches,
    MatchId,
    Points,
    PointsAnswer,
    Query,
    QueryAnswer,
    Question,
    Ratify,
    RatifyAnswer,
    Recalled,
    RequestId,
    Resumed,
    Validate,
    ValidateAnswer,
)
from detente_wire.notices import Ended, Invited, TurnBegan
from detente_wire.terms import Instrument, NationId, package, package_hash
from tests.host.house import INVITE, meeting, serving, two_at_table
from tests.host.speaking import Speaker, new_id

MENDS = package([("bridge", "ada-mends")])
Served = tuple[Host, int]


@pytest.fixture
async def port() -> AsyncIterator[int]:
    """The port of a host."""
    async with serving() as (_, port):
        yield port


@pytest.mark.parametrize("codec", [MSGPACK, JSON], ids=["msgpack", "json"])
async def test_two_people_talk_offer_and_accept(port: int, codec: Codec) -> None:
    ada, bel, match = await two_at_table(port, codec)
    channel = await meeting(ada, bel, match)
    await ada.do(match, Say(channel), "Shall we talk of the bridge?")
    await bel.words("Shall we talk of the bridge?")
    assert isinstance((await ada.do(match, Offer(channel, MENDS))).outcome, Committed)
    offer = await bel.said(Offer)
    assert isinstance((await bel.do(match, Accept(offer.ref, package_hash(MENDS)))).outcome, Committed)
    assert (await ada.said(Accept)).by == "bel"
    for speaker in (ada, bel):
        cursors = [heard.cursor for heard in speaker.heard(match)]
        assert cursors == list(range(1, len(cursors) + 1))


async def test_a_receipt_comes_before_the_notices_of_its_command(port: int) -> None:
    ada, _, match = await two_at_table(port)
    receipt = await ada.do(match, INVITE)
    await ada.notice(Invited)
    assert isinstance(receipt.outcome, Committed)
    caused = [one for one in ada.heard() if one.cursor > receipt.outcome.cursor]
    assert any(isinstance(one.notice, Invited) for one in caused)
    assert all(ada.got.index(one) > ada.got.index(receipt) for one in caused)


async def test_a_bystander_hears_nothing_of_a_match(port: int) -> None:
    ada, bel, match = await two_at_table(port)
    third = await Speaker.come(port, "Third Man")
    await third.attend(match)
    assert (await third.hear(Resumed)).role == "observer"
    await meeting(ada, bel, match)
    await third.say(ListMatches(RequestId("sync")))
    await third.hear(Matches)
    assert not [heard for heard in third.heard() if isinstance(heard.notice, Invited)]
    denied = (await third.do(match, Ready())).outcome
    assert isinstance(denied, Denied)
    assert denied.code == "match.not-seated"


async def test_a_match_that_does_not_exist_looks_like_an_empty_one(port: int) -> None:
    ada = await Speaker.come(port, "Ada Lovelace")
    await ada.attend(MatchId("aaaabbbbccccdddd"), 7, ada.hello.lineage)
    assert await ada.hear(Resumed) == Resumed(
        MatchId("aaaabbbbccccdddd"), ada.hello.lineage, False, 0, 0, "first", "observer"
    )
    receipt = await ada.do(MatchId("aaaabbbbccccdddd"), Ready())
    assert isinstance(receipt.outcome, Denied)
    assert receipt.outcome.code == "match.unknown"


# -- questions ---------------------------------------------------------------------------------------------------


async def answered(speaker: Speaker, match: MatchId, question: Question) -> AnswerBody:
    """The answer to a question."""
    id = RequestId(new_id())
    await speaker.say(Query(id, match, question))
    return (await speaker.hear(QueryAnswer, lambda answer: answer.id == id)).answer


async def test_questions_are_answered_from_ones_own_view(port: int) -> None:
    ada, _, match = await two_at_table(port)
    before = len(ada.heard())
    worth = await answered(ada, match, Points(MENDS))
    assert isinstance(worth, PointsAnswer)
    assert worth.batna > 0
    text = Instrument("treaty", (NationId("ada"), NationId("bel")), ())
    assert isinstance(await answered(ada, match, Validate(text)), ValidateAnswer)
    home = await answered(ada, match, Ratify(text))
    assert isinstance(home, RatifyAnswer)
    assert home.total == sum(term.amount for term in home.terms)
    seen = await answered(ada, match, Exposure(INVITE))
    assert isinstance(seen, ExposureAnswer)
    assert seen.sees == ("bel",)
    wrong = await answered(ada, match, Points(package([("bridge", "nobody-mends")])))
    assert isinstance(wrong, Denied)
    assert wrong.code == "rules.unknown-option"
    assert len(ada.heard()) == before


async def test_who_holds_no_seat_gets_no_answer(port: int) -> None:
    _, _, match = await two_at_table(port)
    third = await Speaker.come(port, "Third Man")
    answer = await answered(third, match, Points(MENDS))
    assert isinstance(answer, Denied)
    assert answer.code == "match.not-seated"


# -- history and assets ------------------------------------------------------------------------------------------


async def test_history_is_a_filter_over_ones_own_stream(port: int) -> None:
    ada, bel, match = await two_at_table(port)
    channel = await meeting(ada, bel, match)
    for n in range(6):
        await ada.do(match, Say(channel), f"line {n}")
    await bel.words("line 5")
    await bel.say(History(RequestId("h1"), match, channel, limit=3))
    assert (await bel.hear(HistoryEnd)).more
    recalled = [one for one in bel.got if isinstance(one, Recalled)]
    assert [one.words for one in recalled] == ["line 3", "line 4", "line 5"]
    await bel.say(History(RequestId("h2"), match, channel, before=recalled[0].cursor, limit=50))
    await bel.hear(HistoryEnd, lambda end: end.id == "h2")
    earlier = [one for one in bel.got if isinstance(one, Recalled) and one.id == "h2"]
    assert [one.words for one in earlier][-3:] == ["line 0", "line 1", "line 2"]
    await bel.say(History(RequestId("h4"), match, channel, after=earlier[-1].cursor, limit=2))
    assert (await bel.hear(HistoryEnd, lambda end: end.id == "h4")).more
    later = [one for one in bel.got if isinstance(one, Recalled) and one.id == "h4"]
    assert [one.words for one in later] == ["line 3", "line 4"]
    third = await Speaker.come(port, "Third Man")
    await third.say(History(RequestId("h3"), match, channel))
    assert not (await third.hear(HistoryEnd)).more
    assert not [one for one in third.got if isinstance(one, Recalled)]


@pytest.mark.parametrize("codec", [MSGPACK, JSON], ids=["msgpack", "json"])
async def test_packs_come_in_parts_by_their_digest(port: int, codec: Codec) -> None:
    import hashlib

    ada = await Speaker.come(port, "Ada Lovelace", codec)
    for pack in (await ada.hear(Hello)).packs:
        text = await fetched(ada, pack.digest)
        assert hashlib.sha256(text.encode()).hexdigest() == pack.digest
    await ada.say(Fetch(ada.hello.packs[0].digest.replace("0", "f")))  # type: ignore[arg-type]
    assert (await ada.hear(Asset, lambda asset: asset.parts == 0)).data == ""


async def fetched(speaker: Speaker, digest: str) -> str:
    """A whole asset."""
    await speaker.say(Fetch(digest))  # type: ignore[arg-type]
    last = await speaker.hear(Asset, lambda asset: asset.digest == digest and asset.part == asset.parts)
    parts = [one for one in speaker.got if isinstance(one, Asset) and one.digest == digest]
    assert [one.part for one in parts] == list(range(1, last.parts + 1))
    return "".join(one.data for one in parts)


async def test_a_match_with_a_bot_comes_to_its_end_and_leaves_an_archive(port: int) -> None:
    from detente_wire.archive import read

    ada = await Speaker.come(port, "Ada Lovelace")
    match = (await ada.create(people=1, seed=3, open_dice=True)).match
    assert match is not None
    await ada.attend(match)
    await ada.notice(TurnBegan)
    left = LeaveMatch(new_id(), match)
    await ada.say(left)
    await ada.receipt(left.id)
    ended = await ada.notice(Ended)
    text = ""
    for _ in range(100):
        text = text or await _archive(port, match)
        await asyncio.sleep(0 if text else 0.05)
    archive = read(text.splitlines(keepends=True))
    assert [told.notice for told in archive.told if isinstance(told.notice, Ended)] == [ended]
    assert len(archive.header.chain) > 10


async def _archive(port: int, match: MatchId) -> str:
    async with await Speaker.come(port, f"Reader {new_id()[:8]}") as reader:
        await reader.say(Fetch(match))  # type: ignore[arg-type]
        if (await reader.hear(Asset)).parts == 0:
            return ""
        last = await reader.hear(Asset, lambda asset: asset.part == asset.parts)
        assert last.parts
        return "".join(one.data for one in reader.got if isinstance(one, Asset))


# -- the lobby ---------------------------------------------------------------------------------------------------


async def test_the_lobby_lists_what_is_there_and_hides_what_is_private(port: int) -> None:
    ada, _, match = await two_at_table(port)
    hidden = (await ada.create(people=2, private=True)).match
    third = await Speaker.come(port, "Third Man")
    await third.say(ListMatches(RequestId("a")))
    assert [row.match for row in (await third.hear(Matches)).rows] == [match]
    await ada.say(ListMatches(RequestId("b")))
    rows = (await ada.hear(Matches)).rows
    assert {row.match for row in rows} == {match, hidden}
    assert {row.mine for row in rows} == {"ada"}
    assert hidden is not None
    assert (await third.join(hidden)).nation == "bel"


async def test_wishes_that_cannot_be_met_are_refused_for_good(port: int) -> None:
    ada = await Speaker.come(port, "Ada Lovelace")
    for settings, code in (
        ({"pack": "nowhere"}, "lobby.unknown-pack"),
        ({"people": 9}, "lobby.bad-settings"),
        ({"people": 0}, "lobby.bad-settings"),
        ({"temper": "cross"}, "lobby.bad-settings"),
        ({"tempo": "correspondence"}, "lobby.bad-settings"),
        ({"nation": NationId("nobody")}, "match.unknown-nation"),
    ):
        receipt = await ada.create(**settings)
        assert isinstance(receipt.outcome, Denied)
        assert receipt.outcome.code == code


async def test_a_watcher_holds_no_seat(port: int) -> None:
    _, _, match = await two_at_table(port)
    third = await Speaker.come(port, "Third Man")
    receipt = await third.ask(JoinMatch(new_id(), match, role="observer"))
    assert isinstance(receipt.outcome, Committed)
    assert receipt.nation is None
    full = (await third.join(match)).outcome
    assert isinstance(full, Denied)
    assert full.code == "match.full"


async def test_who_watches_and_then_sits_down_reads_the_seats_stream_from_its_beginning(port: int) -> None:
    ada = await Speaker.come(port, "Ada Lovelace")
    match = (await ada.create(people=2)).match
    assert match is not None
    bel = await Speaker.come(port, "Bel Canto")
    await bel.attend(match)
    assert (await bel.hear(Resumed)).role == "observer"
    await bel.join(match)
    seated = await bel.hear(Resumed, lambda resumed: resumed.nation == "bel")
    assert (seated.recovered, seated.from_cursor, seated.reason) == (False, 0, "seat")
