"""Every act of the registry: what is foreseen of it, and a twin match in which it comes out so.

An act that has neither prospects nor a written reason why there is nothing to foresee fails, and so does one that has
prospects and no twin.
"""

from __future__ import annotations

import pytest
from attrs import evolve

from detente_server.match import outlook
from detente_server.match.asker import Asker
from detente_server.match.outlook import words
from detente_server.rules.numbers import Numbers
from detente_wire import acts
from detente_wire.acts import ACTS, Act, kind_of
from detente_wire.messages import Prospect
from tests.match.twinned import TWINS
from tests.match.twinned.twin import Twin


def ready(twin: Twin) -> Twin:
    """A twin of a pack whose principals are its own."""
    return twin if twin.by else evolve(twin, by=twin.laid().match.game.pack.must_sign[0])


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.name)
def test_what_is_foreseen_happens(twin: Twin) -> None:
    assert not ready(twin).complaints()


# -- the table --------------------------------------------------------------------------------------------------


def tried() -> set[type[Act]]:
    """The kinds of acts that have a twin in which something is foreseen."""
    return {type(twin.stage(twin.laid())) for twin in TWINS if not twin.empty}


def test_every_act_is_foreseen_or_says_why_not() -> None:
    foreseen, silent = set(outlook.OUTLOOKS), set(outlook.UNFORESEEN)
    assert foreseen | silent == set(ACTS.values())
    assert not foreseen & silent
    assert all(reason.strip() for reason in outlook.UNFORESEEN.values())


def test_every_act_that_is_foreseen_has_a_twin() -> None:
    assert {kind_of(act) for act in outlook.OUTLOOKS} == {kind_of(act) for act in tried()}


def test_an_act_without_prospects_or_reason_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = {act: why for act, why in outlook.UNFORESEEN.items() if act is not acts.Leave}
    monkeypatch.setattr(outlook, "UNFORESEEN", fewer)
    with pytest.raises(AssertionError):
        test_every_act_is_foreseen_or_says_why_not()


# -- planted faults ---------------------------------------------------------------------------------------------

DENIED = next(twin for twin in TWINS if twin.name == "a leak denied")


def test_a_wrong_sign_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def turned(asker: Asker, act: acts.Disavow) -> list[Prospect]:
        return [evolve(one, least=-one.most, most=-one.least) for one in words.denial(asker, act)]

    monkeypatch.setitem(outlook.OUTLOOKS, acts.Disavow, turned)
    assert any("'word'" in wrong for wrong in DENIED.complaints())


def test_a_wrong_number_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    dearer = evolve(Numbers(), disavow_word=3)
    monkeypatch.setattr(Asker, "numbers", property(lambda asker: dearer))
    assert DENIED.complaints() == ["('word', 'nor', ''): -2, foreseen -3..-3"]


def test_a_wrong_price_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    gesture = next(twin for twin in TWINS if twin.name == "gesture")
    monkeypatch.setattr(Asker, "numbers", property(lambda asker: evolve(Numbers(), gesture_capital=2)))
    assert gesture.complaints() == ["paid (0, 1), told (0, 2)"]
