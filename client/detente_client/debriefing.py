"""The debrief in words: how it ended, the scores, what was signed, what history and the frontier would have given.

Owns: the lines of the end, for the line mode and for `replay`.
Does not know: how any number is reckoned.
"""

from __future__ import annotations

from detente_client import phrases
from detente_client.naming import Names, capital, count
from detente_wire.gate import one_line
from detente_wire.notices import Deal, Debrief, Ended, LieTold, NationScore

_OUTCOMES = {
    "settled": "Settled: every issue is closed.",
    "partial": "A partial settlement: some issues are closed.",
    "frozen": "Frozen: nothing was closed.",
    "war": "War. Every score is 0.",
}


def tenths(number: int) -> str:
    """Tenths as a decimal: 543 is 54.3."""
    sign = "-" if number < 0 else ""
    return f"{sign}{abs(number) // 10}.{abs(number) % 10}"


def ended_lines(names: Names, notice: Ended) -> list[str]:
    """Outcome and scores, one nation a line, the viewer's first."""
    last = names.pack.rung(notice.tension)
    lines = [
        f"The match is over in turn {notice.turn}. {_OUTCOMES[notice.outcome]}",
        f"Tension stood at {notice.tension}: {last}. "
        f"How good the whole was for all principals (Nash): {notice.nash} of 100.",
    ]
    rows = sorted(notice.scores, key=lambda row: row.nation != names.me)
    return lines + [_score(names, row) for row in rows]


def _score(names: Names, row: NationScore) -> str:
    who = "Your score" if row.nation == names.me else f"{names.nation(row.nation)}'s score"
    won = ", ".join(one_line(award).replace("-", " ") for award in row.awards)
    share = f"{row.points} points, {tenths(row.share)} % of what was possible above no deal"
    return f"{who}: {tenths(row.score_tenths)} ({share}).{' Awards: ' + won + '.' if won else ''}"


def debrief_lines(names: Names, notice: Debrief) -> list[str]:
    """What was signed, the deals there were, who lied."""
    lines = [f"What was agreed: {names.package(notice.signed)}."]
    lines.append(
        f"Of {count(notice.deals, 'possible deal')} {notice.feasible} would have served every principal; "
        f"{count(len(notice.frontier), 'deal')} could not be bettered for one without loss to another."
    )
    for title, deal in (
        ("The fairest of them (Nash)", notice.nash),
        ("What history agreed", notice.historical),
    ):
        lines += [f"{title}: {_deal(names, notice, deal)}"] if deal else []
    lines += [_sheet(names, notice, n) for n in range(len(notice.sheets))]
    if not notice.lies:
        lines.append("Nobody lied.")
    return lines + list(dict.fromkeys(_lie(names, lie) for lie in notice.lies))


def _lie(names: Names, lie: LieTold) -> str:
    """One that was told twice reads the same twice, and is printed once."""
    fate = "found out" if lie.exposed else "never found out"
    claim = phrases.claim(names, lie.claim, lie.by)
    return f"{capital(names.whom(lie.by))} lied, {fate}: it was said that {claim}."


def _deal(names: Names, notice: Debrief, deal: Deal) -> str:
    """The deal and its points; one that is what was agreed is not spelled out again."""
    what = "just what was agreed" if deal.package == notice.signed else names.package(deal.package)
    return f"{what}. {_points(names, notice, deal)}"


def _points(names: Names, notice: Debrief, deal: Deal) -> str:
    pairs = zip(notice.nations, deal.points)
    return "Points: " + ", ".join(f"{capital(names.whom(nation))} {points}" for nation, points in pairs) + "."


def _sheet(names: Names, notice: Debrief, n: int) -> str:
    sheet = notice.sheets[n]
    weights = sorted(sheet.points, key=lambda row: -(max(row.points) - min(row.points)))
    order = ", ".join(f"{names.issue(row.issue)} {max(row.points)}" for row in weights)
    lines = "; ".join(names.choice(choice) for choice in sheet.red_lines) or "none"
    whose = capital(names.whose(sheet.nation))
    return f"{whose} sheet: {order}. No deal was worth {sheet.batna_end}. Red lines: {lines}."
