"""The regatta, rowed again: packs that follow the tests' own pack `regatta`, made of its files."""

from __future__ import annotations

from pathlib import Path

from detente_server.packs.loader import LoadedPack, load_files
from tests.match.table import PACKS, loaded

REGATTA = PACKS / "regatta"


def files(id: str = "rematch", *, after: tuple[str, ...] = (), **replaced: str) -> dict[str, bytes]:
    """The files of a pack that is the regatta but for its id; `replaced`: old words of pack.toml, and new ones."""
    raw = {
        path.relative_to(REGATTA).as_posix(): path.read_bytes()
        for path in REGATTA.rglob("*")
        if path.is_file() and "trials" not in path.parts
    }
    said = raw["pack.toml"].decode().replace('id = "regatta"', f'id = "{id}"')
    said = said.replace("The Regatta Dispute", f"The Regatta, {id}")
    for old, new in replaced.items():
        assert old in said, old
        said = said.replace(old, new)
    names = ", ".join(f'"{name}"' for name in after)
    raw["pack.toml"] = f"{said}\n[legacy]\nafter = [{names}]\n".encode()
    return raw


def rematch(id: str = "rematch", *, after: tuple[str, ...] = ()) -> LoadedPack:
    """The pack of these files."""
    made = load_files(files(id, after=after))
    assert isinstance(made, LoadedPack), "\n".join(map(str, made))
    return made


def write(folder: Path, *ids: str) -> None:
    """The regatta under other ids, as folders of packs."""
    for id in ids:
        for name, data in files(id).items():
            path = folder / id / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def regatta() -> LoadedPack:
    """The tests' own pack."""
    return loaded("regatta")
