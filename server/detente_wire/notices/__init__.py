"""Everything that a viewer can be told about a match: one frozen class a kind of notice.

Owns: the registry; the notices stand in the modules of this package, by what they are about. The rules tell them, the
match stores them with their audience, a client folds them.
Does not know: audiences, cursors, who is seated, the words that people wrote (a delivery carries those beside the
body, see `detente_wire.messages.Heard`).

A notice is built up from what its audience may know, so one happening may be told in two ways; what is not a field
here cannot leak. `v1` only grows: new kinds, and new fields with defaults.
"""

from __future__ import annotations

from typing import get_args

from detente_wire.acts import kind_of
from detente_wire.notices.bodies import InstitutionEnded as InstitutionEnded
from detente_wire.notices.bodies import InstitutionStands as InstitutionStands
from detente_wire.notices.bodies import MotionDecided as MotionDecided
from detente_wire.notices.commitments import AssuranceEnded as AssuranceEnded
from detente_wire.notices.commitments import Pledged as Pledged
from detente_wire.notices.commitments import PledgeEnded as PledgeEnded
from detente_wire.notices.commitments import ThreatEnded as ThreatEnded
from detente_wire.notices.commitments import Threatened as Threatened
from detente_wire.notices.ending import Deal as Deal
from detente_wire.notices.ending import Debrief as Debrief
from detente_wire.notices.ending import DebriefSheet as DebriefSheet
from detente_wire.notices.ending import Ended as Ended
from detente_wire.notices.ending import Honoured as Honoured
from detente_wire.notices.ending import LegacyLeft as LegacyLeft
from detente_wire.notices.ending import LieTold as LieTold
from detente_wire.notices.ending import NationScore as NationScore
from detente_wire.notices.frame import Cause as Cause
from detente_wire.notices.frame import DialMoved as DialMoved
from detente_wire.notices.frame import Injected as Injected
from detente_wire.notices.frame import LegacyTaken as LegacyTaken
from detente_wire.notices.frame import MatchBegan as MatchBegan
from detente_wire.notices.frame import NationAtDawn as NationAtDawn
from detente_wire.notices.frame import Papers as Papers
from detente_wire.notices.frame import Sealed as Sealed
from detente_wire.notices.frame import SheetDealt as SheetDealt
from detente_wire.notices.frame import SheetPoints as SheetPoints
from detente_wire.notices.frame import TurnBegan as TurnBegan
from detente_wire.notices.informal import AppealEnded as AppealEnded
from detente_wire.notices.informal import AppealMade as AppealMade
from detente_wire.notices.informal import EngagementAsked as EngagementAsked
from detente_wire.notices.informal import EngagementEnded as EngagementEnded
from detente_wire.notices.informal import EngagementResult as EngagementResult
from detente_wire.notices.informal import Hinted as Hinted
from detente_wire.notices.informal import Referred as Referred
from detente_wire.notices.informal import StandstillGranted as StandstillGranted
from detente_wire.notices.informal import StudyAsked as StudyAsked
from detente_wire.notices.informal import StudyEnded as StudyEnded
from detente_wire.notices.instruments import ClauseReported as ClauseReported
from detente_wire.notices.instruments import Imposed as Imposed
from detente_wire.notices.instruments import Initialled as Initialled
from detente_wire.notices.instruments import InstrumentChanged as InstrumentChanged
from detente_wire.notices.instruments import InstrumentShown as InstrumentShown
from detente_wire.notices.instruments import InstrumentStatus as InstrumentStatus
from detente_wire.notices.instruments import IssueClosed as IssueClosed
from detente_wire.notices.instruments import IssueReopened as IssueReopened
from detente_wire.notices.instruments import RatificationFailed as RatificationFailed
from detente_wire.notices.instruments import RemedyEnded as RemedyEnded
from detente_wire.notices.instruments import RemedyKind as RemedyKind
from detente_wire.notices.instruments import RemedyOpened as RemedyOpened
from detente_wire.notices.instruments import RemedyResult as RemedyResult
from detente_wire.notices.instruments import Voiced as Voiced
from detente_wire.notices.knowledge import ConcernsNamed as ConcernsNamed
from detente_wire.notices.knowledge import Denounced as Denounced
from detente_wire.notices.knowledge import InsightGained as InsightGained
from detente_wire.notices.knowledge import IssuePreference as IssuePreference
from detente_wire.notices.knowledge import Learned as Learned
from detente_wire.notices.knowledge import LieFound as LieFound
from detente_wire.notices.knowledge import SelfShown as SelfShown
from detente_wire.notices.pressure import Accident as Accident
from detente_wire.notices.pressure import Attributed as Attributed
from detente_wire.notices.pressure import CovertReported as CovertReported
from detente_wire.notices.pressure import DemarcheHeld as DemarcheHeld
from detente_wire.notices.pressure import Judged as Judged
from detente_wire.notices.pressure import Pressed as Pressed
from detente_wire.notices.pressure import PressureEnded as PressureEnded
from detente_wire.notices.table import ClockSet as ClockSet
from detente_wire.notices.table import DeadlineNear as DeadlineNear
from detente_wire.notices.table import Excused as Excused
from detente_wire.notices.table import Mustered as Mustered
from detente_wire.notices.table import NameOpened as NameOpened
from detente_wire.notices.table import NamesOpened as NamesOpened
from detente_wire.notices.table import NewsTold as NewsTold
from detente_wire.notices.table import OrderGiven as OrderGiven
from detente_wire.notices.table import Polled as Polled
from detente_wire.notices.table import SeatChanged as SeatChanged
from detente_wire.notices.table import TableLaid as TableLaid
from detente_wire.notices.table import UmpireSeated as UmpireSeated
from detente_wire.notices.table import Whispered as Whispered
from detente_wire.notices.talks import ChannelChanged as ChannelChanged
from detente_wire.notices.talks import ChannelOpened as ChannelOpened
from detente_wire.notices.talks import Disavowed as Disavowed
from detente_wire.notices.talks import FaceChanged as FaceChanged
from detente_wire.notices.talks import FootingChanged as FootingChanged
from detente_wire.notices.talks import Invited as Invited
from detente_wire.notices.talks import Letter as Letter
from detente_wire.notices.talks import Minutes as Minutes
from detente_wire.notices.talks import ProtocolAnswered as ProtocolAnswered
from detente_wire.notices.talks import RecessBegan as RecessBegan
from detente_wire.notices.talks import Said as Said
from detente_wire.notices.talks import WalkedOut as WalkedOut

Notice = (
    MatchBegan | LegacyTaken | SheetDealt | SeatChanged | TurnBegan | ClockSet | Injected | Papers | DialMoved
    | Invited | ProtocolAnswered | FootingChanged | FaceChanged
    | ChannelOpened | ChannelChanged | Said | Letter | Minutes | Disavowed
    | InsightGained | Learned | SelfShown | LieFound | Denounced | ConcernsNamed
    | EngagementAsked | EngagementEnded | Hinted | Referred
    | StudyAsked | StudyEnded | AppealMade | AppealEnded
    | StandstillGranted | Pledged | PledgeEnded | Threatened | ThreatEnded
    | InstrumentShown | Initialled | InstrumentChanged | RatificationFailed | Voiced | ClauseReported
    | Imposed | RemedyOpened | RemedyEnded | IssueClosed | IssueReopened | AssuranceEnded
    | Pressed | PressureEnded | Attributed | CovertReported | Judged | DemarcheHeld | Sealed
    | InstitutionStands | InstitutionEnded | MotionDecided
    | WalkedOut | RecessBegan | Accident | Ended | Debrief | LegacyLeft
    | TableLaid | UmpireSeated | Mustered | OrderGiven | NewsTold | Whispered | Polled | DeadlineNear | Excused
    | NamesOpened
)  # fmt: skip

NOTICES: dict[str, type[Notice]] = {kind_of(notice): notice for notice in get_args(Notice)}
"""Every notice by its kind on the wire."""

NOTICE_NAMES: dict[type[Notice], str] = {notice: kind for kind, notice in NOTICES.items()}
