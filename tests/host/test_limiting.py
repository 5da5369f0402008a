"""Buckets, doors, configuration, the line from the host's mistake to its sentence."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from detente_server.host.environment import Entropy, Environment, write_file
from detente_server.host.logs import JsonLines, PlainLines, fields
from detente_server.host.sockets.limiting import Bucket, Doors, networks


def test_a_bucket_at_its_limit_one_over_and_a_hundred_over() -> None:
    bucket = Bucket(5, 2)
    assert [bucket.take(0) for _ in range(5)] == [0] * 5
    assert bucket.take(0) == 0.5
    assert all(bucket.take(0) for _ in range(100))
    assert bucket.take(0.5) == 0
    assert bucket.take(0.6) > 0
    assert [bucket.take(1000) for _ in range(6)][-1] > 0


def doors(*trusted: str) -> Doors:
    """Two connections and two new sessions an address, four handshakes in all."""
    return Doors(networks(trusted), connections=2, half_open=4, sessions=2)


def test_addresses_count_by_house() -> None:
    house = doors("10.0.0.0/8").house
    assert house("10.1.2.3") == "trusted"
    assert house("::ffff:10.1.2.3") == "trusted"
    assert house("192.0.2.7") == "192.0.2.7"
    assert house("2001:db8::1") == house("2001:db8::2") != house("2001:db8:0:1::1")
    assert house("") == "unknown"


def test_doors_open_so_often_and_again_after_a_while() -> None:
    some = doors()
    assert [some.enter("a") for _ in range(3)] == [True, True, False]
    assert [some.enter("b") for _ in range(2)] == [True, True]
    assert not some.enter("c"), "too many handshakes under way"
    some.shaking = 0
    some.leave("a")
    assert some.enter("a")
    assert [some.begin_session("a", 0) for _ in range(3)] == [True, True, False]
    assert some.begin_session("b", 0)
    assert some.begin_session("a", 601)
    assert all(doors().begin_session("trusted", 0) for _ in range(100))


def test_log_lines_are_one_line_each() -> None:
    record = logging.LogRecord("detente", logging.INFO, "", 0, "closed", (), None)
    record.fields = fields(why="slow\n", code=4001)["fields"]
    line = json.loads(JsonLines().format(record))
    assert (line["message"], line["why"], line["code"]) == ("closed", "slow\n", 4001)
    assert PlainLines().format(record).endswith("closed why='slow\\n' code=4001")


def test_time_never_falls() -> None:
    clock = iter([5, 3, 4, 9])
    environment = Environment(clock_ms=lambda: next(clock))
    assert [environment.now_ms() for _ in range(4)] == [5, 5, 5, 9]


def test_no_random_byte_is_given_twice() -> None:
    drawn: list[bytes] = []

    def source(count: int) -> bytes:
        drawn.append(bytes((n + len(drawn)) % 256 for n in range(count)))
        return drawn[-1]

    draw = Entropy(source, 40)
    given = [draw(16) for _ in range(4)] + [draw(100)]
    assert [len(one) for one in given] == [16] * 4 + [100]
    assert given[:2] == [drawn[0][:16], drawn[0][16:32]]
    assert given[2:4] == [drawn[1][:16], drawn[1][16:32]]


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "match.detente"
    write_file(path, "line\n")
    assert path.read_text() == "line\n"
    assert [one.name for one in path.parent.iterdir()] == ["match.detente"]


def test_what_is_borrowed_is_paid_back() -> None:
    bucket = Bucket(2, 1)
    assert [bucket.borrow(0) for _ in range(4)] == [0, 0, 1, 2]
    assert bucket.take(1) == 2
    assert bucket.take(3) == 0


def test_who_may_not_enter_waits_to_hear_so_and_not_in_any_number() -> None:
    some = doors()
    some.shaking = 4
    assert not some.enter("a")
    assert [some.turn_away() for _ in range(5)] == [True] * 4 + [False]
