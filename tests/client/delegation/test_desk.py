"""Notes and the transcript as a file, by typed lines at a table of bots."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import define, field

from detente_client.delegation import export
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.export import escaped
from detente_client.delegation.rooms import NEWS, Room
from detente_client.delegation.transcript import Entry
from detente_client.trouble import Trouble
from detente_wire.shapes import TAG
from tests.client.hall import Hall


@define
class Ear:
    """A surface that remembers what was told."""

    said: list[str] = field(factory=list)

    def tell(self, entry: Entry) -> None:
        self.said += entry.lines

    def recall(self, lines: int) -> None:
        pass

    async def read_secret(self, prompt: str) -> str | None:
        return None


async def attended(turns: int = 1) -> tuple[Delegation, Ear]:
    """A delegation that has heard what a bot did in its place until this turn."""
    hall, ear = Hall("hong-kong-1984", "prc"), Ear()
    hall.lend(until=turns)
    delegation = Delegation(hall, ear)
    await hear(delegation)
    ear.said.clear()
    return delegation, ear


async def hear(delegation: Delegation) -> None:
    """Hear all that has happened until now."""
    hall = delegation.table
    assert isinstance(hall, Hall)
    async for event in hall.events():
        delegation.hear(event)
        if hall._events.empty():
            return


async def test_notes_are_written_listed_and_struck_out() -> None:
    delegation, ear = await attended()
    for line in (
        "/notes",
        '/note Ask "why", then: the lease -- 50 years',
        "/note again",
        "/notes",
        "/unnote 1",
    ):
        await delegation.take(line)
    await delegation.take("/unnote 1")
    await delegation.take("/note")
    assert ear.said == [
        "You have no notes. /note TEXT writes one; nobody else ever reads it.",
        "Noted as number 1. /notes lists your notes.",
        "Noted as number 2. /notes lists your notes.",
        '1, turn 1: Ask "why", then: the lease -- 50 years',
        "2, turn 1: again",
        "Note 1 is struck out.",
        "You have no note 1. /notes lists them.",
        "Note what? /note They did not deny it.",
    ]


async def test_the_transcript_is_written_by_turn_and_room(tmp_path: Path) -> None:
    delegation, ear = await attended(turns=3)
    await delegation.take(f"/export {tmp_path}/talks.md")
    text = (tmp_path / "talks.md").read_text()
    assert ear.said == [f"What you were told is in {tmp_path}/talks.md"]
    headings = [row for row in text.split("\n") if row.startswith("#")]
    assert headings[0].startswith("# ")
    assert [row[:9] for row in headings if row.startswith("## ")][:3] == [
        "## Before",
        "## Turn 1",
        "## Turn 2",
    ]
    assert any(row.startswith("### ") and "Britain" in row for row in headings)
    await delegation.take(f"/export {tmp_path}/talks.md")
    assert "is there already. To write over it: /export … replace" in ear.said[-1]
    await delegation.take(f"/export {tmp_path}/talks.md replace")
    assert ear.said[-1].startswith("What you were told")


async def test_json_lines_hold_every_notice(tmp_path: Path) -> None:
    delegation, _ = await attended(turns=2)
    await delegation.take("/sheet")
    await delegation.take(f"/export {tmp_path}/talks.jsonl")
    head, *rows = [json.loads(row) for row in (tmp_path / "talks.jsonl").read_text().splitlines()]
    assert (head["form"], head["nation"]) == (export.FORM, "prc")
    assert all(row["notice"][TAG] for row in rows)
    assert len(rows) == sum(1 for entry in delegation.transcript.entries if entry.heard)


async def test_the_usual_file_goes_to_the_archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path))
    delegation, ear = await attended()
    await delegation.take("/export jsonl")
    [file] = (tmp_path / "saves").iterdir()
    assert file.name.startswith("hong-kong-1984-")
    assert file.name.endswith("-prc-turn-1.jsonl")
    await delegation.take(f"/export {tmp_path}/saves/x.md jsonl")
    assert ear.said[-1].endswith("would be no jsonl: give it another ending.")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("a *b* _c_ `d` <e> [f](g) ![h]", r"a \*b\* \_c\_ \`d\` \<e\> \[f\](g) \!\[h\]"),
        ("https://example.org", r"https:\/\/example.org"),
        ("---", r"\---"),
        ("it's 50 %, isn't it?", "it's 50 %, isn't it?"),
    ],
)
def test_no_sign_of_a_player_is_read_as_layout(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be written"):
        export.write(tmp_path / ("x" * 300), "text", replace=False)


def test_what_was_told_before_the_first_turn_has_no_turn() -> None:
    told = [Entry(0, Room("m1", "meeting"), ("a",)), Entry(1, NEWS, ("b",), "own")]
    assert [turn for turn, _ in export.dated(told)] == [0]
