"""Who holds a notice, and how far each viewer's stream has come.

Owns the canonical spelling of audiences and the counting. A viewer is a nation id, `umpire` (who sees every notice,
whatever its audience), or `public` (somebody who sees only what everybody sees). Knows nothing of seats, people or
sockets: a stream belongs to the seat.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from detente_server.store.records import Misuse

PUBLIC: Final = "public"
UMPIRE: Final = "umpire"

Tally = dict[str, int]
"""How many notices went to each name so far (a notice to two nations counts for both, a public one for
`public`); `umpire` counts all that are not public."""


@lru_cache(maxsize=4096)
def members(audience: str) -> tuple[str, ...]:
    """The names in an audience; Misuse unless it is spelt canonically (one set of people, one spelling)."""
    names = tuple(audience.split("+"))
    alone = len(names) == 1
    if not all(names) or " " in audience or list(names) != sorted(set(names)):
        raise Misuse(f"{audience!r} is no audience: nation ids, sorted, each once, joined by '+'")
    if not alone and (PUBLIC in names or UMPIRE in names):
        raise Misuse(f"{audience!r} is no audience: {PUBLIC} and {UMPIRE} stand alone")
    return names


def holds(audience: str, viewer: str) -> bool:
    """Whether a notice to this audience is in this viewer's stream."""
    return audience == PUBLIC or viewer == UMPIRE or viewer in members(audience)


def count(tally: Tally, audiences: Iterable[str]) -> None:
    """Add one notice to each of these audiences."""
    for audience in audiences:
        names = members(audience)
        counted = names if PUBLIC in names or UMPIRE in names else (*names, UMPIRE)
        for name in counted:
            tally[name] = tally.get(name, 0) + 1


def cursor_of(tally: Tally, viewer: str) -> int:
    """How long this viewer's stream is."""
    public = tally.get(PUBLIC, 0)
    return public if viewer == PUBLIC else public + tally.get(viewer, 0)


def tally_text(tally: Tally) -> str:
    """A tally as it stands in the database: JSON, so that a host can read it."""
    return json.dumps(tally, sort_keys=True, separators=(",", ":"))


def tally_of(text: str) -> Tally:
    """The inverse of `tally_text`."""
    tally = json.loads(text)
    return {str(name): int(times) for name, times in tally.items()}
