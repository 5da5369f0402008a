"""A translation of the client as a translator writes it (`de.po`): read, checked, made into what the client reads.

Owns: reading files of gettext, what is wrong in one line by line, how much it says, the bytes of its `.mo`.
Does not know: the sentences; which language is chosen (`i18n`).
"""

from __future__ import annotations

import re
import struct
from ast import literal_eval
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Formatter

from attrs import define, field, frozen

from detente_client.folders import config_folder
from detente_client.i18n import DOMAIN, FOLDER, tr, trn
from detente_client.trouble import Trouble

TEMPLATE = FOLDER / "detente.pot"
_FIELD = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr)(?:\[(\d)\])? (".*")')
_TYPED = re.compile(r"(?<![\w/<])/[a-z]+\b")
"""A command as a sentence names it."""
_PLURALS = re.compile(r"nplurals\s*=\s*(\d)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")
_MAGIC = 0x950412DE


@define
class Item:
    """One sentence of a file."""

    line: int
    texts: dict[str, str] = field(factory=dict)
    """By keyword: ``msgid``, ``msgstr``, ``msgstr1`` ..."""
    fuzzy: bool = False
    """Whether the translator is not sure of it: it is not used."""

    @property
    def key(self) -> str:
        """What the compiled file knows it by."""
        context = f"{self.texts['msgctxt']}\x04" if "msgctxt" in self.texts else ""
        plural = f"\0{self.texts['msgid_plural']}" if "msgid_plural" in self.texts else ""
        return f"{context}{self.texts.get('msgid', '')}{plural}"

    @property
    def ids(self) -> list[str]:
        """The sentence, and its plural if it has one."""
        return [self.texts[one] for one in ("msgid", "msgid_plural") if one in self.texts]

    @property
    def said(self) -> list[str]:
        """The translation, form by form."""
        return [text for name, text in sorted(self.texts.items()) if name.startswith("msgstr")]

    @property
    def done(self) -> bool:
        """Whether every form is said, for certain."""
        return not self.fuzzy and bool(self.said) and all(self.said)


@frozen
class Checked:
    """A translation that was looked through."""

    language: str
    problems: tuple[str, ...]
    """Each with its line."""
    summary: str
    compiled: bytes


# -- reading ------------------------------------------------------------------------------------------------------


def items(path: Path) -> list[Item]:
    """The sentences of a file, its header first if it has one; `Trouble` if it cannot be read."""
    try:
        rows = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as why:
        raise Trouble(
            tr("{path} cannot be read: {why}.", path=path, why=getattr(why, "strerror", None) or why),
            tr("Name a file of gettext, like de.po."),
        ) from None
    found: list[Item] = []
    fuzzy, at = False, ""
    for line, row in enumerate((one.strip() for one in rows), 1):
        if not row or row.startswith("#"):
            fuzzy = bool(row.startswith("#,") and "fuzzy" in row) or (fuzzy and bool(row))
            at = ""
        elif row.startswith('"') and at:
            found[-1].texts[at] += _unquoted(row, path, line)
        elif (said := _FIELD.fullmatch(row)) is not None:
            at = said[1] + (said[2] if said[2] not in (None, "0") else "")
            if at == "msgctxt" or (
                at == "msgid" and (not found or found[-1].said or "msgid" in found[-1].texts)
            ):
                found.append(Item(line, fuzzy=fuzzy))
                fuzzy = False
            if not found:
                raise _unreadable(path, line)
            found[-1].texts[at] = _unquoted(said[3], path, line)
        else:
            raise _unreadable(path, line)
    return found


def _unquoted(text: str, path: Path, line: int) -> str:
    try:
        said = literal_eval(text)
    except (ValueError, SyntaxError):
        raise _unreadable(path, line) from None
    return str(said)


def _unreadable(path: Path, line: int) -> Trouble:
    return Trouble(
        tr("{path}:{line}: this is no line of a file of gettext.", path=path, line=line),
        tr('Lines are like: msgstr "the words", with \\" for a quotation mark inside.'),
    )


# -- checking -----------------------------------------------------------------------------------------------------


def checked(path: Path) -> Checked:
    """The translation in this file; `Trouble` if it cannot be read, or names no language."""
    found, known = items(path), {one.key: one for one in items(TEMPLATE) if one.texts.get("msgid")}
    header = next((one.texts.get("msgstr", "") for one in found if not one.texts.get("msgid")), "")
    language = _language(path, header)
    plurals = int(many[1]) if (many := _PLURALS.search(header)) else 2
    done = [one for one in found if one.texts.get("msgid") and one.done]
    problems = [problem for one in done for problem in _wrong(one, plurals, path.name)]
    used = [one for one in done if one.key in known]
    summary = tr(
        "{language}: {said} of {all} sentences are said. Uncertain (fuzzy), and not used: {fuzzy}. Of another version: "
        "{others}.",
        language=language,
        said=len(used),
        all=len(known),
        fuzzy=sum(one.fuzzy for one in found),
        others=len(done) - len(used),
    )
    return Checked(language, tuple(problems), summary, _compiled(header, used))


def _language(path: Path, header: str) -> str:
    """As the header says, else as the file is called."""
    rows = dict(row.partition(": ")[::2] for row in header.split("\n"))
    for said in (rows.get("Language", "").strip(), path.stem, path.parent.parent.name):
        if _LANGUAGE.fullmatch(said):
            return said
    raise Trouble(
        tr("{path} does not say in which language it is.", path=path),
        tr("Write it into its header, Language: de, or call the file de.po."),
    )


def _wrong(item: Item, plurals: int, name: str) -> Iterator[str]:
    """What the client could not say, or a player not type."""
    place, wanted = f"{name}:{item.line}", set[str]()
    for one in item.ids:
        wanted |= _values(one) or set()
    if len(item.ids) > 1 and len(item.said) != plurals:
        yield trn(
            "{place}: the language has {count} form of number; here are {given}.",
            "{place}: the language has {count} forms of number; here are {given}.",
            plurals, place=place, given=len(item.said),
        )  # fmt: skip
    for said in item.said:
        values = _values(said)
        if values is None and wanted:
            yield tr("{place}: a brace is open or closed alone; {{ and }} are braces.", place=place)
        for one in sorted((values or set()) - wanted) if wanted else ():
            yield tr("{place}: {value} is no value of this sentence.", place=place, value=f"{{{one}}}")
        for command in sorted(set(_TYPED.findall(item.ids[0])) - set(_TYPED.findall(said))):
            yield tr("{place}: {command} is typed: it stays as it is.", place=place, command=command)


def _values(text: str) -> set[str] | None:
    """The values that a sentence names, within a choice too; None: its braces cannot be read."""
    found = set[str]()
    try:
        for _, name, spec, _ in Formatter().parse(text):
            if name is not None:
                found |= {name} | (_values(spec or "") or set())
    except ValueError:
        return None
    return found


# -- what the client reads ----------------------------------------------------------------------------------------


def _compiled(header: str, used: Iterable[Item]) -> bytes:
    """The bytes of a `.mo`: sorted, without a table of hashes."""
    rows = [row for row in header.split("\n") if row and not row.startswith("Content-Type:")]
    head = "\n".join(["Content-Type: text/plain; charset=UTF-8", *rows, ""])
    said: Mapping[str, str] = {"": head} | {one.key: "\0".join(one.said) for one in used}
    pairs = sorted((key.encode(), text.encode()) for key, text in said.items())
    start = 28 + 16 * len(pairs)
    ids, texts, data = b"", b"", b""
    for key, _ in pairs:
        ids += struct.pack("<II", len(key), start + len(data))
        data += key + b"\0"
    for _, text in pairs:
        texts += struct.pack("<II", len(text), start + len(data))
        data += text + b"\0"
    return struct.pack("<7I", _MAGIC, 0, len(pairs), 28, 28 + len(ids), 0, 0) + ids + texts + data


def kept(translation: Checked) -> Path:
    """Put it where the client looks for it, before its own translations; where that is."""
    path = config_folder() / "locale" / translation.language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(translation.compiled)
    except OSError as why:
        raise Trouble(
            tr("{path} cannot be written: {why}.", path=path, why=(why.strerror or str(why)).lower()),
            tr("Name a file in a folder where you may write."),
        ) from None
    return path
