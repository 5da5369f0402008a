"""What a bot does next: its habits in order of urgency, each move tried at most once a turn.

Owns: the order. Does not know: how a move is sent, nor what came of it (the view tells).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from attrs import define, field

from detente_server.bots import answers, company, councils, means, papers, remedies, table
from detente_server.bots.mind import Habit, Mind, Move
from detente_wire.acts import Act, Honour, SellAtHome

Habits = tuple[Callable[[Mind], Habit], ...]
"""In order of urgency."""

TALK: Habits = (
    answers.answers,
    councils.votes,
    table.concerns,
    papers.papers,
    remedies.remedies,
    councils.convene,
    councils.move,
    table.convene,
    table.listen,
    table.volunteer,
    table.offer,
)
"""What concerns the table, as long as there is anything of it to do."""

SPARE: Habits = (
    means.calm,
    table.recess,
    means.demarche,
    means.press,
    means.whisper,
    company.refer,
    company.study,
    company.dine,
    company.gesture,
    means.write,
)
"""What spare envoys do when the table is quiet."""

MOST_A_TURN = 60
"""A bot that would do more than this in a turn has lost its way, and is ready."""


@define
class Diplomat:
    """One bot's conduct over a match."""

    mind: Mind
    habits: Habits = TALK + SPARE
    _turn: int = 0
    _round: Iterator[Move] | None = None
    _quiet_at: int = -1
    """The cursor at which it had nothing to do; nothing new was heard since, nothing is to do."""
    _tried: set[tuple[Act, int]] = field(factory=set)

    def next(self) -> Move | None:
        """The next thing to do now; None: nothing, until something new is heard."""
        view = self.mind.view
        if view.turn != self._turn:
            self._turn = view.turn
            self._tried = set()
            self._round = None
        if view.sheet is None or view.ended is not None or not view.turn or len(self._tried) >= MOST_A_TURN:
            return None
        if view.cursor == self._quiet_at:
            return None
        move = self._from_round() if self._round else None
        if move is None:
            self._round = self._moves()
            move = self._from_round()
        self._quiet_at = view.cursor if move is None else -1
        return move

    def _moves(self) -> Iterator[Move]:
        """One pass over all habits; each looks at the view as it is when its turn comes."""
        for habit in self.habits:
            yield from habit(self.mind)
        yield from self._honour()

    def _from_round(self) -> Move | None:
        """The next move of the pass under way that was not tried this turn."""
        return next(filter(self._fresh, self._round or ()), None)

    def _fresh(self, move: Move) -> bool:
        """Whether it has not tried just this in this turn (selling at home: twice)."""
        key = (move.act, self.mind.view.envoys if isinstance(move.act, SellAtHome) else 0)
        if key in self._tried:
            return False
        self._tried.add(key)
        return True

    def _honour(self) -> Iterator[Move]:
        """From the last turns on: who asked and restated most, whose word it trusts most."""
        mind = self.mind
        if mind.view.turn < mind.crisis.deadline - 1 and mind.open_issues():
            return
        others = [nation for nation in mind.crisis.nations if nation != mind.me]
        heard = Counter(asked.by for asked in mind.view.questions.values())
        for seen in mind.view.restatements.values():
            heard[seen.by] += 2
        listener = max(others, key=lambda n: heard[n])
        trusted = max(others, key=lambda n: mind.view.trust.get((mind.me, n), 40))
        yield Move(Honour(listener, trusted))
