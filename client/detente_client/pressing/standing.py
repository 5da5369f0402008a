"""What presses now: tools in force, threats, covert acts, suits and démarches, with what can be done about each.

Owns: the sections in their order, and the rows of all but what is sealed (`sealed`).
Does not know: how they are drawn; what a tool would do that is not in force.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile

from detente_client.describe.dials import by_dial, dial_line
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.pressing.row import Standing, Step
from detente_client.pressing.sealed import sealed
from detente_client.words import phrases
from detente_client.words.naming import capital
from detente_wire.seen import PressureSeen, ThreatSeen
from detente_wire.terms import NationId, Tool

COVERT_TURNS, SUIT_TURNS, RECALL_TURNS = 4, 2, 2
"""How long a covert act may be traced, a court takes, an ambassador stays away."""

SHORT: Mapping[Tool, str] = {"sanctions": tr("sanctions"), "force": tr("force"), "recall": tr("recall")}
"""Tools that last, for a narrow list."""


Section = tuple[str, tuple[Standing, ...]]


def sections(scene: Scene) -> list[Section]:
    """All that presses, by kind; what asks for a choice first."""
    found = (
        (tr("Threats"), _threats(scene)),
        (tr("Sealed by you this turn"), sealed(scene)),
        (tr("In force"), _in_force(scene)),
        (tr("Covert acts"), (*_hands(scene), *_traced(scene))),
        (tr("Before a court"), _suits(scene)),
        (tr("Démarches"), _demarches(scene)),
    )
    return [(title, tuple(rows)) for title, rows in found if rows]


# -- tools that last --------------------------------------------------------------------------------------------


def _in_force(scene: Scene) -> list[Standing]:
    return [_tool(scene, seen) for seen in scene.view.pressure.values() if seen.pressed.tool != "legal"]


def _tool(scene: Scene, seen: PressureSeen) -> Standing:
    names, pressed = scene.names, seen.pressed
    tool = phrases.tool(pressed.tool, pressed.level)
    title = (
        f"{names.whom(pressed.by):^} → {names.whom(pressed.target)} {SHORT.get(pressed.tool, pressed.tool)}"
    )
    if pressed.tool in ("sanctions", "force"):
        title += f" {pressed.level}"
    first = tr(
        "{by:^} against {whom}: {tool}, since turn {turn}.",
        by=names.whom(pressed.by),
        whom=names.whom(pressed.target),
        tool=tool,
        turn=seen.turn,
    )
    lines = (first, _running(pressed.tool, seen.turn), *_last_effects(scene, seen))
    return Standing(f"{pressed.tool}:{pressed.by}:{pressed.target}", title, lines, tuple(_ends(scene, seen)))


def _running(tool: Tool, since: int) -> str:
    """What it goes on doing, and until when."""
    match tool:
        case "sanctions":
            return tr(
                "Each turn strain on the target and some on its author; from strain 6 on the target's no deal is "
                "worth 1 less a turn. It lasts until it is lifted, or a clause ends it."
            )
        case "force":
            return tr(
                "It moves what no deal is worth to both while it stands, strains its author each turn, and makes "
                "accidents likelier from rung 7 on. Standing down is free and calms."
            )
        case "recall":
            until = since + RECALL_TURNS - 1
            return tr("The two meet only through a go-between until turn {until}.", until=until)
    return ""


def _last_effects(scene: Scene, seen: PressureSeen) -> Iterator[str]:
    """What it did as this turn began, as far as the viewer was told."""
    pressed = seen.pressed
    now = takewhile(lambda line: line.turn == scene.view.turn, reversed(scene.view.ledger))
    moves = [
        line.move
        for line in now
        if (line.move.because.why, line.move.because.by) == (pressed.tool, pressed.by)
        and line.move.of in (pressed.by, pressed.target)
    ][::-1]
    if moves:
        yield tr("At the last turn's end:")
        yield from (f"- {dial_line(scene.names, rows)}" for rows in by_dial(moves).values())


def _ends(scene: Scene, seen: PressureSeen) -> Iterator[Step]:
    pressed = seen.pressed
    if scene.me is None or pressed.by != scene.me:
        if pressed.target == scene.me and pressed.by is not None:
            demand = f"/threaten {pressed.by} end {pressed.tool} {pressed.target} with "
            yield Step(tr("Threaten …"), demand)
        return
    if pressed.tool == "sanctions":
        yield Step(tr("Lift"), f"/lift {pressed.target}")
    if pressed.tool == "force":
        yield Step(tr("Stand down"), "/standdown")
    if pressed.tool in ("sanctions", "force") and pressed.level < 3:
        yield Step(tr("Raise"), f"/press {pressed.tool} {pressed.level + 1} {pressed.target}")


# -- threats ----------------------------------------------------------------------------------------------------


def _threats(scene: Scene) -> list[Standing]:
    rows = [_threat(scene, seen) for seen in scene.view.threats.values() if not seen.how]
    return sorted(rows, key=lambda row: not row.urgent)


def _threat(scene: Scene, seen: ThreatSeen) -> Standing:
    said, names = seen.threat, scene.names
    name = scene.handles.name(said.ref, "threat")
    asked = phrases.demand(names, said.demand, scene.text(said.demand.instrument))
    left = said.by_turn - scene.view.turn
    due = tr("due now") if left <= 0 else tr("due in turn {turn}", turn=said.by_turn)
    lines = (
        tr(
            "{by:^} {by:threaten|threatens} {whom} with {tool}.",
            by=names.whom(said.by),
            whom=names.whom(said.nation),
            tool=phrases.tool(said.tool, said.level),
        ),
        tr("It demands {asked} by the end of turn {turn}.", asked=asked, turn=said.by_turn),
        tr("It was made before all.") if said.public else tr("Only the two of you know of it."),
        _rule(scene, seen),
    )
    title = f"{name} {names.whom(said.by):^} → {names.whom(said.nation)}: {due}"
    mine = scene.me in (said.by, said.nation)
    return Standing(
        f"threat:{said.ref}", title, lines, tuple(_answers(scene, seen, name)), urgent=mine and left <= 0
    )


def _rule(scene: Scene, seen: ThreatSeen) -> str:
    if seen.threat.nation == scene.me:
        return tr("In its last turn you yield or stay firm; saying nothing is staying firm.")
    if seen.threat.by == scene.me:
        return tr("If they stay firm you carry it out or back down; saying nothing is backing down.")
    return ""


def _answers(scene: Scene, seen: ThreatSeen, name: str) -> Iterator[Step]:
    due = seen.threat.by_turn <= scene.view.turn
    if seen.threat.nation == scene.me and due:
        yield Step(tr("Yield"), f"/yield {name}")
        yield Step(tr("Stay firm"), f"/firm {name}")
    if seen.threat.by == scene.me and due:
        yield Step(tr("Carry out"), f"/carryout {name}")
        yield Step(tr("Back down"), f"/backdown {name}")
    if seen.threat.by == scene.me and not due:
        yield Step(tr("Withdraw"), f"/withdraw {name}")


# -- covert acts, suits, démarches ------------------------------------------------------------------------------


def _hands(scene: Scene) -> list[Standing]:
    """Covert acts that nobody is known to have done, and one's own that may yet be traced."""
    rows = []
    for ref, seen in scene.view.hands.items():
        own, target, done = ref in scene.view.own_hands, seen.pressed.target, seen.turn - 1
        who = tr("you, unknown") if own else tr("an unknown hand")
        until = done + COVERT_TURNS - 1
        lines = (
            tr("A covert act against {whom} in turn {turn}.", whom=scene.names.whom(target), turn=done),
            tr("It was yours; nobody else knows.") if own else tr("Nobody is known to have done it."),
            tr("Until the end of turn {until} it may be traced, likelier each time.", until=until)
            if until >= scene.view.turn
            else tr("It is no longer looked for."),
        )
        rows.append(
            Standing(
                f"hand:{ref}", f"{capital(who)} → {scene.names.whom(target)}", tuple(filter(None, lines))
            )
        )
    return rows


def _traced(scene: Scene) -> list[Standing]:
    """Covert acts whose author everybody knows."""
    found: dict[NationId, int] = {}
    for line in scene.view.moves("word"):
        because = line.move.because
        if because.why == "attributed" and because.by is not None and line.move.of == because.by:
            found[because.by] = line.turn - 1
    return [
        Standing(
            f"traced:{by}",
            tr("Traced to {whom}", whom=scene.names.whom(by)),
            (tr("A covert act was traced to {whom} in turn {turn}.", whom=scene.names.whom(by), turn=turn),),
        )
        for by, turn in found.items()
    ]


def _suits(scene: Scene) -> list[Standing]:
    rows = []
    for seen in scene.view.pressure.values():
        pressed, names = seen.pressed, scene.names
        if pressed.tool == "legal":
            due = seen.turn - 1 + SUIT_TURNS
            lines = (
                tr(
                    "{by:^} {by:have|has} taken {whom} to court.",
                    by=names.whom(pressed.by),
                    whom=names.whom(pressed.target),
                ),
                tr("It is judged at the end of turn {turn}, by standing, law and breaches.", turn=due),
                tr("Who loses loses standing; sanctions on who is condemned count double."),
            )
            title = (
                f"{names.whom(pressed.by):^} → {names.whom(pressed.target)}: {tr('turn {turn}', turn=due)}"
            )
            rows.append(Standing(f"legal:{pressed.by}:{pressed.target}", title, lines))
    return rows


def _demarches(scene: Scene) -> list[Standing]:
    return [
        Standing(
            f"demarche:{nation}",
            tr("{whom:^} until turn {until}", whom=scene.names.whom(nation), until=until),
            (
                tr(
                    "The démarche against {whom} holds until turn {until}.",
                    whom=scene.names.whom(nation),
                    until=until,
                ),
                tr("What it does raises half the tension and costs double the capital."),
            ),
        )
        for nation, until in scene.view.demarches.items()
        if until >= scene.view.turn
    ]
