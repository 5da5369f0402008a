"""What the page of the timeline draws: rows of the list, the one that is marked in full, what is ahead.

Owns: how these look at a width.
Does not know: widgets, what happened (`standing.chronicle`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente_client.app.kit import Shown, painted, wrapped
from detente_client.app.pages import rows
from detente_client.describe.told import Scene
from detente_client.i18n import tr, trc, trn
from detente_client.standing.ahead import Coming
from detente_client.standing.chronicle import Chronicle, Happening, HappeningKind
from detente_client.standing.section import Section
from detente_client.standing.timeline import TITLES, coming_line, told, turn_title

SIGNS: dict[HappeningKind, tuple[str, str, str]] = {
    "world": ("●", trc("a kind of event", "world"), "bold $warning"),
    "talks": ("◦", trc("a kind of event", "talks"), "$primary"),
    "letters": ("✉", trc("a kind of event", "letter"), "$secondary"),
    "texts": ("§", trc("a kind of event", "text"), "bold $accent"),
    "words": ("“", trc("a kind of event", "words"), "$secret"),
    "knowledge": ("?", trc("a kind of event", "known"), "$success"),
    "pressure": ("!", trc("a kind of event", "press"), "bold $error"),
    "dials": ("±", trc("a kind of event", "dials"), "$noise"),
    "table": ("·", trc("a kind of event", "table"), "$noise"),
}
"""Sign, word and colour of each kind."""
_AHEAD = trc("a kind of event", "ahead")
_WORD = 1 + max(map(len, (_AHEAD, *(word for _, word, _ in SIGNS.values()))))


def turn_row(scene: Scene, chronicle: Chronicle, turn: int, width: int) -> Shown:
    """Where a turn begins."""
    return rows.heading(turn_title(scene, chronicle, turn), width)


def end_row() -> Shown:
    """Between a turn's talks and what its end brought."""
    return painted(("  " + tr("at its end"), "$noise italic"))


def row(scene: Scene, happening: Happening) -> Shown:
    """One line: sign, kind, what happened."""
    sign, word, colour = SIGNS[happening.kind]
    return painted((f" {sign} ", colour), (word.ljust(_WORD), colour), told(scene, happening))


def coming_row(scene: Scene, chronicle: Chronicle, coming: Coming) -> Shown:
    """Something that falls due."""
    return painted(
        ("   ", ""),
        (_AHEAD.ljust(_WORD), "$accent"),
        coming_line(scene, chronicle, coming),
    )


def whole(scene: Scene, chronicle: Chronicle, happening: Happening, width: int) -> Iterator[Shown]:
    """All that is told of it."""
    sign, _, colour = SIGNS[happening.kind]
    yield painted(
        (f"{sign} {TITLES[happening.kind]}", colour),
        (f"  {turn_title(scene, chronicle, happening.turn)}", "$noise"),
    )
    lines = (told(scene, happening), *happening.lines(scene)[1:])
    for line in lines:
        yield from (painted(part) for part in wrapped(line, width))


def context(sections: Iterable[Section], width: int) -> Iterator[Shown]:
    """What belongs to it, part by part."""
    for part in sections:
        yield from rows.section(part, width)


def filters(scene: Scene, kind: HappeningKind | None, nation: str | None, count: int, width: int) -> Shown:
    """What is shown now."""
    kinds = TITLES[kind] if kind else tr("Every kind")
    who = scene.names.nation(nation) if nation else tr("all nations")
    return painted(
        (f" {kinds}", "bold $accent" if kind else "bold"),
        ", ",
        (who, f"bold {rows.colour(scene, None)}" if nation else ""),
        ("  " + trn("{count} thing", "{count} things", count), "$noise"),
    )
