"""The commands that look at the bargain: positions, what is known and how, two things compared, a text in plain words.

Owns: these rows of the table.
Does not know: how anything is reckoned or arranged (`bargaining`).
"""

from __future__ import annotations

from attrs import frozen

from detente_client.bargaining import differences, knowledge, packages, positions, texts
from detente_client.commands import drafting
from detente_client.commands.arguments import choices_of
from detente_client.commands.deeds import Deed, Show
from detente_client.commands.grammar import Command, Given
from detente_client.commands.slots import Here, Slot
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.words.handles import Kind, Thing
from detente_client.words.language import Misunderstood
from detente_wire.terms import Instrument, Package, closes

GROUP = tr("Looking")
_COMPARED: tuple[Kind, ...] = ("offer", "letter", "text")


def _positions(here: Here, given: Given) -> Deed:
    return Show(tuple(positions.standing_lines(here.scene)))


def _known(here: Here, given: Given) -> Deed:
    scene, wanted = here.scene, given.get("nation")
    nations = [wanted] if wanted else [nation for nation in scene.pack.order if nation != scene.me]
    return Show(tuple(line for nation in nations for line in knowledge.known_lines(scene, nation)))


def _clauses(here: Here, given: Given) -> Deed:
    seen = drafting.seen_text(here, given["text"])
    return Show(tuple(texts.text_lines(here.scene, texts.text_row(here.scene, seen))))


# -- comparing --------------------------------------------------------------------------------------------------


@frozen
class _Compared:
    name: str
    package: Package
    text: Instrument | None


def _compare(here: Here, given: Given) -> Deed:
    first = _side(here, given["first"])
    choices = choices_of(given)
    if given.get("second") is not None and not choices:
        second = _side(here, given["second"])
    elif choices and given.get("second") is None:
        second = _Compared(tr("what you typed"), choices, None)
    else:
        raise Misunderstood(
            tr("Compare two things: /compare o1 t1, or one with choices: /compare o1 1=2 3=1.")
        )
    return Show(tuple(_compared_lines(here.scene, first, second)))


def _side(here: Here, thing: Thing) -> _Compared:
    if thing.kind == "text":
        text = drafting.seen_text(here, thing).text
        return _Compared(thing.name, closes(text), text)
    return _Compared(thing.name, drafting.offered(here, thing), None)


def _compared_lines(scene: Scene, first: _Compared, second: _Compared) -> list[str]:
    lines = [tr("First {first}, second {second}.", first=first.name, second=second.name)]
    for side in (first, second):
        worth = packages.worth_of(scene, side.package)
        lines += [f"{side.name}: {line}" for line in (packages.worth_lines(scene, worth) if worth else [])]
    if first.text is not None and second.text is not None:
        return lines + differences.difference_lines(differences.differences(scene, first.text, second.text))
    return lines + packages.contrast_lines(scene, packages.contrasts(scene, first.package, second.package))


COMMANDS = (
    Command(
        "positions",
        GROUP,
        tr(
            "Where everybody stands: each option with your points, who offers or accepted it, what is agreed "
            "for now."
        ),
        "/positions",
        _positions,
    ),
    Command(
        "known",
        GROUP,
        tr("What you know of a nation, or of all, issue by issue, each with how you know it."),
        "/known {nation}",
        _known,
        (Slot("nation", "nation", needed=False),),
    ),
    Command(
        "compare",
        GROUP,
        tr(
            "Two offers or texts side by side, or one and the choices that you type: what differs comes "
            "first."
        ),
        "/compare {offer} {text}",
        _compare,
        (
            Slot("thing", "first", things=_COMPARED),
            Slot("thing", "second", needed=False, things=_COMPARED),
            Slot("choice", "choices", many=True, needed=False),
        ),
    ),
    Command(
        "clauses",
        GROUP,
        tr("A text in plain words, clause by clause: how each is kept, who initialled, whose home refused."),
        "/clauses {text}",
        _clauses,
        (Slot("thing", "text", things=("text",)),),
    ),
)
