"""`detente config`: settings and keys. Flags only, no logic."""

from __future__ import annotations

import sys
from pathlib import Path

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


@config.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
def translation(file: Path | None) -> None:
    """Check a translation of the client, like de.po, and use it; alone: say where its template lies."""
    from detente_client import translation as translations
    from detente_client.i18n import tr

    async def taken() -> int:
        if file is None:
            click.echo(translations.TEMPLATE)
            return 0
        found = translations.checked(file)
        click.echo("".join(f"{one}\n" for one in found.problems), err=True, nl=False)
        click.echo(found.summary)
        if not found.problems:
            path, choose = translations.kept(found), f"detente config set language {found.language}"
            click.echo(tr("It is kept in {path}, and chosen by: {command}", path=path, command=choose))
        return int(bool(found.problems))

    run(taken)
