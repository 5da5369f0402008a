"""Whether the server lives, and whether somebody should be sent to it.

Owns: the two answers and their sentences.
Does not know: who asks, on which port.
"""

from __future__ import annotations

import http

from detente_server.host.console.orders import spelled
from detente_server.host.services import Services

PATHS = ("/healthz", "/readyz")


def objections(services: Services) -> list[str]:
    """Why nobody should be sent here now; empty: come in."""
    found = []
    if services.store.store.read_only is not None:
        found.append("The store does not write.")
    left_s = services.drain.left_s
    if left_s is not None:
        found.append(f"The server drains: it stops in {spelled(left_s)}.")
    return found


def answer(services: Services, path: str) -> tuple[http.HTTPStatus, str]:
    """Of one of `PATHS`."""
    if path == "/healthz":
        return http.HTTPStatus.OK, "The server lives.\n"
    found = objections(services)
    if found:
        return http.HTTPStatus.SERVICE_UNAVAILABLE, "\n".join(found) + "\n"
    return http.HTTPStatus.OK, "The server is ready.\n"
