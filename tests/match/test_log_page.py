"""The page on the log's format says what is so: its program runs, and it names what there is."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest

from detente_server.match import records

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "reference" / "log-format.md").read_text(encoding="utf-8")
PROGRAM = next(code for code in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL) if "sqlite3" in code)
SAVES = sorted((ROOT / "tests" / "saves").glob("golden-*/detente.db.gz"))


def checked(database: Path) -> subprocess.CompletedProcess[str]:
    """What the page's program says of a database."""
    return subprocess.run([sys.executable, "-c", PROGRAM, str(database)], capture_output=True, text=True)


@pytest.mark.parametrize("save", SAVES, ids=lambda path: path.parent.name)
def test_the_program_of_the_page_verifies_every_save(save: Path, tmp_path: Path) -> None:
    database = tmp_path / "detente.db"
    database.write_bytes(gzip.decompress(save.read_bytes()))
    done = checked(database)
    assert "every chain is whole" in done.stdout, done.stderr


def test_it_notices_one_changed_byte(tmp_path: Path) -> None:
    data = gzip.decompress(SAVES[-1].read_bytes())
    place = data.index(b"commanded")
    database = tmp_path / "detente.db"
    database.write_bytes(data[:place] + b"c0mmanded" + data[place + 9 :])
    assert "is not what was stored" in checked(database).stderr


def test_the_page_names_every_input_and_every_fact_of_the_match() -> None:
    for kind in (*records.STORED_INPUTS, *records.MATCH_FACTS):
        assert f"`{kind}`" in PAGE
    assert f"`format` is {records.FORMAT}." in PAGE
