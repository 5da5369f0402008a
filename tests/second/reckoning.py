"""Deals, frontier, Nash, N and the ratification sum, by trying everything (rules, sections 8 and 12)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from tests.second.reading import Card, Crisis

Deal = tuple[tuple[str, str], ...]
"""(issue, option), in the order of the file."""
Cards = Mapping[str, Card]


def deals(crisis: Crisis) -> Iterator[Deal]:
    """Every way to close every issue."""
    return itertools.product(*[[(issue, option) for option in row] for issue, row in crisis.options.items()])


def worth(card: Card, deal: Collection[tuple[str, str]]) -> int:
    """What these options are worth to the card's owner."""
    return sum(card.points[issue][option] for issue, option in deal)


def outcome(crisis: Crisis, card: Card, closed: Collection[tuple[str, str]], batna: int) -> int:
    """`I`: options in force, and what is open at its share of BATNA, or as the status quo has it."""
    settled = {issue for issue, _ in closed}
    value, share = worth(card, closed), Fraction(0)
    for issue in crisis.options:
        if issue in settled:
            continue
        if issue in crisis.status_quo:
            value += card.points[issue][crisis.status_quo[issue]]
        else:
            share += max(card.points[issue].values())
    return value + math.floor(share * batna / 100)


def acceptable(crisis: Crisis, cards: Cards, deal: Deal) -> bool:
    """No principal is worse off than without a deal."""
    return not [name for name in crisis.must_sign if worth(cards[name], deal) < cards[name].batna]


def feasible(crisis: Crisis, cards: Cards, deal: Deal) -> bool:
    """Nor are too many of those of whom an issue takes some."""
    for least, among in crisis.groups.values():
        if sum(worth(cards[name], deal) >= cards[name].batna for name in among) < least:
            return False
    return acceptable(crisis, cards, deal)


def product(crisis: Crisis, cards: Cards, deal: Deal) -> int:
    """What all principals gain, multiplied."""
    whole = 1
    for name in crisis.must_sign:
        gain = worth(cards[name], deal) - cards[name].batna
        whole *= gain if gain > 1 else 1
    return whole


def frontier(crisis: Crisis, cards: Cards, found: Sequence[Deal]) -> list[Deal]:
    """Of these deals those that none of them betters for a principal without harming another."""
    rows = [tuple(worth(cards[name], deal) for name in crisis.must_sign) for deal in found]
    beaten = {
        row
        for row in set(rows)
        for other in set(rows)
        if other != row and all(theirs >= mine for mine, theirs in zip(row, other))
    }
    return [deal for deal, row in zip(found, rows) if row not in beaten]


def nash(crisis: Crisis, cards: Cards, found: Sequence[Deal]) -> Deal | None:
    """The first of these deals that makes the product largest."""
    best: Deal | None = None
    for deal in found:
        if best is None or product(crisis, cards, deal) > product(crisis, cards, best):
            best = deal
    return best


def percent(made: int, most: int, n: int) -> int:
    """`N`: the whole part of 100 times the n-th root of what was made of the most."""
    k = 0
    while k < 100 and Fraction(k + 1, 100) ** n <= Fraction(made, most):
        k += 1
    return k


def ratification(
    home: int,
    points: int,
    batna: int,
    trusts: Sequence[int],
    sells: int,
    red_lines: int,
    broken_pledges: int,
    leaked: bool,
    endorsed: int,
    objected: int,
    recommended: bool,
    face: bool,
) -> int:
    """`R`, term by term as the rules' page has it."""
    mean = Fraction(sum(trusts), len(trusts)) if trusts else Fraction(0)
    voices = min(max(3 * endorsed - 3 * objected, -6), 6)
    return (
        math.floor(Fraction(home, 2))
        + math.floor(Fraction(points - batna, 2))
        + math.floor(Fraction(math.floor(mean), 10))
        + 4 * min(sells, 2)
        - 10 * red_lines
        + (5 if face and red_lines else 0)
        - 6 * broken_pledges
        - (8 if leaked else 0)
        + voices
        + (1 if recommended else 0)
    )
