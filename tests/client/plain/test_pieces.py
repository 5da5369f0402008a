"""Every piece of every page of the app, by the line that tells the same in the line mode: typed, and looked at."""

from __future__ import annotations

import pytest

from detente_client.app.pages import PAGES
from tests.client.plain.test_person import sat

PIECES: dict[str, dict[str, tuple[str, str]]] = {
    "talks": {
        "the list of rooms, with what is unread": ("/rooms", "m1 Britain: A round of talks"),
        "what hangs at a room's door": ("/rooms m1", "All know that it is held"),
        "what was said in a room": ("/last 40 in m1", "invites you"),
        "words found in all rooms": ("/find reservoirs", "1 place"),
        "what waits for an answer": ("/todo", "m1: an invitation by Britain"),
        "private notes": ("/notes", "You have no notes."),
    },
    "table": {
        "issues and options with your points": ("/sheet", "1=1 All of Hong Kong restored to China"),
        "who offers which option": ("/positions", "Sovereignty"),
        "a package's points": ("/points 1=1 6=2", "Worth "),
        "its whips": ("/whips 1=1 6=2", "The whips count"),
        "offers that stand": ("/offers", "No offer stands."),
        "past offers": ("/offers past", "offer"),
        "what is known of others": ("/known", "Britain"),
        "texts": ("/texts", "There is no text yet."),
        "a draft, and what is wrong with it": ("/draft treaty 1=1", "Text t1, draft"),
        "the validator": ("/check t1", "Hash"),
        "a comparison": ("/compare t1 1=1", "Sovereignty"),
        "exact words": ("/read t1", "treaty between"),
        "clauses": ("/clauses t1", "1. Sovereignty"),
    },
    "nations": {
        "all of them": ("/nations", "Hong Kong"),
        "one, with trust and why it moved": ("/nation gbr", "trust"),
        "insight": ("/insight gbr", "Your insight"),
        "pledges": ("/pledges", "Nobody has promised anything."),
        "who stands how to whom": ("/relations", "Britain"),
    },
    "ladder": {
        "rungs, and what moves tension": ("/ladder", "You are here."),
        "what moved it": ("/ledger tension", "nothing has moved tension yet"),
    },
    "pressure": {
        "what presses": ("/pressure", "Nobody presses anybody."),
        "tools and what stands in their way": ("/tools gbr", "Against Britain:"),
        "costs, odds and effects": ("/who press protest gbr", "What it would do"),
        "what is sealed": ("/sealed", "You have sealed nothing this turn."),
    },
    "timeline": {"what happened when": ("/timeline", "Turn 1")},
    "papers": {
        "the list": ("/papers", "Read one: /papers ID."),
        "one": ("/papers briefing", "You speak for the People's Republic"),
        "a gazette": ("/gazette", "No gazette yet"),
        "a bulletin": ("/bulletin", "No bulletin yet"),
    },
    "help": {
        "commands": ("/help", "A line without a slash is said"),
        "one command": ("/help offer", "Example: /offer"),
        "rules": ("/rules trust", "trust"),
        "found by words": ("/howto dinner", "/dine"),
    },
}
"""Page -> piece -> the line, and words that its answer holds."""
BAR = {
    "turn, tension, envoys, capital, time": ("/status", "Tension"),
    "the crisis begins with": ("/legacy", "itself"),
}
ROWS = [
    (f"{page}: {piece}", *row)
    for page, pieces in {**PIECES, "bar": BAR}.items()
    for piece, row in pieces.items()
]


def test_no_page_is_left_out() -> None:
    assert set(PIECES) == {page.id for page in PAGES}


@pytest.mark.parametrize(("line", "words"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
async def test_a_line_tells_what_the_page_shows(line: str, words: str) -> None:
    drafted = ["/draft treaty 1=1"] if " t1" in line else []
    before = await sat("/wait turn 1", *drafted)
    after = await sat("/wait turn 1", *drafted, line)
    told = after.person.told[len(before.person.told) :]
    assert any(words in row for row in told), told
