"""What describing needs and gives: the scene in which a notice is read, and what is told of it.

Owns: `Scene` (pack, names, handles and view of one seat) and `Told`.
Does not know: any particular notice, how lines are wrapped or when they are printed.
"""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from detente_client.describe.hushed import Hushed
from detente_client.figures import joined, listing
from detente_client.i18n import tr, trc
from detente_client.publicpack import PublicPack
from detente_client.words import phrases
from detente_client.words.handles import Handles, Kind
from detente_client.words.naming import Names, capital, count, sentences
from detente_client.words.phrases import crossing
from detente_wire.gate import display
from detente_wire.notices import Said
from detente_wire.terms import PUBLIC, ChannelId, NationId, Package, Promise
from detente_wire.view import View

Tone = Literal["urgent", "talk", "news", "quiet", "paper"]
"""``urgent``: asks something of the viewer; ``talk``: words in a channel; ``quiet``: for the gazette and the
ledger, not worth a line of its own when it happens; ``paper``: a longer text."""

Topic = Literal["match", "world", "tension", "talks", "texts", "pressure", "word", "you", "end"]
"""Under which heading the gazette or bulletin prints it; ``you``: the private bulletin."""

KINDS: dict[Kind, str] = {
    "offer": trc("a thing", "offer"), "question": trc("a thing", "question"),
    "claim": trc("a thing", "claim"), "restatement": trc("a thing", "restatement"),
    "assurance": trc("a thing", "assurance"), "recess": trc("a thing", "recess"),
    "letter": trc("a thing", "letter"), "text": trc("a thing", "text"), "pledge": trc("a thing", "pledge"),
    "threat": trc("a thing", "threat"), "engagement": trc("a thing", "engagement"),
    "study": trc("a thing", "study"), "appeal": trc("a thing", "appeal"), "lie": trc("a thing", "lie"),
    "minutes": trc("a thing", "minutes"), "sealed": trc("a thing", "sealed"),
    "meeting": trc("a thing", "meeting"), "back-channel": trc("a thing", "back-channel"),
    "motion": trc("a thing", "motion"),
}  # fmt: skip
"""What the things are called that have short names."""
A_KIND: dict[Kind, str] = {
    "offer": tr("an offer"), "question": tr("a question"), "claim": tr("a claim"),
    "restatement": tr("a restatement"), "assurance": tr("an assurance"), "recess": tr("a recess"),
    "letter": tr("a letter"), "text": tr("a text"), "pledge": tr("a pledge"), "threat": tr("a threat"),
    "engagement": tr("an engagement"), "study": tr("a study"), "appeal": tr("an appeal"), "lie": tr("a lie"),
    "minutes": tr("minutes"), "sealed": tr("a sealed act"), "meeting": tr("a meeting"),
    "back-channel": tr("a back-channel"), "motion": tr("a motion"),
}  # fmt: skip
"""The same with an article."""


@frozen
class Told:
    """What is told of one notice: finished sentences, safe to show."""

    lines: tuple[str, ...]
    tone: Tone = "news"
    topic: Topic = "talks"


@frozen
class Scene:
    """One seat's surroundings; the view is up to date with the notice that is described."""

    pack: PublicPack
    view: View
    handles: Handles
    hushed: Hushed = field(factory=Hushed)
    """Whose words are hidden."""
    names: Names = field(init=False)

    @names.default
    def _names(self) -> Names:
        return Names(self.pack, self.view.me)

    @property
    def me(self) -> NationId | None:
        """The viewer's nation; none for an observer."""
        return self.view.me

    def thing(self, ref: str | None, *kinds: Kind) -> str:
        """``offer o1``, ``your offer o1`` or ``China's offer o1``; unknown things are called that."""
        thing = self.handles.named(ref, *kinds)
        if thing is None:
            return tr("something that you cannot see")
        kind = KINDS[thing.kind]
        if not thing.by:
            return tr("{kind} {name}", kind=kind, name=thing.name)
        return tr("{whose} {kind} {name}", whose=self.names.whose(thing.by), kind=kind, name=thing.name)

    def text(self, ref: str | None, *, kind: bool = False) -> str:
        """``t1`` or ``text t1``, or that there is a text which this viewer does not see."""
        thing = self.handles.named(ref, "text")
        if thing is None:
            return tr("a text that you do not see")
        return tr("text {name}", name=thing.name) if kind else thing.name

    def promise(self, promise: Promise) -> str:
        """What is promised, after ``promises``; a text that is to be signed by its short name, where it has one."""
        refs = (ref for ref, seen in self.view.instruments.items() if seen.hash == promise.hash)
        thing = next(filter(None, (self.handles.named(ref, "text") for ref in refs)), None)
        return phrases.promise(self.names, promise, thing.name if thing and promise.hash else "")

    def was_said(self, ref: str) -> bool:
        """Whether the viewer has just heard this act said in a channel."""
        latest = (item.notice for seen in self.view.channels.values() for item in seen.items[-3:])
        return any(isinstance(notice, Said) and notice.ref == ref for notice in latest)

    def tag(self, channel: ChannelId | None, aside: str = "") -> str:
        """What stands before each line of a channel: ``[m1]``, ``[b1, secret]``, ``[public]``."""
        thing = self.handles.named(channel, "meeting", "back-channel")
        name = tr("public") if channel == PUBLIC else thing.name if thing else tr("letters")
        seen = self.view.channels.get(channel) if channel else None
        parts = [name, tr("secret")] if seen and (seen.secret or seen.kind == "back-channel") else [name]
        parts += [tr("aside to {nations}", nations=aside)] if aside else []
        return f"[{listing(parts)}]"

    def worth(self, said: Package) -> str:
        """What a package is worth to the viewer, as a sentence; empty for who has no sheet."""
        worth = self.view.worth
        if not said or any(choice.option not in worth.get(choice.issue, {}) for choice in said):
            return ""
        best = sum(max(worth[choice.issue].values()) for choice in said)
        points = self.view.points(said)
        crossed = self.view.red_lines_in(said)
        line = tr("To you: {worth} of {points}.", worth=points, points=count(best, "point"))
        lines = [self.names.issue(choice.issue) for choice in crossed]
        return sentences(line, crossing(lines) if lines else "")

    def written(self, by: NationId | None, words: str, tag: str = "") -> list[str]:
        """What somebody wrote, gated, one line a paragraph; nothing if nothing was written."""
        safe = [line for line in display(words).split("\n") if line.strip()]
        who = capital(self.names.whom(by))
        start = f"{tag} {who}: " if tag else f"{who}: "
        if safe and by is not None and self.is_hushed(by):
            return [
                start
                + tr(
                    "({characters} of somebody whom you have muted)",
                    characters=count(len(words), "character"),
                )
            ]
        return [start + line for line in safe]

    def is_hushed(self, nation: NationId) -> bool:
        """Whether the words of who speaks for this nation are hidden."""
        seat = self.view.seats.get(nation)
        return seat is not None and seat.holder == "player" and self.hushed.has(seat.name)


def moved(by: int, now: int) -> str:
    """``rises by 2 to 22``; ``stays at 22``."""
    if by > 0:
        return tr("rises by {by} to {now}", by=by, now=now)
    return tr("falls by {by} to {now}", by=-by, now=now) if by else tr("stays at {now}", now=now)


def costs(envoys: int, capital_points: int) -> str:
    """``1 envoy and 2 capital``; ``nothing``."""
    parts = [count(envoys, "envoy")] if envoys else []
    parts += [tr("{capital} capital", capital=capital_points)] if capital_points else []
    return joined(parts, none=tr("nothing"))
