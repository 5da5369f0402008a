"""A pack in several languages: files beside the originals that hold the words alone, `nations.de.toml`.

Owns: which files are those of a language, laying their words over the originals, what may not stand in them.
Does not know: what any key means; compiling.

A file of a language has the shape of its original. Of each table it names the id and the words that are said
otherwise; what it does not name stays as it is. Numbers, ids and lists of ids stand in the originals alone, so that no
language can play by other rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, get_args, get_origin

import attrs
from attrs import evolve, field, frozen

from detente_server.packs import format as files
from detente_server.packs.locate import Path
from detente_server.packs.marks import Declares, Words
from detente_server.packs.problems import Problems, did_you_mean
from detente_server.packs.source import Source, decode, parse
from detente_server.packs.structure import Reader, keys_of

TAG = r"[a-z]{2,3}(?:-[A-Z]{2})?"
_FILE = re.compile(rf"(?P<original>.+)\.(?P<language>{TAG})(?P<kind>\.toml|\.md)")
MAX_TEXT = 40_000


@frozen
class Spoken:
    """The files of one language."""

    language: str
    files: Mapping[str, bytes] = field(factory=dict)
    """By the path of the original that each belongs to."""

    def file(self, original: str) -> str:
        """Where the words for an original stand."""
        stem, _, kind = original.rpartition(".")
        return f"{stem}.{self.language}.{kind}"


def parted(raw: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, Spoken]]:
    """The originals, and the files of each language."""
    originals, spoken = dict(raw), dict[str, dict[str, bytes]]()
    for name in raw:
        found = _FILE.fullmatch(name)
        if found and (name.startswith("text/") or name in _known(found["language"])):
            spoken.setdefault(found["language"], {})[found["original"] + found["kind"]] = originals.pop(name)
    return originals, {language: Spoken(language, said) for language, said in sorted(spoken.items())}


def _known(language: str) -> Iterator[str]:
    """The files outside text/ that a language may have."""
    yield f"sources.{language}.md"
    yield from (file.replace(".toml", f".{language}.toml") for file in files.FILES)


def check_listed(
    pack: files.PackFile, spoken: Mapping[str, Spoken], source: Source, problems: Problems
) -> None:
    """Every language has its files and is named in pack.toml; the first is that of the originals."""
    own, *others = pack.languages
    for language, said in spoken.items():
        file = said.file(next(iter(said.files)))
        if language == own:
            problems.add(
                file, (1, 1), "language-own", f"{language} is the language of the originals", "write there"
            )
        elif language not in others:
            hint = f"add {language!r} to `languages` of pack.toml"
            problems.add(file, (1, 1), "language-unlisted", f"pack.toml does not list {language!r}", hint)
    for language in others:
        if language not in spoken:
            hint = f"write text/intro.{language}.md, or do not list it"
            source.add_value(("languages",), "language-silent", f"there is no file in {language!r}", hint)


def texts(said: Spoken, originals: Mapping[str, str], problems: Problems) -> dict[str, str]:
    """The texts by id, in this language where it has them."""
    found = dict(originals)
    for original, data in said.files.items():
        if original.endswith(".toml"):
            continue
        file, id = said.file(original), original.removeprefix("text/").removesuffix(".md")
        text = decode(file, data, problems)
        if id not in originals:
            hint = did_you_mean(original, [f"text/{id}.md" for id in originals])
            problems.add(file, (1, 1), "language-no-original", f"there is no {original}", hint)
        elif text is not None and (not text.strip() or len(text) > MAX_TEXT):
            problems.add(
                file, (1, 1), "text-empty", "the text is empty or too long", "write it or delete the file"
            )
        elif text is not None:
            found[id] = text.strip() + "\n"
    return found


def tables(
    said: Spoken, sources: Mapping[str, Source], originals: Mapping[type, Any], problems: Problems
) -> dict[type, Any]:
    """The tables with this language's words in them."""
    found = dict(originals)
    for file, kind in files.FILES.items():
        if file in said.files and file in sources and kind in originals:
            over = parse(said.file(file), said.files[file], problems)
            if over is not None:
                data = _Overlay(over).table(kind, sources[file].data, over.data, ())
                found[kind] = Reader().read(kind, evolve(sources[file], data=data, problems=Problems()))
    for original in said.files:
        if original in files.FILES and original not in sources:
            message = f"there is no {original} that could be read"
            problems.add(said.file(original), (1, 1), "language-no-original", message)
    return found


class _Overlay:
    """Lays the words of one file over the plain data of its original."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._reader = Reader()

    def table(
        self, kind: type, base: Mapping[str, Any], over: Mapping[str, Any], path: Path
    ) -> dict[str, Any]:
        """The table's data with other words."""
        keys, merged = keys_of(kind), dict(base)
        for key, said in over.items():
            if key not in keys:
                self._source.add_key(
                    (*path, key), "key-unknown", f"there is no key {key!r} here", did_you_mean(key, keys)
                )
            elif key == "id" and is_id(keys[key][1]):
                continue
            elif key not in base:
                self._refuse((*path, key), "language-no-original", f"the original says nothing for {key!r}")
            else:
                merged[key] = self._value(keys[key][1], base[key], said, (*path, key))
        return merged

    def _value(self, annotation: Any, base: Any, said: Any, path: Path) -> Any:
        table = table_of(annotation)
        if table is not None and isinstance(base, list):
            return self._rows(table, base, said, path)
        if table is not None and isinstance(said, dict):
            return self.table(table, base, said, path)
        if is_words(annotation):
            return self._words(annotation, base, said, path)
        self._refuse(
            path, "language-no-words", f"{path[-1]!r} holds no words: it stands in the original alone"
        )
        return base

    def _words(self, annotation: Any, base: Any, said: Any, path: Path) -> Any:
        if isinstance(base, list) and (not isinstance(said, list) or len(said) != len(base)):
            self._refuse(path, "language-count", f"{path[-1]!r} has {len(base)} entries in the original")
            return base
        before = len(self._reader.faults)
        self._reader.check(annotation, said, self._source, path)
        return said if len(self._reader.faults) == before else base

    def _rows(self, kind: type, base: list[Any], said: Any, path: Path) -> list[Any]:
        rows, places = list(base), {row.get("id"): n for n, row in enumerate(base) if isinstance(row, dict)}
        if not isinstance(said, list):
            self._refuse(path, "wrong-type", f"{path[-1]!r} is a list of tables")
            return rows
        for n, row in enumerate(said):
            id = row.get("id") if isinstance(row, dict) else None
            if not isinstance(id, str) or id not in places:
                hint = did_you_mean(str(id), [str(one) for one in places if one])
                self._refuse((*path, n), "language-no-original", "no table of the original has this id", hint)
            else:
                rows[places[id]] = self.table(kind, base[places[id]], row, (*path, n))
        return rows

    def _refuse(self, path: Path, code: str, message: str, hint: str = "") -> None:
        self._source.add_key(path, code, message, hint)


def _marks(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """The bare type, and the constraints on it."""
    if get_origin(annotation) is Annotated:
        kind, *marks = get_args(annotation)
        return kind, tuple(marks)
    return annotation, ()


def is_words(annotation: Any) -> bool:
    """Text that people read, or a list of it."""
    kind, marks = _marks(annotation)
    if get_origin(kind) is tuple:
        return is_words(get_args(kind)[0])
    return kind is str and any(isinstance(mark, Words) for mark in marks)


def is_id(annotation: Any) -> bool:
    return any(isinstance(mark, Declares) for mark in _marks(annotation)[1])


def table_of(annotation: Any) -> type | None:
    """The class of a table, or of the tables of a list."""
    kind, _ = _marks(annotation)
    inner = get_args(kind)[0] if get_origin(kind) is tuple else kind
    inner, _ = _marks(inner)
    return inner if isinstance(inner, type) and attrs.has(inner) else None
