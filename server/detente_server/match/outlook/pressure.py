"""What own pressure does at the turn's end: tools, their ends, and the regimes that go on.

Owns: a sketch of steps 2 and 4 of RESOLVE with own sealed acts, and the prospects of one act more.
Does not know: what others have sealed. What bodies, suits and other nations did so far is public, and reckoned with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from detente_server.match import charges
from detente_server.match.asker import Asker
from detente_server.match.outlook.regimes import Regimes, bite, institutional, regimes_in_force
from detente_server.match.outlook.sketch import Sketch, added, sealed_before
from detente_server.rules import impact
from detente_server.rules.licence import tier
from detente_wire.acts import Lift, Press, StandDown
from detente_wire.messages import Prospect
from detente_wire.terms import TOOLS, NationId, Ref, Tool

Tools = Press | Lift | StandDown


def prospects(asker: Asker, act: Tools) -> Iterator[Prospect]:
    """What this act adds to those that are sealed already."""
    rest = [one for one in sealed_before(asker, but=charges.slot(act)).values() if isinstance(one, Tools)]
    now = [one for one in sealed_before(asker).values() if isinstance(one, Tools)]
    yield from added(drawn(asker, now), drawn(asker, [*rest, act]), _why(act))
    if isinstance(act, Press):
        yield from _chances(asker, act)


def _why(act: Tools) -> str:
    """The cause of the tension that it raises, or no longer raises."""
    return act.tool if isinstance(act, Press) else "stand-down"


def taken_back(asker: Asker, ref: Ref) -> Iterator[Prospect]:
    """A sealed tool does not take effect."""
    for slot, seal in asker.view.sealed.items():
        if seal.ref != ref or not isinstance(seal.act, Tools):
            continue
        now = [one for one in sealed_before(asker).values() if isinstance(one, Tools)]
        rest = [one for one in sealed_before(asker, but=slot).values() if isinstance(one, Tools)]
        yield from added(drawn(asker, now), drawn(asker, rest), _why(seal.act))


def drawn(asker: Asker, acts: Iterable[Tools], threatened: Press | None = None) -> Sketch:
    """The turn's end with these own acts; `threatened`: the tool of a threat that is carried out besides."""
    sketch, acts = Sketch(asker), list(acts)
    presses = sorted((a for a in acts if isinstance(a, Press)), key=charges.slot)
    downs = any(isinstance(act, StandDown) for act in acts)
    for press in presses:
        if press.tool == "inducement":
            _give(sketch, press)
    if downs:
        _stand_down(sketch)
    before = regimes_in_force(asker)
    regimes = dict(before)
    if threatened is not None:
        impose(sketch, threatened, regimes, threatened=True)
    for act in acts:
        if isinstance(act, Lift) and regimes.pop((asker.me, act.target), 0):
            numbers = asker.numbers  # it no longer rallies its home, or no longer wearies it
            sketch.span("home", (-numbers.sanctions_rally, numbers.sanctions_weary), act.target, "lifted")
    for tool in TOOLS:
        for press in presses:
            if press.tool == tool:
                impose(sketch, press, regimes)
        if tool == "sanctions":
            bite(sketch, before, regimes)
    shown = [p.level for p in (*presses, threatened) if p is not None and p.tool == "force"]
    level = max(shown, default=0) if downs else max(_force(asker), *shown, 0)
    sketch.move("strain", asker.numbers.force_strain * level, asker.me, "force", when="each")
    return sketch


def impose(sketch: Sketch, press: Press, regimes: Regimes, *, threatened: bool = False) -> None:
    """One tool takes effect; `threatened`: a threat is carried out, which costs the target's trust less."""
    asker, numbers = sketch.asker, sketch.asker.numbers
    target, level, tension = press.target, press.level, 0
    match press.tool:
        case "protest":
            tension = numbers.protest_tension
        case "recall":
            tension = numbers.recall_tension
            for of, toward in ((asker.me, target), (target, asker.me)):
                sketch.move("trust", -numbers.recall_trust, of, "recall", toward)
        case "sanctions":
            tension = max(level - regimes.get((asker.me, target), 0), 0)
            regimes[asker.me, target] = max(level, regimes.get((asker.me, target), 0))
        case "covert":
            _covert(sketch, press, threatened)
            return
        case "force":
            tension = _show(sketch, press)
        case "legal" | "inducement":
            pass
    _openly(sketch, target, press.tool, tension, threatened)


def _openly(sketch: Sketch, target: NationId, tool: Tool, tension: int, threatened: bool) -> None:
    """A known author pressed: what it costs him with the target and with the world."""
    asker, numbers, me = sketch.asker, sketch.asker.numbers, sketch.asker.me
    if tool != "inducement":
        _break_pledges(sketch, target, tool)
    if not tension:
        return
    broke = _break_standstills(sketch, target)
    sketch.raise_tension(tension, tool)
    loss = numbers.carried_out_trust if threatened else numbers.trust_per_tension * tension
    sketch.move("trust", -loss, target, tool, me)
    needs = numbers.grievance_per_tension * tension
    sketch.move("grievance", needs, target, tool, me)
    if not broke and tool == "sanctions" and institutional(asker, target):
        return
    if not broke and sketch.licensed(target, needs):
        sketch.move("grievance", -needs, me, "licence", target)
        return
    sketch.move("standing", -tension, me, tool)
    for third in asker.others():
        if third != target:  # who minds law or peace is known of nobody
            sketch.span("trust", (-numbers.licence_bystander_trust, 0), third, tool, me)


def _break_pledges(sketch: Sketch, target: NationId, tool: Tool) -> None:
    """Own promises not to use the tool on it."""
    asker, numbers = sketch.asker, sketch.asker.numbers
    for seen in asker.view.pledges.values():
        said = seen.pledge.promise
        if seen.how or seen.pledge.by != asker.me or said.form != "no-tool" or said.nation != target:
            continue
        if said.tool not in (None, tool) or seen.pledge.ref in sketch.broken:
            continue
        sketch.broken.add(seen.pledge.ref)
        if seen.pledge.public or seen.published:
            sketch.move("word", -numbers.pledge_broken_word, asker.me, "pledge-broken")
        if not seen.pledge.public:
            for hearer in hearers(asker, seen.pledge.ref):
                lost = (-numbers.private_pledge_trust, 0)
                sketch.span("trust", lost, hearer, "pledge-broken", asker.me)


def hearers(asker: Asker, pledge: Ref) -> tuple[NationId, ...]:
    """To whom a private pledge was made, as far as the asker still sees; whoever it may have been, if he does not."""
    place = asker.where_said(pledge)
    channel = asker.channel(place) if place else None
    return asker.in_order(channel.members) if channel else asker.others()


def _break_standstills(sketch: Sketch, target: NationId) -> int:
    """Standstills that bind both; how many would be broken."""
    asker, numbers, pair = sketch.asker, sketch.asker.numbers, {sketch.asker.me, target}
    texts = [
        seen.ref
        for seen in asker.view.texts("in-force")
        if seen.text.kind == "standstill" and pair <= {clause.actor for clause in seen.text.clauses}
    ]
    granted = [
        ref
        for ref, (turn, two) in asker.view.standstills.items()
        if turn == asker.view.turn and set(two) == pair
    ]
    for ref in (*texts, *granted):
        if ref in sketch.broken:
            continue
        sketch.broken.add(ref)
        sketch.move("word", -numbers.standstill_word, asker.me, "standstill-broken")
        sketch.move("standing", -numbers.standstill_standing, asker.me, "standstill-broken")
        calm = (0, numbers.standstill_all)  # it calms no longer; how much it did hangs on whom it bound
        sketch.span("tension", calm, None, "standstill-broken")
    return len(texts) + len(granted)


# -- tool by tool -----------------------------------------------------------------------------------------------


def _give(sketch: Sketch, press: Press) -> None:
    """An inducement: relief and contact trust; how much contact is left this turn is not always known."""
    asker, numbers, target = sketch.asker, sketch.asker.numbers, press.target
    quarters = tier(asker.pack, asker.me, target)
    sketch.move("strain", -impact.relief(numbers, press.level, quarters), target, "inducement")
    room = max(0, numbers.contact_ceiling - asker.view.trust.get((target, asker.me), 0))
    most = min(impact.favour(numbers, press.level, quarters), numbers.contact_a_turn, room)
    sketch.span("trust", (0 if _in_touch(asker, target) else most, most), target, "inducement", asker.me)
    sketch.move("home", impact.scaled(numbers.inducement_home, quarters), target, "inducement")
    sketch.move("strain", numbers.inducement_self_strain, asker.me, "inducement")


def _in_touch(asker: Asker, other: NationId) -> bool:
    """Whether this turn's talks may have earned contact with it."""
    view, pair = asker.view, {asker.me, other}
    talks = any(seen.turn == view.turn and pair <= set(seen.members) for seen in view.channels.values())
    letters = any(pair <= {seen.by, *seen.letter.to} for seen in view.letters.values())
    dined = any(
        seen.turn == view.turn and pair == {seen.asked.host, seen.asked.guest}
        for seen in view.engagements.values()
    )
    return talks or letters or dined


def _covert(sketch: Sketch, press: Press, threatened: bool) -> None:
    """Strain, an envoy, and the tension of an unknown hand; of one that was threatened all know whose it is."""
    numbers, target, me = sketch.asker.numbers, press.target, sketch.asker.me
    sketch.move("strain", numbers.covert_strain, target, "covert")
    if press.level == 1:
        sketch.move("envoys", -1, target, "covert", when="next")
    if not threatened:
        sketch.raise_tension(numbers.covert_tension, "covert", hidden=True)
        return
    sketch.raise_tension(numbers.covert_tension_attributed, "attributed")
    _break_standstills(sketch, target)
    _break_pledges(sketch, target, "covert")
    sketch.move("standing", -numbers.covert_standing, me, "attributed")
    sketch.move("word", -numbers.covert_word, me, "attributed")
    sketch.move("trust", -numbers.carried_out_trust, target, "attributed", me)
    sketch.move("grievance", numbers.covert_grievance, target, "attributed", me)


def _show(sketch: Sketch, press: Press) -> int:
    """BATNA of both for as long as it stands; gives the tension."""
    asker, numbers, old = sketch.asker, sketch.asker.numbers, _force(sketch.asker)
    quarters = tier(asker.pack, asker.me, press.target)
    for level, sign in ((press.level, 1), (old, -1)):
        if level:
            burden = impact.burden(numbers, level, quarters)
            sketch.move("batna", -sign * burden, press.target, "force", when="stands")
            sketch.move("batna", sign * impact.gain(numbers, level), asker.me, "force", when="stands")
    return max(0, impact.raised(numbers, press.level, old))


def _stand_down(sketch: Sketch) -> None:
    """It calms, and what the show did to BATNA ends."""
    asker, numbers = sketch.asker, sketch.asker.numbers
    for (tool, by, target), seen in asker.view.pressure.items():
        if tool == "force" and by == asker.me:
            level = seen.pressed.level
            sketch.move("tension", -numbers.force_calm[level - 1], None, "stand-down")
            if level > 1:
                sketch.move("standing", numbers.stand_down_standing, asker.me, "stand-down")
            burden = impact.burden(numbers, level, tier(asker.pack, asker.me, target))
            sketch.move("batna", burden, target, "stand-down")
            sketch.move("batna", -impact.gain(numbers, level), asker.me, "stand-down")


def _force(asker: Asker) -> int:
    """The level of the own show of force."""
    mine = (
        seen.pressed
        for (tool, by, _), seen in asker.view.pressure.items()
        if (tool, by) == ("force", asker.me)
    )
    return max((pressed.level for pressed in mine), default=0)


# -- what hangs on chance ---------------------------------------------------------------------------------------


def _chances(asker: Asker, press: Press) -> Iterator[Prospect]:
    """What follows if a covert act finds its author or spills, or a case is won or lost."""
    numbers, me, target = asker.numbers, asker.me, press.target
    if press.tool == "legal":
        loss = impact.scaled(numbers.legal_lost_standing_target, tier(asker.pack, me, target))
        yield Prospect("standing", -loss, -loss, target, why="judgment", when="won")
        yield Prospect("standing", 0, numbers.legal_won_standing, me, why="judgment", when="won")
        lost = -numbers.legal_lost_standing
        yield Prospect("standing", lost, lost, me, why="judgment", when="lost")
    if press.tool == "covert":
        yield from _traced(asker, press)
        yield Prospect("tension", 1, numbers.covert_backfire_tension, why="covert-spill", when="spilled")


def _traced(asker: Asker, press: Press) -> Iterator[Prospect]:
    """Everybody learns whose covert act it was; and whom it hit besides, if it spilled."""
    numbers, me, target = asker.numbers, asker.me, press.target
    more = numbers.covert_tension_attributed - numbers.covert_tension
    yield Prospect("tension", more // 2, more, why="attributed", when="attributed")
    for dial, by in (("standing", numbers.covert_standing), ("word", numbers.covert_word)):
        yield Prospect(dial, -by, -by, me, why="attributed", when="attributed")  # type: ignore[arg-type]
    trust, grievance = -numbers.covert_trust, numbers.covert_grievance
    yield Prospect("trust", trust, trust, target, me, "attributed", "attributed")
    yield Prospect("grievance", grievance, grievance, target, me, "attributed", "attributed")
    for third in asker.others():
        if third != target:
            hit = -numbers.covert_backfire_trust
            yield Prospect("trust", hit, 0, third, me, "attributed", "attributed")
    yield from _words_broken(asker, press)


def _words_broken(asker: Asker, press: Press) -> Iterator[Prospect]:
    """A word or standstill that a covert act breaks costs nothing before its author is known."""
    now = [one for one in sealed_before(asker, but=charges.slot(press)).values() if isinstance(one, Tools)]
    without, with_it = drawn(asker, now), drawn(asker, now)
    _break_standstills(with_it, press.target)
    _break_pledges(with_it, press.target, "covert")
    for one in added(without, with_it, "attributed"):
        yield evolve(one, when="attributed")
