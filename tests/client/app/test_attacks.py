"""Nothing that anybody wrote is obeyed by the terminal or by the app: a real pty, read by a real emulator.

Every place of the app is looked at twice: with harmless texts of the same shape, then with attacks in every field.
Beside the text the two screens must be equal, sign by sign and colour by colour, and the bytes hold no other sequences.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from textual.screen import Screen
from textual.widget import Widget

import detente_client.app
from detente_client.app.pages.page import Page
from detente_client.app.pages.table.view import View
from detente_client.app.rowform import RowScreen
from tests.client.app.siege.frames import faults
from tests.client.app.siege.places import GROUPS, PLACES
from tests.client.app.siege.planted import PLANTS
from tests.client.app.siege.program import CONTENT, Siege
from tests.client.app.siege.terminal import Seen, besiege
from tests.client.attacks import ATTACKS, FIELDS, MARK, TAGS, Poison, twin

SALVOES: dict[str, tuple[str, ...]] = {
    "controls": (
        "colour", "clear", "private-modes", "clipboard", "link", "title", "note", "dcs", "reset", "c1", "bells",
    ),
    "widths": ("bidi", "zero-width", "surrogates", "tags", "joiners", "joined", "wide"),
    "marks": ("combining", "alike", "rtl", "click", "unbalanced"),
    "syntax": ("style", "fields", "toml", "lines", "html"),
    "long": ("long",),
}  # fmt: skip
"""Attacks that are thrown together; each field begins with another of them."""
QUICK = {
    ("widths", "talks"), ("widths", "after"), ("marks", "windows"), ("syntax", "home"), ("syntax", "lobby"),
    ("long", "lobby"),
}  # fmt: skip
"""Beside the controls, which are thrown everywhere: where a salvo is thrown at every change; the rest by name."""
BASES = {Page, View, RowScreen}
"""Classes that others are made of."""


def thrown(folder: Path, names: tuple[str, ...], group: str, only: str = "", plant: str = "") -> Seen:
    """These attacks at the places of a group, after their twins."""
    return besiege(folder, Siege(group, (Poison(names, as_twin=True), Poison(names)), only, plant))


def amiss(seen: Seen, places: list[str]) -> dict[str, list[str]]:
    """What is wrong, by place."""
    return {place: found for place in places if (found := faults(seen, place))}


def guilty(folder: Path, names: tuple[str, ...], group: str, place: str) -> list[str]:
    """Which of the attacks break through there alone."""
    return [
        name for name in names if amiss(thrown(folder / f"{place}-{name}", (name,), group, place), [place])
    ]


def at(group: str) -> list[str]:
    """The places of a group."""
    return [place.id for place in PLACES if place.group == group]


def _pairs() -> Iterator[ParameterSet]:
    for salvo in SALVOES:
        for group in GROUPS:
            quick = salvo == "controls" or (salvo, group) in QUICK
            yield pytest.param(salvo, group, id=f"{salvo}-{group}", marks=() if quick else pytest.mark.full)


@pytest.mark.parametrize(("salvo", "group"), list(_pairs()))
def test_no_attack_breaks_through_anywhere(salvo: str, group: str, tmp_path: Path) -> None:
    seen = thrown(tmp_path / "siege", SALVOES[salvo], group)
    assert seen.code == CONTENT, (seen.stops[-1].place if seen.stops else "", seen.rest[-3000:])
    assert [stop.place for stop in seen.stops] == at(group) * 2
    found = amiss(seen, at(group))
    assert not found, {
        (place, *guilty(tmp_path, SALVOES[salvo], group, place)): rows[:3] for place, rows in found.items()
    }
    assert all(MARK in "".join(seen.at(1, place).rows) for place in at(group))  # it was there to be seen
    assert seen.title == ""


@pytest.mark.full
@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_breaks_through_alone(attack: str, group: str, tmp_path: Path) -> None:
    """Each by itself, so that none hides behind another or behind the edge of a narrow column."""
    seen = thrown(tmp_path, (attack,), group)
    assert seen.code == CONTENT, seen.rest[-3000:]
    assert amiss(seen, at(group)) == {}


def test_every_attack_is_thrown() -> None:
    assert sorted(name for names in SALVOES.values() for name in names) == sorted(ATTACKS)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_twin_is_harmless(attack: str) -> None:
    """But for a soft hyphen, which says that something was left out."""
    harmless = twin(ATTACKS[attack]).removesuffix("\u00ad")
    assert harmless.replace("\n", "").isprintable()
    assert "[" not in harmless


# -- what is looked at -----------------------------------------------------------------------------------------------


def test_every_place_shows_its_fields_and_every_widget_is_at_some_place(tmp_path: Path) -> None:
    """Without attacks. A new screen, page or widget needs a row in the table of places."""
    usual = {group: besiege(tmp_path / group, Siege(group, (Poison(),))) for group in GROUPS}
    missing = {}
    for place in PLACES:
        text = "\n".join(usual[place.group].at(0, place.id).rows).lower()
        if lost := [field for field in place.fields if TAGS[field] not in text]:
            missing[place.id] = lost
    assert missing == {}
    drawn = {name for seen in usual.values() for stop in seen.stops for name in stop.drawn}
    assert {name for name in _classes() if name not in drawn} == set()


def test_every_field_is_seen_somewhere() -> None:
    assert {field for place in PLACES for field in place.fields} == set(FIELDS)


def _classes() -> set[str]:
    """All that the app draws with."""
    found = set()
    for info in pkgutil.walk_packages(detente_client.app.__path__, "detente_client.app."):
        for _, one in inspect.getmembers(importlib.import_module(info.name), inspect.isclass):
            if issubclass(one, Widget | Screen) and one.__module__ == info.name and one not in BASES:
                found.add(f"{one.__module__}.{one.__qualname__}")
    return found


# -- negative controls -----------------------------------------------------------------------------------------------

FOUND = {
    "window-ungated": ("windows", "leaving", "clipboard"),
    "home-as-markup": ("home", "home-game", "click"),
    "notes-as-markup": ("windows", "notes", "style"),
    "passing-as-markup": ("windows", "in-passing", "style"),
    "paste-ungated": ("talks", "search-pasted", "bidi"),
}
"""Where a planted fault shows, and by which attack."""


def test_every_plant_is_looked_for() -> None:
    assert set(FOUND) == set(PLANTS)


@pytest.mark.parametrize("plant", FOUND)
def test_a_planted_fault_is_found(plant: str, tmp_path: Path) -> None:
    group, place, attack = FOUND[plant]
    seen = thrown(tmp_path, (attack,), group, place, plant)
    assert seen.code != CONTENT or amiss(seen, [place])
