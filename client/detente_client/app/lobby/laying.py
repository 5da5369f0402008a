"""A table to be set, as a window of rows that is checked at every change.

Owns: `LayingScreen`.
Does not know: what the settings are (`lobby.form`), what they mean (the layer), sockets.
"""

from __future__ import annotations

from attrs import evolve
from textual.worker import Worker

from detente_client.app.kit import Shown, painted
from detente_client.app.rowform import FormEntry, RowScreen
from detente_client.i18n import tr
from detente_client.lobby import cards
from detente_client.lobby.form import Form
from detente_client.lobby.laying import Layer
from detente_client.publicpack import PublicPack, read_pack
from detente_client.trouble import Trouble
from detente_wire.gate import one_line

SET = "set"
"""The row that sets the table."""


class LayingScreen(RowScreen[list[str] | None]):
    """Dismissed with the words behind ``/create``, or with None by Escape."""

    BINDINGS = [("s", "set", "")]

    def __init__(self, layer: Layer, nation: str | None, form: Form | None = None, said: str = "") -> None:
        """`form`: one that is laid on; `said`: why it could not be set."""
        super().__init__()
        self._layer = layer
        campaigns = [(one_line(one.id), one_line(one.title)) for one in layer.session.hello.campaigns]
        packs = [(pack.id, one_line(pack.title)) for pack in layer.session.packs]
        self.form = Form((*packs, *campaigns), values={"as": nation} if nation else {})
        """As it is laid now; it outlives the window."""
        if form is not None:
            self.form = evolve(self.form, seats=form.seats, values=form.values)
        self._said = said
        self._pack: PublicPack | None = None

    def heading(self) -> Shown:
        """What it is, and how it is used."""
        hint = tr("Enter or arrows change, S sets the table, Escape closes")
        return painted((tr("A new table"), "bold"), (f"   {hint}", "$noise"))

    def foot(self) -> Shown:
        """Where the words are explained."""
        return tr("The same in one line: /help create.")

    def entries(self) -> list[FormEntry]:
        """The settings, and one that sets the table."""
        rows = [
            FormEntry(
                row.id,
                row.title,
                row.shown(self.form.value(row.id)),
                self._help(row.id, row.help),
                row.kind != "line",
                row.nothing,
            )
            for row in self.form.rows()
        ]
        return [*rows, FormEntry(SET, tr("Set this table"), "↵", tr("You sit down at it."), False)]

    def _help(self, id: str, usual: str) -> str:
        """Of a crisis and a nation, what they are."""
        if self._pack is not None and id == "pack":
            about = cards.about(self._pack)
            return f"{cards.length(self._pack)}. {' '.join(about[1:2])}"
        nation = self._pack.nation(self.form.value("as")) if self._pack is not None and id == "as" else None
        return nation.description if nation else usual

    def on_mount(self) -> None:
        """Learn whose seats there are."""
        super().on_mount()
        self._check()

    def turn(self, id: str, by: int) -> None:
        """The next of its choices."""
        self.form, self._said = self.form.turned(id, by), ""
        self._check()

    def type(self, id: str, text: str) -> None:
        """What was typed."""
        self.form, self._said = self.form.changed(id, text), ""
        self._check()

    def _check(self) -> None:
        _: Worker[None] = self.run_worker(self._read, exclusive=True)

    async def _read(self) -> None:
        """Learn the crisis, and say what cannot be."""
        try:
            table = await self._layer.read(self.form.words())
            if self._pack is None or self._pack.id != table.pack.id or not self.form.seats:
                self._pack = read_pack(await self._layer.session.public(table.pack.digest))
                seats = tuple((nation.id, nation.title) for nation in cards.seats(self._pack))
                self.form = self.form.seated(seats)
        except Trouble as trouble:
            self.show_rows(str(trouble))
        else:
            self.show_rows(self._said)

    def chosen(self, entry: FormEntry) -> bool:
        """The last row sets the table."""
        if entry.id == SET:
            self.action_set()
        return entry.id == SET

    def action_set(self) -> None:
        """Set it, if it can be."""
        _: Worker[None] = self.run_worker(self._set, exclusive=True)

    async def _set(self) -> None:
        words = self.form.words()
        try:
            await self._layer.read(words)
        except Trouble as trouble:
            self.show_rows(str(trouble))
        else:
            self.dismiss(words)
