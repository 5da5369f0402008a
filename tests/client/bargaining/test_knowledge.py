"""What is known of others, and how."""

from __future__ import annotations

from detente_client.bargaining.knowledge import contradiction, known_lines, known_of
from detente_wire import notices as n
from detente_wire.terms import Claim
from tests.client.plain.story import (
    ADA,
    BEL,
    BRIDGE,
    FREE,
    RED,
    SHARED,
    TOLL,
    lines_of,
    scene_for,
    told_so_far,
)

LEVEL_5 = n.InsightGained(BEL, 5, (TOLL, BRIDGE), (n.IssuePreference(TOLL, (FREE, SHARED)),), RED, 45)


def test_each_thing_is_told_with_its_source() -> None:
    scene = told_so_far()
    scene.view.take(LEVEL_5, 1)
    text = "\n".join(known_lines(scene, BEL))
    assert "Certain: No deal is worth about 45 to Bel (insight, level 5)." in text
    assert "Certain: Matters most to Bel (insight, level 1)." in text
    assert "Certain: Red line: Ada mends it alone (insight, level 4)." in text
    assert "(at dinner)" in text
    assert "Hearsay: It would offer: Both mend it, half and half (let fall at a reception, turn 1)." in text
    assert "(a rumour, turn 1)" in text
    assert "pledged in public, turn 1, p1" in text


def test_issues_come_in_pack_order_and_the_certain_first() -> None:
    scene = told_so_far()
    scene.view.take(LEVEL_5, 1)
    found = known_of(scene, BEL)
    assert found[0].issue is None
    scene.view.learned.append(scene.view.learned[0])
    assert known_of(scene, BEL) == found, "what was learned twice is one thing"
    issues = [one.issue for one in found if one.issue]
    assert issues == sorted(issues, key=[BRIDGE, TOLL].index)
    assert next(one.sureness for one in found if one.issue == TOLL) == "certain"


def test_what_speaks_against_a_claim() -> None:
    scene = scene_for()
    scene.view.take(LEVEL_5, 1)
    assert contradiction(scene, BEL, Claim("most", BRIDGE)).startswith("your insight names The toll")
    assert not contradiction(scene, BEL, Claim("most", TOLL))
    assert contradiction(scene, BEL, Claim("least", TOLL)).startswith("your insight names The bridge")
    assert contradiction(scene, BEL, Claim("prefers", TOLL, SHARED, FREE)).startswith("your insight shows")
    assert not contradiction(scene, BEL, Claim("prefers", TOLL, FREE, SHARED))
    assert not contradiction(scene, BEL, Claim("impossible", TOLL, FREE))
    assert not contradiction(scene, ADA, Claim("most", BRIDGE)), "nothing is known of who that is"


def test_a_claim_that_insight_speaks_against_is_doubtful_and_a_found_lie_a_lie() -> None:
    scene = told_so_far()
    claims = [one for one in known_of(scene, BEL) if "told in m1" in one.source]
    assert [one.sureness for one in claims] == ["said"]
    scene.view.take(LEVEL_5, 1)
    claims = [one for one in known_of(scene, BEL) if "told in m1" in one.source]
    assert [one.sureness for one in claims] == ["doubtful"]
    for claim in scene.view.claims.values():
        claim.lie = True
    claims = [one for one in known_of(scene, BEL) if "told in m1" in one.source]
    assert [one.sureness for one in claims] == ["false"]


def test_of_a_stranger_nothing_is_known() -> None:
    assert known_lines(scene_for(), BEL) == ["You know nothing of Bel yet."]
    scene = scene_for()
    lines_of(scene)
    assert "leaked, turn 2, certified" in "\n".join(known_lines(scene, BEL))
