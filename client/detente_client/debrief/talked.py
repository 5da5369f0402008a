"""Laid out: who talked to whom and who knew, and what was proposed on every issue.

Owns: the sections of talks and of offers.
Does not know: the other sections.
"""

from __future__ import annotations

from collections import Counter

from detente_client.debrief.contacts import Post, Talk
from detente_client.debrief.document import Bid, Bids, Block, Contact, Contacts, Figure, Say, Table
from detente_client.debrief.phrasing import came_out, channel_kind, to_whom, who_knew
from detente_client.debrief.proposals import Proposal
from detente_client.debrief.report import Report
from detente_client.figures import listing, sequence
from detente_client.i18n import tr, trn
from detente_client.publicpack import PublicIssue
from detente_client.words.naming import Names, capital, count
from detente_wire.terms import options_of


def talks(report: Report, names: Names) -> tuple[Block, ...]:
    """The figure of contacts, a table by pairs, what was public."""
    if not report.talks and not report.posts:
        return (Say(tr("Nobody talked to anybody.")),)
    order = {nation: n for n, nation in enumerate(report.pack.order)}
    contacts = [
        Contact(t.turn, t.kind, tuple(order[m] for m in t.members if m in order), bool(t.came_out))
        for t in report.talks
    ]
    contacts += [
        Contact(p.turn, "letter", tuple(order[m] for m in (p.by, *p.to) if m in order), bool(p.came_out))
        for p in report.posts
    ]
    rows = tuple(capital(names.nation(nation)) for nation in report.pack.order)
    held = trn(
        "{count} meeting or back-channel was held",
        "{count} meetings and back-channels were held",
        len(report.talks),
    )
    sent = trn("{count} letter sent", "{count} letters sent", len(report.posts))
    out = sum(one.came_out for one in contacts)
    says = tr("{held}, {sent}; of these {out} came to others.", held=held, sent=sent, out=out)
    drawing = Contacts(rows, len(report.turns), tuple(contacts))
    figure = Figure(tr("Who met whom, and when"), says, drawing, _contact_table(report, names))
    return (figure, _pairs(report, names))


def _contact_table(report: Report, names: Names) -> Table:
    rows = [(talk.turn, _talk_row(names, talk)) for talk in report.talks]
    rows += [(post.turn, _post_row(names, post)) for post in report.posts]
    rows.sort(key=lambda row: row[0])
    head = (tr("Turn"), tr("What"), tr("Who"), tr("Said"), tr("Who knew"))
    return Table(tr("Every talk and every letter"), head, tuple(row for _, row in rows))


def _talk_row(names: Names, talk: Talk) -> tuple[str, ...]:
    what = channel_kind(talk.kind, len(talk.members))
    where = names.venue(talk.venue) if talk.venue else names.medium(talk.medium)
    facts = [names.body(talk.institution)] if talk.institution else []
    facts += [where]
    facts += [tr("through {nation}", nation=names.nation(talk.go_between))] if talk.go_between else []
    said = listing((count(talk.acts, "act"), count(talk.offers, "offer")))
    return (
        str(talk.turn), f"{what} ({listing(facts)})", capital(names.nations(talk.members)), said,
        who_knew(names, talk),
    )  # fmt: skip


def _post_row(names: Names, post: Post) -> tuple[str, ...]:
    who = tr("{by} to {to}", by=capital(names.nation(post.by)), to=names.nations(post.to))
    said = names.issue(post.subject) if post.subject else "–"
    if post.package:
        said = tr("an offer: {package}", package=names.package(post.package))
    fate = tr("it came in turn {turn}", turn=post.arrived) if post.arrived else tr("it never came")
    medium = f"{channel_kind('letter')} ({names.medium(post.medium)})"
    return (str(post.turn), medium, who, said, sequence([fate, *came_out(names, post.came_out)]))


def _pairs(report: Report, names: Names) -> Table:
    order = report.pack.order
    met: Counter[tuple[str, str, str]] = Counter()
    for talk in report.talks:
        members = [nation for nation in order if nation in talk.members]
        met.update((a, b, talk.kind) for n, a in enumerate(members) for b in members[n + 1 :])
    for post in report.posts:
        for to in post.to:
            a, b = sorted((post.by, to), key=lambda n: order.index(n) if n in order else 99)
            met[a, b, "letter"] += 1
    kinds = ("meeting", "back-channel", "letter")
    rows = []
    for n, a in enumerate(order):
        for b in order[n + 1 :]:
            counts = (str(met[a, b, kind]) for kind in kinds)
            rows.append((f"{capital(names.nation(a))} – {names.nation(b)}", *counts))
    head = (tr("Between"), tr("Meetings"), tr("Back-channels"), tr("Letters"))
    return Table(tr("How often two nations talked"), head, tuple(rows))


# -- offers ----------------------------------------------------------------------------------------------------


def offers(report: Report, names: Names) -> tuple[Block, ...]:
    """A figure for each issue."""
    return tuple(_issue(report, names, issue) for issue in report.pack.issues)


def _issue(report: Report, names: Names, issue: PublicIssue) -> Figure:
    made = [
        (p, options_of(p.package)[issue.id]) for p in report.proposals if issue.id in options_of(p.package)
    ]
    options = {option.id: n for n, option in enumerate(issue.options)}
    order = {nation: n for n, nation in enumerate(report.pack.order)}
    bids = [
        Bid(p.turn, order[p.by], options[option], bool(p.accepted))
        for p, option in made
        if p.by in order and option in options
    ]
    settled = tuple(
        dict.fromkeys(
            (s.turn, options[s.option])
            for s in report.settlements
            if s.issue == issue.id and s.option in options
        )
    )
    drawing = Bids(
        issue.title,
        tuple(option.title for option in issue.options),
        tuple(capital(names.nation(nation)) for nation in report.pack.order),
        len(report.turns),
        _once(bids),
        settled,
    )
    says = _says(issue, settled)
    head = (tr("Turn"), tr("By"), tr("To"), tr("How"), tr("Option"), tr("Answer"))
    rows = tuple(_offer_row(names, p, names.option(issue.id, option)) for p, option in made)
    return Figure(
        issue.title, says, drawing, Table(tr("Proposals on {issue}", issue=issue.title), head, rows)
    )


def _once(bids: list[Bid]) -> tuple[Bid, ...]:
    """The same option of the same nation in one turn stands once, taken up if it ever was."""
    found: dict[tuple[int, int, int], Bid] = {}
    for bid in bids:
        key = bid.turn, bid.who, bid.option
        if key not in found or bid.accepted:
            found[key] = bid
    return tuple(found.values())


def _says(issue: PublicIssue, settled: tuple[tuple[int, int], ...]) -> str:
    if not settled:
        return tr("It was never settled.")
    turn, option = settled[-1]
    return tr("Settled in turn {turn}: {option}.", turn=turn, option=issue.options[option].title)


def _offer_row(names: Names, made: Proposal, option: str) -> tuple[str, ...]:
    answers = []
    if made.accepted:
        answers.append(tr("accepted by {who}", who=names.nations(made.accepted)))
    if made.refused:
        answers.append(tr("refused by {who}", who=names.nations(made.refused)))
    return (
        str(made.turn), capital(names.nation(made.by)), to_whom(names, made.to), channel_kind(made.place), option,
        sequence(answers) or "–",
    )  # fmt: skip
