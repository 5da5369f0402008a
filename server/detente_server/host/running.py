"""A server process from its first line to its last.

Owns: signals, the line that says where it listens, the child mode of a solo game, and the sentences for what keeps a
server from starting.
Does not know: flags (`cli`), what the host does.
"""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any, TextIO

import platformdirs

from detente_server.garbage import spare
from detente_server.host.config import Config
from detente_server.host.environment import Environment
from detente_server.host.host import Host
from detente_server.host.library import quarantine
from detente_server.host.logs import fields
from detente_server.host.sockets.limiting import is_loopback
from detente_server.host.sockets.tls import BadCertificate
from detente_server.packs.campaigns import CampaignTable, named
from detente_server.packs.catalog import Catalog, content_dir
from detente_server.packs.loader import LoadedPack
from detente_server.packs.shelves import Stock, shelves
from detente_server.store import Refusal, SqliteStore, StoreError
from detente_server.store.folder import tighten

log = logging.getLogger("detente.host")

SAVES = "saves"


IN_THE_OPEN = (
    "Others may read along between players and this server: there is neither [tls] nor a trusted [proxy] in its "
    "configuration. So it takes no passwords and no tokens but from this machine."
)


class CannotRun(Exception):
    """The server cannot start or go on; the message is a sentence for the host, with the next step."""


def data_dir(chosen: Path | None) -> Path:
    """The folder of the database: the one chosen, else the checkout's ``saves/``, else the user's data folder."""
    if chosen is not None:
        return chosen
    content = content_dir()
    beside = content.parent / SAVES
    return (
        beside
        if content.name == "content" and beside.is_dir()
        else Path(platformdirs.user_data_dir("detente"))
    )


def open_store(folder: Path) -> SqliteStore:
    """The store in this folder; `CannotRun` if it cannot be used."""
    try:
        store = SqliteStore(folder)
    except Refusal as problem:
        raise CannotRun(_sentence(str(problem))) from None
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        raise CannotRun(
            f"The data folder {folder} cannot be used: {why}. Choose another one with --data, or mend its rights."
        ) from None
    for path in tighten(folder):
        log.warning("others could open this: its rights are mended", extra=fields(file=str(path)))
    return store


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def packs_of(stock: Stock) -> Catalog:
    """The packs on offer at the start."""
    try:
        found = stock.changed() or {}
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        raise CannotRun(
            f"The folder of packs {problem.filename} cannot be read: {why}. Mend its rights, or choose another with "
            "--content."
        ) from None
    if not any(isinstance(pack, LoadedPack) for pack in found.values()):
        folder = stock.shelves[0].folder
        raise CannotRun(f"There is no pack to play in {folder}. Choose the folder of packs with --content.")
    return found


def campaigns_of(stock: Stock) -> tuple[CampaignTable, ...]:
    """The campaigns that have a name; a file with problems is named in the log and left out."""
    found: list[CampaignTable] = []
    for shelf in stock.shelves:
        read = named(shelf.folder)
        if isinstance(read, Mapping):
            found += read.values()
        else:
            log.warning(
                "the campaigns have problems", extra=fields(folder=str(shelf.folder), first=str(read[0]))
            )
    return tuple(found)


async def _serve(config: Config, environment: Environment, *, solo: bool, out: TextIO) -> None:
    stock = Stock(shelves(config.content))
    packs = packs_of(stock)
    quarantine(packs)
    host = Host(
        open_store(data_dir(config.data)),
        packs,
        config,
        environment,
        restock=stock.changed,
        campaigns=campaigns_of(stock),
        folder=None if solo else data_dir(config.data),
    )
    try:
        address, port = await host.start()
    except BadCertificate as problem:
        await host.store.close()
        raise CannotRun(str(problem)) from None
    except OSError as problem:
        await host.store.close()
        raise CannotRun(_no_address(config, problem)) from None
    except StoreError as problem:
        await host.store.close()
        raise CannotRun(f"The data folder {data_dir(config.data)} cannot be used: {problem}.") from None
    environment.jumped = host.clock_jumped
    asyncio.get_running_loop().set_exception_handler(_on_fault)
    _on_signals(host)
    if solo:
        print(json.dumps({"port": port, "token": host.services.sessions.solo_token()}), file=out, flush=True)
        _on_end_of_input(host.asked)
    else:
        scheme = "wss" if config.tls.certificate else "ws"
        print(f"Détente listens on {scheme}://{_shown(address)}:{port}", file=out, flush=True)
        if not (config.tls.certificate or config.proxy.trusted or is_loopback(address)):
            log.warning(IN_THE_OPEN)
    log.info("listening", extra=fields(host=address, port=port, packs=len(packs)))
    spare()
    host.ended.add_done_callback(lambda _: host.asked.set())
    await host.asked.wait()
    await host.stop()
    log.info("stopped")
    if host.ended.done():
        raise CannotRun(host.ended.result())


def _shown(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _no_address(config: Config, problem: OSError) -> str:
    where = f"{_shown(config.host)}:{config.port}"
    if problem.errno == errno.EADDRINUSE:
        return f"Port {config.port} is in use: stop what listens on {where}, or choose another with --port (0: any)."
    if isinstance(problem, socket.gaierror):
        return f"There is no address {config.host}. Name one of this machine's with --host; 0.0.0.0 is all of them."
    why = os.strerror(problem.errno) if problem.errno else str(problem)
    return f"The server cannot listen on {where}: {why}. Choose another address with --host or --port."


def _on_fault(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log where it was; the loop's own line would show values, and in them what players wrote."""
    problem = context.get("exception")
    log.error("a callback failed", exc_info=problem if isinstance(problem, Exception) else None)


def _on_signals(host: Host) -> None:
    """SIGTERM and SIGINT end the server: after a notice, if one was chosen; a second one stops it, a third kills it."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, _asked, host)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(_asked, host))
    if hasattr(signal, "SIGHUP"):
        loop.add_signal_handler(signal.SIGHUP, _renewed, host)


def _renewed(host: Host) -> None:
    """SIGHUP: the certificate was renewed."""
    if host.gateway.certificate is not None:
        host.gateway.certificate.reload()


def _asked(host: Host) -> None:
    """A signal asks for the end."""
    if host.asked.is_set():  # whatever was acknowledged is on the disk
        log.warning("stopped in the middle of stopping")
        os._exit(130)
    elif host.config.drain_s and host.services.drain.left_s is None:
        host.services.drain.begin(host.config.drain_s, "")
    else:
        host.asked.set()


def _on_end_of_input(stop: asyncio.Event) -> None:
    """The end of stdin ends the server: whoever started it is gone."""
    loop = asyncio.get_running_loop()

    def wait() -> None:
        while os.read(sys.stdin.fileno(), 4096):
            pass
        try:
            loop.call_soon_threadsafe(stop.set)
        except RuntimeError:
            return  # the loop has ended before

    threading.Thread(target=wait, name="stdin", daemon=True).start()


def run_loop(work: Coroutine[Any, Any, None]) -> None:
    """Run this on uvloop where it is installed (the extra ``fast``), else on Python's own loop."""
    with asyncio.Runner(debug=False, loop_factory=_new_loop()) as runner:
        runner.run(work)


def _new_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def run(config: Config, *, solo: bool = False, out: TextIO | None = None) -> None:
    """Serve until a signal (solo: or the end of stdin); raises `CannotRun`."""
    run_loop(_serve(config, Environment(), solo=solo, out=out or sys.stdout))
