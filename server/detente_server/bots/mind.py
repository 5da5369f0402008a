"""What a bot has in mind while it decides: its view and what it makes of it.

Owns: `Mind`, with the reckonings that are made once and used by every habit; `Move`.
Does not know: which habit comes first (`diplomat`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from attrs import define, field

from detente_server.bots.aims import Aims
from detente_server.bots.crisis import Crisis
from detente_server.bots.offered import Offered
from detente_server.bots.temper import Chance, Temper
from detente_wire.acts import Act, Ask, Offer, Restate, Tell
from detente_wire.notices import Said
from detente_wire.seen import ChannelSeen, Item
from detente_wire.terms import ChannelId, IssueId, NationId, OptionId, Package, closes
from detente_wire.values import frozen
from detente_wire.view import View

REFUSED_TURNS = 3
"""A package that was refused is not offered again for so many turns."""


@frozen
class Move:
    """One thing to do, with the sentence that goes with it."""

    act: Act
    words: str = ""


Habit = Iterator[Move]


@define
class Spent:
    """What it has said in one channel in one turn, counted on from where it looked last."""

    turn: int = 0
    place: int = 0
    """Items of the channel that were counted."""
    exchanges: int = 0
    """Its own that cost one: answers are free."""
    led: bool = False
    """Whether it restated or offered."""

    def count(self, me: NationId, turn: int, items: Sequence[Item]) -> Spent:
        """Count what came since."""
        if turn == self.turn and self.place == len(items):
            return self
        if turn != self.turn:
            self.turn, self.exchanges, self.led = turn, 0, False
        for item in islice(items, self.place, None):
            said = item.notice
            if item.turn == turn and isinstance(said, Said) and said.by == me:
                act = said.act
                free = isinstance(act, Tell) and act.ref is not None
                self.exchanges += isinstance(act, Ask | Offer | Restate | Tell) and not free
                self.led |= isinstance(act, Offer | Restate)
        self.place = len(items)
        return self


@define
class Mind:
    """One bot's thoughts about one match."""

    me: NationId
    crisis: Crisis
    view: View
    temper: Temper
    chance: Chance
    mode: str = "full"
    """``charge``: it never signs, concedes or presses."""
    avoid: frozenset[NationId] = frozenset()
    principal: bool = field(init=False)
    """Whether it must sign."""
    others: tuple[NationId, ...] = field(init=False)
    """The other principals, in pack order."""
    _key: tuple[int, ...] = ()
    _aims: Aims | None = None
    _top: list[IssueId] = field(factory=list)
    _spent: dict[ChannelId, Spent] = field(factory=dict)
    _offered: Offered = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.principal = self.me in self.crisis.principals
        self.others = tuple(nation for nation in self.crisis.principals if nation != self.me)
        self._offered = Offered(self.crisis, self.view)

    @property
    def full(self) -> bool:
        """Whether it has full powers."""
        return self.mode == "full"

    @property
    def aims(self) -> Aims:
        """This turn's reckoning; made anew when a text, an offer or an insight changed it."""
        view = self.view
        key = (
            view.turn,
            len(view.closed),
            len(view.offers),
            view.batna,
            len(view.learned),
            len(view.insight),
        )
        if self._aims is None or key != self._key:
            self._key = key
            self._aims = self._reckon()
        return self._aims

    def _reckon(self) -> Aims:
        aims = Aims(self.crisis, self.view, self.temper, self._offered.count())
        if self.principal:
            aims.make_up()
        return aims

    def lately_refused(self) -> list[Package]:
        """Own packages that a principal turned down in the last three turns."""
        return [
            offer.package
            for offer in self.view.offers.values()
            if offer.by == self.me and offer.rejected and offer.turn > self.view.turn - REFUSED_TURNS
        ]

    def initialled(self) -> list[Package]:
        """What the tabled texts would close that bear its initials, and wait for another's."""
        return [closes(seen.text) for seen in self.view.texts("tabled") if self.me in seen.initials]

    def awaits_initials(self) -> bool:
        """Whether it put its initials to a text that was laid before the others this turn or last."""
        return any(
            self.me in seen.initials and seen.changed >= self.view.turn - 1
            for seen in self.view.texts("tabled")
        )

    # -- itself -------------------------------------------------------------------------------------------------

    def top_issues(self) -> list[IssueId]:
        """Its issues, weightiest first (weight: best minus worst points)."""
        if not self._top:
            worth = self.view.worth
            weight = {
                issue: max(worth[issue].values()) - min(worth[issue].values()) for issue in self.crisis.issues
            }
            self._top = sorted(self.crisis.issues, key=lambda issue: -weight[issue])
        return self._top

    def ranked(self, issue: IssueId) -> list[OptionId]:
        """Its options of an issue, best first."""
        return sorted(self.crisis.options[issue], key=lambda option: -self.view.worth[issue][option])

    # -- where it stands ----------------------------------------------------------------------------------------

    def formal_channel(self) -> ChannelSeen | None:
        """An open meeting this turn that holds all principals."""
        for channel in self.talks():
            if channel.kind == "meeting" and set(self.crisis.principals) <= {
                self.me,
                *self.partners(channel),
            }:
                return channel
        return None

    def talks(self) -> list[ChannelSeen]:
        """Open channels in which it speaks for itself: a go-between only carries."""
        return [channel for channel in self.view.open_channels() if channel.go_between != self.me]

    def spent(self, channel: ChannelSeen) -> Spent:
        """What it has said there this turn."""
        if channel.id not in self._spent:
            self._spent[channel.id] = Spent()
        return self._spent[channel.id].count(self.me, self.view.turn, channel.items)

    def partners(self, channel: ChannelSeen) -> list[NationId]:
        """Who else is in it and speaks, in pack order."""
        there = channel.present & set(channel.members)
        return [nation for nation in self.crisis.nations if nation in there and nation != self.me]

    def settled(self) -> bool:
        """Whether a text is initialled by all or everything is closed: time to calm down."""
        return not self.open_issues() or bool(self.view.texts("initialled", "signed"))

    def open_issues(self) -> list[IssueId]:
        """Issues that no text in force has closed."""
        return [issue for issue in self.crisis.issues if issue not in self.view.closed]

    def spare(self) -> int:
        """Envoys beyond the one that a principal keeps for the table, and those that an agreed text will need."""
        if not self.view.envoys:
            return 0
        keep = 1 if self.principal and self.formal_channel() is None and self.open_issues() else 0
        if self.view.texts("draft", "initialled"):
            keep += 1
        return self.view.envoys - keep

    def happens(self, percent: int, *question: object) -> bool:
        """Its own dice: the same question gives the same answer all turn."""
        return self.chance.percent(self.view.turn, *question) < percent
