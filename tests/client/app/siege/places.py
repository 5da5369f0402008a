"""The table: every place of the app at which foreign text may stand, and which fields are seen there.

Owns: `PLACES`, `GROUPS`.
Does not know: the attacks.

A class of the app that draws something and is seen at none of these places fails the test, as does a field that
stands at none. Add a row for it.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from attrs import frozen

from tests.client.app.siege import house, match
from tests.client.app.siege.stage import Stage

Way = Callable[[Stage], Coroutine[Any, Any, None]]


@frozen
class Place:
    """One row."""

    id: str
    group: str
    way: Way
    fields: tuple[str, ...]
    """What of others is seen there at least."""


def _place(id: str, group: str, way: Way, fields: str = "") -> Place:
    return Place(id, group, way, tuple(fields.split()))


GROUPS: dict[str, Way] = {
    "talks": match.talking,
    "windows": match.talking,
    "pages": match.resolved,
    "home": house.home,
    "lobby": house.lobby,
    "after": house.debrief,
}
"""What the places of a group begin with: places of one group are looked at one after the other in one match."""

PLACES: tuple[Place, ...] = (
    _place("talks", "talks", match.everything, "player-name umpire-name crisis era nation rung date text"),
    _place("meeting", "talks", match.meeting, "words issue medium venue body"),
    _place("back-channel", "talks", match.secret, "words medium"),
    _place("letters", "talks", match.letters, "letter issue option medium"),
    _place("news", "talks", match.news, "thing place issue option announcement connection why"),
    _place("answers", "talks", match.answered, "words"),
    _place("search", "talks", match.seeking, "sought"),
    _place("umpire", "talks", match.told("umpire-name"), "player-name umpire-name"),
    _place("host-news", "talks", match.told("news"), "news"),
    _place("whisper", "talks", match.told("whisper"), "whisper"),
    _place("invitation", "talks", match.told("invitation"), "invitation medium venue"),
    _place("issues-said", "talks", match.looked_up("/issues"), "issue issue-about option option-about"),
    _place("bodies-said", "talks", match.looked_up("/bodies"), "body body-about"),
    _place("line", "talks", match.composing, "line"),
    _place("line-pasted", "talks", match.pasted, "pasted"),
    _place("search-pasted", "talks", match.pasted_search, "pasted"),
    _place("completion", "talks", match.completing, "issue"),
    _place("foresight", "windows", match.foreseen, "refusal"),
    _place("foresight-of-words", "windows", match.foreseen_words, "line refusal"),
    _place("palette", "windows", match.palette, ""),
    _place("palette-search", "windows", match.palette_sought, ""),
    _place("palette-pasted", "windows", match.palette_pasted, "pasted"),
    _place("notes", "windows", match.notes, "note"),
    _place("leaving", "windows", match.leaving, "last-words"),
    _place("question", "windows", match.asking, "own-name question"),
    _place("in-passing", "windows", match.passing, "passing"),
    _place("signing", "windows", match.signing, "thing place problem why"),
    _place("reading", "windows", match.reading, "thing place problem why"),
    _place("tutorial", "windows", match.tutored, "nation"),
    _place("accident", "pages", match.told("notice-title"), "notice-title"),
    _place("issues", "pages", match.issues, "crisis issue option rung date"),
    _place("offers", "pages", match.offers, "option"),
    _place("known", "pages", match.known, "crisis nation issue option rung date"),
    _place("texts", "pages", match.texts, "thing place option why"),
    _place("draft", "pages", match.draft, "draft option problem why"),
    _place("draft-pasted", "pages", match.draft_pasted, "pasted crisis rung date"),
    _place("compare", "pages", match.compare, "thing place crisis nation issue option rung date"),
    _place("nations", "pages", match.nations, "option value interest ideology"),
    _place("ladder", "pages", match.ladder, "crisis nation"),
    _place("pressure", "pages", match.pressure, "crisis nation"),
    _place("timeline", "pages", match.timeline, "option body notice-title"),
    _place("papers", "pages", match.papers, "words body notice-title paper why"),
    _place("help", "pages", match.help, "crisis"),
    _place("ended", "pages", match.ended, "player-name remark-name remark option called-off"),
    _place("waiting", "home", house.waiting, "announcement"),
    _place("home-game", "home", house.at_home("game-"),
           "game game-nation server-visited name-visited archive-name crisis campaign trouble"),
    _place("home-crisis", "home", house.at_home("pack-"), "name-visited nation date text"),
    _place("home-campaign", "home", house.at_home("campaign-"), "name-visited campaign-about"),
    _place("home-server", "home", house.at_home("server-"), "name-visited"),
    _place("home-archive", "home", house.at_home("archive-"), "name-visited"),
    _place("setup", "home", house.setup, "nation-about"),
    _place("visit", "home", house.visiting, "own-name"),
    _place("lobby", "lobby", house.as_it_is, "creator seat-name code own-name match-title"),
    _place("lobby-answers", "lobby", house.lobby_answers, "answer trouble"),
    _place("laying", "lobby", house.laying, "pack-offered"),
    _place("crises", "lobby", house.crises, "crisis nation date text"),
    _place("picking", "lobby", house.picking, "nation nation-about"),
    _place("settings", "home", house.settings, "own-name watched-word"),
    *(
        _place(f"debrief-{section}", "after", house.at_section(section), fields)
        for section, fields in {
            "ending": "player-name crisis nation issue option rung",
            "chances": "option", "tension": "rung date", "trust": "nation", "talks": "medium",
            "offers": "option", "deals": "nation",
            "texts": "thing place option", "word": "option", "sheets": "option", "about": "crisis nation",
        }.items()
    ),
    _place("debrief-saved", "after", house.saved, "archive-name"),
    _place("replay", "after", house.replay, "letter medium rung date"),
    _place("replay-end", "after", house.replay_end, "option rung date paper"),
)  # fmt: skip
