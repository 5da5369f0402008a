"""What a pack comes to in numbers: counts, deals, what history was worth.

Owns: `Figures`, reckoned on the first cards. Does not know: problems, matches, how it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from detente_server.packs.deals import Share, feasible_share
from detente_server.packs.loader import LoadedPack
from detente_server.rules.home import ratification_sum
from detente_server.rules.numbers import Numbers
from detente_server.rules.pack import Pack
from detente_wire.terms import NationId


@frozen
class Worth:
    """What the instrument of history is worth to one nation at the start."""

    points: int
    batna: int
    sum: int
    """`R` with start trust and nobody sold at home; of a nation that does not sign: as if it did."""
    needed: int
    """The ratifier's number."""
    red_lines: int
    """Own ones that it crosses."""


@frozen
class Figures:
    """A pack in numbers."""

    counts: Mapping[str, int]
    """Of nations, principals, issues, options, media, injects, turns, texts, trials, cards."""
    shares: tuple[tuple[int, Share], ...]
    """Feasible deals by turn: from turn 1, and from each turn with a drift."""
    history: Mapping[NationId, Worth]
    """Empty if the pack names none."""


def figures_of(loaded: LoadedPack) -> Figures:
    """The figures of a pack without problems."""
    pack = loaded.pack
    history = {nation: _worth(pack, nation) for nation in pack.order} if pack.historical else {}
    return Figures(_counts(loaded), tuple(_shares(pack)), history)


def _counts(loaded: LoadedPack) -> dict[str, int]:
    pack = loaded.pack
    return {
        "nations": len(pack.nations),
        "principals": len(pack.must_sign),
        "issues": len(pack.issues),
        "options": sum(len(issue.options) for issue in pack.issues),
        "cards": sum(len(nation.sheets) for nation in pack.nations),
        "media": len(pack.media),
        "injects": len(pack.injects),
        "turns": len(pack.dates),
        "texts": len(loaded.texts),
        "trials": len(loaded.trials),
    }


def batna_at(pack: Pack, nation: NationId, turn: int) -> int:
    """BATNA of the first card after the drift up to this turn."""
    drifted = (drift.by for drift in pack.drift if drift.nation == nation and drift.turn <= turn)
    return pack.nation(nation).sheets[0].batna + sum(drifted)


def _shares(pack: Pack) -> Iterator[tuple[int, Share]]:
    points: dict[str, Sequence[Sequence[int]]] = {
        nation.id: [nation.sheets[0].points[issue.id] for issue in pack.issues] for nation in pack.nations
    }
    groups = [(issue.at_least, issue.at_least_of) for issue in pack.issues if issue.at_least]
    for turn in sorted({1, *(drift.turn for drift in pack.drift)}):
        batna: dict[str, int] = {nation: batna_at(pack, nation, turn) for nation in pack.order}
        yield turn, feasible_share(points, batna, pack.must_sign, groups)


def start_trust(pack: Pack, one: NationId, toward: NationId) -> int:
    """How far one nation trusts another at the start."""
    default = pack.numbers.get("start_trust", Numbers().start_trust)
    return pack.trust.get((one, toward), default)


def _worth(pack: Pack, nation: NationId) -> Worth:
    card, own = pack.nation(nation).sheets[0], pack.nation(nation)
    points = sum(card.points[choice.issue][pack.option_index(choice)] for choice in pack.historical)
    red_lines = len(set(card.red_lines) & set(pack.historical))
    trusts = [start_trust(pack, nation, other) for other in pack.must_sign if other != nation]
    home = ratification_sum(
        home=own.home, points=points, batna=card.batna, trusts=trusts, red_lines=red_lines
    )
    return Worth(points, card.batna, home, own.ratifier, red_lines)
