"""Campaigns as the client sees them: what is meant, what comes next, and the command that plays one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente_client.journeys.campaigns import crises, following
from detente_client.lobby.rows import row_line
from detente_client.replay.retelling import load
from detente_client.trouble import Trouble
from detente_wire.messages import CampaignOffered, Digest, MatchId, MatchRow, PackOffered
from tests.client.people import run

PACKS = [PackOffered(id, id.title(), "1.0.0", Digest("ab" * 32)) for id in ("breakfast", "teatime", "supper")]
MEALS = CampaignOffered("meals", "Three Meals", "", ("breakfast", "teatime", "supper"))


def _row(stage: int) -> MatchRow:
    stages = MEALS.packs if stage else ()
    return MatchRow(
        MatchId("matchmatchmatch2"), "teatime", Digest("ab" * 32), "Tea", "variable", "live", 0, "over", (),
        stage=stage, stages=stages,
    )  # fmt: skip


def test_a_campaign_is_meant_by_its_name_or_by_its_crises() -> None:
    assert crises("meals", [MEALS], PACKS) == MEALS.packs
    assert crises("supper, breakfast", [MEALS], PACKS) == ("supper", "breakfast")
    assert crises("supp,break", [], PACKS) == ("supper", "breakfast")
    with pytest.raises(Trouble, match="no campaign picnic") as trouble:
        crises("picnic", [MEALS], PACKS)
    assert "meals" in trouble.value.step
    with pytest.raises(Trouble):
        crises("supper,lunch", [MEALS], PACKS)


def test_what_follows_a_match() -> None:
    assert [following(_row(stage)) for stage in (0, 1, 2, 3)] == [None, "teatime", "supper", None]
    assert following(None) is None
    assert "Crisis 2 of 3 of a campaign." in row_line(_row(2))
    assert "campaign" not in row_line(_row(0))


def test_bots_play_one_from_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    words = ("solo", "--campaign", "munich-1938,berlin-1948", "--auto", "--json", "--seed", "2")
    played = run(tmp_path / "home", *words, "-o", str(tmp_path / "out"))
    assert played.returncode == 0, played.stderr
    result = json.loads(played.stdout)
    first, second = result["matches"]
    assert (first["pack"], second["pack"]) == ("munich-1938", "berlin-1948")
    assert second["legacy_in"] == first["legacy_out"]
    for match in (first, second):
        assert load(Path(match["archive"])).header.archive_hash == match["archive_hash"]


def test_what_is_wrong_is_said_before_anything_is_played(tmp_path: Path) -> None:
    for words, why in (
        (("--campaign", "july-1914,berlin-1878", "--auto"), "put berlin-1878 before it"),
        (("--campaign", "hong-kong-1984,july-1914", "--auto"), "does not play with legacies"),
        (("--campaign", "nowhere", "--auto"), "There is no campaign"),
        (("--campaign", "munich-1938,berlin-1948", "-o", str(tmp_path / "none")), "no folder"),
    ):
        said = run(tmp_path / "home", "solo", *words)
        assert said.returncode == 1
        assert why in said.stderr
