"""Pictures of what a match shows beside its pages: views of the table, windows, lessons, the end, a crowd.

Owns: which these are, and how each is come to.
Does not know: what stands on them, how a picture is made (`looking`), screens outside a match (`pictured`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import cast

from textual.pilot import Pilot

from detente_client.app.kit import Choices
from detente_client.app.match.notes import NotesScreen
from detente_client.app.match.screen import MatchScreen
from detente_client.app.pages.pressure.page import PressurePage
from detente_client.app.pages.table.page import TablePage
from detente_client.app.pages.talks.page import TalksPage
from detente_client.app.pages.timeline.page import TimelinePage
from detente_client.commands import deeds
from detente_client.delegation.notebook import Notebook
from tests.client.app.looking import settled
from tests.client.hall import Hall

Way = Callable[[Pilot[int]], Awaitable[None]]


async def _match(
    pilot: Pilot[int], turn: int = 7, pack: str = "hong-kong-1984", me: str = "prc"
) -> MatchScreen:
    hall = Hall(pack, me)
    hall.lend(until=turn)
    screen = MatchScreen(hall, again="detente solo --continue")
    await pilot.app.push_screen(screen)
    await settled(pilot, screen)
    return screen


async def _page(pilot: Pilot[int], page: str, turn: int = 7, **match: str) -> MatchScreen:
    screen = await _match(pilot, turn, **match)
    await screen.show_page(page)
    await settled(pilot, screen)
    return screen


async def _view(pilot: Pilot[int], view: str, turn: int = 7) -> TablePage:
    screen = await _page(pilot, "table", turn)
    page = cast(TablePage, screen.page)
    await page.look(view)
    await settled(pilot, screen)
    return page


def _at(view: str, turn: int = 7) -> Way:
    async def way(pilot: Pilot[int]) -> None:
        await _view(pilot, view, turn)

    return way


async def _package(pilot: Pilot[int]) -> None:
    """Issues, with an offer's choices in the package."""
    await _view(pilot, "issues", turn=5)
    await pilot.press("l", "down", "down")
    await pilot.pause(0.4)


async def _draft(pilot: Pilot[int]) -> None:
    """A text that an offer became."""
    await _view(pilot, "issues", turn=5)
    await pilot.press("l", "d")
    await pilot.pause(0.8)


async def _compare(pilot: Pilot[int]) -> None:
    page = await _view(pilot, "compare", turn=5)
    sides = page.query_one("#second", Choices)
    sides.focus()
    sides.highlighted = min(1, sides.option_count - 1)
    await pilot.pause(0.2)


async def _signing(pilot: Pilot[int]) -> None:
    await _view(pilot, "texts")
    await pilot.press("s")
    await pilot.pause(0.3)


async def _foresight(pilot: Pilot[int]) -> None:
    screen = await _match(pilot)
    screen.focus_line()
    await pilot.press(*"/press protest gbr", "f9")
    await pilot.pause(0.4)


async def _notes(pilot: Pilot[int]) -> None:
    screen = await _match(pilot)
    screen.delegation.desk.do(deeds.Jot("Britain wants the title more than the rule: ask for the rule."))
    await pilot.app.push_screen(NotesScreen(screen.delegation))


async def _secret(pilot: Pilot[int]) -> None:
    """A back-channel, and the line that goes there."""
    screen = await _match(pilot, turn=5)
    told = screen.delegation.transcript.entries
    room = next(entry.room for entry in told if entry.room.kind == "back-channel")
    cast(TalksPage, screen.page).go(room)
    await settled(pilot, screen)


async def _search(pilot: Pilot[int]) -> None:
    screen = await _match(pilot)
    cast(TalksPage, screen.page).seek()
    await pilot.press(*"lease", "enter")
    await settled(pilot, screen)


async def _completion(pilot: Pilot[int]) -> None:
    screen = await _match(pilot)
    screen.focus_line()
    await pilot.press(*"/press san", "tab")
    await pilot.pause(0.2)


async def _leaving(pilot: Pilot[int]) -> None:
    await _match(pilot)
    await pilot.press("ctrl+q")
    await pilot.pause(0.2)


async def _end(pilot: Pilot[int]) -> None:
    await _match(pilot, turn=99)
    await pilot.pause(0.3)


async def _tutorial(pilot: Pilot[int]) -> None:
    book = Notebook(tutor=0)
    screen = MatchScreen(Hall("hong-kong-1984", "prc"), lambda match, nation: book)
    await pilot.app.push_screen(screen)
    await settled(pilot, screen)
    for _ in range(2):
        await pilot.press("ctrl+t", "enter")
        await settled(pilot, screen)


async def _tool(pilot: Pilot[int]) -> None:
    """Sanctions, before they are sealed."""
    screen = await _page(pilot, "pressure", 5)
    listed = cast(PressurePage, screen.page).query_one("#standing", Choices)
    listed.highlighted = listed.get_option_index("tool:sanctions")
    await pilot.pause(0.5)


async def _event(pilot: Pilot[int]) -> None:
    """A marked meeting of the timeline."""
    screen = await _page(pilot, "timeline", 5)
    page = cast(TimelinePage, screen.page)
    happenings = screen.delegation.chronicle.happenings
    wanted = [one for one in happenings if one.kind == "talks" and one.turn == 3]
    page.happenings.highlighted = page.happenings.get_option_index(str(wanted[0].number))
    await pilot.pause(0.2)


async def _relations(pilot: Pilot[int]) -> None:
    await _page(pilot, "nations", 5)
    await pilot.press("r")
    await pilot.pause(0.2)


async def _command_help(pilot: Pilot[int]) -> None:
    """The page of one command."""
    await _page(pilot, "help", 5)
    await pilot.press(*"threaten")
    await pilot.pause(0.2)
    await pilot.press("enter")
    await pilot.pause(0.2)


def _crowd(page: str) -> Way:
    """Six nations."""

    async def way(pilot: Pilot[int]) -> None:
        await _page(pilot, page, 4, pack="july-1914", me="ger")

    return way


MATCH_WAYS: dict[str, Way] = {
    "package": _package,
    "offers": _at("offers", 5),
    "known": _at("known", 5),
    "texts": _at("texts"),
    "draft": _draft,
    "compare": _compare,
    "signing": _signing,
    "foresight": _foresight,
    "notes": _notes,
    "secret": _secret,
    "search": _search,
    "completion": _completion,
    "leaving": _leaving,
    "end": _end,
    "tutorial": _tutorial,
    "tool": _tool,
    "event": _event,
    "relations": _relations,
    "command": _command_help,
    **{f"crowd-{page}": _crowd(page) for page in ("talks", "table", "nations", "pressure", "timeline")},
}
