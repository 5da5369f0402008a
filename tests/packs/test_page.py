"""docs/reference/pack-format.md says what the code does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import attrs
import pytest

from detente_server.packs import format as files
from detente_server.packs.problems import CODES
from detente_server.packs.procedures import PROCEDURES, Procedure
from detente_server.packs.publish import public_pack
from detente_server.packs.texts import MAX_TEXT
from detente_server.rules.conditions import MAX_DEPTH, MAX_SOURCE, VOCABULARY
from detente_server.rules.numbers import PACK_MAY_SET
from detente_wire.terms import FAMILY_OF, Facility, Power, Voting
from tests.packs import write_format
from tests.packs.teapot import TEATIME
from tests.packs.test_bodies import with_bodies
from tests.packs.test_publish import well

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/pack-format.md").read_text(encoding="utf-8")


def between(name: str) -> list[list[str]]:
    """The rows of a table that the page marks as compared."""
    (part,) = re.findall(rf"<!-- {name}: begin.*?-->\n(.*?)<!-- {name}: end -->", PAGE, re.DOTALL)
    rows = [line.strip("|").split("|") for line in part.strip().splitlines()[2:]]
    return [[cell.strip() for cell in row] for row in rows]


def test_the_tables_of_keys() -> None:
    """If this fails: `python -m tests.packs.write_format`."""
    assert write_format.page(PAGE) == PAGE
    said = set(write_format.BLOCK.findall(PAGE))
    wanted = {kind.__name__ for kind in (*files.FILES.values(), files.TrialsFile) for kind in tables(kind)}
    lists = {
        f"{name}File"
        for name in ("Nations", "Issues", "Channels", "Institutions", "Timeline", "Outcome", "Trials")
    }
    assert wanted - said == {*lists, "MediumTable"}, (
        "what a file lists, and the table of media by kind, is in prose"
    )


def test_the_vocabulary() -> None:
    said = [
        [f"`{name}({', '.join(is_.arguments)})`" if is_.arguments else f"`{name}`", is_.kind, is_.doc]
        for name, is_ in VOCABULARY.items()
    ]
    assert between("vocabulary") == said


def test_the_codes() -> None:
    assert between("problems") == [[f"`{code}`", meaning] for code, meaning in CODES.items()]


def tables(kind: type) -> Iterator[type]:
    """An attrs class and all within it."""
    yield kind
    for hint in get_type_hints(kind, include_extras=True).values():
        for inner in within(hint):
            yield from tables(inner)


def within(hint: Any) -> Iterator[type]:
    if attrs.has(hint):
        yield hint
    arguments = get_args(hint)
    for argument in arguments[:1] if get_origin(hint) is Annotated else arguments:
        yield from within(argument)


def keys(file: str) -> set[str]:
    return {a.metadata.get("key", a.name) for kind in tables(files.FILES[file]) for a in attrs.fields(kind)}


@pytest.mark.parametrize("file", files.FILES)
def test_every_key_is_on_the_page(file: str) -> None:
    (section,) = re.findall(rf"\n## {re.escape(file)}\n(.*?)(?=\n## )", PAGE, re.DOTALL)
    assert {key for key in keys(file) if not re.search(rf"\b{key}\b", section)} == set()


def ready_made(procedure: Procedure) -> str:
    """A procedure's keys as the page writes them."""
    said = [f"`{procedure.voting}`", f"chair `{procedure.chair}`", f"agenda `{procedure.agenda}`"]
    said += [f"{procedure.needs} of {procedure.seats} votes"] if procedure.seats else []
    said += ["*permanent*"] if procedure.permanent else []
    for name, words in (("powers", procedure.powers), ("facilities", procedure.facilities)):
        said += [f"{name} " + " ".join(f"`{word}`" for word in words)] if words else []
    return "; ".join(said)


def test_the_procedures() -> None:
    said = [[f"`{name}`", ready.meaning, ready_made(ready)] for name, ready in PROCEDURES.items()]
    assert between("procedures") == said


EXAMPLES = {"institutions.toml": TEATIME.parent / "regatta"}
"""The pack whose beginning a file's box is, where it is not teatime."""


@pytest.mark.parametrize("file", files.FILES)
def test_the_example_is_the_beginning_of_teatime(file: str) -> None:
    """Each box is TOML, and holds nothing that the tests' pack does not."""
    (section,) = re.findall(rf"\n## {re.escape(file)}\n(.*?)(?=\n## )", PAGE, re.DOTALL)
    (box,) = re.findall(r"```toml\n(.*?)```", section, re.DOTALL)
    assert contained(tomllib.loads(box), tomllib.loads((EXAMPLES.get(file, TEATIME) / file).read_text()))


def contained(part: Any, whole: Any) -> bool:
    if isinstance(part, dict):
        return all(key in whole and contained(item, whole[key]) for key, item in part.items())
    if isinstance(part, list) and part and isinstance(part[0], dict):
        return all(contained(one, other) for one, other in zip(part, whole, strict=False))
    return bool(part == whole)


@pytest.mark.parametrize("kind", files.MEDIUM_DEFAULTS)
def test_the_defaults_of_media(kind: str) -> None:
    column = {"meeting": 2, "letter": 3, "back-channel": 4, "public": 5}[kind]
    (section,) = re.findall(r"\n## channels.toml\n(.*?)\nOne `\[\[venue\]\]`", PAGE, re.DOTALL)
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("| `")
    ]
    said = {row[0].strip("`"): row[column].split(";")[0] for row in rows if row[column] not in ("-", "")}
    words = {"true": 1, "false": 0}
    assert {key: words.get(value) if value in words else int(value) for key, value in said.items()} == dict(
        files.MEDIUM_DEFAULTS[kind]  # type: ignore[index]
    )


def test_the_defaults_of_a_meeting_of_many() -> None:
    for key, value in files.MANY_DEFAULTS.items():
        assert re.search(rf"\| `{key}` .*; `many` {value} ", PAGE)


def test_words_and_limits() -> None:
    bodies = [*get_args(Power), *get_args(Facility), *get_args(Voting)]
    for word in [*FAMILY_OF, *files.MODULES, *files.RATIFIERS, *files.EFFECT_KEYS, *PACK_MAY_SET, *bodies]:
        assert f"`{word}`" in PAGE
    for limit in (f"{MAX_TEXT:,} characters", f"At most {MAX_SOURCE} characters", f"{MAX_DEPTH} deep"):
        assert limit in PAGE


def test_the_numbers_that_a_pack_may_set_are_those_of_the_rules() -> None:
    assert {a.name for a in attrs.fields(files.NumbersTable)} == PACK_MAY_SET


def test_the_keys_of_the_asset() -> None:
    (section,) = re.findall(r"### The public asset\n(.*?)\n## ", PAGE, re.DOTALL)
    public = well().public
    assert {key for key in public if f"`{key}`" not in section} == set()
    for rows in ("nations", "issues", "media", "venues"):
        assert {key for key in public[rows][0] if f"`{key}`" not in section} == set()
    (body, *_) = with_bodies().public["institutions"]
    assert {key for key in body if f"`{key}`" not in section} == set()
    assert public_pack.__doc__
