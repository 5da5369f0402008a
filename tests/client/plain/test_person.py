"""Somebody at a terminal, as against a pipe: asked how he leaves, called when something is for him."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest
from attrs import define, field, frozen

from detente_client.plain.play import Session
from detente_client.plain.screen import PipeScreen
from detente_client.settings import Settings
from tests.client.hall import Hall

BELL = "\a"


@define
class Person:
    """A screen at which somebody types these lines, then closes it."""

    lines: list[str]
    interactive: bool = True
    width: int = 2000
    told: list[str] = field(factory=list)
    signals: list[str] = field(factory=list)

    def show(self, rows: Iterable[str]) -> None:
        self.told += rows

    def call(self, signal: str) -> None:
        self.signals.append(signal)

    async def read(self, prompt: str) -> str | None:
        return self.lines.pop(0) if self.lines else None

    async def read_secret(self, prompt: str) -> str | None:
        return None

    def close(self) -> None:
        pass


@define
class Watch:
    """A clock that is set by hand."""

    at_s: float = 0

    def __call__(self) -> float:
        return self.at_s


@frozen
class Sat:
    """What came of a sitting."""

    person: Person
    hall: Hall
    session: Session

    @property
    def text(self) -> str:
        return "\n".join(self.person.told)


async def sat(*lines: str, settings: Settings | None = None, again: str = "", idle_s: float = 0) -> Sat:
    """Sit down at Hong Kong for China, with nobody at the keyboard for so long, and type these lines."""
    person, hall = Person(list(lines)), Hall("hong-kong-1984", "prc")
    session = Session(hall, person, again=again, settings=lambda: settings or Settings())
    watch = Watch()
    session.alarm.monotonic = watch
    session.alarm.environment = {"TERM": "dumb"}
    session.alarm.touched()
    session.alarm.now = lambda: dt.datetime.fromtimestamp(0)
    session.alarm._called = -1000
    watch.at_s = idle_s
    await session.run()
    return Sat(person, hall, session)


# -- leaving ----------------------------------------------------------------------------------------------------------


async def test_who_quits_at_a_terminal_is_asked_what_becomes_of_his_seat() -> None:
    sitting = await sat("/wait turn 1", "/quit", again="detente solo --continue")
    assert "You leave a match that is not over. Say how, or play on:" in sitting.text
    assert (
        "/quit keep: keep your seat, and come back later with: detente solo --continue" in sitting.person.told
    )
    assert not sitting.session.delegation.left


async def test_who_keeps_his_seat_goes_at_once() -> None:
    sitting = await sat("/wait turn 1", "/quit keep", "/sheet")
    assert sitting.person.lines == ["/sheet"]
    assert not sitting.session.delegation.left
    assert not sitting.session.delegation.over


async def test_who_gives_his_seat_to_a_bot_watches() -> None:
    sitting = await sat("/wait turn 1", "/quit bot", "/quit")
    assert "A bot takes your seat." in sitting.text
    assert sitting.session.delegation.left


async def test_who_closes_his_terminal_keeps_his_seat() -> None:
    sitting = await sat("/wait turn 1")
    assert not sitting.session.delegation.left
    assert not sitting.session.delegation.over


# -- being called -----------------------------------------------------------------------------------------------------


async def test_a_bell_rings_for_who_sits_idle_and_once_for_what_comes_together() -> None:
    sitting = await sat("/wait turn 1", idle_s=60)
    assert [signal for signal in sitting.person.signals if signal] == [BELL]


@pytest.mark.parametrize(
    ("settings", "idle_s"),
    [(Settings(bell=False), 60), (Settings(quiet_hours="00:00-23:59"), 60), (Settings(), 5)],
)
async def test_no_bell_against_his_wish_nor_under_his_fingers(settings: Settings, idle_s: float) -> None:
    sitting = await sat("/wait turn 1", settings=settings, idle_s=idle_s)
    assert not any(sitting.person.signals)


async def test_a_line_with_a_word_of_his_own_is_marked() -> None:
    sitting = await sat("/wait turn 1", settings=Settings(highlight=("reservoirs",)))
    (marked,) = [line for line in sitting.person.told if "reservoirs" in line]
    assert marked.startswith("! Three pieces of paper")


async def test_a_pipe_is_never_rung(capsys: pytest.CaptureFixture[str]) -> None:
    PipeScreen().call(BELL)
    assert capsys.readouterr().out == ""


# -- looking back -----------------------------------------------------------------------------------------------------


async def test_a_room_is_read_again_under_its_turns_also_when_it_is_closed() -> None:
    sitting = await sat("/wait turn 1", "/join m1", "Good morning.", "/ready", "/wait turn", "/last 50 in m1")
    at = max(n for n, line in enumerate(sitting.person.told) if line == "Turn 1, September-October 1982.")
    assert "[m1] You: Good morning." in sitting.person.told[at:]


async def test_help_says_of_a_row_what_each_is_for_a_line_each() -> None:
    sitting = await sat("/help 1", "/help talking", "/help 99")
    assert sitting.text.count("/accept THING: Accept an offer") == 2
    assert "There is no command /99." in sitting.text
