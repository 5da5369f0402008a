"""docs/how-to/write-a-pack.md: what stands below each command is what comes of it."""

from __future__ import annotations

from tests.packs import howto

PAGE = howto.PAGE.read_text(encoding="utf-8")


def test_the_page_plays_as_it_stands() -> None:
    """If this fails: look whether the new outputs still say what the prose does, then `python -m tests.packs.howto`."""
    assert howto.played(PAGE) == PAGE


def test_every_command_of_the_tool_but_schema_is_shown() -> None:
    run = {line.split()[2] for line in PAGE.splitlines() if line.lstrip().startswith("$ detente-pack ")}
    assert run >= {"new", "check", "show", "simulate", "diff", "build", "install", "list"}


def test_a_block_is_read_as_it_is_typed() -> None:
    """The negative control: an output that is not what comes of it is replaced."""
    page = (
        "Say\n\n```console\n$ echo one; cat <<END\n> two\n>\n> END\nwrong\n$ false || echo three\n```\nend\n"
    )
    assert howto.played(page) == page.replace("wrong\n", "one\ntwo\n\n").replace(
        "three\n```", "three\nthree\n```"
    )
    indented = "1. Say\n\n   ```console\n   $ echo two\n   ```\n"
    assert howto.played(indented) == "1. Say\n\n   ```console\n   $ echo two\n   two\n   ```\n"
