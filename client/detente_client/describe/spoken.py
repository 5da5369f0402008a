"""Acts in words: what a nation does when it says, seals or is reported to have done something.

Owns: one sentence for every act, ``China offers (o1): …``.
Does not know: in which notice the act came, whether it is addressed to the viewer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from detente_client import phrases
from detente_client.describe import bodies
from detente_client.describe.told import Scene
from detente_client.handles import Kind
from detente_wire import acts
from detente_wire.terms import NationId

_REASONS = {
    "too-little": "it gives too little",
    "red-line": "it crosses a red line",
    "not-now": "not now",
    "not-with-you": "not with you",
    "other": "",
}


def sentence(scene: Scene, by: NationId, act: acts.Act, ref: str | None = None) -> str:
    """What `by` does with this act; `ref` is the act's own reference, where it has one."""
    say = SAYINGS.get(type(act))
    if say is None:
        return f"{scene.names.does(by, 'do')} this: {acts.ACT_NAMES[type(act)].replace('-', ' ')}."
    return say(scene, by, act, ref)


def _name(scene: Scene, ref: str | None, kind: Kind) -> str:
    thing = scene.handles.named(ref, kind)
    return f" ({thing.name})" if thing else ""


# -- talk -------------------------------------------------------------------------------------------------------


def _offer(scene: Scene, by: NationId, act: acts.Offer, ref: str | None) -> str:
    name = _name(scene, ref, "offer")
    same = _same_offer(scene, by, act, ref)
    return f"{scene.names.does(by, 'offer')}{name}: {same or scene.names.package(act.package)}."


def _same_offer(scene: Scene, by: NationId, act: acts.Offer, ref: str | None) -> str:
    """That it is a longer package which the same nation has offered this turn already, and where."""
    for earlier in scene.view.offers.values():
        same = earlier.by == by and earlier.package == act.package and earlier.turn == scene.view.turn
        if same and earlier.ref != ref and len(act.package) > 1:
            return f"the same as in {scene.handles.name(earlier.ref, 'offer', 'letter')}"
    return ""


def _accept(scene: Scene, by: NationId, act: acts.Accept, ref: str | None) -> str:
    return f"{scene.names.does(by, 'accept')} {scene.thing(act.ref)}."


def _reject(scene: Scene, by: NationId, act: acts.Reject, ref: str | None) -> str:
    why = _REASONS.get(act.reason, "")
    return f"{scene.names.does(by, 'refuse')} {scene.thing(act.ref)}{': ' + why if why else ''}."


def _ask(scene: Scene, by: NationId, act: acts.Ask, ref: str | None) -> str:
    name, whom = _name(scene, ref, "question"), scene.names.whom(act.nation)
    about = scene.names.issue(act.issue)
    return f"{scene.names.does(by, 'ask')} {whom}{name} about {about}: what does it mean to you?"


def _tell(scene: Scene, by: NationId, act: acts.Tell, ref: str | None) -> str:
    answers = f" to {scene.thing(act.ref, 'question')}" if act.ref else ""
    verb = "answer" if act.ref else "say"
    claim = phrases.claim(scene.names, act.claim, by)
    return f"{scene.names.does(by, verb)}{answers}{_name(scene, ref, 'claim')}: {claim}."


def _restate(scene: Scene, by: NationId, act: acts.Restate, ref: str | None) -> str:
    claim = phrases.claim(scene.names, act.claim, act.nation)
    whom = scene.names.whom(act.nation)
    return f"{scene.names.does(by, 'say')} back to {whom}{_name(scene, ref, 'restatement')}: {claim}."


def _confirm(scene: Scene, by: NationId, act: acts.Confirm, ref: str | None) -> str:
    return f"{scene.names.does(by, 'confirm')} {scene.thing(act.ref, 'restatement')}: that was understood."


def _correct(scene: Scene, by: NationId, act: acts.Correct, ref: str | None) -> str:
    claim, name = phrases.claim(scene.names, act.claim, by), _name(scene, ref, "claim")
    return f"{scene.names.does(by, 'correct')} {scene.thing(act.ref, 'restatement')}{name}: {claim}."


def _pledge(scene: Scene, by: NationId, act: acts.Pledge, ref: str | None) -> str:
    how = "publicly " if act.public else ""
    said = phrases.promise(scene.names, act.promise)
    return f"{scene.names.does(by, 'pledge')} {how}{said}{_name(scene, ref, 'pledge')}."


def _threaten(scene: Scene, by: NationId, act: acts.Threaten, ref: str | None) -> str:
    asked = phrases.demand(scene.names, act.demand, scene.text(act.demand.instrument))
    tool = phrases.tool(act.tool, act.level)
    who, name = (
        f"{scene.names.does(by, 'threaten')} {scene.names.whom(act.nation)}",
        _name(scene, ref, "threat"),
    )
    return f"{who} with {tool}{name}: {asked} by turn {act.by_turn}."


def _assure(scene: Scene, by: NationId, act: acts.Assure, ref: str | None) -> str:
    what = phrases.clause(scene.names, act.clause)
    name = _name(scene, ref, "assurance")
    return f"{scene.names.does(by, 'give')} an unwritten undertaking{name}: {what}."


def _recess(scene: Scene, by: NationId, act: acts.Recess, ref: str | None) -> str:
    return f"{scene.names.does(by, 'propose')} a recess until turn {act.until_turn}{_name(scene, ref, 'recess')}."


def _motion(scene: Scene, by: NationId, act: acts.Motion, ref: str | None) -> str:
    return f"{scene.names.does(by, 'move')}{_name(scene, ref, 'motion')} {bodies.motion(scene, act)}."


def _second(scene: Scene, by: NationId, act: acts.Second, ref: str | None) -> str:
    return f"{scene.names.does(by, 'second')} {scene.thing(act.ref, 'motion')}."


def _vote(scene: Scene, by: NationId, act: acts.Vote, ref: str | None) -> str:
    how = {"yes": "vote for", "no": "vote against", "abstain": "abstain on"}.get(act.choice, "vote on")
    return f"{scene.names.does(by, how)} {scene.thing(act.ref, 'motion')}."


def _withdraw(scene: Scene, by: NationId, act: acts.Withdraw, ref: str | None) -> str:
    thing = scene.handles.named(act.ref)
    what = f"{thing.kind} {thing.name}" if thing else "something"
    return f"{scene.names.does(by, 'take back')} {what}."


def _table(scene: Scene, by: NationId, act: acts.Table, ref: str | None) -> str:
    return f"{scene.names.does(by, 'lay')} {scene.text(act.ref)} on the table."


def _say(scene: Scene, by: NationId, act: acts.Say, ref: str | None) -> str:
    return f"{scene.names.does(by, 'say')} something."


def _quote(scene: Scene, by: NationId, act: acts.Quote, ref: str | None) -> str:
    altered = f", as {scene.names.package(act.altered)}" if act.altered else ""
    return f"{scene.names.does(by, 'read out')} {scene.thing(act.record)}{altered}."


def _forward(scene: Scene, by: NationId, act: acts.Forward, ref: str | None) -> str:
    altered = f", as {scene.names.package(act.altered)}" if act.altered else ""
    to = scene.names.nations(act.to)
    return f"{scene.names.does(by, 'send')} {scene.thing(act.record)} on to {to}{altered}."


def _publish(scene: Scene, by: NationId, act: acts.Publish, ref: str | None) -> str:
    return f"{scene.names.does(by, 'give')} {scene.thing(act.record)} to the papers."


def _send(scene: Scene, by: NationId, act: acts.Send, ref: str | None) -> str:
    return f"{scene.names.does(by, 'write')} to {scene.names.nations(act.to)}."


# -- sealed -----------------------------------------------------------------------------------------------------


def _on_text(verb: str) -> Callable[[Scene, NationId, Any, str | None], str]:
    def say(scene: Scene, by: NationId, act: Any, ref: str | None) -> str:
        return f"{scene.names.does(by, verb)} {scene.text(act.ref)}."

    return say


def _press(scene: Scene, by: NationId, act: acts.Press, ref: str | None) -> str:
    return f"{scene.names.does(by, 'use')} {phrases.tool(act.tool, act.level)} on {scene.names.whom(act.target)}."


def _lift(scene: Scene, by: NationId, act: acts.Lift, ref: str | None) -> str:
    return f"{scene.names.does(by, 'lift')} {phrases.tool(act.tool)} on {scene.names.whom(act.target)}."


def _stand_down(scene: Scene, by: NationId, act: acts.StandDown, ref: str | None) -> str:
    return f"{scene.names.does(by, 'stand')} down your show of force."


def _keep(scene: Scene, by: NationId, act: acts.Keep, ref: str | None) -> str:
    how = {"comply": "keep", "delay": "delay", "cheat": "cheat on"}[act.manner]
    return f"{scene.names.does(by, how)} clause {act.clause} of {scene.thing(act.ref, 'text', 'assurance')}."


def _answer_threat(scene: Scene, by: NationId, act: acts.AnswerThreat, ref: str | None) -> str:
    how = "yield to" if act.answer == "yield" else "stand firm against"
    return f"{scene.names.does(by, how)} {scene.thing(act.ref, 'threat')}."


def _settle(scene: Scene, by: NationId, act: acts.SettleThreat, ref: str | None) -> str:
    how = "carry out" if act.settle == "carry-out" else "back down from"
    return f"If the other stays firm, {_inside(scene, by, how)} {scene.thing(act.ref, 'threat')}."


def _inside(scene: Scene, by: NationId, verb: str) -> str:
    text = scene.names.does(by, verb)
    return "you" + text[3:] if by == scene.me else text


def _demarche(scene: Scene, by: NationId, act: acts.Demarche, ref: str | None) -> str:
    return f"{scene.names.does(by, 'join')} a démarche against {scene.names.whom(act.nation)}."


def _concerns(scene: Scene, by: NationId, act: acts.Concerns, ref: str | None) -> str:
    named = ", ".join(scene.names.issue(issue) for issue in act.issues)
    return f"{scene.names.does(by, 'name')} as your concerns: {named}."


def _sell(scene: Scene, by: NationId, act: acts.SellAtHome, ref: str | None) -> str:
    return f"{scene.names.does(by, 'spend')} an envoy to win support at home."


SAYINGS: dict[type[acts.Act], Callable[[Scene, NationId, Any, str | None], str]] = {
    acts.Offer: _offer, acts.Accept: _accept, acts.Reject: _reject, acts.Ask: _ask, acts.Tell: _tell,
    acts.Restate: _restate, acts.Confirm: _confirm, acts.Correct: _correct, acts.Pledge: _pledge,
    acts.Threaten: _threaten, acts.Assure: _assure, acts.Recess: _recess, acts.Withdraw: _withdraw,
    acts.Motion: _motion, acts.Second: _second, acts.Vote: _vote,
    acts.Table: _table, acts.Say: _say, acts.Quote: _quote, acts.Forward: _forward,
    acts.Publish: _publish, acts.Send: _send,
    acts.Sign: _on_text("sign"), acts.Endorse: _on_text("endorse"), acts.Object: _on_text("object to"),
    acts.Initial: _on_text("initial"), acts.Press: _press, acts.Lift: _lift, acts.StandDown: _stand_down,
    acts.Keep: _keep, acts.AnswerThreat: _answer_threat, acts.SettleThreat: _settle,
    acts.Demarche: _demarche, acts.Concerns: _concerns, acts.SellAtHome: _sell,
}  # fmt: skip
"""The acts that can be said, sealed or reported, each with its sentence; others are called by their kind."""
