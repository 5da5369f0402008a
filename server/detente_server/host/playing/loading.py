"""Reading a match from its log; runs on a thread, for a long log takes a while.

Owns: `load`.
Does not know: the loop, owners.
"""

from __future__ import annotations

from attrs import frozen

from detente_server.host.library import Library
from detente_server.host.playing.recording import whole_log
from detente_server.match.effects import StoredRecord
from detente_server.match.match import Match
from detente_server.match.records import MatchCreated, Unreadable, decode_facts
from detente_server.match.settings import Settings
from detente_server.match.stream import PUBLIC
from detente_server.rules.book import Game
from detente_server.rules.dice import Dice
from detente_server.store import Store
from detente_wire.messages import MatchId


@frozen
class Loaded:
    """A match as its log left it."""

    match: Match
    version: int
    """How many records there are."""
    released: int
    """The public's cursor at the beginning of this turn; the last one before the first turn and after the end."""


def game_of(settings: Settings, library: Library) -> tuple[Game, dict[str, str]]:
    """The rules' constants and the texts, from the pack that the match keeps."""
    pack = library.played(settings).loaded
    dice = Dice(settings.key, settings.rules_digest)
    return Game(pack.pack, dice, settings.legacy), dict(pack.texts)


def public_of(store: Store, library: Library, id: MatchId) -> str | None:
    """The public part that a match is played with, from the settings in its first record; None: there is no log."""
    first = store.read(id, 0, 1).records
    if not first:
        return None
    created = decode_facts(first[0].facts)[0]
    return library.played(created.settings).text if isinstance(created, MatchCreated) else None


def load(store: Store, library: Library, id: MatchId) -> Loaded | None:
    """The match, or None if there is no log; raises `Unreadable` or `LostPack`."""
    log = list(whole_log(store, id))
    if not log:
        return None
    created = decode_facts(log[0].facts)[0]
    if not isinstance(created, MatchCreated):
        raise Unreadable("the log does not begin with the creation of the match")
    game, texts = game_of(created.settings, library)
    match = Match.restore(game, created.settings, texts, log)
    return Loaded(match, len(log), _released(match, log))


def _released(match: Match, log: list[StoredRecord]) -> int:
    if match.over or not match.begun:
        return match.streams.cursor(PUBLIC)
    last = max(n for n, record in enumerate(log) if record.kind in ("begun", "turn"))
    return sum(notice.audience == PUBLIC for record in log[: last + 1] for notice in record.notices)
