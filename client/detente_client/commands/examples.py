"""Examples of commands in the words of the crisis at hand.

Owns: what stands for ``{nation}``, ``{issue}``, ``{choice}`` and the like.
Does not know: the commands.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente_client.describe.told import Scene
from detente_client.words.handles import Kind

_EXAMPLES: tuple[tuple[str, Kind], ...] = (
    ("offer", "offer"), ("question", "question"), ("restatement", "restatement"), ("letter", "letter"),
    ("text", "text"), ("threat", "threat"), ("claim", "claim"), ("channel", "meeting"),
    ("motion", "motion"),
)  # fmt: skip
_FIRST = {"offer": "o1", "question": "q1", "restatement": "r1", "letter": "l1", "text": "t1", "threat": "th1",
          "claim": "c1", "channel": "m1", "motion": "mo1"}  # fmt: skip


def sample(scene: Scene, written: str) -> str:
    """An example in the words of this crisis, with things that exist where there are any."""
    pack = scene.pack
    others = [nation.id for nation in pack.nations if nation.id != scene.me]
    first, second = pack.issues[0], pack.issues[1 % len(pack.issues)]
    words: dict[str, str] = {
        "nation": others[0],
        "other": others[-1],
        "issue": first.id,
        "option": first.options[0].id,
        "option2": first.options[1].id,
        "choice": f"{first.id}={first.options[0].id}",
        "choice2": f"{second.id}={second.options[0].id}",
        "object": (*pack.objects, "trade")[0],
        "body": (*(body.id for body in pack.institutions), "council")[0],
    }
    words |= {key: _latest(scene, kind) or _FIRST[key] for key, kind in _EXAMPLES}
    return written.format_map(words)


def _latest(scene: Scene, kind: Kind) -> str:
    things: Iterable[str] = (thing.name for thing in scene.handles.all(kind))
    return next(reversed(list(things)), "")
