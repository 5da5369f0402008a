"""Talks: channels, what is said, what two nations come to know and feel by it."""

from __future__ import annotations

from collections.abc import Mapping

from detente_server.rules.facts.applying import applies, crisis_changed, nation_changed, put
from detente_server.rules.state import Channel, Earned, Pair, Spoken, State, changed
from detente_wire.terms import Claim, Footing, IssueId, NationId
from detente_wire.values import frozen


@frozen
class EarnedInTalks:
    """A move that waits for step 0 of RESOLVE."""

    earned: Earned


@applies(EarnedInTalks)
def _(state: State, fact: EarnedInTalks) -> State:
    return changed(state, today=changed(state.today, earned=(*state.today.earned, fact.earned)))


@frozen
class TalksBooked:
    """Step 0 is done: nothing waits any more."""


@applies(TalksBooked)
def _(state: State, fact: TalksBooked) -> State:
    return changed(state, today=changed(state.today, earned=()))


@frozen
class Answered:
    """An exchange was answered in a meeting that is not discreet."""

    asked: NationId
    answered: NationId


@applies(Answered)
def _(state: State, fact: Answered) -> State:
    formal = (*state.today.formal, (fact.asked, fact.answered))
    return changed(state, today=changed(state.today, formal=formal))


@frozen
class Touched:
    """Something happened between two nations; in one place or not."""

    a: NationId
    b: NationId
    in_one_place: bool = False


@applies(Touched)
def _(state: State, fact: Touched) -> State:
    both: frozenset[Pair] = frozenset({(fact.a, fact.b), (fact.b, fact.a)})
    place = state.today.place | both if fact.in_one_place else state.today.place
    return changed(state, today=changed(state.today, touched=state.today.touched | both, place=place))


@frozen
class ContactBooked:
    """Contact trust of this turn was booked, within the most that a turn gives."""

    of: NationId
    toward: NationId
    by: int


@applies(ContactBooked)
def _(state: State, fact: ContactBooked) -> State:
    pair = (fact.of, fact.toward)
    contact = put(state.today.contact, pair, state.today.contact.get(pair, 0) + fact.by)
    return changed(state, today=changed(state.today, contact=contact))


@frozen
class TruthLearned:
    """A nation learned a true preference of another."""

    owner: NationId
    nation: NationId
    claim: Claim


@applies(TruthLearned)
def _(state: State, fact: TruthLearned) -> State:
    pair = (fact.owner, fact.nation)
    return changed(state, learned=put(state.learned, pair, (*state.learned.get(pair, ()), fact.claim)))


@frozen
class ChannelChanged:
    """A channel was convened, joined, left, closed."""

    channel: Channel
    because: str


@applies(ChannelChanged)
def _(state: State, fact: ChannelChanged) -> State:
    return changed(state, channels=put(state.channels, fact.channel.id, fact.channel))


@frozen
class SpokenChanged:
    """An act was said, accepted, rejected, withdrawn, answered, found out, leaked."""

    spoken: Spoken
    because: str


@applies(SpokenChanged)
def _(state: State, fact: SpokenChanged) -> State:
    return changed(state, spoken=state.spoken.put(fact.spoken.ref, fact.spoken))


@frozen
class FootingChanged:
    """How a nation stands to another; the other's footing is the counterpart."""

    nation: NationId
    toward: NationId
    footing: Footing


_COUNTERPARTS: Mapping[Footing, Footing] = {"equal": "equal", "senior": "junior", "junior": "senior"}


@applies(FootingChanged)
def _(state: State, fact: FootingChanged) -> State:
    pairs = dict(state.pairs)
    there, back = (fact.nation, fact.toward), (fact.toward, fact.nation)
    pairs[there] = changed(pairs[there], footing=fact.footing)
    pairs[back] = changed(pairs[back], footing=_COUNTERPARTS[fact.footing])
    return changed(state, pairs=pairs)


@frozen
class FaceChanged:
    """A nation holds a face with another, or has used it."""

    nation: NationId
    toward: NationId
    holds: bool


@applies(FaceChanged)
def _(state: State, fact: FaceChanged) -> State:
    key = (fact.nation, fact.toward)
    return changed(state, pairs=put(state.pairs, key, changed(state.pairs[key], face=fact.holds)))


@frozen
class ConcernsNamed:
    """A nation named its three issues."""

    nation: NationId
    issues: tuple[IssueId, ...]


@applies(ConcernsNamed)
def _(state: State, fact: ConcernsNamed) -> State:
    return nation_changed(state, fact.nation, concerns=fact.issues)


@frozen
class Honoured:
    """A nation named its best listener and its trusted hand."""

    nation: NationId
    listener: NationId
    trusted: NationId


@applies(Honoured)
def _(state: State, fact: Honoured) -> State:
    return nation_changed(state, fact.nation, honours=(fact.listener, fact.trusted))


@frozen
class RecessBegan:
    """The tide stops until the turn."""

    until: int
    turn: int


@applies(RecessBegan)
def _(state: State, fact: RecessBegan) -> State:
    recesses = state.crisis.recesses + 1
    return crisis_changed(state, recess_until=fact.until, recesses=recesses, last_recess=fact.turn)


@frozen
class TableClosed:
    """No conference in this turn."""

    turn: int


@applies(TableClosed)
def _(state: State, fact: TableClosed) -> State:
    return crisis_changed(state, table_closed=fact.turn)
