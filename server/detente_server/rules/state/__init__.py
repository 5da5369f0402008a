"""The state of one crisis: the fold of its facts.

Owns: the frozen value that `facts.apply` builds and every decision reads. What it is made of stands in the modules of
this package, by what it is about.
Does not know: how anything comes about (the rooms of the rules) or who may see it (decided where it is told).

Maps are plain dicts that are replaced, never changed; what was said is `Grown`. Pairs are directed: ``pairs[a, b]`` is
a's view of b.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import field

from detente_server.rules.grown import Grown
from detente_server.rules.pack import Mode
from detente_server.rules.state.bodies import BodyState as BodyState
from detente_server.rules.state.bodies import Floor as Floor
from detente_server.rules.state.bodies import MotionState as MotionState
from detente_server.rules.state.commitments import PledgeState as PledgeState
from detente_server.rules.state.commitments import ThreatState as ThreatState
from detente_server.rules.state.crisis import Crisis as Crisis
from detente_server.rules.state.crisis import Outcome as Outcome
from detente_server.rules.state.informal import AppealState as AppealState
from detente_server.rules.state.informal import Engagement as Engagement
from detente_server.rules.state.informal import Study as Study
from detente_server.rules.state.instruments import AssuranceState as AssuranceState
from detente_server.rules.state.instruments import ClauseState as ClauseState
from detente_server.rules.state.instruments import Document as Document
from detente_server.rules.state.instruments import Remedy as Remedy
from detente_server.rules.state.instruments import RemedyKey as RemedyKey
from detente_server.rules.state.nations import Band as Band
from detente_server.rules.state.nations import NationState as NationState
from detente_server.rules.state.nations import Pair as Pair
from detente_server.rules.state.nations import PairState as PairState
from detente_server.rules.state.pressure import CovertAct as CovertAct
from detente_server.rules.state.pressure import Sanctions as Sanctions
from detente_server.rules.state.pressure import Show as Show
from detente_server.rules.state.pressure import Suit as Suit
from detente_server.rules.state.talks import Channel as Channel
from detente_server.rules.state.talks import Spoken as Spoken
from detente_server.rules.state.today import Earned as Earned
from detente_server.rules.state.today import SealedAct as SealedAct
from detente_server.rules.state.today import TensionAct as TensionAct
from detente_server.rules.state.today import TensionNote as TensionNote
from detente_server.rules.state.today import Today as Today
from detente_wire.legacy import Legacy
from detente_wire.terms import ChannelId, Claim, InstitutionId, NationId, Package, Ref
from detente_wire.values import frozen

T = TypeVar("T")


def changed(value: T, **changes: Any) -> T:
    """A copy of one of these values with some fields changed.

    As `attrs.evolve`, without running validators, converters and defaults again: none of these classes has any, and a
    match makes thousands of copies. It needs the instance dict, hence ``slots=False`` here.
    """
    copy = object.__new__(type(value))
    copy.__dict__ = {**value.__dict__, **changes}
    return copy


@frozen(slots=False)
class State:
    """Everything the rules know."""

    turn: int = 0
    """0 before the match begins."""
    mode: Mode = "variable"
    outcome: Outcome | None = None
    """Set when the match is over."""
    crisis: Crisis = Crisis()
    nations: Mapping[NationId, NationState] = field(factory=dict)
    pairs: Mapping[Pair, PairState] = field(factory=dict)
    channels: Mapping[ChannelId, Channel] = field(factory=dict)
    spoken: Grown[Ref, Spoken] = field(factory=Grown)
    engagements: Mapping[Ref, Engagement] = field(factory=dict)
    studies: Mapping[Ref, Study] = field(factory=dict)
    studied: Mapping[Pair, tuple[tuple[Package, Package], ...]] = field(factory=dict)
    """What each learned of the other in joint studies: (what both would give up, what both would rather have)."""
    appeals: Mapping[Ref, AppealState] = field(factory=dict)
    learned: Mapping[Pair, tuple[Claim, ...]] = field(factory=dict)
    """True preferences that the first learned of the second otherwise than by insight, in order."""
    pledges: Mapping[Ref, PledgeState] = field(factory=dict)
    threats: Mapping[Ref, ThreatState] = field(factory=dict)
    documents: Mapping[Ref, Document] = field(factory=dict)
    assurances: Mapping[Ref, AssuranceState] = field(factory=dict)
    remedies: Mapping[RemedyKey, Remedy] = field(factory=dict)
    bodies: Mapping[InstitutionId, BodyState] = field(factory=dict)
    """Institutions that exist."""
    motions: Mapping[Ref, MotionState] = field(factory=dict)
    floors: Mapping[ChannelId, Floor] = field(factory=dict)
    sanctions: Mapping[Pair, Sanctions] = field(factory=dict)
    recalls: Mapping[Pair, int] = field(factory=dict)
    """Recalled ambassadors: (author, target) -> the turn at whose RESOLVE they are back."""
    shows: Mapping[NationId, Show] = field(factory=dict)
    covert: Mapping[Ref, CovertAct] = field(factory=dict)
    suits: Mapping[Ref, Suit] = field(factory=dict)
    sealed: Mapping[NationId, Mapping[str, SealedAct]] = field(factory=dict)
    legacy: Legacy | None = None
    """What the match leaves; set at its end, if it plays with legacies."""
    today: Today = Today()
    ever: Mapping[str, int] = field(factory=dict)
    """Limits of a whole match, by key."""

    @property
    def rung(self) -> int:
        """0..10."""
        return self.crisis.tension // 10
