"""``make bench``: measure, print a table with the aims, end with one JSON object.

``--quick`` (the default, two or three minutes) and ``--full`` (longer rounds, a log of 100,000 messages).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import platform
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from attrs import frozen

from detente_server.host.running import run_loop
from tests.bench import crises, growth, houses, painting, parties, playing, starting
from tests.bench.figures import HEAD, Report, at_least, at_most
from tests.bench.load import Cost, Kind, pace, quantile, saturate
from tests.bench.parties import Party
from tests.bench.processes import Cores, Process, pin

FULL_RULES = "dayton-1995"
"""Six nations and every module."""
HOUSES = ("bare", "durable", "ours")
AHEAD_OF_RELAY: dict[Kind, float] = {"whole": 0.5, "letters": 0.4}
TITLES: dict[Kind, str] = {
    "whole": "messages to a whole match, by CPU, of the bare relay's",
    "letters": "private letters, by CPU, of the bare relay's",
}


@frozen
class Size:
    """How much is measured."""

    matches: int
    rounds: int
    round_s: float
    pace_s: float
    log: int
    many: int
    plays_s: float


QUICK = Size(matches=20, rounds=3, round_s=1.0, pace_s=2.5, log=10_000, many=200, plays_s=3)
FULL = Size(matches=30, rounds=7, round_s=4.0, pace_s=20, log=100_000, many=200, plays_s=60)


@frozen
class Guest:
    """A server under load: its process, its port, the company at it."""

    process: Process
    port: int
    party: Party


async def talk(report: Report, size: Size, guests: dict[str, Guest]) -> None:
    """Throughput and latency, the three in turn, so that what the machine does besides falls on all."""
    for kind in AHEAD_OF_RELAY:
        costs: dict[str, list[Cost]] = {name: [] for name in HOUSES}
        for _ in range(size.rounds):
            for name in HOUSES:
                guest = guests[name]
                costs[name].append(await saturate(guest.party, guest.process, kind, size.round_s))
        _throughput(report, kind, costs)
    late: dict[str, list[float]] = {}
    for name in ("durable", "ours"):
        guest = guests[name]
        _, late[name] = await pace(guest.party, guest.process, "whole", 200, size.pace_s)
    for share, name in ((0.5, "p50"), (0.99, "p99")):
        ours, theirs = quantile(late["ours"], share), quantile(late["durable"], share)
        title = f"delivery at 200 messages/s, {name}, of the durable relay's"
        report.add(f"delivery_{name}", title, ours / theirs, at_most(1.5), ours_ms=ours, relay_ms=theirs)


def _throughput(report: Report, kind: Kind, costs: dict[str, list[Cost]]) -> None:
    each = {name: median(cost.per_cpu_s for cost in costs[name]) for name in HOUSES}
    aim = at_least(AHEAD_OF_RELAY[kind])
    report.add(f"{kind}_of_bare", TITLES[kind], each["ours"] / each["bare"], aim, **each)
    lost = sum(cost.lost for one in costs.values() for cost in one)
    report.add(f"{kind}_of_durable", "  the same, of the durable relay's", each["ours"] / each["durable"])
    if lost:
        report.add(f"{kind}_lost", "  notices that never came", lost, at_most(0))


async def memory(report: Report, ours: Process, port: int, bare: Process, bare_port: int) -> None:
    """Connections that only stand."""
    theirs = await growth.idle_kib(bare, lambda n: growth.idle_at_relay(bare_port, n))
    own = await growth.idle_kib(ours, lambda n: growth.idle_guest(port, n))
    title = "memory of an idle connection, of the bare server's"
    report.add("idle_memory", title, own / theirs, at_most(1.5), ours_kib=own, relay_kib=theirs)


async def grow(report: Report, size: Size, folder: Path, core: int | None) -> None:
    """A fresh server, more matches, a longer log."""
    with houses.ours(folder, core, "growth") as server:
        port = server.port()
        few = await parties.at_server(port, 10)
        few_us, many_us = await growth.over_matches(port, server, few, size.many, size.pace_s)
        title = f"cost of a message with {size.many} matches, of that with 10"
        report.add("growth_matches", title, many_us / few_us, at_most(1.1), few_us=few_us, many_us=many_us)
        few.close()
    with houses.ours(folder, core, "log") as server:
        early, late = await growth.over_log(server.port(), server, size.log)
        title = f"cost of a message after {size.log:,} in its match, of that after 100"
        report.add("growth_log", title, late / early, at_most(1.1), early_us=early, late_us=late)


async def start(report: Report, folder: Path, core: int | None) -> None:
    """A start with a full store, and the client's."""
    await asyncio.to_thread(starting.fill, folder, "full", 200, 500)
    empty = await starting.accepting_s(folder, core, "empty")
    full = await starting.accepting_s(folder, core, "full")
    title = "seconds to accepting with 200 matches, 100,000 records"
    report.add("start_s", title, full, at_most(2), empty_store_s=empty)
    with houses.ours(folder, core, "client") as server:
        address = f"127.0.0.1:{server.port()}"
        arguments = ["-m", "detente_client", "join", address, "--plain", "--name", "Envoy"]
        client = await asyncio.to_thread(starting.first_output_s, arguments)
    bare = await asyncio.to_thread(starting.first_output_s, ["-c", "print(1)"])
    title = "line mode: first line from the server, of bare python's"
    report.add("client_start", title, client / bare, client_s=client, python_s=bare)


def paint(report: Report) -> None:
    """The full-screen app in a terminal, beside Textual's smallest program."""
    ours, theirs = painting.first_paints_s()
    title = "first paint of the app, of Textual's smallest program"
    report.add("first_paint", title, ours / theirs, at_most(1.5), app_s=ours, hello_s=theirs)
    idle = painting.idle_bytes()
    report.add("idle_bytes", "bytes to the terminal in 12 s of an open match without news", idle, at_most(0))


def bots(report: Report, size: Size, core: int | None) -> None:
    """Whole matches of bots: five nations with half of the rules, six with all of them."""
    found = {name: playing.played(name, size.plays_s, core) for name in ("cuba-1962", FULL_RULES)}
    for name, one in found.items():
        report.add(
            f"bots_{name}", f"bot matches a second and core ({name})", one["matches_per_s"], at_least(10)
        )
    slowest = max(one["turn_p99_ms"] for one in found.values())
    details = {f"{name}_{at}": one[f"turn_{at}_ms"] for name, one in found.items() for at in ("p50", "p99")}
    report.add("turn_p99_ms", "resolution of a turn, p99 milliseconds", slowest, at_most(5), **details)
    ends = {name: one["end_ms"] for name, one in found.items()}
    report.add(
        "end_ms", "the last turn with its debrief, at most, milliseconds", max(ends.values()), None, **ends
    )


def packs(report: Report, core: int | None) -> None:
    """What packs cost before they are played; the dearest of all in content/."""
    costs = crises.costs(core)
    for what, title, aim in (
        ("deals", "all deals of a pack reckoned, milliseconds", at_most(50)),
        ("load", "a pack loaded, milliseconds", None),
        ("check", "a pack checked, its trials tried, matches played: milliseconds", None),
    ):
        dearest = max(costs, key=lambda name: costs[name][what])
        each = {name: one[what] for name, one in costs.items()}
        report.add(f"pack_{what}_ms", f"{title} ({dearest})", each[dearest], aim, **each)


async def measure(size: Size, full: bool) -> None:
    """All of it, in one run."""
    cores, report, begun = Cores.here(), Report(), time.perf_counter()
    pin(cores.driving)
    print(HEAD)
    with tempfile.TemporaryDirectory(prefix="detente-bench-") as place:
        folder, core = Path(place), cores.measured
        with contextlib.ExitStack() as stack:
            relays = [stack.enter_context(houses.relay(folder, core, durable=d)) for d in (False, True)]
            ours = stack.enter_context(houses.ours(folder, core))
            ports = [relays[0].port(), relays[1].port(), ours.port()]
            await memory(report, ours, ports[2], relays[0], ports[0])
            at = [await parties.at_relay(port, size.matches) for port in ports[:2]]
            at.append(await parties.at_server(ports[2], size.matches))
            processes = [*relays, ours]
            await talk(report, size, dict(zip(HOUSES, map(Guest, processes, ports, at))))
            for party in at:
                party.close()
        await grow(report, size, folder, core)
        await start(report, folder, core)
        await asyncio.to_thread(paint, report)
        await asyncio.to_thread(bots, report, size, core)
        await asyncio.to_thread(packs, report, core)
    took = time.perf_counter() - begun
    about = {"size": "full" if full else "quick", "seconds": round(took, 1), "seats": parties.SEATS}
    print(report.json({**about, "python": platform.python_version(), "matches": size.matches}))


def main() -> None:
    """Read the flags, measure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two or three minutes (the default)")
    parser.add_argument("--full", action="store_true", help="longer rounds, a log of 100,000 messages")
    full = parser.parse_args().full
    if not Path("/proc/self/statm").exists():
        sys.exit("CPU and memory of another process are read from /proc here, and this system has none.")
    run_loop(measure(FULL if full else QUICK, full))


if __name__ == "__main__":
    main()
