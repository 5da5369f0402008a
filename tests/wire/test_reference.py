"""The reference pages in docs/ are those that the registries make, and leave nothing out."""

from __future__ import annotations

import pytest

from detente_wire.acts import ACTS
from detente_wire.limits import CLOSE_CODES
from detente_wire.messages import CLIENT_MESSAGES, SERVER_MESSAGES
from detente_wire.notices import NOTICES
from detente_wire.refusals import CODES
from tests.wire.write_reference import DOCS, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_page_is_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "python -m tests.wire.write_reference"


def test_the_page_names_everything() -> None:
    page = PAGES["wire.md"]()
    for kind in [*SERVER_MESSAGES, *CLIENT_MESSAGES, *ACTS, *NOTICES]:
        assert f"### `{kind}`\n" in page
    assert all(f"`{name}`" in page for name in CLOSE_CODES)
    assert all(f"`{name}`" in PAGES["refusals.md"]() for name in CODES)


def test_close_codes_are_of_their_halves() -> None:
    assert len({row.code for row in CLOSE_CODES.values()}) == len(CLOSE_CODES)
    assert all(4000 <= row.code <= 4999 for row in CLOSE_CODES.values())
    assert CLOSE_CODES["slow"].come_back
    assert not CLOSE_CODES["malformed"].come_back
