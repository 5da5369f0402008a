"""What a player looks up about the talks: offers, letters, texts, pressure, promises.

Owns: the lines of these pages, one thing a line, under its short name.
Does not know: the table of commands (`pages`), dials and sheets (`lookups`).
"""

from __future__ import annotations

from detente_client.describe.remedies import hint_for, line_of
from detente_client.describe.spoken import sentence
from detente_client.describe.talks import letter as letter_told
from detente_client.describe.talks import minutes as minutes_told
from detente_client.describe.told import Scene
from detente_client.describe.tracking import track_line
from detente_client.figures import listing, sequence
from detente_client.i18n import spelled, tr
from detente_client.markdown import plain_lines
from detente_client.words import phrases
from detente_client.words.handles import Thing
from detente_client.words.naming import capital, count, sentences
from detente_wire.gate import one_line
from detente_wire.notices import Letter, Minutes, Papers, RemedyOpened
from detente_wire.seen import InstrumentSeen, OfferSeen
from detente_wire.terms import Ref


def offer_lines(scene: Scene) -> list[str]:
    """Offers that stand, yours and theirs."""
    rows = [offer for offer in scene.view.offers.values() if offer.status == "standing"]
    return [offer_line(scene, offer) for offer in rows] or [tr("No offer stands.")]


def offer_line(scene: Scene, offer: OfferSeen) -> str:
    name = scene.handles.name(offer.ref, "offer", "letter")
    answers = [tr("accepted by {whom}", whom=scene.names.whom(nation)) for nation in offer.accepted]
    answers += [tr("refused by {whom}", whom=scene.names.whom(nation)) for nation in offer.rejected]
    head = tr(
        "{name}: {whose} offer of turn {turn}: {package}.",
        name=name,
        whose=capital(scene.names.whose(offer.by)),
        turn=offer.turn,
        package=scene.names.package(offer.package),
    )
    return sentences(head, _listed(answers), scene.worth(offer.package))


def _listed(facts: list[str]) -> str:
    """A sentence of short facts; none if there are none."""
    return f"{capital(listing(facts))}." if facts else ""


def letter_lines(scene: Scene) -> list[str]:
    """Letters that you hold."""
    lines = []
    for seen in scene.view.letters.values():
        name = scene.handles.name(seen.ref, "letter")
        facts = [tr("turn {turn}", turn=seen.turn)]
        facts += (
            [tr("about {issue}", issue=scene.names.issue(seen.letter.subject))] if seen.letter.subject else []
        )
        by, to = scene.names.whom(seen.by), scene.names.nations(seen.letter.to)
        head = tr("{name}: {whom:^} to {to}", name=name, whom=by, to=to)
        way = track_line(scene, seen.ref)
        lines.append(f"{sequence(part for part in (listing((head, *facts)), way) if part)}.")
    return [*lines, tr("Read one: /read l1.")] if lines else [tr("You hold no letters.")]


def text_lines(scene: Scene) -> list[str]:
    """Texts that you may see, and how each stands."""
    rows = [_text(scene, seen) for seen in scene.view.texts()]
    return rows or [tr("There is no text yet. Write one: /draft.")]


def _text(scene: Scene, seen: InstrumentSeen) -> str:
    name = scene.handles.name(seen.ref, "text")
    names = scene.names
    initials = tr("Initialled by {nations}.", nations=names.nations(seen.initials)) if seen.initials else ""
    refused = tr("Refused at home by {nations}.", nations=names.nations(seen.failed)) if seen.failed else ""
    voices = [tr("endorsed by {nations}", nations=names.nations(seen.endorsed))] if seen.endorsed else []
    voices += [tr("objected to by {nations}", nations=names.nations(seen.objected))] if seen.objected else []
    head = tr(
        "{name}, {status}: {title}, {clauses}.",
        name=name,
        status=spelled(seen.status),
        title=phrases.instrument_title(names, seen.text),
        clauses=count(len(seen.text.clauses), "clause"),
    )
    return sentences(head, initials, refused, _listed(voices))


def remedy_lines(scene: Scene) -> list[str]:
    """What was asked for over broken clauses and is not decided yet."""
    lines = [
        sentences(line_of(scene, seen.opened), _asked_of(scene, seen.opened))
        for seen in scene.view.open_remedies()
    ]
    return lines or [
        tr("Nothing is asked for over any clause. A found breach is answered with /cure or /suspend.")
    ]


def _asked_of(scene: Scene, opened: RemedyOpened) -> str:
    """What the viewer can do, if it is he who is asked."""
    asked = opened.by if opened.kind == "guarantee" else opened.nation
    return hint_for(scene, opened) if asked == scene.me else ""


def pledge_lines(scene: Scene) -> list[str]:
    """Pledges that stand, and unwritten undertakings."""
    lines = []
    for seen in scene.view.pledges.values():
        said, name = seen.pledge, scene.handles.name(seen.pledge.ref, "pledge")
        how = spelled(seen.how or ("public" if said.public else "private"))
        promise = scene.promise(said.promise)
        lines.append(
            tr(
                "{name}, {how}: {by:^} {by:pledge|pledges} {promise}.",
                name=name,
                how=how,
                by=scene.names.whom(said.by),
                promise=promise,
            )
        )
    for given in scene.view.assurances.values():
        name = scene.handles.name(given.ref, "assurance")
        giver, clause = capital(scene.names.whom(given.by)), phrases.clause(scene.names, given.clause)
        lines.append(f"{name}, {spelled(given.status)}: {giver}: {clause}.")
    return lines or [tr("Nobody has promised anything.")]


def sealed_lines(scene: Scene) -> list[str]:
    """Your own sealed acts."""
    lines = []
    for seal in scene.view.sealed.values():
        if seal.act is not None and scene.me is not None:
            lines.append(f"{scene.handles.name(seal.ref, 'sealed')}: {sentence(scene, scene.me, seal.act)}")
    return lines or [tr("You have sealed nothing this turn.")]


# -- reading ----------------------------------------------------------------------------------------------------


def read_thing_lines(scene: Scene, thing: Thing) -> list[str]:
    """A letter, record or offer, whole."""
    ref = Ref(thing.ref)
    if thing.kind == "letter" and ref in scene.view.letters:
        item = scene.view.letters[ref].item
        assert isinstance(item.notice, Letter)
        return list(letter_told(scene, item.notice, item.words).lines)
    if thing.kind == "offer" and ref in scene.view.offers:
        return [offer_line(scene, scene.view.offers[ref])]
    told = [line for _, minutes, lines in records(scene) if minutes.ref == ref for line in lines]
    return told or [tr("There is no more to read of {name}.", name=thing.name)]


def records(scene: Scene) -> list[tuple[int, Minutes, list[str]]]:
    """All minutes that came out or were handed on: turn, notice, text. A channel that leaks again has the same name
    and another record."""
    return [
        (item.turn, item.notice, list(minutes_told(scene, item.notice, item.words).lines))
        for item in scene.view.leaks
        if isinstance(item.notice, Minutes)
    ]


def paper_lines(scene: Scene, wanted: str) -> list[str]:
    """A text of the pack by its id or title, or the list of them."""
    papers: dict[str, Papers] = scene.view.papers
    key = wanted.lower()
    found = [p for p in papers.values() if key and (p.text.startswith(key) or key in p.title.lower())]
    found = [p for p in found if key in (p.text, p.title.lower())] or found
    if len(found) == 1:
        return [f"{one_line(found[0].title)}.", *plain_lines(found[0].body)]
    rows = [f"{one_line(paper.text)}: {one_line(paper.title)}" for paper in papers.values()]
    if wanted and rows and not found:
        rows.insert(0, tr("No paper is called {title}. There are these:", title=one_line(wanted)))
    return [*rows, tr("Read one: /papers ID.")] if rows else [tr("There are no papers yet.")]
