"""What the wire's types look like: unions and their tags, packages.

Owns: how a kind is named on the wire and which fields are packages.
Does not know: how values are read (`reader`) or written (`writer`).

A union's members are maps whose key ``type`` names the kind. (It is not called ``kind`` because some acts and
notices have a field of that name.) A package is a map from issue to option.
"""

from __future__ import annotations

import types
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from attrs import resolve_types

from detente_wire.acts import kind_of
from detente_wire.messages import Denied, Unknown

TAG = "type"
"""The key that names the kind of a member of a union."""


def kind_on_wire(cls: type) -> str:
    """The kind of a member of a union: its class name with hyphens, and ``refused`` for `Denied`."""
    return "refused" if cls is Denied else kind_of(cls)


def members(union: Any) -> dict[str, type]:
    """A union's classes by kind, without `Unknown`."""
    return {kind_on_wire(cls): cls for cls in get_args(union) if cls is not Unknown}


@cache
def package_fields(cls: type) -> dict[str, bool]:
    """The fields that are declared as a `Package`, and whether one must be there.

    Other rows of choices (red lines) may name two options of one issue; the declared name tells them apart.
    """
    declared = {name: str(annotation) for name, annotation in cls.__annotations__.items()}
    resolve_types(cls)
    return {
        name: text == "Package" for name, text in declared.items() if text in ("Package", "Package | None")
    }


def is_newtype(shape: Any) -> bool:
    """Whether it is an id."""
    return hasattr(shape, "__supertype__")


def is_literal(shape: Any) -> bool:
    """Whether it is one of a few words."""
    return get_origin(shape) is Literal


def is_tuple(shape: Any) -> bool:
    """Whether it is a list on the wire."""
    return get_origin(shape) is tuple


def is_union(shape: Any) -> bool:
    """Whether it is one of several shapes."""
    return get_origin(shape) in (Union, types.UnionType)
