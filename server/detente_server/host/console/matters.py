"""Orders about the server as a whole: how it stands, its matches, a word to everybody.

Owns: `status`, `matches`, `announce`.
Does not know: how a line came here; matches beyond what the directory says of them.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from detente_server.host.console.orders import Arguments, BadOrder, Order, Told, counted, spelled, table
from detente_server.host.lobby.directory import Listing
from detente_wire.gate import gate
from detente_wire.refusals import Refusal

if TYPE_CHECKING:
    from detente_server.host.services import Services

LISTED = 200
"""Matches in one answer."""
PHASES = ("playing", "muster", "over")
_MIB = 1 << 20


async def status(services: Services, arguments: Arguments) -> Told:
    """How the server stands, in a few lines."""
    data = await standing(services)
    matches = ", ".join(f"{count} {phase}" for phase, count in data["matches"].items()) or "none"
    store = f"read-only: {data['read_only']}" if data["read_only"] else "writes"
    return Told(
        (
            f"version      {data['version']}",
            f"up           {spelled(data['up_s'])}",
            f"matches      {matches}; {data['loaded']} loaded, {data['quarantined']} quarantined",
            f"connections  {data['connections']}, of {counted(data['players'], 'player')}",
            f"memory       {data['memory_mib']} MiB",
            f"store        {store}; {data['store_mib']} MiB, lineage {data['lineage']}",
        ),
        data,
    )


async def standing(services: Services) -> dict[str, Any]:
    """The figures of `status`."""
    listings, gateway = services.directory.listings(), services.gateway
    phases = Counter(str(listing.row.phase) for listing in listings)
    store = services.store.store
    return {
        "version": services.name,
        "up_s": int(services.environment.monotonic() - services.since),
        "matches": {phase: phases[phase] for phase in PHASES if phases[phase]},
        "loaded": len(services.matches.owners),
        "quarantined": len(services.matches.quarantined),
        "connections": gateway.connections,
        "players": gateway.players,
        "memory_mib": memory_bytes() // _MIB,
        "read_only": store.read_only,
        "store_mib": round((await services.store.ask(lambda: store.size_bytes)) / _MIB, 1),
        "lineage": services.lineage,
    }


async def matches(services: Services, arguments: Arguments) -> Told:
    """Every match, those that go on first."""
    phase = arguments["PHASE"]
    if phase and phase not in PHASES:
        raise BadOrder(f"There is no phase {phase!r}: type {', '.join(PHASES)}, or nothing for all.")
    found = [listing for listing in services.directory.listings() if phase in ("", listing.row.phase)]
    found.sort(key=lambda listing: (PHASES.index(listing.row.phase), listing.row.match))
    rows = [match_row(services, listing) for listing in found[:LISTED]]
    lines = table(
        ("match", "pack", "phase", "turn", "deadline", "seats", ""), [tuple(r.values()) for r in rows]
    )
    more = (f"... and {len(found) - LISTED} more.",) if len(found) > LISTED else ()
    return Told(lines + more if rows else ("There is no match.",), rows)


def match_row(services: Services, listing: Listing) -> dict[str, Any]:
    """A match in a list: nobody's name."""
    row = listing.row
    people = sum(seat.holder == "player" for seat in row.seats)
    left_s = row.deadline_s - services.environment.now_s()
    imported = "imported" if row.match in services.matches.imported else ""
    loaded = "loaded" if row.match in services.matches.owners else ""
    return {
        "match": row.match,
        "pack": row.pack,
        "phase": row.phase,
        "turn": row.turn,
        "deadline": f"in {spelled(left_s)}" if row.deadline_s and left_s > 0 else "",
        "people": f"{people} of {len(row.seats)}",
        "state": "quarantined" if row.match in services.matches.quarantined else imported or loaded,
    }


async def announce(services: Services, arguments: Arguments) -> Told:
    """Say something to everybody who is here."""
    text = gate(arguments["TEXT"], services.config.limits)
    if isinstance(text, Refusal):
        raise BadOrder(text.message())
    services.gateway.announce(text)
    return Told(
        (f"Told to {counted(services.gateway.players, 'player')}.",), {"players": services.gateway.players}
    )


def memory_bytes() -> int:
    """What this process holds of the machine's memory now; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * 4096
    except OSError:
        return _peak_bytes()


def _peak_bytes() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


ORDERS = (
    Order("announce", "TEXT...", "Tells everybody who is here.", announce, why="TEXT"),
    Order("matches", "[PHASE]", "Lists the matches: all, or those of a phase (playing, muster, over).", matches,
          changes=False),
    Order("status", "", "Says how the server stands: matches, connections, memory, store.", status, changes=False),
)  # fmt: skip
