"""A pack to read: its brief and its tables, secret cards and all.

Owns: the page that `detente-pack show` prints. Does not know: whether the pack is any good (`checking`).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from detente_server.packs.loader import LoadedPack
from detente_server.rules.pack import Effect, Inject, Issue, Medium, Nation, Pack, Sheet
from detente_server.workshop.reporting import counted
from detente_wire.terms import Choice

WIDTH = 100


def page(loaded: LoadedPack, every_card: bool = False) -> Iterator[str]:
    """The page in lines; tables of first cards, or of all."""
    pack = loaded.pack
    yield from _head(loaded)
    yield from _section("Nations", (line for nation in pack.nations for line in _nation(loaded, nation)))
    cards = max(len(nation.sheets) for nation in pack.nations) if every_card else 1
    for n in range(cards):
        holders = [nation for nation in pack.nations if n < len(nation.sheets)]
        which = "first cards" if n == 0 else f"cards number {n + 1}"
        yield from _section(f"Points, {which}", _points(pack, holders, [one.sheets[n] for one in holders]))
    yield from _section("Ladder", _ladder(pack))
    yield from _section("Media", map(_medium, pack.media))
    if pack.institutions:
        yield from _section(
            "Institutions", (line for row in loaded.public["institutions"] for line in _body(row))
        )
    if pack.injects:
        yield from _section("Injects", (line for inject in pack.injects for line in _inject(inject)))


def _head(loaded: LoadedPack) -> Iterator[str]:
    pack, public = loaded.pack, loaded.public
    yield f"{pack.title} ({public['era']}): {pack.id} {pack.version}, {public['licence']}"
    yield f"by {', '.join(public['authors'])}; rules {', '.join(sorted(pack.rules))}"
    yield f"{pack.dates[0]} to {pack.dates[-1]}; may close from turn {pack.deadline} of {len(pack.dates)} on"
    yield f"digest {loaded.digest}"
    for part in loaded.texts["intro"].strip().split("\n\n"):
        yield ""
        yield from _wrapped(part)


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    yield from ("", f"## {title}", "")
    yield from lines


def _wrapped(text: str, indent: str = "") -> Iterator[str]:
    yield from textwrap.wrap(" ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=indent)


def _nation(loaded: LoadedPack, nation: Nation) -> Iterator[str]:
    pack = loaded.pack
    signs = "must sign" if nation.id in pack.must_sign else "does not sign"
    seat = "" if nation.playable else ", bots only"
    yield (
        f"{nation.title} ({nation.id}): tier {nation.tier}, {signs}{seat}, home {nation.home}, "
        f"its home must say {nation.ratifier}"
    )
    toward = [f"{other} {trust}" for (one, other), trust in pack.trust.items() if one == nation.id]
    if toward:
        yield f"  trusts {', '.join(toward)}"
    described = next(row["description"] for row in loaded.public["nations"] if row["id"] == nation.id)
    yield from _wrapped(described, "  ")


def _points(pack: Pack, nations: Sequence[Nation], cards: Sequence[Sheet]) -> Iterator[str]:
    """A row an option; ``*`` history chose it, ``!`` a red line."""
    width = max(len(option.title) for issue in pack.issues for option in issue.options) + 3
    width = min(width, 62)
    columns = "".join(f"{nation.id:>7.7} " for nation in nations).rstrip()
    for issue in pack.issues:
        yield f"{_cut(issue.title, width):<{width}}{columns}"
        yield from _options(pack, issue, cards, width)
        yield ""
    yield (f"{'BATNA':<{width}}" + "".join(f"{card.batna:>7} " for card in cards)).rstrip()
    for drift in pack.drift:
        moved = (f"{drift.by:>+7} " if drift.nation == nation.id else " " * 8 for nation in nations)
        yield f"{f'from turn {drift.turn}':<{width}}" + "".join(moved).rstrip()
    yield "* history chose it; ! a red line"


def _options(pack: Pack, issue: Issue, cards: Sequence[Sheet], width: int) -> Iterator[str]:
    for n, option in enumerate(issue.options):
        choice = Choice(issue.id, option.id)
        star = "*" if choice in pack.historical else " "
        cells = "".join(
            f"{card.points[issue.id][n]:>7}{'!' if choice in card.red_lines else ' '}" for card in cards
        )
        yield f"{star} {_cut(option.title, width - 2):<{width - 2}}{cells}".rstrip()


def _cut(text: str, width: int) -> str:
    return text if len(text) < width else text[: width - 2] + "…"


def _ladder(pack: Pack) -> Iterator[str]:
    yield f"starts at {pack.ladder.start}, rises by {pack.ladder.tide} a turn; accident: {pack.ladder.accident}"
    yield from (f"{n:>3}  {rung}" for n, rung in enumerate(pack.ladder.rungs))


def _medium(medium: Medium) -> str:
    said: list[str] = [medium.kind]
    if medium.transit:
        said.append(f"{counted(medium.transit, 'turn')} under way")
    risks = (("leak", medium.leak), ("intercept", medium.intercept), ("lost", medium.lost))
    said += [f"{name} {percent} %" for name, percent in risks if percent]
    if medium.from_turn > 1:
        said.append(f"from turn {medium.from_turn}")
    return f"{medium.id}: {medium.title} ({', '.join(said)})"


def _body(row: dict[str, Any]) -> Iterator[str]:
    founded = "" if row["exists"] else ", only if founded"
    yield f"{row['title']} ({row['id']}): {', '.join(row['members'])}; {row['voting']}{founded}"
    yield from _wrapped(row["description"], "  ")
    can = [*row["powers"], *row["facilities"]]
    if can:
        yield f"  {', '.join(can)}"


def _inject(inject: Inject) -> Iterator[str]:
    when = [f"turn {inject.turn}"] if inject.turn else []
    if inject.when is not None:
        when.append(f"if {inject.when.source}")
    told = f", told to {', '.join(inject.to)}" if inject.to else ""
    yield f"{inject.id}: {inject.title} ({', '.join(when)}{told})"
    if inject.effects:
        yield "  " + "; ".join(map(_effect, inject.effects))


def _effect(effect: Effect) -> str:
    what = effect.dial if effect.verb == "dial" else effect.verb
    whose = f" {effect.nation}" if effect.nation else ""
    toward = f" toward {effect.toward}" if effect.toward else ""
    return f"{what}{whose}{toward} {effect.by:+}"
