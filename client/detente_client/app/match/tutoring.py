"""The tutor's panel above the line that is typed: what to try, how far one is, a hint when it is needed.

Owns: `TutorPanel`.
Does not know: what is taught, whether it was done.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer

from detente_client.app.keynames import key_of
from detente_client.app.kit import Shown, Words, lines, painted
from detente_client.app.match.actions import TABLE
from detente_client.delegation.delegation import Delegation
from detente_client.i18n import tr
from detente_client.words.naming import sentences

HINT_S = 60
"""After so long on one step the hint is given."""


class TutorPanel(Vertical):
    """Not there while nobody is taught."""

    DEFAULT_CSS = """
    TutorPanel {
        display: none; height: auto; max-height: 7; padding: 0 1; background: $surface; border-left: thick $accent;
    }
    TutorPanel Words { height: auto; }
    """

    def __init__(self, delegation: Delegation) -> None:
        super().__init__(id="tutor")
        self._delegation = delegation
        self._at = -1
        self._patience: Timer | None = None

    def compose(self) -> ComposeResult:
        """One text."""
        yield Words(id="lesson")

    def renew(self) -> None:
        """Say what is to be done now."""
        tutor, scene = self._delegation.tutor, self._delegation.scene
        tutor.look(scene)
        self.display = tutor.is_on and bool(scene.view.worth)
        if not self.display:
            return
        if tutor.at != self._at:
            self._at = tutor.at
            if self._patience is not None:
                self._patience.stop()
            self._patience = self.set_timer(HINT_S, self._nudge)
        self.query_one("#lesson", Words).show(self._lesson())

    def _lesson(self) -> Shown:
        tutor, scene = self._delegation.tutor, self._delegation.scene
        head = painted((tr("Tutor"), "bold $accent"), f" {tutor.progress()}  ", tutor.text())
        hint, example = tutor.hint(), tutor.example(scene)
        rows = [head]
        if hint:
            rows.append(painted((tr("Hint: {hint}", hint=sentences(hint, self._key_for_it())), "italic")))
        if example:
            keys = tr("{key} writes it for you, Enter sends it", key=self._key("tutor.line"))
            rows.append(painted(tr("Try:"), " ", (example, "bold"), ("  " + keys, "$text-muted")))
        if tutor.step is None:
            rows.append(painted((tr("{key} closes this.", key=self._key("tutor.line")), "$text-muted")))
        return lines(rows)

    def _key_for_it(self) -> str:
        """A key that does what the step asks for, where the line is not the only way."""
        step = self._delegation.tutor.step
        if step is None or step.id != "who":
            return ""
        return tr("{key} asks it of the line that stands there.", key=self._key("line.foresee"))

    def _key(self, id: str) -> str:
        return key_of(self.app, TABLE, id)

    def _nudge(self) -> None:
        self._delegation.tutor.nudge()
        self.renew()
