"""Laid out: all the deals there were, and the deal that each nation could have had.

Owns: the sections of deals and of chances; which pairs of nations are drawn.
Does not know: how a deal is found (`deals`), the other sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from detente_client.debrief.deals import Chance, Swap
from detente_client.debrief.document import Block, Bullets, Cloud, Clouds, Figure, Say, Spot, Table
from detente_client.debrief.report import Report
from detente_client.figures import listing, signed
from detente_client.i18n import tr, trn
from detente_client.words.naming import Names, capital, count
from detente_wire.notices import Deal
from detente_wire.terms import NationId

PAIRS = 6
"""At most so many pairs of nations are drawn."""


def deals(report: Report, names: Names, first: NationId | None) -> tuple[Block, ...]:
    """The clouds of points, and the frontier as a table."""
    ending = report.ending
    says = tr(
        "Each dot stands for deals: how many points they give to the two. {feasible} of {deals} serve every nation "
        "that must sign; {frontier} of those lie on the frontier.",
        feasible=ending.feasible, deals=ending.deals, frontier=ending.frontier,
    )  # fmt: skip
    clouds = Clouds(tuple(_cloud(report, names, a, b) for a, b in pairs(report, first)))
    figure = Figure(tr("What two nations could have made of it"), says, clouds, _named(report, names))
    left = len(report.deals.opened.frontier) - MOST_ROWS
    if left <= 0:
        return (figure,)
    more = trn(
        "{count} deal more of the frontier is in the JSON Lines.",
        "{count} deals more of the frontier are in the JSON Lines.",
        left,
    )
    return (figure, Say(more))


def pairs(report: Report, first: NationId | None) -> list[tuple[NationId, NationId]]:
    """Those that must sign, a chosen nation's pairs before the others."""
    principals = [nation for nation in report.pack.order if nation in report.pack.must_sign]
    every = list(combinations(principals, 2))
    if first is not None:
        mine = [(first, other) for other in report.pack.order if other != first]
        every = mine + [pair for pair in every if first not in pair]
        every.sort(key=lambda pair: not (first in pair and set(pair) <= {first, *principals}))
    if len(every) < PAIRS:
        known = {frozenset(pair) for pair in every}
        every += [pair for pair in combinations(report.pack.order, 2) if frozenset(pair) not in known]
    return every[:PAIRS]


def _cloud(report: Report, names: Names, a: NationId, b: NationId) -> Cloud:
    possible = report.deals
    i, j = possible.order.index(a), possible.order.index(b)
    dots: dict[tuple[int, int], bool] = {}
    for row in possible.rows:
        at = row[i], row[j]
        dots[at] = dots.get(at, False) or possible.serves(row)
    spots = [Spot("frontier", "", d.points[i], d.points[j]) for d in possible.opened.frontier]
    for sort, title, deal in _landmarks(report):
        spots.append(Spot(sort, title, deal.points[i], deal.points[j]))
    if report.ending.outcome != "war":
        spots.append(Spot("agreed", tr("yours"), report.got[a], report.got[b]))
    return Cloud(
        capital(names.nation(a)), capital(names.nation(b)), tuple((x, y, ok) for (x, y), ok in sorted(dots.items())),
        tuple(dict.fromkeys(spots)), possible.batna[a], possible.batna[b],
    )  # fmt: skip


def _landmarks(report: Report) -> list[tuple[str, str, Deal]]:
    opened = report.deals.opened
    rows = (("historical", tr("history"), opened.historical), ("nash", tr("Nash"), opened.nash))
    return [(sort, title, deal) for sort, title, deal in rows if deal is not None]


def _named(report: Report, names: Names) -> Table:
    """Yours, Nash, history and the frontier, with everybody's points."""
    head = (tr("Deal"), *(capital(names.nation(nation)) for nation in report.deals.order), tr("What it says"))
    got = tuple(str(report.got[nation]) for nation in report.deals.order)
    war = report.ending.outcome == "war"
    rows = [] if war else [(tr("Yours"), *got, names.package(report.ending.agreed))]
    rows += [(capital(t), *map(str, d.points), names.package(d.package)) for _, t, d in _landmarks(report)]
    rows += [
        (tr("Frontier {n}", n=n), *map(str, deal.points), names.package(deal.package))
        for n, deal in enumerate(report.deals.opened.frontier[:MOST_ROWS], 1)
    ]
    batna = tuple(str(report.deals.batna[nation]) for nation in report.deals.order)
    rows.append((tr("No deal"), *batna, "–"))
    return Table(tr("Points of the deals that have a name, and of the frontier"), head, tuple(rows))


MOST_ROWS = 40
"""Of the frontier in the table."""


# -- chances ---------------------------------------------------------------------------------------------------


def chances(report: Report, names: Names, first: NationId | None) -> tuple[Block, ...]:
    """The rules, then each nation's own deals."""
    if not report.chances:
        return (Say(tr("There was no deal that served every nation that had to sign.")),)
    blocks: list[Block] = [*_rules(report, names)]
    order = sorted(report.deals.order, key=lambda nation: nation != first)
    for nation in order:
        mine = [chance for chance in report.chances if chance.nation == nation]
        blocks += [Say(_head(report, names, nation)), Bullets(tuple(_told(names, report, mine)))]
        told = {one.deal: one for one in reversed(mine) if one.gain > 0 and one.swaps}
        blocks += [_swaps(names, report, one) for one in mine if told.get(one.deal) is one]
    return tuple(blocks)


def _rules(report: Report, names: Names) -> list[Block]:
    who = names.nations([nation for nation in report.pack.order if nation in report.pack.must_sign])
    return [
        Say(
            tr(
                "Of all the deals that there were, these would have been the best for each nation. They give each that "
                "had to sign ({who}) at least as much as no deal was worth to it at the beginning: nobody would have "
                "had to be forced.",
                who=who,
            )
        ),
        Bullets(
            (
                tr(
                    "At nobody's cost: the best for it in which none that had to sign comes to less than it did. There "
                    "was no reason to refuse it; it was not found, or not proposed."
                ),
                tr(
                    "Had talks gone its way: the best for it that crosses nobody else's red line. Others may come to "
                    "less than they did, but would still have signed."
                ),
            )
        ),
        Say(tr("In brackets: how much more or less than each came to.")),
    ]


def _head(report: Report, names: Names, nation: NationId) -> str:
    who, got = capital(names.nation(nation)), report.got[nation]
    if report.ending.outcome == "war":
        batna = report.seat(nation).batna_end
        return tr("The war left {who} nothing; no deal would have been worth {batna}.", who=who, batna=batna)
    return tr("{who} came to {points}.", who=who, points=count(got, "point"))


def _told(names: Names, report: Report, mine: list[Chance]) -> Iterator[str]:
    before: Chance | None = None
    for chance in mine:
        same = before is not None and before.gain > 0 and before.deal == chance.deal
        yield (tr("Had talks gone its way: no more than that.") if same else _chance(names, report, chance))
        before = chance


def _chance(names: Names, report: Report, chance: Chance) -> str:
    points = listing(
        f"{capital(names.nation(nation))} {worth} ({signed(worth - report.came_to[nation])})"
        for nation, worth in zip(report.deals.order, chance.deal.points)
    )
    if chance.rule == "all-gain":
        if chance.gain <= 0:
            return tr("At nobody's cost there was nothing better for it.")
        return tr(
            "At nobody's cost it could have had {gain} more: {points}.", gain=chance.gain, points=points
        )
    if chance.gain <= 0:
        return tr("Had talks gone its way, it could not have had more than it got.")
    if chance.crosses:
        return tr(
            "Had talks gone its way, it could have had {gain} more: {points}. Every deal crosses a red line of "
            "somebody; this one of {who}.",
            gain=chance.gain, points=points, who=names.nations(chance.crosses),
        )  # fmt: skip
    return tr(
        "Had talks gone its way, it could have had {gain} more: {points}.", gain=chance.gain, points=points
    )


def _swaps(names: Names, report: Report, chance: Chance) -> Table:
    rule = tr("at nobody's cost") if chance.rule == "all-gain" else tr("had talks gone its way")
    who = capital(names.nation(chance.nation))
    caption = tr("{who}, {rule}: what would have been different", who=who, rule=rule)
    head = (
        tr("Issue"), tr("Agreed"), tr("Instead"), *(capital(names.nation(nation)) for nation in report.deals.order),
    )  # fmt: skip
    rows = [_swap(names, swap) for swap in chance.swaps]
    return Table(caption, head, (*rows, *_open(report)))


def _swap(names: Names, swap: Swap) -> tuple[str, ...]:
    was = names.option(swap.issue, swap.was) if swap.was else tr("left open")
    return (names.issue(swap.issue), was, names.option(swap.issue, swap.becomes), *map(signed, swap.points))


def _open(report: Report) -> list[tuple[str, ...]]:
    """What issues that were left open counted for, and would not any more: with it the rows add up to the gain."""
    written = report.deals.points(report.ending.agreed) if report.ending.outcome != "war" else None
    counted = [
        report.came_to[nation] - (written[n] if written else 0) for n, nation in enumerate(report.deals.order)
    ]
    if not any(counted):
        return []
    return [
        (tr("What was left open"), tr("counted as no deal does"), "–", *(signed(-one) for one in counted))
    ]
