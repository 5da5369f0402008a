"""A decision under way: the book in which facts are entered and tellings noted.

Owns: the game's constants (`Game`), audiences, and the `Book`, whose state is always ahead by what it has entered.
Does not know: any particular rule; it keeps dials in range, names rolls, reserves envoys, and tells a moved dial to
exactly those whom the table of section 1 entitles.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Literal

from attrs import field

from detente_server.rules import facts
from detente_server.rules.dice import Dice
from detente_server.rules.facts import Fact, Moved
from detente_server.rules.numbers import Numbers, numbers_for
from detente_server.rules.pack import Pack
from detente_server.rules.state import Earned, NationState, PairState, State, TensionAct, TensionNote
from detente_wire.legacy import Legacy
from detente_wire.notices import Cause, DialMoved, Notice
from detente_wire.refusals import Refused
from detente_wire.terms import NationId, Ref
from detente_wire.values import frozen

Audience = frozenset[NationId] | Literal["public"]
"""Who is entitled to exactly this body: everybody, or these nations."""


@frozen
class Telling:
    """A notice and its audience; the match stores both, and never reckons an audience again."""

    audience: Audience
    notice: Notice
    words: Ref | None = None
    """The act whose written words go with it, if any."""


@frozen
class Game:
    """What does not change during a match: the pack, the dice, what earlier crises left, the numbers."""

    pack: Pack
    """As this match plays it: with what a legacy changes of it (`heritage.inherit`)."""
    dice: Dice
    legacy: Legacy | None = None
    """Of the matches before this one in a campaign."""
    numbers: Numbers = field()

    @numbers.default
    def _numbers(self) -> Numbers:
        return numbers_for(self.pack.numbers)

    def has(self, module: str) -> bool:
        """Whether the pack plays with this rule module (``core`` always)."""
        return module == "core" or module in self.pack.rules or "full" in self.pack.rules


Fresh = Callable[[int], Ref]
"""Gives the n-th new reference of a decision: from the match's secret, the author and the command (the match)."""

_MOST = Numbers()
RANGES: dict[str, tuple[int, int]] = {
    "tension": (0, 100),
    "stall": (0, 99),
    "capital": (0, _MOST.capital_max),
    "standing": (0, 100),
    "word": (0, 100),
    "strain": (0, 100),
    "home": (0, 100),
    "envoys": (0, 99),
    "drift": (-99, 99),
    "stall_loss": (0, _MOST.stall_batna_max),
    "sanctions_loss": (0, _MOST.sanctions_batna_max),
    "lost_envoys": (0, 9),
    "broken_pledges": (0, 99),
    "breaches": (0, 99),
    "force3_turns": (0, 99),
    "trust": (0, 100),
    "marks": (0, _MOST.insight_marks * _MOST.insight_max),
    "grievance": (0, _MOST.grievance_max),
}
"""Every dial's range; a move beyond it is cut (invariant 7)."""

_PUBLIC = frozenset({"tension", "stall", "standing", "word", "strain"})
_OWNER = frozenset({"capital", "home", "envoys"})
_BATNA = {"drift": 1, "stall_loss": -1, "sanctions_loss": -1}


class Book:
    """One decision: enter facts, note tellings, roll, move dials."""

    def __init__(self, game: Game, state: State, fresh: Fresh) -> None:
        self.game = game
        self.pack: Pack = game.pack
        """The crisis."""
        self.numbers: Numbers = game.numbers
        """The table."""
        self.state = state
        """Ahead of the state that the decision began with by every fact entered."""
        self.facts: list[Fact] = []
        self.tellings: list[Telling] = []
        self.last = False
        """The match ends with this turn, whatever the crisis."""
        self._fresh = fresh
        self._references = 0

    # -- reading ------------------------------------------------------------------------------------------------

    @property
    def turn(self) -> int:
        """The turn under way."""
        return self.state.turn

    def nation(self, name: NationId) -> NationState:
        """The nation's dials."""
        return self.state.nations[name]

    def pair(self, of: NationId, toward: NationId) -> PairState:
        """How `of` sees `toward`."""
        return self.state.pairs[of, toward]

    def mutual_trust(self, a: NationId, b: NationId) -> int:
        """The lower of the two directions: what *both ways* means."""
        return min(self.pair(a, b).trust, self.pair(b, a).trust)

    def others(self, name: NationId) -> tuple[NationId, ...]:
        """Everybody else, in pack order."""
        return tuple(other for other in self.pack.order if other != name)

    def in_order(self, names: Collection[NationId]) -> tuple[NationId, ...]:
        """These nations in pack order, each once."""
        return tuple(name for name in self.pack.order if name in names)

    # -- entering -----------------------------------------------------------------------------------------------

    def enter(self, fact: Fact) -> None:
        """Enter a fact: it happens now."""
        self.state = facts.apply(self.state, fact)
        self.facts.append(fact)

    def tell(self, audience: Audience | Iterable[NationId], notice: Notice, words: Ref | None = None) -> None:
        """Note who is told what. An empty audience is told nothing."""
        who: Audience = "public" if audience == "public" else frozenset(audience)
        if who:
            self.tellings.append(Telling(who, notice, words))

    def fresh(self) -> Ref:
        """A new reference of this decision."""
        self._references += 1
        return self._fresh(self._references)

    def roll(self, kind: str, actor: str = "", target: str = "") -> int:
        """A named roll, 0..99; its `n` counts within this turn, kind, actor and target."""
        key = f"roll:{kind}:{actor}:{target}"
        n = self.state.today.counts.get(key, 0)
        self.enter(facts.Counted(key))
        return self.game.dice.roll(self.turn, kind, actor, target, n)

    def count(self, key: str, ever: bool = False) -> int:
        """Count one more use of a limit and give the number including it; `ever`: over the whole match."""
        self.enter(facts.Counted(key, ever))
        return (self.state.ever if ever else self.state.today.counts)[key]

    def counted(self, key: str, ever: bool = False) -> int:
        """How often the limit was used (this turn, or ever)."""
        return (self.state.ever if ever else self.state.today.counts).get(key, 0)

    # -- dials --------------------------------------------------------------------------------------------------

    def move(self, of: NationId, dial: str, by: int, because: Cause) -> int:
        """Move a nation's dial, cut to its range; told to all or to its owner. Gives what it really moved by."""
        now = getattr(self.nation(of), dial)
        by = self._cut(dial, now, by)
        if not by:
            return 0
        self.enter(Moved(dial, by, because, of))  # type: ignore[arg-type]
        if dial in _BATNA:
            step = by * _BATNA[dial]
            self.tell({of}, DialMoved("batna", step, batna(self.state, of), because, of))
        elif dial in _PUBLIC or dial in _OWNER:
            audience: Audience = "public" if dial in _PUBLIC else frozenset({of})
            self.tell(audience, DialMoved(dial, by, now + by, because, of))  # type: ignore[arg-type]
        return by

    def move_pair(
        self, of: NationId, toward: NationId, dial: str, by: int, because: Cause, *, told: Cause | None = None
    ) -> int:
        """Move trust, marks or grievance now, cut to range. Trust is told to both, the others to `of` alone.

        `told` is the cause that is printed, where the true one is not for everybody in the audience.
        """
        now = getattr(self.pair(of, toward), dial)
        by = self._cut(dial, now, by)
        if not by:
            return 0
        self.enter(Moved(dial, by, because, of, toward))  # type: ignore[arg-type]
        audience = {of, toward} if dial == "trust" else {of}
        self.tell(audience, DialMoved(dial, by, now + by, told or because, of, toward))  # type: ignore[arg-type]
        return by

    def move_tension(self, by: int, because: Cause) -> int:
        """Move tension, cut to 0..100, told to all."""
        now = self.state.crisis.tension
        by = self._cut("tension", now, by)
        if by:
            self.enter(Moved("tension", by, because))
            self.tell("public", DialMoved("tension", by, now + by, because))
        return by

    def _cut(self, dial: str, now: int, by: int) -> int:
        low, high = RANGES[dial]
        return max(low, min(high, now + by)) - now

    def earn(
        self,
        of: NationId,
        toward: NationId,
        kind: Literal["loss", "contact", "deed", "marks", "grievance"],
        by: int,
        because: Cause,
    ) -> None:
        """What TALKS earned: booked at step 0 of RESOLVE (losses first, then contact, then deeds; then marks)."""
        self.enter(facts.EarnedInTalks(Earned(of, toward, kind, by, because)))

    def raise_tension(self, by: NationId, amount: int, because: Cause, *, hidden: bool = False) -> None:
        """An act that raises tension, weighed at step 7 (rules, section 6); `hidden`: its author is not known."""
        if amount > 0:
            self.enter(facts.TensionRaised(TensionAct(by, amount, because, hidden)))

    def note_tension(self, amount: int, because: Cause) -> None:
        """Tension outside the acts (injects, stand-downs, doubtful reports): booked at step 7 as it is."""
        if amount:
            self.enter(facts.TensionNoted(TensionNote(amount, because)))

    def touch(self, a: NationId, b: NationId, *, in_one_place: bool = False) -> None:
        """Something happened between the two: their trust does not decay this turn."""
        known = self.state.today.place if in_one_place else self.state.today.touched
        if (a, b) not in known:
            self.enter(facts.Touched(a, b, in_one_place))

    # -- paying -------------------------------------------------------------------------------------------------

    def pay(self, nation: NationId, envoys: int = 0, capital: int = 0, *, why: str = "paid") -> None:
        """Take envoys and capital now, or refuse with what is missing."""
        has = self.nation(nation)
        if envoys > has.envoys:
            raise Refused("rules.no-envoys", needs=envoys, left=has.envoys)
        if capital > has.capital:
            raise Refused("rules.no-capital", needs=capital, left=has.capital)
        if envoys:
            self.move(nation, "envoys", -envoys, Cause(why))
        if capital:
            self.move(nation, "capital", -capital, Cause(why))

    def give_back(self, nation: NationId, envoys: int = 0, capital: int = 0) -> None:
        """Return what was reserved."""
        self.move(nation, "envoys", envoys, Cause("returned"))
        self.move(nation, "capital", capital, Cause("returned"))


def batna(state: State, name: NationId) -> int:
    """The nation's BATNA now: card, drift, losses to stall and sanctions, and shows of force in being."""
    nation = state.nations[name]
    value = nation.sheet.batna + nation.drift - nation.stall_loss - nation.sanctions_loss
    for show in state.shows.values():
        if show.target == name:
            value -= show.burden
        if show.by == name:
            value += show.gain
    return value
