"""The prose of a pack: which texts there may be, which must be, who reads them.

Owns: text ids and their audience; the check that texts are there and clean.
Does not know: what is written in them, TOML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import frozen

from detente_server.packs import format as files
from detente_server.packs.draft import Draft
from detente_server.packs.problems import did_you_mean
from detente_server.packs.source import decode

MAX_TEXT = 40_000
"""Characters of one text."""
MAX_HINTS = 10
"""Misnamed texts whose nearest right name is looked for: it takes a while."""
SOURCES = "sources"
"""Text id of ``sources.md``."""

Audience = Literal["public", "inject", "nation", "bulletin", "closing"]
"""All, at once; all or some, when the inject happens; a nation; a nation, in its turn; all, after the end."""


@frozen
class TextId:
    """One text that a pack may have."""

    id: str
    audience: Audience
    needed: bool = False
    nation: str = ""
    """``nation`` and ``bulletin``: whose it is."""
    turn: int = 0
    """``bulletin``: in which turn."""

    @property
    def file(self) -> str:
        """Its place in the pack."""
        return "sources.md" if self.id == SOURCES else f"text/{self.id}.md"


def text_ids(
    pack: files.PackFile, nations: files.NationsFile, timeline: files.TimelineFile
) -> Iterator[TextId]:
    """Every text that this pack may have."""
    yield TextId("intro", "public", needed=True)
    yield TextId("care", "public", needed=True)
    yield TextId("debrief", "closing", needed=True)
    yield TextId(SOURCES, "closing")  # that it is there is checked with the TOML files
    yield from (TextId(f"rung-{n}", "public") for n in range(11))
    yield from (TextId(f"inject-{inject.id}", "inject", needed=True) for inject in timeline.inject)
    for nation in (nation.id for nation in nations.nation):
        seat = not pack.seats or nation in pack.seats
        yield TextId(f"briefing-{nation}", "nation", needed=seat, nation=nation)
        yield TextId(f"notes-{nation}", "nation", nation=nation)
        for turn in range(1, pack.deadline_turn + pack.grace_turns + 1):
            yield TextId(f"bulletin-{turn}-{nation}", "bulletin", nation=nation, turn=turn)


def check(draft: Draft) -> Mapping[str, str]:
    """Note every problem of the texts; the texts that are well, by id."""
    texts = dict(_read(draft))
    pack, nations = draft.get(files.PackFile), draft.get(files.NationsFile)
    timeline = draft.get(files.TimelineFile) or files.TimelineFile()
    if pack is None or nations is None:
        return texts
    allowed = {text.file: text for text in text_ids(pack, nations, timeline)}
    _needed(draft, allowed)
    injects_known = "timeline.toml" not in draft.raw or draft.clean(draft.get(files.TimelineFile))
    if draft.clean(nations) and injects_known:
        _unknown(draft, allowed)
    return texts


def _unknown(draft: Draft, allowed: Mapping[str, TextId]) -> None:
    unknown = [file for file in draft.raw if file.startswith("text/") and file not in allowed]
    for n, file in enumerate(unknown):
        hint = did_you_mean(file, allowed) if n < MAX_HINTS else ""
        draft.problems.add(file, (1, 1), "file-unknown", "no text of this name is ever read", hint)


def _needed(draft: Draft, allowed: Mapping[str, TextId]) -> None:
    for file, text in allowed.items():
        if text.needed and file not in draft.raw:
            draft.problems.add(file, (1, 1), "text-missing", f"{text.id} is not there", f"write {file}")


def _read(draft: Draft) -> Iterator[tuple[str, str]]:
    for file, data in draft.raw.items():
        if file != "sources.md" and not file.startswith("text/"):
            continue
        text = decode(file, data, draft.problems)
        if text is None:
            continue
        if not text.strip():
            draft.problems.add(file, (1, 1), "text-empty", "the text is empty", "write it or delete the file")
        elif len(text) > MAX_TEXT:
            draft.problems.add(file, (1, 1), "text-long", f"a text has at most {MAX_TEXT} characters")
        else:
            yield file.removeprefix("text/").removesuffix(".md"), text.strip() + "\n"
