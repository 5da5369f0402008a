"""The tutor's panel in the app: a pupil who presses Ctrl+T and Enter, to the end of the second turn."""

from __future__ import annotations

from detente_client.app.app import DetenteApp
from detente_client.app.match.screen import MatchScreen
from detente_client.app.match.tutoring import TutorPanel
from detente_client.delegation.notebook import Notebook
from detente_client.tutorial.steps import FAREWELL, STEPS
from tests.client.app.looking import screen_text, settled
from tests.client.hall import Hall


async def test_two_keys_lead_through_two_turns() -> None:
    app, book = DetenteApp(), Notebook(tutor=0)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = MatchScreen(Hall("hong-kong-1984", "prc"), lambda match, nation: book)
        await app.push_screen(screen)
        await settled(pilot, screen)
        assert f"Tutor 1 of {len(STEPS)}" in screen_text(app)
        assert "Try: /sheet" in screen_text(app)
        for _ in range(len(STEPS) + 3):
            if screen.delegation.tutor.step is None:
                break
            await pilot.press("ctrl+t", "enter")
            await settled(pilot, screen)
        assert screen.delegation.table.view.turn == 3
        assert FAREWELL[:40] in screen_text(app)
        await pilot.press("ctrl+t")
        await settled(pilot, screen)
        assert not screen.query_one(TutorPanel).display
        assert book.tutor == -1


async def test_pages_count_and_a_while_brings_a_hint() -> None:
    app, book = DetenteApp(), Notebook(tutor=0)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = MatchScreen(Hall("hong-kong-1984", "gbr"), lambda match, nation: book)
        await app.push_screen(screen)
        await settled(pilot, screen)
        await pilot.press("f3")
        await settled(pilot, screen)
        assert book.tutor == 2
        screen.query_one(TutorPanel)._nudge()
        await pilot.pause()
        assert "Hint: /channels lists the rooms" in screen_text(app)


async def test_there_is_no_panel_without_a_tutor() -> None:
    app = DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = MatchScreen(Hall("hong-kong-1984", "prc"))
        await app.push_screen(screen)
        await settled(pilot, screen)
        assert not screen.query_one(TutorPanel).display
