"""What a preview says an act will move is what it then moves; and it is reckoned from the asker's own view alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from detente_server.match import outlook, queries
from detente_server.match.previews import preview
from detente_server.rules import estimate, impact
from detente_server.rules.game import Decision, close_turn
from detente_server.rules.numbers import Numbers
from detente_server.rules.state import State
from detente_wire import acts
from detente_wire.acts import Act, Press
from detente_wire.messages import Committed, Exposure
from detente_wire.notices import Attributed, LieFound, Minutes, Notice, Pressed
from detente_wire.refusals import Refusal
from detente_wire.terms import PUBLIC, Demand, MediumId, NationId, Ref, package
from detente_wire.view import View
from tests.match.table import Table
from tests.match.test_previews import EST, ISL, NOR, SUD, Tried, Watched, disguised, view_of
from tests.match.twinned.twin import SURE, differences, fits, ledger, moved, spans
from tests.rules.test_invariants import game_of

PRESSING: list[Act] = [
    Press("protest", SUD),
    Press("recall", SUD),
    Press("sanctions", SUD, 1),
    Press("sanctions", EST, 3),
    Press("sanctions", ISL, 2),
    Press("covert", SUD),
    Press("covert", EST, 2),
    Press("legal", SUD),
    Press("force", SUD, 3),
    Press("force", EST, 1),
    Press("inducement", EST, 3),
    Press("inducement", SUD, 1),
]


def closed(table: Table, *done: tuple[str, Act]) -> Table:
    """The acts are done, and the turn closes."""
    for nation, act in done:
        receipt = table.send(nation, act)
        assert isinstance(receipt.outcome, Committed), receipt.outcome
    for nation in table.match.game.pack.order:
        table.match.table.ready.add(nation)
    table.tick()
    return table


@pytest.mark.parametrize("act", PRESSING, ids=lambda act: f"{act.tool}-{act.target}-{act.level}")
def test_what_is_foreseen_happens(act: Press) -> None:
    """Two worlds, one with the act: where they differ is what the preview said."""
    with_it, without = (Table.lay("regatta", seats=2).begin() for _ in range(2))
    said = preview(view_of(with_it, NOR), estimate.public(with_it.pack.pack), act)
    if said.refused:
        pytest.skip(said.refused)
    closed(with_it, ("nor", act))
    closed(without)
    when = (*SURE, "attributed") if with_it.notices(Attributed) else SURE
    if len(with_it.notices(Pressed)) > 1:  # a covert act that spilled
        when = (*when, "spilled")
    assert not fits(said.prospects, differences(ledger(with_it), ledger(without)), *when)


def test_a_public_threat_is_foreseen_to_all_its_ends() -> None:
    """Yielding, carrying out and backing down come out as they were foreseen when it was made."""
    threat = acts.Threaten(
        PUBLIC, SUD, Demand("refrain", nation=EST, tool="sanctions"), "sanctions", 2, 2, public=True
    )
    first = Table.lay("regatta", seats=2).begin()
    said = preview(view_of(first, NOR), estimate.public(first.pack.pack), threat)
    for end in ("yielded", "carried-out", "backed-down"):
        with_it, without = (Table.lay("regatta", seats=2).begin() for _ in range(2))
        closed(with_it, ("nor", threat))
        closed(without)
        seen = next(iter(view_of(with_it, NOR).threats.values())).threat.ref
        answer = ("sud", acts.AnswerThreat(seen, "yield" if end == "yielded" else "firm"))
        settle = ("nor", acts.SettleThreat(seen, "back-down" if end == "backed-down" else "carry-out"))
        closed(with_it, answer, settle)
        closed(without)
        assert not fits(said.prospects, differences(ledger(with_it), ledger(without)), end), end


def test_a_license_is_foreseen_and_spent_once() -> None:
    """Who was wronged answers in measure for nothing; a second answer of the turn is no longer covered."""
    table = Table.lay("regatta", seats=2).begin()
    closed(table, ("sud", Press("protest", NOR)))
    pack = estimate.public(table.pack.pack)
    whys = [one.why for one in preview(view_of(table, NOR), pack, Press("protest", SUD)).prospects]
    assert "licence" in whys
    table.send("nor", Press("protest", SUD))
    second = preview(view_of(table, NOR), pack, Press("recall", SUD)).prospects
    assert spans(second, "close")["standing", "nor", ""] == (-2, -2)


def test_walking_out_is_foreseen() -> None:
    """A conference is left in protest: tension, name, friends, and applause at home."""
    with_it, without = (Table.lay("regatta", seats=2).begin() for _ in range(2))
    for table in (with_it, without):
        table.send("nor", acts.Invite(MediumId("conference"), (SUD, EST)))
        meeting = view_of(table, SUD).invitations()[0].id
        for guest in ("sud", "est"):
            table.send(guest, acts.Join(meeting))
    act = acts.WalkOut(view_of(with_it, NOR).open_channels()[0].id)
    said = preview(view_of(with_it, NOR), estimate.public(with_it.pack.pack), act)
    assert len(said.prospects) >= 5
    closed(with_it, ("nor", act))
    closed(without)
    assert not fits(said.prospects, differences(ledger(with_it), ledger(without)), *SURE)


def test_a_publication_is_foreseen() -> None:
    """A letter in the papers: standing, tension, and its author's trust."""
    with_it, without = (Table.lay("regatta", seats=2).begin() for _ in range(2))
    for table in (with_it, without):
        table.send(
            "sud", acts.Send(MediumId("telegram"), (NOR,), package=package({"cup": "turns"})), "quietly"
        )
    act = acts.Publish(next(iter(view_of(with_it, NOR).letters)))
    said = preview(view_of(with_it, NOR), estimate.public(with_it.pack.pack), act)
    assert {one.dial for one in said.prospects} == {"tension", "standing", "trust"}
    closed(with_it, ("nor", act))
    closed(without)
    assert not fits(said.prospects, differences(ledger(with_it), ledger(without)), *SURE)


def test_raising_foresees_the_difference() -> None:
    table = Table.lay("regatta", seats=2).begin()
    closed(table, ("nor", Press("force", SUD, 1)))
    said = preview(view_of(table, NOR), estimate.public(table.pack.pack), Press("force", SUD, 2)).prospects
    numbers = Numbers()
    assert spans(said, "stands")["batna", "nor", ""] == (impact.gain(numbers, 1),) * 2
    assert spans(said, "each")["strain", "nor", ""] == (numbers.force_strain,) * 2


# -- over matches of rowdies ------------------------------------------------------------------------------------

FORESEEN = tuple(act for act in outlook.OUTLOOKS if act is not acts.SettleThreat)
"""Of what is chosen when a threat falls due the whole end is told, not the difference to its default: see
`test_settling`."""
FEW = settings(max_examples=8, deadline=None, database=None, derandomize=True)


def alone(state: State, by: NationId, earned: int) -> State:
    """The state as if nobody else had sealed anything or raised tension, and talks had earned nothing before.

    `earned`: so many entries of what talks earned are older than the act.
    """
    own = {nation: sealed for nation, sealed in state.sealed.items() if nation == by}
    pressing = tuple(act for act in state.today.pressing if act.by == by)
    today = evolve(state.today, pressing=pressing, earned=state.today.earned[earned:])
    return evolve(state, sealed=own, today=today)


def near_an_end(state: State, by: NationId) -> bool:
    """Whether a dial may be cut that the author does not see, or another has something in the papers."""
    if any(
        isinstance(said.act, acts.Publish) and said.by != by and said.turn == state.turn
        for said in state.spoken.values()
    ):
        return True
    pairs = [pair for (_, toward), pair in state.pairs.items() if toward == by]
    nations = state.nations.values()
    return any(pair.trust < 15 or pair.grievance > 10 for pair in pairs) or any(
        not 5 <= nation.home <= 95 or nation.sanctions_loss > 10 for nation in nations
    )


def by_chance(notice: Notice) -> bool:
    """Whether something came out, or a lie was found: conditions of their own."""
    covert = isinstance(notice, Pressed) and notice.tool == "covert"
    leaked = isinstance(notice, Minutes) and notice.how == "leaked"
    return covert or leaked or isinstance(notice, Attributed | LieFound)


def surprises(one: Tried) -> Iterator[str]:
    """Where an act came out otherwise than its author was told, everybody else sitting still."""
    if not isinstance(one.act, FORESEEN) or isinstance(one.result, Refusal):
        return
    if not 10 <= one.before.crisis.tension <= 70 or one.said.refused:
        return
    game = game_of(1)
    count = iter(range(10**6))
    ends = []
    for state, before in ((one.before, []), (one.result.state, list(one.result.tellings))):
        quiet = alone(state, one.by, len(one.before.today.earned))
        result = close_turn(game, quiet, lambda n: Ref(f"x{next(count)}"))
        assert isinstance(result, Decision)
        ends.append([*before, *result.tellings])
    for telling in ends[1]:
        if by_chance(telling.notice):
            return  # chance has its own tests
    if near_an_end(one.before, one.by):
        return
    for wrong in fits(one.said.prospects, differences(moved(ends[1]), moved(ends[0])), *SURE):
        yield f"{one.by} {one.act}: {wrong}"


@FEW
@given(seed=st.integers(0, 2**32 - 1))
def test_acts_come_out_as_foreseen_in_the_middle_of_a_match(seed: int) -> None:
    tries = Watched(game_of(seed), seed, per_turn=60).tries()
    found = [wrong for one in tries for wrong in surprises(one)]
    assert not found, found[:5]


# -- nothing but the view ---------------------------------------------------------------------------------------


def test_secrets_of_others_change_no_outlook() -> None:
    """What others have sealed, their cards and capacities: the same view, the same answer."""
    plain, other = (Table.lay("regatta", seats=2).begin() for _ in range(2))
    other.send("sud", Press("sanctions", NOR, 2))
    other.send("sud", Press("force", EST, 2))
    pack = plain.pack.pack
    for act in PRESSING:
        answers = [
            queries.answer(view_of(table, NOR), which, Exposure(act))
            for table, which in ((plain, pack), (other, pack), (plain, disguised(pack)))
        ]
        assert answers[0] == answers[1] == answers[2], act


def test_before_the_first_turn_nothing_is_foreseen() -> None:
    table = Table.lay("regatta", seats=2)
    view = View.of(NOR, table.pack.public)
    assert not preview(view, estimate.public(table.pack.pack), Press("protest", SUD)).prospects
