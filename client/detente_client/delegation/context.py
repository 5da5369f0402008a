"""What belongs to a happening beside its own words: what was said there, what it moved, what came before it.

Owns: the sections, as far as the viewer was told.
Does not know: widgets; how happenings are gathered (`chronicle`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente_client.delegation.reading import sentences
from detente_client.delegation.transcript import Entry
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.standing.chronicle import Chronicle, Happening
from detente_client.standing.effects import effects
from detente_client.standing.section import Section
from detente_client.standing.timeline import told
from detente_client.words.naming import capital
from detente_wire import notices as n
from detente_wire.terms import ChannelId, NationId


def around(
    scene: Scene, chronicle: Chronicle, happening: Happening, entries: Iterable[Entry]
) -> tuple[Section, ...]:
    """Sections that have something to say."""
    found = (
        Section(tr("Who knows"), tuple(_known(happening))),
        Section(tr("Who was in it"), tuple(_members(scene, happening))),
        Section(tr("What was said there that turn"), tuple(_said(scene, happening, entries))),
        Section(tr("What it moved"), tuple(effects(scene, chronicle, happening))),
        Section(tr("Turn by turn"), tuple(_course(scene, chronicle, happening))),
        Section(tr("Beside it, in that turn"), tuple(_beside(scene, chronicle, happening))),
    )
    return tuple(section for section in found if section.rows)


def _known(happening: Happening) -> Iterator[str]:
    """Only where it is certain."""
    notice = happening.heard.notice if happening.heard else None
    if isinstance(notice, n.InsightGained | n.Learned):
        yield tr("You alone were told.")


def _members(scene: Scene, happening: Happening) -> Iterator[str]:
    channel = _channel(happening)
    seen = scene.view.channels.get(channel) if channel is not None else None
    if seen is not None and seen.members:
        yield capital(f"{scene.names.nations(_in_order(scene, seen.members))}.")


def _in_order(scene: Scene, nations: Iterable[str]) -> list[NationId]:
    wanted = set(nations)
    return [nation for nation in scene.pack.order if nation in wanted]


def _said(scene: Scene, happening: Happening, entries: Iterable[Entry]) -> Iterator[str]:
    """The talk of a meeting or a back-channel in its turn."""
    channel = _channel(happening)
    if channel is None:
        return
    for entry in entries:
        told_then = entry.heard is not None and entry.turn == happening.turn
        if told_then and entry.room.channel == channel and not _is_opening(entry):
            for n_th, sentence in enumerate(sentences(scene, entry, entry.room)):
                yield ("  " if n_th else "") + sentence.text


def _channel(happening: Happening) -> ChannelId | None:
    notice = happening.heard.notice if happening.heard else None
    return notice.channel if isinstance(notice, n.ChannelOpened) else None


def _is_opening(entry: Entry) -> bool:
    return entry.heard is not None and isinstance(entry.heard.notice, n.ChannelOpened)


def _course(scene: Scene, chronicle: Chronicle, happening: Happening) -> Iterator[str]:
    """How the same dial moved in all turns, the newest first."""
    if not happening.moves:
        return
    first = happening.moves[0]
    key = (first.dial, first.of, first.toward)
    for one in reversed(chronicle.happenings):
        if one.moves and (one.moves[0].dial, one.moves[0].of, one.moves[0].toward) == key:
            yield tr("Turn {turn}: {what}", turn=one.turn, what=told(scene, one))


def _beside(scene: Scene, chronicle: Chronicle, happening: Happening) -> Iterator[str]:
    """What else was about the same nations; what concerns no other nation stands beside everything."""
    others = happening.nations - {scene.me} if scene.me else happening.nations
    for one in chronicle.of(happening.turn):
        if one is not happening and not one.minor and (not others or others & one.nations):
            yield told(scene, one)
