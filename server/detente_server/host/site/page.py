"""The status page: one HTML document without scripts, drawn anew whenever it is asked for.

Owns: what is on it and how it looks.
Does not know: HTTP. Every text is escaped; no player's name is on it, and of private matches only how many there are.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

from detente_server.host.console.matters import LISTED, PHASES
from detente_server.host.console.orders import spelled
from detente_server.host.lobby.directory import Listing
from detente_server.host.services import Services
from detente_server.host.site.health import objections

REFRESH_S = 15
STYLE = """
:root { color-scheme: light dark; --ink: #1a1f2b; --dim: #566072; --paper: #fbfaf7; --line: #d9d5cb; --good: #1d6b3a;
  --bad: #a3231f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e0; --dim: #a2a9b5; --paper: #14171d; --line: #343a46;
  --good: #74d196; --bad: #ff928b; } }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 64rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.state { font-weight: 600; margin: 0; } .good { color: var(--good); } .bad { color: var(--bad); }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem 1.5rem; margin: 1rem 0 0; }
dt { color: var(--dim); font-size: .875rem; } dd { margin: 0; font-size: 1.125rem; font-variant-numeric: tabular-nums; }
.table { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
th { color: var(--dim); font-weight: 500; font-size: .875rem; } code { font-size: .9em; }
p, footer { color: var(--dim); } footer { margin-top: 2rem; font-size: .875rem; }
@media (max-width: 36rem) {
  thead { position: absolute; left: -999rem; }
  tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  td { display: flex; justify-content: space-between; gap: 1rem; border: 0; padding: .1rem 0; white-space: normal; }
  td::before { content: attr(data-head); color: var(--dim); } }
"""
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    f"style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
)
"""What a browser lets the page do: look as it does."""
HEADS = ("Match", "Crisis", "Phase", "Turn", "Deadline", "People")


def page(services: Services) -> str:
    """The whole document."""
    return "\n".join(_document(services))


def _document(services: Services) -> Iterator[str]:
    name = escape(services.name)
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="refresh" content="{REFRESH_S}">'
    yield f"<title>Détente: status</title><style>{STYLE}</style></head><body>"
    yield "<main><h1>Détente</h1>"
    yield from _state(services)
    yield from _figures(services)
    yield from _matches(services)
    now = _time(services.environment.now_s())
    yield f"</main><footer>{name}; as of {now}. The page looks again every {REFRESH_S} seconds.</footer>"
    yield "</body></html>"


def _state(services: Services) -> Iterator[str]:
    found = objections(services)
    if found:
        yield f'<p class="state bad" role="status">Not ready. {escape(" ".join(found))}</p>'
    else:
        yield '<p class="state good" role="status">Ready.</p>'


def _figures(services: Services) -> Iterator[str]:
    matches = services.matches
    figures = (
        ("Up", spelled(int(services.environment.monotonic() - services.since))),
        ("Connections", services.gateway.connections),
        ("Players here", services.gateway.players),
        ("Matches in memory", len(matches.owners)),
        ("Quarantined", len(matches.quarantined)),
        ("Store", "read-only" if services.store.store.read_only else "writes"),
    )
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(str(value))}</dd></div>" for name, value in figures
    )
    yield f"<h2>Server</h2><dl>{rows}</dl>"


def _matches(services: Services) -> Iterator[str]:
    everything = services.directory.listings()
    shown = [listing for listing in everything if not listing.row.private and listing.row.phase != "over"]
    shown.sort(
        key=lambda listing: (PHASES.index(listing.row.phase), listing.row.deadline_s, listing.row.match)
    )
    yield '<h2 id="matches">Matches</h2>'
    if shown:
        heads = "".join(f'<th scope="col" role="columnheader">{head}</th>' for head in HEADS)
        yield '<div class="table" role="region" aria-labelledby="matches" tabindex="0">'
        yield f'<table role="table"><thead><tr role="row">{heads}</tr></thead><tbody>'
        yield from (_row(services, listing) for listing in shown[:LISTED])
        yield "</tbody></table></div>"
    yield f"<p>{escape(_rest(everything, shown))}</p>"


def _row(services: Services, listing: Listing) -> str:
    """Roles are said outright, for a table that is laid out as blocks is no table to screen readers."""
    row = listing.row
    people = sum(seat.holder == "player" for seat in row.seats)
    phase = "paused" if row.paused else str(row.phase)
    if row.match in services.matches.quarantined:
        phase = "quarantined"
    cells = (
        f"<code>{escape(row.match)}</code>",
        escape(row.title),
        escape(phase),
        str(row.turn or "–"),
        _deadline(services, row.deadline_s),
        f"{people} of {len(row.seats)}",
    )
    shown = zip(HEADS, cells, strict=True)
    return (
        '<tr role="row">' + "".join(f'<td role="cell" data-head="{h}">{c}</td>' for h, c in shown) + "</tr>"
    )


def _deadline(services: Services, deadline_s: int) -> str:
    left_s = deadline_s - services.environment.now_s()
    if not deadline_s:
        return "–"
    return f"<span>{_time(deadline_s)} ({'in ' + spelled(left_s) if left_s > 0 else 'now'})</span>"


def _rest(everything: list[Listing], shown: list[Listing]) -> str:
    """What the table does not show."""
    private = sum(listing.row.private and listing.row.phase != "over" for listing in everything)
    over = sum(listing.row.phase == "over" for listing in everything)
    unshown = max(0, len(shown) - LISTED)
    more = f"{unshown} more that are public; " if unshown else ""
    none = "" if shown else "No public match goes on. "
    return f"{none}Besides: {more}{private} private, {over} over."


def _time(at_s: int) -> str:
    at = datetime.fromtimestamp(at_s, UTC)
    return f'<time datetime="{at:%Y-%m-%dT%H:%M:%SZ}">{at:%d %b %H:%M} UTC</time>'
