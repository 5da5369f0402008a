"""A client for tests: raw websockets and the codec, nothing of ours between.

It keeps every message that it got, in order, and the bytes of every frame.
"""

from __future__ import annotations

import asyncio
import hashlib
import itertools
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

import websockets
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from detente_wire.acts import Act
from detente_wire.codec import MSGPACK, Codec
from detente_wire.messages import (
    Attend,
    Auth,
    ClientMessage,
    Command,
    CommandId,
    CreateMatch,
    Credential,
    Guest,
    Heard,
    Hello,
    JoinMatch,
    LeaveMatch,
    MatchId,
    NextMatch,
    Receipt,
    Resume,
    ServerMessage,
    Welcome,
)
from detente_wire.notices import Said
from detente_wire.parts import Joiner
from detente_wire.terms import NationId

M = TypeVar("M")
PATIENCE_S = 10
_ids = itertools.count()


def new_id() -> CommandId:
    """A command id that was not used before in this process."""
    return CommandId(hashlib.sha256(f"{next(_ids)}".encode()).hexdigest()[:32])


class Speaker:
    """One client on one socket."""

    def __init__(self, socket: ClientConnection, codec: Codec) -> None:
        self.socket = socket
        self.codec = codec
        self.got: list[ServerMessage] = []
        self.frames: list[bytes] = []
        self._joiner = Joiner(codec)
        self._news = asyncio.Event()
        self.welcome: Welcome
        self.closed: tuple[int, str] | None = None
        self.reading = asyncio.create_task(self._read())

    @classmethod
    async def come(
        cls, port: int, who: str | Credential, codec: Codec = MSGPACK, *, host: str = "127.0.0.1"
    ) -> Self:
        """Connect and be welcomed, as a guest of this name or otherwise."""
        client = await cls.connect(port, codec, host=host)
        await client.enter(Guest(who) if isinstance(who, str) else who)
        return client

    @classmethod
    async def connect(cls, port: int, codec: Codec = MSGPACK, *, host: str = "127.0.0.1") -> Self:
        """Connect, and no more."""
        socket = await connect(
            f"ws://{host}:{port}", subprotocols=[Subprotocol(codec.subprotocol)], compression=None, proxy=None
        )
        return cls(socket, codec)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.leave()

    async def enter(self, who: Credential) -> Welcome:
        """Say who one is."""
        await self.say_auth(who)
        self.welcome = await self.hear(Welcome)
        return self.welcome

    async def say_auth(self, who: Credential) -> None:
        """Say who one is, whatever comes of it."""
        await self.say(Auth(who, "tests"))

    @property
    def hello(self) -> Hello:
        """The server's first frame."""
        return next(one for one in self.got if isinstance(one, Hello))

    @property
    def resume(self) -> Resume:
        """The credential for the next time."""
        return Resume(self.welcome.resume_token)

    async def _read(self) -> None:
        try:
            async for frame in self.socket:
                self.frames.append(frame if isinstance(frame, bytes) else frame.encode())
                message = self._joiner.feed(frame)
                if message is not None:
                    self.got.append(message)  # type: ignore[arg-type]
                    self._news.set()
        except websockets.ConnectionClosed:
            pass
        self.closed = (self.socket.close_code or 1006, self.socket.close_reason or "")
        self._news.set()

    async def say(self, message: ClientMessage) -> None:
        """Send a message."""
        await self.socket.send(self.codec.encode(message), text=self.codec.text)

    async def wait(self, found: Callable[[], M | None], what: object = "") -> M:
        """Wait until this finds something in what was got."""
        async with asyncio.timeout(PATIENCE_S):
            while (thing := found()) is None:
                if self.closed:
                    raise AssertionError(f"closed {self.closed} while waiting for {what}")
                self._news.clear()
                await self._news.wait()
        return thing

    async def hear(self, kind: type[M], fits: Callable[[M], bool] = lambda _: True) -> M:
        """The first message of this kind that fits, heard already or still to come."""
        return await self.wait(
            lambda: next((one for one in self.got if isinstance(one, kind) and fits(one)), None), kind
        )

    async def close_code(self) -> int:
        """Wait until the socket is closed."""
        async with asyncio.timeout(PATIENCE_S):
            while self.closed is None:
                self._news.clear()
                await self._news.wait()
        return self.closed[0]

    async def receipt(self, id: CommandId) -> Receipt:
        """The receipt of a command."""
        return await self.hear(Receipt, lambda receipt: receipt.id == id)

    async def create(self, pack: str = "teatime", **settings: object) -> Receipt:
        """Create a match."""
        return await self.ask(CreateMatch(new_id(), pack, **settings))  # type: ignore[arg-type]

    async def join(self, match: MatchId, nation: str | None = None) -> Receipt:
        """Take a seat."""
        return await self.ask(JoinMatch(new_id(), match, NationId(nation) if nation else None))

    async def ask(self, command: Command | CreateMatch | NextMatch | JoinMatch | LeaveMatch) -> Receipt:
        """Send a command; its receipt."""
        await self.say(command)
        return await self.receipt(command.id)

    async def do(self, match: MatchId, act: Act, words: str = "") -> Receipt:
        """Command in a match; the receipt."""
        return await self.ask(Command(new_id(), match, act, words))

    async def attend(self, match: MatchId, cursor: int = 0, lineage: object = None) -> None:
        """Ask for the stream."""
        await self.say(Attend(match, cursor, lineage))  # type: ignore[arg-type]

    def heard(self, match: MatchId | None = None) -> list[Heard]:
        """The notices of a match, as they came."""
        return [one for one in self.got if isinstance(one, Heard) and match in (None, one.match)]

    async def notice(self, kind: type[M]) -> M:
        """The first notice of this kind."""
        found = await self.hear(Heard, lambda heard: isinstance(heard.notice, kind))
        return found.notice  # type: ignore[return-value]

    async def words(self, words: str) -> Heard:
        """The notice that brought these words."""
        return await self.hear(Heard, lambda heard: heard.words == words)

    async def said(self, kind: type[Act]) -> Said:
        """The first act of this kind that was said in a channel."""

        def is_it(heard: Heard) -> bool:
            return isinstance(heard.notice, Said) and isinstance(heard.notice.act, kind)

        notice = (await self.hear(Heard, is_it)).notice
        assert isinstance(notice, Said)
        return notice

    async def quiet(self) -> int:
        """Wait until nothing new comes for a moment; how many notices there are."""
        count = -1
        while count != len(self.got):
            count = len(self.got)
            await asyncio.sleep(0.05)
        return len(self.heard())

    def cut(self) -> None:
        """The line is dead, without a word."""
        self.socket.transport.abort()

    async def leave(self) -> None:
        """Close the socket."""
        await self.socket.close()
        await asyncio.wait([self.reading], timeout=2)
