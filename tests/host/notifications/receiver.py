"""A webhook's receiver on loopback, which answers as it is told."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web
from attrs import define, field


@define
class Posted:
    """One post as it arrived."""

    headers: Mapping[str, str]
    body: bytes


@define
class Receiver:
    """What came, and what is answered."""

    port: int = 0
    status: int = 200
    headers: dict[str, str] = field(factory=dict)
    body: bytes = b""
    silent: bool = False
    """Never answers."""
    endless: bool = False
    """Answers without end."""
    got: list[Posted] = field(factory=list)
    cut: asyncio.Event = field(factory=asyncio.Event)
    """Set when the other side did not want to hear the end."""
    over: asyncio.Event = field(factory=asyncio.Event)
    """Set when the test is over."""

    @property
    def address(self) -> str:
        """Where it is posted to."""
        return f"http://127.0.0.1:{self.port}/hook"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Keep the post and answer."""
        self.got.append(Posted(dict(request.headers), await request.read()))
        if self.silent:
            await self.over.wait()
        if not self.endless:
            return web.Response(status=self.status, headers=self.headers, body=self.body)
        answer = web.StreamResponse()
        await answer.prepare(request)
        try:
            while True:
                await answer.write(b"x" * 65536)
        except ConnectionError:
            self.cut.set()
            raise


@asynccontextmanager
async def receiving(tls: ssl.SSLContext | None = None) -> AsyncIterator[Receiver]:
    """A receiver that listens."""
    receiver = Receiver()
    app = web.Application()
    app.router.add_route("*", "/{any:.*}", receiver.answer)
    runner = web.AppRunner(app, handle_signals=False, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
    await site.start()
    receiver.port = runner.addresses[0][1]
    try:
        yield receiver
    finally:
        receiver.over.set()
        await runner.cleanup()
