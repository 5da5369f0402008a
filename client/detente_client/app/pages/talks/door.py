"""What hangs at the door of the room that is looked at: two rows above it, or a column beside it where there is room.

Owns: `Door`, `Side`, what they say.
Does not know: the facts (`delegation.placard`), what is said in the room.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from detente_client.app.kit import Shown, Words, brief, lines, painted, wrapped
from detente_client.commands.waiting import waiting_lines
from detente_client.delegation.placard import Placard, people, placard
from detente_client.delegation.rooms import Room
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_wire.terms import NationId

COLOURS = 8
GENERAL = ("news", "everything")
"""Rooms beside which stands what waits for the player."""
SIDE = 32
LIST = 22
"""Columns of the list of rooms, beside which the door stands."""
Part = tuple[str, str]


def nation_style(scene: Scene, nation: NationId) -> str:
    """The colour of a nation, by its place in the pack."""
    order = scene.pack.order
    return f"bold $nation-{order.index(nation) % COLOURS + 1}" if nation in order else "bold"


class Door(Words):
    """Two rows: the room, and who is in it."""

    DEFAULT_CSS = """
    Door { height: auto; max-height: 2; text-wrap: nowrap; text-overflow: ellipsis; background: $surface; }
    Door.-secret { background: $secret-ground; }
    """

    def __init__(self) -> None:
        super().__init__(id="door")
        self._drawn: object = None

    def draw(self, scene: Scene, room: Room, *, wide: bool) -> None:
        """Say what hangs there; the second row only where nothing stands beside."""
        card = placard(scene, room)
        room_for = self.size.width or self.app.size.width - LIST
        drawn = (card, wide, room_for)
        if drawn != self._drawn:
            self._drawn = drawn
            self.set_class(card.secret, "-secret")
            rows = [_head(card, wide, room_for)]
            rows += [] if wide else _who(scene, card)
            self.show(lines(rows))


class Side(Words):
    """A column: all of it."""

    DEFAULT_CSS = """
    Side { width: 32; height: 1fr; padding: 0 1; background: $surface; display: none; }
    Side.-shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(id="side")
        self._drawn: object = None

    def draw(self, scene: Scene, room: Room, *, wide: bool) -> None:
        """Say all that is known of the room."""
        self.set_class(wide, "-shown")
        card = placard(scene, room)
        waits = waiting_lines(scene) if wide and scene.me is not None and room.kind in GENERAL else []
        if wide and (card, waits) != self._drawn:
            self._drawn = (card, waits)
            self.show(lines([*_column(scene, card), *_waiting(waits)]))


def _head(card: Placard, wide: bool, room: int) -> Shown:
    """On one row: of what the room is as many sentences as fit, one at least."""
    secret = [(f" {tr('SECRET')} ", "bold reverse $secret"), (" ", "")] if card.secret else []
    state = [(f"  {card.state}", "bold $success" if card.open else "bold $warning")] if card.state else []
    named: list[Part] = [*secret, (card.title, "bold"), *state]
    if wide:
        return painted(*named)
    spare = room - 2 - sum(cell_len(text) for text, _ in named)
    return painted(*named, (f"  {brief(card.what, spare)}", "$text-muted"))


def _who(scene: Scene, card: Placard) -> list[Shown]:
    """Everybody on one row, under the words that say how he stands to the room."""
    parts: list[Part] = []
    for word, nations in people(scene, card):
        parts += [(f"{word}: " if not parts else f"  {word}: ", "$text-muted"), *_names(scene, nations)]
    if parts and card.odds:
        parts.append((f"  {card.odds}", "$text-muted"))
    return [painted(*parts)] if parts else []


def _names(scene: Scene, nations: tuple[NationId, ...]) -> list[Part]:
    parts: list[Part] = []
    for nation in nations:
        name = tr("you") if nation == scene.me else scene.names.nation(nation)
        parts += [(", ", "")] * bool(parts) + [(name, nation_style(scene, nation))]
    return parts


def _waiting(waits: list[str]) -> Iterator[Shown]:
    """What waits for the player, beside rooms that are nobody's own."""
    if waits:
        yield from ("", painted((tr("What waits for you"), "bold $secondary")))
    for line in waits:
        first, *more = wrapped(line, SIDE - 4)
        yield painted(("· ", "$noise"), first)
        yield from (f"  {row}" for row in more)


def _column(scene: Scene, card: Placard) -> list[Shown]:
    """One thing below the other."""
    rows: list[Shown] = [painted((card.what, ""))]
    for word, nations in people(scene, card):
        rows += ["", painted((word, "bold $secondary"))]
        rows += [painted("  ", *_names(scene, (nation,))) for nation in nations]
    for text in (card.known, card.risk):
        rows += ["", painted((text, "$secret" if card.secret and text == card.known else ""))] if text else []
    return rows
