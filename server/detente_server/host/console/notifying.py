"""Orders about notifications: what waits to be sent, and trying it now.

Owns: `notifications`.
Does not know: how anything is sent (`host.notifications`). No address, no name of a player is shown.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente_server.host.console.orders import Arguments, BadOrder, Order, Told, spelled, table

if TYPE_CHECKING:
    from detente_server.host.services import Services

LISTED = 50
"""Notifications in one answer, the oldest first."""


async def notifications(services: Services, arguments: Arguments) -> Told:
    """What waits in the outbox, and what became of the rest."""
    notifier = services.notifier
    if arguments["WHAT"] == "retry":
        count = notifier.retry()
        return Told((f"{count} that wait are tried now.",), {"retried": count})
    if arguments["WHAT"]:
        raise BadOrder("Type notifications, or notifications retry to try now whatever waits.")
    open_, now_ms = notifier.outbox.waiting(), services.environment.now_ms()
    contacts = [one for book in notifier.contacts for one in book.contacts]
    states = Counter(
        "paused" if one.paused else one.kind if one.confirmed else "not confirmed" for one in contacts
    )
    rows = [
        {
            "id": one.id,
            "kind": one.occasion.kind,
            "match": one.occasion.match,
            "by": one.carrier,
            "state": one.state,
            "tries": one.tries,
            "next": spelled(max(0, (one.due_ms - now_ms) // 1000)) if one.state == "waiting" else "",
            "why": one.why,
        }
        for one in open_[:LISTED]
    ]
    counts = dict(sorted(notifier.outbox.counts.items()))
    lines: tuple[str, ...] = (
        f"sends      {', '.join(sorted(notifier.carriers)) or 'nothing: see [notifications]'}",
        f"contacts   {', '.join(f'{count} {state}' for state, count in sorted(states.items())) or 'none'}",
        f"so far     {', '.join(f'{count} {what}' for what, count in counts.items()) or 'nothing'}",
        f"waiting    {len(open_)}",
    )
    if rows:
        lines += table(tuple(rows[0]), [tuple(row.values()) for row in rows])
    data = {"waiting": len(open_), "contacts": dict(states), "counts": counts, "rows": rows}
    return Told(lines, data)


ORDERS = (
    Order("notifications", "[WHAT]", "Says which notifications wait and why; notifications retry tries them now.",
          notifications, changes=False),
)  # fmt: skip
