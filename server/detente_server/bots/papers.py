"""Instruments: what was agreed is drafted, tabled, initialled, sold at home and signed; others lend their voice.

Owns: the habits of paper. Does not know: how agreement came about (`table`, `answers`).
"""

from __future__ import annotations

from detente_server.bots import sentences
from detente_server.bots.aims import LAST_TURNS
from detente_server.bots.firebrands import firebrands, holds_still
from detente_server.bots.mind import Habit, Mind, Move
from detente_wire.acts import Draft, Endorse, Initial, Object, SellAtHome, Sign, Table, Terminate
from detente_wire.seen import InstrumentSeen
from detente_wire.terms import (
    Clause,
    Instrument,
    NationId,
    Package,
    closes,
    options_of,
    package,
)

STANDSTILL_FROM = 85
"""Tension from which a principal proposes or joins a standstill."""
STANDSTILL_TURNS = 3


def papers(mind: Mind) -> Habit:
    """Everything about texts, most urgent first."""
    if mind.full:
        yield from _initial(mind)
        yield from _sell(mind)
        yield from _sign(mind)
        yield from _table(mind)
        yield from _draft(mind)
        yield from _standstill(mind)
        yield from _give_up(mind)
        yield from _voice(mind)


def is_standstill(text: Instrument) -> bool:
    """Whether it only stops the guns for a while."""
    return text.kind == "standstill"


def _signs(mind: Mind, seen: InstrumentSeen) -> bool:
    """Whether it would sign this text as it stands."""
    if mind.temper.takes != "weighed":
        return mind.temper.takes == "anything"
    if is_standstill(seen.text):
        return holds_still(mind) or mind.happens(mind.temper.standstill, "standstill")
    said = _new(mind, closes(seen.text))
    if not said:
        return False
    if mind.principal:
        return mind.aims.accepts(said) or (
            mind.aims.home_agrees(said, with_sells=True) and _promised(mind, said)
        )
    return mind.aims.outcome(said) >= mind.view.batna - 5 and mind.aims.home_agrees(said, with_sells=True)


def _new(mind: Mind, said: Package) -> Package:
    return tuple(choice for choice in said if choice.issue not in mind.view.closed)


def _promised(mind: Mind, said: Package) -> bool:
    """Whether it offered or accepted just this: it keeps its word."""
    return any(
        offer.package == said and (offer.by == mind.me or mind.me in offer.accepted)
        for offer in mind.view.offers.values()
    )


def _initial(mind: Mind) -> Habit:
    for seen in mind.view.texts("tabled"):
        if mind.me in seen.text.parties and mind.me not in seen.initials and _signs(mind, seen):
            yield Move(Initial(seen.ref, seen.hash), "Initialled.")


def _ripe(mind: Mind, seen: InstrumentSeen) -> bool:
    """Whether it may be signed this turn."""
    view = mind.view
    return seen.changed < view.turn or view.rung >= 7 or is_standstill(seen.text)


def _sell(mind: Mind) -> Habit:
    """As many envoys at home as the sum is short of, when the signing is due now."""
    for seen in mind.view.texts("initialled", "signed"):
        if mind.me not in seen.text.parties or is_standstill(seen.text):
            continue
        said = _new(mind, closes(seen.text))
        due = seen.status == "signed" or _ripe(mind, seen)
        sold = _sold(mind)
        if due and sold < 2 and mind.view.envoys and not mind.aims.home_agrees(said, sells=sold):
            yield Move(SellAtHome())


def _sold(mind: Mind) -> int:
    """Envoys that sold at home this turn or last."""
    view = mind.view
    lines = [*view.moves("envoys", view.turn), *view.moves("envoys", view.turn - 1)]
    return sum(line.move.because.why == "sell-at-home" for line in lines)


def _sign(mind: Mind) -> Habit:
    for seen in mind.view.texts("initialled"):
        if mind.me in seen.text.parties and _ripe(mind, seen) and f"sign:{seen.ref}" not in mind.view.sealed:
            yield Move(Sign(seen.ref, seen.hash))


def _table(mind: Mind) -> Habit:
    """Lay one's own draft before its parties."""
    for seen in mind.view.texts("draft"):
        if seen.author == mind.me and mind.view.envoys and seen.turn >= mind.view.turn - 1:
            yield Move(Table(seen.ref), sentences.tabling(mind))


def _draft(mind: Mind) -> Habit:
    """What all principals agreed on, by the one whose offer it was; late, what part of it they agreed on."""
    if not mind.principal or mind.view.texts("initialled", "signed") or mind.awaits_initials():
        return
    agreed = _agreed(mind)
    if agreed and not _drafted(mind, agreed):
        yield Move(Draft(text_for(mind, agreed)), sentences.tabling(mind))


def _agreed(mind: Mind) -> Package:
    """The package that this bot is to write down; empty if it is not its turn to."""
    everybody = set(mind.crisis.principals)
    for offer in mind.view.my_offers():
        if not everybody <= {mind.me, *offer.accepted}:
            continue
        said = _new(mind, offer.package)
        if said == offer.package and mind.aims.is_complete(said):
            return said
    if mind.crisis.principals[0] != mind.me:
        return ()
    common = mind.view.provisional(mind.crisis.principals)
    said = package([(issue, option) for issue, option in common.items() if issue not in mind.view.closed])
    late = mind.view.turn > mind.crisis.deadline - LAST_TURNS
    if said and (mind.aims.is_complete(said) or late) and mind.aims.accepts(said):
        return said
    return ()


def _drafted(mind: Mind, said: Package) -> bool:
    return any(
        _new(mind, closes(seen.text)) == said and mind.crisis.principals[0] in seen.text.parties
        for seen in mind.view.texts("draft", "tabled", "initialled", "signed")
    )


def text_for(mind: Mind, said: Package) -> Instrument:
    """An agreement of all principals, and whoever must act under it, that writes the package."""
    clauses = mind.crisis.clauses(said)
    parties: set[NationId] = {*mind.crisis.principals, *(clause.actor for clause in clauses)}
    for issue in options_of(said):
        needed, among = mind.crisis.at_least.get(issue, (0, ()))
        parties.update(among[:needed])
    kind = "joint-declaration" if len(parties) == 2 else "treaty"
    return Instrument(kind, tuple(sorted(parties)), clauses)  # type: ignore[arg-type]


# -- standstills ------------------------------------------------------------------------------------------------


def _standstill(mind: Mind) -> Habit:
    """Near the brink a principal proposes that all hold still; beside a firebrand, sooner, that the others do."""
    if not mind.principal or not _seeks_standstill(mind):
        return
    view, apart = mind.view, firebrands(mind) if holds_still(mind) else []
    live = [
        seen for seen in view.texts("draft", "tabled", "initialled", "in-force") if is_standstill(seen.text)
    ]
    if any(seen.turn > view.turn - STANDSTILL_TURNS for seen in live):
        return
    principals = mind.crisis.principals
    still = tuple(nation for nation in principals if nation not in apart)
    still = still if len(still) > 1 else principals
    clauses = tuple(Clause("standstill", nation) for nation in still)
    text = Instrument(
        "standstill", tuple(sorted(still)), clauses, entry="signature", duration=STANDSTILL_TURNS
    )
    yield Move(Draft(text), "Let everybody stop where they stand.")


def _seeks_standstill(mind: Mind) -> bool:
    if holds_still(mind):
        return True
    return mind.view.tension >= STANDSTILL_FROM and mind.happens(mind.temper.standstill, "standstill")


# -- voices -----------------------------------------------------------------------------------------------------


def _give_up(mind: Mind) -> Habit:
    """A signed text that some home has refused for good makes room for another."""
    for seen in mind.view.texts("signed"):
        if mind.me in seen.text.parties and seen.failed and seen.changed <= mind.view.turn - 3:
            yield Move(Terminate(seen.ref))


def _voice(mind: Mind) -> Habit:
    """An outsider endorses what is better for it than no deal, and objects to what is worse."""
    view = mind.view
    for seen in view.texts("tabled", "initialled"):
        spoken = mind.me in seen.endorsed | seen.objected or f"voice:{seen.ref}" in view.sealed
        if mind.me in seen.text.parties or spoken or not view.envoys or is_standstill(seen.text):
            continue
        worth = mind.aims.outcome(_new(mind, closes(seen.text)))
        act = Endorse if worth > view.batna else Object
        yield Move(act(seen.ref, seen.hash))
