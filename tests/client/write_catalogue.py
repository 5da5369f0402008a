"""Write the catalogue of all that the client says: `python -m tests.client.write_catalogue`.

`client/detente_client/locale/detente.pot` is made from the code; a translation is made from it with any editor of
gettext (`locale/de/LC_MESSAGES/detente.po`). The same command brings the translations that there are up to date and
compiles them, `detente.mo` beside each.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from detente_client.cli import HELP
from detente_wire import acts
from detente_wire.refusals import CODES
from tests.client.messages import CLIENT, messages

LOCALE = CLIENT / "locale"
TEMPLATE = LOCALE / "detente.pot"
WIRE = Path(__file__).parents[2] / "server" / "detente_wire"
LISTS = ("acts/*.py", "notices/*.py", "seen/*.py", "terms.py")
"""The modules of the wire whose closed lists have words that are spelled out on the screen (`i18n.spelled`)."""
ANSWERS = (
    *(
        "home",
        "points",
        "trust",
        "sold at home",
        "red lines",
        "face",
        "broken pledges",
        "voices",
        "leaked",
        "basis",
    ),
    *("recommended", "attribution", "spill", "detection", "gaffe", "leak", "intercept", "lost"),
    *("best listener", "trusted hand", "efficient frontier", "nash gold", "nash silver", "nash bronze"),
    *("statute maker", "cool head", "clean hands"),
    *("author", "breach", "acts", "text", "rumour", "public", "private"),
)
"""Words of the server's answers: terms of the whips' sum, risks, awards, what a risk would show."""

CLICK: tuple[str | tuple[str, str], ...] = (
    *("Usage:", "Options", "Commands", "Positional arguments", "default: {default}"),
    *("Show this message and exit.", "Show the version and exit.", "Aborted!", "Missing command."),
    *(
        "Error: {message}",
        "Try '{command} {option}' for help.",
        "No such command {name!r}.",
        "No such option {name!r}.",
    ),
    *("Missing argument", "Missing option", "Missing parameter: {param_name}"),
    *(
        "Invalid value: {message}",
        "Invalid value for {param_hint}: {message}",
        "{value} is not in the range {range}.",
    ),
    *(
        "{value!r} is not a valid {number_type}.",
        "Option {name!r} does not take a value.",
        "Argument {name!r} takes {nargs} values.",
    ),
    *(
        "{name} {filename!r} does not exist.",
        "{name} {filename!r} is a directory.",
        "{name} {filename!r} is a file.",
    ),
    *("{name} {filename!r} is not readable.", "{name} {filename!r} is not writable."),
    *("file", "directory", "path"),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
)
"""What click says of a command line; it asks gettext itself (`i18n.lend`)."""


def catalogue() -> Catalog:
    """Everything that the client says, in order; where a message stands is no part of it."""
    found = Catalog(project="detente", charset="utf-8")
    for message in (*_in_code(), *_in_lists()):
        found.add(*message)
    ordered = Catalog(project="detente", charset="utf-8")
    for one in sorted(found, key=_key):
        if one.id:
            ordered.add(one.id, auto_comments=sorted(set(one.auto_comments)), context=one.context)
    return ordered


def _in_code() -> Iterator[tuple[Any, ...]]:
    for one in messages():
        yield _row(one.texts if len(one.texts) > 1 else one.texts[0], one.note, one.context)


def _row(id: Any, note: str, context: str = "") -> tuple[Any, ...]:
    """The arguments of `Catalog.add`."""
    return (id, None, (), (), [note] if note else [], (), (), None, context or None)


def _in_lists() -> Iterator[tuple[Any, ...]]:
    for row in CODES.values():
        yield _row(row.meaning, f"{row.name}: what is wrong")
        yield _row(row.advice, f"{row.name}: what to do")
    for word, where in _closed_lists():
        yield _row(word.replace("-", " "), f"a word of the game: {where}")
    for word in acts.ACT_NAMES.values():
        yield _row(word.replace("-", " "), "a word of the game: what is done")
    for word in ANSWERS:
        yield _row(word.replace("-", " "), "a word of the game: whips, risks, awards")
    for text in _reasons():
        yield _row(text, "what a refusal is filled with")
    for text in HELP:
        yield _row(text, "detente --help")
    for said in CLICK:
        yield _row(said, "of a command line")


def _closed_lists() -> Iterator[tuple[str, str]]:
    """The words of every `Literal`, each with the name of the list or field that it is of."""
    for path in (path for pattern in LISTS for path in sorted(WIRE.glob(pattern))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign | ast.AnnAssign) and (said := _literals(node)):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                yield from ((word, ast.unparse(target)) for word in said)


def _literals(node: ast.Assign | ast.AnnAssign) -> list[str]:
    inside = [
        one for part in (node.value, getattr(node, "annotation", None)) if part for one in ast.walk(part)
    ]
    lists = [one for one in inside if isinstance(one, ast.Subscript) and ast.unparse(one.value) == "Literal"]
    words = [one.value for found in lists for one in ast.walk(found.slice) if isinstance(one, ast.Constant)]
    return [word for word in words if isinstance(word, str) and word]


def _reasons() -> Iterator[str]:
    """The words with which the server fills its refusals."""
    for path in sorted(WIRE.parent.glob("detente_server/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("Refused", "refuse")):
                said = [word.value.value for word in node.keywords if isinstance(word.value, ast.Constant)]
                yield from (text for text in said if isinstance(text, str) and " " in text)


def _key(message: Message) -> tuple[str, ...]:
    ids = (message.id,) if isinstance(message.id, str) else tuple(str(one) for one in message.id)
    return (*ids, message.context or "")


def template() -> str:
    """The template's text: no dates, no places, so that it changes only when a sentence does."""
    sink = io.BytesIO()
    write_po(sink, catalogue(), omit_header=True, width=0, no_location=True)
    return _HEADER + sink.getvalue().decode("utf-8")


_HEADER = """\
# All that the client of Détente says. Written by `python -m tests.client.write_catalogue`.
# {by:offer|offers} has both forms: the first where the player's own nation is meant, the second for another;
# {by:^} begins a sentence. Words behind a slash are typed and stay as they are.
#
# What stands for what, where a message has no note of its own:
#   {by} {whom} {of} {host} {nation} {nations}   a nation or "you"; several, joined: China, Hong Kong and you
#   {whose}                                      your, China's
#   {name} {text} {channel} {ref}                the short name of a thing, which is typed: o1, t2, ch3
#   {package}                                    issues with their options: Sovereignty: The title alone; ...
#   {tool} {tool_name} {kind} {form} {manner}    a word of the game that has a message of its own
#   {count} {turn} {points} {capital} {tension}  a number; {time} and what is counted: 5 minutes, 2 envoys
#   {why} {cause}                                a cause that has a message of its own
#   {hint} {line} {said} {told} {what}           words that have a message of their own
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def translations() -> list[Path]:
    """The translations that there are."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/detente.po"))


def brought_up_to_date(path: Path) -> str:
    """A translation with today's messages; what is no longer said is dropped, what is new is empty."""
    with path.open("rb") as file:
        known = read_po(file, locale=path.parts[-3])
    known.update(catalogue(), no_fuzzy_matching=True)
    known.obsolete.clear()
    sink = io.BytesIO()
    write_po(sink, known, width=0, no_location=True, omit_header=True)
    head = path.read_text(encoding="utf-8").split("\n\n", 1)[0]
    return f"{head}\n\n{sink.getvalue().decode('utf-8')}"


def compiled(path: Path) -> bytes:
    """What the client reads of a translation."""
    with path.open("rb") as file:
        known = read_po(file, locale=path.parts[-3])
    sink = io.BytesIO()
    write_mo(sink, known)
    return sink.getvalue()


def write() -> None:
    """Write the template, and every translation anew."""
    LOCALE.mkdir(exist_ok=True)
    TEMPLATE.write_text(template(), encoding="utf-8")
    for path in translations():
        path.write_text(brought_up_to_date(path), encoding="utf-8")
        path.with_suffix(".mo").write_bytes(compiled(path))


if __name__ == "__main__":
    write()
    print(f"{TEMPLATE.relative_to(CLIENT.parents[1])}: {len(catalogue())} messages")
