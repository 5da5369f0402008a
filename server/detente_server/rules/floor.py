"""The floor: what is in order at a table that has set its agenda or closed its debate (rules, section 11).

Owns: the check of what is said against agenda and closure, and when each ends.
Does not know: how they come about (`motions`), what is said otherwise.

Where the rules are silent: an agenda names one issue and holds for its turn and the next. While it holds, an offer
speaks to that issue, whatever else is in it, and so does a question. A closed debate hears answers, votes and initials
for the rest of its turn, and no new exchange, no new text and no amendment of the basis.
"""

from __future__ import annotations

from detente_server.rules.book import Book
from detente_server.rules.state import Channel, Document, Floor, MotionState
from detente_wire.acts import Act, Ask, Assure, Offer, Restate, Table, Tell
from detente_wire.refusals import Refused
from detente_wire.terms import ChannelId, IssueId


def of(book: Book, channel: ChannelId) -> Floor:
    """What the conference has resolved about its work."""
    return book.state.floors.get(channel) or Floor(channel)


def agenda(book: Book, channel: ChannelId) -> IssueId | None:
    """The issue on the agenda, if one is now."""
    floor = of(book, channel)
    return floor.agenda if floor.agenda_until >= book.turn else None


def is_closed(book: Book, channel: ChannelId) -> bool:
    """Whether the debate is closed for this turn."""
    return of(book, channel).closed_turn == book.turn


def in_order(book: Book, channel: Channel, act: Act) -> None:
    """Refuse what the table has resolved not to hear now."""
    if is_closed(book, channel.id) and _opens_debate(act):
        raise Refused("rules.out-of-order", why="the debate is closed for this turn")
    issue = agenda(book, channel.id)
    if issue is None:
        return
    if isinstance(act, Offer):
        spoken = {choice.issue for choice in act.package}
    elif isinstance(act, Ask):
        spoken = {act.issue}
    else:
        return
    if issue not in spoken:
        raise Refused("rules.out-of-order", why=f"{issue} is on the agenda")


def _opens_debate(act: Act) -> bool:
    """A new exchange, or a new text; what answers a question is none."""
    if isinstance(act, Tell):
        return act.ref is None
    return isinstance(act, Offer | Ask | Restate | Assure | Table)


def may_amend(book: Book, document: Document) -> None:
    """Refuse to amend the basis of a table that has closed its debate."""
    if document.basis and document.channel is not None and is_closed(book, document.channel):
        raise Refused("rules.out-of-order", why="the debate on it is closed for this turn")


def rules(book: Book, motion: MotionState) -> bool:
    """Whether a motion that was carried is what the table goes by now; its basis says so itself."""
    match motion.motion.kind:
        case "agenda":
            return motion.status == "carried" and agenda(book, motion.channel) == motion.motion.issue
        case "close":
            return motion.status == "carried" and motion.turn == book.turn
        case _:
            return False
