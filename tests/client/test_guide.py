"""The guide: all rules and commands, in words of this crisis, found by the words that explain them."""

from __future__ import annotations

import pytest

from detente_client.commands import guide
from detente_client.commands.catalogue import TABLE, understand
from detente_client.commands.deeds import Show
from detente_client.commands.rulebook import TOPICS
from detente_client.commands.slots import Here
from detente_client.describe.told import Scene
from detente_client.words.handles import Handles
from tests.client.hall import Hall


@pytest.fixture(scope="module")
def scene() -> Scene:
    hall = Hall("hong-kong-1984", "prc")
    return Scene(hall.pack, hall.view, Handles(hall.pack))


def test_every_rule_and_every_command_has_a_topic(scene: Scene) -> None:
    keys = {topic.key for _, topics in guide.chapters(scene, TABLE) for topic in topics}
    assert {f"rule:{key}" for key in TOPICS} <= keys
    assert {f"command:{command.name}" for command in TABLE} <= keys


def test_the_rules_stand_on_one_page(scene: Scene) -> None:
    words = guide.whole(scene).words()
    assert all(line.casefold() in words for lines in TOPICS.values() for line in lines)


def test_examples_speak_of_this_crisis(scene: Scene) -> None:
    topics = {topic.key: topic for _, found in guide.chapters(scene, TABLE) for topic in found}
    assert "gbr" in topics["command:press"].words()
    assert topics["command:press"].line == "/press "
    assert topics["command:todo"].line == "/todo"


def test_only_tools_of_this_crisis_are_explained(scene: Scene) -> None:
    topics = {topic.key: topic for _, found in guide.chapters(scene, TABLE) for topic in found}
    assert "embargo" not in topics["rule:pressure"].title
    assert "ambassador goes home" not in topics["rule:pressure"].words()


def test_what_is_sought_is_found_titles_first(scene: Scene) -> None:
    found = guide.found(guide.chapters(scene, TABLE), "trust")
    rules = dict(found)["The rules"]
    assert rules[0].key == "rule:trust"
    assert not guide.found(guide.chapters(scene, TABLE), "zzz")
    assert guide.found(guide.chapters(scene, TABLE), "  ") == guide.chapters(scene, TABLE)


def test_the_line_mode_searches_too(scene: Scene) -> None:
    shown = understand(Here(scene), "/howto back-channel")
    assert isinstance(shown, Show)
    assert any(line.startswith("/backchannel: ") for line in shown.lines)
    assert any(line.startswith("/rules trust: ") for line in shown.lines)
    nothing = understand(Here(scene), "/howto zzz")
    assert isinstance(nothing, Show)
    assert nothing.lines[0].startswith("Nothing has these words.")
