"""Circles of people: everybody, nobody, these, and whoever it is once the turn closes.

Owns: the answers that most acts share.
Does not know: any act in particular.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from attrs import evolve

from detente_server.match.asker import Asker
from detente_wire.messages import ExposureAnswer
from detente_wire.terms import NationId

Sight = Callable[[Asker, Any], ExposureAnswer]
"""(asker, act) -> who would see it; price and refusal are left out."""


def everybody(asker: Asker, act: Any) -> ExposureAnswer:
    """All others, in public."""
    return ExposureAnswer(sees=asker.others(), public=True)


def nobody(asker: Asker, act: Any) -> ExposureAnswer:
    """Whose it is keeps it to himself."""
    return ExposureAnswer()


def sealed(sight: Sight) -> Sight:
    """Nobody before the turn closes; then these."""
    return lambda asker, act: evolve(sight(asker, act), sealed=True)


def these(asker: Asker, nations: Iterable[NationId | None]) -> ExposureAnswer:
    """These nations, in pack order."""
    return ExposureAnswer(sees=asker.in_order(nations))


def unknown_ref() -> ExposureAnswer:
    """There is nothing of that name in the asker's view."""
    return ExposureAnswer(refused="rules.unknown-ref")
