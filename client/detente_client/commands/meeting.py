"""The commands about channels: inviting, joining, leaving, walking out, a recess.

Owns: these rows of the table, and how their arguments become acts.
Does not know: reading lines (`grammar`), doing anything.
"""

from __future__ import annotations

from detente_client.commands.arguments import (
    GROUP,
    IN,
    NATIONS,
    PAYING,
    channel_of,
    medium_of,
)
from detente_client.commands.deeds import Confirm, Deed, Do, Select
from detente_client.commands.grammar import Command, Given
from detente_client.commands.slots import Here, Slot
from detente_client.i18n import tr
from detente_client.words.handles import Kind, Thing
from detente_client.words.language import Misunderstood
from detente_wire import acts
from detente_wire.terms import ChannelId, Protocol, Ref

# -- channels ---------------------------------------------------------------------------------------------------


def _meet(here: Here, given: Given) -> Deed:
    members = given["nations"]
    if not given.get("medium"):
        view, table = here.scene.view, {*members, here.scene.me}
        for seen in view.open_channels():
            if seen.kind == "meeting" and set(seen.members) == table:
                return Select(seen.id)  # it is open already
        for seen in view.invitations():
            if set(seen.members) == table:
                return Do(acts.Join(seen.id), given.words)  # they asked first
    medium = medium_of(here, given, "meeting", many=len(members) > 1)
    invite = acts.Invite(
        medium,
        members,
        given.get("venue"),
        given.get("go-between"),
        bool(given.get("paying")),
        _protocol(given),
    )
    return Do(invite, given.words)


def _protocol(given: Given) -> Protocol | None:
    """As equals, or under one who presides."""
    if given.get("equals"):
        return Protocol()
    return Protocol(given["senior"]) if given.get("senior") else None


def _back_channel(here: Here, given: Given) -> Deed:
    medium = medium_of(here, given, "back-channel")
    invite = acts.Invite(medium, (given["nation"],), None, given.get("go-between"), bool(given.get("paying")))
    return Do(invite, given.words)


def _join(here: Here, given: Given) -> Deed:
    named: Thing | None = given.get("channel")
    disputes = bool(given.get("disputing"))
    if named and here.scene.view.is_open(ChannelId(named.ref)):
        return Select(ChannelId(named.ref))
    if named:
        return Do(acts.Join(ChannelId(named.ref), disputes), given.words)
    waiting = here.scene.view.invitations()
    if len(waiting) == 1:
        return Do(acts.Join(waiting[0].id, disputes), given.words)
    raise Misunderstood(
        tr("Nobody waits for your answer.") if not waiting else tr("Several invite you: name one.")
    )


def _decline(here: Here, given: Given) -> Deed:
    thing: Thing = given["thing"]
    if thing.kind in ("engagement", "study", "appeal"):
        return Do(acts.Reject(Ref(thing.ref)), given.words)
    return Do(acts.Decline(ChannelId(thing.ref)), given.words)


def _leave(here: Here, given: Given) -> Deed:
    return Do(acts.Leave(channel_of(here, given)), given.words)


def _walk_out(here: Here, given: Given) -> Deed:
    name = here.scene.handles.name(channel_of(here, given))
    lines = (
        tr(
            "You are about to walk out of {name}, once in this crisis: tension +5. Say /yes to do it.",
            name=name,
        ),
    )
    return Confirm(Do(acts.WalkOut(channel_of(here, given)), given.words), lines)


def _recess(here: Here, given: Given) -> Deed:
    return Do(acts.Recess(channel_of(here, given), given["turn"]), given.words)


def _in(here: Here, given: Given) -> Deed:
    return Select(given["channel"])


_DECLINED: tuple[Kind, ...] = ("meeting", "back-channel", "engagement", "study", "appeal")
_INVITING = Slot("thing", "channel", needed=False, things=("meeting", "back-channel"), waiting=True)
_MEETING_BY = Slot("meeting-medium", "medium", keyword="via", needed=False)

COMMANDS = (
    Command(
        "meet",
        GROUP,
        tr(
            "Invite nations to a meeting this turn; `via` names the way, `paying` pays the guest's envoy too."
        ),
        "/meet {nation}",
        _meet,
        (
            NATIONS,
            _MEETING_BY,
            Slot("venue", "venue", keyword="at", needed=False),
            PAYING,
            Slot("flag", "equals", keyword="as-equals", needed=False),
            Slot("party", "senior", keyword="under", needed=False),
            Slot("nation", "go-between", keyword="through", needed=False),
        ),
        ("invite",),
        tr(
            "A meeting takes 1 envoy of each. All know that it is held, unless the place is discreet. As "
            "equals both trust each other 1 more; under a senior, its draft costs nothing and who accepts "
            "holds a face with it."
        ),
    ),
    Command(
        "backchannel",
        GROUP,
        tr("Ask a nation to talk where nobody sees it, perhaps through a go-between."),
        "/backchannel {nation}",
        _back_channel,
        (
            Slot("nation", "nation"),
            Slot("medium", "medium", keyword="via", needed=False),
            Slot("nation", "go-between", keyword="through", needed=False),
            PAYING,
        ),
        ("back-channel", "bc"),
        tr("It takes mutual trust of 40, a known contact or a go-between. Offers made there bind nobody."),
    ),
    Command(
        "join",
        GROUP,
        tr("Accept an invitation; `disputing` comes without accepting its protocol."),
        "/join {channel}",
        _join,
        (_INVITING, Slot("flag", "disputing", keyword="disputing", needed=False)),
        (),
        tr("Who disputes a protocol is trusted 2 less, and that meeting has two exchanges each."),
    ),
    Command(
        "decline",
        GROUP,
        tr("Decline an invitation to talk or dine, a joint study, an appeal; it is free."),
        "/decline {channel}",
        _decline,
        (Slot("thing", "thing", things=_DECLINED, waiting=True),),
    ),
    Command(
        "leave",
        GROUP,
        tr("Leave an open channel; what was said stays with you."),
        "/leave {channel}",
        _leave,
        (Slot("channel", "channel", needed=False),),
    ),
    Command(
        "walkout",
        GROUP,
        tr("Walk out of the talks in protest; asks for /yes."),
        "/walkout {channel}",
        _walk_out,
        (Slot("channel", "channel", needed=False),),
        ("walk-out",),
    ),
    Command(
        "recess",
        GROUP,
        tr("Propose a recess until a turn, where all principals are present."),
        "/recess 3",
        _recess,
        (Slot("number", "turn"), IN),
    ),
    Command(
        "in",
        GROUP,
        tr("Speak in this channel from now on; `public` is the public statement."),
        "/in {channel}",
        _in,
        (Slot("channel", "channel"),),
    ),
)
