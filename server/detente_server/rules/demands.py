"""What a threat demands: when a demand is complete, when it is met, and doing what was demanded (rules, section 4).

Owns: the four forms of a demand.
Does not know: what threatening, yielding and backing down cost (`threats`).

A demand about a text names one that author and target both see; a public threat names no secret text. Whether a
nation has sealed its signature is nobody's business, so a demand to sign is met by a text that all have signed.
"""

from __future__ import annotations

from detente_server.rules import decisions, documents, pressure, sealing, signing
from detente_server.rules.book import Book
from detente_server.rules.state import Document, ThreatState
from detente_server.rules.undertakings import ENDS, in_force
from detente_wire.acts import Press
from detente_wire.notices import Cause
from detente_wire.refusals import Refused
from detente_wire.terms import Demand, NationId


def check(book: Book, by: NationId, target: NationId, demand: Demand, public: bool) -> None:
    """Refuse a demand that says too little, or that is met already."""
    match demand.form:
        case "end":
            _check_end(book, target, demand)
        case "refrain":
            _check_refrain(book, target, demand)
        case "initial" | "sign":
            _check_text(book, by, target, demand, public)


def _check_end(book: Book, target: NationId, demand: Demand) -> None:
    named = _named(book, target, demand)
    if demand.tool not in ENDS or not in_force(book.state, target, named, demand.tool):
        raise Refused("rules.nothing-to-end")


def _check_refrain(book: Book, target: NationId, demand: Demand) -> None:
    _named(book, target, demand)
    rule = pressure.TOOL_RULES.get(demand.tool) if demand.tool else None
    if rule is None or demand.tool == "inducement" or not book.game.has(rule.module):
        raise Refused("rules.bad-demand", why="name a tool of pressure that is in play")


def _named(book: Book, target: NationId, demand: Demand) -> NationId:
    if demand.nation is None or demand.nation not in book.state.nations:
        raise Refused("rules.unknown-nation", nation=demand.nation)
    if demand.nation == target:
        raise Refused("rules.bad-demand", why="nobody presses himself")
    return demand.nation


def _check_text(book: Book, by: NationId, target: NationId, demand: Demand, public: bool) -> None:
    if demand.instrument is None or demand.hash is None:
        raise Refused("rules.bad-demand", why="name a text and its hash")
    text = documents.find(book, by, demand.instrument)
    documents.same_text(text, demand.hash)
    if target not in text.text.parties or not text.seen_by(target):
        raise Refused("rules.bad-demand", why=f"{target} is no party to that text, or it is not tabled")
    if text.text.secret and public and not text.public:
        raise Refused("rules.bad-demand", why="that text is secret")
    if text.status not in ("tabled", "initialled"):
        raise Refused("rules.status", status=text.status)
    if demand.form == "initial" and target in text.initials:
        raise Refused("rules.bad-demand", why=f"{target} has initialled it")


def mediated(book: Book, by: NationId, target: NationId, demand: Demand) -> bool:
    """Whether the demanded text is a mediator's formula: first tabled by a nation that is neither side, or a body's."""
    text = book.state.documents.get(demand.instrument) if demand.instrument else None
    if text is None:
        return False
    third = text.mediator is not None and text.mediator not in (by, target)
    return third or decisions.is_formula(book.pack, book.state, text)


def met(book: Book, threat: ThreatState) -> bool:
    """Whether the target has done what is demanded; to refrain is never done with."""
    demand = threat.demand
    match demand.form:
        case "end":
            assert demand.nation is not None
            return not in_force(book.state, threat.target, demand.nation, demand.tool)
        case "refrain":
            return False
        case "initial":
            text = _text(book, demand)
            return text is not None and threat.target in text.initials
        case "sign":
            text = _text(book, demand)
            return text is not None and text.signed_turn > 0


def _text(book: Book, demand: Demand) -> Document | None:
    """The demanded text, as long as it is the text that was demanded."""
    text = book.state.documents.get(demand.instrument) if demand.instrument else None
    return text if text is not None and text.hash == demand.hash else None


def fulfil(book: Book, threat: ThreatState) -> None:
    """The target has yielded: what is demanded is done at once. A text that has changed cannot be agreed to."""
    demand, target = threat.demand, threat.target
    match demand.form:
        case "end":
            assert demand.nation is not None
            assert demand.tool is not None
            why = "stand-down" if demand.tool == "force" else "lifted"
            pressure.end(book, target, demand.nation, demand.tool, Cause(why, target, book.fresh()))
        case "refrain":
            _refrain(book, threat)
        case "initial":
            text = _text(book, demand)
            if text is not None and text.status == "tabled":
                documents.put_initial(book, target, text)
        case "sign":
            text = _text(book, demand)
            if text is not None and text.status == "initialled":
                signing.put_signature(book, target, text)


def _refrain(book: Book, threat: ThreatState) -> None:
    """What the target has sealed of it this turn is taken back; `bounds` forbids it for three turns."""
    demand, target = threat.demand, threat.target
    assert demand.tool is not None
    assert demand.nation is not None
    entry = sealing.sealed(book, target, pressure.slot(demand.tool, demand.nation))
    if entry is not None and isinstance(entry.act, Press) and entry.act.target == demand.nation:
        sealing.withdraw_sealed(book, target, entry)
