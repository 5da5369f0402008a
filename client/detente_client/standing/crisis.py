"""The crisis as a ladder: its rungs and what each brings, what moves tension, when an accident may come.

Owns: `Rung`, `rungs`, the sentences of stall, last hours, coolers and accidents.
Does not know: how the ladder is drawn. The numbers are those of the rules, with what a pack sets for itself.
"""

from __future__ import annotations

from attrs import frozen

from detente_client.describe.told import Scene
from detente_client.figures import listing, percent
from detente_client.i18n import tr, trn
from detente_client.publicpack import RUNGS

ACCIDENT_RUNG, ACCIDENT_WEIGHTS, ACCIDENT_BASE, ACCIDENT_TENSION = 7, (1, 3, 6), 6, 8
LAST_HOURS, STOPS_AT = 90, 95


@frozen
class Rung:
    """One rung of the ladder."""

    number: int
    title: str
    here: bool
    passed: bool
    """Tension stands higher than this rung."""
    effects: tuple[str, ...]
    """What is so from this rung on."""


def rungs(scene: Scene) -> tuple[Rung, ...]:
    """The lowest first."""
    here, pack = scene.view.rung, scene.pack
    return tuple(Rung(n, pack.rung(n * 10), n == here, n < here, _effects(scene, n)) for n in range(RUNGS))


def _effects(scene: Scene, number: int) -> tuple[str, ...]:
    modules = set(scene.pack.rules)
    informal = bool(modules & {"full", "engagements"})
    everywhere = {
        5: (tr("Leaks are likelier by 5 in a hundred."),),
        6: (tr("Letters go by the fastest means."),),
        7: (
            tr("Accidents happen."),
            tr("A text may be signed in the turn in which it was initialled."),
            tr("Conceding in public costs 2 support at home."),
        ),
        8: (tr("Yielding under a mediator's formula costs half."),),
        9: (
            tr("Last hours: only letters, telephone, back-channels and statements are left."),
            tr("At most two envoys each, no dinners and the like."),
        ),
        10: (tr("War: everybody scores 0."),),
    }
    only_informal = {
        3: (tr("Receptions between adversaries need a neutral host."),),
        7: (tr("No games together."),),
    }
    return everywhere.get(number, ()) + (only_informal.get(number, ()) if informal else ())


def ladder_lines(scene: Scene) -> list[str]:
    """The whole page, one thing a line: where it stands, the rungs from the lowest, what moves it."""
    rows = [tr("Tension {tension} of 100. {distance}", tension=scene.view.tension, distance=distance(scene))]
    for rung in rungs(scene):
        row = tr("{n}: {title}, from {start}.", n=rung.number, title=rung.title, start=rung.number * 10)
        rows.append(" ".join([row, *([tr("You are here.")] if rung.here else []), *rung.effects]))
    rows += [last_chance(scene), *stall_lines(scene), *accident_lines(scene)]
    rows += [tr("It rises by:"), *(f"- {line}" for line in raisers(scene))]
    return [*rows, tr("It falls by:"), *(f"- {line}" for line in coolers(scene))]


# -- what moves it ----------------------------------------------------------------------------------------------


def distance(scene: Scene) -> str:
    """How far it is to the next rung, and which that is."""
    view = scene.view
    if view.rung >= RUNGS - 1:
        return tr("This is war.")
    left = (view.rung + 1) * 10 - view.tension
    return trn(
        "{count} point below the next rung, {title}.",
        "{count} points below the next rung, {title}.",
        left,
        title=scene.pack.rung((view.rung + 1) * 10),
    )


def last_chance(scene: Scene) -> str:
    """Whether war can come at this turn's end; what counts is tension at dawn, which is what stands now."""
    if scene.view.tension >= 100:
        return tr("War has come.")
    if scene.view.tension < LAST_HOURS:
        return tr(
            "No war this turn: below {last} at dawn the turn stops tension at {stop}, whatever happens.",
            last=LAST_HOURS,
            stop=STOPS_AT,
        )
    return tr("LAST HOURS. If tension reaches 100 at the end of this turn, there is war.")


def raisers(scene: Scene) -> list[str]:
    """What heats the crisis, with the caps."""
    view = scene.view
    rest = view.recess_until >= view.turn > 0
    tide = (
        tr("The tide rests: a recess until turn {turn}.", turn=view.recess_until)
        if rest
        else tr("The tide of the crisis: +{tide} a turn.", tide=scene.pack.tide)
    )
    stall = {True: tr("Talks that do not move: +2 a turn now."), False: ""}[view.stall >= 4]
    stall = stall or (tr("Talks that do not move: +1 a turn now.") if view.stall >= 2 else "")
    return [
        tide,
        *([stall] if stall else []),
        tr("Pressure: protest +1, recall +2, sanctions +1 a level, force +3, +5, +8 (/who press …)."),
        tr("Its caps: 10 a turn for one nation, 20 for all; half, if only one nation presses."),
        tr("A walk-out +5, talks adjourned without a date +6, a paper printed +1."),
    ]


def coolers(scene: Scene) -> list[str]:
    """What would lower tension, and what of it holds now."""
    numbers = scene.pack.numbers
    talk, calm = abs(numbers.get("formal_talk", 3)), abs(numbers.get("no_pressure", 1))
    holding = [
        tr("A standstill is in force ({text}).", text=scene.handles.name(seen.ref, "text"))
        for seen in scene.view.texts("in-force")
        if any(clause.type == "standstill" for clause in seen.text.clauses)
    ]
    return [
        *holding,
        tr(
            "Two thirds of the principals answer one another in meetings that are not discreet: -{n}.", n=talk
        ),
        tr("No act of anybody raises tension: -{n}.", n=calm),
        tr(
            "A standstill between adversaries is in force: -2; one that binds all principals: -4 (/standstill)."
        ),
        tr("All principals initial an issue, once each: -3 (/initial)."),
        tr("Forces stand down: -1, -2 or -4 by their level (/standdown)."),
        tr("A recess with a date, agreed by all principals, stops the tide (/recess)."),
        tr("A démarche of all other principals halves what one nation's pressure adds (/demarche)."),
    ]


def stall_lines(scene: Scene) -> list[str]:
    """The stall counter, and what it does."""
    stall = scene.view.stall
    if not stall:
        return [tr("The talks move. A turn without a new agreement counts as stalled; from two on it tells.")]
    first = trn("{count} turn without progress.", "{count} turns without progress.", stall)
    if stall >= 4:
        more = tr(
            "Each turn now: tension +2, trust among principals -1, what no deal is worth -1 to each principal."
        )
    elif stall >= 2:
        more = tr(
            "Each turn now: tension +1, trust among principals -1. From four on no deal gets worse, too."
        )
    else:
        more = tr("From two on tension and trust suffer.")
    return [
        first,
        more,
        tr("Progress is an issue newly agreed by the principals, a standstill, or a recess."),
    ]


# -- accidents --------------------------------------------------------------------------------------------------


@frozen
class Odds:
    """The chance of an accident in a turn at some rung, as far as the viewer can reckon it."""

    rung: int
    percent: int
    exact: bool
    """False: others trust each other in ways that the viewer cannot see; it may be more."""


def accident_odds(scene: Scene, rung: int) -> Odds | None:
    """At this rung, with force and trust as they stand; None: the viewer knows nothing of the adversaries."""
    trusted = [
        scene.view.trust[pair]
        for a, b in scene.pack.adversaries
        for pair in ((a, b), (b, a))
        if pair in scene.view.trust and scene.me in pair
    ]
    if rung < ACCIDENT_RUNG:
        return Odds(rung, 0, True)
    if not trusted:
        return None
    weight = ACCIDENT_WEIGHTS[min(rung - ACCIDENT_RUNG, len(ACCIDENT_WEIGHTS) - 1)]
    half = 2 if _wired(scene) else 1
    divisor = scene.pack.numbers.get("accident_div", 300) * half
    percent = weight * (ACCIDENT_BASE + force_shown(scene)) * (100 - min(trusted)) // divisor
    return Odds(rung, percent, all(scene.me in pair for pair in scene.pack.adversaries))


def force_shown(scene: Scene) -> int:
    """The sum of the levels of all shows of force."""
    return sum(seen.pressed.level for (tool, _, _), seen in scene.view.pressure.items() if tool == "force")


def _wired(scene: Scene) -> bool:
    """Whether a hotline or consultation clause that the viewer knows of is in force."""
    return any(
        clause.type in ("hotline", "consultation")
        for seen in scene.view.texts("in-force")
        for clause in seen.text.clauses
    )


def accident_lines(scene: Scene) -> list[str]:
    """What an accident is here, when it may come, how likely it is."""
    called = scene.pack.accident or tr("an incident with casualties")
    lines = [tr("An accident ({what}) adds {tension}.", what=called, tension=ACCIDENT_TENSION)]
    rows = [odds for rung in (7, 8, 9) if (odds := accident_odds(scene, rung)) is not None]
    if not rows:
        lines.append(tr("It may come from rung 7 on; how likely, only the adversaries can reckon."))
        return lines
    said = listing(
        tr("{chance} at rung {rung}", chance=percent(odds.percent), rung=odds.rung) for odds in rows
    )
    whole = all(odds.exact for odds in rows)
    now = tr("With force and trust as they are: {odds}.", odds=said)
    lines.append(
        now if whole else tr("With force and trust as far as you know, at least: {odds}.", odds=said)
    )
    lines.append(tr("Force makes it likelier, trust among adversaries and a hotline rarer."))
    return lines
