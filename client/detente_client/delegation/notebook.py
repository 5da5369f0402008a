"""What a player keeps for himself in one match: drafts, lines typed before, lines under way, private notes, and read
marks that the server does not have yet.

Owns: `Notebook`, `Note`, the bounds of each, the file and what becomes of one that cannot be read.
Does not know: screens, when somebody has stopped typing, what a line means.

The file is replaced as a whole after every change, readable by its owner alone: what was written is there after a
crash. Without a file all of it lives as long as the process.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs
from attrs import define, field, frozen

from detente_client.i18n import tr
from detente_client.words.language import Misunderstood
from detente_wire.gate import display, one_line

VERSION = 1
MOST_ROOMS = 64
"""Rooms of which drafts and lines are kept; the one that was left alone longest goes first."""
MOST_LINES = 100
"""Lines typed before, each room."""
MOST_NOTES = 200
LONGEST = 4000
"""Characters of a draft, a line or a note."""
LARGEST_B = 8_000_000
"""A file that is larger is none of ours."""


@frozen
class Note:
    """A private note."""

    number: int
    """From 1; never given twice in a match."""
    turn: int
    """In which it was written; 0: before the first."""
    text: str


@frozen
class UnderWay:
    """A line that was sent and has no receipt yet."""

    room: str
    line: str


@define(eq=False)
class Notebook:
    """One player's, of one match. Make it with `opened` where it shall outlive the process."""

    path: Path | None = None
    trouble: str = ""
    """A sentence about the file, for the player."""
    drafts: dict[str, str] = field(factory=dict)
    """Room -> what stands in the line that is typed; rooms without one are not there."""
    history: dict[str, list[str]] = field(factory=dict)
    """Room -> lines sent from it, the newest last."""
    under_way: list[UnderWay] = field(factory=list)
    notes: list[Note] = field(factory=list)
    last_number: int = 0
    """Of the notes that there ever were."""
    tutor: int = -1
    """How many steps of the tutorial are done; -1: there is no tutor."""
    unsent: dict[str, int] = field(factory=dict)
    """Room -> cursor up to which it was read, where the server could not be told."""

    @classmethod
    def opened(cls, path: Path) -> Notebook:
        """The notebook that lies here; an empty one if there is none, or none that can be read."""
        book = cls(path)
        try:
            if path.stat().st_size > LARGEST_B:
                raise ValueError(tr("it is too large"))
            _read(book, json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as why:
            book = cls(path, _set_aside(path, why))
        return book

    # -- drafts and lines ---------------------------------------------------------------------------------------

    def draft(self, room: str, text: str) -> None:
        """Keep what stands in the line of a room; nothing, if it is empty."""
        text = text[:LONGEST]
        if text == self.drafts.get(room, ""):
            return
        self.drafts.pop(room, None)
        if text.strip():
            self.drafts[room] = text
            _bound(self.drafts)
        self._write()

    def send(self, room: str, line: str) -> UnderWay:
        """A line is on its way: it is no draft any more, and kept until its receipt."""
        self.drafts.pop(room, None)
        lines = self.history.pop(room, [])
        self.history[room] = [known for known in lines if known != line][1 - MOST_LINES :] + [line[:LONGEST]]
        _bound(self.history)
        sent = UnderWay(room, line[:LONGEST])
        self.under_way = [*self.under_way, sent][-MOST_LINES:]
        self._write()
        return sent

    def received(self, sent: UnderWay) -> None:
        """Its receipt came."""
        with contextlib.suppress(ValueError):
            self.under_way.remove(sent)
            self._write()

    def lost(self) -> list[UnderWay]:
        """Lines whose receipt never came because the process ended; they are drafts again where there is none."""
        found, self.under_way = self.under_way, []
        for sent in found:
            self.drafts.setdefault(sent.room, sent.line)
        if found:
            self._write()
        return found

    # -- notes --------------------------------------------------------------------------------------------------

    def jot(self, text: str, turn: int) -> Note:
        """Write a note; `Misunderstood` if it is empty, or the notebook is full."""
        text = "\n".join(filter(None, map(one_line, display(text).split("\n")))).strip()
        if not text:
            raise Misunderstood(tr("Note what? /note They did not deny it."))
        if len(text) > LONGEST:
            raise Misunderstood(tr("A note has {most} characters at most.", most=LONGEST))
        if len(self.notes) >= MOST_NOTES:
            raise Misunderstood(
                tr("{most} notes are all that fit: strike one first, /unnote 1", most=MOST_NOTES)
            )
        self.last_number += 1
        note = Note(self.last_number, turn, text)
        self.notes.append(note)
        self._write()
        return note

    def strike(self, number: int) -> Note:
        """Take a note out; `Misunderstood` if there is none of this number."""
        for note in self.notes:
            if note.number == number:
                self.notes.remove(note)
                self._write()
                return note
        raise Misunderstood(tr("You have no note {number}. /notes lists them.", number=number))

    def teach(self, done: int) -> None:
        """How far the tutorial has come."""
        if done != self.tutor:
            self.tutor = done
            self._write()

    def owe(self, marks: Mapping[str, int]) -> None:
        """These marks are still to be sent to the server, and no others."""
        if self.unsent != marks:
            self.unsent = dict(marks)
            _bound(self.unsent)
            self._write()

    # -- the file -----------------------------------------------------------------------------------------------

    def _write(self) -> None:
        if self.path is None:
            return
        said = {
            "version": VERSION,
            "drafts": self.drafts,
            "history": self.history,
            "under_way": [attrs.asdict(sent) for sent in self.under_way],
            "notes": [attrs.asdict(note) for note in self.notes],
            "last_number": self.last_number,
            "tutor": self.tutor,
            "unsent": self.unsent,
        }
        part = self.path.with_suffix(".part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with open(descriptor, "w", encoding="utf-8", errors="replace") as file:
                json.dump(said, file, ensure_ascii=False)
            os.replace(part, self.path)
        except OSError as why:
            self.trouble = tr(
                "{path} cannot be written ({why}): notes and drafts last until you leave.",
                path=self.path,
                why=why.strerror or why,
            )


def _bound(by_room: dict[str, Any]) -> None:
    """The newest rooms stand last."""
    while len(by_room) > MOST_ROOMS:
        del by_room[next(iter(by_room))]


def _read(book: Notebook, said: Any) -> None:
    """Fill a notebook; an error of one sort or another if anything is not as it was written."""
    if said["version"] != VERSION:
        raise ValueError(tr("it was written by another version"))
    book.drafts = {_text(room): _text(text) for room, text in said["drafts"].items()}
    book.history = {_text(room): [_text(line) for line in lines] for room, lines in said["history"].items()}
    book.under_way = [UnderWay(_text(sent["room"]), _text(sent["line"])) for sent in said["under_way"]]
    book.notes = [Note(_whole(n["number"]), _whole(n["turn"]), _text(n["text"])) for n in said["notes"]]
    book.last_number = max(_whole(said["last_number"]), *(note.number for note in book.notes), 0)
    book.tutor = _whole(said["tutor"])
    book.unsent = {_text(room): _whole(cursor) for room, cursor in said.get("unsent", {}).items()}


def _text(said: Any) -> str:
    """Gated: the file may have come from anywhere."""
    if not isinstance(said, str):
        raise TypeError(said)
    return display(said)[:LONGEST]


def _whole(said: Any) -> int:
    if not isinstance(said, int) or isinstance(said, bool):
        raise TypeError(said)
    return said


def _set_aside(path: Path, why: Exception) -> str:
    """Move a file that cannot be read out of the way; what to tell the player."""
    aside = path.with_suffix(".unreadable")
    with contextlib.suppress(OSError):
        os.replace(path, aside)
    reason = why.strerror if isinstance(why, OSError) and why.strerror else tr("it is damaged")
    return tr(
        "Your notebook of this match cannot be read ({why}): a new one begins. The old one is {path}",
        why=reason,
        path=aside,
    )


# -- where it lies -----------------------------------------------------------------------------------------------

Shelf = Callable[[str, str], Notebook]
"""The notebook of a match and of the nation that is spoken for; empty for who watches."""


def shelf_in(folder: Path) -> Shelf:
    """Notebooks in this folder, a file each match and nation."""

    def notebook(match: str, nation: str) -> Notebook:
        name = "-".join(filter(None, (match, nation or "watching")))
        return Notebook.opened(folder / f"{_file_name(name)}.json")

    return notebook


def nowhere(match: str, nation: str) -> Notebook:
    """A notebook that lives as long as the process."""
    return Notebook()


def _file_name(name: str) -> str:
    """A server's ids are not trusted to be names of files."""
    return "".join(sign if (sign.isalnum() and sign.isascii()) or sign in "-_" else "_" for sign in name)[
        :120
    ]
