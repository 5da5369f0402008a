"""An entry as it is read in a room: its sentences, who speaks, what is heading, answer or call.

Owns: `Sentence`, `sentences`, the turn that a divider names, a room read again line by line.
Does not know: widths, colours, where it is drawn.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from detente_client.delegation.rooms import EVERYTHING, Room
from detente_client.delegation.transcript import Entry, Transcript
from detente_client.describe.telling import URGENT
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.words.naming import capital
from detente_wire.notices import Ended, TurnBegan
from detente_wire.terms import ChannelId, NationId

Sort = Literal["plain", "urgent", "heading", "answer"]
"""``urgent``: asks something of the player; ``answer``: to what he typed, told to nobody else."""


@frozen
class Sentence:
    """One line that was told, as it is read where it stands."""

    text: str
    sort: Sort = "plain"
    nation: NationId | None = None
    """Who speaks or acts, if the line names him at its beginning."""
    name: tuple[int, int] = (0, 0)
    """Where in the text his name stands."""


def sentences(scene: Scene, entry: Entry, within: Room) -> list[Sentence]:
    """What was told, without what the room says already."""
    channel = getattr(entry.heard.notice, "channel", None) if entry.heard else None
    here = within != EVERYTHING and isinstance(channel, str)
    begin = scene.tag(ChannelId(channel)).rstrip("]") if here and isinstance(channel, str) else ""
    return [_sentence(scene, entry, at, begin) for at in range(len(entry.lines))]


def _sentence(scene: Scene, entry: Entry, at: int, begin: str) -> Sentence:
    """One line; `begin`: how the channel's tag begins, which is left out."""
    line = entry.lines[at]
    text = line.removeprefix(URGENT)
    urgent = text != line
    if begin and text.startswith(begin):
        text = _without_tag(text.removeprefix(begin))
    if entry.heard is None and entry.weight == "own":
        return Sentence(text, "answer")
    nation, name = _speaker(scene, entry, text)
    sort: Sort = "urgent" if urgent else "heading" if _heads(entry, at) else "plain"
    return Sentence(text, sort, nation, name)


def _without_tag(rest: str) -> str:
    """The line without its channel; that it was said aside stays, behind the speaker's name."""
    aside, _, text = rest.partition("] ")
    aside = aside.removeprefix(", ")
    who, colon, words = text.partition(": ")
    if not aside:
        return text
    return f"{who} ({aside}): {words}" if colon else f"({aside}) {text}"


def _speaker(scene: Scene, entry: Entry, text: str) -> tuple[NationId | None, tuple[int, int]]:
    """Who speaks or acts, and where his name stands: at the line's beginning, or behind the tag of its channel."""
    notice = entry.heard.notice if entry.heard else None
    nation = getattr(notice, "by", None) or getattr(notice, "nation", None)
    if not isinstance(nation, str):
        return None, (0, 0)
    name = capital(scene.names.whom(nation))
    start = text.find("] ") + 2 if text.startswith("[") else 0
    end = start + len(name)
    if not text.startswith(name, start) or text[end : end + 1] not in (" ", ":"):
        return None, (0, 0)
    return NationId(nation), (start, end)


def _heads(entry: Entry, at: int) -> bool:
    """Whether a line is a heading: the first below an empty one, where an entry consists of several parts."""
    if not at or entry.lines[at - 1]:
        return False
    parts = entry.heard is not None and isinstance(entry.heard.notice, TurnBegan | Ended)
    return parts or at == 1


def opens_turn(entry: Entry) -> bool:
    """Whether the entry itself tells that a turn begins: it needs no divider."""
    return entry.heard is not None and isinstance(entry.heard.notice, TurnBegan)


def turn_title(scene: Scene, turn: int) -> str:
    """What stands between the turns."""
    dates = scene.pack.dates
    if not 1 <= turn <= len(dates):
        return tr("Turn {turn}", turn=turn)
    return tr("Turn {turn}, {date}", turn=turn, date=dates[turn - 1])


def reread_lines(scene: Scene, transcript: Transcript, room: Room, most: int) -> list[str]:
    """The last things that were told in a room, under the turns in which they were."""
    told = [entry for entry in transcript.of(room.key) if entry.heard is not None][-most:]
    if not told:
        return [tr("Nothing has been said there.")]
    lines, turn = [], 0
    for entry in told:
        if entry.turn != turn:
            turn = entry.turn
            lines.append(f"{turn_title(scene, turn)}.")
        lines += entry.lines
    return lines
