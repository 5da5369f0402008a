"""What the table shows of others is what was really said, seen or studied: held against the rules' own state.

Matches of bots; every nation's view is folded from what it was told, and each line that the client makes of it is
compared with the cards and the record behind it. Each line names its source.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import frozen

from detente_client.bargaining import knowledge
from detente_client.bargaining.known import Known
from detente_client.describe.told import Scene
from detente_client.figures import sequence
from detente_client.i18n import tr
from detente_client.publicpack import read_pack
from detente_client.words import phrases
from detente_client.words.handles import Handles
from detente_client.words.naming import capital
from detente_server.match.match import Match
from detente_server.packs.loader import LoadedPack
from detente_server.rules import claims
from detente_wire.messages import Heard
from detente_wire.notices import LieFound
from detente_wire.terms import NationId
from detente_wire.view import View
from tests.match.table import loaded
from tests.match.twinned.pieces import NOR, SUD
from tests.match.twinned.talks import DINNER_WELL, confirmed_falsely
from tests.match.twinned.twin import Twin
from tests.secrecy.script import perform, record

SEEDS, MANY = 2, 10
"""Matches of each pack; certain things known in one of them."""


@frozen
class Knower:
    """What one nation knows when a match is over."""

    scene: Scene
    lies: tuple[LieFound, ...]


def ended(name: str, seed: int) -> tuple[Match, list[Knower]]:
    """A match of bots to its end, and what each nation knows."""
    pack = loaded(name)
    match = perform(pack, str(seed), record(pack, str(seed)))
    return match, [_knower(pack, match, nation) for nation in pack.pack.order]


def _knower(pack: LoadedPack, match: Match, nation: NationId) -> Knower:
    public = read_pack(pack.public)
    view, handles, lies = View.of(nation, pack.public), Handles(public), []
    for cursor, one in match.streams.after(nation, 0):
        view.take(one.notice, one.turn, one.words)
        handles.hear(Heard(match.settings.match, cursor, one.turn, 0, one.notice, one.words))
        lies += [one.notice] if isinstance(one.notice, LieFound) else []
    return Knower(Scene(public, view, handles), tuple(lies))


def truths(scene: Scene, match: Match, nation: NationId) -> set[str]:
    """All that a card bears out of what could be shown as certain, in the client's words."""
    pack, sheet, names = match.game.pack, match.state.nations[nation].sheet, scene.names
    who, order = names.nation(nation), claims.issue_order(pack, sheet)
    found = {tr("Matters most to {who}", who=who), tr("Matters least to {who}", who=who)}
    found |= {
        tr("Ranks {place} of {many} for {who}", place=n, many=len(order), who=who)
        for n in range(2, len(order))
    }
    found |= {
        tr("Red line: {option}", option=names.option(line.issue, line.option)) for line in sheet.red_lines
    }
    for issue in order:
        best_first = claims.option_order(pack, sheet, issue)
        found.add(
            tr("Best first: {options}", options=sequence(names.option(issue, one) for one in best_first))
        )
    return found


def wrong(scene: Scene, match: Match, one: Known) -> str:
    """Why a line is not as the rules have it; empty: it is."""
    pack, sheet = match.game.pack, match.state.nations[one.nation].sheet
    if not one.source:
        return "no source"
    if one.sureness != "certain":
        return ""
    if one.issue is None:
        return "" if _about_batna(one.what, sheet.batna) else f"BATNA is {sheet.batna}"
    order = claims.issue_order(pack, sheet)
    if one.what.startswith("Matters most") and one.issue != order[0]:
        return f"the first is {order[0]}"
    if one.what.startswith("Ranks") and not one.what.startswith(f"Ranks {order.index(one.issue) + 1} of"):
        return f"the order is {order}"
    learned = {
        capital(phrases.claim(scene.names, fact.claim, fact.nation))
        for fact in scene.view.learned
        if fact.nation == one.nation and claims.is_true(pack, sheet, sheet.batna, fact.claim)
    }
    return "" if one.what in truths(scene, match, one.nation) | learned else "not on its card"


def _about_batna(what: str, batna: int) -> bool:
    """To the nearest 5, and what drift and stall took of it since."""
    return any(what.startswith(f"No deal is worth about {n} to") for n in range(batna - 12, batna + 13))


def mistakes(name: str, seed: int) -> Iterator[str]:
    """Every line that is not as the rules have it."""
    match, knowers = ended(name, seed)
    for knower in knowers:
        scene = knower.scene
        for nation in (one for one in scene.pack.order if one != scene.me):
            known = knowledge.known_of(scene, nation)
            reasons = ((one, wrong(scene, match, one)) for one in known)
            yield from (f"seed {seed}, {scene.me}: {one}: {why}" for one, why in reasons if why)
            yield from _trusted_lies(knower, nation, known)


def _trusted_lies(knower: Knower, nation: NationId, known: list[Known]) -> Iterator[str]:
    """A claim that was found to be false stands as a lie."""
    for lie in (one for one in knower.lies if one.by == nation):
        what = capital(phrases.claim(knower.scene.names, lie.claim, nation))
        told = [one.sureness for one in known if (one.what, one.issue) == (what, lie.claim.issue)]
        if "false" not in told:
            yield f"{knower.scene.me}: the lie {what} of {nation} is shown as {told}"


@pytest.mark.parametrize("name", ["regatta", "cuba-1962", "camp-david-1978"])
def test_what_is_shown_of_others_is_as_the_rules_have_it(name: str) -> None:
    assert not [mistake for seed in range(SEEDS) for mistake in mistakes(name, seed)]


def test_enough_is_known_to_be_compared() -> None:
    scenes = [knower.scene for knower in ended("cuba-1962", 0)[1]]
    known = [
        one for scene in scenes for nation in scene.pack.order for one in knowledge.known_of(scene, nation)
    ]
    assert {one.sureness for one in known} >= {"certain", "confirmed", "said"}
    assert sum(one.sureness == "certain" for one in known) > MANY


def test_a_wrong_order_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge, "sequence", lambda options: sequence(reversed(list(options))))
    assert any("Best first" in mistake for seed in range(SEEDS) for mistake in mistakes("cuba-1962", seed))


def test_a_nod_that_was_found_to_be_false_is_a_lie() -> None:
    """Nor said something back, Sud confirmed it, and a dinner showed that it was false."""
    table = Twin("", confirmed_falsely, rolls=DINNER_WELL).laid()
    confirmed_falsely(table)
    knower = _knower(table.pack, table.match, NOR)
    assert knower.lies
    assert not list(_trusted_lies(knower, SUD, knowledge.known_of(knower.scene, SUD)))
