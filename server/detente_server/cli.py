"""The commands of hosts and modders: `detente-server` and `detente-pack`. Flags only, no logic.

What a command needs is imported when it runs, so that `--help` and `check` are quick.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


def _fail(message: str) -> NoReturn:
    """Say what is wrong, and end with 1."""
    click.echo(message, err=True)
    sys.exit(1)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="detente", prog_name="detente-server")
def main() -> None:
    """Run a server of Détente, or let bots play a match."""
    _settle()


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
        _fail(str(problem))


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
        _fail(str(problem))


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
        _fail(f"{output} cannot be written: {problem.strerror}. Choose another file with -o.")
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
        _fail(str(problem))
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
        _fail(str(problem))
    if as_json:
        click.echo(json.dumps(showing.plain(found.config)))
    else:
        click.echo("\n".join(showing.in_force(found.config, found.chosen)))


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
        _fail(str(problem))
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
        _fail(str(problem))
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
        _fail(str(problem))


def _how_bots_play(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command in which bots play alone."""
    options = (
        click.option(
            "--temper",
            type=click.Choice(["dove", "mixed", "hawk"]),
            help="Of every bot; else drawn for each.",
        ),
        click.option(
            "--mode", type=click.Choice(["variable", "historical"]), default="variable", show_default=True
        ),
        click.option("--content", type=FOLDER, help="Folder of crisis packs."),
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@main.command()
@click.argument("pack")
@click.option("--seed", default="1", show_default=True, help="Equal seeds give equal matches.")
@_how_bots_play
@click.option("-o", "--output", type=FILE, help="Write the archive to this file.")
def auto(
    pack: str,
    seed: str,
    temper: str | None,
    mode: str,
    content: Path | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Let bots play PACK to its end, without a server."""
    from detente_server.host import automatic

    try:
        result = automatic.play(pack, seed, temper or "", mode, content, output)
    except automatic.CannotPlay as problem:
        _fail(str(problem))
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else automatic.summary(result))


@main.command()
@click.argument("campaign")
@click.option("--seed", default="1", show_default=True, help="Equal seeds give equal campaigns.")
@_how_bots_play
@click.option("-o", "--output", type=FOLDER, help="Write the archives into this folder.")
def campaign(
    campaign: str,
    seed: str,
    temper: str | None,
    mode: str,
    content: Path | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Let bots play CAMPAIGN, a name or packs with commas between, each match with what those before it left."""
    from detente_server.host import automatic, campaigning

    try:
        result = campaigning.play(campaign, seed, temper or "", mode, content, output)
    except automatic.CannotPlay as problem:
        _fail(str(problem))
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else campaigning.summary(result))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="detente", prog_name="detente-pack")
def pack() -> None:
    """Work on crisis packs."""
    _settle()


@pack.command()
@click.argument("id")
@click.option("--title", help="How the crisis is listed; else made from the id.")
@click.option("--in", "folder", type=FOLDER, default=".", help="Where its folder is made (here).")
def new(id: str, title: str | None, folder: Path) -> None:
    """Begin a pack: a folder ID with a small crisis that checks clean and plays."""
    from detente_server.workshop import creating

    try:
        made = creating.create(id, title, folder)
    except creating.CannotCreate as problem:
        _fail(str(problem))
    click.echo(f"Made {made}. It can be played as it stands; now make it yours, and check it as you go:")
    click.echo(f"  detente-pack check --watch {made}")


@pack.command("check")
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a pack, each on a line.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C; one pack.")
def check_(paths: tuple[Path, ...], as_json: bool, watch: bool) -> None:
    """Check the packs at PATHS (folders or zips): all their problems, or that there are none.

    Reads every file, reckons deals and what history was worth, tries the pack's trials, and lets bots play three
    matches. Of several paths, as in content/*, files that are no zip are passed over.
    """
    from detente_server.workshop import checking, reporting, watching

    chosen, others = checking.packs_among(paths)
    for other in others:
        click.echo(f"{other} is no pack (a folder or a zip): passed over.", err=True)
    if not chosen:
        _fail("None of these is a pack: name folders or zips.")
    if watch and len(chosen) > 1:
        _fail("--watch looks at one pack: name one folder or zip.")
    well = True
    for _ in watching.changes(chosen[0]) if watch else [None]:
        for path in chosen:
            report = checking.check(path)
            well = report.well and (well or watch)
            told = (
                [json.dumps(reporting.plain(report), ensure_ascii=False)]
                if as_json
                else reporting.lines(report)
            )
            click.echo("\n".join(told))
        if watch and not as_json:
            click.echo(f"Watching {chosen[0]}; Ctrl-C ends it.\n")
    sys.exit(0 if well else 1)


@pack.command()
@click.argument("pack")
@click.option("--cards", is_flag=True, help="Every card of each nation, not only the first.")
@click.option("--content", type=FOLDER, help="Folder of crisis packs.")
def show(pack: str, cards: bool, content: Path | None) -> None:
    """Print PACK (a path, or an id) to read: the brief, and the points of every nation."""
    from detente_server.workshop import opening, showing

    try:
        click.echo("\n".join(showing.page(opening.opened(pack, content), cards)))
    except opening.CannotOpen as problem:
        _fail(str(problem))


@pack.command()
@click.argument("pack")
@click.option(
    "-n", "matches", type=click.IntRange(1, 100_000), default=100, show_default=True, help="How many matches."
)
@click.option("--seed", type=int, default=0, show_default=True, help="The first seed; the others follow.")
@click.option(
    "--temper", type=click.Choice(["dove", "mixed", "hawk"]), help="Of every bot; else drawn for each."
)
@click.option("--probe", help="Let one seat be played by this probe, and compare with a mixed bot there.")
@click.option("--seat", help="The probe's nation; else each principal in turn.")
@click.option("--plot", is_flag=True, help="Draw outcomes and tension too.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--content", type=FOLDER, help="Folder of crisis packs.")
def simulate(
    pack: str,
    matches: int,
    seed: int,
    temper: str | None,
    probe: str | None,
    seat: str | None,
    plot: bool,
    as_json: bool,
    content: Path | None,
) -> None:
    """Let bots play PACK (a path, or an id) many times on all cores: outcomes, scores, what nobody ever used."""
    from detente_server.workshop import opening, runs

    run = runs.Run(matches, seed, temper or "", probe or "", seat or "", plot, as_json)
    try:
        loaded = opening.opened(pack, content)
        quiet = not sys.stderr.isatty()
        length, label = run.length(loaded.pack), loaded.pack.id
        with click.progressbar(length=length, file=sys.stderr, label=label, hidden=quiet) as bar:
            found = runs.performed(loaded, run, bar.update)
    except (opening.CannotOpen, runs.CannotRun) as problem:
        _fail(str(problem))
    click.echo("\n".join(found))


@pack.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=FILE, help="The file to write, else <id>-<version>.zip here.")
def build(path: Path, output: Path | None) -> None:
    """Make one file of the pack at PATH, to hand on: the same files give the same bytes."""
    from detente_server.workshop import building, reporting
    from detente_server.workshop.checking import check

    report = check(path)
    if report.loaded is None or not report.well:
        _fail("\n".join(reporting.lines(report)))
    file = output or Path(building.file_name(report.loaded))
    try:
        building.write(file, building.zipped(report.loaded.raw))
    except OSError as problem:
        _fail(f"{file} cannot be written: {problem.strerror}. Choose another file with -o.")
    click.echo(f"Built {file} ({file.stat().st_size:,} bytes).\nDigest {report.loaded.digest}")


@pack.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--content", type=FOLDER, help="The folder that your server serves; else that of the user's data."
)
@click.option("--replace", is_flag=True, help="Even over the same version, or a newer one.")
def install(path: Path, content: Path | None, replace: bool) -> None:
    """Check the pack at PATH, and put it where servers find it, running ones too."""
    from detente_server.workshop import installing

    try:
        click.echo(installing.install(path, content, replace))
    except installing.CannotInstall as problem:
        _fail(str(problem))


@pack.command("list")
@click.option("--content", type=FOLDER, help="Folder of crisis packs.")
def list_(content: Path | None) -> None:
    """List the packs that a server would find, and where they lie."""
    from detente_server.packs.shelves import shelves
    from detente_server.workshop import installing

    click.echo("\n".join(installing.listed(shelves(content))))


@pack.command()
@click.argument("old")
@click.argument("new")
@click.option("--content", type=FOLDER, help="Folder of crisis packs.")
def diff(old: str, new: str, content: Path | None) -> None:
    """Say in words what changed from the pack OLD to the pack NEW (paths, or ids)."""
    from detente_server.workshop import comparing, opening

    try:
        found = list(comparing.changes(opening.opened(old, content), opening.opened(new, content)))
    except opening.CannotOpen as problem:
        _fail(str(problem))
    click.echo("\n".join(found) or "No change.")


@pack.command()
@click.argument("file", required=False)
@click.option("-o", "--output", type=FOLDER, help="Write the schemas of all files into this folder.")
def schema(file: str | None, output: Path | None) -> None:
    """Print the JSON Schema of FILE (pack, nations …), for editors."""
    from detente_server.workshop import schemas

    try:
        for line in schemas.given(file, output):
            click.echo(line)
    except schemas.NoSchema as problem:
        _fail(str(problem))


def _settle() -> None:
    """A sign that the terminal cannot show never ends the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
