"""JSON Schema of a pack's files, made from the classes of `format`: editors complete and check with it.

Owns: what each annotation and mark is in JSON Schema (draft 7, which every editor's TOML plugin reads).
Does not know: what the schema cannot say, such as sums, ids across files, conditions; the checker says it.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from detente_server.packs import format as files
from detente_server.packs import marks
from detente_server.packs.languages import is_id, is_words, table_of
from detente_server.packs.meanings import about, keys, meaning

DRAFT = "http://json-schema.org/draft-07/schema#"
ID = "^[a-z][a-z0-9-]{1,31}$"
FILES: Mapping[str, type] = {
    **{file.removesuffix(".toml"): kind for file, kind in files.FILES.items()},
    "trials": files.TrialsFile,
}
"""Every schema by its name; ``trials`` is that of each file in trials/."""

WORDS = tuple(f"{name}-words" for name in FILES if name != "trials")
"""The schemas of files in another language: ``nations-words`` is that of nations.de.toml."""

Schema = dict[str, Any]


def schema(name: str) -> Schema:
    """The schema of one file, complete in itself; `name` is one of `FILES` or `WORDS`."""
    kind = FILES[name.removesuffix("-words")]
    writer = _WordsWriter() if name in WORDS else _Writer()
    made = writer.table(kind)
    said = ", in another language," if name in WORDS else ""
    head = {"$schema": DRAFT, "title": f"{about(kind)}{said} of a Détente crisis pack, format 1"}
    return {**head, **made, "definitions": writer.tables}


@attrs.define
class _Writer:
    tables: dict[str, Schema] = attrs.Factory(dict)

    def table(self, kind: type) -> Schema:
        """An object with the keys of the class and no others."""
        hints = get_type_hints(kind, include_extras=True)
        made: dict[str, Schema] = {}
        required = []
        for key, attribute in keys(kind):
            said: Schema = {"description": meaning(kind, attribute.name)}
            if attribute.default is attrs.NOTHING:
                required.append(key)
            elif isinstance(attribute.default, bool | int | str):
                said["default"] = attribute.default
            made[key] = self.value(hints[attribute.name]) | said
        return {"type": "object", "properties": made, "required": required, "additionalProperties": False}

    def value(self, kind: Any) -> Schema:
        """Whatever stands behind a key."""
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self.marked(self.value(arguments[0]), arguments[1:])
        if origin in (Union, types.UnionType):
            return self.value(arguments[0])
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin is tuple:
            return self.sequence(arguments)
        if origin is not None and issubclass(origin, Mapping):
            return {
                "type": "object",
                "propertyNames": {"pattern": ID},
                "additionalProperties": self.value(arguments[1]),
            }
        if attrs.has(kind):
            return self.named(kind)
        return {"type": {str: "string", int: "integer", bool: "boolean"}[kind]}

    def named(self, kind: type) -> Schema:
        """A table within, defined once. In draft 7 nothing may stand beside a reference, hence the ``allOf``."""
        if kind.__name__ not in self.tables:
            self.tables[kind.__name__] = {}
            self.tables[kind.__name__] = self.table(kind)
        return {"allOf": [{"$ref": f"#/definitions/{kind.__name__}"}]}

    def sequence(self, arguments: tuple[Any, ...]) -> Schema:
        if arguments[-1] is ...:
            return {"type": "array", "items": self.value(arguments[0])}
        size = len(arguments)
        items = [self.value(one) for one in arguments]
        return {"type": "array", "items": items, "minItems": size, "maxItems": size}

    def marked(self, said: Schema, marked: Iterable[marks.Mark]) -> Schema:
        for mark in marked:
            said = said | _constraint(mark)
        return said


def _constraint(mark: marks.Mark) -> Schema:
    match mark:
        case marks.Range(low, high):
            return {"minimum": low, "maximum": high}
        case marks.Count(low, high):
            return {"minItems": low, "maxItems": high}
        case marks.Words(most, empty):
            return {"maxLength": most, "pattern": r"^[^\n]*$" if empty else r"^[^\n]*\S[^\n]*$"}
        case marks.Shape(pattern):
            return {"pattern": f"^(?:{pattern})$"}
        case marks.Declares() | marks.Refers():
            return {"pattern": ID}
        case marks.Distinct():
            return {"uniqueItems": True}


@attrs.define
class _WordsWriter(_Writer):
    """Of a file of another language: words, the ids by which tables are found, and nothing else."""

    def table(self, kind: type) -> Schema:
        """An object with the keys that hold words, here or further in; only its id is required."""
        whole = super().table(kind)
        hints = get_type_hints(kind, include_extras=True)
        names = {key: hints[attribute.name] for key, attribute in keys(kind)}
        kept = {key for key, annotation in names.items() if is_id(annotation) or _has_words(annotation)}
        said = {key: self._without_default(one) for key, one in whole["properties"].items() if key in kept}
        return whole | {"properties": said, "required": [key for key in names if is_id(names[key])]}

    def marked(self, said: Schema, marked: Iterable[marks.Mark]) -> Schema:
        """Of tables as few as are said otherwise; a list of words has as many as in the original."""
        tables = "allOf" in said.get("items", ())
        return super().marked(said, (one for one in marked if not (tables and isinstance(one, marks.Count))))

    @staticmethod
    def _without_default(said: Schema) -> Schema:
        return {key: value for key, value in said.items() if key != "default"}


def _has_words(annotation: Any) -> bool:
    """Whether words stand there, or in a table within."""
    inner = table_of(annotation)
    if inner is None:
        return is_words(annotation)
    return any(_has_words(one) for one in get_type_hints(inner, include_extras=True).values())
