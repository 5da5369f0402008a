"""What is kept of how people get along: mutes, blocks, bans, silences, flags, reliability."""

from __future__ import annotations

import pytest
from attrs import evolve

from detente_server.host.environment import Environment
from detente_server.host.moderation import Moderation
from detente_server.host.moderation.flags import CLOSED_MS, OPEN_OF_ONE, Evidence
from detente_server.host.moderation.reliability import Figure, figure_of
from detente_server.host.moderation.sanctions import Sanction
from detente_server.host.moderation.ties import MOST, Tie
from detente_server.store import AsyncStore, MemoryStore
from tests.host.moderation.test_audit import Clock

HOUR_MS = 3_600_000
WORDS = Evidence("match", 7, 2, 100, '{"type":"said"}', "You fool", "bel", "id-bel", "Bel Canto")


class Office:
    """What is kept, its store and its clock."""

    def __init__(self) -> None:
        self.store, self.clock = AsyncStore(MemoryStore()), Clock()

    async def open(self) -> Moderation:
        """As the store holds it now."""
        return await Moderation.loaded(self.store, Environment(clock_ms=self.clock), 365)


async def test_a_block_is_a_mute_besides_and_both_outlive_a_restart() -> None:
    office = Office()
    kept = await office.open()
    await kept.ties.mute("ada", Tie("bel", "Bel"))
    await kept.ties.mute("ada", Tie("cat", "Cat", blocked=True))
    kept = await office.open()
    assert [(tie.name, tie.blocked) for tie in kept.ties.of("ada")] == [("Bel", False), ("Cat", True)]
    assert (kept.ties.blocks("ada", "cat"), kept.ties.blocks("cat", "ada")) == (True, False)
    assert kept.ties.apart("cat", "ada")
    assert not kept.ties.apart("ada", "bel")


async def test_to_mute_who_is_blocked_does_not_let_him_in_again() -> None:
    kept = await Office().open()
    await kept.ties.mute("ada", Tie("bel", "Bel", blocked=True))
    await kept.ties.mute("ada", Tie("bel", "Bel"))
    assert kept.ties.blocks("ada", "bel")
    await kept.ties.release("ada", "bel")
    assert kept.ties.of("ada") == ()


async def test_a_list_has_an_end() -> None:
    kept = await Office().open()
    for n in range(MOST):
        await kept.ties.mute("ada", Tie(f"id-{n}", f"Player {n}"))
    assert kept.ties.full("ada", "one more")
    assert not kept.ties.full("ada", "id-0")


async def test_bans_and_silences_end_by_themselves_and_are_swept() -> None:
    office = Office()
    kept = await office.open()
    now = office.clock.ms
    await kept.sanctions.impose(Sanction("ban", "ada", now + HOUR_MS, "Ada", by="console", why="shouts"))
    await kept.sanctions.impose(Sanction("ban", "192.0.2.7", now + 2 * HOUR_MS, "192.0.2.7"))
    await kept.sanctions.impose(Sanction("silence", "bel", now + HOUR_MS, "Bel", match="m1"))
    kept = await office.open()
    assert kept.sanctions.ban_of("ada")
    assert kept.sanctions.ban_of("new", "192.0.2.7")
    assert not kept.sanctions.ban_of("new", "192.0.2.8")
    assert not kept.sanctions.ban_of("", "")
    assert kept.sanctions.silence_of("bel", "m1")
    assert not kept.sanctions.silence_of("bel", "m2")
    assert not kept.sanctions.silence_of("ada", "m1")
    office.clock.ms += HOUR_MS
    assert not kept.sanctions.ban_of("ada")
    assert kept.sanctions.ban_of("new", "192.0.2.7")
    await kept.sanctions.sweep()
    assert len(office.store.store.list_documents("sanction")) == 1


async def test_a_sanction_that_is_lifted_is_gone_for_good() -> None:
    office = Office()
    kept = await office.open()
    await kept.sanctions.impose(Sanction("ban", "ada", office.clock.ms + HOUR_MS, "Ada"))
    assert await kept.sanctions.lift("ban", "ada")
    assert not await kept.sanctions.lift("ban", "ada")
    assert not (await office.open()).sanctions.all()


async def test_flags_keep_their_numbers_and_their_evidence() -> None:
    office = Office()
    kept = await office.open()
    flag = await kept.flags.raise_("ada", "Ada", WORDS, "insult")
    assert flag is not None
    kept = await office.open()
    assert kept.flags.all() == [flag]
    assert kept.flags.same("ada", WORDS) == flag
    assert await kept.flags.close(flag.number, "console", "warned")
    second = await kept.flags.raise_("ada", "Ada", WORDS, "")
    assert second is not None
    assert second.number == 2
    assert [one.number for one in kept.flags.all(closed=True)] == [1]
    office.clock.ms += CLOSED_MS
    await kept.flags.sweep()
    assert kept.flags.get(1) is None
    assert kept.flags.get(2) == second


async def test_one_player_cannot_fill_the_box() -> None:
    kept = await Office().open()
    for n in range(OPEN_OF_ONE):
        await kept.flags.raise_("ada", "Ada", evolve(WORDS, cursor=n), "")
    assert kept.flags.full("ada")
    assert not kept.flags.full("bel")


async def test_who_is_erased_is_nowhere() -> None:
    office = Office()
    kept = await office.open()
    await kept.ties.mute("ada", Tie("id-bel", "Bel Canto"))
    await kept.ties.mute("id-bel", Tie("ada", "Ada"))
    await kept.sanctions.impose(Sanction("ban", "id-bel", office.clock.ms + HOUR_MS, "Bel Canto"))
    await kept.flags.raise_("ada", "Ada", WORDS, "insult")
    await kept.reliability.attended([("id-bel", "present")])
    await kept.audit.note("console", "ban", "Bel Canto", "insults")
    await kept.forget("id-bel", "Bel Canto")
    kinds = ("ties", "sanction", "flag", "reliability", "audit")
    left = b"".join(
        one.body + one.key.encode() for kind in kinds for one in office.store.store.list_documents(kind)
    )
    assert b"el Canto" not in left
    assert b"id-bel" not in left
    assert b"fool" not in left


@pytest.mark.parametrize(
    ("turns", "figure"),
    [
        ("", None),
        ("pppp", None),
        ("ppppp", Figure(100, 5)),
        ("pppem", Figure(80, 5)),
        ("mmmmm", Figure(0, 5)),
        ("m" + "p" * 29, Figure(96, 30)),
        ("m" + "p" * 30, Figure(100, 30)),  # forgotten
        ("p" * 10 + "m" * 30, Figure(25, 40)),
        ("m" * 10 + "e" * 30, Figure(100, 30)),
    ],
)
def test_the_figure_is_recent_and_forgiving(turns: str, figure: Figure | None) -> None:
    assert figure_of(turns) == figure


async def test_a_table_that_asks_for_reliable_players_takes_newcomers() -> None:
    office = Office()
    kept = await office.open()
    await kept.reliability.attended([("ada", "present"), ("bel", "missed")])
    assert kept.reliability.enough("bel", 90)
    for _ in range(4):
        await kept.reliability.attended([("ada", "excused"), ("bel", "missed")])
    kept = await office.open()
    assert kept.reliability.of("ada") == Figure(100, 5)
    assert not kept.reliability.enough("bel", 90)


async def test_only_the_last_forty_turns_are_kept() -> None:
    kept = await Office().open()
    for _ in range(60):
        await kept.reliability.attended([("ada", "present")])
    assert kept.reliability.of("ada") == Figure(100, 40)
