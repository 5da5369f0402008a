"""The commands about institutions: convening, moving, seconding, voting, looking them up.

Owns: these rows of the table, and how their arguments become acts.
Does not know: reading lines (`grammar`), doing anything, who has a vote.
"""

from __future__ import annotations

from attrs import evolve

from detente_client.commands.arguments import IN, channel_of, medium_of
from detente_client.commands.deeds import Confirm, Deed, Do, Show
from detente_client.commands.grammar import Command, Given
from detente_client.commands.slots import Here, Slot
from detente_client.describe.bodies import body_lines
from detente_client.i18n import tr
from detente_client.words.handles import Thing
from detente_client.words.language import Misunderstood
from detente_wire import acts
from detente_wire.seen import MotionSeen
from detente_wire.terms import ChannelId, NationId, Ref

GROUP = tr("Institutions")


def _convene(here: Here, given: Given) -> Deed:
    body = here.scene.pack.institution(given["body"])
    assert body is not None
    heard: tuple[NationId, ...] = given.get("heard", ())
    for seen in here.scene.view.invitations():
        if seen.institution == body.id:
            return Do(acts.Join(seen.id), given.words)  # somebody convened it first
    others = {*body.members, *body.officers, *heard} - {here.scene.me}
    medium = medium_of(here, given, "meeting", many=len(others) > 1 and len(here.scene.pack.nations) > 3)
    return Do(acts.Invite(medium, heard, given.get("venue"), institution=body.id), given.words)


def _motion(here: Here, given: Given) -> Deed:
    moved: acts.Motion = given["motion"]
    do = Do(evolve(moved, channel=_conference(here, given)), given.words)
    if moved.kind == "adjourn":
        warning = tr(
            "You are about to move that the talks end without a date. If it is carried: tension +6, and every "
            "home at the table -2. Say /yes to move it."
        )
        return Confirm(do, (warning,))
    return do


def _conference(here: Here, given: Given) -> ChannelId:
    """The channel named, or the one conference that is open, or the current one."""
    if given.get("channel"):
        return channel_of(here, given)
    pack = here.scene.pack
    media = {medium.id for medium in pack.media if medium.many}
    found = [seen.id for seen in here.scene.view.open_channels() if seen.medium in media]
    return found[0] if len(found) == 1 and here.channel not in found else channel_of(here, given)


def _second(here: Here, given: Given) -> Deed:
    return Do(acts.Second(Ref(_moved(here, given, seconded=False).ref)), given.words)


def _vote(here: Here, given: Given) -> Deed:
    return Do(acts.Vote(Ref(_moved(here, given, seconded=True).ref), given["choice"]), given.words)


def _moved(here: Here, given: Given, seconded: bool) -> MotionSeen:
    """The motion that is named, or the only one that waits for this."""
    view = here.scene.view
    thing: Thing | None = given.get("motion")
    if thing is not None:
        seen = view.motions.get(Ref(thing.ref))
        if seen is None:
            raise Misunderstood(tr("{name} was taken back.", name=thing.name))
        return seen
    waiting = [
        seen
        for seen in view.open_motions()
        if (seen.seconder is not None) == seconded and here.scene.me not in (seen.by, *seen.votes)
    ]
    if len(waiting) == 1:
        return waiting[0]
    raise Misunderstood(
        tr("Several motions are on the table: name one.") if waiting else tr("No motion waits for that.")
    )


def _bodies(here: Here, given: Given) -> Deed:
    return Show(tuple(body_lines(here.scene)))


_MOTION = Slot("thing", "motion", needed=False, things=("motion",))

COMMANDS = (
    Command(
        "bodies",
        GROUP,
        tr("The institutions of this crisis: members, procedure, powers, what they have decided."),
        "/bodies",
        _bodies,
        (),
        ("institutions",),
    ),
    Command(
        "convene",
        GROUP,
        tr("Call a session of an institution; `hearing` asks others in, who are heard and have no vote."),
        "/convene {body}",
        _convene,
        (
            Slot("body", "body"),
            Slot("nation", "heard", many=True, keyword="hearing", needed=False),
            Slot("meeting-medium", "medium", keyword="via", needed=False),
            Slot("venue", "venue", keyword="at", needed=False),
        ),
        (),
        tr("All its members are asked. Substance takes more than half of them in the room."),
    ),
    Command(
        "motion",
        GROUP,
        tr(
            "Move something in a conference: recess, agenda, basis, close …; in an institution what it has "
            "the power to."
        ),
        "/motion agenda {issue}",
        _motion,
        (Slot("motion", "motion"), IN),
        ("move",),
        tr("It needs a seconder; to move and to second is to vote for it. A vote once cast stands."),
    ),
    Command(
        "second",
        GROUP,
        tr("Support a motion, so that it comes to the vote; it is a vote for it."),
        "/second {motion}",
        _second,
        (_MOTION,),
    ),
    Command(
        "vote",
        GROUP,
        tr("Vote on a motion that has been seconded, before all who are there."),
        "/vote {motion} yes",
        _vote,
        (_MOTION, Slot("word", "choice", words=("yes", "no", "abstain"))),
        (),
        tr("Who does not vote abstains when the talks close. A veto's No kills a motion of substance."),
    ),
)
