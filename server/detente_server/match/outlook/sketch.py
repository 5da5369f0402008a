"""The end of this turn in pencil: the dials that the asker sees, moved as RESOLVE would move them, all else unmoved.

Owns: `Sketch`: moves by dial and reason, cut to their range where the asker sees the dial; licences; tension by weight.
Does not know: which act does what (`pressure`, `threats`, `words`), anything that the asker's view does not hold.

Two sketches of one turn, with an act and without it, tell what the act adds (`added`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import define, field

from detente_server.match.asker import Asker
from detente_server.rules.book import RANGES
from detente_server.rules.state import Crisis, TensionAct
from detente_server.rules.weighing import UNKNOWN, weigh
from detente_wire.acts import Publish
from detente_wire.messages import Prospect, When
from detente_wire.notices import Cause, Said, WalkedOut
from detente_wire.terms import NationId, Ref

Dial = Literal["tension", "standing", "word", "strain", "home", "trust", "grievance", "batna", "envoys"]
Place = tuple[Dial, NationId | None, NationId | None]
"""Dial, whose, toward whom."""
Move = tuple[Place, str, When]
"""Which dial, why, when."""
Span = tuple[int, int]
"""Least and most."""
HEAVY = 8
"""An act of another nation that weighs more than most: three of them make any further one late."""


@define
class Sketch:
    """What would move, by dial and reason."""

    asker: Asker
    moves: dict[Move, Span] = field(factory=dict)
    raised: list[TensionAct] = field(factory=list)
    """Own acts that raise tension."""
    broken: set[Ref] = field(factory=set)
    """Own words and standstills that were broken: each is paid for once."""
    _dials: dict[Place, int] = field(factory=dict)
    _spent: dict[NationId, int] = field(factory=dict)
    """Own grievance that licences of this turn have taken."""

    def value(self, place: Place) -> int | None:
        """How the dial stands by now; None: the asker does not see it."""
        if place not in self._dials:
            seen = _seen(self.asker, place)
            if seen is None:
                return None
            self._dials[place] = seen
        return self._dials[place]

    def move(
        self,
        dial: Dial,
        by: int,
        of: NationId | None,
        why: str,
        toward: NationId | None = None,
        when: When = "close",
    ) -> None:
        """Move a dial at this turn's end, or later; what is seen is cut to its range."""
        place = (dial, of, toward)
        now = self.value(place)
        if now is not None and dial in RANGES and when in ("now", "close", "each"):
            low, high = RANGES[dial]
            by = max(low, min(high, now + by)) - now
            self._dials[place] = now + by
        self.span(dial, (by, by), of, why, toward, when)

    def span(
        self,
        dial: Dial,
        by: Span,
        of: NationId | None,
        why: str,
        toward: NationId | None = None,
        when: When = "close",
    ) -> None:
        """A move of which only the bounds are known."""
        key: Move = ((dial, of, toward), why, when)
        least, most = self.moves.get(key, (0, 0))
        self.moves[key] = (least + by[0], most + by[1])

    def raise_tension(self, amount: int, why: str, *, hidden: bool = False) -> None:
        """An own act that raises tension; it is weighed with the others of the turn."""
        if amount > 0:
            ref = Ref(str(len(self.raised)))
            self.raised.append(TensionAct(self.asker.me, amount, Cause(why, self.asker.me, ref), hidden))

    def licensed(self, target: NationId, needs: int) -> bool:
        """Whether own grievance covers so much of it; if so, it is spent."""
        spent = self._spent.get(target, 0)
        if needs > self.asker.view.grievance.get(target, 0) - spent:
            return False
        self._spent[target] = spent + needs
        return True


def _seen(asker: Asker, place: Place) -> int | None:
    """The dial as the asker's view shows it."""
    view, (dial, of, toward) = asker.view, place
    match dial:
        case "standing" | "word" | "strain":
            nation = view.nations.get(of) if of else None
            return int(getattr(nation, dial)) if nation else None
        case "home":
            return view.home if of == asker.me else None
        case "trust":
            return view.trust.get((of, toward)) if of and toward else None
        case "grievance":
            return view.grievance.get(toward, 0) if of == asker.me and toward else None
    return None


# -- with and without -------------------------------------------------------------------------------------------


def added(without: Sketch, with_it: Sketch, why: str) -> Iterator[Prospect]:
    """What the second sketch has more than the first; `why`: of the tension that own acts raise."""
    yield from _tension(without, with_it, why)
    for key in dict.fromkeys((*with_it.moves, *without.moves)):
        (dial, of, toward), because, when = key
        old, new = without.moves.get(key, (0, 0)), with_it.moves.get(key, (0, 0))
        least, most = sorted((new[0] - old[0], new[1] - old[1]))
        if least or most:
            yield Prospect(dial, least, most, of, toward, because, when)


def _tension(without: Sketch, with_it: Sketch, why: str) -> Iterator[Prospect]:
    """What own acts raise: alone at the table, beside another's act, and late after three heavy ones.

    The cap of the whole table may cut it further, if the others press very hard.
    """
    asker = with_it.asker
    earlier = list(_done_before(asker))
    gains = [
        counted(asker, [*with_it.raised, *own], others) - counted(asker, [*without.raised, *own], others)
        for own in ([], earlier)[: 1 + bool(earlier)]
        for others in _companies(asker)
    ]
    if any(gains):
        yield Prospect("tension", min(gains), max(gains), why=why)
    if bool(with_it.raised) != bool(without.raised):
        calm = asker.numbers.no_pressure
        least, most = (0, calm) if with_it.raised else (-calm, 0)
        yield Prospect("tension", least, most, why="no-pressure")


def _done_before(asker: Asker) -> Iterator[TensionAct]:
    """What one did this turn that weighs with the rest: gave to the papers (but for an answer), walked out."""
    numbers, turn = asker.numbers, asker.view.turn
    heard = (item.notice for seen in asker.view.channels.values() for item in seen.items if item.turn == turn)
    for notice in heard:
        if isinstance(notice, Said) and notice.by == asker.me and isinstance(notice.act, Publish):
            cause = Cause("published", asker.me, notice.ref)
            yield TensionAct(asker.me, numbers.publish_tension, cause)
        if isinstance(notice, WalkedOut) and notice.nation == asker.me:
            yield TensionAct(asker.me, numbers.walk_out_tension, Cause("walk-out", asker.me))


def _companies(asker: Asker) -> Iterator[list[TensionAct]]:
    other = next(name for name in reversed(asker.pack.order) if name != asker.me)
    yield []
    yield [TensionAct(other, 1, Cause("sanctions", other))]
    yield [TensionAct(other, HEAVY, Cause("sanctions", other)) for _ in range(3)]


def counted(asker: Asker, own: list[TensionAct], others: list[TensionAct]) -> int:
    """What own acts count, unknown hands of one's own among them, if these others act too."""
    crisis = Crisis(
        demarches={name: (0, until) for name, until in asker.view.demarches.items()},
        tension_history=tuple(_history(asker)),
    )
    found = weigh(asker.pack, asker.numbers, crisis, asker.view.turn, [*own, *others])
    return sum(one.points for one in found if one.by in (asker.me, UNKNOWN))


def _history(asker: Asker) -> Iterator[tuple[NationId, int, int]]:
    """What own acts counted in earlier turns: a turn's end is told as the next turn begins."""
    for line in asker.view.by_dial.get("tension", ()):
        if line.move.because.by == asker.me and line.move.by > 0:
            yield asker.me, line.turn - 1, line.move.by


def sealed_before(asker: Asker, *, but: str = "") -> Mapping[str, object]:
    """Own sealed acts by slot, without what stands in the slot that an act would take."""
    return {
        slot: seal.act for slot, seal in asker.view.sealed.items() if seal.act is not None and slot != but
    }
