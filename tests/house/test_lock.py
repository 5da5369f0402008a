"""pyproject.toml, requirements.lock and the page on dependencies say the same."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
RUNTIME = (ROOT / "runtime.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGE, _, _ = (ROOT / "docs/reference/dependencies.md").read_text(encoding="utf-8").partition("## The lock")
PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;\\]+)(?: ; [^\\]+)? \\")


def pins(lock: str = LOCK) -> dict[str, tuple[str, int]]:
    """Of every pin in the lock its version and the number of its hashes."""
    found: dict[str, tuple[str, int]] = {}
    for block in re.split(r"(?m)^(?=[^ #\n])", lock):
        if not block.strip():
            continue
        first, *rest = block.splitlines()
        pin = PIN.fullmatch(first)
        assert pin, f"not a pin with hashes: {first}"
        assert pin["name"] not in found, f"pinned twice: {first}"
        hashes = [line for line in rest if re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?", line)]
        others = [line for line in rest if line not in hashes and not line.lstrip().startswith("#")]
        assert others == [], f"neither hash nor comment under {first}"
        found[pin["name"]] = (pin["version"], len(hashes))
    return found


def wanted() -> list[Requirement]:
    """What pyproject.toml asks for, extras included."""
    extras = PROJECT["optional-dependencies"]
    assert all(extras.values()), "an extra is empty"
    return [Requirement(text) for group in (PROJECT["dependencies"], *extras.values()) for text in group]


def test_every_pin_carries_hashes() -> None:
    assert len(pins()) > 20
    assert [name for name, (_, hashes) in pins().items() if hashes == 0] == []


@pytest.mark.parametrize("lock", [LOCK, RUNTIME], ids=["all", "runtime"])
def test_the_lock_names_no_address_and_no_option(lock: str) -> None:
    assert "://" not in lock
    assert re.findall(r"(?m)^(?:-.*|.* @ .*)$", lock) == []


def test_the_runtime_lock_is_the_part_of_the_lock_that_a_host_needs() -> None:
    runtime = pins(RUNTIME)
    assert {name: pins()[name] for name in runtime} == runtime, "make lock"
    groups = PROJECT["optional-dependencies"]
    needed = {
        canonicalize_name(Requirement(text).name) for text in (*PROJECT["dependencies"], *groups["fast"])
    }
    tools = {canonicalize_name(Requirement(text).name) for text in groups["dev"]}
    assert needed <= set(runtime)
    assert not tools & set(runtime)


def test_the_lock_holds_what_the_project_asks_for() -> None:
    locked = pins()
    for requirement in wanted():
        name = canonicalize_name(requirement.name)
        assert name in locked, f"{requirement} is not in requirements.lock: make lock"
        version, _ = locked[name]
        assert requirement.specifier.contains(version), (
            f"{requirement}, but the lock has {version}: make lock"
        )


def test_the_build_backend_comes_from_the_lock() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    for requirement in map(Requirement, build["requires"]):
        assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)][0])


def test_the_page_lists_each_dependency_once_with_what_it_is_for() -> None:
    direct = re.findall(r"(?m)^\| ([a-z0-9-]+) \| [^|]{3,} \|$", PAGE)
    indirect = re.findall(r"(?m)^\| ([a-z0-9-]+) \| [^|]+ \| [^|]{3,} \|$", PAGE)
    direct, indirect = ([name for name in names if name != "package"] for names in (direct, indirect))
    asked = [canonicalize_name(requirement.name) for requirement in wanted()]
    assert sorted(direct) == sorted(asked)
    assert sorted(indirect) == sorted(set(pins()) - set(asked))
