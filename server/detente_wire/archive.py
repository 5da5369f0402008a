"""The archive of a finished match: JSON Lines that need nothing else to be read, by people too.

Owns: the format. The first line is the header, each following one a notice with its audience, in the order in which
they were told, and the last one seals the file: it counts the lines and hashes them.
Does not know: files; `write` gives lines and `read` takes them.

    {"format": "detente-archive", "version": 1, "pack": "…", "public": {…}, …}
    {"turn": 1, "at_s": 0, "audience": "public", "notice": {"type": "turn-began", …}}
    {"turn": 1, "at_s": 0, "audience": ["gbr", "prc"], "notice": {"type": "said", …}, "words": "…"}
    {"end": {"notices": 2, "sha256": "…"}}
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from attrs import Factory

from detente_wire.codec import JSON
from detente_wire.messages import Digest
from detente_wire.notices import Notice
from detente_wire.reader import STORED, Reading
from detente_wire.seen import Item
from detente_wire.terms import NationId
from detente_wire.values import frozen
from detente_wire.view import View
from detente_wire.writer import plain

FORMAT = "detente-archive"
VERSION = 1
Audience = frozenset[NationId] | Literal["public"]


@frozen
class Header:
    """What was played, and all that is needed to check it."""

    pack: str
    pack_digest: Digest
    public: dict[str, Any]
    """The pack's public part, as `Fetch` sends it."""
    settings: dict[str, Any]
    """Mode, tempo and all else that the match was created with."""
    commitment: str
    """sha256 of the salt in hex, as told before turn 1."""
    salt: str
    """In hex."""
    archive_hash: str
    """Over turn and facts alone: what equal seeds must reproduce."""
    chain: tuple[str, ...] = ()
    """The log's chain of hashes, in hex, one a record."""
    engine: str = ""
    """Name and version of the server that wrote it."""


@frozen
class Told:
    """One notice and who was told."""

    audience: Audience
    turn: int
    at_s: int
    notice: Notice
    words: str = ""

    def is_for(self, nation: NationId | None) -> bool:
        """Whether this nation (None: the public) was told at the time."""
        return self.audience == "public" or nation in self.audience


@frozen
class Archive:
    """A whole match."""

    header: Header
    told: tuple[Told, ...] = Factory(tuple)


class BadArchive(Exception):
    """This is no archive, or not a whole one."""

    def __init__(self, line: int, problem: str, *, newer: bool = False) -> None:
        super().__init__(f"line {line}: {problem}")
        self.line = line
        """From 1."""
        self.problem = problem
        self.newer = newer
        """It was written in a later version of the format."""


# -- writing ---------------------------------------------------------------------------------------------------


def write(archive: Archive) -> Iterator[str]:
    """The lines of the file, each with its line end."""
    digest = hashlib.sha256()
    for data in (_header_data(archive.header), *map(_told_data, archive.told)):
        line = JSON.pack(data) + b"\n"
        digest.update(line)
        yield line.decode()
    end = {"notices": len(archive.told), "sha256": digest.hexdigest()}
    yield JSON.pack({"end": end}).decode() + "\n"


def _header_data(header: Header) -> dict[str, Any]:
    data = plain(header)
    del data["type"]
    return {"format": FORMAT, "version": VERSION, **data}


def _told_data(told: Told) -> dict[str, Any]:
    audience = told.audience if isinstance(told.audience, str) else sorted(told.audience)
    data: dict[str, Any] = {
        "turn": told.turn,
        "at_s": told.at_s,
        "audience": audience,
        "notice": plain(told.notice),
    }
    return {**data, "words": told.words} if told.words else data


# -- reading ---------------------------------------------------------------------------------------------------

_header = Reading(Header, STORED)
_notice = Reading(Notice, STORED)
_names = Reading(tuple[str, ...], STORED)
_number = Reading(int, STORED)
_words = Reading(str, STORED)


def read(lines: Iterable[str]) -> Archive:
    """The archive of these lines, or `BadArchive` with the line that is wrong."""
    header: Header | None = None
    told: list[Told] = []
    digest = hashlib.sha256()
    number = 0
    for number, line in enumerate(lines, 1):
        data = _data(number, line)
        if header is None:
            header = _read_header(number, data)
        elif "end" in data:
            _check_end(number, data["end"], len(told), digest.hexdigest())
            return Archive(header, tuple(told))
        else:
            told.append(_read_told(number, data))
        digest.update(line.rstrip("\r\n").encode() + b"\n")
    raise BadArchive(number + 1, "the file ends before its last line" if number else "the file is empty")


def _data(number: int, line: str) -> dict[str, Any]:
    try:
        data = JSON.unpack(line)
    except (ValueError, RecursionError) as why:
        raise BadArchive(number, f"is no JSON: {str(why)[:100] or type(why).__name__}") from None
    if not isinstance(data, dict):
        raise BadArchive(number, "is no map")
    return data


def _read_header(number: int, data: dict[str, Any]) -> Header:
    if data.pop("format", None) != FORMAT:
        raise BadArchive(number, "is not the header of an archive of this game")
    version = data.pop("version", None)
    if version != VERSION:
        raise BadArchive(
            number,
            f"was written in version {version} of the format; this program reads {VERSION}",
            newer=isinstance(version, int) and version > VERSION,
        )
    try:
        header: Header = _header(data)
    except ValueError as why:
        raise BadArchive(number, str(why)) from None
    return header


def _read_told(number: int, data: dict[str, Any]) -> Told:
    unknown = data.keys() - {"turn", "at_s", "audience", "notice", "words"}
    if unknown:
        raise BadArchive(number, f"has unknown fields: {', '.join(sorted(unknown))}")
    try:
        audience = data["audience"]
        who: Audience = "public" if audience == "public" else frozenset(map(NationId, _names(audience)))
        return Told(
            who,
            _number(data["turn"]),
            _number(data["at_s"]),
            _notice(data["notice"]),
            _words(data.get("words", "")),
        )
    except KeyError as why:
        raise BadArchive(number, f"lacks {why.args[0]}") from None
    except ValueError as why:
        raise BadArchive(number, str(why)) from None


def _check_end(number: int, end: object, notices: int, digest: str) -> None:
    if not isinstance(end, dict) or end.keys() != {"notices", "sha256"}:
        raise BadArchive(number, "is not the last line of an archive")
    if end["notices"] != notices:
        raise BadArchive(number, f"counts {end['notices']} notices, but there are {notices}")
    if end["sha256"] != digest:
        raise BadArchive(number, "has another hash: the lines before it were changed")


# -- looking ---------------------------------------------------------------------------------------------------


def stream_of(archive: Archive, nation: NationId | None) -> Iterator[Item]:
    """What a nation was told, as it was told then; None: what everybody was told."""
    cursor = 0
    for told in archive.told:
        if told.is_for(nation):
            cursor += 1
            yield Item(cursor, told.turn, told.at_s, told.notice, told.words)


def view_of(archive: Archive, nation: NationId | None) -> View:
    """The match as a nation had seen it at the end."""
    view = View.of(nation, archive.header.public)
    for item in stream_of(archive, nation):
        view.take(item.notice, item.turn, item.words, item.at_s)
    return view
