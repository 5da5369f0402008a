"""Every notice in plain English for one viewer: what the line mode, the replay and the full-screen app print.

Owns: the table of all kinds of notices, `describe`.
Does not know: layout, timing, terminals. The same scene and notice give the same sentences.

Whatever a person or a pack wrote has passed the gate before it stands in a line; nothing is said by colour or by
column.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from detente_client.describe import (
    bodies,
    deeds,
    favours,
    frame,
    knowledge,
    legacies,
    remedies,
    seating,
    talks,
)
from detente_client.describe.told import Scene, Told, Tone, Topic
from detente_wire import notices
from detente_wire.messages import Heard, Unknown

__all__ = ["DESCRIBERS", "Scene", "Told", "Tone", "Topic", "describe"]

DESCRIBERS: dict[type[notices.Notice], Callable[[Scene, Any, str], Told]] = {
    notices.MatchBegan: frame.began,
    notices.LegacyTaken: legacies.taken,
    notices.SheetDealt: frame.dealt,
    notices.SeatChanged: frame.seat,
    notices.TurnBegan: frame.turn_began,
    notices.ClockSet: seating.clock,
    notices.Injected: frame.injected,
    notices.Papers: frame.papers,
    notices.DialMoved: frame.dial,
    notices.Invited: talks.invited,
    notices.ProtocolAnswered: talks.protocol,
    notices.FootingChanged: talks.footing,
    notices.FaceChanged: talks.face,
    notices.ChannelOpened: talks.opened,
    notices.ChannelChanged: talks.changed,
    notices.Said: talks.said,
    notices.Letter: talks.letter,
    notices.Minutes: talks.minutes,
    notices.Disavowed: talks.disavowed,
    notices.InsightGained: knowledge.insight,
    notices.Learned: knowledge.learned,
    notices.SelfShown: knowledge.self_shown,
    notices.LieFound: knowledge.lie_found,
    notices.Denounced: knowledge.denounced,
    notices.ConcernsNamed: knowledge.concerns,
    notices.EngagementAsked: knowledge.engagement,
    notices.EngagementEnded: knowledge.engagement_ended,
    notices.Hinted: favours.hinted,
    notices.Referred: favours.referred,
    notices.StudyAsked: favours.study_asked,
    notices.StudyEnded: favours.study_ended,
    notices.AppealMade: favours.appeal_made,
    notices.AppealEnded: favours.appeal_ended,
    notices.StandstillGranted: favours.standstill_granted,
    notices.Pledged: deeds.pledged,
    notices.PledgeEnded: deeds.pledge_ended,
    notices.Threatened: deeds.threatened,
    notices.ThreatEnded: deeds.threat_ended,
    notices.InstrumentShown: deeds.shown,
    notices.Initialled: deeds.initialled,
    notices.InstrumentChanged: deeds.text_changed,
    notices.RatificationFailed: deeds.not_ratified,
    notices.Voiced: deeds.voiced,
    notices.ClauseReported: deeds.clause_reported,
    notices.Imposed: deeds.imposed,
    notices.RemedyOpened: remedies.opened,
    notices.RemedyEnded: remedies.ended,
    notices.IssueClosed: deeds.closed,
    notices.IssueReopened: deeds.reopened,
    notices.AssuranceEnded: deeds.assurance_ended,
    notices.Pressed: deeds.pressed,
    notices.PressureEnded: deeds.pressure_ended,
    notices.Attributed: deeds.attributed,
    notices.CovertReported: deeds.covert,
    notices.Judged: deeds.judged,
    notices.DemarcheHeld: deeds.demarche,
    notices.Sealed: deeds.sealed,
    notices.InstitutionStands: bodies.stands,
    notices.InstitutionEnded: bodies.ended,
    notices.MotionDecided: bodies.decided,
    notices.WalkedOut: frame.walked_out,
    notices.RecessBegan: frame.recess,
    notices.Accident: frame.accident,
    notices.Ended: frame.ended,
    notices.Debrief: frame.debrief,
    notices.LegacyLeft: legacies.left,
    notices.TableLaid: seating.laid,
    notices.UmpireSeated: seating.umpire,
    notices.Mustered: seating.mustered,
    notices.OrderGiven: seating.ordered,
    notices.NewsTold: seating.news,
    notices.Whispered: seating.whispered,
    notices.Polled: seating.polled,
    notices.DeadlineNear: seating.near,
    notices.Excused: seating.excused,
    notices.NamesOpened: seating.names_opened,
}
"""Every kind of notice and what tells it."""


def describe(scene: Scene, heard: Heard) -> Told:
    """What is told of the notice; a kind that this client does not know is told as nothing."""
    if isinstance(heard.notice, Unknown):
        return Told((), "quiet")
    describer = DESCRIBERS.get(type(heard.notice))
    return describer(scene, heard.notice, heard.words) if describer else Told((), "quiet")
