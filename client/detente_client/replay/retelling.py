"""A finished match retold from its archive, a page a turn: as one nation saw it at the time, or everything.

Owns: reading the file, the pages.
Does not know: the archive's format (`detente_wire.archive`), how a notice is worded (`describe`, `telling`), screens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import define, field

from detente_client.describe import describe
from detente_client.describe.telling import Teller
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.publicpack import PublicPack, read_pack
from detente_client.trouble import Trouble
from detente_client.words.handles import Handles
from detente_client.words.naming import Names, capital
from detente_wire import archive
from detente_wire.archive import Archive, BadArchive
from detente_wire.messages import Heard, MatchId
from detente_wire.notices import SeatChanged
from detente_wire.seen import Item
from detente_wire.terms import NationId
from detente_wire.view import View

_MATCH = MatchId("")


@define
class Page:
    """One turn, and what was told in it."""

    turn: int
    """0: before the first."""
    lines: list[str] = field(factory=list)


def load(path: Path) -> Archive:
    """The archive in this file; `Trouble` if it cannot be read."""
    step = tr("A finished match leaves a file *.detente; name one of those.")
    try:
        with path.open(encoding="utf-8") as lines:
            return archive.read(lines)
    except BadArchive as bad:
        raise Trouble(
            tr(
                "{path} is no readable archive: line {line}: {problem}.",
                path=path,
                line=bad.line,
                problem=bad.problem,
            ),
            tr("A newer detente wrote it: update this one, then open it again.") if bad.newer else step,
        ) from None
    except UnicodeDecodeError:
        raise Trouble(tr("{path} is no readable archive: it is no text.", path=path), step) from None
    except OSError as why:
        raise Trouble(
            tr("{path} cannot be read: {why}.", path=path, why=(why.strerror or str(why)).lower()),
            step,
        ) from None


def player_of(match: Archive) -> NationId | None:
    """The one nation that a person spoke for; None if there were several, or none."""
    seats = [told.notice for told in match.told if isinstance(told.notice, SeatChanged)]
    people = {seat.nation for seat in seats if seat.holder == "player"}
    return people.pop() if len(people) == 1 else None


def as_seen_by(match: Archive, nation: NationId) -> list[Page]:
    """What a nation was told, turn by turn."""
    pack = read_pack(match.header.public)
    view = View.of(nation, match.header.public)
    teller = Teller(Scene(pack, view, Handles(pack)))
    return _paged((view, item, teller) for item in archive.stream_of(match, nation))


def _paged(stream: Iterable[tuple[View, Item, Teller]]) -> list[Page]:
    pages = [Page(0)]
    for view, item, teller in stream:
        view.take(item.notice, item.turn, item.words, item.at_s)
        lines = teller.hear(_heard(item))
        _page_of(pages, teller.turn).lines += lines
    return pages


def everything(match: Archive) -> list[Page]:
    """All that anybody was told, turn by turn; what was not public says who heard it."""
    return list(_Everything(match).pages())


class _Everything:
    """Tells public notices as an observer hears them, private ones as their audience did."""

    def __init__(self, match: Archive) -> None:
        self.match = match
        self.pack: PublicPack = read_pack(match.header.public)
        self.handles = Handles(self.pack)
        self.views = {nation: View.of(nation, match.header.public) for nation in self.pack.order}
        self.whole = View.of(None, match.header.public)
        self.names = Names(self.pack)
        self.teller = Teller(Scene(self.pack, self.whole, self.handles))

    def pages(self) -> Iterator[Page]:
        """One a turn."""
        pages = [Page(0)]
        for n, told in enumerate(self.match.told, 1):
            item = Item(n, told.turn, told.at_s, told.notice, told.words)
            self._fold(told, item)
            lines = self._lines(told, item)
            _page_of(pages, self.teller.turn).lines += lines
        yield from pages

    def _fold(self, told: archive.Told, item: Item) -> None:
        for view in (self.whole, *(view for nation, view in self.views.items() if told.is_for(nation))):
            view.take(item.notice, item.turn, item.words, item.at_s)

    def _lines(self, told: archive.Told, item: Item) -> list[str]:
        if told.audience == "public":
            return self.teller.hear(_heard(item))
        heard = _heard(item)
        self.handles.hear(heard)
        audience = sorted(told.audience)
        view = self.views[audience[0]] if len(audience) == 1 and audience[0] in self.views else self.whole
        said = describe(Scene(self.pack, view, self.handles), heard)
        if said.tone == "quiet":
            return []
        who = capital(self.names.nations(audience))
        return [f"({who}) {line}" for line in said.lines if line]


def _page_of(pages: list[Page], turn: int) -> Page:
    if pages[-1].turn != turn:
        pages.append(Page(turn))
    return pages[-1]


def _heard(item: Item) -> Heard:
    return Heard(_MATCH, item.cursor, item.turn, item.at_s, item.notice, item.words)
