"""The console's local socket, ``admin.sock`` in the data folder.

Owns: the socket with its rights, one line of JSON in and one out for each connection.
Does not know: what an order does. Who may open the folder may give every order: the folder is private to its owner.

A request is ``{"line": "announce Hello", "json": false}``; the answer ``{"lines": [...], "data": ...}`` or
``{"problem": "..."}``.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
import sys
from pathlib import Path
from typing import Any

from detente_server.host.console import registry
from detente_server.host.console.orders import CONSOLE, BadOrder
from detente_server.host.logs import fields
from detente_server.host.services import Services

log = logging.getLogger("detente.console")

SOCKET = "admin.sock"
LINE_BYTES = 64 << 10
PATIENCE_S = 10
"""So long a client may take to type its line."""


def address(folder: Path) -> str:
    """The socket's path, as short as it can be said: a system takes about a hundred bytes."""
    whole = str(folder.absolute() / SOCKET)
    return min(whole, os.path.relpath(whole), key=len)


class Door:
    """Listens on the socket."""

    def __init__(self, services: Services, folder: Path) -> None:
        self._services = services
        self._folder = folder
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen; where that cannot be, say so in the log and go on without."""
        if sys.platform == "win32":
            log.info("there is no console on Windows: it needs a Unix socket")
            return
        try:
            sock = self._bound(address(self._folder))
            self._server = await asyncio.start_unix_server(self._answer, sock=sock, limit=LINE_BYTES)
        except OSError as problem:
            log.warning(
                "there is no console", extra=fields(file=SOCKET, why=problem.strerror or str(problem))
            )

    def _bound(self, where: str) -> socket.socket:
        """A socket of ours alone; one that a killed server left is replaced, for the folder's lock is ours."""
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            if is_answered(where):
                raise OSError("another server answers there")
            Path(where).unlink(missing_ok=True)
            before = os.umask(0o177)
            try:
                sock.bind(where)
            finally:
                os.umask(before)
        except BaseException:
            sock.close()
            raise
        return sock

    async def close(self) -> None:
        """Listen no more, and take the socket away."""
        if self._server is not None:
            self._server.close()
            self._server = None
            (self._folder / SOCKET).unlink(missing_ok=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, one answer."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                request = await reader.readline()
            writer.write(json.dumps(await self._said(request)).encode() + b"\n")
            await writer.drain()
        except (ValueError, TimeoutError, OSError) as problem:
            log.info("a request at the console failed", extra=fields(why=type(problem).__name__))
        finally:
            writer.close()

    async def _said(self, request: bytes) -> dict[str, Any]:
        try:
            data = json.loads(request)
            line = str(data["line"])
        except (ValueError, TypeError, KeyError):
            return {"problem": 'A request is one line of JSON: {"line": "status"}'}
        try:
            told = await registry.perform(self._services, line, CONSOLE)
        except BadOrder as problem:
            return {"problem": str(problem)}
        except Exception:
            log.exception("an order failed")
            return {"problem": "The order failed by a mistake of the server's; its log says where."}
        return {"lines": list(told.lines), "data": told.data}


def is_answered(where: str) -> bool:
    """Whether somebody listens there."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        try:
            probe.connect(where)
        except OSError:
            return False
        return True
