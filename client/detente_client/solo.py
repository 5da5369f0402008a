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

from detente_client.attended import Match
from detente_client.child import Child, run_to_end, running_server
from detente_client.choosing import pick_nation, pick_pack
from detente_client.folders import archive_folder, state_folder
from detente_client.publicpack import read_pack
from detente_client.session import Session, connect
from detente_client.sitting import Sitting
from detente_client.trouble import Trouble
from detente_client.unfinished import Place, last_place, new_place
from detente_wire.messages import Mode

ARCHIVE_S = 10.0
"""Seconds for the archive to be written after the end."""
Play = Callable[[Match], Coroutine[Any, Any, int]]
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
    """The archive's file; none: a name of its own in the folder for archives."""


async def at_screen(wish: Wish, *, go_on: bool) -> int:
    """Play in front of a person, or of a pipe; the exit code."""
    with Sitting.opened() as sitting:
        if go_on:
            return await play_on(sitting.play, sitting.say_paths, wish.output)
        return await play_new(wish, sitting.play, sitting.say_paths)


async def play_new(wish: Wish, play: Play, say: Callable[[str], None]) -> int:
    """Begin a game and play it; the exit code."""
    _check_output(wish.output)
    with new_place(_folder()) as place:
        async with _at_home(place) as (child, session):
            match = await _begin(session, wish)
            place.note(match.match)
            return await _play(place, child, match, play, say, wish.output)


async def play_on(play: Play, say: Callable[[str], None], output: Path | None = None) -> int:
    """Take up the newest unfinished game; the exit code."""
    _check_output(output)
    with last_place(_folder()) as place:
        async with _at_home(place) as (child, session):
            match = await session.attend(place.match())
            return await _play(place, child, match, play, say, output)


@contextlib.asynccontextmanager
async def _at_home(place: Place) -> AsyncIterator[tuple[Child, Session]]:
    """A server of our own, and a session on it."""
    async with (
        running_server(place.data, place.archive, place.log) as child,
        connect(child.address, token=child.token) as session,
    ):
        yield child, session


def _folder() -> Path:
    return state_folder() / "solo"


async def _begin(session: Session, wish: Wish) -> Match:
    offered = pick_pack(wish.pack, session.packs)
    public = await session.public(offered.digest)
    nation = pick_nation(wish.nation, read_pack(public)) if wish.nation else None
    return await session.create(
        offered.id, nation, mode=wish.mode, temper=wish.temper, seed=wish.seed, open_dice=True, private=True
    )


async def _play(
    place: Place, child: Child, match: Match, play: Play, say: Callable[[str], None], output: Path | None
) -> int:
    """Play until the match, the player or the child comes to an end."""
    playing = asyncio.create_task(play(match))
    living = asyncio.create_task(child.ended())
    try:
        await asyncio.wait({playing, living}, return_when=asyncio.FIRST_COMPLETED)
        if not playing.done():
            raise Trouble("The game's server ended unexpectedly; nothing is lost.", _GO_ON)
        code = playing.result()
    except asyncio.CancelledError:
        say(f"The game is kept as it stands. {_GO_ON}")
        raise
    finally:
        for task in (playing, living):
            task.cancel()
        await asyncio.gather(playing, living, return_exceptions=True)
    if match.view.ended is None:
        say(f"The game is kept as it stands. {_GO_ON}")
        return code
    path = await _save(place, output)
    place.remove()
    say(f"The whole match is in {path}\nLook at it again: detente replay {path}")
    return code


_GO_ON = "Go on with it: detente solo --continue"


# -- the archive ---------------------------------------------------------------------------------------------------


def _check_output(output: Path | None) -> None:
    """Better now than after the game."""
    if output is not None and (output.is_dir() or not output.absolute().parent.is_dir()):
        problem = "it is a folder" if output.is_dir() else "there is no such folder"
        raise Trouble(f"{output} cannot be written: {problem}.", "Name a file in a folder that exists.")


async def _save(place: Place, output: Path | None) -> Path:
    """Where the archive went; `Trouble` if it could not be saved, then it stays where it is."""
    written = await _written(place)
    target = output or archive_folder() / written.name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(written, target)
    except OSError as why:
        reason = (why.strerror or str(why)).lower()
        raise Trouble(
            f"{target} cannot be written: {reason}.", f"The archive is still here: {written}"
        ) from None
    return target


async def _written(place: Place) -> Path:
    """The archive, as soon as the server has written it."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(ARCHIVE_S):
            while True:
                found = next(iter(place.archive.glob("*.detente")), None)
                if found is not None:
                    return found
                await asyncio.sleep(0.05)
    raise Trouble("The archive of the match could not be written.", f"The server's complaints: {place.log}")


# -- bots alone ----------------------------------------------------------------------------------------------------


async def play_auto(wish: Wish, *, as_json: bool) -> str:
    """Let bots play the match to its end; what came of it, as the server's command says it."""
    _check_output(wish.output)
    seed = secrets.randbelow(10**9) if wish.seed is None else wish.seed
    bots = wish.temper or "any"
    output = wish.output or archive_folder() / f"{wish.pack}-{wish.mode}-{bots}-{seed}.detente"
    options = ["--seed", str(seed), "--mode", wish.mode, "-o", str(output)]
    options += ["--temper", wish.temper] if wish.temper else []
    options += ["--json"] if as_json else []
    code, out, errors = await run_to_end(["auto", *options, "--", wish.pack])
    if code:
        raise Trouble(errors.strip() or "The bots' match could not be played.")
    return out.rstrip()
