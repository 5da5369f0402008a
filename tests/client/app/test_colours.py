"""The colours of every theme can be read on everything that they are laid upon."""

from __future__ import annotations

import itertools
import math

import pytest
from textual.color import Color

from detente_client.app.app import DetenteApp
from detente_client.app.themes import NATIONS, THEMES

AA = 4.5
"""Contrast that WCAG 2 asks of text, level AA."""
SEEN = 3.0
"""And of the parts of an interface that are no text."""
GROUNDS = ("background", "surface", "panel", "block-cursor-background", "block-cursor-blurred-background")
INKS = (
    "foreground", "primary", "secondary", "accent", "warning", "error", "success", "text-muted", "text-disabled",
    "secret", "named", "message", "noise", "calm", "tense", "grave", *(f"nation-{n}" for n in range(1, NATIONS + 1)),
)  # fmt: skip
IN_SECRET = ("foreground", "accent", "secret", "named", "message", "noise")
THEME_NAMES = [theme.name for theme in THEMES]


def _light(colour: Color) -> float:
    """Relative luminance, as WCAG 2 reckons it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """From 1, alike, to 21, black on white."""
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


def _colours(theme: str) -> dict[str, Color]:
    app = DetenteApp()
    app.theme = theme
    variables = app.get_css_variables()
    names = {*GROUNDS, *INKS, "secret-ground", "mark"}
    return {name: Color.parse(variables[name]) for name in names}


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_text_is_read_on_every_ground(theme: str) -> None:
    colours = _colours(theme)
    laid = [(ink, ground) for ink in INKS for ground in GROUNDS]
    laid += [(ink, "secret-ground") for ink in IN_SECRET]
    faint = {(ink, on): contrast(colours[ink], colours[on]) for ink, on in laid}
    assert {pair: round(ratio, 2) for pair, ratio in faint.items() if ratio < AA} == {}


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_a_scrollbar_is_seen(theme: str) -> None:
    colours = _colours(theme)
    thumb = colours["background"] + colours["noise"].with_alpha(0.75)
    assert contrast(thumb, colours["background"]) >= SEEN


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_a_secret_ground_is_no_other_ground(theme: str) -> None:
    """It stands off from every plain ground in hue or light, not by a shade alone."""
    colours = _colours(theme)
    for ground in GROUNDS:
        one, other = colours["secret-ground"].rgb, colours[ground].rgb
        assert max(abs(a - b) for a, b in zip(one, other, strict=True)) >= 16, ground


# Viénot, Brettel and Mollon, "Digital video colourmaps for checking the legibility of displays by dichromats" (1999):
# what is left of linear red, green and blue without the red, and without the green cones.
_DICHROMATS = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}
APART = 12.0
"""CIE 1976 difference of two colours that are told apart side by side without effort."""


def _lab(colour: str, eyes: str) -> tuple[float, float, float]:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    if eyes in _DICHROMATS:
        linear = [max(0.0, sum(k * c for k, c in zip(row, linear))) for row in _DICHROMATS[eyes]]
    r, g, b = linear
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eyes", ["usual", *_DICHROMATS])
def test_the_colour_safe_theme_can_be_told_apart_with_any_eyes(eyes: str) -> None:
    theme = next(theme for theme in THEMES if theme.name == "colour-safe")
    groups = [[f"nation-{n}" for n in range(1, 9)], ["calm", "tense", "grave"], ["named", "message", "noise"]]
    for group in groups:
        for one, other in itertools.combinations(group, 2):
            apart = math.dist(_lab(theme.variables[one], eyes), _lab(theme.variables[other], eyes))
            assert apart >= APART, (one, other, round(apart, 1))
