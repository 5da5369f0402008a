"""A page of what a viewer heard, in one channel or in the whole match.

Owns: the answer to `History`.
Does not know: sockets. It is a filter over the viewer's own stream: there is no second authority.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice, takewhile

from detente_server.host.sockets.framing import frames, recalled_frames
from detente_server.host.visiting.attendance import Stream
from detente_server.match.stream import Heard
from detente_wire.codec import Codec
from detente_wire.messages import History, HistoryEnd


def recall(stream: Stream, viewer: str, asked: History, codec: Codec) -> Iterator[list[bytes]]:
    """The frames of the answer."""
    found, more = page(stream, viewer, asked)
    for cursor, heard in found:
        yield recalled_frames(codec, asked.id, asked.match, cursor, heard)
    yield frames(codec, HistoryEnd(asked.id, asked.match, more))


def page(stream: Stream, viewer: str, asked: History) -> tuple[list[tuple[int, Heard]], bool]:
    """The nearest notices in the direction asked for, oldest first, and whether there are more that way."""
    heard_then = stream.told(viewer, asked.after or 0)
    if asked.before is not None:
        before = asked.before
        heard_then = takewhile(lambda one: one[0] < before, heard_then)
    fitting = ((cursor, heard) for cursor, heard in heard_then if _is_in(heard, asked))
    if asked.after is not None:
        found = list(islice(fitting, asked.limit + 1))
        return found[: asked.limit], len(found) > asked.limit
    found = list(deque(fitting, asked.limit + 1))
    return found[-asked.limit :], len(found) > asked.limit


def _is_in(heard: Heard, asked: History) -> bool:
    return asked.channel is None or getattr(heard.notice, "channel", None) == asked.channel
