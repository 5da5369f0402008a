"""From home to whatever is chosen, and back home.

Owns: what comes of a choice, how trouble is brought home.
Does not know: how anything is shown.
"""

from __future__ import annotations

from typing import assert_never

from attrs import evolve

from detente_client.home import finished, shelf
from detente_client.home.choices import (
    Begin,
    Choice,
    Delete,
    GoOn,
    GoThrough,
    Learn,
    LookAgain,
    Visit,
    WriteOut,
)
from detente_client.i18n import tr
from detente_client.journeys import joining, lessons, solo
from detente_client.journeys.sitting import Sitting
from detente_client.link.address import read_address
from detente_client.replay.retelling import load, player_of
from detente_client.trouble import Trouble


async def journey(sitting: Sitting) -> int:
    """Choose and play until the player has had enough; the exit code."""
    async with shelf.opened() as choosing:
        while (choice := await sitting.home(choosing)) is not None:
            choosing.said, choosing.tried = (), None
            try:
                choosing.said, choosing.well = await _do(choice, sitting), True
            except Trouble as trouble:
                choosing.well = False
                choosing.said = tuple(line for line in (trouble.problem, trouble.step) if line)
                choosing.tried = _to_mend(choice, trouble) if isinstance(choice, Visit) else None
    return 0


def _to_mend(visit: Visit, trouble: Trouble) -> Visit:
    """A visit that went wrong; a secret that was wrong is not shown again."""
    return evolve(visit, password="", token="") if trouble.code == "bad-auth" else visit


async def _do(choice: Choice, sitting: Sitting) -> tuple[str, ...]:
    """What is to be said of it at home."""
    match choice:
        case Begin(wish):
            await solo.play_new(wish, sitting)
        case GoOn(folder):
            await solo.play_on(sitting, folder=folder)
        case Learn():
            await lessons.journey(sitting)
        case Visit():
            await _visit(choice, sitting)
        case LookAgain(archive):
            await sitting.debrief(archive)
        case GoThrough(archive):
            match = load(archive)
            await sitting.replay(match, player_of(match))
        case WriteOut(archive):
            return (tr("Written: {path}", path=await finished.transcript(archive)),)
        case Delete(archive):
            return (await finished.delete(archive, sitting),)
        case _:
            assert_never(choice)
    return ()


async def _visit(choice: Visit, sitting: Sitting) -> None:
    address = read_address(choice.address)
    by = joining.Proof(choice.password, choice.token)
    await joining.visit(sitting, address, choice.match or None, None, choice.name or None, by)
