"""S2: what A and B do in secret changes nothing of what anybody else is sent.

Pairs of matches with the same key. Half differ only in written words, to the end of the match; half in a whole secret
talk (invitation, words, a question, an answer) on dice that never leak, up to the DAWN after it: its first lawful
consequence for others is what A and B do differently afterwards. Every other viewer's frames are equal to the byte:
content, order, cursors and sizes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from attrs import evolve

from detente_server import arena
from detente_server.match.match import Match
from detente_server.packs.loader import LoadedPack
from detente_server.rules import meetings
from detente_wire.acts import Act, Ask, Invite, Join, Ready, Say, Tell
from detente_wire.notices import Said
from detente_wire.terms import ChannelId, Claim, MediumId, NationId, Ref
from tests.match.table import loaded
from tests.secrecy.script import Line, Script, frames, perform, record

PAIRS_OF_WORDS = 50
PAIRS_OF_TALKS = 50
MOST_SEEDS = 60
"""Matches in which talks are tried, before it is said that too few take place."""
SECRET = "told to nobody else, at length, " * 8


def viewers(pack: LoadedPack) -> tuple[str, ...]:
    return (*pack.pack.order, "public")


# -- words ------------------------------------------------------------------------------------------------------


def reworded(script: Script, by: NationId) -> Script:
    """The nation writes other words, of another length, with everything that is not public."""
    return tuple(
        evolve(line, words=SECRET)
        if line.nation == by and getattr(line.act, "channel", "") != "public"
        else line
        for line in script
    )


def readers(match: Match, by: NationId) -> set[str]:
    """Who was ever sent words of the nation."""
    found = {str(by)}
    for viewer in (*match.game.pack.order, "public"):
        for _, one in match.streams.after(viewer, 0):
            if one.words == SECRET:
                found.add(viewer)
    return found


@pytest.mark.parametrize("name", ["regatta", "cuba-1962"])
def test_other_words_change_nothing_for_those_who_did_not_read_them(name: str) -> None:
    pack = loaded(name)
    compared = 0
    for seed in itertools.count():
        if compared >= PAIRS_OF_WORDS // 2:
            return
        script = record(pack, str(seed))
        for by in pack.pack.order:
            one, other = perform(pack, str(seed), script), perform(pack, str(seed), reworded(script, by))
            for viewer in set(viewers(pack)) - readers(other, by):
                assert frames(one, viewer) == frames(other, viewer), (
                    f"seed {seed}: {by}'s words reached {viewer}"
                )
                compared += 1


# -- talks ------------------------------------------------------------------------------------------------------


def turn_ends(pack: LoadedPack, seed: str, script: Script) -> Iterator[int]:
    """Places of the READY that closes each turn but the last."""
    turns: list[int] = []
    perform(pack, seed, script, quiet=True, spy=lambda match, _: turns.append(match.state.turn))
    return (place for place, (now, then) in enumerate(itertools.pairwise(turns)) if then > now)


def truth(pack: LoadedPack, seed: str, nation: NationId) -> Claim:
    """Something true of the nation: a lie would be found and felt."""
    sheet = perform(pack, seed, ()).state.nations[nation].sheet
    issue = pack.pack.issues[0]
    row = sheet.points[issue.id]
    best, worst = row.index(max(row)), row.index(min(row))
    return Claim("prefers", issue.id, issue.options[best].id, issue.options[worst].id)


def whispered(pack: LoadedPack, seed: str, a: NationId, b: NationId, medium: MediumId) -> list[Line]:
    """A secret talk between two, and their being ready again."""
    settings = arena.settings_for(pack, seed)
    names = (f"{n:032x}" for n in itertools.count(7))
    opening, question = next(names), next(names)
    channel = ChannelId(settings.reference(a, f"bot:{a}\x1f{opening}".encode(), 1))
    ref = Ref(settings.reference(a, f"bot:{a}\x1f{question}".encode(), 1))
    issue = pack.pack.issues[0].id
    acts: list[tuple[NationId, Act, str]] = [
        (a, Invite(medium, (b,)), opening),
        (b, Join(channel), next(names)),
        (a, Ask(channel, b, issue), question),
        (b, Tell(channel, truth(pack, seed, b), ref), next(names)),
        (b, Say(channel), next(names)),
        (a, Ready(), next(names)),
        (b, Ready(), next(names)),
    ]
    return [
        Line(nation, act, SECRET if not isinstance(act, Ready) else "", name) for nation, act, name in acts
    ]


def talk_pairs(pack: LoadedPack) -> Iterator[tuple[str, Script, Script, NationId, NationId]]:
    """(seed, world without, world with, a, b) for talks that really take place."""
    medium = next(medium.id for medium in pack.pack.media if medium.kind == "back-channel")
    for seed in map(str, range(MOST_SEEDS)):
        script = record(pack, seed)
        ends = list(turn_ends(pack, seed, script))
        for place, (a, b) in zip(ends, itertools.cycle(itertools.permutations(pack.pack.order, 2))):
            talk = whispered(pack, seed, a, b, medium)
            yield seed, script[: place + 1], (*script[:place], *talk, script[place]), a, b


def took_place(match: Match, b: NationId) -> bool:
    """Whether the whole talk was had."""
    heard = (one for _, one in match.streams.after(b, 0) if one.words == SECRET)
    return any(isinstance(one.notice, Said) and isinstance(one.notice.act, Say) for one in heard)


def free_whispers(pack: LoadedPack) -> LoadedPack:
    """The pack with back-channels that cost no envoy: at a turn's end bots have none left to spend."""
    media = tuple(
        evolve(medium, envoys=0, convener_envoys=0) if medium.kind == "back-channel" else medium
        for medium in pack.pack.media
    )
    return evolve(pack, pack=evolve(pack.pack, media=media))


def differences(pack: LoadedPack, pairs: int) -> tuple[int, list[str]]:
    """How many talks were compared, and what differed."""
    compared, found, pack = 0, [], free_whispers(pack)
    for seed, without, with_talk, a, b in talk_pairs(pack):
        if compared >= pairs:
            break
        two = perform(pack, seed, with_talk, quiet=True)
        if not took_place(two, b):
            continue
        one = perform(pack, seed, without, quiet=True)
        assert one.state.turn == two.state.turn
        compared += 1
        for viewer in set(viewers(pack)) - {a, b}:
            if frames(one, viewer) != frames(two, viewer):
                found.append(f"seed {seed}: the talk of {a} and {b} reached {viewer}")
    return compared, found


def test_a_secret_talk_changes_nothing_for_others() -> None:
    assert differences(loaded("regatta"), PAIRS_OF_TALKS) == (PAIRS_OF_TALKS, [])


def test_a_planted_careless_door_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """One secret meeting's existence in print is enough."""
    monkeypatch.setattr(meetings, "is_discreet", lambda book, channel: False)
    compared, found = differences(loaded("regatta"), 3)
    assert compared == 3
    assert found
