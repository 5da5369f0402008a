"""What the player has sealed of pressure this turn, with the way to take it back.

Owns: these rows.
Does not know: signatures and the keeping of texts, which are sealed too.
"""

from __future__ import annotations

from detente_client.describe.spoken import sentence
from detente_client.describe.told import Scene
from detente_client.i18n import spelled, tr
from detente_client.pressing.row import Standing, Step
from detente_client.words import phrases
from detente_wire.acts import Act, AnswerThreat, Demarche, Lift, Press, SettleThreat, StandDown

PRESSING = (Press, Lift, StandDown, Demarche, AnswerThreat, SettleThreat)
"""Sealed acts that belong here; signatures and the keeping of texts do not."""


def sealed(scene: Scene) -> list[Standing]:
    """What waits for the turn's end; it can be taken back until then."""
    rows = []
    for seal in scene.view.sealed.values():
        if isinstance(seal.act, PRESSING) and scene.me is not None:
            name = scene.handles.name(seal.ref, "sealed")
            said = sentence(scene, scene.me, seal.act)
            lines = (said, tr("Nobody sees it before the turn closes; until then it can be taken back."))
            take_back = Step(tr("Take it back"), f"/withdraw {name}")
            rows.append(
                Standing(f"sealed:{name}", f"{name} {_briefly(scene, seal.act)}", lines, (take_back,))
            )
    return rows


def _briefly(scene: Scene, act: Act) -> str:
    """Tool and target, for a list."""
    match act:
        case Press(tool, target, level):
            much = f" {level}" if tool in ("sanctions", "force", "inducement") else ""
            return f"{phrases.TOOL_TITLES[tool]}{much} → {scene.names.whom(target)}"
        case Lift(_, target):
            return tr("lift → {whom}", whom=scene.names.whom(target))
        case StandDown():
            return tr("stand down")
        case Demarche(nation):
            return tr("démarche → {whom}", whom=scene.names.whom(nation))
        case AnswerThreat(ref, answer):
            return f"{scene.handles.name(ref, 'threat')}: {spelled(answer)}"
        case SettleThreat(ref, settle):
            return f"{scene.handles.name(ref, 'threat')}: {spelled(settle)}"
    return ""
