"""The report: a finished match as values, from its archive alone.

Owns: `Report`, `Seat`, `Ending`, turning points.
Does not know: how it is shown. Each list is made by the module that knows it (see the package).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from detente_client.debrief import contacts, relations, timeline, undertakings
from detente_client.debrief import proposals as proposing
from detente_client.debrief.deals import Chance, Deals, chances
from detente_client.i18n import tr
from detente_client.publicpack import PublicPack, read_pack
from detente_client.trouble import Trouble
from detente_wire.archive import Archive
from detente_wire.notices import Debrief, Ended, MatchBegan, NamesOpened, SeatChanged, SheetPoints
from detente_wire.terms import Choice, NationId, Package


@frozen
class Ending:
    """How the match came out."""

    pack: str
    title: str
    mode: str
    """``variable`` or ``historical``."""
    outcome: str
    turns: int
    tension: int
    nash: int
    """How good the whole was for all principals, 0..100."""
    agreed: Package
    deals: int
    """How many deals the issues allow."""
    feasible: int
    """How many of them serve every principal."""
    frontier: int
    tipped: tuple[NationId, ...] = ()
    """After a war: whose acts raised tension most in the turn that brought it."""
    peace_witnesses: tuple[NationId, ...] = ()
    engine: str = ""
    pack_digest: str = ""
    commitment: str = ""
    """The sealed promise about the dice."""
    salt: str = ""
    archive_hash: str = ""


@frozen
class Seat:
    """One nation: who spoke for it, its card, what it came to."""

    nation: NationId
    title: str
    principal: bool
    """Whether it had to sign."""
    holder: str
    """At the end: ``player``, ``bot``, …"""
    name: str
    """Of a player."""
    card: str
    points: tuple[SheetPoints, ...]
    batna: int
    """What no deal was worth at the beginning."""
    batna_end: int
    red_lines: tuple[Choice, ...]
    score_tenths: int
    got: int
    """Points of what was in force at the end; what was left open counts as no deal did."""
    share: int
    """Per mille of what was possible above no deal."""
    home: int
    awards: tuple[str, ...] = ()


@frozen
class TurningPoint:
    """A turn in which tension or somebody's trust moved most."""

    turn: int
    dial: str
    """``tension`` or ``trust``."""
    by: int
    moves: tuple[timeline.Move, ...]
    of: NationId | None = None
    toward: NationId | None = None


@frozen
class Report:
    """All of it."""

    archive: Archive
    pack: PublicPack
    ending: Ending
    seats: tuple[Seat, ...]
    turns: tuple[timeline.Turn, ...]
    events: tuple[timeline.Event, ...]
    turning_points: tuple[TurningPoint, ...]
    trust: tuple[relations.TrustCourse, ...]
    trust_moves: tuple[relations.TrustMoved, ...]
    insights: tuple[relations.Insight, ...]
    preferences: tuple[relations.Preference, ...]
    talks: tuple[contacts.Talk, ...]
    posts: tuple[contacts.Post, ...]
    proposals: tuple[proposing.Proposal, ...]
    texts: tuple[proposing.Text, ...]
    settlements: tuple[proposing.Settlement, ...]
    pledges: tuple[undertakings.PledgeMade, ...]
    threats: tuple[undertakings.ThreatMade, ...]
    lies: tuple[undertakings.Lie, ...]
    covert: tuple[undertakings.CovertAct, ...]
    deals: Deals
    chances: tuple[Chance, ...]

    def seat(self, nation: NationId) -> Seat:
        """Of this nation."""
        return next(seat for seat in self.seats if seat.nation == nation)

    @property
    def got(self) -> dict[NationId, int]:
        """Points of what was in force, by nation."""
        return {seat.nation: seat.got for seat in self.seats}

    @property
    def came_to(self) -> dict[NationId, int]:
        """Points of what was in force; after a war what no deal was worth, for nothing is left."""
        war = self.ending.outcome == "war"
        return {seat.nation: seat.batna_end if war else seat.got for seat in self.seats}

    def insight_at_end(self) -> dict[tuple[NationId, NationId], int]:
        """The highest level by (of, about)."""
        best: dict[tuple[NationId, NationId], int] = {}
        for insight in self.insights:
            key = insight.of, insight.about
            best[key] = max(best.get(key, 0), insight.level)
        return best


def report(archive: Archive) -> Report:
    """The report of a whole match; `Trouble` if it was never opened."""
    ended = _only(archive, Ended)
    opened = _only(archive, Debrief)
    if ended is None or opened is None:
        raise Trouble(
            tr("This match has no debrief: it did not come to its end."),
            tr("`detente replay` shows what there is."),
        )
    pack = read_pack(archive.header.public)
    moments = timeline.moments(archive)
    turns = timeline.turns(moments)
    moves = relations.trust_moves(moments)
    talks = contacts.talks(moments)
    deals = Deals(pack, opened)
    usual = relations.usual_trust(archive.header.public)
    return Report(
        archive=archive,
        pack=pack,
        ending=_ending(archive, pack, ended, opened),
        seats=tuple(_seats(archive, pack, ended, opened)),
        turns=turns,
        events=timeline.events(moments),
        turning_points=turning_points(turns, moves),
        trust=relations.trust_courses(pack, usual, moments, turns[-1].turn if turns else 0),
        trust_moves=moves,
        insights=relations.insights(moments),
        preferences=relations.preferences(moments),
        talks=talks,
        posts=contacts.posts(moments),
        proposals=proposing.proposals(moments, _back_channels(talks)),
        texts=proposing.texts(moments),
        settlements=proposing.settlements(moments),
        pledges=undertakings.pledges(moments),
        threats=undertakings.threats(moments),
        lies=undertakings.lies(moments, opened.lies),
        covert=undertakings.covert_acts(moments),
        deals=deals,
        chances=chances(deals, _came_to(ended, opened)),
    )


def _came_to(ended: Ended, opened: Debrief) -> dict[NationId, int]:
    """Points of what was in force; after a war what no deal was worth, for nothing is left."""
    if ended.outcome == "war":
        return {sheet.nation: sheet.batna_end for sheet in opened.sheets}
    return {score.nation: score.points for score in ended.scores}


def _back_channels(talks: tuple[contacts.Talk, ...]) -> frozenset[Any]:
    return frozenset(talk.channel for talk in talks if talk.kind == "back-channel")


def _only(archive: Archive, kind: type[Any]) -> Any:
    return next((told.notice for told in archive.told if isinstance(told.notice, kind)), None)


def _ending(archive: Archive, pack: PublicPack, ended: Ended, opened: Debrief) -> Ending:
    began = _only(archive, MatchBegan)
    header = archive.header
    return Ending(
        pack.id, pack.title, began.mode if began else "", ended.outcome, ended.turn, ended.tension, ended.nash,
        opened.signed, opened.deals, opened.feasible, len(opened.frontier), opened.tipped, opened.peace_witnesses,
        header.engine, header.pack_digest, header.commitment, header.salt, header.archive_hash,
    )  # fmt: skip


def _seats(archive: Archive, pack: PublicPack, ended: Ended, opened: Debrief) -> Iterator[Seat]:
    holders = {t.notice.nation: t.notice for t in archive.told if isinstance(t.notice, SeatChanged)}
    names = _only(archive, NamesOpened)
    real = {row.nation: row.name for row in names.names} if names else {}
    scores = {score.nation: score for score in ended.scores}
    for sheet in opened.sheets:
        known, seat, score = pack.nation(sheet.nation), holders.get(sheet.nation), scores.get(sheet.nation)
        yield Seat(
            sheet.nation, known.title if known else sheet.nation, sheet.nation in pack.must_sign,
            seat.holder if seat else "", real.get(sheet.nation) or (seat.name if seat else ""),
            sheet.card, sheet.points, sheet.batna, sheet.batna_end, sheet.red_lines,
            score.score_tenths if score else 0, score.points if score else 0, score.share if score else 0,
            sheet.home, score.awards if score else (),
        )  # fmt: skip


TURNS_OF_TENSION, TURNS_OF_TRUST = 3, 5
"""How many turning points are told of each."""


def turning_points(
    turns: tuple[timeline.Turn, ...], moves: tuple[relations.TrustMoved, ...]
) -> tuple[TurningPoint, ...]:
    """The turns that moved tension most, and the largest moves of trust, in order of time."""
    hot = sorted((turn for turn in turns if turn.change), key=lambda turn: -abs(turn.change))[
        :TURNS_OF_TENSION
    ]
    felt = sorted((move for move in moves if move.by), key=lambda move: -abs(move.by))[:TURNS_OF_TRUST]
    found = [TurningPoint(turn.turn, "tension", turn.change, turn.moves) for turn in hot]
    found += [TurningPoint(m.turn, "trust", m.by, m.moves, m.of, m.toward) for m in felt]
    return tuple(sorted(found, key=lambda point: point.turn))
