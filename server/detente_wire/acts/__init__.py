"""The acts: everything that a nation can do, and all that the rules read (rules, section 4).

Owns: the registry: each act's kind on the wire, and the union of them. The acts stand in the modules of this package,
one frozen class each, by what they are about.
Does not know: costs, permissions, effects (the rules), or the free text that may go with an act (the command carries
it).

Commands are imperatives. `ref` always names the thing that an act answers or changes; a `hash` names the exact
text agreed to. There are no toggles.
"""

from __future__ import annotations

from typing import get_args

from detente_wire.acts.bodies import Motion as Motion
from detente_wire.acts.bodies import MotionKind as MotionKind
from detente_wire.acts.bodies import Second as Second
from detente_wire.acts.bodies import Vote as Vote
from detente_wire.acts.bodies import VoteChoice as VoteChoice
from detente_wire.acts.channels import Decline as Decline
from detente_wire.acts.channels import Invite as Invite
from detente_wire.acts.channels import Join as Join
from detente_wire.acts.channels import Leave as Leave
from detente_wire.acts.channels import Recess as Recess
from detente_wire.acts.channels import WalkOut as WalkOut
from detente_wire.acts.commitments import AnswerThreat as AnswerThreat
from detente_wire.acts.commitments import Assure as Assure
from detente_wire.acts.commitments import Pledge as Pledge
from detente_wire.acts.commitments import SettleThreat as SettleThreat
from detente_wire.acts.commitments import Threaten as Threaten
from detente_wire.acts.informal import AdReferendum as AdReferendum
from detente_wire.acts.informal import Answer as Answer
from detente_wire.acts.informal import Appeal as Appeal
from detente_wire.acts.informal import Engage as Engage
from detente_wire.acts.informal import Grant as Grant
from detente_wire.acts.informal import JointStudy as JointStudy
from detente_wire.acts.instruments import Amend as Amend
from detente_wire.acts.instruments import Arbitrate as Arbitrate
from detente_wire.acts.instruments import Cure as Cure
from detente_wire.acts.instruments import Draft as Draft
from detente_wire.acts.instruments import Endorse as Endorse
from detente_wire.acts.instruments import Initial as Initial
from detente_wire.acts.instruments import Keep as Keep
from detente_wire.acts.instruments import Object as Object
from detente_wire.acts.instruments import SellAtHome as SellAtHome
from detente_wire.acts.instruments import Sign as Sign
from detente_wire.acts.instruments import Suspend as Suspend
from detente_wire.acts.instruments import Table as Table
from detente_wire.acts.instruments import Terminate as Terminate
from detente_wire.acts.letters import Denounce as Denounce
from detente_wire.acts.letters import Disavow as Disavow
from detente_wire.acts.letters import Forward as Forward
from detente_wire.acts.letters import Publish as Publish
from detente_wire.acts.letters import Quote as Quote
from detente_wire.acts.letters import Send as Send
from detente_wire.acts.pressure import Demarche as Demarche
from detente_wire.acts.pressure import Lift as Lift
from detente_wire.acts.pressure import Press as Press
from detente_wire.acts.pressure import StandDown as StandDown
from detente_wire.acts.seat import Excuse as Excuse
from detente_wire.acts.seat import Honour as Honour
from detente_wire.acts.seat import Instruct as Instruct
from detente_wire.acts.seat import Poll as Poll
from detente_wire.acts.seat import PollQuestion as PollQuestion
from detente_wire.acts.seat import Ready as Ready
from detente_wire.acts.talks import Accept as Accept
from detente_wire.acts.talks import Ask as Ask
from detente_wire.acts.talks import Concerns as Concerns
from detente_wire.acts.talks import Confirm as Confirm
from detente_wire.acts.talks import Correct as Correct
from detente_wire.acts.talks import Offer as Offer
from detente_wire.acts.talks import Reject as Reject
from detente_wire.acts.talks import Restate as Restate
from detente_wire.acts.talks import Say as Say
from detente_wire.acts.talks import Tell as Tell
from detente_wire.acts.talks import Withdraw as Withdraw

Act = (
    Invite | Join | Decline | Leave | WalkOut | Recess | Say | Send | Forward | Quote | Publish | Disavow
    | Denounce
    | Offer | Accept | Reject | Ask | Tell | Restate | Confirm | Correct | Pledge | Threaten | Assure | Withdraw
    | Motion | Second | Vote
    | Engage | Answer | AdReferendum | JointStudy | Appeal | Grant
    | Draft | Table | Amend | Initial | SellAtHome | Suspend | Terminate | Cure | Arbitrate
    | Sign | Endorse | Object | Press | Lift | StandDown | Keep | AnswerThreat | SettleThreat | Demarche
    | Concerns | Instruct | Honour | Ready | Poll | Excuse
)  # fmt: skip


def kind_of(act: type) -> str:
    """The act's name on the wire: its class name in lower case with hyphens, e.g. ``sell-at-home``."""
    name = act.__name__
    return "".join(("-" if c.isupper() and i else "") + c.lower() for i, c in enumerate(name))


ACTS: dict[str, type[Act]] = {kind_of(act): act for act in get_args(Act)}
"""Every act by its name on the wire."""

ACT_NAMES: dict[type[Act], str] = {act: kind for kind, act in ACTS.items()}
