"""What attacks terminals, readers and markup; and a story, a pack, a lobby full of it.

Owns: the attacks, their harmless twins, the fields that are attacked; poisoning values; what a byte stream to a
terminal consists of.
Does not know: where any of it is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from attrs import frozen
from rich.cells import cell_len

from detente_client.app.widths import steady
from detente_wire.gate import display

MARK = "Zq7"
"""Stands in every attack, so that one can see whether it was shown."""
ATTACKS: Mapping[str, str] = {
    "colour": "\x1b[31mZq7\x1b[0m",
    "clear": "\x1b[2J\x1b[HZq7",
    "private-modes": "\x1b[?1049lZq7\x1b[?25h\x1b[?1003h",
    "clipboard": "\x1b]52;c;WnE3\x07Zq7",
    "link": "\x1b]8;;http://evil.example\x1b\\Zq7\x1b]8;;\x1b\\",
    "title": "\x1b]0;owned\x07Zq7\x1b]2;owned\x1b\\",
    "note": "\x1b]9;owned\x07Zq7\x1b]777;notify;owned\x07",
    "dcs": "\x1bP1$r0m\x1b\\Zq7\x1b_Gi=1;\x1b\\",
    "reset": "\x1bcZq7\x1b#8\x1b(0",
    "c1": "\x9b31mZq7\x9d52;c;x\x9c\x90q\x9c\x85",
    "bells": "\x07" * 50 + "Zq7" + "\x08" * 50,
    "bidi": "\u202egnp.Zq7\u2066\u2069\u200f",
    "zero-width": "Z\u200bq\ufeff7\u2060 Zq7\u00ad",
    "combining": "Zq7" + "Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308" * 8,
    "joiners": "\U0001f468\u200d\U0001f469\u200d\U0001f467Zq7a\u200db",
    "surrogates": "\ud83dZq7\udcff\ue000\U000f0000\ufffe",
    "tags": "\U000e0041\U000e0042Zq7\U000e007f",
    "click": "[@click=app.quit]Zq7[/]",
    "style": "[bold red on blue]Zq7[/bold red on blue][link=http://evil.example]Zq7[/link]",
    "unbalanced": "[Zq7[/][/][[\\[ [/b]",
    "joined": "鬱\u200d鬱\u0915\u094d\u200d\u0937Zq7\u9b31\u200d\u9b31",
    "wide": "\U0001f1e9\U0001f1ea\uff21\u4e2d\u26a0\ufe0f\U0001f3fd Zq7",
    "lines": "Zq7\r\ntwo\u2028three\u2029four\x0bfive\x0c\tsix\x85",
    "long": "Zq7" + "W" * 5000,
    "fields": "{0} {x.__class__.__mro__} {by:a|b} %s %(x)s %n ${HOME} Zq7",
    "html": "<script>alert('Zq7')</script><img src=x onerror=x> **Zq7** `Zq7` [Zq7](http://evil.example) | # ```",
    "toml": '"""\nZq7 = [[nation]]\n\'\'\' \\u0041 # =',
    "alike": "Zq7 Сhіnа Βritain ℂ",
    "rtl": "Zq7 \u05d0\u05d1\u05d2 \u0645\u0631\u062d\u0628\u0627 123",
}  # fmt: skip
"""By name."""
CLOSED = frozenset({
    "dial", "form", "tool", "kind", "how", "result", "manner", "holder", "mode", "outcome", "report", "status",
    "change", "voice", "reason", "type", "entry", "disputes", "band", "phase", "tempo", "answer", "settle", "stance",
    "footing",
})  # fmt: skip
"""Fields of closed lists: another word there is refused when it is read, and reaches no screen."""


def poisoned(value: Any, attack: str, name: str = "") -> Any:
    """The value with the attack in every string that is free or an id; words of closed lists stay."""
    if isinstance(value, str):
        return value if name in CLOSED else attack + value
    if attrs.has(type(value)) and not isinstance(value, type):
        fields = (field for field in attrs.fields(type(value)) if field.init)
        kept = {field.name: poisoned(getattr(value, field.name), attack, field.name) for field in fields}
        return attrs.evolve(value, **kept)
    if isinstance(value, tuple):
        return tuple(poisoned(item, attack, name) for item in value)
    return value


# -- fields -------------------------------------------------------------------------------------------------

FIELDS: Mapping[str, str] = {
    **dict.fromkeys(
        ("player-name", "umpire-name", "words", "letter", "invitation", "news", "whisper", "thing", "place", "draft",
         "line", "pasted", "note", "sought", "remark-name", "remark", "creator", "seat-name", "code", "own-name",
         "watched-word", "game", "game-nation", "server-visited", "name-visited", "archive-name", "last-words"),
        "player",
    ),
    **dict.fromkeys(
        ("crisis", "era", "nation", "nation-about", "issue", "issue-about", "option", "option-about", "medium",
         "venue", "body", "body-about", "rung", "date", "text", "notice-title", "paper",
         "campaign", "campaign-about", "value", "interest", "ideology"),
        "pack",
    ),
    **dict.fromkeys(
        ("announcement", "refusal", "problem", "connection", "called-off", "match-title", "pack-offered", "answer",
         "question", "passing", "why", "trouble"),
        "server",
    ),
}  # fmt: skip
"""Whatever is written by others, and by whom it is."""
TAGS: Mapping[str, str] = {name: f"q{n:02d}" for n, name in enumerate(FIELDS)}
"""Three signs at the head of each field, by which one sees on the screen that it is there."""
_TWIN, _WIDE_TWIN = "ж", "鬱"
TWINS = frozenset({_TWIN, _TWIN.upper(), _WIDE_TWIN, ""})
"""What a cell of a twin holds; the second cell of a wide sign holds nothing."""
_KEPT = frozenset(" \n*`_#+->\"'\\")
"""Signs on which it depends where a line is broken, what a pack's Markdown makes of it, how a word is quoted."""


def twin(attack: str) -> str:
    """Text of the same shape in which there is no harm: letters as wide as the signs that get through the gate."""
    harmless = MARK.join("".join(map(_like, part)) for part in steady(display(attack)).split(MARK))
    return (
        harmless if display(attack) == attack else f"{harmless}\u00ad"
    )  # where signs were left out it may be said


def _like(c: str) -> str:
    kept = c in _KEPT or unicodedata.category(c) in ("Mn", "Mc", "Me", "Cf")
    return c if kept else (_WIDE_TWIN if cell_len(c) == 2 else _TWIN)


@frozen
class Poison:
    """What is written into every field: its tag, and the attacks, each field beginning with another one."""

    names: tuple[str, ...] = ()
    """None: no attack, the tag alone."""
    as_twin: bool = False

    def __call__(self, field: str, value: str = "", most: int = 100_000) -> str:
        """The field as an enemy fills it in; of the attacks at most so many signs."""
        names = list(self.names)
        turn = list(FIELDS).index(field) % max(1, len(names))
        attack = " ".join(ATTACKS[name] for name in names[turn:] + names[:turn])[:most]
        return f"{TAGS[field]}{twin(attack) if self.as_twin else attack} {value}".rstrip(" ")


_OF_NOTICES = {
    "umpire": "umpire-name", "name": "player-name", "title": "notice-title", "body": "paper",
    "date": "date", "why": "why",
    "object": "thing", "place": "place", "ideology": "ideology", "values": "value", "interests": "interest",
}  # fmt: skip
_OF_PACKS = {
    ("", "title"): "crisis", ("", "era"): "era", ("", "accident"): "notice-title", ("", "rungs"): "rung",
    ("", "dates"): "date", ("nations", "title"): "nation", ("nations", "description"): "nation-about",
    ("issues", "title"): "issue", ("issues", "description"): "issue-about", ("options", "title"): "option",
    ("options", "description"): "option-about", ("media", "title"): "medium", ("venues", "title"): "venue",
    ("institutions", "title"): "body", ("institutions", "description"): "body-about",
}  # fmt: skip
"""By the list in which an entry stands, and its key."""
_OF_WORDS = {"Letter": "letter", "NewsTold": "news", "Whispered": "whisper", "Invited": "invitation"}


def poisoned_words(value: Any, poison: Poison, name: str = "") -> Any:
    """The value with poison in what people write alone: ids stay, so that everything is found and drawn."""
    if isinstance(value, str):
        field = _OF_NOTICES.get(name)
        return poison(field, value) if field else value
    if attrs.has(type(value)) and not isinstance(value, type):
        fields = (field for field in attrs.fields(type(value)) if field.init)
        kept = {
            field.name: poisoned_words(getattr(value, field.name), poison, _named(value, field.name))
            for field in fields
        }
        return attrs.evolve(value, **kept)
    if isinstance(value, tuple):
        return tuple(poisoned_words(item, poison, name) for item in value)
    return value


def _named(value: Any, name: str) -> str:
    """Reasons of a closed list stay as they are; an umpire is no player."""
    kind = type(value).__name__
    return {("Cause", "why"): "", ("UmpireSeated", "name"): "umpire"}.get((kind, name), name)


def words_of(notice: Any, words: str, poison: Poison) -> str:
    """What was said beside a notice."""
    return poison(_OF_WORDS.get(type(notice).__name__, "words"), words)


def poisoned_pack(value: Any, poison: Poison, key: str = "", within: str = "") -> Any:
    """A public asset with poison in every title and text."""
    if isinstance(value, str):
        field = "text" if within == "texts" else _OF_PACKS.get((within, key))
        return poison(field, value) if field else value
    if isinstance(value, dict):
        return {name: poisoned_pack(item, poison, name, key) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [poisoned_pack(item, poison, key, within) for item in value]
    return value


# -- what goes to a terminal --------------------------------------------------------------------------------

_SEQUENCE = re.compile(
    r"\x1b\[(?P<csi>[0-?]*)(?P<mid>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b(?P<string>[PX^_])[^\x1b]*\x1b\\"
    r"|\x1b(?P<escape>[ -/]*[0-~])"
    r"|(?P<control>[\x00-\x09\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f])"
)


def sequences(stream: str) -> Iterator[str]:
    """The kinds of control sequences in what a program wrote: ``CSI ?h``, ``OSC 9``, ``ESC c``, ``C 07``."""
    for found in _SEQUENCE.finditer(stream):
        if found["final"]:
            private = found["csi"][:1] if found["csi"][:1] in tuple("<=>?") else ""
            modes = f" {found['csi'][1:]}" if private == "?" else ""
            yield f"CSI {private}{found['mid']}{found['final']}{modes}"
        elif found["osc"] is not None:
            yield f"OSC {found['osc'].partition(';')[0]}"
        elif found["string"]:
            yield f"STR {found['string']}"
        elif found["escape"]:
            yield f"ESC {found['escape']}"
        else:
            yield f"C {ord(found['control']):02x}"


def operating_commands(stream: str) -> list[str]:
    """What was said in OSC sequences."""
    return [found["osc"] for found in _SEQUENCE.finditer(stream) if found["osc"] is not None]


def foreign(stream: str) -> set[str]:
    """Signs in a stream, its own sequences taken away, that turn, hide or command what is read."""
    rest = _SEQUENCE.sub("", stream).replace("\r", "").replace("\x1b", "\ufffe")
    return {c for c in set(rest) if display(f"a{c}") != f"a{c}" and c not in "\u200c\u200d\ufe0e\ufe0f"}
