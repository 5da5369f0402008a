"""From home to whatever is chosen, and back home.

Owns: what comes of a choice, how trouble is brought home.
Does not know: how anything is shown.
"""

from __future__ import annotations

from typing import assert_never

from attrs import evolve

from detente_client import joining, solo, tutorial
from detente_client.home import shelf
from detente_client.home.choices import Begin, Choice, GoOn, Learn, LookAgain, Visit
from detente_client.link.address import read_address
from detente_client.sitting import Sitting
from detente_client.trouble import Trouble


async def journey(sitting: Sitting) -> int:
    """Choose and play until the player has had enough; the exit code."""
    async with shelf.opened() as choosing:
        while (choice := await sitting.home(choosing)) is not None:
            choosing.said, choosing.tried = (), None
            try:
                await _do(choice, sitting)
            except Trouble as trouble:
                choosing.said = tuple(line for line in (trouble.problem, trouble.step) if line)
                choosing.tried = _to_mend(choice, trouble) if isinstance(choice, Visit) else None
    return 0


def _to_mend(visit: Visit, trouble: Trouble) -> Visit:
    """A visit that went wrong; a secret that was wrong is not shown again."""
    return evolve(visit, password="", token="") if trouble.code == "bad-auth" else visit


async def _do(choice: Choice, sitting: Sitting) -> None:
    match choice:
        case Begin(wish):
            await solo.play_new(wish, sitting)
        case GoOn(folder):
            await solo.play_on(sitting, folder=folder)
        case Learn():
            await tutorial.journey(sitting)
        case Visit():
            await _visit(choice, sitting)
        case LookAgain(archive):
            await sitting.debrief(archive)
        case _:
            assert_never(choice)


async def _visit(choice: Visit, sitting: Sitting) -> None:
    address = read_address(choice.address)
    by = joining.Proof(choice.password, choice.token)
    await joining.visit(sitting, address, choice.match or None, None, choice.name or None, by)
