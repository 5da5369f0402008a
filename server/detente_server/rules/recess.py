"""Recess and walk-out: to break off for a while in agreement, or in anger (rules, section 10).

Owns: RECESS and its acceptance by all principals, WALK_OUT and what it costs.
Does not know: the tide that a recess stops and the stall that it ends (`escalation`, `stall` read `RecessBegan`).

Where the rules are silent: a proposal is of one turn; the date is at most two turns ahead, or a recess would stop
the tide for good; between two recesses lies at least one turn; each principal may walk out once a crisis.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules import meetings, offers
from detente_server.rules.book import Book
from detente_server.rules.channels import open_channel, say_in
from detente_server.rules.facts import ChannelChanged, RecessBegan, SpokenChanged, TableClosed
from detente_server.rules.inviting import holds_principals, is_table
from detente_server.rules.state import Spoken
from detente_wire.acts import Accept, Recess, Reject, WalkOut
from detente_wire.notices import Cause, WalkedOut
from detente_wire.notices import RecessBegan as RecessBeganNotice
from detente_wire.refusals import Refused
from detente_wire.terms import NationId, recess_hash

# -- recess -----------------------------------------------------------------------------------------------------


def decide_recess(book: Book, by: NationId, act: Recess) -> None:
    """A principal proposes a recess until a turn, where all principals are present."""
    channel = open_channel(book, by, act.channel)
    if by not in book.pack.must_sign:
        raise Refused("rules.not-now", act="recess", why="only a principal can propose one")
    if not holds_principals(book, channel.present):
        raise Refused("rules.not-now", act="recess", why="not all principals are in this channel")
    check_date(book, act.until_turn)
    say_in(book, channel, by, act)


def check_date(book: Book, until_turn: int) -> None:
    """Refuse a recess that there cannot be now, or one too long."""
    _check_possible(book)
    last = book.turn + book.numbers.recess_turns
    if not book.turn < until_turn <= last:
        raise Refused("rules.not-now", act="recess", why=f"name a turn from {book.turn + 1} to {last}")


def begin(book: Book, until_turn: int) -> None:
    """It stands from the next turn, and everybody is told."""
    book.enter(RecessBegan(until_turn, book.turn))
    book.tell("public", RecessBeganNotice(until_turn))


def _check_possible(book: Book) -> None:
    """Twice a crisis, and not in a row."""
    crisis = book.state.crisis
    if crisis.recesses >= book.numbers.recesses:
        raise Refused("rules.once", limit=f"{book.numbers.recesses} recesses a crisis")
    if crisis.recess_until >= book.turn:
        raise Refused("rules.not-now", act="recess", why="one recess does not follow another")


def accept_recess(book: Book, by: NationId, spoken: Spoken, act: Accept) -> None:
    """When all principals have accepted it stands from the next turn, and everybody is told."""
    until = _check_proposal(book, by, spoken)
    if act.hash != recess_hash(until):
        raise Refused("rules.hash", hash=recess_hash(until))
    assert spoken.channel is not None
    say_in(book, open_channel(book, by, spoken.channel), by, act)
    takers = (*spoken.accepted, by)
    agreed = holds_principals(book, (spoken.by, *takers))
    status = "accepted" if agreed else spoken.status
    book.enter(SpokenChanged(evolve(spoken, accepted=takers, status=status), "accepted"))
    if agreed:
        begin(book, until)


def reject_recess(book: Book, by: NationId, spoken: Spoken, act: Reject) -> None:
    """Refuse it, with a reason; second thoughts are possible while the turn lasts."""
    _check_proposal(book, by, spoken)
    if by in spoken.rejected:
        raise Refused("rules.answered", ref=spoken.ref)
    assert spoken.channel is not None
    say_in(book, open_channel(book, by, spoken.channel), by, act)
    offers.rejected(book, spoken, by)


def _check_proposal(book: Book, by: NationId, spoken: Spoken) -> int:
    """Until which turn, if it can still be answered."""
    assert isinstance(spoken.act, Recess)
    if spoken.turn != book.turn:
        raise Refused("rules.stale", ref=spoken.ref)
    offers.check_answerable(spoken, by)
    _check_possible(book)
    return spoken.act.until_turn


# -- walk-out ---------------------------------------------------------------------------------------------------


def decide_walk_out(book: Book, by: NationId, act: WalkOut) -> None:
    """A principal leaves the table in protest: tension, its name and its friends suffer, its home applauds.

    It is told to all, with the words said at the door.
    """
    ref = book.fresh()
    channel = open_channel(book, by, act.channel)
    medium = book.pack.medium(channel.medium)
    if not is_table(book, medium, channel.present):
        raise Refused("rules.wrong-medium", medium=medium.id, why="one walks out of a conference")
    if by not in book.pack.must_sign:
        raise Refused("rules.not-now", act="walk-out", why="only a principal's leaving breaks the talks")
    if book.count(f"walk-out:{by}", ever=True) > 1:
        raise Refused("rules.once", limit="one walk-out a crisis")
    channel = evolve(channel, known=True)
    book.enter(ChannelChanged(channel, "walked out of"))
    book.tell("public", WalkedOut(by, channel.id), words=ref)
    _pay_for_walk_out(book, by, channel.present)
    meetings.leave(book, channel, by)


def _pay_for_walk_out(book: Book, by: NationId, present: tuple[NationId, ...]) -> None:
    because = Cause("walk-out", by)
    book.raise_tension(by, book.numbers.walk_out_tension, because)
    for other in present:
        if other != by:
            book.earn(other, by, "loss", -book.numbers.walk_out_trust, because)
    book.move(by, "standing", -book.numbers.walk_out_standing, because)
    book.move(by, "home", book.numbers.walk_out_home, because)
    book.enter(TableClosed(book.turn + 1))
