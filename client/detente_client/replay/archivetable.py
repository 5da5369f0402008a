"""A table at which a finished match is gone through: its stream comes from the archive, and nothing can be done.

Owns: `ArchiveTable`: how far the match has been heard, where its turns begin.
Does not know: files, screens. A nation hears what it was told at the time, to the letter; None hears what all did.

A moment of the match is a number of the archive's notices: all before it have happened. It means the same through
every nation's eyes.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

from attrs import define, field

from detente_client.i18n import tr
from detente_client.publicpack import PublicPack, read_pack
from detente_client.sessions.table import Event, HeardEvent
from detente_wire.acts import Act
from detente_wire.archive import Archive
from detente_wire.messages import (
    AnswerBody,
    Committed,
    Denied,
    Heard,
    MatchId,
    Points,
    PointsAnswer,
    Question,
    Reply,
    Role,
    Wish,
)
from detente_wire.notices import TurnBegan
from detente_wire.orders import Order
from detente_wire.terms import NationId
from detente_wire.view import View

_MATCH = MatchId("")


@define(eq=False)
class ArchiveTable:
    """A finished match through the eyes of one nation, heard up to a moment."""

    archive: Archive
    nation: NationId | None
    view: View = field(init=False)
    pack: PublicPack = field(init=False)
    moment: int = field(default=0, init=False)
    """So many of the archive's notices have happened."""

    def __attrs_post_init__(self) -> None:
        self.view = View.of(self.nation, self.archive.header.public)
        self.pack = read_pack(self.archive.header.public)

    @property
    def match(self) -> MatchId:
        """None that goes on."""
        return _MATCH

    @property
    def role(self) -> Role:
        """Whoever's eyes these are, nobody acts."""
        return "observer"

    @property
    def last(self) -> int:
        """The moment at which all has happened."""
        return len(self.archive.told)

    # -- going through it ---------------------------------------------------------------------------------------

    def go_on(self, moment: int) -> Iterator[HeardEvent]:
        """What this nation heard from where it is to a later moment; the view holds each as it is yielded."""
        while self.moment < min(moment, self.last):
            told = self.archive.told[self.moment]
            self.moment += 1
            if told.is_for(self.nation):
                cursor = self.view.cursor + 1
                heard = Heard(_MATCH, cursor, told.turn, told.at_s, told.notice, told.words)
                self.view.hear(heard)
                yield HeardEvent(heard)

    def next_heard(self) -> int:
        """The moment after the next notice that this nation was told; the last, if there is none."""
        later = (n for n in range(self.moment, self.last) if self.archive.told[n].is_for(self.nation))
        return next(later, self.last - 1) + 1

    # -- the table, read only -----------------------------------------------------------------------------------

    async def do(self, act: Act, words: str = "") -> Committed | Denied:
        """Nothing."""
        return over()

    async def ask(self, question: Question) -> AnswerBody:
        """Own points, which the sheet tells; nothing that a server would have to reckon."""
        if isinstance(question, Points) and self.view.worth:
            return PointsAnswer(self.view.points(question.package), self.view.batna)
        return over()

    async def wish(self, wish: Wish) -> Reply:
        """Nothing."""
        return over()

    async def direct(self, order: Order, words: str = "") -> Committed | Denied:
        """Nothing."""
        return over()

    async def leave(self) -> None:
        """There is no seat to be given up."""

    async def events(self) -> AsyncIterator[Event]:
        """All that there is to hear, at once."""
        for event in self.go_on(self.last):
            yield event
            await asyncio.sleep(0)


def over() -> Denied:
    """Why nothing can be done."""
    return Denied("replay.over", tr("This match is over: you look at it, and what was done is done."))


def beginnings(archive: Archive) -> tuple[int, ...]:
    """The moments at which turns have just begun, after the very first."""
    return (0, *(n for n, told in enumerate(archive.told, 1) if isinstance(told.notice, TurnBegan)))


def turn_at(archive: Archive, moment: int) -> int:
    """The turn whose talks are open at a moment; 0 before the first."""
    turns = [told.notice.turn for told in archive.told[:moment] if isinstance(told.notice, TurnBegan)]
    return turns[-1] if turns else 0
