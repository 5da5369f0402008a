"""What follows a breach: cures demanded, cases before courts, guarantors called upon.

Owns: what is told of remedies. Does not know: what any of it costs.
"""

from __future__ import annotations

from typing import assert_never

from detente_client.describe.told import Scene, Told
from detente_client.naming import capital
from detente_wire import notices


def opened(scene: Scene, notice: notices.RemedyOpened, words: str) -> Told:
    """What is asked for, with what the one who is asked can do."""
    line = f"{line_of(scene, notice)} by turn {notice.by_turn}."
    asked = notice.by if notice.kind == "guarantee" else notice.nation
    hint = f" {hint_for(scene, notice)}" if asked == scene.me else ""
    return Told((line + hint,), "urgent" if asked == scene.me else "news", "texts")


def line_of(scene: Scene, notice: notices.RemedyOpened) -> str:
    """Who asks for what over which clause, without its date."""
    clause = f"clause {notice.clause} of {_name(scene, notice)}"
    who = scene.names.whom(notice.nation)
    match notice.kind:
        case "cure":
            return f"{scene.names.does(notice.by, 'demand')} that {who} make good {clause}"
        case "arbitration":
            return f"{scene.names.does(notice.by, 'bring')} {clause}, owed by {who}, before the court: ruling"
        case "guarantee":
            called = scene.names.does(notice.by, "be")
            return f"{called} called upon as guarantor of {clause}, which {who} broke: to act"
        case _:
            assert_never(notice.kind)


def hint_for(scene: Scene, notice: notices.RemedyOpened) -> str:
    """What the one who is asked can do."""
    match notice.kind:
        case "cure":
            return f"Make it good: /keep {_name(scene, notice)} {notice.clause} comply (1 envoy)."
        case "arbitration":
            return "The court hears no pleas: it goes by the record, or by what it finds."
        case "guarantee":
            return f"Act: /press TOOL on {scene.names.nation(notice.nation)}. Silence costs word."
        case _:
            assert_never(notice.kind)


def ended(scene: Scene, notice: notices.RemedyEnded, words: str) -> Told:
    """What came of it."""
    clause = f"clause {notice.clause} of {_name(scene, notice)}"
    by, nation = notice.by, notice.nation
    line = {
        "cured": f"{scene.names.does(nation, 'make')} good {clause}.",
        "uncured": f"{scene.names.does(nation, 'let')} the demand over {clause} pass: it stays a breach.",
        "awarded": f"The court finds for {scene.names.whom(by)} over {clause}{_paid(scene, notice)}.",
        "dismissed": f"The court dismisses {scene.names.whose(by)} case over {clause}.",
        "honoured": f"{scene.names.does(by, 'stand')} by the guarantee of {clause}.",
        "failed": f"{scene.names.does(by, 'do')} nothing for the guarantee of {clause}.",
        "released": f"What was asked over {clause} has lapsed: nothing is left to answer for.",
    }[notice.how]
    return Told((capital(line),), "news", "texts")


def _paid(scene: Scene, notice: notices.RemedyEnded) -> str:
    if not notice.award:
        return ""
    return f"; {scene.names.whom(notice.nation)} must pay {notice.award} capital"


def _name(scene: Scene, notice: notices.RemedyOpened | notices.RemedyEnded) -> str:
    return scene.handles.name(notice.ref, "text", "assurance")
