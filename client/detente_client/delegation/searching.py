"""Finding words in all that was told.

Owns: `Hit`, `find`, the lines of the line mode's `/find`.
Does not know: how hits are shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from detente_client.delegation.rooms import title
from detente_client.delegation.transcript import Entry, Transcript
from detente_client.describe.told import Scene
from detente_client.i18n import tr, trn

SHOWN = 20
"""Hits that the line mode prints, the newest."""
AROUND = 60
"""Characters of a line before and behind what was found."""


@frozen
class Hit:
    """An entry in which the words stand."""

    entry: Entry
    line: str
    """The first of its lines that has them."""


def find(entries: Iterable[Entry], words: str) -> list[Hit]:
    """Where the words stand one behind the other, letters large or small, oldest first; answers are passed over."""
    sought = words.casefold().strip()
    if not sought:
        return []
    hits = []
    for entry in entries:
        if entry.heard is not None or entry.weight != "own":
            line = next((line for line in entry.lines if sought in line.casefold()), None)
            if line is not None:
                hits.append(Hit(entry, line))
    return hits


def find_lines(scene: Scene, transcript: Transcript, words: str) -> list[str]:
    """The newest hits, a line each, with turn and room."""
    hits = find(transcript.entries, words)
    if not hits:
        return [tr("Nowhere in what you were told stands: {words}", words=words)]
    head = trn("{count} place has it.", "{count} places have it.", len(hits))
    if len(hits) > SHOWN:
        head += " " + tr("The newest {count}:", count=SHOWN)
    return [head, *(_line(scene, hit, words) for hit in hits[-SHOWN:])]


def _line(scene: Scene, hit: Hit, words: str) -> str:
    where = title(scene, hit.entry.room)
    return tr("Turn {turn}, {room}: {line}", turn=hit.entry.turn, room=where, line=excerpt(hit.line, words))


def excerpt(line: str, words: str) -> str:
    """The part of a long line around what was found."""
    at = line.casefold().find(words.casefold().strip())
    start, end = max(0, at - AROUND), min(len(line), at + len(words) + AROUND)
    return ("…" if start else "") + line[start:end].strip() + ("…" if end < len(line) else "")
