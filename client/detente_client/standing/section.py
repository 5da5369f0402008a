"""A heading with its rows.

Owns: `Section`. Does not know: what stands in it.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class Section:
    """One part of a page."""

    title: str
    rows: tuple[str, ...]
