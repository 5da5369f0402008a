"""What the palette offers in a match beside the keys of the screen: keys of the page, rooms, and every command.

Owns: these rows.
Does not know: how they are found and drawn (`palette`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from detente_client.app.actions import Acting, Action
from detente_client.app.keynames import written
from detente_client.app.palette import Entry
from detente_client.commands.catalogue import TABLE, example
from detente_client.commands.grammar import Command
from detente_client.delegation.rooms import Room, title
from detente_client.i18n import tr

if TYPE_CHECKING:
    from detente_client.app.match.screen import MatchScreen


def entries(screen: MatchScreen, keys_of: Callable[[Action], str]) -> Iterator[Entry]:
    """What can be looked at, then commands."""
    yield from sights(screen, keys_of)
    for command in TABLE:
        if screen.delegation.may(command):
            yield _command(screen, command)


def sights(screen: MatchScreen, keys_of: Callable[[Action], str]) -> Iterator[Entry]:
    """The page's own keys first, then rooms."""
    page, delegation = screen.page, screen.delegation
    if isinstance(page, Acting):
        for action in page.ACTIONS:
            if not page.offers(action):
                continue
            yield Entry(
                f"{action.title} ({written(keys_of(action))})",
                action.help,
                partial(page.action_do, action.id),
            )
    for room in delegation.transcript.rooms():
        yield _room(screen, room)


def _room(screen: MatchScreen, room: Room) -> Entry:
    name = title(screen.delegation.scene, room)
    return Entry(
        tr("Room: {name}", name=name), tr("Look at what was said there."), partial(screen.show_room, room)
    )


def _command(screen: MatchScreen, command: Command) -> Entry:
    """It is put before the player, to be completed and sent by him."""
    line = f"/{command.name}{' ' if command.slots else ''}"
    about = tr(
        "{help} For example: {example}", help=command.help, example=example(screen.delegation.scene, command)
    )
    return Entry(f"/{command.name}", about, partial(screen.prefill, line), at_once=False)
