"""What lies between the viewer and a nation: talks, promises, threats, texts in force, pressure.

Owns: these sections; of one's own nation they hold one's own side.
Does not know: what is known of it (`portrait`), how a section is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.describe.told import Scene
from detente_client.figures import joined, listing
from detente_client.i18n import spelled, tr
from detente_client.standing.section import Section
from detente_client.words import phrases
from detente_client.words.naming import capital, sentences
from detente_wire.seen import ChannelSeen, InstrumentSeen
from detente_wire.terms import NationId

_STATUS = {
    "draft": tr("a draft"), "tabled": tr("on the table"), "initialled": tr("initialled"), "signed": tr("signed"),
    "in-force": tr("in force"), "suspended": tr("suspended"), "terminated": tr("ended"), "lapsed": tr("lapsed"),
    "expired": tr("run out"),
}  # fmt: skip
_REPORTS = {
    "performed": tr("performed"), "delayed": tr("delayed"), "compliant": tr("kept"), "suspicious": tr("doubtful"),
    "breached": tr("BREACHED"), "suspended": tr("suspended"), "void": tr("void"),
}  # fmt: skip
_UNDERTAKINGS = {
    "offered": tr("offered"), "accepted": tr("accepted"), "refused": tr("refused"), "in-force": tr("in force"),
    "performed": tr("kept"), "delayed": tr("late"), "breached": tr("BROKEN"), "expired": tr("run out"),
}  # fmt: skip
_ENDED = ("terminated", "lapsed", "expired")


def urgent(scene: Scene, nation: NationId) -> list[Section]:
    """What stands against it or comes from it."""
    return [
        Section(tr("Threats"), tuple(_threats(scene, nation))),
        Section(tr("Pressure"), tuple(_pressure(scene, nation))),
    ]


def sections(scene: Scene, nation: NationId) -> list[Section]:
    """What is talked of and agreed."""
    return [
        Section(tr("Talks"), tuple(_talks(scene, nation))),
        Section(tr("Promises"), (*_pledges(scene, nation), *_assurances(scene, nation))),
        Section(tr("Texts"), tuple(_texts(scene, nation))),
    ]


def _threats(scene: Scene, nation: NationId) -> Iterator[str]:
    names = scene.names
    for seen in scene.view.threats.values():
        said = seen.threat
        if seen.how or nation not in (said.by, said.nation):
            continue
        yield tr(
            "{name}, due in turn {turn}: {by:^} {by:threaten|threatens} {target} with {tool}: {demand}.",
            name=scene.handles.name(said.ref, "threat"),
            turn=said.by_turn,
            by=names.whom(said.by),
            target=names.whom(said.nation),
            tool=phrases.tool(said.tool, said.level),
            demand=phrases.demand(names, said.demand, scene.text(said.demand.instrument)),
        )


def _pressure(scene: Scene, nation: NationId) -> Iterator[str]:
    """All that it uses, and all that is used on it: pressure is public but for the unknown hand."""
    names = scene.names
    for seen in scene.view.pressure.values():
        used = seen.pressed
        if nation in (used.by, used.target):
            yield tr(
                "{by:^} on {target}: {tool}, since turn {turn}.",
                by=names.whom(used.by),
                target=names.whom(used.target),
                tool=phrases.tool(used.tool, used.level),
                turn=seen.turn,
            )
    for hand in scene.view.hands.values():
        if nation in (hand.pressed.by, hand.pressed.target):
            yield tr(
                "{by:^}: a covert act against {target}, turn {turn}.",
                by=names.whom(hand.pressed.by),
                target=names.whom(hand.pressed.target),
                turn=hand.turn,
            )
    if nation in scene.view.demarches:
        until = scene.view.demarches[nation]
        yield tr(
            "A démarche of all others: until turn {turn} {whose:your|its} pressure weighs half.",
            turn=until,
            whose=names.whom(nation),
        )


# -- talks ------------------------------------------------------------------------------------------------------


def _talks(scene: Scene, nation: NationId) -> Iterator[str]:
    """Where the two talk now; of one's own nation every talk, of another those that are known too."""
    for seen in scene.view.channels.values():
        if nation in seen.members and (line := _talk(scene, seen)):
            yield line
    letters = [
        scene.handles.name(seen.ref, "letter")
        for seen in scene.view.letters.values()
        if nation in (seen.by, *seen.letter.to) and nation != scene.me
    ]
    if letters:
        yield tr("Letters between you or that you hold: {names}.", names=listing(letters[-8:]))


def _talk(scene: Scene, seen: ChannelSeen) -> str:
    """One line; empty for a talk that is neither held nor asked for."""
    others = [nation for nation in seen.members if nation != scene.me]
    said = {
        "name": scene.handles.name(seen.id),
        "medium": scene.names.medium(seen.medium),
        "nations": scene.names.nations(others),
    }
    if seen.open and scene.me in seen.members:
        if seen.secret or seen.kind == "back-channel":
            return tr("{name}, open, SECRET: {medium} with {nations}.", **said)
        return tr("{name}, open: {medium} with {nations}.", **said)
    if seen.open:
        return tr("{name}: {nations} meet without you.", **said)
    if scene.me in seen.waiting:
        return tr("{name}: {medium} with {nations} waits for your answer.", **said)
    return tr("{name}: {medium} with {nations} is asked for.", **said) if seen.waiting else ""


# -- promises ---------------------------------------------------------------------------------------------------


def _pledges(scene: Scene, nation: NationId) -> Iterator[str]:
    """Those of the nation, and those of anybody that name it; what stands first."""
    pledges = [
        seen for seen in scene.view.pledges.values() if nation in (seen.pledge.by, seen.pledge.promise.nation)
    ]
    for seen in sorted(pledges, key=lambda seen: bool(seen.how)):
        said = seen.pledge
        how = _HOW.get(seen.how, seen.how) if seen.how else tr("public") if said.public else tr("private")
        yield tr(
            "{name}, {how}: {by:^} {by:pledge|pledges} {promise}.",
            name=scene.handles.name(said.ref, "pledge"),
            how=how,
            by=scene.names.whom(said.by),
            promise=scene.promise(said.promise),
        )


_HOW = {
    "kept": tr("kept"), "broken": tr("BROKEN"), "withdrawn": tr("taken back"), "expired": tr("run out"),
}  # fmt: skip


def _assurances(scene: Scene, nation: NationId) -> Iterator[str]:
    for given in scene.view.assurances.values():
        channel = scene.view.channels.get(given.channel)
        if nation in (given.by, *(channel.members if channel else ())):
            yield tr(
                "{name}, unwritten, {status}: {by:^} {by:undertake|undertakes}: {clause}.",
                name=scene.handles.name(given.ref, "assurance"),
                status=_UNDERTAKINGS.get(given.status, given.status),
                by=scene.names.whom(given.by),
                clause=phrases.clause(scene.names, given.clause),
            )


# -- texts ------------------------------------------------------------------------------------------------------


def _texts(scene: Scene, nation: NationId) -> Iterator[str]:
    for seen in scene.view.instruments.values():
        if nation in seen.text.parties and seen.status not in _ENDED:
            yield _text(scene, seen)
            if seen.status in ("in-force", "suspended"):
                yield from _clauses(scene, seen, nation)


def _text(scene: Scene, seen: InstrumentSeen) -> str:
    missing = [party for party in seen.text.parties if party not in seen.initials]
    waits = seen.status == "tabled" and len(missing) > 0
    refused = joined(scene.names.whom(one) for one in seen.failed)
    return sentences(
        tr(
            "{name}, {status}: {title}.",
            name=scene.handles.name(seen.ref, "text"),
            status=_STATUS.get(seen.status, seen.status),
            title=phrases.instrument_title(scene.names, seen.text),
        ),
        tr("Not yet initialled by {nations}.", nations=scene.names.nations(missing)) if waits else "",
        tr("Refused at home: {nations}.", nations=refused) if seen.failed else "",
    )


def _clauses(scene: Scene, seen: InstrumentSeen, nation: NationId) -> Iterator[str]:
    """What the nation owes under a text in force, and how it keeps it; one's own choice stands beside."""
    for number, clause in enumerate(seen.text.clauses, 1):
        if clause.actor != nation:
            continue
        report = seen.reports.get(number, "")
        state = _REPORTS.get(report, report) if report else tr("not reported yet")
        chosen = scene.view.keeping.get((seen.ref, number)) if nation == scene.me else None
        if chosen and chosen != "comply":
            state = tr("{state} (in secret you {manner})", state=state, manner=spelled(chosen))
        yield f"  {number}. {capital(phrases.clause(scene.names, clause))}: {state}."
