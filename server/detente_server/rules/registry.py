"""Which function decides which act, and which steps DAWN and RESOLVE have: the floor plan of the rules.

Owns: the three tables. A new kind of act or step is a line here and a function in its own room.
Does not know: what any of them does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from detente_server.rules import (
    answers,
    appeals,
    arbitration,
    arrivals,
    assurances,
    bodies,
    breach,
    closing,
    commitments,
    concerns,
    contact,
    dawn,
    demarche,
    documents,
    ending,
    engagements,
    escalation,
    guarantees,
    honours,
    incomes,
    injects,
    keeping,
    leaks,
    letters,
    lies,
    listening,
    meetings,
    motions,
    occasions,
    offers,
    pressure,
    promises,
    publications,
    ratification,
    recess,
    records,
    remedies,
    signing,
    stall,
    studies,
    threats,
    voices,
    walks,
)
from detente_server.rules.book import Book
from detente_server.rules.charter import MODULE
from detente_wire import acts
from detente_wire.terms import NationId
from detente_wire.values import frozen

Decide = Callable[[Book, NationId, Any], None]
"""Decide one act of a nation: enter facts and tellings in the book, or raise `Refused`."""

Step = Callable[[Book], None]
"""One step of DAWN or RESOLVE."""


@frozen
class ActRule:
    """How an act is decided."""

    decide: Decide
    module: str = "core"
    """The rule module that brings it."""


ACT_RULES: dict[type, ActRule] = {
    # channels, letters, what is said in them
    acts.Invite: ActRule(meetings.decide_invite),
    acts.Join: ActRule(meetings.decide_join),
    acts.Decline: ActRule(meetings.decide_decline),
    acts.Leave: ActRule(meetings.decide_leave),
    acts.Say: ActRule(offers.decide_say),
    acts.Offer: ActRule(offers.decide_offer),
    acts.Accept: ActRule(answers.decide_accept),
    acts.Reject: ActRule(answers.decide_reject),
    acts.Withdraw: ActRule(answers.decide_withdraw),
    acts.Send: ActRule(letters.decide_send),
    acts.Forward: ActRule(records.decide_forward),
    acts.Quote: ActRule(records.decide_quote),
    acts.Publish: ActRule(publications.decide_publish),
    acts.Disavow: ActRule(records.decide_disavow),
    acts.Recess: ActRule(recess.decide_recess),
    acts.WalkOut: ActRule(recess.decide_walk_out),
    # listening
    acts.Ask: ActRule(listening.decide_ask),
    acts.Tell: ActRule(listening.decide_tell),
    acts.Restate: ActRule(listening.decide_restate),
    acts.Confirm: ActRule(listening.decide_confirm),
    acts.Correct: ActRule(listening.decide_correct),
    acts.Denounce: ActRule(lies.decide_denounce),
    # motions
    acts.Motion: ActRule(motions.decide_motion, MODULE),
    acts.Second: ActRule(motions.decide_second, MODULE),
    acts.Vote: ActRule(motions.decide_vote, MODULE),
    # engagements
    acts.Engage: ActRule(engagements.decide_engage),
    acts.Answer: ActRule(engagements.decide_answer),
    acts.AdReferendum: ActRule(walks.decide_ad_referendum, "engagements"),
    acts.JointStudy: ActRule(studies.decide_joint_study, "engagements"),
    acts.Appeal: ActRule(appeals.decide_appeal, "engagements"),
    acts.Grant: ActRule(appeals.decide_grant, "engagements"),
    # pledges and threats
    acts.Pledge: ActRule(commitments.decide_pledge),
    acts.Threaten: ActRule(commitments.decide_threaten),
    acts.AnswerThreat: ActRule(threats.decide_answer_threat),
    acts.SettleThreat: ActRule(threats.decide_settle_threat),
    # instruments
    acts.Draft: ActRule(documents.decide_draft),
    acts.Table: ActRule(documents.decide_table),
    acts.Amend: ActRule(documents.decide_amend),
    acts.Initial: ActRule(documents.decide_initial),
    acts.Sign: ActRule(signing.decide_sign),
    acts.SellAtHome: ActRule(ratification.decide_sell_at_home),
    acts.Endorse: ActRule(voices.decide_voice),
    acts.Object: ActRule(voices.decide_voice),
    acts.Assure: ActRule(assurances.decide_assure),
    acts.Keep: ActRule(keeping.decide_keep),
    acts.Suspend: ActRule(breach.decide_suspend),
    acts.Terminate: ActRule(breach.decide_terminate),
    acts.Cure: ActRule(remedies.decide_cure, "remedies"),
    acts.Arbitrate: ActRule(arbitration.decide_arbitrate, "remedies"),
    # pressure
    acts.Press: ActRule(pressure.decide_press),
    acts.Lift: ActRule(pressure.decide_lift),
    acts.StandDown: ActRule(pressure.decide_stand_down),
    acts.Demarche: ActRule(demarche.decide_demarche),
    # other
    acts.Concerns: ActRule(concerns.decide_concerns),
    acts.Honour: ActRule(honours.decide_honour),
}
"""The registry of acts; anything that is not in it is refused."""

DAWN: tuple[Step, ...] = (
    dawn.open_turn,
    injects.fire,
    incomes.incomes,
    arrivals.deliver_post,
    bodies.begin_standing,
    incomes.drift,
    dawn.tell_turn,
)
"""DAWN in order (rules, section 2)."""

RESOLVE: tuple[Step, ...] = (
    # 0 what TALKS earned; what was open and unanswered closes
    motions.close_all,
    meetings.close_channels,
    engagements.close_unanswered,
    studies.close_unanswered,
    appeals.close_unanswered,
    concerns.name_all,
    contact.book_talks,
    walks.reward,
    occasions.book_gaffes,
    lies.find,
    # 1 leaks, intercepts, publications
    leaks.home_learns,
    leaks.leak_talks,
    leaks.leak_letters,
    occasions.spread_rumours,
    publications.publish_all,
    # 2 inducements, stand-downs
    pressure.resolve_gifts,
    # 3 threats due
    threats.settle_due,
    # 4 pressure, by tool in the table's order
    pressure.resolve,
    # 5 compliance
    keeping.resolve,
    arbitration.resolve,
    remedies.resolve,
    guarantees.resolve,
    # 6 endorsements, assurances, signatures, ratifications
    closing.expire,
    voices.resolve,
    assurances.take_effect,
    signing.count,
    ratification.ratify,
    bodies.dissolve,
    promises.settle_due,
    # 7 tension, accident, rung effects
    escalation.resolve,
    # 8 stall and what it costs, trust decay
    stall.resolve,
    contact.decay,
    # 9 end test
    ending.resolve,
)
"""RESOLVE in order 0..9 (rules, section 2)."""
