"""What a threat forbids, while it stands and for a while after it is settled (rules, section 4, THREAT).

Owns: the check that a tool is not reserved by a threat, nor forbidden by a yield or a back-down.
Does not know: how threats are settled (`threats`), what a tool does.
"""

from __future__ import annotations

from detente_server.rules.book import Book
from detente_wire.refusals import Refused
from detente_wire.terms import NationId, Ref, Tool


def check(book: Book, by: NationId, target: NationId, tool: Tool, *, but: Ref | None = None) -> None:
    """Refuse a tool that a yield forbids for three turns, or any between two who settled a threat last turn.

    A tool that the nation has threatened with is reserved (for any threat of its own `but` this one). An inducement
    presses nobody, so nothing forbids it.
    """
    if tool == "inducement":
        return
    _check_reserved(book, by, target, tool, but)
    for threat in book.state.threats.values():
        if threat.status not in ("yielded", "backed-down"):
            continue
        known = threat.arrived or by == threat.by
        if known and {threat.by, threat.target} == {by, target} and book.turn == threat.by_turn + 1:
            raise Refused("rules.bound", until=book.turn + 1, why="a threat between you was settled")
        demand, until = threat.demand, threat.by_turn + book.numbers.yielded_turns
        refrain = threat.status == "yielded" and threat.target == by and demand.form == "refrain"
        if refrain and (demand.tool, demand.nation) == (tool, target) and book.turn <= until:
            raise Refused("rules.bound", until=until + 1, why="you yielded to a demand to refrain from it")


def _check_reserved(book: Book, by: NationId, target: NationId, tool: Tool, but: Ref | None) -> None:
    """Force is shown in one place at a time, so a threat with it reserves it altogether."""
    for threat in book.state.threats.values():
        if threat.by != by or threat.status != "standing" or threat.ref == but or threat.tool != tool:
            continue
        if tool == "force" or threat.target == target:
            raise Refused("rules.bound", until=threat.by_turn, why="that tool is reserved for your threat")
