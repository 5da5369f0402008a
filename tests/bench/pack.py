"""The crisis of the benchmark: the regatta with two banks more, where talk and letters cost nothing.

Owns: the pack's folder, written from the test pack. Seven seats are what the yardstick was measured with.
"""

from __future__ import annotations

import shutil
from pathlib import Path

REGATTA = Path(__file__).parent.parent / "packs" / "regatta"
NAME = "bench"
NATIONS = ("nor", "sud", "est", "wes", "isl", "del", "fen")
LETTER_MEDIA = tuple(f"post-{n:02}" for n in range(20))
"""A medium may be used 99 times a turn: twenty let each nation write 1,980 letters."""
CONFERENCE = "hall"

_NATION = """
[[nation]]
id = "{id}"
title = "Bank {id}"
description = "Watches the boats go by."
tier = 2
ratifier = "cabinet"
home = 50
capacity = {{ intel = 1 }}
trust = {{ nor = 50, sud = 50 }}

[nation.self]
values = ["Calm"]
interests = ["Water"]
ideology = "law"
"""
_CARD = """
[[card]]
id = "{id}-first"
nation = "{id}"
batna_points = 40
red_lines = {{ boats = ["eights"] }}

[card.points]
course = {{ deep = 10, middle = 30, south = 10 }}
boats = {{ eights = 0, fours = 10, inspected = 40 }}
cup = {{ north-keeps = 0, turns = 30, south-keeps = 0 }}
"""
_MEDIUM = """
[[medium]]
id = "{id}"
title = "Post {id}"
kind = "letter"
envoys = 0
"""
_HALL = """
[[medium]]
id = "hall"
title = "The great hall"
kind = "meeting"
many = true
envoys = 0
convener_envoys = 0
"""


def write(content: Path) -> Path:
    """Write the pack into this folder of packs; its own folder."""
    folder = content / NAME
    shutil.copytree(REGATTA, folder)
    added = NATIONS[5:]
    _append(folder / "nations.toml", *(_NATION.format(id=id) for id in added))
    _append(folder / "sheets.toml", *(_CARD.format(id=id) for id in added))
    for id in added:
        shutil.copyfile(folder / "text" / "briefing-isl.md", folder / "text" / f"briefing-{id}.md")
    channels = (folder / "channels.toml").read_text()
    media = _HALL + "".join(_MEDIUM.format(id=id) for id in LETTER_MEDIA)
    (folder / "channels.toml").write_text(channels.replace("[[venue]]", media + "\n[[venue]]", 1))
    said = (folder / "pack.toml").read_text().replace('id = "regatta"', f'id = "{NAME}"')
    seats = ", ".join(f'"{id}"' for id in NATIONS)
    (folder / "pack.toml").write_text(said.replace('["nor", "sud", "est", "wes", "isl"]', f"[{seats}]"))
    return folder


def _append(file: Path, *parts: str) -> None:
    file.write_text(file.read_text() + "".join(parts))
