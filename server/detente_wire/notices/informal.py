"""Informal talks: engagements, packages ad referendum, joint studies, favours."""

from __future__ import annotations

from typing import Literal

from detente_wire.terms import Choice, EngagementKind, Favour, NationId, Package, Ref
from detente_wire.values import frozen

EngagementResult = Literal["success", "flat", "gaffe", "declined", "unanswered", "withdrawn"]
"""What came of it (rules, section 5)."""


@frozen
class EngagementAsked:
    """To the pair."""

    ref: Ref
    kind: EngagementKind
    host: NationId
    guest: NationId
    guests: tuple[NationId, ...] = ()
    """Reception: all who are asked, in pack order."""


@frozen
class EngagementEnded:
    """To the pair."""

    ref: Ref
    result: EngagementResult
    manner: Literal["open", "guarded"] | None = None


@frozen
class Hinted:
    """To a guest who came to a reception: what the host let fall; to all, if it came out as a rumour."""

    ref: Ref
    """The invitation; of a rumour the reception."""
    by: NationId
    choice: Choice
    rumour: bool = False


@frozen
class Referred:
    """To the two who walked: a package put forward ad referendum."""

    ref: Ref
    walk: Ref
    by: NationId
    package: Package


@frozen
class StudyAsked:
    """To the pair: a base for a joint study is proposed."""

    ref: Ref
    by: NationId
    nation: NationId
    base: Package


@frozen
class StudyEnded:
    """To the pair alone: what the experts of both found, or why there was no study."""

    ref: Ref
    how: Literal["studied", "declined", "unanswered", "withdrawn"]
    change: Package = ()
    """The two issues on which both would gain most by another option; nothing: there are no such two."""


@frozen
class AppealMade:
    """To the pair: a favour is asked."""

    ref: Ref
    by: NationId
    nation: NationId
    favour: Favour


@frozen
class AppealEnded:
    """To the pair."""

    ref: Ref
    how: Literal["granted", "refused", "unanswered", "withdrawn", "paid"]
    """``paid``: the vote that was owed has been given."""


@frozen
class StandstillGranted:
    """To all: an appeal was granted, and these two press each other not at all this turn."""

    ref: Ref
    parties: tuple[NationId, ...]
