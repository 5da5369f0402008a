"""A loaded pack as a match plays it that follows others: compiled tables and public part with what a legacy changes.

Owns: `inherited`, and the rows of its public part that differ.
Does not know: the rules of legacies (`rules.heritage`), matches, campaigns.
"""

from __future__ import annotations

from typing import Any

import attrs
from attrs import evolve

from detente_server.packs.loader import LoadedPack
from detente_server.rules.dice import Dice
from detente_server.rules.heritage import inherit
from detente_server.rules.numbers import numbers_for
from detente_server.rules.pack import Issue
from detente_wire.legacy import Legacy


def inherited(loaded: LoadedPack, legacy: Legacy | None, dice: Dice) -> LoadedPack:
    """The pack with what earlier crises left; itself, if they left nothing or it takes nothing.

    Digests stay those of the files: the legacy is told in the match, and everybody can make this pack again from it.
    """
    pack = (
        loaded.pack
        if legacy is None
        else inherit(loaded.pack, legacy, dice, numbers_for(loaded.pack.numbers))
    )
    if pack is loaded.pack:
        return loaded
    extra = pack.issues[len(loaded.pack.issues) :]
    exists = {body.id: body.exists for body in pack.institutions}
    public = {
        **loaded.public,
        "trust": [[one, toward, trust] for (one, toward), trust in pack.trust.items()],
        "start_tension": pack.ladder.start,
        "issues": [*loaded.public["issues"], *map(_row, extra)],
        "institutions": [{**row, "exists": exists[row["id"]]} for row in loaded.public["institutions"]],
    }
    return evolve(loaded, pack=pack, public=public)


def _row(issue: Issue) -> dict[str, Any]:
    """An extra issue as the public part has it."""
    return {
        "id": issue.id,
        "title": issue.title,
        "description": "A clause of an earlier crisis that did not last: it stands or falls with this one.",
        "status_quo": None,
        "at_least": 0,
        "at_least_of": [],
        "secret_ok": issue.secret_ok,
        "options": [
            {
                "id": option.id,
                "title": option.title,
                "description": "",
                "clause": attrs.asdict(option.clause, recurse=False),
                "wrongs": [],
            }
            for option in issue.options
        ],
    }
