"""Arguments that many commands share: the channel, nations, a package, the way of talking, the terms of a text.

Owns: those slots, how a missing one is filled in from where the player is, the hash that an answer names.
Does not know: any command.
"""

from __future__ import annotations

from typing import Any

from detente_client.commands.grammar import Given
from detente_client.commands.slots import Here, Slot, channel_with
from detente_client.i18n import spelled, tr
from detente_client.words.handles import Thing
from detente_client.words.language import Misunderstood
from detente_wire.terms import (
    ChannelId,
    Choice,
    Hash,
    MediumId,
    NationId,
    Ref,
    clause_hash,
    package,
    recess_hash,
)

GROUP = tr("Talking")
IN = Slot("channel", "channel", keyword="in", needed=False)
NATIONS = Slot("nation", "nations", many=True)
CHOICES = Slot("choice", "choices", many=True)
LETTER_BY = Slot("letter-medium", "medium", keyword="via", needed=False)
PAYING = Slot("flag", "paying", keyword="paying", needed=False)
TERMS = (
    Slot("number", "lasting", keyword="lasting", needed=False),
    Slot("party", "monitor", keyword="monitor", needed=False),
    Slot("party", "guarantor", keyword="guarantor", needed=False),
    Slot("word", "disputes", keyword="disputes", needed=False, words=("consultation", "arbitration")),
    Slot("phrase", "entry", keyword="entry", needed=False),
    Slot("thing", "annex", keyword="annex-of", needed=False, things=("text",)),
    Slot("flag", "secret", keyword="secret", needed=False),
)
"""What is said of a text besides its clauses."""
CLAUSE = (
    Slot("clause-type", "type"),
    Slot("party", "actor", keyword="by", needed=False),
    Slot("party", "beneficiary", keyword="for", needed=False),
    Slot("phrase", "object", keyword="about", needed=False),
    Slot("phrase", "place", keyword="at", needed=False),
    Slot("number", "amount", keyword="amount", needed=False),
    Slot("number", "due", keyword="due", needed=False),
    Slot("thing", "condition", keyword="after", needed=False, things=("text",)),
    Slot("party", "verify", keyword="verified", needed=False),
    Slot("number", "until", keyword="until", needed=False),
)
"""A side clause: who does what, for whom, where, until when."""


def choices_of(given: Given, name: str = "choices") -> tuple[Choice, ...]:
    """The package of these choices, a doubled issue keeping the last."""
    return package([(choice.issue, choice.option) for choice in given.get(name, ())])


def channel_of(here: Here, given: Given, *wanted: NationId) -> ChannelId:
    """The channel named, or the one that fits."""
    named: ChannelId | None = given.get("channel")
    return named or channel_with(here, wanted)


def hash_of(here: Here, thing: Thing) -> Hash:
    """The hash that an ACCEPT of this offer, letter, assurance or recess names."""
    view, ref = here.scene.view, Ref(thing.ref)
    if ref in view.offers:
        return view.offers[ref].hash
    if ref in view.assurances:
        return clause_hash(view.assurances[ref].clause)
    if ref in view.recesses:
        return recess_hash(view.recesses[ref].until_turn)
    raise Misunderstood(
        tr("There is nothing to accept in {name}: it offers nothing, or no longer stands.", name=thing.name)
    )


def medium_of(here: Here, given: Given, kind: Any, many: bool = False) -> MediumId:
    named: MediumId | None = given.get("medium")
    if named:
        return named
    known = [m for m in here.scene.pack.media_of(kind) if m.from_turn <= max(here.scene.view.turn, 1)]
    fitting = [medium for medium in known if medium.many == many] if kind == "meeting" else known
    if not fitting:
        raise Misunderstood(
            tr("This era has no conference of that sort. See /rules media.")
            if many
            else tr("This era has no {kind} of that sort. See /rules media.", kind=spelled(kind))
        )
    return fitting[0].id
