"""What must be so on every screen, whatever was written into it.

Owns: the oracle: the screen against what the app means, against its harmless twin, the bytes against the twin's.
Does not know: which places there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tests.client.app.siege.terminal import Cell, Seen, Stop
from tests.client.attacks import MARK, TWINS, foreign, operating_commands, sequences

_HASH = re.compile(r"\b[0-9a-f]{16,64}\b")


def faults(seen: Seen, place: str) -> list[str]:
    """What is amiss at a place where wave 0 was the twin of wave 1."""
    twin, attacked = seen.at(0, place), seen.at(1, place)
    return [
        *against_meant(twin),
        *against_meant(attacked),
        *against_twin(twin, attacked),
        *_bytes(seen, attacked),
    ]


def against_meant(stop: Stop) -> list[str]:
    """Rows of the terminal that are not as the app means them."""
    rows = zip(stop.meant, stop.rows, strict=False)
    return [
        f"row {n} is meant as {meant!r} and stands as {there!r}"
        for n, (meant, there) in enumerate(rows)
        if bare(meant) != bare(there)
    ]


def against_twin(twin: Stop, stop: Stop) -> list[str]:
    """Cells beside the text that hold another sign than with a harmless text, and cells that look otherwise."""
    found = []
    for n, (usual, there) in enumerate(zip(twin.cells, stop.cells, strict=True)):
        pairs = enumerate(zip(_unhashed(usual), _unhashed(there), strict=True))
        at = next((m for m, (one, other) in pairs if not _like(one, other)), None)
        if at is not None:
            found.append(f"row {n} differs from its twin at {at}: {twin.rows[n]!r}, {stop.rows[n]!r}")
    return found


def _unhashed(row: list[Cell]) -> list[Cell]:
    """The row without the hashes of texts: other words have others."""
    text = "".join((sign or " ")[0] for sign, _ in row)
    hashes = [found.span() for found in _HASH.finditer(text)]
    return [
        (("#" if any(a <= n < b for a, b in hashes) else sign), look) for n, (sign, look) in enumerate(row)
    ]


def _like(usual: tuple[str, object], there: tuple[str, object]) -> bool:
    return usual[1] == there[1] and (bare(usual[0]) in TWINS or bare(usual[0]) == bare(there[0]))


def _bytes(seen: Seen, stop: Stop) -> Iterator[str]:
    """Sequences that no twin caused, and signs that turn or hide."""
    usual = "".join(one.stream for one in seen.stops if one.wave == 0)
    if others := set(sequences(stop.stream)) - set(sequences(usual)):
        yield f"sequences of the enemy's: {sorted(others)}"
    said = set(operating_commands(stop.stream)) - set(operating_commands(usual))
    if said or any(MARK in one or one.startswith(("52;", "8;")) for one in operating_commands(stop.stream)):
        yield f"the terminal was told {sorted(said)}"
    if signs := foreign(stop.stream):
        yield f"signs that turn or hide: {sorted(map(ascii, signs))}"
    if stop.links:
        yield f"can be clicked: {stop.links}"


def bare(text: str) -> str:
    """Without marks, which the emulator puts together with their letters, and joiners."""
    return "".join(
        c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) not in ("Mn", "Cf")
    )
