"""What each key of a pack's files means: the sentence under its attribute in `format`.

Owns: reading these sentences from the source, where they stand once for schema, page and reader of the code.
Does not know: what is done with them.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType

import attrs


def meaning(kind: type, attribute: str) -> str:
    """The sentence under this attribute of this class of `format`; every attribute has one (a test holds it)."""
    return _said(sys.modules[kind.__module__]).get(kind.__name__, {}).get(attribute, "")


def about(kind: type) -> str:
    """What a table is called, e.g. ``[[nation]]`` or ``pack.toml``."""
    return (kind.__doc__ or "").split(";")[0].split(":")[0].replace("``", "").strip().rstrip(".")


@cache
def _said(module: ModuleType) -> Mapping[str, Mapping[str, str]]:
    tree = ast.parse(inspect.getsource(module))
    return {one.name: dict(_sentences(one)) for one in tree.body if isinstance(one, ast.ClassDef)}


def _sentences(said: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for one, after in zip(said.body, said.body[1:]):
        match one, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, " ".join(text.split())


def keys(kind: type) -> Iterator[tuple[str, attrs.Attribute[object]]]:
    """Every attribute of a class of `format`, with its key in the file."""
    for attribute in attrs.fields(kind):
        yield attribute.metadata.get("key", attribute.name), attribute
