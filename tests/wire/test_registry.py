"""The registries: every class once, every kind its own, no field that a tag would hide."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from attrs import fields

from detente_wire import acts, messages, notices, orders, shapes
from detente_wire.acts import ACTS, kind_of
from detente_wire.messages import CLIENT_MESSAGES, SERVER_MESSAGES
from detente_wire.notices import NOTICES

UNIONS: dict[str, Any] = {
    "acts": acts.Act,
    "orders": orders.Order,
    "notices": notices.Notice,
    "server messages": messages.ServerMessage,
    "client messages": messages.ClientMessage,
    "credentials": messages.Credential,
    "outcomes": messages.Outcome,
    "questions": messages.Question,
    "answers": messages.AnswerBody,
    "wishes": messages.Wish,
    "replies": messages.Reply,
}


@pytest.mark.parametrize("union", UNIONS.values(), ids=UNIONS)
def test_members_have_kinds_of_their_own_and_no_field_type(union: Any) -> None:
    table = shapes.members(union)
    assert len(table) == len(get_args(union))
    for cls in table.values():
        assert shapes.TAG not in {field.name for field in fields(cls)}
        assert cls.__doc__


def test_a_kind_is_never_both_a_client_s_and_a_server_s() -> None:
    assert not CLIENT_MESSAGES.keys() & SERVER_MESSAGES.keys()


def test_a_frame_has_room_for_a_pad() -> None:
    for cls in SERVER_MESSAGES.values():
        assert len(fields(cls)) + 2 < 16, "msgpack writes the size of a longer map in another way"


def test_words_of_frames_are_not_words_of_acts() -> None:
    assert not (CLIENT_MESSAGES.keys() | SERVER_MESSAGES.keys()) & ACTS.keys()


def test_every_act_and_notice_class_is_in_its_union() -> None:
    for module, table in ((acts, ACTS), (messages, SERVER_MESSAGES | CLIENT_MESSAGES)):
        assert {kind_of(cls) for cls in table.values()} == set(table)
        assert all(getattr(module, cls.__name__) is cls for cls in table.values())
    assert {kind_of(cls) for cls in NOTICES.values()} == set(NOTICES)


def test_packages_are_told_from_other_rows_of_choices() -> None:
    assert shapes.package_fields(acts.Offer) == {"package": True}
    assert shapes.package_fields(acts.Forward) == {"altered": False}
    assert "red_lines" not in shapes.package_fields(notices.SheetDealt)
