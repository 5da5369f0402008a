"""What pages of nations, ladder and timeline are drawn from: reckoned of a match that bots have played."""

from __future__ import annotations

import pytest

from detente_client import charts
from detente_client.commands.waiting import waiting_lines
from detente_client.delegation.context import around
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.transcript import Entry
from detente_client.pressing.record import record
from detente_client.sessions.table import HeardEvent
from detente_client.standing import crisis, relations
from detente_client.standing.ahead import ahead
from detente_client.standing.chronicle import KINDS
from detente_client.standing.courses import course, tension, trust_course, values
from detente_client.standing.portrait import openings, sections
from detente_client.standing.timeline import TITLES, timeline_lines, told
from detente_wire.notices import ChannelOpened, Pressed, TurnBegan
from detente_wire.terms import NationId
from tests.client.hall import Hall

AUT, SER, RUS = NationId("aut"), NationId("ser"), NationId("rus")


class Deaf:
    """A front end that shows nothing."""

    def tell(self, entry: Entry) -> None:
        pass

    def recall(self, lines: int) -> None:
        pass

    async def read_secret(self, prompt: str) -> str | None:
        return None


def _heard(hall: Hall) -> Delegation:
    delegation = Delegation(hall, Deaf())
    while not hall._events.empty():
        event = hall._events.get_nowait()
        if isinstance(event, HeardEvent):
            hall.view.hear(event.heard)
        delegation.hear(event)
    return delegation


@pytest.fixture(scope="module")
def russia() -> Delegation:
    """In the fifth turn of July 1914."""
    hall = Hall("july-1914", "rus")
    hall.lend(until=5)
    return _heard(hall)


def test_the_course_of_tension_is_that_of_the_dawns(russia: Delegation) -> None:
    dawns = [
        entry.heard.notice.tension
        for entry in russia.transcript.entries
        if entry.heard and isinstance(entry.heard.notice, TurnBegan)
    ]
    steps = tension(russia.scene)
    assert values(steps) == dawns
    assert all(step.by == sum(why.by for why in step.why) for step in steps)
    assert [step.before for step in steps[1:]] == dawns[:-1]


def test_trust_is_known_both_ways_and_says_why_it_moved(russia: Delegation) -> None:
    there, back = trust_course(russia.scene, AUT, RUS), trust_course(russia.scene, RUS, AUT)
    assert there[-1].now == russia.scene.view.trust[AUT, RUS]
    assert back[-1].now == russia.scene.view.trust[RUS, AUT]
    assert any(step.why for step in there)


def test_a_dial_that_never_moved_stands_where_it_is(russia: Delegation) -> None:
    assert values(course(russia.scene, "word", SER, now=50)) == [50] * 5


def test_a_portrait_says_what_is_certain_and_what_was_only_said(russia: Delegation) -> None:
    rows = [row for section in sections(russia.scene, AUT) for row in section.rows]
    assert any(row.startswith("Certain: What matters to Austria-Hungary, most first") for row in rows)
    assert any(row.startswith("It said (c") for row in rows)
    assert "sanctions on persons" in " ".join(rows)


def test_ones_own_portrait_is_the_sheet(russia: Delegation) -> None:
    first = sections(russia.scene, RUS)[0]
    assert first.title == "Your sheet"
    assert any("Your red lines" in row for row in first.rows)


def test_what_trust_opens_and_what_comes_next(russia: Delegation) -> None:
    assert openings(russia.scene, SER) == (
        "Both ways 55: opens meetings at a discreet place, a back-channel and unwritten assurances. "
        "5 more: a joint study, with insight 3 of both."
    )


def test_nothing_is_said_of_others_trust_but_what_the_pack_said_at_the_start(
    russia: Delegation,
) -> None:
    assert relations.relation(russia.scene, AUT, SER).cell() == "~6 msa"
    assert not relations.relation(russia.scene, AUT, SER).certain
    assert relations.relation(russia.scene, AUT, RUS).certain
    assert [cells[n] for n, (_, cells) in enumerate(relations.table(russia.scene))] == ["-"] * 6
    assert any("at the start" in line for line in relations.lines(russia.scene))


def test_the_ladder_says_where_the_crisis_stands_and_what_each_rung_brings(russia: Delegation) -> None:
    rungs = crisis.rungs(russia.scene)
    assert [rung.number for rung in rungs if rung.here] == [russia.scene.view.rung]
    assert sum(rung.passed for rung in rungs) == russia.scene.view.rung
    assert rungs[10].effects == ("War: everybody scores 0.",)
    page = "\n".join(crisis.ladder_lines(russia.scene))
    assert "You are here." in page
    assert "No war this turn" in page


def test_accidents_are_reckoned_as_the_rules_do_from_what_is_seen(russia: Delegation) -> None:
    lowest = min(russia.scene.view.trust[pair] for pair in ((AUT, RUS), (RUS, AUT)))
    odds = crisis.accident_odds(russia.scene, 9)
    assert odds is not None
    assert odds.percent == 6 * 6 * (100 - lowest) // 300
    assert not odds.exact, "Austria-Hungary and Serbia are adversaries too, and nobody tells Russia of them"
    calm = crisis.accident_odds(russia.scene, 3)
    assert calm is not None
    assert calm.percent == 0


def test_what_happened_is_found_by_turn_nation_and_kind(russia: Delegation) -> None:
    chronicle = russia.chronicle
    assert {one.turn for one in chronicle.happenings} == {0, 1, 2, 3, 4, 5}
    pressed = chronicle.wanted(("pressure",), AUT, 2)
    assert [told(russia.scene, one) for one in pressed] == [
        "Austria-Hungary uses sanctions on persons against Serbia."
    ]
    assert pressed[0].closing
    assert set(TITLES) == set(KINDS)


def test_each_happening_knows_the_entry_in_which_it_was_told(russia: Delegation) -> None:
    entries = russia.transcript.entries
    for one in russia.chronicle.happenings:
        assert one.entry is not None
        said = " ".join(entries[one.entry].lines)
        if one.kind == "pressure":
            assert one.lines(russia.scene)[0] in said


def test_the_timeline_ends_with_what_is_ahead(russia: Delegation) -> None:
    lines = timeline_lines(russia.scene, russia.chronicle)
    assert lines[0] == "Before the first turn."
    assert "Turn 3, Saturday 25 July 1914." in lines
    assert lines[-1].endswith("The talks close at the end of this turn at the latest.")
    assert [one.turn for one in ahead(russia.scene)] == sorted(one.turn for one in ahead(russia.scene))


async def test_one_turn_of_one_nation_is_typed_in_any_front_end(russia: Delegation) -> None:
    await russia.take("/timeline 2 ser pressure")
    assert russia.transcript.entries[-1].lines == (
        "Turn 2, Friday 24 July 1914.",
        "At its end:",
        "- Austria-Hungary uses sanctions on persons against Serbia.",
    )
    for line, found in (
        ("/nation ser", "Both ways 55"),
        ("/relations", "France and Britain"),
        ("/ladder", "tide"),
    ):
        await russia.take(line)
        assert found in "\n".join(russia.transcript.entries[-1].lines)


def test_columns_are_drawn_by_eighths_from_the_top_down() -> None:
    assert charts.columns([0, 50, 100], 100, 2, width=2) == ["    █", "  █ █"]
    assert charts.columns([25], 100, 1, width=3) == ["▂▂"]
    assert charts.numbers([1, 2, 13], width=3) == "1  2  13"


# -- what belongs to a happening ----------------------------------------------------------------------------------


def test_a_talk_has_who_was_in_it_and_what_was_said(russia: Delegation) -> None:
    scene, chronicle = russia.scene, russia.chronicle
    mine = next(
        one
        for one in chronicle.happenings
        if one.heard is not None
        and isinstance(one.heard.notice, ChannelOpened)
        and scene.view.channels[one.heard.notice.channel].items
    )
    found = {part.title: part.rows for part in around(scene, chronicle, mine, russia.transcript.entries)}
    assert found["Who was in it"][0].endswith("you.")
    assert any(row.startswith("You") for row in found["What was said there that turn"])
    assert not any("[m" in row for row in found["What was said there that turn"]), "the room needs no tag"


def test_a_dial_has_its_course_and_pressure_what_it_moved(russia: Delegation) -> None:
    scene, chronicle = russia.scene, russia.chronicle
    dial = next(one for one in reversed(chronicle.happenings) if one.moves and one.moves[0].dial == "tension")
    found = {part.title: part.rows for part in around(scene, chronicle, dial, ())}
    assert len(found["Turn by turn"]) > 1
    assert found["Turn by turn"][0].startswith(f"Turn {dial.turn}: Tension ")
    pressed = next(one for one in chronicle.happenings if one.heard and isinstance(one.heard.notice, Pressed))
    moved = {part.title: part.rows for part in around(scene, chronicle, pressed, ())}["What it moved"]
    assert all(row.endswith(").") for row in moved)


def test_pressure_so_far_has_the_newest_turn_first(russia: Delegation) -> None:
    rows = record(russia.scene, russia.chronicle)
    turns = [int(row.split()[1].rstrip(":")) for row in rows if row.startswith("Turn ")]
    assert turns == sorted(turns, reverse=True)
    assert any(row.startswith("  → ") for row in rows)
    assert set(record(russia.scene, russia.chronicle, SER)) <= set(rows)


def test_own_talks_are_looked_back_upon_with_what_was_said_first(russia: Delegation) -> None:
    talks = [one for one in russia.chronicle.wanted(("talks",)) if one.heard is not None]
    said = [
        told(russia.scene, one) for one in talks if isinstance(one.heard and one.heard.notice, ChannelOpened)
    ]
    own = [line for line in said if " with " in line.split(":")[0]]
    assert all("Speak there" not in line and "All know" not in line for line in said)
    assert own == ["m3 with France: 2 questions, 9 acts in all. An ambassador calls."]


def test_after_the_end_nothing_waits() -> None:
    hall = Hall("hong-kong-1984", "prc")
    hall.lend(until=99)
    ended = _heard(hall)
    assert ended.over
    assert waiting_lines(ended.scene) == ["The match is over: nothing waits for you."]
