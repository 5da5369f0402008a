"""`detente web`: the app in a browser. Flags only, no logic."""

from __future__ import annotations

import click

from detente_client.cli.running import run


@click.command()
@click.argument("words", nargs=-1, metavar="[home | solo PACK | join ADDRESS]")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; this machine alone.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free one."
)
@click.option(
    "--limit",
    type=click.IntRange(1, 200),
    default=8,
    show_default=True,
    help="Tabs at once; each is a process.",
)
@click.option(
    "--linger",
    type=click.IntRange(0, 86400),
    default=60,
    show_default=True,
    help="Seconds that an app waits for its tab to come back before it is ended; its game is kept.",
)
def web(words: tuple[str, ...], host: str, port: int, limit: int, linger: int) -> None:
    """Play in a browser: every tab that opens the printed address has the app to itself."""
    from detente_client.web.serving import Wanted, serve

    run(lambda: serve(Wanted(host, port, limit, words, linger), lambda line: click.echo(line)))
