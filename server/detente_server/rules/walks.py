"""Packages put forward on a walk, ad referendum, and the deed if one is initialled (rules, section 5) [engagements].

Owns: the act, and the step that looks whether a text with such a package was initialled in time.
Does not know: who may walk with whom (`engagements`).

They bind nobody and count as no offer: each of the two takes them home. Where the rules are silent: each puts one
package forward, in the turn of the walk; it is initialled when all parties of a text, the two among them, have
initialled one that writes all of it.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules import offers
from detente_server.rules.book import Book
from detente_server.rules.facts import EngagementChanged
from detente_server.rules.state import Document, Engagement
from detente_wire.acts import AdReferendum
from detente_wire.notices import Cause, Referred
from detente_wire.refusals import Refused
from detente_wire.terms import NationId, Package, closes


def decide_ad_referendum(book: Book, by: NationId, act: AdReferendum) -> None:
    """Put one package forward on a walk of this turn that went well; free."""
    walk = book.state.engagements.get(act.ref)
    if walk is None or walk.kind != "walk" or by not in (walk.host, walk.guest):
        raise Refused("rules.unknown-ref", ref=act.ref)
    if walk.turn != book.turn or walk.result != "success":
        raise Refused("rules.stale", ref=act.ref)
    if by in dict(walk.referred):
        raise Refused("rules.once", limit="one package each on a walk")
    said = offers.checked_package(book, act.package)
    ref = book.fresh()
    book.enter(EngagementChanged(evolve(walk, referred=(*walk.referred, (by, said))), "referred"))
    book.tell({walk.host, walk.guest}, Referred(ref, walk.ref, by, said), words=ref)


def reward(book: Book) -> None:
    """Step 0, after contact: who walked and then initialled what was put forward has done a deed, once a pair."""
    order = book.pack.order.index
    walks = [one for one in book.state.engagements.values() if one.referred and not one.initialled]
    for walk in sorted(walks, key=lambda one: (order(one.host), order(one.guest))):
        text = next((one for one in book.state.documents.values() if _initialled(book, walk, one)), None)
        if text is not None:
            book.enter(EngagementChanged(evolve(walk, initialled=True), "initialled"))
            for of, toward in ((walk.host, walk.guest), (walk.guest, walk.host)):
                because = Cause("ad-referendum", ref=walk.ref)
                book.move_pair(of, toward, "trust", book.numbers.walk_deed, because)


def _initialled(book: Book, walk: Engagement, document: Document) -> bool:
    """Whether all parties of the text, these two among them, initialled it in time with one of the packages."""
    in_time = walk.turn <= document.initialled_turn <= walk.turn + book.numbers.walk_turns
    theirs = {walk.host, walk.guest} <= set(document.text.parties)
    return in_time and theirs and any(_writes(document, said) for _, said in walk.referred)


def _writes(document: Document, said: Package) -> bool:
    return set(said) <= set(closes(document.text))
