"""All that is printed in the strange language: home and the lobby in lines, a replay, the debrief as lines, as Markdown
and as a page, the tutorial, settings, `--help` of every command, what is wrong with a command line.

Owns: how each is come to.
Does not know: what may stand there (`pseudo`).
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, cast

import click
from click.testing import CliRunner

from detente_client.cli import main
from detente_client.debrief import files
from detente_client.debrief.lines import lines
from detente_client.debrief.marked import markdown
from detente_client.debrief.report import report
from detente_client.debrief.sections import document
from detente_client.home.shelf import Offers, Shelf
from detente_client.lobby.desk import Desk
from detente_client.plain.home import Menu
from detente_client.publicpack import read_pack
from detente_client.replay.retelling import as_seen_by, everything
from detente_client.settings.values import rows
from detente_client.trouble import Trouble
from detente_client.tutorial.steps import FAREWELL, STEPS
from detente_wire.terms import NationId
from tests.client.debrief.matches import archive, war
from tests.client.hall import loaded
from tests.client.lobbies import Typist
from tests.client.pseudo import data
from tests.client.pseudo_screens import PACKS, session

CONTENT = Path(__file__).parents[2] / "content"
LOBBY = """\
/matches
/packs
/campaigns
/help
/help create
/help invite
/search x
/muted
/umpire
/who
/create x
/create hong-kong-1984 as=x
/create hong-kong-1984 turn=x
/join 9
/watch 9
/mute
/block
/notify
/password
/token
/nothing
what?
/invite 1
/1
/quiet
"""
WRONG = (
    ["solo", "no-such-pack"], ["replay", "none.detente"], ["debrief", "none.detente"], ["join", "a b", "--name", "x"],
    ["join", "example.org", "--password"], ["config", "set", "x", "y"], ["config", "set", "theme", "x"],
    ["config", "show"], ["config", "path"], ["nothing"], ["solo", "--none"], ["solo", "--seed", "x"],
    ["solo", "--temper", "x"], ["replay"],
)  # fmt: skip
"""Command lines that cannot be done, and what `config` answers."""


def typed() -> Iterator[str]:
    """What is typed, in every language, or said by others."""
    yield "tente html road none.detente x.detente example.org such"  # the game's name, files, a campaign, an address
    yield "no such file or directory"  # the system's own words
    yield "UTC true false integer range"
    yield from (path.name for path in CONTENT.iterdir())
    yield from (one.name for one in rows())
    yield from ("on off", *(" ".join(words) for words in WRONG))
    yield from (seat.card for match in (archive(), war()) for seat in report(match).seats)
    yield from _arguments(main)


def _arguments(command: click.Command) -> Iterator[str]:
    """Names of commands, options and what stands behind them."""
    for one in command.params:
        yield " ".join(
            (one.make_metavar(click.Context(command)), *one.opts, *getattr(one.type, "choices", ()))
        )
        yield str(one.default)
    for name, below in command.commands.items() if isinstance(command, click.Group) else ():
        yield f"{name} main COMMAND ARGS OPTIONS INTEGER RANGE"
        yield from _arguments(below)


def printed() -> dict[str, str]:
    """Each line that was printed, and where."""
    found = dict[str, str]()
    for where, said in _all():
        for line in said.split("\n"):
            found.setdefault(line, where)
    return found


def _all() -> Iterator[tuple[str, str]]:
    for said in asyncio.run(_home()):
        yield "home", said
    for said in asyncio.run(_lobby()):
        yield "the lobby", said
    for step in STEPS:
        yield "the tutorial", f"{step.text}\n{step.hint}"
    yield "the tutorial", FAREWELL
    for match in (archive(), war()):
        yield from _told(data(match))
    yield from _helped(main, ["detente"])
    for line in WRONG:
        yield f"detente {' '.join(line)}", CliRunner().invoke(main, line).output


def _told(match: Any) -> Iterator[tuple[str, str]]:
    me = match.header.public["nations"][0]["id"]
    pages = [*everything(match), *as_seen_by(match, NationId(me))]
    yield "the replay", "\n".join(line for page in pages for line in page.lines)
    for first in (None, NationId(me)):
        made = report(match)
        yield "the debrief in lines", "\n".join(lines(document(made, first)))
        yield "the debrief in Markdown", markdown(document(made, first))
        yield "the debrief's page", _text(files.html(made, first))
        yield "after a match", "\n".join([*files.summary(made, first), files.where(Path("/x.detente"))])


def _text(page: str) -> str:
    """What is read of a page, words for screen readers included."""
    body = re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)
    labels = re.findall(r"\b(?:aria-label|title|alt|placeholder)=\"([^\"]*)\"", body)
    return unescape("\n".join([re.sub(r"<[^>]*>", "\n", body), *labels]))


async def _home() -> list[str]:
    packs = tuple(read_pack(data(loaded(name).public)) for name in PACKS)

    async def offered() -> Offers:
        return Offers(packs, ())

    said: list[str] = []
    for answers in (
        ("x", "99", "2", "1", "1", "2"),
        ("2", "x"),
        ("3", "9", "9", "9"),
        ("4", "a b c", "y"),
        ("5",),
    ):
        sitting = Typist(*answers)
        with contextlib.suppress(Trouble, IndexError):
            await Menu(cast(Any, sitting), Shelf(asyncio.create_task(offered()))).choose()
        said += sitting.said
    return said


async def _lobby() -> list[str]:
    front = Typist()
    desk = Desk(session(), front)
    desk.greet()
    for line in LOBBY.splitlines():
        try:
            await desk.take(line)
        except Trouble as trouble:
            front.say(str(trouble))
    front.say(*await _asked("", "1", "1", "2", "10m"), *await _asked("x", "1", "x", "1", "9", "2", "z", "5"))
    return front.said


async def _asked(*answers: str) -> list[str]:
    """A table that is set question by question."""
    front = Typist(*answers)
    with contextlib.suppress(Trouble):
        await Desk(session(), front).take("/create")
    return front.said


def _helped(command: click.Command, path: list[str]) -> Iterator[tuple[str, str]]:
    """`--help` of a command and of all below it."""
    yield f"{' '.join(path)} --help", CliRunner().invoke(main, [*path[1:], "--help"]).output
    for name, below in command.commands.items() if isinstance(command, click.Group) else ():
        yield from _helped(below, [*path, name])
