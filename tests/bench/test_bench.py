"""That the benchmark counts right: nothing here looks at a clock."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench import houses, parties
from tests.bench.figures import Report, at_least
from tests.bench.load import Kind, pace, until
from tests.bench.parties import Party
from tests.bench.processes import Process, cpu_s

MATCHES, MESSAGES = 2, 20

needs_proc = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="CPU is read from /proc")


@contextlib.contextmanager
def running(process: Process) -> Iterator[tuple[Process, int]]:
    """A server and its port."""
    with process:
        yield process, process.port()


async def _counts(party: Party, process: Process) -> None:
    kinds: tuple[Kind, ...] = ("whole", "letters")
    for kind in kinds:
        cost = await until(party, process, kind, MESSAGES)
        assert cost.messages >= MESSAGES
        assert cost.lost == 0
        assert cost.cpu_s >= 0
    cost, latencies = await pace(party, process, "whole", 200, 0.1)
    assert (cost.messages, cost.lost) == (20, 0)
    assert len(latencies) == 20 * (parties.SEATS - 1)
    assert min(latencies) > 0
    party.close()


@needs_proc
@pytest.mark.parametrize("durable", [False, True])
async def test_the_relay_delivers_what_is_counted(tmp_path: Path, durable: bool) -> None:
    """Every receipt, every notice, with and without a disk."""
    with running(houses.relay(tmp_path, None, durable=durable)) as (process, port):
        await _counts(await parties.at_relay(port, MATCHES), process)


@needs_proc
async def test_the_server_delivers_what_is_counted(tmp_path: Path) -> None:
    """As the relay."""
    with running(houses.ours(tmp_path, None)) as (process, port):
        await _counts(await parties.at_server(port, MATCHES), process)
        assert process.memory_kib() > 1000


@needs_proc
def test_cpu_time_passes() -> None:
    """Of this very process."""
    before = cpu_s(os.getpid())
    sum(range(2_000_000))
    assert cpu_s(os.getpid()) > before


def test_the_report_ends_in_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    """With aims, and whether they are met."""
    report = Report()
    report.add("a", "A figure", 0.25, at_least(0.5), part=2)
    assert report.json({"size": "quick"}) == (
        '{"size": "quick", "figures": {"a": {"value": 0.25, "aim": ">= 0.5", "met": false, "part": 2}}}'
    )
    assert "A figure" in capsys.readouterr().out
