"""What can have happened: facts, and the one function that folds them into the state.

Owns: one frozen class a kind of fact, its version, and `apply`, which holds no formula: a fact carries outcomes.
Does not know: why (the rooms that decide), who is told (`notices`), how a fact is stored (`match.records`).

`Moved` carries an amount and its cause. A fact ``XChanged`` carries the new value of one thing and, in `because`,
the word for what was done to it; None ends the thing. The archive hash covers turn and facts alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar, cast, get_args

from detente_server.rules.pack import Mode, Sheet
from detente_server.rules.state import (
    AppealState,
    AssuranceState,
    Band,
    BodyState,
    Channel,
    CovertAct,
    Crisis,
    Document,
    Earned,
    Engagement,
    Floor,
    MotionState,
    NationState,
    Outcome,
    Pair,
    PairState,
    PledgeState,
    Remedy,
    Sanctions,
    SealedAct,
    Show,
    Spoken,
    State,
    Study,
    Suit,
    TensionAct,
    TensionNote,
    ThreatState,
    Today,
    changed,
)
from detente_wire.acts import kind_of
from detente_wire.legacy import Legacy
from detente_wire.notices import Cause
from detente_wire.terms import (
    Choice,
    Claim,
    Footing,
    InstitutionId,
    IssueId,
    NationId,
    OptionId,
    Package,
    Ref,
)
from detente_wire.values import frozen


@frozen
class NationStart:
    """How a nation enters the match."""

    nation: NationId
    sheet: Sheet
    capital: int
    standing: int
    word: int
    home: int


@frozen
class CrisisBegan:
    """The cards are drawn and the dials stand at their start."""

    mode: Mode
    tension: int
    nations: tuple[NationStart, ...]
    trust: tuple[tuple[NationId, NationId, int], ...]


@frozen
class TurnBegan:
    """DAWN: yesterday's limits are void, envoys are back, bands are read."""

    turn: int
    envoys: tuple[tuple[NationId, int], ...]
    bands: tuple[tuple[NationId, Band], ...]


@frozen
class Moved:
    """A dial moved by an amount that is within its range already."""

    dial: Literal[
        "tension", "stall",
        "capital", "standing", "word", "strain", "home", "envoys", "drift", "stall_loss", "sanctions_loss",
        "lost_envoys", "broken_pledges", "breaches", "force3_turns",
        "trust", "marks", "grievance",
    ]  # fmt: skip
    by: int
    because: Cause
    of: NationId | None = None
    toward: NationId | None = None


@frozen
class EarnedInTalks:
    """A move that waits for step 0 of RESOLVE."""

    earned: Earned


@frozen
class TalksBooked:
    """Step 0 is done: nothing waits any more."""


@frozen
class TensionRaised:
    """An act that raises tension at step 7."""

    act: TensionAct


@frozen
class TensionNoted:
    """Tension outside the acts, for step 7."""

    note: TensionNote


@frozen
class TensionCounted:
    """What of a nation's acts counted at step 7 of this turn (for the two-turn cap)."""

    by: NationId
    turn: int
    points: int


@frozen
class Counted:
    """A limit or roll number went up by one."""

    key: str
    ever: bool = False


@frozen
class Answered:
    """An exchange was answered in a meeting that is not discreet."""

    asked: NationId
    answered: NationId


@frozen
class Touched:
    """Something happened between two nations; in one place or not."""

    a: NationId
    b: NationId
    in_one_place: bool = False


@frozen
class ContactBooked:
    """Contact trust of this turn was booked, within the most that a turn gives."""

    of: NationId
    toward: NationId
    by: int


@frozen
class TruthLearned:
    """A nation learned a true preference of another."""

    owner: NationId
    nation: NationId
    claim: Claim


@frozen
class ChannelChanged:
    """A channel was convened, joined, left, closed."""

    channel: Channel
    because: str


@frozen
class SpokenChanged:
    """An act was said, accepted, rejected, withdrawn, answered, found out, leaked."""

    spoken: Spoken
    because: str


@frozen
class EngagementChanged:
    """An engagement was asked or ended."""

    engagement: Engagement
    because: str


@frozen
class StudyChanged:
    """A joint study was proposed or ended."""

    study: Study
    because: str


@frozen
class Studied:
    """Two nations learned that both would gain by a change."""

    a: NationId
    b: NationId
    base: Package
    change: Package


@frozen
class AppealChanged:
    """A favour was asked, granted, refused, paid back."""

    appeal: AppealState
    because: str


@frozen
class PledgeChanged:
    """A pledge was made or ended."""

    pledge: PledgeState
    because: str


@frozen
class ThreatChanged:
    """A threat was made or ended."""

    threat: ThreatState
    because: str


@frozen
class DocumentChanged:
    """An instrument was drafted, tabled, amended, initialled, signed …"""

    document: Document
    because: str


@frozen
class AssuranceChanged:
    """An unwritten undertaking was accepted, took effect, was kept or broken."""

    assurance: AssuranceState
    because: str


@frozen
class RemedyChanged:
    """A remedy was asked for or is over."""

    remedy: Remedy
    because: str


@frozen
class BodyChanged:
    """An institution began, elected its chair, or was dissolved (None)."""

    institution: InstitutionId
    body: BodyState | None
    because: str


@frozen
class MotionChanged:
    """A motion was made, seconded, voted on, decided, rescinded."""

    motion: MotionState
    because: str


@frozen
class FloorChanged:
    """A conference resolved something about its own work."""

    floor: Floor
    because: str


@frozen
class SanctionsChanged:
    """A regime was imposed, raised or lifted (None)."""

    by: NationId
    target: NationId
    sanctions: Sanctions | None
    because: str


@frozen
class RecallChanged:
    """An ambassador was recalled until a turn, or is back (0)."""

    by: NationId
    target: NationId
    until: int


@frozen
class FootingChanged:
    """How a nation stands to another; the other's footing is the counterpart."""

    nation: NationId
    toward: NationId
    footing: Footing


@frozen
class FaceChanged:
    """A nation holds a face with another, or has used it."""

    nation: NationId
    toward: NationId
    holds: bool


@frozen
class ShowChanged:
    """A show of force was begun, raised or ended (None)."""

    by: NationId
    show: Show | None
    because: str


@frozen
class CovertChanged:
    """A covert act was done, rolled for, attributed, or can be found no more (None)."""

    ref: Ref
    covert: CovertAct | None
    because: str


@frozen
class SuitChanged:
    """A legal offensive was filed or judged (None)."""

    ref: Ref
    suit: Suit | None
    because: str


@frozen
class SealedChanged:
    """A sealed act was entered, replaced, or taken back or resolved (None)."""

    nation: NationId
    slot: str
    sealed: SealedAct | None


@frozen
class ConcernsNamed:
    """A nation named its three issues."""

    nation: NationId
    issues: tuple[IssueId, ...]


@frozen
class SoldAtHome:
    """An envoy sold the talks at home in this turn."""

    nation: NationId
    turn: int


@frozen
class Honoured:
    """A nation named its best listener and its trusted hand."""

    nation: NationId
    listener: NationId
    trusted: NationId


@frozen
class Agreed:
    """A choice was provisionally agreed for the first time."""

    choice: Choice


@frozen
class Cooled:
    """All principals initialled an issue for the first time."""

    issue: IssueId


@frozen
class IssueClosed:
    """An issue is closed by a document or assurance in force."""

    issue: IssueId
    option: OptionId
    ref: Ref


@frozen
class IssueReopened:
    """A closed issue is open again."""

    issue: IssueId


@frozen
class ProofBegan:
    """All issues are closed (turn > 0), or no longer (0)."""

    turn: int


@frozen
class Fired:
    """An inject happened."""

    inject: str


@frozen
class RecessBegan:
    """The tide stops until the turn."""

    until: int
    turn: int


@frozen
class TableClosed:
    """No conference in this turn."""

    turn: int


@frozen
class DemarcheHeld:
    """A nation's acts weigh half in these turns."""

    nation: NationId
    since: int
    until: int


@frozen
class CrisisEnded:
    """The match is over."""

    outcome: Outcome


@frozen
class LegacyLeft:
    """What the match leaves to the next one."""

    legacy: Legacy


Fact = (
    CrisisBegan | TurnBegan | Moved | EarnedInTalks | TalksBooked | TensionRaised | TensionNoted | TensionCounted
    | Counted
    | Answered | Touched | ContactBooked | TruthLearned | ChannelChanged | SpokenChanged | EngagementChanged
    | StudyChanged | Studied | AppealChanged
    | PledgeChanged | ThreatChanged
    | DocumentChanged | AssuranceChanged | RemedyChanged | BodyChanged | MotionChanged | FloorChanged
    | SanctionsChanged | RecallChanged
    | FootingChanged | FaceChanged | ShowChanged | CovertChanged | SuitChanged
    | SealedChanged | ConcernsNamed | SoldAtHome | Honoured | Agreed | Cooled | IssueClosed | IssueReopened
    | ProofBegan | Fired | RecessBegan | TableClosed | DemarcheHeld | CrisisEnded | LegacyLeft
)  # fmt: skip

FACTS: dict[str, type[Fact]] = {kind_of(fact): fact for fact in get_args(Fact)}
"""Every fact by its kind in the log."""

FACT_NAMES: dict[type[Fact], str] = {fact: kind for kind, fact in FACTS.items()}

FACT_VERSIONS: dict[str, int] = dict.fromkeys(FACTS, 1)
"""The version in which each kind is written now; older ones pass the upcasters of `match.records`."""

_APPLIES: dict[type, Callable[[State, Any], State]] = {}
F = TypeVar("F")


def _applies(kind: type[F]) -> Callable[[Callable[[State, F], State]], Callable[[State, F], State]]:
    def register(function: Callable[[State, F], State]) -> Callable[[State, F], State]:
        _APPLIES[kind] = function
        return function

    return register


def apply(state: State, fact: Fact) -> State:
    """The state after the fact. Total for every fact that a decision emits; holds no formula and no roll."""
    return _APPLIES[type(fact)](state, fact)


K = TypeVar("K")
V = TypeVar("V")


def _put(mapping: Mapping[K, V], key: K, value: V | None) -> dict[K, V]:
    """A copy with the value in place; None takes the key out."""
    copy = dict(mapping)
    if value is None:
        copy.pop(key, None)
    else:
        copy[key] = value
    return copy


@_applies(CrisisBegan)
def _(state: State, fact: CrisisBegan) -> State:
    nations = {
        start.nation: NationState(start.sheet, start.capital, start.standing, start.word, start.home)
        for start in fact.nations
    }
    pairs = {(a, b): PairState(trust) for a, b, trust in fact.trust}
    crisis = Crisis(tension=fact.tension, dawn_tension=fact.tension)
    return State(mode=fact.mode, crisis=crisis, nations=nations, pairs=pairs)


@_applies(TurnBegan)
def _(state: State, fact: TurnBegan) -> State:
    envoys, bands = dict(fact.envoys), dict(fact.bands)
    nations = {
        name: changed(nation, envoys=envoys[name], band=bands[name]) for name, nation in state.nations.items()
    }
    crisis = changed(state.crisis, dawn_tension=state.crisis.tension)
    return changed(state, turn=fact.turn, nations=nations, crisis=crisis, today=Today())


_CRISIS_DIALS = frozenset({"tension", "stall"})
_PAIR_DIALS = frozenset({"trust", "marks", "grievance"})


@_applies(Moved)
def _(state: State, fact: Moved) -> State:
    dial = fact.dial
    if dial in _CRISIS_DIALS:
        moved = {dial: getattr(state.crisis, dial) + fact.by}
        return changed(state, crisis=changed(state.crisis, **moved))
    assert fact.of is not None
    if dial in _PAIR_DIALS:
        assert fact.toward is not None
        key = (fact.of, fact.toward)
        pair = state.pairs[key]
        moved_pair = changed(pair, **{dial: getattr(pair, dial) + fact.by})
        return changed(state, pairs=_put(state.pairs, key, moved_pair))
    nation = state.nations[fact.of]
    new = changed(nation, **{dial: getattr(nation, dial) + fact.by})
    return changed(state, nations=_put(state.nations, fact.of, new))


@_applies(EarnedInTalks)
def _(state: State, fact: EarnedInTalks) -> State:
    return changed(state, today=changed(state.today, earned=(*state.today.earned, fact.earned)))


@_applies(TalksBooked)
def _(state: State, fact: TalksBooked) -> State:
    return changed(state, today=changed(state.today, earned=()))


@_applies(TensionRaised)
def _(state: State, fact: TensionRaised) -> State:
    return changed(state, today=changed(state.today, pressing=(*state.today.pressing, fact.act)))


@_applies(TensionNoted)
def _(state: State, fact: TensionNoted) -> State:
    return changed(state, today=changed(state.today, noted=(*state.today.noted, fact.note)))


@_applies(TensionCounted)
def _(state: State, fact: TensionCounted) -> State:
    recent = tuple(row for row in state.crisis.tension_history if row[1] >= fact.turn - 2)
    history = (*recent, (fact.by, fact.turn, fact.points))
    return changed(state, crisis=changed(state.crisis, tension_history=history))


@_applies(Counted)
def _(state: State, fact: Counted) -> State:
    if fact.ever:
        return changed(state, ever=_put(state.ever, fact.key, state.ever.get(fact.key, 0) + 1))
    counts = _put(state.today.counts, fact.key, state.today.counts.get(fact.key, 0) + 1)
    return changed(state, today=changed(state.today, counts=counts))


@_applies(Answered)
def _(state: State, fact: Answered) -> State:
    formal = (*state.today.formal, (fact.asked, fact.answered))
    return changed(state, today=changed(state.today, formal=formal))


@_applies(Touched)
def _(state: State, fact: Touched) -> State:
    both: frozenset[Pair] = frozenset({(fact.a, fact.b), (fact.b, fact.a)})
    place = state.today.place | both if fact.in_one_place else state.today.place
    return changed(state, today=changed(state.today, touched=state.today.touched | both, place=place))


@_applies(ContactBooked)
def _(state: State, fact: ContactBooked) -> State:
    pair = (fact.of, fact.toward)
    contact = _put(state.today.contact, pair, state.today.contact.get(pair, 0) + fact.by)
    return changed(state, today=changed(state.today, contact=contact))


@_applies(TruthLearned)
def _(state: State, fact: TruthLearned) -> State:
    pair = (fact.owner, fact.nation)
    return changed(state, learned=_put(state.learned, pair, (*state.learned.get(pair, ()), fact.claim)))


@_applies(ChannelChanged)
def _(state: State, fact: ChannelChanged) -> State:
    return changed(state, channels=_put(state.channels, fact.channel.id, fact.channel))


@_applies(SpokenChanged)
def _(state: State, fact: SpokenChanged) -> State:
    return changed(state, spoken=state.spoken.put(fact.spoken.ref, fact.spoken))


@_applies(EngagementChanged)
def _(state: State, fact: EngagementChanged) -> State:
    return changed(state, engagements=_put(state.engagements, fact.engagement.ref, fact.engagement))


@_applies(StudyChanged)
def _(state: State, fact: StudyChanged) -> State:
    return changed(state, studies=_put(state.studies, fact.study.ref, fact.study))


@_applies(Studied)
def _(state: State, fact: Studied) -> State:
    learned = dict(state.studied)
    for pair in ((fact.a, fact.b), (fact.b, fact.a)):
        learned[pair] = (*learned.get(pair, ()), (fact.base, fact.change))
    return changed(state, studied=learned)


@_applies(AppealChanged)
def _(state: State, fact: AppealChanged) -> State:
    return changed(state, appeals=_put(state.appeals, fact.appeal.ref, fact.appeal))


@_applies(PledgeChanged)
def _(state: State, fact: PledgeChanged) -> State:
    return changed(state, pledges=_put(state.pledges, fact.pledge.ref, fact.pledge))


@_applies(ThreatChanged)
def _(state: State, fact: ThreatChanged) -> State:
    return changed(state, threats=_put(state.threats, fact.threat.ref, fact.threat))


@_applies(DocumentChanged)
def _(state: State, fact: DocumentChanged) -> State:
    return changed(state, documents=_put(state.documents, fact.document.ref, fact.document))


@_applies(AssuranceChanged)
def _(state: State, fact: AssuranceChanged) -> State:
    return changed(state, assurances=_put(state.assurances, fact.assurance.ref, fact.assurance))


@_applies(RemedyChanged)
def _(state: State, fact: RemedyChanged) -> State:
    return changed(state, remedies=_put(state.remedies, fact.remedy.key, fact.remedy))


@_applies(BodyChanged)
def _(state: State, fact: BodyChanged) -> State:
    return changed(state, bodies=_put(state.bodies, fact.institution, fact.body))


@_applies(MotionChanged)
def _(state: State, fact: MotionChanged) -> State:
    return changed(state, motions=_put(state.motions, fact.motion.ref, fact.motion))


@_applies(FloorChanged)
def _(state: State, fact: FloorChanged) -> State:
    return changed(state, floors=_put(state.floors, fact.floor.channel, fact.floor))


@_applies(SanctionsChanged)
def _(state: State, fact: SanctionsChanged) -> State:
    return changed(state, sanctions=_put(state.sanctions, (fact.by, fact.target), fact.sanctions))


@_applies(RecallChanged)
def _(state: State, fact: RecallChanged) -> State:
    return changed(state, recalls=_put(state.recalls, (fact.by, fact.target), fact.until or None))


_COUNTERPARTS: Mapping[Footing, Footing] = {"equal": "equal", "senior": "junior", "junior": "senior"}


@_applies(FootingChanged)
def _(state: State, fact: FootingChanged) -> State:
    pairs = dict(state.pairs)
    there, back = (fact.nation, fact.toward), (fact.toward, fact.nation)
    pairs[there] = changed(pairs[there], footing=fact.footing)
    pairs[back] = changed(pairs[back], footing=_COUNTERPARTS[fact.footing])
    return changed(state, pairs=pairs)


@_applies(FaceChanged)
def _(state: State, fact: FaceChanged) -> State:
    key = (fact.nation, fact.toward)
    return changed(state, pairs=_put(state.pairs, key, changed(state.pairs[key], face=fact.holds)))


@_applies(ShowChanged)
def _(state: State, fact: ShowChanged) -> State:
    return changed(state, shows=_put(state.shows, fact.by, fact.show))


@_applies(CovertChanged)
def _(state: State, fact: CovertChanged) -> State:
    return changed(state, covert=_put(state.covert, fact.ref, fact.covert))


@_applies(SuitChanged)
def _(state: State, fact: SuitChanged) -> State:
    return changed(state, suits=_put(state.suits, fact.ref, fact.suit))


@_applies(SealedChanged)
def _(state: State, fact: SealedChanged) -> State:
    own = _put(state.sealed.get(fact.nation, {}), fact.slot, fact.sealed)
    return changed(state, sealed=_put(state.sealed, fact.nation, own or None))


def _nation(state: State, name: NationId, **changes: Any) -> State:
    return changed(state, nations=_put(state.nations, name, changed(state.nations[name], **changes)))


@_applies(ConcernsNamed)
def _(state: State, fact: ConcernsNamed) -> State:
    return _nation(state, fact.nation, concerns=fact.issues)


@_applies(SoldAtHome)
def _(state: State, fact: SoldAtHome) -> State:
    return _nation(state, fact.nation, sells=(*state.nations[fact.nation].sells, fact.turn))


@_applies(Honoured)
def _(state: State, fact: Honoured) -> State:
    return _nation(state, fact.nation, honours=(fact.listener, fact.trusted))


def _crisis(state: State, **changes: Any) -> State:
    return changed(state, crisis=changed(state.crisis, **changes))


@_applies(Agreed)
def _(state: State, fact: Agreed) -> State:
    return _crisis(state, agreed=state.crisis.agreed | {fact.choice})


@_applies(Cooled)
def _(state: State, fact: Cooled) -> State:
    return _crisis(state, cooled=state.crisis.cooled | {fact.issue})


@_applies(IssueClosed)
def _(state: State, fact: IssueClosed) -> State:
    return _crisis(state, closed=_put(state.crisis.closed, fact.issue, (fact.option, fact.ref)))


@_applies(IssueReopened)
def _(state: State, fact: IssueReopened) -> State:
    return _crisis(state, closed=_put(state.crisis.closed, fact.issue, None))


@_applies(ProofBegan)
def _(state: State, fact: ProofBegan) -> State:
    return _crisis(state, proof_turn=fact.turn)


@_applies(Fired)
def _(state: State, fact: Fired) -> State:
    return _crisis(state, fired=state.crisis.fired | {fact.inject})


@_applies(RecessBegan)
def _(state: State, fact: RecessBegan) -> State:
    recesses = state.crisis.recesses + 1
    return _crisis(state, recess_until=fact.until, recesses=recesses, last_recess=fact.turn)


@_applies(TableClosed)
def _(state: State, fact: TableClosed) -> State:
    return _crisis(state, table_closed=fact.turn)


@_applies(DemarcheHeld)
def _(state: State, fact: DemarcheHeld) -> State:
    return _crisis(state, demarches=_put(state.crisis.demarches, fact.nation, (fact.since, fact.until)))


@_applies(CrisisEnded)
def _(state: State, fact: CrisisEnded) -> State:
    return changed(state, outcome=fact.outcome)


@_applies(LegacyLeft)
def _(state: State, fact: LegacyLeft) -> State:
    return changed(state, legacy=fact.legacy)


assert set(_APPLIES) == set(cast("tuple[type, ...]", get_args(Fact))), "every fact needs its apply"
