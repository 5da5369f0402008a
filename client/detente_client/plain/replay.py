"""A finished match in lines, turn by turn.

Owns: stepping through the pages, in a terminal and in a pipe.
Does not know: where the pages come from (`retelling`).
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from attrs import frozen

from detente_client.figures import listing
from detente_client.i18n import tr
from detente_client.lobby.choosing import pick_nation
from detente_client.printer import WIDTH, Printer
from detente_client.publicpack import PublicPack, read_pack
from detente_client.replay.retelling import Page, as_seen_by, everything, load, player_of
from detente_client.trouble import Trouble
from detente_client.words.naming import Names
from detente_wire.gate import one_line
from detente_wire.terms import NationId


@frozen
class Show:
    """How a replay is shown."""

    rows: Callable[[Iterable[str]], list[str]]
    """Lines as rows of the screen."""
    out: Callable[[str], None]
    step: Callable[[str], str] | None = None
    """Asks whether to go on; none where nobody can be asked."""


def show(pages: list[Page], turn: int | None, how: Show) -> None:
    """Print the pages, or the one of this turn; in a terminal a key press between them."""
    last = check_turn(pages, turn)
    chosen = [page for page in pages if turn is None or page.turn == turn]
    at: int | None = 0
    while at is not None and at < len(chosen):
        for row in how.rows(chosen[at].lines):
            how.out(row)
        if how.step is None or at + 1 == len(chosen):
            at += 1
        else:
            at = _asked_on(chosen, at, last, how)


def _asked_on(pages: list[Page], at: int, last: int, how: Show) -> int | None:
    """Which page is next; None: enough. What leads nowhere is said, and it is asked again."""
    assert how.step is not None
    while True:
        prompt = tr(
            "-- turn {turn} of {last}: Enter goes on, a number goes to that turn, /words finds them, q ends --",
            turn=pages[at].turn, last=last,
        )  # fmt: skip
        answer = how.step(prompt).strip()
        if not answer:
            return at + 1
        if answer.lower() in ("q", "quit", "/quit"):
            return None
        found = _found(pages, at, answer)
        if isinstance(found, int):
            return found
        for row in how.rows([found]):
            how.out(row)


def _found(pages: list[Page], at: int, wanted: str) -> int | str:
    """The page of this turn, or the next with these words; else a sentence."""
    if wanted.isdecimal():
        turn = int(wanted)
        missing = tr("The match has no turn {turn}.", turn=turn)
        return next((n for n, page in enumerate(pages) if page.turn == turn), missing)
    words = wanted.removeprefix("/").strip().casefold()
    around = [*range(at + 1, len(pages)), *range(at + 1)]
    holding = (n for n in around if any(words in line.casefold() for line in pages[n].lines))
    return next(holding, tr("These words are nowhere: {words}", words=one_line(wanted.removeprefix("/"))))


def check_turn(pages: list[Page], turn: int | None) -> int:
    """The last turn; `Trouble` if the one that is wanted is none of them."""
    last = max(page.turn for page in pages)
    if turn is not None and not 0 <= turn <= last:
        raise Trouble(
            tr("The match has no turn {turn}.", turn=turn),
            tr("It has turns 1 to {last}; 0 is what came before.", last=last),
        )
    return last


def at_screen(path: Path, nation: str | None, turn: int | None, *, whole: bool) -> None:
    """Show the file on stdout: a turn at a time in a terminal, all at once in a pipe."""
    match = load(path)
    pack = read_pack(match.header.public)
    seen_by = pick_nation(nation, pack, playable=False) if nation else None
    if seen_by is None and not whole:
        seen_by = player_of(match)
    pages = everything(match) if seen_by is None else as_seen_by(match, seen_by)
    check_turn(pages, turn)
    how = _at_terminal() if sys.stdin.isatty() and sys.stdout.isatty() else _in_pipe()
    for row in how.rows([title_line(pack, seen_by)]):
        how.out(row)
    show(pages, turn, how)


def title_line(pack: PublicPack, seen_by: NationId | None) -> str:
    """Whose eyes these are, and whose else there are."""
    whose = (
        tr("as {nation} saw it at the time", nation=Names(pack).nation(seen_by))
        if seen_by
        else tr("all that anybody was told")
    )
    others = [f"--as {nation.id}" for nation in pack.nations if nation.id != seen_by]
    others += ["--all"] if seen_by else []
    return tr("{title}, {whose}. Otherwise: {others}.", title=pack.title, whose=whose, others=listing(others))


def _in_pipe() -> Show:
    return Show(lambda lines: Printer(WIDTH).rows(lines, keep=False), print)


def _at_terminal() -> Show:
    width = min(shutil.get_terminal_size((WIDTH, 24)).columns, 120)
    return Show(lambda lines: Printer(width).rows(lines, keep=False), print, _asked)


def _asked(prompt: str) -> str:
    try:
        return input(prompt)
    except EOFError:
        print()
        return "q"
