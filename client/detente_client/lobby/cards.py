"""A crisis in a few lines, for whoever chooses one.

Owns: the lines of its card and of its seats.
Does not know: where packs come from, layout.
"""

from __future__ import annotations

from detente_client.figures import listing
from detente_client.i18n import tr, trn
from detente_client.markdown import plain_lines
from detente_client.publicpack import PublicNation, PublicPack


def seats(pack: PublicPack) -> tuple[PublicNation, ...]:
    """The nations that a person can speak for, in pack order."""
    return tuple(nation for nation in pack.nations if nation.playable)


def span(pack: PublicPack) -> str:
    """From when to when."""
    if not pack.dates:
        return pack.era
    first, last = pack.dates[0], pack.dates[-1]
    return first if first == last else tr("{first} to {last}", first=first, last=last)


def length(pack: PublicPack) -> str:
    """How long it lasts, and for how many it is."""
    turns = trn("{count} turn", "{count} turns", pack.deadline)
    return tr("{turns}, {seats}", turns=turns, seats=trn("{count} seat", "{count} seats", len(seats(pack))))


def about(pack: PublicPack) -> list[str]:
    """Paragraphs: what it is about, and what it asks of those who play it."""
    return plain_lines(pack.texts.get("intro", ""))


def card(pack: PublicPack) -> list[str]:
    """All of it, in lines."""
    titles = listing(nation.title for nation in seats(pack))
    return [pack.title, f"{span(pack)}.", f"{length(pack)}: {titles}.", *about(pack)]
