"""Conducts: what a bot of each temper does, and the probes, crude players that must not get rich in any crisis.

Owns: `CONDUCTS`, by name. A probe is the mixed temper with one thing wrong with it, so that a difference of scores in
the same seat has one cause (rules, section 14: none beats a mixed bot).
Does not know: scores; who plays whom (`arena`).
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from detente_server.bots import answers, means, papers, table
from detente_server.bots.diplomat import SPARE, TALK, Habits
from detente_server.bots.mind import Habit, Mind, Move
from detente_server.bots.temper import TEMPERS, Temper
from detente_wire.acts import Decline, Keep, Press
from detente_wire.terms import NationId, Tool
from detente_wire.values import frozen


@frozen
class Conduct:
    """How a seat is played."""

    name: str
    temper: Temper
    habits: Habits = TALK + SPARE
    """In order of urgency."""


MIXED = TEMPERS["mixed"]


def cheat(mind: Mind) -> Habit:
    """Cheat on every clause that it is the actor of, one at a time, in pack and text order."""
    for seen in mind.view.texts("in-force"):
        for number, clause in enumerate(seen.text.clauses, 1):
            if clause.actor == mind.me:
                yield Move(Keep(seen.ref, number, "cheat"))


def decline(mind: Mind) -> Habit:
    """Turn every invitation down."""
    for channel in mind.view.invitations():
        yield Move(Decline(channel.id))


def sanction(mind: Mind) -> Habit:
    """Sanctions on every other nation, a level more each turn, for as long as envoys and capital last."""
    for target in _rest(mind):
        imposed = mind.view.sanctions_on(target).get(mind.me, 0)
        if imposed < 3 and mind.view.envoys and mind.view.capital > imposed:
            yield Move(Press("sanctions", target, imposed + 1))


def rattle(mind: Mind) -> Habit:
    """Whatever raises tension most: force as high as it goes, on an adversary; every other tool on everybody."""
    view, sheet = mind.view, mind.view.sheet
    shows = [
        seen.pressed for (tool, by, _), seen in view.pressure.items() if tool == "force" and by == mind.me
    ]
    target, level = (shows[0].target, shows[0].level) if shows else (_rest(mind)[0], 0)
    if sheet is not None and level < sheet.force and view.capital > level:
        yield Move(Press("force", target, level + 1))
    yield from sanction(mind)
    tools: tuple[Tool, ...] = ("covert", "protest") if "covert" in mind.crisis.rules else ("protest",)
    for tool in tools:
        for other in _rest(mind):
            if view.envoys:
                yield Move(Press(tool, other))


def _rest(mind: Mind) -> list[NationId]:
    """All others: principals first."""
    rest = [nation for nation in mind.crisis.nations if nation != mind.me and nation not in mind.others]
    return [*mind.others, *rest]


_TALKATIVE: Habits = (
    answers.answers,
    table.concerns,
    papers.papers,
    table.convene,
    table.listen,
    table.offer,
)
PROBES: tuple[Conduct, ...] = (
    Conduct("liar", evolve(MIXED, lies=100)),
    Conduct("cheater", MIXED, (cheat, *TALK, *SPARE)),
    Conduct("never-talks", MIXED, (decline, table.concerns, means.calm, means.press)),
    Conduct("signs-anything", evolve(MIXED, takes="anything")),
    Conduct("signs-nothing", evolve(MIXED, takes="nothing")),
    Conduct("sanction-spammer", MIXED, (sanction, *TALK)),
    Conduct("stonewaller", evolve(MIXED, concedes=False, standstill=0)),
    Conduct("warmonger", evolve(MIXED, quiet_from=101, standstill=0), (rattle, *_TALKATIVE)),
)
"""What a player might try who does not want to play."""
CONDUCTS: Mapping[str, Conduct] = {
    **{name: Conduct(name, temper) for name, temper in TEMPERS.items()},
    **{probe.name: probe for probe in PROBES},
}
