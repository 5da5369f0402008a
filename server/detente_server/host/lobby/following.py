"""The next crisis of a campaign: how its table is set, and who speaks for whom there.

Owns: the settings that follow from those of the match before, the heir's seat.
Does not know: how a match becomes durable (`lobby`), which match follows which (`campaigns`).
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from detente_server.host.library import Shelved
from detente_server.host.people.players import Player
from detente_server.host.playing.owner import Owner
from detente_server.match.settings import Settings, Stage
from detente_server.rules.heritage import heirs
from detente_wire.legacy import Legacy
from detente_wire.messages import MatchId
from detente_wire.refusals import Refused
from detente_wire.terms import NationId


def settings_after(
    before: Settings, id: MatchId, stage: Stage, legacy: Legacy, pack: Shelved, draw: Callable[[int], bytes]
) -> Settings:
    """The table is set as the one before it was, for another crisis, with a secret and a salt of its own."""
    playable = sum(nation.playable for nation in pack.loaded.pack.nations)
    return evolve(
        before,
        match=id,
        pack=pack.loaded.pack.id,
        pack_version=pack.loaded.pack.version,
        pack_digest=pack.loaded.digest,
        rules_digest=pack.loaded.rules_digest,
        seats=min(before.seats, playable),
        salt=draw(32) if before.salt else b"",
        secret=draw(32),
        language=before.language if before.language in pack.loaded.spoken else "",
        stage=stage,
        legacy=legacy,
    )


def heirs_seat(
    owner: Owner | None, player: Player, pack: Shelved, legacy: Legacy, spoken: NationId | None
) -> NationId:
    """The seat of the heir of the nation that the player spoke for, if he can have it; else a free one."""
    playable = [nation.id for nation in pack.loaded.pack.nations if nation.playable]
    free = playable if owner is None else [one for one in owner.match.free_seats() if one in playable]
    mine = owner.nation_of(player.id) if owner is not None else None
    heir = heirs(pack.loaded.pack, legacy).get(spoken) if spoken else None
    if mine is not None:
        return mine
    if heir in free:
        return heir
    if not free:
        raise Refused("match.full")
    return free[0]
