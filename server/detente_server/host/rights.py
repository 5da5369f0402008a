"""Who may ask what: one table, and whatever is not in it is refused.

Owns: the rows.
Does not know: who anybody is, nor what happens when he may.
"""

from __future__ import annotations

from attrs import frozen

from detente_server.host.players import Player
from detente_wire.messages import (
    CancelMatch,
    FindMatch,
    Flag,
    FreeSeat,
    Invite,
    ListMuted,
    ListTokens,
    Mute,
    NewToken,
    Remark,
    RevokeToken,
    SetPassword,
    Unmute,
    Wish,
)
from detente_wire.refusals import Refusal


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
    Mute: EVERYBODY,
    Unmute: EVERYBODY,
    ListMuted: EVERYBODY,
    Flag: EVERYBODY,
    Invite: EVERYBODY,
    FindMatch: EVERYBODY,
    CancelMatch: EVERYBODY,
    FreeSeat: EVERYBODY,
    Remark: EVERYBODY,
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
