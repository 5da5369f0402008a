"""A case being played: GIVEN sets dials, ACTS are decided one by one, THEN is held against what came of it.

Owns: the meaning of each line. Does not know: how values are spelled (`notation`), where the lines come from.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
from attrs import evolve, field, frozen

from detente_server.rules import book as books
from detente_server.rules import closing, ratification
from detente_server.rules.book import Book, Game, Telling
from detente_server.rules.dice import Dice
from detente_server.rules.facts import ChannelChanged
from detente_server.rules.game import Decision, begin, close_turn, decide
from detente_server.rules.numbers import numbers_for
from detente_server.rules.pack import Pack
from detente_server.rules.state import ClauseState, PairState, Sanctions, Show, State
from detente_server.trials import crisis, legacies
from detente_server.trials.notation import BadCase, Labels, Unmet, hold, parse_act, read
from detente_wire.acts import ACT_NAMES, Assure, Recess
from detente_wire.notices import NOTICE_NAMES, NOTICES
from detente_wire.refusals import Refusal
from detente_wire.terms import IssueId, NationId, Ref, clause_hash, package_hash, recess_hash


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
        pack = _equip(pack, line.split())
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
        play.state = _give(play.state, line.split())
    return play


def _number(text: str) -> Any:
    """A number of the rules: one, or several by comma."""
    parts = tuple(map(int, text.split(",")))
    return parts[0] if len(parts) == 1 else parts


def _equip(pack: Pack, words: list[str]) -> Pack:
    """The pack with one thing of its tables changed."""
    match words:
        case ["medium", name, parameter, value]:
            change: dict[str, Any] = {parameter: int(value)}
            media = (evolve(medium, **change) if medium.id == name else medium for medium in pack.media)
            return evolve(pack, media=tuple(media))
        case ["contacts", name, *others]:
            met = tuple(NationId(other) for other in others)
            nations = (
                evolve(nation, contacts=met) if nation.id == name else nation for nation in pack.nations
            )
            return evolve(pack, nations=tuple(nations))
        case ["likes" | "dislikes" as how, name, *kinds]:
            taste: dict[str, Any] = {how: tuple(kinds)}
            nations = (
                evolve(nation, self_card=evolve(nation.self_card, **taste)) if nation.id == name else nation
                for nation in pack.nations
            )
            return evolve(pack, nations=tuple(nations))
        case ["principals", *names]:
            return evolve(pack, must_sign=tuple(NationId(name) for name in names))
        case ["at-least", name, number, *names]:
            among = tuple(NationId(other) for other in names)
            return _issue(pack, name, at_least=int(number), at_least_of=among)
        case ["adversaries", *names]:
            pairs = zip(map(NationId, names[::2]), map(NationId, names[1::2]))
            return evolve(pack, adversaries=tuple(pairs))
        case ["no-secret", name]:
            return _issue(pack, name, secret_ok=False)
    return legacies.equip(pack, words)


def _issue(pack: Pack, name: str, **changes: Any) -> Pack:
    issues = (evolve(issue, **changes) if issue.id == name else issue for issue in pack.issues)
    return evolve(pack, issues=tuple(issues))


_NATION = {"capital", "standing", "word", "home", "strain", "envoys", "drift", "stall_loss", "sanctions_loss",
           "broken_pledges", "breaches", "force3_turns"}  # fmt: skip


def _give(state: State, words: list[str]) -> State:
    match words:
        case [
            "roll"
            | "rules"
            | "number"
            | "medium"
            | "contacts"
            | "likes"
            | "dislikes"
            | "principals"
            | "adversaries"
            | "at-least"
            | "no-secret"
            | "left"
            | "heir"
            | "reads"
            | "leaves",
            *_,
        ]:
            return state
        case ["sanctions", a, b, level]:
            regime = Sanctions(NationId(a), NationId(b), int(level), state.turn)
            return evolve(state, sanctions={**state.sanctions, (regime.by, regime.target): regime})
        case ["force", a, b, level]:
            show = Show(NationId(a), NationId(b), int(level), state.turn)
            return evolve(state, shows={**state.shows, show.by: show})
        case ["tension" | "stall" | "dawn_tension" as dial, value]:
            set_to: dict[str, Any] = {dial: int(value)}
            changed = evolve(state.crisis, **set_to)
            if dial == "tension":
                changed = evolve(changed, dawn_tension=int(value))
            return evolve(state, crisis=changed)
        case ["turn", value]:
            return evolve(state, turn=int(value))
        case ["trust" | "marks" | "grievance" as dial, a, b, value]:
            key = (NationId(a), NationId(b))
            to: dict[str, Any] = {dial: int(value)}
            pair: PairState = evolve(state.pairs[key], **to)
            return evolve(state, pairs={**state.pairs, key: pair})
        case [dial, nation, value] if dial in _NATION:
            name = NationId(nation)
            now: dict[str, Any] = {dial: int(value)}
            moved = evolve(state.nations[name], **now)
            if dial == "home":
                moved = evolve(moved, band=_band(int(value)))
            return evolve(state, nations={**state.nations, name: moved})
    given = crisis.give(state, words)
    if given is None:
        raise BadCase(f"cannot give {' '.join(words)}")
    return given


def _band(home: int) -> Any:
    return "low" if home < 35 else "high" if home > 64 else "mid"


def then(play: Play, line: str) -> None:
    """Hold one line of THEN against the play."""
    words = line.split()
    state, labels = play.state, play.labels
    match words:
        case ["told" | "untold" as which, viewer, kind, *pairs]:
            found = [t for t in _heard(play, viewer) if _matches(play, t.notice, kind, pairs)]
            hold(bool(found) == (which == "told"), f"{line}: {viewer} heard of {_heard_kinds(play, viewer)}")
        case ["status", label, value]:
            ref = Ref(labels[label])
            things: list[Any] = [
                m[ref]
                for m in (state.documents, state.pledges, state.threats, state.motions, state.spoken)
                if ref in m
            ]
            hold(bool(things), f"nothing called {label}")
            hold(things[0].status == value, f"{label} is {things[0].status}")
        case ["reads" | "unread" as which, viewer, label]:
            words_heard = {t.words for t in _heard(play, viewer)}
            hold((labels[label] in words_heard) == (which == "reads"), f"{line}: {words_heard}")
        case ["closed", issue, option]:
            now = _closed(play, issue)
            hold(now == option, f"{line}: it is {now or 'open'}")
        case ["open", issue]:
            now = _closed(play, issue)
            hold(now is None, f"{line}: it is closed with {now}")
        case ["outcome", value]:
            hold((state.outcome or "none") == value, f"{line}: it is {state.outcome}")
        case ["sanctions" | "force", *_]:
            _pressure(state, words)
        case ["clause", label, number, *expected]:
            keeping = _keeping(state, Ref(labels[label]), int(number))
            hold([keeping.status, keeping.manner][: len(expected)] == expected, f"{line}: it is {keeping}")
        case ["footing", a, b, value]:
            footing = state.pairs[NationId(a), NationId(b)].footing
            hold(footing == value, f"{line}: it is {footing}")
        case ["face" | "no-face" as which, a, b]:
            face = state.pairs[NationId(a), NationId(b)].face
            hold(face == (which == "face"), f"{line}: it is {face}")
        case ["fragile" | "firm" as which, label, number]:
            keeping = _keeping(state, Ref(labels[label]), int(number))
            hold(keeping.fragile == (which == "fragile"), f"{line}: it is {keeping}")
        case ["body" | "no-body" as which, name]:
            hold((name in state.bodies) == (which == "body"), f"{line}: there are {', '.join(state.bodies)}")
        case ["points" | "sum" as which, nation, *label, value]:
            reckoned = _reckoned(play, which, NationId(nation), label)
            hold(reckoned == int(value), f"{line}: it is {reckoned}")
        case ["happened" | "not-happened" as which, inject]:
            if inject not in {one.id for one in play.game.pack.injects}:
                raise BadCase(f"no inject {inject}")
            happened = inject in state.crisis.fired
            hold(happened == (which == "happened"), f"{line}: it is turn {state.turn}")
        case ["insight", a, b, value]:
            insight = state.pairs[NationId(a), NationId(b)].marks // 2
            hold(insight == int(value), f"{line}: it is {insight}")
        case _ if legacies.holds(state, words):
            pass
        case _:
            at_end = crisis.holds([telling.notice for telling in play.tellings], words)
            if at_end is None:
                hold(_dial(state, words[:-1]) == int(words[-1]), f"{line}: it is {_dial(state, words[:-1])}")
            else:
                hold(at_end, f"{line}: {[t.notice for t in play.tellings if _is_end(t.notice)]}")


def _closed(play: Play, issue: str) -> str | None:
    """The option that the issue is closed with, if it is."""
    play.game.pack.issue(IssueId(issue))
    found = play.state.crisis.closed.get(IssueId(issue))
    return found[0] if found else None


def _is_end(notice: Any) -> bool:
    return type(notice) is NOTICES["ended"]


def _keeping(state: State, ref: Ref, number: int) -> ClauseState:
    """How a clause of a text, or an assurance, is being kept."""
    if ref in state.assurances:
        return state.assurances[ref].keeping
    return state.documents[ref].clauses[number - 1]


def _reckoned(play: Play, which: str, nation: NationId, label: list[str]) -> int:
    """`I` of a nation now, or its `R` of a text."""
    book = Book(play.game, play.state, play.fresh)
    if which == "points":
        return closing.points_in_force(book, nation)
    return ratification.sum_of(book, nation, play.state.documents[Ref(play.labels[label[0]])])


def _pressure(state: State, words: list[str]) -> None:
    if words[0] == "sanctions":
        regime = state.sanctions.get((NationId(words[1]), NationId(words[2])))
        level = regime.level if regime else 0
    else:
        show = state.shows.get(NationId(words[1]))
        level = show.level if show else 0
    hold(level == int(words[-1]), f"{' '.join(words)}: it is {level}")


def _dial(state: State, words: list[str]) -> int:
    match words:
        case ["tension" | "stall" as dial]:
            return int(getattr(state.crisis, dial))
        case ["turn"]:
            return state.turn
        case ["rung"]:
            return state.rung
        case ["batna", nation]:
            return books.batna(state, NationId(nation))
        case ["trust" | "marks" | "grievance" as dial, a, b]:
            return int(getattr(state.pairs[NationId(a), NationId(b)], dial))
        case [dial, nation] if dial in _NATION:
            return int(getattr(state.nations[NationId(nation)], dial))
    raise BadCase(f"no dial {' '.join(words)}")


def _heard(play: Play, viewer: str) -> list[Telling]:
    if viewer == "all":
        return [t for t in play.tellings if t.audience == "public"]
    return [t for t in play.tellings if t.audience == "public" or viewer in t.audience]


def _heard_kinds(play: Play, viewer: str) -> str:
    """The kinds of what the viewer heard, for a sentence."""
    return ", ".join(sorted({NOTICE_NAMES[type(t.notice)] for t in _heard(play, viewer)})) or "nothing"


def _part(value: Any, name: str) -> Any:
    """A field, or an entry of a tuple by number; None beyond its end, and where an act has no such field."""
    if name.isdecimal():
        return value[int(name)] if int(name) < len(value) else None
    return getattr(value, name, None) if type(value) in ACT_NAMES else getattr(value, name)


def _matches(play: Play, notice: Any, kind: str, pairs: list[str]) -> bool:
    if type(notice) is not NOTICES[kind]:
        return False
    for pair in pairs:
        name, _, text = pair.partition("=")
        value: Any = notice
        for part in name.split("."):
            value = _part(value, part)
        if isinstance(value, int) and not isinstance(value, bool):
            ok = value == int(text)
        elif isinstance(value, tuple):
            ok = ",".join(str(v) for v in value) == text
        else:
            ok = (
                str(value) == play.labels.get(text, text)
                or (value is True and text == "yes")
                or (value is False and text == "no")
                or (value is None and text == "none")
            )
        if not ok:
            return False
    return True


__all__ = ["Play", "read", "start", "then"]
