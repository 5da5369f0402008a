"""Pictures of every page and screen of the app, at three sizes and in every theme, for people to look at.

    python -m tests.client.app.pictures FOLDER [PAGE ...] [--pack NAME] [--nation ID] [--turn N] [--seed S]

Owns: the match that the pictures are of: a bot has played for the player until a turn in which much stands open.
Does not know: any page.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from detente_client.app.app import DetenteApp
from detente_client.app.match.screen import MatchScreen
from detente_client.app.pages import PAGES
from detente_client.app.themes import THEMES
from tests.client.app.looking import picture, settled
from tests.client.app.pictured import WAYS, take
from tests.client.hall import Hall

SIZES = ((80, 24), (120, 36), (200, 50))


def main() -> None:
    """Play, look, write."""
    asked = argparse.ArgumentParser(description="Make pictures of the app's pages.")
    asked.add_argument("folder", type=Path)
    asked.add_argument("pages", nargs="*", help="which pages or screens; all if none is named")
    asked.add_argument("--pack", default="hong-kong-1984")
    asked.add_argument("--nation", default="prc")
    asked.add_argument("--turn", type=int, default=5, help="until which turn a bot plays")
    asked.add_argument("--seed", default="1")
    asked.add_argument("--theme", action="append", help="one theme, instead of all; more than once for more")
    given = asked.parse_args()
    named = given.pages or [*(row.id for row in PAGES), *WAYS]
    pages = [name for name in named if name not in WAYS]
    themes = given.theme or [theme.name for theme in THEMES]
    for size in SIZES:
        hall = Hall(given.pack, given.nation, given.seed)
        hall.lend(until=given.turn)
        asyncio.run(_of_size(hall, size, pages, themes, given.folder))
        for name in (name for name in named if name in WAYS):
            asyncio.run(take(name, size, themes, given.folder))


async def _of_size(
    hall: Hall, size: tuple[int, int], pages: list[str], themes: list[str], folder: Path
) -> None:
    app = DetenteApp()
    async with app.run_test(size=size) as pilot:
        screen = MatchScreen(hall)
        await app.push_screen(screen)
        await settled(pilot, screen)
        for page in pages:
            await screen.show_page(page)
            for theme in themes:
                app.theme = theme
                await settled(pilot, screen)
                picture(app, folder / f"{page}-{size[0]}x{size[1]}-{theme}.png")


if __name__ == "__main__":
    main()
