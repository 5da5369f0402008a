"""Writes docs/reference/programs.md, what each program says under --help, and docs/reference/configuration.md:
`python -m tests.house.write_programs`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from detente_client.cli import main as detente
from detente_server.cli import main as detente_server
from detente_server.cli import pack as detente_pack
from detente_server.host.configuration import showing

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGE = REFERENCE / "programs.md"
CONFIGURATION = REFERENCE / "configuration.md"
PROGRAMS: dict[str, click.Command] = {
    "detente": detente,
    "detente-server": detente_server,
    "detente-pack": detente_pack,
}

HEAD = """# Programs

The three programs, their commands and flags, as each says under `--help`. This page is made from them by
`python -m tests.house.write_programs`. What a player types while playing is on [its own page](commands.md); the keys of
`--config` are listed on [theirs](configuration.md).

Exit codes: 0, it went well; 1, something could not be had (a sentence on stderr says what, and the next step);
2, the flags were not understood; 130, Ctrl-C.

`DETENTE_HOME`, an environment variable, names one folder under which the player's program keeps everything: unfinished
games, sessions, cached packs, settings and archives.
"""


def page() -> str:
    """The page as it should be."""
    sections = [_help(program, [name]) for name, program in PROGRAMS.items()]
    return "\n".join([HEAD, *(line for section in sections for line in section)])


def _help(program: click.Command, path: list[str]) -> Iterator[str]:
    """What the program says under --help, and each of its commands."""
    run = CliRunner().invoke(program, [*path[1:], "--help"], prog_name=path[0], terminal_width=80)
    yield from ("#" * (len(path) + 1) + " " + " ".join(path), "", "```", run.output.rstrip(), "```", "")
    if isinstance(program, click.Group) and len(path) == 1:
        for inner in sorted(program.commands):
            yield from _help(program, [*path, inner])
    elif len(path) == 2 and (group := _group(program, path[1])) is not None:
        for inner in sorted(group.commands):
            yield from _help(program, [*path, inner])


def _group(program: click.Command, name: str) -> click.Group | None:
    """The command of this name, if it has commands of its own."""
    found = program.commands.get(name) if isinstance(program, click.Group) else None
    return found if isinstance(found, click.Group) else None


def main() -> None:
    """Write the pages."""
    PAGE.write_text(page(), encoding="utf-8")
    CONFIGURATION.write_text(showing.page(), encoding="utf-8")
    print(f"wrote {PAGE}\nwrote {CONFIGURATION}")


if __name__ == "__main__":
    main()
