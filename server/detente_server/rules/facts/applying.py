"""How a fact is applied: the table of functions, and copies with one thing changed.

Owns: `applies`, by which a fact's class is given its function, and the copies that these functions make.
Does not know: the facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from detente_server.rules.state import State, changed
from detente_wire.terms import NationId

F = TypeVar("F")
K = TypeVar("K")
V = TypeVar("V")

APPLIES: dict[type, Callable[[State, Any], State]] = {}
"""What each kind of fact does to the state."""


def applies(kind: type[F]) -> Callable[[Callable[[State, F], State]], Callable[[State, F], State]]:
    """Says that the function below applies this kind of fact."""

    def register(function: Callable[[State, F], State]) -> Callable[[State, F], State]:
        APPLIES[kind] = function
        return function

    return register


def put(mapping: Mapping[K, V], key: K, value: V | None) -> dict[K, V]:
    """A copy with the value in place; None takes the key out."""
    copy = dict(mapping)
    if value is None:
        copy.pop(key, None)
    else:
        copy[key] = value
    return copy


def nation_changed(state: State, name: NationId, **changes: Any) -> State:
    """The state with some of a nation's fields changed."""
    return changed(state, nations=put(state.nations, name, changed(state.nations[name], **changes)))


def crisis_changed(state: State, **changes: Any) -> State:
    """The state with some of the crisis's fields changed."""
    return changed(state, crisis=changed(state.crisis, **changes))
