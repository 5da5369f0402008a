"""Whatever is asked about an act is answered: nothing trips it, nothing is foreseen that cannot be, none is dear."""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import attrs
import pytest

from detente_server.match import outlook, queries
from detente_server.match.asker import Asker
from detente_server.rules import estimate
from detente_server.rules.numbers import Numbers, numbers_for
from detente_wire import acts
from detente_wire.acts import Act, Press
from detente_wire.messages import Exposure, ExposureAnswer
from detente_wire.notices import Ended
from detente_wire.seen import ChannelSeen
from detente_wire.terms import PUBLIC, ChannelId, MediumId, NationId, Ref
from detente_wire.view import View
from tests.rules.rowdies import Rowdy
from tests.secrecy.test_foresight import World

REFERENCES = ("ref", "record", "channel", "reply_to", "lie")
NATIONS = ("nation", "target", "go_between")
NAMES = ("medium", "venue", "institution", "issue", "option", "over")
KNOWN = (
    "channels", "letters", "offers", "instruments", "pledges", "threats", "engagements", "appeals", "questions",
    "restatements", "assurances", "recesses", "studies", "motions",
)  # fmt: skip


@cache
def world(name: str) -> World:
    """A random match of some turns."""
    return World(name, 3).played()


def bent(rng: random.Random, world: World, view: View, act: Act) -> Act:
    """The act with references to anything at all, nations and names that there are not, numbers at their ends."""
    known = [*(ref for kind in KNOWN for ref in getattr(view, kind)), PUBLIC, "x"]
    changes: dict[str, Any] = {}
    for one in attrs.fields(type(act)):
        if one.name in REFERENCES and rng.random() < 0.6:
            changes[one.name] = rng.choice(known)
        elif one.name in NATIONS and rng.random() < 0.2:
            changes[one.name] = rng.choice([*world.pack.order, "atlantis"])
        elif one.name in NAMES and rng.random() < 0.3:
            changes[one.name] = "none-such"
        elif type(getattr(act, one.name)) is int and rng.random() < 0.4:
            changes[one.name] = rng.choice([0, 1, 3, 999, 2**53])
    try:
        return attrs.evolve(act, **changes)
    except ValueError:
        return act  # the wire refuses such a number


def asked(world: World, me: NationId, rng: random.Random, times: int) -> Iterator[Act]:
    """Acts of every kind, sensible and not."""
    for _ in range(times):
        act = Rowdy(world.game(), world.state, me, rng).act()
        yield bent(rng, world, world.views[me], act)


@pytest.mark.parametrize("name", ["regatta", "teatime", "tidebreaker"])
def test_no_question_trips_the_answer(name: str) -> None:
    here, rng = world(name), random.Random(4)
    for me in here.pack.order:
        for act in asked(here, me, rng, 200):
            answer = queries.answer(here.views[me], here.pack, Exposure(act))
            assert isinstance(answer, ExposureAnswer), act


def test_an_era_without_public_statements_has_no_such_place() -> None:
    here = world("teatime")
    me = here.pack.order[0]
    answer = queries.answer(here.views[me], here.pack, Exposure(acts.Say(PUBLIC)))
    assert isinstance(answer, ExposureAnswer)
    assert answer.refused == "rules.unknown-channel"


def test_a_place_of_which_only_a_leak_is_known_has_no_odds() -> None:
    """What came out of a back-channel names it; who asks about it knows neither its medium nor who was there."""
    here = world("regatta")
    me = here.pack.order[0]
    view, place = deepcopy(here.views[me]), ChannelId("overheard")
    view.channels[place] = ChannelSeen(place, MediumId(""), None, (), None, view.turn)
    answer = queries.answer(view, here.pack, Exposure(acts.Say(place)))
    assert isinstance(answer, ExposureAnswer)
    assert answer.refused == "rules.not-a-member"
    assert not answer.risks


def test_the_numbers_are_made_once() -> None:
    assert numbers_for({"proof_turns": 3}) is numbers_for({"proof_turns": 3})
    assert numbers_for({"proof_turns": 3}).proof_turns == 3
    assert numbers_for({}) == Numbers()
    with pytest.raises(KeyError):
        numbers_for({"draws": 1})


def test_after_the_end_nothing_is_foreseen() -> None:
    here = world("regatta")
    me = here.pack.order[0]
    view, act = here.views[me], Press("protest", here.pack.order[1])
    public = estimate.public(here.pack)
    assert outlook.of(Asker(view, public), act)
    ended = attrs.evolve(view, ended=Ended("frozen", 3, 40, (), 0, ""))
    assert not outlook.of(Asker(ended, public), act)


def test_a_place_that_nobody_knows_is_refused() -> None:
    here = world("regatta")
    me = here.pack.order[0]
    answer = queries.answer(here.views[me], here.pack, Exposure(acts.Join(ChannelId(Ref("x")))))
    assert isinstance(answer, ExposureAnswer)
    assert answer.refused == "rules.unknown-channel"
