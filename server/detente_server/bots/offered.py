"""What others' offers are worth to a bot, counted on from where it looked last.

Owns: `Offered`: each nation's best offer, and how often one became clearly better.
Does not know: beliefs, what it makes of generosity (`aims`).
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from attrs import define, field

from detente_server.bots.crisis import Crisis
from detente_server.bots.worth import outcome
from detente_wire.seen import OfferSeen
from detente_wire.terms import NationId
from detente_wire.view import View

GENEROUS = 3
"""By so many points an offer must beat all earlier ones of its nation."""


@define
class Offered:
    """The offers that a bot has heard, in the worth that they have as things stand."""

    crisis: Crisis
    view: View
    best: dict[NationId, int] = field(factory=dict)
    """What of each nation's offers is still open, at its best."""
    generous: int = 0
    """How many offers of open issues alone were worth at least 3 more than all earlier ones of the same nation."""
    _whole: dict[NationId, int] = field(factory=dict)
    """Each nation's best offer of open issues alone."""
    _place: int = 0
    _ground: tuple[Any, ...] = ()
    """What the worth of an offer depends on beside the sheet; when that changes all are weighed again."""

    def count(self) -> Offered:
        """Count what came since."""
        ground = (self.view.batna, *[(issue, seen.option) for issue, seen in self.view.closed.items()])
        if ground != self._ground:
            self._ground, self._place, self.generous = ground, 0, 0
            self.best.clear()
            self._whole.clear()
        for offer in islice(self.view.offers.values(), self._place, None):
            if offer.by != self.view.me:
                self._weigh(offer)
        self._place = len(self.view.offers)
        return self

    def _weigh(self, offer: OfferSeen) -> None:
        by, said = offer.by, offer.package
        still = tuple([choice for choice in said if choice.issue not in self.view.closed])
        worth = outcome(self.crisis, self.view, still)
        self.best[by] = max(self.best.get(by, worth), worth)
        if len(still) == len(said):
            self.generous += worth >= self._whole.get(by, worth) + GENEROUS
            self._whole[by] = max(self._whole.get(by, worth), worth)
