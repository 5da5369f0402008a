"""A server that is killed at any moment: what it acknowledged is there, and nobody loses a line."""

from __future__ import annotations

import asyncio
import random
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from attrs import define, field

from detente_wire.acts import Say
from detente_wire.messages import Attend, Command, Committed, Heard, MatchId, Outcome, Resume
from detente_wire.terms import ChannelId
from tests.host.house import meeting, two_at_table
from tests.host.speaking import Speaker, new_id

KILLS = 6
AT_ONCE = 4
ROOT = Path(__file__).parents[2]


class Child:
    """The server's process."""

    def __init__(self, folder: Path, *flags: str) -> None:
        self._folder = folder
        self._flags = flags
        self._process: asyncio.subprocess.Process
        self.port = 0

    async def start(self) -> int:
        """Start it; its port."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.host.child", str(self._folder), *self._flags,
            cwd=ROOT, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert self._process.stdout is not None
        self.port = int(await asyncio.wait_for(self._process.stdout.readline(), 20))
        return self.port

    async def kill(self) -> None:
        """Kill it, this moment."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


@define
class Player:
    """One seat's player over all of the server's lives."""

    match: MatchId
    channel: ChannelId
    resume: Resume
    heard: list[Heard] = field(factory=list)
    said: dict[str, Command] = field(factory=dict)
    """Everything that was commanded, by id."""
    acknowledged: dict[str, Outcome] = field(factory=dict)
    repeated: int = 0

    async def talk(self, client: Speaker) -> None:
        """Say again what has no answer, and new things, until the line breaks."""
        waiting = [one for id, one in self.said.items() if id not in self.acknowledged]
        while True:
            commands = waiting[:AT_ONCE] or [self._new() for _ in range(AT_ONCE)]
            del waiting[:AT_ONCE]
            for command in commands:
                await client.say(command)
            for command in commands:
                self.acknowledged[command.id] = (await client.receipt(command.id)).outcome

    def _new(self) -> Command:
        words = f"word {len(self.said)}"
        command = Command(new_id(), self.match, Say(self.channel), words)
        self.said[command.id] = command
        return command

    async def come_again(self, port: int) -> Speaker:
        """Resume; nothing that was heard before may be different now."""
        client = await Speaker.come(port, self.resume)
        self.resume = client.resume
        await client.say(Attend(self.match, len(self.heard), client.hello.lineage))
        return client

    def note(self, client: Speaker) -> None:
        """Keep what the client heard; each cursor once, none left out."""
        for heard in client.heard(self.match):
            assert heard.cursor == len(self.heard) + 1, "a hole or a double"
            self.heard.append(heard)

    async def check(self, port: int) -> None:
        """Every acknowledged command is there: the same receipt, and its words in the stream."""
        client = await self.come_again(port)
        for id, outcome in self.acknowledged.items():
            await client.say(self.said[id])
            assert (await client.receipt(self.said[id].id)).outcome == outcome
            self.repeated += 1
        await client.quiet()
        self.note(client)
        words = [heard.words for heard in self.heard if heard.words]
        assert len(words) == len(set(words)), "something was said twice"
        spoken = {
            self.said[id].words for id, outcome in self.acknowledged.items() if isinstance(outcome, Committed)
        }
        assert spoken <= set(words), "something acknowledged was lost"
        await client.leave()


async def kill_often(folder: Path, kills: int, *flags: str) -> Player:
    """Talk, kill, start again, and look what is left; the player with what was acknowledged."""
    dice = random.Random(7)
    child = Child(folder, *flags)
    try:
        ada, bel, match = await two_at_table(await child.start())
        player = Player(match, await meeting(ada, bel, match), bel.resume)
        await bel.quiet()
        player.note(bel)
        client = bel
        for _ in range(kills):
            talking = asyncio.create_task(player.talk(client))
            await asyncio.sleep(dice.uniform(0.02, 0.15))
            await child.kill()
            with suppress(Exception):
                await asyncio.wait_for(talking, 5)
            await asyncio.wait([client.reading], timeout=5)
            if client is not bel:
                player.note(client)
            else:
                player.heard = bel.heard(match)
            await player.check(await child.start())
            client = await player.come_again(child.port)
        return player
    finally:
        await child.kill()


async def test_what_was_acknowledged_survives_the_servers_death(tmp_path: Path) -> None:
    player = await kill_often(tmp_path, KILLS)
    assert len(player.acknowledged) > 40


async def test_a_server_that_acknowledges_too_early_is_caught(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        await kill_often(tmp_path, KILLS, "eager")
