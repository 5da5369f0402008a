"""What is done at home with finished matches: a transcript, a replay in lines, deleting one."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from detente_client.home import finished, menu
from detente_client.home.choices import Delete, GoThrough, LookAgain, WriteOut
from detente_client.home.menu import Item
from detente_client.plain.sitting import LineSitting
from detente_client.replay.retelling import load
from detente_client.trouble import Trouble
from detente_wire import archive as files
from tests.client.debrief.matches import archive
from tests.client.lobbies import Typist


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("matches") / f"hong-kong-1984-{'a' * 16}.detente"
    path.write_text("".join(files.write(archive())), encoding="utf-8")
    return path


async def test_what_was_told_is_written_beside_and_nothing_written_over(kept: Path) -> None:
    first, second = await finished.transcript(kept), await finished.transcript(kept)
    assert (first.name, second.name) == (f"{kept.stem}.md", f"{kept.stem}-2.md")
    text = first.read_text(encoding="utf-8")
    assert text.startswith("# Hong Kong")
    assert "## Turn 1" in text
    assert text == second.read_text(encoding="utf-8")


@pytest.mark.parametrize("answers", [(), ("",), ("no",), ("yes",), ("yes", ""), ("yes", "no")])
async def test_nothing_is_deleted_unless_it_is_said_twice(tmp_path: Path, answers: tuple[str, ...]) -> None:
    path = tmp_path / "cuba.detente"
    path.touch()
    assert await finished.delete(path, cast(Any, Typist(*answers))) == "Nothing was deleted."
    assert path.exists()


async def test_what_is_said_twice_is_done(tmp_path: Path) -> None:
    path = tmp_path / "cuba.detente"
    path.touch()
    assert await finished.delete(path, cast(Any, Typist("yes", "Yes"))) == "cuba.detente is deleted."
    assert not path.exists()
    with pytest.raises(Trouble, match="cannot be deleted"):
        await finished.delete(path, cast(Any, Typist("yes", "yes")))


def test_each_way_has_a_word() -> None:
    path = Path("cuba.detente")
    item = Item("archive-cuba", "Cuba", choice=LookAgain(path), archive=path)
    found = [menu.of_finished(verb, item) for verb in menu.OF_FINISHED]
    assert found == [GoThrough(path), WriteOut(path), Delete(path)]
    with pytest.raises(Trouble, match="Cuba is no finished match"):
        menu.of_finished("delete", Item("pack-cuba", "Cuba"))


class Lines(LineSitting):
    """Answers from a list, and keeps what it was told."""

    def __init__(self, *answers: str) -> None:
        self.typist = Typist(*answers)

    def say(self, *lines: str) -> None:
        self.typist.say(*lines)

    async def ask(self, prompt: str) -> str | None:
        return await self.typist.ask(prompt)


async def test_a_match_is_gone_through_in_lines_turn_by_turn(kept: Path) -> None:
    match = load(kept)
    sitting = Lines("", "q")
    await sitting.replay(match, None)
    asked = [line for line in sitting.typist.said if line.startswith("-- turn")]
    assert [line.partition(" of ")[0] for line in asked] == ["-- turn 0", "-- turn 1"]
