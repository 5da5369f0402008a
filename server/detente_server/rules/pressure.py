"""Statecraft short of war: the tools, how they are sealed and when they take effect (rules, section 6).

Owns: the table of tools with its costs, entry and order of resolution; `carry_out`, `end` and `check` for threats.
Does not know: what each tool does (a module each), what tension comes to (`weighing`, `escalation`).

A nation has one slot a tool and target, and one for force (it shows force in one place); LIFT and STAND_DOWN use
the slot of what they end, so that the last thing entered counts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from detente_server.rules import (
    bounds,
    covert,
    demarche,
    force,
    inducement,
    legal,
    recall,
    sanctions,
    sealing,
    small_states,
)
from detente_server.rules.book import Book
from detente_server.rules.licence import Licences, press_openly
from detente_server.rules.prices import tool_capital
from detente_server.rules.state import SealedAct, State
from detente_wire.acts import Lift, Press, StandDown
from detente_wire.notices import Cause, Pressed
from detente_wire.refusals import Refused
from detente_wire.terms import TOOLS, NationId, Tool
from detente_wire.values import frozen

Measure = Callable[[Book, NationId, NationId, int], int]
"""(book, author, target, level) -> capital or points of tension."""


def _nothing(book: Book, by: NationId, target: NationId, level: int) -> int:
    """No tension (a covert act raises its own, under an unknown hand)."""
    return 0


def _free(book: Book, by: NationId, target: NationId, level: int) -> None:
    """Nothing stands in its way."""


def _only_said(book: Book, by: NationId, target: NationId, level: int, because: Cause) -> None:
    """A protest does nothing but being made."""


@frozen
class ToolRule:
    """One row of the table of tools."""

    levels: int
    tension: Measure
    use: Callable[[Book, NationId, NationId, int, Cause], object]
    check: Callable[[Book, NationId, NationId, int], None] = _free
    module: str = "core"


TOOL_RULES: dict[Tool, ToolRule] = {
    "protest": ToolRule(1, lambda book, *_: book.numbers.protest_tension, _only_said),
    "recall": ToolRule(1, lambda book, *_: book.numbers.recall_tension, recall.use, recall.check, "protocol"),
    "sanctions": ToolRule(3, sanctions.steps, sanctions.impose, sanctions.check),
    "covert": ToolRule(2, _nothing, covert.act, module="covert"),
    "legal": ToolRule(1, _nothing, legal.file, legal.check, "legal"),
    "force": ToolRule(3, force.tension, force.show, force.check),
    "inducement": ToolRule(3, _nothing, inducement.give, inducement.check),
}
"""The tools in play; each costs one envoy, but for a recall that mirrors one."""


def slot(tool: Tool, target: NationId) -> str:
    """Where a nation seals the use or the end of a tool."""
    return "press:force" if tool == "force" else f"press:{tool}:{target}"


# -- entry ------------------------------------------------------------------------------------------------------


def decide_press(book: Book, by: NationId, act: Press) -> None:
    """PRESS: an envoy and the tool's capital, reserved; doubled in capital under a démarche."""
    check(book, by, act.target, act.tool, act.level)
    capital = price(book, by, act.target, act.tool, act.level)
    sealing.seal(book, by, slot(act.tool, act.target), act, envoys(book, by, act.target, act.tool), capital)


def decide_lift(book: Book, by: NationId, act: Lift) -> None:
    """LIFT: end one's sanctions; free."""
    if act.target not in book.pack.order:
        raise Refused("rules.unknown-nation", nation=act.target)
    if act.tool != "sanctions" or not sanctions.level_of(book.state, by, act.target):
        raise Refused("rules.nothing-to-end")
    sealing.seal(book, by, slot("sanctions", act.target), act)


def decide_stand_down(book: Book, by: NationId, act: StandDown) -> None:
    """STAND_DOWN: end one's show of force; free, at any rung."""
    if by not in book.state.shows:
        raise Refused("rules.nothing-to-end")
    sealing.seal(book, by, slot("force", by), act)


def check(book: Book, by: NationId, target: NationId, tool: Tool, level: int) -> None:
    """Refuse a tool that this nation could not use on that target now; costs apart."""
    if target not in book.pack.order:
        raise Refused("rules.unknown-nation", nation=target)
    if target == by:
        raise Refused("rules.self")
    rule = TOOL_RULES.get(tool)
    if rule is None or not book.game.has(rule.module):
        raise Refused("rules.not-in-play", act=tool)
    if not 1 <= level <= rule.levels:
        raise Refused("rules.level", tool=tool, levels=rule.levels)
    rule.check(book, by, target, level)
    bounds.check(book, by, target, tool)


def envoys(book: Book, by: NationId, target: NationId, tool: Tool) -> int:
    """The envoys that a tool takes now: none, if it mirrors a recall."""
    return 0 if tool == "recall" and recall.mirrors(book.state, by, target) else 1


def price(book: Book, by: NationId, target: NationId, tool: Tool, level: int) -> int:
    """The capital that a tool takes now."""
    if tool == "legal" and small_states.has_voice(book, by):
        return 0
    in_force = sanctions.level_of(book.state, by, target)
    if tool == "force":
        in_force = force.level_of(book.state, by)
    return tool_capital(tool, level, in_force, book.numbers) * demarche.price(book.state, by)


_WORK: dict[Tool, Callable[[Book, State], None]] = {
    "recall": recall.work,
    "sanctions": sanctions.work,
    "covert": covert.search,
    "legal": legal.judge,
    "force": force.work,
}
"""What a tool in being does once in every step 4, given the state before the step."""

# -- RESOLVE ----------------------------------------------------------------------------------------------------


def resolve_gifts(book: Book) -> None:
    """Step 2: inducements, then stand-downs, in pack order."""
    licences = Licences(book.state)
    for by, sealed, act in _uses(book, "inducement"):
        _use(book, by, sealed, act, licences)
    for by, sealed, _ in _sealed(book, StandDown):
        sealing.clear(book, by, sealed.slot)
        force.stand_down(book, by, Cause("stand-down", by, sealed.ref), voluntary=True)


def resolve(book: Book) -> None:
    """Step 4: démarches, then tool by tool in the table's order, all on the state before the step."""
    before, licences = book.state, Licences(book.state)
    demarche.resolve(book)
    for by, sealed, lift in _sealed(book, Lift):
        sealing.clear(book, by, sealed.slot)
        sanctions.lift(book, by, lift.target, Cause("lifted", by, sealed.ref))
    for tool in TOOLS:
        for by, sealed, act in _uses(book, tool):
            _use(book, by, sealed, act, licences)
        if tool in _WORK:
            _WORK[tool](book, before)


A = TypeVar("A", Press, Lift, StandDown)


def _sealed(book: Book, kind: type[A]) -> list[tuple[NationId, SealedAct, A]]:
    """Sealed acts of a kind, in pack order of authors, then by slot: never in the order of entry."""
    found = [
        (by, sealed, sealed.act)
        for by in book.pack.order
        for sealed in book.state.sealed.get(by, {}).values()
        if isinstance(sealed.act, kind)
    ]
    return sorted(found, key=lambda row: (book.pack.order.index(row[0]), row[1].slot))


def _uses(book: Book, tool: Tool) -> list[tuple[NationId, SealedAct, Press]]:
    """Sealed uses of a tool. Covert ones go by target and level first: their order must not name an author."""
    found = [row for row in _sealed(book, Press) if row[2].tool == tool]
    if tool == "covert":
        found.sort(key=lambda row: (book.pack.order.index(row[2].target), row[2].level))
    return found


def _use(book: Book, by: NationId, sealed: SealedAct, act: Press, licences: Licences) -> None:
    """A sealed tool takes effect; if it has become impossible, its cost returns."""
    sealing.clear(book, by, sealed.slot)
    try:
        TOOL_RULES[act.tool].check(book, by, act.target, act.level)
    except Refused:
        book.give_back(by, sealed.envoys, sealed.capital)
        return
    _impose(book, by, act.target, act.tool, act.level, Cause(act.tool, by, sealed.ref), licences, False)


def _impose(
    book: Book,
    by: NationId,
    target: NationId,
    tool: Tool,
    level: int,
    because: Cause,
    licences: Licences,
    carried_out: bool,
) -> None:
    """The tool takes effect, is told, and costs what pressing openly costs (a covert act: later, if at all)."""
    rule = TOOL_RULES[tool]
    tension = rule.tension(book, by, target, level)
    rule.use(book, by, target, level, because)
    if tool == "covert":
        return
    book.tell("public", Pressed(tool, target, level, by, because.ref))
    lawful = tool == "sanctions" and sanctions.institutional(book.state, target)
    press_openly(book, by, target, tool, tension, because, licences, carried_out=carried_out, lawful=lawful)


# -- for other rooms --------------------------------------------------------------------------------------------


def carry_out(
    book: Book,
    by: NationId,
    target: NationId,
    tool: Tool,
    level: int,
    because: Cause,
    licences: Licences,
) -> None:
    """A threat is carried out now, its cost being paid already; the caller has checked that it is possible.

    It was announced, so the target's trust falls by 3 only, and of a covert act everybody learns at once whose it is.
    """
    _impose(book, by, target, tool, level, because, licences, carried_out=True)
    if tool == "covert":
        assert because.ref is not None
        covert.attribute(book, book.state.covert[because.ref], trust=book.numbers.carried_out_trust)


def end(
    book: Book, by: NationId, target: NationId, tool: Tool, because: Cause, *, voluntary: bool = False
) -> bool:
    """End sanctions or a show of force on a nation now (a yield, a clause); False if there is none."""
    if tool == "sanctions":
        return sanctions.lift(book, by, target, because)
    if tool == "force" and force.level_of(book.state, by) and book.state.shows[by].target == target:
        return force.stand_down(book, by, because, voluntary=voluntary)
    return False
