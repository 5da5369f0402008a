"""Packs in several languages: other words, the same rules, and nothing but words."""

from __future__ import annotations

import re

import attrs
import pytest

from detente_server import arena
from detente_server.packs.languages import parted
from detente_server.packs.loader import LoadedPack, load_files
from detente_server.packs.wording import wordings
from detente_server.workshop.checking import report
from detente_server.workshop.reporting import lines as lines_of
from tests.packs.teapot import lines, teatime_files

LISTED = {"pack.toml": ('version = "', 'languages = ["en", "de"]\nversion = "')}
WORDS = {
    "pack.de.toml": 'title = "Tee an der Zollbrücke"\nera = "ein Dienstag"\n',
    "nations.de.toml": '[[nation]]\nid = "bel"\ntitle = "Belinda"\n\n[nation.self]\nideology = "Gastfreundschaft"\n',
    "issues.de.toml": (
        '[[issue]]\nid = "toll"\ntitle = "Der Zoll"\n\n'
        '[[issue.option]]\nid = "shared"\ntitle = "Ein Groschen, geteilt"\n'
    ),
    "text/briefing-ada.de.md": "Sie sind Ada.\n",
}


def german(**others: str) -> dict[str, bytes]:
    """Teatime in two languages; `others` change or add files, two underscores for a dot, three for a slash."""
    files = teatime_files()
    for file, (old, new) in LISTED.items():
        files[file] = files[file].decode().replace(old, new, 1).encode()
    named = {name.replace("___", "/").replace("__", "."): text for name, text in others.items()}
    return files | {name: text.encode() for name, text in (WORDS | named).items()}


def loaded(files: dict[str, bytes]) -> LoadedPack:
    pack = load_files(files)
    assert isinstance(pack, LoadedPack), pack
    return pack


def test_words_are_said_in_the_language_and_the_rest_in_the_originals() -> None:
    english = loaded(german())
    said = english.said_in("de")
    assert english.languages == ("en", "de")
    assert (english.pack.title, said.pack.title) == ("Tea at the Toll Bridge", "Tee an der Zollbrücke")
    assert [nation["title"] for nation in said.public["nations"]] == ["Ada", "Belinda"]
    toll = next(issue for issue in said.public["issues"] if issue["id"] == "toll")
    assert next(row["title"] for row in toll["options"] if row["id"] == "shared") == "Ein Groschen, geteilt"
    assert said.texts["briefing-ada"] == "Sie sind Ada.\n"
    assert said.texts["intro"] == english.texts["intro"]
    assert english.said_in("fr") is english


def test_a_language_changes_no_rule() -> None:
    english = loaded(german())
    said = english.said_in("de")
    assert said.digest == english.digest
    assert said.rules_digest == english.rules_digest == loaded(teatime_files()).rules_digest
    ids = [[option.id for option in issue.options] for issue in said.pack.issues]
    assert ids == [[option.id for option in issue.options] for issue in english.pack.issues]


def test_a_match_comes_to_the_same_in_every_language() -> None:
    english = loaded(german())
    ends = []
    for language in ("", "de"):
        pack = english.said_in(language)
        settings = attrs.evolve(
            arena.settings_for(pack, "7", mode="historical", temper="mixed"), language=language
        )
        ends.append(arena.play(pack, settings))
    assert ends[0].archive_hash == ends[1].archive_hash


@pytest.mark.parametrize(
    ("others", "line"),
    [
        (
            {"nations__de__toml": '[[nation]]\nid = "bel"\ntier = 2\n'},
            "nations.de.toml:3:1 language-no-words",
        ),
        ({"nations__de__toml": '[[nation]]\nid = "bell"\n'}, "nations.de.toml:1:1 language-no-original"),
        ({"nations__de__toml": '[[nation]]\nid = "bel"\ntitel = "B"\n'}, "nations.de.toml:3:1 key-unknown"),
        ({"nations__de__toml": '[[nation]]\nid = "bel"\ntitle = 3\n'}, "nations.de.toml:3:9 wrong-type"),
        (
            {"nations__de__toml": f'[[nation]]\nid = "bel"\ntitle = "{"x" * 81}"\n'},
            "nations.de.toml:3:9 text-long",
        ),
        ({"pack__de__toml": 'dates = ["eins"]\n'}, "pack.de.toml:1:1 language-count"),
        ({"pack__de__toml": 'id = "tee"\n'}, "pack.de.toml:1:1 language-no-words"),
        ({"issues__de__toml": '[[issue]]\nid = "toll"\noption = 3\n'}, "issues.de.toml:3:1 wrong-type"),
        (
            {"text___briefing-eva__de__md": "Sie sind Eva.\n"},
            "text/briefing-eva.de.md:1:1 language-no-original",
        ),
        ({"text___intro__de__md": " \n"}, "text/intro.de.md:1:1 text-empty"),
        ({"text___intro__fr__md": "Le thé.\n"}, "text/intro.fr.md:1:1 language-unlisted"),
        ({"text___intro__en__md": "Tea.\n"}, "text/intro.en.md:1:1 language-own"),
        ({"nations__de__toml": "[[nation]\n"}, "nations.de.toml:1:9 toml-syntax"),
    ],
)
def test_what_is_no_word_is_refused_at_its_place(others: dict[str, str], line: str) -> None:
    assert line in lines(german(**others))


def test_a_language_that_is_listed_has_a_file() -> None:
    files = {name: data for name, data in german().items() if ".de." not in name}
    assert lines(files) == ["pack.toml:4:13 language-silent"]


def test_files_of_languages_are_told_from_originals() -> None:
    originals, spoken = parted(
        {"pack.toml": b"", "pack.pt-BR.toml": b"", "text/intro.de.md": b"", "notes.de.txt": b""}
    )
    assert set(originals) == {"pack.toml", "notes.de.txt"}
    assert {name: set(said.files) for name, said in spoken.items()} == {
        "de": {"text/intro.md"},
        "pt-BR": {"pack.toml"},
    }


def test_how_much_a_language_says_is_counted() -> None:
    some = wordings(loaded(german()).raw)["de"]
    more = wordings(loaded(german(text___intro__de__md="Ein Dienstag.\n")).raw)["de"]
    assert some.said == 7
    assert (more.said, more.all) == (8, some.all)
    assert len(some.missing) == some.all - some.said
    assert "text/intro.de.md" in some.missing
    assert "text/intro.de.md" not in more.missing
    assert any(one.startswith("nations.de.toml: nation ada title") for one in some.missing)
    assert wordings(loaded(teatime_files()).raw) == {}


def test_the_report_of_a_check_says_it() -> None:
    (said,) = [line for line in lines_of(report("tea", load_files(german()))) if line.startswith("  in de: ")]
    assert re.fullmatch(r"  in de: 7 of \d+ words and texts; first missing: \S+\.de\.toml: .+", said)
