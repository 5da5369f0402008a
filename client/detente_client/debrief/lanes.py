"""Pictures with a lane for each nation or option and a column for each turn: who met whom, what was proposed.

Owns: the pictures of contacts and of bids, their legends.
Does not know: the other pictures, the matches that are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente_client.debrief.document import Bids, Contact, Contacts
from detente_client.debrief.markup import Html, joined, tag
from detente_client.debrief.phrasing import channel_kind
from detente_client.debrief.pictures import WIDTH, legend, line, mark, picture, short, text
from detente_client.figures import listing
from detente_client.i18n import tr

# -- contacts --------------------------------------------------------------------------------------------------


def contacts(drawing: Contacts, title: str, says: str) -> Html:
    """A lane a nation, a column a turn; who met is joined by a line."""
    left, top, lane = 150.0, 30.0, 46.0
    column = (WIDTH - left - 10) / max(1, drawing.turns)
    height = top + lane * len(drawing.rows)
    parts = [
        text(left - 12, top + lane * (n + 0.5) + 4, short(name, 20), "end")
        for n, name in enumerate(drawing.rows)
    ]
    parts += [
        line(left, top + lane * (n + 0.5), WIDTH - 10, top + lane * (n + 0.5), "grid")
        for n in range(len(drawing.rows))
    ]
    for turn in range(1, drawing.turns + 1):
        start = left + column * (turn - 1)
        parts += [
            text(start + column / 2, 16, str(turn), "mid soft small"),
            line(start, 22, start, height, "axis"),
        ]
        here = [one for one in drawing.contacts if one.turn == turn]
        for n, one in enumerate(here):
            parts += _contact(one, start + column * (n + 1) / (len(here) + 1), top, lane, drawing.rows)
    return picture(WIDTH, height + 8, title, says, parts)


_KINDS = {"meeting": "meet", "back-channel": "back", "letter": "post"}


def _contact(one: Contact, x: float, top: float, lane: float, rows: Sequence[str]) -> Iterator[Html]:
    kind = _KINDS.get(one.sort, "meet")
    ys = [top + lane * (member + 0.5) for member in one.members]
    if not ys:
        return
    said = f"{channel_kind(one.sort, len(one.members))}: {listing(rows[member] for member in one.members)}"
    yield tag("line", tag("title", said), x1=round(x, 1), x2=round(x, 1), y1=min(ys), y2=max(ys), class_=kind)
    for n, y in enumerate(ys):
        yield tag(
            "path",
            d=_head(kind, writer=n == 0, up=y < ys[0]),
            class_=f"f-{kind}",
            transform=f"translate({x:.1f} {y:.1f})",
        )
    if one.came_out:
        yield text(x, min(ys) - 8, "!", "mid out")


def _head(kind: str, *, writer: bool, up: bool) -> str:
    """A dot for who met, a lozenge for who met in secret; a letter has a small dot and an arrow."""
    if kind == "back":
        return "M0 -6L5 0L0 6L-5 0Z"
    if kind == "post":
        return (
            "M-2 0a2 2 0 1 0 4 0a2 2 0 1 0 -4 0Z" if writer else ("M0 -1L4 6H-4Z" if up else "M0 1L4 -6H-4Z")
        )
    return "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z"


def contacts_legend() -> Html:
    """The sorts of contact."""
    rows = [(_sample(kind), said) for kind, said in (
        ("meet", tr("met")), ("back", tr("back-channel")), ("post", tr("letter, towards the arrow")),
    )]  # fmt: skip
    return legend(
        [*rows, (tag("text", "!", class_="mid out", y=5), tr("came out: others heard or read of it"))]
    )


def _sample(kind: str) -> Html:
    head = tag("path", d=_head(kind, writer=False, up=False), class_=f"f-{kind}")
    return joined([line(0, -9, 0, 9, kind), head])


# -- offers ----------------------------------------------------------------------------------------------------


def bids(drawing: Bids, title: str, says: str) -> Html:
    """A lane an option, a column a turn; a nation's sign where it proposed the option."""
    left, top, lane = 14.0, 26.0, 44.0
    column = (WIDTH - left - 10) / max(1, drawing.turns)
    height = top + lane * len(drawing.options)

    def y(option: int) -> float:
        return top + lane * option + 29

    parts = []
    for turn in range(1, drawing.turns + 1):
        start = left + column * (turn - 1)
        parts += [
            line(start, 20, start, height, "grid"),
            text(start + column / 2, 15, str(turn), "mid soft small"),
        ]
    for turn, option in drawing.settled:
        start = left + column * (turn - 1)
        parts.append(line(start + column / 2, y(option), WIDTH - 14, y(option), "settled"))
    for n, name in enumerate(drawing.options):
        parts += [line(left, y(n), WIDTH - 10, y(n), "axis"), text(left, y(n) - 14, name, "halo")]
    for bid in drawing.bids:
        spread = column * (bid.who + 1) / (len(drawing.who) + 1)
        x = left + column * (max(1, bid.turn) - 1) + spread
        said = tr("Turn {turn}: {who}", turn=bid.turn, who=drawing.who[bid.who])
        parts.append(mark(bid.who, x, y(bid.option), filled=bid.accepted, title=said))
    return picture(WIDTH, height + 4, title, says, parts)
