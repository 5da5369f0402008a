"""Speaking in the gallery of a match.

Owns: the handler of a remark: who may speak, how fast, to whom it goes.
Does not know: where remarks are kept (`gallery`).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from detente_server.host.moderation.wishes import refusal
from detente_wire.gate import gate
from detente_wire.messages import Done, Remark, Reply
from detente_wire.refusals import Refusal

if TYPE_CHECKING:
    from detente_server.host.people.players import Player
    from detente_server.host.services import Services


async def remark(services: Services, player: Player, wish: Remark) -> Reply:
    """Say something to those who watch the same match."""
    owner = services.matches.owners.get(wish.match)
    if owner is None or not any(one.player == player.id for one in owner.attachments):
        return refusal("gallery.away")
    if not services.gallery.may_hear(owner, player.id):
        return refusal("gallery.seated")
    silence = services.moderation.sanctions.silence_of(player.id, wish.match)
    if silence is not None:
        return refusal("text.silenced", until=silence.term)
    words = gate(wish.words, services.config.limits)
    if isinstance(words, Refusal):
        return refusal(words.code, **dict(words.params))
    if not words.strip():
        return Done()
    wait = services.gateway.pace_of(player.id).letters.take(services.environment.monotonic())
    if wait:
        return refusal("host.rate", retry_s=math.ceil(wait))
    said = services.gallery.speak(owner, player.id, player.name, words)
    for hearer in services.gallery.hearers(owner):
        services.gateway.tell(hearer, said)
    return Done()
