"""Rows that the pages of nations and of the ladder share: headings, hanging bullets, dials, courses with their causes.

Owns: how these look at a width.
Does not know: what they say, other pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

from detente_client.app.kit import Shown, fitted, painted, wrapped
from detente_client.charts import columns, numbers, spark
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.standing.courses import Step, Track, values
from detente_client.standing.section import Section
from detente_wire.terms import NationId

COLOURS = 8
COLUMN = 3
"""Characters of a column of a chart."""
SPARKS = 16
"""So many of the last turns are drawn."""


def colour(scene: Scene, nation: NationId | None) -> str:
    """The nation's colour; none for who has none."""
    order = scene.pack.order
    return f"$nation-{order.index(nation) % COLOURS + 1}" if nation in order else "$foreground"


def heading(text: str, width: int) -> Shown:
    """A title over what follows."""
    title = fitted(text, width).rstrip()
    return painted((title, "bold $accent"), (" " + "─" * max(0, width - cell_len(title) - 1), "$noise 40%"))


def bullets(rows: Iterable[str], width: int) -> Iterator[Shown]:
    """Each row behind a dot, its later lines below its first; a row that begins with spaces hangs deeper."""
    for row in rows:
        depth = len(row) - len(row.lstrip())
        sign = " " * depth + ("· " if not depth else "")
        first, *more = wrapped(row.strip(), width - len(sign))
        yield painted((sign, "$noise"), *_marked(first))
        for line in more:
            yield painted(" " * len(sign), line)


def _marked(text: str) -> list[str | tuple[str, str]]:
    """What is certain begins with that word, and it stands out."""
    word = tr("Certain:")
    return [(word, "bold $success"), text[len(word) :]] if text.startswith(word) else [text]


def section(part: Section, width: int) -> Iterator[Shown]:
    """Its title and rows, with an empty row below."""
    yield heading(part.title, width)
    yield from bullets(part.rows, width)
    yield ""


def dial(title: str, value: int, most: int, width: int, more: str = "") -> Shown:
    """``Standing  ██████▌     50``."""
    room = max(4, min(20, width - 20))
    full = max(0, min(room, round(value * room / most)))
    return painted(
        f"{fitted(title, 11)}{value:>4} ",
        ("━" * full, "$primary"),
        ("─" * (room - full), "$noise 40%"),
        (f" {more}" if more else "", "$noise"),
    )


def course_row(track: Track, most: int, width: int) -> Shown:
    """A dial by turn as a line of small bars, where it stands, how it moved last."""
    now, by = (track.steps[-1].now, track.steps[-1].by) if track.steps else (0, 0)
    shown = values(track.steps)[-max(4, min(SPARKS, width - 26)) :]
    return painted(
        fitted(track.title, 14),
        (f" {now:>3}", "bold"),
        (f" {_signed(by)} ", _way(by, track)),
        (spark(shown, most), "$primary"),
    )


def chart(
    steps: Sequence[Step], most: int, width: int, height: int, style: str = "$primary"
) -> Iterator[Shown]:
    """A dial by turn as columns, with the turns below; the last turns, if not all have room."""
    shown = steps[-max(1, (width - 4) // COLUMN) :]
    for n, row in enumerate(columns(values(shown), most, height, COLUMN)):
        scale = most if not n else 0 if n == height - 1 else ""
        yield painted((f"{scale:>3} ", "$noise"), (row, style))
    yield painted(("    " + numbers([step.turn for step in shown], COLUMN), "$noise"))


def _signed(by: int) -> str:
    return f"{by:+d}" if by else " ="


def _way(by: int, track: Track) -> str:
    """Green for the better; the sign says it too."""
    return "$noise" if not by else "$success" if (by > 0) == track.better_up else "$warning"


def moves(tracks: Sequence[Track], width: int) -> Iterator[Shown]:
    """Why dials moved, the newest turn first, event by event."""
    turns = sorted({step.turn for track in tracks for step in track.steps if step.why}, reverse=True)
    for turn in turns:
        yield painted((tr("By turn {turn}", turn=turn), "bold"))
        for track in tracks:
            step = next((step for step in track.steps if step.turn == turn), None)
            if step is not None and step.why:
                yield from causes(track, step, width)
    if not turns:
        yield painted((tr("Nothing has moved yet."), "$noise"))


def causes(track: Track, step: Step, width: int) -> Iterator[Shown]:
    """``Trusts you 48 → 53`` and a row for each cause, with its amount."""
    yield painted(
        f" {track.title} {step.before} → {step.now} ", (f"({_signed(step.by).strip()})", _way(step.by, track))
    )
    for why in step.why:
        first, *more = wrapped(why.text, width - 7)
        yield painted("  ", (f"{why.by:>+3d}", _way(why.by, track)), f" {first}")
        yield from (f"      {line}" for line in more)
