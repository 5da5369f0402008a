"""How much of anything may cross the socket, and the codes with which a socket is closed.

Owns: every number of the wire, told to each client in `hello`, and the table of close codes.
Does not know: who counts; the codec and the gate refuse what is too big, the host what comes too often.
"""

from __future__ import annotations

from detente_wire.values import frozen

SUBPROTOCOL_MSGPACK = "detente.v1+msgpack"
SUBPROTOCOL_JSON = "detente.v1+json"
SUBPROTOCOLS = (SUBPROTOCOL_MSGPACK, SUBPROTOCOL_JSON)
"""What a client may ask for, in the server's order of preference."""

FRAME_BYTES = 16 * 1024
"""No frame is longer, in either direction; what is longer travels in `Part`s."""
FRAME_DEPTH = 8
"""Maps and lists within each other, the frame itself included. The deepest legal frame, minutes with a text
in an act (heard > notice > acts > pair > act > text > clauses > clause), has just 8."""
CLIENT_NODES = 512
"""Values in a client's frame: maps, lists and scalars, keys not counted."""
SERVER_NODES = FRAME_BYTES
"""Values in a server's frame: no more than its bytes."""
WHOLE_BYTES = 1024 * 1024
"""The longest message that `Part`s may be joined to."""
WHOLE_NODES = 262_144
"""Values in a joined message."""
PART_BYTES = 14 * 1024
"""Bytes of data that a `Part` or an `Asset` carries."""
SIZE_BUCKETS = (256, 512, 1024, 2048, 4096, 8192, 16384)
"""A private frame is padded to the next of these, so that its length tells little."""
ID_CHARACTERS = 64
"""Longest id of any sort."""
TEXT_CHARACTERS = 4000
TEXT_BYTES = 12_000
TEXT_LINES = 60
"""A letter, or anything else that is written with an act."""
NAME_CHARACTERS = (3, 24)
"""Fewest and most of a player's name; ASCII."""
SHORT_CHARACTERS = 48
"""A clause's object or place."""
HISTORY_ITEMS = 50
"""Notices that one `History` may ask for."""


@frozen
class Limits:
    """The numbers that this server keeps, as `hello` tells them; the defaults are the project's."""

    frame_bytes: int = FRAME_BYTES
    """Of the longest frame."""
    text_characters: int = TEXT_CHARACTERS
    """Of the longest letter."""
    text_bytes: int = TEXT_BYTES
    """Of the longest letter, in UTF-8."""
    text_lines: int = TEXT_LINES
    """Of the longest letter."""
    commands_burst: int = 10
    """Commands at once; then `commands_per_s`."""
    commands_per_s: int = 2
    """Commands a second, after the first burst."""
    letters_burst: int = 10
    """Commands with words at once; then one every `letter_every_s`."""
    letter_every_s: int = 2
    """Seconds to the next command with words, after the first burst."""
    queries_burst: int = 20
    """Questions to one's own view, and requests, at once."""
    queries_per_s: int = 5
    """Questions and requests a second, after the first burst."""
    incoming_frames: int = 4
    """Commands that may wait for an answer; one more is refused as busy."""
    outgoing_frames: int = 64
    """Frames that may wait for a client that does not read, before it is cut off (it can resume)."""
    outgoing_bytes: int = 256 * 1024
    """Bytes that may wait for such a client."""
    outgoing_s: int = 10
    """Seconds that they may wait."""
    auth_s: int = 5
    """Seconds from `hello` to `auth`."""
    ping_s: int = 15
    """The server pings a socket this long after its last byte."""
    pong_s: int = 10
    """And closes it so long after that."""


@frozen
class CloseCode:
    """Why a server closes a socket. 4000-4499: come back; 4500-4999: it would be no use."""

    code: int
    name: str
    meaning: str

    @property
    def come_back(self) -> bool:
        """Whether the client should connect again and resume."""
        return self.code < 4500


_CLOSES = (
    CloseCode(4000, "restarting", "The server restarts; wait retry_after_s and resume."),
    CloseCode(4001, "slow", "You did not read for too long; resume, nothing is lost."),
    CloseCode(4002, "full", "The server holds as many connections as it can; try later."),
    CloseCode(4003, "rate", "Too many connections or sessions from your address; try later."),
    CloseCode(4004, "moved", "Your match is owned by another node now; connect again."),
    CloseCode(4005, "silent", "Nothing was heard from you, and no ping answered."),
    CloseCode(4006, "trouble", "The server had a problem of its own; resume, what was committed is kept."),
    CloseCode(4500, "malformed", "A frame could not be read."),
    CloseCode(4501, "too-big", "A frame was longer than the limit."),
    CloseCode(4502, "no-auth", "The first frame was not an auth, or came too late."),
    CloseCode(4503, "bad-auth", "Unknown name, wrong password, or a token that is not valid."),
    CloseCode(4504, "name-taken", "The name is not free, or not allowed."),
    CloseCode(4505, "elsewhere", "You resumed on another socket."),
    CloseCode(4506, "removed", "An operator ended your session."),
    CloseCode(4507, "flooding", "You kept sending far above the limits."),
    CloseCode(4508, "banned", "An operator keeps you out for a while."),
    CloseCode(
        4509, "insecure", "Passwords and tokens are not taken where others may read along: use wss://."
    ),
    CloseCode(4510, "revoked", "The token or session by which you came in is valid no more."),
)
CLOSE_CODES: dict[str, CloseCode] = {row.name: row for row in _CLOSES}
"""Every close code by its name."""
