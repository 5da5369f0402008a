"""The debrief in words: how it ended, the scores, what was signed, what history and the frontier would have given.

Owns: the lines of the end, for the line mode and for `replay`.
Does not know: how any number is reckoned.
"""

from __future__ import annotations

from detente_client.figures import decimal, listing, percent, sequence
from detente_client.i18n import spelled, tr
from detente_client.words import phrases
from detente_client.words.naming import Names, capital, count, sentences
from detente_wire.notices import Deal, Debrief, Ended, LieTold, NationScore

_OUTCOMES = {
    "settled": tr("Settled: every issue is closed."),
    "partial": tr("A partial settlement: some issues are closed."),
    "frozen": tr("Frozen: nothing was closed."),
    "war": tr("War. Every score is 0."),
}


def ended_lines(names: Names, notice: Ended) -> list[str]:
    """Outcome and scores, one nation a line, the viewer's first."""
    last = names.pack.rung(notice.tension)
    lines = [
        sentences(tr("The match is over in turn {turn}.", turn=notice.turn), _OUTCOMES[notice.outcome]),
        tr(
            "Tension stood at {tension}: {last}. How good the whole was for all principals (Nash): {nash} of "
            "100.",
            tension=notice.tension,
            last=last,
            nash=notice.nash,
        ),
    ]
    rows = sorted(notice.scores, key=lambda row: row.nation != names.me)
    return lines + [_score(names, row) for row in rows]


def _score(names: Names, row: NationScore) -> str:
    line = tr(
        "{whose} score: {score} ({points}, {share} of what was possible above no deal).",
        whose=capital(names.whose(row.nation)),
        score=decimal(row.score_tenths),
        points=count(row.points, "point"),
        share=percent(decimal(row.share)),
    )
    won = listing(spelled(award) for award in row.awards)
    return sentences(line, tr("Awards: {awards}.", awards=won) if won else "")


def debrief_lines(names: Names, notice: Debrief) -> list[str]:
    """What was signed, the deals there were, who lied."""
    lines = [tr("What was agreed: {package}.", package=names.package(notice.signed))]
    lines.append(
        tr(
            "Of {deals} {feasible} would have served every principal; {best} could not be bettered for one "
            "without loss to another.",
            deals=count(notice.deals, "possible deal"),
            feasible=notice.feasible,
            best=count(len(notice.frontier), "deal"),
        )
    )
    for title, deal in (
        (tr("The fairest of them (Nash)"), notice.nash),
        (tr("What history agreed"), notice.historical),
    ):
        lines += [f"{title}: {_deal(names, notice, deal)}"] if deal else []
    lines += [_sheet(names, notice, n) for n in range(len(notice.sheets))]
    if not notice.lies:
        lines.append(tr("Nobody lied."))
    return lines + list(dict.fromkeys(_lie(names, lie) for lie in notice.lies))


def _lie(names: Names, lie: LieTold) -> str:
    """One that was told twice reads the same twice, and is printed once."""
    who, claim = names.whom(lie.by), phrases.claim(names, lie.claim, lie.by)
    if lie.exposed:
        return tr("{who:^} lied, found out: it was said that {claim}.", who=who, claim=claim)
    return tr("{who:^} lied, never found out: it was said that {claim}.", who=who, claim=claim)


def _deal(names: Names, notice: Debrief, deal: Deal) -> str:
    """The deal and its points; one that is what was agreed is not spelled out again."""
    what = tr("just what was agreed") if deal.package == notice.signed else names.package(deal.package)
    return f"{what}. {_points(names, notice, deal)}"


def _points(names: Names, notice: Debrief, deal: Deal) -> str:
    pairs = zip(notice.nations, deal.points)
    points = listing(f"{capital(names.whom(nation))} {points}" for nation, points in pairs)
    return tr("Points: {points}.", points=points)


def _sheet(names: Names, notice: Debrief, n: int) -> str:
    sheet = notice.sheets[n]
    weights = sorted(sheet.points, key=lambda row: -(max(row.points) - min(row.points)))
    order = listing(f"{names.issue(row.issue)} {max(row.points)}" for row in weights)
    lines = sequence(names.choice(choice) for choice in sheet.red_lines) or tr("none")
    whose = capital(names.whose(sheet.nation))
    return tr(
        "{whose} sheet: {order}. No deal was worth {batna}. Red lines: {lines}.",
        whose=whose,
        order=order,
        batna=sheet.batna_end,
        lines=lines,
    )
