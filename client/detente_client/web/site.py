"""Who may open the page, how many at once; the socket between a tab and its app.

Owns: the routes, the key in the address, the check of where a socket comes from, the limit, the end of all tabs.
Does not know: what an app is (its command is given), where we listen.

The key stands in the path, so that neither another user of this machine nor another site can guess the page. A browser
that is led to us by another site sends that site as the origin of its socket, and is refused.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiohttp import WSMsgType, web
from attrs import define, field

from detente_client.i18n import tr
from detente_client.web import page
from detente_client.web.tab import Tab

SIZES = (10, 500)
"""Columns and rows that a browser may ask for."""
LARGEST = 256 * 1024
"""Bytes of one message from a browser: a paste."""
FONT = (8, 40)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@define(eq=False)
class Site:
    """One page, and its tabs."""

    command: Sequence[str]
    """Of the app."""
    key: str
    limit: int
    tabs: set[Tab] = field(factory=set, init=False)

    def application(self) -> web.Application:
        """The routes."""
        app = web.Application(middlewares=[self._guarded])
        root = "/{key}"
        app.add_routes(
            [
                web.get(f"{root}/", self._page),
                web.get(f"{root}/ws", self._socket),
                web.static(f"/{self.key}/own", page.OWN),
                web.static(f"/{self.key}/terminal", page.TERMINAL),
            ]
        )
        app.on_shutdown.append(self._end)
        return app

    @property
    def full(self) -> bool:
        """Whether no tab more can be opened."""
        return len(self.tabs) >= self.limit

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Only who knows the key comes in; everything is answered under the same rules."""
        first = request.path.split("/")[1]
        if hmac.compare_digest(first.encode(), self.key.encode()):
            try:
                answer = await handler(request)
            except web.HTTPException as refusal:
                answer = _said(refusal.status, tr("There is no such page."))
        else:
            answer = _said(
                404, tr("There is no such page."), tr("Open the address that detente web printed.")
            )
        if not answer.prepared:
            answer.headers.update(page.headers(request.host))
        return answer

    async def _page(self, request: web.Request) -> web.Response:
        if self.full:
            return _said(503, *_FULL())
        scheme = "wss" if request.scheme == "https" else "ws"
        size = _number(request.query.get("fontsize"), 16, *FONT)
        socket = f"{scheme}://{request.host}/{self.key}/ws"
        return web.Response(text=page.terminal_page(socket, size), content_type="text/html")

    # -- the socket of a tab --------------------------------------------------------------------------------------

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin", "")
        if origin.partition("://")[2] != request.host:
            return _said(403, tr("This socket is for the page of this game alone."))
        if self.full:
            return _said(503, *_FULL())
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=LARGEST)
        tab = Tab(self.command, socket.send_bytes, _closing(socket))
        self.tabs.add(tab)  # before the first await: the limit holds whoever comes together
        try:
            await socket.prepare(request)
            size = [_number(request.query.get(name), usual, *SIZES) for name, usual in _SIZE]
            await tab.start(*size)
            await _pass_on(socket, tab)
        finally:
            await asyncio.shield(self._end_tab(tab))
        return socket

    async def _end_tab(self, tab: Tab) -> None:
        try:
            await tab.end()
        finally:
            self.tabs.discard(tab)

    async def _end(self, app: web.Application) -> None:
        """No app outlives the site."""
        await asyncio.gather(*[self._end_tab(tab) for tab in [*self.tabs]], return_exceptions=True)


_SIZE = (("width", 80), ("height", 24))


def _FULL() -> tuple[str, str]:
    return tr("All tables of this page are taken."), tr("Try again when somebody has left.")


async def _pass_on(socket: web.WebSocketResponse, tab: Tab) -> None:
    """Keys, sizes and focus, until the browser or the app is gone."""
    async for message in socket:
        if message.type is WSMsgType.TEXT and not await _heard(message.data, socket, tab):
            return


async def _heard(text: str, socket: web.WebSocketResponse, tab: Tab) -> bool:
    """Whether it was a message as the page sends them."""
    try:
        kind, *rest = json.loads(text)
        match kind, rest:
            case "stdin", [str(data)]:
                await tab.send_bytes(data.encode("utf-8", "replace"))
            case "resize", [{"width": width, "height": height}]:
                await tab.set_terminal_size(_number(width, 80, *SIZES), _number(height, 24, *SIZES))
            case "ping", [data]:
                await socket.send_json(["pong", data])
            case "blur", _:
                await tab.blur()
            case "focus", _:
                await tab.focus()
            case _:
                return False
    except (ValueError, TypeError):
        return False
    return True


def _closing(socket: web.WebSocketResponse) -> Callable[[], Awaitable[None]]:
    async def close() -> None:
        await socket.close()

    return close


def _number(said: Any, usual: int, least: int, most: int) -> int:
    try:
        return max(least, min(most, int(said)))
    except (TypeError, ValueError):
        return usual


def _said(status: int, *sentences: str) -> web.Response:
    """A page that says something; it needs nothing else of us."""
    return web.Response(status=status, text=page.sentence_page(*sentences), content_type="text/html")
