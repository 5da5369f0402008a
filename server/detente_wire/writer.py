"""From the wire's values to plain data.

Owns: the shape of what is written: kinds in front, defaults left out, packages as maps.
Does not know: bytes (`codec`).

For each class a function is generated, as attrs generates its `__init__`: a message is written in seven places or so
(digest, input, facts, notices, receipt), and a loop over the fields would cost three times as much.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, get_args, get_origin

from attrs import NOTHING, Attribute, Factory, fields, has, resolve_types

from detente_wire import shapes
from detente_wire.shapes import TAG
from detente_wire.terms import Package

Plain = dict[str, Any]
"""A value as maps, lists, strings, whole numbers, booleans and nothing."""
Write = Callable[[Any], Any]


class _Writers(dict[type, Write]):
    """The functions that were generated, by class; each at its first use, so that a class may hold itself."""

    def __init__(self, tagged: bool) -> None:
        super().__init__()
        self._tagged = tagged

    def __missing__(self, cls: type) -> Write:
        made = self[cls] = _generated(cls, self._tagged)
        return made


_TAGGED, _BARE = _Writers(True), _Writers(False)


def plain(value: Any) -> Plain:
    """The value as a map, with its kind in front."""
    written: Plain = _TAGGED[value.__class__](value)
    return written


def bare(value: Any) -> Plain:
    """The value as a map, without its kind."""
    written: Plain = _BARE[value.__class__](value)
    return written


# -- one class --------------------------------------------------------------------------------------------------


def _generated(cls: type, tagged: bool) -> Write:
    """The function that writes an instance: first what must be there, then what is not at its default."""
    resolve_types(cls)
    known: dict[str, Any] = {}
    whole = [f"{TAG!r}: {shapes.kind_on_wire(cls)!r}"] if tagged else []
    whole += [f"{a.name!r}: {_said(cls, a, known)}" for a in fields(cls) if a.default is NOTHING]
    lines = ["def write(value):", f"    data = {{{', '.join(whole)}}}"]
    for a in fields(cls):
        if a.default is not NOTHING:
            lines.append(f"    if {_differs(a, known)}: data[{a.name!r}] = {_said(cls, a, known)}")
    source = "\n".join([*lines, "    return data"])
    exec(compile(source, f"<written {cls.__module__}.{cls.__name__}>", "exec"), known)
    made: Write = known["write"]
    return made


def _said(cls: type, attribute: Attribute[Any], known: dict[str, Any]) -> str:
    """The expression for a field's plain data."""
    hook = _package if attribute.name in shapes.package_fields(cls) else _hook(attribute.type)
    if hook is None:
        return f"value.{attribute.name}"
    known[f"write_{attribute.name}"] = hook
    return f"write_{attribute.name}(value.{attribute.name})"


def _differs(attribute: Attribute[Any], known: dict[str, Any]) -> str:
    """The expression for whether a field is not at its default."""
    default = attribute.default
    if default is None:
        return f"value.{attribute.name} is not None"
    known[f"default_{attribute.name}"] = default.factory() if isinstance(default, Factory) else default  # type: ignore[arg-type]
    return f"value.{attribute.name} != default_{attribute.name}"


# -- what stands in a field -------------------------------------------------------------------------------------


def _hook(shape: Any) -> Write | None:
    """The function that writes this shape; None: it is written as it is."""
    if shape in (str, int, bool, bytes) or shapes.is_newtype(shape) or shapes.is_literal(shape):
        return None
    if shapes.is_tuple(shape):
        return _tuple(get_args(shape))
    if shapes.is_union(shape):
        return _union(shape)
    if has(shape):
        return bare
    if get_origin(shape) in (dict, Mapping):  # of plain data
        return dict
    raise TypeError(f"nothing writes {shape!r}")


def _tuple(of: tuple[Any, ...]) -> Write | None:
    """A list; one of scalars is written as it is."""
    if of[1:] == (...,):
        hook = _hook(of[0])
        return hook and (lambda value: [hook(part) for part in value])
    hooks = [_hook(each) or _itself for each in of]
    if all(hook is _itself for hook in hooks):
        return None
    return lambda value: [hook(part) for hook, part in zip(hooks, value)]


def _itself(value: Any) -> Any:
    return value


@cache
def _union(shape: Any) -> Write | None:
    """Classes told apart by their tag; with None among them, None is itself."""
    hooks = [_hook(arg) for arg in get_args(shape) if arg is not type(None)]
    if not any(hooks):
        return None
    if len(hooks) > 1:
        return _member()
    hook = hooks[0]
    assert hook is not None
    return lambda value: None if value is None else hook(value)


def _member() -> Write:
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


def _package(said: Package | None) -> dict[str, str] | None:
    return None if said is None else {choice.issue: choice.option for choice in said}
