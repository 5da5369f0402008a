"""The reference pages of the wire and of the refusals, from the registries and the docstrings in the source.

Owns: how the pages are laid out.
Does not know: where they are kept; `python -m tests.wire.write_reference` writes them, a test compares them.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, get_args

from attrs import NOTHING, fields, has

from detente_wire import (
    acts,
    archive,
    legacy,
    limits,
    messages,
    notices,
    orders,
    refusals,
    shapes,
    spelling,
    terms,
)

_INTRO = f"""# The wire

One WebSocket, one contract: clients, bots, observers, operators and tests all use it. This page is made from the
registry in `server/detente_wire` by `python -m tests.wire.write_reference`.

- Subprotocols: {", ".join(f"`{name}`" for name in limits.SUBPROTOCOLS)}. The second holds the same messages as text.
- A frame is a map whose key `{shapes.TAG}` names its kind; so are acts, notices, credentials, questions, answers and
  outcomes within it. Fields at their default are left out. A list stands for every row, a map for a *package*:
  issue to option.
- Whole numbers only, within ±2^53; times are whole seconds of Unix time by the server's clock. No floats, no keys
  but strings, no key twice, no binary but in `part`, no lone surrogates.
- The server refuses a field or kind that it does not know, by name; a client skips it. `v1` only grows.
- A private notice is padded to the next of {", ".join(map(str, limits.SIZE_BUCKETS))} bytes: in msgpack by a last
  pair `pad`, in JSON by spaces after the text.
- The first frame is the server's `hello`, the second the client's `auth`. A receipt precedes the notices that its
  command caused.
- Ids are letters, digits and `._:-`, at most {limits.ID_CHARACTERS}; command ids match
  `{spelling.COMMAND_ID.pattern}`, request ids `{spelling.REQUEST_ID.pattern}`.
"""

_ROOMS = (terms, legacy, acts, notices, messages)
"""Where ids, words and the parts of messages stand."""


def wire_page() -> str:
    """docs/reference/wire.md."""
    parts = [
        _INTRO,
        _limits(),
        _closes(),
        _section("From the server", messages.SERVER_MESSAGES),
        _section("From the client", messages.CLIENT_MESSAGES),
        *(
            _section(title, shapes.members(union))
            for title, union in (
                ("Credentials", messages.Credential),
                ("Outcomes of a command", messages.Outcome),
                ("Questions", messages.Question),
                ("Answers", messages.AnswerBody),
                ("Wishes", messages.Wish),
                ("Answers to wishes", messages.Reply),
            )
        ),
        _section("Orders", orders.ORDERS),
        _section("Acts", acts.ACTS),
        _section("Notices", notices.NOTICES),
        _section("Parts of these", _parts()),
        _words(),
        _archive(),
    ]
    return "\n".join(parts)


def refusals_page() -> str:
    """docs/reference/refusals.md."""
    rows = [
        (f"`{row.name}`", row.meaning, row.advice, "yes" if row.definite else "no: send it again")
        for row in refusals.CODES.values()
    ]
    return f"""# Refusals

Everything that a player can be told instead of being obeyed, made from the one table in
`server/detente_wire/refusals.py` by `python -m tests.wire.write_reference`. Words in braces are filled in. Where
several apply, the first of this table is told. A *definite* refusal is kept with the match and answers every repeat of
its command id; the others do not use the id up.

{_table(("code", "said to the player", "what to do", "definite"), rows)}"""


# -- sections --------------------------------------------------------------------------------------------------


def _limits() -> str:
    """The constants of the limits module, and what `hello` tells."""
    docs = _constant_docs(limits.__name__)
    rows = [
        (f"`{name.lower()}`", _value(getattr(limits, name)), docs.get(name, ""))
        for name in vars(limits)
        if name.isupper()
        and not name.startswith("_")
        and isinstance(getattr(limits, name), (int, tuple))
        and not name.startswith("SUBPROTOCOL")
    ]
    kept, told = _table(("limit", "value", "meaning"), rows), _fields(limits.Limits)
    return f"## Limits\n\n{kept}\nTold by `hello`, and set by the host:\n\n{told}"


def _closes() -> str:
    rows = [
        (str(row.code), f"`{row.name}`", row.meaning, "yes" if row.come_back else "no")
        for row in limits.CLOSE_CODES.values()
    ]
    return f"## Close codes\n\n{_table(('code', 'name', 'meaning', 'come back'), rows)}"


def _section(title: str, table: Mapping[str, type]) -> str:
    parts = [f"## {title}\n"]
    for kind, cls in table.items():
        parts.append(f"### `{kind}`\n\n{_paragraph(cls.__doc__)}\n")
        if fields(cls):
            parts.append(_fields(cls))
    return "\n".join(parts)


def _parts() -> dict[str, type]:
    """The classes that stand within others without a tag, by name."""
    tagged: set[type] = set()
    for table in (
        messages.SERVER_MESSAGES,
        messages.CLIENT_MESSAGES,
        acts.ACTS,
        orders.ORDERS,
        notices.NOTICES,
    ):
        tagged |= set(table.values())
    for union in (
        messages.Credential,
        messages.Outcome,
        messages.Question,
        messages.AnswerBody,
        messages.Wish,
        messages.Reply,
    ):
        tagged |= set(get_args(union))
    apart = {limits.Limits, terms.ClauseForm, messages.Unknown}
    found = (cls for room in _ROOMS for cls in vars(room).values())
    return {
        cls.__name__: cls
        for cls in found
        if isinstance(cls, type) and has(cls) and cls not in tagged and cls not in apart
    }


def _words() -> str:
    """Ids and closed lists of words."""
    modules = [name for room in _ROOMS for name in _modules(room.__name__)]
    docs = {word: said for name in modules for word, said in _constant_docs(name).items()}
    rows: dict[str, tuple[str, str, str]] = {}
    for word, value in [pair for name in modules for pair in vars(sys.modules[name]).items()]:
        if shapes.is_newtype(value):
            rows[word] = (f"`{word}`", "string", docs.get(word, ""))
        elif shapes.is_literal(value):
            rows[word] = (f"`{word}`", _words_of(value), docs.get(word, ""))
    return f"## Ids and words\n\n{_table(('name', 'is', 'meaning'), rows.values())}"


def _archive() -> str:
    """The format of archive files."""
    whole = inspect.cleandoc(archive.__doc__ or "")
    example = inspect.cleandoc("\n".join(line for line in whole.splitlines() if line.startswith("    ")))
    return f"""## Archive files

A finished match is kept as `*.detente`: JSON Lines, as the JSON encoding writes them. The first line is the header,
each following one a notice with its audience, and the last one seals the file.

```json
{example}
```

The header has, beside `format` and `version`:

{_fields(archive.Header)}
`sha256` in the last line is taken over the bytes of all lines before it, line ends (`\\n`) included. What a nation
saw at the time are the lines whose audience is `"public"` or names it, in order.
"""


# -- fields ----------------------------------------------------------------------------------------------------


def _fields(cls: type) -> str:
    docs, declared = _field_docs(cls)
    rows = []
    for attribute in fields(cls):
        default = "" if attribute.default is NOTHING else _value(_default(attribute.default))
        rows.append(
            (f"`{attribute.name}`", _type(declared[attribute.name]), default, docs.get(attribute.name, ""))
        )
    return _table(("field", "type", "default", "meaning"), rows)


def _default(value: Any) -> Any:
    return value.factory() if hasattr(value, "factory") else value


def _value(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case "":
            return "empty"
        case ():
            return "none"
        case str():
            return f"`{value}`"
        case tuple():
            return ", ".join(map(str, value))
        case int():
            return f"{value:_}".replace("_", " ")
        case _:
            return "its defaults"


def _type(declared: str) -> str:
    """A declared type in words."""
    text = declared.replace(" | None", " or nothing").replace(" | Unknown", "")
    text = re.sub(r"Literal\[(.*)\]", lambda found: _listed(found[1]), text)
    text = re.sub(r"tuple\[(.*), \.\.\.\]", r"list of \1", text)
    text = re.sub(r"list of tuple\[(.*)\]", r"list of pairs [\1]", text)
    for name, words in (("str", "string"), ("int", "whole number"), ("bool", "true or false")):
        text = re.sub(rf"\b{name}\b", words, text)
    return text.replace("dict[string, Any]", "map").replace(" | ", " or ")


def _listed(words: str) -> str:
    return ", ".join(f"`{word}`" if word else "empty" for word in ast.literal_eval(f"({words},)"))


def _words_of(literal: Any) -> str:
    return ", ".join(f"`{word}`" for word in get_args(literal))


# -- docstrings in the source ----------------------------------------------------------------------------------


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(sys.modules[module]))


def _field_docs(cls: type) -> tuple[dict[str, str], dict[str, str]]:
    """Docstrings under the fields of a class, and the types as declared."""
    for node in _tree(cls.__module__).body:
        if isinstance(node, ast.ClassDef) and node.name == cls.__name__:
            annotated = [each for each in node.body if isinstance(each, ast.AnnAssign)]
            return _docs_under(node.body), {
                each.target.id: ast.unparse(each.annotation)
                for each in annotated
                if isinstance(each.target, ast.Name)
            }
    raise LookupError(f"{cls.__name__} is not in the source of its module")


def _modules(name: str) -> list[str]:
    """The modules of a package, the package last, since it only hands on what they define; or a module alone."""
    return [*sorted(each for each in sys.modules if each.startswith(f"{name}.")), name]


def _constant_docs(module: str) -> dict[str, str]:
    return _docs_under(_tree(module).body)


def _docs_under(body: list[ast.stmt]) -> dict[str, str]:
    """The string under each assignment."""
    found: dict[str, str] = {}
    for node, below in pairwise(body):
        target = node.target if isinstance(node, ast.AnnAssign) else None
        if isinstance(node, ast.Assign):
            target = node.targets[0]  # type: ignore[assignment]
        if (
            isinstance(target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
        ):
            found[target.id] = _paragraph(str(below.value.value))
    return found


def _paragraph(text: str | None) -> str:
    return " ".join((text or "").split()).replace("``", "`")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)
