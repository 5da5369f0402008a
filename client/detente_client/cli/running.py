"""From what is done to an exit code: what goes wrong is said in sentences.

Owns: `run`.
Does not know: what is run.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

import click

from detente_client.trouble import Trouble


def run(playing: Callable[[], Coroutine[Any, Any, int]]) -> NoReturn:
    """Run it to its end; what goes wrong is said on stderr, in sentences."""
    try:
        code = asyncio.run(_ending(playing))
        sys.stdout.flush()
    except Trouble as trouble:
        click.echo("\n".join(filter(None, (trouble.problem, trouble.step))), err=True)
        code = 1
    except KeyboardInterrupt:
        code = 130
    except asyncio.CancelledError:  # by a signal that ends: the game is kept
        code = 143
    except BrokenPipeError:  # whoever read our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 0
    sys.exit(code)


async def _ending(playing: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Whoever ends this process, or closes its terminal, ends the game as Ctrl-C does: in order."""
    task = asyncio.current_task()
    assert task is not None
    for name in ("SIGTERM", "SIGHUP"):
        with contextlib.suppress(NotImplementedError, AttributeError):  # not on every system
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), task.cancel)
    return await playing()
