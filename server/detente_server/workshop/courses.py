"""One match of bots, boiled down to what the tables of `detente-pack simulate` need.

Owns: which notices count for what. Does not know: many matches (`tallies`), processes (`simulating`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from detente_server import arena
from detente_server.packs.loader import LoadedPack
from detente_server.rules.pack import Pack
from detente_wire.notices import (
    ChannelOpened,
    DialMoved,
    EngagementEnded,
    Injected,
    IssueClosed,
    Letter,
    NationScore,
    Notice,
    Pressed,
    RatificationFailed,
    Said,
    TurnBegan,
)
from detente_wire.terms import PUBLIC, NationId

Used = tuple[str, str]
"""A sort of content and its name, e.g. ``("medium", "hotline")``."""


@frozen
class Plan:
    """How one match is to be played."""

    seed: str
    temper: str = ""
    """Of every bot; empty: drawn for each seat."""
    conducts: tuple[tuple[NationId, str], ...] = ()
    """Who plays a seat otherwise than by its temper: a temper or a probe, by name."""


@frozen
class Course:
    """How it went."""

    plan: Plan
    outcome: str
    turns: int
    nash: int
    scores: tuple[NationScore, ...]
    conducts: Mapping[NationId, str]
    """Who played each seat."""
    tension: tuple[int, ...]
    """At each DAWN."""
    causes: Counter[str]
    """Tension by what moved it."""
    refused_at_home: int
    used: frozenset[Used]
    """What of the pack was touched."""


def course(loaded: LoadedPack, plan: Plan) -> Course:
    """Play the match."""
    settings = arena.settings_for(loaded, plan.seed, temper=plan.temper)
    played = arena.play(loaded, settings, conducts=dict(plan.conducts))
    notices = [heard.notice for heard in played.match.streams.all]
    causes: Counter[str] = Counter()
    for moved in (one for one in notices if isinstance(one, DialMoved) and one.dial == "tension"):
        causes[moved.because.why] += moved.by
    return Course(
        plan=plan,
        outcome=played.outcome,
        turns=played.turns,
        nash=played.nash,
        scores=tuple(played.scores),
        conducts=dict(played.tempers),
        tension=tuple(one.tension for one in notices if isinstance(one, TurnBegan)),
        causes=causes,
        refused_at_home=sum(isinstance(one, RatificationFailed) for one in notices),
        used=frozenset(_used(loaded.pack, notices)),
    )


def _used(pack: Pack, notices: Iterable[Notice]) -> Iterator[Used]:
    public = [medium.id for medium in pack.media if medium.kind == "public"]
    for one in notices:
        match one:
            case ChannelOpened(medium=medium, venue=venue):
                yield "medium", medium
                if venue is not None:
                    yield "venue", venue
            case Letter(letter=letter, how="sent"):
                yield "medium", letter.medium
            case Said(channel=channel) if channel == PUBLIC:
                yield from (("medium", medium) for medium in public)
            case Pressed(tool=tool):
                yield "tool", tool
            case Injected(inject=inject):
                yield "inject", inject
            case IssueClosed(issue=issue, option=option):
                yield "option", f"{issue}: {option}"
            case EngagementEnded():
                yield "engagement", "any"
