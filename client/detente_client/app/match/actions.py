"""The keys of a match's screen, as a table.

Owns: the table.
Does not know: how anything is done (the screen and its pages do it).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from detente_client.app.actions import Action
from detente_client.app.pages import PAGES
from detente_client.i18n import tr

if TYPE_CHECKING:
    from detente_client.app.match.screen import MatchScreen
    from detente_client.app.pages.talks.page import TalksPage


def _show(page: str) -> Callable[[MatchScreen], Any]:
    return lambda screen: screen.show_page(page)


def _talks(do: Callable[[TalksPage], object]) -> Callable[[MatchScreen], Any]:
    """Something that the page of talks does; it is shown first."""

    async def run(screen: MatchScreen) -> None:
        if screen.page is None or screen.page.id != "talks":  # to show it once more would step into its list
            await screen.show_page("talks")
        do(cast("TalksPage", screen.page))

    return run


def _here(do: Callable[[TalksPage], object]) -> Callable[[MatchScreen], Any]:
    """Something that the page of talks does while it is looked at."""

    def run(screen: MatchScreen) -> None:
        if screen.page is not None and screen.page.id == "talks":
            do(cast("TalksPage", screen.page))

    return run


def _room(number: int) -> Callable[[MatchScreen], Any]:
    return _talks(lambda page: page.go_to_number(number))


TALKS = (
    Action(
        "room.active",
        "alt+a",
        tr("Next unread"),
        tr("Go to the room in which the weightiest things are unread."),
        _talks(lambda page: page.go_active()),
        plain="/rooms",
    ),
    Action(
        "room.next",
        "alt+down",
        tr("Next room"),
        tr("Go to the next room of the list."),
        _talks(lambda p: p.go_beside(1)),
        plain="/in",
    ),
    Action(
        "room.previous",
        "alt+up",
        tr("Previous room"),
        tr("Go to the room before in the list."),
        _talks(lambda page: page.go_beside(-1)),
        plain="/in",
    ),
    Action(
        "talks.find",
        "ctrl+f",
        tr("Find"),
        tr("Find words in all rooms."),
        _talks(lambda page: page.seek()),
        plain="/find",
    ),
    Action(
        "talks.back",
        "pageup",
        tr("Page up"),
        tr("Leaf back in what was said."),
        _here(lambda p: p.roll.turn_leaf(-1)),
        plain="/last",
    ),
    Action(
        "talks.on",
        "pagedown",
        tr("Page down"),
        tr("Leaf on in what was said."),
        _here(lambda p: p.roll.turn_leaf(1)),
        plain="/last",
    ),
    Action(
        "talks.end",
        "ctrl+end",
        tr("To the end"),
        tr("Go to what was said last, and follow it."),
        _here(lambda page: page.roll.bottom()),
        plain="/last",
    ),
    *(
        Action(
            f"room.{n}",
            f"alt+{n}",
            tr("Room {number}", number=n),
            tr("Go to the room with this number in the list."),
            _room(n),
            plain="/in",
        )
        for n in range(1, 10)
    ),
)
"""What keys do on the page of talks."""

TABLE: tuple[Action, ...] = (
    *(
        Action(f"page.{row.id}", row.key, row.title, row.help, _show(row.id), plain=row.plain)
        for row in PAGES
    ),
    Action(
        "line.focus",
        "escape",
        tr("Type"),
        tr("Go back to the line that is typed."),
        lambda screen: screen.focus_line(),
    ),
    Action(
        "line.slash",
        "slash",
        tr("Command"),
        tr("Begin a command in the line, wherever the cursor is."),
        lambda screen: screen.slash(),
        first=True,
    ),
    Action(
        "notes",
        "ctrl+o",
        tr("Notes"),
        tr("Your private notes: read, write, strike out."),
        lambda screen: screen.show_notes(),
        plain="/notes",
    ),
    Action(
        "tutor.line",
        "ctrl+t",
        tr("As the tutor says"),
        tr("Put the line that the tutor proposes before you."),
        lambda screen: screen.do_as_the_tutor_says(),
        plain="/tutor",
    ),
    Action(
        "line.foresee",
        "f9,alt+w",
        tr("Who sees it?"),
        tr("Who would see the line that stands there, what it costs, how it may come out."),
        lambda screen: screen.foresee(),
        footer=True,
        plain="/who",
    ),
    *TALKS,
)
