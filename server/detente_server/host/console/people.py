"""Orders about who people are: accounts, operators, forgotten passwords, names that nobody needs.

Owns: `account`, `accounts`, `operator`, `password-reset`, `token-revoke`, `forget-guest`.
Does not know: how a line came here, how anybody logs in.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from detente_server.host.console.conduct import NOTHING_WRITTEN, player_named
from detente_server.host.console.orders import Arguments, BadOrder, Order, Told, table
from detente_server.host.keeping.erasing import let_go
from detente_server.host.people.players import BY_TOKEN, DAY_MS, NotKept, Player
from detente_wire import gate
from detente_wire.messages import TokenLabel
from detente_wire.refusals import Refusal

if TYPE_CHECKING:
    from detente_server.host.services import Services

LISTED = 500


async def accounts(services: Services, arguments: Arguments) -> Told:
    """Everybody whose name is his for good, and how many guests there are."""
    everybody = services.players.all()
    rows = [_row(services, one) for one in everybody if one.account]
    heads = ("name", "standing", "last here", "tokens", "")
    lines = (
        table(heads, [tuple(row.values()) for row in rows[:LISTED]]) if rows else ("There is no account.",)
    )
    more = (f"... and {len(rows) - LISTED} more.",) if len(rows) > LISTED else ()
    guests = len(everybody) - len(rows)
    return Told((*lines, *more, f"Guests: {guests}."), {"accounts": rows[:LISTED], "guests": guests})


def _row(services: Services, player: Player) -> dict[str, object]:
    here = datetime.fromtimestamp(player.day * DAY_MS // 1000, UTC)
    return {
        "name": player.name,
        "standing": "operator" if player.operator else "account",
        "last_here": f"{here:%Y-%m-%d}",
        "tokens": len(player.tokens),
        "state": "has no password yet" if not player.password else "",
    }


async def account(services: Services, arguments: Arguments) -> Told:
    """A new account, and the token by which its player comes in once and sets a password."""
    name = gate.name(arguments["NAME"])
    if isinstance(name, Refusal):
        raise BadOrder(name.message())
    try:
        made = await services.accounts.create(name, services.environment.now_s())
    except NotKept:
        raise BadOrder(NOTHING_WRITTEN) from None
    if made is None:
        raise BadOrder(
            f"Somebody has the name {name}, or one that looks like it; for a new token: password-reset."
        )
    return Told((f"{name} has an account. {_ONCE}", made), {"name": name, "token": made})


async def password_reset(services: Services, arguments: Arguments) -> Told:
    """A token by which a player comes in once, and sets another password."""
    player = player_named(services, arguments["PLAYER"])
    if not player.account:
        raise BadOrder(f"{player.name} is a guest and has no password.")
    try:
        token = await services.accounts.reset(player, services.environment.now_s())
    except NotKept:
        raise BadOrder(NOTHING_WRITTEN) from None
    return Told(
        (f"The password of {player.name} is void once this is used. {_ONCE}", token), {"token": token}
    )


_ONCE = "Valid once, within a day: detente join ADDRESS --name NAME --token, then /password. Hand it over in person:"


async def operator(services: Services, arguments: Arguments) -> Told:
    """Let a player give orders, or no longer."""
    player, wanted = player_named(services, arguments["PLAYER"]), arguments["ON"].lower()
    if wanted not in ("on", "off"):
        raise BadOrder("Type on or off: operator NAME on")
    if wanted == "on" and not player.password:
        raise BadOrder(
            f"{player.name} has no password: whoever takes the name would be operator. First: /password."
        )
    try:
        await services.accounts.set_operator(player, wanted == "on")
    except NotKept:
        raise BadOrder(NOTHING_WRITTEN) from None
    said = "operates this server now" if wanted == "on" else "gives no orders any more"
    return Told((f"{player.name} {said}.",), {"player": player.name, "operator": wanted == "on"})


async def token_revoke(services: Services, arguments: Arguments) -> Told:
    """End a token of a player's, and whoever came in by it."""
    player, label = player_named(services, arguments["PLAYER"]), TokenLabel(arguments["LABEL"])
    try:
        refusal = await services.accounts.revoke(player.id, label)
    except NotKept:
        raise BadOrder(NOTHING_WRITTEN) from None
    if refusal is not None:
        labels = ", ".join(one.label for one in player.tokens) or "none"
        raise BadOrder(f"{player.name} has no token of that label; there are: {labels}.")
    origin = BY_TOKEN + label
    gone = services.gateway.send_away_if(player.id, "revoked", lambda came: came.here.origin == origin)
    here = " Whoever came in by it was sent away." if gone else ""
    return Told((f"The token {label} of {player.name} is valid no more.{here}",), {"sent_away": gone})


async def forget_guest(services: Services, arguments: Arguments) -> Told:
    """Free a guest's name at once."""
    player = player_named(services, arguments["PLAYER"])
    if player.account:
        raise BadOrder(f"{player.name} has an account, and keeps the name.")
    if services.directory.seats_of(player.id):
        raise BadOrder(f"{player.name} speaks for somebody in a match that goes on: wait until it is over.")
    services.gateway.send_away(player.id, "revoked", "An operator freed your name: come again under another.")
    try:
        await let_go(services, player)
    except NotKept:
        raise BadOrder(NOTHING_WRITTEN) from None
    return Told((f"The name {player.name} is free.",), {"player": player.name})


ORDERS = (
    Order("account", "NAME...", "Makes an account, and prints a token by which its player comes in once and sets a "
          "password.", account, about="NAME"),
    Order("accounts", "", "Lists the accounts: standing, day last here, tokens.", accounts, changes=False),
    Order("forget-guest", "PLAYER...", "Frees a guest's name at once.", forget_guest, about="PLAYER"),
    Order("operator", "PLAYER ON", "Lets a player give orders (on), or no longer (off).", operator, about="PLAYER",
          why="ON"),
    Order("password-reset", "PLAYER...", "Prints a token by which a player comes in once and sets another password.",
          password_reset, about="PLAYER"),
    Order("token-revoke", "PLAYER LABEL", "Ends a token of a player's, and sends away whoever came in by it.",
          token_revoke, about="PLAYER", why="LABEL"),
)  # fmt: skip
