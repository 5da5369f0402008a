"""S1 and S2 for what those in charge say: a whisper is its seat's and the umpire's, and changes nothing for others."""

from __future__ import annotations

from typing import Any

import pytest

from detente_server.match import orders
from detente_server.match.inputs import Ordered
from detente_server.match.match import Match
from detente_server.packs.loader import LoadedPack
from detente_server.rules.book import Telling
from detente_wire.notices import Whispered
from detente_wire.orders import News, Whisper
from detente_wire.terms import NationId
from tests.match.table import loaded
from tests.secrecy.script import Line, Script, frames, perform, record

SEEDS = 6
EVERY = 7
"""After so many commands somebody in charge speaks."""


class Speaker:
    """Whispers to one seat after another between the lines of a script, to one that is not ready; canaries in all."""

    def __init__(self, nations: tuple[NationId, ...], words: str = "canary-{to}-{n}") -> None:
        self.nations = nations
        self.words = words
        self.lines = 0
        self.said: dict[str, NationId] = {}
        """Canary -> whose it is."""

    def __call__(self, match: Match, line: Line) -> None:
        """Before each line."""
        self.lines += 1
        to = self.nations[self.lines % len(self.nations)]
        if self.lines % EVERY == 0 and match.begun and to not in match.table.ready:
            words = self.words.format(to=to, n=f"{self.lines:05}")
            self.said[words] = to
            match.handle(Ordered(match.table.last_act_ms, "operator", "op", Whisper(to), words, b"salt"))


def overheard(pack: LoadedPack, seed: str, script: Script) -> tuple[int, list[str]]:
    """How much was whispered, and who read what was not for him."""
    speaker, found = Speaker(pack.pack.order), []
    match = perform(pack, seed, script, spy=speaker)
    for viewer in (*pack.pack.order, "public"):
        sent = b"".join(frames(match, viewer))
        found += [
            f"{viewer} read {said}"
            for said, to in speaker.said.items()
            if said.encode() in sent and to != viewer
        ]
        missed = [said for said, to in speaker.said.items() if to == viewer and said.encode() not in sent]
        assert not missed
    return len(speaker.said), found


@pytest.mark.parametrize("name", ["regatta", "cuba-1962"])
def test_a_whisper_is_read_by_its_seat_alone(name: str) -> None:
    pack = loaded(name)
    for seed in range(SEEDS):
        whispered, found = overheard(pack, str(seed), record(pack, str(seed)))
        assert whispered > 3
        assert found == []


def test_a_planted_loud_whisper_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def aloud(match: Match, entry: Any, given: Ordered, nation: NationId) -> None:
        ref = orders._worded(match, entry, given)
        entry.tellings.append(Telling("public", Whispered(ref, nation), ref))

    monkeypatch.setattr(orders, "_whisper", aloud)
    pack = loaded("regatta")
    assert overheard(pack, "1", record(pack, "1"))[1] != []


@pytest.mark.parametrize("name", ["regatta", "cuba-1962"])
def test_a_whisper_changes_nothing_that_others_are_sent(name: str) -> None:
    """Two worlds, to the end: with whispers to one seat, and without. Bots do not mind what they are told so."""
    pack = loaded(name)
    for seed in map(str, range(SEEDS)):
        script = record(pack, seed)
        to = pack.pack.order[int(seed) % len(pack.pack.order)]
        speaker = Speaker((to,))
        one, other = perform(pack, seed, script), perform(pack, seed, script, spy=speaker)
        assert speaker.said
        for viewer in {*pack.pack.order, "public"} - {to}:
            assert frames(one, viewer) == frames(other, viewer), (
                f"seed {seed}: {viewer} noticed a whisper to {to}"
            )
        assert frames(one, to) != frames(other, to)


def test_news_are_everybodys() -> None:
    """Negative control of the worlds above: what is public is noticed."""
    pack = loaded("regatta")
    script = record(pack, "1")

    def told(match: Match, line: Line) -> None:
        if match.begun and match.table.last_act_ms == 20:
            match.handle(Ordered(20, "operator", "op", News(), "hear, hear", b"salt"))

    one, other = perform(pack, "1", script), perform(pack, "1", script, spy=told)
    assert all(frames(one, viewer) != frames(other, viewer) for viewer in (*pack.pack.order, "public"))
