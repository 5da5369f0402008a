"""The command `detente` as people use it: processes, pipes, a terminal, a real server."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente_client.output import spelled
from detente_client.replay.retelling import load
from tests.client.people import PATIENT_S, Served, Talker, in_terminal, piped, run

WITH_TERMINALS = pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    server = Served(tmp_path / "server")
    yield server
    server.kill()


# -- solo ----------------------------------------------------------------------------------------------------------


def test_a_solo_game_through_a_pipe_to_its_end(home: Path) -> None:
    played = run(home, "solo", "--as", "britain", "--seed", "3", text="/sheet\n/meet prc\n/wait 1\n/ready\n")
    assert played.returncode == 0, played.stderr
    assert "You speak for Britain" in played.stdout
    assert "The match is over" in played.stdout
    assert "Your score" in played.stdout
    [archive] = (home / "saves").glob("*.detente")
    assert f"detente replay {archive}" in played.stdout
    assert load(archive).header.settings["seed"] == "3"
    assert list((home / "state" / "solo").iterdir()) == [], "a finished game leaves nothing but its archive"
    shown = run(home, "replay", str(archive))
    assert shown.returncode == 0
    assert "as Britain saw it" in shown.stdout
    assert "Turn 1, " in shown.stdout
    assert "What was agreed" in shown.stdout


def test_the_archive_goes_where_it_is_wanted(home: Path, tmp_path: Path) -> None:
    played = run(home, "solo", "-o", str(tmp_path / "mine.detente"))
    assert played.returncode == 0, played.stderr
    assert load(tmp_path / "mine.detente").told
    assert not (home / "saves").exists()


def test_equal_seeds_have_one_hash(home: Path, tmp_path: Path) -> None:
    results = []
    for n in range(2):
        path = tmp_path / f"{n}.detente"
        played = run(home, "solo", "hong-kong-1984", "--auto", "--json", "--seed", "7", "-o", str(path))
        assert played.returncode == 0, played.stderr
        results.append(json.loads(played.stdout))
        assert results[-1]["archive"] == str(path)
        assert load(path).header.archive_hash == results[-1]["archive_hash"]
    assert results[0]["archive_hash"] == results[1]["archive_hash"]
    assert {"nations", "scores", "outcome", "turns"} <= results[0].keys()
    other = json.loads(run(home, "solo", "--auto", "--json", "--seed", "8").stdout)
    assert other["archive_hash"] != results[0]["archive_hash"]
    assert Path(other["archive"]).parent == home / "saves"


@WITH_TERMINALS
def test_ctrl_c_keeps_the_game_and_continue_takes_it_up(home: Path) -> None:
    with in_terminal(home, "solo", "--seed", "5") as first:
        first.until("What to do first")
        first.type("/meet hkg")
        first.until(r"joins? m\d")
        first.press(b"\x03")
        first.until("detente solo --continue")
        assert first.process.wait(20) == 130
    with in_terminal(home, "solo", "--continue") as second:
        second.until(r"joins? m\d")
        second.type("/quit")
        second.until("/quit bot: give your seat to a bot")
        second.type("/quit bot")
        second.until("detente replay")
        assert second.process.wait(20) == 0
    none = run(home, "solo", "--continue")
    assert none.returncode == 1
    assert "There is no unfinished game" in none.stderr


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are looked up in /proc")
def test_a_server_that_dies_under_a_solo_game_loses_nothing(home: Path) -> None:
    with piped(home, "solo", "--seed", "5") as player:
        player.until("What to do first")
        player.type("/meet hkg")
        player.until(r"joins? m\d")
        kill_child_of(player)
        player.until("The game's server ended unexpectedly; nothing is lost")
        assert player.process.wait(20) == 1
    again = run(home, "solo", "--continue")
    assert again.returncode == 0, again.stderr
    assert re.search(r"joins? m\d", again.stdout)
    assert "The match is over" in again.stdout


def kill_child_of(player: Talker) -> None:
    """As with kill -9; a client has one child."""
    task = Path(f"/proc/{player.process.pid}/task/{player.process.pid}/children")
    [child] = task.read_text().split()
    os.kill(int(child), signal.SIGKILL)


def test_a_terminal_that_knows_no_quotation_marks_ends_nothing(home: Path) -> None:
    """Where the locale is not UTF-8, signs are spelled in plain letters."""
    played = run(home, "solo", "--seed", "3", PYTHONIOENCODING="ascii")
    assert played.returncode == 0, played.stderr
    assert played.stdout.isascii()
    assert "The match is over" in played.stdout
    assert 'rests on "' in played.stdout
    assert spelled("“Détente” – naïve…") == '"Detente" - naive...'


# -- bad input -----------------------------------------------------------------------------------------------------

BAD = [
    (("solo", "hong-kong-1983"), "Did you mean hong-kong-1984?"),
    (("solo", "--as", "france"), "There is no nation france. It can be prc, gbr or hkg."),
    (("solo", "-o", "no/such/folder/x.detente"), "there is no such folder"),
    (("solo", "--auto", "nowhere"), "There is no pack 'nowhere'"),
    (("join", "127.0.0.1:1"), "No server listens at 127.0.0.1:1."),
    (("join", "not an address"), "is no address of a server"),
    (("join", "wss://ann:secret@example.org"), "An address holds no name"),
    (("join", "127.0.0.1:1", "--name", "x"), "A name has 3 to 24 letters"),
    (("replay", "missing.detente"), "missing.detente cannot be read: no such file"),
]


@pytest.mark.parametrize(("arguments", "told"), BAD, ids=[" ".join(arguments) for arguments, _ in BAD])
def test_bad_input_is_answered_in_a_sentence(home: Path, arguments: tuple[str, ...], told: str) -> None:
    played = run(home, *arguments)
    assert played.returncode == 1
    assert told in played.stderr
    assert "Traceback" not in played.stderr + played.stdout


# -- on a server ---------------------------------------------------------------------------------------------------


def sit_down(ann: Talker) -> str:
    """Ann sets a table for two; its id."""
    ann.until("You are Ann on")
    ann.type("/create hong-kong-1984 as=china people=2 temper=dove")
    return ann.until(r"--match ([a-z2-7]{16})")[1]


def test_two_people_a_killed_server_and_a_killed_client(home: Path, tmp_path: Path, served: Served) -> None:
    with piped(home, "join", served.address, "--name", "Ann") as ann:
        match = sit_down(ann)
        arguments = ("join", served.address, "--match", match, "--as", "gbr", "--name", "Bob")
        with piped(tmp_path / "bob", *arguments) as bob:
            ann.until("Turn 1, ")
            bob.until("Turn 1, ")
            ann.type("/meet gbr")
            name = bob.until(r"China invites you: [^(]*\((m\d)\)")[1]
            bob.type(f"/join {name}")
            ann.until("is open: A round of talks with Britain")
            ann.type("Good morning, one.")
            bob.until(r"China: Good morning, one\.")
            served.kill()
            ann.type("Good morning, two.")
            bob.until("The connection is lost")
        with piped(tmp_path / "bob", *arguments[:2], "--match", match, "--name", "Bob") as unlucky:
            unlucky.until("No server listens")
            assert unlucky.process.wait(20) == 1
        served.start()
        ann.until(r"You: Good morning, two\.")
        with piped(tmp_path / "bob", "join", served.address, "--match", match, "--name", "Bob") as bob:
            bob.until(r"China: Good morning, two\.")
            bob.type(f"/in {name}")
            bob.type("Good morning, three.")
            ann.until(r"Britain: Good morning, three\.")
            bob.hang_up()
            ann.hang_up()
            assert [bob.process.wait(PATIENT_S), ann.process.wait(PATIENT_S)] == [0, 0]
            for number in ("one", "two", "three"):
                assert ann.count(f"Good morning, {number}.") == 1
                assert bob.count(f"Good morning, {number}.") == 1
            assert "Your score" in bob.output
    archives = [*(home / "saves").glob("*.detente"), *(tmp_path / "bob" / "saves").glob("*.detente")]
    assert len(archives) == 2
    assert len({load(path).header.archive_hash for path in archives}) == 1


def test_seats_names_and_matches_that_are_not_to_be_had(home: Path, tmp_path: Path, served: Served) -> None:
    with piped(home, "join", served.address, "--name", "Ann") as ann:
        match = sit_down(ann)
        other = tmp_path / "other"
        for arguments, told in (
            (("--name", "ann"), "Somebody here has this name"),
            (("--name", "Bob", "--match", match, "--as", "prc"), "The seat of prc is taken"),
            (("--name", "Bob", "--match", match, "--as", "cihna"), "Did you mean"),
            (("--name", "Bob", "--match", "a" * 16), "There is no match aaaaaaaaaaaaaaaa"),
        ):
            played = run(other, "join", served.address, *arguments)
            assert played.returncode == 1
            assert told in played.stderr
        mine = run(home, "join", served.address, "--name", "Ann")
        assert "You play as Ann in another window already" in mine.stderr
        lobby = "/join 7\n/join 1 hkg extra\n/create\nnowhere\n2\n\n9\n1\nsoon\n\n"
        visit = run(other, "join", served.address, "--name", "Bob", text=lobby)
        told = " ".join(visit.stdout.split())
        assert "There is no match 7" in told
        assert "There is no pack nowhere" in told
        assert "9 is no number of people" in told
        assert "soon is no length of time" in told
        assert "Match " in told
        assert "Traceback" not in visit.stderr
