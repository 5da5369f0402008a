"""What can have happened: facts, and the one function that folds them into the state.

Owns: the registry, the versions, and `apply`, which holds no formula: a fact carries outcomes. The facts stand in the
modules of this package, by what they are about, one frozen class a kind with its apply below.
Does not know: why (the rooms that decide), who is told (`notices`), how a fact is stored (`match.records`).

`Moved` carries an amount and its cause. A fact ``XChanged`` carries the new value of one thing and, in `because`,
the word for what was done to it; None ends the thing. The archive hash covers turn and facts alone.
"""

from __future__ import annotations

from typing import cast, get_args

from detente_server.rules.facts.applying import APPLIES
from detente_server.rules.facts.bodies import BodyChanged as BodyChanged
from detente_server.rules.facts.bodies import FloorChanged as FloorChanged
from detente_server.rules.facts.bodies import MotionChanged as MotionChanged
from detente_server.rules.facts.commitments import AssuranceChanged as AssuranceChanged
from detente_server.rules.facts.commitments import PledgeChanged as PledgeChanged
from detente_server.rules.facts.commitments import ThreatChanged as ThreatChanged
from detente_server.rules.facts.frame import Counted as Counted
from detente_server.rules.facts.frame import CrisisBegan as CrisisBegan
from detente_server.rules.facts.frame import CrisisEnded as CrisisEnded
from detente_server.rules.facts.frame import Fired as Fired
from detente_server.rules.facts.frame import LegacyLeft as LegacyLeft
from detente_server.rules.facts.frame import Moved as Moved
from detente_server.rules.facts.frame import NationStart as NationStart
from detente_server.rules.facts.frame import SealedChanged as SealedChanged
from detente_server.rules.facts.frame import TurnBegan as TurnBegan
from detente_server.rules.facts.informal import AppealChanged as AppealChanged
from detente_server.rules.facts.informal import EngagementChanged as EngagementChanged
from detente_server.rules.facts.informal import Studied as Studied
from detente_server.rules.facts.informal import StudyChanged as StudyChanged
from detente_server.rules.facts.instruments import Agreed as Agreed
from detente_server.rules.facts.instruments import Cooled as Cooled
from detente_server.rules.facts.instruments import DocumentChanged as DocumentChanged
from detente_server.rules.facts.instruments import IssueClosed as IssueClosed
from detente_server.rules.facts.instruments import IssueReopened as IssueReopened
from detente_server.rules.facts.instruments import ProofBegan as ProofBegan
from detente_server.rules.facts.instruments import RemedyChanged as RemedyChanged
from detente_server.rules.facts.instruments import SoldAtHome as SoldAtHome
from detente_server.rules.facts.pressure import CovertChanged as CovertChanged
from detente_server.rules.facts.pressure import DemarcheHeld as DemarcheHeld
from detente_server.rules.facts.pressure import RecallChanged as RecallChanged
from detente_server.rules.facts.pressure import SanctionsChanged as SanctionsChanged
from detente_server.rules.facts.pressure import ShowChanged as ShowChanged
from detente_server.rules.facts.pressure import SuitChanged as SuitChanged
from detente_server.rules.facts.pressure import TensionCounted as TensionCounted
from detente_server.rules.facts.pressure import TensionNoted as TensionNoted
from detente_server.rules.facts.pressure import TensionRaised as TensionRaised
from detente_server.rules.facts.talks import Answered as Answered
from detente_server.rules.facts.talks import ChannelChanged as ChannelChanged
from detente_server.rules.facts.talks import ConcernsNamed as ConcernsNamed
from detente_server.rules.facts.talks import ContactBooked as ContactBooked
from detente_server.rules.facts.talks import EarnedInTalks as EarnedInTalks
from detente_server.rules.facts.talks import FaceChanged as FaceChanged
from detente_server.rules.facts.talks import FootingChanged as FootingChanged
from detente_server.rules.facts.talks import Honoured as Honoured
from detente_server.rules.facts.talks import RecessBegan as RecessBegan
from detente_server.rules.facts.talks import SpokenChanged as SpokenChanged
from detente_server.rules.facts.talks import TableClosed as TableClosed
from detente_server.rules.facts.talks import TalksBooked as TalksBooked
from detente_server.rules.facts.talks import Touched as Touched
from detente_server.rules.facts.talks import TruthLearned as TruthLearned
from detente_server.rules.state import State
from detente_wire.acts import kind_of

Fact = (
    CrisisBegan | TurnBegan | Moved | EarnedInTalks | TalksBooked | TensionRaised | TensionNoted | TensionCounted
    | Counted
    | Answered | Touched | ContactBooked | TruthLearned | ChannelChanged | SpokenChanged | EngagementChanged
    | StudyChanged | Studied | AppealChanged
    | PledgeChanged | ThreatChanged
    | DocumentChanged | AssuranceChanged | RemedyChanged | BodyChanged | MotionChanged | FloorChanged
    | SanctionsChanged | RecallChanged
    | FootingChanged | FaceChanged | ShowChanged | CovertChanged | SuitChanged
    | SealedChanged | ConcernsNamed | SoldAtHome | Honoured | Agreed | Cooled | IssueClosed | IssueReopened
    | ProofBegan | Fired | RecessBegan | TableClosed | DemarcheHeld | CrisisEnded | LegacyLeft
)  # fmt: skip

FACTS: dict[str, type[Fact]] = {kind_of(fact): fact for fact in get_args(Fact)}
"""Every fact by its kind in the log."""

FACT_NAMES: dict[type[Fact], str] = {fact: kind for kind, fact in FACTS.items()}

FACT_VERSIONS: dict[str, int] = dict.fromkeys(FACTS, 1)
"""The version in which each kind is written now; older ones pass the upcasters of `match.records`."""


def apply(state: State, fact: Fact) -> State:
    """The state after the fact. Total for every fact that a decision emits; holds no formula and no roll."""
    return APPLIES[type(fact)](state, fact)


assert set(APPLIES) == set(cast("tuple[type, ...]", get_args(Fact))), "every fact needs its apply"
