"""The tests' own eyes: rows and pictures of what stands on the screen."""

from __future__ import annotations

from pathlib import Path

from detente_client.app.app import DetenteApp
from detente_client.app.match.screen import MatchScreen
from tests.client.app.looking import picture, screen_text, settled
from tests.client.hall import Hall


async def test_rows_and_a_picture_show_what_stands_there(tmp_path: Path) -> None:
    hall = Hall("hong-kong-1984", "prc")
    app = DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = MatchScreen(hall)
        await app.push_screen(screen)
        await settled(pilot, screen)
        rows = screen_text(app).split("\n")
        picture(app, tmp_path / "made" / "talks.png")
    assert len(rows) == 24
    assert f"Tension {hall.view.tension}" in rows[0]
    assert (tmp_path / "made" / "talks.png").read_bytes().startswith(b"\x89PNG")


def test_a_bot_plays_for_the_person_until_a_turn_begins() -> None:
    hall = Hall("hong-kong-1984", "prc")
    hall.lend(until=3)
    assert hall._match.state.turn == 3
    assert hall.me not in hall._match.table.ready
