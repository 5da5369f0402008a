"""`detente-pack`: what the author of a crisis does."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from detente_server.cli.options import FILE, FOLDER, fail, settle


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="detente", prog_name="detente-pack")
def pack() -> None:
    """Work on crisis packs."""
    settle()


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
        fail(str(problem))
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
        fail("None of these is a pack: name folders or zips.")
    if watch and len(chosen) > 1:
        fail("--watch looks at one pack: name one folder or zip.")
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
        fail(str(problem))


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
        fail(str(problem))
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
        fail("\n".join(reporting.lines(report)))
    file = output or Path(building.file_name(report.loaded))
    try:
        building.write(file, building.zipped(report.loaded.raw))
    except OSError as problem:
        fail(f"{file} cannot be written: {problem.strerror}. Choose another file with -o.")
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
        fail(str(problem))


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
        fail(str(problem))
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
        fail(str(problem))
