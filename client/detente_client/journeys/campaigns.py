"""Campaigns: crises played one after the other, each with what those before it left.

Owns: which crises a player means by a name or a list, what comes after a match, the question whether to go on.
Does not know: how a match is played, what is left (the server).
"""

from __future__ import annotations

from collections.abc import Iterable

from detente_client.figures import either
from detente_client.i18n import tr
from detente_client.journeys.sitting import Sitting
from detente_client.lobby.choosing import pick_pack
from detente_client.sessions.attended import Match
from detente_client.sessions.session import Session
from detente_client.trouble import Trouble
from detente_wire.gate import one_line
from detente_wire.messages import CampaignOffered, MatchRow, PackOffered


def crises(said: str, campaigns: Iterable[CampaignOffered], packs: Iterable[PackOffered]) -> tuple[str, ...]:
    """The packs of a campaign, by its name or one after the other with commas; `Trouble` if there is none such."""
    named = {one.id: one.packs for one in campaigns}
    if said in named:
        return named[said]
    words = [word.strip() for word in said.split(",") if word.strip()]
    if len(words) < 2:
        known = either(list(named)) if named else tr("none has a name here")
        raise Trouble(
            tr("There is no campaign {said}.", said=said),
            tr("Name one ({known}), or packs with commas between.", known=known),
        )
    offered = list(packs)
    return tuple(pick_pack(word, offered).id for word in words)


def following(row: MatchRow | None) -> str | None:
    """The pack that comes after this match, by id; None: nothing does."""
    if row is None or not 0 < row.stage < len(row.stages):
        return None
    return row.stages[row.stage]


async def go_on(session: Session, sitting: Sitting, match: Match) -> Match | None:
    """The next crisis, if there is one and the player wants it."""
    row = next((row for row in await session.matches() if row.match == match.match), None)
    pack = following(row)
    if row is None or pack is None:
        return None
    title = next((one_line(one.title) for one in session.packs if one.id == pack), pack)
    sitting.say(
        tr(
            "The campaign goes on, crisis {stage} of {all}: {title}.",
            stage=row.stage + 1,
            all=len(row.stages),
            title=title,
        )
    )
    answer = await sitting.ask(tr("Go on to {title}? [yes]", title=title))
    if answer is None or answer.strip().lower().lstrip("/").startswith(("n", "q")):
        return None
    return await session.go_on(match.match)
