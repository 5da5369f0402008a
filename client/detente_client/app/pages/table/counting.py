"""Having the whips count a text, once the player has stopped changing it.

Owns: `Counting`: when they are asked, what they answered last and of what.
Does not know: where the answer is shown.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.timer import Timer
from textual.widget import Widget

from detente_client.delegation.delegation import Delegation
from detente_wire.messages import Denied, Ratify, RatifyAnswer
from detente_wire.terms import Instrument, Package

STILL_S = 0.4
"""So long the player has not changed anything."""


class Counting:
    """Asks for the ratification sum of one text at a time."""

    def __init__(self, widget: Widget, delegation: Delegation, told: Callable[[], None]) -> None:
        self._widget = widget
        self._delegation = delegation
        self._told = told
        self._timer: Timer | None = None
        self._asked: tuple[Instrument, int] | None = None
        self._answer: RatifyAnswer | Denied | None = None

    def text_of(self, said: Package) -> Instrument:
        """The treaty of the principals and the player that writes the package."""
        scene = self._delegation.scene
        me = (scene.me,) if scene.me else ()
        return scene.pack.text_closing("treaty", tuple(sorted({*scene.pack.must_sign, *me})), said)

    def of(self, text: Instrument) -> RatifyAnswer | Denied | None:
        """The answer on this text as dials stand, if it is there; else it is asked for soon."""
        wanted = (text, len(self._delegation.scene.view.ledger))
        if wanted == self._asked:
            return self._answer
        self._asked, self._answer = wanted, None
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._widget.set_timer(STILL_S, self._ask)
        return None

    def _ask(self) -> None:
        self._widget.run_worker(self._count(), group="whips", exclusive=True)

    async def _count(self) -> None:
        asked = self._asked
        if asked is None:
            return
        answer = await self._delegation.table.ask(Ratify(asked[0]))
        if asked == self._asked and isinstance(answer, RatifyAnswer | Denied):
            self._answer = answer
            self._told()
