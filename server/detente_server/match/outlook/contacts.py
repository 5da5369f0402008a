"""How much contact trust an act would add, beside what this turn's talks may have earned already.

Owns: the bounds of contact under its two ceilings, a turn's and that of contact altogether.
Does not know: what earns contact (the rooms that ask); deeds and losses, which have no such ceilings.

What others did with each other earns the asker nothing, and all that earns contact between two is seen by both. Only
whether it was earned is not reckoned over again here: an open meeting counts as one that may have brought its contact.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_server.match.asker import Asker
from detente_server.match.outlook.sketch import Sketch
from detente_server.rules import impact
from detente_server.rules.licence import tier
from detente_wire.acts import Press
from detente_wire.messages import When
from detente_wire.seen import ChannelSeen
from detente_wire.terms import EngagementKind, NationId


def both(
    sketch: Sketch, other: NationId, by: int, why: str, when: When = "close", least: int | None = None
) -> None:
    """Contact of each of the two; `least`: where it may be less than `by`."""
    asker = sketch.asker
    for of, toward in ((other, asker.me), (asker.me, other)):
        low = room(asker, of, toward, by if least is None else least)[0]
        sketch.span("trust", (low, room(asker, of, toward, by)[1]), of, why, toward, when)


def room(asker: Asker, of: NationId, toward: NationId, by: int) -> tuple[int, int]:
    """What is left of so much contact, at least and at most."""
    numbers, other = asker.numbers, toward if of == asker.me else of
    most = min(
        numbers.contact_a_turn, max(0, numbers.contact_ceiling - asker.view.trust.get((of, toward), 0))
    )
    earned = sum(_earned(asker, other))
    return min(earned + by, most) - min(earned, most), min(by, most)


def _earned(asker: Asker, other: NationId) -> Iterator[int]:
    """What this turn may have brought between the two so far, or brings beside."""
    view, numbers, pair = asker.view, asker.numbers, {asker.me, other}
    for channel in view.channels.values():
        if channel.turn == view.turn and pair <= set(channel.members):
            yield _talked(asker, channel)
    for letter in view.letters.values():
        if letter.turn >= view.turn - 1 and pair <= {letter.by, *letter.letter.to}:
            yield numbers.letter_contact
    for seen in view.engagements.values():
        if seen.turn == view.turn and {seen.asked.host, seen.asked.guest} == pair:
            yield earns(asker, seen.asked.kind)
    for restated in view.restatements.values():
        if (
            restated.turn == view.turn
            and {restated.by, restated.of} == pair
            and restated.answer == "confirmed"
        ):
            yield numbers.confirm_trust
    for seal in view.sealed.values():  # an inducement that is sealed comes under the same ceiling
        if isinstance(seal.act, Press) and seal.act.tool == "inducement" and seal.act.target == other:
            yield impact.favour(numbers, seal.act.level, tier(asker.pack, asker.me, other))


def _talked(asker: Asker, channel: ChannelSeen) -> int:
    """What a talk may have brought: by itself, by its protocol, as the session of a body."""
    numbers, medium = asker.numbers, asker.medium(channel.medium)
    if medium is not None and medium.kind == "back-channel":
        return numbers.backchannel_contact
    met = numbers.conference_contact if medium is not None and medium.many else numbers.meeting_contact
    equals = channel.protocol is not None and channel.protocol.senior is None
    return met + numbers.equals_trust * equals + numbers.session_contact * (channel.institution is not None)


def earns(asker: Asker, kind: EngagementKind) -> int:
    """What an engagement brings that goes well."""
    numbers = asker.numbers
    table: dict[EngagementKind, int] = {
        "dinner": numbers.dinner_trust,
        "reception": numbers.reception_trust,
        "sport": numbers.sport_trust,
        "tour": numbers.tour_trust,
        "gesture": numbers.gesture_trust,
        "walk": 0,
    }
    return table[kind]
