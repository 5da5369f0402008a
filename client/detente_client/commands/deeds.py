"""What a line asks the line mode to do: a closed list of deeds, decided without doing any of them.

Owns: the deeds.
Does not know: how they are done (`play`, `errands`), how lines are read.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from attrs import frozen

from detente_wire.acts import Act
from detente_wire.messages import AnswerBody, Question, Reply, Unknown, Wish
from detente_wire.orders import Order
from detente_wire.terms import ChannelId


@frozen
class Do:
    """Do an act, with the words that go with it."""

    act: Act
    words: str = ""
    done: str = ""
    """Said when it is committed and no notice tells of it."""


@frozen
class Show:
    """Print lines."""

    lines: tuple[str, ...]


@frozen
class Inquire:
    """Ask the server something about one's own position, and print its answer."""

    question: Question
    tell: Callable[[AnswerBody], list[str]]


@frozen
class Request:
    """Ask the host for something beyond the match, and print its answer."""

    wish: Wish
    tell: Callable[[Reply | Unknown], list[str]]


@frozen
class Direct:
    """Order something as the umpire of this match."""

    order: Order
    words: str = ""
    done: str = ""


@frozen
class SetPassword:
    """Ask for passwords without showing them, and set the new one."""


@frozen
class Confirm:
    """Print lines, and do it only when the player says /yes."""

    do: Do
    lines: tuple[str, ...]


@frozen
class Select:
    """Speak in this channel from now on."""

    channel: ChannelId


@frozen
class Yes:
    """Do what was put up for confirmation."""


@frozen
class Recall:
    """Print again what was printed: the last lines, or what came since the player last typed."""

    lines: int = 0
    """0: what is unread."""


@frozen
class Clock:
    """Say how long the talks are still open."""


@frozen
class Wait:
    """Let time pass until something happens: what a script needs, and a person who wants to look on."""

    until: Literal["news", "turn", "channel"] = "news"
    """The next thing told; a turn newer than that of the last line; a channel to speak in."""
    seconds: int = 0
    """At most so long; 0: as long as is usual."""


@frozen
class Jot:
    """Write a private note."""

    text: str


@frozen
class Notes:
    """Show the private notes."""


@frozen
class Strike:
    """Take a private note out."""

    number: int


@frozen
class Export:
    """Write what was told into a file."""

    path: Path | None
    """None: one of a usual name in the folder of archives."""
    form: Literal["md", "jsonl"]
    replace: bool = False
    """Write over a file that is there."""


@frozen
class Tutor:
    """Ask the tutor."""

    what: Literal["", "on", "off", "next"] = ""
    """Nothing: what he said last."""


@frozen
class Rooms:
    """Show the rooms with what is unread, or what is known of one."""

    channel: ChannelId | None = None
    whole: bool = False
    """Closed ones too, in which nothing is unread."""


@frozen
class Reread:
    """Show what was said in one room, also where it is closed."""

    channel: ChannelId
    entries: int


@frozen
class Find:
    """Find words in all that was told."""

    words: str


Own = Rooms | Reread | Find | Jot | Notes | Strike | Export | Tutor
"""What a player does for himself: nobody is asked, nobody is told."""


@frozen
class Quit:
    """Leave the match."""

    way: Literal["", "keep", "bot"] = ""
    """``keep``: at once, and the seat stays his; ``bot``: the seat goes to a bot, and he watches until the match is
    over or he leaves for good; empty: he is asked, where there is somebody who can be asked, else ``bot``."""


Deed = (
    Do
    | Show
    | Inquire
    | Request
    | Direct
    | SetPassword
    | Confirm
    | Select
    | Yes
    | Recall
    | Clock
    | Wait
    | Own
    | Quit
)
