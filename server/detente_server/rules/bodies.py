"""Bodies: which institutions are at work, who belongs to them, who presides, how one begins and ends (section 11).

Owns: existence, membership, the chair, founding by a clause and its end, what facilities do by themselves.
Does not know: motions and votes (`motions`, `tally`), what bodies have decided (`decisions`).

Where the rules are silent: whose text founds a body are its founders, members or not; a side clause founds none without
two of its members. Only a public text founds one, since a body's existence is public. A founder with less capital than
the price gives what it has. A body ends with the clause or the text that founded it, and its decisions with it. Each
session of a body earns the members who are in it the trust of having met there, once a turn.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules.book import Book
from detente_server.rules.charter import ELECTED, HOST, MODULE, NO_CHAIR, ROTATING, Institution
from detente_server.rules.facts import BodyChanged
from detente_server.rules.state import BodyState, Channel, Document, Pair
from detente_wire.notices import Cause, InstitutionEnded, InstitutionStands
from detente_wire.refusals import Refused
from detente_wire.terms import Facility, InstitutionId, NationId

# -- which there are --------------------------------------------------------------------------------------------


def existing(book: Book) -> tuple[Institution, ...]:
    """The bodies that are at work now, in pack order."""
    found = (body for body in book.pack.institutions if body.id in book.state.bodies)
    return tuple(body for body in found if book.state.bodies[body.id].since <= book.turn)


def at_work(book: Book, name: InstitutionId) -> Institution:
    """The body, if it is at work now, or the refusal that names those that are."""
    if not book.game.has(MODULE):
        raise Refused("rules.not-in-play", act="a session of a body")
    bodies = {body.id: body for body in existing(book)}
    if name not in bodies:
        known = ", ".join(bodies) or "none"
        raise Refused("rules.unknown-institution", institution=name, institutions=known)
    return bodies[name]


def speaks_in_body(book: Book, nation: NationId) -> bool:
    """Whether the nation sits in a session of a body that it is a member of, now."""
    return any(
        channel.open and channel.turn == book.turn and nation in channel.present and nation in body.members
        for channel in book.state.channels.values()
        if (body := of_session(book, channel)) is not None
    )


def court(book: Book, parties: frozenset[NationId]) -> Institution | None:
    """The first body at work that can judge between these nations: all its members, with the power to arbitrate."""
    able = (body for body in existing(book) if "arbitrate" in body.powers)
    return next((body for body in able if parties <= set(body.members)), None)


def begin_standing(book: Book) -> None:
    """DAWN: bodies that stand from this turn on."""
    if not book.game.has(MODULE):
        return
    for body in book.pack.institutions:
        if body.exists and body.from_turn <= book.turn and body.id not in book.state.bodies:
            _begin(book, BodyState(body.id, book.turn), "stands")


def _begin(book: Book, body: BodyState, because: str) -> None:
    book.enter(BodyChanged(body.id, body, because))
    book.tell("public", InstitutionStands(body.id, body.since, body.founders, body.text))


# -- sessions ---------------------------------------------------------------------------------------------------


def of_session(book: Book, channel: Channel) -> Institution | None:
    """The body whose session the channel is."""
    return book.pack.institution(channel.institution) if channel.institution else None


def may_convene(body: Institution, nation: NationId) -> None:
    """Refuse who is neither member nor officer."""
    if nation not in (*body.members, *body.officers):
        raise Refused("rules.not-of-the-body", institution=body.id, members=", ".join(body.members))


def spares_second_envoy(book: Book, body: Institution) -> bool:
    """Whether its sessions take one envoy of their convener: it has the power to convene, or was founded here."""
    return "convene" in body.powers or book.state.bodies[body.id].text is not None


def chair(book: Book, channel: Channel) -> NationId | None:
    """Who presides over the session: as the charter says; if that nation is not there, who convened it."""
    body = of_session(book, channel)
    if body is None or body.chair == NO_CHAIR:
        return None
    named = _named_chair(book, body)
    return named if named in channel.present else channel.by


def _named_chair(book: Book, body: Institution) -> NationId | None:
    if body.chair == ELECTED:
        return book.state.bodies[body.id].elected
    if body.chair == ROTATING:
        return body.members[(book.turn - 1) % len(body.members)]
    return None if body.chair == HOST else NationId(body.chair)


def has(book: Book, channel: Channel | None, facility: Facility) -> bool:
    """Whether the channel is a session of a body with this facility."""
    body = of_session(book, channel) if channel is not None else None
    return body is not None and facility in body.facilities


def wired(book: Book, pairs: tuple[Pair, ...]) -> bool:
    """Whether a body at work keeps a hotline between two adversaries."""
    lines = [body.members for body in existing(book) if "hotline" in body.facilities]
    return any(a in members and b in members for a, b in pairs for members in lines)


def met(book: Book, channel: Channel) -> None:
    """A session ends: +1 contact trust between those of its members who are in it, once a turn."""
    body = of_session(book, channel)
    if body is None:
        return
    there = [name for name in channel.present if name in body.members]
    if len(there) < 2 or book.count(f"session:{body.id}") > 1:
        return
    for of in there:
        for toward in there:
            if of != toward:
                because = Cause("contact-institution")
                book.earn(of, toward, "contact", book.numbers.session_contact, because)


# -- founding ---------------------------------------------------------------------------------------------------


def found(book: Book, document: Document) -> None:
    """A text entered into force: what its clauses found is at work from the next turn on; founders pay 2 capital."""
    for number, clause in enumerate(document.text.clauses, 1):
        body = book.pack.founded_by(clause)
        if body is None or body.id in book.state.bodies or document.clauses[number - 1].status == "void":
            continue
        founders = book.in_order(set(document.text.parties))
        for name in founders:
            price = min(book.numbers.founding_capital, book.nation(name).capital)
            book.move(name, "capital", -price, Cause("founded", None, document.ref))
        since = max(book.turn + 1, body.from_turn)
        _begin(book, BodyState(body.id, since, None, founders, document.ref, number), "founded")


def dissolve(book: Book) -> None:
    """Step 6, last: bodies whose founding text or clause binds no more are no more."""
    for body in book.pack.institutions:
        state = book.state.bodies.get(body.id)
        if state is not None and state.text is not None and not _founded_still(book, state):
            book.enter(BodyChanged(body.id, None, "dissolved"))
            book.tell("public", InstitutionEnded(body.id))


def _founded_still(book: Book, body: BodyState) -> bool:
    document = book.state.documents[body.text] if body.text else None
    if document is None or document.status != "in-force":
        return False
    return document.clauses[body.clause - 1].status not in ("suspended", "void", "expired")


def elect(book: Book, name: InstitutionId, nation: NationId) -> None:
    """A nation is in the chair from now on."""
    book.enter(BodyChanged(name, evolve(book.state.bodies[name], elected=nation), "elected"))
