"""Where a message's time goes, step by step, without sockets and disk; nothing here is a test.

Run as ``python -m tests.bench.steps [MESSAGES]``: microseconds of CPU for a word in a conference and for a private
letter. A step takes many messages in a row, the best of a few rounds counts: what the machine does besides falls away,
and so do cold caches, which a running server has.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from attrs import define, evolve, field, frozen

from detente_server.garbage import spare
from detente_server.host.playing.recording import to_store
from detente_server.host.sockets.framing import frames, heard_frames
from detente_server.match import records
from detente_server.match.effects import Commit
from detente_server.match.inputs import CommandGiven, SeatTaken, Ticked
from detente_server.match.match import Match, command_digest
from detente_server.match.settings import Settings
from detente_server.packs.loader import LoadedPack, load
from detente_server.rules.book import Game
from detente_server.rules.dice import Dice
from detente_server.rules.game import Decision, decide
from detente_server.store.connections import connect, make_writer
from detente_server.store.ledger import Ledger
from detente_server.store.records import Record, Version
from detente_server.store.schema import migrate
from detente_server.store.works import Append
from detente_wire.acts import Act, Invite, Join, Say, Send
from detente_wire.codec import MSGPACK
from detente_wire.gate import gate
from detente_wire.limits import Limits
from detente_wire.messages import ClientMessage, Command, CommandId, MatchId
from detente_wire.notices import Invited
from detente_wire.terms import MediumId, NationId
from tests.bench import pack

ROUNDS = 5
GROUP = 20
"""Records in one transaction."""
T = TypeVar("T")
R = TypeVar("R")
_WORDS = ("the talks go on and the river is calm while the boats lie still " * 5)[:300]


def timed(step: Callable[[T], R], given: Sequence[T]) -> tuple[float, list[R]]:
    """Microseconds of CPU that each takes, and what came of them."""
    begun = time.thread_time()
    found = [step(one) for one in given]
    return (time.thread_time() - begun) / len(given) * 1e6, found


@frozen
class Play:
    """A match of seven in its first turn, all in the conference."""

    match: Match
    hall: str


def table(loaded: LoadedPack) -> Play:
    """Everybody sits, and has joined."""
    base = Settings(
        match=MatchId("matchmatchmatch2"), pack=pack.NAME, pack_version="1", pack_digest=loaded.digest,
        rules_digest=loaded.rules_digest, mode="historical", tempo="live", turn_ms=0, people=(),
        seats=len(pack.NATIONS), seed="steps", salt=b"", secret=b"secret",
    )  # fmt: skip
    game = Game(loaded.pack, Dice(base.key, base.rules_digest))
    match, _ = Match.create(game, base, loaded.texts, 1)
    for nation in pack.NATIONS:
        match.handle(SeatTaken(1, NationId(nation), "player", f"player-{nation}", nation))
    match.handle(Ticked(2))
    others = tuple(NationId(nation) for nation in pack.NATIONS[1:])
    commands = [(pack.NATIONS[0], Invite(MediumId(pack.CONFERENCE), others))]
    match.handle(_given(match, 0, *commands[0]))
    hall = next(one.notice.channel for one in reversed(match.streams.all) if isinstance(one.notice, Invited))
    for n, nation in enumerate(others, 1):
        match.handle(_given(match, n, nation, Join(hall)))
    return Play(match, hall)


def _given(match: Match, n: int, nation: str, act: Act, words: str = "") -> CommandGiven:
    command = Command(CommandId(f"{n:032x}"), match.settings.match, act, words)
    return CommandGiven(3 + n, f"player-{nation}", NationId(nation), command, n.to_bytes(16, "big"))


def said(play: Play, kind: str, messages: int) -> list[CommandGiven]:
    """So many messages of one kind, by all in turn."""
    found = []
    for n in range(messages):
        seat = n % len(pack.NATIONS)
        act: Act = Say(play.hall)  # type: ignore[arg-type]
        if kind == "letter":
            medium = pack.LETTER_MEDIA[n // len(pack.NATIONS) % len(pack.LETTER_MEDIA)]
            act = Send(MediumId(medium), (NationId(pack.NATIONS[(seat + 1) % len(pack.NATIONS)]),))
        found.append(_given(play.match, 1000 + n, pack.NATIONS[seat], act, _WORDS))
    return found


@define
class Costs:
    """Microseconds by step, the best round of each."""

    us: dict[str, float] = field(factory=dict)

    def of(self, name: str, step: Callable[[T], R], given: Sequence[T]) -> list[R]:
        """Run the step over all of them and note what it took."""
        took, found = timed(step, given)
        self.us[name] = min(took, self.us.get(name, took))
        return found


def measure(loaded: LoadedPack, kind: str, messages: int, costs: Costs) -> None:
    """One round of one kind of message."""
    play = table(loaded)
    match, state, limits = play.match, play.match.state, Limits()
    given = said(play, kind, messages)
    sent = [MSGPACK.encode(one.command) for one in given]
    commands: list[ClientMessage] = costs.of("decode the frame, strictly", MSGPACK.decode_client, sent)
    costs.of("gate the words", lambda one: gate(one.words, limits), commands)  # type: ignore[union-attr]
    costs.of("digest of the command", command_digest, commands)  # type: ignore[arg-type]
    effects = costs.of("match: decide, encode, chain", match.handle, given)
    commits = [one for each in effects for one in each if isinstance(one, Commit)]
    assert len(commits) == messages, "a message was refused"
    _within(costs, match, state, given)
    cursors = dict.fromkeys(pack.NATIONS, 1000)

    def framed(commit: Commit) -> list[bytes]:
        made = frames(MSGPACK, commit.receipts[0][1])
        for heard in commit.heard:
            for viewer in heard.audience or cursors:
                made += heard_frames(MSGPACK, match.settings.match, cursors[viewer], heard, viewer)
        return made

    costs.of("frames for all who hear it, and the receipt", framed, commits)
    rows: list[Record] = costs.of("to the store's records", lambda one: to_store("m", one.record), commits)
    _stored(costs, rows)


def _within(costs: Costs, match: Match, state: Any, given: list[CommandGiven]) -> None:
    """Parts of what the match does."""

    def decided(one: CommandGiven) -> Decision:
        cause = f"{one.player}\x1f{one.command.id}".encode()
        found = decide(match.game, state, one.nation, one.command.act, match.fresh(one.nation, cause))
        assert isinstance(found, Decision)
        return found

    made = costs.of("  of it the rules", decided, given)

    def payload(pair: tuple[CommandGiven, Decision]) -> bytes:
        stored = records.Commanded(pair[0].nation, pair[0].command.act)
        return records.encode_payload(records.payload_of(stored, pair[1].facts))

    costs.of("  of it the payload", payload, list(zip(given, made)))
    costs.of("  of it the notices", lambda one: [MSGPACK.encode_body(t.notice) for t in one.tellings], made)


def _stored(costs: Costs, rows: list[Record]) -> None:
    """Into a database without syncing: what the writer's thread reckons, not what the disk takes."""
    with tempfile.TemporaryDirectory() as place:
        db = connect(Path(place) / "steps.db", "rwc")
        make_writer(db)
        migrate(db)
        db.execute("PRAGMA synchronous=OFF")
        ledger = Ledger(db)
        first = rows[0].n

        def write(group: list[Record]) -> None:
            db.execute("BEGIN IMMEDIATE")
            ledger.append(Append("m", Version(group[0].n - 1), tuple(group)))
            ledger.flush()
            db.execute("COMMIT")

        rows = [_renumbered(one, first) for one in rows]
        groups = [rows[at : at + GROUP] for at in range(0, len(rows), GROUP)]
        took, _ = timed(write, groups)
        db.close()
    name = f"writer's thread, groups of {GROUP}"
    costs.us[name] = min(took / GROUP, costs.us.get(name, took / GROUP))


def _renumbered(row: Record, first: int) -> Record:
    return evolve(row, n=row.n - first + 1)


def main(messages: int) -> None:
    """Measure both kinds and print."""
    with tempfile.TemporaryDirectory() as place:
        loaded = load(pack.write(Path(place)))
        assert isinstance(loaded, LoadedPack)
        both = {kind: Costs() for kind in ("word", "letter")}
        spare()
        for _ in range(ROUNDS):
            for kind, costs in both.items():
                measure(loaded, kind, messages, costs)
    print(f"{'step':<48}{'word':>8}{'letter':>8}")
    for name in both["word"].us:
        print(f"{name:<48}{both['word'].us[name]:>8.1f}{both['letter'].us[name]:>8.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
