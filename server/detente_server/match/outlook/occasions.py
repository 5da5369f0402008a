"""What is done beside the talks: engagements that go well or wrong, gestures, favours.

Owns: the prospects of inviting and coming, of asking a favour, granting and refusing it.
Does not know: how likely an evening is to go well (`sight.occasions`), what one learns there (no dial).
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_server.match.asker import Asker
from detente_server.match.outlook import contacts
from detente_server.match.outlook.sketch import Sketch, added
from detente_wire import acts
from detente_wire.messages import Prospect
from detente_wire.terms import EngagementKind, NationId, Ref


def invitation(asker: Asker, act: acts.Engage) -> Iterator[Prospect]:
    """A gesture earns at once; an evening when it goes well, and half of it with a guarded guest."""
    sketch = Sketch(asker)
    for guest in asker.in_order(act.guests):
        by = contacts.earns(asker, act.kind)
        if act.kind == "gesture":
            contacts.both(sketch, guest, by, "gesture")
        else:
            _evening(sketch, act.kind, asker.me, guest, by // 2)
    yield from added(Sketch(asker), sketch, act.kind)


def coming(asker: Asker, act: acts.Answer) -> Iterator[Prospect]:
    """The guest knows whether he comes guarded."""
    seen = asker.view.engagements.get(act.ref)
    if seen is None or seen.asked.guest != asker.me:
        return
    sketch, by = Sketch(asker), contacts.earns(asker, seen.asked.kind)
    earned = by // 2 if act.manner == "guarded" else by
    _evening(sketch, seen.asked.kind, seen.asked.host, asker.me, earned, earned)
    yield from added(Sketch(asker), sketch, seen.asked.kind)


def _evening(
    sketch: Sketch, kind: EngagementKind, host: NationId, guest: NationId, least: int, most: int | None = None
) -> None:
    """Both ends of an evening; what goes wrong is the host's fault."""
    asker, numbers = sketch.asker, sketch.asker.numbers
    other = guest if host == asker.me else host
    by = contacts.earns(asker, kind) if most is None else most
    contacts.both(sketch, other, by, kind, "well", least)
    lost = {"dinner": numbers.dinner_gaffe, "sport": numbers.sport_gaffe, "tour": numbers.tour_gaffe}.get(
        kind, 0
    )
    sketch.move("trust", -lost, guest, "gaffe", host, "gaffe")
    if kind == "sport":
        sketch.move("standing", -numbers.sport_gaffe_standing, host, "gaffe", when="gaffe")


def appeal(asker: Asker, act: acts.Appeal) -> Iterator[Prospect]:
    """Granted, it spends their trust; refused, it leaves the asker a grudge."""
    numbers, me, other = asker.numbers, asker.me, act.nation
    yield Prospect("trust", -numbers.appeal_trust, -numbers.appeal_trust, other, me, "appeal", "granted")
    yield Prospect("trust", numbers.appeal_deed, numbers.appeal_deed, me, other, "appeal", "granted")
    if act.favour == "standstill":
        yield Prospect("tension", -numbers.standstill_all, 0, why="standstill", when="granted")
    grudge = numbers.appeal_grievance
    yield Prospect("grievance", grudge, grudge, me, other, "appeal-refused", "refused")


def grant(asker: Asker, act: acts.Grant) -> Iterator[Prospect]:
    """Own trust in the asker is spent; his rises."""
    seen, numbers = asker.view.appeals.get(act.ref), asker.numbers
    if seen is None or seen.made.nation != asker.me:
        return
    sketch, other = Sketch(asker), seen.made.by
    sketch.move("trust", -numbers.appeal_trust, asker.me, "appeal", other)
    sketch.move("trust", numbers.appeal_deed, other, "appeal", asker.me)
    if seen.made.favour == "standstill":  # whom others' standstills bind already is not always known
        sketch.span("tension", (-numbers.standstill_all, 0), None, "standstill")
    yield from added(Sketch(asker), sketch, "appeal")


def refusal(asker: Asker, ref: Ref) -> Iterator[Prospect]:
    """A favour that is refused leaves a grudge; an evening or a study may be declined for nothing."""
    seen, by = asker.view.appeals.get(ref), asker.numbers.appeal_grievance
    if seen is not None and seen.made.nation == asker.me:
        yield Prospect("grievance", by, by, seen.made.by, asker.me, "appeal-refused")
