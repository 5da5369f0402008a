"""Words reach who is told of an act later than it was done: a letter that was under way, a copy, what is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from detente_server.match.audit import audit
from detente_server.match.match import Match
from detente_server.match.stream import PUBLIC, Heard
from detente_wire import acts
from detente_wire.messages import Committed
from detente_wire.notices import Letter, Minutes, Said
from detente_wire.terms import ChannelId, MediumId, NationId, Ref, package
from tests.match.table import Table, game_for
from tests.match.test_erasure import read, stored

NOR, SUD, EST = (NationId(name) for name in ("nor", "sud", "est"))
LETTER, TELEGRAM, WINK = MediumId("letter"), MediumId("telegram"), MediumId("wink")
DEAR, COVER, LOUD, HINT = "Dear South,", "see what they write", "the people shall know", "as I heard it"


def turn(table: Table) -> None:
    """Everybody is ready."""
    for nation in table.match.game.pack.order:
        table.send(nation, acts.Ready())
    table.tick()


def done(table: Table, by: NationId, act: acts.Act, words: str = "") -> Ref:
    """The act's reference: of the first notice that names one."""
    seen = len(table.match.streams.all)
    receipt = table.send(by, act, words)
    assert isinstance(receipt.outcome, Committed), receipt
    for one in table.match.streams.all[seen:]:
        ref = getattr(one.notice, "ref", None) or getattr(one.notice, "channel", None)
        if ref is not None:
            return Ref(ref)
    raise AssertionError("nothing has a reference")


def words_of(match: Match, viewer: str, kind: type, how: str = "") -> list[str]:
    """The words that the viewer got with such notices."""
    found: list[Heard] = [heard for _, heard in match.streams.after(viewer, 0)]
    return [
        one.words
        for one in found
        if isinstance(one.notice, kind) and (not how or getattr(one.notice, "how", "") == how)
    ]


def by_ferry(table: Table) -> None:
    """A letter that takes a turn."""
    done(table, NOR, acts.Send(LETTER, (SUD,)), DEAR)
    assert words_of(table.match, SUD, Letter) == []
    turn(table)
    assert words_of(table.match, SUD, Letter, "arrived") == [DEAR]


def sent_on(table: Table) -> None:
    """Certified: the letter's own words, and those of who sends it on."""
    letter = done(table, NOR, acts.Send(TELEGRAM, (SUD,)), DEAR)
    done(table, SUD, acts.Forward(letter, TELEGRAM, (EST,)), COVER)
    assert words_of(table.match, EST, Letter, "forwarded") == [DEAR]
    assert words_of(table.match, EST, Said) == [COVER]


def sent_on_by_ferry(table: Table) -> None:
    """Neither before the ferry has come."""
    letter = done(table, NOR, acts.Send(TELEGRAM, (SUD,)), DEAR)
    done(table, SUD, acts.Forward(letter, LETTER, (EST,)), COVER)
    assert words_of(table.match, EST, Letter) == []
    turn(table)
    assert words_of(table.match, EST, Letter, "forwarded") == [DEAR]


def hearsay(table: Table) -> None:
    """Of a back-channel only the words of who passes it on."""
    channel = ChannelId(done(table, NOR, acts.Invite(WINK, (EST,))))
    done(table, EST, acts.Join(channel))
    offer = done(table, NOR, acts.Offer(channel, package({"cup": "turns"})), DEAR)
    done(table, EST, acts.Forward(offer, LETTER, (SUD,)), HINT)
    turn(table)
    assert words_of(table.match, SUD, Minutes, "forwarded") == [HINT]


def printed(table: Table) -> None:
    """Everybody reads the letter and what its printer says."""
    letter = done(table, NOR, acts.Send(TELEGRAM, (SUD,)), DEAR)
    done(table, SUD, acts.Publish(letter), LOUD)
    assert words_of(table.match, PUBLIC, Letter) == []
    turn(table)
    assert words_of(table.match, PUBLIC, Letter, "published") == [DEAR]
    assert LOUD in words_of(table.match, PUBLIC, Said)


STORIES: list[Callable[[Table], None]] = [by_ferry, sent_on, sent_on_by_ferry, hearsay, printed]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_words_come_later_and_again(story: Callable[[Table], None]) -> None:
    """They are told when their time comes, read again from the log, and audited."""
    table = Table.lay("regatta").begin()
    story(table)
    assert table.restored().streams.all == table.match.streams.all
    settings = table.match.settings
    assert audit(game_for(table.pack, settings), settings, table.pack.texts, table.log) is None


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_erased_words_are_erased_wherever_they_were_told(
    story: Callable[[Table], None], tmp_path: Path
) -> None:
    table = Table.lay("regatta").begin()
    story(table)
    store = stored(table, tmp_path)
    texts = [text for record in table.log for text in record.texts if text.text]
    for text in texts:
        assert store.erase_text(table.match.settings.match, text.ref) == 1
    match, log = read(table, store)
    store.close()
    assert texts
    assert match.chain == table.match.chain
    assert not [one.words for one in match.streams.all if one.words]
    settings = table.match.settings
    assert audit(game_for(table.pack, settings), settings, table.pack.texts, log) is None


def test_what_is_told_later_is_sealed_like_what_was_told_at_once() -> None:
    """By the digest of the very words."""
    table = Table.lay("regatta").begin()
    printed(table)
    bodies = [notice.body for record in table.log for notice in record.notices if notice.kind == "letter"]
    digests = {body[-32:] for body in bodies}
    assert len(bodies) == 3
    assert len(digests) == 1
