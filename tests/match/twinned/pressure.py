"""Twins of pressure tools and of the démarche."""

from __future__ import annotations

from detente_wire import acts
from detente_wire.acts import Act, Press
from detente_wire.terms import (
    PUBLIC,
    NationId,
    Promise,
)
from tests.match.table import Table
from tests.match.twinned.pieces import (
    CONFERENCE,
    NOR,
    SUD,
    TELEGRAM,
    TURNS,
    last,
    talk,
)
from tests.match.twinned.twin import Twin, close, do, view_of


def sanctioned(table: Table) -> Act:
    do(table, "nor", Press("sanctions", SUD, 2))
    close(table)
    return acts.Lift("sanctions", SUD)


def shown(table: Table) -> Act:
    do(table, "nor", Press("force", SUD, 2))
    close(table)
    return acts.StandDown()


def against_a_word(table: Table) -> Act:
    """A covert act breaks a public word and a standstill, if its author is found."""
    do(table, "nor", acts.Pledge(PUBLIC, Promise("no-tool", nation=SUD, by_turn=3), public=True))
    do(table, "sud", acts.Appeal(NOR, "standstill"))
    do(table, "nor", acts.Grant(last(table, "nor", "appeals")))
    return Press("covert", SUD)


def after_a_scandal(table: Table) -> Act:
    """Nor has walked out and prints a letter: a protest weighs with all that."""
    do(table, "sud", acts.Send(TELEGRAM, (NOR,), package=TURNS))
    do(table, "nor", acts.WalkOut(talk(table, "nor", "sud", "est", medium=CONFERENCE)))
    do(table, "nor", acts.Publish(last(table, "nor", "letters")))
    do(table, "nor", Press("sanctions", SUD, 3))
    return Press("protest", SUD)


def sealed(table: Table) -> None:
    do(table, "nor", Press("sanctions", SUD, 2))


def unsealed(table: Table) -> Act:
    sealed(table)
    return acts.Withdraw(next(iter(view_of(table, NOR).sealed.values())).ref)


def named_by_all(table: Table) -> None:
    principals = table.match.game.pack.must_sign
    for other in principals[2:]:
        do(table, other, acts.Demarche(principals[1]))


PRESSURE = [
    Twin("protest", lambda t: Press("protest", SUD), NOR),
    Twin("protest after a scandal", after_a_scandal, NOR),
    Twin("a sealed tool taken back", unsealed, NOR, instead=sealed),
    Twin("covert, not traced", lambda t: Press("covert", SUD), NOR, rolls={"attribution": 99, "backfire": 99}),
    Twin("covert, traced", lambda t: Press("covert", SUD), NOR, ("attributed",),
         rolls={"attribution": 0, "backfire": 99}),
    Twin("covert, traced and spilled", lambda t: Press("covert", SUD), NOR, ("attributed", "spilled"),
         rolls={"attribution": 0, "backfire": 0, "bystander": 0}),
    Twin("covert against a word, not traced", against_a_word, NOR, rolls={"attribution": 99, "backfire": 99}),
    Twin("covert against a word, traced", against_a_word, NOR, ("attributed",),
         rolls={"attribution": 0, "backfire": 99}),
    Twin("covert, spilled", lambda t: Press("covert", SUD), NOR, ("spilled",),
         rolls={"attribution": 99, "backfire": 0}),
    Twin("a case won", lambda t: Press("legal", SUD), NOR, ("won",), turns=3, rolls={"judgment": 0}),
    Twin("a case lost", lambda t: Press("legal", SUD), NOR, ("lost",), turns=3, rolls={"judgment": 99}),
    Twin("lifted", sanctioned, NOR),
    Twin("stood down", shown, NOR),
    Twin("a démarche held", lambda t: acts.Demarche(t.match.game.pack.must_sign[1]), NationId(""), ("held",),
         both=named_by_all, pack="berlin-1878"),
    Twin("a démarche alone", lambda t: acts.Demarche(t.match.game.pack.must_sign[1]), NationId(""),
         pack="berlin-1878"),
]  # fmt: skip
