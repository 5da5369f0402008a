"""The odds that a preview shows are those of the dice: counted over all hundred rolls, and over many keys.

A chance is a named roll below a line. So the same turn's end is decided a hundred times, each with another roll of
that name: what happens so often must be what was shown, or lie within the bounds where it hangs on a rival's skill.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from attrs import evolve, frozen

from detente_server.match import sight
from detente_server.match.asker import Asker
from detente_server.match.sight.choices import keeping
from detente_server.rules.dice import Dice, match_key
from detente_server.rules.game import Decision, close_turn, decide
from detente_server.trials.play import GivenDice
from detente_wire import acts
from detente_wire.acts import Act, Press
from detente_wire.messages import ExposureAnswer, Risk
from detente_wire.notices import (
    Attributed,
    ClauseReported,
    DialMoved,
    EngagementEnded,
    Letter,
    Minutes,
    Notice,
    RemedyEnded,
)
from detente_wire.terms import Clause, NationId, Ref
from tests.match.table import Table
from tests.match.twinned.pieces import (
    CONFERENCE,
    EST,
    ISL,
    NOR,
    SUD,
    TELEGRAM,
    TURNS,
    WINK,
    notes,
    signed,
    talk,
)
from tests.match.twinned.texts import sues
from tests.match.twinned.twin import Twin, do

Happened = Callable[[Notice], bool]


@frozen
class Chance:
    """A risk that an act runs."""

    name: str
    stage: Callable[[Table], Act]
    how: str
    """As the risk is called."""
    roll: str
    """As the dice call it."""
    happened: Happened
    turns: int = 1
    """So many turns' ends until it is decided."""
    answered: Callable[[Table], tuple[NationId, Act]] | None = None
    """The answer that decides it at once, in place of a turn's end."""
    bounds: bool = False
    """It hangs on a rival's skill."""


def leak(notice: Notice) -> bool:
    return isinstance(notice, Minutes) and notice.how == "leaked"


def intercept(notice: Notice) -> bool:
    return isinstance(notice, Minutes | Letter) and notice.how == "intercepted"


def ended(result: str) -> Happened:
    return lambda notice: isinstance(notice, EngagementEnded) and notice.result == result


def spilled(notice: Notice) -> bool:
    return isinstance(notice, DialMoved) and notice.because.why == "covert-spill"


def judged(notice: Notice) -> bool:
    return isinstance(notice, DialMoved) and notice.because.why == "judgment" and notice.of == SUD


def found(notice: Notice) -> bool:
    return isinstance(notice, ClauseReported) and notice.report == "breached"


def awarded(notice: Notice) -> bool:
    return isinstance(notice, RemedyEnded) and notice.how == "awarded"


def letter(table: Table) -> Act:
    return acts.Send(TELEGRAM, (SUD,), package=TURNS)


def says(*others: str, medium: str) -> Callable[[Table], Act]:
    return lambda table: acts.Offer(talk(table, "nor", *others, medium=medium), TURNS)  # type: ignore[arg-type]


def games(table: Table) -> Act:
    talk(table, "nor", "est")
    return acts.Engage("sport", (EST,))


def est_comes(table: Table) -> tuple[NationId, Act]:
    return EST, acts.Answer(list(table.match.state.engagements)[-1], "open")


def cheats(*clauses: Clause) -> Callable[[Table], Act]:
    return lambda table: acts.Keep(signed(table, notes(clauses=clauses)), 1, "cheat")


PAYS = Clause("payment", NOR, beneficiary=SUD, object="cups")
LOOKED_AT = Clause("inspection", NOR, beneficiary=SUD, object="cups", verify=ISL)
"""A clause of its own provides for the inspector."""
CHANCES = [
    Chance("a back-channel leaks", says("est", medium=WINK), "leak", "leak", leak),
    Chance("a conference leaks", says("sud", "est", medium=CONFERENCE), "leak", "leak", leak),
    Chance("a letter leaks", letter, "leak", "leak", leak),
    Chance("a letter is read", letter, "intercept", "intercept", intercept),
    Chance("a whisper is overheard", says("est", medium=WINK), "intercept", "intercept", intercept),
    Chance("traced", lambda t: Press("covert", SUD), "attribution", "attribution",
           lambda n: isinstance(n, Attributed), bounds=True),
    Chance("a bystander is hit", lambda t: Press("covert", SUD), "spill", "backfire", spilled),
    Chance("a case is won", lambda t: Press("legal", SUD), "success", "judgment", judged, turns=3, bounds=True),
    Chance("games go well", games, "success", "sport", ended("success"), answered=est_comes),
    Chance("games go wrong", games, "gaffe", "sport", ended("gaffe"), answered=est_comes),
    Chance("nobody looks", cheats(PAYS), "detection", "detect", found),
    Chance("the clause is verified", cheats(evolve(PAYS, verify=ISL)), "detection", "detect", found),
    Chance("another clause provides", cheats(PAYS, LOOKED_AT), "detection", "detect", found),
    Chance("own means", cheats(evolve(PAYS, verify=NOR)), "detection", "detect", found, bounds=True),
    Chance("a court rules on what is late", lambda t: sues(t, "delay"), "success", "arbitration", awarded,
           turns=2, bounds=True),
    Chance("a court rules on what is on record", lambda t: sues(t, "cheat"), "success", "arbitration", awarded,
           turns=2),
]  # fmt: skip


def often(chance: Chance, table: Table, rolls: Iterable[int]) -> int:
    """With how many of these rolls it happens."""
    return sum(any(map(chance.happened, _told(chance, table, roll))) for roll in rolls)


def _told(chance: Chance, table: Table, roll: int) -> list[Notice]:
    """What is told until it is decided, if that roll comes."""
    calm = {"close": 99, "accident": 99, "leak": 99, "intercept": 99}
    given = {**calm, **({"detect": 0} if chance.roll == "arbitration" else {}), chance.roll: roll}
    game = evolve(table.match.game, dice=GivenDice(b"\0" * 32, "odds", given=given))
    state, told, count = table.match.state, [], iter(range(10**6))

    def fresh(n: int) -> Ref:
        return Ref(f"x{next(count)}")

    steps: list[Decision] = []
    if chance.answered is not None:
        steps.append(_decided(decide(game, state, *chance.answered(table), fresh)))
    for _ in range(0 if chance.answered else chance.turns):
        steps.append(_decided(close_turn(game, steps[-1].state if steps else state, fresh)))
    for step in steps:
        told += [telling.notice for telling in step.tellings]
    return told


def _decided(result: object) -> Decision:
    assert isinstance(result, Decision), result
    return result


def staged(chance: Chance) -> tuple[Table, Risk]:
    """The table with the act done, and what its author was told of the chance."""
    rolls = {"detect": 0} if chance.roll == "arbitration" else {}
    twin = Twin(chance.name, chance.stage, rolls=rolls)
    table = twin.laid()
    act = chance.stage(table)
    said = twin.said(table, act)
    do(table, "nor", act)
    return table, _risk(said, chance.how)


def _risk(said: ExposureAnswer, how: str) -> Risk:
    found = [risk for risk in said.risks if risk.how == how]
    return found[0] if found else Risk(how, 0)


def complaint(chance: Chance) -> str:
    """Where what was told is not what happens over all hundred rolls."""
    table, told = staged(chance)
    times = often(chance, table, range(100))
    least, most = told.percent, told.most or told.percent
    if bool(told.most) != chance.bounds:
        return f"{chance.name}: told {told}"
    return "" if least <= times <= most else f"{chance.name}: {times} of 100, told {least}..{most}"


@pytest.mark.parametrize("chance", CHANCES, ids=lambda chance: chance.name)
def test_the_odds_are_told_as_they_are(chance: Chance) -> None:
    assert not complaint(chance)


def test_a_wrong_line_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault that the test above is for: one percent too many."""

    def rosy(asker: Asker, act: acts.Keep) -> ExposureAnswer:
        said = keeping(asker, act)
        return evolve(said, risks=tuple(evolve(risk, percent=risk.percent + 1) for risk in said.risks))

    monkeypatch.setitem(sight.SIGHTS, acts.Keep, rosy)
    nobody = next(chance for chance in CHANCES if chance.name == "nobody looks")
    assert complaint(nobody) == "nobody looks: 20 of 100, told 21..21"


KEYS = 4000
FOUR_SIGMA = 4


@pytest.mark.parametrize("kind", sorted({chance.roll for chance in CHANCES}))
def test_every_hundredth_comes_as_often_as_any_other(kind: str) -> None:
    """Over many keys a roll lies below a line as often as the line says: within four sigma, at three lines."""
    dice = (Dice(match_key(f"key {n}", b""), "odds") for n in range(KEYS))
    rolls = [one.roll(3, kind, "nor", "sud") for one in dice]
    for percent in (5, 25, 75):
        below, expected = sum(roll < percent for roll in rolls), KEYS * percent // 100
        sigma = (KEYS * percent * (100 - percent)) ** 0.5 / 100
        assert abs(below - expected) <= FOUR_SIGMA * sigma, (percent, below, expected)
