"""The codec: every message goes there and back, and bytes that are none are refused in one way only."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import msgpack
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente_wire import acts, limits, messages, notices
from detente_wire.codec import CODECS, JSON, MSGPACK, Codec, MalformedMessage
from detente_wire.messages import MatchId, RequestId, Unknown
from detente_wire.notices import Notice
from detente_wire.terms import NationId
from tests.wire import strategies
from tests.wire.samples import CHANNEL, COMMAND, DEEPEST, FRAMES, MATCH

BOTH = pytest.mark.parametrize("codec", CODECS.values(), ids=["msgpack", "json"])
EASY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
SAY = {"type": "command", "id": COMMAND, "match": MATCH, "act": {"type": "say", "channel": CHANNEL}}


# -- there and back --------------------------------------------------------------------------------------------


@BOTH
@EASY
@given(message=strategies.SERVER)
def test_what_a_server_sends_is_read_again(codec: Codec, message: messages.ServerMessage) -> None:
    assert codec.decode_server(codec.encode(message), joined=True) == message


@BOTH
@EASY
@given(message=strategies.CLIENT)
def test_what_a_client_sends_is_read_again(codec: Codec, message: messages.ClientMessage) -> None:
    assert codec.decode_client(codec.encode(message)) == message


@BOTH
@EASY
@given(notice=strategies.NOTICES, words=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_body_is_spliced_as_if_encoded_whole(codec: Codec, notice: Notice, words: str) -> None:
    body = codec.encode_body(notice)
    assert codec.decode_notice(body) == notice
    frame = codec.frame_heard(MATCH, 70_000, 3, 1_790_000_000, body, words)
    whole = messages.Heard(MATCH, 70_000, 3, 1_790_000_000, notice, words)
    assert frame == codec.encode(whole)
    padded = codec.frame_heard(MATCH, 70_000, 3, 1_790_000_000, body, words, padded=True)
    assert codec.decode_server(padded, joined=True) == whole
    told = codec.frame_heard(MATCH, 70_000, 3, 1_790_000_000, body, words, to=("ada", "bel"), padded=True)
    assert codec.decode_server(told, joined=True) == evolve(whole, to=(NationId("ada"), NationId("bel")))
    assert len(padded) in limits.SIZE_BUCKETS or len(padded) > limits.SIZE_BUCKETS[-1] - 7


@BOTH
def test_padding_fills_a_bucket(codec: Codec) -> None:
    body = codec.encode_body(notices.ClockSet(0))
    for length in (*range(600), 1000, 4000, 12_000):
        frame = codec.frame_heard(MATCH, 1, 1, 0, body, "x" * length, padded=True)
        assert len(frame) in limits.SIZE_BUCKETS
        heard = codec.decode_server(frame)
        assert isinstance(heard, messages.Heard)
        assert heard.words == "x" * length


@BOTH
def test_a_recalled_notice_is_spliced_too(codec: Codec) -> None:
    notice = notices.ClockSet(5)
    frame = codec.frame_recalled(RequestId("h1"), MATCH, 4, 2, 9, codec.encode_body(notice), "Ça va")
    assert codec.decode_server(frame) == messages.Recalled(RequestId("h1"), MATCH, 4, 2, 9, notice, "Ça va")


@BOTH
def test_an_act_is_a_body_too(codec: Codec) -> None:
    act = acts.Recess(CHANNEL, 4)
    assert codec.decode_act(codec.encode_body(act)) == act


# -- strict and lenient ----------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"pad": ""}, "has unknown fields: pad"),
        ({"act": {"type": "say", "channel": CHANNEL, "secretly": True}}, "act: has unknown fields: secretly"),
        ({"act": {"type": "whisper", "channel": CHANNEL}}, "act: has a type that is not known: 'whisper'"),
        ({"act": {"type": "say"}}, "act: lacks channel"),
        ({"act": {"channel": CHANNEL}}, "act: has no type"),
        ({"act": []}, "act: must be a map"),
        (
            {"act": {"type": "recess", "channel": CHANNEL, "until_turn": "3"}},
            "until_turn: must be a whole number",
        ),
        (
            {"act": {"type": "recess", "channel": CHANNEL, "until_turn": True}},
            "until_turn: must be a whole number",
        ),
        ({"act": {"type": "recess", "channel": CHANNEL, "until_turn": 0}}, "'until_turn' must be >= 1"),
        ({"act": {"type": "recess", "channel": "a, b", "until_turn": 3}}, "act.channel: is no ChannelId"),
        (
            {"act": {"type": "offer", "channel": CHANNEL, "package": {"a": 1}}},
            "act.package.a: must name one option",
        ),
        ({"act": {"type": "offer", "channel": CHANNEL, "package": None}}, "act.package: must be a map"),
        ({"act": {"type": "offer", "channel": CHANNEL, "package": []}}, "act.package: must be a map"),
        ({"act": {"type": "say", "channel": CHANNEL, "aside_to": "gbr"}}, "act.aside_to: must be a list"),
        (
            {"act": {"type": "say", "channel": CHANNEL, "aside_to": ["gbr", 2]}},
            "act.aside_to.2: is no NationId",
        ),
        (
            {"act": {"type": "reject", "ref": "r", "reason": "bored"}},
            "act.reason: must be one of 'too-little'",
        ),
        ({"words": None}, "words: must be a string"),
        ({"id": "A" * 26}, "id: is no CommandId"),
        ({"id": "a" * 25}, "id: is no CommandId"),
        ({"expect_turn": [1]}, "expect_turn: must be a whole number"),
    ],
)
def test_a_server_names_what_is_wrong(codec: Codec, change: dict[str, Any], problem: str) -> None:
    with pytest.raises(MalformedMessage) as caught:
        codec.decode_client(codec.pack({**SAY, **change}))
    assert problem in caught.value.problem


@BOTH
def test_a_bad_command_can_be_answered(codec: Codec) -> None:
    with pytest.raises(MalformedMessage) as caught:
        codec.decode_client(codec.pack({**SAY, "more": 1}))
    assert caught.value.request == COMMAND
    with pytest.raises(MalformedMessage) as caught:
        codec.decode_client(codec.pack({**SAY, "id": "no id!"}))
    assert caught.value.request is None


@BOTH
def test_a_client_skips_what_it_does_not_know(codec: Codec) -> None:
    data = json.loads(JSON.encode(FRAMES["heard-said"]))
    data["notice"]["mood"] = "grim"
    data["news"] = [1, {"a": None}]
    assert codec.decode_server(codec.pack(data)) == FRAMES["heard-said"]


@BOTH
def test_a_client_keeps_its_place_over_an_unknown_notice(codec: Codec) -> None:
    data = json.loads(JSON.encode(FRAMES["heard-said"]))
    data["notice"]["act"]["type"] = "sing"
    heard = codec.decode_server(codec.pack(data))
    assert isinstance(heard, messages.Heard)
    assert (heard.cursor, heard.notice) == (18, Unknown("said"))
    data["notice"] = {"type": "comet-seen"}
    heard = codec.decode_server(codec.pack(data))
    assert isinstance(heard, messages.Heard)
    assert heard.notice == Unknown("comet-seen")


@BOTH
def test_a_client_skips_a_whole_frame(codec: Codec) -> None:
    assert codec.decode_server(codec.pack({"type": "weather", "rain": True})) == Unknown("weather")


@BOTH
def test_known_frames_from_a_server_are_still_exact(codec: Codec) -> None:
    with pytest.raises(MalformedMessage, match="cursor: must be a whole number"):
        codec.decode_server(codec.pack({**json.loads(JSON.encode(FRAMES["heard-said"])), "cursor": "18"}))


# -- limits ----------------------------------------------------------------------------------------------------


@BOTH
def test_the_deepest_legal_frame_fits(codec: Codec) -> None:
    assert codec.decode_server(codec.encode(DEEPEST)) == DEEPEST


@BOTH
@pytest.mark.parametrize("extra", [1, 100])
def test_one_deeper_is_refused(codec: Codec, extra: int) -> None:
    within: Any = 0
    for _ in range(limits.FRAME_DEPTH - 1 + extra):
        within = [within]
    with pytest.raises(MalformedMessage, match="nested deeper than 8"):
        codec.decode_server(codec.pack({"type": "weather", "rain": within}))


@BOTH
def test_depth_at_the_limit(codec: Codec) -> None:
    within: Any = 0
    for _ in range(limits.FRAME_DEPTH - 1):
        within = [within]
    assert codec.decode_server(codec.pack({"type": "weather", "rain": within})) == Unknown("weather")


def _long(codec: Codec, size: int) -> bytes:
    frame = codec.pack({**SAY, "words": "x" * 10_000})
    return codec.pack({**SAY, "words": "x" * (10_000 + size - len(frame))})


@BOTH
def test_frame_bytes(codec: Codec) -> None:
    at = _long(codec, limits.FRAME_BYTES)
    assert len(at) == limits.FRAME_BYTES
    codec.decode_client(at)
    for size in (limits.FRAME_BYTES + 1, 100 * limits.FRAME_BYTES):
        with pytest.raises(MalformedMessage, match="longer than 16384 bytes") as caught:
            codec.decode_client(_long(codec, size))
        assert caught.value.close == "too-big"


@BOTH
def test_nodes(codec: Codec) -> None:
    def say(nations: int) -> bytes:
        return codec.pack({**SAY, "act": {"type": "say", "channel": CHANNEL, "aside_to": ["a"] * nations}})

    codec.decode_client(say(limits.CLIENT_NODES - 8))
    for more in (1, 2000):
        with pytest.raises(MalformedMessage, match="too many values"):
            codec.decode_client(say(limits.CLIENT_NODES - 8 + more))


@BOTH
@pytest.mark.parametrize("number", [2**53 + 1, -(2**53) - 1, 2**63, 2**64 - 1])
def test_numbers_out_of_range(codec: Codec, number: int) -> None:
    codec.decode_client(codec.pack({**SAY, "expect_turn": 2**53}))
    with pytest.raises(MalformedMessage, match="number out of range"):
        codec.decode_client(codec.pack({**SAY, "expect_turn": number}))


MSGPACK_BAD: dict[str, bytes] = {
    "nothing": b"",
    "a float": msgpack.packb({**SAY, "expect_turn": 1.0}),
    "bytes": msgpack.packb({**SAY, "words": b"x"}),
    "an extension": msgpack.packb({**SAY, "words": msgpack.ExtType(5, b"")}),
    "a long extension": msgpack.packb({**SAY, "words": msgpack.ExtType(5, b"x" * 9)}),
    "a timestamp": msgpack.packb({**SAY, "words": msgpack.Timestamp(5)}),
    "a key twice": b"\x82\xa4type\xa5guest\xa4type\xa5guest",
    "a key that is a number": msgpack.packb({1: 2}),
    "a key that is bytes": msgpack.packb({b"type": "auth"}),
    "a lone surrogate": b"\x81\xa4type\xa3\xed\xa0\x80",
    "no UTF-8": b"\x81\xa4type\xa1\xff",
    "two frames": msgpack.packb(SAY) * 2,
    "half a frame": msgpack.packb(SAY)[:-1],
    "a huge list that is not there": b"\xdd\xff\xff\xff\xff",
    "a huge string that is not there": b"\xdb\xff\xff\xff\xff",
    "a huge map that is not there": b"\xdf\xff\xff\xff\xff",
    "deep lists": b"\x91" * 16_000 + b"\x90",
    "no map": msgpack.packb(7),
}
JSON_BAD: dict[str, str | bytes] = {
    "nothing": "",
    "a float": '{"type": "auth", "who": 1.5}',
    "an exponent": '{"type": "auth", "who": 1e3}',
    "NaN": '{"type": "auth", "who": NaN}',
    "infinity": '{"type": "auth", "who": -Infinity}',
    "a key twice": '{"type": "auth", "type": "auth"}',
    "a lone surrogate": '{"type": "auth", "who": "\\ud800"}',
    "a lone surrogate as a key": '{"type": "weather", "\\udc00": 1}',
    "a raw surrogate": '{"type": "\ud800"}',
    "no UTF-8": b'{"type": "\xff"}',
    "a byte order mark": "\ufeff{}",
    "two frames": "{} {}",
    "half a frame": '{"type": "au',
    "a number of 5000 digits": '{"type": ' + "9" * 5000 + "}",
    "deep lists": "[" * 16_000,
    "deep maps": '{"a":' * 3000,
    "a control character in a string": '{"type": "\x01"}',
    "no map": "7",
}


@pytest.mark.parametrize("frame", MSGPACK_BAD.values(), ids=MSGPACK_BAD)
def test_msgpack_that_is_no_message(frame: bytes) -> None:
    for decode in (MSGPACK.decode_client, MSGPACK.decode_server):
        with pytest.raises(MalformedMessage):
            decode(frame)


@pytest.mark.parametrize("frame", JSON_BAD.values(), ids=JSON_BAD)
def test_json_that_is_no_message(frame: str | bytes) -> None:
    for decode in (JSON.decode_client, JSON.decode_server):
        with pytest.raises(MalformedMessage):
            decode(frame)


def test_msgpack_comes_in_binary_frames() -> None:
    with pytest.raises(MalformedMessage):
        MSGPACK.decode_client("{}")


def test_json_takes_text_and_bytes_alike() -> None:
    frame = JSON.encode(FRAMES["command-offer"])
    assert JSON.decode_client(frame.decode()) == JSON.decode_client(frame) == FRAMES["command-offer"]


def test_json_is_not_escaped() -> None:
    assert "中英聯合聲明 😀".encode() in JSON.encode(FRAMES["command-offer"])


# -- any bytes -------------------------------------------------------------------------------------------------


def _decodes(decode: Callable[[bytes], object], frame: bytes) -> bool:
    """Whether it is a message; anything raised but MalformedMessage fails the test."""
    try:
        decode(frame)
    except MalformedMessage:
        return False
    return True


@BOTH
@EASY
@given(frame=st.binary(max_size=400))
def test_any_bytes(codec: Codec, frame: bytes) -> None:
    _decodes(codec.decode_client, frame)
    _decodes(codec.decode_server, frame)


@BOTH
@EASY
@given(
    data=st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text(max_size=6),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    )
)
def test_any_data(codec: Codec, data: object) -> None:
    try:
        frame = codec.pack(data)
    except ValueError:
        return
    _decodes(codec.decode_client, frame)
    _decodes(codec.decode_server, frame)


def _mutated(frame: bytes, dice: random.Random) -> bytes:
    """A frame with one to four bytes changed, put in, taken out or cut off."""
    bad = bytearray(frame)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(bad) + 1)
        match dice.randrange(5):
            case 0:
                bad[at : at + 1] = dice.randbytes(1)
            case 1:
                bad[at:at] = dice.randbytes(dice.randint(1, 3))
            case 2:
                del bad[at : at + dice.randint(1, 8)]
            case 3:
                bad[at : at + 1] = b"\xc0"
            case _:
                start = dice.randrange(len(bad) + 1)
                bad[at:at] = bad[start : start + dice.randint(1, 20)]
    return bytes(bad)


@BOTH
def test_ten_thousand_mutated_frames(codec: Codec) -> None:
    dice = random.Random(20)
    frames = [codec.encode(message) for message in FRAMES.values()]
    good = 0
    for _ in range(5000):
        frame = _mutated(dice.choice(frames), dice)
        good += _decodes(codec.decode_client, frame) + _decodes(codec.decode_server, frame)
    assert 0 < good < 5000


def test_the_check_would_see_another_exception() -> None:
    def planted(frame: bytes) -> object:
        raise KeyError("planted")

    with pytest.raises(KeyError):
        _decodes(planted, b"")


def test_a_match_id_is_written_as_json_needs_it() -> None:
    frame = JSON.frame_heard(MatchId('a"b'), 1, 1, 0, JSON.encode_body(notices.ClockSet(0)))
    assert json.loads(frame)["match"] == 'a"b'
