"""A pack as its TOML files say it, without the loader."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

RATIFIERS = {"decree": 25, "cabinet": 30, "parliament": 36, "supermajority": 40}
ROOT = Path(__file__).parents[2]
FOLDERS = sorted(
    path.parent for room in ("content", "tests/packs") for path in (ROOT / room).glob("*/pack.toml")
)
"""Every pack of the game and of the tests."""


@frozen
class Card:
    """What a nation wants."""

    nation: str
    batna: int
    points: Mapping[str, Mapping[str, int]]
    red_lines: frozenset[tuple[str, str]]


@frozen
class Crisis:
    """What the files say of a crisis."""

    nations: Sequence[str]
    must_sign: Sequence[str]
    options: Mapping[str, Mapping[str, Mapping[str, Any]]]
    """Issue -> option -> its clause, in the order of the file."""
    groups: Mapping[str, tuple[int, Sequence[str]]]
    """Issue -> how many of whom it takes beside the principals."""
    open_secretly: Mapping[str, bool]
    status_quo: Mapping[str, str]
    cards: Mapping[str, Sequence[Card]]
    ratifier: Mapping[str, int]
    home: Mapping[str, int]
    founded: Mapping[str, frozenset[str]]
    """Bodies that take a clause to begin, and their members."""
    words: frozenset[str]
    """Objects and places that clauses may speak of."""
    last_turn: int
    history: Mapping[str, str]
    history_points: Mapping[str, int]


def read(folder: Path) -> Crisis:
    """The crisis in this folder."""
    pack, nations, issues, sheets = (_toml(folder, name) for name in ("pack", "nations", "issues", "sheets"))
    outcome = _toml(folder, "outcome").get("historical", {})
    options = {i["id"]: {o["id"]: o["clause"] for o in i["option"]} for i in issues["issue"]}
    clauses = [clause for row in options.values() for clause in row.values()]
    said = {clause.get(key, "") for clause in clauses for key in ("object", "place")} - {""}
    names = [nation["id"] for nation in nations["nation"]]
    bodies = _toml(folder, "institutions").get("institution", ())
    founding = {"institutions", "full"} & set(pack.get("rules", ()))
    cards: dict[str, list[Card]] = {name: [] for name in names}
    for card in sheets["card"]:
        red = {(issue, option) for issue, lines in card["red_lines"].items() for option in lines}
        cards[card["nation"]].append(
            Card(card["nation"], card["batna_points"], card["points"], frozenset(red))
        )
    return Crisis(
        nations=names,
        must_sign=pack["must_sign"],
        options=options,
        groups={i["id"]: (i["at_least"], i["at_least_of"]) for i in issues["issue"] if i.get("at_least")},
        open_secretly={i["id"]: i.get("secret_ok", True) for i in issues["issue"]},
        status_quo={i["id"]: i["status_quo"] for i in issues["issue"] if "status_quo" in i},
        cards=cards,
        ratifier={n["id"]: RATIFIERS[n["ratifier"]] for n in nations["nation"]},
        home={n["id"]: n.get("home", 50) for n in nations["nation"]},
        words=frozenset({*said, *pack.get("objects", ()), *names, *(b["id"] for b in bodies)}),
        founded={b["id"]: frozenset(b["members"]) for b in bodies if founding and not b.get("exists", True)},
        last_turn=pack["deadline_turn"] + pack.get("grace_turns", 2),
        history=outcome.get("package", {}),
        history_points=outcome.get("points", {}),
    )


def _toml(folder: Path, name: str) -> dict[str, Any]:
    path = folder / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
