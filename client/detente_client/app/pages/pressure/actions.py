"""The keys of the page of pressure, as a table.

Owns: the table.
Does not know: how anything is done (the page does it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente_client.app.actions import Action
from detente_client.i18n import tr

if TYPE_CHECKING:
    from detente_client.app.pages.pressure.page import PressurePage


def _next(page: PressurePage) -> None:
    page.next_target(1)


def _before(page: PressurePage) -> None:
    page.next_target(-1)


def _milder(page: PressurePage) -> None:
    page.change_level(-1)


def _harder(page: PressurePage) -> None:
    page.change_level(1)


def _use(page: PressurePage) -> None:
    page.use()


TABLE: tuple[Action, ...] = (
    Action(
        "pressure.target", "right,t", tr("Next nation"), tr("Aim at the next nation."), _next, plain="/tools"
    ),
    Action(
        "pressure.target-back",
        "left",
        tr("Nation before"),
        tr("Aim at the nation before."),
        _before,
        plain="/tools",
    ),
    Action(
        "pressure.harder",
        "plus,equals_sign",
        tr("Harder"),
        tr("One level more of the tool."),
        _harder,
        plain="/press",
    ),
    Action(
        "pressure.milder", "minus", tr("Milder"), tr("One level less of the tool."), _milder, plain="/press"
    ),
    Action(
        "pressure.use",
        "u",
        tr("Use it"),
        tr("Seal the tool, or do the first thing that answers what presses."),
        _use,
        plain="/press",
    ),
)
