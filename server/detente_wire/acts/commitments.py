"""Promises, threats and unwritten undertakings."""

from __future__ import annotations

from typing import Literal

from attrs import field
from attrs.validators import ge, le

from detente_wire.terms import ChannelId, Clause, Demand, NationId, Promise, Ref, Tool
from detente_wire.values import frozen


@frozen
class Pledge:
    """Promise, publicly (public statement or any channel) or to the members of a channel."""

    channel: ChannelId
    promise: Promise
    public: bool = False


@frozen
class Threaten:
    """Do this by then, or I use that tool."""

    channel: ChannelId
    nation: NationId
    demand: Demand
    tool: Tool
    level: int = field(validator=[ge(1), le(3)])
    by_turn: int = field(validator=[ge(1), le(999)])
    public: bool = False


@frozen
class Assure:
    """Give an unwritten undertaking; it takes effect if its receiver accepts."""

    channel: ChannelId
    clause: Clause


@frozen
class AnswerThreat:
    """As its target, in the turn when it falls due."""

    ref: Ref
    answer: Literal["yield", "firm"]


@frozen
class SettleThreat:
    """As its author, in the turn when it falls due: what to do if the target stays firm."""

    ref: Ref
    settle: Literal["carry-out", "back-down"]
