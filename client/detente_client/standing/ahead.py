"""What will come: deadlines of the crisis, of promises, threats and clauses, and what runs out.

Owns: `Coming`, `ahead`, the dates of turns.
Does not know: events of the pack that nobody was told of.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.words import phrases
from detente_client.words.naming import capital
from detente_wire.terms import NationId


@frozen
class Coming:
    """Something that falls due in a turn."""

    turn: int
    text: str
    nations: frozenset[NationId] = frozenset()


def last_turn(scene: Scene) -> int:
    """The last turn that the talks can have."""
    return scene.pack.deadline + scene.pack.grace


def date_of(scene: Scene, turn: int) -> str:
    """A turn's date as the pack has it; empty where it has none."""
    dates = scene.pack.dates
    return dates[turn - 1] if 0 < turn <= len(dates) else ""


def ahead(scene: Scene) -> list[Coming]:
    """In order; this turn's included. After the end nothing comes."""
    if scene.view.ended is not None:
        return []
    now = max(1, scene.view.turn)
    found = [
        *_closing(scene),
        *_media(scene),
        *_threats(scene),
        *_pledges(scene),
        *_clauses(scene),
        *_letters(scene),
        *_rests(scene),
    ]
    return sorted((coming for coming in found if coming.turn >= now), key=lambda coming: coming.turn)


def _closing(scene: Scene) -> Iterator[Coming]:
    pack = scene.pack
    if not pack.deadline:
        return
    if pack.grace:
        yield Coming(pack.deadline, tr("Deadline: from here on the talks may close at the end of any turn."))
        yield Coming(last_turn(scene), tr("The talks close at the end of this turn at the latest."))
    else:
        yield Coming(pack.deadline, tr("Deadline: the talks close at the end of this turn."))


def _media(scene: Scene) -> Iterator[Coming]:
    for medium in scene.pack.media:
        if medium.from_turn > 1:
            yield Coming(medium.from_turn, tr("{medium} can be used from now on.", medium=medium.title))
    for body in scene.view.bodies.values():
        if body.from_turn > 1:
            yield Coming(body.from_turn, tr("{body} begins to work.", body=scene.names.body(body.id)))


def _threats(scene: Scene) -> Iterator[Coming]:
    names = scene.names
    for seen in scene.view.threats.values():
        said = seen.threat
        if not seen.how:
            text = tr(
                "{whose} threat {name} against {target} falls due: {tool}.",
                whose=capital(names.whose(said.by)),
                name=scene.handles.name(said.ref, "threat"),
                target=names.whom(said.nation),
                tool=phrases.tool(said.tool, said.level),
            )
            yield Coming(said.by_turn, text, frozenset((said.by, said.nation)))


def _pledges(scene: Scene) -> Iterator[Coming]:
    for seen in scene.view.pledges.values():
        said = seen.pledge
        if not seen.how and said.promise.by_turn:
            text = tr(
                "{whose} pledge {name} falls due: {promise}.",
                whose=capital(scene.names.whose(said.by)),
                name=scene.handles.name(said.ref, "pledge"),
                promise=scene.promise(said.promise),
            )
            yield Coming(said.promise.by_turn, text, frozenset((said.by,)))


def _clauses(scene: Scene) -> Iterator[Coming]:
    for seen in scene.view.texts("in-force"):
        name = scene.handles.name(seen.ref, "text")
        for number, clause in enumerate(seen.text.clauses, 1):
            told = tr("Clause {n} of {text}", n=number, text=name)
            what = f"{told}: {phrases.clause(scene.names, clause)}."
            who = frozenset((clause.actor,))
            if clause.by_turn:
                yield Coming(clause.by_turn, what, who)
            if clause.sunset:
                yield Coming(clause.sunset, tr("{clause} runs out.", clause=told), who)


def _letters(scene: Scene) -> Iterator[Coming]:
    """Letters of one's own that are still on their way."""
    for seen in scene.view.letters.values():
        medium = scene.pack.medium(seen.letter.medium)
        if seen.by == scene.me and medium is not None and medium.transit:
            name, to = scene.handles.name(seen.ref, "letter"), scene.names.nations(seen.letter.to)
            text = tr("Your letter {name} reaches {to}, unless it goes faster or is lost.", name=name, to=to)
            yield Coming(seen.turn + medium.transit, text, frozenset(seen.letter.to))


def _rests(scene: Scene) -> Iterator[Coming]:
    view, names = scene.view, scene.names
    if view.recess_until:
        yield Coming(view.recess_until, tr("The recess ends; the tide returns."))
    for nation, until in view.demarches.items():
        text = tr("The démarche against {nation} ends.", nation=names.whom(nation))
        yield Coming(until, text, frozenset((nation,)))
    for nation in scene.pack.order:
        if nation != scene.me and (until := view.recalled_until(nation)):
            text = tr("The recall between {nation} and you ends.", nation=names.nation(nation))
            yield Coming(until, text, frozenset((nation,)))
