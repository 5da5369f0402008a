"""What those in charge and the table itself do to a match: orders, umpires, polls, excuses."""

from __future__ import annotations

from typing import Any

import pytest

from detente_server.match.audit import audit
from detente_server.match.effects import Attended, Commit, Effect, Over, SeatVacant
from detente_server.match.inputs import Credit, MatchOrder, Ordered, UmpireTaken
from detente_server.match.orders import may
from detente_server.match.records import SeatAttended
from detente_server.match.stream import UMPIRE, Heard, Streams
from detente_wire.acts import Excuse, Poll, PollQuestion, Ready
from detente_wire.messages import Committed, Denied
from detente_wire.notices import Ended, Excused, NewsTold, OrderGiven, Polled, UmpireSeated, Whispered
from detente_wire.orders import End, Extend, GoOn, News, Pause, Replace, Whisper
from detente_wire.terms import NationId
from tests.match.table import Table, game_for

ADA, BEL = NationId("ada"), NationId("bel")
MINUTE = 60_000
TURN = 60 * MINUTE
POLLS: tuple[PollQuestion, ...] = ("extend", "pause", "go-on", "replace", "end")


def laid(**changes: Any) -> Table:
    """Turn 1 with a clock and an umpire's place."""
    settings: dict[str, Any] = {
        "turn_ms": TURN,
        "pause_ms": TURN,
        "umpire": True,
        "creator": "teacher",
        **changes,
    }
    return Table.lay(**settings).begin()


def umpired(**changes: Any) -> Table:
    """With the teacher in it."""
    table = laid(**changes)
    table.keep(table.match.handle(UmpireTaken(table.now_ms, "teacher", "Miss Marple")))
    return table


def by_umpire(table: Table, order: MatchOrder, words: str = "", by: str = "teacher") -> list[Effect]:
    """The umpire orders it."""
    return table.order(order, words, "umpire", by)


def code(receipt: object) -> str:
    """Of a receipt's refusal."""
    outcome = receipt.outcome  # type: ignore[attr-defined]
    return outcome.code if isinstance(outcome, Denied) else ""


def is_audited(table: Table) -> bool:
    """Whether the log is what its inputs lead to, and is read again as it is."""
    settings = table.match.settings
    assert table.restored().table == table.match.table
    assert audit(game_for(table.pack, settings), settings, table.pack.texts, table.log) is None
    return True


# -- umpires ----------------------------------------------------------------------------------------------------


def test_an_umpire_hears_everything_and_all_hear_that_there_is_one() -> None:
    table = umpired()
    assert table.notices(UmpireSeated, "ada") == [UmpireSeated("Miss Marple")]
    assert [one for _, one in table.match.streams.after(UMPIRE, 0)] == table.match.streams.all
    by_umpire(table, Whisper(ADA), "mind the step")
    assert len(table.notices(Whispered, UMPIRE)) == 1
    assert is_audited(table)


@pytest.mark.parametrize(
    ("player", "umpire", "refusal"),
    [
        ("teacher", True, ""),
        ("guest", True, ""),
        ("eve", True, "match.not-umpire"),
        ("teacher", False, "match.not-umpire"),
        ("player-ada", True, "match.not-umpire"),
    ],
)
def test_who_may_be_the_umpire(player: str, umpire: bool, refusal: str) -> None:
    table = laid(umpire=umpire, umpires=("guest",))
    table.keep(table.match.handle(UmpireTaken(table.now_ms, player, "Somebody")))
    assert (player in table.match.table.umpires) == (not refusal)
    assert bool(table.notices(UmpireSeated)) == (not refusal)


def test_a_match_without_an_umpire_has_no_stream_of_everything() -> None:
    table = laid(umpire=False)
    assert UMPIRE not in table.match.streams


def test_who_has_read_everything_never_takes_a_seat() -> None:
    table = umpired()
    table.keep(table.match.handle(UmpireTaken(table.now_ms, "teacher", "Miss Marple", present=False)))
    assert not table.match.table.umpires
    table.order(Replace(ADA))
    table.sit("ada", "teacher")
    assert table.match.table.seats[ADA].player == ""
    table.sit("ada", "player-eve")
    assert table.match.table.seats[ADA].player == "player-eve"


def test_nobody_else_hears_a_whisper_and_a_planted_slip_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def overheard() -> list[str]:
        table = umpired()
        by_umpire(table, Whisper(ADA), "mind the step")
        viewers = (BEL, "public")
        return [v for v in viewers for _, one in table.match.streams.after(v, 0) if one.words]

    assert overheard() == []

    def careless(self: Streams, one: Heard) -> object:
        return tuple(self._own)

    monkeypatch.setattr(Streams, "hearers", careless)
    assert overheard() == [BEL, "public"]


# -- orders -----------------------------------------------------------------------------------------------------

ORDERS: list[MatchOrder] = [
    Extend(60),
    Pause(60),
    GoOn(),
    Replace(BEL),
    News(3),
    Whisper(ADA),
    End(),
    Credit(5),
]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: type(order).__name__)
def test_only_the_umpire_of_the_match_gives_his_orders(order: MatchOrder) -> None:
    table = umpired()
    records = len(table.log)
    for by in ("player-ada", "eve", ""):
        assert by_umpire(table, order, "words", by) == []
    assert len(table.log) == records


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: type(order).__name__)
def test_every_order_that_was_obeyed_is_a_fact_and_is_audited(order: MatchOrder) -> None:
    table = umpired()
    if isinstance(order, GoOn):
        table.order(Pause())
    table.order(order, "words" if isinstance(order, News | Whisper) else "")
    assert table.log[-1].kind in ("order", "turn")
    assert is_audited(table)
    told = table.notices(OrderGiven) + table.notices(NewsTold) + table.notices(Whispered, UMPIRE)
    assert told, "and somebody hears of it"


@pytest.mark.parametrize(
    ("order", "words", "refusal"),
    [
        (News(), "", "rules.empty"),
        (Whisper(ADA), " ", "rules.empty"),
        (Whisper(NationId("atlantis")), "hear", "match.unknown-nation"),
        (Replace(NationId("atlantis")), "", "match.unknown-nation"),
        (GoOn(), "", "match.not-now"),
    ],
)
def test_orders_that_make_no_sense(order: MatchOrder, words: str, refusal: str) -> None:
    table = umpired()
    found = may(table.match, Ordered(table.now_ms, "umpire", "teacher", order, words))
    assert found is not None
    assert found.code == refusal


def test_only_the_server_gives_time_back() -> None:
    table = umpired()
    found = may(table.match, Ordered(table.now_ms, "umpire", "teacher", Credit(5)))
    assert found is not None
    assert found.code == "match.not-now"


def test_news_move_tension_at_the_end_of_the_turn_by_the_rules_own_ledger() -> None:
    with_news, without = umpired(), umpired()
    by_umpire(with_news, News(7), "A cart has lost a wheel.")
    assert with_news.match.state.crisis.tension == without.match.state.crisis.tension
    for table in (with_news, without):
        table.tick(TURN)
    more = with_news.match.state.crisis.tension - without.match.state.crisis.tension
    assert more == 7
    assert [one.words for one in with_news.match.streams.all if isinstance(one.notice, NewsTold)] == [
        "A cart has lost a wheel."
    ]
    assert is_audited(with_news)


def test_a_whisper_undoes_readiness() -> None:
    table = umpired()
    table.send("ada", Ready())
    by_umpire(table, Whisper(ADA), "one more thing")
    assert ADA not in table.match.table.ready


def test_a_replaced_player_makes_room_and_a_minister_speaks() -> None:
    table = umpired()
    effects = by_umpire(table, Replace(BEL))
    assert SeatVacant(BEL, bot=True) in effects
    seat = table.match.table.seats[BEL]
    assert (seat.holder, seat.player) == ("minister", "")
    assert table.match.free_seats() == [BEL]
    effects = table.sit("bel", "player-eve")
    assert SeatVacant(BEL, bot=False) in effects
    assert table.match.table.seats[BEL].holder == "player"
    assert is_audited(table)


def test_the_end_by_order_is_an_end_like_any_other() -> None:
    table = umpired(salt=b"s" * 32)
    effects = by_umpire(table, End())
    assert Over() in effects
    ended = table.notices(Ended)[0]
    assert (ended.turn, ended.salt) == (1, (b"s" * 32).hex())
    assert table.match.wake_at() is None
    assert by_umpire(table, Extend(60)) == []
    assert is_audited(table)


# -- polls ------------------------------------------------------------------------------------------------------


def test_a_majority_extends_and_only_counts_are_told() -> None:
    table = laid()
    deadline = table.match.table.deadline_ms
    assert isinstance(table.send("ada", Poll("extend")).outcome, Committed)
    assert table.match.table.deadline_ms == deadline
    table.send("bel", Poll("extend"))
    assert table.match.wake_at() == 0
    table.tick()
    assert table.match.table.deadline_ms == deadline + TURN // 2
    counts = [(n.yes, n.no, n.needs, n.outcome) for n in table.notices(Polled)]
    assert counts == [(1, 0, 2, "open"), (2, 0, 2, "carried")]
    assert table.notices(OrderGiven) == [OrderGiven("table", "extend", TURN // 2000)]
    assert is_audited(table)


@pytest.mark.parametrize("first", ["ada", "bel"])
def test_who_voted_how_is_sealed(first: str) -> None:
    """The bytes of all others are the same whoever cast which vote."""
    from tests.secrecy.script import frames

    worlds = []
    for yes in ("ada", "bel"):
        table = laid()
        table.send(first, Poll("end", yes=first == yes))
        worlds.append(table)
    one, other = (table.match.streams.after("public", 0) for table in worlds)
    kinds = [[type(heard.notice) for _, heard in stream] for stream in (one, other)]
    assert kinds[0] == kinds[1]
    swapped = laid()
    swapped.send("bel" if first == "ada" else "ada", Poll("end", yes=first == "ada"))
    for viewer in ("public",):
        assert frames(swapped.match, viewer) == frames(worlds[0].match, viewer)


def test_a_pause_by_vote_takes_from_the_budget_and_no_more_than_that() -> None:
    table = laid(pause_ms=10 * MINUTE)
    for nation in ("ada", "bel"):
        table.send(nation, Poll("pause"))
    table.tick()
    assert table.match.wake_at() == table.now_ms + 10 * MINUTE
    table.tick(4 * MINUTE)
    for nation in ("ada", "bel"):
        table.send(nation, Poll("go-on"))
    table.tick()
    assert table.match.table.pause_spent_ms == 4 * MINUTE
    table.tick(TURN)
    for nation in ("ada", "bel"):
        table.send(nation, Poll("pause"))
    table.tick()
    table.tick(6 * MINUTE)
    assert not table.match.table.paused_ms, "it ends when the budget is used"
    table.tick(TURN)
    assert code(table.send("ada", Poll("pause"))) == "match.not-now"
    assert is_audited(table)


def test_one_who_is_there_cannot_be_replaced_by_one_vote_but_one_who_is_away_can() -> None:
    table = laid(turn_ms=0)
    table.send("ada", Poll("replace", BEL))
    assert table.notices(Polled)[-1].outcome == "open"
    table.away("bel")
    assert table.notices(Polled)[-1].outcome == "carried", "the vote waited for him"
    table.tick()
    assert table.match.table.seats[BEL].holder == "minister"
    assert is_audited(table)


def test_a_vote_that_cannot_be_won_any_more_has_failed_and_is_not_put_again_this_turn() -> None:
    table = laid()
    table.send("ada", Poll("end"))
    table.send("bel", Poll("end", yes=False))
    assert table.notices(Polled)[-1].outcome == "failed"
    assert code(table.send("ada", Poll("end"))) == "match.voted"
    table.tick(TURN)
    assert code(table.send("ada", Poll("end"))) == "", "but in the next"


@pytest.mark.parametrize(
    ("poll", "refusal"),
    [
        (Poll("go-on"), "match.not-now"),
        (Poll("replace"), "match.not-now"),
        (Poll("replace", ADA), "match.not-now"),
        (Poll("replace", NationId("atlantis")), "match.not-now"),
    ],
)
def test_polls_that_make_no_sense(poll: Poll, refusal: str) -> None:
    assert code(laid().send("ada", poll)) == refusal


def test_a_vote_stands_and_polls_lapse_with_the_turn() -> None:
    table = laid()
    table.send("ada", Poll("end"))
    assert code(table.send("ada", Poll("end", yes=False))) == "match.voted"
    table.tick(TURN)
    assert table.match.table.votes == {}


# -- absence ----------------------------------------------------------------------------------------------------


def attended(effects: list[Effect]) -> dict[str, str]:
    """Who was there, as the turn's end says."""
    return {row.player: row.how for one in effects if isinstance(one, Attended) for row in one.seats}


def test_an_excused_turn_counts_neither_for_the_minister_nor_as_missed() -> None:
    table = laid()
    assert code(table.send("ada", Excuse(2))) == ""
    assert table.notices(Excused, "ada") == [Excused(2, 3)]
    assert table.notices(Excused, "bel") == []
    assert table.match.table.seats[ADA].holder == "charge", "he speaks at once"
    for _ in range(2):
        table.send("bel", Ready())
        effects = table.tick(TURN)
        assert attended(effects) == {"player-ada": "excused", "player-bel": "present"}
    assert table.match.table.missed == {}
    holders = []
    for _ in range(2):
        table.send("bel", Ready())
        effects = table.tick(TURN)
        assert attended(effects)["player-ada"] == "missed"
        holders.append(table.match.table.seats[ADA].holder)
    assert holders == ["charge", "minister"]
    assert is_audited(table)


def test_five_turns_a_match_are_excused() -> None:
    table = laid()
    assert code(table.send("ada", Excuse(3))) == ""
    assert code(table.send("ada", Excuse(3))) == "match.excuses", "they are excused already"
    assert code(table.send("ada", Excuse(5))) == ""
    assert table.notices(Excused, "ada")[-1] == Excused(5, 0)
    table.tick(TURN)
    assert code(table.send("ada", Excuse(5))) == "match.excuses"
    assert code(table.send("bel", Excuse(5))) == "", "another's are his own"


def test_who_acts_again_speaks_for_himself_and_was_present() -> None:
    table = laid()
    table.send("ada", Excuse(2))
    table.send("ada", Ready())
    assert table.match.table.seats[ADA].holder == "player"
    assert attended(table.tick(TURN))["player-ada"] == "present"


def test_a_newcomer_is_not_excused_by_what_his_predecessor_asked_for() -> None:
    table = laid()
    table.send("ada", Excuse(5))
    table.order(Replace(ADA))
    table.sit("ada", "player-eve")
    assert attended(table.tick(TURN))["player-eve"] == "present", "he has just come"
    assert attended(table.tick(TURN))["player-eve"] == "missed"


def test_without_a_clock_one_leaves_instead() -> None:
    assert code(laid(turn_ms=0).send("ada", Excuse())) == "match.not-now"


def test_without_a_clock_nobody_waits_for_ever_for_one_who_is_gone() -> None:
    table = laid(turn_ms=0)
    table.send("ada", Ready())
    table.tick(TURN)
    assert table.match.state.turn == 1
    table.away("bel")
    table.tick()
    assert table.match.state.turn == 2
    assert table.match.table.seats[BEL].holder == "charge"
    assert is_audited(table)


def test_a_table_whose_players_are_all_gone_stands_still() -> None:
    table = laid(turn_ms=0)
    table.send("ada", Ready())
    table.away("ada")
    table.away("bel")
    assert table.match.wake_at() is not None, "Ada has said that she is ready"
    table = laid(turn_ms=0)
    table.away("ada")
    table.away("bel")
    assert table.match.wake_at() is None


def test_with_a_clock_who_is_gone_is_waited_for_until_the_deadline() -> None:
    table = laid()
    table.send("ada", Ready())
    table.away("bel")
    assert table.match.wake_at() == table.match.table.deadline_ms - TURN // 4, "he is warned"
    table.tick(TURN * 3 // 4)
    assert table.match.wake_at() == table.match.table.deadline_ms


def test_who_is_back_is_waited_for_again() -> None:
    table = laid(turn_ms=0)
    table.away("bel")
    table.away("bel", away=False)
    table.send("ada", Ready())
    assert table.match.wake_at() is None
    assert isinstance(table.away("ada", away=False), list)
    commits = [one for one in table.away("bel", away=False) if isinstance(one, Commit)]
    assert commits == [], "nothing has changed"


def test_rows_name_players_for_reliability() -> None:
    table = laid()
    table.send("ada", Ready())
    table.tick(TURN)
    assert table.match.table.attended == (
        SeatAttended(ADA, "player-ada", "present"),
        SeatAttended(BEL, "player-bel", "missed"),
    )
