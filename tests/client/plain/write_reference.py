"""Writes the pages of what a player types and presses: ``python -m tests.client.plain.write_reference``.

docs/reference/commands.md from the table of commands, docs/reference/keys.md from the app's tables of actions.
"""

from __future__ import annotations

from pathlib import Path

from detente_client.commands.catalogue import TABLE, example
from detente_client.commands.grammar import Command
from tests.client.app import write_keys
from tests.client.plain.story import told_so_far

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "commands.md"
_HEAD = """# Commands of the line mode

A line that begins with `/` is a command, anything else is said in the current channel. This page is made from the
table in `client/detente_client/commands/catalogue.py` by `python -m tests.client.plain.write_reference`; its examples
are from the pack `tests/packs/teatime`, in the game `/help` gives them from the crisis that is played.

- What stands behind a lone `:` (or `--`) is the words that go with an act; `\\n` in them breaks the line.
- Nations, issues, options, media and places go by number, by id, by title, or by the beginning of id or title as
  long as only one thing begins so. A choice is `issue=option`: `1=2`, `toll=shared`. Quotes hold a title together.
- Things get short names in the order in which you hear of them, and keep them: offers `o1`, questions `q1`, claims
  `c1`, restatements `r1`, assurances `a1`, recesses `x1`, letters `l1`, texts `t1`, pledges `p1`, threats `th1`,
  engagements `e1`, lies `lie1`, minutes `n1`, sealed acts `s1`, meetings `m1`, back-channels `b1`; `public` is the
  public statement.
- Square brackets: may be left out. `…`: one or more. `a|b`: one of these.
"""


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for group in dict.fromkeys(command.group for command in TABLE):
        parts.append(f"\n## {group}\n")
        parts += [_entry(command) for command in TABLE if command.group == group]
    return "".join(parts)


def _entry(command: Command) -> str:
    also = "".join(f" `/{name}`" for name in command.aliases)
    lines = [f"\n### `{command.usage()}`\n", f"\n{command.help}" + (f" Also:{also}." if also else "")]
    lines += [f" {command.rule}"] if command.rule else []
    return "".join([*lines, f"\n\n    {example(told_so_far(), command)}\n"])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    write_keys.PAGE.write_text(write_keys.page(), encoding="utf-8")
