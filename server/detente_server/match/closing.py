"""How talks close: by the clock, because all are ready, or by order; and how the next ones open.

Owns: what the end of a turn, or of the match, comes to beside the rules: who was there, papers, the new deadline.
Does not know: when it is time, or who ordered it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente_server.match import clock, notify, records, seating
from detente_server.match.effects import Effect
from detente_server.match.writing import Entry
from detente_server.rules.game import Decision, close_turn

if TYPE_CHECKING:
    from detente_server.match.match import Match


def close(match: Match, entry: Entry, deadline_ms: int | None, *, last: bool = False) -> list[Effect]:
    """The turn closes and the next one opens; or the match is over, `last`: in any case."""
    effects = seating.absences(match, entry)
    fresh = match.fresh("engine", f"turn:{match.state.turn}".encode())
    settle(match, entry, close_turn(match.game, match.state, fresh, last=last), deadline_ms)
    return effects


def settle(match: Match, entry: Entry, decision: Decision, deadline_ms: int | None) -> None:
    """Take in how a turn opened or how the match ended, with the papers that go with it."""
    over = decision.state.outcome is not None
    entry.decided(notify.with_salt(decision, match.settings) if over else decision)
    notify.add_papers(entry.tellings, match.texts, match.game.pack.order)
    if not over:
        usual = clock.next_deadline(match.settings, entry.now_ms)
        deadline = usual if deadline_ms is None else deadline_ms
        entry.facts.append(records.TalksOpened(deadline))
        entry.tellings.append(notify.clock(deadline))
    elif match.settings.anonymous:
        entry.tellings.append(notify.names(match.table.seats))
