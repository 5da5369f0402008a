"""Calling a player who looks elsewhere: when a bell or a note on his desktop is due, and the bytes of both.

Owns: `Alarm`, `note`: what a terminal is sent so that it shows a note, and that no text can break out of it.
Does not know: terminals (whoever has one sends the bytes), what is told otherwise.

A note is an OSC sequence: number 9 where the terminal is none of those that want 777. Terminals that know neither
ignore both. Its text is one line without control characters, cut to a length. Inside tmux or screen it goes in their
envelope to the terminal around them.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Mapping

from attrs import define, field

from detente_client.delegation.transcript import Entry
from detente_client.describe.telling import URGENT
from detente_client.i18n import tr
from detente_client.settings import Settings
from detente_wire.gate import one_line
from detente_wire.notices import Ended, TurnBegan

IDLE_S = 30
"""After so long without a key the player is taken to look elsewhere."""
BETWEEN_S = 20
"""Between two calls."""
OLD_S = 120
"""What happened longer ago calls nobody: the story before he came is told at once."""
LONGEST = 120
"""Signs of a note."""
BELL = "\a"
_WANT_777 = ("rxvt", "foot")


@define(eq=False)
class Alarm:
    """One player's, as long as he sits at a match."""

    settings: Callable[[], Settings]
    title: str
    """Of the crisis: it stands in the note."""
    environment: Mapping[str, str] = field(factory=lambda: dict(os.environ))
    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], dt.datetime] = dt.datetime.now
    focused: bool = True
    """The terminal says whether it is looked at, if it can."""
    _touched: float = field(init=False)
    """When the last key was struck."""
    _called: float = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._touched = self.monotonic()
        self._called = self._touched - BETWEEN_S

    def touched(self) -> None:
        """A key was struck: somebody is there."""
        self._touched = self.monotonic()

    def heard(self, entry: Entry) -> str:
        """The bytes that call the player because of what was told; empty if he is not to be called."""
        why = self._why(entry)
        settings, now = self.settings(), self.monotonic()
        if not why or settings.is_quiet(self.now().time()) or now - self._called < BETWEEN_S:
            return ""
        if self.focused and now - self._touched < IDLE_S:
            return ""
        said = (BELL if settings.bell else "") + (self._note(why) if settings.notify else "")
        self._called = now if said else self._called
        return said

    def _note(self, why: str) -> str:
        return note(f"{self.title}: {why}", self.environment)

    def _why(self, entry: Entry) -> str:
        """What he is called for, in a sentence; empty: nothing."""
        if entry.heard is not None:
            if self.now().timestamp() - entry.heard.at_s > OLD_S:
                return ""
            if isinstance(entry.heard.notice, TurnBegan):
                return tr("turn {turn} has begun.", turn=entry.heard.notice.turn)
            if isinstance(entry.heard.notice, Ended):
                return tr("it is over.")
        urgent = next((line for line in entry.lines if line.startswith(URGENT)), "")
        if urgent:
            return urgent.removeprefix(URGENT)
        return self._highlighted(entry) if entry.heard is not None and entry.weight != "own" else ""

    def _highlighted(self, entry: Entry) -> str:
        """The line in which one of the player's own words stands."""
        return next(filter(self.settings().names, entry.lines), "")


def note(text: str, environment: Mapping[str, str]) -> str:
    """The sequence by which a terminal shows a note on the desktop; whatever the text is, it ends with it."""
    shown = "".join(sign for sign in one_line(text) if sign.isprintable())[:LONGEST].strip()
    if not shown or environment.get("TERM", "dumb") in ("dumb", ""):
        return ""
    if environment.get("TERM", "").startswith(_WANT_777) or environment.get("VTE_VERSION"):
        return through(f"\x1b]777;notify;Détente;{shown.replace(';', ',')}\a", environment)
    return through(f"\x1b]9;Détente: {shown}\a", environment)


def through(sequence: str, environment: Mapping[str, str]) -> str:
    """The sequence as it passes through tmux or screen to the terminal around it; as it is where neither is.

    tmux passes it on with ``allow-passthrough on`` and drops it otherwise; a bell needs no such envelope.
    """
    if environment.get("TMUX"):
        return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environment.get("STY"):
        return f"\x1bP{sequence}\x1b\\"
    return sequence
