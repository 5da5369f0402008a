"""The gallery: those who watch talk to each other, and no seat hears any of it before the end."""

from __future__ import annotations

import pytest
from attrs import define

from detente_server.host.host import Host
from detente_server.host.lobby.gallery import KEPT, Gallery
from detente_server.host.moderation.sanctions import Sanction
from detente_server.match.inputs import SeatTaken
from detente_wire.limits import Limits
from detente_wire.messages import (
    Done,
    Flag,
    Heard,
    JoinMatch,
    LeaveMatch,
    MatchId,
    Remark,
    Remarked,
    Resumed,
)
from detente_wire.notices import Ended
from detente_wire.terms import NationId
from tests.host.house import serving, two_at_table
from tests.host.speaking import Speaker, new_id
from tests.host.test_tables import denied, wish

WORDS = "Ada is bluffing"


@define
class Scene:
    """A match under way, its two players and two who watch."""

    host: Host
    port: int
    match: MatchId
    ada: Speaker
    bel: Speaker
    watchers: list[Speaker]

    async def say(self, who: Speaker, words: str) -> None:
        """Somebody speaks in the gallery."""
        assert await wish(who, Remark(self.match, words)) == Done()

    async def watch(self, name: str) -> Speaker:
        """Somebody comes to watch."""
        who = await Speaker.come(self.port, name)
        await who.ask(JoinMatch(new_id(), self.match, role="observer"))
        await who.attend(self.match)
        await who.hear(Resumed)
        self.watchers.append(who)
        return who

    async def end(self) -> None:
        """The match is over, and both players have heard it."""
        for who in (self.ada, self.bel):
            await who.ask(LeaveMatch(new_id(), self.match))
        for who in (self.ada, self.bel):
            await who.hear(Heard, lambda heard: isinstance(heard.notice, Ended))
        await self.host.services.matches.owners[self.match].settled()


async def scene(host: Host, port: int) -> Scene:
    """Everybody is there."""
    ada, bel, match = await two_at_table(port)
    found = Scene(host, port, match, ada, bel, [])
    await found.watch("Cat Stevens")
    await found.watch("Dan Brown")
    return found


def remarks(who: Speaker) -> list[str]:
    """What somebody has heard in the gallery."""
    return [one.words for one in who.got if isinstance(one, Remarked)]


async def test_those_who_watch_hear_each_other() -> None:
    async with serving() as (host, port):
        here = await scene(host, port)
        cat, dan = here.watchers
        await here.say(cat, WORDS)
        heard = await dan.hear(Remarked)
        assert (heard.number, heard.name, heard.words) == (1, "Cat Stevens", WORDS)
        assert remarks(cat) == [WORDS]


async def test_no_seat_hears_the_gallery_before_the_end() -> None:
    async with serving() as (host, port):
        here = await scene(host, port)
        cat, dan = here.watchers
        frames = {who: len(who.frames) for who in (here.ada, here.bel)}
        await here.say(cat, WORDS)
        await dan.hear(Remarked)
        await here.ada.attend(here.match)  # comes again: nothing of it waits for her either
        await here.ada.quiet()
        await here.bel.quiet()
        assert len(here.bel.frames) == frames[here.bel]
        for who in (here.ada, here.bel):
            assert remarks(who) == []
            assert not [frame for frame in who.frames if WORDS.encode() in frame]
            assert await denied(who, Remark(here.match, "Oho")) == "gallery.seated"


async def test_a_gallery_that_lets_seats_hear_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Gallery, "may_hear", lambda self, owner, player: True)
    with pytest.raises(AssertionError):
        await test_no_seat_hears_the_gallery_before_the_end()


async def test_who_takes_a_seat_is_out_of_the_gallery_at_once() -> None:
    async with serving() as (host, port):
        here = await scene(host, port)
        cat, dan = here.watchers
        owner = host.services.matches.owners[here.match]
        owner.give(SeatTaken(owner.now_ms(), NationId("bel"), "minister"))
        assert (await cat.join(here.match)).nation == "bel"
        await here.say(dan, WORDS)
        await cat.quiet()
        assert remarks(cat) == []
        assert await denied(cat, Remark(here.match, "Oho")) == "gallery.seated"


async def test_after_the_end_all_hear_and_speak() -> None:
    async with serving() as (host, port):
        here = await scene(host, port)
        cat, _ = here.watchers
        await here.say(cat, WORDS)
        await here.end()
        await here.say(here.ada, "I was not")
        assert (await cat.hear(Remarked, lambda one: one.number == 2)).words == "I was not"
        assert (await here.bel.hear(Remarked)).words == "I was not"
        await here.bel.attend(here.match)
        await here.bel.hear(Remarked, lambda one: one.number == 1)  # the gallery is open now


async def test_who_comes_later_hears_the_last_hundred() -> None:
    async with serving() as (host, port):
        here = await scene(host, port)
        cat, _ = here.watchers
        for n in range(KEPT + 3):
            host.services.gallery.speak(host.services.matches.owners[here.match], "x", "Cat Stevens", f"{n}")
        eve = await here.watch("Eve Online")
        await eve.hear(Remarked, lambda one: one.number == KEPT + 3)
        assert remarks(eve) == [f"{n}" for n in range(3, KEPT + 3)]
        assert remarks(cat) == []


async def test_a_stranger_cannot_speak_into_a_match_that_he_does_not_attend() -> None:
    async with serving() as (host, port):
        here = await scene(host, port)
        eve = await Speaker.come(port, "Eve Online")
        assert await denied(eve, Remark(here.match, WORDS)) == "gallery.away"
        assert remarks(here.watchers[0]) == []


async def test_remarks_are_gated_paced_and_silenced_as_letters_are() -> None:
    limits = Limits(letters_burst=2, letter_every_s=3600, text_characters=100)
    async with serving(limits=limits) as (host, port):
        here = await scene(host, port)
        cat, dan = here.watchers
        await here.say(cat, "one\x1b[2J\u202etwo")
        assert (await dan.hear(Remarked)).words == "one[2Jtwo"
        assert await denied(cat, Remark(here.match, "x" * 101)) == "text.too-long"
        await here.say(cat, "three")
        assert await denied(cat, Remark(here.match, "four")) == "host.rate"
        until = host.services.environment.now_ms() + 60_000
        await host.services.moderation.sanctions.impose(Sanction("silence", dan.welcome.player, until))
        assert await denied(dan, Remark(here.match, "five")) == "text.silenced"


async def test_nothing_of_the_gallery_is_in_the_log_or_the_store() -> None:
    async with serving() as (host, port):
        here = await scene(host, port)
        await here.say(here.watchers[0], WORDS)
        page = host.store.store.read(here.match, 0, 1000)
        assert WORDS not in repr(page)
        kinds = ("match", "receipt", "player", "flag", "audit", "ties")
        assert WORDS.encode() not in b"".join(
            d.body for k in kinds for d in host.store.store.list_documents(k)
        )


# -- flags ---------------------------------------------------------------------------------------------------------


async def test_a_remark_can_be_flagged_by_who_heard_it() -> None:
    async with serving() as (host, port):
        here = await scene(host, port)
        cat, dan = here.watchers
        await here.say(cat, "You fool")
        assert isinstance(await wish(dan, Flag(here.match, remark=1, why="rude")), Done)
        assert await denied(here.ada, Flag(here.match, remark=1)) == "company.nothing"
        (flag,) = host.services.moderation.flags.all()
        assert (flag.evidence.words, flag.evidence.name, flag.by_name) == (
            "You fool",
            "Cat Stevens",
            "Dan Brown",
        )
