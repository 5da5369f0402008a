"""Who may open the page; the socket between a tab and its app, and how it comes to an end.

Owns: the routes, the key in the address, the check of where a socket comes from, why a socket is closed.
Does not know: what an app is, which tabs there are (`tabs`), where we listen.

The key stands in the path, so that neither another user of this machine nor another site can guess the page. A browser
that is led to us by another site sends that site as the origin of its socket, and is refused.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from enum import IntEnum
from typing import Any, cast

from aiohttp import WSMsgType, web
from attrs import define

from detente_client.i18n import tr
from detente_client.web import page
from detente_client.web.tab import Tab, Watcher
from detente_client.web.tabs import Tabs

SIZES = (10, 500)
"""Columns and rows that a browser may ask for."""
LARGEST = 256 * 1024
"""Bytes of one message from a browser: a paste."""
FONT = (8, 40)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Closed(IntEnum):
    """Why we closed a socket; the page has a sentence for each."""

    OVER = 1000
    """The app was left, or came to its end."""
    ENDED = 1001
    """`detente web` was ended."""
    FULL = 4001
    ELSEWHERE = 4002
    """The same tab was opened once more."""
    FAILED = 4003
    """The app ended badly."""


@define(eq=False)
class Site:
    """One page, and its tabs."""

    key: str
    tabs: Tabs

    def application(self) -> web.Application:
        """The routes."""
        app = web.Application(middlewares=[self._guarded])
        root = "/{key}"
        app.add_routes(
            [
                web.get(f"{root}/", self._page),
                web.get(f"{root}/ws/{{tab:[0-9a-z]{{1,64}}}}", self._socket),
                web.static(f"/{self.key}/own", page.OWN),
                web.static(f"/{self.key}/terminal", page.TERMINAL),
            ]
        )
        app.on_shutdown.append(lambda _: self.end())
        return app

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
        scheme = "wss" if request.scheme == "https" else "ws"
        size = _number(request.query.get("fontsize"), 16, *FONT)
        socket = f"{scheme}://{request.host}/{self.key}/ws"
        return web.Response(text=page.terminal_page(socket, size), content_type="text/html")

    # -- the socket of a tab --------------------------------------------------------------------------------------

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin", "")
        if origin.partition("://")[2] != request.host:
            return _said(403, tr("This socket is for the page of this game alone."))
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=LARGEST)
        await socket.prepare(request)
        name = request.match_info["tab"]
        width, height = (_number(request.query.get(what), usual, *SIZES) for what, usual in _SIZE)
        tab = await self.tabs.enter(name, socket, width, height, _taken)
        if tab is None:
            await socket.close(code=Closed.FULL)
            return socket
        try:
            await _attend(socket, tab)
        finally:
            await asyncio.shield(self.tabs.leave(name, tab, socket))
        return socket

    async def end(self) -> None:
        """No app outlives the site."""
        watchers = [tab.watcher for tab in self.tabs.open.values() if tab.watcher is not None]
        closing = [cast(web.WebSocketResponse, watcher).close(code=Closed.ENDED) for watcher in watchers]
        await asyncio.gather(self.tabs.close(), *closing, return_exceptions=True)


_SIZE = (("width", 80), ("height", 24))


async def _taken(before: Watcher) -> None:
    await cast(web.WebSocketResponse, before).close(code=Closed.ELSEWHERE)


async def _attend(socket: web.WebSocketResponse, tab: Tab) -> None:
    """Until the browser or the app is gone."""
    ending = asyncio.create_task(_close_when_over(socket, tab))
    try:
        await _pass_on(socket, tab)
    finally:
        ending.cancel()
        await asyncio.gather(ending, return_exceptions=True)


async def _close_when_over(socket: web.WebSocketResponse, tab: Tab) -> None:
    """What the app said at its end is told in the page."""
    await tab.over.wait()
    if tab.said:
        await socket.send_json(["said", tab.said])
    await socket.close(code=Closed.OVER if tab.went_well else Closed.FAILED)


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


def _number(said: Any, usual: int, least: int, most: int) -> int:
    try:
        return max(least, min(most, int(said)))
    except (TypeError, ValueError):
        return usual


def _said(status: int, *sentences: str) -> web.Response:
    """A page that says something; it needs nothing else of us."""
    return web.Response(status=status, text=page.sentence_page(*sentences), content_type="text/html")
