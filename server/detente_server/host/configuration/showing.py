"""A configuration written down: as a commented file, as what is in force, as a page.

Owns: the three layouts.
Does not know: where keys come from (`keys`), what is right (`kinds`).
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from detente_server.host.config import Config
from detente_server.host.configuration.keys import Key, Section, sections
from detente_server.host.configuration.kinds import Variable, secret

WIDTH = 100
HEAD = """# What this server does. Every key stands here at its default: keep those lines that you change.
# `detente-server config check FILE` names everything that is wrong with a file.
"""
PAGE = """# Configuration

Every key of the file that `detente-server serve --config FILE` reads. `detente-server config new` prints such a file
with every key at its default; `config check FILE` names all that is wrong with one, each with its line; `config show`
says what is in force. Flags win over the file. Paths are meant from the folder of the file. Secrets never stand in it:
a key that ends in `_env` names the environment variable that holds one.

This page is made from the classes in `server/detente_server/host/config.py` by `python -m tests.house.write_programs`.
"""


def commented() -> str:
    """A file with every key at its default, and what each is for."""
    return "\n".join([HEAD, *(line for section in sections().values() for line in _commented(section))])


def _commented(section: Section) -> Iterator[str]:
    if section.name:
        yield from (f"# {line}" for line in wrap(section.help, WIDTH))
        yield from (f"[{section.name}]", "")
    for key in section.keys.values():
        yield from (f"# {line}" for line in wrap(_told(key), WIDTH))
        written = key.kind.written(key.default)
        yield f"{key.name} = {written}" if written else f'# {key.name} = ""'
        yield ""


def _told(key: Key) -> str:
    """What a key is for, and what it may be."""
    bounds = key.kind.bounds
    return f"{key.help} ({bounds})" if bounds and bounds != "true, false" else key.help


def in_force(config: Config, chosen: frozenset[tuple[str, str]]) -> Iterator[str]:
    """Every key with its value, those that were chosen marked; no secret in it."""
    for section in sections().values():
        if section.name:
            yield from ("", f"[{section.name}]")
        for key in section.keys.values():
            yield _line(key, getattr(section.of(config), key.name), (section.name, key.name) in chosen)


def _line(key: Key, value: Any, chosen: bool) -> str:
    shown = key.kind.shown(value)
    remarks = ["chosen"] if chosen else []
    if isinstance(key.kind, Variable) and value:
        remarks.append("set" if secret(value) else "not set")
    said = f"{key.name} = {shown}" if shown else f"# {key.name}: none"
    return f"{said}  # {', '.join(remarks)}" if remarks else said


def plain(config: Config) -> dict[str, Any]:
    """The same for programs."""
    found: dict[str, Any] = {}
    for section in sections().values():
        keys = {key.name: _json(key, getattr(section.of(config), key.name)) for key in section.keys.values()}
        found.update({section.name: keys} if section.name else keys)
    return found


def _json(key: Key, value: Any) -> Any:
    import tomllib

    shown = key.kind.shown(value)
    return tomllib.loads(f"value = {shown}")["value"] if shown else None


def page() -> str:
    """docs/reference/configuration.md."""
    parts = [PAGE]
    for section in sections().values():
        parts.append(f"## [{section.name}]\n\n{section.help}\n" if section.name else "## At the top\n")
        parts.append("\n".join(_rows(section)) + "\n")
    return "\n".join(parts)


def _rows(section: Section) -> Iterator[str]:
    yield "| key | what it is | default | may be |"
    yield "|---|---|---|---|"
    for key in section.keys.values():
        written = key.kind.written(key.default)
        default = f"`{written}`" if written else "none"
        cells = (f"`{key.name}`", key.help, default, key.kind.bounds)
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
