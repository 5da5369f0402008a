"""What is made of an archive and where it goes: the page, Markdown, JSON Lines, or lines on the screen.

Owns: reading the archive, the order of things, writing whole files or none.
Does not know: how a document is shown, terminals (beyond their width).
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from attrs import evolve, frozen

from detente_client.debrief.document import Bullets
from detente_client.debrief.export import json_lines
from detente_client.debrief.lines import lines
from detente_client.debrief.marked import markdown
from detente_client.debrief.page import page
from detente_client.debrief.record import record
from detente_client.debrief.report import Report, report
from detente_client.debrief.sections import document
from detente_client.figures import decimal
from detente_client.i18n import tr, trn
from detente_client.lobby.choosing import pick_nation
from detente_client.printer import WIDTH, Printer
from detente_client.replay.retelling import load, player_of
from detente_client.trouble import Trouble
from detente_client.words.naming import count
from detente_wire.terms import NationId


@frozen
class Wish:
    """What is wanted of an archive; where no file is named the debrief is printed."""

    archive: Path
    nation: str | None = None
    """Whose points and pairs come first, as it was typed; none: those of the one person who played."""
    html: Path | None = None
    markdown: Path | None = None
    json: Path | None = None


def make(wish: Wish) -> list[str]:
    """Write what is wanted; the lines to print."""
    made, first = read(wish.archive, wish.nation)
    targets = [target for target in (wish.html, wish.markdown, wish.json) if target is not None]
    for target in targets:
        if target.exists() and target.samefile(wish.archive):
            raise Trouble(tr("{path} is the archive itself.", path=target), tr("Name another file."))
    if not targets:
        return lines(document(made, first))
    if wish.html:
        write(wish.html, [html(made, first)])
    if wish.markdown:
        write(wish.markdown, [markdown(document(made, first))])
    if wish.json:
        write(wish.json, json_lines(made))
    return [tr("Written: {path}", path=target) for target in targets]


def read(archive: Path, nation: str | None = None) -> tuple[Report, NationId | None]:
    """The report of the archive in this file, and whose points come first."""
    match = load(archive)
    made = report(match)
    return made, pick_nation(nation, made.pack, playable=False) if nation else player_of(match)


def html(made: Report, first: NationId | None) -> str:
    """The page with everything on it."""
    said = document(made, first)
    whole = evolve(said, sections=(*said.sections[:-1], record(made.archive), said.sections[-1]))
    return page(whole, tiles(made, first))


def tiles(made: Report, first: NationId | None) -> list[tuple[str, str]]:
    """The numbers at the top of the page."""
    ending = made.ending
    outcomes = {
        "settled": tr("settled"),
        "partial": tr("settled in part"),
        "frozen": tr("frozen"),
        "war": tr("war"),
    }
    rows = [
        (
            outcomes.get(ending.outcome, ending.outcome).capitalize(),
            tr("after {time}", time=count(ending.turns, "turn")),
        )
    ]
    if first is not None:
        seat = made.seat(first)
        rows.append((decimal(seat.score_tenths), tr("your score, for {nation}", nation=seat.title)))
    rows.append((f"{ending.tension}", tr("tension at the end, of 100")))
    rows.append((f"{ending.nash}", tr("Nash: how good it was for all, of 100")))
    rows.append((f"{len(made.lies)}", trn("lie told", "lies told", len(made.lies))))
    return rows


def where(archive: Path) -> str:
    """Where the file of a match is, and what can be done with it."""
    return tr(
        "The whole match is in {archive}\n"
        "The debrief as a page: detente debrief {archive} -o {page}\n"
        "Look at it again: detente replay {archive}",
        archive=archive,
        page=archive.with_suffix(".html").name,
    )


def summary(made: Report, first: NationId | None) -> list[str]:
    """A few lines: the turning points, and what the player could have had."""
    whole = document(made, first)
    points = [
        row for block in whole.section("tension").blocks if isinstance(block, Bullets) for row in block.rows
    ]
    found = ["", tr("THE TURNING POINTS."), *(f"- {row}" for row in points)] if points else []
    if first is None:
        return found
    blocks = whole.section("chances").blocks
    mine = next((block for block in blocks if isinstance(block, Bullets)), None)
    return (
        [*found, "", tr("THE DEAL YOU COULD HAVE HAD."), *(f"- {row}" for row in mine.rows)]
        if mine
        else found
    )


def at_screen(wish: Wish) -> None:
    """Make it and print what there is to say, wrapped where it is read."""
    width = min(shutil.get_terminal_size((WIDTH, 24)).columns, 120) if sys.stdout.isatty() else WIDTH
    wrote = wish.html or wish.markdown or wish.json
    for line in make(wish):
        for row in [line] if wrote else Printer(width).rows([line], keep=False):
            print(row)


def write(path: Path, text: Iterable[str]) -> None:
    """The whole file or none of it; `Trouble` if it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.writelines(text)
            umask = os.umask(0)
            os.umask(umask)
            Path(name).chmod(0o666 & ~umask)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as why:
        raise Trouble(
            tr("{path} cannot be written: {why}.", path=path, why=(why.strerror or str(why)).lower()),
            tr("Name a file in a folder where you may write."),
        ) from None
