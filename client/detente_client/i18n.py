"""The language of the interface: every sentence that the client itself says goes through `tr`, `trn` or `trc`.

Owns: which language it is, the catalogue, filling in values.
Does not know: any sentence; what players and packs write (that is never translated here).

The language is chosen once, when the process starts: `DETENTE_LANGUAGE`, else the player's setting, else the usual
LANGUAGE, LC_ALL, LC_MESSAGES and LANG. The player's own translations (`translation`) come before ours;
`DETENTE_LOCALE` names another folder of them. The message
ids are the English sentences, so English needs no catalogue. `locale/detente.pot` is extracted from the code; a
translation is `locale/<language>/LC_MESSAGES/detente.mo`.

    tr("{who} speaks in {room}.", who=title, room=name)
    trn("{count} envoy", "{count} envoys", number)
    trc("a room", "open")

Only literal strings are passed as messages, never f-strings: they could not be extracted. A message is a whole
sentence wherever it can be. Where a nation may be the player himself the message has both forms, and the value chooses
(`detente_client.words.naming.Who`): ``{by:^} {by:offer|offers} {what}.``

A message neither begins nor ends with a space or a comma: what stands beside it is put there by who draws it. A comment
right above that begins with ``Translators:`` goes into the catalogue.
"""

from __future__ import annotations

import contextlib
import gettext
import os
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from detente_client.folders import config_folder
from detente_wire.gate import one_line

DOMAIN = "detente"
FOLDER = Path(__file__).parent / "locale"


@cache
def catalogue() -> gettext.NullTranslations:
    """The catalogue of this process; the English sentences themselves where there is none."""
    own, *others = [gettext.translation(DOMAIN, one, _tags(), fallback=True) for one in _folders()]
    for one in others:
        own.add_fallback(one)
    return own


def _folders() -> list[Path]:
    """Where translations lie: the player's own before ours."""
    named = os.environ.get("DETENTE_LOCALE")
    return [Path(named)] if named else [config_folder() / "locale", FOLDER]


def _tags() -> list[str] | None:
    """None: as the machine says."""
    tag = chosen()
    return [tag] if tag else None


def language() -> str:
    """The language of the sentences themselves, as a tag."""
    return catalogue().info().get("language", "") or "en"


def lend() -> None:
    """Let a library that speaks for itself through gettext (click: ``Usage:``) speak the player's language too."""
    found = (one for one in _folders() if gettext.find(DOMAIN, one, _tags()))
    gettext.bindtextdomain(DOMAIN, next(found, FOLDER))
    gettext.textdomain(DOMAIN)
    if tag := chosen():
        os.environ["LANGUAGE"] = tag


def chosen() -> str:
    """The language that the player chose, as a tag; empty: the machine's own."""
    return os.environ.get("DETENTE_LANGUAGE") or _set()


def _set() -> str:
    """The language of the player's settings; read here, since their own words are translated. Empty without one."""
    with contextlib.suppress(OSError, ValueError):
        said = tomllib.loads((config_folder() / "settings.toml").read_text(encoding="utf-8")).get("language")
        return said if isinstance(said, str) else ""
    return ""


def tr(message: str, /, **values: object) -> str:
    """The message in the player's language, with the values in their places."""
    text = catalogue().gettext(message)
    return _filled(text, message, values) if values else text


def trn(one: str, many: str, number: int, /, **values: object) -> str:
    """The message in the form that the number asks for; ``{count}`` is the number."""
    text = catalogue().ngettext(one, many, number)
    return _filled(text, one if number == 1 else many, {"count": number, **values})


def trc(context: str, message: str, /, **values: object) -> str:
    """A message whose English word has several meanings; the context says which, and is shown to nobody."""
    text = catalogue().pgettext(context, message)
    return _filled(text, message, values) if values else text


def listed(message: str, values: Mapping[str, object] | None = None) -> str:
    """A sentence that stands in a list (the table of refusals, what `--help` says), which the catalogue has too."""
    text = catalogue().gettext(message)
    return text if values is None else _filled(text, message, values)


def spelled(word: str) -> str:
    """A word of the game's closed lists (a kind of clause, a status ...) as it is said: ``in-force`` is *in force*.

    The catalogue has these lists too. A word that is in none of them is shown as it is, made safe.
    """
    return catalogue().gettext(one_line(word).replace("-", " ")) if word else ""


def _filled(text: str, message: str, values: Mapping[str, object]) -> str:
    """A translation that names what is not there must not end the game: the English sentence is said instead."""
    try:
        return text.format_map(values)
    except (KeyError, IndexError, ValueError, AttributeError):
        return message.format_map(values)
