"""The roll: wrapping, following its end, what is found, another width."""

from __future__ import annotations

import time

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.widgets import RichLog

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


async def test_what_the_mouse_marks_stays_readable() -> None:
    app = Rolling()
    async with app.run_test(size=(30, 6)) as pilot:
        app.roll.extend([Paragraph("Words to be marked")])
        await pilot.pause()
        await pilot.mouse_down(offset=(0, 0))
        await pilot.hover(offset=(8, 0))
        await pilot.mouse_up(offset=(8, 0))
        await pilot.pause()
        marked = [s for s in app.roll.render_line(0) if s.style and s.style.bgcolor and s.text.strip()]
        assert app.screen.get_selected_text()
        assert any(s.text.startswith("Words") for s in marked)
        assert all(s.style is not None and s.style.color != s.style.bgcolor for s in marked)


async def test_five_thousand_paragraphs_cost_less_than_a_rich_log_of_a_thousand() -> None:
    texts = [f"{n}: " + "of leases and garrisons " * (n % 9 + 1) for n in range(5000)]
    app = Rolling()
    async with app.run_test(size=(100, 40)) as pilot:
        log = RichLog(wrap=True)
        await app.mount(log)
        await pilot.pause()
        began = time.perf_counter()
        for text in texts[:1000]:
            log.write(text)
        usual = time.perf_counter() - began
        began = time.perf_counter()
        app.roll.extend(Paragraph(text, place=n) for n, text in enumerate(texts))
        ours = time.perf_counter() - began
        began = time.perf_counter()
        app.roll.extend([Paragraph("one more", place=5000)])
        one = time.perf_counter() - began
    assert ours < usual
    assert one < ours / 50, "what is added costs as much as it is long"
