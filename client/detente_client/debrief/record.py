"""What was said and done, turn by turn, for the page: all that anybody was told, as far as it fits.

Owns: the section of the record, its bound.
Does not know: how a notice is told (`replay`, `describe`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente_client.debrief.document import Block, Pages, Say, Section
from detente_client.i18n import tr, trn
from detente_client.replay.retelling import Page, everything
from detente_wire.archive import Archive

MOST_CHARACTERS = 500_000
"""Of the record in a page; the archive holds all of it."""


def record(archive: Archive, most: int = MOST_CHARACTERS) -> Section:
    """The section of it."""
    told = everything(archive)
    pages = tuple(_bounded(told, most))
    left = sum(len(page.lines) for page in told) - sum(len(lines) for _, lines in pages)
    blocks: list[Block] = [
        Say(tr("All that anybody was told, turn by turn; what was not public says who heard it.")),
        Pages(pages),
    ]
    if left > 0:
        blocks.append(
            Say(trn("{count} line more is in the archive.", "{count} lines more are in the archive.", left))
        )
    return Section("record", tr("Everything"), tr("Everything that was said and done"), tuple(blocks))


def _bounded(told: Iterable[Page], most: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    for page in told:
        kept: list[str] = []
        for line in page.lines:
            most -= len(line)
            if most < 0:
                break
            kept.append(line)
        if kept:
            yield (
                (tr("Turn {turn}", turn=page.turn) if page.turn else tr("Before the first turn")),
                tuple(kept),
            )
        if most < 0:
            return
