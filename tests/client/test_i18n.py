"""The catalogue is whole and current, translations are sound, and nothing is said past the catalogue."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from string import Formatter

import click
import pytest
from babel.messages.pofile import read_po

from detente_client import i18n
from detente_client.words.naming import Who
from detente_client.words.refusing import said
from detente_wire.refusals import Refusal
from tests.client import messages, pseudo, write_catalogue

ROOT = Path(__file__).parents[2]


def test_the_template_has_all_that_is_said() -> None:
    fresh = write_catalogue.template()
    assert write_catalogue.TEMPLATE.read_text(encoding="utf-8") == fresh, (
        "write it anew: python -m tests.client.write_catalogue"
    )


def test_a_message_is_whole() -> None:
    """It neither begins nor ends where another piece is to be put, and its words are not glued to others."""
    assert [found for one in messages.messages() if (found := messages.wrong(one))] == []
    files = sorted(messages.CLIENT.rglob("*.py"))
    assert [found for path in files for found in messages.glued(path.read_text("utf-8"), path.name)] == []


@pytest.mark.parametrize("text", [" by turn {turn}", "In all ", ", as {package}", "({turn"])
def test_a_piece_of_a_sentence_is_refused(text: str) -> None:
    (message,) = messages.messages_in(f"tr({text!r}, turn=1)", "a.py")
    assert bool(messages.wrong(message)) == (text != "({turn")


@pytest.mark.parametrize("code", ["tr('a') + tr('b')", "tr('a') + ' and b'", "f'no {tr(\"a\")}'"])
def test_glued_words_are_refused(code: str) -> None:
    assert list(messages.glued(code, "a.py")) != []


def test_what_only_stands_beside_is_not_glued() -> None:
    assert list(messages.glued("' ' + tr('a')\nf'  {tr(\"a\")}: {x}'\nURGENT + tr('b')", "a.py")) == []


def test_a_note_for_translators_stands_above() -> None:
    source = "# Translators: of a door,\n# not of a case.\ntrc('a door', 'open')\n# why\ntr('shut')"
    first, second = messages.messages_in(source, "a.py")
    assert (first.texts, first.context, first.note) == (("open",), "a door", "of a door, not of a case.")
    assert (second.texts, second.context, second.note) == (("shut",), "", "")


@pytest.mark.parametrize("path", write_catalogue.translations(), ids=lambda path: path.parts[-3])
def test_a_translation_is_current_and_fills_what_the_sentence_fills(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == write_catalogue.compiled(path)
    with path.open("rb") as file:
        for message in read_po(file, locale=path.parts[-3]):
            if isinstance(message.id, str) and message.id and message.string:
                assert fields(str(message.string)) <= fields(message.id), message.id


def fields(text: str) -> set[str]:
    """The values that a message names."""
    try:
        return {field for _, field, _, _ in Formatter().parse(text) if field}
    except ValueError:
        return set()


def test_a_sentence_chooses_by_whom_it_speaks_of() -> None:
    message = "{by:^} {by:offer|offers} {by:your|{by}'s} hand to {whom}."
    you, china = Who("you", True), Who("the Porte", False)
    assert i18n.tr(message, by=you, whom=china) == "You offer your hand to the Porte."
    assert i18n.tr(message, by=china, whom=you) == "The Porte offers the Porte's hand to you."


def test_click_says_what_the_catalogue_has_of_it() -> None:
    """A newer click may have other words: they must be taken into the catalogue."""
    source = "".join(path.read_text("utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    said = [one for row in write_catalogue.CLICK for one in ((row,) if isinstance(row, str) else row)]
    assert [one for one in said if one not in source] == []


def test_a_title_cannot_choose() -> None:
    hostile = Who("a|{by.__class__}|b", False)
    assert i18n.tr("{by:^} {by:offer|offers}.", by=hostile) == "A|{by.__class__}|b offers."


def test_a_translation_that_names_what_is_not_there_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def gettext(self, message: str) -> str:
            return "{nobody} {0} {who:x}"

    monkeypatch.setattr(i18n, "catalogue", Broken)
    assert i18n.tr("{who} speaks.", who="China") == "China speaks."


def test_a_refusal_is_known_by_its_form(monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = Refusal("host.rate", (("retry_s", "3"),))
    monkeypatch.setattr("detente_client.words.refusing.listed", lambda text, values=None: f"<{text}>")
    assert said("host.rate", refusal.message()) == (
        "<You are sending faster than this server allows.> <Wait {retry_s} s and send it again.>"
    )
    assert said("no.such", "Whatever.") == "Whatever."
    assert said("host.rate", "Something else.") == "Something else."


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the strange language."""
    folder = tmp_path_factory.mktemp("locale")
    pseudo.write(folder)
    return folder


@pytest.mark.parametrize("what", ["told", "played", "looked_at", "screens", "printed"])
def test_nothing_is_said_past_the_catalogue(what: str, strange: Path) -> None:
    with tempfile.TemporaryDirectory(
        prefix="d"
    ) as home:  # short: a path that is shown must not wrap in its name
        assert run(what, strange, Path(home)) == []


def run(what: str, locale: Path, home: Path) -> list[str]:
    """What was said in plain words, in a process that speaks the strange language."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.client.pseudo_play", what],
        env=os.environ
        | {"DETENTE_LANGUAGE": pseudo.LANGUAGE, "DETENTE_LOCALE": str(locale), "DETENTE_HOME": str(home)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr[-3000:]
    found: list[str] = json.loads(told.stdout)
    return found


def test_what_is_said_past_the_catalogue_is_found() -> None:
    lines = ["⟦ŧḗẋŧ⟧ Χηινα", "⟦ŧḗẋŧ⟧ and more", "/offer toll=free"]
    assert pseudo.unsaid(lines, ["offer", "toll=free"]) == ["and more: ⟦ŧḗẋŧ⟧ and more"]


def test_the_players_language_is_taken_from_his_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, strange: Path
) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text('language = "xx"\n', encoding="utf-8")
    environment = os.environ | {"DETENTE_HOME": str(tmp_path), "DETENTE_LOCALE": str(strange)}
    environment.pop("DETENTE_LANGUAGE", None)
    program = "from detente_client.i18n import tr; print(tr('Nobody lied.'))"
    told = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == pseudo.strange("Nobody lied.")
