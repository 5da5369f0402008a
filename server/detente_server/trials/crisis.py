"""GIVEN and THEN of a crisis well under way: what is closed, imposed and counted, and what a match came to.

Owns: the lines on escalation, pressure and score. Does not know: acts, dials, notices (`play`).
"""

from __future__ import annotations

from typing import Any

from attrs import evolve

from detente_server.rules.state import BodyState, Sanctions, Show, State, Suit
from detente_wire.notices import Debrief, Ended, NationScore
from detente_wire.terms import Choice, InstitutionId, IssueId, NationId, OptionId, Ref

GIVEN = Ref("given")
"""Stands for the text that closed an issue, or the case that was filed, before the case begins."""


def give(state: State, words: list[str]) -> State | None:
    """The state with one thing given; None if the line is none of these."""
    match words:
        case ["closed", issue, option]:
            closed = {**state.crisis.closed, IssueId(issue): (OptionId(option), GIVEN)}
            return _crisis(state, closed=closed)
        case ["proof", turn]:
            return _crisis(state, proof_turn=int(turn))
        case ["recess", turn]:
            return _crisis(state, recess_until=int(turn))
        case ["agreed", issue, option]:
            choice = Choice(IssueId(issue), OptionId(option))
            return _crisis(state, agreed=state.crisis.agreed | {choice})
        case ["counted", nation, turn, points]:
            row = (NationId(nation), int(turn), int(points))
            return _crisis(state, tension_history=(*state.crisis.tension_history, row))
        case ["demarche", nation, until]:
            return _crisis(state, demarches={NationId(nation): (int(until) - 2, int(until))})
        case ["body", name]:
            body = BodyState(InstitutionId(name), state.turn)
            return evolve(state, bodies={**state.bodies, body.id: body})
        case ["condemned", nation]:
            return evolve(state, ever={**state.ever, f"condemned:{nation}": 1})
        case _:
            return _pressed(state, words)


def _pressed(state: State, words: list[str]) -> State | None:
    match words:
        case ["sanctions", by, target, level, since]:
            regime = Sanctions(NationId(by), NationId(target), int(level), int(since))
            return evolve(state, sanctions={**state.sanctions, (regime.by, regime.target): regime})
        case ["force", by, target, level, since]:
            weight = int(level)
            show = Show(NationId(by), NationId(target), weight, int(since), 3 * weight, 2 * weight)
            return evolve(state, shows={**state.shows, show.by: show})
        case ["suit", by, target, due]:
            suit = Suit(GIVEN, NationId(by), NationId(target), int(due))
            return evolve(state, suits={**state.suits, GIVEN: suit})
    return None


def _crisis(state: State, **changes: Any) -> State:
    return evolve(state, crisis=evolve(state.crisis, **changes))


def holds(notices: list[Any], words: list[str]) -> bool | None:
    """Whether a line on the end of the match holds; None if the line is none of these."""
    match words:
        case ["nash", value]:
            return _ended(notices).nash == int(value)
        case ["score" | "share" | "final" as which, nation, value]:
            row = _row(notices, nation)
            return bool(
                {"score": row.score_tenths, "share": row.share, "final": row.points}[which] == int(value)
            )
        case ["award" | "no-award" as which, nation, name]:
            return (name in _row(notices, nation).awards) == (which == "award")
        case ["frontier", value]:
            return len(_last(notices, Debrief).frontier) == int(value)
    return None


def _row(notices: list[Any], nation: str) -> NationScore:
    return next(row for row in _ended(notices).scores if row.nation == nation)


def _ended(notices: list[Any]) -> Ended:
    found: Ended = _last(notices, Ended)
    return found


def _last(notices: list[Any], kind: type) -> Any:
    return next(notice for notice in reversed(notices) if isinstance(notice, kind))
