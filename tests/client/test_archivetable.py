"""A finished match gone through: what a nation sees at a moment is the fold of what it had been told, and no more."""

from __future__ import annotations

import itertools

import attrs
import pytest
from attrs import evolve

from detente_client.delegation.delegation import Delegation
from detente_client.delegation.transcript import Entry
from detente_client.replay.archivetable import ArchiveTable, beginnings, turn_at
from detente_wire.acts import Ready
from detente_wire.archive import Archive, Told, stream_of
from detente_wire.messages import Denied, ListMuted, Points, PointsAnswer, Ratify
from detente_wire.terms import Instrument, NationId, package
from detente_wire.view import View
from tests.client.debrief.matches import GBR, HKG, PRC, archive

EYES = (PRC, GBR, HKG, None)


class Blind:
    """A surface that keeps nothing."""

    def tell(self, entry: Entry) -> None:
        """Nothing."""

    def recall(self, lines: int) -> None:
        """Nothing."""

    async def read_secret(self, prompt: str) -> str | None:
        return None


@pytest.mark.parametrize("nation", EYES)
def test_at_every_turn_the_view_is_the_fold_of_the_stream_so_far(nation: NationId | None) -> None:
    match = archive()
    table, view = ArchiveTable(match, nation), View.of(nation, match.header.public)
    stream = stream_of(match, nation)
    for moment in (*beginnings(match), table.last):
        heard = list(table.go_on(moment))
        for item in itertools.islice(stream, len(heard)):
            view.take(item.notice, item.turn, item.words, item.at_s)
        assert attrs.asdict(table.view, recurse=False) == attrs.asdict(view, recurse=False)
        assert table.view.turn == turn_at(match, moment)
        assert table.moment == moment
    assert next(stream, None) is None


def _marked(match: Archive) -> Archive:
    """Words that name who was told them."""
    told = [evolve(one, words=_canary(one)) if one.words else one for one in match.told]
    return Archive(match.header, tuple(told))


def _canary(told: Told) -> str:
    who = (
        "all"
        if isinstance(told.audience, str)
        else "".join(f"<{nation}>" for nation in sorted(told.audience))
    )
    return f"canary {who}"


@pytest.mark.parametrize("eyes", EYES[:3])
def test_nobody_reads_words_of_others(eyes: NationId) -> None:
    table = ArchiveTable(_marked(archive()), eyes)
    delegation = Delegation(table, Blind())
    for event in table.go_on(table.last):
        delegation.hear(event)
    text = "\n".join(line for entry in delegation.transcript.entries for line in entry.lines)
    canaries = {line.split("canary ")[1] for line in text.splitlines() if "canary " in line}
    assert canaries
    assert all(who.startswith("all") or f"<{eyes}>" in who for who in canaries)


def test_at_the_end_nothing_of_what_came_later_is_known_before() -> None:
    table = ArchiveTable(archive(), PRC)
    list(table.go_on(beginnings(archive())[3]))
    assert table.view.turn == 3
    assert table.view.ended is None
    assert table.view.debrief is None
    assert not table.view.closed


async def test_nothing_can_be_done() -> None:
    table = ArchiveTable(archive(), PRC)
    list(table.go_on(200))
    before = attrs.asdict(table.view, recurse=False)
    for answer in (
        await table.do(Ready()),
        await table.wish(ListMuted()),
        await table.ask(Ratify(Instrument("treaty", (PRC,), ()))),
    ):
        assert isinstance(answer, Denied)
        assert "over" in answer.message
    await table.leave()
    choice = package({"sovereignty": "all-in-1997"})
    assert await table.ask(Points(choice)) == PointsAnswer(table.view.points(choice), table.view.batna)
    assert attrs.asdict(table.view, recurse=False) == before


def test_the_next_thing_heard_is_found() -> None:
    table = ArchiveTable(archive(), HKG)
    while table.moment < table.last:
        before = table.view.cursor
        list(table.go_on(table.next_heard()))
        assert table.view.cursor == before + 1 or table.moment == table.last
