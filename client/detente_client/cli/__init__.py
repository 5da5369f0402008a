"""The command of players: `detente`. Flags only, no logic.

Floor plan: here what is played; `archives` (finished matches), `config` (settings and keys),
`running` (from a journey to an exit code).
What a command needs is imported when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente_client.cli.archives import debrief, replay
from detente_client.cli.config import config
from detente_client.cli.helping import translate
from detente_client.cli.running import run
from detente_client.cli.seating import seat, somebody_sits_here
from detente_client.cli.web import web
from detente_client.i18n import lend, tr
from detente_client.output import settle

if TYPE_CHECKING:
    from detente_client.journeys.joining import Proof
    from detente_client.journeys.sitting import Sitting

PLAIN = click.option("--plain", is_flag=True, help=tr("Lines of text, as in a pipe or for a screen reader."))


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(package_name="detente", prog_name="detente")
@click.pass_context
def main(context: click.Context) -> None:
    """Play Détente: talks between nations in a crisis of history.

    Alone, in a terminal, it opens your home: `detente play`.
    """
    settle()
    if context.invoked_subcommand is None:
        if not somebody_sits_here():
            click.echo(context.get_help())
            context.exit(0)
        context.invoke(play, plain=False)


@main.command()
@PLAIN
def play(plain: bool) -> None:
    """Choose what to play: a crisis, an unfinished game, a server, a match to look at again."""

    async def at_home(sitting: Sitting) -> int:
        from detente_client.home.journey import journey

        return await journey(sitting)

    run(lambda: seat(at_home, plain=plain))


@main.command()
@click.option(
    "--as",
    "nation",
    type=click.Choice(["prc", "gbr"]),
    default="prc",
    show_default=True,
    help="China or Britain.",
)
@PLAIN
def tutorial(nation: str, plain: bool) -> None:
    """Learn the game: the first two turns on Hong Kong with a tutor, then on your own."""

    async def taught(sitting: Sitting) -> int:
        from detente_client.journeys.lessons import journey

        return await journey(sitting, nation)

    run(lambda: seat(taught, plain=plain))


@main.command()
@click.argument("pack", default="hong-kong-1984")
@click.option("--as", "nation", metavar="NATION", help="The nation you speak for; else the first one.")
@click.option("--seed", type=click.IntRange(0, 2**53 - 1), help="Equal seeds deal the same cards and dice.")
@click.option(
    "--temper", type=click.Choice(["dove", "mixed", "hawk"]), help="Of the bots; else drawn for each."
)
@click.option(
    "--mode",
    type=click.Choice(["variable", "historical"]),
    default="variable",
    show_default=True,
    help="Cards drawn anew, or those of history.",
)
@click.option(
    "--campaign",
    metavar="NAME",
    default="",
    help="Crises in a row, each with what those before it left: a name, or packs with commas between.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The finished match goes to this file; those of a campaign into this folder.",
)
@click.option("--continue", "go_on", is_flag=True, help="Take up the newest unfinished game.")
@click.option(
    "--language", metavar="TAG", default="", help="In which the crisis is read, like de; else its own."
)
@click.option("--auto", is_flag=True, help="Bots play all seats, without a stop.")
@click.option("--json", "as_json", is_flag=True, help="With --auto: print one JSON object.")
@PLAIN
def solo(
    pack: str,
    nation: str | None,
    seed: int | None,
    temper: str | None,
    mode: Any,
    campaign: str,
    output: Path | None,
    go_on: bool,
    language: str,
    auto: bool,
    as_json: bool,
    plain: bool,
) -> None:
    """Play PACK (hong-kong-1984) against bots."""
    if as_json and not auto:
        raise click.UsageError(tr("--json goes with --auto."))
    if auto and (go_on or nation):
        raise click.UsageError(
            tr("With --auto bots play all seats of a new match: leave out --as and --continue.")
        )
    wish = (pack, nation, seed, temper or "", mode, output, campaign, language)

    async def alone() -> int:
        from detente_client.journeys import solo as playing

        click.echo(await playing.play_auto(playing.Wish(*wish), as_json=as_json))
        return 0

    async def played(sitting: Sitting) -> int:
        from detente_client.journeys import solo as playing

        return await playing.at_screen(sitting, playing.Wish(*wish), go_on=go_on)

    run(alone if auto else lambda: seat(played, plain=plain))


@main.command()
@click.argument("address")
@click.option("--match", metavar="ID", help="The match to play in; else the lobby lists them.")
@click.option("--as", "nation", metavar="NATION", help="The nation to speak for; else the first free one.")
@click.option("--name", help="Your name on that server.")
@click.option("--password", is_flag=True, help="Log in: it is asked for, or taken from DETENTE_PASSWORD.")
@click.option(
    "--token", is_flag=True, help="Come in by a token: it is asked for, or taken from DETENTE_TOKEN."
)
@PLAIN
def join(
    address: str,
    match: str | None,
    nation: str | None,
    name: str | None,
    password: bool,
    token: bool,
    plain: bool,
) -> None:
    """Play on the server at ADDRESS, e.g. example.org:8765 or wss://example.org."""
    if password and token:
        raise click.UsageError(tr("Either --password or --token."))
    if (password or token) and not name:
        raise click.UsageError(tr("Say who you are: --name goes with --password and with --token."))

    async def sat_down() -> int:
        by = (
            _proof(address, password, token) if password or token else None
        )  # before the app has the terminal

        async def visited(sitting: Sitting) -> int:
            from detente_client.journeys import joining

            return await joining.visit(sitting, joining.read_address(address), match, nation, name, by)

        return await seat(visited, plain=plain)

    run(sat_down)


def _proof(address: str, password: bool, token: bool) -> Proof:
    from detente_client.journeys import joining

    return joining.proof(joining.read_address(address), password=password, token=token)


main.add_command(replay)
main.add_command(debrief)
main.add_command(config)
main.add_command(web)
lend()
HELP = translate(main)
"""What `--help` says, in English."""
