"""What those in charge did is kept, found by name, and forgotten when it is old."""

from __future__ import annotations

from detente_server.host.environment import Environment
from detente_server.host.moderation.audit import DAY_MS, KIND, AuditLog
from detente_server.store import AsyncStore, MemoryStore


class Clock:
    """A clock in the hand of the test."""

    ms = 1_700_000_000_000

    def __call__(self) -> int:
        return self.ms


async def books() -> tuple[AuditLog, AsyncStore, Clock]:
    """An empty log kept for ten days, its store and its clock."""
    store, clock = AsyncStore(MemoryStore()), Clock()
    return AuditLog(store, Environment(clock_ms=clock), days=10), store, clock


async def test_what_was_noted_is_read_again_in_order_after_a_restart() -> None:
    log, store, clock = await books()
    for n in range(5):  # all in one millisecond
        assert await log.note("console", "kick", f"Player {n}", "shouts")
    again = AuditLog(store, Environment(clock_ms=clock), days=10)
    again.load(store.store.list_documents(KIND))
    assert again.entries() == log.entries()
    assert [one.about for one in again.entries()] == [f"Player {n}" for n in range(5)]
    assert await again.note("console", "ban", "Player 5")
    assert again.entries()[-1].about == "Player 5"


async def test_entries_are_found_by_who_did_it_and_by_whom_it_was_done_to() -> None:
    log, _, _ = await books()
    await log.note("Ada", "kick", "Bel")
    await log.note("console", "ban", "ada")
    await log.note("console", "drain")
    assert [one.what for one in log.entries("ADA")] == ["kick", "ban"]
    assert [one.what for one in log.entries("bel")] == ["kick"]
    assert [one.what for one in log.entries(most=2)] == ["ban", "drain"]


async def test_old_entries_are_forgotten_and_no_others() -> None:
    log, store, clock = await books()
    await log.note("console", "kick", "Ada")
    clock.ms += 9 * DAY_MS
    await log.note("console", "kick", "Bel")
    clock.ms += 2 * DAY_MS
    await log.sweep()
    assert [one.about for one in log.entries()] == ["Bel"]
    assert len(store.store.list_documents(KIND)) == 1


async def test_nothing_that_a_terminal_obeys_is_kept() -> None:
    log, _, _ = await books()
    await log.note("console", "kick", "A\x1b[2Jda", "be\u202egone\nforged line")
    (one,) = log.entries()
    assert (one.about, one.why) == ("A[2Jda", "begone forged line")


async def test_who_is_erased_has_another_name_on_record() -> None:
    log, store, _ = await books()
    await log.note("console", "kick", "Ada", "shouts")
    await log.rename("Ada", "somebody erased")
    assert [(one.about, one.why) for one in log.entries()] == [("somebody erased", "shouts")]
    assert b"Ada" not in store.store.list_documents(KIND)[0].body
