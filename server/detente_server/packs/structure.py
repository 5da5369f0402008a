"""Plain TOML values -> the classes of `format`, with every misfit noted at its place.

Owns: the walk over annotations, what each `marks` constraint refuses, ids declared and referred to.
Does not know: which classes there are, or what ids mean.

What does not fit is left out and the walk goes on, so that one reading finds all: a faulty table is dropped
from its list, a faulty key takes its default. `Reader.clean` tells what was taken whole.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from detente_server.packs import marks
from detente_server.packs.locate import Path
from detente_server.packs.problems import did_you_mean
from detente_server.packs.prose import forbidden
from detente_server.packs.source import Source

_ID = re.compile(r"[a-z][a-z0-9-]{1,31}")
_NAMES = {
    str: "text in quotes",
    int: "a whole number",
    bool: "true or false",
    float: "a number with a point",
    list: "a list",
    dict: "a table",
}


class _Misfit:
    """In place of a value that could not be taken."""


MISFIT = _Misfit()


@attrs.frozen
class Seen:
    """An id that was declared or referred to."""

    source: Source
    path: Path
    at_key: bool
    kind: marks.IdKind
    id: str
    issue: str
    """Options: the issue that they belong to."""


@attrs.define
class Reader:
    """Reads the files of one pack; remembers ids, places and faults on the way."""

    declared: list[Seen] = attrs.Factory(list)
    referred: list[Seen] = attrs.Factory(list)
    faults: set[tuple[str, Path]] = attrs.Factory(set)
    """Where something was left out: file and path."""
    _places: dict[int, tuple[object, Source, Path]] = attrs.Factory(dict)

    def read(self, kind: type, source: Source) -> Any:
        """An instance of the attrs class, or None where not even a part of it could be taken."""
        found = _Walk(self, source).table(kind, source.data, (), "")
        return None if found is MISFIT else found

    def check(self, annotation: Any, raw: Any, source: Source, path: Path) -> None:
        """Note what keeps a single value from being of a kind; `faults` tells whether anything did."""
        _Walk(self, source).value(annotation, raw, path, "")

    def remember(self, table: object, source: Source, path: Path) -> None:
        """Where an instance was read from."""
        self._places[id(table)] = (table, source, path)

    def place(self, table: object) -> tuple[Source, Path]:
        """Where an instance that this reader made stands; KeyError for another."""
        _, source, path = self._places[id(table)]
        return source, path

    def clean(self, file: str, path: Path = ()) -> bool:
        """Nothing at or under this path was left out."""
        return not any(file == there and path == at[: len(path)] for there, at in self.faults)


@cache
def keys_of(kind: type) -> Mapping[str, tuple[attrs.Attribute[Any], Any]]:
    """Attribute and annotation by key in the file."""
    hints = get_type_hints(kind, include_extras=True)
    return {a.metadata.get("key", a.name): (a, hints[a.name]) for a in attrs.fields(kind)}


@attrs.define
class _Walk:
    reader: Reader
    source: Source

    def misfit(self, path: Path, code: str, message: str, hint: str = "", at_key: bool = False) -> _Misfit:
        add = self.source.add_key if at_key else self.source.add_value
        add(path, code, message, hint)
        self.reader.faults.add((self.source.file, path))
        return MISFIT

    def table(self, kind: type, raw: dict[str, Any], path: Path, issue: str) -> Any:
        keys = keys_of(kind)
        issue = raw["id"] if keys.keys() >= {"option", "id"} and isinstance(raw.get("id"), str) else issue
        for key in (key for key in raw if key not in keys):
            hint = "" if self.source.problems.full(self.source.file) else did_you_mean(key, keys)
            self.source.add_key((*path, key), "key-unknown", f"there is no key {_shown(key)} here", hint)
        fields: dict[str, Any] = {}
        for key, (attribute, annotation) in keys.items():
            if key in raw:
                fields[attribute.name] = self.value(annotation, raw[key], (*path, key), issue)
            elif attribute.default is attrs.NOTHING:
                fields[attribute.name] = self.missing(kind, key, path)
        taken = {name: value for name, value in fields.items() if value is not MISFIT}
        required = {a.name for a in attrs.fields(kind) if a.default is attrs.NOTHING}
        if not required <= taken.keys():
            return MISFIT
        made = kind(**taken)
        self.reader.remember(made, self.source, path)
        return made

    def missing(self, kind: type, key: str, path: Path) -> _Misfit:
        where = (kind.__doc__ or "").split(";")[0].replace("``", "").rstrip(".")
        return self.misfit(path, "key-missing", f"{where} needs the key {key!r}", at_key=True)

    def value(self, kind: Any, raw: Any, path: Path, issue: str) -> Any:
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self.marked(arguments[0], arguments[1:], raw, path, issue)
        if origin in (Union, types.UnionType):
            return self.value(arguments[0], raw, path, issue)
        if origin is Literal:
            return self.choice(arguments, raw, path)
        if origin is tuple:
            return self.sequence(arguments, raw, path, issue)
        if origin is not None and issubclass(origin, Mapping):
            return self.mapping(arguments, raw, path, issue)
        if attrs.has(kind):
            fits = type(raw) is dict
            return self.table(kind, raw, path, issue) if fits else self.wrong_type(dict, raw, path)
        if kind is str and type(raw) is str:
            return raw if self.clean(raw, path) else MISFIT
        return raw if type(raw) is kind else self.wrong_type(kind, raw, path)

    def wrong_type(self, wanted: type, raw: Any, path: Path) -> _Misfit:
        found = _NAMES.get(type(raw), "a date")
        return self.misfit(path, "wrong-type", f"{_called(path)} is {_NAMES[wanted]}, this is {found}")

    def clean(self, raw: str, path: Path) -> bool:
        for index, name in forbidden(raw, allowed="\n"):
            self.source.add_inside(path, index, "text-control", f"{name} is not allowed", "delete it")
            self.reader.faults.add((self.source.file, path))
            return False
        return True

    def choice(self, words: tuple[Any, ...], raw: Any, path: Path) -> Any:
        if type(raw) is not type(words[0]):
            return self.wrong_type(type(words[0]), raw, path)
        if raw in words:
            return raw
        hint = did_you_mean(str(raw), map(str, words))
        return self.misfit(path, "wrong-value", f"{_called(path)} cannot be {_shown(raw)}", hint)

    def sequence(self, arguments: tuple[Any, ...], raw: Any, path: Path, issue: str) -> Any:
        if type(raw) is not list:
            return self.wrong_type(list, raw, path)
        fixed = arguments[-1] is not ...
        if fixed and len(raw) != len(arguments):
            message = f"{_called(path)} takes {len(arguments)}, here are {len(raw)}"
            return self.misfit(path, "out-of-range", message)
        kinds = arguments if fixed else [arguments[0]] * len(raw)
        read = [self.value(kind, item, (*path, n), issue) for n, (kind, item) in enumerate(zip(kinds, raw))]
        taken = tuple(item for item in read if item is not MISFIT)
        return MISFIT if fixed and len(taken) < len(read) else taken

    def mapping(self, arguments: tuple[Any, ...], raw: Any, path: Path, issue: str) -> Any:
        if type(raw) is not dict:
            return self.wrong_type(dict, raw, path)
        (_, refers), value_kind = get_args(arguments[0]), arguments[1]
        read: dict[str, Any] = {}
        for key, item in raw.items():
            self.refer(refers.kind, key, (*path, key), issue, at_key=True)
            inner = key if refers.kind == "issue" else issue
            read[key] = self.value(value_kind, item, (*path, key), inner)
        return {key: item for key, item in read.items() if item is not MISFIT}

    def refer(self, kind: marks.IdKind, id: str, path: Path, issue: str, at_key: bool) -> None:
        self.reader.referred.append(Seen(self.source, path, at_key, kind, id, issue))

    def marked(self, kind: Any, said: Iterable[marks.Mark], raw: Any, path: Path, issue: str) -> Any:
        read = self.value(kind, raw, path, issue)
        for mark in said:
            if read is not MISFIT and not self.holds(mark, raw, path, issue):
                read = MISFIT
        return read

    def holds(self, mark: marks.Mark, raw: Any, path: Path, issue: str) -> bool:
        match mark:
            case marks.Range(low, high):
                fault = "" if low <= raw <= high else f"is {low} to {high}, this is {_shown(raw)}"
            case marks.Count(low, high):
                bounds = f"{low}" if low == high else f"{low} to {high}"
                fault = "" if low <= len(raw) <= high else f"takes {bounds}, here are {len(raw)}"
            case marks.Words() | marks.Shape():
                return self.worded(mark, raw, path)
            case marks.Distinct():
                return self.distinct(raw, path)
            case marks.Declares(id_kind):
                return self.declare(id_kind, raw, path, issue)
            case marks.Refers(id_kind):
                self.refer(id_kind, raw, path, issue, at_key=False)
                return True
        if fault:
            self.misfit(path, "out-of-range", f"{_called(path)} {fault}", at_key=isinstance(raw, list))
        return not fault

    def worded(self, mark: marks.Words | marks.Shape, raw: str, path: Path) -> bool:
        if isinstance(mark, marks.Shape):
            if re.fullmatch(mark.pattern, raw):
                return True
            code = "bad-id" if mark.called == "an id" else "wrong-value"
            self.misfit(path, code, f"{_shown(raw)} is not {mark.called}")
        elif not raw.strip() and not mark.empty:
            self.misfit(path, "text-empty", f"{_called(path)} is empty")
        elif len(raw) > mark.most or "\n" in raw:
            size = f"one line of at most {mark.most} characters"
            self.misfit(path, "text-long", f"{_called(path)} is {size}, this has {len(raw)}")
        else:
            return True
        return False

    def distinct(self, raw: list[Any], path: Path) -> bool:
        before: set[str] = set()
        for n, item in enumerate(raw):
            if repr(item) in before:
                self.misfit((*path, n), "doubled", f"{_shown(item)} stands in the list twice")
                return False
            before.add(repr(item))
        return True

    def declare(self, kind: marks.IdKind, raw: str, path: Path, issue: str) -> bool:
        if not _ID.fullmatch(raw):
            hint = "2 to 32 small letters, digits and hyphens, a letter first"
            self.misfit(path, "bad-id", f"{_shown(raw)} is no id", hint)
            return False
        self.reader.declared.append(Seen(self.source, path, False, kind, raw, issue))
        return True


def _called(path: Path) -> str:
    """The nearest key, for a sentence."""
    key = _shown(next((part for part in reversed(path) if isinstance(part, str)), "this")).strip("'")
    return key if isinstance(path[-1], str) else f"an entry of {key}"


def _shown(raw: Any) -> str:
    """A value of the author's, safe and short enough to print."""
    text = ascii(raw)
    return text if len(text) <= 60 else text[:57] + "..."
