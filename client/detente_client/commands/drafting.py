"""Instruments as they are typed: what a draft line, an amendment, a clause makes of a text.

Owns: building an `Instrument` from arguments; the exact text as it is shown before anybody puts a name to it.
Does not know: commands' rows, the validator (the server answers for it).
"""

from __future__ import annotations

from attrs import evolve

from detente_client.commands.arguments import choices_of
from detente_client.commands.grammar import Given
from detente_client.commands.slots import Here, read_number
from detente_client.describe.deeds import SIGNED_AT_ONCE
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.words.handles import Thing
from detente_client.words.language import Candidate, Misunderstood, meant
from detente_wire.gate import display
from detente_wire.seen import InstrumentSeen
from detente_wire.terms import (
    Clause,
    Entry,
    Instrument,
    InstrumentKind,
    NationId,
    Package,
    Ref,
    closes,
    instrument_hash,
    instrument_text,
    options_of,
    package,
)

KINDS: tuple[InstrumentKind, ...] = (
    "treaty", "joint-declaration", "exchange-of-notes", "final-act", "framework", "plan", "annex",
)  # fmt: skip
HASH_LETTERS = 8
"""How much of a hash a player types."""


def seen_text(here: Here, thing: Thing) -> InstrumentSeen:
    """The text as the viewer sees it now."""
    return here.scene.view.instruments[Ref(thing.ref)]


def drafted(here: Here, given: Given) -> Instrument:
    """The text that `/draft` and `/check` describe."""
    kind = given.get("kind", "treaty")
    parties = _parties(here, given)
    chosen = {**options_of(offered(here, given.get("offer"))), **options_of(choices_of(given))}
    text = here.scene.pack.text_closing(
        kind, parties, package(list(chosen.items())), bool(given.get("secret"))
    )
    return with_terms(text, given)


def offered(here: Here, thing: Thing | None) -> Package:
    """The choices of an offer or letter; none of nothing."""
    if thing is None:
        return ()
    offer = here.scene.view.offers.get(Ref(thing.ref))
    if offer is None:
        raise Misunderstood(tr("{name} proposes nothing.", name=thing.name))
    return offer.package


def _parties(here: Here, given: Given) -> tuple[NationId, ...]:
    """Those named and the viewer; nobody named: the principals and the viewer."""
    named = given.get("with") or here.scene.pack.must_sign
    me = (here.scene.me,) if here.scene.me else ()
    return tuple(sorted({*named, *me}))


def with_terms(text: Instrument, given: Given) -> Instrument:
    """The text with the terms that were given besides its clauses."""
    entry, number = _entry(given.get("entry", ""), text)
    annex = given.get("annex")
    disputes = given.get("disputes")
    return evolve(
        text,
        entry=entry,
        entry_number=number,
        duration=given.get("lasting", text.duration),
        monitor=given.get("monitor", text.monitor),
        guarantor=given.get("guarantor", text.guarantor),
        disputes=disputes or text.disputes,
        annex_of=Ref(annex.ref) if annex else text.annex_of,
    )


def _entry(said: str, text: Instrument) -> tuple[Entry, int]:
    """``ratification``, ``signature``, ``n-ratify 2`` or ``date 5``."""
    if not said:
        return text.entry, text.entry_number
    word, *rest = said.split()
    found = meant(
        word, [Candidate(form) for form in ("ratification", "signature", "n-ratify", "date")], "entry"
    )
    number = read_number(rest[0]) if rest else 0
    forms: dict[str, Entry] = {"signature": "signature", "n-ratify": "n-ratify", "date": "date"}
    return forms.get(found, "ratification"), number


def standstill(here: Here, given: Given) -> Instrument:
    """A standstill of these nations: nobody presses anybody."""
    parties = _parties(here, given)
    clauses = tuple(Clause("standstill", party) for party in parties)
    return Instrument("standstill", parties, clauses, "signature", duration=given.get("turns", 2))


def amended(here: Here, given: Given) -> Instrument:
    """A text with choices put in or changed, issues dropped, terms changed."""
    text = seen_text(here, given["text"]).text
    dropped = set(given.get("drop", ()))
    chosen = {**options_of(closes(text)), **options_of(choices_of(given))}
    kept = package([(issue, option) for issue, option in chosen.items() if issue not in dropped])
    written = here.scene.pack.text_closing(text.kind, text.parties, kept)
    side = tuple(clause for clause in text.clauses if clause.issue is None)
    secret = True if given.get("secret") else False if given.get("public") else text.secret
    return with_terms(evolve(text, clauses=written.clauses + side, secret=secret), given)


def with_clause(here: Here, given: Given) -> Instrument:
    """A text with one side clause more."""
    text = seen_text(here, given["text"]).text
    return evolve(text, clauses=(*text.clauses, clause_of(here, given)))


def clause_of(here: Here, given: Given) -> Clause:
    """The side clause that was described; its actor is the viewer if nobody is named."""
    condition, me = given.get("condition"), here.scene.me
    if me is None:
        raise Misunderstood(tr("You hold no seat."))
    return Clause(
        given["type"],
        given.get("actor", me),
        given.get("beneficiary"),
        object=given.get("object", ""),
        place=given.get("place", ""),
        amount=given.get("amount", 0),
        by_turn=given.get("due", 0),
        condition=Ref(condition.ref) if condition else None,
        verify=given.get("verify"),
        sunset=given.get("until", 0),
    )


def without_clause(here: Here, given: Given) -> Instrument:
    """A text without its n-th clause."""
    text, number = seen_text(here, given["text"]).text, given["clause"]
    if not 1 <= number <= len(text.clauses):
        raise Misunderstood(
            tr("{name} has clauses 1 to {last}.", name=given["text"].name, last=len(text.clauses))
        )
    return evolve(text, clauses=text.clauses[: number - 1] + text.clauses[number:])


def ripe_in(scene: Scene, seen: InstrumentSeen) -> int:
    """The turn from which a text that was just initialled can be signed, as it seems; 0: now."""
    view = scene.view
    young = seen.status == "initialled" and not seen.text.secret and seen.changed >= view.turn
    return view.turn + 1 if young and seen.text.kind != "standstill" and view.rung < SIGNED_AT_ONCE else 0


# -- the exact text ---------------------------------------------------------------------------------------------


def exact_lines(here: Here, thing: Thing) -> list[str]:
    """The canonical text that the hash covers, line by line, and the hash."""
    seen = seen_text(here, thing)
    text = instrument_text(seen.text)
    if instrument_hash(seen.text) != seen.hash:
        raise Misunderstood(
            tr(
                "The text of {name} and its hash do not belong together: put your name to nothing.",
                name=thing.name,
            )
        )
    shown = display(text)
    lines = [
        tr("The exact text of {name}:", name=thing.name),
        *shown.split("\n"),
        tr("Hash {hash}", hash=seen.hash),
    ]
    if shown != text:
        lines.append(tr("Beware: signs that cannot be shown were left out above. Have it written anew."))
    return lines


def agreed_hash(here: Here, thing: Thing, typed: str) -> str:
    """The full hash, if the letters typed are the beginning of it, at least eight."""
    whole = seen_text(here, thing).hash
    if len(typed) < HASH_LETTERS or not whole.startswith(typed):
        raise Misunderstood(
            tr(
                "The hash of {name} begins {begins}: read the text again, /read {name}.",
                name=thing.name,
                begins=whole[:HASH_LETTERS],
            )
        )
    return whole
