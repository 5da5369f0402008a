"""Tables of what is typed before a match begins: addresses, lengths of turns, names; and how matches are listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from detente_client.journeys.joining import checked_name, own_names, session_file
from detente_client.journeys.unfinished import KEPT, last_place, new_place
from detente_client.link.address import Address, read_address
from detente_client.lobby.rows import row_line, tempo_words
from detente_client.trouble import Trouble
from detente_client.words.durations import read_duration
from detente_wire.messages import Digest, MatchId, MatchRow, SeatRow
from detente_wire.terms import NationId

ADDRESSES = [
    ("example.org", Address("example.org"), "ws://example.org:8765/"),
    ("example.org:99", Address("example.org", 99), "ws://example.org:99/"),
    (" 127.0.0.1:99 ", Address("127.0.0.1", 99), "ws://127.0.0.1:99/"),
    ("::1", Address("::1"), "ws://[::1]:8765/"),
    ("[::1]:99", Address("::1", 99), "ws://[::1]:99/"),
    ("ws://example.org/talks", Address("example.org", path="/talks"), "ws://example.org:8765/talks"),
    ("wss://example.org", Address("example.org", 443, True), "wss://example.org:443/"),
    ("wss://example.org:99", Address("example.org", 99, True), "wss://example.org:99/"),
]


@pytest.mark.parametrize(("text", "address", "uri"), ADDRESSES)
def test_addresses(text: str, address: Address, uri: str) -> None:
    assert read_address(text) == address
    assert address.uri == uri


@pytest.mark.parametrize(
    "text",
    ["", "  ", "a b", "http://example.org", "ws://", "host:port", "host:99999", "ws://a:b@c", "ws://c?d"],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(Trouble) as trouble:
        read_address(text)
    assert "ws://127.0.0.1:8765" in trouble.value.step


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("10.0.0.1", False),
        ("x.org", False),
    ],
)
def test_which_addresses_are_this_machine(host: str, loopback: bool) -> None:
    assert Address(host).loopback is loopback


@pytest.mark.parametrize(
    ("text", "seconds", "words"),
    [
        ("0", 0, "no clock"),
        ("90s", 90, "90 seconds a turn"),
        ("10", 600, "10 minutes a turn"),
        ("10m", 600, "10 minutes a turn"),
        ("1 h", 3600, "1 hour a turn"),
        ("24H", 86_400, "1 day a turn"),
        ("2d", 172_800, "2 days a turn"),
    ],
)
def test_lengths_of_turns(text: str, seconds: int, words: str) -> None:
    assert read_duration(text) == seconds
    assert tempo_words(seconds) == words


@pytest.mark.parametrize("text", ["", "soon", "-1", "1.5h", "10x", "١٠m\u0000"])
def test_what_is_no_length(text: str) -> None:
    with pytest.raises(Trouble, match="is no length of time"):
        read_duration(text)


def test_names() -> None:
    assert checked_name("Ann B") == "Ann B"
    with pytest.raises(Trouble, match="3 to 24"):
        checked_name("Änn")
    names = list(own_names())
    assert len(set(names)) == len(names)
    assert [checked_name(name) for name in names] == names


def test_each_server_and_name_has_a_file_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path))
    here, there = Address("a.org", 1), Address("a.org", 2)
    files = {
        session_file(here, "Ann"),
        session_file(there, "Ann"),
        session_file(here, "Bob"),
        session_file(here, "ann"),
    }
    assert len(files) == 3
    assert all(path.is_relative_to(tmp_path) for path in files)


def test_a_match_in_the_list() -> None:
    seats = (SeatRow(NationId("prc"), "player", "An\x1bn"), SeatRow(NationId("gbr"), "empty"))
    row = MatchRow(
        MatchId("a" * 16), "hk", Digest("0" * 64), "Hong Kong", "variable", "live", 600, "muster", seats
    )
    assert row_line(row) == (
        "Hong Kong, waiting for players, free: gbr, 10 minutes a turn. prc: Ann. Id aaaaaaaaaaaaaaaa"
    )
    drawn = row_line(evolve(row, drawn=True))
    assert drawn.startswith("Hong Kong, waiting for players, 10 minutes a turn.")
    assert drawn.lower().count("seats are drawn") == 1
    later = evolve(row, phase="playing", turn=3, private=True, mine=NationId("prc"), turn_s=0)
    assert row_line(later) == (
        "Hong Kong, turn 3, no clock, private. prc: Ann. You speak for prc. Id aaaaaaaaaaaaaaaa"
    )


# -- games that are not over ---------------------------------------------------------------------------------------


def test_a_game_that_never_began_leaves_nothing(tmp_path: Path) -> None:
    with new_place(tmp_path) as place:
        (place.folder / "data").mkdir()
    assert list(tmp_path.iterdir()) == []


def test_a_game_that_began_is_found_again_and_only_by_one(tmp_path: Path) -> None:
    with new_place(tmp_path) as place:
        place.note(MatchId("a" * 16))
        with pytest.raises(Trouble, match="no unfinished game"), last_place(tmp_path):
            pass
    with last_place(tmp_path) as again:
        assert (again.folder, again.match()) == (place.folder, "a" * 16)
        again.remove()
    assert list(tmp_path.iterdir()) == []


def test_old_games_are_given_up(tmp_path: Path) -> None:
    for n in range(KEPT + 2):
        with new_place(tmp_path) as place:
            place.note(MatchId("a" * 15 + "abcdefghij"[n]))
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == KEPT
