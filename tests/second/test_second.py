"""The game against the second implementation: over every pack, and by Hypothesis (rules, section 15, invariant 11)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente_server.packs.loader import LoadedPack, load
from detente_server.rules import deals as ours
from detente_server.rules import estimate, score
from detente_server.rules.home import ratification_sum
from detente_server.rules.pack import Pack, Sheet
from detente_server.rules.validator import Known, problems
from detente_wire.terms import (
    FAMILY_OF,
    Choice,
    Clause,
    Instrument,
    InstrumentKind,
    IssueId,
    NationId,
    OptionId,
    Ref,
    options_of,
    package,
)
from tests.second import reckoning, validating
from tests.second.reading import FOLDERS, Card, Crisis, read

EVERY = [pytest.param(folder, id=folder.name) for folder in FOLDERS]
SMALL = [folder for folder in FOLDERS if folder.name in ("regatta", "teatime", "july-1914", "straits-1915")]


def tried(times: int) -> settings:
    """So many examples, however long each takes."""
    return settings(max_examples=times, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def crisis(folder: Path) -> Crisis:
    """A pack as the second implementation reads it."""
    return read(folder)


@cache
def pack(folder: Path) -> Pack:
    """The same as the game reads it."""
    loaded = load(folder)
    assert isinstance(loaded, LoadedPack), loaded
    return loaded.pack


def sheet_of(said: Crisis, card: Card) -> Sheet:
    """A card as the game holds it."""
    return Sheet(
        "second",
        {IssueId(i): tuple(card.points[i][option] for option in row) for i, row in said.options.items()},
        card.batna,
        tuple(Choice(IssueId(issue), OptionId(option)) for issue, option in sorted(card.red_lines)),
    )


# -- deals ------------------------------------------------------------------------------------------------------


def agree_on_deals(folder: Path, cards: dict[str, Card]) -> None:
    """Hold everything that is reckoned over all deals of these cards."""
    said, made = crisis(folder), pack(folder)
    found = ours.deals_of(made, {NationId(name): sheet_of(said, card) for name, card in cards.items()})
    every = list(reckoning.deals(said))
    mine = [ours.package_at(made, n) for n in range(len(found.rows))]
    assert mine == [package(list(deal)) for deal in every]
    good = [deal for deal in every if reckoning.feasible(said, cards, deal)]
    assert [every[n] for n in found.feasible] == good
    assert [every[n] for n in found.frontier] == reckoning.frontier(said, cards, good)
    assert (None if found.nash is None else every[found.nash]) == reckoning.nash(said, cards, good)
    assert found.largest == max((reckoning.product(said, cards, deal) for deal in good), default=1)
    allowed = [deal for deal in every if reckoning.acceptable(said, cards, deal)]
    for name, card in cards.items():
        best = max((reckoning.worth(card, deal) for deal in allowed), default=card.batna)
        assert found.ideal[NationId(name)] == best


@pytest.mark.parametrize("folder", EVERY)
def test_deals_frontier_and_nash_of_every_pack(folder: Path) -> None:
    said = crisis(folder)
    agree_on_deals(folder, {name: cards[0] for name, cards in said.cards.items()})
    agree_on_deals(folder, {name: cards[-1] for name, cards in said.cards.items()})


@st.composite
def cards_of(draw: st.DrawFn, folder: Path) -> dict[str, Card]:
    """Cards of a pack with any points and any BATNA."""
    said, found = crisis(folder), {}
    for name in said.nations:
        points = {
            issue: {option: draw(st.integers(0, 60)) for option in row} for issue, row in said.options.items()
        }
        found[name] = Card(name, draw(st.integers(0, 90)), points, frozenset())
    return found


@tried(40)
@given(st.data())
def test_deals_of_any_cards(data: st.DataObject) -> None:
    folder = data.draw(st.sampled_from([one for one in SMALL if one.parent.name == "packs"]))
    agree_on_deals(folder, data.draw(cards_of(folder)))


@pytest.mark.parametrize("folder", EVERY)
def test_what_history_was_worth(folder: Path) -> None:
    """The second reading of the cards gives the figures that the pack claims, and the game the same ones."""
    said = crisis(folder)
    if not said.history:
        pytest.skip("history did not settle it")
    deal = [(issue, said.history[issue]) for issue in said.options]
    for name, points in said.history_points.items():
        card = said.cards[name][0]
        assert reckoning.worth(card, deal) == points
        sheet = sheet_of(said, card)
        assert estimate.points(pack(folder), sheet.points, card.batna, package=package(deal)) == points


# -- what an outcome is worth, and N ----------------------------------------------------------------------------


@tried(150)
@given(st.data())
def test_what_a_partial_settlement_is_worth(data: st.DataObject) -> None:
    folder = data.draw(st.sampled_from(FOLDERS))
    said = crisis(folder)
    name = data.draw(st.sampled_from(list(said.nations)))
    card, batna = data.draw(st.sampled_from(list(said.cards[name]))), data.draw(st.integers(-20, 99))
    issues = data.draw(st.lists(st.sampled_from(list(said.options)), unique=True))
    deal = [(issue, data.draw(st.sampled_from(list(said.options[issue])))) for issue in issues]
    quo = pack(folder).nation(NationId(name)).status_quo
    mine = estimate.points(
        pack(folder), sheet_of(said, card).points, batna, package=package(deal), status_quo=quo
    )
    assert mine == reckoning.outcome(said, card, deal, batna)


@given(st.integers(1, 8), st.integers(1, 10**8), st.integers(1, 10**8))
def test_n_is_a_root(n: int, one: int, other: int) -> None:
    made, most = sorted((one, other))
    k = max(k for k in range(101) if k**n * most <= 100**n * made)
    assert reckoning.percent(made, most, n) == k


@pytest.mark.parametrize("folder", SMALL, ids=lambda folder: folder.name)
def test_n_of_a_settlement(folder: Path) -> None:
    """`score.nash_of`, which looks at a state, on every 50th deal."""
    said, made = crisis(folder), pack(folder)
    cards = {name: cards[0] for name, cards in said.cards.items()}
    possible = ours.deals_of(made, {NationId(name): sheet_of(said, card) for name, card in cards.items()})
    for deal in list(reckoning.deals(said))[::50]:
        points = {NationId(name): reckoning.worth(card, deal) for name, card in cards.items()}
        below = not reckoning.acceptable(said, cards, deal)
        naive = reckoning.percent(reckoning.product(said, cards, deal), possible.largest, len(said.must_sign))
        assert score.nash_of(_Book(made, cards, deal), points, possible) == (0 if below else naive)  # type: ignore[arg-type]


class _Nation:
    def __init__(self, card: Card) -> None:
        self.sheet = card


class _Book:
    """As much of a book as `nash_of` reads: principals, BATNA at start, and that something is closed."""

    def __init__(self, made: Pack, cards: dict[str, Card], deal: reckoning.Deal) -> None:
        self.pack, self._cards = made, cards
        self.state = self.crisis = self
        self.closed = dict(deal)

    def nation(self, name: NationId) -> _Nation:
        """Its card."""
        return _Nation(self._cards[name])


# -- ratification -----------------------------------------------------------------------------------------------

SMALLS = st.integers(0, 5)


@given(
    st.integers(0, 100), st.integers(0, 100), st.integers(-30, 100), st.lists(st.integers(0, 100), max_size=8),
    SMALLS, SMALLS, SMALLS, st.booleans(), SMALLS, SMALLS, st.booleans(), st.booleans(),
)  # fmt: skip
@tried(400)
def test_the_ratification_sum(
    home: int, points: int, batna: int, trusts: list[int], sells: int, red_lines: int, broken_pledges: int,
    leaked: bool, endorsed: int, objected: int, recommended: bool, face: bool,
) -> None:  # fmt: skip
    mine = ratification_sum(
        home=home, points=points, batna=batna, trusts=trusts, sells=sells, red_lines=red_lines,
        broken_pledges=broken_pledges, leaked=leaked, endorsed=endorsed, objected=objected, basis=recommended,
        face=face,
    )  # fmt: skip
    assert mine == reckoning.ratification(
        home, points, batna, trusts, sells, red_lines, broken_pledges, leaked, endorsed, objected, recommended,
        face,
    )  # fmt: skip


@pytest.mark.parametrize("folder", EVERY)
def test_homes_ask_the_same_of_every_nation(folder: Path) -> None:
    said, made = crisis(folder), pack(folder)
    assert {nation.id: (nation.ratifier, nation.home) for nation in made.nations} == {
        name: (said.ratifier[name], said.home[name]) for name in said.nations
    }


# -- the validator ----------------------------------------------------------------------------------------------

TURN = 3
OTHER = Ref("othertextotherte")
NOTHING = Known()


def tags(found: tuple[str, ...]) -> set[str]:
    """The sentences of the game's validator, as the tags of the second one."""
    return {_tag(sentence) for sentence in found}


_RULES: tuple[tuple[str, str], ...] = (
    (r"(clauses \d+ and \d+) .*", r"\1"),
    (r"(clause \d+) .*", r"\1"),
    (r"a text has 1 to .*", "clauses"),
    (r"the shares of (.+) sum to .*", r"shares \1"),
    (r"a text that closes an issue lasts .*", "duration"),
    (r"(a text that closes an issue enters|entry) .*", "entry"),
    (r"a standstill .*", "standstill"),
    (r".*\bannex\b.*", "annex"),
    (r"(\S+) (is closed by|takes \d|cannot be closed) .*", r"closing \1"),
    (r".*", "parties"),
)


def _tag(sentence: str) -> str:
    for pattern, tag in _RULES:
        if re.fullmatch(pattern, sentence):
            return re.sub(pattern, tag, sentence, count=1)
    raise AssertionError(sentence)


def agree_on_text(folder: Path, text: Instrument, known: Known = NOTHING) -> set[str]:
    """Hold the two validators against each other; what is wrong."""
    mine = tags(problems(pack(folder), text, TURN, known))
    naive = validating.faults(
        crisis(folder),
        text,
        TURN,
        {str(issue): tuple(map(str, parties)) for issue, parties in known.closed.items()},
        frozenset((str(a), str(b)) for a, b in known.sanctions),
        {str(ref): tuple(map(str, parties)) for ref, parties in known.texts.items()},
    )
    assert mine == naive, text
    return mine


@pytest.mark.parametrize("folder", EVERY)
def test_the_historical_instrument_and_its_slips(folder: Path) -> None:
    """The instrument of history is valid to both; without a party, with a clause doubled or late, to neither."""
    said, made = crisis(folder), pack(folder)
    if not said.history:
        pytest.skip("history did not settle it")
    clauses = tuple(
        next(o.clause for o in made.issue(choice.issue).options if o.id == choice.option).clause(choice)
        for choice in made.historical
    )
    parties = {*made.must_sign, *(clause.actor for clause in clauses)}
    parties |= {name for issue in made.issues for name in issue.at_least_of[: issue.at_least]}
    text = Instrument("treaty", tuple(sorted(parties)), clauses)
    assert agree_on_text(folder, text) == set()
    assert agree_on_text(folder, evolve(text, parties=tuple(sorted(parties - {made.must_sign[0]}))))
    assert agree_on_text(folder, evolve(text, clauses=(*clauses, clauses[0])))
    assert agree_on_text(folder, evolve(text, clauses=(evolve(clauses[0], by_turn=TURN), *clauses[1:])))
    assert agree_on_text(folder, evolve(text, entry="signature"))
    assert agree_on_text(folder, evolve(text, duration=3))


@st.composite
def clauses_of(draw: st.DrawFn, folder: Path) -> Clause:
    """An option's clause, one that pretends to be, or a side clause of any words."""
    said, made = crisis(folder), pack(folder)
    nation = st.sampled_from([*map(NationId, said.nations), NationId("atlantis")])
    some = st.none() | nation
    clause = Clause(
        draw(st.sampled_from(sorted(FAMILY_OF))),
        draw(nation),
        draw(some),
        object=draw(st.sampled_from(["", "nonsense", *sorted(said.words)[:6]])),
        place=draw(st.sampled_from(["", "", *sorted(said.words)[:3]])),
        amount=draw(st.sampled_from([0, 0, 40, 60, 100, 120])),
    )
    if draw(st.booleans()):
        issue = draw(st.sampled_from(made.issues))
        option = draw(st.sampled_from(issue.options))
        real = option.clause.clause(Choice(issue.id, option.id))
        clause = draw(st.sampled_from([real, real, real, evolve(clause, issue=issue.id, option=option.id)]))
    changes: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "by_turn": st.integers(0, 25),
                "sunset": st.integers(0, 25),
                "verify": some,
                "condition": st.sampled_from([OTHER, Ref("nowhere")]),
                "option": st.just(OptionId("nothing")),
            },
        )
    )
    return evolve(clause, **changes) if draw(st.integers(0, 3)) == 0 else clause


@st.composite
def texts_of(draw: st.DrawFn, folder: Path) -> Instrument:
    """A text of such clauses, now and then with everything else wrong as well."""
    said = crisis(folder)
    parties = draw(st.lists(st.sampled_from([*map(NationId, said.nations)]), unique=True, max_size=9))
    parties += [NationId(name) for name in said.must_sign if draw(st.booleans())]
    outsider = st.none() | st.sampled_from([*map(NationId, said.nations), NationId("atlantis")])
    kinds: list[InstrumentKind] = ["treaty", "treaty", "annex", "standstill", "plan"]
    kind = draw(st.sampled_from(kinds))
    clauses = draw(st.lists(clauses_of(folder), max_size=5))
    if kind == "standstill" and draw(st.booleans()):
        clauses = [Clause("standstill", name) for name in parties]
    return Instrument(
        kind,
        tuple(sorted(set(parties))),
        tuple(clauses),
        draw(st.sampled_from(["ratification", "ratification", "signature", "n-ratify", "date"])),
        draw(st.integers(0, 12)),
        draw(st.sampled_from([0, 0, 2, 9])),
        draw(outsider),
        draw(outsider),
        secret=draw(st.booleans()),
        annex_of=draw(st.sampled_from([None, None, OTHER, Ref("nowhere")])),
    )


@tried(400)
@given(st.data())
def test_validators_agree_on_any_text(data: st.DataObject) -> None:
    folder = data.draw(st.sampled_from(FOLDERS))
    names = [NationId(name) for name in crisis(folder).nations]
    closed = {
        issue: tuple(data.draw(st.lists(st.sampled_from(names), unique=True)))
        for issue in pack(folder).issue_ids
        if data.draw(st.booleans())
    }
    known = Known(
        closed,
        frozenset(data.draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=3))),
        {OTHER: tuple(data.draw(st.lists(st.sampled_from(names), unique=True)))},
    )
    agree_on_text(folder, data.draw(texts_of(folder)), known)


def test_the_two_would_disagree_over_a_planted_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    """A validator that lets dates beyond the last turn pass, and a frontier that keeps what is beaten, are caught."""
    folder = next(one for one in FOLDERS if one.name == "regatta")
    parties = tuple(map(NationId, ("nor", "sud")))
    late = Instrument("treaty", parties, (Clause("limit", parties[0], parties[1], by_turn=99),))
    assert agree_on_text(folder, late) == {"clause 1"}
    monkeypatch.setattr(validating, "_is_late", lambda *_: False)
    with pytest.raises(AssertionError):
        agree_on_text(folder, late)
    monkeypatch.setattr(reckoning, "frontier", lambda said, cards, found: list(found))
    with pytest.raises(AssertionError):
        agree_on_deals(folder, {name: cards[0] for name, cards in crisis(folder).cards.items()})


def test_options_are_read_alike() -> None:
    for folder in FOLDERS:
        said = {issue: list(row) for issue, row in crisis(folder).options.items()}
        assert said == {issue.id: [o.id for o in issue.options] for issue in pack(folder).issues}
        assert options_of(pack(folder).historical) == crisis(folder).history
