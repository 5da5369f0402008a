"""An app for tests, behind a page: says what it was typed, leaves when told so, or fails; `stubborn` ignores every
request to end, and has a child.

Owns: as much of the packets as that needs.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

STUBBORN = "stubborn"


def _write(text: bytes) -> None:
    sys.stdout.buffer.write(b"D" + len(text).to_bytes(4, "big") + text)
    sys.stdout.buffer.flush()


def main() -> None:
    """Echo until told to end."""
    stubborn = STUBBORN in sys.argv
    child = 0
    if stubborn:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]).pid
    sys.stdout.buffer.write(b"__GANGLION__\n")
    _write(f"hello {child} {os.getpid()} {sys.argv[-1]}".encode())
    while head := sys.stdin.buffer.read(5):
        payload = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
        if payload == b"leave":
            return
        if payload == b"fail":
            sys.exit("Nobody answers.")
        if head[:1] == b"D":
            _write(b"typed " + (str(os.getpid()).encode() if payload == b"pid" else payload))
        elif b"quit" in payload and not stubborn:
            return
        elif b"resize" in payload:
            _write(payload)
    while stubborn:
        signal.pause()


if __name__ == "__main__":
    main()
