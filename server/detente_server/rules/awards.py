"""Awards: what a seat is remembered for (rules, section 12).

Owns: who gets which.
Does not know: the score, which no award changes.

- ``best-listener``, ``trusted-hand``: most votes of the others (HONOUR); of equals each.
- ``efficient-frontier``: to every principal, if all issues are closed and no deal betters it for the principals.
- ``nash-bronze``, ``nash-silver``, ``nash-gold``: to every principal, by N of 60, 80, 95.
- ``statute-maker``: who wrote the texts that closed most issues; of equals each.
- ``cool-head``: not one act of it raised tension, told or covert.
- ``clean-hands``: no lie, no covert act, no pledge broken or taken back, no breach and no cheating.

After a war there are votes alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from detente_server.rules import deals as all_deals
from detente_server.rules import score
from detente_server.rules.book import Book
from detente_server.rules.score import Result
from detente_wire.terms import NationId, package

NASH = ((95, "nash-gold"), (80, "nash-silver"), (60, "nash-bronze"))


def of(book: Book, result: Result) -> Mapping[NationId, tuple[str, ...]]:
    """Every nation's awards, in the order of this module's list."""
    rows = [("best-listener", _voted(book, 0)), ("trusted-hand", _voted(book, 1))]
    if book.state.crisis.tension < 100:
        principals = frozenset(book.pack.must_sign)
        rows += [("efficient-frontier", principals)] if efficient(book) else []
        prize = next((name for least, name in NASH if result.nash >= least), None)
        rows += [(prize, principals)] if prize else []
        rows.append(("statute-maker", _statute_makers(book)))
        rows.append(("cool-head", frozenset(name for name in book.pack.order if cool(book, name))))
        rows.append(("clean-hands", frozenset(name for name in book.pack.order if clean(book, name))))
    return {name: tuple(award for award, winners in rows if name in winners) for name in book.pack.order}


def _most(votes: Counter[NationId]) -> frozenset[NationId]:
    most = max(votes.values(), default=0)
    return frozenset(name for name, count in votes.items() if count == most)


def _voted(book: Book, which: int) -> frozenset[NationId]:
    """Whom the most others named; the first of a vote is the listener, the second the trusted hand."""
    honours = [nation.honours for nation in book.state.nations.values() if nation.honours]
    return _most(Counter(pair[which] for pair in honours))


def efficient(book: Book) -> bool:
    """Whether what is in force closes every issue, with a deal on the principals' frontier of all deals."""
    said = package([(issue, option) for issue, (option, _) in book.state.crisis.closed.items()])
    index, possible = all_deals.index_of(book.pack, said), score.deals(book)
    return index is not None and possible.efficient(index)


def _statute_makers(book: Book) -> frozenset[NationId]:
    """Authors of the documents, givers of the assurances, that closed issues."""
    state = book.state
    made: Counter[NationId] = Counter()
    for _, ref in state.crisis.closed.values():
        if ref in state.documents:
            made[state.documents[ref].author] += 1
        elif ref in state.assurances:
            made[state.assurances[ref].giver] += 1
    return _most(made)


def cool(book: Book, name: NationId) -> bool:
    """No act of it raised tension in the whole match."""
    return not book.counted(f"raised:{name}", ever=True)


def clean(book: Book, name: NationId) -> bool:
    """No lie, no covert act, no pledge broken or taken back, no breach found, no cheating left to find."""
    state, nation = book.state, book.nation(name)
    if nation.broken_pledges or nation.breaches or book.counted(f"covert:{name}", ever=True):
        return False
    if any(spoken.false and spoken.by == name for spoken in state.spoken.values()):
        return False
    if any(p.by == name and p.status in ("broken", "withdrawn") for p in state.pledges.values()):
        return False
    kept = [
        (clause.actor, keeping)
        for document in state.documents.values()
        for clause, keeping in zip(document.text.clauses, document.clauses)
    ] + [(assurance.giver, assurance.keeping) for assurance in state.assurances.values()]
    return not any(
        actor == name and (keeping.cheated or keeping.status == "breached") for actor, keeping in kept
    )
