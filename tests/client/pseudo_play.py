"""Look at everything in the strange language: run in a process of its own, prints what was not said in it, as JSON.

DETENTE_LANGUAGE=xx DETENTE_LOCALE=FOLDER python -m tests.client.pseudo_play WHAT
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Mapping

from attrs import evolve
from textual.pilot import Pilot

from detente_client.app import keymap
from detente_client.app.app import DetenteApp
from detente_client.app.match.screen import MatchScreen
from detente_client.app.pages import PAGES
from detente_client.commands import catalogue
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.transcript import Entry
from detente_client.describe.told import Scene
from detente_client.publicpack import read_pack
from detente_client.sessions.table import Event, HeardEvent, OverEvent
from detente_client.settings.values import THEMES
from detente_client.words.handles import PREFIXES, Handles
from detente_wire.view import View
from tests.client import pseudo_lines, pseudo_screens
from tests.client.app.looking import screen_text, settled
from tests.client.hall import Hall, loaded
from tests.client.plain import story
from tests.client.pseudo import data, unsaid

ALLOWED = (
    *PREFIXES.values(),  # short names of things: mo1 is typed
    "c0ffeec0ffeec0ff hospitality",  # data of the story that look like ids
    "between gbr prc enters into force ratification lasts without end monitor guarantor disputes none",  # the exact
    "territory transfer of authority by for closing with object place administration self government signature",  # text
    "ma",  # signs of how two nations stand, explained below the table
    "inject debrief sources nothing",  # names of papers; what was typed
)
_ON_KEYS = " ".join(
    ("escape esc slash", *(action.keys for table in keymap.tables().values() for action in table))
)
KEYS = (
    *(f"{key} {key.capitalize()}" for key in re.split(r"\W+", _ON_KEYS)),
    *(row.id for row in PAGES),
)
"""Keys as the keymap names them, and the names under which the test looks at pages."""
NAMES = (
    *("detente", "solo", "join", "replay", "continue", "all", "as", "match", "name", "password", "token"),
    *(
        "ISSUE",
        "OPTION",
        "NATION",
        "TURN",
        "TOOL",
        "TEXT",
        "CLAUSE",
        "MOTION",
        "CLAIM",
        "WORDS",
        "NAME",
        "LABEL",
    ),
)
"""Names of programs, flags and arguments: they are typed, in every language."""


LOOKED = """\
/todo
/sheet
/issues
/nations
/insight gbr
/ledger gbr
/ladder
/channels
/offers
/letters
/texts
/pressure
/pledges
/sealed
/gazette
/bulletin
/papers
/legacy
/rules
/rules media
/clock
/bodies
/remedies
/who
/help
/nothing
/offer
/offer x
/accept z9
/meet gbr
/ask gbr 1
/offer 1=1 2=1 : Ψ
/letter gbr about 1 offer 1=2 : Ψ
/draft 1=1 2=2
/read t1
/check t1
/whips t1
/points 1=1
/who offer 1=1
/press protest gbr
/sealed
/withdraw s1
/pledge public never 1=1
/threaten gbr end sanctions with protest by 4
/concerns 1 2 3
/instruct firm
/dine gbr 1=1 over 1=2
/tour gbr
/say Ψ
/yes
/honour gbr gbr
/muted
/notes
/positions
/compare t1 1=1
"""
"""What is typed: every page, acts of every kind, and lines that cannot be understood."""


class Abroad(Hall):
    """A hall whose pack is written in Greek, and whose players write it."""

    def __init__(self, pack: str, me: str) -> None:
        super().__init__(pack, me)
        public = data(self.loaded.public)
        self._pack, self._view = read_pack(public), View.of(self.me, public)

    async def events(self) -> AsyncIterator[Event]:
        """The same, with all that was written in Greek."""
        while True:
            event = await self._events.get()
            if isinstance(event, HeardEvent):
                event = evolve(event, heard=data(event.heard))
                self._view.hear(event.heard)
            yield event
            if isinstance(event, OverEvent):
                return


class Listener:
    """Keeps what is told."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def tell(self, entry: Entry) -> None:
        self.lines += entry.lines

    def recall(self, lines: int) -> None:
        pass

    async def read_secret(self, prompt: str) -> str | None:
        self.lines.append(prompt)
        return None


def ids_of(public: object) -> set[str]:
    """All that is an id or a key in a pack."""
    return set(json.dumps(public).replace('"', " ").replace("-", " ").split())


async def played() -> list[str]:
    """A match from end to end, with every command's page and help in between."""
    hall, listener = Abroad("hong-kong-1984", "prc"), Listener()
    delegation = Delegation(hall, listener)
    await delegation.start()
    heard = asyncio.create_task(_hear(delegation))
    await asyncio.sleep(0.1)
    for line in _lines(delegation):
        await _type(delegation, line)
    hall.lend(99)
    await asyncio.wait_for(heard, 60)
    for line in _lines(delegation):
        await _type(delegation, line)
    delegation.stop()
    return unsaid(listener.lines, (*NAMES, *ALLOWED, *_typed(), *ids_of(data(hall.loaded.public))))


def _lines(delegation: Delegation) -> list[str]:
    return [*LOOKED.splitlines(), *(f"/help {command.name}" for command in catalogue.TABLE)]


async def _type(delegation: Delegation, line: str) -> None:
    deed = delegation.understand(line)
    if deed is not None:
        await delegation.do(deed)
    await asyncio.sleep(0)


async def _hear(delegation: Delegation) -> None:
    async for event in delegation.table.events():
        delegation.hear(event)


def _typed() -> Iterable[str]:
    """What commands are made of, and their examples."""
    for command in catalogue.TABLE:
        yield f"{command.usage()} {command.example} {' '.join(command.aliases)}"


def told() -> list[str]:
    """Every kind of notice."""
    public = data(story.TEATIME)
    allowed = (*NAMES, *ALLOWED, *_typed(), *ids_of(public))
    view = View.of(story.ADA, public)
    scene = Scene(read_pack(public), view, Handles(read_pack(public)))
    told = [(turn, data(notice), data(words)) for turn, notice, words in story.STORY]
    return unsaid(story.lines_of(scene, told), allowed)


async def looked_at() -> list[str]:
    """Every page of the app, wide and narrow, in the middle of a match and at its end."""
    hall, lines = Abroad("hong-kong-1984", "prc"), []
    allowed = (*NAMES, *ALLOWED, *KEYS, *_typed(), *ids_of(data(hall.loaded.public)))
    app = DetenteApp()
    async with app.run_test(size=(200, 50)) as pilot:
        screen = MatchScreen(hall)
        await app.push_screen(screen)
        for line in (
            "/meet gbr",
            "/offer 1=1 2=1",
            "/draft 1=1 2=2",
            "/threaten gbr end sanctions with protest by 4",
        ):
            await _type(screen.delegation, line)
            await settled(pilot, screen)
        lines += await _pages(pilot, screen)
        hall.lend(99)
        await settled(pilot, screen)
        await pilot.resize_terminal(80, 24)
        lines += await _pages(pilot, screen)
    return unsaid(lines, allowed)


async def _pages(pilot: Pilot[int], screen: MatchScreen) -> list[str]:
    lines = []
    for row in PAGES:
        await screen.show_page(row.id)
        await settled(pilot, screen)
        lines += [f"{row.id}: {line}" for line in screen_text(pilot.app).split("\n")]
    return lines


async def screens() -> list[str]:
    """Every screen and window; one that was never come to is a fault too.

    Ids may be cut where a row ends; ``package`` and ``agreed`` are typed behind /compare.
    """
    public = data(loaded("hong-kong-1984").public)
    allowed = (*NAMES, *ALLOWED, *KEYS, *_typed(), *ids_of(public), *ids_of(data(loaded("cuba-1962").public)))
    tails = (word[n:] for word in ids_of(public) for n in range(len(word) - 2))
    rows, missed = await pseudo_screens.looked(lambda: Abroad("hong-kong-1984", "prc"))
    found = unsaid(rows, (*allowed, *THEMES, "UTC package agreed keys toml", *tails))
    return [*(f"nobody looked at {name}" for name in missed), *_placed(found, rows)]


def printed() -> list[str]:
    """All that is printed outside a match."""
    packs = (one for name in pseudo_screens.PACKS for one in ids_of(data(loaded(name).public)))
    rows, typed = pseudo_lines.printed(), pseudo_lines.typed()
    found = unsaid(rows, (*NAMES, *ALLOWED, *KEYS, *THEMES, *_typed(), *packs, *typed))
    return _placed(found, rows)


def _placed(found: list[str], rows: Mapping[str, str]) -> list[str]:
    """Each with the place at which it was said."""
    return [f"{rows[one.split(': ', 1)[1]]}: {one}" for one in found]


LOOKS: dict[str, Callable[[], list[str] | Coroutine[None, None, list[str]]]] = {
    "told": told,
    "played": played,
    "looked_at": looked_at,
    "screens": screens,
    "printed": printed,
}


if __name__ == "__main__":
    looked = LOOKS[sys.argv[1]]()
    found = looked if isinstance(looked, list) else asyncio.run(looked)
    json.dump(list(dict.fromkeys(found)), sys.stdout, ensure_ascii=False)
