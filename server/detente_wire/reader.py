"""From plain data to the wire's values, by exact type: nothing is coerced, nothing is guessed.

Owns: the three readers, and the sentence that says what is wrong with bad data and where.
Does not know: bytes, frames and their sizes (`codec`).

The readers differ in what they do with what they do not know: `FROM_CLIENT` and `STORED` refuse it by name,
`FROM_SERVER` skips it. `FROM_CLIENT` also holds ids and short strings to their alphabets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, Union, get_args

from attrs import fields, has
from cattrs import Converter
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, override

from detente_wire import shapes, spelling
from detente_wire.messages import Unknown
from detente_wire.shapes import TAG
from detente_wire.spelling import Problem
from detente_wire.terms import MAX_INTEGER, Package, package
from detente_wire.values import frozen

Hook = Callable[[Any, Any], Any]


@frozen
class Reader:
    """Who is being read, and so how strictly."""

    unknown: Literal["refused", "skipped"]
    """Fields and kinds that are not in the registry."""
    spelling: bool
    """Whether ids and short strings are held to their alphabets."""


FROM_CLIENT = Reader("refused", spelling=True)
"""A server reading a client: to ignore something could publish what a newer client meant to be secret."""
FROM_SERVER = Reader("skipped", spelling=False)
"""A client reading a server, perhaps a newer one."""
STORED = Reader("refused", spelling=False)
"""Our own records and archives."""

_BAD = (ValueError, TypeError, KeyError, AttributeError, ForbiddenExtraKeysError)


class Reading:
    """Reads one shape (a class or a union) with one reader: call it with plain data."""

    def __init__(self, shape: Any, reader: Reader) -> None:
        self._shape = shape
        self._reader = reader
        self._read: Hook = _converter(reader, explain=False).get_structure_hook(shape)

    def __call__(self, data: object) -> Any:
        """The value that the data stand for, or `Problem`; bad data are read twice, to say where."""
        try:
            return self._read(data, self._shape)
        except _BAD:
            pass
        try:
            return _converter(self._reader, explain=True).get_structure_hook(self._shape)(data, self._shape)
        except Problem:
            raise
        except _BAD as why:
            raise Problem(_sentence(why)) from why


class UnknownKind(Problem):
    """A kind that is not in the registry; skipping readers catch it."""


@cache
def _converter(reader: Reader, explain: bool) -> Converter:
    """A converter that reads exactly; `explain`: slower, its problems bear paths."""
    made = Converter(
        detailed_validation=False,
        forbid_extra_keys=reader.unknown == "refused",
        prefer_attrib_converters=False,
    )
    made.register_structure_hook(int, _whole)
    made.register_structure_hook(bool, _boolean)
    made.register_structure_hook(str, _line if reader.spelling else _string)
    made.register_structure_hook(bytes, _bytes)
    made.register_structure_hook_factory(shapes.is_newtype, lambda shape: _newtype(shape, reader))
    made.register_structure_hook_factory(shapes.is_literal, _literal)
    made.register_structure_hook_factory(shapes.is_tuple, lambda shape: _tuple(shape, made, explain))
    made.register_structure_hook_factory(shapes.is_union, lambda shape: _union(shape, made, reader))
    made.register_structure_hook_factory(has, lambda shape: _class(shape, made, reader, explain))
    return made


def _whole(value: Any, _: Any) -> int:
    if type(value) is not int:
        raise Problem("must be a whole number")
    if not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise Problem("is too large a number")
    return value


def _boolean(value: Any, _: Any) -> bool:
    if type(value) is not bool:
        raise Problem("must be true or false")
    return value


def _string(value: Any, _: Any) -> str:
    if type(value) is not str:
        raise Problem("must be a string")
    return value


def _line(value: Any, _: Any) -> str:
    return spelling.line(value)


def _bytes(value: Any, _: Any) -> bytes:
    if type(value) is not bytes:
        raise Problem("must be bytes")
    return value


def _newtype(shape: Any, reader: Reader) -> Hook:
    if not reader.spelling:
        return _string
    matches = spelling.BY_NEWTYPE.get(shape.__name__, spelling.IDENTIFIER).fullmatch

    def identifier(value: Any, _: Any) -> Any:
        if type(value) is not str or matches(value) is None:
            raise Problem(f"is no {shape.__name__}")
        return value

    return identifier


def _literal(shape: Any) -> Hook:
    words = get_args(shape)
    allowed = frozenset(words)

    def word(value: Any, _: Any) -> Any:
        if type(value) is not str or value not in allowed:
            raise Problem(f"must be one of {', '.join(map(repr, words))}")
        return value

    return word


def _tuple(shape: Any, made: Converter, explain: bool) -> Hook:
    """A list of one thing each, or of exactly these things."""
    of = get_args(shape)
    if of[1:] == (...,):
        hook, item = made.get_structure_hook(of[0]), of[0]

        def row(value: Any, _: Any) -> tuple[Any, ...]:
            if type(value) is not list:
                raise Problem("must be a list")
            if explain:
                return tuple(_at(str(n), hook, part, item) for n, part in enumerate(value, 1))
            return tuple([hook(part, item) for part in value])

        return row
    hooks = [(made.get_structure_hook(each), each) for each in of]

    def group(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list or len(value) != len(hooks):
            raise Problem(f"must be a list of {len(hooks)}")
        return tuple([hook(part, each) for part, (hook, each) in zip(value, hooks)])

    return group


def _at(name: str, hook: Hook, value: Any, shape: Any) -> Any:
    try:
        return hook(value, shape)
    except Problem as problem:
        raise problem.within(name) from None


def _union(shape: Any, made: Converter, reader: Reader) -> Hook:
    """``T | None``, ``str | bytes``, or classes told apart by their tag."""
    args = get_args(shape)
    if type(None) in args:
        rest = Union.__getitem__(tuple(arg for arg in args if arg is not type(None)))
        hook = made.get_structure_hook(rest)
        return lambda value, _: None if value is None else hook(value, rest)
    if set(args) == {str, bytes}:
        return _text_or_bytes
    return _sum(shapes.members(shape), made, reader.unknown == "skipped" and Unknown in args)


def _text_or_bytes(value: Any, _: Any) -> str | bytes:
    if type(value) is not str and type(value) is not bytes:
        raise Problem("must be a string or bytes")
    return value


def _sum(table: Mapping[str, type], made: Converter, skipping: bool) -> Hook:
    """Members by their tag; the tag is checked first."""
    hooks = {kind: (made.get_structure_hook(cls), cls) for kind, cls in table.items()}

    def member(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise Problem("must be a map")
        rest = value.copy()
        kind = rest.pop(TAG, None)
        if type(kind) is not str:
            raise Problem(f"has no {TAG}")
        if kind not in hooks:
            if skipping:
                return Unknown(kind)
            raise UnknownKind(f"has a {TAG} that is not known: {kind[:40]!r}")
        hook, cls = hooks[kind]
        try:
            return hook(rest, cls)
        except UnknownKind:
            if skipping:
                return Unknown(kind)
            raise

    return member


def _class(cls: type, made: Converter, reader: Reader, explain: bool) -> Hook:
    """A map with exactly the fields of an attrs class."""
    inner: Hook = make_dict_structure_fn(cls, made, **_overrides(cls, made, reader, explain))

    def whole(value: Any, shape: Any) -> Any:
        if type(value) is not dict:
            raise Problem("must be a map")
        return inner(value, shape)

    if not explain:
        return whole

    def explained(value: Any, shape: Any) -> Any:
        try:
            return whole(value, shape)
        except Problem:
            raise
        except _BAD as why:
            raise Problem(_sentence(why)) from None

    return explained


def _overrides(cls: type, made: Converter, reader: Reader, explain: bool) -> dict[str, Any]:
    """The fields that are not read by their type alone; to explain, every field."""
    given: dict[str, Any] = {}
    for attribute in fields(cls):
        hook = _field_hook(cls, attribute.name, reader)
        if explain:
            hook = _located(attribute.name, hook or made.get_structure_hook(attribute.type))
        if hook:
            given[attribute.name] = override(struct_hook=hook)
    return given


def _field_hook(cls: type, name: str, reader: Reader) -> Hook | None:
    if name in shapes.package_fields(cls):
        return _package if shapes.package_fields(cls)[name] else _package_or_none
    if not reader.spelling:
        return None
    if (cls.__name__, name) in spelling.FREE:
        return _string
    pattern = spelling.BY_FIELD.get((cls.__name__, name))
    return None if pattern is None else (lambda value, _: spelling.spelled(value, pattern))


def _located(name: str, hook: Hook) -> Hook:
    return lambda value, shape: _at(name, hook, value, shape)


def _package_or_none(value: Any, _: Any) -> Package | None:
    return None if value is None else _package(value, _)


def _package(value: Any, _: Any) -> Package:
    """A map from issue to option; the reading end puts it into canonical order."""
    if type(value) is not dict:
        raise Problem("must be a map from issue to option")
    for issue, option in value.items():
        if type(option) is not str:
            raise Problem("must name one option").within(issue)
        if not (spelling.IDENTIFIER.fullmatch(issue) and spelling.IDENTIFIER.fullmatch(option)):
            raise Problem("is no id").within(issue[: spelling.LINE_CHARACTERS])
    return package(value)


def _sentence(why: Exception) -> str:
    """What is wrong, from what cattrs or attrs raised."""
    match why:
        case ForbiddenExtraKeysError():
            return f"has unknown fields: {', '.join(sorted(name[:40] for name in why.extra_fields))}"
        case KeyError():
            return f"lacks {why.args[0]}"
        case _:
            return str(why)
