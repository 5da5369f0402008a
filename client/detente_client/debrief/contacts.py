"""Who talked to whom, where and when, and who knew: meetings, back-channels, letters.

Owns: `Talk` (one holding of a channel), `Post` (one letter), who came to know of each later.
Does not know: what was agreed, how anything is worded.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import define, evolve, field, frozen

from detente_client.debrief.timeline import Moment
from detente_wire.acts import Offer, Say
from detente_wire.archive import Audience
from detente_wire.notices import ChannelChanged, ChannelOpened, Letter, Minutes, Said
from detente_wire.terms import (
    PUBLIC,
    ChannelId,
    ChannelKind,
    InstitutionId,
    IssueId,
    MediumId,
    NationId,
    Package,
    Ref,
    VenueId,
)

Outing = Literal["leaked", "intercepted", "forwarded", "quoted", "published", "rumoured"]
"""How a record came to somebody who was not there."""
_OUTINGS = ("leaked", "intercepted", "forwarded", "quoted", "published", "rumoured")


@frozen
class CameOut:
    """A record came to somebody who had not heard it."""

    turn: int
    how: Outing
    to: tuple[NationId, ...]
    """Nobody named: everybody."""
    via: NationId | None = None
    certified: bool = True


@frozen
class Talk:
    """One holding of a channel, in one turn."""

    turn: int
    channel: ChannelId
    kind: ChannelKind
    medium: MediumId
    members: tuple[NationId, ...]
    """Who was in it: those who opened it, then those who came in later, as they came."""
    secret: bool = False
    """Only its members were told that it was held."""
    venue: VenueId | None = None
    go_between: NationId | None = None
    institution: InstitutionId | None = None
    acts: int = 0
    """How much was said in it."""
    offers: int = 0
    came_out: tuple[CameOut, ...] = ()
    """Of what was said, as far as it came to others."""


@frozen
class Post:
    """A letter, and whoever read it."""

    turn: int
    """When it was sent."""
    ref: Ref
    by: NationId
    to: tuple[NationId, ...]
    medium: MediumId
    subject: IssueId | None = None
    package: Package = ()
    arrived: int = 0
    """The turn in which it came; 0: it never did."""
    came_out: tuple[CameOut, ...] = ()


@define
class _Holding:
    talk: Talk
    members: list[NationId]
    acts: int = 0
    offers: int = 0
    came_out: list[CameOut] = field(factory=list)


def talks(all_moments: tuple[Moment, ...]) -> tuple[Talk, ...]:
    """Every holding, in order; the public channel is no talk."""
    held: list[_Holding] = []
    of_ref: dict[str, _Holding] = {}
    newest: dict[str, _Holding] = {}
    for moment in all_moments:
        match moment.notice:
            case ChannelOpened():
                opened = _Holding(_talk(moment, moment.notice), [*moment.notice.members])
                held.append(opened)
                newest[moment.notice.channel] = opened
            case ChannelChanged(change="joined", nation=str(nation)) if moment.notice.channel in newest:
                _joined(newest[moment.notice.channel], nation)
            case Said() if moment.notice.channel != PUBLIC and moment.notice.channel in newest:
                _said(newest[moment.notice.channel], moment.notice, of_ref)
            case Minutes() if moment.notice.how in _OUTINGS:
                _came_out(moment, moment.notice, newest, of_ref)
    return tuple(
        evolve(
            one.talk,
            members=tuple(one.members),
            acts=one.acts,
            offers=one.offers,
            came_out=_once(one.came_out),
        )
        for one in held
    )


def _talk(moment: Moment, opened: ChannelOpened) -> Talk:
    return Talk(
        moment.turn,
        opened.channel,
        opened.kind,
        opened.medium,
        opened.members,
        opened.secret or moment.told.audience != "public",
        opened.venue,
        opened.go_between,
        opened.institution,
    )


def _joined(holding: _Holding, nation: NationId) -> None:
    if nation not in holding.members:
        holding.members.append(nation)


def _said(holding: _Holding, said: Said, of_ref: dict[str, _Holding]) -> None:
    if said.ref in of_ref:  # told to several apart
        return
    of_ref[said.ref] = holding
    holding.acts += not isinstance(said.act, Say) or bool(said.channel)
    holding.offers += isinstance(said.act, Offer)


def _came_out(
    moment: Moment, minutes: Minutes, newest: dict[str, _Holding], of_ref: dict[str, _Holding]
) -> None:
    """Minutes name the channel or an act; hearsay, which names a letter, is its letter's."""
    found = newest.get(minutes.ref or "") or of_ref.get(minutes.ref or "") or _of_acts(minutes, of_ref)
    if found is not None:
        found.came_out.append(outing(moment, minutes.how, minutes.via, minutes.certified))


def _of_acts(minutes: Minutes, of_ref: dict[str, _Holding]) -> _Holding | None:
    """By what the acts answer, where the minutes name nothing."""
    refs = (getattr(act, "ref", None) for _, act in minutes.acts)
    return next((of_ref[ref] for ref in refs if isinstance(ref, str) and ref in of_ref), None)


def outing(moment: Moment, how: str, via: NationId | None, certified: bool) -> CameOut:
    """Who came to know, by the audience of the notice."""
    known: dict[str, Outing] = {
        "leaked": "leaked",
        "intercepted": "intercepted",
        "forwarded": "forwarded",
        "quoted": "quoted",
        "published": "published",
    }
    return CameOut(moment.turn, known.get(how, "rumoured"), named(moment.told.audience), via, certified)


def named(audience: Audience) -> tuple[NationId, ...]:
    """The nations of an audience, sorted; nobody named: everybody."""
    return () if isinstance(audience, str) else tuple(sorted(audience))


def _once(came_out: Iterable[CameOut]) -> tuple[CameOut, ...]:
    return tuple(dict.fromkeys(came_out))


# -- letters ---------------------------------------------------------------------------------------------------


def posts(all_moments: tuple[Moment, ...]) -> tuple[Post, ...]:
    """Every letter in the order in which they were sent."""
    found: dict[Ref, Post] = {}
    for moment in all_moments:
        match moment.notice:
            case Letter() as letter:
                known = found.get(letter.ref) or _post(letter)
                found[letter.ref] = _read(known, moment, letter)
            case Minutes(kind="letter", ref=str(ref)) as minutes if (
                ref in found and minutes.how != "rumoured"
            ):
                came = outing(moment, minutes.how, minutes.via, minutes.certified)
                found[ref] = evolve(found[ref], came_out=_once([*found[ref].came_out, came]))
    return tuple(found.values())


def _post(letter: Letter) -> Post:
    sent = letter.letter
    return Post(letter.sent_turn, letter.ref, letter.by, sent.to, sent.medium, sent.subject, sent.package)


def _read(post: Post, moment: Moment, letter: Letter) -> Post:
    match letter.how:
        case "sent":
            return post
        case "arrived":
            return evolve(post, arrived=post.arrived or max(1, moment.turn))
        case _:
            came = outing(moment, letter.how, letter.via, letter.certified)
            return evolve(post, came_out=_once([*post.came_out, came]))
