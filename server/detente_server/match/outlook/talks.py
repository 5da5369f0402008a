"""What is said in talks: claims that are no truth, offers that repeat or contradict a quiet one, protocol, motions.

Owns: the prospects of what is said and answered in channels, beyond pledges and threats.
Does not know: the contact that talks earn by being answered, which hangs on the others (no prospect tells of it,
but for answers of one's own); how a lie would be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente_server.match.asker import Asker
from detente_server.match.outlook import contacts, occasions
from detente_server.match.outlook.sketch import Sketch, added
from detente_server.match.outlook.words import tools
from detente_server.rules import claims
from detente_server.rules.pack import Sheet
from detente_wire import acts
from detente_wire.messages import Prospect
from detente_wire.seen import ChannelSeen, OfferSeen
from detente_wire.terms import PUBLIC, ChannelId, Choice, Claim, NationId, Package

# -- coming -----------------------------------------------------------------------------------------------------


def coming(asker: Asker, act: acts.Join) -> Iterator[Prospect]:
    """A back-channel earns by being held; to come as equals earns a little, to dispute the protocol costs."""
    seen, numbers = asker.channel(act.channel), asker.numbers
    if seen is None:
        return
    sketch = Sketch(asker)
    if _is_back(asker, seen):
        _whispered(sketch, seen)
    elif seen.protocol is not None and seen.by is not None:
        senior = seen.protocol.senior
        if act.disputes:
            harmed = seen.by if senior in (None, asker.me) else senior
            sketch.move("trust", -numbers.disputed_trust, harmed, "protocol-disputed", asker.me)
        elif senior is None:
            contacts.both(sketch, seen.by, numbers.equals_trust, "protocol", least=0)
    yield from added(Sketch(asker), sketch, "protocol")


def _whispered(sketch: Sketch, seen: ChannelSeen) -> None:
    """The two of a back-channel, whoever of them comes last, once a turn; a go-between brings others together."""
    asker, by = sketch.asker, sketch.asker.numbers.backchannel_contact
    missing = {*seen.members, *((seen.go_between,) if seen.go_between else ())} - seen.present - {asker.me}
    least = 0 if missing or seen.held == asker.view.turn else by
    if asker.me in seen.members:
        for other in asker.in_order(seen.members):
            contacts.both(sketch, other, by, "contact-back-channel", least=least)
    else:
        for of, toward in (seen.members, seen.members[::-1]):
            sketch.span("trust", (0, by), of, "contact-back-channel", toward)


def _is_back(asker: Asker, seen: ChannelSeen) -> bool:
    medium = asker.medium(seen.medium)
    return medium is not None and medium.kind == "back-channel"


# -- claims -----------------------------------------------------------------------------------------------------


def telling(asker: Asker, act: acts.Tell) -> Iterator[Prospect]:
    """A claim that one's own card does not bear out."""
    question = asker.view.questions.get(act.ref) if act.ref else None
    if question is not None:
        yield from _answered(asker, question.channel, question.by)
    yield from _lie(asker, act.channel, act.claim)


def correction(asker: Asker, act: acts.Correct) -> Iterator[Prospect]:
    """The same, of what is said instead."""
    seen = asker.view.restatements.get(act.ref)
    if seen is not None and seen.of == asker.me:
        yield from _answered(asker, seen.channel, seen.by)
        yield from _lie(asker, seen.channel, act.claim)


def confirmation(asker: Asker, act: acts.Confirm) -> Iterator[Prospect]:
    """To have been heard is worth trust to both; to confirm what is false is a lie."""
    seen = asker.view.restatements.get(act.ref)
    if seen is None or seen.of != asker.me:
        return
    sketch = Sketch(asker)
    contacts.both(sketch, seen.by, asker.numbers.confirm_trust, "confirmed")
    yield from added(Sketch(asker), sketch, "confirmed")
    yield from _answered(asker, seen.channel, seen.by)
    yield from _lie(asker, seen.channel, seen.claim)


def _lie(asker: Asker, place: ChannelId, claim: Claim) -> Iterator[Prospect]:
    """Each who hears it may find it out; he may denounce it before all."""
    seen, numbers, me = asker.channel(place), asker.numbers, asker.me
    if seen is None or is_true(asker, claim):
        return
    for other in asker.in_order(seen.present):
        yield Prospect("trust", -numbers.lie_trust, -numbers.lie_trust, other, me, "lie", "found")
        yield Prospect("grievance", numbers.lie_grievance, numbers.lie_grievance, other, me, "lie", "found")
    yield Prospect("word", -numbers.denounce_word, 0, me, why="denounced", when="found")


def is_true(asker: Asker, claim: Claim) -> bool:
    """Whether the own card bears the claim out; a claim that is none, or of no card, is left to the rules."""
    view, card = asker.view, asker.view.sheet
    known = {(issue, option) for issue, worth in view.worth.items() for option in worth}
    named = [option for option in (claim.option, claim.over) if option is not None]
    if card is None or claim.issue not in view.worth or any((claim.issue, one) not in known for one in named):
        return True
    if len(named) < {"prefers": 2, "impossible": 1}.get(claim.form, 0):
        return True
    points = {issue: tuple(worth.values()) for issue, worth in view.worth.items()}
    sheet = Sheet(card.card, points, view.batna, card.red_lines)
    return claims.is_true(asker.pack, sheet, view.batna, claim)


# -- offers -----------------------------------------------------------------------------------------------------


def offer(asker: Asker, act: acts.Offer) -> Iterator[Prospect]:
    """Those who hear it compare it with what was floated to them in secret."""
    seen = asker.channel(act.channel)
    if act.channel == PUBLIC:
        yield from _compared(asker, asker.others(), act.package)
    elif seen is not None and seen.kind != "back-channel":
        yield from _compared(asker, asker.in_order(seen.present), act.package)


def package_sent(asker: Asker, act: acts.Send) -> Iterator[Prospect]:
    """The same, of a letter's package."""
    yield from _compared(asker, asker.in_order(act.to), act.package)


def acceptance(asker: Asker, act: acts.Accept) -> Iterator[Prospect]:
    """To concede before all costs at home in a hot crisis; to agree openly to what was floated may repeat it."""
    seen, numbers = asker.view.offers.get(act.ref), asker.numbers
    if seen is None:
        assured = asker.view.assurances.get(act.ref)
        if assured is not None:
            yield from _answered(asker, assured.channel, assured.by)
        return
    if seen.channel == PUBLIC and asker.view.rung >= numbers.public_concession_rung:
        by = -numbers.public_concession_home
        yield Prospect("home", by, by, asker.me, why="conceded", when="now")
    yield from _answered(asker, seen.channel, seen.by)
    if not _is_quiet(asker, seen):
        yield from _repeats(asker, seen.by, seen.package)


def refusal(asker: Asker, act: acts.Reject) -> Iterator[Prospect]:
    """To refuse openly what one floated, or let stand, is to contradict oneself."""
    seen = asker.view.offers.get(act.ref)
    if seen is None:
        yield from occasions.refusal(asker, act.ref)
        return
    yield from _answered(asker, seen.channel, seen.by)
    if _is_quiet(asker, seen):
        return
    for choice in seen.package:
        for by, to in ((seen.by, asker.me), (asker.me, seen.by)):
            floated = _last(_floats(asker, by, to), choice)
            if floated is not None and choice in floated.package and asker.me not in floated.rejected:
                yield _contradicted(asker, seen.by)
                return


def _compared(asker: Asker, hearers: Iterable[NationId], said: Package) -> Iterator[Prospect]:
    for other in hearers:
        own = _floats(asker, asker.me, other)
        broken = {
            floated.ref
            for choice in said
            if (floated := _last(own, choice)) and choice not in floated.package
        }
        if broken:
            yield _contradicted(asker, other, len(broken))
        yield from _repeats(asker, other, said)


def _contradicted(asker: Asker, other: NationId, times: int = 1) -> Prospect:
    """Once an offer that was floated; whether it was paid for before is not reckoned over again."""
    by = -asker.numbers.contradict_trust * times
    paid = any(
        line.move.because.why == "contradicted" and (line.move.of, line.move.toward) == (other, asker.me)
        for line in asker.view.by_dial.get("trust", ())
    )
    return Prospect("trust", by, 0 if paid else by, other, asker.me, "contradicted")


def _repeats(asker: Asker, other: NationId, said: Package) -> Iterator[Prospect]:
    """A deed, once a pair: both stand openly by what one of them had floated."""
    done = any(
        line.move.because.why == "repeated" and other in (line.move.of, line.move.toward)
        for line in asker.view.by_dial.get("trust", ())
    )
    floats = [*_floats(asker, asker.me, other), *_floats(asker, other, asker.me)]
    if done or not any(choice in floated.package for choice in said for floated in floats):
        return
    for of, toward in ((other, asker.me), (asker.me, other)):
        yield Prospect("trust", 0, asker.numbers.repeat_deed, of, toward, "repeated")


def _floats(asker: Asker, by: NationId, to: NationId) -> list[OfferSeen]:
    """What the one offered the other in their back-channels lately, last first."""
    oldest = asker.view.turn - asker.numbers.repeat_turns
    found = [
        seen
        for seen in asker.view.offers.values()
        if seen.by == by and to in seen.to and seen.turn >= oldest and _is_quiet(asker, seen)
    ]
    return found[::-1]


def _is_quiet(asker: Asker, seen: OfferSeen) -> bool:
    channel = asker.channel(seen.channel) if seen.channel else None
    return channel is not None and channel.kind == "back-channel"


def _last(floats: Iterable[OfferSeen], choice: Choice) -> OfferSeen | None:
    """The last word on an issue, if its author stands by it."""
    for seen in floats:
        if any(one.issue == choice.issue for one in seen.package):
            return seen if seen.status != "withdrawn" else None
    return None


def _answered(asker: Asker, place: ChannelId | None, other: NationId) -> Iterator[Prospect]:
    """An answer in a meeting earns both contact, if the other answers too; a letter's in any case, in time."""
    seen = asker.channel(place) if place else None
    if place is not None and (seen is None or seen.kind != "meeting"):
        return
    sketch, numbers = Sketch(asker), asker.numbers
    if seen is None:
        contacts.both(sketch, other, numbers.letter_contact, "contact-letter", least=0)
    else:
        by = numbers.conference_contact if _many(asker, seen) else numbers.meeting_contact
        contacts.both(sketch, other, by, "contact-meeting", least=0)
    yield from added(Sketch(asker), sketch, "contact")


def _many(asker: Asker, seen: ChannelSeen) -> bool:
    medium = asker.medium(seen.medium)
    return medium is not None and medium.many


# -- motions ----------------------------------------------------------------------------------------------------


def motion(asker: Asker, act: acts.Motion) -> Iterator[Prospect]:
    """To adjourn without a date tells the world that they gave up."""
    if act.kind == "adjourn":
        without, with_it = tools(asker), tools(asker)
        with_it.raise_tension(asker.numbers.adjourn_tension, "adjourned")
        for one in added(without, with_it, "adjourned"):
            yield Prospect("tension", one.least, one.most, why=one.why, when="carried")
        yield from _homes(asker, act.channel)


def support(asker: Asker, act: acts.Second | acts.Vote) -> Iterator[Prospect]:
    """The same for who helps to carry it; the tension is its mover's."""
    seen = asker.view.motions.get(act.ref)
    against = isinstance(act, acts.Vote) and act.choice != "yes"
    if seen is not None and seen.motion.kind == "adjourn" and not against:
        yield Prospect("tension", 0, asker.numbers.adjourn_tension, why="adjourned", when="carried")
        yield from _homes(asker, seen.channel)


def _homes(asker: Asker, place: ChannelId) -> Iterator[Prospect]:
    seen, by = asker.channel(place), -asker.numbers.adjourn_home
    for name in (asker.me, *asker.in_order(seen.present)) if seen else ():
        yield Prospect("home", by, by, name, why="adjourned", when="carried")
