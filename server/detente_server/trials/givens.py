"""GIVEN: what stands otherwise than at the opening, in the pack's tables or in the state.

Owns: the lines on tables, dials and pairs. Does not know: a crisis well under way (`crisis`), what earlier crises left
(`legacies`), dice and numbers (`play`).
"""

from __future__ import annotations

from typing import Any

from attrs import evolve

from detente_server.rules.pack import Pack
from detente_server.rules.state import PairState, Sanctions, Show, State
from detente_server.trials import crisis, legacies
from detente_server.trials.notation import BadCase
from detente_wire.terms import NationId

NATION_DIALS = {"capital", "standing", "word", "home", "strain", "envoys", "drift", "stall_loss", "sanctions_loss",
           "broken_pledges", "breaches", "force3_turns"}  # fmt: skip
"""Dials of a nation by their names in the state."""


def equip(pack: Pack, words: list[str]) -> Pack:
    """The pack with one thing of its tables changed."""
    _known(pack, words)
    match words:
        case ["medium", name, parameter, value]:
            change: dict[str, Any] = {parameter: int(value)}
            media = (evolve(medium, **change) if medium.id == name else medium for medium in pack.media)
            return evolve(pack, media=tuple(media))
        case ["contacts", name, *others]:
            met = tuple(NationId(other) for other in others)
            nations = (
                evolve(nation, contacts=met) if nation.id == name else nation for nation in pack.nations
            )
            return evolve(pack, nations=tuple(nations))
        case ["likes" | "dislikes" as how, name, *kinds]:
            taste: dict[str, Any] = {how: tuple(kinds)}
            nations = (
                evolve(nation, self_card=evolve(nation.self_card, **taste)) if nation.id == name else nation
                for nation in pack.nations
            )
            return evolve(pack, nations=tuple(nations))
        case ["principals", *names]:
            return evolve(pack, must_sign=tuple(NationId(name) for name in names))
        case ["at-least", name, number, *names]:
            among = tuple(NationId(other) for other in names)
            return _issue(pack, name, at_least=int(number), at_least_of=among)
        case ["adversaries", *names]:
            pairs = zip(map(NationId, names[::2]), map(NationId, names[1::2]))
            return evolve(pack, adversaries=tuple(pairs))
        case ["no-secret", name]:
            return _issue(pack, name, secret_ok=False)
    return legacies.equip(pack, words)


def _known(pack: Pack, words: list[str]) -> None:
    """Say so if what the line names is not there: what changes nothing would look as if it held."""
    names, known = _named(pack, words)
    for name in names:
        if name not in known:
            raise BadCase(f"no {name} to give {words[0]} to; there are {', '.join(known)}")


def _named(pack: Pack, words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The names in a line, and those of the pack among which they must be."""
    match words:
        case ["medium", name, *_]:
            return [name], tuple(medium.id for medium in pack.media)
        case ["contacts" | "principals" | "adversaries", *names]:
            return names, pack.order
        case ["trust" | "marks" | "grievance" | "sanctions" | "force" | "suit", a, b, *_]:
            return [a, b], pack.order
        case ["likes" | "dislikes" | "heir" | "demarche" | "counted" | "condemned", name, *_]:
            return [name], pack.order
        case ["at-least" | "no-secret" | "closed" | "agreed", name, *_]:
            return [name], tuple(pack.issue_ids)
        case [dial, name, *_] if dial in NATION_DIALS:
            return [name], pack.order
    return [], ()


def _issue(pack: Pack, name: str, **changes: Any) -> Pack:
    issues = (evolve(issue, **changes) if issue.id == name else issue for issue in pack.issues)
    return evolve(pack, issues=tuple(issues))


def give(state: State, words: list[str]) -> State:
    """The state with one thing given; what `equip` or `play` takes changes nothing here."""
    match words:
        case [
            "roll"
            | "rules"
            | "number"
            | "medium"
            | "contacts"
            | "likes"
            | "dislikes"
            | "principals"
            | "adversaries"
            | "at-least"
            | "no-secret"
            | "left"
            | "heir"
            | "reads"
            | "leaves",
            *_,
        ]:
            return state
        case ["sanctions", a, b, level]:
            regime = Sanctions(NationId(a), NationId(b), int(level), state.turn)
            return evolve(state, sanctions={**state.sanctions, (regime.by, regime.target): regime})
        case ["force", a, b, level]:
            show = Show(NationId(a), NationId(b), int(level), state.turn)
            return evolve(state, shows={**state.shows, show.by: show})
        case ["tension" | "stall" | "dawn_tension" as dial, value]:
            set_to: dict[str, Any] = {dial: int(value)}
            changed = evolve(state.crisis, **set_to)
            if dial == "tension":
                changed = evolve(changed, dawn_tension=int(value))
            return evolve(state, crisis=changed)
        case ["turn", value]:
            return evolve(state, turn=int(value))
        case ["trust" | "marks" | "grievance" as dial, a, b, value]:
            key = (NationId(a), NationId(b))
            to: dict[str, Any] = {dial: int(value)}
            pair: PairState = evolve(state.pairs[key], **to)
            return evolve(state, pairs={**state.pairs, key: pair})
        case [dial, nation, value] if dial in NATION_DIALS:
            name = NationId(nation)
            now: dict[str, Any] = {dial: int(value)}
            moved = evolve(state.nations[name], **now)
            if dial == "home":
                moved = evolve(moved, band=_band(int(value)))
            return evolve(state, nations={**state.nations, name: moved})
    given = crisis.give(state, words)
    if given is None:
        raise BadCase(f"cannot give {' '.join(words)}")
    return given


def _band(home: int) -> Any:
    return "low" if home < 35 else "high" if home > 64 else "mid"
