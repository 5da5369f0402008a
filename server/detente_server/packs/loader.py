"""Loads one crisis pack: a folder or zip in, a `LoadedPack` or all its problems out.

Owns: the order of reading, checking and compiling, and what a loaded pack consists of.
Does not know: any single check, where packs are kept, matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs
from attrs import evolve, field, frozen

from detente_server.packs import bodies, checks, history, languages, sheets, texts, timeline, trials
from detente_server.packs import format as files
from detente_server.packs.compile import compile_pack
from detente_server.packs.draft import Draft
from detente_server.packs.files import read_files
from detente_server.packs.problems import PackProblem, Problems, did_you_mean
from detente_server.packs.publish import bulletins, digest_of, papers, public_pack, rules_digest_of, texts_for
from detente_server.packs.source import Source, parse
from detente_server.packs.structure import Reader
from detente_server.packs.trials import WrittenTrial
from detente_server.rules.pack import Pack
from detente_wire.terms import NationId


@frozen
class LoadedPack:
    """A pack without problems."""

    pack: Pack
    """The compiled tables that the rules read."""
    digest: str
    """sha256 over every file's name and bytes: a match pins it."""
    rules_digest: str
    """sha256 over the compiled tables without prose: it enters every die."""
    public: dict[str, Any]
    """The public asset as plain data; shape in docs/reference/pack-format.md."""
    papers: Mapping[NationId, dict[str, Any]]
    """What each nation's seat alone is handed at muster; its ``texts``: briefing and notes, by id."""
    bulletins: Mapping[tuple[NationId, int], str]
    """The adviser's word for a nation in a turn's bulletin."""
    inject_texts: Mapping[str, str]
    """By inject id; for everybody or the inject's `to`, when it happens."""
    closing: dict[str, Any]
    """Opened after the end: ``instrument``, ``package`` and ``texts`` (debrief, sources)."""
    texts: Mapping[str, str]
    """Every text by its id, whoever may read it."""
    trials: tuple[WrittenTrial, ...]
    """The pack's own tests, not yet tried."""
    raw: Mapping[str, bytes]
    """The files themselves, to be stored with a match; `load_files` reads them back."""
    spoken: Mapping[str, LoadedPack] = field(factory=dict)
    """The same pack in other languages, by tag: other words, the same rules and digests."""

    def said_in(self, language: str) -> LoadedPack:
        """The pack in this language; itself where it has no such language, or none is asked for."""
        return self.spoken.get(language, self)

    @property
    def languages(self) -> tuple[str, ...]:
        """What it can be played in; that of the originals first."""
        return tuple(self.public["languages"])


Loaded = LoadedPack | tuple[PackProblem, ...]
"""The pack, or all its problems: never both, never neither."""


def load(path: Path) -> Loaded:
    """The pack in this folder or zip, or all its problems by file and position; raises on no content."""
    problems = Problems()
    raw = read_files(path, problems)
    if not raw:
        return problems.all() or (_empty(path),)
    return _load(raw, problems, path.resolve().name if path.is_dir() else None)


def load_files(raw: Mapping[str, bytes]) -> Loaded:
    """The pack in these files, by path inside the pack; as `load`."""
    return _load(raw, Problems(), None)


def _empty(path: Path) -> PackProblem:
    message = f"{path.name} holds no pack"
    return PackProblem("pack.toml", 1, 1, "file-missing", message, "a pack needs a pack.toml")


def _load(whole: Mapping[str, bytes], problems: Problems, folder: str | None) -> Loaded:
    raw, spoken = languages.parted(whole)
    _files_there(raw, problems)
    sources = dict(_parsed(raw, problems))
    reader = Reader()
    tables = {kind: reader.read(kind, sources[file]) for file, kind in files.FILES.items() if file in sources}
    draft = Draft(problems, reader, sources, tables, raw, folder)
    checks.check(draft)
    bodies.check(draft)
    sheets.check(draft)
    timeline.check(draft)
    prose = texts.check(draft)
    tried = tuple(trials.read(draft))
    if not problems.all():
        made = _finished(tables, prose, tried, whole)
        history.check(draft, made.pack)
        made = evolve(made, spoken=dict(_spoken(draft, made, spoken)))
        if not problems.all():
            return made
    return problems.all()


def _spoken(
    draft: Draft, made: LoadedPack, spoken: Mapping[str, languages.Spoken]
) -> Iterable[tuple[str, LoadedPack]]:
    """The pack in each of its other languages; what is wrong with them is noted."""
    languages.check_listed(draft.tables[files.PackFile], spoken, draft.sources["pack.toml"], draft.problems)
    for language, said in spoken.items():
        prose = languages.texts(said, made.texts, draft.problems)
        tables = languages.tables(said, draft.sources, draft.tables, draft.problems)
        if not draft.problems.all():
            yield language, _finished(tables, prose, made.trials, made.raw)


def _files_there(raw: Mapping[str, bytes], problems: Problems) -> None:
    for file in files.FILES.keys() - files.OPTIONAL_FILES - raw.keys():
        hint = "see docs/reference/pack-format.md"
        problems.add(file, (1, 1), "file-missing", "every pack has this file", hint)
    if texts.SOURCES + ".md" not in raw:
        hint = "say where each fact comes from, and what was invented"
        problems.add("sources.md", (1, 1), "file-missing", "every pack names its sources", hint)
    known = files.FILES.keys() | files.OTHER_FILES
    for file in raw:
        if file not in known and not file.startswith("text/") and not re.fullmatch(files.TRIALS, file):
            problems.add(file, (1, 1), "file-unknown", "format 1 has no such file", did_you_mean(file, known))


def _parsed(raw: Mapping[str, bytes], problems: Problems) -> Iterable[tuple[str, Source]]:
    for file in [*files.FILES, *(file for file in sorted(raw) if re.fullmatch(files.TRIALS, file))]:
        source = parse(file, raw[file], problems) if file in raw else None
        if source is not None:
            yield file, source


def _finished(
    tables: Mapping[type, Any],
    prose: Mapping[str, str],
    tried: tuple[WrittenTrial, ...],
    raw: Mapping[str, bytes],
) -> LoadedPack:
    names = {a.name: files.FILES[f"{a.name}.toml"] for a in attrs.fields(files.PackFiles)}
    said = files.PackFiles(**{name: tables[kind] for name, kind in names.items() if kind in tables})
    pack = compile_pack(said)
    was = said.outcome.historical
    return LoadedPack(
        pack=pack,
        digest=digest_of(raw),
        rules_digest=rules_digest_of(pack),
        public=public_pack(said, pack, prose),
        papers={nation.id: papers(said, pack, prose, nation) for nation in pack.nations},
        bulletins=bulletins(said, prose),
        inject_texts={i.id: prose[f"inject-{i.id}"] for i in said.timeline.inject},
        closing={
            "instrument": was.instrument if was else "",
            "package": dict(was.package) if was else {},
            "texts": {id.id: text for id, text in texts_for(said, prose, "closing")},
        },
        texts=prose,
        trials=tried,
        raw=raw,
    )
