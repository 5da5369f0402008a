"""Positions in TOML: every key and value that tomllib finds has its place, whatever surrounds it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente_server.packs.locate import Lost, TooDeep, scan

ROOT = Path(__file__).resolve().parents[2]
TOMLS = sorted([*(ROOT / "content").glob("*/*.toml"), *(ROOT / "tests/packs/teatime").glob("*.toml")])

SPREAD = '''# every form that a key and a value can take
top = 1  # [not] a = header
"quoted key" = "a # in text"
'literal.key' = 'b \\ c'
a.b . "c" = [ 1, 2, # two
  [ "three]", { x = 4, y.z = "}" } ],
]
day = 1979-05-27 07:32:00
long = """
one " two ""
three \\""" four"""
raw = \'\'\'it's'\'\'\'

[table] # header
k = true
[table.deeper]
k = -0x1f
[[rows]]
k = {a=1,b={c=[]}}
[rows.inner]
k = 1
[[rows.many]]
k = 2
[[rows.many]]
k = 3
[[rows]]
k = 1_000
[[rows.many]]
k = 4
'''


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every value under a tree with its path."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key), item
        yield from leaves(item, (*path, key))


PLACES = [
    (("top",), (2, 1), (2, 7)),
    (("quoted key",), (3, 1), (3, 16)),
    (("literal.key",), (4, 1), (4, 17)),
    (("a", "b", "c"), (5, 7), (5, 13)),
    (("a", "b", "c", 2, 1, "y", "z"), (6, 26), (6, 30)),
    (("day",), (8, 1), (8, 7)),
    (("raw",), (12, 1), (12, 7)),
    (("table", "k"), (15, 1), (15, 5)),
    (("table", "deeper"), (16, 1), (16, 1)),
    (("rows", 0, "k", "b", "c"), (19, 13), (19, 15)),
    (("rows", 0, "inner", "k"), (21, 1), (21, 5)),
    (("rows", 0, "many", 1, "k"), (25, 1), (25, 5)),
    (("rows", 1), (26, 1), (26, 1)),
    (("rows", 1, "many", 0, "k"), (29, 1), (29, 5)),
    (("table", "nothing", "there"), (14, 1), (14, 1)),
    (("nothing",), (1, 1), (1, 1)),
]


@pytest.mark.parametrize(("path", "key", "value"), PLACES)
def test_places(path: tuple[str | int, ...], key: tuple[int, int], value: tuple[int, int]) -> None:
    places, reason = scan(SPREAD)
    assert reason is None
    assert (places.key(path), places.value(path)) == (key, value)


@pytest.mark.parametrize("path", TOMLS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_value_of_a_real_pack_stands_where_it_is_said_to(path: Path) -> None:
    text = path.read_text()
    places, reason = scan(text)
    assert reason is None
    for at, value in leaves(tomllib.loads(text)):
        line, column = places.key(at)
        if isinstance(at[-1], str) and not isinstance(value, dict | list):
            assert text.splitlines()[line - 1][column - 1 :].lstrip('"').startswith(at[-1])
        if isinstance(value, str):
            assert text[places.values[at]] in "\"'"
        if isinstance(value, str) and value and "\\" not in text:
            line, column = places.inside(at, len(value) - 1)
            assert text.splitlines()[line - 1][column - 1] == value[-1]


def test_inside_escaped_and_long_strings() -> None:
    text = 'a = "x\\u0041\\U00000042\\ty"\nb = """\none\ntwo"""\nc = \'\'\'q\nr\'\'\''
    places, _ = scan(text)
    assert [places.inside(("a",), n) for n in range(5)] == [(1, 6), (1, 7), (1, 13), (1, 23), (1, 25)]
    assert [places.inside(("b",), n) for n in (0, 4, 6)] == [(3, 1), (4, 1), (4, 3)]
    assert [places.inside(("c",), n) for n in (0, 2)] == [(5, 8), (6, 1)]
    assert places.inside(("d",), 3) == (1, 1)


@pytest.mark.parametrize(
    "text", ["a = ", "= 1", "a 1", "[a", "[[a]", 'a = "x', "a = [1", "a = {b=1", "a = 1 2 3 x", "a = '''"]
)
def test_what_is_no_toml_is_given_up_where_it_stands(text: str) -> None:
    _, reason = scan(text)
    assert isinstance(reason, Lost)


@pytest.mark.parametrize(
    "text", ["a.b.c.d.e.f.g.h.i = 1", "[a.b.c.d.e.f.g.h.i]", "a = " + "[" * 10, "a = " + "{b=" * 10]
)
def test_deep_nesting_is_refused(text: str) -> None:
    _, reason = scan(text)
    assert isinstance(reason, TooDeep)


def trees() -> st.SearchStrategy[str]:
    """TOML made of statements that are mostly right."""
    key = st.sampled_from(["a", "b.c", '"q k"', "'l'", "-1", "a . d"])
    leaf = st.sampled_from(
        ["1", '"x"', "'y'", "true", "1979-05-27", "1979-05-27 07:32:00", '"""\nz"""', "'''w'''", "0.5"]
    )
    inner = st.recursive(
        leaf, lambda v: v.map("[ {0}, {0} ]".format) | v.map("{{ k = {0}, m.n = {0} }}".format), max_leaves=4
    )
    pair = st.tuples(key, inner).map(" = ".join)
    header = key.map("[{}]".format) | key.map("[[{}]]".format)
    noise = st.sampled_from(["# c", "", "  ", "\t# d"])
    return st.lists(st.one_of(pair, header, noise), max_size=8).map("\n".join)


@given(trees())
def test_where_tomllib_finds_a_value_the_scan_has_its_place(text: str) -> None:
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    places, reason = scan(text)
    assert reason is None
    quoted = {"q k", "l"}
    for path, value in leaves(tree):
        assert path in places.keys or path in places.values, (path, text)
        if not isinstance(value, dict) and path[-1] not in quoted and isinstance(path[-1], str):
            line, column = places.key(path)
            assert text.splitlines()[line - 1][column - 1 :].startswith(
                (path[-1], f"[[{path[0]}", f"[[ {path[0]}")
            )


@given(st.text(alphabet="ab=.[]{}\"'#\\\n ,1", max_size=60))
def test_what_the_scan_reads_to_its_end_tomllib_reads_or_refuses(text: str) -> None:
    """And what the scan gives up tomllib refuses too: nothing that is TOML is lost."""
    _, reason = scan(text)
    try:
        tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    assert not isinstance(reason, Lost)
