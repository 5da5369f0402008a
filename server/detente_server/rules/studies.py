"""Joint study: experts of two nations look for a trade that both would gain by (rules, section 5) [engagements].

Owns: proposing a base and matching it, and the one answer that the engine gives.
Does not know: what the two make of it; what it shows to be a lie (`lies`).

Both name one base: a package for every open issue that one of them has put before the other, in an offer, a letter, a
text or on a walk. Naming the base that the other has proposed is the answer, and the study is done at once. A refusal
rests on what the nation may know: mutual trust and its own insight; that the other lacks insight shows in his silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal

from attrs import evolve

from detente_server.rules import insight, offers, post
from detente_server.rules.book import Book
from detente_server.rules.facts import Studied, StudyChanged
from detente_server.rules.inviting import check_trust, named
from detente_server.rules.pack import Issue, Pack
from detente_server.rules.points import Points, points_of
from detente_server.rules.state import Study
from detente_wire.acts import JointStudy
from detente_wire.notices import StudyAsked, StudyEnded
from detente_wire.refusals import Refused
from detente_wire.terms import IssueId, NationId, OptionId, Package, Ref, closes, options_of, package

How = Literal["declined", "unanswered", "withdrawn"]

# -- acts -------------------------------------------------------------------------------------------------------


def decide_joint_study(book: Book, by: NationId, act: JointStudy) -> None:
    """Propose a base (1 envoy), or name the one that the other has proposed and study it together."""
    (other,) = named(book, by, (act.nation,))
    base = offers.checked_package(book, act.base)
    _check(book, by, other)
    theirs = _proposed(book, other, by)
    if theirs is None or theirs.base != base:
        _check_base(book, by, other, base)
        _propose(book, by, other, base)
        return
    own = _proposed(book, by, other)
    if own is None:
        book.pay(by, envoys=1, why="study")
    else:
        _close(book, own, "withdrawn", returned=False)
    book.count(_key(book, by, other), ever=True)
    book.touch(by, other)
    _study(book, theirs)


def decline(book: Book, by: NationId, study: Study) -> None:
    """No study of that; the envoy returns."""
    if study.nation != by:
        raise Refused("rules.not-yours", ref=study.ref)
    _check_open(book, study)
    _close(book, study, "declined", words=book.fresh())


def withdraw(book: Book, by: NationId, study: Study) -> None:
    """Take the proposal back; the envoy returns."""
    if study.by != by:
        raise Refused("rules.not-yours", ref=study.ref)
    _check_open(book, study)
    _close(book, study, "withdrawn", words=book.fresh())


def close_unanswered(book: Book) -> None:
    """Step 0: proposals that the other did not take up end."""
    order = book.pack.order.index
    waiting = [one for one in book.state.studies.values() if one.open]
    for study in sorted(waiting, key=lambda one: (order(one.by), order(one.nation))):
        _close(book, study, "unanswered")


# -- what they do -----------------------------------------------------------------------------------------------


def _check(book: Book, by: NationId, other: NationId) -> None:
    table = book.numbers
    if book.state.rung >= table.last_hours_rung:
        raise Refused("rules.rung", why="no experts travel in the last hours")
    if book.counted(_key(book, by, other), ever=True) >= table.studies:
        raise Refused("rules.once", limit=f"{table.studies} joint studies a pair")
    check_trust(book, by, other, table.study_trust)
    if insight.level(book, by, other) < table.study_insight:
        raise Refused("rules.insight", nation=other, needs=table.study_insight)


def _check_base(book: Book, by: NationId, other: NationId, base: Package) -> None:
    open_issues = {issue.id for issue in book.pack.issues if issue.id not in book.state.crisis.closed}
    if set(options_of(base)) != open_issues:
        raise Refused("rules.bad-base", why="it names one option on each open issue, and no other issue")
    if not any(said == base for said in _put_forward(book, by, other, open_issues)):
        raise Refused("rules.bad-base", why="neither of you has put that package before the other")


def _put_forward(book: Book, by: NationId, other: NationId, issues: set[IssueId]) -> Iterator[Package]:
    """Every package that one of the two put before the other, as far as `by` knows, cut to the open issues.

    Of a letter of its own that was lost a nation cannot know.
    """
    for spoken in book.state.spoken.values():
        told = post.addressees(spoken.act) or spoken.heard if spoken.by == by else spoken.heard
        pair = {spoken.by, *told}
        if {by, other} <= pair and spoken.by in (by, other) and spoken.arrives <= book.turn:
            yield _cut(offers.package_of(spoken), issues)
    for document in book.state.documents.values():
        both_see = document.seen_by(by) and document.seen_by(other)
        if document.author in (by, other) and document.tabled_turn and both_see:
            yield _cut(closes(document.text), issues)
    for walk in book.state.engagements.values():
        if {walk.host, walk.guest} == {by, other}:
            for _, said in walk.referred:
                yield _cut(said, issues)


def _cut(said: Package, issues: set[IssueId]) -> Package:
    return tuple(choice for choice in said if choice.issue in issues)


def _propose(book: Book, by: NationId, other: NationId, base: Package) -> None:
    if _proposed(book, by, other) is not None:
        raise Refused("rules.once", limit="one proposal at a time")
    ref = book.fresh()
    book.pay(by, envoys=1, why="study")
    book.touch(by, other)
    book.enter(StudyChanged(Study(ref, by, other, base, book.turn), "asked"))
    book.tell({by, other}, StudyAsked(ref, by, other, base), words=ref)


def _study(book: Book, study: Study) -> None:
    book.enter(StudyChanged(evolve(study, open=False), "studied"))
    closed = book.state.crisis.closed
    issues = [issue for issue in book.pack.issues if issue.id not in closed]
    cards = [book.nation(nation).sheet.points for nation in (study.by, study.nation)]
    change = best_change(book.pack, issues, study.base, cards[0], cards[1])
    if change:
        changed = {choice.issue for choice in change}
        given_up = tuple(choice for choice in study.base if choice.issue in changed)
        book.enter(Studied(study.by, study.nation, given_up, change))
    book.tell({study.by, study.nation}, StudyEnded(study.ref, "studied", change), words=book.fresh())


def best_change(pack: Pack, issues: Sequence[Issue], base: Package, ours: Points, theirs: Points) -> Package:
    """The change of exactly two issues with the largest smaller gain, then larger sum, then by ids; none: empty.

    Both gain a point at least; points are those of the two cards.
    """
    now = options_of(base)
    best: tuple[int, int] = (0, 0)
    found: Package = ()
    for one, other in combinations(sorted(issues, key=lambda issue: issue.id), 2):
        for left in sorted(option.id for option in one.options if option.id != now[one.id]):
            for right in sorted(option.id for option in other.options if option.id != now[other.id]):
                change = package([(one.id, left), (other.id, right)])
                gains = [_gain(pack, points, now, change) for points in (ours, theirs)]
                rank = (min(gains), sum(gains))
                if min(gains) >= 1 and rank > best:
                    best, found = rank, change
    return found


def _gain(pack: Pack, points: Points, now: Mapping[IssueId, OptionId], change: Package) -> int:
    return sum(
        points_of(pack, points, choice.issue, choice.option)
        - points_of(pack, points, choice.issue, now[choice.issue])
        for choice in change
    )


# -- both -------------------------------------------------------------------------------------------------------


def _key(book: Book, a: NationId, b: NationId) -> str:
    return f"studied:{':'.join(book.in_order((a, b)))}"


def _proposed(book: Book, by: NationId, to: NationId) -> Study | None:
    """The nation's proposal to the other that waits this turn."""
    waiting = (one for one in book.state.studies.values() if one.open and (one.by, one.nation) == (by, to))
    return next(waiting, None)


def _check_open(book: Book, study: Study) -> None:
    if not study.open:
        raise Refused("rules.stale", ref=study.ref)


def _close(book: Book, study: Study, how: How, words: Ref | None = None, *, returned: bool = True) -> None:
    book.enter(StudyChanged(evolve(study, open=False), how))
    book.tell({study.by, study.nation}, StudyEnded(study.ref, how), words=words)
    if returned:
        book.give_back(study.by, envoys=1)
