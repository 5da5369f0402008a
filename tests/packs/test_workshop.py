"""`detente-pack new`, `show`, `diff` and `build`: the tools around the checker."""

from __future__ import annotations

import os
import shutil
import tomllib
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente_server import arena
from detente_server.cli import pack
from detente_server.packs.loader import LoadedPack, load
from detente_server.packs.schema import FILES, WORDS
from detente_server.workshop.building import zipped
from detente_server.workshop.checking import check
from tests.packs.teapot import copied, teatime_files

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(pack, [*map(str, arguments)], catch_exceptions=False)


def write(path: Path, file: str, old: str, new: str) -> None:
    text = (path / file).read_text()
    assert old in text
    (path / file).write_text(text.replace(old, new, 1))


# -- new ---------------------------------------------------------------------------------------------------------


def test_a_new_pack_is_well_and_plays(tmp_path: Path) -> None:
    result = run("new", "fish-war", "--title", 'The "Fish" War', "--in", tmp_path)
    assert result.exit_code == 0
    report = check(tmp_path / "fish-war")
    assert report.well, "\n".join(map(str, report.problems))
    loaded = report.loaded
    assert loaded is not None
    assert (loaded.pack.id, loaded.pack.title) == ("fish-war", 'The "Fish" War')
    ends = [arena.play(loaded, arena.settings_for(loaded, str(seed))).outcome for seed in range(12)]
    assert "settled" in ends
    assert "frozen" in ends
    assert len(loaded.trials) == 3


def test_an_editor_finds_the_schema_of_every_file(tmp_path: Path) -> None:
    run("new", "fish-war", "--in", tmp_path)
    files = list((tmp_path / "fish-war").rglob("*.toml"))
    assert len(files) == 9
    for file in files:
        first = file.read_text().splitlines()[0]
        assert first.startswith("#:schema ")
        assert (file.parent / first.removeprefix("#:schema ")).resolve().is_file()
    assert len(list((tmp_path / "fish-war" / ".schema").iterdir())) == len(FILES) + len(WORDS)


def test_the_title_is_made_from_the_id(tmp_path: Path) -> None:
    run("new", "the-fish-war", "--in", tmp_path)
    assert tomllib.loads((tmp_path / "the-fish-war/pack.toml").read_text())["title"] == "The fish war"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new", "Fish"], "is no id: 2 to 32 small letters"),
        (["new", "../x"], "is no id"),
        (["new", "fish", "--title", "a\nb"], "is no title"),
        (["new", "here"], "is there already"),
        (["new", "fish", "--in", "/proc"], "cannot be written"),
    ],
)
def test_what_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").mkdir()
    result = run(*arguments)
    assert result.exit_code == 1
    assert said in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here"]


# -- show --------------------------------------------------------------------------------------------------------


def test_a_pack_is_shown_with_its_tables(tmp_path: Path) -> None:
    lines = run("show", copied(tmp_path)).output.splitlines()
    assert lines[0] == "Tea at the Toll Bridge (a summer long ago): teatime 1.0.0, CC0-1.0"
    at = lines.index("The bridge                        ada     bel")
    assert lines[at + 1 : at + 4] == [
        "  Ada mends it alone                0!     60",
        "  Bel mends it alone               60       0",
        "* Both mend it, half and half      40      40",
    ]
    assert "BATNA                              50      45" in lines
    assert "from turn 4                        -2" in lines
    assert "rain: It begins to rain (turn 3)" in lines


def test_every_shipped_pack_can_be_shown_by_its_id() -> None:
    for name in sorted(path.name for path in (ROOT / "content").glob("*/")):
        result = run("show", name, "--cards")
        assert result.exit_code == 0
        assert "cards number 2" in result.output
        assert len(result.output.splitlines()) > 80


def test_what_cannot_be_shown_is_told(tmp_path: Path) -> None:
    assert "did you mean 'cuba-1962'?" in run("show", "cuba-1926").output
    path = copied(tmp_path)
    write(path, "sheets.toml", "vary", "varry")
    result = run("show", path)
    assert result.exit_code == 1
    assert "sheets.toml:1:1: key-unknown" in result.output
    assert "mend them first" in result.output


# -- diff --------------------------------------------------------------------------------------------------------


def test_what_changed_is_said_in_words(tmp_path: Path) -> None:
    old, new = copied(tmp_path / "old"), copied(tmp_path / "new")
    write(new, "pack.toml", '"1.0.0"', '"1.1.0"')
    write(new, "sheets.toml", "batna_points = 50", "batna_points = 49")
    write(new, "issues.toml", "A penny, shared", "A penny, halved")
    write(new, "timeline.toml", "tension >= 40", "tension >= 30")
    write(new, "nations.toml", "Dry feet", "Dry shoes")
    with (new / "text/intro.md").open("a") as file:
        file.write("And a dog.\n")
    (new / "text/notes-bel.md").unlink(missing_ok=True)
    (new / "text/notes-ada.md").write_text("One more word.\n")
    write(new, "trials/tea.toml", "It rains on the third day", "On the third day it rains")
    result = run("diff", old, new)
    assert result.exit_code == 0
    said = result.output.splitlines()
    assert said[:6] == [
        "version: 1.0.0 is now 1.1.0",
        f"ada sheets {said[1].split()[2]} batna: 50 is now 49",
        "ada self_card interests: Dry feet is now Dry shoes",
        "toll shared title: A penny, shared is now A penny, halved",
        "injects cake when: tension >= 40 and not agreed(toll) and trust(ada, bel) < 50 is now tension >= 30 and"
        " not agreed(toll) and trust(ada, bel) < 50",
        said[5],
    ]
    assert any(line.startswith("text intro: rewritten, ") for line in said)
    assert "trial 'It rains on the third day': gone" in said
    assert "trial 'On the third day it rains': new" in said


def test_what_came_and_went_is_told_once(tmp_path: Path) -> None:
    """A nation's moved place in the list is no change of all that follow it."""
    old, new = copied(tmp_path / "old"), copied(tmp_path / "new")
    text = (new / "channels.toml").read_text()
    first, *rest = text.split("[[medium]]")[1:]
    (new / "channels.toml").write_text(
        "[[medium]]".join(["", '\nid = "shout"\ntitle = "A shout"\nkind = "meeting"\n\n', *rest])
    )
    assert "id" in first
    said = run("diff", old, new).output.splitlines()
    assert said == ["meeting: gone", "shout: new, 'A shout'"]


def test_no_change_is_told_too(tmp_path: Path) -> None:
    old = copied(tmp_path / "old")
    assert run("diff", old, old).output == "No change.\n"


# -- build -------------------------------------------------------------------------------------------------------


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = copied(tmp_path / "one"), copied(tmp_path / "other")
    for n, file in enumerate(other.rglob("*")):
        os.utime(file, (n, n))
    (other / ".editor").write_text("left behind")
    results = [run("build", path, "-o", tmp_path / f"{n}.zip") for n, path in enumerate((one, other))]
    assert [result.exit_code for result in results] == [0, 0]
    data = (tmp_path / "0.zip").read_bytes()
    assert data == (tmp_path / "1.zip").read_bytes()
    assert data == zipped(dict(reversed(teatime_files().items())))
    loaded = load(tmp_path / "0.zip")
    assert isinstance(loaded, LoadedPack)
    assert f"Digest {loaded.digest}" in results[0].output
    assert loaded.digest == check(one).loaded.digest  # type: ignore[union-attr]


def test_the_zip_is_named_by_id_and_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copied(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert "Built teatime-1.0.0.zip (" in run("build", path).output
    assert zipfile.ZipFile(tmp_path / "teatime-1.0.0.zip").testzip() is None
    assert {path.name for path in tmp_path.iterdir()} == {"teatime", "teatime-1.0.0.zip"}


def test_a_pack_with_problems_is_not_built(tmp_path: Path) -> None:
    path = copied(tmp_path)
    write(path, "trials/tea.toml", '"points bel 65"', '"points bel 64"')
    result = run("build", path, "-o", tmp_path / "tea.zip")
    assert result.exit_code == 1
    assert "trial-failed" in result.output
    assert not (tmp_path / "tea.zip").exists()
    shutil.rmtree(path)
    assert run("build", path, "-o", tmp_path / "tea.zip").exit_code == 1
