"""Covert acts; cyber disruption in modern packs (rules, section 6) [module covert].

Owns: what a covert act does, where it spills, the rolls that find its author, whose letters are read.
Does not know: how letters go (`letters` asks `readers`).

An unknown hand is told without author and without level. What would give the author away waits for attribution:
broken pledges and standstills, the trust of the target and of the bystander whom it hit. For the same reason its
strain, which all can see, is the same for every tier.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules import promises, standstills
from detente_server.rules.book import Book
from detente_server.rules.facts import CovertChanged, Moved
from detente_server.rules.state import CovertAct, State
from detente_wire.notices import Attributed, Cause, CovertReported, Pressed
from detente_wire.terms import NationId, Ref

READS_LETTERS = 2
"""The level that reads letters; level 1 takes an envoy."""


def act(book: Book, by: NationId, target: NationId, level: int, because: Cause) -> Ref:
    """Do it: strain on the target, an envoy of its next turn or a look into its letters; perhaps it spills."""
    ref = because.ref or book.fresh()
    book.enter(CovertChanged(ref, CovertAct(ref, by, target, level, book.turn), "done"))
    book.count(f"covert:{by}", ever=True)
    hand = Cause("covert", None, ref)
    book.tell("public", Pressed("covert", target, 0, None, ref))
    book.move(target, "strain", book.numbers.covert_strain, hand)
    if level < READS_LETTERS:
        book.enter(Moved("lost_envoys", 1, hand, target))
    book.tell({by}, CovertReported(ref, "done"))
    _spill(book, book.state.covert[ref])
    return ref


def _spill(book: Book, done: CovertAct) -> None:
    """10 %: it hits a bystander too, drawn by roll."""
    bystanders = [name for name in book.others(done.by) if name != done.target]
    if not bystanders or book.roll("backfire", done.by, done.target) >= book.numbers.covert_backfire:
        return
    hit = bystanders[book.roll("bystander", done.by, done.target) * len(bystanders) // 100]
    book.enter(CovertChanged(done.ref, evolve(done, spilled=hit), "spilled"))
    book.tell("public", Pressed("covert", hit, 0, None, done.ref))
    book.tell({done.by}, CovertReported(done.ref, "spilled"))


def search(book: Book, before: State) -> None:
    """Step 4: for four turns each covert act may find its author."""
    order = book.pack.order
    for done in sorted(
        book.state.covert.values(), key=lambda a: (order.index(a.target), a.level, a.turn, order.index(a.by))
    ):
        if done.attributed or book.turn - done.turn >= book.numbers.covert_rolls:
            continue
        rolled = evolve(done, rolls=done.rolls + 1)
        book.enter(CovertChanged(done.ref, rolled, "rolled"))
        if book.roll("attribution", done.by, done.target) < odds(book, done):
            attribute(book, rolled)
            continue
        if done.turn == book.turn:
            _alarm(book, rolled)
        if rolled.rolls >= book.numbers.covert_rolls:
            book.enter(CovertChanged(done.ref, None, "lapsed"))
            book.tell({done.by}, CovertReported(done.ref, "lapsed"))


def _alarm(book: Book, done: CovertAct) -> None:
    """The tension of an unknown hand, in the turn of the act."""
    table = book.numbers
    book.raise_tension(done.by, table.covert_tension, Cause("covert", None, done.ref), hidden=True)
    if done.spilled is not None:
        spill = Cause("covert-spill", None, done.ref)
        book.raise_tension(done.by, table.covert_backfire_tension, spill, hidden=True)


def odds(book: Book, done: CovertAct) -> int:
    """Percent: 25 + 10 x (their cyber or intel - yours), +10 with each roll, at most 80."""
    table = book.numbers
    edge = _skill(book, done.target) - _skill(book, done.by)
    return min(table.covert_odds + table.covert_odds_step * (edge + done.rolls), table.covert_odds_max)


def _skill(book: Book, name: NationId) -> int:
    """Cyber in modern packs, intel before."""
    capacity = book.pack.nation(name).capacity
    return capacity.cyber if book.pack.modern else capacity.intel


def attribute(book: Book, done: CovertAct, *, trust: int = 0) -> None:
    """Everybody learns who it was, and he pays for it; `trust`: what the target's trust loses instead of 15."""
    table, because = book.numbers, Cause("attributed", done.by, done.ref)
    book.enter(CovertChanged(done.ref, evolve(done, attributed=True), "attributed"))
    book.tell("public", Attributed(done.ref, done.by, done.target))
    book.tell({done.by}, CovertReported(done.ref, "attributed"))
    book.touch(done.by, done.target)
    standstills.on_pressed(book, done.by, done.target, "covert")
    promises.on_attributed(book, done.by, done.target)
    known = 0 if done.turn == book.turn else table.covert_tension
    book.raise_tension(done.by, table.covert_tension_attributed - known, because)
    if done.spilled is not None and not known:
        book.raise_tension(done.by, table.covert_backfire_tension, because)
    book.move(done.by, "standing", -table.covert_standing, because)
    book.move(done.by, "word", -table.covert_word, because)
    book.move_pair(done.target, done.by, "trust", -(trust or table.covert_trust), because)
    book.move_pair(done.target, done.by, "grievance", table.covert_grievance, because)
    if done.spilled is not None:
        book.touch(done.by, done.spilled)
        book.move_pair(done.spilled, done.by, "trust", -table.covert_backfire_trust, because)


def readers(state: State, nation: NationId) -> frozenset[NationId]:
    """Who reads the letters that this nation sends and gets in this turn: two turns from the one after the act."""
    return frozenset(
        done.by
        for done in state.covert.values()
        if done.target == nation and done.level >= READS_LETTERS and done.turn < state.turn <= done.turn + 2
    )
