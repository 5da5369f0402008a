"""A notice is encoded once; the frames of those who hear it differ in the cursor alone."""

from __future__ import annotations

import pytest

from detente_server.host.sockets import framing
from detente_server.match.stream import Heard
from detente_wire.codec import CODECS, JSON, MSGPACK, Codec
from detente_wire.messages import MatchId
from detente_wire.notices import ClockSet

MATCH = MatchId("aaaaaaaaaaaaaaaa")
TRICKY = '"cursor":\xa6cursor'


@pytest.mark.parametrize("codec", CODECS.values(), ids=lambda codec: str(codec.subprotocol))
@pytest.mark.parametrize("audience", [None, frozenset({"ada", "bel"})])
@pytest.mark.parametrize("words", ["", TRICKY])
def test_a_frame_with_a_spliced_cursor_is_that_of_the_codec(
    codec: Codec, audience: frozenset[str] | None, words: str
) -> None:
    """Whatever length the cursor has, and whatever the words look like."""
    heard = Heard(audience, 3, 99, ClockSet(5), MSGPACK.encode_body(ClockSet(5)), None, words)
    body = heard.body if codec is MSGPACK else JSON.encode_body(ClockSet(5))
    for cursor in (1, 9, 10, 127, 128, 255, 256, 65_535, 65_536, 2**33, 7):
        whole = codec.frame_heard(MATCH, cursor, 3, 99, body, words, padded=audience is not None)
        assert framing.heard_frames(codec, MATCH, cursor, heard, "ada") == [whole]


def test_what_is_kept_at_hand_is_bounded() -> None:
    """However many notices there are."""
    for n in range(framing.SHELLS + 10):
        heard = Heard(None, 1, n, ClockSet(n), MSGPACK.encode_body(ClockSet(n)))
        framing.heard_frames(MSGPACK, MATCH, 1, heard, "ada")
    assert len(framing._shells) <= framing.SHELLS
