"""The list of rooms: a row each, with what is unread by sign and number.

Owns: `RoomList`, how a row looks.
Does not know: what becomes of a choice (the page does).
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from detente_client.app.kit import Choices, Shown, gated, painted
from detente_client.delegation.register import Listed, State
from detente_client.delegation.rooms import Room
from detente_client.delegation.transcript import Unread
from detente_client.i18n import tr, trc

WIDTH = 22
_HEADINGS: dict[State, str] = {
    "waits": tr("You are asked"), "open": trc("rooms", "Open"), "asked": tr("You have asked"),
    "outside": tr("Without you"), "letters": tr("Letters"), "closed": trc("rooms", "Closed"),
}  # fmt: skip


class RoomList(Choices):
    """The rooms."""

    DEFAULT_CSS = """
    RoomList { width: 22; height: 1fr; border: none; padding: 0; scrollbar-size-vertical: 1;
               background: $surface; }
    RoomList:focus { border: none; background: $panel; }
    RoomList > .option-list--option { padding: 0; }
    RoomList > .option-list--option-disabled { color: $secondary; }
    """

    def __init__(self) -> None:
        super().__init__(id="rooms")
        self._drawn: list[tuple[str, Shown]] = []

    def draw(self, listed: list[Listed], looking: Room) -> None:
        """Draw the rows, if any has changed."""
        rows: list[tuple[str, Shown]] = []
        state: State = "always"
        for n, row in enumerate(listed, 1):
            if row.state != state and row.state in _HEADINGS:
                rows.append(("", painted((_HEADINGS[row.state], "$secondary"))))
            state = row.state
            rows.append((row.room.key, _row(row, n, row.room.key == looking.key)))
        if rows != self._drawn:
            self._drawn = rows
            self.offer(rows)


def _row(row: Listed, number: int, here: bool) -> Shown:
    unread, secret = unread_signs(row.unread), "▌" if row.secret else " "
    sign = "▸" if here else str(number) if number < 10 else " "
    room = WIDTH - 4 - cell_len("".join(text for text, _ in unread)) - 1
    title = set_cell_size(_shortened(gated(row.short), room), room)
    style = "bold" if here else "dim" if row.state == "closed" else ""
    return painted((sign, "$accent"), (secret, "$secret"), (title, style), " ", *unread)


def _shortened(title: str, cells: int) -> str:
    return title if cell_len(title) <= cells else set_cell_size(title, cells - 1) + "…"


def unread_signs(unread: Unread) -> list[tuple[str, str]]:
    """``!2`` calls for the player, ``3`` messages, ``·`` other things."""
    signs = [(f"!{unread.named}", "bold $named")] if unread.named else []
    signs += (
        [(f" {unread.messages}" if signs else str(unread.messages), "bold $message")]
        if unread.messages
        else []
    )
    return signs or ([("·", "$noise")] if unread.noise else [])
