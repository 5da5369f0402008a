"""Backups: made while people play, verified, restored elsewhere; and everything that may be wrong with one."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente_server.cli import main
from detente_server.host.console import registry
from detente_server.host.console.orders import BadOrder
from detente_server.host.keeping import backups
from detente_server.host.keeping.backups import CannotKeep
from detente_server.store import MemoryStore
from detente_server.store.folder import DATABASE
from detente_wire.acts import Say
from detente_wire.messages import Resumed
from tests.host.house import meeting, on_disk, serving, two_at_table
from tests.host.speaking import Speaker


async def played(folder: Path, backup: Path) -> tuple[Speaker, str]:
    """A match of a few acts, backed up in the middle of it; Ada, and the match."""
    async with serving(on_disk(folder)) as (host, port):
        ada, bel, match = await two_at_table(port)
        channel = await meeting(ada, bel, match)
        await ada.do(match, Say(channel), "before the backup")
        await bel.words("before the backup")
        told = await registry.perform(host.services, f"backup {backup}", "console")
        assert told.data["matches"] == 1
        assert "all of it verified" in told.lines[0]
        await ada.do(match, Say(channel), "after the backup")
        await bel.words("after the backup")
        for _ in range(3):
            ada = await Speaker.come(port, ada.resume)
        return ada, match


async def cli(*words: str | Path) -> Result:
    """The program, on a thread: it has a loop of its own."""
    return await asyncio.to_thread(CliRunner().invoke, main, [str(word) for word in words])


async def test_a_backup_of_a_running_server_is_restored_elsewhere_and_clients_are_told(
    tmp_path: Path,
) -> None:
    backup = tmp_path / "backup.db"
    ada, match = await played(tmp_path / "first", backup)
    if sys.platform != "win32":
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    found, kept = backups.restore(backup, tmp_path / "second", replace=False)
    assert (found.matches, kept) == (1, None)
    async with serving(on_disk(tmp_path / "second")) as (host, port):
        again = await Speaker.come(port, ada.resume)
        assert again.hello.lineage != ada.hello.lineage
        await again.attend(match, cursor=5, lineage=ada.hello.lineage)  # type: ignore[arg-type]
        resumed = await again.hear(Resumed)
        assert (resumed.recovered, resumed.reason, resumed.from_cursor) == (False, "lineage", 0)
        await again.words("before the backup")
        await again.quiet()
        assert all(heard.words != "after the backup" for heard in again.heard())
        assert host.services.directory.get(match) is not None  # type: ignore[arg-type]


async def test_an_old_database_is_kept_beside_the_restored_one(tmp_path: Path) -> None:
    backup, folder = tmp_path / "backup.db", tmp_path / "data"
    await played(folder, backup)
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(CannotKeep, match="has a database already"):
        backups.restore(backup, folder, replace=False)
    assert (folder / DATABASE).read_bytes() == before
    _, kept = backups.restore(backup, folder, replace=True)
    assert kept is not None
    assert kept.read_bytes() == before
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        assert db.execute("SELECT count(*) FROM matches").fetchone() == (1,)


async def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    backup, folder = tmp_path / "backup.db", tmp_path / "data"
    await played(tmp_path / "other", backup)
    async with serving(on_disk(folder)):
        before = sorted(path.name for path in folder.iterdir())
        with pytest.raises(CannotKeep, match="in use by another"):
            backups.restore(backup, folder, replace=True)
        assert sorted(path.name for path in folder.iterdir()) == before


async def test_a_changed_record_is_found(tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    await played(tmp_path / "data", backup)
    assert backups.verified(backup).matches == 1
    with closing(sqlite3.connect(backup)) as db:
        db.executescript(
            "DROP TRIGGER records_are_not_rewritten; UPDATE records SET time_ms = time_ms + 1 WHERE n = 2;"
        )
    with pytest.raises(CannotKeep, match=r"record 2 of match .* is not what was written"):
        backups.verified(backup)
    assert (await cli("restore", backup, "--data", tmp_path / "new")).exit_code == 1
    assert not (tmp_path / "new" / DATABASE).exists()


async def test_a_damaged_file_is_found(tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    await played(tmp_path / "data", backup)
    whole = backup.read_bytes()
    damaged = bytearray(whole)
    damaged[len(whole) // 2 : len(whole) // 2 + 3000] = b"\xff" * 3000
    backup.write_bytes(damaged)
    with pytest.raises(CannotKeep, match=r"is damaged|is no backup"):
        backups.verified(backup)


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "there is no file"), (b"", "it is empty"), (b"no database at all" * 100, "is no backup of a")],
)
async def test_what_is_no_backup(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "backup.db"
    if content is not None:
        file.write_bytes(content)
    result = await cli("restore", file, "--data", tmp_path / "data")
    assert result.exit_code == 1
    assert said in result.output
    assert result.output.count("\n") == 1
    assert not (tmp_path / "data" / DATABASE).exists()


def test_a_database_of_somebody_else_is_no_backup(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db")) as db:
        db.execute("CREATE TABLE cats (name TEXT)")
    with pytest.raises(CannotKeep, match="not a Détente database"):
        backups.verified(tmp_path / "x.db")


async def test_a_file_that_is_there_or_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "there.db").write_text("precious")
    async with serving(on_disk(tmp_path / "data")) as (host, _):
        for line, said in (
            (f"backup {tmp_path / 'there.db'}", "exists already"),
            (f"backup {tmp_path / 'no' / 'folder.db'}", "cannot be written: No such file"),
            ("backup relative.db", "whole path"),
        ):
            with pytest.raises(BadOrder, match=said):
                await registry.perform(host.services, line, "console")
        with pytest.raises(BadOrder, match="on the server's own machine"):
            await registry.perform(host.services, f"backup {tmp_path / 'x.db'}", "some-operator")
    assert (tmp_path / "there.db").read_text() == "precious"
    with pytest.raises(CannotKeep, match="kept in memory"):
        backups.back_up(MemoryStore(), tmp_path / "y.db")


async def test_without_a_server_the_program_does_it_itself(tmp_path: Path) -> None:
    await played(tmp_path / "data", tmp_path / "first.db")
    result = await cli("backup", tmp_path / "second.db", "--data", tmp_path / "data")
    assert result.exit_code == 0, result.output
    assert "all of it verified" in result.output
    restored = await cli("restore", tmp_path / "second.db", "--data", tmp_path / "new")
    assert restored.exit_code == 0, restored.output
    assert "1 match" in restored.output
    nothing = await cli("backup", tmp_path / "third.db", "--data", tmp_path / "nowhere")
    assert (nothing.exit_code, "There is no database" in nothing.output) == (1, True)
    assert not (tmp_path / "nowhere").exists()


async def test_a_copy_that_sqlite_made_is_a_backup_too(tmp_path: Path) -> None:
    await played(tmp_path / "data", tmp_path / "unused.db")
    shutil.copy(tmp_path / "data" / DATABASE, tmp_path / "copy.db")
    backups.restore(tmp_path / "copy.db", tmp_path / "new", replace=False)
    async with (
        serving(on_disk(tmp_path / "data")) as (one, _),
        serving(on_disk(tmp_path / "new")) as (two, _),
    ):
        assert one.services.lineage != two.services.lineage, "two histories from here on"
