"""What follows a breach: cures demanded, cases before courts, guarantors called upon.

Owns: what is told of remedies. Does not know: what any of it costs.
"""

from __future__ import annotations

from typing import assert_never

from detente_client.describe.told import Scene, Told
from detente_client.i18n import tr
from detente_client.words.naming import capital, sentences
from detente_wire import notices


def opened(scene: Scene, notice: notices.RemedyOpened, words: str) -> Told:
    """What is asked for, with what the one who is asked can do."""
    line = line_of(scene, notice)
    asked = notice.by if notice.kind == "guarantee" else notice.nation
    hint = hint_for(scene, notice) if asked == scene.me else ""
    return Told((sentences(line, hint),), "urgent" if asked == scene.me else "news", "texts")


def line_of(scene: Scene, notice: notices.RemedyOpened) -> str:
    """Who asks for what over which clause, and by when."""
    clause = tr("clause {clause} of {name}", clause=notice.clause, name=_name(scene, notice))
    who = scene.names.whom(notice.nation)
    match notice.kind:
        case "cure":
            return tr(
                "{by:^} {by:demand|demands} that {who} make good {clause} by turn {turn}.",
                by=scene.names.whom(notice.by),
                who=who,
                clause=clause,
                turn=notice.by_turn,
            )
        case "arbitration":
            return tr(
                "{by:^} {by:bring|brings} {clause}, owed by {who}, before the court: ruling by turn {turn}.",
                by=scene.names.whom(notice.by),
                clause=clause,
                who=who,
                turn=notice.by_turn,
            )
        case "guarantee":
            return tr(
                "{by:^} {by:are|is} called upon as guarantor of {clause}, which {who} broke: to act by turn {turn}.",
                by=scene.names.whom(notice.by),
                clause=clause,
                who=who,
                turn=notice.by_turn,
            )
        case _:
            assert_never(notice.kind)


def hint_for(scene: Scene, notice: notices.RemedyOpened) -> str:
    """What the one who is asked can do."""
    match notice.kind:
        case "cure":
            return tr(
                "Make it good: /keep {name} {clause} comply (1 envoy).",
                name=_name(scene, notice),
                clause=notice.clause,
            )
        case "arbitration":
            return tr("The court hears no pleas: it goes by the record, or by what it finds.")
        case "guarantee":
            return tr("Act: /press TOOL {nation}. Silence costs word.", nation=notice.nation)
        case _:
            assert_never(notice.kind)


def ended(scene: Scene, notice: notices.RemedyEnded, words: str) -> Told:
    """What came of it."""
    clause = tr("clause {clause} of {name}", clause=notice.clause, name=_name(scene, notice))
    by, nation = notice.by, notice.nation
    line = {
        "cured": tr(
            "{nation:^} {nation:make|makes} good {clause}.", nation=scene.names.whom(nation), clause=clause
        ),
        "uncured": tr(
            "{nation:^} {nation:let|lets} the demand over {clause} pass: it stays a breach.",
            nation=scene.names.whom(nation),
            clause=clause,
        ),
        "awarded": _award(scene, notice, clause),
        "dismissed": tr(
            "The court dismisses {whose} case over {clause}.", whose=scene.names.whose(by), clause=clause
        ),
        "honoured": tr(
            "{by:^} {by:stand|stands} by the guarantee of {clause}.", by=scene.names.whom(by), clause=clause
        ),
        "failed": tr(
            "{by:^} {by:do|does} nothing for the guarantee of {clause}.",
            by=scene.names.whom(by),
            clause=clause,
        ),
        "released": tr(
            "What was asked over {clause} has lapsed: nothing is left to answer for.", clause=clause
        ),
    }[notice.how]
    return Told((capital(line),), "news", "texts")


def _award(scene: Scene, notice: notices.RemedyEnded, clause: str) -> str:
    winner = scene.names.whom(notice.by)
    if not notice.award:
        return tr("The court finds for {whom} over {clause}.", whom=winner, clause=clause)
    return tr(
        "The court finds for {whom} over {clause}; {payer} must pay {award} capital.",
        whom=winner,
        clause=clause,
        payer=scene.names.whom(notice.nation),
        award=notice.award,
    )


def _name(scene: Scene, notice: notices.RemedyOpened | notices.RemedyEnded) -> str:
    return scene.handles.name(notice.ref, "text", "assurance")
