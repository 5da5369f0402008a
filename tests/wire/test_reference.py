"""The reference pages in docs/ are those that the registries make, and leave nothing out."""

from __future__ import annotations

import re

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


def test_the_page_explains_every_type_that_it_names() -> None:
    page = PAGES["wire.md"]()
    explained = {
        kind or word for kind, word in re.findall(r"^(?:### `([\w-]+)`|\| `([A-Z]\w+)`)", page, re.MULTILINE)
    }
    cells = re.findall(r"^\| `[a-z_]+` \| ([^|]*) \|", page, re.MULTILINE)
    named = set(re.findall(r"\b[A-Z]\w+", " ".join(cells)))
    unions = {"Act", "AnswerBody", "Credential", "Notice", "Order", "Outcome", "Question", "Reply", "Wish"}
    assert {"NationId", "PairLegacy", "PollQuestion"} <= named
    missing = {name for name in named - explained - unions if hyphened(name) not in explained}
    assert missing == {"Limits", "Package"}, "the page's head tells of these"


def hyphened(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def test_close_codes_are_of_their_halves() -> None:
    assert len({row.code for row in CLOSE_CODES.values()}) == len(CLOSE_CODES)
    assert all(4000 <= row.code <= 4999 for row in CLOSE_CODES.values())
    assert CLOSE_CODES["slow"].come_back
    assert not CLOSE_CODES["malformed"].come_back
