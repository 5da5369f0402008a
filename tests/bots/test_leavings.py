"""Who has played a match leaves nothing that Python must look for: its values hold no cycles (`garbage`)."""

from __future__ import annotations

import gc
from weakref import ReferenceType, ref

from detente_server import arena
from detente_server.bots.mind import Mind
from detente_server.bots.player import BotPlayer
from detente_server.match.settings import Settings
from detente_wire.terms import NationId
from tests.campaigns.rematch import regatta


def test_a_match_of_bots_goes_without_being_looked_for() -> None:
    pack = regatta()
    minds: list[ReferenceType[Mind]] = []

    def made(nation: NationId, settings: Settings) -> BotPlayer:
        bot = BotPlayer(settings.match, nation, pack.public, settings.bot_seed(nation), "mixed")
        minds.append(ref(bot.mind))
        return bot

    gc.collect()
    gc.disable()
    try:
        match = ref(arena.play(pack, arena.settings_for(pack, "1"), make=made).match)
        assert match() is None
        assert [mind() for mind in minds] == [None] * len(pack.pack.order)
    finally:
        gc.enable()


def test_python_looks_again_after_a_match() -> None:
    pack = regatta()
    looked: list[bool] = []
    arena.play(pack, arena.settings_for(pack, "1"), keep=lambda _: looked.append(gc.isenabled()))
    assert looked
    assert not any(looked)
    assert gc.isenabled()
