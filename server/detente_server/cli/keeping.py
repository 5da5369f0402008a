"""`detente-server`: copies, parcels, looks into the database, and the right to be forgotten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from detente_server.cli.options import FILE, FOLDER, fail
from detente_server.cli.serving import main


def _kept(data: Path | None, file: Path | None, words: tuple[str, ...], as_json: bool) -> None:
    """Have an order carried out by the running server, or here if none runs; print what comes of it."""
    from detente_server.host import config, running
    from detente_server.host.configuration import reading
    from detente_server.host.console import asking
    from detente_server.host.console.orders import typed
    from detente_server.host.keeping import backups, offline

    try:
        chosen = reading.read(file, config.Config()).config if file else config.Config()
        answer = offline.carry_out(running.data_dir(data or chosen.data), typed(words))
    except (config.BadConfig, asking.CannotAsk, backups.CannotKeep) as problem:
        fail(str(problem))
    click.echo(asking.printed(answer, as_json=as_json))


def _on_a_folder(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that works on a data folder."""
    options = (
        click.option("--data", type=FOLDER, help="Data folder of the server."),
        click.option(
            "--config", "file", type=FILE, help="The server's TOML file, which names its data folder."
        ),
        click.option("--json", "as_json", is_flag=True, help="Print one line of JSON."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@main.command()
@click.argument("output", type=FILE, metavar="FILE")
@_on_a_folder
def backup(output: Path, data: Path | None, file: Path | None, as_json: bool) -> None:
    """Copy everything to a new FILE, and verify the copy; while the server goes on, or without one."""
    _kept(data, file, ("backup", str(output.absolute())), as_json)


@main.command()
@click.argument("source", type=FILE, metavar="FILE")
@click.option("--data", type=FOLDER, required=True, help="Data folder that gets it; no server may run there.")
@click.option("--replace", is_flag=True, help="Even where there is a database; the old one is kept beside.")
def restore(source: Path, data: Path, replace: bool) -> None:
    """Make the backup FILE the database of a data folder, after verifying all of it.

    Players who were there since the backup are told, and hear everything anew.
    """
    from detente_server.host.console.orders import counted
    from detente_server.host.keeping import backups

    try:
        found, kept = backups.restore(source, data, replace=replace)
    except backups.CannotKeep as problem:
        fail(str(problem))
    matches, records = counted(found.matches, "match"), counted(found.records, "record")
    click.echo(f"Restored {matches} with {records} to {data}.")
    if kept is not None:
        click.echo(f"The old database is {kept}.")


@main.command()
@click.argument("match")
@click.argument("output", type=FILE, metavar="FILE")
@_on_a_folder
def export(match: str, output: Path, data: Path | None, file: Path | None, as_json: bool) -> None:
    """Write one MATCH to a new FILE: its log, what people wrote, its pack, who sits where."""
    _kept(data, file, ("export", match, str(output.absolute())), as_json)


@main.command("import")
@click.argument("source", type=FILE, metavar="FILE")
@_on_a_folder
def import_(source: Path, data: Path | None, file: Path | None, as_json: bool) -> None:
    """Let a match in from FILE, if all of it holds; one that goes on is decided again, every turn of it."""
    _kept(data, file, ("import", str(source.absolute())), as_json)


@main.command()
@click.argument("match")
@click.option("--texts", is_flag=True, help="With all that people wrote; the audit log says that you looked.")
@_on_a_folder
def inspect(match: str, texts: bool, data: Path | None, file: Path | None, as_json: bool) -> None:
    """Show the log of MATCH record by record, and whether its chain holds."""
    _kept(data, file, ("texts" if texts else "inspect", match), as_json)


@main.command()
@click.argument("player")
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
@_on_a_folder
def erase(player: str, yes: bool, data: Path | None, file: Path | None, as_json: bool) -> None:
    """Forget PLAYER for good: what he wrote, the account, all that is kept about it."""
    if not yes:
        click.confirm(f"Forget {player!r} for good? It cannot be undone", abort=True)
    _kept(data, file, ("erase", player), as_json)


@main.command()
@click.option("--data", type=FOLDER, help="Data folder of the server.")
@click.option("--config", "file", type=FILE, help="The server's TOML file, which names its data folder.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.argument("sql", required=False)
def reports(data: Path | None, file: Path | None, as_json: bool, sql: str | None) -> None:
    """Ask the database: a row for each match, or the rows of SQL.

    Beside the tables there are the views log, record_json and document_json. Nothing can be changed by it; a server may
    run meanwhile.
    """
    from detente_server.host import config, running
    from detente_server.host.configuration import reading
    from detente_server.host.keeping import asked
    from detente_server.host.keeping.backups import CannotKeep

    try:
        chosen = reading.read(file, config.Config()).config if file else config.Config()
        for line in asked.rows(running.data_dir(data or chosen.data), sql, as_json=as_json):
            click.echo(line)
    except (config.BadConfig, CannotKeep) as problem:
        fail(str(problem))
