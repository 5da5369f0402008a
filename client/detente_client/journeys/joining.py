"""Playing on a server: who we are there, the lobby or one match, the seat that stays ours.

Owns: names and the files of sessions, the order of a visit.
Does not know: the lobby's commands (`lobby`), how a match is played (`plain`).
"""

from __future__ import annotations

import asyncio
import contextlib
import getpass
import os
import re
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from attrs import field, frozen

from detente_client.folders import archive_folder, state_folder
from detente_client.i18n import tr
from detente_client.journeys.addresses import visited
from detente_client.journeys.campaigns import go_on
from detente_client.journeys.sitting import Sitting
from detente_client.link.address import Address, read_address
from detente_client.link.core import insecure
from detente_client.link.memory import MemoryFile
from detente_client.lobby.choosing import sit_down
from detente_client.sessions.attended import Match
from detente_client.sessions.session import Session, connect
from detente_client.trouble import Trouble
from detente_client.words.refusing import refusal_message
from detente_wire import gate
from detente_wire.gate import one_line
from detente_wire.messages import Invite, Invited
from detente_wire.refusals import Refusal

__all__ = ["Proof", "checked_name", "entered", "own_names", "proof", "read_address", "visit"]
NAMES = 9
"""How many names of one's own are tried, where none was chosen."""


@frozen
class Proof:
    """What proves who one is, where that is asked for."""

    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


def proof(address: Address, *, password: bool, token: bool) -> Proof:
    """From the environment, else asked for without an echo: a command line can be read by all on its machine.

    `Trouble` before anything is asked for where it could not be sent.
    """
    if (password or token) and not address.private:
        raise insecure()
    return Proof(
        _secret("DETENTE_PASSWORD", tr("Password:")) if password else "",
        _secret("DETENTE_TOKEN", tr("Token:")) if token else "",
    )


def _secret(variable: str, prompt: str) -> str:
    try:
        given = os.environ.get(variable) or _typed(prompt)
    except EOFError:
        given = ""
    if not given:
        raise Trouble(
            tr("Nothing was typed."), tr("Type it when you are asked, or set {variable}.", variable=variable)
        )
    return given


def _typed(prompt: str) -> str:
    """A line that is not shown; what comes through a pipe is not shown anyway."""
    return getpass.getpass(f"{prompt} ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")


async def visit(
    sitting: Sitting,
    address: Address,
    wanted: str | None,
    nation: str | None,
    name: str | None,
    by: Proof | None = None,
) -> int:
    """Go to a server and play there: the match that is wanted, or one from the lobby. The exit code.

    Who came for a table and leaves no seat of his behind there, finds others in the lobby.
    """
    async with entered(address, name, by or Proof()) as session:
        visited(address.written, session.name)
        if wanted is not None:
            match = await sit_down(session, wanted, nation)
            match, code = await _play_on(session, sitting, match)
            if match.view.ended is not None or _kept(match):
                return code
        return await _from_lobby(session, sitting, nation)


async def _from_lobby(session: Session, sitting: Sitting, nation: str | None) -> int:
    """Matches from the lobby, one after the other: whoever leaves one is back in it, and leaves the server there."""
    while (match := await sitting.lobby(session, nation)) is not None:
        await _play_on(session, sitting, match)
    return 0


def _kept(match: Match) -> bool:
    """Whether there is a seat to come back to."""
    return match.view.me is not None and not match.left and not match.called_off


async def _play_on(session: Session, sitting: Sitting, match: Match) -> tuple[Match, int]:
    """Play the match, and those that follow it in its campaign; the last of them, and the exit code."""
    while True:
        code = await _play(session, sitting, match)
        following = await go_on(session, sitting, match) if match.view.ended is not None else None
        if following is None:
            return match, code
        match = following


async def _play(session: Session, sitting: Sitting, match: Match) -> int:
    label, name = session.address.written, session.name
    again = f"detente join {label} --match {match.match} --name {_quoted(name)}"
    sitting.say_paths(
        tr(
            "Match {match}. Others take a seat with: detente join {label} --match {match}\n"
            "Should you have to leave, come back to your seat with:\n{again}",
            match=match.match,
            label=label,
            again=again,
        )
    )
    await _say_who_is_awaited(session, sitting, match)
    try:
        code = await sitting.play(match, again)
    except asyncio.CancelledError:
        sitting.say_paths(tr("Your seat stays yours. Come back with: {again}", again=again))
        raise
    if match.view.ended is not None:
        await _keep(session, sitting, match)
    elif _kept(match):
        sitting.say_paths(tr("Your seat stays yours. Come back with: {again}", again=again))
    return code


async def _say_who_is_awaited(session: Session, sitting: Sitting, match: Match) -> None:
    """Before it begins: that one can wait here, and how others come to a table that is one's own."""
    row = next((row for row in await session.matches() if row.match == match.match), None)
    if row is None or row.phase != "muster":
        return
    sitting.say(
        tr("The talks begin when everybody has come; bots take the seats that are left. You can wait here.")
    )
    if row.private and row.creator == session.name:
        answer = await session.wish(Invite(match.match))
        if isinstance(answer, Invited):
            sitting.say(
                tr(
                    "Nobody sees it in the lobby: those whom you invite type /join {code} there. /code says it again.",
                    code=one_line(answer.code),
                )
            )


async def _keep(session: Session, sitting: Sitting, match: Match) -> None:
    """Keep the archive of a match that is over, if the server hands it out."""
    text = await session.archive(match.match)
    if text is None:
        return
    path = archive_folder() / archive_name(match.pack.id, match.match)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as why:
        sitting.say(
            tr(
                "The match's archive could not be kept: {why}.",
                why=(why.strerror or str(why)).lower(),
            )
        )
        return
    await sitting.debrief(path, match.view.me)


def archive_name(pack: str, match: str) -> str:
    """The file of a finished match; what a server says only names it, and leads into no other folder."""
    spelled = (re.sub(r"[^A-Za-z0-9_-]", "_", said)[:64] for said in (pack, match))
    return f"{'-'.join(spelled)}.detente"


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


# -- names ---------------------------------------------------------------------------------------------------------


@contextlib.asynccontextmanager
async def entered(address: Address, name: str | None, by: Proof) -> AsyncIterator[Session]:
    """A session under this name, or under one of our own choice; who was there before is the same again."""
    names = [checked_name(name)] if name is not None else list(own_names())
    for n, candidate in enumerate(names):
        with MemoryFile.opened(session_file(address, candidate)) as memory:
            if memory is None:
                if name is None:
                    continue
                raise Trouble(
                    tr("You play as {name} in another window already.", name=name),
                    tr("Choose another name here: --name"),
                )
            if by.token:  # whoever it was that played here under this name before
                memory.forget()
            session = connect(address, candidate, token=by.token, password=by.password, memory=memory)
            try:
                await session.__aenter__()
            except Trouble as trouble:
                if trouble.code == "name-taken" and name is None and n + 1 < len(names):
                    continue
                raise
            try:
                yield session
            finally:
                await session.__aexit__(None, None, None)
            return
    raise Trouble(tr("You have many windows open already."), tr("Choose a name for this one: --name"))


def checked_name(name: str) -> str:
    """The name as it is kept; `Trouble` if it cannot be one."""
    checked = gate.name(name)
    if isinstance(checked, Refusal):
        raise Trouble(refusal_message(checked), code=checked.code)
    return checked


def own_names() -> Iterator[str]:
    """The name under which the user is known to this machine, and others like it."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    bare = re.sub(r"[^A-Za-z0-9]", "", user)[:20]
    name = bare if isinstance(gate.name(bare), str) else "Guest"
    yield name
    yield from (f"{name}-{n}" for n in range(2, NAMES + 1))


def session_file(address: Address, name: str) -> Path:
    """Where a session is remembered."""
    server = re.sub(r"[^A-Za-z0-9.]+", "_", address.label)
    return state_folder() / "sessions" / f"{server}-{gate.skeleton(name)}.json"
