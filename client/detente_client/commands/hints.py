"""Help while a command is typed: what the word may become and means, how the command is written.

Owns: `Suggestion`, `suggestions`, `usage_hint`, `is_said_here`.
Does not know: lists on a screen, keys.
"""

from __future__ import annotations

from attrs import frozen

from detente_client.commands import catalogue
from detente_client.commands.grammar import Command
from detente_client.commands.slots import Here, bodies, everybody, issues, media, options, venues
from detente_client.describe.told import KINDS
from detente_client.i18n import tr
from detente_client.words.language import Misunderstood


@frozen
class Suggestion:
    """What the last word of a line may become."""

    word: str
    """As it is shown."""
    line: str
    """The line with it, ready to be typed on."""
    gloss: str = ""
    """What it means, in a few words."""


def suggestions(here: Here, text: str) -> list[Suggestion]:
    """What the last word may become: commands by their own names first, then by others."""
    found = catalogue.completions(here, text)
    start = max(text.rfind(" "), text.rfind("\n")) + 1
    if start == 0:
        return _commands(found, text)
    typed = text[start:]
    glosses = _glosses(here) if found else {}
    return [
        Suggestion(word, text[:start] + _spaced(word), _gloss(here, glosses, word))
        for word in found
        if word.rstrip() != typed
    ]


def _commands(found: list[str], text: str) -> list[Suggestion]:
    """Each command once: by its name, or by the other name that was begun."""
    names = [name.strip().lstrip("/") for name in found]
    own = [name for name in names if catalogue.BY_NAME[name].name == name]
    others = [name for name in names if catalogue.BY_NAME[name].name not in names]
    order = {command.name: n for n, command in enumerate(catalogue.TABLE)}
    exact = text.lstrip("/").lower()
    ranked = sorted(own, key=lambda name: (name != exact, order[name])) + others
    return [Suggestion(f"/{name}", f"/{name} ", catalogue.BY_NAME[name].help) for name in ranked]


def _spaced(word: str) -> str:
    """``issue=`` is half a word; everything else is followed by the next."""
    return word if word.endswith(("=", " ")) else word + " "


def _glosses(here: Here) -> dict[str, str]:
    """Titles of everything in the pack that has one, by id."""
    known = [*everybody(here), *issues(here), *media(here), *venues(here), *bodies(here)]
    return {one.id: one.titles[0] for one in known if one.titles}


def _gloss(here: Here, glosses: dict[str, str], word: str) -> str:
    word = word.strip()
    issue, equals, option = word.partition("=")
    if equals and option:
        return next((o.titles[0] for o in options(here, issue) if o.id == option and o.titles), "")
    if issue in glosses:
        return glosses[issue]
    thing = here.scene.handles.find(word)
    if thing is None:
        return ""
    kind = KINDS[thing.kind]
    return tr("{whose} {kind}", whose=here.scene.names.whose(thing.by), kind=kind) if thing.by else kind


def usage_hint(here: Here, text: str) -> str:
    """How the command that is being typed is written, and what it does; empty for words."""
    if not text.startswith("/"):
        return ""
    name = text[1:].split(None, 1)[0] if text[1:].split() else ""
    if not name:
        return tr("Tab completes, Up and Down choose, /help lists all commands.")
    try:
        command = catalogue.find(name)
    except Misunderstood as problem:
        return str(problem) if " " in text.strip() or not catalogue.completions(here, f"/{name}") else ""
    return _written(command)


def is_said_here(text: str) -> bool:
    """Whether the command that is being typed is done in the channel where the player is, unless it names one."""
    words = text[1:].split(None, 1) if text.startswith("/") else []
    try:
        return bool(words) and any(slot.keyword == "in" for slot in catalogue.find(words[0]).slots)
    except Misunderstood:
        return False


def _written(command: Command) -> str:
    return f"{command.usage()}  {command.help}"
