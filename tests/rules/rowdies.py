"""Rowdies: nations that do whatever comes into their heads, legal or not, so that properties meet everything.

Owns: one random act of a nation from the state (many of them refused), and whole random matches.
Does not know: what is sensible. A match is named by its seed; the same seed plays the same match.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from attrs import evolve, field, frozen, mutable

from detente_server.rules.book import Game
from detente_server.rules.game import Decision, begin, close_turn, decide
from detente_server.rules.pack import Mode
from detente_server.rules.state import Document, Spoken, State
from detente_wire import acts
from detente_wire.acts import Act
from detente_wire.refusals import Refusal
from detente_wire.terms import (
    PUBLIC,
    TOOLS,
    ChannelId,
    Choice,
    Claim,
    Clause,
    Demand,
    EngagementKind,
    Hash,
    Instrument,
    NationId,
    Package,
    Promise,
    Protocol,
    Ref,
    package,
    package_hash,
)


@frozen
class Rowdy:
    """One nation's turn to act, with the dice of this test."""

    game: Game
    state: State
    by: NationId
    rng: random.Random

    def act(self) -> Act:
        """Any act of any kind."""
        return self.rng.choice(_KINDS)(self)

    def sealed(self) -> Act:
        """One of those acts that stay sealed until RESOLVE."""
        return self.rng.choice(_SEALED)(self)

    # -- pieces -------------------------------------------------------------------------------------------------

    def nation(self) -> NationId:
        """Any nation, oneself and a wrong one included."""
        return self.rng.choice(
            (*self.game.pack.order, NationId("atlantis"))
            if self.rng.random() < 0.05
            else self.game.pack.order
        )

    def choice(self) -> Choice:
        """Any option of any issue."""
        issue = self.rng.choice(self.game.pack.issues)
        return Choice(issue.id, self.rng.choice(issue.options).id)

    def package(self) -> Package:
        """Up to three choices."""
        return package([(c.issue, c.option) for c in (self.choice() for _ in range(self.rng.randint(1, 3)))])

    def claim(self) -> Claim:
        """Anything one could say of oneself."""
        one, other = self.choice(), self.choice()
        form = self.rng.choice(("most", "least", "prefers", "impossible"))
        if form == "prefers":
            issue = next(i for i in self.game.pack.issues if i.id == one.issue)
            return Claim("prefers", issue.id, one.option, self.rng.choice(issue.options).id)
        if form == "impossible":
            return Claim("impossible", other.issue, other.option)
        return Claim("most" if form == "most" else "least", one.issue)

    def channel(self) -> ChannelId:
        """Mostly one that one is in; sometimes any; sometimes a public statement."""
        mine = [c.id for c in self.state.channels.values() if c.open and self.by in c.present]
        known = mine if mine and self.rng.random() < 0.9 else list(self.state.channels)
        return self.rng.choice(known) if known and self.rng.random() < 0.9 else PUBLIC

    def partner(self, channel: ChannelId) -> NationId:
        """Mostly somebody who is in that channel."""
        there = self.state.channels[channel].present if channel in self.state.channels else ()
        return self.rng.choice(there) if there else self.nation()

    def ref(self, *kinds: str) -> Ref:
        """A reference to something late in these maps of the state; a wrong one if there is nothing."""
        found = [ref for kind in kinds for ref in getattr(self.state, kind)]
        return self.rng.choice(found[-8:]) if found else Ref("nothing")

    def said(self, kind: type, *, to_me: bool = True) -> Spoken | None:
        """Something of this kind that was said lately: to this nation, or at all."""
        found = [
            spoken
            for spoken in self.state.spoken.values()
            if isinstance(spoken.act, kind) and (not to_me or self.by in spoken.heard)
        ]
        return self.rng.choice(found[-4:]) if found else None

    def document(self, *statuses: str) -> Document | None:
        """A text in one of these states, mostly one that this nation is a party to; any if there is none."""
        texts = list(self.state.documents.values())
        found = [d for d in texts if d.status in statuses and self.by in d.text.parties] or texts
        return self.rng.choice(found[-4:]) if found else None

    def text(self) -> Instrument:
        """A standstill, or a treaty of the principals that closes something."""
        principals = self.game.pack.must_sign
        if self.rng.random() < 0.25:
            clauses = tuple(Clause("standstill", name) for name in principals)
            return Instrument("standstill", tuple(sorted(principals)), clauses, "signature", duration=2)
        issues = self.rng.sample(self.game.pack.issues, self.rng.randint(1, len(self.game.pack.issues)))
        chosen = [(issue, self.rng.choice(issue.options)) for issue in issues]
        clauses = tuple(option.clause.clause(Choice(issue.id, option.id)) for issue, option in chosen)
        return Instrument("treaty", tuple(sorted(principals)), clauses, secret=self.rng.random() < 0.2)


def _invite(r: Rowdy) -> Act:
    wrong = r.rng.random() < 0.05
    media = [m for m in r.game.pack.media if wrong or m.kind in ("meeting", "back-channel")]
    medium = r.rng.choice(media)
    others = [name for name in r.game.pack.order if name != r.by]
    guests = r.rng.sample(others, min(2 if medium.many else 1, len(others)))
    pays = len(guests) == 1 and r.rng.random() < 0.7
    third = next((name for name in others if name not in guests), None)
    through = third if medium.kind == "meeting" and r.rng.random() < 0.1 else None
    rank = Protocol(r.rng.choice((None, r.by, *guests))) if r.rng.random() < 0.3 else None
    return acts.Invite(
        medium.id,
        tuple(guests),
        go_between=through,
        pays=pays,
        protocol=rank if medium.kind == "meeting" else None,
    )


def _join(r: Rowdy) -> Act:
    waiting = [c.id for c in r.state.channels.values() if r.by in c.waiting]
    if not waiting and r.rng.random() < 0.9:
        return r.rng.choice((_ask, _tell, _restate, _confirm, _accept, _answer))(r)
    channel = r.rng.choice(waiting) if waiting else r.channel()
    if r.rng.random() < 0.1:
        return acts.Decline(channel)
    known = r.state.channels.get(channel)
    ranked = known is not None and known.protocol is not None
    return acts.Join(channel, disputes=ranked and r.rng.random() < 0.3)


def _accept(r: Rowdy) -> Act:
    spoken = r.said(acts.Offer) or r.said(acts.Send)
    if spoken is None or r.rng.random() < 0.1:
        return acts.Accept(r.ref("spoken"), package_hash(()))
    return acts.Accept(spoken.ref, package_hash(getattr(spoken.act, "package", ())))


def _ask(r: Rowdy) -> Act:
    channel = r.channel()
    return acts.Ask(channel, r.partner(channel), r.choice().issue)


def _tell(r: Rowdy) -> Act:
    spoken = r.said(acts.Ask)
    if spoken is None or not isinstance(spoken.act, acts.Ask) or r.rng.random() < 0.2:
        return acts.Tell(r.channel(), r.claim())
    claim = Claim("most" if r.rng.random() < 0.5 else "least", spoken.act.issue)
    return acts.Tell(spoken.act.channel, claim, spoken.ref)


def _restate(r: Rowdy) -> Act:
    channel = r.channel()
    return acts.Restate(channel, r.partner(channel), r.claim())


def _confirm(r: Rowdy) -> Act:
    spoken = r.said(acts.Restate)
    ref = spoken.ref if spoken else r.ref("spoken")
    return acts.Confirm(ref) if r.rng.random() < 0.7 else acts.Correct(ref, r.claim())


def _reject(r: Rowdy) -> Act:
    spoken = r.said(acts.Offer)
    return acts.Reject(spoken.ref if spoken else r.ref("spoken", "engagements"), "too-little")


def _answer(r: Rowdy) -> Act:
    open_ones = [e.ref for e in r.state.engagements.values() if e.open and e.guest == r.by]
    ref = r.rng.choice(open_ones) if open_ones else r.ref("engagements")
    return acts.Answer(ref, "open" if r.rng.random() < 0.5 else "guarded")


def _table(r: Rowdy) -> Act:
    document = r.document("draft")
    return acts.Table(document.ref if document else Ref("nothing"))


def _letter(r: Rowdy) -> Act:
    others = [name for name in r.game.pack.order if name != r.by]
    letter = acts.Send(r.rng.choice(r.game.pack.media).id, (r.rng.choice(others),), package=r.package())
    if r.rng.random() < 0.2:
        letter = evolve(letter, promise=_promise(r))
    return letter


def _promise(r: Rowdy) -> Promise:
    if r.rng.random() < 0.5:
        choice = r.choice()
        return Promise("never", choice.issue, choice.option)
    return Promise("no-tool", nation=r.nation(), tool=r.rng.choice((None, *TOOLS)), by_turn=r.state.turn + 2)


def threat(r: Rowdy) -> Act:
    """A threat that falls due in the next turn."""
    demand = Demand(r.rng.choice(("end", "refrain")), tool=r.rng.choice(TOOLS), nation=r.nation())
    tool, level = r.rng.choice(TOOLS), r.rng.randint(1, 3)
    return acts.Threaten(r.channel(), r.nation(), demand, tool, level, r.state.turn + 1, r.rng.random() < 0.5)


def _engage(r: Rowdy) -> Act:
    issue = r.rng.choice(r.game.pack.issues)
    one, other = r.rng.sample(issue.options, 2)
    kind = r.rng.choice(_OCCASIONS)
    if kind == "dinner":
        return acts.Engage("dinner", (r.nation(),), issue.id, one.id, other.id)
    if kind == "reception":
        guests = tuple(r.nation() for _ in range(r.rng.randint(1, 4)))
        return acts.Engage(kind, guests, hint=r.choice() if r.rng.random() < 0.5 else None)
    return acts.Engage(kind, (r.nation(),))


_OCCASIONS: Sequence[EngagementKind] = ("dinner", "dinner", "reception", "sport", "tour", "walk", "gesture")


def _refer(r: Rowdy) -> Act:
    walks = [
        one.ref for one in r.state.engagements.values() if one.kind == "walk" and one.result == "success"
    ]
    return acts.AdReferendum(walks[-1] if walks else r.ref("engagements"), r.package())


def _study(r: Rowdy) -> Act:
    """Mostly the base that was proposed to it, else any whole package."""
    asked = [one for one in r.state.studies.values() if one.open and one.nation == r.by]
    if asked and r.rng.random() < 0.8:
        return acts.JointStudy(asked[-1].by, asked[-1].base)
    spoken = r.said(acts.Offer, to_me=False)
    base = spoken.act.package if spoken and isinstance(spoken.act, acts.Offer) else r.package()
    return acts.JointStudy(r.nation(), base)


def _favour(r: Rowdy) -> Act:
    return acts.Appeal(r.nation(), "standstill" if r.rng.random() < 0.7 else "procedural-vote")


def _grant(r: Rowdy) -> Act:
    asked = [one.ref for one in r.state.appeals.values() if one.status == "open" and one.nation == r.by]
    ref = asked[-1] if asked else r.ref("appeals")
    return acts.Grant(ref) if r.rng.random() < 0.6 else acts.Reject(ref)


def _hashed(kind: Callable[[Ref, Hash], Act], *statuses: str) -> Callable[[Rowdy], Act]:
    def make(r: Rowdy) -> Act:
        document = r.document(*statuses)
        return kind(document.ref, document.hash) if document else kind(Ref("nothing"), package_hash(()))

    return make


def _keep(r: Rowdy) -> Act:
    document = r.document("in-force")
    number = r.rng.randint(1, len(document.text.clauses)) if document else 1
    manner = r.rng.choice(_MANNERS)
    return acts.Keep(document.ref if document else Ref("nothing"), number, manner)


_MANNERS: tuple[Literal["comply", "delay", "cheat"], ...] = ("comply", "delay", "cheat", "cheat")


def _press(r: Rowdy) -> Act:
    return acts.Press(r.rng.choice(TOOLS), r.nation(), r.rng.choice((1, 1, 2, 3)))


_SEALED: Sequence[Callable[[Rowdy], Act]] = (
    _press,
    _press,
    lambda r: acts.Lift("sanctions", r.nation()),
    lambda r: acts.StandDown(),
    lambda r: acts.Demarche(r.nation()),
    _hashed(acts.Sign, "initialled"),
    _hashed(acts.Sign, "initialled"),
    _hashed(acts.Endorse, "tabled", "initialled"),
    _hashed(acts.Object, "tabled", "initialled"),
    _keep,
    lambda r: acts.AnswerThreat(r.ref("threats"), r.rng.choice(("yield", "firm"))),
    lambda r: acts.SettleThreat(r.ref("threats"), r.rng.choice(("carry-out", "back-down"))),
)
_KINDS: Sequence[Callable[[Rowdy], Act]] = (
    *_SEALED,
    *[_invite] * 4,
    *[_join] * 5,
    lambda r: acts.Leave(r.channel()),
    lambda r: acts.Say(r.channel()),
    lambda r: acts.Offer(r.channel(), r.package()),
    lambda r: acts.Offer(r.channel(), r.package()),
    _accept,
    _accept,
    _reject,
    _ask,
    _ask,
    _tell,
    _tell,
    _restate,
    _confirm,
    lambda r: acts.Pledge(r.channel(), _promise(r), r.rng.random() < 0.5),
    threat,
    lambda r: acts.Withdraw(r.ref("spoken", "documents", "threats", "pledges")),
    _letter,
    lambda r: acts.Publish(r.ref("spoken", "documents")),
    lambda r: acts.Quote(r.channel(), r.ref("spoken"), r.package() if r.rng.random() < 0.2 else None),
    lambda r: acts.Forward(r.ref("spoken"), r.rng.choice(r.game.pack.media).id, (r.nation(),)),
    lambda r: acts.WalkOut(r.channel()),
    lambda r: acts.Recess(r.channel(), r.state.turn + 1),
    *[_engage] * 2,
    *[_answer] * 2,
    _refer,
    _study,
    _favour,
    _grant,
    lambda r: acts.Draft(r.text()),
    _table,
    _table,
    lambda r: acts.Amend(r.ref("documents"), r.text()),
    *[_hashed(acts.Initial, "tabled")] * 4,
    *[_hashed(acts.Sign, "initialled")] * 2,
    lambda r: acts.SellAtHome(),
    lambda r: acts.Suspend(r.ref("documents"), 1),
    lambda r: acts.Terminate(r.ref("documents")),
    lambda r: acts.Cure(r.ref("documents", "assurances"), r.rng.randint(1, 3)),
    lambda r: acts.Arbitrate(r.ref("documents"), r.rng.randint(1, 3)),
    lambda r: acts.Concerns(tuple(issue.id for issue in r.game.pack.issues)),
    lambda r: acts.Honour(r.nation(), r.nation()),
)


# -- matches ----------------------------------------------------------------------------------------------------


@mutable
class Rampage:
    """A random match under way."""

    game: Game
    seed: int
    mode: Mode = "variable"
    per_turn: int = 60
    """Acts tried a turn, by all together."""
    only: tuple[NationId, ...] = ()
    """Only these act; empty: all."""
    made: int = 0
    state: State = field(factory=State)

    def fresh(self, n: int) -> Ref:
        """References by count of decisions, the same for the same seed."""
        return Ref(f"r{self.made:04}-{n}")

    def play(self) -> Iterator[tuple[State, Decision, Act | None]]:
        """Every decision: the state before, what was decided, by which act (None: begin or a turn's end)."""
        rng = random.Random(self.seed)
        decision = begin(self.game, self.mode, self.fresh)
        yield State(), decision, None
        self.state = decision.state
        while self.state.outcome is None:
            yield from self._talks(rng)
            before, self.made = self.state, self.made + 1
            decision = close_turn(self.game, before, self.fresh)
            self.state = decision.state
            yield before, decision, None

    def _talks(self, rng: random.Random) -> Iterator[tuple[State, Decision, Act | None]]:
        for _ in range(self.per_turn):
            by = rng.choice(self.only or self.game.pack.order)
            act = Rowdy(self.game, self.state, by, rng).act()
            before, self.made = self.state, self.made + 1
            result = decide(self.game, before, by, act, self.fresh)
            if not isinstance(result, Refusal):
                self.state = result.state
                yield before, result, act
