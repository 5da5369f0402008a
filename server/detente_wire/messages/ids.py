"""Ids that only the wire needs, and the words that several frames share."""

from __future__ import annotations

from typing import Literal, NewType

MatchId = NewType("MatchId", str)
"""80 random bits, base32 in lower case (16 characters). Who has a private match's id has been invited."""
PlayerId = NewType("PlayerId", str)
"""Opaque; the same person keeps it over sessions."""
CommandId = NewType("CommandId", str)
"""128 random bits chosen by the client, 26 characters of base32 or 32 of hex; scoped to the player."""
RequestId = NewType("RequestId", str)
"""Names a query, list or history: what has an answer and no receipt. Chosen by the client."""
TokenLabel = NewType("TokenLabel", str)
"""What a player calls a token of his."""
RoomKey = NewType("RoomKey", str)
"""What a client calls a room into which it puts part of a stream: 1 to 80 printable ASCII signs without spaces."""
Lineage = NewType("Lineage", str)
"""Changes only when history was replaced (a restored backup): cursors of another lineage mean nothing."""
Digest = NewType("Digest", str)
"""sha256 in hex of a pack's public part."""

Mode = Literal["variable", "historical"]
Tempo = Literal["live", "correspondence"]
Role = Literal["player", "observer", "umpire"]
