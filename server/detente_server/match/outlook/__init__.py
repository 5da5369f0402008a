"""What an act would do to the dials, as the asker's own view lets him foresee it (the prospects of `Exposure`).

Owns: which acts have prospects, and why the others have none.
Floor plan: `sketch` (the turn's end in pencil), `pressure`, `regimes` (sanctions that go on), `threats`, `words`,
`talks`, `contacts` (how much trust contact still earns), `occasions`, `texts`.
Does not know: the state of the match, what others have sealed, any rival's capacity or self card. The formulas are
those of the rules (`rules.impact`, `rules.weighing`), put to what the view holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from detente_server.match.asker import Asker
from detente_server.match.outlook import occasions, pressure, talks, texts, threats, words
from detente_wire import acts
from detente_wire.acts import Act
from detente_wire.messages import Prospect

OUTLOOKS: Mapping[type[Act], Callable[[Asker, Any], Iterable[Prospect]]] = {
    acts.Join: talks.coming,
    acts.WalkOut: words.walk_out,
    acts.Offer: talks.offer,
    acts.Accept: talks.acceptance,
    acts.Reject: talks.refusal,
    acts.Tell: talks.telling,
    acts.Confirm: talks.confirmation,
    acts.Correct: talks.correction,
    acts.Send: threats.letter,
    acts.Publish: words.publication,
    acts.Disavow: words.denial,
    acts.Denounce: words.denouncement,
    acts.Withdraw: threats.withdrawal,
    acts.Motion: talks.motion,
    acts.Second: talks.support,
    acts.Vote: talks.support,
    acts.Engage: occasions.invitation,
    acts.Answer: occasions.coming,
    acts.Appeal: occasions.appeal,
    acts.Grant: occasions.grant,
    acts.Pledge: words.pledge,
    acts.Threaten: threats.threat,
    acts.AnswerThreat: threats.answer,
    acts.SettleThreat: threats.settlement,
    acts.Initial: texts.initial,
    acts.Keep: texts.keeping,
    acts.Arbitrate: texts.case,
    acts.Press: pressure.prospects,
    acts.Lift: pressure.prospects,
    acts.StandDown: pressure.prospects,
    acts.Demarche: words.demarche,
}
"""Acts whose effect on the dials is fixed, or hangs on a chance or choice that has a name."""

UNFORESEEN: Mapping[type[Act], str] = {
    acts.Invite: "talks earn by what is answered in them, and nobody has come yet",
    acts.Decline: "to decline is free, and nothing else follows",
    acts.Leave: "who leaves loses what would have been said, which is no dial",
    acts.Recess: "it holds the tide only if all principals accept it, and moves nothing before",
    acts.Say: "the rules read nothing in free text",
    acts.Forward: "a record moves nothing by being handed on; what its reader makes of it is his",
    acts.Quote: "a record moves nothing by being read out; what its hearer makes of it is his",
    acts.Ask: "a question earns only by its answer",
    acts.Restate: "it earns only if the other confirms it",
    acts.Assure: "it binds only when it is accepted, and moves nothing before its clause is due",
    acts.AdReferendum: "it binds nobody; only a text that both initial later earns the deed",
    acts.JointStudy: "it finds trades and moves no dial",
    acts.Draft: "nobody sees it",
    acts.Table: "a text moves nothing before it is initialled",
    acts.Amend: "a text moves nothing before it is initialled",
    acts.Sign: "it counts only if every party signs, and signatures are sealed; the home's answer is `Ratify`",
    acts.SellAtHome: "it adds to the own ratification sum, which `Ratify` shows, and to no dial",
    acts.Endorse: "it earns only in the turn in which the text enters into force, which hangs on others",
    acts.Object: "it counts in others' ratification sums alone",
    acts.Suspend: "it ends a clause; relief that comes back is the tool of the one who had given it",
    acts.Terminate: "it ends a text; relief that comes back is the tool of the one who had given it",
    acts.Cure: "it moves nothing before the breacher answers, or lets its day pass",
    acts.Concerns: "all know them from now on, and no dial moves",
    acts.Instruct: "it speaks only while the seat is empty",
    acts.Honour: "it is opened after the end and counts in no score",
    acts.Ready: "it moves the clock alone",
    acts.Poll: "it moves the clock or the seats alone",
    acts.Excuse: "it moves the seat's record alone",
}
"""Why there is nothing to foresee of the others. An act in neither table fails a test."""


def of(asker: Asker, act: Act) -> tuple[Prospect, ...]:
    """What this act would do; nothing for acts that move no dial of themselves, and where nothing is played."""
    outlook, view = OUTLOOKS.get(type(act)), asker.view
    found = tuple(outlook(asker, act)) if outlook is not None and view.turn and view.ended is None else ()
    return tuple(one for one in found if one.least or one.most)
