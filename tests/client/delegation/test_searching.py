"""Words are found in every room, with turn and place."""

from __future__ import annotations

from detente_client.delegation.searching import excerpt, find
from detente_client.delegation.transcript import Transcript
from tests.client.delegation.test_desk import attended
from tests.client.delegation.test_transcript import B1, M1, heard


def test_letters_large_or_small_and_answers_are_passed_over() -> None:
    transcript = Transcript()
    transcript.add(M1, ("Nothing here.", "The LEASE is short."), "message", heard(1))
    transcript.add(B1, ("Straße",), "message", heard(2))
    transcript.add(M1, ("The lease, by /find lease.",), "own")
    assert [hit.line for hit in find(transcript.entries, "lease")] == ["The LEASE is short."]
    assert [hit.entry.room for hit in find(transcript.entries, "STRASSE")] == [B1]
    assert find(transcript.entries, "  ") == []


def test_a_long_line_is_cut_around_what_was_found() -> None:
    cut = excerpt("x" * 100 + " lease " + "y" * 100, "lease")
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert "lease" in cut


async def test_the_line_mode_finds_lists_rooms_and_reads_the_door() -> None:
    delegation, ear = await attended(2)
    await delegation.take("/find sovereignty")
    assert "place" in ear.said[0]
    assert any(line.startswith("Turn ") and "sovereignty" in line.casefold() for line in ear.said[1:])
    ear.said.clear()
    await delegation.take("/find xyzzy")
    assert ear.said == ["Nowhere in what you were told stands: xyzzy"]
    ear.said.clear()
    await delegation.take("/rooms")
    assert any(line.startswith("m1 Britain: ") for line in ear.said)
    ear.said.clear()
    await delegation.take("/rooms m1")
    assert ear.said[0].startswith("m1 Britain: ")
