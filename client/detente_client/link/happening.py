"""What a link asks and what happens on it: values, passed between the core, the socket and whoever waits.

Owns: the classes.
Does not know: what makes them happen.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from detente_wire.messages import (
    Announcement,
    Answered,
    Asset,
    Cancelled,
    Fetch,
    Heard,
    Hello,
    History,
    HistoryEnd,
    ListMatches,
    Matches,
    Query,
    QueryAnswer,
    Recalled,
    Receipt,
    Remarked,
    Request,
    Resumed,
    Welcome,
)

Inquiry = Query | ListMatches | History | Fetch | Request
"""What has an answer and no receipt: it is asked again on a new connection."""


@frozen
class Up:
    """The server knows us; everything is on its way again."""

    hello: Hello
    welcome: Welcome


@frozen
class Down:
    """The connection is lost; it comes back by itself."""

    text: str = ""


@frozen
class Lost:
    """How a connection, or the attempt at one, ended."""

    how: Literal["unreachable", "refused", "closed"]
    """No socket; a socket that is no server of this game, or not of this version; closed after it was open."""
    text: str
    code: int = 0
    """The close code."""


@frozen
class Pause:
    """Connect again after so many seconds."""

    seconds: float


@frozen
class Stop:
    """There is no use in connecting again."""

    text: str
    code: str = ""
    """The close code's name."""


Happening = (
    Up
    | Down
    | Receipt
    | Heard
    | Resumed
    | Matches
    | QueryAnswer
    | Answered
    | Recalled
    | HistoryEnd
    | Asset
    | Announcement
    | Remarked
    | Cancelled
)
