"""A case being played: its opening with the givens set, and the ACTS, decided one by one.

Owns: the play, its dice, the meaning of a line of ACTS.
Does not know: how values are spelled (`notation`), what can be given (`givens`, `legacies`) and held (`holding`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
from attrs import evolve, field, frozen

from detente_server.rules.book import Game, Telling
from detente_server.rules.dice import Dice
from detente_server.rules.facts import ChannelChanged
from detente_server.rules.game import Decision, begin, close_turn, decide
from detente_server.rules.numbers import numbers_for
from detente_server.rules.pack import Pack
from detente_server.rules.state import State
from detente_server.trials import givens, legacies
from detente_server.trials.notation import BadCase, Labels, Unmet, parse_act
from detente_wire.acts import Assure, Recess
from detente_wire.refusals import Refusal
from detente_wire.terms import NationId, Ref, clause_hash, package_hash, recess_hash


@frozen
class GivenDice(Dice):
    """Dice of which some kinds are given."""

    given: dict[str, int] = field(factory=dict)

    def roll(self, turn: int, kind: str, actor: str = "", target: str = "", n: int = 0) -> int:
        """The given number for this kind in this turn, or in every turn, else a true roll."""
        given = self.given.get(f"{kind}@{turn}", self.given.get(kind))
        return super().roll(turn, kind, actor, target, n) if given is None else given


@attrs.define
class Play:
    """A case being played."""

    game: Game
    state: State
    labels: Labels = field(factory=dict)
    tellings: list[Telling] = field(factory=list)
    facts: list[Any] = field(factory=list)
    issued: int = 0

    def fresh(self, n: int) -> Ref:
        """References of this case, in order."""
        self.issued += 1
        return Ref(f"ref{self.issued:03}")

    def hash_of(self, ref: str) -> str:
        """The hash of the text or package that the reference names now."""
        document = self.state.documents.get(Ref(ref))
        if document is not None:
            return document.hash
        spoken = self.state.spoken.get(Ref(ref))
        match spoken.act if spoken else None:
            case Assure(clause=clause):
                return clause_hash(clause)
            case Recess(until_turn=until):
                return recess_hash(until)
            case None:
                return ""
            case act:
                return package_hash(getattr(act, "package", ()))

    def take(self, decision: Decision) -> None:
        """Keep what was decided."""
        self.state = decision.state
        self.tellings += decision.tellings
        self.facts += decision.facts

    def act(self, line: str) -> None:
        """Play one line of ACTS; a refusal that the line does not expect fails the case, and the other way round."""
        if line.split()[:1] == ["turn"]:
            self._turn(line.split()[1:])
            return
        line, _, code = line.partition(" ! ")
        code, _, part = code.partition(": ")
        line, _, label = line.partition(" -> ")
        nation, _, rest = line.partition(": ")
        if rest.split()[0] in ("agree", "conclude"):
            self._together(nation.split(","), rest, label.strip())
            return
        if rest.split()[0] == "session":
            self._session(nation.split(","), rest.split()[1:], label.strip())
            return
        by = self._nation(nation.strip())
        act = parse_act(self.game.pack, self.labels, rest.split(), self.hash_of)
        before = self.issued
        result = decide(self.game, self.state, by, act, self.fresh)
        if isinstance(result, Refusal):
            if result.code != code.strip() or part not in result.message():
                raise Unmet(f"{line}: refused {result.code}: {result.message()}")
            return
        if code:
            raise Unmet(f"{line}: expected refusal {code}, but it was done")
        self.take(result)
        if label:
            self.labels[label.strip()] = self._made(result, before)

    def _nation(self, name: str) -> NationId:
        if name not in self.game.pack.order:
            raise BadCase(f"no nation {name}; there are {', '.join(self.game.pack.order)}")
        return NationId(name)

    def _turn(self, until: list[str]) -> None:
        """``turn``: close this one; ``turn N``: and those that follow, until turn N dawns."""
        last = int(until[0]) if until else self.state.turn + 1
        if not self.state.turn < last <= self.game.pack.deadline + self.game.pack.grace + 1:
            raise BadCase(f"turn {last} does not lie ahead")
        while self.state.turn < last and self.state.outcome is None:
            self.take(close_turn(self.game, self.state, self.fresh))

    def _session(self, nations: list[str], words: list[str], label: str) -> None:
        """``session BODY``: the first nation convenes the body in the first medium for many, the others join."""
        if not label or not words:
            raise BadCase("session needs a body and a label: a,b: session council -> c")
        many = next((medium.id for medium in self.game.pack.media if medium.many), None)
        body = [] if words[0] == "none" else [f"institution={words[0]}"]
        heard = words[1:] or ["members=" + ("" if body else ",".join(nations[1:]))]
        self.act(" ".join([f"{nations[0]}: invite medium={many}", *body, *heard, "->", label]))
        for nation in nations[1:]:
            self.act(f"{nation}: join channel={label}")

    def _together(self, nations: list[str], rest: str, label: str) -> None:
        """``agree``: draft, table, initial by all; ``conclude``: and in the next turn sign by all, and close it."""
        verb, text = rest.split()
        if not label:
            raise BadCase(f"{verb} needs a label: -> paper")
        self.act(f"{nations[0]}: draft {text} -> {label}")
        self.act(f"{nations[0]}: table ref={label}")
        for nation in nations:
            self.act(f"{nation}: initial ref={label}")
        if verb == "conclude":
            self.act("turn")
            for nation in nations:
                self.act(f"{nation}: sign ref={label}")
            self.act("turn")

    def _made(self, decision: Decision, before: int) -> str:
        """The channel that the act opened or joined, else its primary reference: its first new one."""
        for fact in decision.facts:
            if isinstance(fact, ChannelChanged):
                return fact.channel.id
        if self.issued > before:
            return f"ref{before + 1:03}"
        raise BadCase("the act made nothing that can be named")


def start(pack: Pack, given: Iterable[str]) -> Play:
    """The opening state of the pack with the givens set."""
    given = tuple(given)
    rolls = {words[1]: int(words[2]) for words in map(str.split, given) if words[0] == "roll"}
    rules = [words[1:] for words in map(str.split, given) if words[0] == "rules"]
    if rules:
        pack = evolve(pack, rules=frozenset(rules[0]))
    for line in given:
        pack = givens.equip(pack, line.split())
    dice = GivenDice(b"\0" * 32, "case", given=rolls)
    numbers = {words[1]: _number(words[2]) for words in map(str.split, given) if words[0] == "number"}
    table = evolve(numbers_for(pack.numbers), **numbers)
    pack, legacy = legacies.given(pack, given, dice, table)
    game = Game(pack, dice, legacy, table)
    play = Play(game, State())
    play.take(begin(game, "historical", play.fresh))
    play.tellings = [telling for telling in play.tellings if legacies.is_told(telling.notice)]
    play.facts.clear()
    for line in given:
        play.state = givens.give(play.state, line.split())
    return play


def _number(text: str) -> Any:
    """A number of the rules: one, or several by comma."""
    parts = tuple(map(int, text.split(",")))
    return parts[0] if len(parts) == 1 else parts
