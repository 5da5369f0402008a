"""Keeping it: clauses fall due and are complied with, delayed, or cheated on (rules, section 8).

Owns: KEEP, step 5 (choices, clauses due, detection), the two compliance rolls after the end.
Does not know: what a found breach costs (`breach`), what performing does in the world (`performing`).

Where the rules are silent: a cheat begins when its clause is due, and until it is found it looks like compliance: the
same report, the same trust. What costs or earns *word* is seen by all, so a text that is not public moves trust only.
A delayed clause costs anew each turn. Compliance earns a nation's trust once a turn, however many clauses fell due.
"""

from __future__ import annotations

from detente_server.rules import (
    bodies,
    breach,
    decisions,
    obligations,
    performing,
    promises,
    remedies,
    sealing,
)
from detente_server.rules.book import Book
from detente_server.rules.obligations import Obligation
from detente_server.rules.state import SealedAct
from detente_wire.acts import Keep
from detente_wire.notices import Cause
from detente_wire.refusals import Refused
from detente_wire.terms import NationId, Ref

# -- choices ----------------------------------------------------------------------------------------------------


def decide_keep(book: Book, by: NationId, act: Keep) -> None:
    """Choose, sealed, how to keep a clause of one's own; it stands until changed."""
    if act.manner == "cheat" and not book.game.has("cheat"):
        raise Refused("rules.not-in-play", act="cheating")
    one = obligations.find(book, by, act.ref, act.clause)
    status = one.keeping.status
    if act.manner == "delay" and status not in ("pending", "delayed"):
        raise Refused("rules.not-now", act="delay", why=f"the clause is {status}")
    if act.manner == "cheat" and _cheats_beside(book, by, act):
        raise Refused("rules.standing-limit", limit=1)
    if status in obligations.OVER:
        raise Refused("rules.status", status=status)
    if decisions.administered(book.state, act.ref, act.clause):
        raise Refused("rules.not-now", act="a choice", why="a body's mission performs that clause")
    if one.actor != by:
        raise Refused("rules.not-the-actor")
    makes_good = act.manner == "comply" and remedies.demanded(book, one.ref, one.number) is not None
    envoys = book.numbers.cure_envoys if makes_good else 0
    sealing.seal(book, by, _slot(act.ref, act.clause), act, envoys)


def _slot(ref: Ref, number: int) -> str:
    return f"keep:{ref}:{number}"


def _choices(book: Book, by: NationId) -> list[tuple[SealedAct, Keep]]:
    """The nation's sealed choices; a cheat comes last, after what makes room for it."""
    own = book.state.sealed.get(by, {}).values()
    found = [(entry, entry.act) for entry in own if isinstance(entry.act, Keep)]
    return sorted(found, key=lambda choice: choice[1].manner == "cheat")


def _cheats_beside(book: Book, by: NationId, act: Keep) -> bool:
    """Whether the nation cheats, or means to, on another clause: one clause at a time."""
    means = {(choice.ref, choice.clause): choice.manner for _, choice in _choices(book, by)}
    for one in obligations.binding(book):
        if one.actor == by and one.keeping.manner == "cheat":
            means.setdefault((one.ref, one.number), "cheat")
    means.pop((act.ref, act.clause), None)
    return "cheat" in means.values()


def _take_up(book: Book) -> None:
    """The sealed choices of this turn hold from now on."""
    for by in book.pack.order:
        for entry, act in _choices(book, by):
            sealing.clear(book, by, entry.slot)
            one = _still_binding(book, act)
            if one is not None and not (act.manner == "cheat" and _cheats_beside(book, by, act)):
                _choose(book, one, entry, act)


def _still_binding(book: Book, act: Keep) -> Obligation | None:
    found = (one for one in obligations.binding(book) if (one.ref, one.number) == (act.ref, act.clause))
    return next(found, None)


def _choose(book: Book, one: Obligation, entry: SealedAct, act: Keep) -> None:
    """Giving up a cheat does not undo it: it is rolled for at least twice."""
    cure = remedies.demanded(book, one.ref, one.number)
    if cure is not None and act.manner == "comply" and entry.envoys and one.keeping.status == "breached":
        remedies.mend(book, one, cure)
        return
    begins = act.manner == "cheat" and one.keeping.manner != "cheat"
    due = one.keeping.status in ("performed", "breached")
    if begins and due:
        obligations.change(book, one, "chosen", manner=act.manner, cheated=True, rolls=0)
    elif act.manner != one.keeping.manner:
        obligations.change(book, one, "chosen", manner=act.manner)


# -- step 5 -----------------------------------------------------------------------------------------------------


def resolve(book: Book) -> None:
    """Step 5: choices, then each clause: its end, its day, the look at how it is kept."""
    _take_up(book)
    check(book)


def check(book: Book, tension: bool = True) -> None:
    """Hold every clause against its day and roll for cheats; after the end (`tension` False) rolls alone."""
    for one in obligations.binding(book):
        if one.keeping.cheated and one.keeping.status != "pending":
            _look(book, one, tension)
        elif not tension:
            continue
        elif one.clause.sunset and book.turn > one.clause.sunset:
            _set(book, one)
        elif one.keeping.status in ("pending", "delayed") and _is_due(book, one):
            _fall_due(book, one)
        elif one.keeping.status == "performed":
            _report_compliant(book, one)


def _is_due(book: Book, one: Obligation) -> bool:
    """Its turn has come, and the text that it waits for, if any, is in force."""
    awaited = book.state.documents.get(one.clause.condition) if one.clause.condition else None
    waits = one.clause.condition is not None and (awaited is None or awaited.status != "in-force")
    return book.turn >= one.keeping.due and not waits


def _set(book: Book, one: Obligation) -> None:
    """Its sunset has passed: it binds no more."""
    obligations.change(book, one, "expired", status="expired", manner="comply", cheated=False)


def _fall_due(book: Book, one: Obligation) -> None:
    if decisions.administered(book.state, one.ref, one.number):
        _perform(book, one, because="administered")
        return
    if one.keeping.manner == "delay" or not performing.possible(book, one.clause):
        _delay(book, one)
    elif one.keeping.manner == "cheat":
        one = obligations.change(book, one, "cheated", status="performed", cheated=True, rolls=0)
        _look(book, one, tension=True, first=True)
    else:
        _perform(book, one)


def _perform(book: Book, one: Obligation, because: str = "performed") -> None:
    """Performed; on its due turn also trust +2 from the other parties, and word +1 if the text is public.

    What a body's mission performs is to nobody's credit.
    """
    on_time = because != "administered" and (one.keeping.status == "pending" or because == "cheated")
    lifted = performing.perform(book, one)
    one = obligations.change(book, one, because, status="performed", lifted=lifted or one.keeping.lifted)
    obligations.report(book, one, "performed")
    kept = Cause("clause-kept", one.actor, one.ref)
    for other in one.others:
        book.touch(other, one.actor)
        if on_time and book.count(f"clause-kept:{other}:{one.actor}") == 1:
            book.move_pair(other, one.actor, "trust", book.numbers.clause_kept_trust, kept)
    if on_time and one.known:
        promises.keep_word(book, one.actor, kept)


def _delay(book: Book, one: Obligation) -> None:
    """Not performed this turn: trust -2 from the other parties, and word -1 if the text is public."""
    one = obligations.change(book, one, "delayed", status="delayed")
    obligations.report(book, one, "delayed")
    because = Cause("clause-delayed", one.actor, one.ref)
    for other in one.others:
        book.touch(other, one.actor)
        book.move_pair(other, one.actor, "trust", -book.numbers.delay_trust, because)
    if one.known:
        book.move(one.actor, "word", -book.numbers.delay_word, because)


# -- detection --------------------------------------------------------------------------------------------------


def _look(book: Book, one: Obligation, tension: bool, first: bool = False) -> None:
    """One roll for a cheat: found, doubtful, or nothing seen; `first`: the clause has just fallen due."""
    roll = book.roll("detect", one.actor, one.clause.issue or one.clause.beneficiary or one.clause.type)
    line = odds(book, one)
    one = obligations.change(book, one, "looked at", rolls=one.keeping.rolls + 1)
    if roll < line:
        breach.found(book, one, last=not tension)
        return
    if first:
        _perform(book, one, because="cheated")
    if roll < line + book.numbers.doubt:
        _report_doubt(book, one, tension, first)
    elif tension and not first:
        _report_compliant(book, one)
    one = _as_it_is(book, one)
    if one.keeping.manner != "cheat" and one.keeping.rolls >= book.numbers.detect_least:
        obligations.change(book, one, "no longer looked at", cheated=False)


def _as_it_is(book: Book, one: Obligation) -> Obligation:
    return next(now for now in obligations.binding(book) if (now.ref, now.number) == (one.ref, one.number))


def odds(book: Book, one: Obligation) -> int:
    """Percent to find a cheat.

    An institution that is there 90, an inspector or monitor 75, own means agreed 20 + 15 x the best intel, none 20.
    A clause of which a breach was made good is looked at as by an inspector.

    An inspector is the nation that the clause names in *verify*, the text's monitor once it has endorsed the text,
    or an inspection clause of the same actor in the same text (on the same object, or on all). *Own means* are
    agreed where *verify* names the actor himself.
    """
    table = book.numbers
    if _resident(book, one):
        return table.detect_resident
    if one.keeping.mended or _inspected(book, one):
        return table.detect_inspect
    if one.clause.verify == one.actor:
        intel = max((book.pack.nation(other).capacity.intel for other in one.others), default=0)
        return table.detect_own + table.detect_intel * intel
    return table.detect_none


def _resident(book: Book, one: Obligation) -> bool:
    """Whether a body's inspectors live where the clause is kept: by its decision, or by the text that founded it."""
    if not one.written or not one.known:
        return False
    if decisions.inspected(book.state, one.actor):
        return True
    return any(
        "inspectorate" in body.facilities
        and one.actor in body.members
        and book.state.bodies[body.id].text == one.ref
        for body in bodies.existing(book)
    )


def _inspected(book: Book, one: Obligation) -> bool:
    if one.clause.verify not in (None, one.actor):
        return True
    document = book.state.documents.get(one.ref)
    if document is None:
        return False
    monitored = document.text.monitor is not None and document.text.monitor in document.endorsed
    return monitored or any(
        other.clause.type == "inspection"
        and other.actor == one.actor
        and other.clause.object in ("", one.clause.object)
        and other.keeping.status not in obligations.OVER
        for other in obligations.of_document(document)
    )


def _report_doubt(book: Book, one: Obligation, tension: bool, first: bool) -> None:
    """Who trusts the actor reads "compliant", the others "suspicious"; one of those is enough for tension."""
    wary = [name for name in one.others if book.pair(name, one.actor).trust < book.numbers.doubt_trust]
    if not first:
        book.tell(set(one.others) - set(wary), obligations.reported(one, "compliant"))
    book.tell(wary, obligations.reported(one, "suspicious"))
    if wary and tension:
        book.note_tension(book.numbers.doubt_tension, Cause("doubtful-report"))


def _report_compliant(book: Book, one: Obligation) -> None:
    """Where cheating is possible, the other parties hear each turn how a performed clause looks."""
    if book.game.has("cheat"):
        book.tell(one.others, obligations.reported(one, "compliant"))
