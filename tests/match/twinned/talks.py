"""Twins of what is said and answered in talks."""

from __future__ import annotations

from collections.abc import Callable

from detente_wire import acts
from detente_wire.acts import Act
from detente_wire.terms import (
    PUBLIC,
    ChannelId,
    Protocol,
    Ref,
    package_hash,
)
from tests.match.table import Table
from tests.match.twinned.pieces import (
    CONFERENCE,
    EST,
    ISL,
    MEETING,
    NOR,
    NORTH,
    SUD,
    TURNS,
    WINK,
    after,
    comes,
    dines,
    floated,
    last,
    letter_from,
    restated,
    talk,
    truth,
    untruth,
)
from tests.match.twinned.twin import Twin, close, do, view_of


def invited(protocol: Protocol, disputes: bool) -> Callable[[Table], Act]:
    def stage(table: Table) -> Act:
        do(table, "sud", acts.Invite(MEETING, (NOR,), protocol=protocol))
        return acts.Join(view_of(table, NOR).invitations()[-1].id, disputes=disputes)

    return stage


def whispered(table: Table) -> Act:
    do(table, "est", acts.Invite(WINK, (NOR,)))
    return acts.Join(view_of(table, NOR).invitations()[-1].id)


def carried(table: Table) -> Act:
    """Isle goes between Nor and Sud, who do not trust each other."""
    do(table, "sud", acts.Invite(WINK, (NOR,), go_between=ISL))
    place = view_of(table, NOR).invitations()[-1].id
    do(table, "nor", acts.Join(place))
    return acts.Join(place)


def adjourning(table: Table, *others: str) -> acts.Motion:
    return acts.Motion(talk(table, "nor", *others, medium=CONFERENCE), "adjourn")


def moved(table: Table, *others: str) -> Ref:
    do(table, "nor", adjourning(table, *others))
    return last(table, "sud", "motions")


def seconded(table: Table) -> Ref:
    """Two of four are for it, which is too few."""
    ref = moved(table, "sud", "est", "wes")
    do(table, "sud", acts.Second(ref))
    return ref


def sud_seconds(table: Table) -> None:
    do(table, "sud", acts.Second(last(table, "sud", "motions")))


def repeated(table: Table) -> tuple[ChannelId, Ref]:
    place = floated(table, "est")
    do(table, "est", acts.Offer(place, TURNS))
    return place, last(table, "nor", "offers")


def sud_dines_with_nor(table: Table) -> None:
    dines(table, "sud", "nor")
    comes("nor")(table)


def lied(table: Table) -> Act:
    """Sud lies to Nor, and a dinner shows it."""
    place = talk(table, "nor", "sud")
    do(table, "sud", acts.Tell(place, untruth(table, "sud")))
    dines(table, "nor", "sud")
    comes("sud")(table)
    close(table)
    return acts.Denounce(sorted(view_of(table, NOR).lies)[0])


def confirmed_falsely(table: Table) -> Act:
    """The same, by a nod to what Nor said back."""
    place = talk(table, "nor", "sud")
    do(table, "nor", acts.Restate(place, SUD, untruth(table, "sud")))
    do(table, "sud", acts.Confirm(last(table, "sud", "restatements")))
    dines(table, "nor", "sud")
    comes("sud")(table)
    close(table)
    return acts.Denounce(sorted(view_of(table, NOR).lies)[0])


def offered_before_all(table: Table) -> Act:
    do(table, "sud", acts.Offer(PUBLIC, TURNS))
    return acts.Accept(last(table, "nor", "offers"), package_hash(TURNS))


DINNER_WELL = {"dinner": 10}
TALKS = [
    Twin("a quiet word", whispered, NOR),
    Twin("between two others", carried, ISL),
    Twin("equals", invited(Protocol(), False)),
    Twin("disputed", invited(Protocol(), True)),
    Twin("looked up to", invited(Protocol(SUD), False), empty=True),
    Twin("a quiet offer repeated", lambda t: acts.Offer(repeated(t)[0], TURNS), NOR),
    Twin("a quiet offer contradicted", lambda t: acts.Offer(floated(t, "nor"), NORTH), NOR),
    Twin("contradicted before all", after(lambda t: floated(t, "nor"), lambda t: acts.Offer(PUBLIC, NORTH)), NOR),
    Twin("an offer like any", lambda t: acts.Offer(talk(t, "nor", "est"), NORTH), NOR, empty=True),
    Twin("a repeat accepted", lambda t: acts.Accept(repeated(t)[1], package_hash(TURNS)), NOR),
    Twin("a letter accepted", lambda t: acts.Accept(letter_from(t), package_hash(TURNS)), NOR),
    Twin("conceded before all", offered_before_all, NOR, tension=92),
    Twin("a repeat refused", lambda t: acts.Reject(repeated(t)[1], "too-little"), NOR),
    Twin("a letter refused", lambda t: acts.Reject(letter_from(t), "too-little"), NOR),
    Twin("a lie", lambda t: acts.Tell(talk(t, "nor", "sud"), untruth(t, "nor")), NOR, ("found",),
         both=sud_dines_with_nor, rolls=DINNER_WELL),
    Twin("the truth", lambda t: acts.Tell(talk(t, "nor", "sud"), truth(t, "nor")), NOR,
         both=sud_dines_with_nor, rolls=DINNER_WELL, empty=True),
    Twin("confirmed", lambda t: acts.Confirm(restated(t, truth)), NOR),
    Twin("confirmed falsely", lambda t: acts.Confirm(restated(t, untruth)), NOR, ("found",), rolls=DINNER_WELL,
         both=sud_dines_with_nor),
    Twin("corrected falsely", lambda t: acts.Correct(restated(t, truth), untruth(t, "nor")), NOR, ("found",),
         rolls=DINNER_WELL, both=sud_dines_with_nor),
    Twin("denounced", lied, NOR, rolls=DINNER_WELL),
    Twin("a nod denounced", confirmed_falsely, NOR, rolls=DINNER_WELL),
    Twin("adjourned", lambda t: adjourning(t, "sud", "est"), NOR, ("carried",), sud_seconds),
    Twin("adjourned, seconded", lambda t: acts.Second(moved(t, "sud", "est")), SUD, ("carried",)),
    Twin("adjourned, voted", lambda t: acts.Vote(seconded(t), "yes"), EST, ("carried",)),
    Twin("voted down", lambda t: acts.Vote(seconded(t), "no"), EST, empty=True),
]  # fmt: skip
