"""The import contracts of pyproject.toml catch what they forbid and let pass what they allow.

Two small trees of the house's rooms are made aside, one with every import that is allowed and one with
every import that is forbidden, and both are read with the very contracts of pyproject.toml.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

ROOMS = [
    "client/detente_client/__init__.py",
    "client/detente_client/link.py",
    *[
        f"client/detente_client/{room}/__init__.py"
        for room in (
            "account",
            "app",
            "bargaining",
            "cli",
            "commands",
            "debrief",
            "delegation",
            "describe",
            "home",
            "journeys",
            "lobby",
            "plain",
            "pressing",
            "replay",
            "sessions",
            "settings",
            "standing",
            "tutorial",
            "web",
            "words",
        )
    ],
    "client/detente_client/app/kit.py",
    "client/detente_client/commands/catalogue.py",
    "client/detente_client/delegation/rooms.py",
    "client/detente_client/home/menu.py",
    "client/detente_client/plain/play.py",
    "server/detente_server/__init__.py",
    "server/detente_server/__main__.py",
    "server/detente_server/arena.py",
    "server/detente_server/bots/__init__.py",
    "server/detente_server/bots/player.py",
    "server/detente_server/cli/__init__.py",
    "server/detente_server/host/__init__.py",
    "server/detente_server/host/sockets/__init__.py",
    "server/detente_server/host/sockets/gateway.py",
    "server/detente_server/match/__init__.py",
    "server/detente_server/match/handle.py",
    "server/detente_server/packs/__init__.py",
    "server/detente_server/packs/loader.py",
    "server/detente_server/rules/__init__.py",
    "server/detente_server/rules/decide.py",
    "server/detente_server/rules/estimate.py",
    *[f"server/detente_server/rules/{part}/__init__.py" for part in ("facts", "pack", "state")],
    "server/detente_server/rules/facts/talks.py",
    "server/detente_server/store/__init__.py",
    "server/detente_server/store/sqlite.py",
    "server/detente_server/trials/__init__.py",
    "server/detente_server/trials/play.py",
    "server/detente_server/workshop/__init__.py",
    "server/detente_server/workshop/checking.py",
    "server/detente_wire/__init__.py",
    *[f"server/detente_wire/{part}/__init__.py" for part in ("acts", "fold", "messages", "notices", "seen")],
    "server/detente_wire/acts/talks.py",
    "server/detente_wire/codec.py",
    "server/detente_wire/terms.py",
]

ALLOWED = [
    ("detente_client.link", "detente_wire.codec"),
    ("detente_client.link", "asyncio"),
    ("detente_client.app.kit", "textual"),
    ("detente_client.app.kit", "rich"),
    ("detente_client.app.kit", "detente_client.delegation.rooms"),
    ("detente_client.plain.play", "detente_client.delegation.rooms"),
    ("detente_client.delegation.rooms", "detente_client.commands.catalogue"),
    ("detente_server.__main__", "detente_server.cli"),
    ("detente_server.cli", "detente_server.host"),
    ("detente_server.cli", "detente_server.arena"),
    ("detente_server.cli", "detente_server.packs"),
    *[
        ("detente_server.host.sockets.gateway", f"detente_server.{room}")
        for room in ("arena", "bots", "match", "packs", "rules", "store")
    ],
    ("detente_server.host.sockets.gateway", "detente_wire.codec"),
    *[
        ("detente_server.arena", f"detente_server.{room}")
        for room in ("bots", "match", "packs", "rules", "store")
    ],
    ("detente_server.arena", "detente_wire"),
    ("detente_server.cli", "detente_server.workshop"),
    *[
        ("detente_server.workshop.checking", f"detente_server.{room}")
        for room in ("arena", "bots", "match", "packs", "rules", "store", "trials")
    ],
    ("detente_server.workshop.checking", "detente_wire.codec"),
    ("detente_server.trials.play", "detente_server.rules.decide"),
    ("detente_server.trials.play", "detente_wire"),
    ("detente_server.match", "detente_server.rules"),
    ("detente_server.match.handle", "detente_server.rules.decide"),
    ("detente_server.match.handle", "detente_wire.codec"),
    ("detente_server.packs", "detente_server.rules.decide"),
    ("detente_server.packs.loader", "detente_wire"),
    ("detente_server.packs.loader", "pathlib"),
    ("detente_server.bots", "detente_server.rules.estimate"),
    ("detente_server.bots.player", "detente_server.rules.estimate"),
    ("detente_server.bots.player", "detente_wire.codec"),
    ("detente_server.rules", "detente_wire.terms"),
    ("detente_server.rules.decide", "detente_wire.acts"),
    ("detente_server.rules.decide", "detente_wire.terms"),
    ("detente_server.rules.estimate", "detente_server.rules.decide"),
    ("detente_server.rules.decide", "attrs"),
    ("detente_server.store.sqlite", "sqlite3"),
    ("detente_wire.acts", "detente_wire.acts.talks"),
    ("detente_wire.codec", "detente_wire.acts"),
    ("detente_wire.codec", "msgpack"),
    ("detente_server.rules.facts", "detente_server.rules.facts.talks"),
]

IMPURE = (
    "asyncio",
    "datetime",
    "logging",
    "os",
    "pathlib",
    "random",
    "sqlite3",
    "sqlite_utils",
    "time",
    "websockets",
)

FORBIDDEN = [
    *[
        (module, impure)
        for module in ("detente_wire.codec", "detente_server.rules.decide", "detente_server.match.handle")
        for impure in IMPURE
    ],
    ("detente_wire.codec", "detente_server.rules.estimate"),
    ("detente_wire.codec", "detente_wire.acts.talks"),
    ("detente_client.link", "detente_wire.acts.talks"),
    ("detente_server.rules.decide", "detente_server.rules.facts.talks"),
    ("detente_wire.codec", "detente_client.link"),
    ("detente_client.link", "detente_server.host"),
    *[
        (module, other)
        for module in (
            "detente_client.commands.catalogue",
            "detente_client.delegation.rooms",
            "detente_client.home.menu",
        )
        for other in ("detente_client.app.kit", "detente_client.plain.play", "textual")
    ],
    ("detente_client.app.kit", "detente_client.plain.play"),
    ("detente_client.describe", "detente_client.commands.catalogue"),
    ("detente_client.words", "detente_client.sessions"),
    ("detente_client.plain.play", "textual"),
    ("detente_client.plain.play", "rich"),
    ("detente_client", "detente_server.rules.estimate"),
    ("detente_server", "detente_server.rules"),
    ("detente_server.cli", "detente_client"),
    ("detente_server.host.sockets.gateway", "detente_client.link"),
    ("detente_server.host.sockets.gateway", "detente_server.cli"),
    ("detente_server.arena", "detente_server.host.sockets.gateway"),
    *[
        ("detente_server.store.sqlite", other)
        for other in (
            "detente_wire",
            "detente_wire.terms",
            "detente_server.rules.estimate",
            "detente_server.match",
        )
    ],
    *[
        ("detente_server.rules.decide", other)
        for other in (
            "detente_wire",
            "detente_wire.codec",
            "detente_server.arena",
            "detente_server.host",
            "detente_server.match.handle",
            "detente_server.packs",
            "detente_server.store",
        )
    ],
    *[
        ("detente_server.match.handle", f"detente_server.{room}")
        for room in ("arena", "bots", "bots.player", "host", "packs", "store.sqlite")
    ],
    *[
        ("detente_server.packs.loader", f"detente_server.{room}")
        for room in ("bots", "host", "match", "store")
    ],
    *[
        ("detente_server.bots.player", f"detente_server.{room}")
        for room in ("host", "match", "packs", "rules", "rules.decide", "store", "trials")
    ],
    *[("detente_server.trials.play", f"detente_server.{room}") for room in ("arena", "match", "packs")],
    ("detente_server.packs.loader", "detente_server.trials"),
    ("detente_server.workshop.checking", "detente_server.host"),
    ("detente_server.host.sockets.gateway", "detente_server.workshop"),
]


def tree(at: Path, imports: list[tuple[str, str]]) -> Path:
    """Make the rooms of ROOMS under `at`, holding these imports and nothing else."""
    for room in ROOMS:
        (at / room).parent.mkdir(parents=True, exist_ok=True)
        (at / room).touch()
    for module, imported in imports:
        plant(at, module, imported)
    return at


def plant(at: Path, module: str, imported: str) -> None:
    """Append an import to `module` under `at`, as people write it (`from a import b`)."""
    bare = at / ("client" if module.startswith("detente_client") else "server") / module.replace(".", "/")
    package, _, name = imported.rpartition(".")
    line = f"from {package} import {name}" if package else f"import {imported}"
    file = bare / "__init__.py" if bare.is_dir() else bare.with_suffix(".py")
    with file.open("a", encoding="utf-8") as out:
        out.write(f"\n{line}\n")


def lint(at: Path) -> subprocess.CompletedProcess[str]:
    """Read the tree under `at` with the contracts of pyproject.toml."""
    return subprocess.run(
        [
            str(Path(sys.executable).with_name("lint-imports")),
            "--no-cache",
            "--config",
            str(ROOT / "pyproject.toml"),
        ],
        cwd=at,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(at / "server"), str(at / "client")]),
            "COLUMNS": "200",
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """What import-linter says of a tree with every forbidden import at once."""
    return lint(tree(tmp_path_factory.mktemp("forbidden"), FORBIDDEN))


def test_every_allowed_import_passes(tmp_path: Path) -> None:
    said = lint(tree(tmp_path, ALLOWED))
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize(("module", "imported"), FORBIDDEN)
def test_every_forbidden_import_is_named(
    verdict: subprocess.CompletedProcess[str], module: str, imported: str
) -> None:
    assert verdict.returncode != 0
    assert f"{module} -> {imported} (" in verdict.stdout


def test_a_room_without_a_place_in_the_layers_is_named(tmp_path: Path) -> None:
    at = tree(tmp_path, [("detente_client.app.kit", name) for name in ("textual", "rich")])
    (at / "server/detente_server/attic.py").touch()
    said = lint(at)
    assert said.returncode != 0
    assert "detente_server.attic" in said.stdout


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("detente_server.rules", "asyncio"),
        ("detente_wire", "os"),
        ("detente_server.match", "detente_server.store"),
        ("detente_client", "detente_server.host"),
    ],
)
def test_a_plant_in_a_copy_of_this_tree_is_caught(tmp_path: Path, module: str, imported: str) -> None:
    tree(tmp_path, [])  # the contracts name every room, those too that are not built yet
    for root in ("server", "client"):
        shutil.copytree(
            ROOT / root,
            tmp_path / root,
            ignore=shutil.ignore_patterns("__pycache__"),
            dirs_exist_ok=True,
        )
    plant(tmp_path, module, imported)
    said = lint(tmp_path)
    assert said.returncode != 0
    assert f"{module} -> {imported} (" in said.stdout, said.stdout + said.stderr
