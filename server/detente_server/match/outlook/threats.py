"""What may come of a threat: by its making, by yielding to it, by carrying it out, by backing down.

Owns: the prospects of threatening, and of both sides' choices when a threat falls due.
Does not know: what the other has sealed; so each end stands beside the others, under its condition.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from detente_server.match.asker import Asker
from detente_server.match.outlook import pressure, talks, texts, words
from detente_server.match.outlook.sketch import added, sealed_before
from detente_wire import acts
from detente_wire.acts import Lift, Press, StandDown
from detente_wire.messages import Prospect, When
from detente_wire.notices import Threatened
from detente_wire.seen import PledgeSeen
from detente_wire.terms import PUBLIC, Demand, Hash, NationId, Ref

MADE = Ref("made-now")
"""What a threat is called that is yet to be made."""


def threat(asker: Asker, act: acts.Threaten) -> Iterator[Prospect]:
    """All three ends of a threat."""
    public = act.public or act.channel == PUBLIC
    made = Threatened(MADE, asker.me, act.nation, act.demand, act.tool, act.level, act.by_turn, public)
    yield from _ends(asker, made)


def letter(asker: Asker, act: acts.Send) -> Iterator[Prospect]:
    """Those of the threat, the promise and the package that a letter carries; the first two are private."""
    if act.promise is not None:
        yield from words.promised(asker, act.promise, False, asker.in_order(act.to))
    yield from talks.package_sent(asker, act)
    target = next(iter(act.to), None)
    if act.demand is not None and act.tool is not None and act.level and target is not None:
        made = Threatened(MADE, asker.me, target, act.demand, act.tool, act.level, act.by_turn, False)
        yield from _ends(asker, made)


def answer(asker: Asker, act: acts.AnswerThreat) -> Iterator[Prospect]:
    """To yield costs before all; to stay firm nothing by itself."""
    seen = asker.view.threats.get(act.ref)
    if seen is None or seen.how or seen.threat.nation != asker.me or act.answer != "yield":
        return
    if is_met(asker, seen.threat):
        return
    yield from _yielded(asker, seen.threat, (asker.me, seen.threat.by), "close")
    yield from _done_at_once(asker, seen.threat.demand)


def settlement(asker: Asker, act: acts.SettleThreat) -> Iterator[Prospect]:
    """To carry out does what the tool does; to back down costs before all. Both only if the other stays firm."""
    seen = asker.view.threats.get(act.ref)
    if seen is None or seen.how or seen.threat.by != asker.me or is_met(asker, seen.threat):
        return
    if act.settle == "carry-out":
        yield from _carried_out(asker, seen.threat)
    else:
        yield from _backed_down(asker, seen.threat)


def withdrawal(asker: Asker, act: acts.Withdraw) -> Iterator[Prospect]:
    """To take back a threat costs as backing down does, without its peace, and nothing once it has brought what it
    was for; to take back a pledge costs word."""
    numbers, view = asker.numbers, asker.view
    yield from pressure.taken_back(asker, act.ref)
    seen, pledge = view.threats.get(act.ref), view.pledges.get(act.ref)
    mine = seen is not None and not seen.how and seen.threat.by == asker.me
    if seen is not None and mine and seen.threat.public and not is_met(asker, seen.threat):
        yield _sure("word", -numbers.back_down_word, asker.me, "threat-withdrawn", "now")
        yield _sure("home", -numbers.back_down_home, asker.me, "threat-withdrawn", "now")
    if pledge is not None and pledge.pledge.by == asker.me and not pledge.how:
        yield from _taken_back(asker, pledge)


def _taken_back(asker: Asker, seen: PledgeSeen) -> Iterator[Prospect]:
    """A promise taken back costs what breaking it would."""
    numbers = asker.numbers
    if seen.pledge.public or seen.published:
        yield _sure("word", -numbers.pledge_broken_word, asker.me, "pledge-withdrawn", "now")
    if not seen.pledge.public:
        for hearer in pressure.hearers(asker, seen.pledge.ref):
            lost = -numbers.private_pledge_trust
            yield Prospect("trust", lost, 0, hearer, asker.me, "pledge-withdrawn")
    if seen.pledge.promise.form != "never" and seen.pledge.promise.by_turn <= asker.view.turn:
        yield from _not_kept(asker, seen)


def _not_kept(asker: Asker, seen: PledgeSeen) -> Iterator[Prospect]:
    """On its last day: what keeping it would have earned."""
    public = seen.pledge.public
    heard = pressure.hearers(asker, seen.pledge.ref)
    for one in words.promised(asker, seen.pledge.promise, public, heard):
        if one.when == "kept":
            yield evolve(one, least=-one.most, most=0, when="close")


def _done_at_once(asker: Asker, demand: Demand) -> Iterator[Prospect]:
    """What yielding does besides: a tool ends, or is not used; a text is initialled."""
    if demand.form == "initial" and demand.instrument is not None:
        yield from texts.initial(asker, acts.Initial(demand.instrument, demand.hash or Hash("")))
    if demand.tool is None or demand.nation is None:
        return
    now = [one for one in sealed_before(asker).values() if isinstance(one, Press | Lift | StandDown)]
    then: list[Press | Lift | StandDown] = list(now)
    if demand.form == "refrain":
        then = [one for one in now if not _is_use(one, demand)]
    elif demand.tool == "sanctions":
        then.append(Lift("sanctions", demand.nation))
    elif demand.tool == "force":
        then.append(StandDown())
    for one in added(pressure.drawn(asker, now), pressure.drawn(asker, then), "yielded"):
        if (one.dial, one.why) != ("standing", "stand-down"):  # that is for who does it of his own will
            yield one


def _is_use(act: Press | Lift | StandDown, demand: Demand) -> bool:
    return isinstance(act, Press) and (act.tool, act.target) == (demand.tool, demand.nation)


def is_met(asker: Asker, threat: Threatened) -> bool:
    """Whether the target has done what is demanded: then a threat ends, and costs nobody anything."""
    view, demand = asker.view, threat.demand
    text = view.instruments.get(demand.instrument) if demand.instrument else None
    same = text is not None and text.hash == demand.hash
    match demand.form:
        case "end":
            return (demand.tool, threat.nation, demand.nation) not in view.pressure
        case "initial":
            return text is not None and same and threat.nation in text.initials
        case "sign":
            return text is not None and same and text.status in ("signed", "in-force")
        case "refrain":
            return False


def _ends(asker: Asker, made: Threatened) -> Iterator[Prospect]:
    yield from _yielded(asker, made, (made.nation, asker.me), "yielded")
    yield from _carried_out(asker, made)
    yield from _backed_down(asker, made)


def _yielded(
    asker: Asker, threat: Threatened, sides: tuple[NationId, NationId], when: When
) -> Iterator[Prospect]:
    """At most: a face, and that what is demanded is a mediator's formula, halve it; `sides`: who yields to whom."""
    numbers, view, who = asker.numbers, asker.view, sides[0]
    face = numbers.face if sides in view.faces else 1
    formula = face * 2 if threat.demand.instrument is not None else face
    if threat.public:
        name, home = numbers.yield_standing, numbers.yield_force_home
        eased = formula if view.rung >= numbers.formula_rung else face
        yield Prospect("standing", -name, -(name // eased), who, why="yielded", when=when)
        if threat.tool == "force":
            yield Prospect("home", -home, -(home // formula), who, why="yielded", when=when)
        if view.rung >= numbers.public_concession_rung:
            home = numbers.public_concession_home
            yield Prospect("home", -home, -(home // formula), who, why="conceded", when=when)
    yield from _peace(asker, threat, when)


def _carried_out(asker: Asker, threat: Threatened) -> Iterator[Prospect]:
    """What the tool does, as one act more of the turn."""
    press = Press(threat.tool, threat.nation, threat.level)
    now = [one for one in sealed_before(asker).values() if isinstance(one, Press | Lift | StandDown)]
    without, with_it = pressure.drawn(asker, now), pressure.drawn(asker, now, press)
    if press.tool == "force" and press.level > 1 and _firm(asker, threat.nation):
        with_it.raise_tension(asker.numbers.firm_force_tension, "force")
    for one in added(without, with_it, press.tool):
        if one.when not in ("next", "later"):
            yield evolve(one, when="carried-out")


def _firm(asker: Asker, target: NationId) -> bool:
    """Whether the target shows force of level 2 or more itself."""
    return any(
        tool == "force" and by == target and seen.pressed.level > 1
        for (tool, by, _), seen in asker.view.pressure.items()
    )


def _backed_down(asker: Asker, threat: Threatened) -> Iterator[Prospect]:
    if threat.public:
        yield _sure("word", -asker.numbers.back_down_word, asker.me, "backed-down", "backed-down")
        yield _sure("home", -asker.numbers.back_down_home, asker.me, "backed-down", "backed-down")
    yield from _peace(asker, threat, "backed-down")


def _peace(asker: Asker, threat: Threatened, when: When) -> Iterator[Prospect]:
    """Both get trust, the first time that a threat between them is settled; another that stands may be the first."""
    other = threat.nation if threat.by == asker.me else threat.by
    more = any(
        not seen.how and {seen.threat.by, seen.threat.nation} == {asker.me, other} and ref != threat.ref
        for ref, seen in asker.view.threats.items()
    )
    settled = any(
        line.move.because.why == "threat-settled" and other in (line.move.of, line.move.toward)
        for line in asker.view.by_dial.get("trust", ())
    )
    if not settled:
        by = asker.numbers.settled_threat_trust
        for of, toward in ((other, asker.me), (asker.me, other)):
            yield Prospect("trust", 0 if more else by, by, of, toward, "threat-settled", when)


def _sure(dial: str, by: int, of: NationId, why: str, when: When) -> Prospect:
    return Prospect(dial, by, by, of, why=why, when=when)  # type: ignore[arg-type]
