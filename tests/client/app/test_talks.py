"""The page of talks: rooms, keys, what is read, where what is typed goes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.kit import Writing
from detente_client.app.match.screen import MatchScreen
from detente_client.app.pages.talks.page import TalksPage
from detente_client.delegation.register import listed
from detente_client.delegation.rooms import NEWS
from detente_client.settings import Settings
from detente_client.settings.values import places
from tests.client.app.looking import screen_text, settled
from tests.client.hall import Hall


@asynccontextmanager
async def talks(
    until: int = 1, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[int], TalksPage]]:
    """The page, in a match that a bot has played for China until this turn."""
    hall, app = Hall("hong-kong-1984", "prc"), DetenteApp()
    hall.lend(until=until)
    async with app.run_test(size=size) as pilot:
        screen = MatchScreen(hall)
        await app.push_screen(screen)
        await settled(pilot, screen)
        page = screen.page
        assert isinstance(page, TalksPage)
        yield pilot, page


async def drawn(pilot: Pilot[int], page: TalksPage) -> str:
    screen = page.screen
    assert isinstance(screen, MatchScreen)
    await settled(pilot, screen)
    return screen_text(pilot.app)


async def typed(pilot: Pilot[int], page: TalksPage, line: str) -> str:
    await page.delegation.take(line)
    return await drawn(pilot, page)


async def test_rooms_are_listed_with_what_is_unread_by_sign_and_number() -> None:
    async with talks(until=3) as (pilot, page):
        text = await drawn(pilot, page)
        assert "▸ News" in text
        assert "m1 Britain" in text
        row = next(row for row in text.split("\n") if "m1 Britain" in row)
        unread = page.delegation.transcript.unread(page.delegation.scene.handles.find("m1").ref)  # type: ignore[union-attr]
        assert f"!{unread.named}" in row
        assert str(unread.messages) in row


async def test_alt_and_a_number_goes_to_the_room_and_reads_it() -> None:
    async with talks(until=3) as (pilot, page):
        rows = listed(page.delegation.scene, page.delegation.transcript, page.room)
        number = next(n for n, row in enumerate(rows, 1) if row.title == "m1 Britain")
        await pilot.press(f"alt+{number}")
        text = await drawn(pilot, page)
        assert "▸ m1 Britain" in text
        assert page.delegation.transcript.unread(page.room.key).weight is None
        assert "── Turn 3, " in text
        assert "[m1]" not in text, "the room says it already"


async def test_alt_a_goes_where_the_weightiest_things_wait() -> None:
    async with talks(until=3) as (pilot, page):
        expected = page.delegation.transcript.next_active(NEWS.key)
        await pilot.press("alt+a")
        await drawn(pilot, page)
        assert page.room == expected
        await pilot.press("alt+up", "alt+down")
        await drawn(pilot, page)
        assert page.room == expected


async def test_who_reads_the_news_follows_into_the_talk_that_opens_and_speaks_there() -> None:
    async with talks() as (pilot, page):
        text = await typed(pilot, page, "/meet gbr")
        assert "▸ m1 Britain" in text
        text = await typed(pilot, page, "Let us begin.")
        assert "You: Let us begin." in text


async def test_an_answer_stands_in_the_room_that_is_looked_at_and_is_marked() -> None:
    async with talks() as (pilot, page):
        await typed(pilot, page, "/meet gbr")
        text = await typed(pilot, page, "/clock")
        assert "› Turn 1" in text
        entry = page.delegation.transcript.entries[-1]
        assert entry.room == page.room
        assert entry.heard is None


async def test_a_closed_room_says_why_nothing_can_be_said_there() -> None:
    async with talks(until=3) as (pilot, page):
        rows = listed(page.delegation.scene, page.delegation.transcript, page.room)
        page.go(next(row.room for row in rows if row.state == "closed"))
        text = await typed(pilot, page, "Hello?")
        assert "is closed. Ask for it anew: /" in text.replace("\n", " ")


async def test_a_mark_stands_above_what_is_new_since_the_room_was_left() -> None:
    async with talks() as (pilot, page):
        await typed(pilot, page, "/meet gbr")
        first = page.room
        page.go(NEWS)
        await typed(pilot, page, "/say in m1 We are still here.")
        await typed(pilot, page, "/ask gbr sovereignty in m1")
        page.go(first)
        text = await drawn(pilot, page)
        assert "── new ──" in text


async def test_everything_tells_all_rooms_in_order_with_their_tags() -> None:
    async with talks(until=2) as (pilot, page):
        await pilot.press("alt+2")
        text = await drawn(pilot, page)
        assert "▸ Everything" in text
        assert "[m1] " in text or "[m1]" in "".join(
            line for entry in page.delegation.transcript.entries for line in entry.lines
        )
        assert page.delegation.transcript.next_active(page.room.key) is None


async def test_an_entry_can_be_gone_to() -> None:
    async with talks(until=4) as (pilot, page):
        entry = next(one for one in page.delegation.transcript.entries if one.room.kind == "meeting")
        page.show_entry(entry.number)
        text = await drawn(pilot, page)
        assert page.room.key == entry.room.key
        assert "invite" in text


async def go(page: TalksPage, title: str) -> None:
    rows = listed(page.delegation.scene, page.delegation.transcript, page.room)
    page.go(next(row.room for row in rows if row.title == title))


async def test_a_back_channel_is_secret_at_the_door_on_every_row_and_where_one_types() -> None:
    async with talks(until=5) as (pilot, page):
        await go(page, "b1 Britain")
        rows = (await drawn(pilot, page)).split("\n")
        assert " SECRET  b1 Britain" in rows[2]
        said = [row[22:] for row in rows if "Britain:" in row[22:] or "You:" in row[22:]]
        assert said
        assert all("▌ " in row for row in said)
        assert page.screen.query_one("#composer").has_class("-secret")
        await go(page, "m1 Britain")
        text = await drawn(pilot, page)
        assert "SECRET" not in text
        assert not page.screen.query_one("#composer").has_class("-secret")


async def test_who_is_in_the_room_stands_above_it_or_beside_it_where_there_is_room() -> None:
    async with talks() as (pilot, page):
        text = await typed(pilot, page, "/meet gbr")
        assert "m1 Britain  open" in text
        assert "Here: China" in text or "Here: you, Britain" in text or "Here: Britain, you" in text
        await pilot.resize_terminal(140, 40)
        text = await drawn(pilot, page)
        assert "All know that it is held" in text.replace("\n", " ")
        assert "Here:" not in text


async def test_letters_say_below_them_where_they_are() -> None:
    async with talks() as (pilot, page):
        await typed(pilot, page, "/letter gbr about leases : A word on the leases.")
        room = next(
            one for one in page.delegation.transcript.rooms() if one.kind == "letters" and one.nations
        )
        page.go(room)
        text = await drawn(pilot, page)
        assert "→ arrived at once" in text or "→ on its way" in text or "→ due in turn" in text


async def test_words_are_found_in_all_rooms_and_gone_to() -> None:
    async with talks(until=4) as (pilot, page):
        await pilot.press("ctrl+f", *"sovereignty", "enter")
        text = await drawn(pilot, page)
        count = len(
            [e for e in page.delegation.transcript.entries if "sovereignty" in " ".join(e.lines).casefold()]
        )
        assert f"{count} of {count}" in text
        await pilot.press("enter")
        text = await drawn(pilot, page)
        assert f"{count - 1} of {count}" in text
        assert "sovereignty" in text.casefold()
        await pilot.press("escape")
        await drawn(pilot, page)
        assert page.screen.focused is page.screen.query_one("#line")


async def test_while_the_terminal_is_not_looked_at_nothing_is_read() -> None:
    async with talks() as (pilot, page):
        await typed(pilot, page, "/meet gbr")
        pilot.app.app_focus = False
        await typed(pilot, page, "/ask gbr sovereignty")
        assert page.delegation.transcript.unread(page.room.key).weight is not None
        pilot.app.app_focus = True
        await drawn(pilot, page)
        assert page.delegation.transcript.unread(page.room.key).weight is None


async def test_alt_with_a_letter_is_no_letter_though_terminals_send_it_with_one() -> None:
    async with talks(until=3) as (pilot, page):
        line = page.screen.query_one("#line", Writing)
        line.focus()
        for key, letter in (("alt+a", "a"), ("alt+4", "4")):
            pilot.app.post_message(events.Key(key, letter))
            await drawn(pilot, page)
        assert line.text == ""
        assert page.room != NEWS


async def test_beside_the_news_stands_what_waits_and_above_them_no_cut_sentence() -> None:
    async with talks(until=3) as (pilot, page):
        head = next(row for row in (await drawn(pilot, page)).split("\n") if "What all learn" in row)
        assert head.endswith("What all learn, and what you alone were told.")
    async with talks(until=3, size=(200, 50)) as (pilot, page):
        text = await drawn(pilot, page)
        assert "What waits for you" in text
        assert "an invitation by" in text


async def test_the_players_own_words_stand_out_and_count_as_naming_him() -> None:
    hall, app = Hall("hong-kong-1984", "prc"), DetenteApp(Settings(highlight=("TENSION",)))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = MatchScreen(hall)
        await app.push_screen(screen)
        await settled(pilot, screen)
        page = screen.page
        assert isinstance(page, TalksPage)
        marked = [
            paragraph.text[start:end].casefold()
            for paragraph in page.roll._paragraphs
            for start, end, style in paragraph.spans
            if style == "word"
        ]
        assert marked
        assert set(marked) == {"tension"}
        named = [one for one in screen.delegation.transcript.entries if one.weight == "named"]
        assert any("tension" in " ".join(one.lines).casefold() for one in named)
        app.settings = Settings(highlight=("kowloon",))
        screen.renew()
        assert not any("ension" in one.text[a:b] for one in page.roll._paragraphs for a, b, _ in one.spans)


def test_words_are_found_whatever_their_capitals() -> None:
    assert places(("lease", "HK"), "Leases: the hk lease") == [(0, 5), (15, 20), (12, 14)]
    assert places(("", "x"), "nothing") == []
    assert places(("strasse",), "Straße 1") == [(0, 8)], "where letters are others in number: the whole line"
