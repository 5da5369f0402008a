"""The row of pages: all of it is in sight at every width, with any keys, and a click finds its page."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from detente_client.app.app import DetenteApp
from detente_client.app.match.pagerow import row_of
from detente_client.app.match.screen import MatchScreen
from tests.client.app.looking import screen_text, settled
from tests.client.hall import Hall

NAMED = [("F2", "Talks"), ("F3", "Table"), ("F4", "Nations"), ("F5", "Ladder"), ("F7", "Timeline")]
LONG = [(f"Ctrl+Shift+{key}", title) for key, title in NAMED]


@pytest.mark.parametrize("named", [NAMED, LONG])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_all_pages_fit_into_the_row(named: list[tuple[str, str]], width: int) -> None:
    for at, (_, title) in enumerate(named):
        row = row_of(named, at, width)
        assert cell_len(" ".join(row)) <= width
        assert len(row) == len(named)
        assert all(row)
        assert title in row[at], "the page that is looked at is named in full"


def test_titles_are_cut_before_keys_are_left_out() -> None:
    assert row_of(NAMED, 0, 80) == ["F2 Talks", "F3 Table", "F4 Nations", "F5 Ladder", "F7 Timeline"]
    assert row_of(NAMED, 2, 30) == ["F2 T", "F3 T", "F4 Nations", "F5 L", "F7 T"]
    assert row_of(NAMED, 2, 24) == ["F2", "F3", "F4 Nations", "F5", "F7"]
    assert row_of(LONG, 0, 30) == ["Talks", "Table", "Natio", "Ladde", "Timel"]


async def test_the_last_page_is_named_and_clicked_at_sixty_columns() -> None:
    screen, app = MatchScreen(Hall("hong-kong-1984", "prc")), DetenteApp()
    async with app.run_test(size=(60, 24)) as pilot:
        await app.push_screen(screen)
        await settled(pilot, screen)
        row = screen_text(app).split("\n")[1]
        assert "F2 Talks" in row
        assert row.endswith("F1 Hel")
        await pilot.click("#pages", offset=(row.index("F1"), 0))
        await settled(pilot, screen)
        assert screen.page is not None
        assert screen.page.id == "help"
        assert screen_text(app).split("\n")[1].endswith("F1 Help")
