"""Issues and the options that close them."""

from __future__ import annotations

from detente_wire.terms import ClauseForm, IssueId, NationId, OptionId
from detente_wire.values import frozen


@frozen
class Option:
    """One way to close an issue."""

    id: OptionId
    title: str
    clause: ClauseForm
    wrongs: tuple[NationId, ...] = ()
    """Nations beyond this pack whose land or rights it disposes of: as a legacy its clause is fragile."""


@frozen
class Issue:
    """A question on the table."""

    id: IssueId
    title: str
    options: tuple[Option, ...]
    at_least: int = 0
    """Closing it takes this many of `at_least_of` beside the principals; 0: the principals alone."""
    at_least_of: tuple[NationId, ...] = ()
    secret_ok: bool = True
    """May be closed by a secret text."""
