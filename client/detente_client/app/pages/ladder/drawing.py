"""What the page of the ladder draws: the rungs with where the crisis stands, its course, what moves it.

Owns: how these look at a width.
Does not know: widgets, the rules (`standing.crisis`).
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.app.kit import Shown, fitted, painted, wrapped
from detente_client.app.pages import rows
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.standing import crisis
from detente_client.standing.courses import Track, tension
from detente_client.standing.section import Section

BAR, NARROW_BAR, NARROW = 10, 5, 45
"""Columns of a rung's bar: one a point, or below some width one for two."""
TENSE, GRAVE = 4, 7
"""From these rungs on."""


def _colour(rung: int) -> str:
    return "$grave" if rung >= GRAVE else "$tense" if rung >= TENSE else "$calm"


def ladder(scene: Scene, width: int, *, effects: bool) -> Iterator[Shown]:
    """The highest rung first; a bar of ten points each, filled as far as tension has come."""
    now, bar = scene.view.tension, NARROW_BAR if width < NARROW else BAR
    for rung in reversed(crisis.rungs(scene)):
        filled = max(0, min(bar, -(-(now - rung.number * 10) * bar // 10)))
        title = fitted(rung.title, max(8, width - bar - 7)).rstrip()
        yield painted(
            ("▶" if rung.here else " ", f"bold {_colour(rung.number)}"),
            (f"{rung.number:>2} ", "bold" if rung.here else "$noise"),
            ("┣" if rung.here or rung.passed else "├", _colour(rung.number)),
            ("█" * filled, _colour(rung.number)),
            ("·" * (bar - filled), "$noise 40%"),
            ("┫ " if rung.here or rung.passed else "┤ ", _colour(rung.number)),
            (title, "bold reverse" if rung.here else "" if rung.passed else "$foreground 80%"),
        )
        if effects and rung.effects:
            for line in wrapped(" ".join(rung.effects), width - bar - 7):
                yield painted(" " * (bar + 7), (line, "$noise"))


def beneath(scene: Scene, width: int) -> Iterator[Shown]:
    """What the rungs have brought so far, and what the next does that brings something."""
    rungs, here = crisis.rungs(scene), scene.view.rung
    brought = [effect for rung in rungs[: here + 1] for effect in rung.effects]
    coming = next((rung for rung in rungs[here + 1 :] if rung.effects), None)
    yield ""
    if brought:
        yield painted((tr("Now"), "bold"))
        yield from rows.bullets(brought, width)
    if coming is not None:
        title = tr("From rung {n}, {title}", n=coming.number, title=coming.title)
        yield from (painted((line, "bold")) for line in wrapped(title, width))
        yield from rows.bullets(coming.effects, width)


def standing(scene: Scene, width: int) -> Iterator[Shown]:
    """Where it stands, how far the next rung is, whether war can come."""
    view = scene.view
    style = f"bold {_colour(view.rung)}"
    yield painted((tr("Tension {n} of 100", n=view.tension), style), f": {scene.pack.rung(view.tension)}")
    last = "bold $grave" if view.tension >= crisis.LAST_HOURS else "$noise"
    yield from (painted(line) for line in wrapped(crisis.distance(scene), width))
    yield from (painted((line, last)) for line in wrapped(crisis.last_chance(scene), width))


def course(scene: Scene, width: int, height: int) -> Iterator[Shown]:
    """Tension by turn, and each turn's causes, the newest first."""
    track = Track(tr("Tension"), tension(scene), better_up=False)
    yield rows.heading(tr("Tension by turn"), width)
    yield from rows.chart(track.steps, 100, width, height, _colour(scene.view.rung))
    yield ""
    yield rows.heading(tr("What moved it, event by event"), width)
    for step in reversed(track.steps):
        yield painted((tr("By turn {turn}", turn=step.turn), "bold"))
        yield from rows.causes(track, step, width)


def rules(scene: Scene, width: int) -> Iterator[Shown]:
    """Stall, accidents, what heats and what cools."""
    for part in (
        Section(tr("The talks"), tuple(crisis.stall_lines(scene))),
        Section(tr("What would cool it"), tuple(crisis.coolers(scene))),
        Section(tr("What heats it"), tuple(crisis.raisers(scene))),
        Section(tr("Accidents"), tuple(crisis.accident_lines(scene))),
    ):
        yield from rows.section(part, width)
