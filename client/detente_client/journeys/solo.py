"""A game against bots: a server of our own, one person, bots in the other seats, an archive at the end.

Owns: the order of a solo game, where its archive goes, a match of bots alone (`--auto`).
Does not know: how the child is run (`child`), how a match is played (`plain`).
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import shutil
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

from attrs import frozen

from detente_client.delegation.notebook import shelf_in
from detente_client.folders import archive_folder, notebook_folder, state_folder
from detente_client.i18n import chosen, tr
from detente_client.journeys.campaigns import crises, go_on
from detente_client.journeys.campaigns import following as remaining
from detente_client.journeys.child import Child, run_to_end, running_server
from detente_client.journeys.sitting import Sitting
from detente_client.journeys.unfinished import Place, last_place, new_place
from detente_client.lobby.choosing import pick_nation, pick_pack
from detente_client.publicpack import read_pack
from detente_client.sessions.attended import Match
from detente_client.sessions.session import Session, connect
from detente_client.trouble import Trouble
from detente_client.words.naming import Names
from detente_wire.messages import MatchId, Mode

ARCHIVE_S = 10.0
"""Seconds for the archive to be written after the end."""
Play = Callable[[Match, str], Coroutine[Any, Any, int]]
"""How a match is played in front of a person."""


@frozen
class Wish:
    """What is to be played."""

    pack: str = "hong-kong-1984"
    nation: str | None = None
    seed: int | None = None
    temper: str = ""
    mode: Mode = "variable"
    output: Path | None = None
    """The archive's file (of a campaign: the folder of its archives); none: in the folder for archives."""
    campaign: str = ""
    """A campaign by name, or packs with commas between; then `pack` is not read."""
    language: str = ""
    """In which the crisis is read; empty: in the player's own, if the pack has it."""
    taught: bool = False
    """With a tutor beside the player."""


async def at_screen(sitting: Sitting, wish: Wish, *, go_on: bool) -> int:
    """Play in front of a person, or of a pipe; the exit code."""
    if go_on:
        return await play_on(sitting, wish.output)
    return await play_new(wish, sitting)


async def play_new(wish: Wish, sitting: Sitting) -> int:
    """Begin a game and play it; the exit code."""
    _check_output(wish.output, folder=bool(wish.campaign))
    with new_place(unfinished_folder()) as place:
        async with _at_home(place) as (child, session):
            match = await _begin(session, wish)
            _note(place, match)
            if wish.taught:
                shelf_in(notebook_folder())(match.match, match.nation or "").teach(0)
            return await _play_all(place, child, session, match, sitting, wish.output)


async def play_on(sitting: Sitting, output: Path | None = None, folder: str = "") -> int:
    """Take up the unfinished game in the folder of this name, else the newest; the exit code."""
    _check_place(output)
    with last_place(unfinished_folder(), folder) as place:
        async with _at_home(place) as (child, session):
            match = await session.attend(place.match())
            return await _play_all(place, child, session, match, sitting, output)


async def _play_all(
    place: Place, child: Child, session: Session, match: Match, sitting: Sitting, output: Path | None
) -> int:
    """Play the match, and those that follow it in its campaign; each archive is kept."""
    while True:
        code = await _play(place, child, match, sitting.play, sitting.say_paths)
        if match.view.ended is None:
            return code
        path = await _save(place, match.match, output)
        await sitting.debrief(path)
        row = next((row for row in await session.matches() if row.match == match.match), None)
        following = await go_on(session, sitting, match)
        if following is None:
            if remaining(row) is None:
                place.remove()
            else:
                sitting.say_paths(f"{tr('The campaign is kept as it stands.')} {_GO_ON}")
            return code
        match = following
        _note(place, match)


def _note(place: Place, match: Match) -> None:
    """Write down what is played, and how far it has come."""
    view = match.view
    place.note(match.match, match.pack.title, Names(match.pack).nation(view.me) if view.me else "", view.turn)


@contextlib.asynccontextmanager
async def _at_home(place: Place) -> AsyncIterator[tuple[Child, Session]]:
    """A server of our own, and a session on it."""
    async with (
        running_server(place.data, place.archive, place.log) as child,
        connect(child.address, token=child.token) as session,
    ):
        yield child, session


def unfinished_folder() -> Path:
    """Where games are kept that are not over."""
    return state_folder() / "solo"


async def _begin(session: Session, wish: Wish) -> Match:
    hello = session.hello
    first, *then = crises(wish.campaign, hello.campaigns, session.packs) if wish.campaign else (wish.pack,)
    offered = pick_pack(first, session.packs)
    public = await session.public(offered.digest)
    nation = pick_nation(wish.nation, read_pack(public)) if wish.nation else None
    return await session.create(
        offered.id,
        nation,
        mode=wish.mode,
        temper=wish.temper,
        seed=wish.seed,
        open_dice=True,
        private=True,
        then=tuple(then),
        language=wish.language or (chosen() if chosen() in offered.languages else ""),
    )


async def _play(place: Place, child: Child, match: Match, play: Play, say: Callable[[str], None]) -> int:
    """Play until the match, the player or the child comes to an end."""
    playing = asyncio.create_task(play(match, COMMAND))
    living = asyncio.create_task(child.ended())
    try:
        await asyncio.wait({playing, living}, return_when=asyncio.FIRST_COMPLETED)
        if not playing.done():
            raise Trouble(tr("The game's server ended unexpectedly; nothing is lost."), _GO_ON)
        code = playing.result()
    except asyncio.CancelledError:
        say(f"{tr('The game is kept as it stands.')} {_GO_ON}")
        raise
    finally:
        _note(place, match)
        for task in (playing, living):
            task.cancel()
        await asyncio.gather(playing, living, return_exceptions=True)
    if match.view.ended is None:
        say(f"{tr('The game is kept as it stands.')} {_GO_ON}")
    return code


COMMAND = "detente solo --continue"
_GO_ON = tr("Go on with it: {command}", command=COMMAND)


# -- the archive ---------------------------------------------------------------------------------------------------


def _check_place(output: Path | None) -> None:
    """Of a game that is taken up again it is not known yet whether it is a campaign: a file or a folder will do."""
    _check_output(output, folder=output is not None and output.is_dir())


def _check_output(output: Path | None, *, folder: bool = False) -> None:
    """Better now than after the game."""
    if folder and output is not None and not output.is_dir():
        raise Trouble(
            tr("{output} is no folder.", output=output),
            tr("A campaign leaves an archive for each crisis: name a folder."),
        )
    if not folder and output is not None and (output.is_dir() or not output.absolute().parent.is_dir()):
        problem = tr("it is a folder") if output.is_dir() else tr("there is no such folder")
        raise Trouble(
            tr("{output} cannot be written: {problem}.", output=output, problem=problem),
            tr("Name a file in a folder that exists."),
        )


async def _save(place: Place, match: MatchId, output: Path | None) -> Path:
    """Where the archive went; `Trouble` if it could not be saved, then it stays where it is."""
    written = await _written(place, match)
    target = _target(output, written.name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(written, target)
    except OSError as why:
        reason = (why.strerror or str(why)).lower()
        raise Trouble(
            tr("{target} cannot be written: {reason}.", target=target, reason=reason),
            tr("The archive is still here: {written}", written=written),
        ) from None
    return target


def _target(output: Path | None, name: str) -> Path:
    """The file that was named, or one of its own name in the folder that was named or is usual."""
    if output is None:
        return archive_folder() / name
    return output / name if output.is_dir() else output


async def _written(place: Place, match: MatchId) -> Path:
    """The match's archive, as soon as the server has written it."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(ARCHIVE_S):
            while True:
                found = next(iter(place.archive.glob(f"*-{match}.detente")), None)
                if found is not None:
                    return found
                await asyncio.sleep(0.05)
    raise Trouble(
        tr("The archive of the match could not be written."),
        tr("The server's complaints: {log}", log=place.log),
    )


# -- bots alone ----------------------------------------------------------------------------------------------------


async def play_auto(wish: Wish, *, as_json: bool) -> str:
    """Let bots play the match, or the campaign, to its end; what came of it, as the server's command says it."""
    _check_output(wish.output, folder=bool(wish.campaign))
    seed = secrets.randbelow(10**9) if wish.seed is None else wish.seed
    bots = wish.temper or "any"
    if wish.campaign:
        output = wish.output or archive_folder()
        output.mkdir(parents=True, exist_ok=True)
    else:
        output = wish.output or archive_folder() / f"{wish.pack}-{wish.mode}-{bots}-{seed}.detente"
    options = ["--seed", str(seed), "--mode", wish.mode, "-o", str(output)]
    options += ["--temper", wish.temper] if wish.temper else []
    options += ["--json"] if as_json else []
    what = ("campaign", wish.campaign) if wish.campaign else ("auto", wish.pack)
    code, out, errors = await run_to_end([what[0], *options, "--", what[1]])
    if code:
        raise Trouble(errors.strip() or tr("The bots' match could not be played."))
    return out.rstrip()
