"""Where a pupil stands in the tutorial, and what to tell him now.

Owns: `Tutor`: which step it is, when a hint helps, passing over what has no occasion.
Does not know: what is taught (`steps`), how it is shown, time.
"""

from __future__ import annotations

from attrs import define, field

from detente_client.delegation.notebook import Notebook
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.tutorial.lesson import Lesson
from detente_client.tutorial.steps import FAREWELL, STEPS, Step

TRIES = 3
"""Lines that do not bring the pupil on, before the hint is given."""


@define(eq=False)
class Tutor:
    """One pupil's, of one match. It goes on where his notebook says."""

    notebook: Notebook
    _used: set[str] = field(factory=set, init=False)
    _tries: int = field(default=0, init=False)
    _since: int = field(default=0, init=False)
    """The turn in which the step began."""
    _nudged: bool = field(default=False, init=False)
    _told: tuple[int, bool, str] | None = field(default=None, init=False)
    """Step, whether with its hint, and line to try that were told last, where it is told line by line."""

    @property
    def at(self) -> int:
        """Steps that are done."""
        return self.notebook.tutor

    @property
    def is_on(self) -> bool:
        """Whether there is anything to tell."""
        return 0 <= self.at <= len(STEPS)

    @property
    def step(self) -> Step | None:
        """What is to be done now."""
        return STEPS[self.at] if 0 <= self.at < len(STEPS) else None

    def used(self, name: str) -> None:
        """A command was used, or something was opened in the app: ``sheet``, ``page.table``."""
        self._used.add(name)

    def tried(self, *, amiss: bool = False) -> None:
        """A line was typed; `amiss`: it could not be made out."""
        self._tries += TRIES if amiss else 1

    def nudge(self) -> None:
        """A while has passed: the hint may help."""
        self._nudged = True

    def look(self, scene: Scene) -> bool:
        """Go on past all that is done or has no occasion; whether there is something new to tell."""
        before = (self.at, self.wants_hint)
        lesson = Lesson(scene, self._used)
        if scene.me is None or not scene.view.turn or not scene.view.worth:
            return False
        self._since = self._since or scene.view.turn
        while (step := self.step) is not None and (
            step.done(lesson) or step.needless(lesson) or self._since < scene.view.turn
        ):
            self._go(self.at + 1, scene.view.turn)
        return (self.at, self.wants_hint) != before

    def _go(self, at: int, turn: int) -> None:
        """What was looked up for one step does not count for the next but where the app shows both at once."""
        self.notebook.teach(at)
        self._tries, self._nudged, self._since = 0, False, turn

    @property
    def wants_hint(self) -> bool:
        """Whether the pupil does not get on."""
        return self._tries >= TRIES or self._nudged

    def text(self) -> str:
        """What to do now, and why."""
        step = self.step
        return step.text if step else FAREWELL

    def hint(self) -> str:
        """What helps; empty while nothing is needed."""
        step = self.step
        return step.hint if step is not None and self.wants_hint else ""

    def example(self, scene: Scene) -> str:
        """A line that would do it as things stand; empty if there is none."""
        step = self.step
        return step.example(Lesson(scene, self._used)) if step and scene.view.worth else ""

    def progress(self) -> str:
        """``3 of 19``; empty when all is done."""
        return tr("{n} of {all}", n=self.at + 1, all=len(STEPS)) if self.step else ""

    # -- line by line -------------------------------------------------------------------------------------------

    def lines(self, scene: Scene) -> list[str]:
        """What is to be told now where it is told line by line: each thing once."""
        if not self.is_on or not scene.view.worth:
            return []
        before, now = self._told, (self.at, self.wants_hint, self.example(scene))
        self._told = now
        if self.step is None:
            self.stop()
            return [tr("Tutor: {text}", text=FAREWELL)]
        if before is None or before[0] != self.at:
            return self.again(scene)
        hint = [tr("Tutor: {text}", text=self.hint())] if now[1] and not before[1] else []
        return hint + (_tried(now[2]) if now[2] != before[2] else [])

    def again(self, scene: Scene) -> list[str]:
        """The step as it stands, whether it was told or not."""
        if self.step is None:
            return [tr("There is no tutor here. /tutor on begins the lessons.")]
        head = tr("Tutor, {progress}: {text}", progress=self.progress(), text=self.text())
        return [head, *_tried(self.example(scene))]

    # -- on and off ---------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Teach from the beginning."""
        self._used.clear()
        self._told = None
        self._go(0, 0)

    def skip(self) -> None:
        """Leave this step out."""
        if self.step is not None:
            self._go(self.at + 1, 0)

    def stop(self) -> None:
        """Teach no more; the match goes on as any other."""
        self.notebook.teach(-1)


def _tried(line: str) -> list[str]:
    return [tr("Tutor: try {line}", line=line)] if line else []
