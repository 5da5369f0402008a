"""Heritage: a crisis as it stands when it follows others (rules, section 10) [module legacy].

Owns: who is whose heir, and what a legacy changes of a pack before its cards are drawn: tension, trust, word,
standing, weights, extra issues, institutions. Pure: pack, legacy and dice in, a pack out.
Does not know: what a legacy is made of (`bequests`), what happens at the opening (`inheriting`).

Where the rules are silent: a nation is the heir of the one that it names, else of its own namesake; of two heirs of
one the first in pack order. What a pack does not read stays without effect. Tension at start stays below the last
hours. The issue that a humiliated nation lost is the reopened one, else the one of the same id, else the one that
matters most to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from detente_server.rules import reopening, weights
from detente_server.rules.dice import Dice
from detente_server.rules.numbers import Numbers
from detente_server.rules.pack import Nation, Pack, Sheet
from detente_wire.legacy import Legacy, LegacyTag, Tag
from detente_wire.terms import IssueId, NationId

MODULE = "legacy"
Heirs = Mapping[NationId, NationId]
"""From the id in the legacy to the nation of this pack that carries it on."""


# -- who inherits -----------------------------------------------------------------------------------------------


def heirs(pack: Pack, legacy: Legacy) -> Heirs:
    """Who carries on whom, in pack order; also whom an earlier crisis wronged from afar."""
    known = {one.nation for one in legacy.nations}
    known |= {name for text in legacy.texts for fragile in text.fragile for name in fragile.wronged}
    found: dict[NationId, NationId] = {}
    for nation in pack.nations:
        old = NationId(nation.heir_of) if nation.heir_of in known else nation.id
        if old in known:
            found.setdefault(old, nation.id)
    return found


def unused(pack: Pack, legacy: Legacy) -> Legacy:
    """What this crisis has no heir for, left on to the next one; who has an heir here goes by his name."""
    taken = heirs(pack, legacy)
    texts = (reopening.left_on(text, taken) for text in legacy.texts if not reopening.stays(text, taken))
    return evolve(
        legacy,
        nations=tuple(one for one in legacy.nations if one.nation not in taken),
        pairs=tuple(
            evolve(one, of=taken.get(one.of, one.of), toward=taken.get(one.toward, one.toward))
            for one in legacy.pairs
            if not (one.of in taken and one.toward in taken)
        ),
        tags=tuple(tag for tag in legacy.tags if tag.nation is not None and tag.nation not in taken),
        texts=tuple(text for text in texts if text is not None),
    )


def tags(pack: Pack, legacy: Legacy, word: LegacyTag) -> list[Tag]:
    """The tags of a word that the pack reads, of all or of a nation that has an heir here."""
    taken = heirs(pack, legacy)
    return [
        tag
        for tag in legacy.tags
        if tag.tag == word and word in pack.reads and (tag.nation is None or tag.nation in taken)
    ]


# -- the pack ---------------------------------------------------------------------------------------------------


def inherit(pack: Pack, legacy: Legacy, dice: Dice, table: Numbers) -> Pack:
    """The pack as this match plays it; the pack itself, if it does not play with legacies."""
    if MODULE not in pack.rules:
        return pack
    taken = heirs(pack, legacy)
    rolled = reopening.rolls(pack, legacy, taken, dice, table)
    back = [roll.back for roll in rolled if roll.back]
    start = _tension(pack, legacy, table)
    standing = evolve(
        pack,
        ladder=evolve(pack.ladder, start=start),
        heated=start - pack.ladder.start,
        nations=tuple(_nation(pack, nation, legacy, table) for nation in pack.nations),
        trust=_trust(pack, legacy, table),
        institutions=tuple(
            evolve(body, exists=True) if body.id in legacy.institutions else body
            for body in pack.institutions
        ),
    )
    for one in back:
        standing = reopening.add(standing, one, table)
    humbled = {taken[tag.nation]: tag for tag in tags(pack, legacy, "humiliated") if tag.nation}
    return evolve(
        standing,
        nations=tuple(
            _resentful(standing, nation, humbled[nation.id], back, table) if nation.id in humbled else nation
            for nation in standing.nations
        ),
        asked={(roll.text, roll.clause): roll.back.issue if roll.back else "" for roll in rolled},
    )


def _tension(pack: Pack, legacy: Legacy, table: Numbers) -> int:
    """Failed talks +5, a frozen crisis +10."""
    more = table.failed_talks_tension if tags(pack, legacy, "failed-talks") else 0
    more += table.frozen_tension if tags(pack, legacy, "frozen") else 0
    start = pack.ladder.start
    return max(start, min(start + more, table.legacy_tension_most))


def _nation(pack: Pack, nation: Nation, legacy: Legacy, table: Numbers) -> Nation:
    """Word carries fully, less what printed lies cost; standing for who tipped into war, or stood for peace."""
    old = {new: name for name, new in heirs(pack, legacy).items()}.get(nation.id)
    row = next((one for one in legacy.nations if one.nation == old), None)
    if row is None:
        return nation
    lies = min(row.lies * table.printed_lie_word, table.printed_lies_most)
    standing = nation.standing
    standing -= table.tipped_standing if _named(pack, legacy, "tipped", old) else 0
    standing += table.witness_standing if _named(pack, legacy, "peace-witness", old) else 0
    return evolve(nation, word=max(row.word - lies, 0), standing=min(max(standing, 0), 100))


def _named(pack: Pack, legacy: Legacy, word: LegacyTag, old: NationId | None) -> bool:
    return any(tag.nation == old for tag in tags(pack, legacy, word))


def _trust(pack: Pack, legacy: Legacy, table: Numbers) -> Mapping[tuple[NationId, NationId], int]:
    """Half-way to 30 where both have a past; failed talks, peacemakers and who tipped the world into war."""
    taken = heirs(pack, legacy)
    trust = {
        (a, b): pack.trust.get((a, b), table.start_trust) for a in pack.order for b in pack.order if a != b
    }
    for pair in legacy.pairs:
        if pair.of in taken and pair.toward in taken:
            trust[taken[pair.of], taken[pair.toward]] = (pair.trust + table.trust_rest) // 2
    _move(trust, trust, -table.failed_talks_trust if tags(pack, legacy, "failed-talks") else 0)
    for tag in tags(pack, legacy, "peacemaker"):
        _move(trust, [pair for pair in trust if pair[1] == taken[_of(tag)]], table.peacemaker_trust)
    for tag in tags(pack, legacy, "tipped"):
        _move(trust, [pair for pair in trust if pair[1] == taken[_of(tag)]], -table.tipped_trust)
    return trust


def _of(tag: Tag) -> NationId:
    assert tag.nation is not None
    return tag.nation


def _move(
    trust: dict[tuple[NationId, NationId], int], pairs: Iterable[tuple[NationId, NationId]], by: int
) -> None:
    for pair in list(pairs):
        trust[pair] = min(max(trust[pair] + by, 0), 100)


def _resentful(
    pack: Pack, nation: Nation, tag: Tag, reopened: Iterable[reopening.Reopened], table: Numbers
) -> Nation:
    """What it lost weighs 10 more on every card that it may be dealt."""
    back = next((one.issue for one in reopened if (one.crisis, one.of) == (tag.crisis, tag.issue)), None)
    same = tag.issue if tag.issue in pack.issue_ids else None

    def heavier(sheet: Sheet) -> Sheet:
        issue: IssueId = back or same or weights.heaviest(pack, sheet)
        return weights.heavier(pack, sheet, issue, table.humiliated_weight)

    return evolve(nation, sheets=tuple(heavier(sheet) for sheet in nation.sheets))
