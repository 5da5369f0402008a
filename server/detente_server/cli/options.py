"""What all commands share: how files are named, how a failure is said."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import NoReturn

import click

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


def fail(message: str) -> NoReturn:
    """Say what is wrong, and end with 1."""
    click.echo(message, err=True)
    sys.exit(1)


def settle() -> None:
    """A sign that the terminal cannot show never ends the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
