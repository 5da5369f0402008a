"""Speaking to a running server's console.

Owns: the client side of ``admin.sock``, the prompt with completion and history, and what is printed.
Does not know: which orders there are (the server tells), how they are carried out.
"""

from __future__ import annotations

import json
import shutil
import socket
import sys
import textwrap
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from detente_server.host.console.door import SOCKET, address
from detente_wire.gate import display

PATIENCE_S = 600
"""A backup of a large database takes its time."""


class CannotAsk(Exception):
    """No answer; the message is a sentence for the operator."""


class NobodyThere(CannotAsk):
    """No server listens there."""


def ask(folder: Path, line: str) -> dict[str, Any]:
    """What the server that uses this folder answers: ``{"lines", "data"}``; raises `CannotAsk`."""
    if sys.platform == "win32":
        raise NobodyThere(
            "There is no console on Windows: it needs a Unix socket. Stop the server for offline work."
        )
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock:
            sock.settimeout(PATIENCE_S)
            sock.connect(address(folder))
            sock.sendall(json.dumps({"line": line}).encode() + b"\n")
            with sock.makefile("rb") as file:
                said = file.readline()
    except (FileNotFoundError, ConnectionRefusedError):
        raise NobodyThere(
            f"No server runs on the data folder {folder}: start one, or name its folder with --data."
        ) from None
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise CannotAsk(f"The server's socket {folder / SOCKET} cannot be used: {why}.") from None
    if not said:
        raise CannotAsk("The server ended before it answered. Its log says why.")
    answer: dict[str, Any] = json.loads(said)
    if "problem" in answer:
        raise CannotAsk(answer["problem"])
    return answer


def printed(answer: dict[str, Any], *, as_json: bool) -> str:
    """The answer as it is printed: nothing in it moves a terminal."""
    if as_json:
        return json.dumps(answer["lines"] if answer["data"] is None else answer["data"])
    return "\n".join(row for line in answer["lines"] for row in _rows(display(line)))


def _rows(line: str) -> list[str]:
    """The line, parted between words where a terminal would part it within one; a pipe gets it whole."""
    if not sys.stdout.isatty():
        return [line]
    width = shutil.get_terminal_size().columns
    indent = line[: len(line) - len(line.lstrip())]
    rows = textwrap.wrap(
        line, width, subsequent_indent=indent + "  ", drop_whitespace=False, break_on_hyphens=False
    )
    return [row.rstrip() for row in rows] or [""]


def prompt(folder: Path) -> Iterator[str]:
    """Lines that are typed, until the end of input or ``quit``; with completion and history where Python has them."""
    if sys.stdin.isatty():
        with suppress(ImportError):
            _complete([row["name"] for row in ask(folder, "help")["data"]])
    while True:
        try:
            line = input("admin> " if sys.stdin.isatty() else "").strip()
        except EOFError:
            return
        if line in ("quit", "exit"):
            return
        if line:
            yield line


def _complete(names: list[str]) -> None:
    import readline

    def complete(text: str, state: int) -> str | None:
        first = readline.get_begidx() == 0
        found = [f"{name} " for name in [*names, "quit"] if first and name.startswith(text)]
        return found[state] if state < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims(" ")
    readline.parse_and_bind("tab: complete")
