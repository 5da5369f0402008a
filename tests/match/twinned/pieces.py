"""Pieces of scripts that twins are made of: who meets, who dines, what is signed.

Owns: short ways to bring a table of the regatta to some point.
Does not know: which acts are tried there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve

from detente_wire import acts
from detente_wire.acts import Act
from detente_wire.terms import (
    PUBLIC,
    ChannelId,
    Claim,
    Clause,
    Demand,
    EngagementKind,
    Instrument,
    IssueId,
    MediumId,
    NationId,
    OptionId,
    Protocol,
    Ref,
    Tool,
    instrument_hash,
    package,
)
from tests.match.table import Table
from tests.match.twinned.twin import close, do, view_of

NOR, SUD, EST, WES, ISL = map(NationId, ("nor", "sud", "est", "wes", "isl"))
MEETING, CONFERENCE, WINK, TELEGRAM = map(MediumId, ("meeting", "conference", "wink", "telegram"))
CUP = IssueId("cup")
TURNS, NORTH = package({"cup": "turns"}), package({"cup": "north-keeps"})


def talk(
    table: Table, by: str, *others: str, medium: MediumId = MEETING, protocol: Protocol | None = None
) -> ChannelId:
    """They come together; gives the channel."""
    do(table, by, acts.Invite(medium, tuple(map(NationId, others)), protocol=protocol))
    place = view_of(table, NationId(others[0])).invitations()[-1].id
    for other in others:
        do(table, other, acts.Join(place))
    return place


def after(first: Callable[[Table], object], act: Callable[[Table], Act]) -> Callable[[Table], Act]:
    """An act that comes after something else."""

    def stage(table: Table) -> Act:
        first(table)
        return act(table)

    return stage


def last(table: Table, nation: str, kind: str) -> Ref:
    """The newest entry of a kind in a nation's view."""
    return Ref(list(getattr(view_of(table, NationId(nation)), kind))[-1])


def dines(table: Table, host: str, guest: str, kind: EngagementKind = "dinner") -> Ref:
    """An invitation that waits for its answer."""
    issue, one, other = (CUP, "turns", "north-keeps") if kind == "dinner" else (None, None, None)
    option, over = (OptionId(one), OptionId(other)) if one and other else (None, None)
    do(table, host, acts.Engage(kind, (NationId(guest),), issue, option, over))
    return last(table, guest, "engagements")


def comes(guest: str, manner: str = "open") -> Callable[[Table], None]:
    """The guest comes."""
    return lambda table: do(table, guest, acts.Answer(last(table, guest, "engagements"), manner))  # type: ignore[arg-type]


def truth(table: Table, nation: str) -> Claim:
    """What the nation truly prefers of the two cups that the dinner asks about."""
    worth = view_of(table, NationId(nation)).worth[CUP]
    one, other = OptionId("turns"), OptionId("north-keeps")
    assert worth[one] != worth[other]
    return Claim("prefers", CUP, *((one, other) if worth[one] > worth[other] else (other, one)))


def untruth(table: Table, nation: str) -> Claim:
    """The contrary."""
    claim = truth(table, nation)
    return evolve(claim, option=claim.over, over=claim.option)


def signed(table: Table, text: Instrument) -> Ref:
    """A text that enters into force on signature: drafted, tabled, initialled in one turn, signed in the next."""
    do(table, "nor", acts.Draft(text))
    ref = last(table, "nor", "instruments")
    do(table, "nor", acts.Table(ref))
    for nation in text.parties:
        do(table, nation, acts.Initial(ref, instrument_hash(text)))
    close(table)
    for nation in text.parties:
        do(table, nation, acts.Sign(ref, instrument_hash(text)))
    close(table)
    assert view_of(table, NOR).instruments[ref].status == "in-force"
    return ref


def notes(actor: NationId = NOR, **changes: Any) -> Instrument:
    """A side text: the one pays the other for the cups."""
    other = SUD if actor == NOR else NOR
    clause = Clause("payment", actor, beneficiary=other, object="cups")
    return evolve(Instrument("exchange-of-notes", (NOR, SUD), (clause,), "signature"), **changes)


def treaty(**changes: Any) -> Instrument:
    """What settles the cup."""
    clause = Clause("administration", NOR, issue=CUP, option=OptionId("turns"), beneficiary=SUD, object="cup")
    return evolve(Instrument("treaty", (NOR, SUD), (clause,)), **changes)


NO_SANCTIONS = Demand("refrain", nation=EST, tool="sanctions")


def threatens(table: Table, tool: Tool = "sanctions", level: int = 2, *, public: bool = True) -> Ref:
    """A threat that falls due in the next turn, which dawns."""
    place = PUBLIC if public else talk(table, "nor", "sud")
    do(table, "nor", acts.Threaten(place, SUD, NO_SANCTIONS, tool, level, 2, public=public))
    close(table)
    return last(table, "nor", "threats")


def initialled(table: Table, text: Instrument, *others: str) -> acts.Initial:
    do(table, "sud", acts.Draft(text))
    ref = last(table, "sud", "instruments")
    do(table, "sud", acts.Table(ref))
    for other in others:
        do(table, other, acts.Initial(ref, instrument_hash(text)))
    return acts.Initial(ref, instrument_hash(text))


def restated(table: Table, claim: Callable[[Table, str], Claim]) -> Ref:
    place = talk(table, "nor", "sud")
    do(table, "sud", acts.Restate(place, NOR, claim(table, "nor")))
    return last(table, "nor", "restatements")


def floated(table: Table, by: str, said: object = TURNS) -> ChannelId:
    """An offer in a back-channel of Nor and Est, who then meet before all."""
    place = talk(table, "nor", "est", medium=WINK)
    do(table, by, acts.Offer(place, said))  # type: ignore[arg-type]
    return talk(table, "nor", "est")


def letter_from(table: Table, by: str = "sud") -> Ref:
    do(table, by, acts.Send(TELEGRAM, (NOR,), package=TURNS))
    return last(table, "nor", "letters")
