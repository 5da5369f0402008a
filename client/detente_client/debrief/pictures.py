"""The drawings of a document as SVG: what all of them share, the course of a number, the graph of nations.

Owns: pictures with their names, labels, marks of nations, legends; `lanes` and `clouds` draw the others.
Does not know: the matches that are drawn; colours (classes of the style sheet name them).

Every picture is an image with a title and a description, and the page shows the same as a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from math import cos, pi, sin

from detente_client.debrief.document import Course, Edge
from detente_client.debrief.markup import Html, tag
from detente_client.i18n import tr

WIDTH = 900
"""Of the pictures that go over the turns, in the SVG's own units."""
_ids: ContextVar[Iterator[int] | None] = ContextVar("ids", default=None)
Scale = Callable[[float], float]


@contextmanager
def numbered() -> Iterator[None]:
    """Within it pictures are numbered from 1: the same page made again has the same ids."""
    before = _ids.set(count(1))
    try:
        yield
    finally:
        _ids.reset(before)


def picture(width: float, height: float, title: str, says: str, parts: Sequence[Html]) -> Html:
    """An image with its name and what is to be seen."""
    n = next(_ids.get() or count(1))
    name, what = f"pt{n}", f"pd{n}"
    return tag(
        "svg", tag("title", title, id=name), tag("desc", says, id=what), *parts,
        viewBox=f"0 0 {width:g} {height:g}", role="img", aria_labelledby=f"{name} {what}",
    )  # fmt: skip


def text(x: float, y: float, said: str, kind: str = "") -> Html:
    """A label."""
    return tag("text", said, x=round(x, 1), y=round(y, 1), class_=kind or None)


def short(said: str, most: int) -> str:
    """At most so many characters."""
    return said if len(said) <= most else said[: most - 1].rstrip() + "…"


def line(x1: float, y1: float, x2: float, y2: float, kind: str, **more: float) -> Html:
    return tag(
        "line", x1=round(x1, 1), y1=round(y1, 1), x2=round(x2, 1), y2=round(y2, 1), class_=kind, **more
    )


# -- marks of nations ------------------------------------------------------------------------------------------

_SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z", "M-4.6 -4.6H4.6V4.6H-4.6Z", "M0 -5.8L5.4 4.2H-5.4Z",
    "M0 -6.2L6.2 0L0 6.2L-6.2 0Z", "M0 5.8L5.4 -4.2H-5.4Z", "M-2 -5.5H2V-2H5.5V2H2V5.5H-2V2H-5.5V-2H-2Z",
    "M0 -5.8L5.6 -1.6L3.5 5H-3.5L-5.6 -1.6Z", "M-5.6 -2.8L0 -6L5.6 -2.8V2.8L0 6L-5.6 2.8Z",
)  # fmt: skip
STAR = "M0 -8L2.1 -2.6L7.8 -2.5L3.3 1L4.9 6.6L0 3.3L-4.9 6.6L-3.3 1L-7.8 -2.5L-2.1 -2.6Z"


def mark(who: int, x: float, y: float, *, filled: bool = True, title: str = "") -> Html:
    """A nation's sign, by its number in the pack; hollow or filled."""
    n = who % len(_SHAPES)
    kind = f"s{n + 1} {f'c{n + 1} solid' if filled else 'hollow'}"
    inner = [tag("title", title)] if title else []
    return tag("path", *inner, d=_SHAPES[n], class_=kind, transform=f"translate({x:.1f} {y:.1f})")


def legend(rows: Sequence[tuple[Html, str]]) -> Html:
    """Signs and what they mean, below a picture."""
    items = [
        tag("li", tag("svg", sign, viewBox="-9 -9 18 18", aria_hidden="true"), said) for sign, said in rows
    ]
    return tag("ul", *items, class_="legend")


def nations_legend(names: Sequence[str]) -> Html:
    """Whose sign is which."""
    return legend([(mark(n, 0, 0), name) for n, name in enumerate(names)])


# -- tension ---------------------------------------------------------------------------------------------------


def course(drawing: Course, title: str, says: str) -> Html:
    """A line over the turns on named bands, with a sign for everything that happened."""
    longest = max((len(name) for _, name in drawing.bands), default=0)
    left, right, top, height = 34.0, min(260.0, max(120.0, 6.1 * longest + 24)), 16.0, 300.0
    turns = len(drawing.values) - 1
    most = max((sum(mark.turn == turn for mark in drawing.marks) for turn in range(turns + 1)), default=0)
    rows = min(most, SIGNS_A_TURN + 1)

    def x(turn: float) -> float:
        return left + turn * (WIDTH - left - right) / max(1, turns)

    def y(value: float) -> float:
        return top + height * (100 - value) / 100

    parts = [*_bands(drawing, x, y, turns)]
    points = " ".join(f"{x(n):.1f},{y(value):.1f}" for n, value in enumerate(drawing.values))
    parts.append(tag("polyline", points=points, class_="course"))
    for n, value in enumerate(drawing.values):
        said = (
            tr("End of turn {turn}: {value}", turn=n, value=value)
            if n
            else tr("At the beginning: {value}", value=value)
        )
        parts.append(
            tag("circle", tag("title", said), cx=round(x(n), 1), cy=round(y(value), 1), r=4, class_="knot")
        )
        inward = 12 if n == 0 else -12 if n == turns else 0
        parts.append(text(x(n) + inward, y(value) - 9, str(value), "mid small bold halo"))
        if n:
            parts.append(text(x(n - 0.5), top + height + 16, str(n), "mid soft small"))
    parts += _signs(drawing, x, top + height + 34)
    return picture(WIDTH, top + height + 30 + 15 * rows, title, says, parts)


SIGNS_A_TURN = 7
"""What happened in one turn beyond these is counted."""


def _bands(drawing: Course, x: Scale, y: Scale, turns: int) -> Iterator[Html]:
    for start, name in drawing.bands:
        if start >= 100:
            continue
        sort = "calm" if start < 40 else "tense" if start < 70 else "grave"
        width = x(turns) - x(0)
        yield tag(
            "rect",
            x=x(0),
            y=y(start + 10),
            width=round(width, 1),
            height=round(y(start) - y(start + 10), 1),
            class_=sort,
        )
        yield line(x(0), y(start), x(turns), y(start), "grid")
        yield text(x(turns) + 12, y(start + 5) + 4, short(name, 40), "small soft")
        yield text(x(0) - 6, y(start) + 4, str(start), "end small soft")
    yield line(x(0), y(100), x(turns), y(100), "war")
    yield text(x(turns) + 12, y(100) + 4, tr("100: war"), "small bold")


def _signs(drawing: Course, x: Scale, top: float) -> Iterator[Html]:
    for turn in sorted({mark.turn for mark in drawing.marks}):
        here = [mark for mark in drawing.marks if mark.turn == turn]
        for n, one in enumerate(here[:SIGNS_A_TURN]):
            said = tag("title", tr("Turn {turn}: {what}", turn=turn, what=one.text))
            yield tag(
                "text",
                said,
                one.sign,
                x=round(x(max(0.2, turn - 0.5)), 1),
                y=top + 15 * n,
                class_="mid small",
            )
        if len(here) > SIGNS_A_TURN:
            more = f"+{len(here) - SIGNS_A_TURN}"
            yield text(x(max(0.2, turn - 0.5)), top + 15 * SIGNS_A_TURN, more, "mid small soft")


# -- trust -----------------------------------------------------------------------------------------------------


MOST_LABELLED = 6
"""In a graph of more nations only what is low or high has its number on the line."""


ALONG = (0.5, 0.44, 0.56, 0.39, 0.61, 0.34, 0.66, 0.3, 0.7, 0.26, 0.74, 0.22, 0.78, 0.18, 0.82)
"""Where on a line its number may stand."""
CLEAR = 12.0
"""Between two numbers, from above to below; sideways they need more."""
Place = tuple[float, float]


def graph(nodes: Sequence[str], title: str, edges: Sequence[Edge], says: str) -> Html:
    """Nations on a ring; a line a pair."""
    width, height, radius = 290.0, 216.0, 66.0
    middle = (width / 2, height / 2 + 8)
    at = [
        (
            middle[0] + radius * 1.12 * sin(2 * pi * n / len(nodes)),
            middle[1] - radius * cos(2 * pi * n / len(nodes)),
        )
        for n in range(len(nodes))
    ]
    parts = [text(8, 17, title, "bold")]
    labels: list[Html] = []
    places: list[Place] = []
    for edge in edges:
        (x1, y1), (x2, y2), value = at[edge.a], at[edge.b], min(edge.there, edge.back)
        sort = "low" if value < 25 else "high" if value >= 55 else "even"
        said = tr(
            "{a} – {b}: {there} and {back}",
            a=nodes[edge.a],
            b=nodes[edge.b],
            there=edge.there,
            back=edge.back,
        )
        parts.append(
            tag("line", tag("title", said), x1=round(x1, 1), y1=round(y1, 1), x2=round(x2, 1), y2=round(y2, 1),
                class_=f"edge {sort}", stroke_width=round(1 + value / 16, 1))
        )  # fmt: skip
        if len(nodes) > MOST_LABELLED and sort == "even":
            continue
        x, y = _clearest((x1, y1), (x2, y2), [*places, *at])
        places.append((x, y))
        labels.append(text(x, y + 4, str(value), "mid small halo"))
    for n, (x, y) in enumerate(at):
        parts.append(mark(n, x, y))
        below = 18 if y > middle[1] else -11
        sideways = 0.0 if abs(x - middle[0]) < 20 else (8.0 if x > middle[0] else -8.0)
        kind = "mid" if not sideways else ("" if sideways > 0 else "end")
        parts.append(
            text(
                _inside(x + sideways, kind, width),
                y + below,
                short(nodes[n], 15),
                f"{kind} small halo".strip(),
            )
        )
    return picture(width, height, title, says, parts + labels)


def _clearest(a: Place, b: Place, taken: Sequence[Place]) -> Place:
    """Where on a line its number stands clear of nodes and of other numbers; in its middle if it can."""
    found = [(a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for part in ALONG]
    room = [min((max(abs(x - p) / 1.4, abs(y - q)) for p, q in taken), default=CLEAR) for x, y in found]
    return next((one for one, has in zip(found, room) if has >= CLEAR), found[room.index(max(room))])


def _inside(x: float, kind: str, width: float) -> float:
    """A label keeps clear of the border."""
    if kind == "end":
        return max(x, 92.0)
    return x if kind == "mid" else min(x, width - 92.0)
