"""The View: all that one viewer knows of a match, the fold of its stream.

Owns: the picture and the questions that a client or a bot puts to it.
Does not know: the whole of the match, rules, or what was not told to this viewer. `fold` draws the picture.

It is changed in place: a bot folds thousands of notices a second. Two views of one stream are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from attrs import Factory, define

from detente_wire import fold
from detente_wire.acts import PollQuestion
from detente_wire.legacy import Legacy
from detente_wire.messages import Heard, Unknown
from detente_wire.notices import (
    ClockSet,
    Debrief,
    Ended,
    Excused,
    Injected,
    InsightGained,
    Learned,
    LegacyTaken,
    MatchBegan,
    Mustered,
    NewsTold,
    Notice,
    OrderGiven,
    Papers,
    Polled,
    RemedyKind,
    Sealed,
    SeatChanged,
    SelfShown,
    SheetDealt,
    TableLaid,
    Whispered,
)
from detente_wire.seen import (
    AppealSeen,
    AssuranceSeen,
    BodySeen,
    ChannelSeen,
    ClaimSeen,
    ClosedSeen,
    EngagementSeen,
    InstrumentSeen,
    Item,
    LetterSeen,
    MotionSeen,
    Moved,
    NationSeen,
    OfferSeen,
    PledgeSeen,
    PressureSeen,
    QuestionSeen,
    RecessSeen,
    RemedySeen,
    RestatementSeen,
    StudySeen,
    ThreatSeen,
)
from detente_wire.terms import (
    ChannelId,
    Choice,
    Footing,
    Hash,
    InstitutionId,
    IssueId,
    NationId,
    OptionId,
    Package,
    Ref,
    Tool,
)

Pair = tuple[NationId, NationId]
START_TRUST = 40
"""Trust at the start where a pack says nothing else (rules, section 1)."""

RECALL_TURNS = 2
"""How long an ambassador stays away, from the turn after the recall on (rules, section 6)."""


@define
class View:
    """One viewer's picture of one match."""

    me: NationId | None = None
    """The nation that the viewer speaks for; None: an observer or umpire."""
    issues: Mapping[IssueId, tuple[OptionId, ...]] = Factory(dict)
    """Issues and options in pack order, from the pack's public part."""
    cursor: int = 0
    """How many notices have been folded."""

    # -- the frame
    began: MatchBegan | None = None
    sheet: SheetDealt | None = None
    """The secret instruction card."""
    worth: dict[IssueId, dict[OptionId, int]] = Factory(dict)
    """Own points by issue and option; filled when `sheet` and `issues` are there."""
    seats: dict[NationId, SeatChanged] = Factory(dict)
    turn: int = 0
    date: str = ""
    deadline_s: int = 0
    clock: ClockSet | None = None
    """How the clock was set last, pauses included."""
    laid: TableLaid | None = None
    """How the table is set, where it is not as usual."""
    undrawn: bool = False
    """Whether the seats are only places to wait in: those of the match are drawn when it begins."""
    umpires: set[str] = Factory(set)
    """Names of those who read everything."""
    mustered: Mustered | None = None
    """Who of those seated has confirmed, as a count; None: nobody must."""
    polls: dict[tuple[PollQuestion, NationId | None], Polled] = Factory(dict)
    """Votes of the table in this turn, by question and seat."""
    orders: list[tuple[int, OrderGiven | NewsTold | Whispered]] = Factory(list)
    """What those in charge did: turn and order, in order."""
    excused: Excused | None = None
    """Until when I am excused."""
    names: dict[NationId, str] = Factory(dict)
    """Who was who in a match without names, once it is over."""
    inherited: LegacyTaken | None = None
    """What this crisis began with from those before it."""
    ended: Ended | None = None
    debrief: Debrief | None = None
    legacy: Legacy | None = None
    """What the match left."""
    papers: dict[str, Papers] = Factory(dict)
    """The pack's texts handed to this viewer, by text id."""
    injects: list[tuple[int, Injected]] = Factory(list)
    """Turn and event."""

    # -- dials
    tension: int = 0
    stall: int = 0
    nations: dict[NationId, NationSeen] = Factory(dict)
    home: int = 0
    capital: int = 0
    envoys: int = 0
    """Own envoys left this turn."""
    batna: int = 0
    trust: dict[Pair, int] = Factory(dict)
    """(of, toward) -> trust, both directions with me; it begins as the pack's public part says (`View.of`)."""
    marks: dict[NationId, int] = Factory(dict)
    grievance: dict[NationId, int] = Factory(dict)
    footing: dict[NationId, Footing] = Factory(dict)
    """How I stand to another by the last protocol that both accepted; equal, if it is not there."""
    faces: set[Pair] = Factory(set)
    """(holder, senior): faces that I hold, or that others hold with me."""
    ledger: list[Moved] = Factory(list)
    """Why each dial moved, in order."""
    by_dial: dict[str, list[Moved]] = Factory(dict)
    """The ledger's lines by the dial that moved."""

    # -- what is known of others
    insight: dict[NationId, InsightGained] = Factory(dict)
    learned: list[Learned] = Factory(list)
    selves: dict[NationId, SelfShown] = Factory(dict)
    claims: dict[Ref, ClaimSeen] = Factory(dict)
    lies: set[Ref] = Factory(set)
    """Claims found to be false."""
    concerns: dict[NationId, tuple[IssueId, ...]] = Factory(dict)

    # -- talks
    channels: dict[ChannelId, ChannelSeen] = Factory(dict)
    letters: dict[Ref, LetterSeen] = Factory(dict)
    offers: dict[Ref, OfferSeen] = Factory(dict)
    last_offers: dict[tuple[NationId, ChannelId | tuple[NationId, ...]], Ref] = Factory(dict)
    """Each nation's newest offer in a channel, or newest letter to some nations: it replaces the one before."""
    questions: dict[Ref, QuestionSeen] = Factory(dict)
    restatements: dict[Ref, RestatementSeen] = Factory(dict)
    assurances: dict[Ref, AssuranceSeen] = Factory(dict)
    recesses: dict[Ref, RecessSeen] = Factory(dict)
    engagements: dict[Ref, EngagementSeen] = Factory(dict)
    studies: dict[Ref, StudySeen] = Factory(dict)
    appeals: dict[Ref, AppealSeen] = Factory(dict)
    standstills: dict[Ref, tuple[int, tuple[NationId, ...]]] = Factory(dict)
    """Granted to appeals: the turn for which each holds, and the two."""
    hints: list[Item] = Factory(list)
    """What was let fall at receptions, and rumours of it."""
    recess_until: int = 0
    leaks: list[Item] = Factory(list)
    """Minutes that came out or were handed on, and acts disavowed."""

    # -- institutions
    bodies: dict[InstitutionId, BodySeen] = Factory(dict)
    """Bodies that exist, also those that begin to work next turn."""
    motions: dict[Ref, MotionSeen] = Factory(dict)
    """Motions heard, and every decision of a body."""

    # -- undertakings and pressure
    pledges: dict[Ref, PledgeSeen] = Factory(dict)
    threats: dict[Ref, ThreatSeen] = Factory(dict)
    instruments: dict[Ref, InstrumentSeen] = Factory(dict)
    remedies: dict[tuple[RemedyKind, Ref, int, NationId], RemedySeen] = Factory(dict)
    """By kind, text, clause, and who asks or guarantees."""
    closed: dict[IssueId, ClosedSeen] = Factory(dict)
    pressure: dict[tuple[Tool, NationId | None, NationId], PressureSeen] = Factory(dict)
    """What is in force (sanctions, recall, suits, shows of force), by tool, author and target."""
    hands: dict[Ref, PressureSeen] = Factory(dict)
    """Covert acts whose author is unknown, or one's own."""
    own_hands: set[Ref] = Factory(set)
    """Those that are one's own, while they may still be traced."""
    demarches: dict[NationId, int] = Factory(dict)
    """Nation -> until which turn."""
    sealed: dict[str, Sealed] = Factory(dict)
    """Own sealed acts of this turn, by slot."""
    keeping: dict[tuple[Ref, int], Literal["comply", "delay", "cheat"]] = Factory(dict)
    """(instrument or assurance, clause from 1) -> how I chose to keep it; what is not there I comply with."""

    @classmethod
    def of(cls, me: NationId | None, public: Mapping[str, Any]) -> View:
        """An empty view with what a pack's public part says of issues and of trust at the start."""
        issues = {
            issue["id"]: tuple(option["id"] for option in issue["options"]) for issue in public["issues"]
        }
        view = cls(me, issues)
        usual = public["numbers"].get("start_trust", START_TRUST)
        for other in (nation["id"] for nation in public["nations"]):
            if me is not None and other != me:
                view.trust[me, other] = view.trust[other, me] = usual
        view.trust.update({(a, b): trust for a, b, trust in public["trust"] if me in (a, b)})
        return view

    # -- folding -------------------------------------------------------------------------------------------------

    def hear(self, heard: Heard) -> Literal["folded", "repeated", "gap"]:
        """Take a delivery; one that was had before is dropped, one too far ahead is not taken."""
        if heard.cursor <= self.cursor:
            return "repeated"
        if heard.cursor > self.cursor + 1:
            return "gap"
        self.cursor = heard.cursor
        if not isinstance(heard.notice, Unknown):
            fold.fold(self, Item(heard.cursor, heard.turn, heard.at_s, heard.notice, heard.words))
        return "folded"

    def take(self, notice: Notice, turn: int, words: str = "", at_s: int = 0) -> None:
        """Fold the next notice of the stream without a frame around it."""
        self.cursor += 1
        fold.fold(self, Item(self.cursor, turn, at_s, notice, words))

    # -- numbers -------------------------------------------------------------------------------------------------

    @property
    def rung(self) -> int:
        """Of the ladder, 0..10."""
        return self.tension // 10

    def points(self, package: Package) -> int:
        """Own points of a package's choices alone; KeyError for an option that the sheet has not."""
        return sum(self.worth[choice.issue][choice.option] for choice in package)

    def red_lines_in(self, package: Package) -> tuple[Choice, ...]:
        """Own red lines that a package crosses."""
        lines = self.sheet.red_lines if self.sheet else ()
        return tuple(choice for choice in package if choice in lines)

    def trust_between(self, other: NationId) -> int:
        """The lower of both directions with me: what *both ways* means."""
        if self.me is None:
            return START_TRUST
        there, back = (self.me, other), (other, self.me)
        return min(self.trust.get(there, START_TRUST), self.trust.get(back, START_TRUST))

    def moves(self, dial: str, turn: int | None = None) -> list[Moved]:
        """The ledger of one dial (in one turn), e.g. why tension is what it is."""
        return [line for line in self.by_dial.get(dial, ()) if turn in (None, line.turn)]

    def sanctions_on(self, nation: NationId) -> dict[NationId, int]:
        """Who sanctions it, and at which level."""
        found = (
            seen.pressed
            for (tool, _, target), seen in self.pressure.items()
            if (tool, target) == ("sanctions", nation)
        )
        return {pressed.by: pressed.level for pressed in found if pressed.by}

    def held_before(self, members: Iterable[NationId]) -> int:
        """How often just these have met in back-channels, as far as I was told."""
        pair = set(members)
        return sum(
            seen.holdings
            for seen in self.channels.values()
            if seen.kind == "back-channel" and set(seen.members) == pair
        )

    def recalled_until(self, other: NationId) -> int:
        """Until which turn I meet the other through a go-between only; 0: there is no recall between us."""
        return max(
            (
                seen.turn + RECALL_TURNS - 1
                for (tool, by, target), seen in self.pressure.items()
                if tool == "recall" and {by, target} == {self.me, other}
            ),
            default=0,
        )

    # -- what waits for me ---------------------------------------------------------------------------------------

    def is_open(self, channel: ChannelId) -> bool:
        """Whether I can speak in it now."""
        seen = self.channels.get(channel)
        return seen is not None and seen.open and self.me in seen.present

    def invitations(self) -> list[ChannelSeen]:
        """Channels that wait for my answer."""
        return [seen for seen in self.channels.values() if self.me in seen.waiting]

    def open_channels(self) -> list[ChannelSeen]:
        """Channels that I can speak in now."""
        return [seen for seen in self.channels.values() if seen.open and self.me in seen.present]

    def open_offers(self) -> list[OfferSeen]:
        """Others' offers that stand and that I have not answered."""
        return [offer for offer in self._standing() if offer.by != self.me and not self._answered(offer)]

    def my_offers(self) -> list[OfferSeen]:
        """My own offers that stand, those accepted by all included."""
        return [offer for offer in self._standing() if offer.by == self.me]

    def my_questions(self) -> list[QuestionSeen]:
        """Questions to me without an answer."""
        return [asked for asked in self.questions.values() if asked.to == self.me and asked.answer is None]

    def my_restatements(self) -> list[RestatementSeen]:
        """What others say they heard me want, not confirmed or corrected yet."""
        return [seen for seen in self.restatements.values() if seen.of == self.me and not seen.answer]

    def my_engagements(self) -> list[EngagementSeen]:
        """Invitations to dine, tour and the like that wait for my answer."""
        return [seen for seen in self.engagements.values() if seen.asked.guest == self.me and not seen.result]

    def my_studies(self) -> list[StudySeen]:
        """Joint studies that were proposed to me."""
        return [seen for seen in self.studies.values() if seen.asked.nation == self.me and not seen.how]

    def my_appeals(self) -> list[AppealSeen]:
        """Favours that are asked of me."""
        return [seen for seen in self.appeals.values() if seen.made.nation == self.me and not seen.how]

    def my_assurances(self) -> list[AssuranceSeen]:
        """Unwritten undertakings offered to me."""
        return [seen for seen in self.assurances.values() if seen.by != self.me and seen.status == "offered"]

    def my_recesses(self) -> list[RecessSeen]:
        """Proposals of a recess that I have not answered."""
        return [
            seen
            for seen in self.recesses.values()
            if seen.by != self.me and self.me not in seen.accepted and self.me not in seen.rejected
        ]

    def open_motions(self) -> list[MotionSeen]:
        """Motions that are on the table of a conference that I am in now."""
        return [seen for seen in self.motions.values() if seen.open and self.is_open(seen.channel)]

    def decisions(self, *kinds: str) -> list[MotionSeen]:
        """What bodies have decided and not rescinded, of these kinds; of all, if none is named."""
        return [
            seen
            for seen in self.motions.values()
            if seen.carried and seen.decided and seen.decided.institution
            if not kinds or seen.motion.kind in kinds
        ]

    def is_recommended(self, hash: Hash) -> bool:
        """Whether a body recommends that very text."""
        return any(seen.motion.hash == hash for seen in self.decisions("recommend"))

    def my_threats(self) -> list[ThreatSeen]:
        """Standing threats against me."""
        return [seen for seen in self.threats.values() if seen.threat.nation == self.me and not seen.how]

    def open_remedies(self, *kinds: RemedyKind) -> list[RemedySeen]:
        """Remedies that are not decided yet, of these kinds (all, if none is named)."""
        return [
            seen
            for seen in self.remedies.values()
            if not seen.how and (not kinds or seen.opened.kind in kinds)
        ]

    def texts(self, *status: str) -> list[InstrumentSeen]:
        """Instruments in these states; all, if none is named."""
        return [seen for seen in self.instruments.values() if not status or seen.status in status]

    def provisional(self, nations: Iterable[NationId]) -> dict[IssueId, OptionId]:
        """Options that all these nations offer or accepted, outside back-channels, as far as I heard."""
        backing: dict[tuple[IssueId, OptionId], set[NationId]] = {}
        for offer in self._standing():
            channel = self.channels.get(offer.channel) if offer.channel else None
            if channel is not None and channel.kind == "back-channel":
                continue
            for choice in offer.package:
                backing.setdefault((choice.issue, choice.option), set()).update({offer.by, *offer.accepted})
        wanted = set(nations)
        return {issue: option for (issue, option), who in backing.items() if wanted and wanted <= who}

    def _standing(self) -> Iterator[OfferSeen]:
        return (offer for offer in self.offers.values() if offer.status in ("standing", "accepted"))

    def _answered(self, offer: OfferSeen) -> bool:
        return self.me is not None and offer.answered_by(self.me)
