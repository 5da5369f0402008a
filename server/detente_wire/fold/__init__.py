"""The fold: how each kind of notice changes a `View`.

Owns: the registry; one function a kind stands in the modules of this package, by what it is about.
Does not know: rules. What a notice does not say is not worked out here, but for what every reader may conclude:
a new turn closes channels and spends sealed acts, a nation's new offer in a channel replaces its last one there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente_wire.fold.bodies import BODIES
from detente_wire.fold.commitments import COMMITMENTS
from detente_wire.fold.frame import FRAME
from detente_wire.fold.informal import INFORMAL
from detente_wire.fold.instruments import INSTRUMENTS
from detente_wire.fold.knowledge import KNOWLEDGE
from detente_wire.fold.pressure import PRESSURE
from detente_wire.fold.table import TABLE
from detente_wire.fold.talks import TALKS
from detente_wire.seen import Item

if TYPE_CHECKING:
    from detente_wire.view import View

FOLDS = (
    FRAME | TABLE | TALKS | KNOWLEDGE | INFORMAL | COMMITMENTS | INSTRUMENTS | PRESSURE | BODIES
)  # fmt: skip
"""Every kind of notice and what it does to a view; a kind without a row fails a test."""


def fold(view: View, item: Item) -> None:
    """Change the view by one notice."""
    FOLDS[type(item.notice)](view, item.notice, item)
