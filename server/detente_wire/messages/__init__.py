"""Every frame that crosses the socket: one frozen class a kind, in two registries, by who sends it.

Owns: the registries; the frames stand in the modules of this package, by what they are about.
Does not know: how they are encoded (`codec`), who may send what (the host), what acts and notices mean.

A frame is a map whose key ``type`` names its kind; so are acts, notices and the few other unions in it.
Fields at their default are left out. Times are whole seconds of Unix time on the server's clock. `v1` only
grows: new kinds, and new fields with defaults. A client skips what it does not know, a server refuses it by
name.
"""

from __future__ import annotations

from typing import get_args

from detente_wire.acts import kind_of
from detente_wire.messages.company import Cancelled as Cancelled
from detente_wire.messages.company import CancelMatch as CancelMatch
from detente_wire.messages.company import DirectAll as DirectAll
from detente_wire.messages.company import FindMatch as FindMatch
from detente_wire.messages.company import Flag as Flag
from detente_wire.messages.company import Found as Found
from detente_wire.messages.company import FreeSeat as FreeSeat
from detente_wire.messages.company import Invite as Invite
from detente_wire.messages.company import Invited as Invited
from detente_wire.messages.company import ListMuted as ListMuted
from detente_wire.messages.company import Mute as Mute
from detente_wire.messages.company import Muted as Muted
from detente_wire.messages.company import MutedRow as MutedRow
from detente_wire.messages.company import Remark as Remark
from detente_wire.messages.company import Remarked as Remarked
from detente_wire.messages.company import Silence as Silence
from detente_wire.messages.company import Unmute as Unmute
from detente_wire.messages.contacts import ConfirmContact as ConfirmContact
from detente_wire.messages.contacts import ContactKind as ContactKind
from detente_wire.messages.contacts import ContactRow as ContactRow
from detente_wire.messages.contacts import ContactsAnswer as ContactsAnswer
from detente_wire.messages.contacts import ContactShape as ContactShape
from detente_wire.messages.contacts import DropContact as DropContact
from detente_wire.messages.contacts import Event as Event
from detente_wire.messages.contacts import ListContacts as ListContacts
from detente_wire.messages.contacts import SetContact as SetContact
from detente_wire.messages.contacts import TryContact as TryContact
from detente_wire.messages.entrance import Announcement as Announcement
from detente_wire.messages.entrance import Auth as Auth
from detente_wire.messages.entrance import CampaignOffered as CampaignOffered
from detente_wire.messages.entrance import Closing as Closing
from detente_wire.messages.entrance import Credential as Credential
from detente_wire.messages.entrance import Guest as Guest
from detente_wire.messages.entrance import Hello as Hello
from detente_wire.messages.entrance import PackOffered as PackOffered
from detente_wire.messages.entrance import Password as Password
from detente_wire.messages.entrance import Resume as Resume
from detente_wire.messages.entrance import SeatHeld as SeatHeld
from detente_wire.messages.entrance import Token as Token
from detente_wire.messages.entrance import Welcome as Welcome
from detente_wire.messages.ids import CommandId as CommandId
from detente_wire.messages.ids import Digest as Digest
from detente_wire.messages.ids import Lineage as Lineage
from detente_wire.messages.ids import MatchId as MatchId
from detente_wire.messages.ids import Mode as Mode
from detente_wire.messages.ids import PlayerId as PlayerId
from detente_wire.messages.ids import RequestId as RequestId
from detente_wire.messages.ids import Role as Role
from detente_wire.messages.ids import RoomKey as RoomKey
from detente_wire.messages.ids import Tempo as Tempo
from detente_wire.messages.ids import TokenLabel as TokenLabel
from detente_wire.messages.lobby import Calendar as Calendar
from detente_wire.messages.lobby import CreateMatch as CreateMatch
from detente_wire.messages.lobby import JoinMatch as JoinMatch
from detente_wire.messages.lobby import LeaveMatch as LeaveMatch
from detente_wire.messages.lobby import ListMatches as ListMatches
from detente_wire.messages.lobby import Matches as Matches
from detente_wire.messages.lobby import MatchRow as MatchRow
from detente_wire.messages.lobby import NextMatch as NextMatch
from detente_wire.messages.lobby import SeatRow as SeatRow
from detente_wire.messages.marks import KeepMark as KeepMark
from detente_wire.messages.marks import ListMarks as ListMarks
from detente_wire.messages.marks import Mark as Mark
from detente_wire.messages.marks import Marks as Marks
from detente_wire.messages.play import Attend as Attend
from detente_wire.messages.play import Command as Command
from detente_wire.messages.play import Committed as Committed
from detente_wire.messages.play import Denied as Denied
from detente_wire.messages.play import Direct as Direct
from detente_wire.messages.play import Heard as Heard
from detente_wire.messages.play import History as History
from detente_wire.messages.play import HistoryEnd as HistoryEnd
from detente_wire.messages.play import Outcome as Outcome
from detente_wire.messages.play import Recalled as Recalled
from detente_wire.messages.play import Receipt as Receipt
from detente_wire.messages.play import Resumed as Resumed
from detente_wire.messages.play import Unknown as Unknown
from detente_wire.messages.queries import AnswerBody as AnswerBody
from detente_wire.messages.queries import Exposure as Exposure
from detente_wire.messages.queries import ExposureAnswer as ExposureAnswer
from detente_wire.messages.queries import Points as Points
from detente_wire.messages.queries import PointsAnswer as PointsAnswer
from detente_wire.messages.queries import Prospect as Prospect
from detente_wire.messages.queries import Query as Query
from detente_wire.messages.queries import QueryAnswer as QueryAnswer
from detente_wire.messages.queries import Question as Question
from detente_wire.messages.queries import Ratify as Ratify
from detente_wire.messages.queries import RatifyAnswer as RatifyAnswer
from detente_wire.messages.queries import Risk as Risk
from detente_wire.messages.queries import Term as Term
from detente_wire.messages.queries import Validate as Validate
from detente_wire.messages.queries import ValidateAnswer as ValidateAnswer
from detente_wire.messages.queries import When as When
from detente_wire.messages.requests import Answered as Answered
from detente_wire.messages.requests import Done as Done
from detente_wire.messages.requests import ListTokens as ListTokens
from detente_wire.messages.requests import NewToken as NewToken
from detente_wire.messages.requests import Operate as Operate
from detente_wire.messages.requests import Operated as Operated
from detente_wire.messages.requests import Reply as Reply
from detente_wire.messages.requests import Request as Request
from detente_wire.messages.requests import RevokeToken as RevokeToken
from detente_wire.messages.requests import SetPassword as SetPassword
from detente_wire.messages.requests import TokenMade as TokenMade
from detente_wire.messages.requests import TokenRow as TokenRow
from detente_wire.messages.requests import Tokens as Tokens
from detente_wire.messages.requests import Wish as Wish
from detente_wire.messages.slices import Asset as Asset
from detente_wire.messages.slices import Fetch as Fetch
from detente_wire.messages.slices import Part as Part

ServerMessage = (
    Hello | Welcome | Receipt | Heard | Resumed | Matches | QueryAnswer | Recalled | HistoryEnd | Answered | Asset
    | Part | Announcement | Closing | Remarked | Cancelled
)  # fmt: skip
ClientMessage = (
    Auth | Command | Direct | CreateMatch | NextMatch | JoinMatch | LeaveMatch | Attend | ListMatches | Query | Fetch
    | History | Request
)  # fmt: skip
Message = ServerMessage | ClientMessage

SERVER_MESSAGES: dict[str, type[ServerMessage]] = {kind_of(frame): frame for frame in get_args(ServerMessage)}
"""Every frame that a server sends, by its kind."""
CLIENT_MESSAGES: dict[str, type[ClientMessage]] = {kind_of(frame): frame for frame in get_args(ClientMessage)}
"""Every frame that a client sends, by its kind."""
