"""Twins of what two nations do beside the talks: every kind of evening, every manner, every end of the roll."""

from __future__ import annotations

from collections.abc import Callable

from detente_wire import acts
from detente_wire.acts import Act
from detente_wire.terms import (
    EngagementKind,
    OptionId,
    Ref,
)
from tests.match.table import Table
from tests.match.twinned.pieces import (
    CUP,
    EST,
    NOR,
    SUD,
    comes,
    dines,
    last,
    talk,
)
from tests.match.twinned.twin import Twin, do


def asks(kind: EngagementKind) -> Callable[[Table], Act]:
    def stage(table: Table) -> Act:
        talk(table, "nor", "est")
        if kind == "dinner":
            return acts.Engage("dinner", (EST,), CUP, OptionId("turns"), OptionId("north-keeps"))
        return acts.Engage(kind, (EST,))

    return stage


def asked(kind: EngagementKind, manner: str) -> Callable[[Table], Act]:
    def stage(table: Table) -> Act:
        talk(table, "est", "nor")
        return acts.Answer(dines(table, "est", "nor", kind), manner)  # type: ignore[arg-type]

    return stage


def evenings() -> list[Twin]:
    """Every kind, every manner, every end of the roll: well, flat, wrong."""
    found = []
    kinds: tuple[EngagementKind, ...] = ("dinner", "reception", "sport", "tour")
    for kind in kinds:
        for end, roll in (("well", 0), ("", 90), ("gaffe", 97)):
            when = (end,) if end else ()
            for manner in ("open", "guarded"):
                name = f"{kind}, {manner}, {end or 'flat'}"
                found.append(Twin(name, asks(kind), NOR, when, comes("est", manner), rolls={kind: roll}))
                dull = (kind, manner) == ("reception", "guarded")  # half of one is nothing
                guest = asked(kind, manner)
                found.append(Twin(f"guest: {name}", guest, NOR, when, rolls={kind: roll}, empty=dull))
    return found


def appealed(favour: str) -> Callable[[Table], Ref]:
    def stage(table: Table) -> Ref:
        do(table, "sud", acts.Appeal(NOR, favour))  # type: ignore[arg-type]
        return last(table, "nor", "appeals")

    return stage


OCCASIONS = [
    *evenings(),
    Twin("gesture", lambda t: acts.Engage("gesture", (EST,)), NOR),
    Twin("gesture in a meeting", asks("gesture"), NOR),
    Twin("a favour granted to us", lambda t: acts.Appeal(SUD, "standstill"), NOR, ("granted",),
         lambda t: do(t, "sud", acts.Grant(last(t, "sud", "appeals")))),
    Twin("a favour refused to us", lambda t: acts.Appeal(SUD, "procedural-vote"), NOR, ("refused",),
         lambda t: do(t, "sud", acts.Reject(last(t, "sud", "appeals"), "other"))),
    Twin("we grant a standstill", lambda t: acts.Grant(appealed("standstill")(t)), NOR),
    Twin("we owe a vote", lambda t: acts.Grant(appealed("procedural-vote")(t)), NOR),
    Twin("we refuse a favour", lambda t: acts.Reject(appealed("standstill")(t), "other"), NOR),
]  # fmt: skip
