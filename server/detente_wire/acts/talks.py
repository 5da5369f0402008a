"""What is said in a channel: offers, and what issues mean to whom."""

from __future__ import annotations

from typing import Literal

from detente_wire.terms import ChannelId, Claim, Hash, IssueId, NationId, Package, Ref
from detente_wire.values import frozen


@frozen
class Say:
    """Free text in an open channel; the rules read nothing in it."""

    channel: ChannelId
    aside_to: tuple[NationId, ...] = ()
    """An aside to these members only: meetings and conferences, once each a turn."""


@frozen
class Offer:
    """Propose a package in a channel; it stands until withdrawn or replaced by your next one there."""

    channel: ChannelId
    package: Package


@frozen
class Accept:
    """Accept an offer, assurance or recess, naming the exact text."""

    ref: Ref
    hash: Hash


@frozen
class Reject:
    """Refuse an offer, assurance or recess."""

    ref: Ref
    reason: Literal["too-little", "red-line", "not-now", "not-with-you", "other"] = "other"


@frozen
class Ask:
    """Ask a member of the channel what an issue means to it."""

    channel: ChannelId
    nation: NationId
    issue: IssueId


@frozen
class Tell:
    """Claim something of yourself; with `ref` it answers an ASK."""

    channel: ChannelId
    claim: Claim
    ref: Ref | None = None


@frozen
class Restate:
    """Say back what you heard `nation` want, before your first offer there."""

    channel: ChannelId
    nation: NationId
    claim: Claim


@frozen
class Confirm:
    """Yes, that is what I said."""

    ref: Ref


@frozen
class Correct:
    """No: rather this."""

    ref: Ref
    claim: Claim


@frozen
class Withdraw:
    """Take back an offer, invitation, draft, pledge, threat or sealed act of your own."""

    ref: Ref


@frozen
class Concerns:
    """Turn 1: name three issues publicly; your true top must be among them."""

    issues: tuple[IssueId, ...]
