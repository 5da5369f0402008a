"""What a preview says an act will cost is what it then costs, and who it says would see it are those who hear."""

from __future__ import annotations

import pytest

from detente_server.match.previews import preview
from detente_server.rules import estimate
from detente_wire.acts import Act, Engage, Invite, Offer, Pledge, Press, Say, Send
from detente_wire.messages import Committed, ExposureAnswer
from detente_wire.terms import PUBLIC, MediumId, NationId, Promise, package
from detente_wire.view import View
from tests.match.table import Table

NOR, SUD, EST = NationId("nor"), NationId("sud"), NationId("est")
NEVER = Promise(
    "never", issue=package({"cup": "south-keeps"})[0].issue, option=package({"cup": "south-keeps"})[0].option
)


def view_of(table: Table, nation: NationId) -> View:
    view = View.of(nation, table.pack.public)
    for _, one in table.match.streams.after(nation, 0):
        view.take(one.notice, one.turn, one.words)
    return view


def previewed(table: Table, act: Act) -> ExposureAnswer:
    return preview(view_of(table, NOR), estimate.public(table.pack.pack), act)


COSTLY: list[Act] = [
    Press("protest", SUD),
    Press("sanctions", SUD, 2),
    Press("covert", SUD),
    Press("legal", SUD),
    Press("force", SUD, 3),
    Press("inducement", EST, 2),
    Engage("gesture", (EST,)),
    Invite(MediumId("meeting"), (SUD,)),
    Invite(MediumId("conference"), (SUD, EST)),
    Send(MediumId("letter"), (SUD,), package=package({"cup": "turns"})),
    Offer(PUBLIC, package({"cup": "turns"})),
    Pledge(PUBLIC, NEVER, public=True),
    Say(PUBLIC),
]


@pytest.mark.parametrize("act", COSTLY, ids=lambda act: f"{type(act).__name__}-{getattr(act, 'tool', '')}")
def test_the_price_is_what_is_taken(act: Act) -> None:
    table = Table.lay("regatta", seats=2).begin()
    said = previewed(table, act)
    before = view_of(table, NOR)
    receipt = table.send("nor", act, "words")
    assert isinstance(receipt.outcome, Committed), receipt.outcome
    after = view_of(table, NOR)
    assert (said.envoys, said.capital) == (before.envoys - after.envoys, before.capital - after.capital)


def test_raising_pays_the_difference() -> None:
    table = Table.lay("regatta", seats=2).begin()
    view = view_of(table, NOR)
    public = estimate.public(table.pack.pack)
    assert preview(view, public, Press("force", SUD, 2)).capital == 2
    table.send("nor", Press("force", SUD, 1))
    for nation in table.match.game.pack.order:
        table.match.table.ready.add(nation)
    table.tick()
    assert preview(view_of(table, NOR), public, Press("force", SUD, 2)).capital == 1


def test_a_statement_is_seen_by_all_and_a_letter_by_its_addressee() -> None:
    table = Table.lay("regatta", seats=2).begin()
    statement = previewed(table, Say(PUBLIC))
    assert statement.public
    assert set(statement.sees) == set(table.match.game.pack.order) - {NOR}
    letter = previewed(table, Send(MediumId("telegram"), (SUD,), package=package({"cup": "turns"})))
    assert letter.sees == (SUD,)
    assert {risk.how for risk in letter.risks} == {"leak", "intercept"}
