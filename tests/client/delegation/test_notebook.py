"""What a player keeps for himself outlives the process, and a file that is damaged costs nobody a game."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from detente_client.delegation import notebook as notebooks
from detente_client.delegation.notebook import Notebook, shelf_in
from detente_client.words.language import Misunderstood


def test_all_that_is_kept_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "notebooks" / "m.json"
    book = Notebook.opened(path)
    book.draft("m1", "Would you accept \x1b[31mfifty years")
    book.received(book.send("m1", "Good morning."))
    book.draft("public", "To all")
    book.jot("They did\nnot deny it.", 3)
    book.teach(4)
    again = Notebook.opened(path)
    assert again.drafts == {"public": "To all"}
    assert again.history == {"m1": ["Good morning."]}
    assert [(note.number, note.turn, note.text) for note in again.notes] == [(1, 3, "They did\nnot deny it.")]
    assert (again.tutor, again.under_way, again.trouble) == (4, [], "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_stood_in_the_file_is_gated_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    Notebook.opened(path).draft("m1", "a\x1b]52;c;AAAA\x07b\u202ec")
    assert Notebook.opened(path).drafts == {"m1": "a]52;c;AAAAbc"}


def test_a_line_without_a_receipt_is_a_draft_again(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    book = Notebook.opened(path)
    book.received(book.send("m1", "first"))
    book.send("m1", "second")
    again = Notebook.opened(path)
    assert [sent.line for sent in again.lost()] == ["second"]
    assert again.drafts == {"m1": "second"}
    assert Notebook.opened(path).lost() == []


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"version": 2}',
        b"[" * 200_000,
        json.dumps({"version": 1, "drafts": {"m1": 3}}).encode(),
        json.dumps({"version": 1, "drafts": []}).encode(),
    ],
)
def test_a_damaged_file_is_set_aside_and_named(tmp_path: Path, damaged: bytes) -> None:
    path = tmp_path / "m.json"
    path.write_bytes(damaged)
    book = Notebook.opened(path)
    assert str(tmp_path / "m.unreadable") in book.trouble
    assert (tmp_path / "m.unreadable").read_bytes() == damaged
    book.jot("anew", 1)
    assert Notebook.opened(path).notes[0].text == "anew"


def test_a_folder_that_cannot_be_written_costs_no_game(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    book = Notebook.opened(tmp_path / "taken" / "m.json")
    book.jot("kept as long as the process", 1)
    assert "until you leave" in book.trouble
    assert len(book.notes) == 1


def test_everything_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebooks, "MOST_LINES", 3)
    monkeypatch.setattr(notebooks, "MOST_ROOMS", 2)
    monkeypatch.setattr(notebooks, "MOST_NOTES", 2)
    book = Notebook()
    for number in range(5):
        book.send("m1", f"line {number}")
    assert book.history["m1"] == ["line 2", "line 3", "line 4"]
    for room in ("m1", "m2", "m3"):
        book.draft(room, "x" * 10_000)
    assert list(book.drafts) == ["m2", "m3"]
    assert len(book.drafts["m3"]) == notebooks.LONGEST
    book.jot("one", 1)
    book.jot("two", 1)
    with pytest.raises(Misunderstood, match="strike one first"):
        book.jot("three", 1)
    book.strike(1)
    assert book.jot("three", 2).number == 3


def test_nations_on_one_machine_do_not_read_each_others_notes(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    shelf("match", "prc").jot("mine", 1)
    assert shelf("match", "gbr").notes == []
    assert shelf("match", "prc").notes[0].text == "mine"
    assert shelf("../../etc", "x").path == tmp_path / "______etc-x.json"
    assert os.listdir(tmp_path) == ["match-prc.json"]
