"""The pages of programs and of the configuration say what the programs say."""

from __future__ import annotations

from tests.house.write_programs import CONFIGURATION, PAGE, page

from detente_server.host.configuration import showing


def test_the_committed_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.house.write_programs"


def test_the_committed_page_of_the_configuration_is_current() -> None:
    assert CONFIGURATION.read_text(encoding="utf-8") == showing.page(), "python -m tests.house.write_programs"
