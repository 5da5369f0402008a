"""Motions in a conference or before a body, and votes on them."""

from __future__ import annotations

from typing import Literal

from attrs import field
from attrs.validators import ge, le

from detente_wire.terms import ChannelId, Hash, IssueId, NationId, Ref
from detente_wire.values import frozen

MotionKind = Literal[
    "recess", "agenda", "elect", "basis", "close", "adjourn",
    "recommend", "sanction", "inspect", "mediate", "bind", "administer", "fund", "rescind",
]  # fmt: skip
"""What can be moved, in order of precedence; from ``recommend`` on it is substance, for which a body needs a power."""
VoteChoice = Literal["yes", "no", "abstain"]


@frozen
class Motion:
    """Move that a conference, or the body whose session it is, should do something; another has to second it."""

    channel: ChannelId
    kind: MotionKind
    until_turn: int = field(default=0, validator=[ge(0), le(999)])
    """``recess``: until this turn."""
    issue: IssueId | None = None
    """``agenda``: the issue to be dealt with."""
    nation: NationId | None = None
    """``elect``, ``sanction``, ``inspect``, ``fund``: whom."""
    ref: Ref | None = None
    """``basis``, ``recommend``, ``mediate``, ``bind``, ``administer``: the text; ``rescind``: the motion carried."""
    hash: Hash | None = None
    """``basis``, ``recommend``, ``mediate``, ``bind``: of that very text."""
    clause: int = field(default=0, validator=[ge(0), le(999)])
    """``administer``: counted from 1."""


@frozen
class Second:
    """Support a motion, so that it comes to the vote; it is a vote for it."""

    ref: Ref


@frozen
class Vote:
    """Vote on a motion that has been seconded; a vote once cast stands."""

    ref: Ref
    choice: VoteChoice
