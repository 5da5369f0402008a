"""What `--help` says, in the player's language.

Owns: the way from the texts of commands and their options to the catalogue, which has them too.
Does not know: any command.
"""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc

import click

from detente_client.i18n import listed


def translate(command: click.Command) -> None:
    """Put the texts of a command, its options and its subcommands in the player's language."""
    command.help = listed(cleandoc(command.help)) if command.help else command.help
    for option in command.params:
        if isinstance(option, click.Option) and option.help:
            option.help = listed(option.help)
    for one in subcommands(command):
        translate(one)


def texts(command: click.Command) -> Iterator[str]:
    """Every text that `--help` says of a command and what is below it."""
    if command.help:
        yield cleandoc(command.help)
    yield from (option.help for option in command.params if isinstance(option, click.Option) and option.help)
    for one in subcommands(command):
        yield from texts(one)


def subcommands(command: click.Command) -> list[click.Command]:
    """Those of a group."""
    return list(command.commands.values()) if isinstance(command, click.Group) else []
