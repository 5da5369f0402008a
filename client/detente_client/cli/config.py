"""`detente config`: settings and keys. Flags only, no logic."""

from __future__ import annotations

import sys

import click

from detente_client.cli.running import run


@click.group()
def config() -> None:
    """Show and change your settings."""


@config.command()
def show() -> None:
    """List your settings, and what is wrong in their file."""
    from detente_client.settings import command, load

    found = load()
    click.echo("\n".join(command.lines(found.settings)))
    if found.problems:
        click.echo("\n".join(command.problem_lines(found)), err=True)
        sys.exit(1)


@config.command()
def path() -> None:
    """Say where your settings lie."""
    from detente_client.settings import settings_file

    click.echo(settings_file())


@config.command("set")
@click.argument("key")
@click.argument("value")
def set_one(key: str, value: str) -> None:
    """Set KEY to VALUE: on or off, a word, or words with commas between."""
    from detente_client.settings import command

    async def changed() -> int:
        click.echo(command.set_typed(key, value))
        return 0

    run(changed)


@config.command()
def keys() -> None:
    """Print a file of all keys of the app, to be changed and kept where its second line says."""
    from detente_client.app.keymap import file_lines, tables

    click.echo("\n".join(file_lines(tables())))
