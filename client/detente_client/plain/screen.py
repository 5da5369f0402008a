"""Where lines come from and go to: a pipe, or a terminal whose typed line is never painted over.

Owns: the reading thread, the prompt, readline with history and completion where there is one, lines held back
while the player is typing, the terminal's state at the end.
Does not know: what is typed or printed.

While the input line is empty, incoming lines erase the prompt, are printed, and the prompt stands again below them.
While something is being typed they are held back until Enter; where nobody can tell whether something is, because there
is no readline, always. Who comes back to a stopped process finds the line as he left it.
"""

from __future__ import annotations

import asyncio
import contextlib
import getpass
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, Protocol

from detente_client.i18n import tr
from detente_client.printer import WIDTH

try:
    import readline
except ImportError:  # no readline on this system: plain input still works
    readline = None  # type: ignore[assignment]

WIDEST = 120
"""Characters of a row: longer ones are hard to read."""
Completer = Callable[[str], list[str]]
"""Gives what the last word of a line may become."""


class Screen(Protocol):
    """What the line mode needs to talk to a person or a pipe."""

    interactive: bool
    """Whether somebody sits there who can wait for a prompt."""

    @property
    def width(self) -> int:
        """Characters of a row, as things stand."""

    def show(self, rows: Iterable[str]) -> None:
        """Print rows; while a line is being typed they may wait until it is done."""

    def call(self, signal: str) -> None:
        """Send a terminal what calls a person to it and paints nothing: its bell, a note on the desktop."""

    async def read(self, prompt: str) -> str | None:
        """The next line; None at the end of input."""

    async def read_secret(self, prompt: str) -> str | None:
        """The next line, which is not shown where there is a terminal; None at the end of input."""

    def close(self) -> None:
        """Print what is still held back, and leave the terminal as it was."""


class _Lines:
    """Reads lines in a thread of its own, one for each that is asked for, so that the event loop never waits."""

    def __init__(self, read: Callable[[str], str | None], read_secret: Callable[[str], str | None]) -> None:
        self._ways = {False: read, True: read_secret}
        self._asked: list[tuple[bool, str]] = []
        self._wake = threading.Semaphore(0)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._answer: asyncio.Future[str | None] | None = None
        self._over = False
        """The input has ended: the thread is gone, and nothing more will be read."""

    async def next(self, prompt: str, *, secret: bool = False) -> str | None:
        """The next line; a read that was cancelled before is taken up again. None once the input has ended."""
        if self._over:
            return None
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            threading.Thread(target=self._run, name="detente-input", daemon=True).start()
        if self._answer is None:
            self._answer = self._loop.create_future()
            self._asked.append((secret, prompt))
            self._wake.release()
        line = await asyncio.shield(self._answer)
        self._answer, self._over = None, line is None
        return line

    def _run(self) -> None:
        while True:
            self._wake.acquire()
            secret, prompt = self._asked.pop()
            line = self._ways[secret](prompt)
            assert self._loop is not None
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                self._loop.call_soon_threadsafe(self._give, line)
            if line is None:
                return

    def _give(self, line: str | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(line)


class PipeScreen:
    """No prompt, no readline, one line in and rows out."""

    interactive = False

    def __init__(
        self, source: IO[str] | None = None, sink: IO[str] | None = None, width: int = WIDTH
    ) -> None:
        self._source = source or sys.stdin
        self._sink = sink or sys.stdout
        self.width = width
        self._lines = _Lines(self._line, self._line)

    def show(self, rows: Iterable[str]) -> None:
        """Print rows at once."""
        for row in rows:
            self._sink.write(row + "\n")
        self._sink.flush()

    def call(self, signal: str) -> None:
        """Nobody sits at a pipe."""

    async def read(self, prompt: str) -> str | None:
        """The next line of the pipe."""
        return await self._lines.next(prompt)

    async def read_secret(self, prompt: str) -> str | None:
        """The next line of the pipe, which shows nothing anyway."""
        return await self._lines.next(prompt)

    def _line(self, prompt: str) -> str | None:
        line = self._source.readline()
        return line.rstrip("\r\n") if line else None

    def close(self) -> None:
        """Nothing is held back in a pipe."""
        self._sink.flush()


class TerminalScreen:
    """A person at a terminal."""

    interactive = True

    def __init__(self, complete: Completer | None = None) -> None:
        self._lines = _Lines(self._line, self._secret_line)
        self._heeds_return = False
        self._blind = readline is None
        """Whether it is still to be said that nothing is printed while a line may be typed."""
        self._held: list[str] = []
        self._prompt: str | None = None
        """What stands on the input line; None while nobody is asked."""
        self._drawing = threading.Lock()
        """Held by whoever draws, the reading thread until its prompt stands: neither draws into the other's row."""
        self._asking: str | None = None
        """The prompt that the reading thread is about to set; it holds the lock."""
        self._secret = False
        """Something is being typed that is not shown."""
        self._dumb = os.environ.get("TERM", "dumb") == "dumb"
        self._erase = "\n" if self._dumb else "\r\x1b[K"
        self._state = _terminal_state()
        self._typing = self._state
        """How the terminal is set while a line is typed."""
        self._hooked = readline is not None and _when_prompted(readline, self._asked)
        if readline is not None:
            _set_up_readline(readline, complete)

    @property
    def width(self) -> int:
        """Of a row, as wide as the terminal is now, within reason."""
        return min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDEST)

    def show(self, rows: Iterable[str]) -> None:
        """Print above the empty prompt, or hold back while something is being typed."""
        with self._drawing:
            self._held += rows
            if self._secret:
                return
            if self._prompt is None:
                self._flush()
            elif self._held and readline is not None and not self._typed():
                sys.stdout.write(self._erase)
                self._flush()
                sys.stdout.write(self._prompt)
                sys.stdout.flush()

    def call(self, signal: str) -> None:
        """Ring, also while something is being typed: it moves nothing."""
        if signal:
            with self._drawing:
                sys.stdout.write(signal)
                sys.stdout.flush()

    async def read(self, prompt: str) -> str | None:
        """The next line that is typed; Ctrl-D on an empty line ends the input."""
        self._heed_return()
        return await self._lines.next(prompt)

    async def read_secret(self, prompt: str) -> str | None:
        """The next line, without an echo."""
        return await self._lines.next(prompt, secret=True)

    def close(self) -> None:
        """Print what was held back and give the terminal back as it was."""
        with self._drawing:
            if self._prompt is not None:
                sys.stdout.write(self._erase)
            self._prompt = None
            self._flush()
        _restore(self._state)

    def _line(self, prompt: str) -> str | None:
        """In the reading thread: ask, and give the line."""
        self._drawing.acquire()
        self._asking = prompt
        if self._blind:
            self._blind = False
            self._held.append(
                tr("This system has no readline: what happens is printed when you press Enter.")
            )
        self._flush()
        if not self._hooked:
            self._asked()
        try:
            return input(prompt)
        except EOFError:
            sys.stdout.write("\n" if self._dumb else "")
            return None
        except UnicodeDecodeError:
            return ""
        finally:
            self._asked()
            self._answered()

    def _secret_line(self, prompt: str) -> str | None:
        """In the reading thread: ask without an echo. What comes meanwhile is held back until Enter."""
        with self._drawing:
            self._flush()
            self._secret = True
        try:
            return getpass.getpass(prompt)
        except EOFError:
            return None
        except UnicodeDecodeError:
            return ""
        finally:
            with self._drawing:
                self._secret = False
                self._flush()

    def _asked(self) -> None:
        """In the reading thread: the prompt stands."""
        if self._asking is not None:
            self._prompt, self._asking = self._asking, None
            self._typing = _terminal_state()
            self._drawing.release()

    def _answered(self) -> None:
        """In the reading thread: Enter was pressed, perhaps a moment ago; news may have set a prompt meanwhile."""
        with self._drawing:
            if self._prompt is not None:  # else the screen is closed already
                self._prompt = None
                sys.stdout.write("" if self._dumb else self._erase)
                self._flush()

    def _heed_return(self) -> None:
        """Hear when the process goes on that was stopped."""
        if not self._heeds_return:
            self._heeds_return = True
            # some systems have no such signal, and only the main thread hears of any
            with contextlib.suppress(NotImplementedError, AttributeError, RuntimeError, ValueError):
                asyncio.get_running_loop().add_signal_handler(signal.SIGCONT, self._return)

    def _return(self) -> None:
        """Set the prompt again, with what was typed: the shell has written below them meanwhile."""
        with self._drawing:
            if self._prompt is not None and not self._secret:
                _restore(self._typing)
                sys.stdout.write(self._erase + self._prompt + self._typed())
                sys.stdout.flush()

    def _typed(self) -> str:
        return readline.get_line_buffer() if readline is not None else ""

    def _flush(self) -> None:
        if self._held:
            sys.stdout.write("".join(row + "\n" for row in self._held))
            self._held.clear()
        sys.stdout.flush()


def _set_up_readline(module: Any, complete: Completer | None) -> None:
    """History in memory; Tab completes by whole words."""
    module.set_completer_delims(" \t")
    module.set_auto_history(True)
    if complete is None:
        return
    found: list[str] = []

    def completer(text: str, state: int) -> str | None:
        if state == 0:
            found[:] = complete(module.get_line_buffer()[: module.get_endidx()])
        return found[state] if state < len(found) else None

    module.set_completer(completer)
    libedit = "libedit" in (module.__doc__ or "")
    module.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")


def _when_prompted(module: Any, hook: Callable[[], None]) -> bool:
    """Call the hook whenever a prompt stands and keys are about to be read; whether this readline can."""
    can = hasattr(module, "set_pre_input_hook") and "libedit" not in (module.__doc__ or "")
    if can:
        module.set_pre_input_hook(hook)
    return can


def _terminal_state() -> list[Any] | None:
    """How the terminal is set, where that can be asked."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import termios

        return termios.tcgetattr(sys.stdin.fileno())
    return None


def _restore(state: list[Any] | None) -> None:
    """Readline may still be waiting in its thread: the terminal must not stay as it left it."""
    if state is not None:
        import termios

        with contextlib.suppress(termios.error, ValueError):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, state)


@contextlib.contextmanager
def open_screen(complete: Completer | None = None) -> Iterator[Screen]:
    """A terminal's screen where both ends are terminals, else a pipe's; closed at the end."""
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    screen: Screen = TerminalScreen(complete) if terminal else PipeScreen()
    try:
        yield screen
    finally:
        screen.close()
