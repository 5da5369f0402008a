"""Colours: five themes, one of high contrast, one safe for the colour-blind, one for paper lovers.

Owns: the themes, and the names of the colours that the app uses beside Textual's own.
Does not know: what is painted with them. No meaning is told by colour alone.

Variables: ``$secret`` (back-channels), ``$named``, ``$message``, ``$noise`` (classes of what is unread), ``$calm``,
``$tense``, ``$grave`` (the ladder), ``$nation-1`` to ``$nation-8`` (the nations of a pack, in its order).
"""

from __future__ import annotations

from textual.theme import Theme

NATIONS = 8
USUAL = "chancery"


def _variables(
    secret: str, unread: tuple[str, str, str], ladder: tuple[str, str, str], nations: tuple[str, ...]
) -> dict[str, str]:
    named, message, noise = unread
    calm, tense, grave = ladder
    return {
        "secret": secret,
        "named": named,
        "message": message,
        "noise": noise,
        "calm": calm,
        "tense": tense,
        "grave": grave,
        **{f"nation-{n}": colour for n, colour in enumerate(nations, 1)},
    }


THEMES = (
    Theme(
        "chancery",
        primary="#7aa2c4",
        secondary="#b8a27a",
        accent="#d9b25f",
        warning="#e0a458",
        error="#d9705f",
        success="#8db580",
        foreground="#e6e1d6",
        background="#14181d",
        surface="#1b2129",
        panel="#232b35",
        variables=_variables(
            "#c792c9",
            ("#f0b95e", "#e6e1d6", "#8b929c"),
            ("#8db580", "#e0a458", "#d9705f"),
            ("#7aa2c4", "#d9705f", "#8db580", "#d9b25f", "#b48ead", "#6fb5a8", "#c9885f", "#9aa5b1"),
        ),
    ),
    Theme(
        "daylight",
        primary="#2a5b84",
        secondary="#7a5c2a",
        accent="#8a5a00",
        warning="#9a5b00",
        error="#a8301f",
        success="#2f6b2a",
        foreground="#22262b",
        background="#faf7f0",
        surface="#f2ede2",
        panel="#e7e0d0",
        dark=False,
        variables=_variables(
            "#7a2f7d",
            ("#8a3b00", "#22262b", "#6b6f75"),
            ("#2f6b2a", "#8a5a00", "#a8301f"),
            ("#2a5b84", "#a8301f", "#2f6b2a", "#8a5a00", "#6d3a78", "#1f6b63", "#8a4a1f", "#4b5560"),
        ),
    ),
    Theme(
        "contrast",
        primary="#00ffff",
        secondary="#ffff00",
        accent="#ffff00",
        warning="#ffff00",
        error="#ff8080",
        success="#80ff80",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#101010",
        variables=_variables(
            "#ff80ff",
            ("#ffff00", "#ffffff", "#c8c8c8"),
            ("#80ff80", "#ffff00", "#ff8080"),
            ("#00ffff", "#ff8080", "#80ff80", "#ffff00", "#ff80ff", "#80c0ff", "#ffc080", "#e0e0e0"),
        ),
    ),
    Theme(
        "colour-safe",
        primary="#56b4e9",
        secondary="#e69f00",
        accent="#f0e442",
        warning="#e69f00",
        error="#d55e00",
        success="#009e73",
        foreground="#eeeeee",
        background="#12161c",
        surface="#1a1f27",
        panel="#232a34",
        variables=_variables(
            "#cc79a7",
            ("#f0e442", "#eeeeee", "#8f98a3"),
            ("#56b4e9", "#e69f00", "#d55e00"),
            ("#56b4e9", "#e69f00", "#009e73", "#f0e442", "#cc79a7", "#0072b2", "#d55e00", "#bbbbbb"),
        ),
    ),
    Theme(
        "telegram",
        primary="#c9b48a",
        secondary="#a8946a",
        accent="#e3c98f",
        warning="#e3c98f",
        error="#e8a37c",
        success="#c9d1a0",
        foreground="#d8c9a6",
        background="#1a1611",
        surface="#211c15",
        panel="#2a241b",
        variables=_variables(
            "#e8c3a0",
            ("#fff0c9", "#d8c9a6", "#8f8468"),
            ("#c9d1a0", "#e3c98f", "#e8a37c"),
            ("#e3c98f", "#e8a37c", "#c9d1a0", "#d9b38c", "#d8c9a6", "#b5c0a0", "#e0b080", "#b8ab8b"),
        ),
    ),
)
