"""What a viewer has seen of one thing: a channel, an offer, a text, a threat …; the entries of a `View`.

Owns: one class a thing, changed in place by the fold.
Does not know: how they come about (`fold`), nor what the viewer makes of them.
"""

from __future__ import annotations

from detente_wire.seen.bodies import BodySeen as BodySeen
from detente_wire.seen.bodies import MotionSeen as MotionSeen
from detente_wire.seen.commitments import PledgeSeen as PledgeSeen
from detente_wire.seen.commitments import ThreatSeen as ThreatSeen
from detente_wire.seen.frame import Item as Item
from detente_wire.seen.frame import Moved as Moved
from detente_wire.seen.frame import NationSeen as NationSeen
from detente_wire.seen.informal import AppealSeen as AppealSeen
from detente_wire.seen.informal import EngagementSeen as EngagementSeen
from detente_wire.seen.informal import StudySeen as StudySeen
from detente_wire.seen.instruments import ClosedSeen as ClosedSeen
from detente_wire.seen.instruments import InstrumentSeen as InstrumentSeen
from detente_wire.seen.instruments import RemedySeen as RemedySeen
from detente_wire.seen.pressure import PressureSeen as PressureSeen
from detente_wire.seen.talks import KINDS as KINDS
from detente_wire.seen.talks import AssuranceSeen as AssuranceSeen
from detente_wire.seen.talks import AssuranceStatus as AssuranceStatus
from detente_wire.seen.talks import ChannelSeen as ChannelSeen
from detente_wire.seen.talks import ClaimSeen as ClaimSeen
from detente_wire.seen.talks import LetterSeen as LetterSeen
from detente_wire.seen.talks import OfferSeen as OfferSeen
from detente_wire.seen.talks import QuestionSeen as QuestionSeen
from detente_wire.seen.talks import RecessSeen as RecessSeen
from detente_wire.seen.talks import RestatementSeen as RestatementSeen
