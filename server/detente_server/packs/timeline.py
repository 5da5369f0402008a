"""Checks of timeline.toml: when an inject fires and what it does.

Owns: the keys of effects, conditions at their column. Does not know: prose, other files' inner rules.
"""

from __future__ import annotations

from detente_server.packs import format as files
from detente_server.packs.draft import Draft
from detente_server.packs.problems import did_you_mean
from detente_server.rules.conditions import Fault, Ids, compile_condition

_CHECKED_KEYS = ("nation", "toward", "dial")


def check(draft: Draft) -> None:
    """Note every problem of the injects in the draft."""
    timeline = draft.get(files.TimelineFile)
    if timeline is None:
        return
    ids, last = draft.ids(), draft.last_turn()
    for inject in timeline.inject:
        if inject.turn is None and inject.when is None and draft.clean(inject):
            message, hint = f"{inject.id} never happens", "give it a turn, a when, or both"
            draft.add(inject, "", "inject-never", message, hint)
        if last is not None and inject.turn is not None and inject.turn > last:
            draft.add(inject, "turn", "turn-late", f"the last turn is {last}")
        if inject.when is not None and {"nations.toml", "issues.toml"} <= draft.sources.keys():
            _condition(draft, inject, inject.when, ids)
        for effect in inject.effect:
            if draft.clean(effect):
                _effect(draft, effect)


def _condition(draft: Draft, inject: files.InjectTable, when: str, ids: Ids) -> None:
    match compile_condition(when, ids):
        case Fault(column, message, word, known):
            source, path = draft.reader.place(inject)
            hint = did_you_mean(word, known) if word else "see Conditions in docs/reference/pack-format.md"
            source.add_inside((*path, "when"), column - 1, "condition", message, hint)


def _effect(draft: Draft, effect: files.EffectTable) -> None:
    needed, low, high = files.EFFECT_KEYS[effect.verb]
    given = {key for key in _CHECKED_KEYS if getattr(effect, key) is not None}
    for key in sorted(needed - given):
        draft.add(effect, "verb", "effect-keys", f"{effect.verb} needs {key}", f"add {key}")
    for key in sorted(given - needed):
        draft.add(effect, key, "effect-keys", f"{effect.verb} takes no {key}", "delete it")
    if not low <= effect.by <= high:
        message = f"by of {effect.verb} is {low} to {high}, this is {effect.by}"
        draft.add(effect, "by", "out-of-range", message)
    if effect.toward is not None and effect.toward == effect.nation:
        draft.add(effect, "toward", "self-pair", f"{effect.nation} cannot be paired with itself")
