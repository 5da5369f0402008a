"""The timeline in lines: turns with their dates, what happened in each and at its end, and what is ahead.

Owns: the words for kinds, the lines of `/timeline`, what was said in a talk as counts.
Does not know: widgets; how happenings are gathered (`chronicle`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from detente_client.describe.told import Scene
from detente_client.figures import listing
from detente_client.i18n import tr, trn
from detente_client.standing.ahead import Coming, ahead, date_of
from detente_client.standing.chronicle import Chronicle, Happening, HappeningKind
from detente_client.words.naming import capital, sentences
from detente_wire import acts
from detente_wire.notices import AppealEnded, ChannelOpened, EngagementEnded, Said, StudyEnded
from detente_wire.terms import NationId

TITLES: dict[HappeningKind, str] = {
    "world": tr("The world"),
    "talks": tr("Talks"),
    "letters": tr("Letters"),
    "texts": tr("Texts"),
    "words": tr("Words given and broken"),
    "knowledge": tr("What you learned"),
    "pressure": tr("Pressure"),
    "dials": tr("Dials"),
    "table": tr("The table"),
}
"""Every kind, as it is called."""


def turn_title(scene: Scene, chronicle: Chronicle, turn: int) -> str:
    """``Turn 3, January 1983``."""
    if not turn:
        return tr("Before the first turn")
    date = chronicle.dates.get(turn) or date_of(scene, turn)
    return tr("Turn {turn}, {date}", turn=turn, date=date) if date else tr("Turn {turn}", turn=turn)


def told(scene: Scene, happening: Happening) -> str:
    """One line; of a talk also how much was said in it that turn."""
    line = happening.lines(scene)[0]
    notice = happening.heard.notice if happening.heard else None
    if isinstance(notice, EngagementEnded | StudyEnded | AppealEnded):
        others = scene.names.nations(one for one in happening.nations if one != scene.me)
        line = tr("With {nations}: {what}", nations=others, what=line)
    if isinstance(notice, ChannelOpened) and _is_in(scene, notice):
        line = _talk(scene, notice, happening.turn)
    return line


def _is_in(scene: Scene, opened: ChannelOpened) -> bool:
    return scene.me is not None and scene.me in (*opened.members, opened.go_between)


def _talk(scene: Scene, opened: ChannelOpened, turn: int) -> str:
    """One's own talks as they are looked back upon: with whom, what was said; how one speaks there is past."""
    name, what = scene.handles.name(opened.channel), _said(scene, opened, turn)
    others = scene.names.nations([one for one in opened.members if one != scene.me])
    medium = capital(scene.names.medium(opened.medium))
    if opened.institution:
        body = scene.names.body(opened.institution)
        medium = tr("{medium}, a session of {body}", medium=medium, body=body)
    return sentences(
        tr("{name} with {others}: {what}.", name=name, others=others, what=what)
        if what
        else tr("{name} with {others}.", name=name, others=others),
        tr("{medium}, at {venue}.", medium=medium, venue=scene.names.venue(opened.venue))
        if opened.venue
        else f"{medium}.",
        tr("Only its members know of it.") if opened.secret else "",
    )


def _said(scene: Scene, opened: ChannelOpened, turn: int) -> str:
    """``2 offers, 1 acceptance, 7 acts in all``; nothing of talks that the viewer was not in."""
    seen = scene.view.channels.get(opened.channel)
    spoken = [item.notice for item in seen.items if item.turn == turn] if seen else []
    kinds = Counter(type(notice.act) for notice in spoken if isinstance(notice, Said))
    counts = [
        trn("{count} offer", "{count} offers", kinds[acts.Offer]) if kinds[acts.Offer] else "",
        trn("{count} question", "{count} questions", kinds[acts.Ask]) if kinds[acts.Ask] else "",
        trn("{count} acceptance", "{count} acceptances", kinds[acts.Accept]) if kinds[acts.Accept] else "",
        trn("{count} act in all", "{count} acts in all", kinds.total()) if kinds else "",
    ]
    return listing(filter(None, counts))


def timeline_lines(
    scene: Scene,
    chronicle: Chronicle,
    kinds: Iterable[HappeningKind] = (),
    nation: NationId | None = None,
    turn: int | None = None,
) -> list[str]:
    """Turn by turn, the first turn first, then what is ahead."""
    lines: list[str] = []
    found = chronicle.wanted(kinds, nation, turn)
    for number in dict.fromkeys(one.turn for one in found):
        lines.append(f"{turn_title(scene, chronicle, number)}.")
        lines += _in_turn(scene, [one for one in found if one.turn == number])
    if not found:
        lines.append(tr("Nothing of that kind has happened yet, as far as you know."))
    coming = [] if kinds else list(awaited(scene, nation, turn))
    return lines + ([tr("Ahead:"), *(coming_line(scene, chronicle, one) for one in coming)] if coming else [])


def _in_turn(scene: Scene, found: list[Happening]) -> Iterator[str]:
    closing = False
    for one in found:
        if one.closing and not closing:
            closing = True
            yield tr("At its end:")
        yield f"- {told(scene, one)}"


def awaited(scene: Scene, nation: NationId | None = None, turn: int | None = None) -> list[Coming]:
    """What is ahead, of a nation or in a turn; what concerns everybody belongs to each nation."""
    return [
        one
        for one in ahead(scene)
        if (nation is None or not one.nations or nation in one.nations) and turn in (None, one.turn)
    ]


def coming_line(scene: Scene, chronicle: Chronicle, coming: Coming) -> str:
    """With its turn and date."""
    return f"{turn_title(scene, chronicle, coming.turn)}: {coming.text}"
