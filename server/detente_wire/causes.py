"""The words of causes: why a dial moved, as a closed list with what each means.

Owns: one table, in the order of the rules. A client has a phrase for every word; a test holds the rules to the list.
Does not know: how much anything moved, nor by whom (`notices.Cause` says that beside the word).

A word says what everybody in the audience may know, and nothing more. `v1` only grows: a client that meets a word of
a later list spells it out as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping

CAUSES: Mapping[str, str] = {
    # -- the crisis
    "tide": "the crisis rises by itself",
    "inject": "an event of the pack",
    "accident": "an incident that nobody ordered",
    "last-chance": "the last clear chance stops tension short of war",
    "formal-talk": "two thirds of the principals talked formally",
    "no-pressure": "no act of the turn raised tension",
    "initialled": "all principals initialled an issue for the first time",
    "standstill": "a standstill is in force",
    "stall": "the talks do not move",
    "no-progress": "nothing was agreed this turn",
    "progress": "something was agreed; what, is not said",
    "settled": "nothing is left to agree on",
    "walk-out": "a principal left the table in protest",
    # -- a nation by itself
    "income": "the capital of a new turn",
    "repair": "a bad name is forgotten slowly",
    "recovery": "nobody sanctions, so strain falls",
    "drift": "the pack's drift of BATNA",
    "conceded": "a concession before all, in a hot crisis",
    "ratification-failed": "home refused a text",
    "returned": "what was reserved comes back",
    # -- what envoys and capital were spent on
    "paid": "a sealed act",
    "invited": "an invitation",
    "joined": "joining a meeting",
    "letter": "a letter",
    "statement": "a public statement",
    "engagement": "a dinner, a reception, games, a tour, a walk",
    "study": "a joint study",
    "table": "a text tabled",
    "amend": "a tabled text amended",
    "sell-at-home": "an envoy sells the talks at home",
    "publish": "a record given to the papers",
    "pledge": "a public pledge",
    "threat": "what is set aside for a threat",
    # -- contact and deeds
    "decay": "nothing happened between the two",
    "contact": "contact of several kinds in one turn",
    "contact-meeting": "a meeting in which both were answered",
    "contact-conference": "a conference in which both were answered",
    "contact-letter": "a letter was answered in time",
    "contact-back-channel": "a back-channel was held",
    "answer": "a question was answered",
    "confirmed": "a restatement was confirmed",
    "dinner": "a dinner went well",
    "reception": "a reception went well",
    "sport": "games went well",
    "tour": "a tour went well",
    "gesture": "a gesture was made",
    "protocol": "the two met as equals",
    "protocol-disputed": "a protocol was disputed",
    "gaffe": "an engagement went wrong",
    "ad-referendum": "a package put forward on a walk was initialled in time",
    "appeal": "an appeal was granted",
    "appeal-refused": "an appeal was refused",
    "repeated": "both repeated openly what was offered in a back-channel",
    "contradicted": "an offer of a back-channel was contradicted openly",
    # -- words kept and broken
    "lie": "a claim was found to be false; told to its victim alone",
    "distrust": "what the liar sees of that: trust fell",
    "denounced": "a lie was made public",
    "leaked": "a back-channel leaked",
    "disavowed": "a leak was denied",
    "published": "a record was printed",
    "pledge-kept": "a dated pledge fell due and was kept",
    "pledge-broken": "a pledge was broken",
    "pledge-withdrawn": "a pledge was taken back",
    "yielded": "a public threat was yielded to",
    "backed-down": "a public threat was not carried out",
    "threat-withdrawn": "a public threat was taken back",
    "threat-settled": "a threat ended in a yield or a back-down",
    # -- pressure
    "protest": "a protest",
    "recall": "a recall or expulsion",
    "sanctions": "sanctions, imposed or in force",
    "covert": "a covert act of an unknown hand",
    "covert-spill": "a covert act of an unknown hand hit a bystander",
    "attributed": "a covert act has found its author",
    "legal": "a legal offensive",
    "judgment": "a legal offensive was judged",
    "force": "a show of force",
    "inducement": "an inducement",
    "lifted": "sanctions were lifted",
    "stand-down": "a show of force ended",
    "licence": "a grievance was spent on a proportionate answer",
    "demarche": "a collective démarche",
    "diktat": "a text disposes of what belongs to a nation that did not sign it",
    # -- instruments
    "hosting": "a text endorsed or hosted entered into force",
    "standstill-broken": "a standstill was broken",
    "clause": "a clause was performed",
    "clause-kept": "a clause was kept on its due turn",
    "clause-delayed": "a clause was delayed",
    "doubtful-report": "a report on how a clause is kept was doubtful",
    "breach": "a breach was found",
    "snapback": "relief was taken back after a breach",
}
"""Every word of `notices.Cause`, and what it means."""
