"""Informal talks: engagements, joint studies, favours."""

from __future__ import annotations

from attrs import Factory, define

from detente_wire.notices import AppealMade, EngagementAsked, StudyAsked
from detente_wire.terms import NationId, Package


@define
class EngagementSeen:
    """An engagement of which this viewer is host or guest; of a reception one for each guest known of."""

    asked: EngagementAsked
    turn: int
    result: str = ""
    """Empty while it waits for an answer."""
    referred: dict[NationId, Package] = Factory(dict)
    """Walk: what each put forward ad referendum."""


@define
class StudySeen:
    """A joint study, proposed or done."""

    asked: StudyAsked
    turn: int
    how: str = ""
    """Empty while it waits for an answer."""
    change: Package = ()
    """What it found: two issues on which both would gain; nothing, if there are none."""


@define
class AppealSeen:
    """An appeal of which this viewer is asker or asked."""

    made: AppealMade
    turn: int
    how: str = ""
    """Empty while it waits for an answer."""
