"""Threats: made, taken back, answered and settled (rules, section 4, THREAT).

Owns: what makes a threat, the two sealed choices in its last turn, step 3, and every consequence.
Does not know: channels (they call `make_threat`), what a tool does (`pressure`), what a settled threat forbids
afterwards (`bounds`).

Where the rules are silent: a threat names a later turn than its own, so that the other can answer. The +5 of a
settlement comes once a pair and match, else it could be had for nothing by threatening idly; to withdraw earns none.
Who cannot carry out what he sealed backs down. To yield before all is to concede in public, which costs home at rung 7
and above. The half under a mediator's formula is that of the losses at home; at rung 8 and above of the standing too.
"""

from __future__ import annotations

from typing import Literal

from attrs import evolve

from detente_server.rules import bounds, demands, force, pressure, protocol, sealing
from detente_server.rules.book import Audience, Book
from detente_server.rules.facts import ThreatChanged
from detente_server.rules.licence import Licences
from detente_server.rules.state import ThreatState
from detente_wire.acts import AnswerThreat, Press, SettleThreat
from detente_wire.notices import Cause, ThreatEnded, Threatened
from detente_wire.refusals import Refused
from detente_wire.terms import Demand, NationId, Ref, Tool

End = Literal["yielded", "carried-out", "backed-down", "met", "withdrawn"]

# -- making and taking back -------------------------------------------------------------------------------------


def make_threat(
    book: Book,
    by: NationId,
    target: NationId,
    demand: Demand,
    tool: Tool,
    level: int,
    by_turn: int,
    public: bool,
    ref: Ref,
    formula: bool = False,
    *,
    arrives: int = 0,
) -> None:
    """A nation threatens: the tool and its capital are reserved; told to all, or to author and target.

    `ref` is that of the act or letter which says it; `formula`: the demand was first offered by a nation that is
    neither side. `arrives`: the later turn in which the letter that carries it arrives (0: the target has it now);
    call `arrive` then, never if it is lost.
    """
    _check(book, by, target, tool, level, max(book.turn, arrives), by_turn)
    demands.check(book, by, target, demand, public)
    capital = pressure.price(book, by, target, tool, level)
    book.pay(by, capital=capital, why="threat")
    mediated = formula or demands.mediated(book, by, target, demand)
    threat = ThreatState(
        ref, by, target, demand, tool, level, by_turn, public, book.turn, capital, mediated, not arrives
    )
    book.enter(ThreatChanged(threat, "made"))
    book.tell(_audience(threat), _told(threat))


def _check(
    book: Book, by: NationId, target: NationId, tool: Tool, level: int, known: int, by_turn: int
) -> None:
    if tool == "inducement":
        raise Refused("rules.bad-demand", why="an inducement threatens nobody")
    if any(old.target == target for old in standing_of(book, by)):
        raise Refused("rules.standing-limit", limit=1)
    pressure.check(book, by, target, tool, level)
    sealed = sealing.sealed(book, by, pressure.slot(tool, target))
    if sealed is not None and isinstance(sealed.act, Press):
        raise Refused("rules.not-now", act="threaten", why="you have sealed that tool for this turn")
    if not known < by_turn <= book.pack.last_turn:
        raise Refused("rules.bad-demand", why=f"name a turn from {known + 1} to {book.pack.last_turn}")


def arrive(book: Book, ref: Ref) -> None:
    """The letter that carries a threat has arrived: its target has it, ended or not."""
    threat = book.state.threats.get(ref)
    if threat is None or threat.arrived:
        return
    threat = _change(book, evolve(threat, arrived=True), "arrived")
    book.tell({threat.target}, _told(threat))
    if threat.status != "standing":
        book.tell({threat.target}, ThreatEnded(ref, threat.by, threat.target, threat.status))


def withdraw_threat(book: Book, by: NationId, threat: ThreatState) -> None:
    """Take a threat back before its turn: costs what backing down costs, nothing if its demand is met."""
    if threat.by != by:
        raise Refused("rules.not-yours", ref=threat.ref)
    if threat.status != "standing":
        raise Refused("rules.stale", ref=threat.ref)
    if demands.met(book, threat):
        _end_unused(book, threat, "met")
        return
    if book.turn >= threat.by_turn:
        raise Refused("rules.not-now", act="withdraw", why="it is due: carry out or back down")
    _end_unused(book, threat, "withdrawn", words=book.fresh())
    _lose_face(book, threat, "threat-withdrawn")


# -- the sealed choices -----------------------------------------------------------------------------------------


def decide_answer_threat(book: Book, by: NationId, act: AnswerThreat) -> None:
    """The target's choice, sealed in the threat's last turn: yield or stay firm (the default)."""
    threat = _due(book, by, act.ref)
    if threat.target != by:
        raise Refused("rules.not-yours", ref=act.ref)
    sealing.seal(book, by, _answer_slot(threat), act)


def decide_settle_threat(book: Book, by: NationId, act: SettleThreat) -> None:
    """The author's choice if the other stays firm: carry out (the tool's envoy) or back down (the default)."""
    threat = _due(book, by, act.ref)
    if threat.by != by:
        raise Refused("rules.not-yours", ref=act.ref)
    carry_out = act.settle == "carry-out"
    if carry_out:
        _check_carry_out(book, threat)
    envoys = pressure.envoys(book, by, threat.target, threat.tool) if carry_out else 0
    sealing.seal(book, by, _settle_slot(threat), act, envoys=envoys)


def _due(book: Book, by: NationId, ref: Ref) -> ThreatState:
    """The standing threat that falls due this turn, if it is this nation's business."""
    threat = book.state.threats.get(ref)
    if threat is None or not (by == threat.by or (by == threat.target and threat.arrived)):
        raise Refused("rules.unknown-ref", ref=ref)
    if threat.status != "standing":
        raise Refused("rules.stale", ref=ref)
    if book.turn != threat.by_turn:
        raise Refused("rules.not-now", act="this", why=f"the threat falls due in turn {threat.by_turn}")
    return threat


def _answer_slot(threat: ThreatState) -> str:
    return f"answer-threat:{threat.ref}"


def _settle_slot(threat: ThreatState) -> str:
    return f"settle-threat:{threat.ref}"


# -- step 3 -----------------------------------------------------------------------------------------------------


def settle_due(book: Book) -> None:
    """Step 3, in pack order of authors, then targets: demands met end their threats, threats due are settled."""
    licences = Licences(book.state)
    for by in book.pack.order:
        for threat in sorted(standing_of(book, by), key=lambda one: book.pack.order.index(one.target)):
            _settle(book, threat, licences)


def _settle(book: Book, threat: ThreatState, licences: Licences) -> None:
    answer = sealing.sealed(book, threat.target, _answer_slot(threat))
    choice = sealing.sealed(book, threat.by, _settle_slot(threat))
    sealing.clear(book, threat.target, _answer_slot(threat))
    sealing.clear(book, threat.by, _settle_slot(threat))
    yields = answer is not None and isinstance(answer.act, AnswerThreat) and answer.act.answer == "yield"
    carries_out = (
        choice is not None and isinstance(choice.act, SettleThreat) and choice.act.settle == "carry-out"
    )
    if demands.met(book, threat):
        _end_unused(book, threat, "met")
    elif book.turn < threat.by_turn:
        return
    elif yields:
        _yield(book, threat)
    elif carries_out and _possible(book, threat):
        _carry_out(book, threat, licences)
    else:
        _back_down(book, threat)


def _yield(book: Book, threat: ThreatState) -> None:
    """Done at once; what it costs in public; peace between the two."""
    _end_unused(book, threat, "yielded")
    demands.fulfil(book, threat)
    if threat.public:
        table, because = book.numbers, Cause("yielded", threat.target, threat.ref)
        face = _use_face(book, threat)
        half = (2 if threat.formula else 1) * face
        half_standing = half if book.state.rung >= table.formula_rung else face
        book.move(threat.target, "standing", -(table.yield_standing // half_standing), because)
        if threat.tool == "force":
            book.move(threat.target, "home", -(table.yield_force_home // half), because)
        if book.state.rung >= table.public_concession_rung:
            book.move(threat.target, "home", -(table.public_concession_home // half), Cause("conceded"))
    _make_peace(book, threat)


def _use_face(book: Book, threat: ThreatState) -> int:
    """By what the price is divided: who holds a face with the one he yields to uses it."""
    if not book.pair(threat.target, threat.by).face:
        return 1
    protocol.give_face(book, threat.target, threat.by, False)
    return book.numbers.face


def _possible(book: Book, threat: ThreatState) -> bool:
    try:
        _check_carry_out(book, threat)
    except Refused:
        return False
    return True


def _check_carry_out(book: Book, threat: ThreatState) -> None:
    """Refuse what became impossible since the threat was made."""
    bounds.check(book, threat.by, threat.target, threat.tool, but=threat.ref)
    pressure.TOOL_RULES[threat.tool].check(book, threat.by, threat.target, threat.level)


def _carry_out(book: Book, threat: ThreatState, licences: Licences) -> None:
    """The tool takes effect and its capital is spent; the world sees a tool like any other."""
    collision = (
        threat.tool == "force" and threat.level >= 2 and force.level_of(book.state, threat.target) >= 2
    )
    _end(book, threat, "carried-out")
    because = Cause(threat.tool, threat.by, book.fresh())
    pressure.carry_out(book, threat.by, threat.target, threat.tool, threat.level, because, licences)
    if collision:
        book.raise_tension(threat.by, book.numbers.firm_force_tension, because)


def _back_down(book: Book, threat: ThreatState) -> None:
    _end_unused(book, threat, "backed-down")
    _lose_face(book, threat, "backed-down")
    _make_peace(book, threat)


def _lose_face(book: Book, threat: ThreatState, why: str) -> None:
    """Backing down in public costs the author word and home; in private nothing."""
    if threat.public:
        because = Cause(why, threat.by, threat.ref)
        book.move(threat.by, "word", -book.numbers.back_down_word, because)
        book.move(threat.by, "home", -book.numbers.back_down_home, because)


def _make_peace(book: Book, threat: ThreatState) -> None:
    """Both get +5 trust, once a pair; what is forbidden between them next turn is read in `bounds`.

    A threat that never reached its target made no peace with it.
    """
    if not threat.arrived:
        return
    a, b = sorted((threat.by, threat.target), key=book.pack.order.index)
    book.touch(a, b)
    if book.count(f"threat-settled:{a}:{b}", ever=True) == 1:
        for of, toward in ((a, b), (b, a)):
            because = Cause("threat-settled", threat.by, threat.ref)
            book.move_pair(of, toward, "trust", book.numbers.settled_threat_trust, because)


# -- both -------------------------------------------------------------------------------------------------------


def standing_of(book: Book, by: NationId) -> list[ThreatState]:
    """A nation's standing threats."""
    return [
        threat for threat in book.state.threats.values() if threat.by == by and threat.status == "standing"
    ]


def _told(threat: ThreatState) -> Threatened:
    return Threatened(
        threat.ref, threat.by, threat.target, threat.demand,
        threat.tool, threat.level, threat.by_turn, threat.public,
    )  # fmt: skip


def _audience(threat: ThreatState) -> Audience:
    if threat.public:
        return "public"
    return frozenset({threat.by, threat.target} if threat.arrived else {threat.by})


def _change(book: Book, threat: ThreatState, because: str) -> ThreatState:
    book.enter(ThreatChanged(threat, because))
    return threat


def _end(book: Book, threat: ThreatState, how: End, words: Ref | None = None) -> None:
    _change(book, evolve(threat, status=how), how)
    book.tell(_audience(threat), ThreatEnded(threat.ref, threat.by, threat.target, how), words=words)


def _end_unused(book: Book, threat: ThreatState, how: End, words: Ref | None = None) -> None:
    """It ends without the tool: the capital returns."""
    _end(book, threat, how, words)
    book.give_back(threat.by, capital=threat.capital)
