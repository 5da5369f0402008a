"""The second listener: status page, health and figures over HTTP.

Owns: the paths and their headers.
Does not know: what is on any of them.
"""

from __future__ import annotations

import logging

from aiohttp import web

from detente_server.host.logs import fields
from detente_server.host.services import Services
from detente_server.host.site import health
from detente_server.host.site.metrics import Metrics
from detente_server.host.site.page import POLICY, page

log = logging.getLogger("detente.site")

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
FIGURES = "text/plain; version=0.0.4; charset=utf-8"
CLOSE_S = 1.0


class Site:
    """Listens for those who run the server."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._metrics = Metrics(services)
        self._runner: web.AppRunner | None = None

    async def open(self) -> int | None:
        """Listen; the port. Where that cannot be, a line in the log, and the server goes on without: None."""
        chosen = self._services.config.status
        app = web.Application()
        app.on_response_prepare.append(_nameless)
        app.router.add_get("/", self._page)
        app.router.add_get("/metrics", self._figures)
        for path in health.PATHS:
            app.router.add_get(path, self._health)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSE_S)
        await runner.setup()
        try:
            await web.TCPSite(runner, chosen.host, chosen.port).start()
        except OSError as problem:
            await runner.cleanup()
            log.warning(
                "there is no status page: set another port under [status], or -1",
                extra=fields(host=chosen.host, port=chosen.port, why=problem.strerror or str(problem)),
            )
            return None
        self._runner = runner
        port = int(runner.addresses[0][1])
        log.info("the status page listens", extra=fields(host=chosen.host, port=port))
        return port

    async def close(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _page(self, request: web.Request) -> web.Response:
        return web.Response(text=page(self._services), content_type="text/html", headers=HEADERS)

    async def _figures(self, request: web.Request) -> web.Response:
        headers = {**HEADERS, "Content-Type": FIGURES}
        return web.Response(body=self._metrics.text(), headers=headers)

    async def _health(self, request: web.Request) -> web.Response:
        status, sentence = health.answer(self._services, request.path)
        return web.Response(status=status, text=sentence, headers=HEADERS)


async def _nameless(request: web.Request, response: web.StreamResponse) -> None:
    """The software behind it is nobody's business."""
    response.headers.popall("Server", None)
