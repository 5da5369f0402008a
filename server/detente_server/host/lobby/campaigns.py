"""Campaigns of this server: which match follows which.

Owns: `Course`, a directory row for each campaign, and the documents that hold them.
Does not know: matches, legacies, who may go on (`lobby`).
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from detente_server.host.documents import Shape
from detente_server.match.settings import Stage
from detente_server.store import ANY, AsyncStore, Document
from detente_wire.messages import MatchId

KIND = "campaign"


@frozen
class Course:
    """A campaign under way, or at its end."""

    campaign: MatchId
    """The id of its first match."""
    packs: tuple[str, ...]
    """Its crises by pack id, in order."""
    matches: tuple[MatchId, ...] = ()
    """Those that were set, in order."""


_SHAPE = Shape(Course)


class Campaigns:
    """All of them, in memory and in the store."""

    def __init__(self, store: AsyncStore) -> None:
        self._store = store
        self._courses: dict[MatchId, Course] = {}

    def load(self, documents: Iterable[Document]) -> None:
        """Take in what the store holds."""
        for document in documents:
            course = _SHAPE.read(document.body)
            self._courses[course.campaign] = course

    def get(self, campaign: MatchId) -> Course | None:
        """The campaign that began with this match."""
        return self._courses.get(campaign)

    def following(self, stage: Stage) -> MatchId | None:
        """The match after this stage, if it was set already."""
        course = self._courses.get(stage.campaign)
        return course.matches[stage.number] if course and len(course.matches) > stage.number else None

    async def put(self, stage: Stage, match: MatchId) -> bool:
        """The match of this stage is set; True once that is durable."""
        course = self._courses.get(stage.campaign) or Course(stage.campaign, stage.packs)
        if stage.number <= len(course.matches):
            return True
        course = evolve(course, matches=(*course.matches, match))
        self._courses[stage.campaign] = course
        return isinstance(await self._store.put(KIND, stage.campaign, _SHAPE.write(course), ANY), int)
