"""Frames of a client, cut as the library would cut them, wherever the bytes are torn."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode
from websockets.protocol import OPEN, SERVER, Protocol

from detente_server.host.cutter import Cutter, Raw

MOST = 65_536

opcodes = st.sampled_from([Opcode.TEXT, Opcode.BINARY, Opcode.CONT, Opcode.PING, Opcode.PONG])
sizes = st.sampled_from([0, 1, 125, 126, 127, 300, 16_385, 65_535])


@st.composite
def frames(draw: st.DrawFn) -> bytes:
    """A client's frame; most are masked, whole messages."""
    opcode, fin, size = draw(opcodes), draw(st.sampled_from([True, True, True, False])), draw(sizes)
    control = opcode >= 8
    frame = Frame(opcode, bytes(range(256)) * (size // 256) + b"x" * (size % 256), fin or control)
    if control:
        frame.data = frame.data[:125]
    return frame.serialize(mask=draw(st.sampled_from([True] * 9 + [False])))


odd = st.sampled_from(
    [b"\xf1\x80\0\0\0\0", b"\x83\x80\0\0\0\0", b"\x82\xff" + b"\0" * 5 + b"\1\0\0" + b"\0" * 4, b"\x82\0"]
)


def library() -> Protocol:
    """The library's own cutting, after the handshake."""
    return Protocol(SERVER, state=OPEN, max_size=MOST)


def fed(protocol: Protocol, data: bytes) -> list[tuple[bool, bytes]]:
    """What the library makes of the bytes: whole messages of one frame by themselves, all else by its code."""
    protocol.receive_data(data)
    found = []
    for event in protocol.events_received():
        assert isinstance(event, Frame)
        whole = event.opcode in (Opcode.TEXT, Opcode.BINARY) and event.fin
        found.append((whole and event.opcode is Opcode.TEXT, bytes(event.data)))
    return found


def cut(chunks: Iterable[bytes]) -> tuple[list[tuple[bool, bytes]], Protocol]:
    """What comes of the chunks by way of the cutter, with the library behind it."""
    cutter, protocol = Cutter(), library()
    found = []
    for chunk in chunks:
        for piece in cutter.cut(chunk):
            if isinstance(piece, Raw):
                found += fed(protocol, piece.data)
            elif protocol.state is OPEN:
                found.append((piece.text, piece.data))
    return found, protocol


def torn(data: bytes, places: list[int]) -> list[bytes]:
    """The bytes in pieces."""
    edges = [0, *sorted({place % (len(data) + 1) for place in places}), len(data)]
    return [data[a:b] for a, b in pairwise(edges)]


@example([b"\x82\0"], [1])
@given(st.lists(frames() | odd, max_size=6), st.lists(st.integers(0, 10**6), max_size=8))
def test_the_same_messages_as_the_library_and_the_same_end(sent: list[bytes], places: list[int]) -> None:
    alone = library()
    expected = fed(alone, b"".join(sent))
    found, behind = cut(torn(b"".join(sent), places))
    assert found == expected
    assert behind.state is alone.state
    assert type(behind.parser_exc) is type(alone.parser_exc)


def test_byte_by_byte() -> None:
    data = Frame(Opcode.BINARY, b"a" * 300).serialize(mask=True) + Frame(Opcode.TEXT, b"b").serialize(
        mask=True
    )
    found, _ = cut([bytes([byte]) for byte in data])
    assert found == [(False, b"a" * 300), (True, b"b")]


def test_what_is_no_masked_message_is_the_librarys() -> None:
    for frame in (
        Frame(Opcode.PING, b"").serialize(mask=True),
        Frame(Opcode.BINARY, b"x").serialize(mask=False),
        Frame(Opcode.BINARY, b"x", fin=False).serialize(mask=True),
        Frame(Opcode.BINARY, b"x" * MOST).serialize(mask=True),
    ):
        assert all(isinstance(piece, Raw) for piece in Cutter().cut(frame))


def test_a_message_within_a_fragmented_one_is_the_librarys_to_refuse() -> None:
    """Handed on by itself it would hide that the client broke the protocol."""
    begun = Frame(Opcode.BINARY, b"x", fin=False).serialize(mask=True)
    within = Frame(Opcode.BINARY, b"y").serialize(mask=True)
    found, behind = cut([begun, within])
    assert found == [(False, b"x")]
    assert behind.state is not OPEN
