"""The test vectors: frames as bytes that every version must read and write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente_wire.codec import JSON, MSGPACK, Codec
from detente_wire.messages import CLIENT_MESSAGES
from tests.wire.samples import FRAMES

GOLDEN = Path(__file__).parent / "golden"


def _vector(name: str) -> dict[str, str]:
    vector: dict[str, str] = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    return vector


def _decode(codec: Codec, name: str, frame: bytes) -> object:
    client = type(FRAMES[name]) in CLIENT_MESSAGES.values()
    return codec.decode_client(frame) if client else codec.decode_server(frame)


@pytest.mark.parametrize("name", FRAMES)
def test_a_vector_is_read_and_written(name: str) -> None:
    vector = _vector(name)
    for codec, frame in ((JSON, vector["json"].encode()), (MSGPACK, bytes.fromhex(vector["msgpack"]))):
        assert _decode(codec, name, frame) == FRAMES[name]
        assert codec.encode(FRAMES[name]) == frame


def test_every_vector_is_tested() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(FRAMES)
