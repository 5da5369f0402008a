"""A lobby without a server: a session that keeps what it was asked, and somebody who types from a list.

Owns: `FakeSession`, `Typist`.
Does not know: what is done with the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from detente_client.link.address import Address
from detente_client.trouble import Trouble
from detente_wire.messages import CampaignOffered, Digest, Done, MatchRow, PackOffered
from tests.client.hall import loaded

PACKS = ("hong-kong-1984", "cuba-1962")


class Typist:
    """A front that answers from a list, and keeps what it was told."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.said: list[str] = []

    def say(self, *lines: str) -> None:
        self.said += lines

    async def ask(self, prompt: str) -> str | None:
        self.said.append(prompt)
        return self.answers.pop(0) if self.answers else None

    async def read_secret(self, prompt: str) -> str | None:
        return await self.ask(prompt)


class _Hello:
    campaigns = (CampaignOffered("road", "The Road", "Two crises.", PACKS),)


class FakeSession:
    """As much of a session as a lobby asks for; what leads to a match gives what was asked instead."""

    def __init__(self, rows: list[MatchRow]) -> None:
        self.rows = rows
        self.asked: dict[str, Any] = {}
        self.lists = 0
        self.wishes: list[Any] = []
        self.name = "Ann"
        self.address = Address("127.0.0.1", 8765)
        self.hello: Any = _Hello()
        self.stopped: Trouble | None = None
        self.connected = True
        self.listeners: list[Callable[[bool], None]] = []
        self.packs = tuple(
            PackOffered(name, loaded(name).pack.title, "1.0.0", Digest(name)) for name in PACKS
        )

    async def matches(self, **search: Any) -> list[MatchRow]:
        self.asked, self.lists = search, self.lists + 1
        if self.stopped is not None:
            raise self.stopped
        return self.rows

    def on_connection(self, told: Callable[[bool], None]) -> Callable[[], None]:
        self.listeners.append(told)
        return lambda: self.listeners.remove(told)

    async def public(self, digest: Digest) -> Mapping[str, Any]:
        return loaded(digest).public

    async def find(self, wanted: str) -> MatchRow:
        return self.rows[0]

    async def wish(self, wish: Any) -> Done:
        self.wishes.append(wish)
        return Done("Done as [bold]asked.")

    async def join(self, match: str, nation: str | None = None) -> Any:
        return ("join", match, nation)

    async def watch(self, match: str, role: str = "observer") -> Any:
        return ("watch", match, role)

    async def go_on(self, match: str) -> Any:
        return ("next", match)

    async def create(self, pack: str, nation: str | None, **rest: Any) -> Any:
        return ("create", pack, nation, rest)
