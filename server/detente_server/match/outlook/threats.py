"""What may come of a threat: by its making, by yielding to it, by carrying it out, by backing down.

Owns: the prospects of threatening, and of both sides' choices when a threat falls due.
Does not know: what the other has sealed; so each end stands beside the others, under its condition.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from detente_server.match.asker import Asker
from detente_server.match.outlook import pressure, talks, words
from detente_server.match.outlook.sketch import added, sealed_before
from detente_wire import acts
from detente_wire.acts import Lift, Press, StandDown
from detente_wire.messages import Prospect, When
from detente_wire.seen import PledgeSeen, ThreatSeen
from detente_wire.terms import PUBLIC, Demand, NationId, Tool


def threat(asker: Asker, act: acts.Threaten) -> Iterator[Prospect]:
    """All three ends of a threat."""
    public = act.public or act.channel == PUBLIC
    press = Press(act.tool, act.nation, act.level)
    yield from _ends(asker, act.nation, act.demand, press, public=public)


def letter(asker: Asker, act: acts.Send) -> Iterator[Prospect]:
    """Those of the threat, the promise and the package that a letter carries; the first two are private."""
    if act.promise is not None:
        yield from words.promised(asker, act.promise, False, asker.in_order(act.to))
    yield from talks.package_sent(asker, act)
    target = next(iter(act.to), None)
    if act.demand is not None and act.tool is not None and act.level and target is not None:
        yield from _ends(asker, target, act.demand, Press(act.tool, target, act.level), public=False)


def answer(asker: Asker, act: acts.AnswerThreat) -> Iterator[Prospect]:
    """To yield costs before all; to stay firm nothing by itself."""
    seen = asker.view.threats.get(act.ref)
    if seen is None or seen.how or seen.threat.nation != asker.me or act.answer != "yield":
        return
    said = seen.threat
    yield from _yielded(asker, said.tool, said.demand, (asker.me, said.by), "close", public=said.public)


def settlement(asker: Asker, act: acts.SettleThreat) -> Iterator[Prospect]:
    """To carry out does what the tool does; to back down costs before all. Both only if the other stays firm."""
    seen = asker.view.threats.get(act.ref)
    if seen is None or seen.how or seen.threat.by != asker.me:
        return
    if act.settle == "carry-out":
        yield from _carried_out(asker, _tool(seen), _firm(asker, seen.threat.nation))
    else:
        yield from _backed_down(asker, seen.threat.public, seen.threat.nation)


def withdrawal(asker: Asker, act: acts.Withdraw) -> Iterator[Prospect]:
    """To take back a threat costs as backing down does, without its peace; to take back a pledge costs word."""
    numbers, view = asker.numbers, asker.view
    seen, pledge = view.threats.get(act.ref), view.pledges.get(act.ref)
    if seen is not None and not seen.how and seen.threat.by == asker.me and seen.threat.public:
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


def _tool(seen: ThreatSeen) -> Press:
    return Press(seen.threat.tool, seen.threat.nation, seen.threat.level)


def _ends(
    asker: Asker, target: NationId, demand: Demand, press: Press, *, public: bool
) -> Iterator[Prospect]:
    yield from _yielded(asker, press.tool, demand, (target, asker.me), "yielded", public=public)
    yield from _carried_out(asker, press, _firm(asker, target))
    yield from _backed_down(asker, public, target)


def _yielded(
    asker: Asker, tool: Tool, demand: Demand, sides: tuple[NationId, NationId], when: When, *, public: bool
) -> Iterator[Prospect]:
    """At most: a face, and that what is demanded is a mediator's formula, halve it; `sides`: who yields to whom."""
    numbers, view, who = asker.numbers, asker.view, sides[0]
    face = numbers.face if sides in view.faces else 1
    formula = face * 2 if demand.instrument is not None else face
    if public:
        name, home = numbers.yield_standing, numbers.yield_force_home
        eased = formula if view.rung >= numbers.formula_rung else face
        yield Prospect("standing", -name, -(name // eased), who, why="yielded", when=when)
        if tool == "force":
            yield Prospect("home", -home, -(home // formula), who, why="yielded", when=when)
        if view.rung >= numbers.public_concession_rung:
            home = numbers.public_concession_home
            yield Prospect("home", -home, -(home // formula), who, why="conceded", when=when)
    yield from _peace(asker, next(side for side in sides if side != asker.me), when)


def _carried_out(asker: Asker, press: Press, collides: bool) -> Iterator[Prospect]:
    """What the tool does, as one act more of the turn."""
    now = [one for one in sealed_before(asker).values() if isinstance(one, Press | Lift | StandDown)]
    without, with_it = pressure.drawn(asker, now), pressure.drawn(asker, now, press)
    if collides and press.tool == "force" and press.level > 1:
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


def _backed_down(asker: Asker, public: bool, target: NationId) -> Iterator[Prospect]:
    if public:
        yield _sure("word", -asker.numbers.back_down_word, asker.me, "backed-down", "backed-down")
        yield _sure("home", -asker.numbers.back_down_home, asker.me, "backed-down", "backed-down")
    yield from _peace(asker, target, "backed-down")


def _peace(asker: Asker, other: NationId, when: When) -> Iterator[Prospect]:
    """Both get trust, the first time that a threat between them is settled."""
    settled = any(
        line.move.because.why == "threat-settled" and other in (line.move.of, line.move.toward)
        for line in asker.view.by_dial.get("trust", ())
    )
    if not settled:
        by = asker.numbers.settled_threat_trust
        for of, toward in ((other, asker.me), (asker.me, other)):
            yield Prospect("trust", by, by, of, toward, "threat-settled", when)


def _sure(dial: str, by: int, of: NationId, why: str, when: When) -> Prospect:
    return Prospect(dial, by, by, of, why=why, when=when)  # type: ignore[arg-type]
