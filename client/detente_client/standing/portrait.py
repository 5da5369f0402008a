"""A nation as the viewer knows it, section by section; of one's own nation what only oneself knows.

Owns: `Section`, `sections`, who it is, what trust opens, what is known of it.
Does not know: promises, texts, pressure and talks (`dealings`), how a section is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.describe.knowledge import insight, learned, self_shown
from detente_client.describe.told import Scene
from detente_client.figures import joined, listing, sequence
from detente_client.i18n import tr
from detente_client.standing import dealings
from detente_client.standing.identity import rank, signing, speaker, tier, trust
from detente_client.standing.section import Section
from detente_client.words import phrases
from detente_client.words.naming import count
from detente_wire.terms import NationId

DISCREET, BACK_CHANNEL, ASSURE, STUDY = 20, 40, 50, 60
"""What trust both ways opens (rules, section 5)."""


def sections(scene: Scene, nation: NationId) -> list[Section]:
    """All that there is to say, the most urgent first; sections with nothing in them are left out."""
    own = nation == scene.me
    known = Section(tr("Your sheet"), tuple(_sheet(scene))) if own else _known(scene, nation)
    found = [*dealings.urgent(scene, nation), known, *dealings.sections(scene, nation)]
    return [section for section in found if section.rows]


def head(scene: Scene, nation: NationId) -> list[str]:
    """Who it is, who speaks for it, how it ranks beside the viewer."""
    known = scene.pack.nation(nation)
    if known is None:
        return []
    facts = [tier(known.tier), signing(scene, nation)]
    lines = [listing([*facts, tr("this is you")] if nation == scene.me else facts)]
    if nation != scene.me and (said := speaker(scene, nation)):
        lines.append(said)
    return [*lines, *rank(scene, nation)]


def openings(scene: Scene, nation: NationId) -> str:
    """What the trust of the two opens, and how far it is to the next thing."""
    assert scene.me is not None
    both = min(trust(scene, nation, scene.me), trust(scene, scene.me, nation))
    steps = [
        (DISCREET, tr("meetings at a discreet place")),
        (BACK_CHANNEL, tr("a back-channel")),
        (ASSURE, tr("unwritten assurances")),
    ]
    if set(scene.pack.rules) & {"full", "engagements"}:
        steps.append((STUDY, tr("a joint study, with insight 3 of both")))
    opened = [what for level, what in steps if both >= level]
    coming = next(((level - both, what) for level, what in steps if both < level), None)
    has = tr("Both ways {both}: opens {things}.", both=both, things=joined(opened, none=tr("nothing yet")))
    if coming is None:
        return has
    return f"{has} {tr('{n} more: {thing}.', n=coming[0], thing=coming[1])}"


# -- what is known of it ----------------------------------------------------------------------------------------


def level(scene: Scene, nation: NationId) -> int:
    """The viewer's insight, 0..5."""
    return min(5, scene.view.marks.get(nation, 0) // 2)


def _known(scene: Scene, nation: NationId) -> Section:
    title = tr("What you know of it (insight {level} of 5)", level=level(scene, nation))
    return Section(title, tuple(_facts(scene, nation)))


def _facts(scene: Scene, nation: NationId) -> Iterator[str]:
    """The certain first, then what it said."""
    view = scene.view
    seen = view.insight.get(nation)
    if seen is not None:
        yield from (tr("Certain: {fact}", fact=line) for line in insight(scene, seen, "").lines[1:])
    for fact in view.learned:
        if fact.nation == nation:
            yield from (tr("Certain: {fact}", fact=line) for line in learned(scene, fact, "").lines)
    if nation in view.selves:
        yield from self_shown(scene, view.selves[nation], "").lines[1:]
    if nation in view.concerns:
        named = listing(scene.names.issue(issue) for issue in view.concerns[nation])
        yield tr("It named as its chief concerns: {issues}.", issues=named)
    yield from _claims(scene, nation)
    if scene.me is not None and nation != scene.me and seen is None:
        yield tr(
            "Nothing of its sheet is certain yet: /ask, then /restate what you hear; dinners and tours help."
        )


def _claims(scene: Scene, nation: NationId) -> Iterator[str]:
    for claim in scene.view.claims.values():
        if claim.by == nation:
            told = tr(
                "It said ({name}, turn {turn}): {claim}.",
                name=scene.handles.name(claim.ref, "claim"),
                turn=claim.turn,
                claim=phrases.claim(scene.names, claim.claim, nation),
            )
            yield f"{told} {tr('THAT WAS A LIE.')}" if claim.lie else told


# -- one's own --------------------------------------------------------------------------------------------------


def _sheet(scene: Scene) -> Iterator[str]:
    """What matters most, where the lines are; /sheet shows it whole."""
    view, sheet = scene.view, scene.view.sheet
    if sheet is None:
        return
    weights = {issue: max(row.values()) - min(row.values()) for issue, row in view.worth.items() if row}
    top = sorted(weights, key=lambda issue: -weights[issue])[:3]
    best = listing(f"{scene.names.issue(issue)} ({weights[issue]})" for issue in top)
    yield tr("What matters most to you: {issues}.", issues=best)
    points = count(view.batna, "point")
    yield (
        tr("Without any deal you have {points} ({batna} at the start).", points=points, batna=sheet.batna)
        if view.batna != sheet.batna
        else tr("Without any deal you have {points}.", points=points)
    )
    if sheet.red_lines:
        crossed = sequence(scene.names.choice(choice) for choice in sheet.red_lines)
        yield tr("Your red lines: {lines}.", lines=crossed)
    yield tr("Your home ratifies what reaches {sum} (/whips).", sum=sheet.ratifier)
    yield tr(
        "Capacities: intelligence {intel}, cyber {cyber}, force {force}, trade {trade}, law {law}.",
        intel=sheet.intel,
        cyber=sheet.cyber,
        force=sheet.force,
        trade=sheet.trade,
        law=sheet.law,
    )
