"""Orders about how people behave: sending away, silencing, banning, what was flagged, what was done.

Owns: `kick`, `silence`, `ban`, their opposites and lists, `flags`, `flag`, `audit`.
Does not know: how a line came here, how a client is sent away, where any of it is kept.

Whatever a player wrote or is called stands in a line of an answer only after the gate has taken from it what a terminal
would obey.
"""

from __future__ import annotations

import ipaddress
import json
from typing import TYPE_CHECKING, Any

from attrs import asdict

from detente_server.host.console.orders import Arguments, BadOrder, Order, Told, duration_s, table
from detente_server.host.moderation.flags import Flag
from detente_server.host.moderation.sanctions import Sanction, What, moment
from detente_wire.gate import display, one_line

if TYPE_CHECKING:
    from detente_server.host.people.players import Player
    from detente_server.host.services import Services

LISTED = 200
NOTHING_WRITTEN = "Nothing can be written at the moment; it was not done. 'status' says why."


# -- whom ----------------------------------------------------------------------------------------------------------


def player_named(services: Services, name: str) -> Player:
    """The player of this name, or of one that looks like it."""
    found = services.players.named(name)
    if found is None:
        raise BadOrder(
            f"Nobody here is called {one_line(name)[:40]!r}. A name with spaces stands between quotes."
        )
    return found


def _network(text: str) -> str | None:
    """The address as doors count it; None: it is none."""
    try:
        address = ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None
    if address.version == 4 and address.prefixlen != 32:
        raise BadOrder("Ban one IPv4 address at a time, without a slash.")
    if address.version == 4:
        return str(address.network_address)
    if address.prefixlen < 64:
        raise BadOrder("Ban one IPv6 network of /64 at a time: that is one household.")
    return str(ipaddress.ip_network((int(address.network_address) >> 64 << 64, 64)))


def _whom(services: Services, typed: str) -> tuple[str, str]:
    """Id and name of a player, or an address twice."""
    address = _network(typed)
    if address is not None:
        if services.gateway.doors.house(address.partition("/")[0]) == "trusted":
            raise BadOrder(
                f"{address} is in a trusted network of this server: take it out of trusted_networks first."
            )
        return address, address
    player = player_named(services, typed)
    return player.id, player.name


def _who(services: Services, by: str) -> str:
    """Who gives an order, as people know him."""
    player = services.players.get(by)
    return player.name if player else by


# -- sending away, silencing, banning ------------------------------------------------------------------------------


async def kick(services: Services, arguments: Arguments) -> Told:
    """End a player's session; he may come back."""
    player = player_named(services, arguments["PLAYER"])
    why = one_line(arguments["WHY"])
    message = "An operator ended your session." + (f" Reason: {why}" if why else "")
    if not services.gateway.send_away(player.id, "removed", message):
        raise BadOrder(f"{player.name} is not here at the moment.")
    return Told((f"{player.name} was sent away; to keep somebody out: ban.",), {"player": player.name})


async def _impose(services: Services, arguments: Arguments, what: What, whom: str, name: str) -> Sanction:
    now = services.environment.now_ms()
    until_ms = now + duration_s(arguments["DURATION"]) * 1000
    by, why = _who(services, arguments.by), one_line(arguments["WHY"])[:300]
    sanction = Sanction(what, whom, until_ms, name, by=by, why=why, at_ms=now)
    if not await services.moderation.sanctions.impose(sanction):
        raise BadOrder(NOTHING_WRITTEN)
    return sanction


async def ban(services: Services, arguments: Arguments) -> Told:
    """Keep a player or an address out for a while."""
    whom, name = _whom(services, arguments["WHOM"])
    sanction = await _impose(services, arguments, "ban", whom, name)
    gone = services.gateway.send_away(whom, "banned", sanction.sentence())
    here = f"; {gone} sent away" if gone else ""
    return Told((f"{name} is banned until {sanction.until}{here}.",), asdict(sanction))


async def silence(services: Services, arguments: Arguments) -> Told:
    """Let a player write nothing for a while; his acts go on."""
    player = player_named(services, arguments["PLAYER"])
    sanction = await _impose(services, arguments, "silence", player.id, player.name)
    return Told((f"{player.name} may not write until {sanction.until}.",), asdict(sanction))


async def unban(services: Services, arguments: Arguments) -> Told:
    """End a ban before its time."""
    whom, name = _whom(services, arguments["WHOM"])
    return await _lifted(services, "ban", whom, name)


async def unsilence(services: Services, arguments: Arguments) -> Told:
    """End a silence before its time."""
    player = player_named(services, arguments["PLAYER"])
    return await _lifted(services, "silence", player.id, player.name)


async def _lifted(services: Services, what: What, whom: str, name: str) -> Told:
    if await services.moderation.sanctions.lift(what, whom) is None:
        raise BadOrder(f"There is no {what} of {name} in force. 'sanctions' lists all.")
    return Told((f"The {what} of {name} is lifted.",), {"whom": name})


async def sanctions(services: Services, arguments: Arguments) -> Told:
    """Every ban and silence in force."""
    found = services.moderation.sanctions.all()[:LISTED]
    rows: list[tuple[object, ...]] = [
        (one.what, one_line(one.name), one.match, one.until, one_line(one.by), one_line(one.why))
        for one in found
    ]
    lines = table(("what", "whom", "match", "until", "by", "why"), rows) if rows else ("None is in force.",)
    return Told(lines, [asdict(one) for one in found])


# -- flags ---------------------------------------------------------------------------------------------------------


async def flags(services: Services, arguments: Arguments) -> Told:
    """What players flagged and nobody has dealt with."""
    state = arguments["STATE"] or "open"
    if state not in ("open", "closed"):
        raise BadOrder("Type flags, or flags closed.")
    found = services.moderation.flags.all(closed=state == "closed")[-LISTED:]
    rows: list[tuple[object, ...]] = [
        (one.number, moment(one.at_ms), one_line(one.by_name), one_line(one.evidence.name) or "a bot",
         one.evidence.match, one_line(one.why)[:60])
        for one in found
    ]  # fmt: skip
    lines = (
        table(("flag", "when", "by", "about", "match", "why"), rows)
        if rows
        else (f"There is no {state} flag.",)
    )
    return Told(lines, [_flag_data(one) for one in found])


async def flag(services: Services, arguments: Arguments) -> Told:
    """Show one flag, or close it."""
    number = arguments["NUMBER"]
    found = services.moderation.flags.get(int(number)) if number.isdecimal() and len(number) < 9 else None
    if found is None:
        raise BadOrder(f"There is no flag {one_line(number)[:20]!r}; 'flags' lists them.")
    match arguments["WHAT"]:
        case "show":
            return Told(_flag_lines(found), _flag_data(found))
        case "close":
            return await _close(services, arguments, found)
        case _:
            raise BadOrder("Type flag show NUMBER, or flag close NUMBER WHY.")


async def _close(services: Services, arguments: Arguments, found: Flag) -> Told:
    by, why = _who(services, arguments.by), one_line(arguments["WHY"])[:300]
    if found.closed_ms:
        raise BadOrder(f"Flag {found.number} was closed by {found.closed_by} at {moment(found.closed_ms)}.")
    if not why:
        raise BadOrder(f"Say what came of it: flag close {found.number} WHY")
    if await services.moderation.flags.close(found.number, by, why) is None:
        raise BadOrder(NOTHING_WRITTEN)
    await services.audit.note(by, "flag close", f"flag {found.number}", why)
    return Told((f"Flag {found.number} is closed.",), {"flag": found.number})


def _flag_lines(flag: Flag) -> tuple[str, ...]:
    seen = flag.evidence
    name = one_line(seen.name) or "a bot"
    whose = f"{name} ({seen.nation})" if seen.nation else name
    where = (
        f"turn {seen.turn}, notice {seen.cursor} as {one_line(flag.by_name)} heard it"
        if seen.cursor
        else "gallery"
    )
    return (
        f"flag {flag.number}, raised by {one_line(flag.by_name)} at {moment(flag.at_ms)}",
        f"match  {seen.match}, {where}, {moment(seen.at_s * 1000)}",
        f"about  {whose}",
        f"why    {one_line(flag.why) or '-'}",
        f"act    {one_line(seen.notice)}",
        *(f"words  {line}" for line in display(seen.words).split("\n") if line),
        *([f"closed by {one_line(flag.closed_by)} at {moment(flag.closed_ms)}: {one_line(flag.closed_why)}"]
          if flag.closed_ms else []),
    )  # fmt: skip


def _flag_data(flag: Flag) -> dict[str, Any]:
    data = asdict(flag)
    data["evidence"]["notice"] = json.loads(flag.evidence.notice) if flag.evidence.notice else None
    return data


# -- the audit log -------------------------------------------------------------------------------------------------


async def audit(services: Services, arguments: Arguments) -> Told:
    """What was done by those in charge, the newest last."""
    found = services.audit.entries(arguments["NAME"], LISTED)
    rows: list[tuple[object, ...]] = [
        (moment(one.at_ms), one_line(one.who), one.what, one_line(one.about), one_line(one.why))
        for one in found
    ]
    lines = table(("when", "who", "what", "about", "why"), rows) if rows else ("Nothing was done.",)
    return Told(lines, [asdict(one) for one in found])


ORDERS = (
    Order("kick", "PLAYER [WHY...]", "Sends a player away; he may come back.", kick, about="PLAYER"),
    Order("ban", "WHOM DURATION [WHY...]",
          "Keeps a player, with all his tokens, or an address out for a while: ban Ada 2d, ban 192.0.2.7 1h.",
          ban, about="WHOM"),
    Order("unban", "WHOM [WHY...]", "Lifts a ban.", unban, about="WHOM"),
    Order("silence", "PLAYER DURATION [WHY...]",
          "Lets a player write nothing for a while; acts without words go on.", silence, about="PLAYER"),
    Order("unsilence", "PLAYER [WHY...]", "Lifts a silence.", unsilence, about="PLAYER"),
    Order("sanctions", "", "Lists the bans and silences in force.", sanctions, changes=False),
    Order("flags", "[STATE]", "Lists what players flagged: what is open, or 'flags closed'.", flags, changes=False),
    Order("flag", "WHAT NUMBER [WHY...]",
          "Shows a flag with its evidence (flag show 3), or closes it (flag close 3 WHY).", flag, changes=False),
    Order("audit", "[NAME]", "Lists what operators and umpires did: all, or by and about one.", audit, changes=False),
)  # fmt: skip
