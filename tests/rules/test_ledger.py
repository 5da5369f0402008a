"""The ledgers: no dial ever moves without a cause, told to exactly those whom section 1 entitles to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from detente_server.rules.book import Book, batna
from detente_server.rules.game import Decision
from detente_server.rules.state import State
from detente_wire.causes import CAUSES
from detente_wire.notices import DialMoved
from detente_wire.notices import TurnBegan as TurnBeganNotice
from detente_wire.terms import NationId
from tests.rules.rowdies import Rampage
from tests.rules.test_invariants import game_of

Dial = tuple[str, NationId | None, NationId | None]
PUBLIC, OWN = ("standing", "word", "strain"), ("capital", "home")
FEW = settings(max_examples=12, deadline=None, database=None)


def dials(state: State) -> dict[Dial, int]:
    """Every dial that anybody is ever told, with its value."""
    found: dict[Dial, int] = {
        ("tension", None, None): state.crisis.tension,
        ("stall", None, None): state.crisis.stall,
    }
    for name, nation in state.nations.items():
        found |= {(dial, name, None): getattr(nation, dial) for dial in (*PUBLIC, *OWN, "envoys")}
        found["batna", name, None] = batna(state, name)
    for (a, b), pair in state.pairs.items():
        found |= {(dial, a, b): getattr(pair, dial) for dial in ("trust", "marks", "grievance")}
    return found


def entitled(dial: Dial) -> frozenset[NationId] | str:
    """Whom the table of section 1 lets see the dial."""
    name, of, toward = dial
    if of is None or name in PUBLIC:
        return "public"
    assert toward is not None or name != "trust"
    return frozenset({of, toward}) if name == "trust" and toward else frozenset({of})


def complaints(before: State, decision: Decision) -> Iterator[str]:
    """Every dial that moved otherwise than it was told, or was told otherwise than it may be."""
    was, told = dials(before), dict[Dial, int]()
    dawn = any(isinstance(one.notice, TurnBeganNotice) for one in decision.tellings)
    for one in decision.tellings:
        if not isinstance(one.notice, DialMoved):
            continue
        move = one.notice
        dial: Dial = (move.dial, move.of, move.toward)
        told[dial] = told.get(dial, 0) + move.by
        if one.audience != entitled(dial):
            yield f"{dial} was told to {one.audience}"
        if move.because.why not in CAUSES:
            yield f"{dial} moved for no cause that is known: {move.because.why!r}"
        if was.get(dial, 0) + told[dial] != move.now and dial[0] != "envoys":
            yield f"{dial} is said to be {move.now} and was {was.get(dial, 0)} with {told[dial]:+d} since"
    for dial, now in dials(decision.state).items():
        if dial[0] == "envoys" and dawn:
            continue  # a new turn's envoys are told with it
        if now - was.get(dial, now) != told.get(dial, 0):
            yield f"{dial} went from {was[dial]} to {now}, told {told.get(dial, 0):+d}"


def ledger_of(seed: int, pack: str = "regatta") -> list[str]:
    """What is wrong with the ledgers of a match of rowdies."""
    played = Rampage(game_of(seed, pack), seed, per_turn=90).play()
    next(played)  # the opening deals cards; nothing moves
    return [f"{act}: {wrong}" for before, decision, act in played for wrong in complaints(before, decision)]


@FEW
@given(seed=st.integers(0, 2**32 - 1))
def test_no_dial_moves_without_a_cause_told_to_those_entitled(seed: int) -> None:
    assert not ledger_of(seed)


def test_nor_in_the_small_pack() -> None:
    assert not ledger_of(3, "teatime")


# -- planted bugs -----------------------------------------------------------------------------------------------


def _silent(tell: Callable[..., None]) -> Callable[..., None]:
    """Says nothing of word."""

    def bad(self: Book, audience: object, notice: object, words: object = None) -> None:
        if not (isinstance(notice, DialMoved) and notice.dial == "word"):
            tell(self, audience, notice, words)

    return bad


def _talkative(tell: Callable[..., None]) -> Callable[..., None]:
    """Tells everybody of trust."""

    def bad(self: Book, audience: object, notice: object, words: object = None) -> None:
        tell(
            self,
            "public" if isinstance(notice, DialMoved) and notice.dial == "trust" else audience,
            notice,
            words,
        )

    return bad


def _causeless(tell: Callable[..., None]) -> Callable[..., None]:
    """Gives no cause for strain."""

    def bad(self: Book, audience: object, notice: object, words: object = None) -> None:
        if isinstance(notice, DialMoved) and notice.dial == "strain":
            notice = evolve(notice, because=evolve(notice.because, why=""))
        tell(self, audience, notice, words)

    return bad


BUGS: Mapping[str, tuple[Callable[[Callable[..., None]], Callable[..., None]], str]] = {
    "silent": (_silent, "'word'"),
    "talkative": (_talkative, "was told to public"),
    "causeless": (_causeless, "no cause that is known"),
}


@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plant, sign = BUGS[name]
    monkeypatch.setattr(Book, "tell", plant(Book.tell))
    assert any(sign in wrong for seed in range(3) for wrong in ledger_of(seed))
