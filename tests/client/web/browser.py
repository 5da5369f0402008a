"""A headless Chromium over its own socket: pages, keys, clicks, pictures, and every host that was asked for anything.

Owns: `Browser`.
Does not know: what is looked at.
"""

from __future__ import annotations

import base64
import contextlib
import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
"""Chromium, where there is one."""
PATIENT_S = 30.0


class Browser:
    """One page of it."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._last = 0
        self.events: list[dict[str, Any]] = []
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Have it do something; its answer."""
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        while True:
            said = json.loads(self._socket.recv(timeout=PATIENT_S))
            if said.get("id") == self._last:
                assert "error" not in said, said
                result: dict[str, Any] = said["result"]
                return result
            self.events.append(said)

    def value(self, expression: str) -> Any:
        """What a script gives."""
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def until(self, expression: str) -> None:
        """Wait until a script gives something true."""
        end = time.monotonic() + PATIENT_S
        while not self.value(expression):
            assert time.monotonic() < end, expression
            time.sleep(0.1)

    def type(self, text: str) -> None:
        """Type signs, as a keyboard does."""
        for sign in text:
            self.ask("Input.dispatchKeyEvent", type="char", text=sign)

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press a key by its name and number."""
        for kind in ("keyDown", "keyUp"):
            more = {"text": text} if text and kind == "keyDown" else {}
            self.ask(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **more
            )

    def enter(self) -> None:
        """Press Enter."""
        self.press("Enter", 13, "\r")

    def click(self, x: float, y: float) -> None:
        """Click with the left button."""
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def picture(self, path: Path) -> bytes:
        """Write a PNG of the page."""
        data = base64.b64decode(self.ask("Page.captureScreenshot")["data"])
        path.write_bytes(data)
        return data

    def picture_other_than(self, before: bytes, path: Path) -> bytes:
        """A picture, as soon as the page looks otherwise."""
        end = time.monotonic() + PATIENT_S
        while (now := self.picture(path)) == before:
            assert time.monotonic() < end, "the page stayed as it was"
            time.sleep(0.2)
        return now

    def addresses(self) -> list[str]:
        """Every address that the page asked for."""
        requests = [e["params"] for e in self.events if e["method"] == "Network.requestWillBeSent"]
        sockets = [e["params"]["url"] for e in self.events if e["method"] == "Network.webSocketCreated"]
        return [request["request"]["url"] for request in requests] + sockets

    def complaints(self) -> list[str]:
        """What its console complained of."""
        entries = [e["params"]["entry"] for e in self.events if e["method"] == "Log.entryAdded"]
        thrown = [
            e["params"]["exceptionDetails"]["text"]
            for e in self.events
            if e["method"] == "Runtime.exceptionThrown"
        ]
        return [entry["text"] for entry in entries if entry["level"] == "error"] + thrown


@contextlib.contextmanager
def browser(folder: Path, size: tuple[int, int] = (1200, 800)) -> Iterator[Browser]:
    """A browser until the block ends."""
    assert PROGRAM is not None
    arguments = (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--remote-debugging-port=0", f"--user-data-dir={folder}", f"--window-size={size[0]},{size[1]}", "about:blank",
    )  # fmt: skip
    process = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with connect(_page_socket(folder), max_size=None, open_timeout=PATIENT_S) as socket:
            yield Browser(socket)
    finally:
        process.terminate()
        process.wait(timeout=PATIENT_S)


def _page_socket(folder: Path) -> str:
    """The socket of its first page, once it stands."""
    end = time.monotonic() + PATIENT_S
    while time.monotonic() < end:
        with contextlib.suppress(OSError, ValueError, IndexError, StopIteration):
            port = int((folder / "DevToolsActivePort").read_text(encoding="utf-8").splitlines()[0])
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=5) as answer:
                pages = json.load(answer)
            return str(next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page"))
        time.sleep(0.1)
    raise AssertionError("Chromium did not start")
