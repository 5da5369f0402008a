"""The map that only grows, against plain copies."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente_server.rules.grown import Grown

STEPS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.integers()), max_size=40)


@given(STEPS)
def test_every_version_stays_what_it_was(steps: list[tuple[int, int, int]]) -> None:
    """Whatever version is gone on from, all of them stay as a copy would have."""
    versions: list[tuple[Grown[int, int], dict[int, int]]] = [(Grown(), {})]
    for which, key, value in steps:
        grown, copy = versions[which % len(versions)]
        versions.append((grown.put(key, value), copy | {key: value}))
    for grown, copy in versions:
        assert list(grown.items()) == list(copy.items())
        assert grown == copy


def test_who_goes_through_it_may_put_meanwhile() -> None:
    """As with a dict that is copied for every entry."""
    grown = Grown({1: "a", 2: "b"})
    newest = grown
    for key in grown:
        newest = newest.put(key + 10, "c")
    for value in newest.values():
        newest = newest.put(1, value)
    assert list(grown) == [1, 2]
    assert list(newest) == [1, 2, 11, 12]
