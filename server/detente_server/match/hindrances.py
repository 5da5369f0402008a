"""What stands in the way of an act, as far as the asker's own view tells.

Owns: the refusal that an act would surely meet now.
Does not know: the state of the match, and so not every refusal: none here is no promise. What it names is sure.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_server.match.asker import Asker
from detente_server.rules.registry import ACT_RULES
from detente_wire import acts
from detente_wire.acts import Act
from detente_wire.terms import PUBLIC, ChannelId, NationId


def first(asker: Asker, act: Act, envoys: int, capital: int) -> str:
    """The code of the refusal; empty: nothing that the asker could know stands in its way."""
    return next(_all(asker, act, envoys, capital), "")


def _all(asker: Asker, act: Act, envoys: int, capital: int) -> Iterator[str]:
    view = asker.view
    if view.ended is not None and not isinstance(act, acts.Honour):
        yield "match.over"
    if not view.turn:
        yield "match.not-begun"
    rule = ACT_RULES.get(type(act))
    if rule is not None and not _plays(asker, rule.module):
        yield "rules.not-in-play"
    yield from names(asker, act)
    yield from _places(asker, act)
    if isinstance(act, acts.Invite):
        yield from _invitation(asker, act)
    if isinstance(act, acts.AnswerThreat | acts.SettleThreat):
        yield from _threat(asker, act)
    yield from _closeness(asker, act)
    if isinstance(act, acts.Engage) and view.rung >= asker.numbers.last_hours_rung:
        yield "rules.rung"
    if envoys > view.envoys:
        yield "rules.no-envoys"
    if capital > view.capital:
        yield "rules.no-capital"


def _plays(asker: Asker, module: str) -> bool:
    return module == "core" or bool({module, "full"} & asker.pack.rules)


def _threat(asker: Asker, act: acts.AnswerThreat | acts.SettleThreat) -> Iterator[str]:
    """A choice is made once, by the side that it is for, in the turn in which the threat falls due."""
    seen = asker.view.threats.get(act.ref)
    if seen is None:
        return
    if seen.how:
        yield "rules.stale"
    if seen.threat.by_turn != asker.view.turn:
        yield "rules.not-now"
    chooses = seen.threat.nation if isinstance(act, acts.AnswerThreat) else seen.threat.by
    if chooses != asker.me:
        yield "rules.not-yours"


def _closeness(asker: Asker, act: Act) -> Iterator[str]:
    """A walk and a joint study take trust both ways, which the two see, and a study own insight."""
    view, numbers = asker.view, asker.numbers
    walkers = act.guests if isinstance(act, acts.Engage) and act.kind == "walk" else ()
    if any(view.trust_between(guest) < numbers.walk_trust for guest in walkers):
        yield "rules.trust"
    if isinstance(act, acts.JointStudy):
        if view.trust_between(act.nation) < numbers.study_trust:
            yield "rules.trust"
        if view.marks.get(act.nation, 0) // numbers.insight_marks < numbers.study_insight:
            yield "rules.insight"


def names(asker: Asker, act: Act) -> Iterator[str]:
    """Nations that the crisis has not, or the asker himself."""
    named: list[NationId | None] = []
    for field in ("nation", "target", "members", "guests", "to", "listener", "trusted"):
        value = getattr(act, field, ())
        named += value if isinstance(value, tuple) else [value]
    for name in named:
        if name is not None and name not in asker.pack.order:
            yield "rules.unknown-nation"
        if name == asker.me:
            yield "rules.self"


def _places(asker: Asker, act: Act) -> Iterator[str]:
    """A channel that is not open to the asker."""
    place: ChannelId | None = getattr(act, "channel", None)
    if place is None or place == PUBLIC or isinstance(act, acts.Join | acts.Decline):
        return
    seen = asker.channel(place)
    if seen is None:
        yield "rules.unknown-channel"
    elif asker.me not in (*seen.members, seen.go_between):
        yield "rules.not-a-member"
    elif seen.turn != asker.view.turn or not seen.open:
        yield "rules.channel-closed"
    elif asker.me not in seen.present:
        yield "rules.not-a-member"


def _invitation(asker: Asker, act: acts.Invite) -> Iterator[str]:
    """What the asker knows of the era, of trust and of recalls."""
    medium, venue, view = asker.medium(act.medium), asker.venue(act.venue), asker.view
    if medium is None:
        yield "rules.unknown-medium"
        return
    if medium.kind not in ("meeting", "back-channel"):
        yield "rules.wrong-medium"
    if view.rung >= asker.numbers.last_hours_rung and not (medium.hotline or medium.kind == "back-channel"):
        yield "rules.rung"
    for other in act.members:
        trust = view.trust_between(other)
        if venue is not None and venue.discreet and trust < asker.numbers.discreet_trust:
            yield "rules.trust"
        alone = medium.kind == "meeting" and not medium.hotline and len(act.members) == 1
        if alone and act.go_between is None and view.recalled_until(other) >= view.turn:
            yield "rules.recalled"
