"""What the evidence of an evening says: who wrote what, who was entitled to it, and whose socket it went to.

Owns: the reading of the store after the evening, and the search in what was written to sockets.
Does not know: the running server; it takes the log's word for audiences and seats, and the tap's for bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field

from detente_server.host.playing.recording import whole_log
from detente_server.match.records import SeatChanged, decode_notice, decode_payload
from detente_server.store import Store
from detente_wire.notices import Ended
from tests.evening.tap import Tap

CANARY = re.compile(rb"canary[0-9a-f]{16}")


@define
class Log:
    """One match, as its records tell."""

    held: dict[str, list[tuple[str, str]]] = field(factory=dict)
    """Nation -> (how, by which player) its seat was held, one after the other."""
    audiences: dict[str, set[str]] = field(factory=dict)
    """Canary -> the nations, or ``public``, whom a notice with it was for."""
    turns: int = 0
    ended: bool = False

    def holders(self, nation: str) -> list[str]:
        """Every player who ever held this seat, in order."""
        return list(dict.fromkeys(player for _, player in self.held.get(nation, ()) if player))


def read(store: Store, match: str) -> Log:
    """The match from its log."""
    log = Log()
    words: dict[str, str] = {}
    for record in whole_log(store, match):
        log.turns = record.turn
        words |= {text.ref: text.text for text in record.texts}
        for fact in decode_payload(record.facts).values():
            if isinstance(fact, SeatChanged):
                log.held.setdefault(fact.nation, []).append((fact.holder, fact.player))
        for notice in record.notices:
            heard = decode_notice(notice.kind, notice.body)
            log.ended |= isinstance(heard.notice, Ended)
            for canary in CANARY.findall(words.get(heard.words_ref or "", "").encode()):
                log.audiences.setdefault(canary.decode(), set()).update(notice.audience.split("+"))
    return log


def leaks(log: Log, tap: Tap) -> Iterator[tuple[str, str]]:
    """(player, canary) of everything that reached somebody for whom no notice was."""
    for player, written in tap.written.items():
        for found in set(CANARY.findall(bytes(written))):
            audience = log.audiences.get(found.decode())
            if audience is not None and not _may(player, audience, log):
                yield player, found.decode()


def _may(player: str, audience: set[str], log: Log) -> bool:
    return "public" in audience or any(player in log.holders(nation) for nation in audience)
