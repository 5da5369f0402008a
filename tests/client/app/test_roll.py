"""The roll: wrapping, following its end, what is found, another width."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from detente_client.app.roll import Paragraph, Roll, wrap
from detente_client.app.themes import THEMES
from tests.client.app.looking import screen_text


class Rolling(App[None]):
    """A roll alone."""

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        yield Roll(id="roll")

    @property
    def roll(self) -> Roll:
        return self.query_one("#roll", Roll)

    def rows(self) -> list[str]:
        return screen_text(self).split("\n")


def numbered(*numbers: int) -> list[Paragraph]:
    return [Paragraph(f"line {number}", place=number) for number in numbers]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", [""]),
        ("short", ["short"]),
        ("one two three four", ["one two", "three", "four"]),
        ("exactly te", ["exactly te"]),
        ("abcdefghijklmnopq", ["abcdefghij", "klmnopq"]),
        ("  - item by item", ["  - item", "by", "item"]),
        ("漢字漢字漢字 漢字", ["漢字漢字漢", "字 漢字"]),
    ],
)
def test_text_is_wrapped_by_cells_and_loses_nothing_but_spaces(text: str, rows: list[str]) -> None:
    hang = len(text) - len(text.lstrip(" ")) + 2
    found = [text[start:end] for start, end in wrap(text, 10, hang)]
    assert found == rows
    assert all(cell_len(row) <= 10 for row in found)


async def test_it_follows_its_end_until_it_is_scrolled_up_and_counts_what_comes_below() -> None:
    app = Rolling()
    async with app.run_test(size=(30, 6)) as pilot:
        app.roll.begin(numbered(*range(20)))
        await pilot.pause()
        assert app.rows()[-1].startswith("line 19")
        app.roll.extend(numbered(20))
        await pilot.pause()
        assert app.rows()[-1].startswith("line 20")
        app.roll.focus()
        await pilot.press("pageup")
        app.roll.extend(numbered(21, 22))
        await pilot.pause()
        assert app.rows()[0].startswith("line 10")
        assert "2 new below" in app.rows()[-1]
        await pilot.press("end")
        await pilot.pause()
        assert app.rows()[-1].startswith("line 22")
        assert "new below" not in screen_text(app)


async def test_another_width_wraps_anew_and_keeps_what_is_looked_at() -> None:
    app = Rolling()
    async with app.run_test(size=(60, 6)) as pilot:
        app.roll.begin(Paragraph(f"{n}: " + "word " * 8, place=n) for n in range(40))
        await pilot.pause()
        app.roll.show_place(20)
        await pilot.pause()
        top = app.rows()[0].split(":")[0]
        await pilot.resize_terminal(30, 6)
        await pilot.pause()
        assert app.rows()[0].startswith(f"{top}: word")
        await pilot.resize_terminal(60, 6)
        await pilot.pause()
        assert app.rows()[0].startswith(f"{top}: word")


async def test_signs_stand_before_every_row_and_lines_reach_across() -> None:
    app = Rolling()
    async with app.run_test(size=(20, 6)) as pilot:
        app.roll.begin(
            [
                Paragraph("Turn 2", "divider", fill="─"),
                Paragraph("a secret that is long", sign="▌ ", sign_style="secret"),
            ]
        )
        await pilot.pause()
        rows = app.rows()
        assert rows[0].startswith("── Turn 2 ────")
        assert [row[:2] for row in rows[1:3]] == ["▌ ", "▌ "]


async def test_markup_and_control_are_text_like_any_other() -> None:
    app = Rolling()
    async with app.run_test(size=(60, 4)) as pilot:
        app.roll.begin([Paragraph("[@click=app.quit]x[/] [bold]b[/bold] \x1b]52;c;AAAA\x07 \u202eevil")])
        await pilot.pause()
        row = app.rows()[0]
        assert "[@click=app.quit]x[/] [bold]b[/bold] ]52;c;AAAA evil" in row
        assert "\x1b" not in row


async def test_what_is_found_is_shown_in_reverse() -> None:
    app = Rolling()
    async with app.run_test(size=(40, 4)) as pilot:
        app.roll.begin([Paragraph("The Lease is short, the lease is long", place=1)])
        app.roll.find("lease")
        await pilot.pause()
        strip = app.roll.render_line(0)
        lit = [piece.text for piece in strip if piece.style is not None and piece.style.reverse]
        assert lit == ["Lease", "lease"]
