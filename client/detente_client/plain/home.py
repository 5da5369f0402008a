"""Home in lines: a numbered menu, and the questions before a game.

Owns: the menu's numbers, its questions.
Does not know: what there is to choose from (`home.menu`), what comes of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field

from detente_client.home import menu
from detente_client.home.choices import Choice, Visit
from detente_client.home.menu import Item, Setup
from detente_client.home.shelf import Offers, Shelf
from detente_client.i18n import tr
from detente_client.journeys.sitting import Sitting
from detente_client.link.address import read_address
from detente_client.lobby import cards, prospectus
from detente_client.lobby.choosing import pick_nation
from detente_client.trouble import Trouble

SHOWN = 5
"""Finished matches that are listed."""


@define
class Menu:
    """One look at the shelf."""

    sitting: Sitting
    shelf: Shelf
    items: list[Item] = field(factory=list, init=False)

    async def choose(self) -> Choice | None:
        """What the player wants; None: nothing more."""
        self._list(await self.shelf.offers())
        while (line := await self.sitting.ask(tr("Which?"))) is not None:
            said = line.strip().lower().lstrip("/")
            if said in ("q", "quit", "exit"):
                return None
            if not said:
                continue
            try:
                choice = await self._take(said)
            except Trouble as trouble:
                self.sitting.say(str(trouble))
                continue
            if choice is not None:
                return choice
        return None

    def _list(self, offers: Offers) -> None:
        self.sitting.say("", "Détente", *self.shelf.said)
        self.items = []
        for title, found in menu.sections(self.shelf, offers):
            if found:
                self.sitting.say("", f"{title}:")
            for item in found[:SHOWN] if found[-1:] and found[-1].id.startswith("archive-") else found:
                self.items.append(item)
                self.sitting.say(f"{len(self.items)}: {item.title}")
        self.sitting.say("", tr("Type a number; about 2 says more of the second; q leaves."))
        last = next((n for n, item in enumerate(self.items, 1) if item.archive is not None), 0)
        if last:
            self.sitting.say(
                tr(
                    "replay {n} goes through a finished match, transcript {n} writes out what was told, "
                    "delete {n} deletes it.",
                    n=last,
                )
            )

    async def _take(self, said: str) -> Choice | None:
        verb, _, rest = said.rpartition(" ")
        if verb in ("about", "?"):
            item = self._item(rest)
            more = prospectus.plain_lines(item.pack) if item.pack is not None else []
            self.sitting.say(*item.lines, *more)
            return None
        if verb in menu.OF_FINISHED:
            return menu.of_finished(verb, self._item(rest))
        item = self._item(said)
        if item.setup is not None:
            return await self._set_up(item.setup)
        return item.choice or await self._visit()

    def _item(self, said: str) -> Item:
        number = int(said) if said.isdecimal() and len(said) < 4 else 0
        if not 1 <= number <= len(self.items):
            raise Trouble(
                tr("There is no {said}.", said=said),
                tr("Type a number from 1 to {most}.", most=len(self.items)),
            )
        return self.items[number - 1]

    # -- before a game ------------------------------------------------------------------------------------------

    async def _set_up(self, setup: Setup) -> Choice | None:
        self.sitting.say(*cards.card(setup.pack))
        seats = cards.seats(setup.pack)
        self.sitting.say(*[f"{n}: {seat.title} ({seat.id})" for n, seat in enumerate(seats, 1)])
        said = await self.sitting.ask(tr("For whom do you speak? Nothing: 1."))
        if said is None:
            return None
        setup = evolve(setup, nation=setup.pack.nation(pick_nation(said.strip() or "1", setup.pack)))
        cards_of = tr("The secret cards, which say what each nation wants:")
        mode = await self._pick(cards_of, [menu.mode_words(one) for one in menu.MODES])
        temper = await self._pick(tr("The bots:"), [menu.temper_words(one) for one in menu.TEMPERS])
        if mode is None or temper is None:
            return None
        return evolve(setup, mode=menu.MODES[mode], temper=menu.TEMPERS[temper]).choice

    async def _pick(self, question: str, words: Sequence[str]) -> int | None:
        """The number of the one that is picked, from 0; None at the end of input."""
        self.sitting.say(question, *[f"{n}: {word}" for n, word in enumerate(words, 1)])
        said = await self.sitting.ask(tr("Which? Nothing: 1."))
        if said is None:
            return None
        number = int(said) if said.strip().isdecimal() and len(said) < 4 else 1
        return min(max(number, 1), len(words)) - 1

    # -- a server -----------------------------------------------------------------------------------------------

    async def _visit(self) -> Visit | None:
        tried = self.shelf.tried or Visit("")
        address = await self._typed(tr("Which server, e.g. example.org:8765?"), tried.address)
        if not address:
            return None
        where = read_address(address)
        name = await self._typed(tr("Your name there? Nothing: one of this machine."), tried.name)
        if name is None:
            return None
        password = ""
        if name and where.private:
            asked = tr("Your password there, if you have one:")
            password = await self.sitting.read_secret(asked) or ""
        return Visit(where.written, name, password=password)

    async def _typed(self, prompt: str, before: str) -> str | None:
        """A line; nothing typed is what was typed before a visit that went wrong. None at the end of input."""
        asked = f"{prompt} [{before}]" if before else prompt
        line = await self.sitting.ask(asked)
        return None if line is None else line.strip() or before
