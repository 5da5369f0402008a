"""Resolutions: what each kind of motion asks for, and what it does once it is carried (rules, section 11).

Owns: the table of kinds with precedence and power, the checks of a motion, its effects.
Does not know: votes (`motions`, `tally`); what later rooms make of a decision that holds (`decisions`).

Where the rules are silent: recess and adjournment are for a table that holds all principals. A body deals with texts
that all in the room see, and with public ones. Substance takes more than half of the body's members in the room. A
fund is filled by those who vote for it: each gives a capital, if it has one, and takes two points of strain away.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from detente_server.rules import bodies, decisions, documents, floor, meetings, obligations, recess
from detente_server.rules.book import Book
from detente_server.rules.facts import FloorChanged, MotionChanged
from detente_server.rules.inviting import holds_principals
from detente_server.rules.state import Channel, Document, MotionState
from detente_wire.acts import Motion, MotionKind
from detente_wire.notices import Cause
from detente_wire.refusals import Refused
from detente_wire.terms import FAMILY_OF, Clause, Family, NationId, Power
from detente_wire.values import frozen

Check = Callable[[Book, Channel, NationId, Motion], None]
Carry = Callable[[Book, MotionState], None]
MISSION: frozenset[Family] = frozenset({"territory", "forces", "access"})
"""Clauses of these families a body's mission can perform."""
LASTING: frozenset[MotionKind] = frozenset({"recommend", "sanction", "inspect", "mediate", "administer"})
"""Decisions that can be rescinded."""


# -- procedure --------------------------------------------------------------------------------------------------


def _check_recess(book: Book, channel: Channel, by: NationId, act: Motion) -> None:
    _all_principals(book, channel)
    recess.check_date(book, act.until_turn)


def _recess(book: Book, motion: MotionState) -> None:
    recess.begin(book, motion.motion.until_turn)


def _check_agenda(book: Book, channel: Channel, by: NationId, act: Motion) -> None:
    if act.issue is None:
        raise Refused("rules.bad-motion", why="name the issue that is to be dealt with")
    if act.issue not in book.pack.issue_ids:
        raise Refused("rules.unknown-issue", issue=act.issue)
    body, chair = bodies.of_session(book, channel), bodies.chair(book, channel)
    if body is not None and body.chair_agenda and by != chair:
        raise Refused("rules.no-motion", why=f"the agenda is for the chair to set, and that is {chair}")


def _agenda(book: Book, motion: MotionState) -> None:
    until = book.turn + book.numbers.agenda_turns
    now = evolve(floor.of(book, motion.channel), agenda=motion.motion.issue, agenda_until=until)
    book.enter(FloorChanged(now, "agenda"))


def _check_elect(book: Book, channel: Channel, by: NationId, act: Motion) -> None:
    body = bodies.of_session(book, channel)
    if body is None or body.chair != "elected":
        raise Refused("rules.no-motion", why="there is no chair to be filled by election")
    if act.nation not in (*body.members, *body.officers):
        raise Refused("rules.bad-motion", why=f"name one of {', '.join((*body.members, *body.officers))}")


def _elect(book: Book, motion: MotionState) -> None:
    assert motion.institution
    assert motion.motion.nation
    bodies.elect(book, motion.institution, motion.motion.nation)


def _check_basis(book: Book, channel: Channel, by: NationId, act: Motion) -> None:
    document = _text(book, channel, by, act)
    if document.status != "tabled":
        raise Refused("rules.status", status=document.status)


def _basis(book: Book, motion: MotionState) -> None:
    """The text lies there as the basis, and the one before it no longer."""
    assert motion.motion.ref
    document, channel = book.state.documents[motion.motion.ref], book.state.channels[motion.channel]
    document = documents.make_basis(book, document, channel)
    documents.show(book, documents.change(book, document, "basis"))


def _check_close(book: Book, channel: Channel, by: NationId, act: Motion) -> None:
    if floor.is_closed(book, channel.id):
        raise Refused("rules.no-motion", why="the debate is closed already")


def _close(book: Book, motion: MotionState) -> None:
    book.enter(FloorChanged(evolve(floor.of(book, motion.channel), closed_turn=book.turn), "closed"))


def _check_adjourn(book: Book, channel: Channel, by: NationId, act: Motion) -> None:
    _all_principals(book, channel)


def _adjourn(book: Book, motion: MotionState) -> None:
    """Sine die: the world hears that they gave up, and every home at the table too."""
    because = Cause("adjourned", motion.by, motion.ref)
    book.raise_tension(motion.by, book.numbers.adjourn_tension, because)
    channel = book.state.channels[motion.channel]
    for name in book.in_order(channel.present):
        book.move(name, "home", -book.numbers.adjourn_home, because)
    meetings.end_session(book, channel)


def _all_principals(book: Book, channel: Channel) -> None:
    if not holds_principals(book, channel.present):
        raise Refused("rules.no-motion", why="not all principals are here")


# -- substance --------------------------------------------------------------------------------------------------


def _check_text(book: Book, channel: Channel, by: NationId, act: Motion) -> None:
    """Recommend, mediate: a public text of the talks, as it stands."""
    document = _text(book, channel, by, act)
    if document.text.secret:
        raise Refused("rules.no-motion", why="a body deals with public texts")
    if document.status not in ("tabled", "initialled", "signed"):
        raise Refused("rules.status", status=document.status)


def _check_bind(book: Book, channel: Channel, by: NationId, act: Motion) -> None:
    document = _text(book, channel, by, act)
    body = bodies.of_session(book, channel)
    if document.text.secret:
        raise Refused("rules.no-motion", why="a body deals with public texts")
    if document.status not in ("tabled", "initialled"):
        raise Refused("rules.status", status=document.status)
    if body is None or not set(body.members) & set(document.text.parties):
        raise Refused("rules.no-motion", why="it would bind no member of the body")


def _bind(book: Book, motion: MotionState) -> None:
    assert motion.motion.ref
    documents.complete(book, book.state.documents[motion.motion.ref])


def _check_nation(book: Book, channel: Channel, by: NationId, act: Motion) -> None:
    if act.nation is None or act.nation not in book.pack.order:
        raise Refused("rules.unknown-nation", nation=act.nation)


def _check_inspect(book: Book, channel: Channel, by: NationId, act: Motion) -> None:
    _check_nation(book, channel, by, act)
    body = bodies.of_session(book, channel)
    if body is not None and act.nation not in body.members:
        raise Refused(
            "rules.bad-motion", why="inspectors live with members alone: " + ", ".join(body.members)
        )


def _check_fund(book: Book, channel: Channel, by: NationId, act: Motion) -> None:
    _check_nation(book, channel, by, act)
    for old in book.state.motions.values():
        same = (old.motion.kind, old.motion.nation, old.status) == ("fund", act.nation, "carried")
        if same and book.turn < old.turn + book.numbers.fund_turns:
            raise Refused("rules.once", limit=f"a fund helps once in {book.numbers.fund_turns} turns")


def _fund(book: Book, motion: MotionState) -> None:
    """Each who voted for it pays a capital, if it has one; the strain of the nation falls for each who paid."""
    table, helped, paid = book.numbers, motion.motion.nation, 0
    assert helped
    because = Cause("funded", None, motion.ref)
    for name, choice in motion.votes:
        if choice == "yes" and name != helped:
            paid -= book.move(name, "capital", -table.fund_capital, because)
    if paid:
        book.move(helped, "strain", -min(table.fund_most, table.fund_strain * paid), because)
        book.move(helped, "home", table.fund_home, because)


def _check_administer(book: Book, channel: Channel, by: NationId, act: Motion) -> None:
    if act.ref is None or not act.clause:
        raise Refused("rules.bad-motion", why="name a text in force and the number of its clause")
    one = obligations.find(book, by, act.ref, act.clause)
    if not one.known or not one.written:
        raise Refused("rules.no-motion", why="a body deals with public texts")
    if FAMILY_OF[one.clause.type] not in MISSION:
        raise Refused("rules.bad-motion", why=f"a mission cannot do this: {_named(one.clause)}")
    if one.keeping.status not in ("pending", "delayed"):
        raise Refused("rules.status", status=one.keeping.status)


def _named(clause: Clause) -> str:
    return clause.type


def _administer(book: Book, motion: MotionState) -> None:
    assert motion.motion.ref
    for one in obligations.binding(book):
        if (one.ref, one.number) == (motion.motion.ref, motion.motion.clause):
            obligations.change(book, one, "administered", manner="comply", cheated=False)


def _check_rescind(book: Book, channel: Channel, by: NationId, act: Motion) -> None:
    old = book.state.motions.get(act.ref) if act.ref else None
    if old is None or old.institution is None or old.institution != channel.institution:
        raise Refused("rules.bad-motion", why="name a decision of this body")
    if old.status != "carried" or old.motion.kind not in LASTING:
        raise Refused("rules.no-motion", why="there is nothing in it that could be taken back")


def _rescind(book: Book, motion: MotionState) -> None:
    assert motion.motion.ref
    old = book.state.motions[motion.motion.ref]
    book.enter(MotionChanged(evolve(old, status="rescinded"), "rescinded"))


def _stands(book: Book, motion: MotionState) -> None:
    """The decision does what it does by standing: `decisions` tells the other rooms."""


def _text(book: Book, channel: Channel, by: NationId, act: Motion) -> Document:
    """The text that a motion is about, seen by all who are in the room, as it stands."""
    if act.ref is None or act.hash is None:
        raise Refused("rules.bad-motion", why="name a text and its hash")
    document = documents.find(book, by, act.ref)
    documents.same_text(document, act.hash)
    if not all(document.seen_by(name) for name in channel.present):
        raise Refused("rules.no-motion", why="not all who are here see that text: table it here")
    return document


# -- the table --------------------------------------------------------------------------------------------------


@frozen
class Kind:
    """How motions of a kind are treated."""

    check: Check
    carry: Carry
    power: Power | None = None
    """The power that a body needs for it; None: procedure, or (rescind) any body."""
    substance: bool = False


KINDS: dict[MotionKind, Kind] = {
    "recess": Kind(_check_recess, _recess),
    "agenda": Kind(_check_agenda, _agenda),
    "elect": Kind(_check_elect, _elect),
    "basis": Kind(_check_basis, _basis),
    "close": Kind(_check_close, _close),
    "adjourn": Kind(_check_adjourn, _adjourn),
    "recommend": Kind(_check_text, _stands, "recommend", substance=True),
    "sanction": Kind(_check_nation, _stands, "authorise-sanctions", substance=True),
    "inspect": Kind(_check_inspect, _stands, "inspect", substance=True),
    "mediate": Kind(_check_text, _stands, "mediate", substance=True),
    "bind": Kind(_check_bind, _bind, "bind", substance=True),
    "administer": Kind(_check_administer, _administer, "administer", substance=True),
    "fund": Kind(_check_fund, _fund, "fund", substance=True),
    "rescind": Kind(_check_rescind, _rescind, substance=True),
}
"""Every kind, in order of precedence; all of substance come last and are equal."""
_RANKS: dict[MotionKind, int] = {kind: n for n, kind in enumerate(KINDS)}
_SUBSTANCE = len(KINDS)


def rank(kind: MotionKind) -> int:
    """Its precedence: what is lower goes before."""
    return _SUBSTANCE if KINDS[kind].substance else _RANKS[kind]


def is_procedure(kind: MotionKind) -> bool:
    """Whether it is about the conference's own work."""
    return not KINDS[kind].substance


def check_place(book: Book, channel: Channel, act: Motion) -> None:
    """Motions are made in conferences, outside a recess; substance in a body with the power, and a quorum."""
    if channel.kind != "meeting" or not book.pack.medium(channel.medium).many:
        raise Refused("rules.no-motion", why="motions are made in a conference")
    if book.state.crisis.recess_until >= book.turn:
        raise Refused("rules.no-motion", why="the talks are in recess")
    if is_procedure(act.kind):
        return
    body = bodies.of_session(book, channel)
    if body is None:
        raise Refused("rules.no-motion", why="only a body in session decides on that")
    power = KINDS[act.kind].power
    if power is not None and power not in body.powers:
        powers = ", ".join(sorted(body.powers)) or "nothing"
        raise Refused("rules.no-power", institution=body.id, kind=act.kind, powers=powers)
    here, needs = len(set(body.members) & set(channel.present)), len(body.members) // 2 + 1
    if here < needs:
        raise Refused("rules.quorum", here=here, members=len(body.members), needs=needs)


def check(book: Book, channel: Channel, by: NationId, act: Motion) -> None:
    """Refuse a motion that is not complete, or asks for what cannot be."""
    KINDS[act.kind].check(book, channel, by, act)


def is_possible(book: Book, motion: MotionState) -> bool:
    """Whether what was moved can still be done: the world may have changed while the table voted."""
    try:
        check(book, book.state.channels[motion.channel], motion.by, motion.motion)
    except Refused:
        return False
    return True


def carry(book: Book, motion: MotionState) -> None:
    """Do what was moved."""
    KINDS[motion.motion.kind].carry(book, motion)


def question(book: Book, channel: Channel) -> Motion | None:
    """What a closed debate votes on: the basis, where the body in session can recommend it and has not yet."""
    body, document = bodies.of_session(book, channel), documents.basis_of(book, channel.id)
    if body is None or "recommend" not in body.powers or document is None:
        return None
    act = Motion(channel.id, "recommend", ref=document.ref, hash=document.hash)
    fit = document.status in ("tabled", "initialled", "signed") and not document.text.secret
    return act if fit and not decisions.recommended(book.state, document) else None
