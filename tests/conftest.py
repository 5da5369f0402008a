"""What holds for all tests: the long tiers run only by name."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that is marked ``full`` is skipped unless the command line names the mark."""
    if "full" in config.getoption("markexpr"):
        return
    for item in items:
        if item.get_closest_marker("full") is not None:
            item.add_marker(pytest.mark.skip(reason="a long tier, by name: -m full"))
