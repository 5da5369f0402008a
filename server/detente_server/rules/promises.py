"""Pledges: made, kept, broken, taken back (rules, section 4, PLEDGE).

Owns: the forms of a promise and what makes one complete, the limits on public pledges, and every consequence.
Does not know: channels (they call `make_pledge`), how a tool is used or a text signed (those rooms call the hooks
`on_pressed`, `on_attributed`, `on_signed`, `on_assured`, `on_known`).

Where the rules are silent: a dated pledge that the author took back costs what breaking it costs. A private pledge
moves no public dial, since the world does not know of it. A pledge broken by a secret text is broken for the world
only when the text becomes known; until then only the author's own cost counts. Who kept a dated pledge earns trust
with those it was for: a public one with the nation or the co-signatories named, a private one with who heard it.
"""

from __future__ import annotations

from typing import Literal

from attrs import evolve

from detente_server.rules import small_states, undertakings
from detente_server.rules.book import Audience, Book
from detente_server.rules.facts import PledgeChanged
from detente_server.rules.state import AssuranceState, Document, PledgeState
from detente_wire.notices import Cause, Pledged, PledgeEnded
from detente_wire.refusals import Refused
from detente_wire.terms import Choice, NationId, Package, Promise, Ref, Tool, closes

# -- making and taking back -------------------------------------------------------------------------------------


def make_pledge(
    book: Book,
    by: NationId,
    promise: Promise,
    public: bool,
    heard: tuple[NationId, ...],
    ref: Ref,
    *,
    arrived: bool = True,
) -> None:
    """A nation pledges: to all (1 capital, one a turn, three standing) or to `heard` alone.

    `ref` is that of the act or letter which says it. A letter under way is entered with ``arrived=False``; call
    `arrive` when its addressees have it, never if it is lost.
    """
    undertakings.check(book, by, promise, public, heard)
    if public:
        _pay_public(book, by, promise)
    pledge = PledgeState(ref, by, promise, public, heard, book.turn, arrived=arrived)
    book.enter(PledgeChanged(pledge, "made"))
    book.tell(_audience(pledge), Pledged(ref, by, promise, public))


def _pay_public(book: Book, by: NationId, promise: Promise) -> None:
    standing = [old for old in standing_of(book, by) if old.public]
    if any(evolve(old.promise, by_turn=0) == evolve(promise, by_turn=0) for old in standing):
        raise Refused("rules.once", limit="you have pledged that already")
    if book.counted(f"pledge:{by}"):
        raise Refused("rules.once", limit="one public pledge a turn")
    if len(standing) >= book.numbers.pledges_standing:
        raise Refused("rules.standing-limit", limit=book.numbers.pledges_standing)
    capital = 0 if small_states.has_voice(book, by) else book.numbers.pledge_capital
    book.pay(by, capital=capital, why="pledge")
    book.count(f"pledge:{by}")


def arrive(book: Book, ref: Ref) -> None:
    """The letter that carries a pledge has arrived: its addressees have the pledge."""
    pledge = book.state.pledges.get(ref)
    if pledge is not None and not pledge.arrived:
        pledge = _change(book, evolve(pledge, arrived=True), "arrived")
        book.tell(pledge.heard, Pledged(ref, pledge.by, pledge.promise, pledge.public))
        if pledge.status != "standing":
            book.tell(pledge.heard, PledgeEnded(ref, pledge.by, pledge.status))


def publish(book: Book, ref: Ref) -> None:
    """A private pledge was printed against its author's will: broken, it now costs his word (and nothing else)."""
    pledge = book.state.pledges.get(ref)
    if pledge is not None and not pledge.public and not pledge.published:
        pledge = _change(book, evolve(pledge, published=True), "published")
        book.tell("public", Pledged(ref, pledge.by, pledge.promise, False))


def withdraw_pledge(book: Book, by: NationId, pledge: PledgeState) -> None:
    """Take a pledge back: public, word -4 and 3 points of C; private, the trust of those who heard it -6."""
    if pledge.by != by:
        raise Refused("rules.not-yours", ref=pledge.ref)
    if pledge.status != "standing":
        raise Refused("rules.stale", ref=pledge.ref)
    because = Cause("pledge-withdrawn", by, pledge.ref)
    _end(book, pledge, "withdrawn", words=book.fresh())
    _cost_word(book, pledge, because)
    if not pledge.public and pledge.arrived:
        for nation in pledge.heard:
            book.touch(nation, by)
            book.earn(nation, by, "loss", -book.numbers.private_pledge_trust, because)


# -- what other rooms report ------------------------------------------------------------------------------------


def on_pressed(book: Book, by: NationId, target: NationId, tool: Tool) -> None:
    """A tool was imposed or raised by a known author: a *no tool* pledge against that target is broken.

    A covert act breaks nothing here: its author is not known (`on_attributed`).
    """
    if tool != "covert":
        _press(book, by, target, tool)


def on_attributed(book: Book, by: NationId, target: NationId) -> None:
    """A covert act has found its author: a *no tool* pledge that still stands is broken."""
    _press(book, by, target, "covert")


def _press(book: Book, by: NationId, target: NationId, tool: Tool) -> None:
    for pledge in standing_of(book, by):
        said = pledge.promise
        if (
            said.form == "no-tool"
            and said.nation == target
            and tool != "inducement"
            and said.tool in (None, tool)
        ):
            _break(book, pledge)


def on_signed(book: Book, by: NationId, document: Document) -> None:
    """A text that `by` signed counts, since all signed: a pledge never to agree to an option it writes is broken."""
    secret = document.text.secret and not document.public
    knows = frozenset(document.text.parties) if secret else None
    _agree(book, by, closes(document.text), document.ref, knows)


def on_assured(book: Book, assurance: AssuranceState) -> None:
    """An unwritten undertaking takes effect: it breaks such a pledge of its giver or receiver like a secret text."""
    clause = assurance.clause
    if clause.issue and clause.option:
        both = frozenset({assurance.giver, assurance.receiver})
        for by in (assurance.giver, assurance.receiver):
            _agree(book, by, (Choice(clause.issue, clause.option),), assurance.ref, both)


def _agree(book: Book, by: NationId, said: Package, ref: Ref, knows: frozenset[NationId] | None) -> None:
    """`knows`: who may know of the agreement; None: everybody."""
    for pledge in standing_of(book, by):
        if pledge.promise.form != "never" or undertakings.choice(pledge.promise) not in said or pledge.hidden:
            continue
        openly = knows is None or (not _known_to_all(pledge) and knows.issuperset(pledge.heard))
        pledge = evolve(pledge, text=ref)
        if openly:
            _break(book, pledge)
            continue
        _change(book, evolve(pledge, hidden=True), "broken in secret")
        if pledge.public:
            book.move(by, "broken_pledges", 1, Cause("pledge-broken", by, pledge.ref))


def on_known(book: Book, said: Package, by: tuple[NationId, ...]) -> None:
    """A secret text or undertaking of these nations, writing these choices, is now known to everybody."""
    for nation in by:
        for pledge in standing_of(book, nation):
            if pledge.hidden and undertakings.choice(pledge.promise) in said:
                _break(book, pledge)


# -- RESOLVE ----------------------------------------------------------------------------------------------------


def settle_due(book: Book) -> None:
    """After step 6: pledges that are kept by now, and those that fell due."""
    for by in book.pack.order:
        for pledge in standing_of(book, by):
            match undertakings.verdict(book, pledge):
                case "kept":
                    _keep(book, pledge)
                case "broken":
                    _break(book, pledge)
                case "expired":
                    _end(book, pledge, "expired")
                case "open":
                    pass


def keep_word(book: Book, nation: NationId, because: Cause) -> None:
    """A dated pledge or clause fell due and was kept: word +1, from this source once a turn (rules, section 1)."""
    if book.count(f"word-kept:{nation}") == 1:
        book.move(nation, "word", book.numbers.kept_word, because)


def _keep(book: Book, pledge: PledgeState) -> None:
    because = Cause("pledge-kept", pledge.by, pledge.ref)
    _end(book, pledge, "kept")
    if pledge.public:
        keep_word(book, pledge.by, because)
    if not pledge.arrived:
        return
    for nation in undertakings.beneficiaries(book, pledge):
        book.touch(nation, pledge.by)
        deeds = book.counted(f"pledge-deed:{nation}:{pledge.by}", ever=True)
        if deeds < book.numbers.pledge_deeds:
            book.count(f"pledge-deed:{nation}:{pledge.by}", ever=True)
            book.move_pair(nation, pledge.by, "trust", book.numbers.pledge_kept_trust, because)


def _break(book: Book, pledge: PledgeState) -> None:
    because = Cause("pledge-broken", pledge.by, pledge.ref)
    _end(book, pledge, "broken")
    _cost_word(book, pledge, because)
    if not pledge.public and pledge.arrived:
        for nation in pledge.heard:
            book.touch(nation, pledge.by)
            book.move_pair(nation, pledge.by, "trust", -book.numbers.private_pledge_trust, because)


def _cost_word(book: Book, pledge: PledgeState, because: Cause) -> None:
    if _known_to_all(pledge):
        book.move(pledge.by, "word", -book.numbers.pledge_broken_word, because)
    if pledge.public and not pledge.hidden:
        book.move(pledge.by, "broken_pledges", 1, because)


# -- reading ----------------------------------------------------------------------------------------------------


def standing_of(book: Book, by: NationId) -> list[PledgeState]:
    """A nation's standing pledges, in the order in which it made them."""
    return [
        pledge for pledge in book.state.pledges.values() if pledge.by == by and pledge.status == "standing"
    ]


def broken_by(book: Book, by: NationId, said: Package, ref: Ref) -> int:
    """How many own public pledges the text with these choices breaks: -6 each on the ratification sum.

    Signing has broken them before the homes are asked, so those count that this text broke, and no other.
    """
    return sum(
        pledge.by == by
        and pledge.public
        and undertakings.choice(pledge.promise) in said
        and (pledge.text == ref or (pledge.status == "standing" and pledge.text is None))
        for pledge in book.state.pledges.values()
        if pledge.promise.form == "never"
    )


def _known_to_all(pledge: PledgeState) -> bool:
    return pledge.public or pledge.published


def _audience(pledge: PledgeState) -> Audience:
    if _known_to_all(pledge):
        return "public"
    return frozenset({pledge.by, *(pledge.heard if pledge.arrived else ())})


def _change(book: Book, pledge: PledgeState, because: str) -> PledgeState:
    book.enter(PledgeChanged(pledge, because))
    return pledge


def _end(
    book: Book,
    pledge: PledgeState,
    how: Literal["kept", "broken", "withdrawn", "expired"],
    words: Ref | None = None,
) -> None:
    _change(book, evolve(pledge, status=how), how)
    book.tell(_audience(pledge), PledgeEnded(pledge.ref, pledge.by, how), words=words)
