"""Writes docs/reference/wire.md and refusals.md: `python -m tests.wire.write_reference`."""

from __future__ import annotations

from pathlib import Path

from detente_wire import reference

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGES = {"wire.md": reference.wire_page, "refusals.md": reference.refusals_page}


def main() -> None:
    """Write both pages."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        print(f"wrote {DOCS / name}")


if __name__ == "__main__":
    main()
