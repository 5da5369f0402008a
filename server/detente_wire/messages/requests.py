"""What a player asks of the host beyond matches: one frame for every wish, one for every answer.

Owns: the two frames, the union of wishes and that of answers.
Does not know: who may wish what (the host's rights), how a wish is granted.

To add a wish: a class here, its name in `Wish`, a handler in the host's `requests`, a row in its `rights`. An answer
of its own likewise; most wishes are answered by `Done` or `Denied`.
"""

from __future__ import annotations

from detente_wire.messages.company import (
    CancelMatch,
    DirectAll,
    FindMatch,
    Flag,
    Found,
    FreeSeat,
    Invite,
    Invited,
    ListMuted,
    Mute,
    Muted,
    Remark,
    Silence,
    Unmute,
)
from detente_wire.messages.contacts import (
    ConfirmContact,
    ContactsAnswer,
    DropContact,
    ListContacts,
    SetContact,
    TryContact,
)
from detente_wire.messages.ids import RequestId, TokenLabel
from detente_wire.messages.marks import KeepMark, ListMarks, Marks
from detente_wire.messages.play import Denied, Unknown
from detente_wire.values import frozen

# -- accounts ------------------------------------------------------------------------------------------------------


@frozen
class SetPassword:
    """Let me come back with this password from anywhere: a guest has an account from then on.

    Whoever came in by another way (another machine, the password before) must log in again.
    """

    new: str
    """10 to 256 characters."""
    old: str = ""
    """The password until now; empty for a guest, and for whom an operator reset it."""


@frozen
class NewToken:
    """Give me a token for a program of mine; it comes in as me with an `auth` that holds it."""

    label: TokenLabel
    """By which it is known and revoked."""


@frozen
class ListTokens:
    """Which tokens have I?"""


@frozen
class RevokeToken:
    """This token is valid no more; whoever came in with it is sent away."""

    label: TokenLabel


# -- those who run the server --------------------------------------------------------------------------------------


@frozen
class Operate:
    """An order, as at the server's console: ``help`` lists them. For operators alone."""

    line: str


Wish = (
    SetPassword | NewToken | ListTokens | RevokeToken | Operate
    | Mute | Unmute | ListMuted | Flag | Invite | FindMatch | CancelMatch | FreeSeat | Remark | Silence | DirectAll
    | SetContact | ConfirmContact | ListContacts | DropContact | TryContact
    | KeepMark | ListMarks
)  # fmt: skip


@frozen
class Request:
    """A wish; answered by one `Answered`, or asked again after a new connection. Never logged."""

    id: RequestId
    wish: Wish


# -- answers -------------------------------------------------------------------------------------------------------


@frozen
class Done:
    """It is done and durable."""

    message: str = ""
    """What to know about it, in English; empty: nothing more."""


@frozen
class TokenMade:
    """The token that was asked for; it is told this once."""

    label: TokenLabel
    token: str


@frozen
class TokenRow:
    """A token as its owner sees it."""

    label: TokenLabel
    made_s: int
    used_day_s: int = 0
    """The beginning of the day on which it was last used; 0: never."""


@frozen
class Tokens:
    """The answer to `ListTokens`."""

    rows: tuple[TokenRow, ...] = ()


@frozen
class Operated:
    """What an order was answered, line by line."""

    lines: tuple[str, ...] = ()


Reply = Operated | Done | Denied | TokenMade | Tokens | Muted | Invited | Found | ContactsAnswer | Marks


@frozen
class Answered:
    """The answer to a `Request`."""

    id: RequestId
    answer: Reply | Unknown
