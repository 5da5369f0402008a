"""What a bot thinks another nation wants (rules, section 13).

Owns: `Belief`: points of another's options, its BATNA. Built from insight, from what it told (if trusted), and from the
order in which it offered options; where nothing is known, the reverse of the bot's own wishes.
Does not know: the true sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from detente_server.bots.crisis import Crisis
from detente_wire.terms import Claim, IssueId, NationId, OptionId
from detente_wire.values import frozen
from detente_wire.view import View

TRUSTED = 40
"""From this trust on a bot believes what it is told."""
ASSUMED_BATNA = 45


@frozen
class Belief:
    """Believed points by issue, in option order, and BATNA; points of all issues' best sum to about 100."""

    points: Mapping[IssueId, tuple[int, ...]]
    batna: int


def believe(crisis: Crisis, view: View, nation: NationId, refused: int) -> Belief:
    """What `nation` is believed to want; `refused` counts the own packages that it turned down."""
    claims = _claims(view, nation)
    weights = _weights(crisis, view, nation, claims)
    offered = _offered(view, nation)
    points = {}
    for issue in crisis.issues:
        order = _order(crisis, view, nation, issue, claims, offered.get(issue, {}))
        points[issue] = _ladder(crisis.options[issue], tuple(order), weights[issue])
    insight = view.insight.get(nation)
    if insight is not None and insight.batna is not None:
        return Belief(points, insight.batna)
    return Belief(points, min(ASSUMED_BATNA + refused, 90))


def _claims(view: View, nation: NationId) -> list[Claim]:
    """What it told, as far as it is believed, and what is known to be true."""
    told: list[Claim] = [one.claim for one in view.learned if one.nation == nation]
    if view.me is not None and view.trust.get((view.me, nation), 40) >= TRUSTED:
        told += [seen.claim for seen in view.claims.values() if seen.by == nation and not seen.lie]
    return told


def _weights(crisis: Crisis, view: View, nation: NationId, claims: Sequence[Claim]) -> dict[IssueId, int]:
    """How much each issue is believed to be worth at best; together 100."""
    raw = dict.fromkeys(crisis.issues, 10)
    for issue in view.concerns.get(nation, ()):
        raw[issue] = 13
    for claim in claims:
        if claim.form == "most":
            raw[claim.issue] = 20
        elif claim.form == "least":
            raw[claim.issue] = 4
    insight = view.insight.get(nation)
    if insight is not None:
        for place, issue in enumerate(insight.issues):
            raw[issue] = max(26 - 5 * place, 3)
    whole = sum(raw.values())
    return {issue: 100 * value // whole for issue, value in raw.items()}


def _order(
    crisis: Crisis,
    view: View,
    nation: NationId,
    issue: IssueId,
    claims: Sequence[Claim],
    offered: Iterable[OptionId],
) -> list[OptionId]:
    """Its options from best to worst, as far as anybody can tell; those that it offered come first, in that order."""
    insight = view.insight.get(nation)
    if insight is not None:
        for preference in insight.preferences:
            if preference.issue == issue:
                return list(preference.options)
    order = list(offered)
    mine = view.worth.get(issue, {})
    order += sorted([o for o in crisis.options[issue] if o not in order], key=lambda o: mine.get(o, 0))
    for claim in claims:
        if claim.issue == issue:
            _move(order, claim)
    return order


def _offered(view: View, nation: NationId) -> dict[IssueId, dict[OptionId, None]]:
    """Its options of each issue in the order of their first appearance in its offers and acceptances."""
    found: dict[IssueId, dict[OptionId, None]] = {}
    for offer in view.offers.values():
        if offer.by == nation or nation in offer.accepted:
            for choice in offer.package:
                found.setdefault(choice.issue, {})[choice.option] = None
    return found


def _move(order: list[OptionId], claim: Claim) -> None:
    if claim.form == "impossible" and claim.option in order:
        order.remove(claim.option)
        order.append(claim.option)
    if claim.form == "prefers" and claim.option in order and claim.over in order:
        better, worse = order.index(claim.option), order.index(claim.over)
        if better > worse:
            order.insert(worse, order.pop(better))


@lru_cache(maxsize=4096)
def _ladder(options: tuple[OptionId, ...], order: tuple[OptionId, ...], weight: int) -> tuple[int, ...]:
    """Points of the options, falling evenly from the weight at the best one to nothing at the worst."""
    last = max(len(order) - 1, 1)
    worth = {option: weight * (last - place) // last for place, option in enumerate(order)}
    return tuple([worth.get(option, 0) for option in options])
