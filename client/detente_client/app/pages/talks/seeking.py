"""A line in which words are sought through all rooms, with how many places have them.

Owns: `Seeking`: the words, the hits, which one is looked at.
Does not know: how a hit is brought into sight (the page does).
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message

from detente_client.app.kit import Field, Words, painted
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.searching import Hit, find
from detente_client.i18n import tr


class Seeking(Horizontal):
    """Shown while something is sought."""

    DEFAULT_CSS = """
    Seeking { height: 1; display: none; background: $panel; }
    Seeking.-shown { display: block; }
    Seeking Words { width: auto; padding: 0 1; }
    Seeking Field { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("up,shift+enter", "older", show=False),
        Binding("down", "newer", show=False),
    ]

    class Found(Message):
        """This hit is to be looked at; none: no more of it."""

        def __init__(self, words: str, hit: Hit | None) -> None:
            super().__init__()
            self.words = words
            self.hit = hit

    def __init__(self, delegation: Delegation) -> None:
        super().__init__(id="seeking")
        self._delegation = delegation
        self._hits: list[Hit] = []
        self._sought: tuple[str, int] = ("", -1)
        """The words, and how many entries there were."""
        self._at = 0

    def compose(self) -> ComposeResult:
        """What is sought, and what was found."""
        yield Words(tr("Find"), id="seek-name")
        yield Field(hint=tr("words, in all rooms; Enter or Up: older, Down: newer, Escape: done"), id="seek")
        yield Words("", id="seek-count")

    def open(self) -> None:
        """Begin to seek."""
        self.add_class("-shown")
        self.query_one("#seek", Field).focus()

    def on_input_submitted(self, event: Field.Submitted) -> None:
        """The newest place first, then with every Enter an older one."""
        event.stop()
        self.action_older()

    def action_older(self) -> None:
        """The place before."""
        fresh = self._seek()
        self._go(len(self._hits) - 1 if fresh else self._at - 1)

    def action_newer(self) -> None:
        """The place after."""
        fresh = self._seek()
        self._go(0 if fresh else self._at + 1)

    def action_close(self) -> None:
        """Seek no more."""
        self.remove_class("-shown")
        self._sought = ("", -1)
        self.post_message(self.Found("", None))

    def _seek(self) -> bool:
        """Look through everything if the words are others, or more was told; whether the words are others."""
        words, entries = self.query_one("#seek", Field).value, self._delegation.transcript.entries
        before, self._sought = self._sought, (words, len(entries))
        if before != self._sought:
            self._hits = find(entries, words)
        return before[0] != words

    def _go(self, at: int) -> None:
        """Look at a hit; behind the last comes the first."""
        count = self.query_one("#seek-count", Words)
        if not self._hits:
            count.show(painted((tr("nowhere"), "bold $warning")) if self._sought[0].strip() else "")
            return
        self._at = at % len(self._hits)
        count.show(painted((tr("{n} of {count}", n=self._at + 1, count=len(self._hits)), "bold")))
        self.post_message(self.Found(self._sought[0].strip(), self._hits[self._at]))
