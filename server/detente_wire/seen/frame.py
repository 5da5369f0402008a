"""The frame of a match: a notice in its place, a line of the ledger, what all know of a nation."""

from __future__ import annotations

from typing import Literal, NamedTuple

from attrs import define

from detente_wire.notices import DialMoved, Notice


class Item(NamedTuple):
    """One notice in its place in the stream."""

    cursor: int
    turn: int
    at_s: int
    notice: Notice
    words: str


class Moved(NamedTuple):
    """A line of the ledger: a dial moved, in this turn."""

    turn: int
    move: DialMoved


@define
class NationSeen:
    """What everybody knows of a nation; `envoys` is this turn's allowance."""

    standing: int
    word: int
    strain: int
    band: Literal["low", "mid", "high"]
    envoys: int
