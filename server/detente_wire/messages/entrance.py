"""Coming in and being sent away: hello, who one is, goodbye."""

from __future__ import annotations

from attrs import field

from detente_wire.limits import Limits
from detente_wire.messages.ids import Digest, Lineage, MatchId, PlayerId
from detente_wire.terms import NationId
from detente_wire.values import frozen


@frozen
class PackOffered:
    """A pack that can be played here."""

    id: str
    title: str
    version: str
    digest: Digest
    """Of its public part; see `Fetch`."""
    languages: tuple[str, ...] = ()
    """In which it can be played, as tags; that of its originals first."""


@frozen
class CampaignOffered:
    """Crises in a row that this server has by a name."""

    id: str
    title: str
    description: str
    packs: tuple[str, ...]


@frozen
class Hello:
    """The server's first frame on every socket."""

    server: str
    """Name and version, e.g. ``detente-server 0.1.0``."""
    versions: tuple[str, ...]
    """The subprotocols it speaks."""
    lineage: Lineage
    server_time_s: int
    limits: Limits = field(factory=Limits)
    packs: tuple[PackOffered, ...] = ()
    campaigns: tuple[CampaignOffered, ...] = ()
    """Those of which every pack is offered; any other list of packs will do as well."""
    caps: tuple[str, ...] = ()
    """What else it can do, by name: ``passwords``, ``guests``, ``observers``, ``umpires``."""
    notice: str = ""
    """What everybody should know now: that it cannot write, or is about to stop."""


@frozen
class SeatHeld:
    """A seat that this player holds."""

    match: MatchId
    nation: NationId


@frozen
class Welcome:
    """The answer to a good `auth`."""

    name: str
    player: PlayerId
    resume_token: str
    """A secret for the next `auth`; the one before stays valid until this one is first used."""
    seats: tuple[SeatHeld, ...] = ()
    account: bool = False
    """The name is this player's for good; see `SetPassword`."""
    operator: bool = False
    """Operates this server."""


@frozen
class Guest:
    """Play under this name, without an account."""

    name: str
    claim: str = ""
    """A secret of the client's own, 32 characters or more: with it the name may be said again until the first
    `resume`, should the answer be lost on its way."""


@frozen
class Password:
    """An account; over ``ws://`` a client sends this to loopback only."""

    name: str
    password: str


@frozen
class Token:
    """A bot's, an operator's or a solo game's token."""

    token: str


@frozen
class Resume:
    """Be again who you were."""

    token: str
    """The newest `Welcome.resume_token`."""


Credential = Guest | Password | Token | Resume


@frozen
class Auth:
    """The client's first frame."""

    who: Credential
    client: str = ""
    """Name and version of the client, for the server's log."""


@frozen
class Announcement:
    """The operator has something to say to everybody here."""

    text: str
    at_s: int = 0


@frozen
class Closing:
    """The last frame before the server closes the socket; the code says the same."""

    reason: str
    """A name of the table of close codes."""
    message: str = ""
    retry_after_s: int = 0
