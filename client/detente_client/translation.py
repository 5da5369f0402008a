"""A translation of the client as a translator writes it (`de.po`): read, checked, made into what the client reads.

Owns: what is wrong in one line by line, how much it says, where it is kept.
Does not know: the sentences; which language is chosen (`i18n`); the formats of gettext (`polib` does).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Formatter

import polib
from attrs import frozen

from detente_client.folders import config_folder
from detente_client.i18n import DOMAIN, FOLDER, tr, trn
from detente_client.trouble import Trouble

TEMPLATE = FOLDER / "detente.pot"
_TYPED = re.compile(r"(?<![\w/<])/[a-z]+\b")
"""A command as a sentence names it."""
_PLURALS = re.compile(r"nplurals\s*=\s*(\d)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")
_AT_LINE = re.compile(r"line (\d+)")


@frozen
class Checked:
    """A translation that was looked through."""

    language: str
    problems: tuple[str, ...]
    """Each with its line."""
    summary: str
    compiled: bytes


# -- reading ------------------------------------------------------------------------------------------------------


def read(path: Path) -> polib.POFile:
    """The sentences of a file; `Trouble` if it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as why:
        raise Trouble(
            tr("{path} cannot be read: {why}.", path=path, why=getattr(why, "strerror", None) or why),
            tr("Name a file of gettext, like de.po."),
        ) from None
    try:
        return polib.pofile(f"{text}\n")
    except OSError as problem:  # so the library calls what it cannot read
        line = found[1] if (found := _AT_LINE.search(str(problem))) else "1"
        raise Trouble(
            tr("{path}:{line}: this is no line of a file of gettext.", path=path, line=line),
            tr('Lines are like: msgstr "the words", with \\" for a quotation mark inside.'),
        ) from None


def _said(entry: polib.POEntry) -> list[str]:
    """The translation, form by form."""
    return [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]


def _ids(entry: polib.POEntry) -> list[str]:
    """The sentence, and its plural if it has one."""
    return [one for one in (entry.msgid, entry.msgid_plural) if one]


def _key(entry: polib.POEntry) -> tuple[str, ...]:
    return (entry.msgctxt or "", *_ids(entry))


# -- checking -----------------------------------------------------------------------------------------------------


def checked(path: Path) -> Checked:
    """The translation in this file; `Trouble` if it cannot be read, or names no language."""
    found, known = read(path), {_key(one) for one in read(TEMPLATE)}
    language = _language(path, found.metadata)
    plurals = int(many[1]) if (many := _PLURALS.search(found.metadata.get("Plural-Forms", ""))) else 2
    done = [one for one in found if not one.obsolete and not one.fuzzy and all(_said(one))]
    problems = [problem for one in done for problem in _wrong(one, plurals, path.name)]
    used = [one for one in done if _key(one) in known]
    summary = tr(
        "{language}: {said} of {all} sentences are said. Uncertain (fuzzy), and not used: {fuzzy}. Of another version: "
        "{others}.",
        language=language,
        said=len(used),
        all=len(known),
        fuzzy=sum(one.fuzzy for one in found),
        others=len(done) - len(used),
    )
    return Checked(language, tuple(problems), summary, _compiled(found.metadata, used))


def _language(path: Path, header: Mapping[str, str]) -> str:
    """As the header says, else as the file is called."""
    for said in (header.get("Language", "").strip(), path.stem, path.parent.parent.name):
        if _LANGUAGE.fullmatch(said):
            return said
    raise Trouble(
        tr("{path} does not say in which language it is.", path=path),
        tr("Write it into its header, Language: de, or call the file de.po."),
    )


def _wrong(entry: polib.POEntry, plurals: int, name: str) -> Iterator[str]:
    """What the client could not say, or a player not type."""
    place, wanted = f"{name}:{entry.linenum}", set[str]()
    ids, forms = _ids(entry), _said(entry)
    for one in ids:
        wanted |= _values(one) or set()
    if len(ids) > 1 and len(forms) != plurals:
        yield trn(
            "{place}: the language has {count} form of number; here are {given}.",
            "{place}: the language has {count} forms of number; here are {given}.",
            plurals, place=place, given=len(forms),
        )  # fmt: skip
    for said in forms:
        values = _values(said)
        if values is None and wanted:
            yield tr("{place}: a brace is open or closed alone; {{ and }} are braces.", place=place)
        for one in sorted((values or set()) - wanted) if wanted else ():
            yield tr("{place}: {value} is no value of this sentence.", place=place, value=f"{{{one}}}")
        for command in sorted(set(_TYPED.findall(ids[0])) - set(_TYPED.findall(said))):
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


def _compiled(header: Mapping[str, str], used: Iterable[polib.POEntry]) -> bytes:
    """The bytes of a `.mo`."""
    made = polib.POFile()
    made.metadata = {**header, "Content-Type": "text/plain; charset=UTF-8"}
    made.extend(used)
    return bytes(made.to_binary())


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
