"""From the wire's values to plain data.

Owns: the shape of what is written: kinds in front, defaults left out, packages as maps.
Does not know: bytes (`codec`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, get_args

from attrs import fields, has
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from detente_wire import shapes
from detente_wire.shapes import TAG
from detente_wire.terms import Package

Plain = dict[str, Any]
"""A value as maps, lists, strings, whole numbers, booleans and nothing."""


def plain(value: Any) -> Plain:
    """The value as a map, with its kind in front."""
    return _tagged(value.__class__)(value)


@cache
def _tagged(cls: type) -> Callable[[Any], Plain]:
    kind, write = shapes.kind_on_wire(cls), _CONVERTER.get_unstructure_hook(cls)
    return lambda value: {TAG: kind, **write(value)}


def _class(cls: type) -> Callable[[Any], Plain]:
    return make_dict_unstructure_fn(cls, _CONVERTER, _cattrs_omit_if_default=True, **_overrides(cls))


def _overrides(cls: type) -> dict[str, Any]:
    names = shapes.package_fields(cls)
    return {field.name: override(unstruct_hook=_package) for field in fields(cls) if field.name in names}


def _package(said: Package | None) -> dict[str, str] | None:
    return None if said is None else {choice.issue: choice.option for choice in said}


def _tuple(shape: Any) -> Callable[[Any], Any]:
    """A list; one of scalars is written as it is."""
    of = get_args(shape)
    item = of[0]
    if of[1:] != (...,):
        hooks = [_CONVERTER.get_unstructure_hook(each) for each in of]
        return lambda value: [hook(part) for hook, part in zip(hooks, value)]
    if item in (str, int) or shapes.is_newtype(item):
        return _itself
    hook = _CONVERTER.get_unstructure_hook(item)
    return lambda value: [hook(part) for part in value]


def _itself(value: Any) -> Any:
    return value


def _union(shape: Any) -> Callable[[Any], Any]:
    """Classes told apart by their tag; with None among them, None is itself."""
    args = [arg for arg in get_args(shape) if arg is not type(None)]
    if all(arg in (str, int, bytes) or shapes.is_newtype(arg) or shapes.is_literal(arg) for arg in args):
        return _itself
    if len(args) > 1:
        return _member()
    hook = _CONVERTER.get_unstructure_hook(args[0])
    return lambda value: None if value is None else hook(value)


def _member() -> Callable[[Any], Plain | None]:
    """Members of a union, by their tag. The last one's data are kept: an act is written into a record's input, into its
    fact, and into each notice of it, one after the other. Nobody changes data that stand inside other data.
    """
    last: tuple[Any, Plain | None] = (None, None)

    def write(value: Any) -> Plain | None:
        nonlocal last
        if value is None:
            return None
        known, data = last
        if value is not known:
            data = plain(value)
            last = (value, data)
        return data

    return write


def _build() -> Converter:
    made = Converter(omit_if_default=True, detailed_validation=False)
    made.register_unstructure_hook_factory(shapes.is_newtype, lambda _: _itself)
    made.register_unstructure_hook_factory(shapes.is_literal, lambda _: _itself)
    made.register_unstructure_hook_factory(shapes.is_tuple, _tuple)
    made.register_unstructure_hook_factory(shapes.is_union, _union)
    made.register_unstructure_hook_factory(has, _class)
    return made


_CONVERTER = _build()
