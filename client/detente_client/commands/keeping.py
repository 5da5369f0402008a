"""The commands of texts in force: how a clause is kept, what answers a breach, how a text ends.

Owns: these rows of the table. Does not know: what keeping or breaking costs, how texts come about (`texts`).
"""

from __future__ import annotations

from collections.abc import Callable

from detente_client.commands import files
from detente_client.commands.deeds import Confirm, Deed, Do, Show
from detente_client.commands.grammar import Command, Given
from detente_client.commands.slots import Here, Slot
from detente_client.commands.texts import GROUP, NUMBER, TEXT
from detente_client.i18n import tr
from detente_client.words.handles import Thing
from detente_wire import acts
from detente_wire.terms import Ref

BOUND = Slot("thing", "text", things=("text", "assurance"))
"""What binds somebody: a text, or an unwritten undertaking (its one clause is number 1)."""


def _keep(here: Here, given: Given) -> Deed:
    return Do(acts.Keep(Ref(given["text"].ref), given["clause"], given["manner"]), given.words)


def _on_clause(make: Callable[[Ref, int], acts.Act]) -> Callable[[Here, Given], Deed]:
    """A command that answers how one clause is kept."""
    return lambda here, given: Do(make(Ref(given["text"].ref), given["clause"]), given.words)


def _terminate(here: Here, given: Given) -> Deed:
    thing: Thing = given["text"]
    return Confirm(
        Do(acts.Terminate(Ref(thing.ref)), given.words),
        (tr("To end {name} for good, say /yes.", name=thing.name),),
    )


COMMANDS = (
    Command(
        "keep",
        GROUP,
        tr(
            "How you keep a clause that you perform: comply, delay or cheat. Sealed; it stands until changed."
        ),
        "/keep {text} 1 delay",
        _keep,
        (BOUND, NUMBER, Slot("word", "manner", words=("comply", "delay", "cheat"))),
        (),
        tr("Where a cure is demanded of you, to comply makes the breach good and takes an envoy."),
    ),
    Command(
        "suspend",
        GROUP,
        tr("Answer a found breach: the breached clause binds no more."),
        "/suspend {text} 1",
        _on_clause(acts.Suspend),
        (BOUND, NUMBER),
    ),
    Command(
        "cure",
        GROUP,
        tr("Answer a found breach: demand that it be made good within two turns."),
        "/cure {text} 1",
        _on_clause(acts.Cure),
        (BOUND, NUMBER),
        (),
        tr(
            "Meanwhile you neither suspend nor terminate. What the breacher lets pass costs him half of the "
            "breach again."
        ),
    ),
    Command(
        "arbitrate",
        GROUP,
        tr("Bring another party's clause before the court of the text (1 envoy, 1 capital)."),
        "/arbitrate {text} 1",
        _on_clause(acts.Arbitrate),
        (TEXT, NUMBER),
        (),
        tr(
            "A text has a court if it says so: /draft … disputes arbitration. A breach on record is won for "
            "certain."
        ),
    ),
    Command(
        "remedies",
        GROUP,
        tr("Cures demanded, cases before courts, guarantors who are called upon."),
        "/remedies",
        lambda here, given: Show(tuple(files.remedy_lines(here.scene))),
    ),
    Command(
        "terminate",
        GROUP,
        tr("End a breached text, or one that is signed and not in force; asks for /yes."),
        "/terminate {text}",
        _terminate,
        (TEXT,),
    ),
)
