"""Informal talks: engagements, packages ad referendum, joint studies, favours."""

from __future__ import annotations

from typing import Literal

from detente_wire.terms import Choice, EngagementKind, Favour, IssueId, NationId, OptionId, Package, Ref
from detente_wire.values import frozen


@frozen
class Engage:
    """Invite to an engagement: a guest, or up to five to a reception; a gesture needs no answer."""

    kind: EngagementKind
    guests: tuple[NationId, ...]
    issue: IssueId | None = None
    """Dinner: the host learns which of two options of it the guest ranks higher."""
    option: OptionId | None = None
    over: OptionId | None = None
    hint: Choice | None = None
    """Reception: what the host lets fall before those who come; it binds nobody and nobody can prove it."""


@frozen
class Answer:
    """Accept an engagement, openly or guardedly (declining: Decline is for channels; use Reject)."""

    ref: Ref
    manner: Literal["open", "guarded"]


@frozen
class AdReferendum:
    """Put one package forward on a walk that went well, subject to what both homes say; it binds nobody."""

    ref: Ref
    """The walk."""
    package: Package


@frozen
class JointStudy:
    """Name a complete package that one of you tabled, for experts of both to better (1 envoy each)."""

    nation: NationId
    base: Package


@frozen
class Appeal:
    """Ask a favour in the name of what is between you, once a pair; answered by GRANT or REJECT."""

    nation: NationId
    favour: Favour


@frozen
class Grant:
    """Grant an appeal."""

    ref: Ref
