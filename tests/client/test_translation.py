"""A translator's file: read, checked line by line, taken into use."""

from __future__ import annotations

import gettext
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from detente_client.translation import TEMPLATE, checked, read
from detente_client.trouble import Trouble

HEADER = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
GOOD = (
    HEADER
    + 'msgid "Nobody lied."\nmsgstr "Niemand hat "\n"gelogen."\n\n'
    + 'msgid "{count} envoy"\nmsgid_plural "{count} envoys"\n'
    + 'msgstr[0] "{count} Gesandter"\nmsgstr[1] "{count} Gesandte"\n\n'
    + 'msgctxt "a room"\nmsgid "open"\nmsgstr "offen"\n\n'
    + '#, fuzzy\nmsgid "Helped."\nmsgstr "Geholfen?"\n\nmsgid "Of yesterday."\nmsgstr "Von gestern."\n'
)


def written(folder: Path, text: str, name: str = "de.po") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_translation_is_counted_and_compiled(tmp_path: Path) -> None:
    found = checked(written(tmp_path, GOOD))
    assert (found.language, found.problems) == ("de", ())
    assert found.summary.startswith("de: 3 of ")
    assert found.summary.endswith("Uncertain (fuzzy), and not used: 1. Of another version: 1.")
    said = gettext.GNUTranslations(io.BytesIO(found.compiled))
    assert said.gettext("Nobody lied.") == "Niemand hat gelogen."
    assert [said.ngettext("{count} envoy", "{count} envoys", n) for n in (1, 2)] == [
        "{count} Gesandter",
        "{count} Gesandte",
    ]
    assert (said.pgettext("a room", "open"), said.gettext("Helped.")) == ("offen", "Helped.")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('msgid "{who} asks."\nmsgstr "{whoo} fragt."', "de.po:6: {whoo} is no value of this sentence."),
        ('msgid "{who} asks."\nmsgstr "{who fragt."', "de.po:6: a brace is open or closed alone"),
        (
            'msgid "Read it: /read t1."\nmsgstr "Lies: /lies t1."',
            "de.po:6: /read is typed: it stays as it is.",
        ),
        (
            'msgid "{count} a"\nmsgid_plural "{count} b"\nmsgstr[0] "{count} c"',
            "de.po:6: the language has 2 forms",
        ),
    ],
)
def test_what_could_not_be_said_is_told_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    (told,) = checked(written(tmp_path, HEADER + text + "\n")).problems
    assert told.startswith(problem)


def test_a_choice_may_name_values_again(tmp_path: Path) -> None:
    text = 'msgid "{by:^} {by:offer|offers}."\nmsgstr "{by:Sie bieten|{by} bietet} an."\n'
    assert checked(written(tmp_path, HEADER + text)).problems == ()


@pytest.mark.parametrize("text", ["what", 'msgstr "a"\n"b"\nmsgid what', b"\xff\xfe".decode("latin-1") + '"'])
def test_what_is_no_file_of_gettext_is_told_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(Trouble, match=r"de\.po:\d+: this is no line"):
        checked(written(tmp_path, text))


def test_the_language_stands_in_the_header_or_the_name(tmp_path: Path) -> None:
    assert checked(written(tmp_path, "", "pt_BR.po")).language == "pt_BR"
    with pytest.raises(Trouble, match="does not say in which language"):
        checked(written(tmp_path, "", "mine.po"))


def test_the_template_itself_can_be_read() -> None:
    assert len(read(TEMPLATE)) > 3000


def test_a_translation_is_checked_kept_and_spoken(tmp_path: Path) -> None:
    """As a translator would: check it, choose it, see it."""
    path = written(tmp_path, GOOD)
    assert "Language" not in detente(tmp_path, "config", "translation")
    assert "detente config set language de" in detente(tmp_path, "config", "translation", str(path))
    detente(tmp_path, "config", "set", "language", "de")
    program = "from detente_client.i18n import tr; print(tr('Nobody lied.'), tr('Somebody'))"
    assert child(tmp_path, "-c", program).stdout.split("\n")[0] == "Niemand hat gelogen. Somebody"


def test_a_faulty_translation_is_not_taken_into_use(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER + 'msgid "{who} asks."\nmsgstr "{whoo} fragt."\n')
    told = child(tmp_path, "-m", "detente_client", "config", "translation", str(path))
    assert told.returncode == 1
    assert "{whoo}" in told.stderr
    assert not list(tmp_path.rglob("*.mo"))


def detente(home: Path, *words: str) -> str:
    told = child(home, "-m", "detente_client", *words)
    assert told.returncode == 0, told.stderr
    return told.stdout


def child(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DETENTE_L")}
    return subprocess.run(
        [sys.executable, *words],
        env=clean | {"DETENTE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
