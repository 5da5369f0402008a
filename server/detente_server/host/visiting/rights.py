"""Who may ask what: two tables, of what is said in a match and of what is wished for, and whatever stands in neither is
refused.

Owns: the rows.
Does not know: who anybody is, nor what happens when he may. Whether it is the time for it the match itself says, which
first looks whether it has answered the same command before. `tests/host/test_rights.py` tries every role with every
message in every phase.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from detente_server.host.people.players import Player
from detente_wire.messages import (
    CancelMatch,
    Command,
    ConfirmContact,
    Direct,
    DirectAll,
    DropContact,
    FindMatch,
    Flag,
    FreeSeat,
    Invite,
    JoinMatch,
    KeepMark,
    LeaveMatch,
    ListContacts,
    ListMarks,
    ListMuted,
    ListTokens,
    Mute,
    NewToken,
    Operate,
    Query,
    Remark,
    RevokeToken,
    SetContact,
    SetPassword,
    Silence,
    TryContact,
    Unmute,
    Wish,
)
from detente_wire.refusals import Refusal

InMatch = Command | Direct | JoinMatch | LeaveMatch | Query

Place = Literal["seat", "umpire", "outside"]
"""What somebody is in a match: he speaks for a nation, reads everything, or neither; observers are outside."""

NO_SEAT, NO_UMPIRE = "match.not-seated", "match.not-umpire"
_YES = ""
IN_MATCH: dict[type[InMatch], dict[Place, str]] = {
    Command: {"seat": _YES, "umpire": NO_SEAT, "outside": NO_SEAT},
    Query: {"seat": _YES, "umpire": NO_SEAT, "outside": NO_SEAT},
    Direct: {"seat": NO_UMPIRE, "umpire": _YES, "outside": NO_UMPIRE},
    LeaveMatch: {"seat": _YES, "umpire": _YES, "outside": NO_SEAT},
    JoinMatch: {"seat": _YES, "umpire": _YES, "outside": _YES},  # which place is free the match knows
}
"""What is said in a match, and to whom it is refused, with which code; empty: he may."""


def in_match(place: Place, message: InMatch) -> Refusal | None:
    """Why somebody in this place may not say that; None: he may."""
    code = IN_MATCH.get(type(message), {}).get(place, "host.not-allowed")
    return Refusal(code) if code else None


@frozen
class WishRight:
    """Who may have a wish."""

    guest: bool = False
    account: bool = False
    operator: bool = False
    secure: bool = False
    """Only where nobody can read along."""


EVERYBODY = WishRight(guest=True, account=True, operator=True)
OPERATORS = WishRight(operator=True)
WISHES: dict[type[Wish], WishRight] = {
    SetPassword: WishRight(guest=True, account=True, operator=True, secure=True),
    NewToken: WishRight(guest=True, account=True, operator=True, secure=True),
    ListTokens: EVERYBODY,
    RevokeToken: EVERYBODY,
    Operate: WishRight(operator=True, secure=True),
    Mute: EVERYBODY,
    Unmute: EVERYBODY,
    ListMuted: EVERYBODY,
    Flag: EVERYBODY,
    Invite: EVERYBODY,
    FindMatch: EVERYBODY,
    CancelMatch: EVERYBODY,
    FreeSeat: EVERYBODY,
    Remark: EVERYBODY,
    SetContact: EVERYBODY,
    ConfirmContact: EVERYBODY,
    ListContacts: EVERYBODY,
    DropContact: EVERYBODY,
    TryContact: EVERYBODY,
    Silence: EVERYBODY,
    DirectAll: EVERYBODY,
    KeepMark: EVERYBODY,
    ListMarks: EVERYBODY,
}
"""Everything that may be wished for."""


def of_wish(player: Player | None, wish: Wish, secure: bool) -> Refusal | None:
    """Why this player may not wish for this; None: he may."""
    right = WISHES.get(type(wish))
    if right is None or player is None or not _has(right, player):
        return Refusal("host.not-allowed")
    return Refusal("account.insecure") if right.secure and not secure else None


def _has(right: WishRight, player: Player) -> bool:
    if player.operator:
        return right.operator
    return right.account if player.account else right.guest
