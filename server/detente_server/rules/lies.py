"""Lies: how they are found out, and what comes of it (rules, section 4, Claims).

Owns: which truths contradict a false claim, the step that holds every unfound lie against what its hearers now
know, and DENOUNCE.
Does not know: how a lie is told (`listening` marks a false claim when it is said).

Whoever heard a false claim is its victim, each for himself. A truth contradicts it whether it was learned before or
after; both are held against each other at step 0, so the victim always hears of it in the bulletin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente_server.rules import claims, insight
from detente_server.rules.book import Book
from detente_server.rules.facts import SpokenChanged
from detente_server.rules.state import Spoken, State, changed
from detente_wire.acts import Confirm, Correct, Denounce, Restate, Tell
from detente_wire.notices import Cause, Denounced, LieFound
from detente_wire.refusals import Refused
from detente_wire.terms import Claim, NationId, Ref


def claim_of(state: State, spoken: Spoken) -> Claim | None:
    """What the speaker claimed of itself with this act, if it is one that claims."""
    match spoken.act:
        case Tell(claim=claim) | Correct(claim=claim):
            return claim
        case Confirm(ref=ref):
            restated = state.spoken[ref].act
            return restated.claim if isinstance(restated, Restate) else None
    return None


def claimed(state: State, owner: NationId, of: NationId, claim: Claim) -> list[Spoken]:
    """With which acts `owner` heard `of` claim this, in the order they were said."""
    heard = [spoken for spoken in state.spoken.values() if spoken.by == of and owner in spoken.heard]
    return [spoken for spoken in heard if claim_of(state, spoken) == claim]


# -- finding out ------------------------------------------------------------------------------------------------


def find(book: Book) -> None:
    """Step 0, after marks: each lie that a hearer's true knowledge contradicts is found by that hearer."""
    told: dict[NationId, list[Ref]] = {}
    for spoken in book.state.spoken.values():
        if spoken.false:
            told.setdefault(spoken.by, []).append(spoken.ref)
    for victim in book.pack.order if told else ():
        for liar in book.others(victim):
            for spoken in _unfound(book, victim, told.get(liar, ())):
                if _contradicted(book, victim, liar, _claim(book, spoken)):
                    _found(book, victim, spoken)


def _unfound(book: Book, victim: NationId, told: Iterable[Ref]) -> Iterator[Spoken]:
    """Of false claims those that the victim heard and has not seen through, in the order they were said."""
    for ref in told:
        spoken = book.state.spoken[ref]
        if victim in spoken.heard and victim not in dict(spoken.found):
            yield spoken


def _claim(book: Book, spoken: Spoken) -> Claim:
    claim = claim_of(book.state, spoken)
    assert claim is not None
    return claim


def _contradicted(book: Book, victim: NationId, liar: NationId, claim: Claim) -> bool:
    """Whether the victim's insight, or what it learned at dinner, shows that this false claim is false."""
    learned = book.state.learned.get((victim, liar), ())
    if any(_reversed(claim, truth) for truth in learned) or _belied(book, victim, liar, claim):
        return True
    return _sees_through(book, victim, liar, claim)


def _sees_through(book: Book, victim: NationId, liar: NationId, claim: Claim) -> bool:
    """Whether the victim's insight is of the level at which a false claim of this kind stands out."""
    level = insight.level(book, victim, liar)
    return level > 0 and level >= level_that_shows(book, liar, claim)


def _belied(book: Book, victim: NationId, liar: NationId, claim: Claim) -> bool:
    """Whether a joint study shows it: the liar would gain by two changes, and claimed to lose by either.

    By a change of two issues he gains on one of them at least, so of two such claims one is false. What the victim
    knows better of one of the two issues counts as such a claim.
    """
    for given_up, change in book.state.studied.get((victim, liar), ()):
        losses = [Claim("prefers", old.issue, old.option, new.option) for old, new in zip(given_up, change)]
        if claim in losses and all(_stated(book, victim, liar, loss) for loss in losses):
            return True
    return False


def _stated(book: Book, victim: NationId, liar: NationId, claim: Claim) -> bool:
    """Whether the victim heard this of the liar, or knows it."""
    if claim in book.state.learned.get((victim, liar), ()):
        return True
    if _sees_through(book, victim, liar, claim) and not claims.is_lie(book, liar, claim):
        return True
    return bool(claimed(book.state, victim, liar, claim))


def _reversed(claim: Claim, truth: Claim) -> bool:
    return (claim.form, claim.issue, claim.option, claim.over) == (
        "prefers", truth.issue, truth.over, truth.option,
    )  # fmt: skip


def level_that_shows(book: Book, liar: NationId, claim: Claim) -> int:
    """The level of insight at which a false claim of the liar stands out.

    1 shows the top issue: not another, and not the least; 2 the order of issues; 3 the order of options on the two
    top ones; 4 all orders and what is impossible.
    """
    top, *others = claims.issue_order(book.pack, book.nation(liar).sheet)
    match claim.form:
        case "most":
            return 1
        case "least":
            return 1 if claim.issue == top else 2
        case "prefers":
            return 3 if claim.issue in (top, *others[:1]) else 4
        case "impossible":
            return 4


def _found(book: Book, victim: NationId, spoken: Spoken) -> None:
    """The victim alone is told which claim; the liar sees only that trust fell."""
    liar, because = spoken.by, Cause("lie", spoken.by, spoken.ref)
    found = changed(spoken, found=(*spoken.found, (victim, book.turn)))
    book.enter(SpokenChanged(found, "found out"))
    book.tell({victim}, LieFound(spoken.ref, liar, _claim(book, spoken)))
    book.touch(victim, liar)
    book.move_pair(victim, liar, "trust", -book.numbers.lie_trust, because, told=Cause("distrust"))
    book.move_pair(victim, liar, "grievance", book.numbers.lie_grievance, because)


# -- denouncing -------------------------------------------------------------------------------------------------


def decide_denounce(book: Book, by: NationId, act: Denounce) -> None:
    """Within two turns of finding out: public and certified, and the liar's word falls by 3. Once a lie."""
    spoken = book.state.spoken.get(act.lie)
    found = dict(spoken.found).get(by) if spoken else None
    if spoken is None or found is None:
        raise Refused("rules.unknown-ref", ref=act.lie)
    if book.turn > found + book.numbers.denounce_turns:
        raise Refused("rules.not-now", act="denounce", why="you found out too long ago")
    if book.count(f"denounced:{spoken.ref}", ever=True) > 1:
        raise Refused("rules.once", limit="a lie is denounced once")
    ref = book.fresh()
    because = Cause("denounced", by, ref)
    book.tell("public", Denounced(spoken.ref, by, spoken.by, _claim(book, spoken)), words=ref)
    book.move(spoken.by, "word", -book.numbers.denounce_word, because)
    book.touch(by, spoken.by)
