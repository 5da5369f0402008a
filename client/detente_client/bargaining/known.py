"""One thing that is known of a nation, and how sure it is.

Owns: `Known`, the words for how sure it is.
Does not know: where things are known from (`knowledge`, `hearsay`).
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from detente_client.i18n import tr
from detente_wire.terms import IssueId, NationId

Sureness = Literal["certain", "confirmed", "said", "doubtful", "false", "hearsay", "asked"]
"""``certain``: the rules show it truly; ``confirmed``: said back and confirmed; ``doubtful``: said, and what is certain
speaks against it; ``false``: a lie that was found; ``hearsay``: a leak, a rumour, a hint; ``asked``: a question that
waits."""
SURENESS: tuple[Sureness, ...] = (
    "certain", "confirmed", "said", "doubtful", "false", "hearsay", "asked",
)  # fmt: skip
"""In the order in which they are listed."""


@frozen
class Known:
    """One thing that is known of a nation."""

    nation: NationId
    issue: IssueId | None
    """None: of no issue in particular."""
    sureness: Sureness
    what: str
    """A sentence without its full stop."""
    source: str
    """How it is known."""


def word_for(sureness: Sureness) -> str:
    """One word for it."""
    words = {
        "certain": tr("certain"),
        "confirmed": tr("confirmed"),
        "said": tr("said"),
        "doubtful": tr("doubtful"),
        "false": tr("a lie"),
        "hearsay": tr("hearsay"),
        "asked": tr("asked"),
    }
    return words[sureness]


def known_line(one: Known) -> str:
    """``said: Leases matters most to China (told in m1, turn 2)``."""
    return tr("{sure}: {what} ({source}).", sure=word_for(one.sureness), what=one.what, source=one.source)
