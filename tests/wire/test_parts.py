"""Messages longer than a frame, cut and joined."""

from __future__ import annotations

import pytest

from detente_wire import limits, notices
from detente_wire.codec import CODECS, Codec, MalformedMessage
from detente_wire.messages import Heard, Part
from detente_wire.parts import Joiner, split
from tests.wire.samples import DEAL, FRAMES, GBR, MATCH, PRC

BOTH = pytest.mark.parametrize("codec", CODECS.values(), ids=["msgpack", "json"])
DEBRIEF = notices.Debrief(
    (GBR, PRC),
    (),
    6000,
    300,
    tuple(notices.Deal(DEAL, (n, 100 - n)) for n in range(700)),
    None,
    None,
    DEAL,
    (),
)
LONG = Heard(MATCH, 9, 12, 0, DEBRIEF, 'Ça "va" \\ 中英聯合聲明 ' * 50)


@BOTH
def test_a_long_message_travels_in_parts(codec: Codec) -> None:
    frames = split(codec, codec.encode(LONG))
    assert len(frames) > 2
    assert all(len(frame) <= limits.FRAME_BYTES for frame in frames)
    joiner = Joiner(codec)
    assert [joiner.feed(frame) for frame in frames] == [None] * (len(frames) - 1) + [LONG]
    assert joiner.feed(codec.encode(FRAMES["attend"])) is not None


@BOTH
def test_a_short_message_is_its_own_frame(codec: Codec) -> None:
    frame = codec.encode(FRAMES["heard-said"])
    assert split(codec, frame) == [frame]
    assert Joiner(codec).feed(frame) == FRAMES["heard-said"]


@BOTH
def test_escapes_double_a_part_at_most(codec: Codec) -> None:
    words = '"\\' * 9000 + "\U0001f600" * 3000
    message = Heard(MATCH, 1, 1, 0, notices.ClockSet(0), words)
    frames = split(codec, codec.encode(message))
    assert max(map(len, frames)) <= limits.FRAME_BYTES
    joiner = Joiner(codec)
    assert [joiner.feed(frame) for frame in frames][-1] == message


@BOTH
def test_parts_out_of_order_are_malformed(codec: Codec) -> None:
    first, second, *_ = split(codec, codec.encode(LONG))
    for frames in ([second], [first, first], [first, codec.encode(FRAMES["heard-dial"])]):
        joiner = Joiner(codec)
        for frame in frames[:-1]:
            joiner.feed(frame)
        with pytest.raises(MalformedMessage):
            joiner.feed(frames[-1])


@BOTH
def test_parts_without_end_are_refused(codec: Codec) -> None:
    joiner = Joiner(codec)
    data, fit = "x" * 10_000, limits.WHOLE_BYTES // 10_000
    for n in range(1, fit + 1):
        assert joiner.feed(codec.encode(Part(n, 10_000, data))) is None
    over = codec.encode(Part(fit + 1, 10_000, data))
    with pytest.raises(MalformedMessage, match="too long when joined"):
        joiner.feed(over)
