"""The link without a socket: what it says after what it heard, as a play between it and a server."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from attrs import define, evolve

from detente_client.link.core import Link
from detente_client.link.happening import Down, Lost, Pause, Stop, Up
from detente_client.link.haste import SOON, TRIES
from detente_client.link.memory import Forgetful, Memory, MemoryFile
from detente_client.link.pausing import FIRST_S, LONGEST_S, STEADY_S, Pauses
from detente_wire.acts import Ready
from detente_wire.limits import CLOSE_CODES, Limits
from detente_wire.messages import (
    Attend,
    Auth,
    ClientMessage,
    Closing,
    Command,
    CommandId,
    Committed,
    Denied,
    Guest,
    Heard,
    ListMatches,
    Matches,
    MatchId,
    Receipt,
    RequestId,
    Resume,
    Resumed,
    ServerMessage,
    Token,
    Unknown,
)
from tests.client.fakeserver import LINEAGE, MATCH, FakeServer, heard, hello, refused, welcome

BROKEN = Lost("closed", "", 1006)
NOBODY = Lost("unreachable", "No server listens there.")


def command(n: int) -> Command:
    return Command(CommandId(f"{n:032x}"), MATCH, Ready())


def link(memory: Memory | None = None, guest: str = "Ann", token: str = "") -> Link:
    return Link(memory or Forgetful(), guest, token, private=True, chance=lambda: 0.5)


def up(made: Link, *, token: str = "token-1", limits: Limits | None = None) -> list[ClientMessage]:
    """Connect; what the link says once it is let in."""
    made.opened(0.0)
    made.hear(hello(limits=limits or Limits()), 0.0)
    made.outgoing(0.0)
    made.hear(welcome(token), 0.0)
    return made.outgoing(0.0)


# -- being let in --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kept", "guest", "token", "said"),
    [
        ("", "Ann", "", Guest("Ann")),
        ("", "", "solo", Token("solo")),
        ("", "Ann", "solo", Token("solo")),
        ("old", "Ann", "solo", Resume("old")),
    ],
)
def test_who_it_says_that_it_is(kept: str, guest: str, token: str, said: object) -> None:
    made = link(Forgetful(kept), guest, token)
    made.opened(0.0)
    assert made.outgoing(0.0) == []
    made.hear(hello(), 0.0)
    [auth] = made.outgoing(0.0)
    assert isinstance(auth, Auth)
    assert auth.who == said


def test_nothing_is_said_before_it_is_let_in() -> None:
    made = link()
    made.order(command(1))
    made.request(ListMatches(RequestId("r")))
    made.attend(MATCH)
    made.opened(0.0)
    made.hear(hello(), 0.0)
    assert [type(message) for message in made.outgoing(0.0)] == [Auth]
    made.hear(welcome(), 0.0)
    assert made.outgoing(0.0) == [Attend(MATCH), ListMatches(RequestId("r")), command(1)]
    assert [type(happening) for happening in made.happenings()] == [Up]


def test_the_newest_token_is_the_next_one() -> None:
    made = link()
    up(made, token="first")
    made.lost(BROKEN, 1.0)
    made.opened(2.0)
    made.hear(hello(), 2.0)
    assert made.outgoing(2.0) == [Auth(Resume("first"), "detente 0.1.0")]


def test_a_server_that_forgot_us_gets_us_as_a_guest() -> None:
    memory = Forgetful("of another database")
    memory.keep(command(1))
    made = link(memory)
    made.opened(0.0)
    made.hear(hello(), 0.0)
    made.outgoing(0.0)
    made.hear(Closing("bad-auth", "Unknown."), 0.0)
    assert made.lost(Lost("closed", "", 4503), 0.0) == Pause(0.0)
    [told] = made.happenings()
    assert isinstance(told, Receipt)
    assert told.id == command(1).id
    assert isinstance(told.outcome, Denied)
    assert told.outcome.code == "match.not-seated"
    made.opened(0.0)
    made.hear(hello(), 0.0)
    assert made.outgoing(0.0) == [Auth(Guest("Ann"), "detente 0.1.0")]
    made.hear(Closing("bad-auth", "Guests are not let in."), 0.0)
    assert made.lost(Lost("closed", "", 4503), 0.0) == Stop("Guests are not let in.", "bad-auth")
    assert memory.orders == ()


# -- orders --------------------------------------------------------------------------------------------------------


def test_an_order_is_sent_again_with_its_id_until_it_is_answered_once() -> None:
    made = link()
    up(made)
    made.order(command(1))
    assert made.outgoing(0.0) == [command(1)]
    assert made.outgoing(0.0) == []
    made.lost(BROKEN, 1.0)
    assert up(made) == [command(1)]
    made.happenings()
    receipt = Receipt(command(1).id, Committed(3), MATCH)
    made.hear(receipt, 0.0)
    made.hear(receipt, 0.0)
    assert made.happenings() == [receipt]
    made.lost(BROKEN, 1.0)
    assert up(made) == []


def test_no_more_orders_at_once_than_the_server_takes() -> None:
    made = link()
    up(made, limits=Limits(incoming_frames=2))
    for n in range(1, 6):
        made.order(command(n))
    assert made.outgoing(0.0) == [command(1), command(2)]
    made.hear(Receipt(command(1).id, Committed(), MATCH), 0.0)
    assert made.outgoing(0.0) == [command(3)]


@pytest.mark.parametrize("code", sorted(SOON))
def test_what_came_too_soon_comes_again_later(code: str) -> None:
    made = link()
    up(made)
    made.happenings()
    made.order(command(1))
    now = 0.0
    for _ in range(TRIES):
        assert made.outgoing(now) == [command(1)]
        made.hear(refused(command(1).id, code, retry=True), now)
        assert made.happenings() == []
        wake_at = made.wake_at()
        assert wake_at is not None
        assert made.outgoing(wake_at - 0.01) == []
        now = wake_at
    assert made.outgoing(now) == [command(1)]
    last = refused(command(1).id, code, retry=True)
    made.hear(last, now)
    assert made.happenings() == [last]
    assert made.wake_at() is None


def test_the_servers_own_wish_is_waited_for() -> None:
    made = link()
    up(made)
    made.order(command(1))
    made.outgoing(0.0)
    made.hear(refused(command(1).id, "host.rate", retry=True, retry_s="7"), 0.0)
    wake_at = made.wake_at()
    assert wake_at is not None
    assert 7.0 < wake_at < 8.0


def test_a_wish_that_is_too_long_is_told_and_not_waited_for() -> None:
    made = link()
    up(made)
    made.happenings()
    made.order(command(1))
    made.outgoing(0.0)
    told = refused(command(1).id, "host.rate", retry=True, retry_s="86400")
    made.hear(told, 0.0)
    assert made.happenings() == [told]
    assert made.wake_at() is None


@pytest.mark.parametrize(("code", "retry"), [("host.read-only", True), ("rules.no-envoys", False)])
def test_other_refusals_are_told_at_once(code: str, retry: bool) -> None:
    made = link()
    up(made)
    made.happenings()
    made.order(command(1))
    made.outgoing(0.0)
    told = refused(command(1).id, code, retry=retry)
    made.hear(told, 0.0)
    assert made.happenings() == [told]


# -- streams -------------------------------------------------------------------------------------------------------


def attending(made: Link) -> None:
    made.attend(MATCH)
    up(made)
    made.hear(Resumed(MATCH, LINEAGE, False, 0, 0, "first"), 0.0)
    made.happenings()


def cursors(made: Link) -> list[int]:
    return [happening.cursor for happening in made.happenings() if isinstance(happening, Heard)]


def test_a_repeated_cursor_is_dropped_and_a_gap_is_asked_for_once() -> None:
    made = link()
    attending(made)
    for cursor in (1, 2, 2, 1, 3, 5, 6, 7):
        made.hear(heard(cursor), 0.0)
    assert cursors(made) == [1, 2, 3]
    assert made.outgoing(0.0) == [Attend(MATCH, 3, LINEAGE)]
    made.hear(Resumed(MATCH, LINEAGE, True, 3, 7), 0.0)
    for cursor in (4, 5, 6, 7, 8):
        made.hear(heard(cursor), 0.0)
    assert cursors(made) == [4, 5, 6, 7, 8]
    assert made.outgoing(0.0) == []


def test_a_new_connection_goes_on_from_the_cursor() -> None:
    made = link()
    attending(made)
    made.hear(heard(1), 0.0)
    made.lost(BROKEN, 1.0)
    assert up(made) == [Attend(MATCH, 1, LINEAGE)]


def test_a_match_that_is_attended_anew_is_heard_from_the_beginning() -> None:
    made = link()
    attending(made)
    for cursor in (1, 2, 3):
        made.hear(heard(cursor), 0.0)
    made.happenings()
    made.look(MATCH)
    assert made.outgoing(0.0) == [Attend(MATCH, 3, LINEAGE)]
    made.hear(Resumed(MATCH, LINEAGE, True, 3, 3), 0.0)
    made.attend(MATCH)
    assert made.outgoing(0.0) == [Attend(MATCH)]
    made.hear(heard(4), 0.0)
    made.hear(Resumed(MATCH, LINEAGE, False, 0, 4, "first"), 0.0)
    for cursor in (1, 2, 3, 4):
        made.hear(heard(cursor), 0.0)
    assert cursors(made) == [1, 2, 3, 4]


@pytest.mark.parametrize("reason", ["lineage", "ahead", "seat"])
def test_what_cannot_be_recovered_is_heard_from_the_beginning(reason: str) -> None:
    made = link()
    attending(made)
    for cursor in (1, 2, 3):
        made.hear(heard(cursor), 0.0)
    assert cursors(made) == [1, 2, 3]
    made.hear(Resumed(MATCH, LINEAGE, False, 0, 2, reason), 0.0)  # type: ignore[arg-type]
    for cursor in (1, 2):
        made.hear(heard(cursor), 0.0)
    assert cursors(made) == [1, 2]


def test_strangers_and_the_unknown_are_passed_over() -> None:
    made = link()
    attending(made)
    made.hear(Unknown("weather"), 0.0)
    made.hear(heard(1, MatchId("b" * 16)), 0.0)
    made.hear(Receipt(command(9).id, Committed(), MATCH), 0.0)
    assert made.happenings() == []


# -- questions -----------------------------------------------------------------------------------------------------


def test_an_unanswered_question_is_asked_again() -> None:
    made = link()
    up(made)
    asked = ListMatches(RequestId("r"))
    made.request(asked)
    assert made.outgoing(0.0) == [asked]
    made.hear(Matches(RequestId("r"), (), more=True), 0.0)
    made.lost(BROKEN, 1.0)
    assert up(made) == [asked]
    made.hear(Matches(RequestId("r")), 0.0)
    made.lost(BROKEN, 1.0)
    assert up(made) == []


# -- connections that end ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(CLOSE_CODES))
@pytest.mark.parametrize("said", [True, False], ids=["told", "code alone"])
def test_every_close_code_means_what_the_table_says(name: str, said: bool) -> None:
    made = link()
    up(made)
    row = CLOSE_CODES[name]
    if said:
        made.hear(Closing(name, retry_after_s=9 if row.come_back else 0), 0.0)
    verdict = made.lost(Lost("closed", "", row.code), 1.0)
    if row.come_back:
        assert isinstance(verdict, Pause)
        assert (verdict.seconds >= 9) == said
        assert made.happenings()[-1] == Down()
    else:
        assert verdict == Stop(row.meaning, name)


def test_an_unknown_code_from_4500_on_is_an_end_too() -> None:
    made = link()
    up(made)
    assert isinstance(made.lost(Lost("closed", "No.", 4999), 1.0), Stop)
    assert isinstance(made.lost(Lost("closed", "Yes.", 4499), 1.0), Pause)


def test_what_never_stood_is_not_lost() -> None:
    made = link()
    assert isinstance(made.lost(NOBODY, 0.0), Pause)
    assert made.happenings() == []


@pytest.mark.parametrize("chance", [0.0, 0.25, 0.999])
def test_pauses_grow_to_a_bound_with_full_jitter(chance: float) -> None:
    pauses = Pauses(lambda: chance)
    bounds = [min(LONGEST_S, FIRST_S * 2.0**n) for n in range(12)]
    assert [pauses.next() for _ in bounds] == pytest.approx([chance * bound for bound in bounds])
    assert pauses.next(20) == pytest.approx(20 + chance * LONGEST_S)
    pauses.connected_for(STEADY_S - 1)
    assert pauses.next() == pytest.approx(chance * LONGEST_S)
    pauses.connected_for(STEADY_S)
    assert pauses.next() == pytest.approx(chance * FIRST_S)


# -- a client that is started again --------------------------------------------------------------------------------


def test_a_restarted_client_is_who_it_was_and_knows_its_orders(tmp_path: Path) -> None:
    path = tmp_path / "sessions" / "here.json"
    with MemoryFile.opened(path) as memory:
        assert memory is not None
        made = link(memory)
        up(made, token="kept")
        made.order(command(1))
        made.order(command(2))
        made.outgoing(0.0)
        made.hear(Receipt(command(1).id, Committed(), MATCH), 0.0)
    with MemoryFile.opened(path) as memory:
        assert memory is not None
        assert memory.token == "kept"
        assert up(link(memory), token="next") == [command(2)]
    assert path.stat().st_mode & 0o077 == 0


def test_two_clients_do_not_share_a_memory(tmp_path: Path) -> None:
    with MemoryFile.opened(tmp_path / "here.json") as first:
        assert first is not None
        with MemoryFile.opened(tmp_path / "here.json") as second:
            assert second is None
    with MemoryFile.opened(tmp_path / "here.json") as third:
        assert third is not None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"token": "a"}', '{"token": "", "orders": ["{}"]}', "\0"])
def test_a_damaged_memory_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "here.json").write_text(text)
    with MemoryFile.opened(tmp_path / "here.json") as memory:
        assert memory is not None
        assert memory.orders == ()


# -- a hundred bad nights ------------------------------------------------------------------------------------------


@define
class Night:
    """A link and a server with a line between them that breaks at any frame, and loses or repeats notices."""

    seed: int
    kind: type[Link] = Link

    def run(self) -> tuple[list[int], list[CommandId], list[CommandId]]:
        """Cursors heard, orders carried out, receipts had."""
        chance = random.Random(self.seed)
        server, memory = FakeServer(), Forgetful()
        made = self.kind(memory, "Ann", chance=chance.random)
        made.attend(MATCH)
        orders = [command(n) for n in range(1, 13)]
        heard_at: list[int] = []
        receipts: list[CommandId] = []
        now = 0.0
        while orders or memory.orders or len(heard_at) < len(server.stream):
            now += 1.0
            made.opened(now)
            wire: list[ServerMessage] = server.connect()
            for _ in range(chance.randrange(1, 40)):
                if orders and chance.random() < 0.3:
                    made.order(orders.pop(0))
                if chance.random() < 0.2 and len(server.stream) < 60:
                    wire += server.tell()
                wire += server.take(made.outgoing(now))
                if wire:
                    made.hear(wire[0], now)
                    twice = isinstance(wire[0], Heard) and chance.random() < 0.1
                    del wire[: 0 if twice else 1]
                if wire and isinstance(wire[0], Heard) and chance.random() < 0.1:
                    del wire[0]
                for happening in made.happenings():
                    if isinstance(happening, Heard):
                        heard_at.append(happening.cursor)
                    elif isinstance(happening, Receipt):
                        receipts.append(happening.id)
            made.lost(BROKEN, now)
            if now > 2000:
                raise AssertionError("it does not come to an end")
        assert len(server.stream) == len(heard_at) or self.kind is not Link
        return heard_at, server.done, receipts


@pytest.mark.parametrize("seed", range(100))
def test_nothing_is_lost_or_done_twice_over_broken_lines(seed: int) -> None:
    heard_at, done, receipts = Night(seed).run()
    assert heard_at == list(range(1, len(heard_at) + 1))
    assert sorted(done) == sorted(receipts) == [command(n).id for n in range(1, 13)]


class Repeats(Link):
    """Takes what it had before."""

    def _heard(self, heard: Heard) -> None:
        self._places[MATCH].cursor = heard.cursor
        self._happenings.append(heard)


class Renames(Link):
    """Sends an unanswered order with a fresh id."""

    def opened(self, now_s: float) -> None:
        super().opened(now_s)
        for pending in self._pending.values():
            assert isinstance(pending.order, Command)
            pending.order = evolve(
                pending.order, id=CommandId(f"{random.Random(now_s).getrandbits(128):032x}")
            )


def test_a_link_that_repeats_is_noticed() -> None:
    nights = [Night(seed, Repeats).run()[0] for seed in range(10)]
    assert any(cursors != list(range(1, len(cursors) + 1)) for cursors in nights)


def test_a_link_that_renames_is_noticed() -> None:
    with pytest.raises(AssertionError, match="come to an end"):
        _ = [Night(seed, Renames).run() for seed in range(10)]
