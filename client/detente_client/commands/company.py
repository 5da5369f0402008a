"""The commands for getting along: muting, blocking, flagging, the gallery, who is at the table, the table's code.

Owns: these rows.
Does not know: how any of it is asked of the host (`play`), what the answers read like (`company`).
"""

from __future__ import annotations

from collections.abc import Callable

from detente_client.account.own import answer_lines
from detente_client.commands.deeds import Deed, Request
from detente_client.commands.grammar import Command, Given
from detente_client.commands.slots import Here, Slot, nations
from detente_client.i18n import tr
from detente_client.words.language import Misunderstood, meant
from detente_wire.messages import (
    CancelMatch,
    Done,
    FindMatch,
    Flag,
    FreeSeat,
    Invite,
    ListMuted,
    Mute,
    Remark,
    Reply,
    Unknown,
    Unmute,
    Wish,
)
from detente_wire.terms import NationId

GROUP = tr("Company")
_NAME = Slot("rest", "name")


def _wish(make: Callable[[Here, Given], Wish]) -> Callable[[Here, Given], Deed]:
    return lambda here, given: Request(make(here, given), answer_lines)


def whose(here: Here, typed: str) -> str:
    """A player's name: as typed, or of who speaks for the nation that was typed."""
    typed = typed.strip()
    for nation in here.scene.pack.nations:
        if typed.lower() in (nation.id, nation.title.lower()):
            seat = here.scene.view.seats.get(nation.id)
            if seat is None or seat.holder != "player" or not seat.name:
                raise Misunderstood(
                    tr(
                        "Nobody whose name is known speaks for {title}. /who lists the table.",
                        title=nation.title,
                    )
                )
            return seat.name
    return typed


def remark(here: Here, words: str) -> Deed:
    """Say something in the gallery."""
    return Request(Remark(here.match, words), _quietly)


def _quietly(answer: Reply | Unknown) -> list[str]:
    """One's own remark comes back by itself."""
    return [] if isinstance(answer, Done) else answer_lines(answer)


def _gallery(here: Here, given: Given) -> Deed:
    words = " ".join([*given.get("text", "").split(), given.words]).strip()
    if not words:
        raise Misunderstood(tr("Say what in the gallery? /gallery I did not see that coming."))
    return remark(here, words)


def _flag(here: Here, given: Given) -> Deed:
    what, _, number = given["what"].strip().partition(" ")
    if what.lower() == "gallery" and number.strip().isdecimal():
        return Request(Flag(here.match, remark=int(number), why=given.words), answer_lines)
    thing = here.scene.handles.find(what)
    key = thing.ref if thing is not None else meant(what, nations(here), tr("nation, or thing that was said"))
    cursor = here.heard.get(key)
    if cursor is None:
        raise Misunderstood(tr("You have heard no words of that. /flag l1, /flag NATION for its last words."))
    return Request(Flag(here.match, cursor, why=given.words), answer_lines)


COMMANDS = (
    Command(
        "mute",
        GROUP,
        tr("Read no more words of a player, in any match; his acts are always shown, and he is not told."),
        "/mute Bel Canto",
        _wish(lambda here, given: Mute(whose(here, given["name"]))),
        (_NAME,),
    ),
    Command(
        "block",
        GROUP,
        tr(
            "Mute a player, and let him come to no table that you set; in the lobby neither sees what the "
            "other sets."
        ),
        "/block Bel Canto",
        _wish(lambda here, given: Mute(whose(here, given["name"]), block=True)),
        (_NAME,),
    ),
    Command(
        "unmute",
        GROUP,
        tr("Neither mute nor block a player any more."),
        "/unmute Bel Canto",
        _wish(lambda here, given: Unmute(whose(here, given["name"]))),
        (_NAME,),
        ("unblock",),
    ),
    Command("muted", GROUP, tr("Whom you mute and block."), "/muted", _wish(lambda here, given: ListMuted())),
    Command(
        "flag",
        GROUP,
        tr(
            "Show the operators a nation's last words, a letter, or a remark of the gallery; say why behind "
            "a colon."
        ),
        "/flag gallery 3 : This is an insult.",
        _flag,
        (Slot("rest", "what"),),
        (),
        tr("The server attaches what you heard, as it heard it; nobody else is told."),
    ),
    Command(
        "gallery",
        GROUP,
        tr(
            "Say something to those who watch. Those who hold a seat hear the gallery, and speak in it, "
            "after the end."
        ),
        "/gallery Well played.",
        _gallery,
        (Slot("rest", "text", needed=False),),
        ("remark",),
    ),
    Command(
        "code",
        GROUP,
        tr(
            "The code by which others come to a table that you set; new: another one, and none before it "
            "holds any more."
        ),
        "/code",
        _wish(lambda here, given: Invite(here.match, bool(given.get("new")))),
        (Slot("flag", "new", keyword="new", needed=False),),
    ),
    Command(
        "free",
        GROUP,
        tr("Before it begins: free a seat at a table that you set."),
        "/free {nation}",
        _wish(lambda here, given: FreeSeat(here.match, NationId(given["nation"]))),
        (Slot("nation", "nation"),),
    ),
    Command(
        "calloff",
        GROUP,
        tr("Call off a table that you set, before it begins."),
        "/calloff",
        _wish(lambda here, given: CancelMatch(here.match, given.words)),
    ),
)


def table(here: Here) -> Deed:
    """Who is at the table."""
    return Request(FindMatch(here.match), answer_lines)
