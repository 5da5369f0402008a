"""Twins of what is done with what was said and written."""

from __future__ import annotations

from detente_wire import acts
from detente_wire.acts import Act
from detente_wire.terms import (
    Ref,
)
from tests.match.table import Table
from tests.match.twinned.pieces import (
    CONFERENCE,
    NOR,
    TURNS,
    WINK,
    initialled,
    last,
    letter_from,
    restated,
    talk,
    treaty,
    truth,
)
from tests.match.twinned.twin import Twin, close, do


def walks_out(table: Table) -> Act:
    return acts.WalkOut(talk(table, "nor", "sud", "est", medium=CONFERENCE))


def leaked(table: Table) -> Act:
    """The gazette prints a back-channel of Nor and Est."""
    place = talk(table, "nor", "est", medium=WINK)
    do(table, "nor", acts.Offer(place, TURNS))
    close(table)
    return acts.Disavow(Ref(place))


def tabled_text(table: Table) -> Ref:
    do(table, "sud", acts.Draft(treaty()))
    ref = last(table, "sud", "instruments")
    do(table, "sud", acts.Table(ref))
    return ref


def agreed_in_secret(table: Table) -> Act:
    """What both have initialled behind closed doors cools the crisis once it is known."""
    act = initialled(table, treaty(secret=True), "sud", "nor")
    return acts.Publish(act.ref)


RECORDS = [
    Twin("walk-out", walks_out, NOR),
    Twin("what was said, printed", lambda t: acts.Publish(restated(t, truth)), NOR),
    Twin("a letter printed", lambda t: acts.Publish(letter_from(t)), NOR),
    Twin("a text printed", lambda t: acts.Publish(tabled_text(t)), NOR),
    Twin("an agreement printed", agreed_in_secret, NOR),
    Twin("a leak denied", leaked, NOR, rolls={"leak@1": 0}),
]
