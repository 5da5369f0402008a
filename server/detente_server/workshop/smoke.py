"""A first few matches of bots: does the pack play at all?

Owns: which matches, and what counts as smoke. Does not know: how often which outcome should come (`simulate`).
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from detente_server import arena
from detente_server.packs.loader import LoadedPack
from detente_server.packs.problems import PackProblem
from detente_wire.messages import Mode

MATCHES: tuple[tuple[Mode, str], ...] = (("historical", "1"), ("variable", "1"), ("variable", "2"))
"""Mode and seed."""


@frozen
class Smoke:
    """How one match went."""

    mode: Mode
    seed: str
    outcome: str
    turns: int


def played(loaded: LoadedPack) -> Iterator[Smoke | PackProblem]:
    """Each of the matches, or what kept it from its end."""
    for mode, seed in MATCHES:
        try:
            match = arena.play(loaded, arena.settings_for(loaded, seed, mode=mode, temper="mixed"))
        except (
            Exception
        ) as problem:  # whatever it is, the pack cannot be played, and its author must hear of it
            said = ascii(f"{type(problem).__name__}: {problem}")[1:161]
            message = f"a {mode} match of bots with seed {seed} broke off: {said}"
            yield PackProblem(
                "pack.toml", 1, 1, "not-playable", message, "the tables may be at odds; else tell us"
            )
        else:
            yield Smoke(mode, seed, match.outcome, match.turns)
