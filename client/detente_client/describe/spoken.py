"""Acts in words: what a nation does when it says, seals or is reported to have done something.

Owns: one sentence for every act, ``China offers (o1): …``.
Does not know: in which notice the act came, whether it is addressed to the viewer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from detente_client.describe import bodies
from detente_client.describe.told import KINDS, Scene
from detente_client.figures import listing
from detente_client.i18n import spelled, tr
from detente_client.words import phrases
from detente_client.words.handles import Kind
from detente_wire import acts
from detente_wire.terms import NationId

_REASONS = {
    "too-little": tr("it gives too little"),
    "red-line": tr("it crosses a red line"),
    "not-now": tr("not now"),
    "not-with-you": tr("not with you"),
    "other": "",
}


def sentence(scene: Scene, by: NationId, act: acts.Act, ref: str | None = None) -> str:
    """What `by` does with this act; `ref` is the act's own reference, where it has one."""
    say = SAYINGS.get(type(act))
    if say is None:
        return tr(
            "{by:^} {by:do|does} this: {act}.",
            by=scene.names.whom(by),
            act=spelled(acts.ACT_NAMES[type(act)]),
        )
    return say(scene, by, act, ref)


def _name(scene: Scene, ref: str | None, kind: Kind) -> str:
    thing = scene.handles.named(ref, kind)
    return f" ({thing.name})" if thing else ""


# -- talk -------------------------------------------------------------------------------------------------------


def _offer(scene: Scene, by: NationId, act: acts.Offer, ref: str | None) -> str:
    name = _name(scene, ref, "offer")
    same = _same_offer(scene, by, act, ref)
    return tr(
        "{by:^} {by:offer|offers}{name}: {package}.",
        by=scene.names.whom(by),
        name=name,
        package=same or scene.names.package(act.package),
    )


def _same_offer(scene: Scene, by: NationId, act: acts.Offer, ref: str | None) -> str:
    """That it is a longer package which the same nation has offered this turn already, and where."""
    for earlier in scene.view.offers.values():
        same = earlier.by == by and earlier.package == act.package and earlier.turn == scene.view.turn
        if same and earlier.ref != ref and len(act.package) > 1:
            return tr("the same as in {name}", name=scene.handles.name(earlier.ref, "offer", "letter"))
    return ""


def _accept(scene: Scene, by: NationId, act: acts.Accept, ref: str | None) -> str:
    return tr("{by:^} {by:accept|accepts} {thing}.", by=scene.names.whom(by), thing=scene.thing(act.ref))


def _reject(scene: Scene, by: NationId, act: acts.Reject, ref: str | None) -> str:
    why, who, thing = _REASONS.get(act.reason, ""), scene.names.whom(by), scene.thing(act.ref)
    if not why:
        return tr("{by:^} {by:refuse|refuses} {thing}.", by=who, thing=thing)
    return tr("{by:^} {by:refuse|refuses} {thing}: {why}.", by=who, thing=thing, why=why)


def _ask(scene: Scene, by: NationId, act: acts.Ask, ref: str | None) -> str:
    name, whom = _name(scene, ref, "question"), scene.names.whom(act.nation)
    about = scene.names.issue(act.issue)
    return tr(
        "{by:^} {by:ask|asks} {whom}{name} about {about}: what does it mean to you?",
        by=scene.names.whom(by),
        whom=whom,
        name=name,
        about=about,
    )


def _tell(scene: Scene, by: NationId, act: acts.Tell, ref: str | None) -> str:
    who, name = scene.names.whom(by), _name(scene, ref, "claim")
    claim = phrases.claim(scene.names, act.claim, by)
    if not act.ref:
        return tr("{by:^} {by:say|says}{name}: {claim}.", by=who, name=name, claim=claim)
    asked = scene.thing(act.ref, "question")
    return tr(
        "{by:^} {by:answer|answers} to {thing}{name}: {claim}.", by=who, thing=asked, name=name, claim=claim
    )


def _restate(scene: Scene, by: NationId, act: acts.Restate, ref: str | None) -> str:
    claim = phrases.claim(scene.names, act.claim, act.nation)
    whom = scene.names.whom(act.nation)
    return tr(
        "{by:^} {by:say|says} back to {whom}{name}: {claim}.",
        by=scene.names.whom(by),
        whom=whom,
        name=_name(scene, ref, "restatement"),
        claim=claim,
    )


def _confirm(scene: Scene, by: NationId, act: acts.Confirm, ref: str | None) -> str:
    return tr(
        "{by:^} {by:confirm|confirms} {thing}: that was understood.",
        by=scene.names.whom(by),
        thing=scene.thing(act.ref, "restatement"),
    )


def _correct(scene: Scene, by: NationId, act: acts.Correct, ref: str | None) -> str:
    claim, name = phrases.claim(scene.names, act.claim, by), _name(scene, ref, "claim")
    return tr(
        "{by:^} {by:correct|corrects} {thing}{name}: {claim}.",
        by=scene.names.whom(by),
        thing=scene.thing(act.ref, "restatement"),
        name=name,
        claim=claim,
    )


def _pledge(scene: Scene, by: NationId, act: acts.Pledge, ref: str | None) -> str:
    who, said = scene.names.whom(by), scene.promise(act.promise)
    name = _name(scene, ref, "pledge")
    if act.public:
        return tr("{by:^} {by:pledge|pledges} publicly {said}{name}.", by=who, said=said, name=name)
    return tr("{by:^} {by:pledge|pledges} {said}{name}.", by=who, said=said, name=name)


def _threaten(scene: Scene, by: NationId, act: acts.Threaten, ref: str | None) -> str:
    asked = phrases.demand(scene.names, act.demand, scene.text(act.demand.instrument))
    return tr(
        "{by:^} {by:threaten|threatens} {whom} with {tool}{name}: {asked} by turn {by_turn}.",
        by=scene.names.whom(by),
        whom=scene.names.whom(act.nation),
        tool=phrases.tool(act.tool, act.level),
        name=_name(scene, ref, "threat"),
        asked=asked,
        by_turn=act.by_turn,
    )


def _assure(scene: Scene, by: NationId, act: acts.Assure, ref: str | None) -> str:
    what = phrases.clause(scene.names, act.clause)
    name = _name(scene, ref, "assurance")
    return tr(
        "{by:^} {by:give|gives} an unwritten undertaking{name}: {what}.",
        by=scene.names.whom(by),
        name=name,
        what=what,
    )


def _recess(scene: Scene, by: NationId, act: acts.Recess, ref: str | None) -> str:
    return tr(
        "{by:^} {by:propose|proposes} a recess until turn {until_turn}{name}.",
        by=scene.names.whom(by),
        until_turn=act.until_turn,
        name=_name(scene, ref, "recess"),
    )


def _motion(scene: Scene, by: NationId, act: acts.Motion, ref: str | None) -> str:
    return tr(
        "{by:^} {by:move|moves}{name} {motion}.",
        by=scene.names.whom(by),
        name=_name(scene, ref, "motion"),
        motion=bodies.motion(scene, act),
    )


def _second(scene: Scene, by: NationId, act: acts.Second, ref: str | None) -> str:
    return tr(
        "{by:^} {by:second|seconds} {thing}.", by=scene.names.whom(by), thing=scene.thing(act.ref, "motion")
    )


def _vote(scene: Scene, by: NationId, act: acts.Vote, ref: str | None) -> str:
    who, thing = scene.names.whom(by), scene.thing(act.ref, "motion")
    match act.choice:
        case "yes":
            return tr("{by:^} {by:vote|votes} for {thing}.", by=who, thing=thing)
        case "no":
            return tr("{by:^} {by:vote|votes} against {thing}.", by=who, thing=thing)
        case "abstain":
            return tr("{by:^} {by:abstain|abstains} on {thing}.", by=who, thing=thing)
        case _:
            return tr("{by:^} {by:vote|votes} on {thing}.", by=who, thing=thing)


def _withdraw(scene: Scene, by: NationId, act: acts.Withdraw, ref: str | None) -> str:
    thing = scene.handles.named(act.ref)
    what = tr("{kind} {name}", kind=KINDS[thing.kind], name=thing.name) if thing else tr("something")
    return tr("{by:^} {by:take|takes} back {what}.", by=scene.names.whom(by), what=what)


def _table(scene: Scene, by: NationId, act: acts.Table, ref: str | None) -> str:
    return tr("{by:^} {by:lay|lays} {text} on the table.", by=scene.names.whom(by), text=scene.text(act.ref))


def _say(scene: Scene, by: NationId, act: acts.Say, ref: str | None) -> str:
    return tr("{by:^} {by:say|says} something.", by=scene.names.whom(by))


def _quote(scene: Scene, by: NationId, act: acts.Quote, ref: str | None) -> str:
    said = {"by": scene.names.whom(by), "thing": scene.thing(act.record)}
    if not act.altered:
        return tr("{by:^} {by:read|reads} out {thing}.", **said)
    return tr(
        "{by:^} {by:read|reads} out {thing}, as {package}.", package=scene.names.package(act.altered), **said
    )


def _forward(scene: Scene, by: NationId, act: acts.Forward, ref: str | None) -> str:
    to = scene.names.nations(act.to)
    said = {"by": scene.names.whom(by), "thing": scene.thing(act.record), "to": to}
    if not act.altered:
        return tr("{by:^} {by:send|sends} {thing} on to {to}.", **said)
    return tr(
        "{by:^} {by:send|sends} {thing} on to {to}, as {package}.",
        package=scene.names.package(act.altered),
        **said,
    )


def _publish(scene: Scene, by: NationId, act: acts.Publish, ref: str | None) -> str:
    return tr(
        "{by:^} {by:give|gives} {thing} to the papers.",
        by=scene.names.whom(by),
        thing=scene.thing(act.record),
    )


def _send(scene: Scene, by: NationId, act: acts.Send, ref: str | None) -> str:
    return tr(
        "{by:^} {by:write|writes} to {nations}.", by=scene.names.whom(by), nations=scene.names.nations(act.to)
    )


# -- sealed -----------------------------------------------------------------------------------------------------


def _sign(scene: Scene, by: NationId, act: acts.Sign, ref: str | None) -> str:
    return tr("{by:^} {by:sign|signs} {text}.", by=scene.names.whom(by), text=scene.text(act.ref))


def _endorse(scene: Scene, by: NationId, act: acts.Endorse, ref: str | None) -> str:
    return tr("{by:^} {by:endorse|endorses} {text}.", by=scene.names.whom(by), text=scene.text(act.ref))


def _object(scene: Scene, by: NationId, act: acts.Object, ref: str | None) -> str:
    return tr("{by:^} {by:object|objects} to {text}.", by=scene.names.whom(by), text=scene.text(act.ref))


def _initial(scene: Scene, by: NationId, act: acts.Initial, ref: str | None) -> str:
    return tr("{by:^} {by:initial|initials} {text}.", by=scene.names.whom(by), text=scene.text(act.ref))


def _press(scene: Scene, by: NationId, act: acts.Press, ref: str | None) -> str:
    return tr(
        "{by:^} {by:use|uses} {tool} on {whom}.",
        by=scene.names.whom(by),
        tool=phrases.tool(act.tool, act.level),
        whom=scene.names.whom(act.target),
    )


def _lift(scene: Scene, by: NationId, act: acts.Lift, ref: str | None) -> str:
    return tr(
        "{by:^} {by:lift|lifts} {tool} on {whom}.",
        by=scene.names.whom(by),
        tool=phrases.tool(act.tool),
        whom=scene.names.whom(act.target),
    )


def _stand_down(scene: Scene, by: NationId, act: acts.StandDown, ref: str | None) -> str:
    return tr("{by:^} {by:stand|stands} down {by:your|its} show of force.", by=scene.names.whom(by))


def _keep(scene: Scene, by: NationId, act: acts.Keep, ref: str | None) -> str:
    who, clause, thing = scene.names.whom(by), act.clause, scene.thing(act.ref, "text", "assurance")
    match act.manner:
        case "comply":
            return tr("{by:^} {by:keep|keeps} clause {n} of {thing}.", by=who, n=clause, thing=thing)
        case "delay":
            return tr("{by:^} {by:delay|delays} clause {n} of {thing}.", by=who, n=clause, thing=thing)
        case _:
            return tr("{by:^} {by:cheat|cheats} on clause {n} of {thing}.", by=who, n=clause, thing=thing)


def _answer_threat(scene: Scene, by: NationId, act: acts.AnswerThreat, ref: str | None) -> str:
    who, thing = scene.names.whom(by), scene.thing(act.ref, "threat")
    if act.answer == "yield":
        return tr("{by:^} {by:yield|yields} to {thing}.", by=who, thing=thing)
    return tr("{by:^} {by:stand|stands} firm against {thing}.", by=who, thing=thing)


def _settle(scene: Scene, by: NationId, act: acts.SettleThreat, ref: str | None) -> str:
    who, thing = scene.names.whom(by), scene.thing(act.ref, "threat")
    if act.settle == "carry-out":
        return tr("If the other stays firm, {by} {by:carry|carries} out {thing}.", by=who, thing=thing)
    return tr("If the other stays firm, {by} {by:back|backs} down from {thing}.", by=who, thing=thing)


def _demarche(scene: Scene, by: NationId, act: acts.Demarche, ref: str | None) -> str:
    return tr(
        "{by:^} {by:join|joins} a démarche against {whom}.",
        by=scene.names.whom(by),
        whom=scene.names.whom(act.nation),
    )


def _concerns(scene: Scene, by: NationId, act: acts.Concerns, ref: str | None) -> str:
    named = listing(scene.names.issue(issue) for issue in act.issues)
    return tr(
        "{by:^} {by:name|names} as {by:your|its} concerns: {named}.", by=scene.names.whom(by), named=named
    )


def _sell(scene: Scene, by: NationId, act: acts.SellAtHome, ref: str | None) -> str:
    return tr("{by:^} {by:spend|spends} an envoy to win support at home.", by=scene.names.whom(by))


SAYINGS: dict[type[acts.Act], Callable[[Scene, NationId, Any, str | None], str]] = {
    acts.Offer: _offer, acts.Accept: _accept, acts.Reject: _reject, acts.Ask: _ask, acts.Tell: _tell,
    acts.Restate: _restate, acts.Confirm: _confirm, acts.Correct: _correct, acts.Pledge: _pledge,
    acts.Threaten: _threaten, acts.Assure: _assure, acts.Recess: _recess, acts.Withdraw: _withdraw,
    acts.Motion: _motion, acts.Second: _second, acts.Vote: _vote,
    acts.Table: _table, acts.Say: _say, acts.Quote: _quote, acts.Forward: _forward,
    acts.Publish: _publish, acts.Send: _send,
    acts.Sign: _sign, acts.Endorse: _endorse, acts.Object: _object, acts.Initial: _initial,
    acts.Press: _press, acts.Lift: _lift, acts.StandDown: _stand_down,
    acts.Keep: _keep, acts.AnswerThreat: _answer_threat, acts.SettleThreat: _settle,
    acts.Demarche: _demarche, acts.Concerns: _concerns, acts.SellAtHome: _sell,
}  # fmt: skip
"""The acts that can be said, sealed or reported, each with its sentence; others are called by their kind."""
