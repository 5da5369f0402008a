"""The server's log: lines for people, or JSON lines on request.

Owns: formats and set-up.
Does not know: what is logged. Nothing that a player wrote, no token and no name goes into a log; ids go in as fields,
which JSON escapes and the plain format shows by `repr` where they are not plain ASCII.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from typing import Any

FIELD = "fields"
"""Attribute of a log record that holds its fields."""


def fields(**values: object) -> dict[str, Any]:
    """Fields for a line: ``log.info("closed", extra=fields(code=4001))``."""
    return {FIELD: values}


def trace(info: Any) -> str:
    """Where something was raised, and its type; not its message, which may hold what a player wrote."""
    kind, _, frames = info
    return "".join(traceback.format_tb(frames)) + (kind.__name__ if kind else "")


class JsonLines(logging.Formatter):
    """One JSON object a line, ASCII only."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "at_ms": int(record.created * 1000),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, FIELD, {}),
        }
        if record.exc_info:
            line["trace"] = trace(record.exc_info)
        return json.dumps(line, default=str)


class PlainLines(logging.Formatter):
    """``12:00:00 info message key=value``."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s", "%H:%M:%S")

    def formatException(self, ei: Any) -> str:
        """See `trace`."""
        return trace(ei)

    def format(self, record: logging.LogRecord) -> str:
        """The line; a trace follows on lines of its own."""
        record.exc_text = None  # what another handler made of it, with its message
        said = {**getattr(record, FIELD, {})}
        tail = "".join(f" {name}={_shown(value)}" for name, value in said.items())
        first, *rest = super().format(record).split("\n")
        return "\n".join([first + tail, *rest])


def _shown(value: object) -> str:
    text = str(value)
    plain = text.isascii() and text.isprintable() and " " not in text
    return text if plain else ascii(text)


def set_up(*, json_lines: bool, quiet: bool = False) -> None:
    """Send the log of this process to stderr; `quiet`: warnings and worse."""
    level = logging.WARNING if quiet else logging.INFO
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if json_lines else PlainLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("websockets").setLevel(logging.CRITICAL)
    logging.getLogger("asyncio").setLevel(logging.WARNING)
