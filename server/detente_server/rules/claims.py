"""Claims: what a nation can say of itself, and whether its card bears it out (rules, section 4, Claims).

Owns: the meaning of the four forms, the order of issues and options that a card gives, and which claims contradict
a true preference.
Does not know: who said what to whom (`listening`), what a lie costs (`lies`).

Truth is taken at the moment of telling, by the card and the BATNA of that moment. Ties are true: of two issues that
weigh most each *matters most*, and of two options worth the same each may be *preferred*.
"""

from __future__ import annotations

from detente_server.rules.book import Book, batna
from detente_server.rules.pack import Pack, Sheet
from detente_wire.refusals import Refused
from detente_wire.terms import Choice, Claim, IssueId, NationId, OptionId


def check_issue(book: Book, issue: IssueId | None) -> IssueId:
    """The issue; refused if the crisis has none such."""
    if issue is None or issue not in book.pack.issue_ids:
        raise Refused("rules.unknown-issue", issue=issue)
    return issue


def check_option(book: Book, issue: IssueId | None, option: OptionId | None) -> None:
    """Refuse an issue or option that the crisis does not have."""
    issue = check_issue(book, issue)
    if option is None or not any(known.id == option for known in book.pack.issue(issue).options):
        raise Refused("rules.unknown-option", issue=issue, option=option)


def check_claim(book: Book, claim: Claim) -> None:
    """Refuse a claim that names what does not exist, or says too little or too much for its form."""
    match claim.form:
        case "most" | "least":
            check_issue(book, claim.issue)
            complete = claim.option is None and claim.over is None
        case "prefers":
            check_option(book, claim.issue, claim.option)
            check_option(book, claim.issue, claim.over)
            complete = claim.option != claim.over
        case "impossible":
            check_option(book, claim.issue, claim.option)
            complete = claim.over is None
    if not complete:
        raise Refused("rules.bad-claim", form=claim.form)


def weight(sheet: Sheet, issue: IssueId) -> int:
    """What an issue is worth to the card's holder: best minus worst points."""
    return max(sheet.points[issue]) - min(sheet.points[issue])


def points(pack: Pack, sheet: Sheet, issue: IssueId, option: OptionId) -> int:
    """Points of one option."""
    return sheet.points[issue][pack.option_index(Choice(issue, option))]


def is_true(pack: Pack, sheet: Sheet, batna: int, claim: Claim) -> bool:
    """Whether the card bears the claim out. `batna`: its holder's now."""
    match claim.form:
        case "most":
            return weight(sheet, claim.issue) == max(weight(sheet, issue.id) for issue in pack.issues)
        case "least":
            return weight(sheet, claim.issue) == min(weight(sheet, issue.id) for issue in pack.issues)
        case "prefers":
            assert claim.option is not None
            assert claim.over is not None
            better = points(pack, sheet, claim.issue, claim.option)
            return better >= points(pack, sheet, claim.issue, claim.over)
        case "impossible":
            assert claim.option is not None
            return is_impossible(pack, sheet, batna, Choice(claim.issue, claim.option))


def is_impossible(pack: Pack, sheet: Sheet, batna: int, choice: Choice) -> bool:
    """A red line, or an option that stays below BATNA with the holder's best on everything else."""
    elsewhere = sum(max(sheet.points[issue.id]) for issue in pack.issues if issue.id != choice.issue)
    return choice in sheet.red_lines or points(pack, sheet, choice.issue, choice.option) + elsewhere < batna


def is_lie(book: Book, nation: NationId, claim: Claim) -> bool:
    """Whether the claim, said of itself by the nation now, is false."""
    return not is_true(book.pack, book.nation(nation).sheet, batna(book.state, nation), claim)


def issue_order(pack: Pack, sheet: Sheet) -> tuple[IssueId, ...]:
    """Issues, most weighty first; ties in pack order."""
    ids = [issue.id for issue in pack.issues]
    return tuple(sorted(ids, key=lambda issue: -weight(sheet, issue)))


def option_order(pack: Pack, sheet: Sheet, issue: IssueId) -> tuple[OptionId, ...]:
    """Options of an issue, best first; ties in pack order."""
    ids = [option.id for option in pack.issue(issue).options]
    return tuple(sorted(ids, key=lambda option: -points(pack, sheet, issue, option)))
