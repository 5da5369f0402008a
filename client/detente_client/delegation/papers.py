"""All that a player has to read beside the talks, in one cabinet: news of every turn, briefing, notes, events, records.

Owns: `Paper`, the drawers of the cabinet and their order.
Does not know: how a paper is drawn; letters (they are read among the talks).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from detente_client.commands import files
from detente_client.commands.slots import Here
from detente_client.describe import legacies
from detente_client.describe.digest import PUBLIC_HEADS
from detente_client.i18n import tr
from detente_client.markdown import Block, blocks
from detente_client.standing import lookups
from detente_wire.gate import one_line
from detente_wire.notices import Papers

_HEADS = frozenset(head for _, head in PUBLIC_HEADS)
_DRAWER = {"briefing": 0, "notes": 0, "bulletin": 0, "inject": 1}
"""By how the pack's text id begins; others are of the end."""


@frozen
class Paper:
    """Something to read."""

    key: str
    title: str
    body: tuple[Block, ...]


Drawer = tuple[str, tuple[Paper, ...]]


def cabinet(here: Here) -> list[Drawer]:
    """All papers by drawer, the newest news first; drawers that are empty are left out."""
    found = (
        (tr("News, turn by turn"), tuple(_news(here))),
        (tr("For you"), (*_of_pack(here, 0), *_sheet(here))),
        (tr("The crisis"), tuple(_crisis(here))),
        (tr("Events"), (*_of_pack(here, 1), *_bare_events(here))),
        (tr("What came out"), tuple(_records(here))),
        (tr("Before and after"), (*_legacy(here), *_of_pack(here, 2))),
    )
    return [(title, papers) for title, papers in found if papers]


def _news(here: Here) -> Iterator[Paper]:
    """Gazette and bulletin of each turn on one sheet."""
    for turn in sorted({*here.gazettes, *here.bulletins}, reverse=True):
        body = _told(here.gazettes.get(turn, ()))
        private = _told(here.bulletins.get(turn, ()))
        if private:
            body += (_head(tr("In private")), *private)
        yield Paper(f"turn:{turn}", tr("What turn {turn} brought", turn=turn), body)


def _told(lines: Sequence[str]) -> tuple[Block, ...]:
    """Sentences as items, below the gazette's own headings."""
    return tuple(_head(line.rstrip(".")) if line in _HEADS else _item(line) for line in lines if line.strip())


def _head(text: str) -> Block:
    return Block("heading", ((text, ""),), level=2)


def _item(line: str) -> Block:
    urgent = line.startswith("! ")
    return Block("item", ((line.removeprefix("! "), "strong" if urgent else ""),), "!" if urgent else "•")


def _plain(lines: Sequence[str]) -> tuple[Block, ...]:
    """Lines as the line mode has them; what is indented hangs."""
    return tuple(
        Block("item" if line.startswith(" ") else "paragraph", ((line.strip(), ""),), "•", 0)
        for line in lines
        if line.strip()
    )


# -- the pack's texts -------------------------------------------------------------------------------------------


def _of_pack(here: Here, drawer: int) -> Iterator[Paper]:
    for paper in here.scene.view.papers.values():
        if _DRAWER.get(paper.text.partition("-")[0], 2) == drawer:
            yield _paper(paper)


def _paper(paper: Papers) -> Paper:
    return Paper(f"paper:{paper.text}", one_line(paper.title), tuple(blocks(paper.body)))


def _sheet(here: Here) -> Iterator[Paper]:
    if here.scene.view.sheet is not None:
        yield Paper("sheet", tr("Your secret sheet"), _plain(lookups.sheet_lines(here.scene)))


def _crisis(here: Here) -> Iterator[Paper]:
    """What everybody may know before the first turn."""
    pack = here.scene.pack
    intro = pack.texts.get("intro", "")
    if intro:
        yield Paper("intro", pack.title, tuple(blocks(intro)))
    yield Paper("issues", tr("What is talked about"), _plain(lookups.issue_lines(here.scene)))
    care = pack.texts.get("care", "")
    if care:
        yield Paper("care", tr("A word of care"), tuple(blocks(care)))


# -- what happened ----------------------------------------------------------------------------------------------


def _bare_events(here: Here) -> Iterator[Paper]:
    """Events of the world that came without a text of their own."""
    view = here.scene.view
    rows = [
        _item(tr("Turn {turn}: {title}", turn=turn, title=one_line(event.title)))
        for turn, event in view.injects
        if f"inject-{event.inject}" not in view.papers
    ]
    if rows:
        yield Paper("events", tr("Other events"), tuple(rows))


def _records(here: Here) -> Iterator[Paper]:
    """Minutes that leaked or were handed on; what came out twice of the same talks is told apart by its number."""
    for number, (turn, minutes, lines) in enumerate(files.records(here.scene)):
        name = here.scene.handles.name(minutes.ref, "minutes")
        title = tr("Record {name}, turn {turn}", name=name, turn=turn)
        yield Paper(f"record:{number}", title, _plain(lines))


def _legacy(here: Here) -> Iterator[Paper]:
    view, scene = here.scene.view, here.scene
    if view.inherited:
        yield Paper(
            "inherited", tr("What earlier crises left"), _plain(legacies.taken_lines(scene, view.inherited))
        )
    if view.legacy:
        yield Paper("legacy", tr("What this crisis leaves"), _plain(legacies.left_lines(scene, view.legacy)))
