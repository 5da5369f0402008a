"""Who a nation is and how it stands beside the viewer: tier, who speaks for it, dials that all see, footing, trust.

Owns: these facts, each in one wording.
Does not know: what else there is to say of a nation (`portrait`), pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.describe.told import Scene
from detente_client.i18n import spelled, tr
from detente_client.words.naming import count
from detente_wire.seen import NationSeen
from detente_wire.terms import NationId
from detente_wire.view import START_TRUST

_TIERS = {1: tr("a small state"), 2: tr("a middle power"), 3: tr("a great power")}
_HOLDERS = {
    "player": tr("a player"),
    "bot": tr("a bot"),
    "charge": tr("a chargé d'affaires (its player is away)"),
    "minister": tr("a minister with full powers"),
    "empty": tr("nobody"),
}


def tier(number: int) -> str:
    """``a great power``."""
    return _TIERS.get(number, tr("a nation"))


def signing(scene: Scene, nation: NationId) -> str:
    """Whether it is one of those that must sign."""
    return tr("must sign") if nation in scene.pack.must_sign else tr("does not sign")


def speaker(scene: Scene, nation: NationId) -> str:
    """Who speaks for it, as a sentence; empty while nobody told."""
    seat = scene.view.seats.get(nation)
    if seat is None:
        return ""
    who = seat.name if seat.holder == "player" and seat.name else _HOLDERS[seat.holder]
    return tr("Spoken for by {who}.", who=who)


def dials(seen: NationSeen) -> str:
    """What everybody sees of it."""
    return tr(
        "Standing {standing}, word {word}, strain {strain}, support at home {band}, {envoys} a turn.",
        standing=seen.standing,
        word=seen.word,
        strain=seen.strain,
        band=spelled(seen.band),
        envoys=count(seen.envoys, "envoy"),
    )


def rank(scene: Scene, nation: NationId) -> Iterator[str]:
    """Footing, faces, recalls and own grievance between the viewer and another nation."""
    view, me = scene.view, scene.me
    if me is None or nation == me:
        return
    footing = view.footing.get(nation, "equal")
    if footing != "equal":
        yield tr("You preside over it.") if footing == "senior" else tr("It presides over you.")
    if (me, nation) in view.faces:
        yield tr("You hold a face with it: your next yield to it, or red line with it, costs half.")
    if (nation, me) in view.faces:
        yield tr("It holds a face with you: its next yield to you, or red line with you, costs half.")
    if until := view.recalled_until(nation):
        yield tr("You meet through a go-between until turn {turn}: a recall.", turn=until)
    if view.grievance.get(nation):
        yield tr("Your grievance against it: {n}. A measured answer may use it up.", n=view.grievance[nation])


def trust(scene: Scene, of: NationId, toward: NationId) -> int:
    """How far one trusts the other, as far as the viewer was told."""
    start = {(a, b): level for a, b, level in scene.pack.trust}
    return scene.view.trust.get((of, toward), start.get((of, toward), START_TRUST))
