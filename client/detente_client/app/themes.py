"""Colours: five themes, one of high contrast, one safe for the colour-blind, one for paper lovers.

Owns: the themes, and the names of the colours that the app uses beside Textual's own.
Does not know: what is painted with them. No meaning is told by colour alone.

Variables: ``$secret`` (back-channels) and ``$secret-ground`` beneath it, ``$mark`` (beneath the row that is marked),
``$named``, ``$message``, ``$noise`` (classes of what is unread), ``$calm``, ``$tense``, ``$grave`` (the ladder),
``$nation-1`` to ``$nation-8`` (the nations of a pack, in its order). Every one of them can be read on every ground.
"""

from __future__ import annotations

from textual.theme import Theme

NATIONS = 8
USUAL = "chancery"


def _variables(
    secrecy: tuple[str, str],
    marks: tuple[str, str],
    unread: tuple[str, str, str],
    ladder: tuple[str, str, str],
    nations: tuple[str, ...],
) -> dict[str, str]:
    secret, secret_ground = secrecy
    mark, mark_still = marks
    named, message, noise = unread
    calm, tense, grave = ladder
    return {
        "secret": secret,
        "secret-ground": secret_ground,
        "mark": mark,
        # Textual reckons its own of these, too faint to read or laid on so that the signs of a marked row are lost.
        "block-cursor-background": mark,
        "block-cursor-foreground": message,
        "block-cursor-blurred-background": mark_still,
        "block-cursor-blurred-foreground": message,
        "text-muted": noise,
        "text-disabled": noise,
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
        primary="#83a8c8",
        secondary="#b8a27a",
        accent="#d9b25f",
        warning="#e0a458",
        error="#e18d80",
        success="#8db580",
        foreground="#e6e1d6",
        background="#14181d",
        surface="#1b2129",
        panel="#232b35",
        variables=_variables(
            ("#c792c9", "#3d2440"),
            ("#2a3a4c", "#232b35"),
            ("#f0b95e", "#e6e1d6", "#9ea4ac"),
            ("#8db580", "#e0a458", "#e18d80"),
            ("#83a8c8", "#e18d80", "#8db580", "#d9b25f", "#bb99b5", "#6fb5a8", "#d09874", "#9aa5b1"),
        ),
    ),
    Theme(
        "daylight",
        primary="#2a5b84",
        secondary="#765929",
        accent="#825500",
        warning="#885000",
        error="#a8301f",
        success="#2f6b2a",
        foreground="#22262b",
        background="#faf7f0",
        surface="#f2ede2",
        panel="#e7e0d0",
        dark=False,
        variables=_variables(
            ("#7a2f7d", "#ecd5ee"),
            ("#d3dce4", "#e7e0d0"),
            ("#8a3b00", "#22262b", "#5b5f64"),
            ("#2f6b2a", "#825500", "#a8301f"),
            ("#2a5b84", "#a8301f", "#2f6b2a", "#825500", "#6d3a78", "#1e6961", "#8a4a1f", "#4b5560"),
        ),
    ),
    Theme(
        "contrast",
        primary="#00ffff",
        secondary="#ffff00",
        accent="#ffff00",
        warning="#ffff00",
        error="#ff8d8d",
        success="#80ff80",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#101010",
        variables=_variables(
            ("#ff80ff", "#4a0050"),
            ("#00407a", "#101010"),
            ("#ffff00", "#ffffff", "#c8c8c8"),
            ("#80ff80", "#ffff00", "#ff8d8d"),
            ("#00ffff", "#ff8d8d", "#80ff80", "#ffff00", "#ff80ff", "#80c0ff", "#ffc080", "#e0e0e0"),
        ),
    ),
    Theme(
        "colour-safe",
        primary="#56b4e9",
        secondary="#e69f00",
        accent="#f0e442",
        warning="#e69f00",
        error="#ff7d16",
        success="#00b886",
        foreground="#eeeeee",
        background="#12161c",
        surface="#1a1f27",
        panel="#232a34",
        variables=_variables(
            ("#d48db4", "#43213a"),
            ("#27394a", "#232a34"),
            ("#f0e442", "#eeeeee", "#9ca4ad"),
            ("#56b4e9", "#f0e442", "#ff7d16"),
            ("#56b4e9", "#e69f00", "#00b886", "#f0e442", "#d48db4", "#ffffff", "#66ff99", "#ccdcff"),
        ),
    ),
    Theme(
        "telegram",
        primary="#c9b48a",
        secondary="#af9c75",
        accent="#e3c98f",
        warning="#e3c98f",
        error="#e8a37c",
        success="#c9d1a0",
        foreground="#d8c9a6",
        background="#1a1611",
        surface="#211c15",
        panel="#2a241b",
        variables=_variables(
            ("#f0a8b4", "#451a26"),
            ("#3b3326", "#2a241b"),
            ("#fff0c9", "#d8c9a6", "#a79d86"),
            ("#c9d1a0", "#e3c98f", "#e8a37c"),
            ("#e3c98f", "#e8957a", "#a9c48a", "#8fb9c4", "#d8a0c0", "#7fc4ae", "#e0a850", "#b8ab8b"),
        ),
    ),
)
