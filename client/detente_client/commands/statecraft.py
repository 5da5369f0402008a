"""The commands of pressure and promises, and what belongs to no other room: concerns, instructions, honours, ready.

Owns: these rows of the table, and how their arguments become acts.
Does not know: reading lines (`grammar`), doing anything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from detente_client.commands.arguments import IN, channel_of
from detente_client.commands.deeds import Deed, Do
from detente_client.commands.grammar import Command, Given
from detente_client.commands.slots import Here, Slot
from detente_client.i18n import tr
from detente_wire import acts
from detente_wire.terms import Ref

GROUP = tr("Pressure and promises")
OTHER = tr("The turn")
_THREAT = Slot("thing", "threat", things=("threat",))


def _press(here: Here, given: Given) -> Deed:
    tool, level = given["tool"]
    return Do(acts.Press(tool, given["nation"], given.get("level") or level), given.words)


def _lift(here: Here, given: Given) -> Deed:
    return Do(acts.Lift(given.get("tool") or "sanctions", given["nation"]), given.words)


def _stand_down(here: Here, given: Given) -> Deed:
    return Do(acts.StandDown(), given.words)


def _demarche(here: Here, given: Given) -> Deed:
    return Do(acts.Demarche(given["nation"]), given.words)


def _pledge(here: Here, given: Given) -> Deed:
    channel = channel_of(here, given)
    return Do(acts.Pledge(channel, given["promise"], bool(given.get("public"))), given.words)


def _threaten(here: Here, given: Given) -> Deed:
    nation, (tool, level) = given["nation"], given["tool"]
    channel = channel_of(here, given, nation)
    public = bool(given.get("public"))
    return Do(
        acts.Threaten(channel, nation, given["demand"], tool, level, given["turn"], public), given.words
    )


def _answer(answer: Literal["yield", "firm"]) -> Callable[[Here, Given], Deed]:
    return lambda here, given: Do(acts.AnswerThreat(Ref(given["threat"].ref), answer), given.words)


def _settle(settle: Literal["carry-out", "back-down"]) -> Callable[[Here, Given], Deed]:
    return lambda here, given: Do(acts.SettleThreat(Ref(given["threat"].ref), settle), given.words)


def _concerns(here: Here, given: Given) -> Deed:
    return Do(acts.Concerns(given["issues"]), given.words)


def _instruct(here: Here, given: Given) -> Deed:
    done = tr("Your chargé d'affaires has his instructions for when you are away.")
    return Do(acts.Instruct(given["stance"], given.get("avoid", ())), given.words, done)


def _honour(here: Here, given: Given) -> Deed:
    done = tr("Noted, in secret, until everything opens.")
    return Do(acts.Honour(given["listener"], given["trusted"]), given.words, done)


def _ready(here: Here, given: Given) -> Deed:
    if not here.scene.view.turn:
        done = tr("You have confirmed that you are there. It begins when all have; nobody sees who has.")
    else:
        done = tr("You are ready. The turn closes when all are; nobody sees who is.")
    return Do(acts.Ready(), given.words, done)


def _poll(here: Here, given: Given) -> Deed:
    done = tr("Your vote is in; the table hears how many, not who.")
    return Do(acts.Poll(given["question"], given.get("nation"), given.get("vote", "yes") == "yes"), "", done)


def _excuse(here: Here, given: Given) -> Deed:
    done = tr("You are excused; your chargé d'affaires speaks until you do anything here.")
    return Do(acts.Excuse(given.get("turns", 1)), "", done)


COMMANDS = (
    Command(
        "press",
        GROUP,
        tr("Use a pressure tool on a nation, sealed until the turn closes."),
        "/press sanctions 2 {nation}",
        _press,
        (Slot("level-tool", "tool"), Slot("nation", "nation"), Slot("number", "level", needed=False)),
        (),
        tr("Pressure costs envoys and capital and raises tension; /who press … tells before you do it."),
    ),
    Command(
        "lift",
        GROUP,
        tr("End your sanctions on a nation."),
        "/lift {nation}",
        _lift,
        (Slot("nation", "nation"), Slot("tool", "tool", keyword="tool", needed=False)),
    ),
    Command(
        "standdown",
        GROUP,
        tr("End your show of force: no envoy, at any rung."),
        "/standdown",
        _stand_down,
        (),
        ("stand-down",),
    ),
    Command(
        "demarche",
        GROUP,
        tr("Join a collective démarche against a nation (1 capital, sealed)."),
        "/demarche {nation}",
        _demarche,
        (Slot("nation", "nation"),),
        (),
        tr("It takes three or more principals, and all others must name the same nation in the same turn."),
    ),
    Command(
        "pledge",
        GROUP,
        tr("Promise something to those in the channel, or publicly (1 capital)."),
        "/pledge public never {choice}",
        _pledge,
        (Slot("flag", "public", keyword="public", needed=False), Slot("promise", "promise"), IN),
        (),
        tr("A public pledge broken or taken back costs your word 4; it also binds your home."),
    ),
    Command(
        "threaten",
        GROUP,
        tr("Do this by then, or I use that tool."),
        "/threaten {nation} refrain sanctions {other} with protest by 3",
        _threaten,
        (
            Slot("nation", "nation"),
            Slot("demand", "demand"),
            Slot("level-tool", "tool", keyword="with"),
            Slot("number", "turn", keyword="by"),
            Slot("flag", "public", keyword="public", needed=False),
            IN,
        ),
        (),
        tr(
            "Capital is reserved at once. If they stay firm you carry it out or back down; silence is "
            "backing down."
        ),
    ),
    Command(
        "yield",
        GROUP,
        tr("Give way to a threat that falls due this turn."),
        "/yield {threat}",
        _answer("yield"),
        (_THREAT,),
    ),
    Command(
        "firm",
        GROUP,
        tr("Stand firm against a threat that falls due this turn."),
        "/firm {threat}",
        _answer("firm"),
        (_THREAT,),
    ),
    Command(
        "carryout",
        GROUP,
        tr("Carry your threat out if the other stays firm."),
        "/carryout {threat}",
        _settle("carry-out"),
        (_THREAT,),
        ("carry-out",),
    ),
    Command(
        "backdown",
        GROUP,
        tr("Back down from your threat."),
        "/backdown {threat}",
        _settle("back-down"),
        (_THREAT,),
        ("back-down",),
    ),
    Command(
        "concerns",
        OTHER,
        tr("Turn 1: name three issues publicly; what matters most to you must be among them."),
        "/concerns {issue}",
        _concerns,
        (Slot("issue", "issues", many=True),),
    ),
    Command(
        "instruct",
        OTHER,
        tr("Standing instructions for the chargé d'affaires who speaks when you are away."),
        "/instruct firm avoid {nation}",
        _instruct,
        (
            Slot("word", "stance", words=("conciliatory", "firm")),
            Slot("nation", "avoid", many=True, keyword="avoid", needed=False),
        ),
    ),
    Command(
        "honour",
        OTHER,
        tr("In secret: who understood you best, and whose word you would take again."),
        "/honour {nation} {other}",
        _honour,
        (Slot("nation", "listener"), Slot("nation", "trusted")),
        ("honor",),
    ),
    Command(
        "poll",
        OTHER,
        tr("Vote in secret on how the table goes on: more time, a pause, a new player for a seat, the end."),
        "/poll extend",
        _poll,
        (
            Slot("word", "question", words=("extend", "pause", "go-on", "replace", "end")),
            Slot("nation", "nation", needed=False),
            Slot("word", "vote", words=("yes", "no"), needed=False),
        ),
        ("vote-table",),
        tr("More than half of the people who are there carry it; only the count is told. A vote stands."),
    ),
    Command(
        "excuse",
        OTHER,
        tr("You miss this turn, or several: your chargé d'affaires speaks and it is not held against you."),
        "/excuse 2",
        _excuse,
        (Slot("number", "turns", needed=False),),
        (),
        tr("Five turns a match. Leave him instructions first: /instruct."),
    ),
    Command(
        "ready",
        OTHER,
        tr("Nothing more this turn, unless something new is addressed to you."),
        "/ready",
        _ready,
    ),
)
