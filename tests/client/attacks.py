"""What attacks terminals, readers and markup; and a story, a pack, a lobby full of it.

Owns: the attacks; poisoning values; what a byte stream to a terminal consists of.
Does not know: where any of it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

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
_PROSE = frozenset(["title", "description", "era", "accident", "place", "object", "procedure", "licence"])


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


def poisoned_words(value: Any, attack: str, name: str = "") -> Any:
    """The value with the attack in what people write alone: ids stay, so that everything is found and drawn."""
    if isinstance(value, str):
        free = name in (
            "name",
            "title",
            "body",
            "date",
            "why",
            "words",
            "object",
            "place",
            "ideology",
            "notice",
        )
        return attack + value if free else value
    if attrs.has(type(value)) and not isinstance(value, type):
        fields = (field for field in attrs.fields(type(value)) if field.init)
        kept = {
            field.name: poisoned_words(getattr(value, field.name), attack, field.name) for field in fields
        }
        return attrs.evolve(value, **kept)
    if isinstance(value, tuple):
        return tuple(poisoned_words(item, attack, name) for item in value)
    return value


def poisoned_pack(value: Any, attack: str, key: str = "") -> Any:
    """A public asset with the attack in every title and text."""
    if isinstance(value, str):
        return attack + value if key in _PROSE or key.startswith("rung") else value
    if isinstance(value, dict):
        return {
            name: poisoned_pack(item, attack, "rung" if key == "texts" else name)
            for name, item in value.items()
        }
    return [poisoned_pack(item, attack, key) for item in value] if isinstance(value, list) else value


def salvo(names: Iterable[str]) -> str:
    """Several attacks in one text, so that every field meets every attack in few rounds."""
    return " ".join(ATTACKS[name] for name in names)


# -- what goes to a terminal -----------------------------------------------------------------------------------------

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
