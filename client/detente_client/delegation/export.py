"""What a player was told, as a file: Markdown to read, JSON Lines for programs.

Owns: what stands in either, how Markdown's own signs are kept from being read as such, writing the file.
Does not know: screens, where a player wants the file.

    # Hong Kong, 1982-1984
    ## Turn 1, September 1982
    ### m1 Britain
    Britain: Good morning.

Answers to what was typed are left out: the file holds what was told, not what was looked up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from detente_client.delegation.rooms import title
from detente_client.delegation.transcript import Entry
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.trouble import Trouble
from detente_client.words.naming import capital
from detente_wire.gate import display, one_line
from detente_wire.messages import Heard, MatchId, Unknown
from detente_wire.notices import TurnBegan
from detente_wire.shapes import TAG
from detente_wire.terms import NationId
from detente_wire.writer import plain

FORM = "detente-transcript/1"
"""In the first line of JSON Lines."""
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~&$^]|!(?=\[)|(?<=\w)@(?=\w)|://")
_AT_START = re.compile(r"^(\s*)([#+\-=>]|\d+(?=[.)]))")


def markdown(scene: Scene, entries: Iterable[Entry], match: MatchId) -> str:
    """The transcript by turn and room, each in the order told."""
    who = capital(scene.names.nation(scene.me)) if scene.me else tr("an observer")
    rows = [
        f"# {escaped(scene.pack.title)}",
        "",
        escaped(tr("Match {match}, as told to {who}.", match=match, who=who)),
    ]
    for heading, rooms in _by_turn(scene, entries):
        rows += ["", f"## {escaped(heading)}"]
        for name, told in rooms.items():
            rows += ["", f"### {escaped(name)}"]
            for entry in told:
                rows += ["", *_paragraph(entry.lines)]
    return "\n".join(rows) + "\n"


def _paragraph(lines: Iterable[str]) -> Iterator[str]:
    """Lines that belong together, each on a row of its own."""
    shown = [escaped(line) for line in lines if line.strip()]
    for row in shown[:-1]:
        yield row + "\\"  # a backslash at the end breaks the line and not the paragraph
    yield from shown[-1:]


def _by_turn(scene: Scene, entries: Iterable[Entry]) -> Iterator[tuple[str, dict[str, list[Entry]]]]:
    """A heading for each turn, and what was told in it by the room's title."""
    turns: dict[int, dict[str, list[Entry]]] = {}
    dates: dict[int, str] = {}
    for turn, entry in dated(entries):
        if entry.heard is not None and isinstance(entry.heard.notice, TurnBegan):
            dates[entry.heard.notice.turn] = entry.heard.notice.date
        turns.setdefault(turn, {}).setdefault(title(scene, entry.room), []).append(entry)
    for turn in sorted(turns):
        yield _heading(turn, dates.get(turn, "")), turns[turn]


def _heading(turn: int, date: str) -> str:
    if not turn:
        return tr("Before the first turn")
    return tr("Turn {turn}, {date}", turn=turn, date=date) if date else tr("Turn {turn}", turn=turn)


def dated(entries: Iterable[Entry]) -> Iterator[tuple[int, Entry]]:
    """What was told, with the turn in which it was; answers to the player are left out."""
    turn = 0
    for entry in entries:
        if entry.heard is not None:
            turn = max(turn, _turn(entry.heard))
        elif entry.weight == "own":
            continue
        yield turn, entry


def _turn(heard: Heard) -> int:
    """A turn's first notice opens it."""
    return heard.notice.turn if isinstance(heard.notice, TurnBegan) else heard.turn


def escaped(text: str) -> str:
    """Text on one line that Markdown shows just as it is."""
    line = one_line(text)
    line = _ANYWHERE.sub(lambda found: "\\" + found.group() if len(found.group()) == 1 else ":\\/\\/", line)
    return _AT_START.sub(_held, line.strip())


def _held(found: re.Match[str]) -> str:
    sign = found.group(2)
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


# -- JSON Lines --------------------------------------------------------------------------------------------------


def json_lines(scene: Scene, entries: Iterable[Entry], match: MatchId) -> str:
    """One object a line: first what it is of, then each thing told, with the notice behind it."""
    head = {
        "form": FORM,
        "match": match,
        "pack": scene.pack.id,
        "title": scene.pack.title,
        "nation": scene.me,
    }
    rows = [head, *(_row(scene, turn, entry) for turn, entry in dated(entries))]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _row(scene: Scene, turn: int, entry: Entry) -> dict[str, Any]:
    heard, room = entry.heard, entry.room
    row: dict[str, Any] = {"turn": turn, "room": room.key, "kind": room.kind, "title": title(scene, room)}
    if heard is not None:
        row |= {"at_s": heard.at_s, "cursor": heard.cursor, "notice": _plain(heard)}
        row |= {"words": display(heard.words)} if heard.words and not _is_hushed(scene, heard) else {}
    return row | {"lines": list(entry.lines)}


def _plain(heard: Heard) -> Mapping[str, Any]:
    """The notice as it came; of one that this client does not know, its kind."""
    return {TAG: heard.notice.kind} if isinstance(heard.notice, Unknown) else plain(heard.notice)


def _is_hushed(scene: Scene, heard: Heard) -> bool:
    by = getattr(heard.notice, "by", None)
    return isinstance(by, str) and scene.is_hushed(NationId(by))


# -- the file ----------------------------------------------------------------------------------------------------


def write(path: Path, text: str, *, replace: bool) -> Path:
    """Write the file, and give its whole path; `Trouble` if it is there already or cannot be written."""
    path = path.absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "w" if replace else "x", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except FileExistsError:
        raise Trouble(
            tr("{path} is there already.", path=path),
            tr("To write over it: /export … replace, or name another file."),
        ) from None
    except OSError as why:
        raise Trouble(
            tr("{path} cannot be written: {why}.", path=path, why=(why.strerror or str(why)).lower())
        ) from None
    return path
