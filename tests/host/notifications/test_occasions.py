"""What is worth a notification: a table of what happens between two listings, and how it is said."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from detente_server.host.lobby.directory import Listing
from detente_server.host.notifications.delivery import DeliveryId
from detente_server.host.notifications.occasions import Occasion, id_of, news
from detente_server.host.notifications.wording import iso, when, worded
from detente_wire.messages import Digest, MatchId, MatchRow, SeatRow
from detente_wire.terms import NationId


def listing(said: str) -> Listing | None:
    """``playing 3: ada bel=charge`` as a listing; ``-``: there was none."""
    if said == "-":
        return None
    head, _, seats = said.partition(":")
    phase, turn = head.split()
    players, rows = [], []
    for n, seat in enumerate(seats.split()):
        player, _, holder = seat.partition("=")
        nation = NationId(f"n{n}")
        rows.append(SeatRow(nation, holder or "player"))  # type: ignore[arg-type]
        if player != "_":
            players.append((nation, player))
    row = _row(phase=phase, turn=int(turn), seats=tuple(rows))
    return Listing(row, tuple(players))


def _row(**more: Any) -> MatchRow:
    given = {"phase": "playing", "turn": 3, "seats": (), "turn_s": 86_400, "deadline_s": 1_000_000, **more}
    return MatchRow(
        MatchId("m"),
        "teatime",
        Digest("d"),
        "Teatime",
        "variable",
        "correspondence",
        **given,
    )


NEWS = """
-                           | muster 0: ada _=empty           |
muster 0: ada _=empty       | muster 0: ada bel               | bel seated
muster 0: ada bel           | muster 0: ada _=empty           | bel replaced
muster 0: ada bel           | playing 1: ada bel              | ada turn, bel turn
-                           | playing 1: ada _=bot            | ada turn
muster 0: ada               | playing 1: ada bel              | ada turn, bel seated, bel turn
playing 1: ada bel          | playing 1: ada bel              |
playing 1: ada bel          | playing 2: ada bel              | ada turn, bel turn
playing 1: ada bel          | playing 5: ada bel              | ada turn, bel turn
playing 2: ada bel          | playing 1: ada bel              |
playing 1: ada bel          | playing 2: ada bel=charge       | ada turn, bel replaced, bel turn
playing 2: ada bel=charge   | playing 2: ada bel=minister     | bel replaced
playing 2: ada bel=charge   | playing 2: ada bel              |
playing 2: ada bel=charge   | playing 2: ada bel=charge       |
playing 2: ada bel=minister | playing 2: ada cyd              | cyd seated, bel replaced
playing 2: ada bel          | over 2: ada bel                 | ada ended, bel ended
playing 2: ada bel=minister | over 3: ada                     | ada ended, bel ended
over 3: ada bel             | over 3: ada bel                 |
-                           | over 3: ada bel                 |
"""


@pytest.mark.parametrize("case", NEWS.strip().splitlines())
def test_what_has_happened(case: str) -> None:
    before, after, told = (part.strip() for part in case.split("|"))
    stands = listing(after)
    assert stands is not None
    found = ", ".join(f"{player} {occasion.kind}" for player, occasion in news(listing(before), stands))
    assert found == told


def test_of_a_table_that_is_called_off_all_who_sat_are_told_once() -> None:
    before = listing("muster 0: ada bel")
    assert before is not None
    after = evolve(before, terms=evolve(before.terms, cancelled=True))
    told = list(news(before, after))
    assert [(player, occasion.kind) for player, occasion in told] == [("ada", "ended"), ("bel", "ended")]
    assert (
        worded(DeliveryId("d"), told[0][1], "UTC", "").lines[0] == "“Teatime” was called off before it began."
    )
    assert list(news(after, after)) == []


def test_an_id_is_of_match_event_turn_player_and_contact() -> None:
    given = Occasion("turn", "m", "Teatime", 3, 1_000_000)
    same = id_of(given, "ada", "1")
    assert same == id_of(Occasion("turn", "m", "Teatime", 3, 2_000_000), "ada", "1")
    others = {
        id_of(Occasion("deadline", "m", "Teatime", 3), "ada", "1"),
        id_of(Occasion("turn", "n", "Teatime", 3), "ada", "1"),
        id_of(Occasion("turn", "m", "Teatime", 4), "ada", "1"),
        id_of(given, "bel", "1"),
        id_of(given, "ada", "2"),
    }
    assert len(others | {same}) == 6


def test_a_muster_is_told_each_time_that_it_is_called() -> None:
    """Once for each call: another one has another end."""
    off, on = listing("muster 0: ada bel"), listing("muster 0: ada bel")
    assert off is not None
    assert on is not None
    first = evolve(on, row=evolve(on.row, muster_until_s=500))
    second = evolve(on, row=evolve(on.row, muster_until_s=900))
    assert [player for player, occasion in news(off, first) if occasion.kind == "muster"] == ["ada", "bel"]
    assert list(news(first, first)) == list(news(first, off)) == []
    ids = {id_of(occasion, player, "1") for one in (first, second) for player, occasion in news(off, one)}
    assert len(ids) == 4
    begun = listing("playing 1: ada bel")
    assert begun is not None
    assert [occasion.kind for _, occasion in news(first, begun)] == ["turn", "turn"]


TIMES = [
    (1_795_798_800, "UTC", "on Friday, 27 November 2026, 17:00 UTC", "2026-11-27T17:00:00+00:00"),
    (
        1_795_798_800,
        "Europe/Berlin",
        "on Friday, 27 November 2026, 18:00 CET (Europe/Berlin)",
        "2026-11-27T18:00:00+01:00",
    ),
    (
        1_785_258_000,
        "Europe/Berlin",
        "on Tuesday, 28 July 2026, 19:00 CEST (Europe/Berlin)",
        "2026-07-28T19:00:00+02:00",
    ),
    (
        1_792_888_200,  # the hour that comes twice
        "Europe/Berlin",
        "on Sunday, 25 October 2026, 02:30 CEST (Europe/Berlin)",
        "2026-10-25T02:30:00+02:00",
    ),
    (
        1_792_891_800,
        "Europe/Berlin",
        "on Sunday, 25 October 2026, 02:30 CET (Europe/Berlin)",
        "2026-10-25T02:30:00+01:00",
    ),
    (
        1_795_798_800,
        "Asia/Kolkata",
        "on Friday, 27 November 2026, 22:30 IST (Asia/Kolkata)",
        "2026-11-27T22:30:00+05:30",
    ),
]


@pytest.mark.parametrize(("at_s", "zone", "words", "program"), TIMES)
def test_a_deadline_names_its_zone(at_s: int, zone: str, words: str, program: str) -> None:
    assert when(at_s, zone) == words
    assert iso(at_s, zone) == program


def test_a_server_that_does_not_know_where_it_is_joined_does_not_say_so() -> None:
    made = worded(DeliveryId("d"), Occasion("turn", "abcdefgh", "Teatime", 4), "UTC", "")
    assert "Join" not in made.text
    assert made.fields["join"] is None


@pytest.mark.parametrize(
    "kind", ["turn", "deadline", "seated", "replaced", "ended", "muster", "test", "confirm"]
)
def test_every_kind_names_match_and_turn_and_no_more(kind: Any) -> None:
    match = "" if kind in ("test", "confirm") else "abcdefgh"
    made = worded(
        DeliveryId("d"), Occasion(kind, match, "Tea\n\x1b[2Jtime" * 30, 4, 0, "ABCDEFGH"), "UTC", "wss://x"
    )
    assert "\x1b" not in made.subject + made.text
    assert "\n" not in made.subject
    assert len(made.subject) < 130
    assert ("abcdefgh" in made.text) == bool(match)
    assert made.fields["kind"] == kind
    assert ("ABCDEFGH" in made.text) == (kind == "confirm")
