"""Campaigns: crises played one after the other, each with the legacy of those before it.

Owns: named campaigns (campaigns.toml beside the packs), and what may be wrong with a list of packs.
Does not know: matches, legacies (`rules.heritage`).

A campaign refuses a circular legacy: a crisis that comes twice, or before one that it follows in history.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from attrs import field, frozen

from detente_server.packs.format import Id, OptionalDescription, Title
from detente_server.packs.loader import Loaded, LoadedPack
from detente_server.packs.marks import Count, Distinct
from detente_server.packs.problems import PackProblem, Problems
from detente_server.packs.source import parse
from detente_server.packs.structure import Reader
from detente_server.rules.heritage import MODULE

FILE = "campaigns.toml"
LEAST, MOST = 2, 12
"""Crises of a campaign."""


@frozen(kw_only=True)
class CampaignTable:
    """``[[campaign]]``"""

    id: Id
    """By what it is called."""
    title: Title
    """As it is listed."""
    description: OptionalDescription = ""
    """What holds these crises together."""
    packs: Annotated[tuple[Id, ...], Count(LEAST, MOST), Distinct()]
    """The crises, in the order in which they are played."""


@frozen(kw_only=True)
class CampaignsFile:
    """campaigns.toml"""

    campaign: Annotated[tuple[CampaignTable, ...], Count(0, 50)] = field(default=())


class BadCampaign(Exception):
    """The campaign cannot be played; the message is a sentence for the user."""


def named(folder: Path) -> Mapping[str, CampaignTable] | tuple[PackProblem, ...]:
    """The campaigns that stand in the folder, by id, or all problems of their file; none if there is no such file."""
    path = folder / FILE
    if not path.is_file():
        return {}
    problems = Problems()
    source = parse(FILE, path.read_bytes(), problems)
    read: CampaignsFile | None = Reader().read(CampaignsFile, source) if source is not None else None
    if problems.all() or read is None:
        return problems.all()
    return {one.id: one for one in read.campaign}


def campaign_in(folders: Sequence[Path], said: str) -> CampaignTable:
    """The campaign of this name, or of these pack ids with commas between; raises `BadCampaign`."""
    known: dict[str, CampaignTable] = {}
    for folder in folders:
        found = named(folder)
        if not isinstance(found, Mapping):
            raise BadCampaign("\n".join(map(str, found)))
        known = {**found, **known}
    if said in known:
        return known[said]
    ids = tuple(part.strip() for part in said.split(",") if part.strip())
    if len(ids) < LEAST:
        names = ", ".join(known) or "none"
        raise BadCampaign(f"There is no campaign {said!a}. Name one ({names}), or packs with commas between.")
    return CampaignTable(id="own", title="A campaign of your own", packs=ids)


def planned(ids: Sequence[str], found: Callable[[str], Loaded]) -> tuple[LoadedPack, ...]:
    """The packs of a campaign, in order; raises `BadCampaign`, or what `found` raises."""
    if not LEAST <= len(ids) <= MOST:
        raise BadCampaign(f"A campaign has {LEAST} to {MOST} crises, this one has {len(ids)}.")
    packs: list[LoadedPack] = []
    for id in ids:
        loaded = found(id)
        if not isinstance(loaded, LoadedPack):
            raise BadCampaign("\n".join(map(str, loaded)) + f"\nThe pack {id} has problems: mend them first.")
        packs.append(loaded)
    problem = problem_of(packs)
    if problem:
        raise BadCampaign(problem)
    return tuple(packs)


def problem_of(packs: Sequence[LoadedPack]) -> str:
    """What is wrong with this order of crises, in a sentence; empty: nothing."""
    after = {loaded.pack.id: loaded.pack.after for loaded in packs}
    for n, loaded in enumerate(packs):
        pack, earlier = loaded.pack, [one.pack.id for one in packs[:n]]
        if MODULE not in pack.rules:
            return f"{pack.id} does not play with legacies: its rules lack {MODULE}."
        if pack.id in earlier:
            return f"{pack.id} comes twice: a crisis never begins with its own legacy."
        if later := [one for one in earlier if pack.id in _before(one, after)]:
            return f"{later[0]} follows {pack.id} in history: put {pack.id} before it."
    return ""


def _before(id: str, after: Mapping[str, tuple[str, ...]]) -> set[str]:
    """All that it follows, directly or by way of others of the campaign."""
    found: set[str] = set()
    waiting = list(after.get(id, ()))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += after.get(one, ())
    return found
