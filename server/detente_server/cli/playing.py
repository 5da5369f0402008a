"""`detente-server`: bots play alone, without a server."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from detente_server.cli.options import FILE, FOLDER, fail
from detente_server.cli.serving import main


@frozen
class HowBotsPlay:
    """What is said alike of a match and of a campaign of bots."""

    seed: str
    temper: str | None
    mode: str
    content: Path | None
    as_json: bool

    def said(self, result: dict[str, Any], summary: Callable[[dict[str, Any]], str]) -> None:
        """Print what came of it."""
        click.echo(json.dumps(result, ensure_ascii=False) if self.as_json else summary(result))


def _how_bots_play(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command in which bots play alone, given to it as one value, `how`."""

    @wraps(command)
    def gathered(
        seed: str, temper: str | None, mode: str, content: Path | None, as_json: bool, **rest: Any
    ) -> None:
        command(how=HowBotsPlay(seed, temper, mode, content, as_json), **rest)

    options = (
        click.option("--seed", default="1", show_default=True, help="Equal seeds give the same play."),
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
    taking: Callable[..., None] = gathered
    for option in reversed(options):
        taking = option(taking)
    return taking


@main.command()
@click.argument("pack")
@_how_bots_play
@click.option("-o", "--output", type=FILE, help="Write the archive to this file.")
def auto(pack: str, how: HowBotsPlay, output: Path | None) -> None:
    """Let bots play PACK to its end, without a server."""
    from detente_server.host import automatic

    try:
        result = automatic.play(pack, how.seed, how.temper or "", how.mode, how.content, output)
    except automatic.CannotPlay as problem:
        fail(str(problem))
    how.said(result, automatic.summary)


@main.command()
@click.argument("campaign")
@_how_bots_play
@click.option("-o", "--output", type=FOLDER, help="Write the archives into this folder.")
def campaign(campaign: str, how: HowBotsPlay, output: Path | None) -> None:
    """Let bots play CAMPAIGN, a name or packs with commas between, each match with what those before it left."""
    from detente_server.host import automatic, campaigning

    try:
        result = campaigning.play(campaign, how.seed, how.temper or "", how.mode, how.content, output)
    except automatic.CannotPlay as problem:
        fail(str(problem))
    how.said(result, campaigning.summary)
