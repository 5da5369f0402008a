"""What an act would do, in words: the prospects of a preview, under what has to happen for them.

Owns: `Row` (one dial before and after), the order of conditions, the sentences.
Does not know: how a prospect is reckoned (the server, from the viewer's own view), bars and colours (the app).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from detente_client.describe.told import Scene
from detente_client.figures import sequence
from detente_client.i18n import tr
from detente_client.words import phrases
from detente_client.words.naming import capital
from detente_wire.messages import Prospect, When
from detente_wire.notices import Cause
from detente_wire.terms import TOOLS

HEADS: Mapping[When, str] = {
    "now": tr("At once"),
    "close": tr("At this turn's end"),
    "each": tr("At this and every later turn's end, while it stands"),
    "stands": tr("For as long as it stands"),
    "next": tr("Next turn"),
    "later": tr("In later turns, while it stands"),
    "won": tr("If you win"),
    "lost": tr("If you lose"),
    "attributed": tr("If it is traced to you"),
    "spilled": tr("If it hits a bystander too"),
    "well": tr("If it goes well"),
    "gaffe": tr("If it goes wrong"),
    "granted": tr("If they grant it"),
    "refused": tr("If they refuse it"),
    "carried": tr("If it is carried"),
    "held": tr("If all others name it too"),
    "found": tr("If it is found out"),
    "delayed": tr("In each turn in which it is late"),
    "kept": tr("If you keep it"),
    "broken": tr("If you break it"),
    "yielded": tr("If they yield"),
    "carried-out": tr("If they stay firm and you carry it out"),
    "backed-down": tr("If they stay firm and you back down"),
}
"""What has to happen, in the order in which it is told."""
MOST: Mapping[str, int] = {"grievance": 50, "envoys": 5}
"""Where a dial ends that does not end at 100."""


@frozen
class Row:
    """One dial that would move."""

    dial: str
    title: str
    """``Tension``, ``China's trust in you``."""
    short: str
    """For a column: ``Trust: China → you``."""
    least: int
    most: int
    why: str
    when: When
    before: int | None = None
    """How it stands; None: the viewer does not see it."""
    sore: bool = False
    """It hurts the viewer."""

    def change(self) -> str:
        """``+1``, ``+1 to +2``."""
        if self.least == self.most:
            return f"{self.most:+d}"
        low, high = sorted((self.least, self.most), key=abs)
        return tr("{low} to {high}", low=f"{low:+d}" if low else "0", high=f"{high:+d}")

    def after(self) -> tuple[int, int] | None:
        """The least and most that it would come to, within the dial; None where it is not seen."""
        if self.before is None:
            return None
        top = MOST.get(self.dial, 100)
        low, high = (max(0, min(top, self.before + by)) for by in (self.least, self.most))
        return low, high

    def sentence(self) -> str:
        """``Tension +1 to +2, from 34 to between 35 and 36: a protest.``"""
        end = self.after()
        if end is None:
            return tr("{what} {change}: {why}.", what=self.title, change=self.change(), why=self.why)
        low, high = end
        to = f"{low}" if low == high else tr("between {low} and {high}", low=low, high=high)
        return tr(
            "{what} {change}, from {before} to {to}: {why}.",
            what=self.title,
            change=self.change(),
            before=self.before,
            to=to,
            why=self.why,
        )


def rows(scene: Scene, prospects: Iterable[Prospect]) -> list[Row]:
    """All dials that would move, condition by condition, the crisis first and oneself next."""
    order, all_of_them = list(HEADS), list(prospects)
    crowd = [one for one in all_of_them if _is_perhaps(one)]
    few = all_of_them if len(crowd) < CROWD else [one for one in all_of_them if not _is_perhaps(one)]
    found = [_row(scene, one) for one in _together(sorted(few, key=_first))]
    if len(few) < len(all_of_them):
        found.append(_crowded(scene, crowd))
    found = [row for row in found if row.least or row.most]  # what one reason gives another may take
    return sorted(found, key=lambda row: order.index(row.when))


def _crowded(scene: Scene, crowd: list[Prospect]) -> Row:
    """Third nations that may take a tool ill, in one row."""
    least, most, one = min(it.least for it in crowd), max(it.most for it in crowd), crowd[0]
    title, short = tr("Trust in you of each that minds law or peace"), tr("Trust: others → you")
    return Row("trust", title, short, least, most, _why(scene, one), one.when, sore=True)


def _together(prospects: list[Prospect]) -> list[list[Prospect]]:
    """Prospects of one dial under one condition, whatever their reasons."""
    found: dict[tuple[object, ...], list[Prospect]] = {}
    for one in prospects:
        found.setdefault((one.dial, one.of, one.toward, one.when), []).append(one)
    return list(found.values())


CROWD = 2
"""So many third nations that may take it ill are told of in one row."""


def _is_perhaps(one: Prospect) -> bool:
    """Whether a third nation may take a tool ill, or may not."""
    unsure = one.dial == "trust" and one.least < 0 == one.most
    return unsure and one.why in TOOLS and one.when in ("close", "carried-out")


def _first(one: Prospect) -> tuple[bool, bool]:
    """The crisis first, then dials of one nation, then those between two."""
    return one.dial != "tension", one.toward is not None


def _row(scene: Scene, same: list[Prospect]) -> Row:
    one, least, most = same[0], sum(one.least for one in same), sum(one.most for one in same)
    worse = most > 0 if one.dial in ("tension", "strain", "grievance") else least < 0
    hits_me = one.dial == "tension" or scene.me in (one.of, one.toward)
    return Row(
        one.dial,
        _title(scene, one),
        _short(scene, one),
        least,
        most,
        sequence(dict.fromkeys(_why(scene, part) for part in same)),
        one.when,
        _before(scene, one),
        sore=hits_me and worse,
    )


def _why(scene: Scene, one: Prospect) -> str:
    if one.why == "no-pressure":
        return tr("the turn is no longer without pressure")
    if one.why in ("clause-kept", "pledge-kept") and one.when != "kept":
        return tr("what keeping it in time would have earned")
    if one.why == "recovery":
        return tr("no longer does it recover") if one.least > 0 else tr("it recovers")
    return phrases.because(scene.names, Cause(one.why))


def _title(scene: Scene, one: Prospect) -> str:
    names, dial = scene.names, one.dial
    whose = capital(names.whose(one.of)) if one.of else ""
    match dial:
        case "tension":
            return tr("Tension")
        case "trust":
            return tr("{whose} trust in {whom}", whose=whose, whom=names.whom(one.toward))
        case "grievance":
            return tr("{whose} grievance against {whom}", whose=whose, whom=names.whom(one.toward))
        case "home":
            return tr("{whose} support at home", whose=whose)
        case "batna":
            return tr("What no deal is worth to {whom}", whom=names.whom(one.of))
    return tr("{whose} {dial}", whose=whose, dial=_DIALS.get(dial, dial))


def _short(scene: Scene, one: Prospect) -> str:
    names = scene.names
    called = _COLUMNS[one.dial]
    if one.of is None:
        return called
    whose = names.whom(one.of)
    return f"{called}: {whose} → {names.whom(one.toward)}" if one.toward else f"{called}: {whose}"


_COLUMNS = {
    "tension": tr("Tension"),
    "standing": tr("Standing"),
    "word": tr("Word"),
    "strain": tr("Strain"),
    "home": tr("At home"),
    "trust": tr("Trust"),
    "grievance": tr("Grievance"),
    "batna": tr("No deal"),
    "envoys": tr("Envoys"),
}
_DIALS = {"standing": tr("standing"), "word": tr("word"), "strain": tr("strain"), "envoys": tr("envoys")}


def _before(scene: Scene, one: Prospect) -> int | None:
    """How the dial stands in the viewer's own view."""
    view, mine = scene.view, one.of is not None and one.of == scene.me
    match one.dial:
        case "tension":
            return view.tension
        case "standing" | "word" | "strain":
            seen = view.nations.get(one.of) if one.of else None
            return int(getattr(seen, one.dial)) if seen else None
        case "home":
            return view.home if mine else None
        case "batna":
            return view.batna if mine else None
        case "trust":
            return view.trust.get((one.of, one.toward)) if one.of and one.toward else None
        case "grievance":
            return view.grievance.get(one.toward, 0) if mine and one.toward else None
    return None


def lines(scene: Scene, prospects: Iterable[Prospect]) -> list[str]:
    """The sentences, one a dial, each group under its condition; nothing if nothing is foreseen."""
    found = rows(scene, prospects)
    told: list[str] = []
    for when in dict.fromkeys(row.when for row in found):
        told.append(f"{HEADS[when]}:")
        told += [f"- {row.sentence()}" for row in found if row.when == when]
    if found:
        told.insert(0, tr("What it would do, as things stand and as far as you can know:"))
    return told + caution(scene, found)


def caution(scene: Scene, found: Iterable[Row]) -> list[str]:
    """What tension could come to."""
    more = max(
        (row.most for row in found if row.dial == "tension" and row.when in ("now", "close")), default=0
    )
    if more <= 0:
        return []
    if scene.view.tension + more >= WAR and scene.view.tension >= LAST_CHANCE:
        return [tr("Beware: at 100 there is war, and from 90 on nothing holds tension back.")]
    if scene.view.tension + more >= LAST_STOP:
        return [tr("Tension stops at 95 this turn: from below 90 there is always one turn of last hours.")]
    return []


WAR, LAST_CHANCE, LAST_STOP = 100, 90, 95
