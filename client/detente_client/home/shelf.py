"""What there is to choose from at home: crises, campaigns, unfinished games, servers, finished matches.

Owns: `Shelf`; asking a server of our own for the crises that it has.
Does not know: what comes of a choice.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

from attrs import define, field, frozen

from detente_client.figures import moment
from detente_client.folders import archive_folder
from detente_client.home.choices import Visit
from detente_client.journeys.addresses import Known, known
from detente_client.journeys.child import running_server
from detente_client.journeys.solo import unfinished_folder
from detente_client.journeys.unfinished import Begun, unfinished
from detente_client.publicpack import PublicPack, read_pack
from detente_client.sessions.session import connect
from detente_wire.messages import CampaignOffered

LISTED = 30
"""Finished matches that are listed, the newest first."""
FIRST = "hong-kong-1984"
"""The crisis that teaches the game stands before the others."""


@frozen
class Offers:
    """What can be begun."""

    packs: tuple[PublicPack, ...]
    campaigns: tuple[CampaignOffered, ...]


@frozen
class Finished:
    """A finished match on this machine."""

    path: Path
    when: str

    @property
    def title(self) -> str:
        """As the file calls it, without the match's id."""
        stem, _, id = self.path.stem.rpartition("-")
        return stem if stem and len(id) >= 16 else self.path.stem


@define(eq=False)
class Shelf:
    """What there is now; it is looked through again each time the player comes home."""

    _offers: asyncio.Task[Offers] = field()
    said: tuple[str, ...] = field(default=(), init=False)
    """What became of the last choice, if there is anything to say of it."""
    well: bool = field(default=True, init=False)
    """Whether it went well."""
    tried: Visit | None = field(default=None, init=False)
    """The visit that went wrong: to be mended, not to be typed anew."""

    async def offers(self) -> Offers:
        """The crises and campaigns; `Trouble` if our own server cannot say."""
        return await asyncio.shield(self._offers)

    def unfinished(self) -> tuple[Begun, ...]:
        """Games to go on with, the newest first."""
        return unfinished(unfinished_folder())

    def servers(self) -> tuple[Known, ...]:
        """Servers that were visited."""
        return known()

    def finished(self) -> tuple[Finished, ...]:
        """Matches to look at again, the newest first."""
        found = []
        with contextlib.suppress(OSError):
            found = [(path.stat().st_mtime, path) for path in archive_folder().glob("*.detente")]
        newest = sorted(found, reverse=True)[:LISTED]
        return tuple(Finished(path, moment(datetime.fromtimestamp(at))) for at, path in newest)


@contextlib.asynccontextmanager
async def opened() -> AsyncIterator[Shelf]:
    """A shelf; the crises are asked for meanwhile."""
    asking = asyncio.create_task(_offered())
    try:
        yield Shelf(asking)
    finally:
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)


async def _offered() -> Offers:
    """What a server of our own has; it runs as long as it takes to say so."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        async with (
            running_server(place / "data", place / "archive", place / "log") as child,
            connect(child.address, token=child.token) as session,
        ):
            packs = [read_pack(await session.public(pack.digest)) for pack in session.packs]
            campaigns = session.hello.campaigns
    return Offers(tuple(sorted(packs, key=lambda pack: (pack.id != FIRST, pack.title))), campaigns)
