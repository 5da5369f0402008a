"""Two worlds that differ only in what is secret about texts: every other viewer hears the very same, in order.

The last test is the negative control: where there is a lawful way out, the same comparison finds it.
"""

from __future__ import annotations

import hashlib

import attrs
import pytest

from detente_server.rules.book import Telling
from detente_server.trials.play import Play
from detente_wire.terms import Ref
from tests.rules.tables import start

Heard = list[object]


@attrs.define
class World(Play):
    """A play whose references hang on their own cause alone, as a match makes them."""

    line: str = ""

    def act(self, line: str) -> None:
        self.line = line if line != "turn" else f"turn {self.state.turn}"
        super().act(line)

    def fresh(self, n: int) -> Ref:
        self.issued += 1
        return Ref(hashlib.sha256(f"{self.line}:{n}".encode()).hexdigest()[:16])

    def _made(self, decision: object, before: int) -> str:
        return str(Ref(hashlib.sha256(f"{self.line}:1".encode()).hexdigest()[:16]))


def _world(lines: list[str], given: list[str]) -> World:
    begun = start("regatta", given)
    world = World(begun.game, begun.state)
    for line in lines:
        world.act(line)
    return world


def _hears(world: World, nation: str) -> Heard:
    def entitled(telling: Telling) -> bool:
        return telling.audience == "public" or nation in telling.audience

    return [(t.notice, t.words) for t in world.tellings if entitled(t)]


COMMON_TEXT = "treaty;parties=nor,sud;closes=course:middle,cup:turns"
SECRET_TEXT = "exchange-of-notes;parties=nor,sud;clause=guarantee/nor/sud/object=pier;secret"
"""It closes nothing: that the talks made progress is printed, without what it was (rules, section 10)."""
BEFORE = ["nor,sud: agree text=" + COMMON_TEXT + " -> t", "turn"]
SECRETS = {
    "a draft": ["nor: draft text=" + SECRET_TEXT + " -> d", "nor: withdraw ref=d"],
    "a lone signature": ["nor: sign ref=t"],
    "a signature taken back": ["nor: sign ref=t -> s", "nor: withdraw ref=s"],
    "a secret text, initialled": ["nor,sud: agree text=" + SECRET_TEXT + " -> d"],
}
UNSEEN = ["est", "wes", "isl"]


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS.keys())
@pytest.mark.parametrize("viewer", UNSEEN)
def test_others_hear_nothing_of_it(secret: list[str], viewer: str) -> None:
    with_it = _world([*BEFORE, *secret, "turn", "turn"], [])
    without = _world([*BEFORE, "turn", "turn"], [])
    assert _hears(with_it, viewer) == _hears(without, viewer)


def test_a_lone_signature_is_not_even_known_to_the_other_party() -> None:
    with_it = _world([*BEFORE, "nor: sign ref=t", "turn"], [])
    without = _world([*BEFORE, "turn"], [])
    assert _hears(with_it, "sud") == _hears(without, "sud")


def test_two_of_three_who_sign_learn_nothing_of_each_other() -> None:
    text = "treaty;parties=est,nor,sud;closes=course:middle"
    begin = ["nor,sud,est: agree text=" + text + " -> t", "turn", "sud: sign ref=t"]
    alone = _world([*begin, "turn"], [])
    together = _world([*begin, "nor: sign ref=t", "turn"], [])
    assert _hears(alone, "sud") == _hears(together, "sud")
    assert _hears(alone, "est") == _hears(together, "est")


@pytest.mark.parametrize("viewer", ["sud", *UNSEEN])
def test_an_undetected_cheat_reads_like_compliance(viewer: str) -> None:
    begin = ["nor,sud: conclude text=" + COMMON_TEXT + " -> t"]
    given = ["roll detect 99"]
    honest = _world([*begin, "turn", "turn"], given)
    cheat = _world([*begin, "nor: keep ref=t clause=1 manner=cheat", "turn", "turn"], given)
    assert _hears(honest, viewer) == _hears(cheat, viewer)


@pytest.mark.parametrize("viewer", UNSEEN)
def test_a_secret_text_kept_or_delayed_is_the_same_to_others(viewer: str) -> None:
    begin = ["nor,sud: conclude text=treaty;parties=nor,sud;closes=course:middle;secret -> t"]
    kept = _world([*begin, "turn", "turn"], [])
    late = _world([*begin, "nor: keep ref=t clause=1 manner=delay", "turn", "turn"], [])
    assert _hears(kept, viewer) == _hears(late, viewer)


def test_a_found_cheat_is_a_way_out() -> None:
    begin = ["nor,sud: conclude text=" + COMMON_TEXT + " -> t"]
    honest = _world([*begin, "turn"], ["roll detect 0"])
    cheat = _world([*begin, "nor: keep ref=t clause=1 manner=cheat", "turn"], ["roll detect 0"])
    assert _hears(honest, "est") != _hears(cheat, "est")
