"""No key means two things at once: neither on a screen, nor on it and in the whole app."""

from __future__ import annotations

from collections import Counter

import pytest

from detente_client.app.actions import Action
from detente_client.app.debrief import actions as debrief
from detente_client.app.everywhere import TABLE as EVERYWHERE
from detente_client.app.lobby import actions as lobby
from detente_client.app.match import actions as match
from detente_client.app.replay import actions as replay


@pytest.mark.parametrize("table", [match.TABLE, replay.TABLE, lobby.TABLE, debrief.TABLE])
def test_each_key_does_one_thing(table: tuple[Action, ...]) -> None:
    keys = Counter(
        key for action in {a.id: a for a in (*table, *EVERYWHERE)}.values() for key in action.keys.split(",")
    )
    assert [key for key, count in keys.items() if count > 1] == []
