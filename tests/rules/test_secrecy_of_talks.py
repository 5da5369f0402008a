"""Two worlds that differ only in talks that a nation cannot know of give it the same stream (invariant 6)."""

from __future__ import annotations

import re

import pytest

from detente_server.trials.play import Play
from tests.rules.tables import start

QUIET = ["medium wink leak 0", "medium wink intercept 0", "medium letter leak 0", "medium letter intercept 0"]
"""What is secret here has no chance of coming out, so the dice of everything else must not stir."""

OPEN = [
    [
        "nor: invite medium=meeting members=sud -> m",
        "sud: join channel=m",
        "nor: offer channel=m package=cup:turns -> o",
        "sud: reject ref=o",
        "est: send medium=telegram to=wes -> t",
    ],
    [
        "sud: invite medium=conference members=nor,wes -> c",
        "nor: join channel=c",
        "wes: join channel=c",
        "nor: ask channel=c nation=wes issue=cup -> q",
        "wes: tell channel=c claim=most:cup ref=q",
        "wes: say channel=public",
    ],
    ["isl: send medium=telegram to=wes", "est: say channel=public"],
    [],
]
"""What everybody or Westbank can know of, by turn."""

SECRETS = {
    "a back-channel": {
        0: [
            "nor: invite medium=wink members=est -> b",
            "est: join channel=b",
            "nor: offer channel=b package=cup:north-keeps",
            "nor: ask channel=b nation=est issue=cup -> bq",
            "est: tell channel=b claim=most:cup ref=bq",
            "nor: offer channel=m package=cup:turns,boats:fours",
        ],
        1: ["est: invite medium=wink members=nor", "nor: join channel=b", "est: leave channel=b"],
    },
    "a discreet meeting": {
        0: [
            "nor: invite medium=meeting members=est venue=cellar -> d",
            "est: join channel=d",
            "nor: offer channel=d package=boats:eights -> do",
            "est: reject ref=do",
            "est: offer channel=d package=boats:inspected -> dp",
            "nor: reject ref=dp",
            "nor: pledge channel=d promise=never:cup:south-keeps -> p",
        ],
        1: ["nor: withdraw ref=p"],
    },
    "letters": {
        0: [
            "nor: send medium=letter to=sud,est package=boats:eights -> l",
            "sud: send medium=letter to=nor promise=never:boats:eights",
        ],
        1: [
            "est: accept ref=l",
            "sud: reject ref=l",
            "est: forward record=l medium=letter to=isl",
            "sud: publish record=l -> paper",
            "sud: withdraw ref=paper",
        ],
        2: ["isl: send medium=letter to=est", "nor: withdraw ref=l"],
    },
    "invitations that came to nothing": {
        0: ["nor: invite medium=meeting members=isl -> i", "isl: decline channel=i"],
        1: ["nor: invite medium=meeting members=est -> j", "est: invite medium=telephone members=nor"],
        2: [
            "sud: invite medium=conference members=nor,est -> k",
            "nor: decline channel=k",
            "sud: withdraw ref=k",
        ],
    },
}


def _stream(secret: dict[int, list[str]], viewer: str) -> list[str]:
    """Everything the viewer is told and the words that go with it, references numbered by first appearance."""
    play = start("regatta", QUIET)
    for turn, lines in enumerate(OPEN):
        for line in [*lines, *secret.get(turn, [])]:
            play.act(line)
        play.act("turn")
    return _seen(play, viewer)


def _seen(play: Play, viewer: str) -> list[str]:
    numbers: dict[str, str] = {}
    told = [t for t in play.tellings if t.audience == "public" or viewer in t.audience]
    return [
        re.sub(
            r"ref\d+", lambda found: numbers.setdefault(found[0], f"#{len(numbers)}"), f"{t.notice} {t.words}"
        )
        for t in told
    ]


@pytest.mark.parametrize("name", SECRETS)
def test_westbank_sees_no_difference(name: str) -> None:
    assert _stream(SECRETS[name], "wes") == _stream({}, "wes")


@pytest.mark.parametrize("name", SECRETS)
def test_northshore_sees_one(name: str) -> None:
    """The control: the same comparison finds what a party is told."""
    assert _stream(SECRETS[name], "nor") != _stream({}, "nor")
