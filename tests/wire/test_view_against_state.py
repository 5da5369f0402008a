"""Every numbered case of the rules, seen by each nation: no view contradicts the state where it may know it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from detente_server.rules import book as books
from detente_server.rules.state import State
from detente_server.trials.play import Play
from detente_wire.acts import Offer
from detente_wire.notices import DialMoved
from detente_wire.seen import NationSeen
from detente_wire.terms import NationId
from detente_wire.view import View
from tests.rules.tables import start

FILES = sorted((Path(__file__).parents[1] / "rules" / "cases").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{path.stem}/{case['id']}")
    for path in FILES
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def _at_start(play: Play, me: NationId) -> View:
    """A nation's view of the opening, with what the case gives."""
    state, view = (
        play.state,
        View(me, {issue.id: tuple(o.id for o in issue.options) for issue in play.game.pack.issues}),
    )
    own = state.nations[me]
    view.turn, view.tension, view.stall = state.turn, state.crisis.tension, state.crisis.stall
    view.home, view.capital, view.envoys, view.batna = (
        own.home,
        own.capital,
        own.envoys,
        books.batna(state, me),
    )
    for name, nation in state.nations.items():
        view.nations[name] = NationSeen(
            nation.standing, nation.word, nation.strain, nation.band, nation.envoys
        )
    for (of, toward), pair in state.pairs.items():
        if me in (of, toward):
            view.trust[of, toward] = pair.trust
        if me == of:
            view.marks[toward], view.grievance[toward] = pair.marks, pair.grievance
    return view


def _of_view(view: View) -> dict[str, Any]:
    """What the view says, in the shape of `_of_state`."""
    return {
        "turn, tension, stall": (view.turn, view.tension, view.stall),
        "own": (view.home, view.capital, view.envoys, view.batna),
        "nations": {name: (n.standing, n.word, n.strain, n.band) for name, n in view.nations.items()},
        "trust": view.trust,
        "marks": view.marks,
        "grievance": view.grievance,
        "open": {channel.id: channel.present for channel in view.open_channels()},
        "invitations": {channel.id for channel in view.invitations()},
        "offers": {ref: (o.status, set(o.accepted)) for ref, o in view.offers.items() if o.channel},
        "texts": {ref: (t.hash, t.status, t.initials) for ref, t in view.instruments.items()},
        "sealed": set(view.sealed),
    }


def _of_state(state: State, me: NationId) -> dict[str, Any]:
    """What the nation is entitled to know."""
    own = state.nations[me]
    pairs = {pair: seen for pair, seen in state.pairs.items() if me in pair}
    held = [channel for channel in state.channels.values() if channel.turn == state.turn]
    return {
        "turn, tension, stall": (state.turn, state.crisis.tension, state.crisis.stall),
        "own": (own.home, own.capital, own.envoys, books.batna(state, me)),
        "nations": {name: (n.standing, n.word, n.strain, n.band) for name, n in state.nations.items()},
        "trust": {pair: seen.trust for pair, seen in pairs.items()},
        "marks": {toward: seen.marks for (of, toward), seen in pairs.items() if of == me},
        "grievance": {toward: seen.grievance for (of, toward), seen in pairs.items() if of == me},
        "open": {c.id: set(c.present) for c in held if c.open and me in c.present},
        "invitations": {c.id for c in held if me in c.waiting},
        "offers": {
            ref: (spoken.status, set(spoken.accepted))
            for ref, spoken in state.spoken.items()
            if isinstance(spoken.act, Offer) and me in (spoken.by, *spoken.heard)
        },
        "texts": {
            ref: (d.hash, d.status, set(d.initials))
            for ref, d in state.documents.items()
            if d.public or me in (d.author, *d.seen)
        },
        "sealed": set(state.sealed.get(me, {})),
    }


def _differences(play: Play, views: dict[NationId, View]) -> dict[str, tuple[Any, Any]]:
    found: dict[str, tuple[Any, Any]] = {}
    for me, view in views.items():
        said, true = _of_view(view), _of_state(play.state, me)
        said["texts"] = {ref: seen for ref, seen in said["texts"].items() if ref in true["texts"]}
        found |= {f"{me}: {key}": (said[key], true[key]) for key in true if said[key] != true[key]}
    return found


def _played(case: dict[str, Any], spoil: bool = False) -> tuple[Play, dict[NationId, View]]:
    """The case, and what each nation made of it; `spoil` makes every dial's move say one too many."""
    play = start(case.get("pack", "regatta"), case.get("given", []))
    views = {me: _at_start(play, me) for me in play.game.pack.order}
    for line in case["acts"]:
        play.act(line)
    for telling in play.tellings:
        notice = telling.notice
        if spoil and isinstance(notice, DialMoved):
            notice = evolve(notice, now=notice.now + 1)
        for me, view in views.items():
            if telling.audience == "public" or me in telling.audience:
                view.take(notice, view.turn)
    return play, views


@pytest.mark.parametrize("case", CASES)
def test_no_view_contradicts_the_state(case: dict[str, Any]) -> None:
    try:
        play, views = _played(case)
    except Exception as why:
        pytest.skip(f"the case itself does not play: {why!r}")
    assert _differences(play, views) == {}


def test_the_comparison_would_see_a_wrong_dial() -> None:
    talks = tomllib.loads((FILES[0].parent / "4-listening.toml").read_text(encoding="utf-8"))["case"]
    assert sum(bool(_differences(*_played(case, spoil=True))) for case in talks) > len(talks) / 2
