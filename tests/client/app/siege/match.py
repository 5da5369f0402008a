"""The ways to what is seen in a match.

Owns: a function for each place, which leaves the screen as it is to be looked at.
Does not know: which fields stand there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from typing import Any, cast

from detente_client.app.asking import AskScreen
from detente_client.app.kit import Choices, Field, Manuscript
from detente_client.app.match.composer import Composer
from detente_client.app.match.leaving import LeaveScreen
from detente_client.app.match.notes import NotesScreen
from detente_client.app.pages.table.page import TablePage
from detente_client.app.pages.talks.page import TalksPage
from detente_client.commands import deeds
from detente_client.delegation.rooms import EVERYTHING
from detente_client.sessions.table import AnnouncedEvent, CalledOffEvent, ConnectionEvent, RemarkEvent
from detente_wire.notices import ClockSet
from tests.client.app.looking import screen_text
from tests.client.app.siege.stage import Stage
from tests.client.attacks import TAGS
from tests.client.plain import story

PAUSED: story.Told = (1, ClockSet(0, True, 2_000_000_000), "")
"""A clock that goes would show another time in every run."""


Way = Callable[[Stage], Coroutine[Any, Any, None]]


async def talking(stage: Stage) -> None:
    """A match under way."""
    await stage.sit_down([*story.MUSTER, *story.TALKS, PAUSED])


async def resolved(stage: Stage) -> None:
    """A match in its second turn."""
    await stage.sit_down([*story.MUSTER, *story.TALKS, *story.RESOLVE, PAUSED])


async def _page(stage: Stage, page: str) -> None:
    """Look at a page; one that is looked at already would be stepped into, which changes its view."""
    if stage.match.page is None or stage.match.page.id != page:
        await stage.match.show_page(page)
        await stage.still()


# -- talks --------------------------------------------------------------------------------------------------


async def _room(stage: Stage, kind: str) -> None:
    await _page(stage, "talks")
    rooms = [EVERYTHING, *stage.match.delegation.transcript.rooms()]
    page = cast(TalksPage, stage.match.page)
    page.go(next(room for room in rooms if room.kind == kind))
    await stage.still()
    page.roll.bottom()


async def everything(stage: Stage) -> None:
    """All rooms in one, from its beginning."""
    await _room(stage, "everything")
    cast(TalksPage, stage.match.page).roll.action_top()


async def meeting(stage: Stage) -> None:
    """A meeting."""
    await _room(stage, "meeting")


async def secret(stage: Stage) -> None:
    """A back-channel."""
    await _room(stage, "back-channel")


async def letters(stage: Stage) -> None:
    """Letters and where they are."""
    await _room(stage, "letters")


async def news(stage: Stage) -> None:
    """What everybody hears, and what the server says."""
    assert stage.table is not None
    stage.table.put(AnnouncedEvent(stage.poison("announcement", "The server stops.")))
    stage.table.put(ConnectionEvent(False, stage.poison("connection", "lost")))
    stage.table.put(ConnectionEvent(True, ""))
    await stage.until(lambda: stage.table is not None and not stage.table.untold)
    await _room(stage, "news")


def told(field: str) -> Way:
    """The place at which a field is first told."""

    async def way(stage: Stage) -> None:
        await _room(stage, "everything")
        entries = stage.match.delegation.transcript.entries
        tag = TAGS[field]
        told = [one.number for one in entries if any(tag in line.lower() for line in one.lines)]
        cast(TalksPage, stage.match.page).roll.show_place(told[0])

    return way


def looked_up(line: str) -> Way:
    """What a command says, among the talks; for whoever types it."""

    async def way(stage: Stage) -> None:
        await _room(stage, "everything")
        stage.match.query_one(Composer).post_message(
            Composer.Typed(line, stage.match.query_one(Composer).outlet)
        )
        await stage.still()
        roll = cast(TalksPage, stage.match.page).roll
        await stage.until(lambda: roll.follows)

    return way


async def answered(stage: Stage) -> None:
    """Lines that were typed, and what came back."""
    words = stage.poison("line", "hello")
    for line in (f"/say {words}", "/offer 1=1", "/todo"):
        deed = stage.match.delegation.understand(line)
        if deed is not None:
            await stage.match.delegation.do(deed)
    await _room(stage, "everything")


async def ended(stage: Stage) -> None:
    """After the end: remarks, and that the match was called off."""
    assert stage.table is not None
    stage.table.tell(story.END)
    stage.table.put(
        RemarkEvent(1, stage.poison("remark-name", "Cat"), stage.poison("remark", "Well played."))
    )
    stage.table.put(CalledOffEvent(stage.poison("called-off", "Nobody came.")))
    await stage.until(lambda: stage.table is not None and not stage.table.untold)
    await _room(stage, "everything")


async def seeking(stage: Stage) -> None:
    """Words sought through all rooms."""
    await _room(stage, "everything")
    cast(TalksPage, stage.match.page).seek()
    stage.match.query_one("#seek", Field).value = stage.poison("sought", "tea")
    await stage.press("enter")


# -- the line -----------------------------------------------------------------------------------------------


async def composing(stage: Stage) -> None:
    """A draft that stood there after a crash."""
    await _room(stage, "meeting")
    stage.match.query_one(Composer).prefill(stage.poison("line", "hello"))


async def completing(stage: Stage) -> None:
    """What a word may become."""
    await _room(stage, "meeting")
    stage.match.focus_line()
    await stage.press("ctrl+u")
    stage.match.query_one(Composer).prefill("/offer ")


async def foreseen(stage: Stage) -> None:
    """Who would see an act."""
    await _room(stage, "meeting")
    stage.match.query_one(Composer).prefill("/offer 1=1")
    stage.match.foresee()


async def foreseen_words(stage: Stage) -> None:
    """Who would hear words."""
    await _room(stage, "meeting")
    stage.match.query_one(Composer).prefill(stage.poison("line", "hello"))
    stage.match.foresee()


async def palette(stage: Stage) -> None:
    """What is offered before anything is typed: rooms among it."""
    stage.app.action_command_palette()
    await stage.still()


async def palette_sought(stage: Stage) -> None:
    """Rooms, by the letters of their names."""
    stage.app.action_command_palette()
    await stage.still()
    await stage.press(*"room")


async def pasted(stage: Stage) -> None:
    """What was copied elsewhere, in the line."""
    await _room(stage, "meeting")
    stage.match.focus_line()
    await stage.press("ctrl+u")
    await stage.paste(stage.poison("pasted", "hello"))


async def pasted_search(stage: Stage) -> None:
    """The same, among what is sought."""
    await _room(stage, "everything")
    cast(TalksPage, stage.match.page).seek()
    stage.match.query_one("#seek", Field).clear()
    await stage.still()
    await stage.paste(stage.poison("pasted", "hello"))


async def palette_pasted(stage: Stage) -> None:
    """The same, in the palette."""
    stage.app.action_command_palette()
    await stage.still()
    await stage.paste("☂☂☂ " + stage.poison("pasted", "hello"))  # nothing is called so
    await stage.until(lambda: "No matches" in screen_text(stage.app))


async def draft_pasted(stage: Stage) -> None:
    """The same, in the editor of a text."""
    page = await _view(stage, "draft")
    page.query_one("#lines", Manuscript).write("")
    page.query_one("#lines", Manuscript).focus()
    await stage.paste(_remark(stage.poison("pasted", "hello")))


# -- windows ------------------------------------------------------------------------------------------------


async def notes(stage: Stage) -> None:
    """Private notes."""
    desk = stage.match.delegation.desk
    if not stage.match.delegation.notebook.notes:
        desk.do(deeds.Jot(stage.poison("note", "She bluffs.")))
    await stage.app.push_screen(NotesScreen(stage.match.delegation))


async def leaving(stage: Stage) -> None:
    """What becomes of the seat."""
    await stage.app.push_screen(LeaveScreen(stage.poison("last-words", "detente join")))


async def asking(stage: Stage) -> None:
    """A question of the server's."""
    await stage.app.push_screen(
        AskScreen(stage.poison("question", "Your name?"), value=stage.poison("own-name", "Ann"))
    )


async def passing(stage: Stage) -> None:
    """Something said in passing."""
    stage.app.toast(stage.poison("passing", "In passing."), urgent=True)
    await stage.still()


async def tutored(stage: Stage) -> None:
    """The tutor's panel, with his line to try."""
    await _room(stage, "meeting")
    stage.match.delegation.tutor.start()
    stage.match.renew()


# -- pages --------------------------------------------------------------------------------------------------


async def _view(stage: Stage, view: str) -> TablePage:
    await _page(stage, "table")
    page = cast(TablePage, stage.match.page)
    await page.look(view)
    await stage.still()
    return page


async def issues(stage: Stage) -> None:
    """Issues and options."""
    await _view(stage, "issues")


async def offers(stage: Stage) -> None:
    """Offers."""
    await _view(stage, "offers")


async def known(stage: Stage) -> None:
    """What is known of others."""
    await _view(stage, "known")


async def texts(stage: Stage) -> None:
    """Texts, the secret one marked."""
    page = await _view(stage, "texts")
    choices = page.query_one("#table-texts Choices", Choices)
    choices.highlighted = choices.option_count - 1
    await stage.still()


def _remark(text: str) -> str:
    """Every line of it is no clause: what is said of clauses quotes them."""
    return re.sub("^|(\r\n|[\r\n\x0b\x0c\x85\u2028\u2029])", r"\1# ", text)


async def draft(stage: Stage) -> None:
    """Lines that the player pasted, and what the server says of them."""
    page = await _view(stage, "draft")
    page.query_one("#lines", Manuscript).write("treaty\n1=1\n" + _remark(stage.poison("draft", "mine")))


async def compare(stage: Stage) -> None:
    """Two texts side by side."""
    page = await _view(stage, "compare")
    texts = [side for side in ("t1", "t2") if side in str(getattr(page.view, "_sides", {}))]
    page.folio.first, page.folio.second = [*texts, "package", "agreed"][:2]
    page.renew()


async def signing(stage: Stage) -> None:
    """The exact words, before a name is put under them."""
    await texts(stage)
    await stage.press("s")


async def reading(stage: Stage) -> None:
    """The exact words, to be read."""
    await texts(stage)
    await stage.press("r")


async def nations(stage: Stage) -> None:
    """What is known of each."""
    await _page(stage, "nations")


async def ladder(stage: Stage) -> None:
    """Rungs and causes."""
    await _page(stage, "ladder")


async def pressure(stage: Stage) -> None:
    """What presses."""
    await _page(stage, "pressure")


async def timeline(stage: Stage) -> None:
    """Turn by turn."""
    await _page(stage, "timeline")


async def papers(stage: Stage) -> None:
    """The newest paper."""
    await _page(stage, "papers")


async def help(stage: Stage) -> None:
    """Keys, commands, rules."""
    await _page(stage, "help")
