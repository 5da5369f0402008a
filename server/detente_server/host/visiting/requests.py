"""Who grants which wish: the registry of handlers.

Owns: the table from a wish's class to its handler; what is answered when nothing can be written.
Does not know: who may wish what (`rights`), how any wish is granted (its handler does), sockets.

A handler gets the services, the player as he came in, and the wish; it answers, and may take its time. What a player is
now is in `services.players`. A new wish: its class in `detente_wire.messages.requests`, a handler in the room that
knows how, a line here, a row in `rights`.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

from detente_server.host.console import wished
from detente_server.host.lobby import speaking, tables, umpiring
from detente_server.host.logs import fields
from detente_server.host.moderation import wishes
from detente_server.host.notifications import wishes as contacts
from detente_server.host.people import accounts, marks
from detente_server.host.people.players import NotKept, Player
from detente_server.host.services import Services
from detente_server.match.match import denied
from detente_wire.messages import (
    CancelMatch,
    ConfirmContact,
    DirectAll,
    DropContact,
    FindMatch,
    Flag,
    FreeSeat,
    Invite,
    KeepMark,
    ListContacts,
    ListMarks,
    ListMuted,
    ListTokens,
    Mute,
    NewToken,
    Operate,
    Remark,
    Reply,
    RevokeToken,
    SetContact,
    SetPassword,
    Silence,
    TryContact,
    Unmute,
    Wish,
)
from detente_wire.refusals import Refusal

log = logging.getLogger("detente.requests")

Handler = Callable[[Services, Player, Any], Awaitable[Reply]]

HANDLERS: dict[type[Wish], Handler] = {
    SetPassword: accounts.set_password,
    NewToken: accounts.new_token,
    ListTokens: accounts.list_tokens,
    RevokeToken: accounts.revoke_token,
    Operate: wished.operate,
    Mute: wishes.mute,
    Unmute: wishes.unmute,
    ListMuted: wishes.list_muted,
    Flag: wishes.flag,
    Invite: tables.invite,
    FindMatch: tables.find_match,
    CancelMatch: tables.cancel,
    FreeSeat: tables.free_seat,
    Remark: speaking.remark,
    SetContact: contacts.answer,
    ConfirmContact: contacts.answer,
    ListContacts: contacts.answer,
    DropContact: contacts.answer,
    TryContact: contacts.answer,
    Silence: umpiring.silence,
    DirectAll: umpiring.direct_all,
    KeepMark: marks.keep_mark,
    ListMarks: marks.list_marks,
}


async def answer(services: Services, player: Player, wish: Wish) -> Reply:
    """What comes of a wish that the player may have; a handler that fails fails alone, and logs nothing of the wish."""
    try:
        return await HANDLERS[type(wish)](services, player, wish)
    except NotKept:
        return denied(Refusal("host.read-only"))
    except Exception as problem:
        where = traceback.extract_tb(problem.__traceback__)[-1]  # its text might hold what was wished for
        log.error(
            "a wish was not answered",
            extra=fields(
                wish=type(wish).__name__,
                problem=type(problem).__name__,
                file=where.filename,
                line=where.lineno,
            ),
        )
        return denied(Refusal("host.trouble"))
