"""Where packs are found: the chosen folder, else the checkout's, else the installed one; and which there are."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from detente_server.host.running import CannotRun, packs_of
from detente_server.packs.catalog import UnknownPack, content_dir
from detente_server.packs.loader import Loaded, LoadedPack
from detente_server.packs.shelves import Shelf, Stock, catalog, found, shelves
from tests.packs.teapot import TEATIME, copied

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copied checkout with one pack, and the stale copy of it that an editable install leaves in the package."""
    shutil.copytree(
        ROOT / "server",
        tmp_path / "server",
        ignore=shutil.ignore_patterns("__pycache__", "_content", "*.egg-info"),
    )
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "detente"\n')
    copied(tmp_path / "content")
    shutil.copytree(TEATIME, tmp_path / "server" / "detente_server" / "_content" / "teatime")
    return tmp_path


def titles_seen(checkout: Path, *arguments: str) -> str:
    """What a server that runs from this checkout finds: each pack's title."""
    code = (
        "import sys; from pathlib import Path; from detente_server.packs.shelves import catalog, shelves\n"
        "chosen = [Path(a) for a in sys.argv[1:]]\n"
        "print([p.pack.title for p in catalog(shelves(*chosen)).values()])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": str(checkout / "server"), "DETENTE_HOME": str(checkout / "home")},
        cwd=checkout.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def find(id: str, folder: Path) -> Loaded:
    """The pack of this id in the folder."""
    return found(id, [Shelf(folder, ours=True)])


def edit(pack: Path, title: str) -> None:
    text = (pack / "pack.toml").read_text()
    (pack / "pack.toml").write_text(text.replace("Tea at the Toll Bridge", title))


def test_an_edited_pack_of_a_checkout_wins_over_the_stale_copy(checkout: Path) -> None:
    edit(checkout / "content" / "teatime", "Edited in the Checkout")
    assert titles_seen(checkout) == "['Edited in the Checkout']"


def test_without_a_checkout_the_installed_packs_are_taken(checkout: Path) -> None:
    """The negative control: what the test above would see if the packaged copy won."""
    edit(checkout / "content" / "teatime", "Edited in the Checkout")
    (checkout / "pyproject.toml").write_text('[project]\nname = "another"\n')
    assert titles_seen(checkout) == "['Tea at the Toll Bridge']"


def test_the_chosen_folder_wins_over_all(checkout: Path) -> None:
    edit(copied(checkout / "mine"), "Chosen")
    assert titles_seen(checkout, str(checkout / "mine")) == "['Chosen']"


@pytest.mark.parametrize("project", ["", "no TOML", 'project = "detente"', "[tool]"])
def test_a_folder_that_is_no_checkout_of_ours_is_passed_over(tmp_path: Path, project: str) -> None:
    module = tmp_path / "lib" / "detente_server" / "packs" / "catalog.py"
    module.parent.mkdir(parents=True)
    module.touch()
    (tmp_path / "content").mkdir()
    (tmp_path / "pyproject.toml").write_text(project)
    assert content_dir(module=module) == tmp_path / "lib" / "detente_server" / "_content"


def test_this_checkout_finds_its_own_packs() -> None:
    assert content_dir() == ROOT / "content"


def test_the_catalogue_names_good_and_broken_packs(tmp_path: Path) -> None:
    copied(tmp_path)
    shutil.copytree(TEATIME, tmp_path / "broken")
    (tmp_path / "not-a-pack").mkdir()
    there = catalog([Shelf(tmp_path, ours=True)])
    assert list(there) == ["broken", "teatime"]
    assert isinstance(there["teatime"], LoadedPack)
    assert not isinstance(there["broken"], LoadedPack)
    assert catalog([Shelf(tmp_path / "nowhere", ours=True)]) == {}


def test_a_pack_is_found_by_its_id_in_a_folder_or_in_a_zip_of_any_name(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    from_folder = find("teatime", tmp_path)
    shutil.make_archive(str(tmp_path / "tea-1.0.0"), "zip", tmp_path, "teatime")
    shutil.rmtree(folder)
    assert find("teatime", tmp_path) == from_folder
    assert isinstance(from_folder, LoadedPack)


def test_an_unknown_pack_is_answered_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnknownPack, match=r"^There is no pack 'teatime': .* holds no packs\.$"):
        find("teatime", tmp_path)
    copied(tmp_path)
    with pytest.raises(UnknownPack, match=r"^There is no pack 'teetime'; did you mean 'teatime'\?$"):
        find("teetime", tmp_path)
    with pytest.raises(UnknownPack, match=r"^There is no pack '\.\./x\\x1b'; there are: teatime$"):
        find("../x\x1b", tmp_path)


def test_where_packs_would_be_installed_may_be_out_of_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service that was started by hand may keep the home of whoever started it."""
    home = tmp_path / "home"
    stat = Path.stat

    def guarded(path: Path, **options: bool) -> os.stat_result:
        if path.is_relative_to(home):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return stat(path, **options)

    monkeypatch.setenv("DETENTE_HOME", str(home))
    assert len(shelves()) == 2
    monkeypatch.setattr(Path, "stat", guarded)
    assert [shelf.ours for shelf in shelves()] == [True]
    with pytest.raises(CannotRun, match=r"cannot be read: Permission denied\. Mend its rights"):
        packs_of(Stock([Shelf(home, ours=False)]))
