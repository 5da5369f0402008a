"""`detente-pack install` and `list`: what may come into the folder that servers serve, and what stands there."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente_server.cli import main, pack
from detente_server.packs.loader import Loaded, LoadedPack, load
from detente_server.packs.shelves import Shelf, Stock, catalog, installed_dir, shelves
from tests.packs.hostile.table import HOSTILE
from tests.packs.teapot import copied

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for everything installed."""
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(pack, [*map(str, arguments)], catch_exceptions=False)


def write(path: Path, file: str, old: str, new: str) -> None:
    text = (path / file).read_text()
    assert old in text
    (path / file).write_text(text.replace(old, new, 1))


def test_an_installed_pack_is_found_by_its_id(tmp_path: Path, home: Path) -> None:
    result = run("install", copied(tmp_path))
    assert result.exit_code == 0
    assert result.output == (
        f"Installed teatime 1.0.0 in {home / 'content'}. A running server offers it within a few seconds.\n"
    )
    assert [path.name for path in (home / "content").iterdir()] == ["teatime.zip"]
    listed = run("list").output.splitlines()
    assert listed[0] == f"{ROOT / 'content'} (comes with the game)"
    at = listed.index(str(home / "content"))
    assert listed[at + 1].startswith("  teatime 1.0.0: Tea at the Toll Bridge; 2 seats, digest ")
    played = CliRunner().invoke(main, ["auto", "teatime", "--seed", "3"])
    assert played.output.startswith("teatime, seed 3: ")
    assert run("show", "teatime").exit_code == 0


def test_only_the_pack_itself_is_installed(tmp_path: Path, home: Path) -> None:
    """Whatever else lay in the zip stays outside."""
    path = HOSTILE["what editors leave behind"][0](tmp_path)
    assert run("install", path).exit_code == 0
    names = zipfile.ZipFile(home / "content" / "teatime.zip").namelist()
    assert not any(name.startswith(".") for name in names)
    loaded = load(home / "content" / "teatime.zip")
    assert isinstance(loaded, LoadedPack)
    assert set(names) == loaded.raw.keys()


def test_into_a_folder_of_ones_own(tmp_path: Path, home: Path) -> None:
    assert run("install", copied(tmp_path), "--content", tmp_path / "mine").exit_code == 0
    assert not home.exists()
    assert "teatime 1.0.0" in run("list", "--content", tmp_path / "mine").output
    assert run("list", "--content", tmp_path / "empty").output.splitlines()[1] == "  no packs"


@pytest.mark.parametrize("file", ["trials/tea.toml", "sheets.toml"])
def test_what_the_checker_refuses_stays_out(tmp_path: Path, home: Path, file: str) -> None:
    """A trial that fails keeps a pack out as much as a faulty table."""
    path = copied(tmp_path)
    write(path, file, *(("points ada 65", "points ada 66") if "trials" in file else ("vary", "varry")))
    result = run("install", path)
    assert result.exit_code == 1
    assert f"{file}:" in result.output
    assert "Nothing was installed." in result.output
    assert not home.exists()


@pytest.mark.parametrize(
    "name", ["out of the folder", "a bomb", "a link to a secret", "a deal space without end"]
)
def test_hostile_packs_stay_out(tmp_path: Path, home: Path, name: str) -> None:
    make, (file, code) = HOSTILE[name]
    result = run("install", make(tmp_path))
    assert result.exit_code == 1
    assert f"{file}:" in result.output
    assert f": {code}: " in result.output
    assert not home.exists()


def test_a_trial_without_end_stays_out(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted trap: lines that are well and take for ever; the child is given a second of work."""
    from detente_server.packs.confined import Limits
    from detente_server.workshop import inspecting, installing

    monkeypatch.setattr(
        installing, "inspect", lambda path: inspecting.inspect(path, Limits(cpu_s=1, wall_s=60))
    )
    path = copied(tmp_path)
    line = '[[trial]]\ntitle = "x"\ngiven = ["roll close 99"]\nacts = ["turn 7"]\nthen = ["turn 7"]\n'
    (path / "trials/tea.toml").unlink()
    for n in range(4):
        (path / f"trials/t{n}.toml").write_text(line * 50)
    result = run("install", path)
    assert result.exit_code == 1
    assert "pack-exhausts: reading it took more than 1 seconds of work" in result.output
    assert not home.exists()


def test_versions_rise(tmp_path: Path) -> None:
    path = copied(tmp_path)
    assert run("install", path).exit_code == 0
    assert run("install", path).output == "teatime 1.0.0 is installed already.\n"
    write(path, "sheets.toml", "by_points = -2", "by_points = -3")
    result = run("install", path)
    assert result.exit_code == 1
    assert "teatime 1.0.0 is installed, and this is 1.0.0: raise version in pack.toml" in result.output
    assert run("install", "--replace", path).exit_code == 0
    write(path, "pack.toml", '"1.0.0"', '"1.0.10"')
    assert "Installed teatime 1.0.10" in run("install", path).output
    write(path, "pack.toml", '"1.0.10"', '"1.0.9"')
    assert run("install", path).exit_code == 1


def test_no_pack_hides_another(tmp_path: Path, home: Path) -> None:
    path = copied(tmp_path)
    write(path, "pack.toml", '"teatime"', '"cuba-1962"')
    path = path.rename(tmp_path / "cuba-1962")
    result = run("install", path)
    assert result.exit_code == 1
    assert "cuba-1962 comes with the game" in result.output
    copied(home / "content")
    result = run("install", copied(tmp_path / "again"))
    assert result.exit_code == 1
    assert "stands there as a folder" in result.output


def test_a_broken_file_on_the_shelf_may_be_replaced(tmp_path: Path, home: Path) -> None:
    (home / "content").mkdir(parents=True)
    (home / "content" / "teatime.zip").write_bytes(b"junk")
    listed = run("list").output
    assert "  teatime: 1 problem, not on offer: teatime.zip:1:1: zip-broken: " in listed
    assert run("install", copied(tmp_path)).exit_code == 0


# -- what stands on the shelves ----------------------------------------------------------------------------------


def test_stock_is_read_again_only_where_something_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    plain = Shelf.load

    def noted(shelf: Shelf, path: Path) -> Loaded:
        read.append(path.name)
        return plain(shelf, path)

    monkeypatch.setattr(Shelf, "load", noted)
    stock = Stock([Shelf(tmp_path, ours=True)])
    first = copied(tmp_path)
    assert list(stock.changed() or {}) == ["teatime"]
    assert stock.changed() is None
    second = copied(tmp_path / "x").rename(tmp_path / "second")
    write(second, "pack.toml", '"teatime"', '"second"')
    assert list(stock.changed() or {}) == ["second", "teatime"]
    write(second, "pack.toml", "Tea at", "Tee at")
    os.utime(second / "pack.toml", (1, 1))
    found = stock.changed()
    assert found is not None
    assert isinstance(found["second"], LoadedPack)
    assert found["second"].pack.title.startswith("Tee")
    for file in sorted(first.rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    assert list(stock.changed() or {}) == ["second"]
    assert read == ["teatime", "second", "second"]
    assert stock.changed() is None


def test_one_broken_pack_takes_no_other_along(tmp_path: Path) -> None:
    copied(tmp_path)
    for name in ("a bomb", "half a zip", "no zip"):
        (tmp_path / name.replace(" ", "-")).mkdir()
        HOSTILE[name][0](tmp_path / name.replace(" ", "-")).rename(tmp_path / f"{name.replace(' ', '-')}.zip")
    found = catalog([Shelf(tmp_path, ours=False)])
    assert isinstance(found["teatime"], LoadedPack)
    assert {name for name, loaded in found.items() if not isinstance(loaded, LoadedPack)} == {
        "a-bomb", "half-a-zip", "no-zip"
    }  # fmt: skip


def test_only_what_comes_with_the_game_is_trusted(tmp_path: Path) -> None:
    ours, installed = shelves()
    assert (ours.ours, installed.ours) == (True, False)
    assert installed.folder == installed_dir()
    (chosen,) = shelves(tmp_path)
    assert not chosen.ours
    (chosen,) = shelves(ROOT / "content")
    assert chosen.ours
