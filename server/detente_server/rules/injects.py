"""Injects: what happens to everybody, at DAWN of a turn or when a condition first holds (rules, section 2; packs).

Owns: which injects fire, their effects, what the names of a condition stand for in a match.
Does not know: the expression language (`conditions`), the words of an inject (the pack's texts).
"""

from __future__ import annotations

from collections.abc import Callable

from detente_server.rules import force, insight, sanctions
from detente_server.rules.book import Book
from detente_server.rules.conditions import evaluate
from detente_server.rules.facts import Fired
from detente_server.rules.pack import Effect, Inject
from detente_server.rules.state import State
from detente_wire.notices import Cause, Injected
from detente_wire.terms import IssueId

CAUSE = Cause("inject")


def fire(book: Book) -> None:
    """DAWN: every inject whose hour has come happens once, in pack order; later ones see what earlier ones did."""
    for inject in book.pack.injects:
        if inject.id not in book.state.crisis.fired and _due(book, inject):
            book.enter(Fired(inject.id))
            book.tell(frozenset(inject.to) if inject.to else "public", Injected(inject.id, inject.title))
            for effect in inject.effects:
                _happen(book, effect)


def _due(book: Book, inject: Inject) -> bool:
    """By its turn, by its condition, or at its turn if the condition holds then."""
    if inject.turn and inject.turn != book.turn:
        return False
    return inject.when is None or bool(evaluate(inject.when, lambda name, of: look_up(book, name, of)))


def _happen(book: Book, effect: Effect) -> None:
    """One effect, which the pack's loader has found complete; tension waits for step 7."""
    nation, toward, by = effect.nation, effect.toward, effect.by
    if effect.verb == "tension":
        book.note_tension(by, CAUSE)
    elif effect.verb == "dial" and nation and effect.dial:
        book.move(nation, effect.dial, by, CAUSE)
    elif effect.verb == "batna" and nation:
        book.move(nation, "drift", by, CAUSE)
    elif effect.verb == "marks" and nation and toward:
        insight.add_marks(book, nation, toward, by, CAUSE)
    elif nation and toward:
        book.move_pair(nation, toward, effect.verb, by, CAUSE)


def look_up(book: Book, name: str, of: tuple[str, ...]) -> int:
    """What a name of the conditions' vocabulary stands for now; yes or no as 1 or 0."""
    return _NAMES[name](book, book.state, *of)


_NAMES: dict[str, Callable[..., int]] = {
    "turn": lambda book, state: state.turn,
    "tension": lambda book, state: state.crisis.tension,
    "rung": lambda book, state: state.rung,
    "stall": lambda book, state: state.crisis.stall,
    "closed": lambda book, state: len(state.crisis.closed),
    "open": lambda book, state: len(book.pack.issues) - len(state.crisis.closed),
    "settled": lambda book, state: int(len(book.pack.issues) == len(state.crisis.closed)),
    "agreed": lambda book, state, issue: int(any(choice.issue == issue for choice in state.crisis.agreed)),
    "in_force": lambda book, state, issue, option: int(_in_force(state, issue) == option),
    "fired": lambda book, state, inject: int(inject in state.crisis.fired),
    "trust": lambda book, state, a, b: state.pairs[a, b].trust,
    "grievance": lambda book, state, a, b: state.pairs[a, b].grievance,
    "standing": lambda book, state, nation: state.nations[nation].standing,
    "word": lambda book, state, nation: state.nations[nation].word,
    "strain": lambda book, state, nation: state.nations[nation].strain,
    "home": lambda book, state, nation: state.nations[nation].home,
    "sanctions": lambda book, state, a, b: sanctions.level_of(state, a, b),
    "force": lambda book, state, nation: force.level_of(state, nation),
}
"""Every name of `conditions.VOCABULARY`."""


def _in_force(state: State, issue: IssueId) -> str:
    """The option that closes the issue; empty while it is open."""
    closed = state.crisis.closed.get(issue)
    return closed[0] if closed else ""
