"""What there is to choose from, in order and in words: the same for every front end.

Owns: `Item`, the sections, `Setup` (what is asked before a game against bots begins).
Does not know: numbers, keys, screens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import evolve, frozen

from detente_client.figures import listing
from detente_client.home.choices import (
    Begin,
    Choice,
    Delete,
    GoOn,
    GoThrough,
    Learn,
    LookAgain,
    Visit,
    WriteOut,
)
from detente_client.home.shelf import Finished, Offers, Shelf
from detente_client.i18n import tr
from detente_client.journeys.addresses import Known
from detente_client.journeys.solo import Wish
from detente_client.journeys.unfinished import Begun
from detente_client.lobby import cards
from detente_client.publicpack import PublicNation, PublicPack
from detente_client.trouble import Trouble
from detente_wire.gate import display, one_line
from detente_wire.messages import CampaignOffered, Mode

MODES: tuple[Mode, ...] = ("variable", "historical")
TEMPERS = ("", "dove", "mixed", "hawk")


@frozen
class Setup:
    """How a game against bots is to be."""

    pack: PublicPack
    """The crisis, of a campaign the first one."""
    campaign: str = ""
    nation: PublicNation | None = None
    """None: the first."""
    mode: Mode = "variable"
    temper: str = ""
    """Empty: as the crisis has it."""

    @property
    def title(self) -> str:
        """What is begun."""
        return self.pack.title

    @property
    def choice(self) -> Begin:
        """The wish for it."""
        nation = self.nation or cards.seats(self.pack)[0]
        wish = Wish(self.pack.id, nation.id, None, self.temper, self.mode, None, self.campaign)
        return Begin(wish)

    def turned(self, what: str) -> Setup:
        """With the next of the modes or tempers."""
        if what == "mode":
            return evolve(self, mode=MODES[(MODES.index(self.mode) + 1) % len(MODES)])
        return evolve(self, temper=TEMPERS[(TEMPERS.index(self.temper) + 1) % len(TEMPERS)])


def mode_words(mode: Mode) -> str:
    """Which secret cards are dealt."""
    return tr("drawn anew") if mode == "variable" else tr("those of history")


def temper_words(temper: str) -> str:
    """How the bots are."""
    words = {"": tr("as they come"), "dove": tr("doves"), "mixed": tr("mixed"), "hawk": tr("hawks")}
    return words[temper]


@frozen
class Item:
    """One thing to choose."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    """What there is to say of it."""
    pack: PublicPack | None = None
    """The crisis that it is about, if it is about one: there is more to say of it where there is room."""
    choice: Choice | None = None
    """What it comes to at once."""
    setup: Setup | None = None
    """What is to be asked first."""
    archive: Path | None = None
    """The file of a finished match: it can be gone through, written out and deleted."""


ELSEWHERE = "elsewhere"
"""The item by which a server is named that was not visited yet."""


def sections(shelf: Shelf, offers: Offers | None) -> Iterator[tuple[str, list[Item]]]:
    """Titles and items; without offers the crises are not known yet."""
    yield tr("Go on"), [_begun(begun) for begun in shelf.unfinished()]
    yield tr("Learn"), [_tutorial()]
    if offers is not None:
        yield tr("Play against bots"), [_crisis(pack) for pack in offers.packs]
        yield tr("Campaigns"), [item for one in offers.campaigns for item in _campaign(one, offers)]
    servers = [_server(known) for known in shelf.servers()]
    another = Item(ELSEWHERE, tr("Another server"), (tr("Name a server, and who you are there."),))
    yield tr("Play with people"), [*servers, another]
    yield tr("Look again"), [_finished(one, offers) for one in shelf.finished()]


def _tutorial() -> Item:
    lines = (
        tr("The tutorial"),
        tr("Hong Kong, the first two turns, with a tutor beside you."),
        tr("About a quarter of an hour."),
        tr("You ask for a meeting, learn what the other side wants, make an offer and draft a text."),
        tr("The tutor can be sent away at any time; the game goes on as any other."),
    )
    return Item("tutorial", lines[0], lines, choice=Learn())


def _begun(begun: Begun) -> Item:
    crisis = begun.crisis or tr("A game")
    title = tr("{crisis} as {nation}", crisis=crisis, nation=begun.nation) if begun.nation else crisis
    turn = tr("You left it in turn {turn}.", turn=begun.turn) if begun.turn else tr("It has just begun.")
    lines = (title, turn, tr("Begun on {when}.", when=begun.when))
    return Item(f"game-{begun.folder}", title, lines, choice=GoOn(begun.folder))


def _crisis(pack: PublicPack) -> Item:
    return Item(f"pack-{pack.id}", pack.title, tuple(cards.card(pack)), pack, setup=Setup(pack))


def _campaign(one: CampaignOffered, offers: Offers) -> Iterator[Item]:
    """A campaign whose crises are all here."""
    titles = {pack.id: pack for pack in offers.packs}
    if all(pack in titles for pack in one.packs):
        crises = listing(titles[pack].title for pack in one.packs)
        lines = (
            one_line(one.title),
            tr("{crises}: each begins with what those before it left.", crises=crises),
            display(one.description),
        )
        setup = Setup(titles[one.packs[0]], one.id)
        yield Item(f"campaign-{one_line(one.id)}", one_line(one.title), lines, setup=setup)


def _server(known: Known) -> Item:
    title = tr("{address} as {name}", address=known.address, name=known.name) if known.name else known.address
    lines = (known.address, tr("You were there as {name}.", name=known.name) if known.name else "")
    return Item(f"server-{known.address}", title, lines, choice=Visit(known.address, known.name))


def _finished(one: Finished, offers: Offers | None) -> Item:
    """By the title of its crisis where that is known, else as the file calls it."""
    packs = offers.packs if offers is not None else ()
    pack = next((pack for pack in packs if pack.id == one.title), None)
    title = pack.title if pack is not None else one.title
    return Item(
        f"archive-{one.path.name}",
        f"{title}, {one.when[:10]}",
        (title, tr("Finished on {when}.", when=one.when), str(one.path)),
        pack,
        choice=LookAgain(one.path),
        archive=one.path,
    )


OF_FINISHED: dict[str, Callable[[Path], Choice]] = {
    "replay": GoThrough,
    "transcript": WriteOut,
    "delete": Delete,
}
"""What can be done with a finished match beside its debrief, by the word that is typed before its number."""


def of_finished(verb: str, item: Item) -> Choice:
    """The choice of this verb; `Trouble` if the item is no finished match."""
    if item.archive is None:
        raise Trouble(
            tr("{title} is no finished match.", title=item.title),
            tr("Those that can be looked at again stand last."),
        )
    return OF_FINISHED[verb](item.archive)
