"""What a campaign is, by name or as a list, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from detente_server.packs.campaigns import BadCampaign, campaign_in, named, planned, problem_of
from detente_server.packs.loader import Loaded, LoadedPack
from detente_server.packs.shelves import Shelf, catalog
from tests.campaigns.rematch import regatta, rematch
from tests.match.table import CONTENT, loaded

NAMED = """
[[campaign]]
id = "two-cups"
title = "Two Cups"
packs = ["regatta", "rematch"]
"""


def _found(*packs: LoadedPack) -> Mapping[str, Loaded]:
    return {pack.pack.id: pack for pack in packs}


def test_a_campaign_by_name_or_as_a_list(tmp_path: Path) -> None:
    (tmp_path / "campaigns.toml").write_text(NAMED)
    assert campaign_in([tmp_path], "two-cups").packs == ("regatta", "rematch")
    assert campaign_in([tmp_path], "rematch, regatta").packs == ("rematch", "regatta")
    with pytest.raises(BadCampaign, match="two-cups"):
        campaign_in([tmp_path], "three-cups")
    assert campaign_in([tmp_path / "nowhere"], "a1,b1").packs == ("a1", "b1")


def test_a_faulty_file_names_its_places(tmp_path: Path) -> None:
    (tmp_path / "campaigns.toml").write_text(
        NAMED.replace('"rematch"]', '"regatta"]').replace("title", "titel")
    )
    problems = named(tmp_path)
    assert not isinstance(problems, Mapping)
    assert [str(one).split(": ")[:2] for one in problems] == [
        ["campaigns.toml:2:1", "key-missing"],
        ["campaigns.toml:4:1", "key-unknown"],
        ["campaigns.toml:5:21", "doubled"],
    ]


def test_the_packs_in_their_order() -> None:
    found = _found(regatta(), rematch())
    assert [pack.pack.id for pack in planned(["regatta", "rematch"], found.__getitem__)] == [
        "regatta",
        "rematch",
    ]


@pytest.mark.parametrize(
    ("ids", "why"),
    [
        (["regatta"], "2 to 12"),
        (["regatta", "rematch", "regatta"], "regatta comes twice"),
        (["regatta", "teatime"], "teatime does not play with legacies"),
        (["later", "regatta", "rematch"], "later follows regatta in history: put regatta before it"),
    ],
)
def test_what_is_refused(ids: list[str], why: str) -> None:
    later = rematch("later", after=("regatta", "rematch"))
    found = _found(regatta(), rematch(after=("regatta",)), loaded("teatime"), later)
    with pytest.raises(BadCampaign, match=why):
        planned(ids, found.__getitem__)


def test_circular_legacies_are_refused_whichever_way_round() -> None:
    one, other = rematch("one", after=("other",)), rematch("other", after=("one",))
    assert problem_of([one, other])
    assert problem_of([other, one])
    through = [rematch("first", after=("third",)), rematch("second", after=("first",))]
    assert problem_of([*through, rematch("third", after=("second",))])


def test_the_campaigns_that_come_with_the_game_can_be_played() -> None:
    found = named(CONTENT)
    assert isinstance(found, Mapping)
    assert found
    packs = catalog([Shelf(CONTENT, ours=True)])
    for one in found.values():
        assert len(planned(one.packs, packs.__getitem__)) == len(one.packs)


def test_no_crisis_of_the_game_follows_itself() -> None:
    """Over all packs: nothing that a pack follows leads back to it."""
    packs = [pack for pack in catalog([Shelf(CONTENT, ours=True)]).values() if isinstance(pack, LoadedPack)]
    after = {pack.pack.id: set(pack.pack.after) for pack in packs}
    for id in after:
        seen: set[str] = set()
        waiting = list(after[id])
        while waiting:
            one = waiting.pop()
            assert one != id
            if one not in seen:
                seen.add(one)
                waiting += after.get(one, set())
