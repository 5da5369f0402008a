"""docs/how-to/write-a-pack.md as a play: its commands are run in order, and what came of them stands below each.

Owns: reading and running the blocks marked ``console``. A line that begins with ``$ `` is a command, lines that begin
with ``>`` go on with it, the rest is output.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "write-a-pack.md"
BLOCK = re.compile(r"^(?P<indent> *)```console\n(?P<body>.*?)^ *```$", re.DOTALL | re.MULTILINE)
PROMPT, MORE = "$ ", ">"


def commands(body: str) -> list[list[str]]:
    """The lines of each command of a block, as they stand."""
    found: list[list[str]] = []
    goes_on = False
    for line in body.splitlines():
        if line.startswith(PROMPT):
            found.append([line])
        elif goes_on and line.startswith(MORE):
            found[-1].append(line)
        goes_on = line.startswith((PROMPT, MORE))
    return found


def shell(lines: list[str]) -> str:
    """What bash is given for a command."""
    first, *more = lines
    return "\n".join([first.removeprefix(PROMPT), *(line[1:].removeprefix(" ") for line in more)])


def played(text: str) -> str:
    """The page with what its commands do when they are run in order, in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:

        def fill(found: re.Match[str]) -> str:
            indent = found["indent"]
            body = "\n".join(line.removeprefix(indent) for line in found["body"].splitlines())
            lines = [f"{indent}```console"]
            for command in commands(body):
                output = _run(shell(command), folder).splitlines()
                lines += [f"{indent}{line}".rstrip() for line in (*command, *output)]
            return "\n".join([*lines, f"{indent}```"])

        return BLOCK.sub(fill, text)


def _run(command: str, folder: str) -> str:
    here = Path(sys.executable).parent
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{here}{os.pathsep}{os.environ['PATH']}",
            "DETENTE_HOME": f"{folder}/home",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


def main() -> None:
    """Write the page."""
    PAGE.write_text(played(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {PAGE}")


if __name__ == "__main__":
    main()
