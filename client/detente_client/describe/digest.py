"""The gazette and the bulletin: what the end of a turn brought, gathered and told under a few headings.

Owns: what waits for the turn's end, the order of headings, the dials of a turn summed with their causes.
Does not know: when a turn ends (its owner says so), how a single notice is worded, screens.
"""

from __future__ import annotations

from attrs import define, field

from detente_client.describe.dials import by_dial, dial_line
from detente_client.describe.told import Scene, Told, Topic
from detente_client.i18n import tr
from detente_wire.notices import DialMoved, Notice

PUBLIC_HEADS: tuple[tuple[Topic, str], ...] = (
    ("world", tr("The world.")),
    ("talks", tr("The talks.")),
    ("texts", tr("Texts.")),
    ("pressure", tr("Pressure.")),
    ("word", tr("Words and reputations.")),
    ("match", tr("At the table.")),
)
_DIAL_TOPIC: dict[str, Topic] = {"standing": "word", "word": "word", "strain": "word"}


@define
class Digest:
    """What is kept for the gazette of the turn."""

    told: list[Told] = field(factory=list)
    moves: list[DialMoved] = field(factory=list)

    def add(self, notice: Notice, told: Told) -> None:
        """Keep a notice and what is told of it for the turn's end."""
        if isinstance(notice, DialMoved):
            self.moves.append(notice)
        else:
            self.told.append(told)

    def take(self) -> Digest:
        """What was kept; from now on a new digest is filled."""
        kept = Digest(self.told, self.moves)
        self.told, self.moves = [], []
        return kept


def gazette(scene: Scene, digest: Digest) -> list[str]:
    """The public part, headings and sentences; empty if nothing happened."""
    lines = _tension(scene, digest)
    for topic, heading in PUBLIC_HEADS:
        rows = [
            line
            for told in digest.told
            if told.topic == topic and told.tone != "quiet"
            for line in _rows(told)
        ]
        rows += [dial_line(scene.names, moves) for moves in _dials(digest, topic) if sum(m.by for m in moves)]
        lines += [heading, *rows] if rows else []
    return lines


def bulletin(scene: Scene, digest: Digest) -> list[str]:
    """The viewer's private part."""
    rows = [line for told in digest.told if told.topic == "you" for line in _rows(told)]
    return [dial_line(scene.names, moves) for moves in _dials(digest, "you")] + rows


def _rows(told: Told) -> list[str]:
    return [f"! {told.lines[0]}", *told.lines[1:]] if told.tone == "urgent" else list(told.lines)


def _tension(scene: Scene, digest: Digest) -> list[str]:
    found = by_dial(digest.moves)
    lines = [dial_line(scene.names, moves) for key, moves in found.items() if key[0] == "tension"]
    return lines + [dial_line(scene.names, moves) for key, moves in found.items() if key[0] == "stall"]


def _dials(digest: Digest, topic: Topic) -> list[list[DialMoved]]:
    """Moves by dial that belong under a heading; envoys are told with the new turn."""
    found = by_dial(digest.moves)
    crisis = ("tension", "stall", "envoys")
    return [
        moves
        for key, moves in found.items()
        if key[0] not in crisis and _DIAL_TOPIC.get(key[0], "you") == topic
    ]
