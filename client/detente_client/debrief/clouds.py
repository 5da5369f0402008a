"""The picture of all deals: what they give to two nations.

Owns: the cloud, its axes and its labels.
Does not know: the other pictures, how a deal is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from detente_client.debrief.document import Cloud
from detente_client.debrief.markup import Html, tag
from detente_client.debrief.pictures import STAR, legend, line, picture, text
from detente_client.i18n import tr

At = Callable[[float, float], tuple[float, float]]

# -- deals -----------------------------------------------------------------------------------------------------


def cloud(drawing: Cloud, title: str, says: str) -> Html:
    """All deals by the points of two nations."""
    size, left, bottom, top = 400.0, 44.0, 44.0, 14.0
    xs = [x for x, _, _ in drawing.dots] + [spot.x for spot in drawing.spots]
    ys = [y for _, y, _ in drawing.dots] + [spot.y for spot in drawing.spots]
    most = max([10, *xs, *ys])
    scale = (size - left - 14) / most

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * scale, size - bottom - y * (size - bottom - top) / most

    parts = [*_axes(drawing, at, most)]
    for ok in (False, True):
        dots = [at(x, y) for x, y, serves in drawing.dots if serves == ok]
        if dots:
            path = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in dots)
            parts.append(tag("path", d=path, class_="dots ok" if ok else "dots"))
    (x0, y0), (x1, y1) = at(drawing.x_least, 0), at(0, drawing.y_least)
    parts += [line(x0, y0, x0, top, "least"), line(x1, y1, size - 14, y1, "least")]
    order = {"frontier": 0, "historical": 1, "nash": 2, "agreed": 3}
    spots = sorted(drawing.spots, key=lambda spot: order.get(spot.sort, 0))
    taken = [_around(*at(spot.x, spot.y)) for spot in spots if spot.title]
    for spot in spots:
        x, y = at(spot.x, spot.y)
        said = f"{spot.title or tr('frontier')}: {drawing.x_title} {spot.x}, {drawing.y_title} {spot.y}"
        parts.append(
            tag(
                "path",
                tag("title", said),
                d=_SPOTS[spot.sort],
                class_=spot.sort,
                transform=f"translate({x:.1f} {y:.1f})",
            )
        )
        if spot.title:
            parts.append(_spot_label(x, y, spot.title, taken, size))
    return picture(size, size, title, says, parts)


def _around(x: float, y: float) -> _Box:
    return x - 7, y - 7, x + 7, y + 7


_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_PLACES = (
    (11, 4),
    (-11, 4),
    (11, -10),
    (-11, -10),
    (11, 18),
    (-11, 18),
    (11, -24),
    (-11, -24),
    (11, 32),
    (-11, 32),
)
"""Where a label may stand beside its spot, the best place first."""


def _spot_label(x: float, y: float, said: str, taken: list[_Box], size: float) -> Html:
    """Beside the spot, in the first place that nothing named has taken and that is inside the picture."""
    boxes = [_box(x + dx, y + dy, said, leftwards=dx < 0) for dx, dy in _PLACES]
    free = (n for n, box in enumerate(boxes) if _is_free(box, taken, size))
    n = next(free, 0)
    taken.append(boxes[n])
    dx, dy = _PLACES[n]
    return text(x + dx, y + dy, said, f"{'end ' if dx < 0 else ''}bold halo")


def _box(x: float, y: float, said: str, *, leftwards: bool) -> _Box:
    width = 7.5 * len(said)
    left = x - width if leftwards else x
    return left, y - 11, left + width, y + 3


def _is_free(box: _Box, taken: list[_Box], size: float) -> bool:
    left, top, right, bottom = box
    inside = left > 0 and right < size and top > 0 and bottom < size
    return inside and not any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken
    )


_SPOTS = {
    "frontier": "M0 -4.5L4.5 0L0 4.5L-4.5 0Z",
    "nash": STAR,
    "historical": "M-5 -5H5V5H-5Z",
    "agreed": "M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0Z",
}


def _axes(drawing: Cloud, at: At, most: int) -> Iterator[Html]:
    for value in range(0, most + 1, 20):
        x, floor = at(value, 0)
        _, y = at(0, value)
        start, top = at(0, most)
        yield line(x, floor, x, top, "grid")
        yield line(start, y, at(most, 0)[0], y, "grid")
        yield text(x, floor + 15, str(value), "mid small soft")
        yield text(start - 6, y + 4, str(value), "end small soft")
    x, floor = at(most / 2, 0)
    yield text(x, floor + 33, tr("points of {nation}", nation=drawing.x_title), "mid")
    x, y = at(0, most / 2)
    yield tag(
        "text",
        tr("points of {nation}", nation=drawing.y_title),
        class_="mid",
        transform=f"translate(14 {y:.0f}) rotate(-90)",
    )


def cloud_legend() -> Html:
    """The sorts of deals."""
    dot, ok = (tag("path", d="M0 0h0", class_=kind) for kind in ("dots", "dots ok"))
    rows = [(tag("path", d=_SPOTS[sort], class_=sort), said) for sort, said in (
        ("agreed", tr("yours")), ("nash", tr("Nash: the fairest")), ("historical", tr("history")),
        ("frontier", tr("frontier")),
    )]  # fmt: skip
    return legend(
        [
            *rows,
            (ok, tr("serves all who must sign")),
            (dot, tr("does not")),
            (tag("line", x1=-9, y1=0, x2=9, y2=0, class_="least"), tr("what no deal was worth")),
        ]
    )
