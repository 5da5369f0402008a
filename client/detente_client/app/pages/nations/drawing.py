"""What the page of nations draws: rows of the list, a nation's parts by column, the table of relations.

Owns: what stands in which column at which width.
Does not know: widgets, what is known (`standing`).
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.app.kit import Shown, fitted, painted, wrapped
from detente_client.app.pages import rows
from detente_client.describe.told import Scene
from detente_client.figures import listing
from detente_client.i18n import tr, trn
from detente_client.standing import relations as standing
from detente_client.standing.courses import Track, course, trust_course
from detente_client.standing.identity import trust
from detente_client.standing.portrait import head, level, openings, sections
from detente_client.words.naming import capital
from detente_wire.terms import NationId

WIDEST = 3
"""In so many columns there is room for charts."""
CELL = 8
"""Columns of a cell of the table."""


def list_row(scene: Scene, nation: NationId, width: int) -> Shown:
    """Its name in its colour, and how the two stand, in words."""
    name = painted(("▌", rows.colour(scene, nation)), (fitted(scene.names.nation(nation), width), "bold"))
    if scene.me is None:
        return name
    if nation == scene.me:
        below = tr("you")
    else:
        theirs, yours = trust(scene, nation, scene.me), trust(scene, scene.me, nation)
        below = tr("trust {there}/{back} insight {n}", there=theirs, back=yours, n=level(scene, nation))
    return painted(name, "\n ", (fitted(below, width), "$noise"))


def portrait(scene: Scene, nation: NationId, columns: int, width: int) -> list[list[Shown]]:
    """A nation's parts by column: who it is and how it stands first, why that moved last."""
    who = [
        *_head(scene, nation, width),
        *_dials(scene, nation, width),
        *_trust(scene, nation, columns, width),
        "",
    ]
    facts = [row for part in sections(scene, nation) for row in rows.section(part, width)]
    why = [
        rows.heading(tr("Why it moved, event by event"), width),
        *rows.moves(_tracks(scene, nation), width),
    ]
    about = list(_description(scene, nation, width))
    if columns == 1:
        return [[*who, *facts, *why, *about]]
    if columns == 2:
        return [[*who, *why], [*facts, *about]]
    return [[*who, *about], facts, why]


def _head(scene: Scene, nation: NationId, width: int) -> Iterator[Shown]:
    first, *more = head(scene, nation)
    yield painted(
        ("▌", rows.colour(scene, nation)), (scene.names.nation(nation), "bold"), (f" ({nation}) ", "$noise")
    )
    yield from (painted(line) for line in wrapped(f"{capital(first)}. {' '.join(more)}", width))
    yield ""


def _description(scene: Scene, nation: NationId, width: int) -> Iterator[Shown]:
    known = scene.pack.nation(nation)
    if known and known.description:
        yield ""
        yield from (painted((line, "$noise")) for line in wrapped(known.description, width))


def _dials(scene: Scene, nation: NationId, width: int) -> Iterator[Shown]:
    view, seen = scene.view, scene.view.nations.get(nation)
    if seen is None:
        return
    yield rows.dial(tr("Standing"), seen.standing, 100, width)
    yield rows.dial(tr("Word"), seen.word, 100, width)
    yield rows.dial(tr("Strain"), seen.strain, 100, width)
    if nation == scene.me:
        yield rows.dial(tr("Support"), view.home, 100, width, tr("at home"))
        yield rows.dial(tr("Capital"), view.capital, 20, width)
        yield rows.dial(
            tr("Envoys"), view.envoys, max(1, seen.envoys), width, tr("left of {n}", n=seen.envoys)
        )
        return
    band = {"low": tr("low"), "mid": tr("middling"), "high": tr("high")}.get(seen.band, seen.band)
    envoys = trn("{count} envoy a turn", "{count} envoys a turn", seen.envoys)
    yield painted(tr("Support at home {band}, {envoys}.", band=band, envoys=envoys))


def _trust(scene: Scene, nation: NationId, columns: int, width: int) -> Iterator[Shown]:
    """Both ways by turn, as sparks or where there is room as charts; what it opens."""
    if scene.me is None or nation == scene.me:
        return
    yield ""
    yield rows.heading(tr("Trust by turn"), width)
    for track in _tracks(scene, nation)[:2]:
        yield rows.course_row(track, 100, width)
        if columns == WIDEST:
            yield from rows.chart(track.steps, 100, width, 4)
    yield from (painted((line, "$noise")) for line in wrapped(openings(scene, nation), width))


def _tracks(scene: Scene, nation: NationId) -> list[Track]:
    """The dials that the viewer may see of a nation, each turn by turn; trust both ways first."""
    view, me, seen = scene.view, scene.me, scene.view.nations.get(nation)
    public = [
        Track(title, course(scene, name, nation, now=getattr(seen, name) if seen else 0), name != "strain")
        for name, title in (("standing", tr("Standing")), ("word", tr("Word")), ("strain", tr("Strain")))
    ]
    if nation == me:
        own = (("home", tr("Support")), ("batna", tr("No deal is worth")), ("capital", tr("Capital")))
        return [
            Track(title, course(scene, name, me, now=getattr(view, name))) for name, title in own
        ] + public
    if me is None:
        return public
    marks, wrongs = view.marks.get(nation, 0), view.grievance.get(nation, 0)
    return [
        Track(tr("It trusts you"), trust_course(scene, nation, me)),
        Track(tr("You trust it"), trust_course(scene, me, nation)),
        Track(tr("Marks of insight"), course(scene, "marks", me, nation, now=marks)),
        Track(tr("Your grievance"), course(scene, "grievance", me, nation, now=wrongs), better_up=False),
        *public,
    ]


# -- relations --------------------------------------------------------------------------------------------------


def relations(scene: Scene, width: int) -> list[Shown]:
    """The table: a row for each nation, how far it trusts each and what is between them; what the signs mean."""
    order = scene.pack.order
    name = max(10, min(22, width - CELL * len(order)))
    top = [rows.heading(tr("Who trusts whom, and what lies between them"), width)]
    head = painted(
        fitted("", name), *[(fitted(f"{one}", CELL), f"bold {rows.colour(scene, one)}") for one in order]
    )
    body = [
        painted(
            ("▌", rows.colour(scene, one)),
            (fitted(scene.names.nation(one), name - 1), "bold" if one == scene.me else ""),
            *[fitted(cell, CELL) for cell in cells],
        )
        for one, cells in standing.table(scene)
    ]
    signs = listing(f"{sign} {means}" for sign, means in standing.SIGNS.items())
    told = tr(
        "A row trusts a column. ~ at the start: how it moved between others nobody tells you. {signs}.",
        signs=signs,
    )
    return [*top, head, *body, *(painted((line, "$noise")) for line in wrapped(told, width))]
