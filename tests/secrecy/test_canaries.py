"""S1: no frame carries content of a notice that its viewer is not entitled to.

Everything written in a match bears a canary; cards and briefings are canaries themselves. An oracle that knows only
the commands (never tellings, audiences or projections) says who may have read what; every outbound frame is searched
for all canaries, raw, in hex and in base64.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve

from detente_server.match.match import Match
from detente_server.packs.loader import LoadedPack
from detente_server.rules import book as books
from detente_server.rules.pack import Pack
from detente_wire.acts import Appeal, Engage, Invite, JointStudy, Send
from detente_wire.notices import Letter, Minutes
from tests.match.table import CONTENT, loaded
from tests.match.table import PACKS as TESTED
from tests.secrecy.script import Line, Script, frames, marked, perform, record

PACKS = sorted(found.parent.name for shelf in (CONTENT, TESTED) for found in shelf.glob("*/pack.toml"))
SEEDS = 16
"""Matches of each pack, bots in all seats: 208 of 13 packs, some 115 s of CPU."""
CANARY = re.compile(rb"canary-[a-z]+-[0-9]{5}")


class Oracle:
    """Who may read the words of each line, from the commands alone."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.nations = pack.order
        self.parties: dict[str, set[str]] = {}
        """Channel -> everybody ever invited to it."""
        self.allowed: dict[str, set[str]] = {}

    def see(self, match: Match, line: Line) -> None:
        """Before the line is played. The state is read for who is in a channel, and for nothing else."""
        canary = line.words.split()[0]
        self.allowed[canary] = {line.nation} | self._readers(match, line)

    def _readers(self, match: Match, line: Line) -> set[str]:
        act: Any = line.act
        if isinstance(act, Send):
            return set(act.to)
        if isinstance(act, Invite):
            return {*act.members, *([act.go_between] if act.go_between else []), *self._seats(act)}
        if isinstance(act, Engage):
            return set(act.guests)
        if isinstance(act, JointStudy | Appeal):
            return {act.nation}
        channel = getattr(act, "channel", None)
        ref = getattr(act, "ref", None)
        if channel is None and ref is not None:
            return self._about(match, ref)
        if channel == "public":
            return set(self.nations) | {"public"}
        seen = match.state.channels.get(channel) if channel else None
        return {*seen.members, seen.go_between or ""} if seen else set()

    def _seats(self, act: Invite) -> set[str]:
        """Of a session: all who belong to the body, by the pack's own word."""
        bodies = (body for body in self.pack.institutions if body.id == act.institution)
        return {name for body in bodies for name in (*body.members, *body.officers)}

    def _about(self, match: Match, ref: Any) -> set[str]:
        """Who an answer, a text or a withdrawal concerns; of a channel, those who are in it when it is said."""
        spoken = match.state.spoken.get(ref)
        if spoken is not None:
            channel = match.state.channels.get(spoken.channel) if spoken.channel else None
            if channel is not None:  # an answer goes in the channel of what it answers
                return {*channel.members, channel.go_between or ""}
            return {spoken.by, *spoken.heard}
        document = match.state.documents.get(ref)
        if document is not None:
            readers = {document.author, *document.text.parties, *document.seen}
            return readers | ({*self.nations, "public"} if document.public else set())
        engagement = match.state.engagements.get(ref)
        favour = match.state.studies.get(ref) or match.state.appeals.get(ref)
        if favour is not None:
            return {favour.by, favour.nation}
        return {engagement.host, engagement.guest} if engagement else set()


def intercepted(match: Match, viewer: str) -> set[str]:
    """Canaries that reached the viewer by a named way out: a record intercepted, passed on or published."""
    return {
        one.words.split()[0]
        for _, one in match.streams.after(viewer, 0)
        if one.words
        and isinstance(one.notice, Letter | Minutes)
        and one.notice.how in ("intercepted", "forwarded", "quoted", "published")
    }


def found_in(frame: bytes) -> set[str]:
    """Every canary in a frame: raw, hex, base64."""
    found = {hit.decode() for hit in CANARY.findall(frame)}
    for text in _decoded(frame):
        found |= {hit.decode() for hit in CANARY.findall(text)}
    return found


def _decoded(frame: bytes) -> Iterator[bytes]:
    for run in re.findall(rb"[0-9a-f]{36,}", frame):
        yield bytes.fromhex(run[: len(run) // 2 * 2].decode())
    for run in re.findall(rb"[A-Za-z0-9+/]{24,}", frame):
        yield base64.b64decode(run[: len(run) // 4 * 4])


def leaks(pack: LoadedPack, seed: str, script: Script) -> list[str]:
    """Everything that a viewer read and may not have."""
    oracle = Oracle(pack.pack)
    match = perform(pack, seed, marked(script), spy=oracle.see)
    found: list[str] = []
    for viewer in (*pack.pack.order, "public"):
        lawful = intercepted(match, viewer)
        for frame in frames(match, viewer):
            for canary in found_in(frame):
                if viewer not in oracle.allowed[canary] and canary not in lawful:
                    found.append(f"seed {seed}: {viewer} read {canary}")
    return found


@pytest.mark.parametrize("name", PACKS)
def test_nobody_reads_what_was_not_written_to_them(name: str) -> None:
    pack = loaded(name)
    for seed in range(SEEDS):
        assert leaks(pack, str(seed), record(pack, str(seed))) == []


def test_cards_and_briefings_stay_with_their_seat_until_the_end() -> None:
    pack = loaded("regatta")
    secret = ("briefing", "bulletin")
    texts = {name: f"canary-{name}" if name.startswith(secret) else text for name, text in pack.texts.items()}
    pack = evolve(pack, texts=texts)
    match = perform(pack, "1", record(pack, "1"))
    last = match.state.turn
    for viewer in (*pack.pack.order, "public"):
        early = b"".join(frames_before(match, viewer, last))
        for nation in pack.pack.nations:
            own = viewer == nation.id
            assert (f"canary-briefing-{nation.id}".encode() in early) == own
            cards = [sheet.id.encode() in early for sheet in nation.sheets]
            assert any(cards) == own, (viewer, nation.id)


def frames_before(match: Match, viewer: str, turn: int) -> list[bytes]:
    """The viewer's frames of all turns before this one."""
    own = [one for _, one in match.streams.after(viewer, 0)]
    return [frame for one, frame in zip(own, frames(match, viewer)) if one.turn < turn]


def test_a_planted_leak_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """One private act in ten is told to everybody."""
    true_tell = books.Book.tell
    count = 0

    def careless(self: books.Book, audience: Any, notice: Any, words: Any = None) -> None:
        nonlocal count
        if words is not None and audience != "public":
            count += 1
            audience = "public" if count % 10 == 0 else audience
        true_tell(self, audience, notice, words)

    pack = loaded("regatta")
    script = record(pack, "1")
    monkeypatch.setattr(books.Book, "tell", careless)
    assert leaks(pack, "1", script) != []
