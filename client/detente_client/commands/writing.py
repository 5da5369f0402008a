"""The commands of paper: letters, and what is done with letters and records.

Owns: these rows of the table, and how their arguments become acts.
Does not know: reading lines (`grammar`), doing anything.
"""

from __future__ import annotations

from attrs import evolve

from detente_client.commands.arguments import (
    GROUP,
    IN,
    LETTER_BY,
    NATIONS,
    channel_of,
    choices_of,
    medium_of,
)
from detente_client.commands.deeds import Deed, Do
from detente_client.commands.grammar import Command, Given
from detente_client.commands.slots import Here, Slot
from detente_client.i18n import tr
from detente_wire import acts
from detente_wire.terms import (
    Ref,
)

# -- letters and records ----------------------------------------------------------------------------------------


def _letter(here: Here, given: Given) -> Deed:
    promise, demand = given.get("promise"), given.get("demand")
    tool, level = given.get("tool", (None, 0))
    turn = given.get("turn", 0)
    if promise is not None and demand is None and turn:
        promise, turn = evolve(promise, by_turn=turn), 0
    reply = given.get("reply")
    send = acts.Send(
        medium_of(here, given, "letter"),
        given["nations"],
        given.get("subject"),
        Ref(reply.ref) if reply else None,
        choices_of(given),
        promise,
        demand,
        tool,
        level,
        turn,
    )
    return Do(send, given.words)


def _forward(here: Here, given: Given) -> Deed:
    altered = choices_of(given, "altered") or None
    medium = medium_of(here, given, "letter")
    return Do(acts.Forward(Ref(given["thing"].ref), medium, given["nations"], altered), given.words)


def _quote(here: Here, given: Given) -> Deed:
    altered = choices_of(given, "altered") or None
    return Do(acts.Quote(channel_of(here, given), Ref(given["thing"].ref), altered), given.words)


def _publish(here: Here, given: Given) -> Deed:
    return Do(
        acts.Publish(Ref(given["thing"].ref)), given.words, tr("It goes to the papers at the turn's end.")
    )


def _disavow(here: Here, given: Given) -> Deed:
    return Do(acts.Disavow(Ref(given["thing"].ref)), given.words)


def _denounce(here: Here, given: Given) -> Deed:
    return Do(acts.Denounce(Ref(given["thing"].ref)), given.words)


COMMANDS = (
    Command(
        "letter",
        GROUP,
        tr("Write a letter: words after a colon, and an offer, a pledge or a threat if you like."),
        "/letter {nation} about {issue} offer {choice} : Excellency, we could live with this.",
        _letter,
        (
            NATIONS,
            LETTER_BY,
            Slot("issue", "subject", keyword="about", needed=False),
            Slot("thing", "reply", keyword="re", needed=False, things=("letter",)),
            Slot("choice", "choices", many=True, keyword="offer", needed=False),
            Slot("promise", "promise", keyword="pledge", needed=False),
            Slot("demand", "demand", keyword="demand", needed=False),
            Slot("level-tool", "tool", keyword="or", needed=False),
            Slot("number", "turn", keyword="by", needed=False),
        ),
        ("write", "send"),
        tr("A letter is on the record: it may be shown to others, and be read on the way."),
    ),
    Command(
        "forward",
        GROUP,
        tr("Hand a letter or a record that you hold to others."),
        "/forward {letter} to {other}",
        _forward,
        (
            Slot("thing", "thing"),
            Slot("nation", "nations", many=True, keyword="to"),
            LETTER_BY,
            Slot("choice", "altered", many=True, keyword="as", needed=False),
        ),
        (),
        tr(
            "Letters and minutes go on certified. Of a back-channel nothing can be checked: say it as you "
            "like."
        ),
    ),
    Command(
        "quote",
        GROUP,
        tr("Read a letter or a record that you hold out to those in the channel."),
        "/quote {letter}",
        _quote,
        (
            Slot("thing", "thing"),
            Slot("choice", "altered", many=True, keyword="as", needed=False),
            IN,
        ),
        ("cite",),
        tr(
            "Letters and minutes are read out certified. Of a back-channel nothing can be checked: say it as "
            "you like."
        ),
    ),
    Command(
        "publish",
        GROUP,
        tr("Print a letter, a record or a secret text for everybody (1 capital, one a turn)."),
        "/publish {letter}",
        _publish,
        (Slot("thing", "thing"),),
    ),
    Command(
        "disavow",
        GROUP,
        tr("Deny what was leaked of you."),
        "/disavow {offer}",
        _disavow,
        (Slot("thing", "thing"),),
        ("deny",),
    ),
    Command(
        "denounce",
        GROUP,
        tr("Make public that a claim made to you was a lie."),
        "/denounce {claim}",
        _denounce,
        (Slot("thing", "thing", things=("lie", "claim")),),
    ),
)
