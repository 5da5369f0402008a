"""The commands of what a player keeps for himself: private notes, the transcript as a file.

Owns: these rows of the table.
Does not know: where notes lie (`delegation.notebook`), what stands in the file (`delegation.export`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

from detente_client.commands.deeds import Deed, Export, Jot, Notes, Strike, Tutor
from detente_client.commands.grammar import Command, Given
from detente_client.commands.slots import Here, Slot
from detente_client.i18n import tr
from detente_client.words.language import Misunderstood

GROUP = tr("For yourself")
FORMS = ("md", "jsonl")


def _export(here: Here, given: Given) -> Deed:
    words = list(given.get("file", "").split())
    form = words.pop().lower() if words and words[-1].lower() in FORMS else ""
    path = Path(" ".join(words)).expanduser() if words else None
    ending = path.suffix.lower().lstrip(".") if path else ""
    if form and ending in FORMS and form != ending:
        raise Misunderstood(tr("{path} would be no {form}: give it another ending.", path=path, form=form))
    chosen = form or (ending if ending in FORMS else "md")
    return Export(path, cast(Literal["md", "jsonl"], chosen), bool(given.get("replace")))


COMMANDS = (
    Command(
        "note",
        GROUP,
        tr("Write something down for yourself; nobody else ever reads it."),
        "/note They did not deny it.",
        lambda here, given: Jot(given.rest),
        (Slot("rest", "text", needed=False),),
    ),
    Command(
        "notes",
        GROUP,
        tr("Your notes, each with the turn in which you wrote it."),
        "/notes",
        lambda h, g: Notes(),
    ),
    Command(
        "unnote",
        GROUP,
        tr("Strike a note out."),
        "/unnote 1",
        lambda here, given: Strike(given["number"]),
        (Slot("number", "number"),),
    ),
    Command(
        "export",
        GROUP,
        tr(
            "Write all that you were told into a file, by turn and room: md to read, jsonl for programs; "
            "replace: over one that is there."
        ),
        "/export talks.md",
        _export,
        (Slot("flag", "replace", keyword="replace", needed=False), Slot("rest", "file", needed=False)),
        ("transcript",),
    ),
    Command(
        "tutor",
        GROUP,
        tr("What the tutor said; on: he teaches from the beginning, next: he leaves this out, off: he goes."),
        "/tutor next",
        lambda here, given: Tutor(given.get("what", "")),
        (Slot("word", "what", needed=False, words=("on", "off", "next")),),
    ),
)
