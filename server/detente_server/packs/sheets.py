"""Checks of sheets.toml and outcome.toml: points, red lines, history, the feasible share.

Owns: the arithmetic that a pack's cards must satisfy. Does not know: ids (checked before), prose, injects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from detente_server.packs import format as files
from detente_server.packs.deals import HIGH_PERCENT, LOW_PERCENT, MAX_DEALS, Share, deal_count, feasible_share
from detente_server.packs.draft import Draft

MAX_RED_LINES = 3


def check(draft: Draft) -> None:
    """Note every problem of cards and history in the draft; what rests on faulty tables is passed over."""
    sheets = draft.get(files.SheetsFile)
    if sheets is None:
        return
    _drift(draft, sheets)
    for card in sheets.card:
        _red_lines(draft, card)
    issues, nations = draft.get(files.IssuesFile), draft.get(files.NationsFile)
    if issues is None or not draft.clean(issues):
        return
    for card in sheets.card:
        if draft.clean(card):
            _points(draft, card, issues)
    if nations is not None and draft.clean(nations, sheets):
        _cards(draft, nations, sheets)
        _outcome(draft, issues, sheets)
        if not draft.problems.of("sheets.toml"):
            _share(draft, issues, sheets)


def _drift(draft: Draft, sheets: files.SheetsFile) -> None:
    last = draft.last_turn()
    for drift in sheets.drift:
        if last is not None and drift.turn > last:
            draft.add(drift, "turn", "turn-late", f"the last turn is {last}")


def _red_lines(draft: Draft, card: files.CardTable) -> None:
    count = sum(len(options) for options in card.red_lines.values())
    if draft.clean(card) and not 1 <= count <= MAX_RED_LINES:
        message = f"a card has one to three red lines, {card.id} has {count}"
        draft.add(card, "red_lines", "red-lines", message, 'e.g. red_lines = { bridge = ["ada-mends"] }')


def _points(draft: Draft, card: files.CardTable, issues: files.IssuesFile) -> None:
    complete = True
    for issue in issues.issue:
        given = card.points.get(issue.id, {})
        missing = [option.id for option in issue.option if option.id not in given]
        if missing:
            complete = False
            message = f"{card.id} has no points for {', '.join(missing)} of {issue.id}"
            draft.add(card, f"points.{issue.id}", "points-missing", message, "0 is a number too")
    best = {issue: max(points.values()) for issue, points in card.points.items() if points}
    if complete and sum(best.values()) != 100:
        off = 100 - sum(best.values())
        sums = " + ".join(f"{issue} {points}" for issue, points in best.items())
        message = f"the best options of {card.id} sum to {100 - off}, not 100: {sums}"
        draft.add(card, "points", "points-sum", message, f"{'add' if off > 0 else 'take away'} {abs(off)}")


def _cards(draft: Draft, nations: files.NationsFile, sheets: files.SheetsFile) -> None:
    for nation in nations.nation:
        if not any(card.nation == nation.id for card in sheets.card):
            hint = f'add a [[card]] with nation = "{nation.id}"'
            message = f"{nation.id} has no instruction card"
            draft.problems.add("sheets.toml", (1, 1), "card-missing", message, hint)


def first_cards(sheets: files.SheetsFile) -> Mapping[str, files.CardTable]:
    """The card of each nation that `historical` mode plays."""
    return {card.nation: card for card in reversed(sheets.card)}


def _outcome(draft: Draft, issues: files.IssuesFile, sheets: files.SheetsFile) -> None:
    outcome, pack = draft.get(files.OutcomeFile), draft.get(files.PackFile)
    if outcome is None or outcome.historical is None or not draft.clean(outcome):
        return
    history = outcome.historical
    left = [issue.id for issue in issues.issue if issue.id not in history.package]
    if left:
        message = f"the historical package leaves {', '.join(left)} open"
        draft.add(history, "package", "historical-incomplete", message, "choose one option on every issue")
    if left or draft.problems.of("sheets.toml"):
        return
    for nation, card in first_cards(sheets).items():
        worth = sum(card.points[issue][option] for issue, option in history.package.items())
        if history.points.get(nation, worth) != worth:
            message = f"by card {card.id} the package is worth {worth} to {nation}"
            draft.add(
                history, f"points.{nation}", "historical-points", message, "mend the card or this number"
            )
        if pack is not None and _bound(pack, nation) and worth < card.batna_points:
            message = f"the package is worth {worth} to {nation}, whose BATNA is {card.batna_points}"
            hint = "mend the card, or declare feasible-share or opening-drift in pack.toml"
            draft.add(history, "package", "historical-infeasible", message, hint)


def _bound(pack: files.PackFile, nation: str) -> bool:
    """History must have been acceptable to this nation at start."""
    return nation in pack.must_sign and not {"feasible-share", "opening-drift"} & {*pack.declared}


def _share(draft: Draft, issues: files.IssuesFile, sheets: files.SheetsFile) -> None:
    pack = draft.get(files.PackFile)
    count = deal_count([len(issue.option) for issue in issues.issue])
    if count > MAX_DEALS:
        message = f"{count} possible deals, at most {MAX_DEALS} can be enumerated"
        draft.add(issues, "", "deals-many", message, "leave out an option or an issue")
    elif pack is not None and draft.clean(pack):
        shares = list(_shares(pack, issues, sheets))
        if "feasible-share" in pack.declared:
            good = shares[0].feasible > 0
        else:
            later = shares if "opening-drift" in pack.declared else shares[:1]
            good = any(share.in_band() for share in later)
        if not good:
            _not_good(draft, sheets, shares)


def _not_good(draft: Draft, sheets: files.SheetsFile, shares: list[Share]) -> None:
    message = f"feasible are {', then '.join(map(str, shares))}; it should be {LOW_PERCENT}-{HIGH_PERCENT} %"
    hint = "move BATNAs or points; or declare feasible-share or opening-drift in pack.toml"
    draft.add(sheets.card[0], "batna_points", "feasible-share", message, hint)


def _shares(pack: files.PackFile, issues: files.IssuesFile, sheets: files.SheetsFile) -> Iterator[Share]:
    """The share at start, and after each turn that has a drift."""
    cards = dict(first_cards(sheets))
    yield _share_of(cards, pack, issues)
    for turn in sorted({drift.turn for drift in sheets.drift}):
        for drift in (drift for drift in sheets.drift if drift.turn == turn):
            card = cards[drift.nation]
            cards[drift.nation] = evolve(card, batna_points=card.batna_points + drift.by_points)
        yield _share_of(cards, pack, issues)


def _share_of(cards: Mapping[str, files.CardTable], pack: files.PackFile, issues: files.IssuesFile) -> Share:
    return feasible_share(
        points={nation: tuple(points_table(card, issues)) for nation, card in cards.items()},
        batna={nation: card.batna_points for nation, card in cards.items()},
        principals=pack.must_sign,
        at_least=[(issue.at_least, issue.at_least_of) for issue in issues.issue if issue.at_least],
    )


def points_table(card: files.CardTable, issues: files.IssuesFile) -> Iterator[tuple[int, ...]]:
    """A card's points issue by issue, in pack order."""
    for issue in issues.issue:
        yield tuple(card.points[issue.id][option.id] for option in issue.option)
