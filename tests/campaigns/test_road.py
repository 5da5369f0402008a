"""The road from Berlin to the Straits, by bots: an old clause comes back, and lies that were printed cost.

What happens on one seed changes with the packs and with the bots, so these tests look for a seed on which Bosnia comes
back in 1914 after somebody lied in 1878; the first one tried is that of docs/how-to/play-a-campaign.md.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from attrs import evolve

from detente_server import arena
from detente_server.host import campaigning
from detente_server.packs.inheritance import inherited
from detente_server.packs.loader import LoadedPack
from detente_server.rules.dice import Dice
from detente_wire.legacy import Legacy, NationLegacy
from detente_wire.notices import IssueClosed, LegacyTaken, TurnBegan
from detente_wire.terms import IssueId, NationId

ROAD, SEEDS = "road-to-the-straits", ("27", *map(str, range(1, 60)))
BOSNIA = IssueId("bosnia")


@cache
def found() -> tuple[str, tuple[arena.Played, ...]]:
    """The seed, and three crises, played once for all these tests."""
    _, packs = campaigning.plan(ROAD, None)
    for seed in SEEDS:
        berlin = arena.play(packs[0], arena.settings_for(packs[0], seed))
        if _reopens(packs[1], seed, _left(berlin)) and any(row.lies for row in _there(berlin)):
            return seed, tuple(arena.play_campaign(packs, seed))
    raise AssertionError("on none of these seeds does Bosnia come back after a lie")


def _reopens(pack: LoadedPack, seed: str, legacy: Legacy) -> bool:
    """Whether the match after it would have Bosnia on the table."""
    settings = arena.settings_for(pack, seed, legacy=legacy)
    return BOSNIA in inherited(pack, legacy, Dice(settings.key, settings.rules_digest)).pack.asked.values()


def _there(berlin: arena.Played) -> list[NationLegacy]:
    """Of those who come to the next table as well."""
    return [row for row in _left(berlin).nations if row.nation != "tur"]


def road() -> tuple[arena.Played, ...]:
    """The three crises."""
    return found()[1]


def _taken(played: arena.Played) -> LegacyTaken:
    return next(one.notice for one in played.match.streams.all if isinstance(one.notice, LegacyTaken))


def _left(played: arena.Played) -> Legacy:
    assert played.legacy is not None
    return played.legacy


def test_a_clause_of_1878_comes_back_in_1914() -> None:
    berlin, july, _ = road()
    closed = [one.notice for one in berlin.match.streams.all if isinstance(one.notice, IssueClosed)]
    assert BOSNIA in [one.issue for one in closed]
    fragile = [row for text in _left(berlin).texts for row in text.fragile]
    assert [(row.issue, row.wronged) for row in fragile] == [(BOSNIA, ("ser",))]
    assert _taken(july).reopened == (BOSNIA,)
    serbia = july.match.state.nations[NationId("ser")].sheet.points
    assert {row.id: max(serbia[row.id]) for row in july.pack.pack.issues}[BOSNIA] >= 6
    assert serbia[july.pack.pack.issues[-1].id][0] == 0
    assert all(sum(map(max, one.sheet.points.values())) == 100 for one in july.match.state.nations.values())


def test_it_is_on_the_table_of_everybody() -> None:
    _, july, _ = road()
    public = july.archive().header.public
    assert [issue["id"] for issue in public["issues"]][-1] == BOSNIA
    assert [option["id"] for option in public["issues"][-1]["options"]] == ["stands", "undone"]


def test_a_broken_word_costs_in_the_next_crisis() -> None:
    """Whoever lied in 1878, and was not found out, enters 1914 with less word than he left with."""
    berlin, july, straits = road()
    dawn = next(one.notice for one in july.match.streams.all if isinstance(one.notice, TurnBegan))
    begun = {row.nation: row.word for row in dawn.nations}
    liars = [row for row in _there(berlin) if row.lies]
    assert liars
    for row in _there(berlin):
        assert begun[row.nation] == row.word - min(row.lies, 5)
    assert {heir.nation for heir in _taken(straits).heirs} == {"rus", "gbr", "fra", "tur"}


def test_without_the_past_1914_is_another_crisis() -> None:
    _, july, _ = road()
    alone = arena.play(july.pack, evolve(july.match.settings, legacy=None))
    assert july.archive_hash != alone.archive_hash


def test_the_command_tells_it_whole(tmp_path: Path) -> None:
    result = campaigning.play(ROAD, found()[0], "", "variable", None, tmp_path)
    played = road()
    assert [match["archive_hash"] for match in result["matches"]] == [one.archive_hash for one in played]
    assert result["matches"][1]["legacy_in"] == result["matches"][0]["legacy_out"]
    assert result["matches"][0]["legacy_in"] is None
    assert result["matches"][1]["reopened"] == [BOSNIA]
    names = [path.name for path in sorted(tmp_path.iterdir())]
    assert names == [f"{n}-{one.pack.pack.id}-{found()[0]}.detente" for n, one in enumerate(played, 1)]
    assert "Reopened: bosnia" in campaigning.summary(result)
