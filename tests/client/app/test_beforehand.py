"""What a journey says before a match is still read in it."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from detente_client.app.app import DetenteApp
from detente_client.app.match.screen import MatchScreen
from detente_client.app.sitting import AppSitting
from tests.client.app.looking import settled
from tests.client.hall import Hall


async def test_what_was_said_before_a_match_stands_in_its_news_once() -> None:
    app = DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        sitting = AppSitting(app)
        sitting.say("The talks begin when everybody has come.")
        playing = asyncio.create_task(sitting.play(cast(Any, Hall("hong-kong-1984", "prc"))))
        await pilot.pause(0.1)
        screen = app.screen
        assert isinstance(screen, MatchScreen)
        await settled(pilot, screen)
        told = [line for entry in screen.delegation.transcript.entries for line in entry.lines]
        assert told.count("The talks begin when everybody has come.") == 1
        assert app.beforehand == []
        screen.dismiss(0)
        assert await playing == 0
