"""HTML and SVG by construction: every string that is not itself made here is escaped.

Owns: `Html`, `tag`, `joined`.
Does not know: what is written with it.

    tag("td", name, class_="who")     # name may be anything that anybody wrote

A trailing underscore keeps a name apart from Python's words, any other stands for a hyphen.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from attrs import frozen

from detente_wire.gate import display


@frozen
class Html:
    """A finished piece, safe to stand in a page."""

    text: str


Part = Html | str
_EMPTY = frozenset({"meta", "input", "br", "line", "rect", "circle", "path", "polyline", "polygon", "col"})


def tag(name: str, /, *parts: Part, **attributes: str | int | float | bool | None) -> Html:
    """An element with its parts inside; an attribute that is None or False is left out."""
    said = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _EMPTY and not parts:
        return Html(f"<{name}{said}/>")
    return Html(f"<{name}{said}>{joined(parts).text}</{name}>")


def _attribute(key: str, value: str | int | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f' {name}=""'
    said = f"{value:.4g}" if isinstance(value, float) else escape(display(str(value)), quote=True)
    return f' {name}="{said}"'


def joined(parts: Iterable[Part]) -> Html:
    """Piece after piece."""
    return Html(
        "".join(part.text if isinstance(part, Html) else escape(display(part), quote=True) for part in parts)
    )
