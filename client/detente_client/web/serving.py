"""`detente web`: listen, print the address, go on until told to end; no app outlives it.

Owns: `Served`, what is said about where we listen.
Does not know: what is played in a tab.
"""

from __future__ import annotations

import asyncio
import secrets
import sys
from collections.abc import Callable, Sequence

from aiohttp import web
from attrs import frozen

from detente_client.i18n import tr
from detente_client.link.address import Address
from detente_client.trouble import Trouble
from detente_client.web.site import Site
from detente_client.web.tabs import Tabs

PLAYED = {"home": "play", "play": "play", "solo": "solo", "join": "join"}
"""What can be played in a tab, and the command that does it."""


@frozen
class Wanted:
    """What is to be served."""

    host: str
    port: int
    limit: int
    words: Sequence[str]
    """``home``, ``solo PACK`` or ``join ADDRESS``."""
    linger_s: float = 60
    """Seconds that an app lives on after its tab was closed."""


def command_of(words: Sequence[str]) -> tuple[str, ...]:
    """The command of a tab's app; `Trouble` if there is none such."""
    first, *rest = words or ("home",)
    if first not in PLAYED or any(word.startswith("-") for word in rest):
        said = " ".join(words)
        raise Trouble(
            tr("{said} cannot be played in a browser.", said=said),
            tr("Write home, solo PACK or join ADDRESS."),
        )
    return (*_PROGRAM, PLAYED[first], *rest)


_PROGRAM = (sys.executable, "-m", "detente_client")


def again(words: Sequence[str]) -> tuple[str, ...]:
    """The command for a tab that comes back too late: a game against bots lies at home, to be gone on with."""
    first, *_ = words or ("home",)
    return (*_PROGRAM, "play") if first == "solo" else command_of(words)


async def serve(wanted: Wanted, say: Callable[[str], None]) -> int:
    """Serve until cancelled; `Trouble` if nobody can listen there."""
    tabs = Tabs(command_of(wanted.words), again(wanted.words), wanted.limit, wanted.linger_s)
    site = Site(secrets.token_urlsafe(24), tabs)
    runner = web.AppRunner(site.application(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        listening = web.TCPSite(runner, wanted.host, wanted.port)
        try:
            await listening.start()
        except OSError as why:
            reason = (why.strerror or str(why)).lower()
            raise Trouble(
                tr(
                    "Nobody can listen on {host}:{port}: {why}.",
                    host=wanted.host,
                    port=wanted.port,
                    why=reason,
                ),
                tr("Choose another port: --port"),
            ) from None
        for line in _greeting(wanted, _port(runner), site.key):
            say(line)
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
    return 0


def _port(runner: web.AppRunner) -> int:
    return int(runner.addresses[0][1])


def _greeting(wanted: Wanted, port: int, key: str) -> list[str]:
    """The address alone on its line; beyond this machine a warning before it."""
    here = Address("127.0.0.1" if wanted.host in ("", "0.0.0.0", "::") else wanted.host, port)
    lines = [
        tr("Détente is played in a browser at"),
        f"http://{here.label}/{key}/",
        tr(
            "Whoever has this address plays as you, in at most {limit} tabs. Ctrl-C ends.", limit=wanted.limit
        ),
    ]
    if not Address(wanted.host or "0.0.0.0").loopback:
        lines.insert(
            0,
            tr(
                "Warning: others on this network can reach this page, and read along: it is not encrypted. "
                "Leave out --host, or put a proxy with TLS before it."
            ),
        )
    return lines
