"""Packs that mean ill, a line each: how one is made from the good pack, and what its author must be told.

Owns: `HOSTILE`. Everything is made by code, in a folder that the test gives; nothing hostile lies in the repository.
"""

from __future__ import annotations

import io
import os
import random
import socket
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.packs.teapot import copied, slip, teatime_files
from tests.packs.test_files import BOMBS

Make = Callable[[Path], Path]
"""Makes the pack under a folder; its path."""
Told = tuple[str, str]
"""File and code that must be among the problems; ``("", "")``: the pack is well, and the trap is left aside."""

WELL: Told = ("", "")


def zip_of(
    files: Mapping[str, bytes],
    plant: Callable[[zipfile.ZipFile], None] = lambda archive: None,
    method: int = zipfile.ZIP_DEFLATED,
) -> Make:
    """A zip of the files, in order of names, and of what is planted beside them."""

    def make(folder: Path) -> Path:
        path = folder / "teatime.zip"
        with warnings.catch_warnings(), zipfile.ZipFile(path, "w", method) as archive:
            warnings.simplefilter("ignore")
            for name in sorted(files):
                archive.writestr(name, files[name])
            plant(archive)
        return path

    return make


def member(name: str, data: bytes = b"x", mode: int = 0o100644) -> Make:
    """A good zip with one more member of this very name."""

    def plant(archive: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo("x")
        info.filename = name
        info.external_attr = mode << 16
        archive.writestr(info, data)

    return zip_of(teatime_files(), plant)


def with_file(name: str, data: bytes) -> Make:
    """A good zip, nothing squeezed, in which one file holds this."""
    return zip_of(teatime_files() | {name: data}, method=zipfile.ZIP_STORED)


def bomb(name: str, data: bytes) -> Make:
    """A good zip in which one file holds this, squeezed."""
    return zip_of(teatime_files() | {name: data})


def with_slip(file: str, old: str, new: str) -> Make:
    """A good zip, nothing squeezed, with one slip."""
    return zip_of(slip(file, old, new), method=zipfile.ZIP_STORED)


def altered(change: Callable[[bytes], bytes]) -> Make:
    """A good zip whose bytes were changed."""

    def make(folder: Path) -> Path:
        path = zip_of(teatime_files())(folder)
        path.write_bytes(change(path.read_bytes()))
        return path

    return make


def folder_with(plant: Callable[[Path], object]) -> Make:
    """The good pack as a folder, and something in it."""

    def make(folder: Path) -> Path:
        path = copied(folder)
        plant(path)
        return path

    return make


def compressed(method: int) -> Make:
    """A member packed in an unusual way."""
    return zip_of(teatime_files(), lambda archive: archive.writestr("text/notes-bel.md", b"x" * 99, method))


def encrypted(data: bytes) -> bytes:
    """Sets the flag of encryption on the first member, in both headers."""
    central = data.index(b"PK\x01\x02")
    changed = bytearray(data)
    changed[6] |= 1
    changed[central + 8] |= 1
    return bytes(changed)


def overlapping(data: bytes) -> bytes:
    """Every record of the directory points at the first member: a bomb of many names over one body."""
    changed, at = bytearray(data), 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        changed[at + 42 : at + 46] = b"\0\0\0\0"
        at += 4
    return bytes(changed)


def boasting(data: bytes) -> bytes:
    """The first member claims to be four gigabytes."""
    changed = bytearray(data)
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<L", changed, central + 24, 0xFFFFFFF0)
    return bytes(changed)


def understating(data: bytes) -> bytes:
    """The first member claims to be one byte, and is more."""
    changed = bytearray(data)
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<L", changed, central + 24, 1)
    return bytes(changed)


def flooding(folder: Path) -> Path:
    """Thirty members of noise: more than a pack may be."""
    noise = random.Random(1)
    return zip_of(teatime_files() | {f"text/x{n}.md": noise.randbytes(250_000) for n in range(40)})(folder)


def many_files(path: Path) -> None:
    """Ten thousand texts."""
    for n in range(10_000):
        (path / "text" / f"x{n}.md").touch()


def deep_folders(path: Path) -> None:
    """A hundred folders in one another."""
    (path / Path(*["d"] * 100)).mkdir(parents=True)
    (path / Path(*["d"] * 100) / "x.md").write_text("x")


def listening(path: Path) -> None:
    """A socket for a text."""
    here = Path.cwd()
    os.chdir(path / "text")
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("intro.md.sock")
    finally:
        os.chdir(here)


def inner_zip() -> bytes:
    """A zip to be put into one."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.toml", b"\0" * 200_000)
    return data.getvalue()


def endless_deals() -> bytes:
    """Twelve issues of eight options: 68 thousand million deals."""
    clause = '{ type = "payment", actor = "ada", beneficiary = "bel", object = "thing %d" }'
    lines = []
    for n in range(12):
        lines.append(f'[[issue]]\nid = "i{n}"\ntitle = "x"\n')
        for m in range(8):
            lines.append(f'[[issue.option]]\nid = "o{m}"\ntitle = "x"\nclause = {clause % n}\n')
    return "".join(lines).encode()


def _worth(issue: int, option: int) -> int:
    """The best options sum to a hundred."""
    return 0 if option else (12 if issue == 0 else 8)


def endless_cards() -> bytes:
    """Cards for both that go with them."""
    cards = []
    for nation in ("ada", "bel"):
        points = "\n".join(
            f"i{n} = {{ {', '.join(f'o{m} = {_worth(n, m)}' for m in range(8))} }}" for n in range(12)
        )
        head = f'[[card]]\nid = "{nation}-card"\nnation = "{nation}"\nbatna_points = 50\n'
        cards.append(f'{head}red_lines = {{ i0 = ["o1"] }}\n[card.points]\n{points}\n')
    return "\n".join(cards).encode()


def deals_without_end() -> Make:
    """A pack whose deals nobody can count by trying them."""
    files = {name: data for name, data in teatime_files().items() if not name.startswith("text/inject")}
    files |= {"issues.toml": endless_deals(), "sheets.toml": endless_cards()}
    files |= {
        "timeline.toml": b"",
        "outcome.toml": b"",
        "trials/tea.toml": b'[[trial]]\ntitle = "x"\nthen = ["turn 1"]\n',
    }
    return zip_of(files, method=zipfile.ZIP_STORED)


def condition(source: str) -> Make:
    """A good pack whose conditional inject has this condition."""
    return with_slip("timeline.toml", "tension >= 40 and not agreed(toll) and trust(ada, bel) < 50", source)


ZIPS: dict[str, tuple[Make, Told]] = {
    "out of the folder": (member("../evil.md"), ("'../evil.md'", "file-name")),
    "far out of the folder": (
        member("text/../../../etc/evil.md"),
        ("'text/../../../etc/evil.md'", "file-name"),
    ),
    "an absolute path": (member("/etc/evil.md"), ("'/etc/evil.md'", "file-name")),
    "a drive": (member("C:/evil.md"), ("'C:/evil.md'", "file-name")),
    "backslashes": (member("text\\..\\evil.md"), (ascii("text\\..\\evil.md"), "file-name")),
    "a link": (member("text/notes-bel.md", b"/etc/passwd", 0o120777), ("text/notes-bel.md", "file-link")),
    "a device": (member("text/notes-bel.md", b"", 0o020666), ("text/notes-bel.md", "file-link")),
    "a pipe": (member("text/notes-bel.md", b"", 0o010666), ("text/notes-bel.md", "file-link")),
    "a name twice": (member("pack.toml", b"format = 1"), ("pack.toml", "zip-broken")),
    "a name in capitals too": (member("text/INTRO.md"), ("text/INTRO.md", "file-unknown")),
    "a file in capitals too": (member("PACK.TOML", b"format = 1"), ("PACK.TOML", "file-unknown")),
    "a zip in the zip": (member("text/inner.zip", inner_zip()), ("text/inner.zip", "file-unknown")),
    "a zip for a text": (member("text/notes-bel.md", inner_zip()), ("text/notes-bel.md", "not-utf8")),
    "a NUL in a name": (member("text/notes-bel.md\0.sh"), (ascii("text/notes-bel.md\0.sh"), "file-name")),
    "an escape in a name": (member("text/\x1b[2J.md"), (ascii("text/\x1b[2J.md"), "file-name")),
    "bidi in a name": (member("text/\u202edm.md"), (ascii("text/\u202edm.md"), "file-name")),
    "a name of 60,000 letters": (
        member("text/" + "x" * 60_000),
        (ascii("text/" + "x" * 60_000)[:120], "file-name"),
    ),
    "a device of Windows": (member("trials/con.toml", b"[[trial]]"), ("'trials/con.toml'", "file-name")),
    "a name with a dot behind": (member("text/intro.md."), ("'text/intro.md.'", "file-name")),
    "a stream of Windows": (member("pack.toml:evil"), ("'pack.toml:evil'", "file-name")),
    "a program": (member("setup.py", b"import os"), ("setup.py", "file-unknown")),
    "a bomb": (bomb("text/notes-bel.md", b"\n" * 250_000), ("text/notes-bel.md", "zip-ratio")),
    "a bomb of TOML": (bomb("timeline.toml", b"#" * 250_000), ("timeline.toml", "zip-ratio")),
    "a big member": (
        with_file("text/notes-bel.md", random.Random(2).randbytes(300_000)),
        ("text/notes-bel.md", "file-size"),
    ),
    "1,200 members": (
        zip_of(teatime_files() | {f"text/x{n}.md": b"x" for n in range(1200)}),
        ("teatime.zip", "pack-size"),
    ),
    "ten megabytes of members": (flooding, ("teatime.zip", "pack-size")),
    "LZMA": (compressed(zipfile.ZIP_LZMA), ("text/notes-bel.md", "zip-broken")),
    "bzip2": (compressed(zipfile.ZIP_BZIP2), ("text/notes-bel.md", "zip-broken")),
    "encryption": (altered(encrypted), ("channels.toml", "zip-broken")),
    "members over one another": (altered(overlapping), ("teatime.zip", "zip-broken")),
    "a member that boasts": (altered(boasting), ("channels.toml", "zip-ratio")),
    "a member that understates": (altered(understating), ("teatime.zip", "zip-broken")),
    "half a zip": (altered(lambda data: data[: len(data) // 2]), ("teatime.zip", "zip-broken")),
    "no zip": (altered(lambda data: b"MZ" + data[::-1]), ("teatime.zip", "zip-broken")),
    "an empty zip": (zip_of({}), ("pack.toml", "file-missing")),
    "a zip of two folders": (
        zip_of({f"{top}/{n}": d for top in "ab" for n, d in teatime_files().items()}),
        ("pack.toml", "file-missing"),
    ),
    "what editors leave behind": (member(".git/hooks/post-checkout", b"#!/bin/sh"), WELL),
}

FOLDERS: dict[str, tuple[Make, Told]] = {
    "a link to a secret": (
        folder_with(lambda p: (p / "text/notes-bel.md").symlink_to("/etc/passwd")),
        ("text/notes-bel.md", "file-link"),
    ),
    "a linked folder": (
        folder_with(lambda p: (p / "text/more").symlink_to("/etc")),
        ("text/more", "file-link"),
    ),
    "a link in a circle": (
        folder_with(lambda p: (p / "text/notes-bel.md").symlink_to("notes-bel.md")),
        ("text/notes-bel.md", "file-link"),
    ),
    "a folder that holds itself": (folder_with(lambda p: (p / "self").symlink_to(p)), ("self", "file-link")),
    "a pipe that never ends": (
        folder_with(lambda p: os.mkfifo(p / "text/notes-bel.md")),
        ("text/notes-bel.md", "file-link"),
    ),
    "a socket": (folder_with(listening), ("text/intro.md.sock", "file-link")),
    "a sparse giant": (
        folder_with(lambda p: os.truncate(_touched(p / "text/notes-bel.md"), 1 << 40)),
        ("text/notes-bel.md", "file-size"),
    ),
    "ten thousand files": (folder_with(many_files), ("pack.toml", "pack-size")),
    "a hundred folders deep": (folder_with(deep_folders), (ascii("d/" * 100 + "x.md")[:120], "file-name")),
}


def _touched(path: Path) -> Path:
    path.touch()
    return path


TOML: dict[str, tuple[Make, Told]] = {
    "an id of 200,000 letters": (
        with_slip("pack.toml", '"teatime"', '"' + "ab" * 100_000 + '"'),
        ("pack.toml", "bad-id"),
    ),
    "a number of 4,000 digits": (
        with_slip("pack.toml", "deadline_turn = 5", "deadline_turn = " + "9" * 4_000),
        ("pack.toml", "out-of-range"),
    ),
    "a number beyond 64 bits": (
        with_slip("ladder.toml", "start_tension = 20", "start_tension = 18446744073709551616"),
        ("ladder.toml", "out-of-range"),
    ),
    "a number of the other sign": (
        with_slip("ladder.toml", "start_tension = 20", "start_tension = -9223372036854775808"),
        ("ladder.toml", "out-of-range"),
    ),
    "a float for a number": (
        with_slip("ladder.toml", "start_tension = 20", "start_tension = 20.0"),
        ("ladder.toml", "wrong-type"),
    ),
    "nothing that is a number": (
        with_slip("ladder.toml", "start_tension = 20", "start_tension = nan"),
        ("ladder.toml", "wrong-type"),
    ),
    "infinity": (
        with_slip("ladder.toml", "start_tension = 20", "start_tension = inf"),
        ("ladder.toml", "wrong-type"),
    ),
    "a date for a number": (
        with_slip("pack.toml", "deadline_turn = 5", "deadline_turn = 1979-05-27"),
        ("pack.toml", "wrong-type"),
    ),
    "a yes for a number": (
        with_slip("ladder.toml", "start_tension = 20", "start_tension = true"),
        ("ladder.toml", "wrong-type"),
    ),
    "a table for a text": (
        with_slip("pack.toml", 'title = "Tea at the Toll Bridge"', "title = { a = 1 }"),
        ("pack.toml", "wrong-type"),
    ),
    "half a character": (with_slip("pack.toml", "Tea at", "\\ud800Tea at"), ("pack.toml", "toml-syntax")),
    "60 turns of dates and none": (
        with_slip("pack.toml", "deadline_turn = 5", "deadline_turn = 60"),
        ("pack.toml", "dates-count"),
    ),
    "UTF-16": (
        with_file("ladder.toml", teatime_files()["ladder.toml"].decode().encode("utf-16")),
        ("ladder.toml", "not-utf8"),
    ),
    "bytes that are no UTF-8": (with_file("ladder.toml", b"\xc3\x28 = 1"), ("ladder.toml", "not-utf8")),
    "a byte order mark": (
        with_file("ladder.toml", b"\xef\xbb\xbf" + teatime_files()["ladder.toml"]),
        ("ladder.toml", "text-control"),
    ),
    "a NUL in a file": (with_file("ladder.toml", b"a = 1\0"), ("ladder.toml", "text-control")),
    "an escape in a title": (
        with_slip("pack.toml", "Tea at", "\\u001b]52;c;eA==\\u0007Tea at"),
        ("pack.toml", "text-control"),
    ),
    "bidi in a description": (
        with_slip("issues.toml", "It fell", "\u202eIt fell"),
        ("issues.toml", "text-control"),
    ),
    "an escape in a text": (
        with_file("text/intro.md", b"Hello \x1b[2J there\n"),
        ("text/intro.md", "text-control"),
    ),
    "invisible words in a text": (
        with_file("text/intro.md", "Hello \u200b\U000e0041 there\n".encode()),
        ("text/intro.md", "text-control"),
    ),
    "a line of 250,000 letters": (
        with_file("text/intro.md", random.Random(3).randbytes(125_000).hex().encode()),
        ("text/intro.md", "text-long"),
    ),
    "a deal space without end": (deals_without_end(), ("issues.toml", "deals-many")),
    "an heir of itself": (with_slip("nations.toml", 'id = "ada"', 'id = "ada"\nheir_of = "ada"'), WELL),
    "injects that wait for each other": (condition("fired(rain) and fired(cake)"), WELL),
    "a condition of 300 parentheses": (
        condition("(" * 150 + "1" + ")" * 150 + " > 0"),
        ("timeline.toml", "condition"),
    ),
    "a condition of 100,000 letters": (
        condition(" + ".join(["1"] * 25_000) + " > 0"),
        ("timeline.toml", "condition"),
    ),
    "a condition of 190 nots": (condition("not " * 95 + "settled"), ("timeline.toml", "condition")),
    "a condition beyond numbers": (condition(" * ".join(["9007199254740991"] * 20) + " > 0"), WELL),
    "a condition that calls": (condition("__import__(1)"), ("timeline.toml", "condition")),
    "an open condition": (condition("min(" * 30 + "1"), ("timeline.toml", "condition")),
    "4,000 trials": (
        with_file("trials/tea.toml", b'[[trial]]\ntitle = "x"\nthen = ["turn 1"]\n' * 4_000),
        ("trials/tea.toml", "out-of-range"),
    ),
    "trials in ten files": (
        zip_of(
            teatime_files()
            | {f"trials/t{n}.toml": b'[[trial]]\ntitle = "x"\nthen = ["turn 1"]\n' * 50 for n in range(10)}
        ),
        ("trials/t4.toml", "trial-many"),
    ),
}

HOSTILE: dict[str, tuple[Make, Told]] = {**ZIPS, **FOLDERS, **TOML}


def as_ladder(text: str) -> Make:
    """The good pack as a folder, with this for its ladder."""
    return folder_with(lambda path: (path / "ladder.toml").write_text(text))


HOSTILE |= {f"TOML: {name}": (as_ladder(text), ("ladder.toml", "")) for name, text in BOMBS.items()}
