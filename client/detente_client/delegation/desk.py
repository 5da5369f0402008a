"""What a player does for himself: notes, and the transcript as a file.

Owns: doing those deeds, what he is told of them, the usual name of a file.
Does not know: how notes are kept (`notebook`), what stands in a file (`export`).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import assert_never

from attrs import frozen

from detente_client.commands import deeds
from detente_client.delegation import export
from detente_client.delegation.notebook import Note, Notebook
from detente_client.delegation.placard import placard_lines
from detente_client.delegation.reading import reread_lines
from detente_client.delegation.register import room_lines
from detente_client.delegation.rooms import NEWS, room_at
from detente_client.delegation.searching import find_lines
from detente_client.delegation.transcript import Transcript
from detente_client.describe.told import Scene
from detente_client.folders import archive_folder
from detente_client.i18n import tr
from detente_client.trouble import Trouble
from detente_client.tutorial.tutor import Tutor
from detente_client.words.language import Misunderstood
from detente_wire.messages import MatchId
from detente_wire.terms import ChannelId


@frozen
class Desk:
    """One player's, at one match."""

    scene: Scene
    transcript: Transcript
    notebook: Notebook
    tutor: Tutor
    match: MatchId
    speaking: ChannelId | None = None
    """Where free text is said."""

    def do(self, deed: deeds.Own) -> list[str]:
        """Do it; what to tell the player."""
        try:
            return self._done(deed)
        except (Misunderstood, Trouble) as problem:
            return [str(problem)]

    def _done(self, deed: deeds.Own) -> list[str]:
        match deed:
            case deeds.Rooms(channel=channel, whole=whole):
                if channel is not None:
                    return placard_lines(self.scene, room_at(self.scene, channel))
                return room_lines(self.scene, self.transcript, NEWS, self.speaking, whole=whole)
            case deeds.Reread(channel=channel, entries=entries):
                return reread_lines(self.scene, self.transcript, room_at(self.scene, channel), entries)
            case deeds.Find(words=words):
                return find_lines(self.scene, self.transcript, words)
            case deeds.Jot(text=text):
                note = self.notebook.jot(text, self.scene.view.turn)
                return [tr("Noted as number {number}. /notes lists your notes.", number=note.number)]
            case deeds.Notes():
                return self.note_lines()
            case deeds.Strike(number=number):
                self.notebook.strike(number)
                return [tr("Note {number} is struck out.", number=number)]
            case deeds.Tutor(what=what):
                return self._tutor(what)
            case deeds.Export():
                return [tr("What you were told is in {path}", path=self._export(deed))]
            case _:
                assert_never(deed)

    def _tutor(self, what: str) -> list[str]:
        match what:
            case "on":
                self.tutor.start()
            case "off":
                self.tutor.stop()
                return [tr("The tutor goes; the match goes on as any other. /tutor on calls him back.")]
            case "next":
                self.tutor.skip()
        self.tutor.look(self.scene)
        return self.tutor.lines(self.scene) or self.tutor.again(self.scene)

    def note_lines(self) -> list[str]:
        """The notes, the newest last; one a line, more where a note has more."""
        none = tr("You have no notes. /note TEXT writes one; nobody else ever reads it.")
        return [line for note in self.notebook.notes for line in _lines(note)] or [none]

    def _export(self, deed: deeds.Export) -> Path:
        write = export.markdown if deed.form == "md" else export.json_lines
        text = write(self.scene, self.transcript.entries, self.match)
        path = deed.path or archive_folder() / self._usual_name(deed.form)
        # unlike the method of a path it does not mind a name that is too long, or out of bounds
        if os.path.isdir(path):
            path = path / self._usual_name(deed.form)
        return export.write(path, text, replace=deed.replace)

    def _usual_name(self, form: str) -> str:
        """``hong-kong-1984-prc-turn-3.md``: what was told until then."""
        who = self.scene.me or "observer"
        until = "end" if self.scene.view.ended else f"turn-{self.scene.view.turn}"
        return f"{self.scene.pack.id}-{self.match[:8]}-{who}-{until}.{form}"


def _lines(note: Note) -> list[str]:
    first, *more = note.text.split("\n")
    when = tr("turn {turn}", turn=note.turn) if note.turn else tr("before the first turn")
    return [
        tr("{number}, {when}: {text}", number=note.number, when=when, text=first),
        *(f"  {line}" for line in more),
    ]
