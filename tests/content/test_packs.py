"""The crisis packs that come with the game: they load, their tables agree with their sources, they read well.

Every folder of `content/` is tested. Its figures stand in `tests/content/figures/<pack>.toml`, reckoned apart from the
pack. To look at a pack's tables while writing it: `.venv/bin/pytest tests/content -k figures -v`.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from math import prod
from pathlib import Path
from typing import Any

import pytest

from detente_server.packs.loader import LoadedPack, load
from detente_server.rules.pack import Pack, Sheet
from detente_wire.terms import Choice, IssueId, NationId, OptionId, Package

CONTENT = Path(__file__).resolve().parents[2] / "content"
PACKS = sorted(folder.parent.name for folder in CONTENT.glob("*/pack.toml"))

every_pack = pytest.mark.parametrize("name", PACKS)


@cache
def loaded(name: str) -> LoadedPack:
    """The pack, without a problem."""
    result = load(CONTENT / name)
    assert isinstance(result, LoadedPack), "\n".join(map(str, result))
    return result


def figures(name: str) -> dict[str, Any]:
    """What the pack's tables should come to."""
    written = (Path(__file__).parent / "figures" / f"{name}.toml").read_text(encoding="utf-8")
    return {"late": {}, "historical": {}} | tomllib.loads(written)


def words(text: str) -> int:
    """How many words a reader reads."""
    return len(text.split())


def sentences(text: str) -> list[str]:
    """The text's sentences of five words and more, without marks of emphasis and the adviser's name."""
    plain = re.sub(r"[*#_]", "", re.sub(r"(?m)^\*{1,2}From .*?\*{1,2}", "", text))
    parts = re.split(r"(?<=[.!?])\s+|\n\n", plain)
    return [" ".join(part.split()) for part in parts if words(part) >= 5]


def worth(sheet: Sheet, pack: Pack, said: Package) -> int:
    """Points of a package on a card."""
    return sum(sheet.points[choice.issue][pack.option_index(choice)] for choice in said)


def signatories(pack: Pack) -> list[NationId]:
    """The principals, and those of whom an issue asks some."""
    return list(dict.fromkeys([*pack.must_sign, *(n for issue in pack.issues for n in issue.at_least_of)]))


def feasible(
    pack: Pack, cards: Mapping[NationId, Sheet], batna: Mapping[NationId, int]
) -> Iterator[tuple[int, ...]]:
    """What each deal that its signatories can bear gives them, in order of `cards`."""
    for deal in itertools.product(*(range(len(issue.options)) for issue in pack.issues)):
        value = tuple(
            sum(card.points[issue.id][option] for issue, option in zip(pack.issues, deal))
            for card in cards.values()
        )
        bear = {nation for nation, points in zip(cards, value) if points >= batna[nation]}
        if bear >= set(pack.must_sign) and all(
            len(bear & set(issue.at_least_of)) >= issue.at_least for issue in pack.issues
        ):
            yield value


def hands(pack: Pack) -> Iterator[dict[NationId, Sheet]]:
    """Every combination of the signatories' cards."""
    for cards in itertools.product(*(pack.nation(nation).sheets for nation in signatories(pack))):
        yield dict(zip(signatories(pack), cards))


def drifted(pack: Pack, nation: NationId, batna: int) -> int:
    """The BATNA after all drift."""
    return batna + sum(drift.by for drift in pack.drift if drift.nation == nation)


@every_pack
def test_it_loads_clean(name: str) -> None:
    assert loaded(name).pack.id == name


@every_pack
def test_figures_of_the_first_cards(name: str) -> None:
    pack, said = loaded(name).pack, figures(name)
    first = {nation.id: nation.sheets[0] for nation in pack.nations}
    assert {n: card.batna for n, card in first.items()} == said["batna"]
    assert {n: drifted(pack, n, first[n].batna) for n in {drift.nation for drift in pack.drift}} == said[
        "late"
    ]
    history = {n: worth(card, pack, pack.historical) for n, card in first.items()} if pack.historical else {}
    assert history == said["historical"]


@every_pack
def test_figures_of_the_feasible_deals(name: str) -> None:
    pack, said = loaded(name).pack, figures(name)
    cards = {nation: pack.nation(nation).sheets[0] for nation in signatories(pack)}
    start = {nation: card.batna for nation, card in cards.items()}
    late = {nation: drifted(pack, nation, batna) for nation, batna in start.items()}
    assert prod(len(issue.options) for issue in pack.issues) == said["deals"]
    assert sum(1 for _ in feasible(pack, cards, start)) == said["feasible"]
    assert sum(1 for _ in feasible(pack, cards, late)) == said["feasible_late"]


@every_pack
def test_every_hand_of_cards_can_be_played(name: str) -> None:
    pack = loaded(name).pack
    possible = prod(len(issue.options) for issue in pack.issues)
    for cards in hands(pack):
        start = {nation: card.batna for nation, card in cards.items()}
        late = {nation: drifted(pack, nation, batna) for nation, batna in start.items()}
        ids = [card.id for card in cards.values()]
        deals = list(feasible(pack, cards, start))
        assert possible <= 100 * len(deals) <= 12 * possible, ids
        assert 100 * sum(1 for _ in feasible(pack, cards, late)) >= possible, ids
        history = [worth(cards[nation], pack, pack.historical) - late[nation] for nation in pack.must_sign]
        assert min(history) >= 0 or not pack.historical, ids
        for n, nation in enumerate(pack.must_sign):
            assert max(deal[n] for deal in deals) - start[nation] >= 12, (ids, nation)


@every_pack
def test_cards_differ_and_history_crosses_no_red_line_of_who_signed(name: str) -> None:
    pack = loaded(name).pack
    for nation in pack.nations:
        assert len(nation.sheets) >= 2, nation.id
        assert len({str(card.points) for card in nation.sheets}) == len(nation.sheets), nation.id
        for card in nation.sheets:
            # To others may have been done what they never would have signed.
            if nation.id in signatories(pack):
                assert not set(card.red_lines) & set(pack.historical), card.id
            best = [max(points) for points in card.points.values()]
            assert sum(best) == 100, card.id
            assert all(line in set(choices(pack)) for line in card.red_lines), card.id


def choices(pack: Pack) -> Iterator[Choice]:
    """Every option of every issue."""
    for issue in pack.issues:
        for option in issue.options:
            yield Choice(IssueId(issue.id), OptionId(option.id))


@every_pack
def test_clauses_of_one_issue_speak_of_one_object(name: str) -> None:
    """But for a body that an option founds: there the clause names the body."""
    objects: list[str] = []
    for issue in loaded(name).pack.issues:
        clauses = [option.clause for option in issue.options]
        founded = {clause.object for clause in clauses if clause.type == "found-institution"}
        named = {clause.object for clause in clauses if clause.type != "found-institution"}
        assert len(named) == 1, issue.id
        objects += named | founded
    assert len(set(objects)) == len(objects), "two issues on one object would contradict each other"


@every_pack
def test_every_turn_has_its_date(name: str) -> None:
    pack = loaded(name).pack
    assert len(set(pack.dates)) == len(pack.dates) == pack.deadline + pack.grace


@every_pack
def test_length_of_the_texts(name: str) -> None:
    found = loaded(name)
    bounds = {"intro": (150, 250), "debrief": (200, 300)}
    for nation in found.pack.order:
        bounds |= {f"briefing-{nation}": (200, 400), f"notes-{nation}": (80, 150)}
    for text, (low, high) in bounds.items():
        assert low <= words(found.texts[text]) <= high, (text, words(found.texts[text]))
    assert "game device" in found.texts["care"]


@every_pack
def test_bulletins_for_every_nation(name: str) -> None:
    found = loaded(name)
    for nation in found.pack.order:
        own = [text for text in found.texts if re.fullmatch(rf"bulletin-\d+-{nation}", text)]
        assert len(own) >= (5 if nation in found.pack.must_sign else 2), nation


@every_pack
def test_injects_and_rungs_are_told(name: str) -> None:
    found = loaded(name)
    assert len(found.pack.injects) >= 8
    for inject in found.pack.injects:
        text = found.inject_texts[inject.id]
        assert 20 <= words(text) <= 100, inject.id
        assert 2 <= len(re.findall(r"[.?!](?:\s|$)", text)) <= 6, inject.id
    for rung in range(11):
        assert found.texts[f"rung-{rung}"].strip().count("\n") == 0


@every_pack
def test_what_was_invented_is_named(name: str) -> None:
    found = loaded(name)
    sources = found.texts["sources"]
    assert "Invented for play" in sources
    assert [i.id for i in found.pack.injects if not i.turn and f"`{i.id}`" not in sources] == []


@every_pack
def test_spelling_is_british(name: str) -> None:
    american = re.compile(
        r"\b(?:color|honor|center|defense|neighbor|favor|labor(?!ator)|traveled|theater)\w*", re.I
    )
    for text, said in loaded(name).texts.items():
        if text != "sources":  # titles of books keep their own
            assert american.findall(said) == [], text


def test_no_sentence_stands_twice() -> None:
    count = Counter(
        sentence
        for name in PACKS
        for text, said in loaded(name).texts.items()
        if text != "sources"
        for sentence in sentences(said)
    )
    assert [sentence for sentence, times in count.items() if times > 1] == []
