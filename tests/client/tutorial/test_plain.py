"""A pupil who does what the tutor says, and pupils who do not, line by line to the end of the second turn."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable

import pytest
from attrs import define, field

from detente_client.delegation.notebook import Notebook
from detente_client.plain import play as playing
from detente_client.plain.play import Session
from detente_client.tutorial.steps import STEPS
from tests.client.hall import Hall

AHEAD = "Tutor: try "


class Enough(Exception):
    """The pupil gets up."""


@define
class Pupil:
    """A screen that types what a pupil makes of what stands on it."""

    answer: Callable[[list[str]], str | None]
    """From the lines that came since it last typed to the next; None: it has nothing to say yet; empty: it goes."""
    interactive: bool = False
    width: int = 2000
    told: list[str] = field(factory=list)
    typed: list[str] = field(factory=list)
    _new: list[str] = field(factory=list)
    _more: asyncio.Event = field(factory=asyncio.Event)

    def show(self, rows: Iterable[str]) -> None:
        came = list(rows)
        self._new += came
        self.told += came
        self._more.set()

    def call(self, signal: str) -> None:
        pass

    async def read(self, prompt: str) -> str | None:
        while (line := self.answer(self._new)) is None:
            self._more.clear()
            await asyncio.wait_for(self._more.wait(), 5)
        if not line:
            raise Enough
        self._new = []
        self.typed.append(line)
        return line

    async def read_secret(self, prompt: str) -> str | None:
        return None

    def close(self) -> None:
        pass


def obedient(new: list[str]) -> str | None:
    """Types what the tutor proposes; ends the input when he is done."""
    for row in reversed(new):
        if row.startswith(AHEAD):
            return row.removeprefix(AHEAD)
        if "That was a whole round" in row:
            return ""
    return None


async def taught(nation: str, pupil: Pupil, seed: str = "1") -> Notebook:
    """The notebook when the pupil had enough."""
    book = Notebook(tutor=0)
    session = Session(Hall("hong-kong-1984", nation, seed), pupil, shelf=lambda match, nation: book)
    with contextlib.suppress(Enough):
        await session.run()
    return book


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playing, "SETTLED_S", 0.03)


@pytest.mark.parametrize(("nation", "seed"), [("prc", "1"), ("gbr", "1"), ("prc", "2"), ("gbr", "3")])
async def test_who_follows_every_hint_gets_through_two_turns(nation: str, seed: str) -> None:
    pupil = Pupil(obedient)
    book = await taught(nation, pupil, seed)
    assert book.tutor == -1
    commands = [line.split()[0] for line in pupil.typed]
    assert commands[:2] == ["/sheet", "/issues"]
    for wanted in (
        "/ask",
        "/restate",
        "/insight",
        "/points",
        "/who",
        "/offer",
        "/letter",
        "/todo",
        "/gazette",
    ):
        assert wanted in commands, commands
    assert commands.count("/ready") == 2
    assert {"/draft", "/check", "/whips"} <= set(commands)
    assert len(commands) <= len(STEPS) + 3
    assert not [row for row in pupil.told if row.startswith(("Not done", "There is no"))], pupil.told


async def test_a_pupil_who_only_ends_turns_is_not_held_up() -> None:
    def answer(new: list[str]) -> str | None:
        if len(pupil.typed) == 6:
            return ""
        return "/ready" if obedient(new) else None

    pupil = Pupil(answer)
    book = await taught("prc", pupil)
    assert book.tutor >= 5


async def test_a_line_that_is_not_understood_is_answered_with_a_hint() -> None:
    def answer(new: list[str]) -> str | None:
        if any("Tutor: A line that begins with a slash is a command" in row for row in new):
            return ""
        return "/sheeet" if obedient(new) else None

    pupil = Pupil(answer)
    await taught("prc", pupil)
    assert pupil.typed == ["/sheeet"]


async def test_the_tutor_is_sent_away_called_back_and_told_to_go_on() -> None:
    lines = iter(["/tutor off", "/tutor", "/tutor on", "/tutor next", "/tutor", ""])
    pupil = Pupil(lambda new: next(lines))
    await taught("prc", pupil)
    text = "\n".join(pupil.told)
    assert "The tutor goes" in text
    assert "There is no tutor here. /tutor on begins the lessons." in text
    assert "try /sheet" in text
    assert text.count("try /issues") >= 2
