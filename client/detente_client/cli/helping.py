"""What `--help` says, in the player's language.

Owns: the way from the texts of commands and their options to the catalogue, which has them too.
Does not know: any command.
"""

from __future__ import annotations

from inspect import cleandoc

import click

from detente_client.i18n import listed


def translate(command: click.Command) -> list[str]:
    """Put the texts of a command, its options and its subcommands in the player's language; what they were before."""
    before = [cleandoc(command.help)] if command.help else []
    command.help = listed(before[0]) if before else command.help
    for option in command.params:
        if isinstance(option, click.Option) and option.help:
            before.append(option.help)
            option.help = listed(option.help)
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        before += translate(below)
    return before
