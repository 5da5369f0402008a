"""The words of the game that go over the table: packages, claims, clauses, instruments, promises, demands.

Owns: the values that players say to each other, that the rules read, that bots and clients form.
Does not know: whether saying them is allowed, what they are worth, or who hears them.

This module and `acts` are the one vocabulary that `detente_server.rules` shares with the wire
(see docs/explanation/architecture.md, "Directions").
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Literal, NewType

from attrs import field
from attrs.validators import ge, le

from detente_wire.values import frozen

NationId = NewType("NationId", str)
"""A nation of the pack, e.g. ``gbr``; a pack id (``[a-z][a-z0-9-]{1,31}``)."""
IssueId = NewType("IssueId", str)
OptionId = NewType("OptionId", str)
MediumId = NewType("MediumId", str)
"""A medium of the pack's era, e.g. ``note`` or ``ambassador``; its kind is one of `ChannelKind`."""
VenueId = NewType("VenueId", str)
ChannelId = NewType("ChannelId", str)
"""80 bits, base32; the same members, kind and medium keep their channel."""
InstitutionId = NewType("InstitutionId", str)
"""A body of the pack, e.g. ``security-council``; a pack id."""
Ref = NewType("Ref", str)
"""Names one thing that was done: an offer, question, claim, letter, instrument, threat, pledge … 80 bits, base32."""
Hash = NewType("Hash", str)
"""sha256 in hex of the canonical text of a package or an instrument: what a signature is put under."""

PUBLIC = ChannelId("public")
"""The channel of public statements: always open, everybody hears it; none opens it."""
LETTERS = ChannelId("letters")
"""Where answers to letters are told: the writing desk, which nobody enters or leaves."""

ChannelKind = Literal["meeting", "letter", "back-channel", "public"]
Tool = Literal["protest", "recall", "sanctions", "covert", "legal", "force", "inducement"]
"""Pressure tools in the order in which RESOLVE takes them (rules, section 6)."""
TOOLS: tuple[Tool, ...] = ("protest", "recall", "sanctions", "covert", "legal", "force", "inducement")

Voting = Literal["unanimity", "majority", "two-thirds", "weighted"]
"""How an institution decides on substance (rules, section 11)."""
Power = Literal[
    "convene", "mediate", "recommend", "bind", "authorise-sanctions", "inspect", "arbitrate", "administer", "fund"
]  # fmt: skip
"""What an institution may decide."""
Facility = Literal["secure-venue", "secretariat", "hotline", "inspectorate", "court", "fund", "mission"]
"""What an institution has to work with."""

MAX_INTEGER = 2**53


@frozen
class Choice:
    """One option of one issue."""

    issue: IssueId
    option: OptionId


Package = tuple[Choice, ...]
"""At most one choice an issue, sorted by issue id: build with `package`."""


def package(choices: Mapping[str, str] | Iterable[tuple[str, str]]) -> Package:
    """The package of these issue -> option pairs, in canonical order; a doubled issue keeps the last."""
    pairs = dict(choices)
    return tuple(Choice(IssueId(issue), OptionId(pairs[issue])) for issue in sorted(pairs))


def options_of(said: Package) -> dict[IssueId, OptionId]:
    """The package as a mapping from issue to option."""
    return {choice.issue: choice.option for choice in said}


def package_text(said: Package) -> str:
    """Canonical text of a package, one ``issue: option`` a line; what an ACCEPT's hash is taken of."""
    return "\n".join(f"{choice.issue}: {choice.option}" for choice in said)


def text_hash(text: str) -> Hash:
    """sha256 of the text's UTF-8 bytes, in hex."""
    # a file that was tampered with may hold halves of characters; then the hash only differs, as it should
    return Hash(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def package_hash(said: Package) -> Hash:
    """The hash that an ACCEPT names."""
    return text_hash(package_text(said))


def recess_hash(until_turn: int) -> Hash:
    """The hash that an ACCEPT of a recess names: that of ``recess until turn <n>``."""
    return text_hash(f"recess until turn {until_turn}")


@frozen
class Claim:
    """What a nation says of itself, or another restates about it (rules, section 4, Claims)."""

    form: Literal["most", "least", "prefers", "impossible"]
    issue: IssueId
    option: OptionId | None = None
    """``prefers``: the better one; ``impossible``: the option that cannot be."""
    over: OptionId | None = None
    """``prefers``: the worse one."""


Family = Literal["territory", "forces", "inspect", "money", "status", "promise", "access", "body", "sequence"]
ClauseType = Literal[
    "transfer-of-authority", "occupation", "administration",
    "ceasefire", "standstill", "withdraw", "limit", "demilitarise",
    "inspection",
    "payment", "sanctions-relief",
    "recognise", "rights", "plebiscite", "exchange-of-persons",
    "guarantee", "non-aggression",
    "transit",
    "found-institution", "arbitration", "consultation", "hotline",
    "condition", "review", "sunset",
]  # fmt: skip

FAMILY_OF: Mapping[ClauseType, Family] = {
    "transfer-of-authority": "territory", "occupation": "territory", "administration": "territory",
    "ceasefire": "forces", "standstill": "forces", "withdraw": "forces", "limit": "forces",
    "demilitarise": "forces",
    "inspection": "inspect",
    "payment": "money", "sanctions-relief": "money",
    "recognise": "status", "rights": "status", "plebiscite": "status", "exchange-of-persons": "status",
    "guarantee": "promise", "non-aggression": "promise",
    "transit": "access",
    "found-institution": "body", "arbitration": "body", "consultation": "body", "hotline": "body",
    "condition": "sequence", "review": "sequence", "sunset": "sequence",
}  # fmt: skip
"""Every clause type and its family (rules, section 8)."""


@frozen
class Clause:
    """One undertaking of an instrument. Names of objects and places are pack ids or short pack words."""

    type: ClauseType
    actor: NationId
    """Who performs it; only the actor can DELAY or CHEAT."""
    beneficiary: NationId | None = None
    issue: IssueId | None = None
    """The issue that this clause closes with `option`; both or neither."""
    option: OptionId | None = None
    object: str = ""
    """What it is about, e.g. ``missiles``; the validator finds contradictions on one object."""
    place: str = ""
    owner: NationId | None = None
    """Whose land or rights it disposes of, where they are not the actor's own to give."""
    amount: int = field(default=0, validator=[ge(0), le(MAX_INTEGER)])
    """Percent for shares, else in the pack's unit; 0 where none is meant."""
    by_turn: int = field(default=0, validator=[ge(0), le(999)])
    """Due turn; 0: due on the turn after entry into force."""
    condition: Ref | None = None
    """An instrument that must be in force before this clause falls due."""
    verify: NationId | None = None
    """The inspector or monitor; the nation, or the clause's actor for own means."""
    sunset: int = field(default=0, validator=[ge(0), le(999)])
    """The turn after which it binds no more; 0: none."""

    @property
    def family(self) -> Family:
        """The family of its type."""
        return FAMILY_OF[self.type]


@frozen
class ClauseForm:
    """The clause that choosing an option writes: a `Clause` that lacks its issue and option (public pack data)."""

    type: ClauseType
    actor: NationId
    beneficiary: NationId | None = None
    object: str = ""
    place: str = ""
    owner: NationId | None = None
    """Whose land or rights it disposes of, where they are not the actor's own."""
    amount: int = 0
    due_turns: int = 1
    """Turns after entry into force until it falls due."""
    verify: NationId | None = None

    def clause(self, choice: Choice) -> Clause:
        """The clause that writes this choice into an instrument."""
        return Clause(
            self.type, self.actor, self.beneficiary, choice.issue, choice.option,
            self.object, self.place, self.owner, self.amount, verify=self.verify,
        )  # fmt: skip


EngagementKind = Literal["dinner", "reception", "sport", "tour", "walk", "gesture"]
"""What nations do together beside the talks (rules, section 5); a hunt or a match is sport."""
Favour = Literal["standstill", "procedural-vote"]
"""What an APPEAL asks for: a turn of standstill between the two, or one procedural vote."""


@frozen
class Protocol:
    """What an invitation says of rank: all meet as equals, or one presides."""

    senior: NationId | None = None
    """Who presides; None: all are equals."""


Footing = Literal["equal", "senior", "junior"]
"""How a nation stands to another by the last protocol that both accepted."""

InstrumentKind = Literal[
    "treaty", "joint-declaration", "exchange-of-notes", "final-act", "framework", "plan", "annex", "standstill"
]  # fmt: skip
Entry = Literal["ratification", "signature", "n-ratify", "date"]


@frozen
class Instrument:
    """The text of an agreement: what is drafted, tabled, initialled, signed, ratified and kept."""

    kind: InstrumentKind
    parties: tuple[NationId, ...]
    """Sorted; every party signs."""
    clauses: tuple[Clause, ...]
    entry: Entry = "ratification"
    """When it enters into force; other than by ratification of all only for texts that close no issue."""
    entry_number: int = field(default=0, validator=[ge(0), le(999)])
    """``n-ratify``: how many; ``date``: the turn."""
    duration: int = field(default=0, validator=[ge(0), le(999)])
    """Turns in force; 0: without end. A standstill: 1-4."""
    monitor: NationId | None = None
    """An outsider written in as monitor; it watches once it has endorsed the text."""
    guarantor: NationId | None = None
    """An outsider written in as guarantor; it answers for the text once it has endorsed it."""
    disputes: Literal["", "consultation", "arbitration"] = ""
    secret: bool = False
    annex_of: Ref | None = None


def closes(text: Instrument) -> Package:
    """The choices that the text writes, in canonical order (a doubled issue keeps the last)."""
    return package(
        [(clause.issue, clause.option) for clause in text.clauses if clause.issue and clause.option]
    )


def clause_text(clause: Clause) -> str:
    """One line of canonical text."""
    parts = [f"{clause.family}/{clause.type} by {clause.actor}"]
    parts += [f"for {clause.beneficiary}"] if clause.beneficiary else []
    parts += [f"closing {clause.issue} with {clause.option}"] if clause.issue else []
    parts += [f"object {clause.object}"] if clause.object else []
    parts += [f"place {clause.place}"] if clause.place else []
    parts += [f"of {clause.owner}"] if clause.owner else []
    parts += [f"amount {clause.amount}"] if clause.amount else []
    parts += [f"by turn {clause.by_turn}"] if clause.by_turn else []
    parts += [f"once {clause.condition} is in force"] if clause.condition else []
    parts += [f"verified by {clause.verify}"] if clause.verify else []
    parts += [f"until turn {clause.sunset}"] if clause.sunset else []
    return ", ".join(parts)


def instrument_text(text: Instrument) -> str:
    """Canonical text of an instrument: the very words that a signatory is shown and that the hash covers."""
    head = [
        f"{text.kind} between {', '.join(text.parties)}",
        f"enters into force: {text.entry}" + (f" {text.entry_number}" if text.entry_number else ""),
        f"lasts: {text.duration} turns" if text.duration else "lasts: without end",
        f"monitor: {text.monitor or 'none'}",
        f"disputes: {text.disputes or 'none'}",
        "secret" if text.secret else "public",
    ]
    head += [f"guarantor: {text.guarantor}"] if text.guarantor else []
    head += [f"annex of {text.annex_of}"] if text.annex_of else []
    return "\n".join(head + [f"{n}. {clause_text(clause)}" for n, clause in enumerate(text.clauses, 1)])


def clause_hash(clause: Clause) -> Hash:
    """The hash that an ACCEPT of an assurance names: that of the clause's line."""
    return text_hash(clause_text(clause))


def instrument_hash(text: Instrument) -> Hash:
    """The hash that INITIAL, SIGN, ENDORSE and OBJECT name."""
    return text_hash(instrument_text(text))


@frozen
class Promise:
    """What a PLEDGE promises (rules, section 4)."""

    form: Literal["never", "no-tool", "sign", "lift"]
    issue: IssueId | None = None
    option: OptionId | None = None
    """``never``: this option on this issue."""
    nation: NationId | None = None
    """``no-tool``: against whom; ``lift``: whose burden."""
    tool: Tool | None = None
    """``no-tool``: this tool, or any if none; ``lift``: the tool to lift."""
    hash: Hash | None = None
    """``sign``: the text to be signed or endorsed."""
    by_turn: int = field(default=0, validator=[ge(0), le(999)])
    """``no-tool``: until; ``sign`` and ``lift``: by."""


@frozen
class Demand:
    """What a THREAT asks for (rules, section 4)."""

    form: Literal["end", "refrain", "initial", "sign"]
    tool: Tool | None = None
    """``end``: the tool in force that must end; ``refrain``: the tool that must not be used."""
    nation: NationId | None = None
    """Against whom the tool is or would be used."""
    instrument: Ref | None = None
    hash: Hash | None = None
    """``initial`` and ``sign``: the exact text."""
