"""A language that nobody speaks: every sentence of the catalogue with strange letters, between ⟦ and ⟧.

Owns: the translation `xx`; the mark of what is data; finding words on a screen that are in neither.
Does not know: where they were said.

What the client says has no plain letter left in this language, and what packs and people wrote is put in Greek. So a
plain word on the screen is one that was not said through the catalogue.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import attrs
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.client.write_catalogue import TEMPLATE

LANGUAGE = "xx"
_STRANGE = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ȧƀċḋḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦɃĊḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ",
)
_GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβχδεφγηιϊκλμνοπψρστυϋωξύζΑΒΧΔΕΦΓΗΙΪΚΛΜΝΟΠΨΡΣΤΥΫΩΞΎΖ",
)
_ID = re.compile(r"[a-z0-9:.-]*")
_WORD = re.compile(r"[A-Za-z]{2,}")
_IDS = re.compile(r"\b(?=\w*\d)[0-9a-f]{4,}\b|\b[0-9a-f]{8,}\b|\binject(-[a-z]+)+|/[\w/.-]+")
"""Hashes, also where a row ends within one, names of papers, paths."""


def strange(message: str) -> str:
    """The message in the strange language; what stands in braces stays, but for the words of a choice."""
    parts = []
    for text, field, spec, conversion in Formatter().parse(message):
        parts.append(text.translate(_STRANGE).replace("{", "{{").replace("}", "}}"))
        if field is not None:
            said = "|".join(_inside(side) for side in spec.split("|")) if spec and "|" in spec else spec
            name = f"{field}!{conversion}" if conversion else field
            parts.append(f"{{{name}:{said}}}" if said else f"{{{name}}}")
    return f"⟦{''.join(parts)}⟧"


def _inside(side: str) -> str:
    """One side of a choice, which may name values again."""
    return "".join(
        part if part.startswith("{") else part.translate(_STRANGE) for part in re.split(r"(\{[^}]*\})", side)
    )


def _plain(message: str) -> str:
    """A message that is filled with nothing: braces in it are only braces."""
    return f"⟦{message.translate(_STRANGE)}⟧"


def write(folder: Path) -> None:
    """Put the translation where `DETENTE_LOCALE` can name it."""
    said = Catalog(locale="en", charset="utf-8")
    with TEMPLATE.open("rb") as template:
        sentences = read_po(template)
    for one in sentences:
        if isinstance(one.id, str):
            text = strange(one.id) if one.python_brace_format and _fields(one.id) else _plain(one.id)
            said.add(one.id, text if one.id else "", context=one.context)
        else:
            said.add(one.id, tuple(strange(str(text)) for text in one.id), context=one.context)
    sink = io.BytesIO()
    write_mo(sink, said)
    target = folder / LANGUAGE / "LC_MESSAGES" / "detente.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(sink.getvalue())


def _fields(message: str) -> list[str]:
    try:
        return [field for _, field, _, _ in Formatter().parse(message) if field is not None]
    except ValueError:
        return []


def data(value: Any) -> Any:
    """The same value with all that people and packs wrote in Greek; ids stay."""
    match value:
        case str():
            return value if _ID.fullmatch(value) else value.translate(_GREEK)
        case Mapping():
            return {key: data(one) for key, one in value.items()}
        case list() | tuple() | set() | frozenset():
            return type(value)(data(one) for one in value)
        case _ if attrs.has(type(value)) and not isinstance(value, type):
            fields = (field for field in attrs.fields(type(value)) if field.init)
            return attrs.evolve(
                value, **{field.name.lstrip("_"): data(getattr(value, field.name)) for field in fields}
            )
        case _:
            return value


def unsaid(lines: Iterable[str], allowed: Iterable[str]) -> list[str]:
    """The lines with a plain word that is none of those that are allowed, each with its words."""
    known = {word for text in allowed for word in _WORD.findall(text)}
    found = []
    for line in lines:
        words = [word for word in _WORD.findall(_IDS.sub("", line)) if word not in known]
        if words:
            found.append(f"{' '.join(words)}: {line}")
    return found
