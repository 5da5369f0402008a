"""`detente-server`: serving, asking a running server, its configuration."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from detente_server.cli.options import FILE, FOLDER, fail, settle


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="detente", prog_name="detente-server")
def main() -> None:
    """Run a server of Détente, or let bots play a match."""
    settle()


@main.command()
@click.option("--host", help="Address to listen on (127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65_535), help="Port to listen on (8765); 0: any free one.")
@click.option("--data", type=FOLDER, help="Folder of the database.")
@click.option("--content", type=FOLDER, help="Folder of crisis packs.")
@click.option("--archive", type=FOLDER, help="Folder that gets a file for each finished match.")
@click.option("--config", "file", type=FILE, help="TOML file with the same keys, and the limits.")
@click.option("--log-json", is_flag=True, default=None, help="Log in JSON lines.")
@click.option(
    "--status-port", type=click.IntRange(-1, 65_535), help="Port of the status page (8766); -1: none."
)
@click.option("--solo", is_flag=True, help="As the child of a solo game: one JSON line, ends with its stdin.")
def serve(file: Path | None, solo: bool, status_port: int | None, **flags: Any) -> None:
    """Serve matches until SIGTERM or Ctrl-C."""
    from attrs import evolve

    from detente_server.host import config, logs, running
    from detente_server.host.configuration import reading

    nowhere = config.Status(port=-1)
    chosen = config.Config(port=0, status=nowhere) if solo else config.Config()
    try:
        chosen = reading.to_serve(file, chosen)
        chosen = evolve(chosen, **{name: value for name, value in flags.items() if value is not None})
        if status_port is not None:
            chosen = evolve(chosen, status=evolve(chosen.status, port=status_port))
        logs.set_up(json_lines=chosen.log_json, quiet=solo)
        running.run(chosen, solo=solo)
    except (config.BadConfig, running.CannotRun) as problem:
        fail(str(problem))


@main.command()
@click.option("--data", type=FOLDER, help="Data folder of the server.")
@click.option("--config", "file", type=FILE, help="The server's TOML file, which names its data folder.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
@click.argument("line", nargs=-1)
def admin(data: Path | None, file: Path | None, as_json: bool, line: tuple[str, ...]) -> None:
    """Ask something of the server that runs on this machine: LINE, or whatever is typed; 'help' lists the orders."""
    from detente_server.host import config, running
    from detente_server.host.configuration import reading
    from detente_server.host.console import asking
    from detente_server.host.console.orders import typed

    try:
        chosen = reading.read(file, config.Config()).config if file else config.Config()
        folder = running.data_dir(data or chosen.data)
        if line:
            click.echo(asking.printed(asking.ask(folder, typed(line)), as_json=as_json))
            return
        for said in asking.prompt(folder):
            try:
                click.echo(asking.printed(asking.ask(folder, said), as_json=as_json))
            except asking.CannotAsk as problem:
                click.echo(str(problem), err=True)
    except (config.BadConfig, asking.CannotAsk) as problem:
        fail(str(problem))


@main.group()
def config() -> None:
    """Look at what a server may be told: a file with every key, what is wrong with one, what is in force."""


@config.command("new")
@click.option("-o", "--output", type=FILE, help="Write it to this file, which must not be there yet.")
def config_new(output: Path | None) -> None:
    """Print a commented TOML file with every key at its default."""
    from detente_server.host.configuration import showing

    if output is None:
        click.echo(showing.commented())
        return
    try:
        with output.open("x", encoding="utf-8") as file:
            file.write(showing.commented())
    except OSError as problem:
        fail(f"{output} cannot be written: {problem.strerror}. Choose another file with -o.")
    click.echo(f"Wrote {output}. Change what you like, then: detente-server config check {output}")


@config.command("check")
@click.argument("file", type=FILE)
def config_check(file: Path) -> None:
    """Say everything that is wrong with FILE, each with its line, or that nothing is."""
    from detente_server.host.config import BadConfig, Config
    from detente_server.host.configuration import reading
    from detente_server.host.console.orders import counted

    try:
        found = reading.read(file, Config())
    except BadConfig as problem:
        fail(str(problem))
    for note in found.notes:
        click.echo(f"{note} A server would not start with it here.", err=True)
    click.echo(
        f"{file}: nothing {'else ' if found.notes else ''}is wrong; {counted(len(found.chosen), 'key')} chosen."
    )


@config.command("show")
@click.argument("file", type=FILE, required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def config_show(file: Path | None, as_json: bool) -> None:
    """Print what is in force with FILE, or without one: every key. Secrets are not shown."""
    from detente_server.host.config import BadConfig, Config
    from detente_server.host.configuration import reading, showing

    try:
        found = reading.read(file, Config()) if file else reading.nothing_chosen(Config())
    except BadConfig as problem:
        fail(str(problem))
    if as_json:
        click.echo(json.dumps(showing.plain(found.config)))
    else:
        click.echo("\n".join(showing.in_force(found.config, found.chosen)))
