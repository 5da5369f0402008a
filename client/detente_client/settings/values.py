"""The settings themselves: their names, what each may be, what it does.

Owns: `Settings`, the table of rows by which they are read, listed and changed.
Does not know: files, screens, who looks at a setting.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any, Literal

from attrs import evolve, frozen

from detente_client.figures import listing
from detente_client.i18n import tr
from detente_client.trouble import Trouble
from detente_wire import gate

THEMES = ("chancery", "daylight", "contrast", "colour-safe", "telegram")
"""The looks that the app can wear."""
MOST_WORDS = 50
"""Words that ring for a player."""
MOST_SIGNS = 40
"""Of one such word."""


@frozen
class Settings:
    """What one player wants, the usual where he said nothing."""

    theme: str = THEMES[0]
    language: str = ""
    """Of the interface, e.g. ``de``; empty: as the machine says."""
    name: str = ""
    """The name that is proposed on servers; empty: the machine's user."""
    mouse: bool = True
    bell: bool = True
    """The terminal's bell when something is for this player."""
    notify: bool = True
    """A note on the desktop (OSC 9 and 777) while the terminal is not looked at."""
    quiet_hours: str = ""
    """``22:00-07:00`` of this machine's clock: neither bell nor note; empty: none."""
    highlight: tuple[str, ...] = ()
    """Words that count as being named."""
    clock_24h: bool = True
    clock_seconds: bool = False
    """The clock of the turn is drawn every second also before its last minute."""

    def names(self, line: str) -> bool:
        """Whether one of the player's words stands in the line."""
        return bool(places(self.highlight, line))

    def is_quiet(self, now: dt.time) -> bool:
        """Whether that is in the quiet hours; they may go over midnight."""
        found = _HOURS.fullmatch(self.quiet_hours)
        if found is None:
            return False
        begin, end = (dt.time(int(found[n]), int(found[n + 1])) for n in (1, 3))
        return begin <= now < end if begin <= end else now >= begin or now < end


def places(words: Iterable[str], line: str) -> list[tuple[int, int]]:
    """From where to where words stand in a line, whether or not in capitals; the whole line, where letters without
    their capitals are others in number."""
    said, found = line.casefold(), list[tuple[int, int]]()
    for word in filter(None, (word.casefold() for word in words)):
        at = said.find(word)
        while at >= 0:
            found.append((at, at + len(word)) if len(said) == len(line) else (0, len(line)))
            at = said.find(word, at + len(word))
    return found


_HOURS = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)")
_LOOSELY = re.compile(r"([01]?\d|2[0-3])(?::([0-5]\d))? *- *([01]?\d|2[0-3])(?::([0-5]\d))?")
"""As they are typed: full hours also without their minutes."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([_-][A-Za-z]{2,4})?")
Kind = Literal["switch", "choice", "line", "words"]


class Unfit(ValueError):
    """A value that a setting cannot have; the text says what it may be."""


@frozen
class Row:
    """One setting, as it is listed, read and written."""

    name: str
    """By which the file and `detente config set` name it; a field of `Settings`."""
    title: str
    help: str
    kind: Kind
    check: Callable[[Any], Any]
    """From a value of the file to that of the field; `Unfit` if it is none."""
    choices: tuple[str, ...] = ()

    def typed(self, text: str) -> object:
        """What a typed word stands for in the file."""
        said = text.strip()
        if self.kind == "switch":
            return _SWITCHES.get(said.lower(), said)
        if self.kind == "words":
            return [word.strip() for word in said.split(",") if word.strip()]
        return said

    def shown(self, settings: Settings) -> str:
        """The value as it would be typed."""
        value = getattr(settings, self.name)
        if isinstance(value, bool):
            return "on" if value else "off"
        return ", ".join(value) if isinstance(value, tuple) else str(value)


_SWITCHES: dict[str, object] = {
    "on": True, "yes": True, "true": True, "1": True, "off": False, "no": False, "false": False, "0": False,
}  # fmt: skip


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unfit(tr("write true or false (on or off where it is typed)"))
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or gate.one_line(value) != value:
        raise Unfit(tr("write one line of text in quotes"))
    return value.strip()


def _theme(value: object) -> str:
    text = _text(value)
    if text not in THEMES:
        raise Unfit(tr("there are {themes}", themes=listing(THEMES)))
    return text


def _language(value: object) -> str:
    text = _text(value)
    if text and not _LANGUAGE.fullmatch(text):
        raise Unfit(tr("write a language like de or pt_BR, or nothing for the machine's own"))
    return text


def _name(value: object) -> str:
    text = _text(value)
    if text and not isinstance(gate.name(text), str):
        raise Unfit(tr("a name has 3 to 24 letters and digits"))
    return text


def _hours(value: object) -> str:
    text = _text(value)
    found = _LOOSELY.fullmatch(text)
    if text and found is None:
        raise Unfit(tr("write them like 22:00-07:00, or nothing for none"))
    return "{:0>2}:{}-{:0>2}:{}".format(*found.groups("00")) if found else ""


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(word, str) for word in value):
        raise Unfit(tr('write a list of words, like ["leases", "Kowloon"]'))
    words = tuple(dict.fromkeys(gate.one_line(word).strip() for word in value if word.strip()))
    if len(words) > MOST_WORDS or any(len(word) > MOST_SIGNS for word in words):
        raise Unfit(tr("at most {words} words of {signs} letters", words=MOST_WORDS, signs=MOST_SIGNS))
    return words


def rows() -> tuple[Row, ...]:
    """All settings in the order in which they are shown; made when asked, so that the language is known by then."""
    return (
        Row("theme", tr("Colours"), tr("The look of the app."), "choice", _theme, THEMES),
        Row("language", tr("Language"), tr("From the next start on; English where untranslated."), "line", _language),
        Row("name", tr("Your name"), tr("The name that is proposed when you go to a server."), "line", _name),
        Row("mouse", tr("Mouse"), tr("Listen to the mouse; it holds from the next start on."), "switch", _switch),
        Row("bell", tr("Bell"), tr("Ring when something is for you."), "switch", _switch),
        Row("notify", tr("Desktop notes"), tr("A note on the desktop when you look elsewhere."), "switch", _switch),
        Row("quiet_hours", tr("Quiet hours"), tr("Neither bell nor note then, like 22:00-07:00."), "line", _hours),
        Row("highlight", tr("Your words"), tr("Words that count as naming you, with commas between."), "words", _words),
        Row("clock_24h", tr("24-hour clock"), tr("14:05 rather than 2:05 pm."), "switch", _switch),
        Row("clock_seconds", tr("Seconds"), tr("Draw the clock of a turn every second."), "switch", _switch),
    )  # fmt: skip


def row(name: str) -> Row:
    """The setting of this name; `Trouble` if there is none."""
    wanted = name.strip().lower().replace("-", "_")
    found = next((one for one in rows() if one.name == wanted), None)
    if found is None:
        names = listing(one.name for one in rows())
        raise Trouble(tr("There is no setting {name}.", name=name), tr("There are: {names}.", names=names))
    return found


def changed(settings: Settings, name: str, text: str) -> Settings:
    """The settings with one of them as it was typed; `Trouble` if it cannot be so."""
    one = row(name)
    try:
        return evolve(settings, **{one.name: one.check(one.typed(text))})
    except Unfit as why:
        raise Trouble(
            tr("{name} cannot be {text}: {why}.", name=one.name, text=text or '""', why=why)
        ) from None
