"""A campaign of bots from the command line: match after match, each with what those before it left.

Owns: finding the crises, the archives' names, the result as plain data and as a few lines.
Does not know: how a match is played (`arena`), what may be wrong with a campaign (`packs.campaigns`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente_server import arena
from detente_server.host.automatic import CannotPlay, keep
from detente_server.packs.campaigns import BadCampaign, CampaignTable, campaign_in, planned
from detente_server.packs.catalog import UnknownPack
from detente_server.packs.loader import LoadedPack
from detente_server.packs.shelves import found, shelves
from detente_wire.legacy import Legacy
from detente_wire.writer import bare


def play(
    said: str, seed: str, temper: str, mode: Any, content: Path | None, output: Path | None
) -> dict[str, Any]:
    """The result: one object with each match's outcome, scores, hash, legacy in and out. `output`: a folder."""
    campaign, packs = plan(said, content)
    matches = list(_played(packs, seed, temper, mode, output))
    return {"campaign": campaign.id, "title": campaign.title, "seed": seed, "matches": matches}


def plan(said: str, content: Path | None) -> tuple[CampaignTable, tuple[LoadedPack, ...]]:
    """The campaign of this name, or of these packs; raises `CannotPlay`."""
    among = shelves(content)
    try:
        campaign = campaign_in([shelf.folder for shelf in among], said)
        return campaign, planned(campaign.packs, lambda id: found(id, among))
    except (BadCampaign, UnknownPack) as problem:
        raise CannotPlay(str(problem)) from None


def _played(
    packs: tuple[LoadedPack, ...], seed: str, temper: str, mode: Any, output: Path | None
) -> Iterator[dict[str, Any]]:
    before: Legacy | None = None
    for n, played in enumerate(arena.play_campaign(packs, seed, mode=mode, temper=temper), 1):
        pack = played.pack.pack
        file = output / f"{n}-{pack.id}-{seed}.detente" if output is not None else None
        keep(played, file)
        yield {
            "pack": pack.id,
            "title": pack.title,
            "nations": list(pack.order),
            "tempers": dict(played.tempers),
            "scores": {score.nation: score.score_tenths / 10 for score in played.scores},
            "outcome": played.outcome,
            "turns": played.turns,
            "tension": played.tension,
            "reopened": [issue for issue in pack.asked.values() if issue],
            "archive_hash": played.archive_hash,
            "archive": str(file) if file is not None else None,
            "legacy_in": None if before is None else bare(before),
            "legacy_out": None if played.legacy is None else bare(played.legacy),
        }
        before = played.legacy


def summary(result: dict[str, Any]) -> str:
    """The result for people."""
    lines = [f"{result['title']}, seed {result['seed']}."]
    for n, match in enumerate(result["matches"], 1):
        ended = f"{match['outcome']} after {match['turns']} turns, tension {match['tension']}"
        lines.append(f"{n}. {match['title']}: {ended}.")
        lines.append("   " + ", ".join(f"{nation} {points}" for nation, points in match["scores"].items()))
        lines += [f"   Reopened: {', '.join(match['reopened'])}."] if match["reopened"] else []
        lines += [f"   Left: {left}." for left in [_left(match)] if left]
        lines += [f"   Archive: {match['archive']}"] if match["archive"] else []
    return "\n".join(lines)


def _left(match: dict[str, Any]) -> str:
    """The tags of its own that the match left, and its fragile clauses."""
    out = match["legacy_out"] or {}
    tags = [tag for tag in out.get("tags", ()) if tag["crisis"] == match["pack"]]
    said = [" ".join(filter(None, (tag["tag"], tag.get("nation")))) for tag in tags]
    texts = [text for text in out.get("texts", ()) if text["crisis"] == match["pack"]]
    fragile = sum(len(text.get("fragile", ())) for text in texts)
    said += [f"{fragile} fragile"] if fragile else []
    return ", ".join(said)
