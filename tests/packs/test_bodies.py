"""institutions.toml: what a table comes to, and every slip told at its place. `regatta` has bodies of all sorts."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente_server.packs.loader import LoadedPack, load_files
from detente_server.packs.problems import CODES
from detente_server.packs.procedures import MEANS, PROCEDURES
from detente_server.rules.charter import Institution
from detente_wire.terms import InstitutionId, NationId

REGATTA = Path(__file__).parent / "regatta"
FILE = "institutions.toml"


def regatta() -> dict[str, bytes]:
    paths = (path for path in REGATTA.rglob("*") if path.is_file())
    return {path.relative_to(REGATTA).as_posix(): path.read_bytes() for path in paths}


def with_bodies(written: str | None = None) -> LoadedPack:
    """regatta, or with these institutions in place of its own."""
    loaded = load_files(regatta() if written is None else {**regatta(), FILE: written.encode()})
    assert isinstance(loaded, LoadedPack), loaded
    return loaded


def table(keys: str) -> str:
    return f'[[institution]]\nid = "club"\ntitle = "Club"\ndescription = "A club."\n{keys}\n'


def club(keys: str) -> Institution:
    return with_bodies(table(keys)).pack.institution(InstitutionId("club"))


THREE = 'members = ["sud", "nor", "est"]\n'
FIVE = 'members = ["nor", "sud", "est", "wes", "isl"]\n'


def test_what_is_left_out_takes_the_defaults() -> None:
    made = club(THREE)
    assert made == Institution(
        InstitutionId("club"), "Club", (NationId("nor"), NationId("sud"), NationId("est"))
    )
    assert (made.seats, made.majority_needs(), made.votes(NationId("nor"))) == (3, 2, 1)


@pytest.mark.parametrize("name", PROCEDURES)
def test_a_procedure_fills_in_what_is_left_out(name: str) -> None:
    ready, made = PROCEDURES[name], club(f'{THREE}procedure = "{name}"')  # type: ignore[index]
    assert (made.chair, made.voting, made.chair_agenda) == (
        ready.chair,
        ready.voting,
        ready.agenda == "chair",
    )
    assert (made.powers, made.facilities) == (frozenset(ready.powers), frozenset(ready.facilities))
    assert made.seats == (ready.seats or 3)


@pytest.mark.parametrize("name", PROCEDURES)
def test_a_ready_made_power_has_its_means(name: str) -> None:
    ready = PROCEDURES[name]  # type: ignore[index]
    assert {MEANS[power] for power in ready.powers if power in MEANS} <= set(ready.facilities)


def test_a_key_that_is_there_goes_before_the_procedure() -> None:
    made = club(f'{THREE}procedure = "concert-1878"\nchair = "est"\npowers = []\nvoting = "majority"')
    assert (made.chair, made.powers, made.voting, made.chair_agenda) == ("est", frozenset(), "majority", True)


def test_the_five_have_their_veto_and_nobody_else() -> None:
    files = {
        name: data.replace(b"nor", b"usa").replace(b"usath", b"north") for name, data in regatta().items()
    }
    files = {name.replace("-nor.md", "-usa.md"): data for name, data in files.items()}
    files[FILE] = table(THREE.replace("nor", "usa") + 'procedure = "security-council"').encode()
    loaded = load_files(files)
    assert isinstance(loaded, LoadedPack), loaded
    (made,) = loaded.pack.institutions
    assert made.vetoes == (NationId("usa"),)


@pytest.mark.parametrize(
    ("keys", "needs", "outside", "outside_yes"),
    [
        (FIVE + 'procedure = "security-council"', 9, 10, 6),
        (FIVE + 'procedure = "security-council-1946"', 7, 6, 4),
        (THREE + 'procedure = "security-council"\noutside_yes = 0', 9, 12, 0),
        (THREE + "seats = 8", 5, 5, 3),
        (THREE + 'seats = 8\nvoting = "two-thirds"', 6, 5, 4),
        (THREE + 'seats = 8\nvoting = "unanimity"', 0, 5, 0),
        (THREE + 'voting = "weighted"\nweights = { nor = 4, est = 2 }', 0, 0, 0),
        (THREE + 'voting = "weighted"\nweights = { nor = 4, est = 2 }\nseats = 10\nneeds = 6', 6, 3, 2),
        (THREE + "needs = 3", 3, 0, 0),
    ],
)
def test_votes_are_counted_over_all_seats(keys: str, needs: int, outside: int, outside_yes: int) -> None:
    made = club(keys)
    assert (made.needs, made.outside, made.outside_yes) == (needs, outside, outside_yes)


SLIPS = [
    # keys (line 5 is the first), the problems
    ('members = ["nor"]', "5:1 out-of-range"),
    ('members = ["nor", "sod"]', "5:19 id-unknown"),
    ('members = ["nor", "nor"]', "5:19 doubled"),
    (THREE + 'chair = "wes"', "6:1 body-chair"),
    (THREE + 'chair = "elected"\nagenda = "chair"', "7:1 body-chair"),
    (THREE + 'procedure = "concert-1878"\nchair = "none"', "7:1 body-chair"),
    (THREE + 'officers = ["est"]', "6:1 body-members"),
    (THREE + 'vetoes = ["wes"]', "6:1 body-members"),
    (THREE + 'voting = "weighted"\nweights = { wes = 2 }', "7:1 body-members"),
    (THREE + "weights = { nor = 2 }", "6:1 body-seats"),
    (THREE + "seats = 2", "6:1 body-seats"),
    (THREE + "needs = 4", "6:1 body-seats"),
    (THREE + "seats = 5\noutside_yes = 3", "7:1 body-seats"),
    (THREE + 'powers = ["inspect"]', "6:1 body-means"),
    (THREE + 'procedure = "iaea"\nfacilities = []', "7:1 body-means"),
    (THREE + 'powers = ["rule"]', "6:11 wrong-value"),
    (THREE + 'procedure = "concert-1879"', "6:13 wrong-value"),
    (THREE + "from_turn = 11", "6:1 turn-late"),
    (THREE + "vote = 3", "6:1 key-unknown"),
]


@pytest.mark.parametrize(("keys", "expected"), SLIPS, ids=lambda value: value.replace("\n", " "))
def test_one_slip_is_told_at_its_place(keys: str, expected: str) -> None:
    found = load_files({**regatta(), FILE: table(keys).encode()})
    assert not isinstance(found, LoadedPack)
    assert [f"{p.line}:{p.column} {p.code}" for p in found if p.file == FILE] == [expected]


def test_bodies_need_their_module() -> None:
    files = regatta()
    files["pack.toml"] = files["pack.toml"].replace(b'["full"]', b'["core"]')
    found = load_files(files)
    assert not isinstance(found, LoadedPack)
    assert [(p.file, p.code) for p in found] == [(FILE, "body-module")]


def test_every_code_on_bodies_is_told() -> None:
    told = {code.split()[1] for _, code in SLIPS} | {"body-module"}
    assert {code for code in CODES if code.startswith("body-")} <= told


def test_a_pack_without_bodies_has_none() -> None:
    files = regatta()
    del files[FILE]
    loaded = load_files(files)
    assert isinstance(loaded, LoadedPack)
    assert loaded.pack.institutions == ()
    assert loaded.public["institutions"] == []


def test_clauses_may_speak_of_bodies() -> None:
    assert "buoy-commission" in with_bodies().pack.words
