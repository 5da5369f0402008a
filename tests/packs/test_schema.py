"""The schema that editors are given says what the reader of packs does, as far as a schema can."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import fastjsonschema
import pytest
from click.testing import CliRunner

from detente_server.cli import pack
from detente_server.packs.meanings import meaning
from detente_server.packs.schema import FILES, WORDS, schema
from tests.packs.teapot import slip
from tests.packs.test_page import tables
from tests.packs.test_problems import SLIPS

ROOT = Path(__file__).resolve().parents[2]
PACKS = [*sorted((ROOT / "content").glob("*/")), ROOT / "tests/packs/teatime", ROOT / "tests/packs/regatta"]
SAYS = {"key-unknown", "key-missing", "wrong-type", "wrong-value", "bad-id", "text-long", "text-empty"}
"""What a schema can say; of the other codes some."""


@cache
def validator(name: str) -> Any:
    """A function that raises on data that does not fit."""
    return fastjsonschema.compile(schema(name))


def name_of(file: str) -> str:
    return "trials" if file.startswith("trials/") else file.removesuffix(".toml")


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_every_pack_is_valid(folder: Path) -> None:
    found = [path for path in folder.rglob("*.toml") if not path.name.startswith(".")]
    assert len(found) >= 6
    for path in found:
        name = name_of(path.relative_to(folder).as_posix())
        validator(name)(tomllib.loads(path.read_text(encoding="utf-8")))


def _slips() -> list[Any]:
    told = []
    for file, old, new, *lines in SLIPS:
        codes = {line.split()[1] for line in lines}
        whole_float = "6.0" in new  # JSON has one kind of number
        if codes <= SAYS and file.endswith(".toml") and not whole_float:
            told.append(pytest.param(file, old, new, id=f"{file}: {new[:40]}"))
    return told


@pytest.mark.parametrize(("file", "old", "new"), _slips())
def test_a_slip_of_form_is_no_valid_file(file: str, old: str, new: str) -> None:
    """The negative control: what the reader refuses for its form the schema refuses too."""
    data = tomllib.loads(slip(file, old, new)[file].decode())
    with pytest.raises(fastjsonschema.JsonSchemaException):
        validator(name_of(file))(data)


def test_enough_slips_are_of_form() -> None:
    assert len(_slips()) >= 20


def test_a_file_of_a_language_has_words_alone() -> None:
    check = validator("nations-words")
    check({"nation": [{"id": "bel", "title": "Belinda", "self": {"ideology": "Gastfreundschaft"}}]})
    for wrong in (
        {"nation": [{"id": "bel", "tier": 2}]},
        {"nation": [{"title": "Belinda"}]},
        {"nation": [{"id": "bel", "titel": "Belinda"}]},
        {"nation": [{"id": "bel", "title": 3}]},
    ):
        with pytest.raises(fastjsonschema.JsonSchemaException):
            check(wrong)


@pytest.mark.parametrize("name", WORDS)
def test_every_file_of_a_language_has_a_schema(name: str) -> None:
    assert validator(name)({}) == {}
    assert '"description": ""' not in json.dumps(schema(name))


@pytest.mark.parametrize("name", FILES)
def test_every_key_has_its_sentence(name: str) -> None:
    kinds = set(tables(FILES[name]))
    bare = [
        f"{kind.__name__}.{a.name}" for kind in kinds for a in attrs.fields(kind) if not meaning(kind, a.name)
    ]
    assert bare == []
    text = json.dumps(schema(name))
    assert not re.search(r'"description": ""', text)
    assert len(text) < 20_000


def test_the_command_prints_one_or_writes_all(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert json.loads(run(pack, ["schema", "nations"]).output) == schema("nations")
    assert json.loads(run(pack, ["schema", "nations.toml"]).output) == schema("nations")
    assert json.loads(run(pack, ["schema", "nations.de.toml"]).output) == schema("nations-words")
    result = run(pack, ["schema", "-o", str(tmp_path / "schemas")])
    assert result.output == f"Wrote {len(FILES) + len(WORDS)} schemas into {tmp_path / 'schemas'}.\n"
    assert {path.stem for path in (tmp_path / "schemas").iterdir()} == {*FILES, *WORDS}
    for arguments, said in (
        (["schema", "natoins"], "did you mean 'nations'"),
        (["schema"], "Name a file (pack, nations,"),
        (["schema", "-o", "/proc/nothing"], "cannot be written"),
    ):
        result = run(pack, arguments)
        assert result.exit_code == 1
        assert said in result.output
