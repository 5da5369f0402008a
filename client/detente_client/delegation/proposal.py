"""One tool on one nation at one level, or the démarche, as it stands before the player.

Owns: `Proposal`: what is asked of the server, and its answer in parts: price, odds, who sees it, what it would move.
Does not know: how they are drawn.
"""

from __future__ import annotations

from attrs import frozen

from detente_client.commands import asking
from detente_client.describe import prospects
from detente_client.describe.prospects import Row
from detente_client.describe.told import Scene, costs
from detente_client.i18n import tr
from detente_client.pressing import means
from detente_client.words import phrases
from detente_client.words.naming import capital, count
from detente_wire.acts import Press
from detente_wire.messages import AnswerBody, Exposure, ExposureAnswer


@frozen
class Proposal:
    """A use of pressure that is thought over."""

    press: means.Use
    answer: AnswerBody | None = None
    """None: the server was not asked yet, or is silent."""

    @property
    def question(self) -> Exposure:
        """What to ask the server."""
        return Exposure(self.press)

    @property
    def line(self) -> str:
        """What the player would type."""
        return means.press_line(self.press)

    def sealed(self, scene: Scene) -> bool:
        """Whether just this is sealed already."""
        return any(seal.act == self.press for seal in scene.view.sealed.values())

    def title(self, scene: Scene) -> str:
        """``A full embargo against Britain``."""
        if not isinstance(self.press, Press):
            return tr("A collective démarche against {whom}", whom=scene.names.whom(self.press.nation))
        tool = capital(phrases.tool(self.press.tool, self.press.level))
        if self.press.tool == "inducement":
            return tr("{tool} for {whom}", tool=tool, whom=scene.names.whom(self.press.target))
        return tr("{tool} against {whom}", tool=tool, whom=scene.names.whom(self.press.target))

    def price(self, scene: Scene) -> str:
        """What it takes, and what the player has."""
        if not isinstance(self.answer, ExposureAnswer):
            return ""
        return tr(
            "Takes {costs} of your {envoys} and {capital} capital.",
            costs=costs(self.answer.envoys, self.answer.capital),
            envoys=count(scene.view.envoys, "envoy"),
            capital=scene.view.capital,
        )

    def hindrance(self, scene: Scene) -> str:
        """What stands in its way, as far as it is known."""
        found = means.hindrance(scene, self.press)
        if found or not isinstance(self.answer, ExposureAnswer) or not self.answer.refused:
            return found
        return asking.refusal(self.answer.refused)

    def circle(self, scene: Scene) -> list[str]:
        """Who would see it, and the odds."""
        if not isinstance(self.answer, ExposureAnswer):
            return asking.denied(self.answer) if self.answer is not None else []
        told = asking.tell_circle(scene.names, self.answer, self.press)
        if isinstance(self.press, Press) and self.press.tool == "covert":
            told.insert(1, tr("They see that it was done, not by whom, unless it is traced."))
        return told

    def rows(self, scene: Scene) -> list[Row]:
        """What it would move."""
        known = self.answer.prospects if isinstance(self.answer, ExposureAnswer) else ()
        return prospects.rows(scene, known)

    def cautions(self, scene: Scene) -> list[str]:
        """What tension could come to."""
        return prospects.caution(scene, self.rows(scene))
