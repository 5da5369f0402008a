"""Estimates from plain values agree with what the rules decide, and read the public part of a pack alone."""

from __future__ import annotations

import itertools

import pytest

from detente_server.rules import documents, estimate
from detente_server.rules.book import Book, batna
from detente_server.rules.pack import Pack
from detente_server.rules.ratification import sum_of
from detente_server.trials.play import Play
from detente_wire.terms import Choice, Instrument, NationId, Ref, closes
from tests.rules.tables import PACKS, pack_named, start

ALL_PACKS = sorted(
    folder.name
    for root in (PACKS, PACKS.parent.parent / "content")
    for folder in root.iterdir()
    if (folder / "pack.toml").exists()
)
MOST = 4000
"""Deals that are tried of a pack."""


@pytest.mark.parametrize("name", ALL_PACKS)
def test_every_complete_deal_can_be_written_down(name: str) -> None:
    pack = estimate.public(pack_named(name))
    choices = [[Choice(issue.id, option.id) for option in issue.options] for issue in pack.issues]
    for deal in itertools.islice(itertools.product(*choices), MOST):
        assert estimate.validate(pack, _treaty(pack, deal), turn=1) == ()


def _treaty(pack: Pack, deal: tuple[Choice, ...]) -> Instrument:
    clauses = tuple(
        pack.issue(choice.issue).options[pack.option_index(choice)].clause.clause(choice) for choice in deal
    )
    joining = {name for issue in pack.issues for name in issue.at_least_of[: issue.at_least]}
    parties = {*pack.must_sign, *joining, *(clause.actor for clause in clauses)}
    return Instrument("treaty", tuple(sorted(parties)), clauses)


def _signed_and_sold() -> Play:
    play = start("regatta", ["trust nor sud 47", "home nor 61"])
    play.act("nor: pledge channel=public promise=never:course:middle public")
    play.act("nor,sud: agree text=treaty;parties=nor,sud;closes=course:middle,cup:south-keeps -> t")
    play.act("isl: endorse ref=t")
    play.act("nor: sell-at-home")
    play.act("turn")
    return play


def test_the_own_sum_is_the_one_that_decides() -> None:
    play, nor = _signed_and_sold(), NationId("nor")
    book = Book(play.game, play.state, play.fresh)
    document = play.state.documents[Ref(play.labels["t"])]
    own, public = book.nation(nor), estimate.public(play.game.pack)
    now = batna(play.state, nor)
    said = closes(document.text)
    points = estimate.points(public, own.sheet.points, now, (), said)
    trusts = [book.pair(nor, NationId("sud")).trust]
    told = estimate.ratification(
        own.home, points, now, trusts, sells=1, red_lines=1, broken_pledges=1, endorsed=1
    )
    assert told == sum_of(book, nor, document)


def test_points_of_nothing_are_batna_and_of_a_deal_its_points() -> None:
    play, nor = start("regatta", []), NationId("nor")
    sheet, public = play.state.nations[nor].sheet, estimate.public(play.game.pack)
    assert estimate.points(public, sheet.points, 47) == 47
    assert estimate.points(public, sheet.points, 47, package=public.historical) == 70


def test_the_validator_says_what_the_rules_refuse() -> None:
    play, nor = start("regatta", ["sanctions sud nor 1"]), NationId("nor")
    play.act("nor: draft text=treaty;parties=nor,sud;clause=sanctions-relief/nor/sud;closes=cup:turns -> t")
    book = Book(play.game, play.state, play.fresh)
    text = play.state.documents[Ref(play.labels["t"])].text
    found = estimate.validate(estimate.public(play.game.pack), text, 1, documents.known_to(book, nor))
    assert len(found) == 1
    play.act(f"nor: table ref=t ! rules.invalid-text: {found[0]}")


def test_the_public_part_has_no_secret() -> None:
    for nation in estimate.public(pack_named("regatta")).nations:
        assert not nation.sheets
        assert not nation.ratifier
        assert nation.capacity == type(nation.capacity)()


def test_exposure_names_base_rates() -> None:
    pack = estimate.public(pack_named("regatta"))
    medium = pack.media[0].id
    calm, hot = estimate.exposure(pack, medium, 2), estimate.exposure(pack, medium, 2, rung=5)
    assert hot.leak > calm.leak
