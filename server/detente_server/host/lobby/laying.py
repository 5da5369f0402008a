"""Laying a table: what may be wrong with the wish for one, and the settings that it comes to.

Owns: the checks of `CreateMatch`, every problem at once, and the translation into `Settings`.
Does not know: how a match becomes durable (`lobby`), how it goes on to the next crisis (`following`).
"""

from __future__ import annotations

from collections.abc import Callable

from detente_server.host.library import Library, Shelved
from detente_server.host.people.players import Player, Players
from detente_server.host.playing import calendar
from detente_server.match.settings import Settings, Stage
from detente_server.packs.campaigns import BadCampaign, planned
from detente_wire.messages import Calendar, CreateMatch, MatchId
from detente_wire.refusals import Refused
from detente_wire.terms import NationId

TEMPERS = ("", "dove", "mixed", "hawk")
LONGEST_LIVE_S = 86_400
PAUSES_S, LONG_PAUSES_S = 3600, 3 * 86_400
"""For how long a table may pause in all, where its creator does not say; the second by correspondence."""


def checked(library: Library, players: Players, command: CreateMatch) -> Shelved:
    """The crisis that is to be played; `Refused` with all that is wrong with the wish."""
    pack = offered(library, command.pack)
    playable = [nation.id for nation in pack.loaded.pack.nations if nation.playable]
    problems = [
        (command.people > len(playable), f"this crisis has {len(playable)} seats for people"),
        (command.people < 1 and not command.watch, "you take a seat, so people must be at least 1"),
        (command.watch and command.nation is not None, "who watches takes no seat"),
        (command.temper not in TEMPERS, "a temper is one of dove, mixed, hawk"),
        (
            command.tempo == "correspondence" and command.turn_s < 1,
            "correspondence takes a number of seconds a turn",
        ),
        (bool(command.umpires) and not command.umpire, "umpires are named, but there is to be no umpire"),
        *((True, f"nobody called {name} is known here") for name in _unknown(players, command.umpires)),
        (command.drawn and command.nation is not None, "seats are drawn, so nobody chooses one"),
        (command.calendar != Calendar() and not command.turn_s, "a calendar needs seconds a turn"),
        (bool(odd := calendar.problem(command.calendar)), odd),
        (command.tempo == "live" and command.turn_s > LONGEST_LIVE_S, "a live turn lasts a day at most"),
        (
            command.language not in ("", *pack.loaded.languages),
            f"this crisis can be read in {', '.join(pack.loaded.languages)}",
        ),
        *((True, problem) for problem in _campaign_problems(library, pack, command.then)),
    ]
    wrong = "; ".join(sentence for is_wrong, sentence in problems if is_wrong)
    if wrong:
        raise Refused("lobby.bad-settings", problem=wrong)
    return pack


def offered(library: Library, id: str) -> Shelved:
    """A crisis that may be played here; else `Refused`."""
    pack = library.on_offer.get(id)
    if pack is None:
        raise Refused("lobby.unknown-pack", pack=id, packs=", ".join(library.on_offer) or "none")
    return pack


def _campaign_problems(library: Library, first: Shelved, then: tuple[str, ...]) -> list[str]:
    """What is wrong with these crises in a row."""
    if not then:
        return []
    packs = [first.loaded, *(offered(library, id).loaded for id in then)]
    try:
        planned([pack.pack.id for pack in packs], {pack.pack.id: pack for pack in packs}.__getitem__)
    except BadCampaign as problem:
        return [str(problem).rstrip(".")]
    return []


def creators_seat(pack: Shelved, command: CreateMatch) -> NationId | None:
    """The creator's seat."""
    nations = pack.loaded.pack.nations
    playable = [nation.id for nation in nations if nation.playable]
    if command.watch:
        return None
    if command.nation is None:
        return playable[0]
    if command.nation not in [nation.id for nation in nations]:
        raise Refused("match.unknown-nation", nation=command.nation, nations=", ".join(playable))
    if command.nation not in playable:
        raise Refused("match.not-playable", nation=command.nation, nations=", ".join(playable))
    return command.nation


def _unknown(players: Players, names: tuple[str, ...]) -> list[str]:
    return [name for name in names if players.named(name) is None]


def settings_of(
    id: MatchId,
    player: Player,
    command: CreateMatch,
    pack: Shelved,
    *,
    players: Players,
    quiet_s: int,
    draw: Callable[[int], bytes],
) -> Settings:
    """The table as the wish has it; `draw` gives random bytes."""
    seed = command.seed if command.seed is not None else int.from_bytes(draw(6), "big")
    return Settings(
        match=id,
        pack=pack.loaded.pack.id,
        pack_version=pack.loaded.pack.version,
        pack_digest=pack.loaded.digest,
        rules_digest=pack.loaded.rules_digest,
        mode=command.mode,
        tempo=command.tempo,
        turn_ms=command.turn_s * 1000,
        people=(),
        seats=command.people,
        seed=str(seed),
        salt=b"" if command.open_dice else draw(32),
        secret=draw(32),
        temper=command.temper,
        quiet_ms=quiet_s * 1000,
        language="" if command.language == pack.loaded.languages[0] else command.language,
        private=command.private,
        creator=player.id,
        muster_ms=command.muster_s * 1000,
        drawn=command.drawn,
        anonymous=command.anonymous,
        umpire=command.umpire,
        umpires=tuple(known.id for name in command.umpires if (known := players.named(name))),
        pause_ms=_pause_s(command) * 1000,
        calendar=command.calendar,
        stage=Stage(id, (command.pack, *command.then)) if command.then else None,
    )


def _pause_s(command: CreateMatch) -> int:
    """For how long the table may pause in all."""
    usual = LONG_PAUSES_S if command.tempo == "correspondence" else PAUSES_S
    return usual if command.pause_budget_s < 0 else command.pause_budget_s
