"""THEN: what must hold after the acts.

Owns: the lines on notices, papers, bodies, dials and pairs. Does not know: the end of a match (`crisis`), what it
leaves (`legacies`).
"""

from __future__ import annotations

from typing import Any

from detente_server.rules import book as books
from detente_server.rules import closing, ratification
from detente_server.rules.book import Book, Telling
from detente_server.rules.state import ClauseState, State
from detente_server.trials import crisis, legacies
from detente_server.trials.givens import NATION_DIALS
from detente_server.trials.notation import BadCase, hold
from detente_server.trials.play import Play
from detente_wire.acts import ACT_NAMES
from detente_wire.notices import NOTICE_NAMES, NOTICES
from detente_wire.terms import IssueId, NationId, Ref


def then(play: Play, line: str) -> None:
    """Hold one line of THEN against the play."""
    words = line.split()
    state, labels = play.state, play.labels
    match words:
        case ["told" | "untold" as which, viewer, kind, *pairs]:
            found = [t for t in _heard(play, viewer) if _matches(play, t.notice, kind, pairs)]
            hold(bool(found) == (which == "told"), f"{line}: {viewer} heard of {_heard_kinds(play, viewer)}")
        case ["status", label, value]:
            ref = Ref(labels[label])
            things: list[Any] = [
                m[ref]
                for m in (state.documents, state.pledges, state.threats, state.motions, state.spoken)
                if ref in m
            ]
            hold(bool(things), f"nothing called {label}")
            hold(things[0].status == value, f"{label} is {things[0].status}")
        case ["reads" | "unread" as which, viewer, label]:
            words_heard = {t.words for t in _heard(play, viewer)}
            hold((labels[label] in words_heard) == (which == "reads"), f"{line}: {words_heard}")
        case ["closed", issue, option]:
            now = _closed(play, issue)
            hold(now == option, f"{line}: it is {now or 'open'}")
        case ["open", issue]:
            now = _closed(play, issue)
            hold(now is None, f"{line}: it is closed with {now}")
        case ["outcome", value]:
            hold((state.outcome or "none") == value, f"{line}: it is {state.outcome}")
        case ["sanctions" | "force", *_]:
            _pressure(state, words)
        case ["clause", label, number, *expected]:
            keeping = _keeping(state, Ref(labels[label]), int(number))
            hold([keeping.status, keeping.manner][: len(expected)] == expected, f"{line}: it is {keeping}")
        case ["footing", a, b, value]:
            footing = state.pairs[NationId(a), NationId(b)].footing
            hold(footing == value, f"{line}: it is {footing}")
        case ["face" | "no-face" as which, a, b]:
            face = state.pairs[NationId(a), NationId(b)].face
            hold(face == (which == "face"), f"{line}: it is {face}")
        case ["fragile" | "firm" as which, label, number]:
            keeping = _keeping(state, Ref(labels[label]), int(number))
            hold(keeping.fragile == (which == "fragile"), f"{line}: it is {keeping}")
        case ["body" | "no-body" as which, name]:
            hold((name in state.bodies) == (which == "body"), f"{line}: there are {', '.join(state.bodies)}")
        case ["points" | "sum" as which, nation, *label, value]:
            reckoned = _reckoned(play, which, NationId(nation), label)
            hold(reckoned == int(value), f"{line}: it is {reckoned}")
        case ["happened" | "not-happened" as which, inject]:
            if inject not in {one.id for one in play.game.pack.injects}:
                raise BadCase(f"no inject {inject}")
            happened = inject in state.crisis.fired
            hold(happened == (which == "happened"), f"{line}: it is turn {state.turn}")
        case ["insight", a, b, value]:
            insight = state.pairs[NationId(a), NationId(b)].marks // 2
            hold(insight == int(value), f"{line}: it is {insight}")
        case _ if legacies.holds(state, words):
            pass
        case _:
            at_end = crisis.holds([telling.notice for telling in play.tellings], words)
            if at_end is None:
                hold(_dial(state, words[:-1]) == int(words[-1]), f"{line}: it is {_dial(state, words[:-1])}")
            else:
                hold(at_end, f"{line}: {[t.notice for t in play.tellings if _is_end(t.notice)]}")


def _closed(play: Play, issue: str) -> str | None:
    """The option that the issue is closed with, if it is."""
    play.game.pack.issue(IssueId(issue))
    found = play.state.crisis.closed.get(IssueId(issue))
    return found[0] if found else None


def _is_end(notice: Any) -> bool:
    return type(notice) is NOTICES["ended"]


def _keeping(state: State, ref: Ref, number: int) -> ClauseState:
    """How a clause of a text, or an assurance, is being kept."""
    if ref in state.assurances:
        return state.assurances[ref].keeping
    return state.documents[ref].clauses[number - 1]


def _reckoned(play: Play, which: str, nation: NationId, label: list[str]) -> int:
    """`I` of a nation now, or its `R` of a text."""
    book = Book(play.game, play.state, play.fresh)
    if which == "points":
        return closing.points_in_force(book, nation)
    return ratification.sum_of(book, nation, play.state.documents[Ref(play.labels[label[0]])])


def _pressure(state: State, words: list[str]) -> None:
    if words[0] == "sanctions":
        regime = state.sanctions.get((NationId(words[1]), NationId(words[2])))
        level = regime.level if regime else 0
    else:
        show = state.shows.get(NationId(words[1]))
        level = show.level if show else 0
    hold(level == int(words[-1]), f"{' '.join(words)}: it is {level}")


def _dial(state: State, words: list[str]) -> int:
    match words:
        case ["tension" | "stall" as dial]:
            return int(getattr(state.crisis, dial))
        case ["turn"]:
            return state.turn
        case ["rung"]:
            return state.rung
        case ["batna", nation]:
            return books.batna(state, NationId(nation))
        case ["trust" | "marks" | "grievance" as dial, a, b]:
            return int(getattr(state.pairs[NationId(a), NationId(b)], dial))
        case [dial, nation] if dial in NATION_DIALS:
            return int(getattr(state.nations[NationId(nation)], dial))
    raise BadCase(f"no dial {' '.join(words)}")


def _heard(play: Play, viewer: str) -> list[Telling]:
    if viewer == "all":
        return [t for t in play.tellings if t.audience == "public"]
    return [t for t in play.tellings if t.audience == "public" or viewer in t.audience]


def _heard_kinds(play: Play, viewer: str) -> str:
    """The kinds of what the viewer heard, for a sentence."""
    return ", ".join(sorted({NOTICE_NAMES[type(t.notice)] for t in _heard(play, viewer)})) or "nothing"


def _part(value: Any, name: str) -> Any:
    """A field, or an entry of a tuple by number; None beyond its end, and where an act has no such field."""
    if name.isdecimal():
        return value[int(name)] if int(name) < len(value) else None
    return getattr(value, name, None) if type(value) in ACT_NAMES else getattr(value, name)


def _matches(play: Play, notice: Any, kind: str, pairs: list[str]) -> bool:
    if type(notice) is not NOTICES[kind]:
        return False
    for pair in pairs:
        name, _, text = pair.partition("=")
        value: Any = notice
        for part in name.split("."):
            value = _part(value, part)
        if isinstance(value, int) and not isinstance(value, bool):
            ok = value == int(text)
        elif isinstance(value, tuple):
            ok = ",".join(str(v) for v in value) == text
        else:
            ok = (
                str(value) == play.labels.get(text, text)
                or (value is True and text == "yes")
                or (value is False and text == "no")
                or (value is None and text == "none")
            )
        if not ok:
            return False
    return True
