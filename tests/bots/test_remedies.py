"""Bots and broken clauses: the injured ask for a cure, guarantors answer, and who inherits a breach mends it."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from detente_server import arena
from detente_server.bots.crisis import read_crisis
from detente_server.bots.mind import Mind
from detente_server.bots.remedies import remedies
from detente_server.bots.temper import TEMPERS, Chance
from detente_server.packs.loader import LoadedPack
from detente_wire import acts
from detente_wire.notices import InstrumentShown, Notice, RemedyEnded, RemedyOpened
from detente_wire.terms import Clause, Hash, Instrument, NationId, Ref
from detente_wire.view import View
from tests.match.table import loaded

NOR, SUD, EST = NationId("nor"), NationId("sud"), NationId("est")
TEXT = Ref("text")


def _regatta(*, remedies: bool) -> LoadedPack:
    pack = loaded("regatta")
    rules = (pack.pack.rules - {"remedies"}) | ({"remedies"} if remedies else frozenset())
    return evolve(pack, pack=evolve(pack.pack, rules=rules), public={**pack.public, "rules": sorted(rules)})


def _mind(me: NationId, *told: Notice) -> Mind:
    pack = _regatta(remedies=True)
    view = View.of(me, pack.public)
    clauses = (Clause("limit", NOR, SUD, object="buoys"),)
    text = Instrument("exchange-of-notes", (NOR, SUD), clauses, "signature")
    for notice in (InstrumentShown(TEXT, NOR, text, Hash("ab" * 32), "in-force"), *told):
        view.take(notice, 3)
    view.envoys = 2
    return Mind(me, read_crisis(pack.public), view, TEMPERS["mixed"], Chance(b"dice"))


def _moves(mind: Mind) -> list[acts.Act]:
    return [move.act for move in remedies(mind)]


def test_who_owes_a_cure_makes_good_and_nobody_else_does() -> None:
    opened = RemedyOpened("cure", TEXT, 1, SUD, NOR, 5)
    assert _moves(_mind(NOR, opened)) == [acts.Keep(TEXT, 1, "comply")]
    assert _moves(_mind(SUD, opened)) == []
    ended = RemedyEnded("cure", TEXT, 1, SUD, NOR, "uncured")
    assert _moves(_mind(NOR, opened, ended)) == []


def test_a_guarantor_answers_the_call() -> None:
    opened = RemedyOpened("guarantee", TEXT, 1, EST, NOR, 5)
    assert _moves(_mind(EST, opened)) == [acts.Press("protest", NOR)]
    assert _moves(_mind(SUD, opened)) == []


def test_a_charge_daffaires_does_nothing_of_the_kind() -> None:
    mind = _mind(EST, RemedyOpened("guarantee", TEXT, 1, EST, NOR, 5))
    mind.mode = "charge"
    assert _moves(mind) == []


@pytest.mark.parametrize("modules", [True, False])
def test_against_a_cheater_they_ask_for_cures_where_the_crisis_knows_them(modules: bool) -> None:
    pack = _regatta(remedies=modules)
    asked: list[Any] = []
    for seed in range(24):
        played = arena.play(pack, arena.settings_for(pack, str(seed)), conducts={NOR: "cheater"})
        told = [one.notice for one in played.match.streams.all]
        asked += [notice for notice in told if isinstance(notice, RemedyOpened) and notice.kind == "cure"]
    assert bool(asked) == modules
    assert all(one.nation == NOR and one.by != NOR for one in asked)
