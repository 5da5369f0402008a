"""Short names for what can be referred to: ``o1`` the first offer heard, ``q1`` the first question, ``t1``, ``m1`` …

Owns: the kinds of things, the order in which a viewer heard of them, look-up by name and by reference.
Does not know: how a thing stands (the view), what may be done with it, how it is worded.

A pure fold of one viewer's notices: the same stream gives the same names on every machine, and a name once given
never changes its meaning.
"""

from __future__ import annotations

import re
from typing import Literal, get_args

from attrs import frozen

from detente_client.publicpack import PublicPack
from detente_wire.acts import (
    Act,
    Ask,
    Assure,
    Correct,
    Motion,
    Offer,
    Pledge,
    Recess,
    Restate,
    Tell,
    Threaten,
)
from detente_wire.messages import Heard
from detente_wire.notices import (
    AppealMade,
    ChannelOpened,
    EngagementAsked,
    InstrumentShown,
    Invited,
    Letter,
    LieFound,
    Minutes,
    MotionDecided,
    Pledged,
    Said,
    Sealed,
    StudyAsked,
    Threatened,
)
from detente_wire.terms import PUBLIC, NationId

Kind = Literal[
    "offer", "question", "claim", "restatement", "assurance", "recess", "letter", "text", "pledge", "threat",
    "engagement", "study", "appeal", "lie", "meeting", "back-channel", "minutes", "sealed", "motion",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
PREFIXES: dict[Kind, str] = {
    "offer": "o", "question": "q", "claim": "c", "restatement": "r", "assurance": "a", "recess": "x",
    "letter": "l", "text": "t", "pledge": "p", "threat": "th", "engagement": "e", "study": "js", "appeal": "ap",
    "lie": "lie",
    "minutes": "n", "sealed": "s", "meeting": "m", "back-channel": "b", "motion": "mo",
}  # fmt: skip
"""What the name of each kind of thing begins with."""

_SAID: dict[type[Act], Kind] = {
    Offer: "offer", Ask: "question", Tell: "claim", Correct: "claim", Restate: "restatement",
    Assure: "assurance", Recess: "recess", Pledge: "pledge", Threaten: "threat",
    Motion: "motion",
}  # fmt: skip


@frozen
class Thing:
    """Something that can be referred to."""

    name: str
    kind: Kind
    ref: str
    """A `Ref`; of a meeting or back-channel its `ChannelId`."""
    by: NationId | None
    """Whose it is: who made, wrote, said or convened it, as far as the viewer was told."""


class Handles:
    """The names of one match for one viewer."""

    def __init__(self, pack: PublicPack) -> None:
        self.pack = pack
        self._things: dict[str, Thing] = {}
        self._names: dict[tuple[Kind, str], str] = {}
        self._counts: dict[Kind, int] = {}

    def find(self, name: str) -> Thing | None:
        """The thing of this name, letters large or small."""
        return self._things.get(name.strip().lower())

    def named(self, ref: str | None, *kinds: Kind) -> Thing | None:
        """The thing with this reference, of the first of these kinds that it is."""
        names = (self._names.get((kind, ref or "")) for kind in kinds or KINDS)
        return next((self._things[name] for name in names if name), None)

    def name(self, ref: str | None, *kinds: Kind) -> str:
        """The short name of a reference, ``public`` for public statements, else a dash."""
        thing = self.named(ref, *kinds)
        return thing.name if thing else "public" if ref == PUBLIC else "-"

    def all(self, *kinds: Kind) -> list[Thing]:
        """The things of these kinds (all, if none) in the order in which they were heard of."""
        return [thing for thing in self._things.values() if not kinds or thing.kind in kinds]

    def spell(self, text: str) -> str:
        """The text with every reference that has a name here called by it: for what a server writes."""
        return _REFERENCE.sub(lambda found: self._called(found.group()), text)

    def _called(self, ref: str) -> str:
        thing = self.named(ref)
        return thing.name if thing else ref

    def hear(self, heard: Heard) -> None:
        """Name what the next notice brings, if it brings anything new."""
        notice = heard.notice
        match notice:
            case Said():
                kind = _SAID.get(type(notice.act))
                if kind is not None:
                    self._add(kind, notice.ref, notice.by)
            case Letter() | Pledged() | Threatened() | LieFound():
                self._add(_PLAIN[type(notice)], notice.ref, notice.by)
            case MotionDecided():
                self._add("motion", notice.ref, notice.by)
            case Minutes(how="joined"):
                moved = bool(notice.acts) and isinstance(notice.acts[0][1], Motion)
                self._add("motion" if moved else "offer", notice.ref, notice.via)
            case Minutes():
                self._add("minutes", notice.ref, notice.via)
            case EngagementAsked():
                self._add("engagement", notice.ref, notice.host)
            case StudyAsked():
                self._add("study", notice.ref, notice.by)
            case AppealMade():
                self._add("appeal", notice.ref, notice.by)
            case InstrumentShown():
                self._add("text", notice.ref, notice.author)
            case Sealed():
                self._add("sealed", notice.ref, None)
            case Invited():
                self._add(self._kind(notice.medium), notice.channel, notice.by)
            case ChannelOpened():
                self._add(self._kind(notice.medium), notice.channel, None)

    def _kind(self, medium: str) -> Kind:
        known = self.pack.medium(medium)
        return "back-channel" if known and known.kind == "back-channel" else "meeting"

    def _add(self, kind: Kind, ref: str | None, by: NationId | None) -> None:
        if not ref or (kind, ref) in self._names:
            return
        self._counts[kind] = self._counts.get(kind, 0) + 1
        name = f"{PREFIXES[kind]}{self._counts[kind]}"
        self._names[kind, ref] = name
        self._things[name] = Thing(name, kind, ref, by)


_REFERENCE = re.compile(r"\b[a-z2-7]{16}\b")
_PLAIN: dict[type, Kind] = {Letter: "letter", Pledged: "pledge", Threatened: "threat", LieFound: "lie"}
