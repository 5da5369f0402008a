"""Twin matches: the same table twice, with an act and without it, and what was foreseen held against the difference.

Owns: laying a twin, the reading of what moved, `Twin` and its verdict.
Does not know: which acts there are to try (`test_foresight`, `test_outlook`).

Chance is given, so that both worlds roll alike and every end of an act can be brought about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from attrs import evolve, field, frozen

from detente_server.match.match import Match
from detente_server.match.previews import preview
from detente_server.rules import estimate
from detente_server.rules.book import Game, Telling
from detente_server.trials.play import GivenDice
from detente_wire.acts import Act
from detente_wire.causes import CAUSES
from detente_wire.messages import Committed, ExposureAnswer, Prospect
from detente_wire.notices import DialMoved
from detente_wire.terms import NationId
from detente_wire.view import View
from tests.match.table import Table, loaded, settings_for

Place = tuple[str, str, str]
"""Dial, whose, toward whom."""
BY_THE_WAY = {
    "decay",
    "accident",
    "guarantee-failed",
    "repair",
    "income",
    "returned",
    "no-progress",
    "progress",
    "stall",
}
"""Causes that an act touches without being theirs: trust that does not fade, odds that it changes, how long
talks have stood still."""
SURE = ("now", "close", "each", "stands")
COUNTED_APART = ("envoys", "capital", "marks", "stall")
"""Dials of which prospects do not tell: prices, what one understands, how long talks have stood still."""


# -- what was said, what happened -------------------------------------------------------------------------------


def spans(prospects: tuple[Prospect, ...], *when: str) -> dict[Place, tuple[int, int]]:
    """What is foreseen dial by dial, summed over the reasons."""
    found: dict[Place, tuple[int, int]] = {}
    for one in prospects:
        if one.when in when:
            place = (one.dial, one.of or "", one.toward or "")
            least, most = found.get(place, (0, 0))
            found[place] = (least + one.least, most + one.most)
    return found


def counts(notice: DialMoved) -> bool:
    """Whether a move is one that prospects tell of."""
    return notice.dial not in COUNTED_APART and notice.because.why not in BY_THE_WAY


def view_of(table: Table, nation: NationId) -> View:
    """All that a nation knows of the match."""
    view = View.of(nation, table.pack.public)
    for _, one in table.match.streams.after(nation, 0):
        view.take(one.notice, one.turn, one.words)
    return view


def ledger(table: Table) -> Counter[Place]:
    """What moved, as those see it whose dials they are."""
    found: Counter[Place] = Counter()
    first = table.match.game.pack.order[0]
    for nation in table.match.game.pack.order:
        for line in view_of(table, nation).ledger:
            notice = line.move
            mine = notice.of == nation or (notice.of is None and nation == first)
            if mine and counts(notice):
                found[notice.dial, notice.of or "", notice.toward or ""] += notice.by
    return found


def moved(tellings: Iterable[Telling]) -> Counter[Place]:
    """What the dials moved by, as it was told."""
    found: Counter[Place] = Counter()
    for telling in tellings:
        notice = telling.notice
        if isinstance(notice, DialMoved) and counts(notice):
            found[notice.dial, notice.of or "", notice.toward or ""] += notice.by
    return found


def differences(one: Counter[Place], other: Counter[Place]) -> dict[Place, int]:
    """Where the first moved otherwise than the second."""
    return {place: one[place] - other[place] for place in {*one, *other} if one[place] != other[place]}


def fits(said: tuple[Prospect, ...], happened: dict[Place, int], *when: str) -> list[str]:
    """Where what happened is not what was foreseen."""
    foreseen, wrong = spans(said, *when), []
    for place in sorted({*foreseen, *happened}):
        least, most = foreseen.get(place, (0, 0))
        if not least <= happened.get(place, 0) <= most:
            wrong.append(f"{place}: {happened.get(place, 0)}, foreseen {least}..{most}")
    return wrong


# -- playing ----------------------------------------------------------------------------------------------------


def do(table: Table, nation: str, act: Act) -> None:
    """An act that the rules must take."""
    receipt = table.send(nation, act, "words")
    assert isinstance(receipt.outcome, Committed), f"{act}: {receipt.outcome}"


def close(table: Table) -> Table:
    """The turn ends."""
    for nation in table.match.game.pack.order:
        table.match.table.ready.add(nation)
    table.tick()
    return table


NOR = NationId("nor")
Script = Callable[[Table], object]


def nothing(table: Table) -> None:
    """Nothing more is done."""


@frozen
class Twin:
    """An act to be tried in one of two equal worlds."""

    name: str
    stage: Callable[[Table], Act]
    """What comes before in both worlds; gives the act."""
    by: NationId = NOR
    when: tuple[str, ...] = ()
    """The conditions that come true in the world with the act."""
    after: Script = nothing
    """What follows upon the act, in that world alone, before the turn closes."""
    both: Script = nothing
    """What is done in both worlds before the turn closes."""
    turns: int = 1
    """So many turns close; `then` is done before each but the first."""
    then: Script = nothing
    """What is done in both worlds in each further turn."""
    reply: Script = nothing
    """What follows in the world with the act in each further turn."""
    instead: Script | None = None
    """What the world without the act does in place of `stage`; None: the same."""
    rolls: Mapping[str, int] = field(factory=dict)
    pack: str = "regatta"
    tension: int | None = None
    """At the start; None: the pack's own."""
    empty: bool = False
    """There is nothing to foresee in this case, and nothing may happen."""

    def laid(self) -> Table:
        """The table before anything is done."""
        pack = loaded(self.pack)
        if self.tension is not None:
            ladder = evolve(pack.pack.ladder, start=self.tension)
            pack = evolve(pack, pack=evolve(pack.pack, ladder=ladder))
        settings = settings_for(pack, seats=2)
        dice = GivenDice(settings.key, settings.rules_digest, given={**CALM, **self.rolls})
        match, effects = Match.create(Game(pack.pack, dice), settings, pack.texts, 1_000_000)
        table = Table(match, pack, [])
        table.keep(effects)
        return table.begin()

    def said(self, table: Table, act: Act) -> ExposureAnswer:
        """What its author is told before."""
        return preview(view_of(table, self.by), estimate.public(table.pack.pack), act)

    def complaints(self) -> list[str]:
        """Where the preview and what became of the act differ: price, refusal, every dial."""
        with_it, without = self.laid(), self.laid()
        act = self.stage(with_it)
        if self.instead is not None:
            self.instead(without)
        else:
            assert self.stage(without) == act
        said, before = self.said(with_it, act), view_of(with_it, self.by)
        if said.refused:
            return [f"refused: {said.refused}"]
        do(with_it, self.by, act)
        after = view_of(with_it, self.by)
        paid = (max(0, before.envoys - after.envoys), max(0, before.capital - after.capital))
        wrong = (
            [] if paid == (said.envoys, said.capital) else [f"paid {paid}, told {said.envoys, said.capital}"]
        )
        if bool(said.prospects) == self.empty:
            wrong.append(f"foreseen: {said.prospects}")
        wrong += [f"no cause: {one.why}" for one in said.prospects if one.why not in CAUSES]
        self._play_on(with_it, without)
        return wrong + fits(said.prospects, differences(ledger(with_it), ledger(without)), *SURE, *self.when)

    def _play_on(self, with_it: Table, without: Table) -> None:
        self.after(with_it)
        for n in range(self.turns):
            for table in (with_it, without):
                (self.then if n else self.both)(table)
            if n:
                self.reply(with_it)
            close(with_it)
            close(without)


CALM = {"leak": 99, "intercept": 99, "lost": 99, "close": 99, "accident": 99}
"""Nothing comes out and nothing happens by itself, unless a twin gives another roll."""
