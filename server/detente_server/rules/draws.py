"""Variety: what the key draws at the start of a match (rules, section 1, Variety).

Owns: `draw_sheets`: cards, weights, swaps and BATNA of `variable` mode, and the redrawing until a match is playable.
Pure, from the dice alone: everybody can check it when the salt is opened.
Does not know: anything that happens later.

Every roll is named ``(turn 0, card | weight | swap | batna, nation, issue, draw)``, so that the cards of nations
whom no condition reads need drawing for the accepted draw alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from detente_server.rules.book import Game
from detente_server.rules.deals import Bar, at, bar, enumerate_rows, groups_pass, lane, lanes
from detente_server.rules.home import mean
from detente_server.rules.pack import Issue, Mode, Pack, Sheet
from detente_server.rules.weights import weighed
from detente_wire.terms import Choice, IssueId, NationId

Sheets = Mapping[NationId, Sheet]


def draw_sheets(game: Game, mode: Mode) -> Sheets:
    """Each nation's card: the first of the pack in `historical` mode, else as drawn.

    A pack that allows no jitter has its cards drawn and nothing else; after 200 draws that do not fit, the cards of
    the first draw are played unvaried.
    """
    pack = game.pack
    if mode == "historical":
        return {nation.id: nation.sheets[0] for nation in pack.nations}
    if pack.jitter:
        asked = _asked(pack)
        for draw in range(game.numbers.draws):
            sheets = {name: vary(game, name, draw) for name in asked}
            if fits(game, sheets):
                return {name: sheets.get(name) or vary(game, name, draw) for name in pack.order}
    return {name: card(game, name, 0) for name in pack.order}


def _asked(pack: Pack) -> tuple[NationId, ...]:
    """Whose cards the conditions read: the principals and the pack's *n of*, in pack order."""
    named = {*pack.must_sign, *(name for issue in pack.issues for name in issue.at_least_of)}
    return tuple(name for name in pack.order if name in named)


# -- one card ---------------------------------------------------------------------------------------------------


def card(game: Game, name: NationId, draw: int) -> Sheet:
    """The nation's instruction card of this draw, unvaried."""
    sheets = game.pack.nation(name).sheets
    return sheets[game.dice.number(0, "card", name, "", draw) % len(sheets)]


def vary(game: Game, name: NationId, draw: int) -> Sheet:
    """The card with other weights, at most one pair of neighbours swapped, and BATNA moved."""
    sheet, table, dice = card(game, name, draw), game.numbers, game.dice
    low, high = table.weight_percent
    factors = [
        low + dice.number(0, "weight", name, issue.id, draw) % (high - low + 1) for issue in game.pack.issues
    ]
    best = [max(sheet.points[issue.id]) for issue in game.pack.issues]
    points = weighed(game.pack, sheet, [old * factor for old, factor in zip(best, factors)])
    swaps = [None, *_swaps(game.pack, sheet, points)]
    swap = swaps[dice.number(0, "swap", name, "", draw) % len(swaps)]
    if swap is not None:
        issue, one, other = swap
        points[issue] = _swapped(points[issue], one, other)
    within = table.batna_within
    moved = sheet.batna - within + dice.number(0, "batna", name, "", draw) % (2 * within + 1)
    return evolve(sheet, points=points, batna=min(max(moved, 0), 100))


def _swaps(
    pack: Pack, sheet: Sheet, points: Mapping[IssueId, Sequence[int]]
) -> Iterator[tuple[IssueId, int, int]]:
    """Neighbours in the nation's own order of an issue's options, neither of them on a red line."""
    for issue in pack.issues:
        row = points[issue.id]
        ranked = sorted(range(len(row)), key=lambda n: -row[n])
        for one, other in itertools.pairwise(ranked):
            if not {_choice(issue, one), _choice(issue, other)} & set(sheet.red_lines):
                yield issue.id, one, other


def _choice(issue: Issue, n: int) -> Choice:
    return Choice(issue.id, issue.options[n].id)


def _swapped(row: Sequence[int], one: int, other: int) -> tuple[int, ...]:
    changed = list(row)
    changed[one], changed[other] = row[other], row[one]
    return tuple(changed)


# -- does a draw make a match -----------------------------------------------------------------------------------


def fits(game: Game, sheets: Sheets) -> bool:
    """Whether these cards make a match: at the start, or for a pack of an opening drift after some of its drift."""
    return any(_fits_at(game, sheets, drift) for drift in _stages(game.pack))


def _stages(pack: Pack) -> Iterator[Mapping[NationId, int]]:
    """BATNA drift at start, and of a pack declared ``opening-drift`` after each day of drift."""
    drift: dict[NationId, int] = {}
    yield {}
    if "opening-drift" in pack.declared:
        for turn in sorted({row.turn for row in pack.drift}):
            for row in pack.drift:
                if row.turn == turn:
                    drift[row.nation] = drift.get(row.nation, 0) + row.by
            yield dict(drift)


def _fits_at(game: Game, sheets: Sheets, drift: Mapping[NationId, int]) -> bool:
    """Feasible share in the band, something to win for every principal, half of it ratifiable."""
    pack, table, order = game.pack, game.numbers, tuple(sheets)
    batnas = [sheets[name].batna + drift.get(name, 0) for name in order]
    rows = rows_of(game, sheets)
    principals = at(order, pack.must_sign)
    willing = bar({n: batnas[n] for n in principals})
    groups = [(issue.at_least, at(order, issue.at_least_of)) for issue in pack.issues if issue.at_least]
    feasible = [row for row in rows if willing.passes(row) and groups_pass(row, batnas, groups)]
    low, high = table.feasible_percent
    band = low * len(rows) <= 100 * len(feasible) <= high * len(rows)
    if not feasible or not (band or "feasible-share" in pack.declared):
        return False
    if any(max(lane(row, n) for row in feasible) - batnas[n] < table.least_to_win for n in principals):
        return False
    ratified = ratifying(game, order, batnas)
    return 2 * sum(map(ratified.passes, feasible)) >= len(feasible)


def rows_of(game: Game, sheets: Sheets) -> list[int]:
    """Every deal: a lane of points for each nation of `sheets`, and another one for `ratifying`."""
    return enumerate_rows([_options(game, sheets, issue) for issue in game.pack.issues])


def ratifying(game: Game, order: Sequence[NationId], batnas: Sequence[int]) -> Bar:
    """What the rows of deals that every principal would ratify pass; `order` is that of the sheets."""
    principals = at(order, game.pack.must_sign)
    return bar({len(order) + n: _needed(game, order[n], batnas[n]) for n in principals})


def _options(game: Game, sheets: Sheets, issue: Issue) -> list[int]:
    """Lanes of each option: every nation's points, then again, raised by `_red` unless it is a red line."""
    found = []
    for n in range(len(issue.options)):
        points = [sheet.points[issue.id][n] for sheet in sheets.values()]
        raised = [0 if _choice(issue, n) in sheet.red_lines else _red(game) for sheet in sheets.values()]
        found.append(lanes(points + [value + more for value, more in zip(points, raised)]))
    return found


def _red(game: Game) -> int:
    """What a red line weighs in points: they count half in the ratification sum."""
    return 2 * game.numbers.red_line


def _needed(game: Game, name: NationId, batna: int) -> int:
    """The least that a nation's points, raised on every issue that crosses no red line, must be for it to ratify.

    From ``home div 2 + (I - BATNA) div 2 + trust div 10 + 8 - 10 a red line >= ratifier`` (rules, section 8), with
    start trust and two sells; `tests` hold it against `estimate.ratification`.
    """
    pack, table, nation = game.pack, game.numbers, game.pack.nation(name)
    others = [other for other in pack.must_sign if other != name]
    trust = [pack.trust.get((name, other), table.start_trust) for other in others]
    short = nation.ratifier - nation.home // 2 - mean(trust) // 10 - table.sell * table.sells_counted
    return batna + 2 * short + _red(game) * len(pack.issues)
