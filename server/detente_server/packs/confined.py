"""Packs from strangers are read by a child process that has little memory, little time, and may write nothing.

Owns: the child's limits, how it is asked and answers, what is said of one that did not come to an end.
Does not know: what is in a pack; why anybody wants it.

The reader refuses by itself whatever is too big, too deep or too much. The child is the second wall: should something
have been forgotten, a pack costs a refusal and not the server. What the child found well is compiled once more by
whoever asked, from the very bytes that the child read.

`python -m detente_server.packs.confined PATH` is the child.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs
import msgpack
from attrs import frozen

from detente_server.packs.loader import Loaded, LoadedPack, load, load_files
from detente_server.packs.problems import PackProblem

READER = "detente_server.packs.confined"
OUT_OF_MEMORY = 12
"""The child's exit code."""
_PASSED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "HOME", "SYSTEMROOT", "TEMP")
"""Of the environment the child is given what an interpreter needs."""


@frozen
class Limits:
    """What a child may use. Windows knows none of them but the last."""

    memory_bytes: int = 512 * 1024 * 1024
    cpu_s: int = 5
    wall_s: int = 30
    """By the clock, on however busy a machine."""


READING = Limits()


@frozen
class Exhausted:
    """The child did not come to an end."""

    why: str
    """A clause for a sentence."""

    def problem(self, name: str) -> PackProblem:
        """Said to the pack's author."""
        message = f"reading it {self.why}: a pack that is well takes a fraction of a second"
        return PackProblem(name, 1, 1, "pack-exhausts", message, "make it smaller and plainer")


def load_confined(path: Path, limits: Limits = READING) -> Loaded:
    """As `load`, read by a child; for whatever does not come with the game."""
    answer = ask(READER, path, limits)
    if isinstance(answer, Exhausted):
        return (answer.problem(path.name),)
    if answer["problems"]:
        return tuple(PackProblem(**problem) for problem in answer["problems"])
    return load_files(answer["raw"])


def ask(module: str, path: Path, limits: Limits) -> dict[str, Any] | Exhausted:
    """Run ``python -m module PATH`` within the limits; what it answers."""
    numbers = (str(number) for number in attrs.astuple(limits))
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", module, str(path.absolute()), *numbers],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=os.path.abspath(os.sep),
        env={name: os.environ[name] for name in _PASSED if name in os.environ}
        | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    try:
        data, _ = child.communicate(timeout=limits.wall_s)
    except subprocess.TimeoutExpired:
        return Exhausted(f"took more than {limits.wall_s} seconds")
    finally:
        child.kill()
        child.wait()
    return _answer(data, child.returncode, limits)


def _answer(data: bytes, code: int, limits: Limits) -> dict[str, Any] | Exhausted:
    if code == OUT_OF_MEMORY:
        return Exhausted(f"took more than {limits.memory_bytes // 1024**2} MB")
    if code < 0:
        return Exhausted(f"took more than {limits.cpu_s} seconds of work, or more memory than there is")
    if code != 0:
        return Exhausted(f"broke off (code {code})")
    said: dict[str, Any] = msgpack.unpackb(data)
    return said


def answer(work: Callable[[Path], Mapping[str, Any]]) -> None:
    """The child's whole life: take the limits on, do the work, write the answer."""
    path, *numbers = sys.argv[1:]
    confine(Limits(*map(int, numbers)))
    try:
        data = msgpack.packb(dict(work(Path(path))))
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    sys.stdout.buffer.write(data)


def confine(limits: Limits) -> None:
    """Take the limits on, for this process and for good: no more memory, time, files, or children."""
    try:
        import resource
    except ImportError:  # Windows: the clock alone
        return
    wanted = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: limits.cpu_s,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
    }
    for which, most in wanted.items():
        try:
            resource.setrlimit(which, (most, most))
        except (ValueError, OSError):  # a system that does not know this one
            continue


def read(path: Path) -> dict[str, Any]:
    """The files of a pack that is well, or all its problems."""
    loaded = load(path)
    if isinstance(loaded, LoadedPack):
        return {"problems": [], "raw": dict(loaded.raw)}
    return {"problems": [attrs.asdict(problem) for problem in loaded], "raw": None}


if __name__ == "__main__":
    answer(read)
