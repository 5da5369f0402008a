"""What can be estimated from a view: answers for bots and the server's queries alike.

Owns: points of a package, the own ratification sum, the validator, the odds of exposure, and the public part of a pack.
Does not know: the state of a match. It takes plain values that the asker's own view holds, so that no answer tells
anything new; the rules decide by the very same functions.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from detente_server.rules import validator
from detente_server.rules.chances import engagement as engagement
from detente_server.rules.exposure import Odds
from detente_server.rules.exposure import exposure as odds_of
from detente_server.rules.home import ratification_sum
from detente_server.rules.pack import Capacity, Nation, Pack, Self
from detente_server.rules.points import Points, outcome_points
from detente_server.rules.validator import Known
from detente_wire.terms import InstitutionId, Instrument, MediumId, Package, VenueId, options_of

__all__ = [
    "Known",
    "Odds",
    "Pack",
    "Points",
    "engagement",
    "exposure",
    "points",
    "public",
    "ratification",
    "validate",
]


def public(pack: Pack) -> Pack:
    """The pack without what only its owner may know of a nation, and without what has yet to happen."""
    return evolve(pack, nations=tuple(_public(nation) for nation in pack.nations), injects=(), drift=())


def _public(nation: Nation) -> Nation:
    return evolve(
        nation,
        sheets=(),
        capacity=Capacity(),
        ratifier=0,
        home=0,
        self_card=Self(),
        contacts=(),
        trade_partners=(),
    )


def points(
    pack: Pack,
    sheet: Points,
    batna: int,
    closed: Package = (),
    package: Package = (),
    status_quo: Package = (),
) -> int:
    """`I`: what it would be worth to the sheet's owner if `package` were in force beside what is `closed`.

    `batna` is BATNA as it is now. Issues in neither are worth their share of it, or their status quo.
    """
    return outcome_points(pack, sheet, batna, options_of(closed) | options_of(package), status_quo)


def ratification(
    home: int,
    points: int,
    batna: int,
    trusts: Sequence[int],
    sells: int = 0,
    red_lines: int = 0,
    broken_pledges: int = 0,
    leaked: bool = False,
    endorsed: int = 0,
    objected: int = 0,
    basis: bool = False,
    recommended: bool = False,
    face: bool = False,
) -> int:
    """`R`, to be held against the own ratifier's number.

    `points` is `I` with the text added; `trusts` own trust in each co-signatory; `sells` own envoys that sold at home
    this turn or last; `red_lines` and `broken_pledges` own ones that the text crosses; `leaked`: while secret;
    `endorsed` and `objected`: voices of nations outside the principals; `basis`: of a table; `recommended`: by a body;
    `face`: held with a co-signatory.
    """
    return ratification_sum(
        home=home,
        points=points,
        batna=batna,
        trusts=trusts,
        sells=sells,
        red_lines=red_lines,
        broken_pledges=broken_pledges,
        leaked=leaked,
        endorsed=endorsed,
        objected=objected,
        basis=basis,
        recommended=recommended,
        face=face,
    )


def validate(pack: Pack, text: Instrument, turn: int, known: Known | None = None) -> tuple[str, ...]:
    """All problems of a text as sentences; `known`: public facts, and the texts that the asker sees."""
    return validator.problems(pack, text, turn, known)


def exposure(
    pack: Pack,
    medium: MediumId,
    members: int,
    venue: VenueId | None = None,
    rung: int = 0,
    earlier_uses: int = 0,
    institution: InstitutionId | None = None,
) -> Odds:
    """Base rates (percent) of leak, interception and loss for one use of a medium; KeyError for one not of the era."""
    place = next((place for place in pack.venues if place.id == venue), None)
    body = next((body for body in pack.institutions if body.id == institution), None)
    secure = body is not None and "secure-venue" in body.facilities
    return odds_of(pack.medium(medium), members, place, rung, earlier_uses, secure=secure)
