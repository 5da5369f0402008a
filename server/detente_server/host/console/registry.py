"""The table of all orders, and how one is carried out.

Owns: which orders there are, what is audited of them.
Does not know: what any of them does, by which way a line came.
"""

from __future__ import annotations

import logging
from difflib import get_close_matches
from typing import TYPE_CHECKING

from detente_server.host.console import conduct, ending, keeping, matters, notifying, people, tables
from detente_server.host.console.orders import CONSOLE, Arguments, BadOrder, Order, Told, split
from detente_server.host.logs import fields

if TYPE_CHECKING:
    from detente_server.host.services import Services

log = logging.getLogger("detente.console")


async def _help(services: Services, arguments: Arguments) -> Told:
    """Every order, or how one is typed."""
    wanted = arguments["ORDER"]
    rows = [_found(wanted)] if wanted else list(ORDERS.values())
    lines = tuple(line for order in rows for line in (order.usage, f"    {order.help}"))
    return Told(lines, [{"name": one.name, "usage": one.usage, "help": one.help} for one in rows])


HELP = Order("help", "[ORDER]", "Lists every order, or says how one is typed.", _help, changes=False)

TABLES = (
    conduct.ORDERS,
    ending.ORDERS,
    keeping.ORDERS,
    matters.ORDERS,
    notifying.ORDERS,
    people.ORDERS,
    tables.ORDERS,
    (HELP,),
)
"""A line for each module of orders."""

ORDERS: dict[str, Order] = {
    order.name: order
    for order in sorted((one for table in TABLES for one in table), key=lambda one: one.name)
}
"""By name."""


async def perform(services: Services, line: str, by: str) -> Told:
    """Carry out a typed line; `BadOrder` with a sentence when that cannot be."""
    name, rest = split(line)
    if not name:
        raise BadOrder("Type an order; 'help' lists them.")
    order = _found(name)
    if order.local and by != CONSOLE:
        raise BadOrder(f"'{name}' can be given only on the server's own machine: detente-server admin {name}")
    arguments = order.arguments(rest, by)
    told = await order.handler(services, arguments)
    if order.changes:
        await note(services, order, arguments)
    return told


async def note(services: Services, order: Order, arguments: Arguments) -> None:
    """Write into the audit log that an order was carried out."""
    log.info("an order was carried out", extra=fields(order=order.name, by=arguments.by))
    player = services.players.get(arguments.by)
    who = player.name if player else arguments.by
    await services.audit.note(who, order.name, arguments[order.about], arguments[order.why])


def _found(name: str) -> Order:
    order = ORDERS.get(name.lower())
    if order is None:
        near = get_close_matches(name.lower(), ORDERS, n=1)
        hint = f"did you mean {near[0]}?" if near else "'help' lists them."
        raise BadOrder(f"There is no order {name[:40]!r}; {hint}")
    return order
