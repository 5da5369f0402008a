"""Offers, those that stand before those that are past, with what each is worth to the player.

Owns: `OfferRow`, the order.
Does not know: how an offer is answered.
"""

from __future__ import annotations

from attrs import frozen

from detente_client.bargaining.packages import Worth, worth_of
from detente_client.describe.told import Scene
from detente_client.figures import listing
from detente_client.i18n import spelled, tr
from detente_client.words.naming import capital
from detente_wire.seen import OfferSeen
from detente_wire.terms import PUBLIC, NationId, Package, Ref


@frozen
class OfferRow:
    """One offer."""

    ref: Ref
    name: str
    by: NationId
    mine: bool
    standing: bool
    """It can still be answered, or holds because all accepted it."""
    state: str
    """In a word or two."""
    where: str
    """The channel's short name, or that it came by letter."""
    secret: bool
    turn: int
    package: Package
    worth: Worth | None
    answers: tuple[str, ...]
    """Who accepted and who refused, in words."""


def offer_rows(scene: Scene) -> list[OfferRow]:
    """Standing ones first, the newest before the older."""
    newest_first = [_row(scene, offer) for offer in reversed(scene.view.offers.values())]
    return sorted(newest_first, key=lambda row: not row.standing)


def _row(scene: Scene, offer: OfferSeen) -> OfferRow:
    seen = scene.view.channels.get(offer.channel) if offer.channel else None
    return OfferRow(
        offer.ref,
        scene.handles.name(offer.ref, "offer", "letter"),
        offer.by,
        offer.by == scene.me,
        offer.status in ("standing", "accepted"),
        spelled(offer.status),
        _where(scene, offer),
        seen is not None and seen.kind == "back-channel",
        offer.turn,
        offer.package,
        worth_of(scene, offer.package),
        _answers(scene, offer),
    )


def _where(scene: Scene, offer: OfferSeen) -> str:
    if offer.channel is None:
        return tr("by letter")
    return tr("in public") if offer.channel == PUBLIC else scene.handles.name(offer.channel)


def _answers(scene: Scene, offer: OfferSeen) -> tuple[str, ...]:
    said = [
        tr("accepted by {who} in turn {turn}", who=scene.names.whom(nation), turn=turn)
        for nation, turn in offer.accepted.items()
    ]
    said += [
        tr("refused by {who}: {reason}", who=scene.names.whom(nation), reason=spelled(reason))
        for nation, reason in offer.rejected.items()
    ]
    return tuple(said)


def offer_head(scene: Scene, row: OfferRow) -> str:
    """``o3: China's offer of turn 2, m1, stands. Refused by you: too little.``"""
    head = tr(
        "{name}: {whose} offer of turn {turn}, {where}, {state}.",
        name=row.name,
        whose=capital(scene.names.whose(row.by)),
        turn=row.turn,
        where=tr("{channel} (secret)", channel=row.where) if row.secret else row.where,
        state=row.state,
    )
    return f"{head} {capital(listing(row.answers))}." if row.answers else head


def past_lines(scene: Scene) -> list[str]:
    """Those that no longer stand, in sentences."""
    rows = [row for row in offer_rows(scene) if not row.standing]
    return [
        f"{offer_head(scene, row)} {scene.names.package(row.package)}. {scene.worth(row.package)}".rstrip()
        for row in rows
    ] or [tr("No offer is past.")]
