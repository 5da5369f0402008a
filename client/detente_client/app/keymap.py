"""Keys as the player wants them: a TOML file of action and keys.

Owns: reading the file, telling what is wrong with it, a commented file of all actions to begin with.
Does not know: what an action does.

    # keys.toml in the folder that `detente config path` names
    "page.table" = "f3"
    "room.next" = ["alt+a", "ctrl+n"]

What is wrong is passed over and told; the other rows hold.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from detente_client.folders import keys_file
from detente_client.i18n import tr, trc

if TYPE_CHECKING:
    from detente_client.app.actions import Action

_KEY = re.compile(r"((ctrl|alt|shift|super|meta|hyper)\+)*([a-z0-9]|[a-z][a-z0-9_]+)")


@frozen
class Keymap:
    """What the file says."""

    keys: Mapping[str, str]
    """Action -> keys with commas between."""
    problems: tuple[str, ...] = ()
    """Sentences for whoever wrote it."""


def tables() -> dict[str, tuple[Action, ...]]:
    """Every table of actions by where it holds; imports all screens that have one."""
    from detente_client.app import everywhere
    from detente_client.app.debrief import actions as debrief
    from detente_client.app.home import actions as home
    from detente_client.app.lobby import actions as lobby
    from detente_client.app.match import actions as match
    from detente_client.app.pages.ladder import actions as ladder
    from detente_client.app.pages.nations import actions as nations
    from detente_client.app.pages.pressure import actions as pressure
    from detente_client.app.pages.table import compare, draft, issues, known, offers, texts
    from detente_client.app.pages.table import page as table
    from detente_client.app.pages.timeline import actions as timeline
    from detente_client.app.replay import actions as replay

    return {
        tr("Everywhere"): everywhere.TABLE,
        trc("the first screen", "At home"): home.TABLE,
        tr("In the lobby of a server"): lobby.TABLE,
        tr("In a match"): match.TABLE,
        tr("On the page of the table"): table.TABLE,
        tr("Among the table's issues"): issues.TABLE,
        tr("Among its offers"): offers.TABLE,
        tr("Among what is known"): known.TABLE,
        tr("Among its texts"): texts.TABLE,
        tr("At its draft"): draft.TABLE,
        tr("At its comparison"): compare.TABLE,
        tr("On the page of nations"): nations.TABLE,
        tr("On the page of the ladder"): ladder.TABLE,
        tr("On the page of the timeline"): timeline.TABLE,
        tr("On the page of pressure"): pressure.TABLE,
        tr("In a debrief"): debrief.TABLE,
        tr("In a replay"): replay.STEPS,
    }


def read_keymap(path: Path, actions: Iterable[Action]) -> Keymap:
    """The keys of the file, and all that is wrong in it; nothing without a file."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Keymap({})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as why:
        return Keymap({}, (tr("{path} cannot be read: {why}.", path=path, why=why),))
    known = {action.id for action in actions}
    keys: dict[str, str] = {}
    problems = []
    for id, value in said.items():
        wrong = _wrong(id, value, known)
        if wrong:
            problems.append(f"{path.name}: {wrong}")
        else:
            keys[id] = value if isinstance(value, str) else ",".join(value)
    return Keymap(keys, tuple(problems))


def _wrong(id: str, value: Any, known: set[str]) -> str:
    """What is wrong with one row; empty if nothing is."""
    if id not in known:
        return tr("there is no action {id}; `detente config keys` lists them.", id=id)
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        return tr('{id} needs a key in quotes, or a list: ["f3", "alt+t"].', id=id)
    odd = [name for name in names if not _KEY.fullmatch(name.strip())]
    if odd:
        return tr("{id}: {key} is no key; they are written like f3, ctrl+n, alt+left.", id=id, key=odd[0])
    return ""


def file_lines(groups: Mapping[str, Iterable[Action]]) -> Iterator[str]:
    """A file of all actions with their usual keys, every row in a comment."""
    yield tr('# Détente\'s keys: take the # from a row and change its keys. Several: ["f3", "alt+t"].')
    yield f"# {keys_file()}"
    for title, actions in groups.items():
        yield ""
        yield f"# {title}"
        for action in actions:
            names = [name.strip() for name in action.keys.split(",")]
            shown = names[0] if len(names) == 1 else names
            yield f"# {json.dumps(action.id)} = {json.dumps(shown)}   # {action.help}"
