"""`detente-server`: bots play alone, without a server."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click

from detente_server.cli.options import FILE, FOLDER, fail
from detente_server.cli.serving import main


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
        fail(str(problem))
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
        fail(str(problem))
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else campaigning.summary(result))
