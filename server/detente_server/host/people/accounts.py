"""What makes a guest's name his own: passwords, tokens for programs, the operator's standing.

Owns: setting and resetting passwords, making and revoking tokens, standing; the answers to wishes about them; freeing
the names of guests who never came back.
Does not know: how anybody comes in (`sessions`), how players are kept (`players`), sockets.
"""

from __future__ import annotations

import asyncio
import math
from typing import TYPE_CHECKING, Literal

from detente_server.host import config as chosen
from detente_server.host.environment import Environment
from detente_server.host.people.passwords import CHARACTERS, Crowded, Passwords
from detente_server.host.people.players import BY_TOKEN, BotToken, Player, Players, hashed
from detente_server.host.sockets.limiting import Failures
from detente_server.match.match import denied
from detente_wire.messages import (
    Denied,
    Done,
    ListTokens,
    NewToken,
    Reply,
    RevokeToken,
    SetPassword,
    TokenLabel,
    TokenMade,
    TokenRow,
    Tokens,
)
from detente_wire.refusals import Refusal

if TYPE_CHECKING:
    from detente_server.host.services import Services

DAY_S = 86_400
RESET_S = DAY_S
"""How long a token is valid by which a password is reset."""


class Accounts:
    """What players have beyond a name."""

    def __init__(
        self, players: Players, passwords: Passwords, environment: Environment, config: chosen.Accounts
    ) -> None:
        self._players = players
        self._passwords = passwords
        self._environment = environment
        self._config = config
        self._changes = Failures(config.failed_logins, config.failed_logins_s)
        """Attempts to change a password, by player: a stolen session must not find out the old one, and hashes are
        dear."""

    async def set_password(self, player: Player, new: str, old: str) -> Refusal | None:
        """Set it, and let nobody in any more by what was valid before, but him by his own pass; None: it is done.

        `player`: as he came in.
        """
        least, most = CHARACTERS
        if not least <= len(new) <= most:
            return Refusal("account.password-length", _said(least=least, most=most, has=len(new)))
        known = self._players.get(player.id)
        if known is None:
            return Refusal("account.wrong-password")
        try:
            if known.password and (verdict := await self._guessed(known, new, old)) != "old":
                return verdict
            hash = await self._passwords.hash(new)
        except Crowded:
            return Refusal("account.busy")
        now = self._players.get(player.id)
        mine = tuple(one for one in now.passes if one.id == player.here.id) if now else ()
        if now is None or not mine or (now.password, now.renewing) != (known.password, known.renewing):
            return Refusal("account.wrong-password")  # it was set elsewhere meanwhile
        kept = tuple(one for one in now.passes if one.origin.startswith(BY_TOKEN) and one not in mine)
        await self._players.change(
            player.id, password=hash, renewing=False, reset=b"", reset_until_s=0, passes=(*kept, *mine)
        )
        return None

    async def _guessed(self, known: Player, new: str, old: str) -> Literal["old"] | Refusal | None:
        """Whether the old password is right; None: the new one is set already, its answer was lost on the way."""
        now = self._environment.monotonic()
        wait_s = self._changes.wait_s(known.id, now)
        if wait_s:
            return Refusal("host.rate", _said(retry_s=math.ceil(wait_s)))
        self._changes.note(known.id, now)
        if await self._passwords.fits(known.password, old):
            return "old"
        if await self._passwords.fits(known.password, new):
            return None
        return Refusal("account.wrong-password")

    async def new_token(self, id: str, label: TokenLabel, now_s: int) -> str | Refusal:
        """A new token of this player."""
        player, most = self._players.get(id), self._config.tokens
        if player is None or not player.account:
            return Refusal("account.needed")
        if any(one.label == label for one in player.tokens):
            return Refusal("account.label-taken", _said(label=label))
        if len(player.tokens) >= most:
            return Refusal("account.too-many-tokens", _said(limit=most))
        secret = self._players.secret()
        made = BotToken(label, hashed(secret), now_s)
        await self._players.change(id, tokens=(*player.tokens, made))
        return f"{id}.{secret}"

    async def revoke(self, id: str, label: TokenLabel) -> Refusal | None:
        """Let nobody in any more by this token, nor by what it gave."""
        player = self._players.get(id)
        if player is None or all(one.label != label for one in player.tokens):
            return Refusal("account.unknown-label", _said(label=label))
        tokens = tuple(one for one in player.tokens if one.label != label)
        passes = tuple(one for one in player.passes if one.origin != BY_TOKEN + label)
        await self._players.change(id, tokens=tokens, passes=passes)
        return None

    async def create(self, name: str, now_s: int) -> str | None:
        """An account without a password, and the token that lets its player in once; None: the name is taken."""
        players, secret = self._players, self._players.secret()
        if players.named(name) is not None:
            return None
        made = Player(
            players.new_id(),
            name,
            day=players.today(),
            reset=hashed(secret),
            reset_until_s=now_s + RESET_S,
            renewing=True,
        )
        return f"{made.id}.{secret}" if await players.create(made) else None

    async def set_operator(self, player: Player, on: bool) -> None:
        """Give or take the operator's standing."""
        await self._players.change(player.id, operator=on)

    async def reset(self, player: Player, now_s: int) -> str:
        """A token that lets the player in once, within a day; then the old password is void."""
        secret = self._players.secret()
        await self._players.change(player.id, reset=hashed(secret), reset_until_s=now_s + RESET_S)
        return f"{player.id}.{secret}"

    def is_operator(self, id: str) -> bool:
        """Whether the player operates this server."""
        player = self._players.get(id)
        return player is not None and player.operator

    def guests_gone(self) -> list[Player]:
        """Guests who have not come back for so long that their names are free."""
        oldest = self._players.today() - self._config.guest_days
        return [one for one in self._players.all() if not one.account and one.day < oldest]


# -- wishes --------------------------------------------------------------------------------------------------------


async def set_password(services: Services, player: Player, wish: SetPassword) -> Reply:
    """Set it, and end what others hold."""
    refusal = await services.accounts.set_password(player, wish.new, wish.old)
    if refusal is not None:
        return denied(refusal)
    services.gateway.send_away_if(player.id, "revoked", lambda came: came.here.id != player.here.id)
    return Done(
        "Your password is set. Programs of yours that came in by a token go on; all others must log in anew."
    )


async def new_token(services: Services, player: Player, wish: NewToken) -> Reply:
    """Make one, and tell it this once."""
    made = await services.accounts.new_token(player.id, wish.label, services.environment.now_s())
    return denied(made) if isinstance(made, Refusal) else TokenMade(wish.label, made)


async def list_tokens(services: Services, player: Player, wish: ListTokens) -> Reply:
    """Which there are, never what they are."""
    known = services.players.get(player.id)
    rows = [TokenRow(one.label, one.made_s, one.used_day * DAY_S) for one in known.tokens] if known else []
    return Tokens(tuple(rows))


async def revoke_token(services: Services, player: Player, wish: RevokeToken) -> Done | Denied:
    """Revoke it; whoever came in by it goes."""
    refusal = await services.accounts.revoke(player.id, wish.label)
    if refusal is not None:
        return denied(refusal)
    origin = BY_TOKEN + wish.label
    goodbye = services.gateway.send_away_if
    # after the answer: he may have come by it himself
    asyncio.get_running_loop().call_soon(
        goodbye, player.id, "revoked", lambda came: came.here.origin == origin
    )
    return Done(f"The token {wish.label} is valid no more.")


def _said(**params: object) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, str(value)) for name, value in params.items()))
