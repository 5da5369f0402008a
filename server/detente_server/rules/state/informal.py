"""Informal talks: engagements, joint studies, favours."""

from __future__ import annotations

from typing import Literal

from detente_wire.notices import EngagementResult
from detente_wire.terms import Choice, EngagementKind, Favour, IssueId, NationId, OptionId, Package, Ref
from detente_wire.values import frozen


@frozen(slots=False)
class Engagement:
    """An invitation to one guest, and what became of it; a reception is as many as it has guests."""

    ref: Ref
    kind: EngagementKind
    host: NationId
    guest: NationId
    turn: int
    issue: IssueId | None = None
    option: OptionId | None = None
    over: OptionId | None = None
    hint: Choice | None = None
    """Reception: what its host lets fall before those who come."""
    party: Ref | None = None
    """Reception: the reference that its invitations share."""
    open: bool = True
    """Not answered yet."""
    result: EngagementResult | None = None
    referred: tuple[tuple[NationId, Package], ...] = ()
    """Walk: what each of the two put forward ad referendum."""
    initialled: bool = False
    """Walk: one of these packages was initialled in time, and the two have their deed."""


@frozen(slots=False)
class Study:
    """A proposal to study a package together, until the other names the same one."""

    ref: Ref
    by: NationId
    nation: NationId
    base: Package
    turn: int
    open: bool = True


@frozen(slots=False)
class AppealState:
    """A favour asked in the name of what is between two nations."""

    ref: Ref
    by: NationId
    nation: NationId
    """Of whom it is asked."""
    favour: Favour
    turn: int
    status: Literal["open", "granted", "refused", "unanswered", "withdrawn", "paid"] = "open"
    """``paid``: the vote that was granted has been given."""
