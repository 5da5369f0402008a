"""Who would see an act, at once or when the turn closes, and by which chance others would (the answer to `Exposure`).

Owns: the audience of every kind of act and its base rates, as far as the asker's view and the public pack tell.
Does not know: costs (`charges`), what stands in the way (`hindrances`), any rival's capacity or plans.

A text has readers of whom not every other reader knows: those before whom it was tabled. Where there may be such,
`perhaps_others` says so, for the asker cannot be told more.
"""

from __future__ import annotations

from detente_server.match.asker import Asker
from detente_server.match.sight import answers, choices, circles, occasions, talks, texts
from detente_server.match.sight.circles import Sight
from detente_wire import acts
from detente_wire.acts import Act
from detente_wire.messages import ExposureAnswer


def of(asker: Asker, act: Act) -> ExposureAnswer:
    """Who would see this act."""
    return SIGHTS[type(act)](asker, act)


SIGHTS: dict[type[Act], Sight] = {
    acts.Invite: talks.invitation,
    acts.Join: talks.coming,
    acts.Decline: talks.coming,
    acts.Leave: talks.coming,
    acts.WalkOut: circles.everybody,
    acts.Recess: talks.said,
    acts.Say: talks.talk,
    acts.Send: talks.letter,
    acts.Forward: talks.letter,
    acts.Quote: talks.said,
    acts.Publish: circles.sealed(circles.everybody),
    acts.Disavow: circles.everybody,
    acts.Denounce: circles.everybody,
    acts.Offer: talks.said,
    acts.Accept: answers.answer,
    acts.Reject: answers.answer,
    acts.Ask: talks.said,
    acts.Tell: talks.said,
    acts.Restate: talks.said,
    acts.Confirm: answers.answer,
    acts.Correct: answers.answer,
    acts.Pledge: talks.declared,
    acts.Threaten: talks.declared,
    acts.Assure: talks.said,
    acts.Motion: talks.moved,
    acts.Second: talks.moved,
    acts.Vote: talks.moved,
    acts.Withdraw: answers.withdrawal,
    acts.Engage: occasions.guests,
    acts.Answer: answers.answer,
    acts.AdReferendum: occasions.walk,
    acts.JointStudy: occasions.to_nation,
    acts.Appeal: occasions.to_nation,
    acts.Grant: occasions.grant,
    acts.Draft: circles.nobody,
    acts.Table: texts.tabling,
    acts.Amend: texts.amending,
    acts.Initial: texts.initial,
    acts.SellAtHome: circles.nobody,
    acts.Suspend: texts.done_to_it,
    acts.Terminate: texts.done_to_it,
    acts.Cure: texts.done_to_it,
    acts.Arbitrate: choices.lawsuit,
    acts.Sign: circles.sealed(texts.done_to_it),
    acts.Endorse: circles.sealed(texts.done_to_it),
    acts.Object: circles.sealed(texts.done_to_it),
    acts.Press: circles.sealed(choices.pressure),
    acts.Lift: circles.sealed(circles.everybody),
    acts.StandDown: circles.sealed(circles.everybody),
    acts.Keep: circles.sealed(choices.keeping),
    acts.AnswerThreat: circles.sealed(choices.threat_choice),
    acts.SettleThreat: circles.sealed(choices.threat_choice),
    acts.Demarche: circles.sealed(circles.everybody),
    acts.Concerns: circles.sealed(circles.everybody),
    acts.Instruct: circles.nobody,
    acts.Honour: circles.nobody,
    acts.Ready: circles.nobody,
    acts.Poll: circles.nobody,
    acts.Excuse: circles.nobody,
}
"""Every act, and who sees it; an act without a row fails a test."""
