"""What an act takes, in envoys and capital, as far as the asker's own view tells.

Owns: the price of every act.
Does not know: whether the asker can pay (`hindrances`), who would see it (`sight`).

A sealed act that takes the place of another gets that one's cost back first; the price is what it takes beyond that.
"""

from __future__ import annotations

from detente_server.match.asker import Asker
from detente_server.rules.prices import tool_capital
from detente_wire import acts
from detente_wire.acts import Act
from detente_wire.notices import Letter
from detente_wire.terms import PUBLIC, NationId, Ref, Tool

Charge = tuple[int, int]
"""(envoys, capital)"""
FREE: Charge = (0, 0)


def of(asker: Asker, act: Act) -> Charge:
    """What entering this act takes now."""
    envoys, capital = _gross(asker, act)
    name = slot(act)
    earlier = asker.view.sealed.get(name) if name else None
    if earlier is not None and earlier.act is not None:
        back = _gross(asker, earlier.act)
        return max(0, envoys - back[0]), max(0, capital - back[1])
    return envoys, capital


def slot(act: Act) -> str:
    """Where a sealed act stands that costs something; empty for others."""
    match act:
        case acts.Press(tool="force") | acts.StandDown():
            return "press:force"
        case acts.Press(tool, target) | acts.Lift(tool, target):
            return f"press:{tool}:{target}"
        case acts.Endorse(ref) | acts.Object(ref):
            return f"voice:{ref}"
        case acts.Demarche():
            return "demarche"
        case acts.SettleThreat(ref):
            return f"settle-threat:{ref}"
        case acts.Keep(ref, clause):
            return f"keep:{ref}:{clause}"
        case _:
            return ""


def _gross(asker: Asker, act: Act) -> Charge:
    numbers = asker.numbers
    match act:
        case acts.Invite():
            return _invitation(asker, act), 0
        case acts.Join():
            return _seat(asker, act), 0
        case acts.Say() | acts.Offer() | acts.Pledge() | acts.Threaten() | acts.Accept():
            return _spoken(asker, act)
        case acts.Send() | acts.Forward():
            return _postage(asker, act), _threat(asker, act) if isinstance(act, acts.Send) else 0
        case acts.Publish():
            return 0, _publication(asker, act)
        case acts.Engage(kind="gesture"):
            return 0, numbers.gesture_capital
        case acts.Engage() | acts.SellAtHome() | acts.Endorse() | acts.Object():
            return 1, 0
        case acts.JointStudy():
            return int(not _takes_up(asker, act)), 0
        case acts.Table():
            return int(not (presides(asker, act) or _has_clerks(asker, act))), 0
        case acts.Amend(ref):
            seen = asker.view.instruments.get(ref)
            return int(seen is not None and seen.status == "tabled" and not seen.basis), 0
        case acts.Arbitrate():
            return numbers.arbitration_envoys, numbers.arbitration_capital
        case acts.Press():
            return _tool_envoys(asker, act.target, act.tool), _tool(asker, act.target, act.tool, act.level)
        case acts.SettleThreat(ref, "carry-out"):
            seen_threat = asker.view.threats.get(ref)
            threat = seen_threat.threat if seen_threat else None
            return _tool_envoys(asker, threat.nation, threat.tool) if threat else 1, 0
        case acts.Keep(ref, clause, "comply"):
            return numbers.cure_envoys if _cured(asker, ref, clause) else 0, 0
        case acts.Demarche():
            return 0, numbers.demarche_capital * _doubled(asker)
        case _:
            return FREE


# -- talks ------------------------------------------------------------------------------------------------------


def _invitation(asker: Asker, act: acts.Invite) -> int:
    """The convener's envoys, and a guest's that he pays for; who asks for a talk that waits for him joins it."""
    medium = asker.medium(act.medium)
    if medium is None:
        return 0
    members = {asker.me, *act.members}
    for seen in asker.view.invitations():
        same = set(seen.members) == members and (seen.medium, seen.venue) == (act.medium, act.venue)
        if same and seen.go_between == act.go_between:
            return _seat(asker, acts.Join(seen.id))
    convening = medium.envoys if _body_convenes(asker, act) else medium.convener_envoys
    return convening + (medium.envoys if act.pays else 0)


def _body_convenes(asker: Asker, act: acts.Invite) -> bool:
    """Whether a body spares its convener the second envoy: one that may convene, or that a treaty founded."""
    body = asker.body(act.institution)
    if body is None:
        return False
    seen = asker.view.bodies.get(body.id)
    return "convene" in body.powers or (seen is not None and seen.text is not None)


def _seat(asker: Asker, act: acts.Join) -> int:
    """One's own envoy; none for a go-between, nor where the inviter pays."""
    seen = asker.channel(act.channel)
    medium = asker.medium(seen.medium) if seen else None
    if seen is None or medium is None or seen.pays or seen.go_between == asker.me:
        return 0
    return medium.envoys


def _spoken(asker: Asker, act: Act) -> Charge:
    """A public statement's envoy, a public pledge's capital, what a threat sets aside."""
    offer = asker.view.offers.get(act.ref) if isinstance(act, acts.Accept) else None
    place = offer.channel if offer else getattr(act, "channel", None)
    envoys = _statement(asker) if place == PUBLIC else 0
    public = place == PUBLIC or getattr(act, "public", False)
    if isinstance(act, acts.Pledge) and public:
        return envoys, 0 if asker.has_voice() else asker.numbers.pledge_capital
    return envoys, _threat(asker, act) if isinstance(act, acts.Threaten) else 0


def _statement(asker: Asker) -> int:
    """One envoy; a tier-1 nation's first each turn is free."""
    medium = asker.public_medium()
    if medium is None:
        return 0
    free = asker.pack.nation(asker.me).tier == 1 and not asker.stated_this_turn()
    return 0 if free else medium.envoys


def _postage(asker: Asker, act: acts.Send | acts.Forward) -> int:
    """The medium's envoys; the first reply to a letter, to people of that letter only, is free."""
    medium = asker.medium(act.medium)
    if medium is None:
        return 0
    return 0 if isinstance(act, acts.Send) and _is_reply(asker, act) else medium.envoys


def _is_reply(asker: Asker, act: acts.Send) -> bool:
    letter = asker.view.letters.get(act.reply_to) if act.reply_to else None
    if letter is None or letter.by == asker.me or letter.by not in act.to:
        return False
    replied = any(
        one.by == asker.me and one.letter.reply_to == letter.ref for one in asker.view.letters.values()
    )
    return not replied and set(act.to) <= {letter.by, *letter.letter.to}


def _publication(asker: Asker, act: acts.Publish) -> int:
    """One, doubled under a démarche; nothing where it answers the printing of one's own letter."""
    record = asker.view.letters.get(act.record)
    circle = {record.by, *record.letter.to} if record is not None else set()
    if any({asker.me, printer} <= circle for printer in _printers(asker)):
        return 0
    return asker.numbers.publish_capital * _doubled(asker)


def _printers(asker: Asker) -> set[NationId]:
    """Who printed one of the asker's letters in the gazette of this turn."""
    return {
        notice.via
        for one in asker.view.letters.values()
        if one.by == asker.me and one.turn == asker.view.turn
        for notice in (one.item.notice,)
        if isinstance(notice, Letter) and notice.how == "published" and notice.via not in (None, asker.me)
        if notice.via is not None
    }


def _takes_up(asker: Asker, act: acts.JointStudy) -> bool:
    """Whether it names the other's base while an own proposal, which is paid for, waits."""
    waiting = [one for one in asker.view.studies.values() if not one.how and one.turn == asker.view.turn]
    theirs = any(
        (one.asked.by, one.asked.nation, one.asked.base) == (act.nation, asker.me, act.base)
        for one in waiting
    )
    own = any((one.asked.by, one.asked.nation) == (asker.me, act.nation) for one in waiting)
    return theirs and own


def presides(asker: Asker, act: acts.Table) -> bool:
    """Whether the asker is the accepted senior of the meeting in which it tables."""
    seen = asker.channel(act.channel) if act.channel else None
    if seen is None or seen.protocol is None or seen.protocol.senior != asker.me:
        return False
    return not seen.disputed and len(seen.present & set(seen.members)) > 1


def _has_clerks(asker: Asker, act: acts.Table) -> bool:
    """Whether it is tabled in a session of a body with a secretariat."""
    seen = asker.channel(act.channel) if act.channel else None
    body = asker.body(seen.institution) if seen else None
    return body is not None and "secretariat" in body.facilities


# -- pressure ---------------------------------------------------------------------------------------------------


def _threat(asker: Asker, act: acts.Send | acts.Threaten) -> int:
    """The tool's capital is set aside."""
    if act.demand is None or act.tool is None or not act.level:
        return 0
    target = act.nation if isinstance(act, acts.Threaten) else next(iter(act.to), None)
    return _tool(asker, target, act.tool, act.level)


def _tool(asker: Asker, target: NationId | None, tool: Tool, level: int) -> int:
    """Capital of a tool, raised from what is in force; double under a démarche."""
    standing = [
        seen.pressed.level
        for (used, by, on), seen in asker.view.pressure.items()
        if used == tool and by == asker.me and (tool == "force" or on == target)
    ]
    if tool == "legal" and asker.has_voice():
        return 0
    return tool_capital(tool, level, max(standing, default=0), asker.numbers) * _doubled(asker)


def _tool_envoys(asker: Asker, target: NationId, tool: Tool) -> int:
    """One; none for a recall that answers one."""
    return 0 if tool == "recall" and ("recall", target, asker.me) in asker.view.pressure else 1


def _doubled(asker: Asker) -> int:
    """2 under a démarche, from the turn after it was held."""
    return 2 if asker.view.demarches.get(asker.me, 0) >= asker.view.turn else 1


def _cured(asker: Asker, ref: Ref, clause: int) -> bool:
    """Whether complying makes good a breach whose cure is demanded."""
    open_ones = asker.view.open_remedies("cure")
    return any((one.opened.ref, one.opened.clause) == (ref, clause) for one in open_ones)
