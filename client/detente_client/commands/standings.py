"""The commands that show how things stand and how they came to: ladder, timeline, one nation, all relations.

Owns: these rows of the table.
Does not know: what stands on these pages (`standing`).
"""

from __future__ import annotations

from detente_client.commands.deeds import Deed, Show
from detente_client.commands.grammar import Command, Given
from detente_client.commands.pages import GROUP
from detente_client.commands.slots import Here, Slot
from detente_client.i18n import tr
from detente_client.standing import crisis, pages, relations, timeline
from detente_client.standing.chronicle import KINDS, Chronicle


def _ladder(here: Here, given: Given) -> Deed:
    return Show(tuple(crisis.ladder_lines(here.scene)))


def _timeline(here: Here, given: Given) -> Deed:
    chronicle = here.chronicle or Chronicle(here.scene.view)
    kind = given.get("kind")
    wanted = (kind,) if kind else ()
    found = timeline.timeline_lines(here.scene, chronicle, wanted, given.get("nation"), given.get("turn"))
    return Show(tuple(found))


def _nation(here: Here, given: Given) -> Deed:
    return Show(tuple(pages.nation_lines(here.scene, given["nation"])))


def _relations(here: Here, given: Given) -> Deed:
    return Show(tuple(relations.lines(here.scene)))


COMMANDS = (
    Command(
        "ladder",
        GROUP,
        tr("The rungs of this crisis, where it stands, what each brings, what heats and cools it."),
        "/ladder",
        _ladder,
        (),
        ("tension",),
    ),
    Command(
        "timeline",
        GROUP,
        tr("What happened turn by turn, and what is ahead: of one turn, of one nation, of one kind."),
        "/timeline 1 {nation}",
        _timeline,
        (
            Slot("number", "turn", needed=False),
            Slot("party", "nation", needed=False),
            Slot("word", "kind", needed=False, words=KINDS),
        ),
        ("history",),
    ),
    Command(
        "nation",
        GROUP,
        tr(
            "One nation whole: standing, trust and why it moved, what you know of it, promises, texts, pressure."
        ),
        "/nation {nation}",
        _nation,
        (Slot("party", "nation"),),
    ),
    Command(
        "relations",
        GROUP,
        tr("Who stands how to whom, as far as you know."),
        "/relations",
        _relations,
    ),
)
