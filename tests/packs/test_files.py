"""Packs from strangers: folders with links, zips that lead out, bombs. Nothing is written, nothing read outside."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from detente_server.packs import files as limits
from detente_server.packs.loader import Loaded, LoadedPack, load, load_files
from tests.packs.teapot import copied, teatime_files


def told(loaded: Loaded) -> list[str]:
    return [] if isinstance(loaded, LoadedPack) else [f"{p.file} {p.code}" for p in loaded]


def zipped(
    to: Path, files: dict[str, bytes], change: Callable[[zipfile.ZipFile], None] = lambda archive: None
) -> Path:
    path = to / "teatime.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        change(archive)
    return path


# -- the same pack from everywhere -------------------------------------------------------------------------------


def test_folder_zip_and_bytes_are_one_pack(tmp_path: Path) -> None:
    folder = load(copied(tmp_path))
    inside = load(zipped(tmp_path, teatime_files()))
    around = load(zipped(tmp_path, {f"teatime/{name}": data for name, data in teatime_files().items()}))
    assert isinstance(folder, LoadedPack)
    assert folder == inside == around == load_files(folder.raw)


def test_what_systems_leave_behind_is_passed_over(tmp_path: Path) -> None:
    names = (".DS_Store", "__MACOSX/._pack.toml", "text/intro.md~", ".git/config", "Thumbs.db")
    left = dict.fromkeys(names, b"\x00")
    path = copied(tmp_path)
    for name, data in left.items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_bytes(data)
    plain = load_files(teatime_files())
    assert load(path) == plain == load(zipped(tmp_path, teatime_files() | left))


def test_line_ends_of_windows_are_well() -> None:
    files = {name: data.replace(b"\n", b"\r\n") for name, data in teatime_files().items()}
    assert told(load_files(files)) == []
    files["ladder.toml"] += b"tides = 3\r\n"
    (problem,) = tuple(load_files(files))  # type: ignore[arg-type]
    assert (problem.line, problem.column) == (5, 1)


# -- folders -----------------------------------------------------------------------------------------------------


def test_no_pack_there(tmp_path: Path) -> None:
    assert told(load(tmp_path / "teetime")) == ["teetime pack-missing"]
    (tmp_path / "empty").mkdir()
    assert told(load(tmp_path / "empty")) == ["pack.toml file-missing"]


@pytest.mark.parametrize("target", ["/etc/hostname", "../outside.md", "care.md"])
def test_a_linked_file_is_refused(tmp_path: Path, target: str) -> None:
    path = copied(tmp_path)
    (tmp_path / "teatime" / "outside.md").write_text("secret")
    (path / "outside.md").unlink()
    (path / "text" / "notes-bel.md").symlink_to(target)
    assert told(load(path)) == ["text/notes-bel.md file-link"]


def test_a_linked_folder_is_refused(tmp_path: Path) -> None:
    path = copied(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.md").write_text("secret")
    (path / "text" / "more").symlink_to(tmp_path / "elsewhere")
    assert told(load(path)) == ["text/more file-link"]


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    path = copied(tmp_path)
    os.mkfifo(path / "text" / "notes-bel.md")
    assert told(load(path)) == ["text/notes-bel.md file-link"]


def test_an_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copied(tmp_path)

    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    found = load(path)
    assert isinstance(found, tuple)
    assert {p.code for p in found} >= {"file-unreadable"}


@pytest.mark.parametrize(
    "name", ["text/a:b.md", "text/\u202egnp.md", "text/a\nb.md", "text/" + "x" * 130 + ".md"]
)
def test_a_name_that_not_every_system_can_store(tmp_path: Path, name: str) -> None:
    path = copied(tmp_path)
    (path / name).write_text("x")
    assert told(load(path)) == [f"{ascii(name)[:120]} file-name"]


def test_sizes_at_the_limit_and_over(tmp_path: Path) -> None:
    path = copied(tmp_path)
    toml = (path / "ladder.toml").read_bytes()
    pad = limits.MAX_FILE - len(toml)
    (path / "ladder.toml").write_bytes(toml + b"#" * (pad - 1) + b"\n")
    assert told(load(path)) == []
    (path / "ladder.toml").write_bytes(toml + b"#" * pad + b"\n")
    assert "ladder.toml file-size" in told(load(path))


def test_more_files_or_bytes_than_a_pack_has(tmp_path: Path) -> None:
    path = copied(tmp_path)
    for n in range(501):
        (path / "text" / f"x{n}.md").write_bytes(b"x")
    assert told(load(path)) == ["pack.toml pack-size"]
    path = copied(tmp_path / "again")
    for n in range(33):
        (path / "text" / f"x{n}.md").write_bytes(b"x" * limits.MAX_FILE)
    assert told(load(path)) == ["pack.toml pack-size"]


# -- zips --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "../evil.md",
        "text/../../evil.md",
        "/etc/evil.md",
        "..\\evil.md",
        "C:/evil.md",
        "C:evil.md",
        "text/evil\x1b.md",
    ],
)
def test_a_zip_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    def plant(archive: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo("x")
        info.filename = name
        archive.writestr(info, b"evil")

    before = sorted(tmp_path.parent.rglob("*evil*"))
    assert told(load(zipped(tmp_path, teatime_files(), plant))) == [f"{ascii(name)[:120]} file-name"]
    assert sorted(tmp_path.parent.rglob("*evil*")) == before


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    def plant(archive: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo("text/notes-bel.md")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, b"/etc/hostname")

    assert told(load(zipped(tmp_path, teatime_files(), plant))) == ["text/notes-bel.md file-link"]


def test_a_bomb_is_refused_unread(tmp_path: Path) -> None:
    bomb = {"text/notes-bel.md": b"\n" * 200_000}
    assert told(load(zipped(tmp_path, teatime_files() | bomb))) == ["text/notes-bel.md zip-ratio"]


def test_a_big_member_is_refused(tmp_path: Path) -> None:
    big = {"text/notes-bel.md": os.urandom(limits.MAX_FILE + 1)}
    assert told(load(zipped(tmp_path, teatime_files() | big))) == ["text/notes-bel.md file-size"]


def test_a_doubled_name_and_an_unusual_method_are_refused(tmp_path: Path) -> None:
    def double(archive: zipfile.ZipFile) -> None:
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("pack.toml", b"format = 1")

    assert told(load(zipped(tmp_path, teatime_files(), double))) == ["pack.toml zip-broken"]
    lzma = zipped(
        tmp_path, teatime_files(), lambda a: a.writestr("text/notes-bel.md", b"x", zipfile.ZIP_LZMA)
    )
    assert told(load(lzma)) == ["text/notes-bel.md zip-broken"]


def test_more_members_than_a_pack_has(tmp_path: Path) -> None:
    many = {f"text/x{n}.md": b"x" for n in range(1200)}
    assert told(load(zipped(tmp_path, teatime_files() | many))) == ["teatime.zip pack-size"]


def test_a_zip_that_is_none_or_cut_or_flipped(tmp_path: Path) -> None:
    path = zipped(tmp_path, teatime_files())
    whole = path.read_bytes()
    path.write_bytes(b"PK\x03\x04 no zip")
    assert told(load(path)) == ["teatime.zip zip-broken"]
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        load(path)
        path.write_bytes(whole[:at])
        assert told(load(path))


def test_a_big_zip_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "teatime.zip"
    with path.open("wb") as file:
        file.truncate(limits.MAX_PACK + 1)
    assert told(load(path)) == ["teatime.zip pack-size"]


# -- TOML bombs --------------------------------------------------------------------------------------------------

BOMBS = {
    "a dotted key": "a." * 20_000 + "b = 1",
    "a dotted header": "[" + "a." * 20_000 + "b]",
    "dotted keys within bounds": "\n".join(f"a.b.c.d.e.f.g.k{n} = 1" for n in range(9_000)),
    "an array in arrays": "a = " + "[" * 100_000,
    "tables in tables": "a = " + "{a=" * 50_000,
    "an array of tables": "[[a]]\n" * 40_000,
    "nested arrays of tables": "[[a]]\n[[a.b]]\n[[a.b.c]]\n" * 9_000,
    "a number of many digits": "a = " + "9" * 200_000,
    "an open string": 'a = """' + "x" * 200_000,
    "open strings": 'a = "' * 40_000,
    "a quoted dotted key": '"a"' + '."a"' * 20_000 + " = 1",
    "a dotted key after what is no TOML": "?" + "a." * 20_000 + "b = 1",
    "a dotted key after an open bracket": "a = [1\n" + "a." * 20_000 + "b = 1",
    "backslashes": 'a = "' + "\\" * 200_000,
    "blanks": " \t" * 100_000,
    "comments": "#\n" * 100_000,
    "unknown keys": "".join(f"key{n} = {n}\n" for n in range(15_000)),
    "unknown nations": "must_sign = [" + "".join(f'"n{n}",' for n in range(20_000)) + "]",
    "one nation often": "must_sign = [" + '"ada",' * 40_000 + "]",
}


@pytest.mark.parametrize("file", ["pack.toml", "timeline.toml"])
@pytest.mark.parametrize("bomb", BOMBS, ids=str)
def test_a_toml_bomb_ends_quickly(bomb: str, file: str) -> None:
    assert len(BOMBS[bomb].encode()) <= limits.MAX_FILE
    start = time.process_time()
    loaded = load_files(teatime_files() | {file: BOMBS[bomb].encode()})
    assert time.process_time() - start < 5
    assert file == "timeline.toml" or not isinstance(loaded, LoadedPack)


def test_many_misnamed_texts_end_quickly() -> None:
    start = time.process_time()
    loaded = load_files(teatime_files() | {f"text/bulletin-{n}-carl.md": b"x" for n in range(450)})
    assert time.process_time() - start < 5
    assert len(told(loaded)) == 450


def test_a_zip_in_memory_has_no_side_door() -> None:
    """The reader takes no other kind of archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("pack.toml", b"")
    assert told(load_files({"pack.toml": data.getvalue()}))[0].startswith("channels.toml")
