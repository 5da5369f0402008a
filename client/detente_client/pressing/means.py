"""The means of pressure in the player's hands: which this crisis has, up to which level, and what stands in the way.

Owns: `Means`, the rows of the tools and of the démarche, the line that uses one.
Does not know: prices, odds and effects (the server answers), what is in force by others.

What is named here as standing in the way is sure; the rules may know of more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.words import phrases
from detente_client.words.naming import capital
from detente_wire.acts import Demarche, Press
from detente_wire.terms import TOOLS, NationId, Tool

MODULES: Mapping[Tool, str] = {"recall": "protocol", "covert": "covert", "legal": "legal"}
"""Tools that only some crises have."""
LEVELS: Mapping[Tool, int] = {
    "protest": 1, "recall": 1, "sanctions": 3, "covert": 2, "legal": 1, "force": 3, "inducement": 3,
}  # fmt: skip
ABOUT: Mapping[Tool, str] = {
    "protest": tr("Words alone: it is made, and noted."),
    "recall": tr("The ambassador goes home for two turns: meetings between you need a go-between."),
    "sanctions": tr("Strain on them turn by turn, some on you. Their home rallies first and wearies later."),
    "covert": tr(
        "Strain by an unknown hand. Level 1 takes an envoy, level 2 reads their letters for two turns."
    ),
    "legal": tr("A case before a court, judged after two turns by standing, law and breaches on record."),
    "force": tr(
        "No deal becomes worth less to them and more to you while it stands; from rung 7 on accidents."
    ),
    "inducement": tr("The opposite of pressure: it eases their strain and earns contact trust, up to 55."),
}
"""What each is good for."""
DEMARCHE: Literal["demarche"] = "demarche"
ABOUT_DEMARCHE = tr(
    "All other principals must name the same nation. Then its standing falls, and for three turns what it does raises "
    "half the tension and costs double the capital. If they do not, your capital comes back and nobody learns of it."
)
LEAST_PRINCIPALS = 3
"""Whom a démarche takes."""
Name = Tool | Literal["demarche"]
Use = Press | Demarche
"""What a player can do to press a nation."""


@frozen
class Means:
    """One tool, or the démarche, against one nation."""

    tool: Name
    title: str
    levels: int
    """The highest level that there is."""
    standing: int
    """The own level that is in force against that nation."""
    hindrance: str = ""
    """Why it cannot be used now; empty: nothing that is known stands in its way."""


def means(scene: Scene, target: NationId) -> list[Means]:
    """All tools in the rules' order; those that this crisis lacks come last."""
    rows = [
        Means(
            tool, title_of(tool), LEVELS[tool], in_force(scene, tool, target),
            hindrance(scene, Press(tool, target, min(LEVELS[tool], in_force(scene, tool, target) + 1))),
        )
        for tool in TOOLS
    ]  # fmt: skip
    rows.append(Means(DEMARCHE, title_of(DEMARCHE), 1, 0, hindrance(scene, Demarche(target))))
    return sorted(rows, key=lambda row: not plays(scene, row.tool))


def use_of(name: Name, target: NationId, level: int) -> Use:
    """The act."""
    return Demarche(target) if name == DEMARCHE else Press(name, target, level)


def name_of(use: Use) -> Name:
    """Which of the means it is."""
    return use.tool if isinstance(use, Press) else DEMARCHE


def target_of(use: Use) -> NationId:
    """Whom it is aimed at."""
    return use.target if isinstance(use, Press) else use.nation


def title_of(name: Name) -> str:
    """Its name in a list."""
    return tr("Collective démarche") if name == DEMARCHE else capital(phrases.TOOL_TITLES[name])


def about(name: Name) -> str:
    """What it is good for."""
    return ABOUT_DEMARCHE if name == DEMARCHE else ABOUT[name]


def levels_of(name: Name) -> int:
    """The highest level that there is."""
    return 1 if name == DEMARCHE else LEVELS[name]


def targets(scene: Scene) -> list[NationId]:
    """Whom one can press: everybody else, in pack order."""
    return [nation for nation in scene.pack.order if nation != scene.me]


def press_line(press: Use) -> str:
    """The line that uses it."""
    if isinstance(press, Demarche):
        return f"/demarche {press.nation}"
    level = f" {press.level}" if LEVELS[press.tool] > 1 else ""
    return f"/press {press.tool}{level} {press.target}"


def in_force(scene: Scene, tool: Name, target: NationId) -> int:
    """The own level of a tool against a nation, 0 if there is none."""
    if tool == DEMARCHE:
        return 0
    seen = scene.view.pressure.get((tool, scene.me, target))
    return seen.pressed.level if seen else 0


def plays(scene: Scene, tool: Name) -> bool:
    """Whether this crisis has the tool."""
    if tool == DEMARCHE:
        return len(scene.pack.must_sign) >= LEAST_PRINCIPALS
    return tool not in MODULES or bool({MODULES[tool], "full"} & set(scene.pack.rules))


def hindrance(scene: Scene, press: Use) -> str:
    """What is sure to stand in its way, as a sentence; empty if nothing is known."""
    view, names = scene.view, scene.names
    if scene.me is None:
        return tr("You only watch.")
    if not plays(scene, name_of(press)):
        return tr("This crisis has no such tool.")
    if isinstance(press, Demarche):
        return "" if scene.me in scene.pack.must_sign else tr("Only principals join in one.")
    standing = in_force(scene, press.tool, press.target)
    if press.tool in ("recall", "legal") and standing:
        return tr("It is under way already.")
    if standing and press.level <= standing:
        return tr("It is at level {level} already; it can only be raised.", level=standing)
    if press.tool == "force":
        return _of_force(scene, press)
    reserved = [seen.threat for seen in view.threats.values() if not seen.how and seen.threat.by == scene.me]
    if any((one.tool, one.nation) == (press.tool, press.target) for one in reserved):
        return tr("It is set aside for your threat against {whom}.", whom=names.whom(press.target))
    return ""


def _of_force(scene: Scene, press: Press) -> str:
    """Force takes capacity, and is shown in one place at a time."""
    able = scene.view.sheet.force if scene.view.sheet else 0
    if press.level > able:
        return tr("Your forces reach level {able}; this takes {level}.", able=able, level=press.level)
    for (tool, by, target), _ in scene.view.pressure.items():
        if tool == "force" and by == scene.me and target != press.target:
            return tr("You show force against {whom}: stand down there first.", whom=scene.names.whom(target))
    if any(
        not seen.how and seen.threat.by == scene.me and seen.threat.tool == "force"
        for seen in scene.view.threats.values()
    ):
        return tr("It is set aside for your threat.")
    return ""


# -- footing ----------------------------------------------------------------------------------------------------


def footing(scene: Scene, target: NationId) -> list[str]:
    """What stands between the two: the licence that a grievance gives, and what rank does to an effect."""
    grievance = scene.view.grievance.get(target, 0)
    covers = grievance // 5
    whom = scene.names.whom(target)
    lines = [
        tr("Your grievance against {whom} is {grievance}: a licence for {covers} of tension.", whom=whom,
           grievance=grievance, covers=covers)
        if covers
        else tr("No grievance licenses it: pressing costs you standing, and trust of who minds law or peace.")
    ]  # fmt: skip
    own, other = (scene.pack.nation(name) if name else None for name in (scene.me, target))
    if own is not None and other is not None and own.tier != other.tier:
        weak = own.tier < other.tier
        lines.append(
            tr("{whom:^} is the greater power: what it feels of it counts three quarters.", whom=whom)
            if weak
            else tr("{whom:^} is the smaller power: what it feels of it counts a quarter more.", whom=whom)
        )
    return lines
