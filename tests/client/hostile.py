"""A match, a lobby, a home and an archive in which everything that others write is poisoned.

Owns: `StoryTable`, `Hostile`, `hostile_archive`, `furnish`.
Does not know: the attacks (`attacks`), what is shown of it, and where.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from detente_client.folders import archive_folder
from detente_client.home.shelf import Offers
from detente_client.journeys.addresses import book
from detente_client.journeys.solo import unfinished_folder
from detente_client.publicpack import PublicPack, read_pack
from detente_client.sessions.table import Event, HeardEvent, OverEvent
from detente_client.trouble import Trouble
from detente_wire.archive import Archive
from detente_wire.messages import (
    CampaignOffered,
    Committed,
    Denied,
    Digest,
    Done,
    Exposure,
    ExposureAnswer,
    Heard,
    MatchId,
    MatchRow,
    PackOffered,
    Ratify,
    RatifyAnswer,
    Role,
    SeatRow,
    Term,
    Validate,
    ValidateAnswer,
)
from detente_wire.notices import InstrumentShown
from detente_wire.terms import Hash, instrument_hash
from detente_wire.view import View
from tests.client.attacks import Poison, poisoned_pack, poisoned_words, words_of
from tests.client.debrief.matches import archive
from tests.client.lobbies import FakeSession
from tests.client.plain import story

SEATS = tuple(SeatRow(nation, "player", "Bel") for nation in (story.ADA, story.BEL))
ROW = MatchRow(
    MatchId("a" * 16), "teatime", Digest("teatime"), "Tea", "variable", "live", 600, "muster", SEATS, people=2, free=2,
    creator="Bel", code="abc",
)  # fmt: skip


class StoryTable:
    """A table at which a story is told."""

    match = MatchId("mmmmmmmmmmmmmmmm")
    role: Role = "player"

    def __init__(self, poison: Poison) -> None:
        public = poisoned_pack(story.TEATIME, poison)
        self.pack: PublicPack = read_pack(public)
        self.view = View.of(story.ADA, public)
        self._poison = poison
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        self._cursor = 0
        self.untold = 0

    def tell(self, told: Iterable[story.Told]) -> None:
        """Let this happen, with poison in all that is written."""
        for turn, notice, words in told:
            self._cursor += 1
            poisoned, said = poisoned_words(notice, self._poison), words_of(notice, words, self._poison)
            if isinstance(poisoned, InstrumentShown):
                poisoned = evolve(poisoned, hash=Hash(instrument_hash(poisoned.text)))
            self.put(HeardEvent(Heard(self.match, self._cursor, turn, 1_999_999_000, poisoned, said)))

    def put(self, event: Event) -> None:
        """Let this come next."""
        self.untold += 1
        self._events.put_nowait(event)

    async def events(self) -> AsyncIterator[Event]:
        """As they come."""
        while True:
            event = await self._events.get()
            self.untold -= 1
            if isinstance(event, HeardEvent):
                self.view.hear(event.heard)
            yield event
            if isinstance(event, OverEvent):
                return

    async def do(self, act: Any, words: str = "") -> Committed | Denied:
        """Nothing is allowed."""
        return Denied("rules.once", self._poison("refusal", "Not now."))

    async def ask(self, question: Any) -> Any:
        """Answers with reasons and problems of the enemy's own."""
        match question:
            case Exposure():
                return ExposureAnswer((story.BEL,), envoys=1, refused=self._poison("refusal", "Not now."))
            case Validate():
                return ValidateAnswer(Hash("0" * 16), (self._poison("problem", "It lacks a bridge."),))
            case Ratify():
                return RatifyAnswer(37, 36, (Term(self._poison("why", "home"), 37),))
        return Denied("rules.once", self._poison("refusal", "Not now."))

    async def wish(self, wish: Any) -> Denied:
        """Not granted."""
        return Denied("rules.once", self._poison("refusal", "Not now."))

    async def direct(self, order: Any, words: str = "") -> Denied:
        """Not obeyed."""
        return Denied("rules.once", self._poison("refusal", "Not now."))

    async def leave(self) -> None:
        """Nobody minds."""


class Hello:
    """What a server says of itself."""

    def __init__(self, poison: Poison) -> None:
        self.campaigns = (campaign(poison),)


def campaign(poison: Poison) -> CampaignOffered:
    """Two crises in a row."""
    about = poison("campaign-about", "Two of them.")
    return CampaignOffered("road", poison("campaign", "The Road"), about, ("teatime",))


class Hostile(FakeSession):
    """A lobby whose every title and name is poisoned."""

    def __init__(self, poison: Poison) -> None:
        seats = tuple(evolve(seat, name=poison("seat-name", seat.name)) for seat in SEATS)
        row = evolve(
            ROW, title=poison("match-title", ROW.title), creator=poison("creator", ROW.creator),
            code=poison("code", ROW.code), seats=seats,
        )  # fmt: skip
        super().__init__([row])
        self.hello = Hello(poison)
        self.name = poison("own-name", "Ann")
        self.packs = (
            PackOffered("teatime", poison("pack-offered", "Tea"), "1.0.0", Digest("teatime")),
            PackOffered("tea-again", poison("pack-offered", "More tea"), "1.0.0", Digest("teatime")),
        )
        self._poison = poison

    async def public(self, digest: Digest) -> Mapping[str, Any]:
        """The pack, poisoned."""
        return poisoned_pack(story.TEATIME, self._poison)  # type: ignore[no-any-return]

    async def wish(self, wish: Any) -> Done:
        """Granted."""
        return Done(self._poison("answer", "Done."))

    async def find(self, wanted: str) -> MatchRow:
        """Nothing is ever found."""
        raise Trouble(self._poison("trouble", "There is no such match."))


def hostile_archive(poison: Poison) -> Archive:
    """A finished match of bots, with poison in all that is written."""
    kept = archive("teatime")
    header = evolve(kept.header, public=poisoned_pack(kept.header.public, poison))
    told = [
        evolve(
            one, notice=poisoned_words(one.notice, poison),
            words=words_of(one.notice, one.words, poison) if one.words else "",
        )
        for one in kept.told
    ]  # fmt: skip
    return Archive(header, tuple(told))


def furnish(poison: Poison) -> None:
    """Write a home in which games were begun, servers visited and matches finished by an enemy."""
    game = unfinished_folder() / "20260101-120000-aaaa"
    game.mkdir(parents=True, exist_ok=True)
    note = {
        "match": "a" * 16,
        "crisis": poison("game", "Tea"),
        "nation": poison("game-nation", "Ada"),
        "turn": 3,
    }
    (game / "game.json").write_text(json.dumps(note), encoding="utf-8")
    book().parent.mkdir(parents=True, exist_ok=True)
    visited = {"address": poison("server-visited", "example.org"), "name": poison("name-visited", "Ann")}
    book().write_text(json.dumps([visited]), encoding="utf-8")
    _shelve(poison("archive-name", "", most=60))


def _shelve(name: str) -> None:
    """An archive of that name, as far as a disk takes it; finished at a time that is the same in every run."""
    folder = archive_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.detente"):
        old.unlink()
    safe = "".join(c for c in name.replace("/", "|") if c != "\0" and not "\ud800" <= c <= "\udfff")
    path = folder / f"{safe}.detente"
    path.touch()
    os.utime(path, (1_700_000_000, 1_700_000_000))


def offers(poison: Poison) -> Offers:
    """Crises and campaigns to begin."""
    return Offers((read_pack(poisoned_pack(story.TEATIME, poison)),), (campaign(poison),))


def archived_at(folder: Path, poison: Poison) -> Path:
    """A path for an archive, which the debrief says."""
    return folder / f"{poison('archive-name', 'match', most=20).replace('/', '|')}.detente"
