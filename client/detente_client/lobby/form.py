"""A table to be set, row by row: the same settings as the words of ``/create``, and in the end those very words.

Owns: the rows, their choices, the line that they come to.
Does not know: what the words mean (`laying` reads them), screens.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import evolve, field, frozen

from detente_client.i18n import tr, trc
from detente_wire.gate import one_line

Kind = Literal["switch", "choice", "line"]
ON = "on"
NOTHING = ""


@frozen
class FormRow:
    """One setting of a table."""

    id: str
    """The word of ``/create``; ``pack`` is the first word."""
    title: str
    help: str
    kind: Kind
    choices: tuple[tuple[str, str], ...] = ()
    """What it may be, each with what is shown for it."""

    @property
    def nothing(self) -> str:
        """What it means that nothing is typed."""
        return _NOTHING_MEANS.get(self.id, "")

    def shown(self, value: str) -> str:
        """How a value reads."""
        if self.kind == "switch":
            return trc("a switch", "yes") if value == ON else trc("a switch", "no")
        return next((words for choice, words in self.choices if choice == value), value)


@frozen
class Form:
    """A table as it is laid so far."""

    packs: tuple[tuple[str, str], ...]
    """Crises and campaigns by id, with their titles."""
    seats: tuple[tuple[str, str], ...] = ()
    """The nations of the crisis that is chosen."""
    values: Mapping[str, str] = field(factory=dict)

    def value(self, id: str) -> str:
        """What a row says now."""
        usual = {"pack": self.packs[0][0] if self.packs else NOTHING, "people": "2"}
        return self.values.get(id, usual.get(id, NOTHING))

    def changed(self, id: str, value: str) -> Form:
        """With another value; another crisis has other nations."""
        values = {**self.values, id: one_line(value).strip()}
        if id == "pack":
            values.pop("as", None)
            values.pop("then", None)
        return evolve(self, values=values, seats=() if id == "pack" else self.seats)

    def seated(self, seats: tuple[tuple[str, str], ...]) -> Form:
        """With the nations of the crisis that is chosen."""
        return evolve(self, seats=seats)

    def turned(self, id: str, by: int) -> Form:
        """With the next of the choices, or the one before."""
        row = next(row for row in self.rows() if row.id == id)
        choices = [choice for choice, _ in row.choices] if row.kind == "choice" else [NOTHING, ON]
        value = self.value(id)
        at = choices.index(value) if value in choices else 0
        return self.changed(id, choices[(at + by) % len(choices)])

    def words(self) -> list[str]:
        """As they would be typed behind ``/create``."""
        words = [self.value("pack")]
        for row in self.rows():
            value = self.value(row.id)
            if row.id == "pack" or not value:
                continue
            if row.kind == "switch":
                words.append(row.id)
            elif row.id == "mode":
                words.append(value)
            else:
                words.append(f"{row.id}={value.replace(', ', ',').replace(' ', '_')}")
        return words

    def rows(self) -> tuple[FormRow, ...]:
        """All of them, in the order in which they are asked."""
        return (*self._who(), *_pace(), *_kind(), *_calendar())

    def _who(self) -> tuple[FormRow, ...]:
        first = (NOTHING, tr("the first free one"))
        return (
            FormRow("pack", tr("Crisis"), tr("What is played; of a campaign the first."), "choice", self.packs),
            FormRow("as", tr("Your seat"), tr("The nation that you speak for."), "choice", (first, *self.seats)),
            FormRow("people", tr("People"), tr("Seats for people with yours; bots play the rest."), "choice", _NUMBERS),
            FormRow("private", tr("Private"), tr("It is not listed; you hand on its code."), "switch"),
        )  # fmt: skip


_NOTHING_MEANS = {
    "turn": tr("until all are ready"),
    "muster": tr("none"),
    "pause": tr("never"),
    "reliability": tr("any"),
    "umpires": tr("whoever may"),
    "language": tr("the crisis's own"),
    "then": tr("nothing"),
    "quiet": tr("none"),
    "zone": "UTC",
}
_NUMBERS = tuple((str(n), str(n)) for n in range(1, 10))


def _pace() -> tuple[FormRow, ...]:
    return (
        FormRow("turn", tr("Turn"), tr("How long talks last, like 10m or 24h; nothing: until all are ready."), "line"),
        FormRow("muster", tr("Muster"), tr("All confirm within so long before it begins, like 10m."), "line"),
        FormRow("pause", tr("Pause"), tr("For how long in all a vote may stop the clock, like 30m."), "line"),
    )  # fmt: skip


def _kind() -> tuple[FormRow, ...]:
    modes = ((NOTHING, tr("drawn anew")), ("historical", tr("those of history")))
    tempers = (
        (NOTHING, tr("as the crisis has them")),
        ("dove", tr("doves")),
        ("mixed", tr("mixed")),
        ("hawk", tr("hawks")),
    )
    return (
        FormRow("mode", tr("Cards"), tr("The secret aims of the nations."), "choice", modes),
        FormRow("temper", tr("Bots"), tr("How those are who hold empty seats."), "choice", tempers),
        FormRow("drawn", tr("Drawn seats"), tr("Nobody chooses: seats are drawn by lot when it begins."), "switch"),
        FormRow("anonymous", tr("Anonymous"), tr("Who speaks for whom is told at the end."), "switch"),
        FormRow("open", tr("Open dice"), tr("Dice that can be foretold by who knows the seed."), "switch"),
        FormRow("reliability", tr("Reliability"), tr("Per cent of turns that a player must have come to."), "line"),
        FormRow("umpire", tr("Umpire"), tr("Somebody may read everything and give orders."), "switch"),
        FormRow("umpires", tr("Umpires"), tr("Who may be it, by name, with commas between."), "line"),
        FormRow("watch", tr("No seat for me"), tr("You watch; with an umpire you are it."), "switch"),
        FormRow("language", tr("Language"), tr("In which all read it, like de; nothing: the crisis's own."), "line"),
        FormRow("then", tr("Then"), tr("Crises that follow in a campaign, by id, with commas between."), "line"),
    )  # fmt: skip


def _calendar() -> tuple[FormRow, ...]:
    return (
        FormRow("quiet", tr("Quiet hours"), tr("No deadline falls into them, like 22:00-08:00."), "line"),
        FormRow("weekends", tr("Free weekends"), tr("No deadline falls on Saturday or Sunday."), "switch"),
        FormRow("zone", tr("Time zone"), tr("Of these hours, like Europe/Berlin; nothing: UTC."), "line"),
    )
