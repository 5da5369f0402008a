"""What the player is working at: the package that he puts together, the text that he writes, what he compares.

Owns: `Folio`, `Side`, what can be compared.
Does not know: where it is drawn; the server.
"""

from __future__ import annotations

from attrs import define, frozen

from detente_client.bargaining.offers import offer_rows
from detente_client.bargaining.positions import standing
from detente_client.bargaining.texts import text_rows
from detente_client.describe.told import Scene
from detente_client.i18n import spelled, tr
from detente_client.words.naming import capital
from detente_wire.terms import Hash, Instrument, Package, Ref, closes

PACKAGE = "package"
AGREED = "agreed"
DRAFT = "draft"


@frozen
class Side:
    """One of two that are compared."""

    key: str
    """``package``, ``agreed``, or a short name: ``o3``, ``t1``."""
    title: str
    package: Package
    text: Instrument | None = None


@define
class Folio:
    """Papers that lie as they are while other things are looked at."""

    package: Package = ()
    draft: str = ""
    """The lines of the text that is written."""
    origin: Ref | None = None
    """The text that the lines change; None: they write a new one."""
    drafted: Instrument | None = None
    """What the lines write, if they can be made out."""
    text: Ref | None = None
    """The text to look at next among the texts."""
    to_table: Hash | None = None
    """The text that is tabled as soon as it is heard to be written down."""
    first: str = PACKAGE
    second: str = AGREED


def sides(scene: Scene, folio: Folio) -> list[Side]:
    """Whatever can be compared: one's package, what is agreed for now, offers, texts."""
    found = [
        Side(PACKAGE, tr("your package"), folio.package),
        Side(AGREED, tr("agreed for now"), standing(scene).provisional),
    ]
    if folio.drafted is not None:
        found.append(Side(DRAFT, tr("the draft that you write"), closes(folio.drafted), folio.drafted))
    for offer in offer_rows(scene):
        whose = capital(scene.names.whose(offer.by))
        title = tr("{name} {whose} offer, turn {turn}", name=offer.name, whose=whose, turn=offer.turn)
        found.append(Side(offer.name, title, offer.package))
    for row in text_rows(scene):
        title = tr("{name} {kind}, {status}", name=row.name, kind=row.title, status=spelled(row.status))
        found.append(Side(row.name, title, row.package, scene.view.instruments[row.ref].text))
    return found


def written_down(scene: Scene, wanted: Hash) -> Ref | None:
    """The player's own draft of just these words, if it was heard of."""
    for seen in reversed(scene.view.texts("draft")):
        if seen.author == scene.me and seen.hash == wanted:
            return seen.ref
    return None
