"""Hypothesis strategies for every value of the wire, made from the types themselves."""

from __future__ import annotations

import operator
from functools import cache
from typing import Any, get_args

from attrs import fields, has, resolve_types
from hypothesis import strategies as st

from detente_wire import shapes, spelling
from detente_wire.messages import ClientMessage, ServerMessage, Unknown
from detente_wire.notices import Notice
from detente_wire.terms import MAX_INTEGER, package

_IDS = st.sampled_from(["gbr", "prc", "aaaaaaaabbbbbbbb", "x-1", "Z.9:q_"])
_COMMAND_IDS = st.sampled_from(["a" * 26, "0123456789abcdef" * 2, "q2w3e4r5t6y7uqwertyuiopasd"])
_PRINTABLE = "".join(filter(str.isprintable, map(chr, range(0x20, 0x250)))) + "中文한국\U0001f600"
_LINES = st.text(_PRINTABLE, max_size=12)
_FREE = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_SHORT = st.sampled_from(["", "missiles", "St. John's north shore"])
_PACKAGES = st.dictionaries(_IDS, _IDS, max_size=4).map(package)


@cache
def of(shape: Any) -> st.SearchStrategy[Any]:
    """Values of a class, a union or a field's type."""
    if has(shape):
        return _instances(shape)
    if shapes.is_newtype(shape):
        return _COMMAND_IDS if shape.__name__ == "CommandId" else _IDS.filter(_fits(shape.__name__))
    if shapes.is_literal(shape):
        return st.sampled_from(get_args(shape))
    if shapes.is_tuple(shape):
        return _tuples(get_args(shape))
    if shapes.is_union(shape):
        return st.one_of(*(of(arg) for arg in get_args(shape) if arg not in (Unknown, bytes)))
    scalars: dict[Any, st.SearchStrategy[Any]] = {
        int: st.integers(-MAX_INTEGER, MAX_INTEGER),
        bool: st.booleans(),
        str: _LINES,
        type(None): st.none(),
    }
    return scalars[shape]


def _fits(name: str) -> Any:
    pattern = spelling.BY_NEWTYPE.get(name, spelling.IDENTIFIER)
    return lambda text: pattern.fullmatch(text) is not None


def _tuples(args: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if args[1:] == (...,):
        return st.lists(of(args[0]), max_size=3).map(tuple)
    return st.tuples(*(of(arg) for arg in args))


def _instances(cls: type) -> st.SearchStrategy[Any]:
    packages = shapes.package_fields(cls)
    resolve_types(cls)
    given: dict[str, st.SearchStrategy[Any]] = {}
    for attribute in fields(cls):
        if attribute.name in packages:
            given[attribute.name] = _PACKAGES if packages[attribute.name] else st.none() | _PACKAGES
        elif (cls.__name__, attribute.name) in spelling.FREE:
            given[attribute.name] = _FREE
        elif (cls.__name__, attribute.name) in spelling.BY_FIELD:
            given[attribute.name] = _SHORT
        elif attribute.validator is not None and attribute.type is int:
            given[attribute.name] = st.integers(*_range(attribute.validator))
        else:
            given[attribute.name] = of(attribute.type)
    return st.builds(cls, **given)


def _range(validator: Any) -> tuple[int, int]:
    """The bounds that a field's `ge` and `le` set."""
    low, high = -MAX_INTEGER, MAX_INTEGER
    for one in getattr(validator, "_validators", (validator,)):
        if one.compare_func is operator.ge:
            low = one.bound
        else:
            high = one.bound
    return low, high


NOTICES = of(Notice)
SERVER = of(ServerMessage)
CLIENT = of(ClientMessage)
