"""What a host may choose, from flags and from a TOML file; every mistake at once.

Owns: `Config`, its keys and bounds, the sentences for what is wrong with a file.
Does not know: what any choice does.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from attrs import evolve, field, fields, frozen

from detente_server.host.limiting import Network, networks
from detente_wire.limits import Limits

LOOPBACK = ("127.0.0.0/8", "::1/128")
FIXED = frozenset({"frame_bytes"})
"""Limits that the wire itself fixes."""


class BadConfig(Exception):
    """A configuration with everything that is wrong with it, a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@frozen
class Config:
    """The choices of one server."""

    host: str = "127.0.0.1"
    """The address to listen on."""
    port: int = 8765
    """0: any free one."""
    data: Path | None = None
    """Folder of the database; None: see `data_dir`."""
    content: Path | None = None
    """Folder of packs; None: those that come with the game, and those that were installed."""
    archive: Path | None = None
    """Folder that gets a file for each finished match; None: archives stay in the database."""
    log_json: bool = False
    limits: Limits = field(factory=Limits)
    trusted_networks: tuple[str, ...] = LOOPBACK
    """Exempt from the limits by address."""
    connections: int = 2000
    """Of the whole server."""
    connections_per_address: int = 16
    half_open: int = 200
    """Handshakes under way at once."""
    sessions_per_address: int = 32
    """New players from one address in ten minutes."""
    failed_logins: int = 5
    """From one address, and to one name, within `failed_logins_s`."""
    failed_logins_s: int = 300
    passwords_waiting: int = 32
    """Logins that may wait while two passwords are being checked."""
    argon2_kib: int = 65_536
    """Memory that one hash takes. With three passes the second choice of RFC 9106, on one lane: the other cores are
    the matches'."""
    argon2_passes: int = 3
    guest_days: int = 30
    """The name of a guest who has not come back for so long is free again; an account's never is."""
    tokens: int = 10
    """Of one player."""
    quiet_s: int = 30
    """Where two or more people sit, the talks close no sooner than so long after the last act."""
    idle_s: int = 300
    """A match that nobody attends is put away after so long."""
    audit_days: int = 365
    """What operators and umpires did is kept so long."""

    @property
    def networks(self) -> tuple[Network, ...]:
        """The trusted networks."""
        return networks(self.trusted_networks)


_LOWEST = {
    "port": 0,
    "connections": 1,
    "connections_per_address": 1,
    "half_open": 1,
    "sessions_per_address": 1,
    "argon2_kib": 8,
}
_HIGHEST = {"port": 65_535, "argon2_kib": 4_194_304, "argon2_passes": 100}


def read(path: Path, base: Config) -> Config:
    """The choices of `base` with those of the file over them; `BadConfig` with all problems."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as why:
        raise BadConfig([f"{path} cannot be read: {(why.strerror or str(why)).lower()}."]) from None
    except ValueError as why:
        raise BadConfig([f"{path} cannot be read as TOML: {why}."]) from None
    return overlay(base, said, str(path), path.parent)


def overlay(base: Config, said: Mapping[str, Any], where: str, folder: Path) -> Config:
    """As `read`, from plain data."""
    problems: list[str] = []
    given = dict(said)
    limits = given.pop("limits", {})
    known = {a.name for a in fields(Config)} - {"limits"}
    changes = _checked(base, given, known, where, "", problems)
    for name in ("data", "content", "archive"):
        if name in changes:
            changes[name] = (folder / changes[name]).resolve()
    if isinstance(limits, dict):
        names = {a.name for a in fields(Limits)} - FIXED
        changes["limits"] = evolve(
            base.limits, **_checked(base.limits, limits, names, where, "limits.", problems)
        )
    else:
        problems.append(f"{where}: limits must be a table.")
    if problems:
        raise BadConfig(problems)
    return evolve(base, **changes)


def _checked(
    base: object, said: Mapping[str, Any], known: set[str], where: str, prefix: str, problems: list[str]
) -> dict[str, Any]:
    """The good ones of these keys; of the others a sentence each."""
    good: dict[str, Any] = {}
    for name, value in said.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(sorted(known))}."
            problems.append(f"{where}: unknown key {prefix}{name}; {hint}")
        elif problem := _problem(name, value, getattr(base, name)):
            problems.append(f"{where}: {prefix}{name} {problem}.")
        else:
            good[name] = tuple(value) if isinstance(value, list) else value
    return good


def _problem(name: str, value: object, default: object) -> str:
    """What is wrong with a value, or nothing."""
    if isinstance(default, bool):
        return "" if isinstance(value, bool) else "must be true or false"
    if isinstance(default, int):
        lowest, highest = _LOWEST.get(name, 1), _HIGHEST.get(name, 1_000_000_000)
        if type(value) is int and lowest <= value <= highest:
            return ""
        return f"must be a whole number from {lowest} to {highest}"
    if isinstance(default, tuple):
        return _network_problem(value)
    return "" if isinstance(value, str) and value else "must be a text between quotes"


def _network_problem(value: object) -> str:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return "must be a list of networks between quotes"
    try:
        networks(value)
    except ValueError as why:
        return f"names no network: {why}"
    return ""
