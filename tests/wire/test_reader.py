"""Reading and writing plain data: exact types, canonical order, nothing left to guess."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from detente_wire import acts, notices, terms
from detente_wire.acts import Act
from detente_wire.notices import Notice
from detente_wire.reader import FROM_CLIENT, FROM_SERVER, STORED, Reading
from detente_wire.spelling import Problem
from detente_wire.terms import Instrument, package
from detente_wire.writer import plain
from tests.wire import strategies
from tests.wire.samples import CHANNEL, DEAL, GBR, REF, TEXT

CLIENT_ACT = Reading(Act, FROM_CLIENT)
STORED_NOTICE = Reading(Notice, STORED)


@given(notice=strategies.NOTICES)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_notice_is_plain_and_read_again(notice: Notice) -> None:
    assert STORED_NOTICE(_listed(plain(notice))) == notice


def _listed(value: Any) -> Any:
    """Plain data with lists for tuples, as an encoding gives them back."""
    if isinstance(value, dict):
        return {key: _listed(inner) for key, inner in value.items()}
    return [_listed(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def test_a_package_is_a_map_and_read_in_canonical_order() -> None:
    assert plain(acts.Offer(CHANNEL, DEAL))["package"] == {"garrison": "small", "sovereignty": "handover"}
    read = CLIENT_ACT({"type": "offer", "channel": CHANNEL, "package": {"z": "1", "a": "2"}})
    assert read.package == package({"a": "2", "z": "1"})
    assert terms.package_hash(read.package) == terms.package_hash(package({"a": "2", "z": "1"}))


def test_red_lines_may_name_two_options_of_one_issue() -> None:
    lines = tuple(
        terms.Choice(terms.IssueId("garrison"), terms.OptionId(name)) for name in ("large", "small")
    )
    dealt = notices.SheetDealt(GBR, "card", (), 44, lines, 50, 8)
    assert plain(dealt)["red_lines"] == [{"issue": "garrison", "option": name} for name in ("large", "small")]
    assert STORED_NOTICE(_listed(plain(dealt))) == dealt


def test_defaults_are_left_out() -> None:
    assert plain(acts.Ready()) == {"type": "ready"}
    assert plain(acts.Press("force", GBR)) == {"type": "press", "tool": "force", "target": "gbr"}


def test_no_act_is_written_as_none_after_any_other() -> None:
    sealed = notices.Sealed("force", terms.Ref("gbr"), acts.Press("force", GBR))
    assert plain(sealed)["act"] == {"type": "press", "tool": "force", "target": "gbr"}
    assert plain(notices.Sealed("force", terms.Ref("gbr"), None))["act"] is None
    assert plain(notices.Cause("tide")) == {"type": "cause", "why": "tide"}


@pytest.mark.parametrize(
    "words", ["missiles, amount 9", "a\nb", "x" * 49, " missiles", "ra\u200bketen", "\x1b[2J"]
)
@pytest.mark.parametrize("field", ["object", "place"])
def test_a_clause_cannot_forge_the_canonical_text(field: str, words: str) -> None:
    data = _listed(plain(acts.Draft(TEXT)))
    data["text"]["clauses"][0][field] = words
    with pytest.raises(Problem) as caught:
        CLIENT_ACT(data)
    assert str(caught.value) == f"text.clauses.1.{field}: is not spelled as it must be"


def test_the_same_text_has_the_same_hash_after_the_wire() -> None:
    read = CLIENT_ACT(_listed(plain(acts.Draft(TEXT)))).text
    assert isinstance(read, Instrument)
    assert terms.instrument_hash(read) == terms.instrument_hash(TEXT)


@pytest.mark.parametrize("value", ["3", 3.0, True, None, [3], {"a": 3}, b"3"])
def test_a_number_is_a_number(value: object) -> None:
    with pytest.raises(Problem, match="clause: must be a whole number"):
        CLIENT_ACT({"type": "suspend", "ref": REF, "clause": value})


@pytest.mark.parametrize("value", ["true", 1, 0, None, "no"])
def test_a_truth_is_a_truth(value: object) -> None:
    with pytest.raises(Problem, match="pays: must be true or false"):
        CLIENT_ACT({"type": "invite", "medium": "note", "members": ["prc"], "pays": value})


@pytest.mark.parametrize(
    "value", [3, True, None, b"gbr", ["gbr"], "", "g b r", "a" * 65, "é", "gbr\n", ".gbr"]
)
def test_an_id_is_an_id(value: object) -> None:
    with pytest.raises(Problem, match="nation: is no NationId"):
        CLIENT_ACT({"type": "demarche", "nation": value})


def test_stored_ids_may_be_spelled_freely_but_unknown_fields_are_refused() -> None:
    assert STORED_NOTICE({"type": "judged", "by": "a b", "target": "c", "won": True}).by == "a b"
    with pytest.raises(Problem, match="has unknown fields: mood"):
        STORED_NOTICE({"type": "judged", "by": "a", "target": "c", "won": True, "mood": 1})


def test_a_skipping_reader_skips_inside_too() -> None:
    lenient = Reading(Notice, FROM_SERVER)
    data = {"type": "dial-moved", "dial": "word", "by": 1, "now": 2, "because": {"why": "x", "mood": 1}}
    assert lenient(data) == notices.DialMoved("word", 1, 2, notices.Cause("x"))
