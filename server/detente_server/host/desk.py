"""Takes what a client asks to whoever answers it.

Owns: `Desk`: the limits of one player's commands and questions, which commands of his wait for an answer.
Does not know: sockets, what a command means, how a match decides.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, assert_never

from attrs import evolve

from detente_server.host import questions
from detente_server.host.archiving import find_archive
from detente_server.host.attendance import Made, asset_frames
from detente_server.host.attending import Attending
from detente_server.host.owner import Owner, refused
from detente_server.host.pace import Pace
from detente_server.host.recall import recall
from detente_server.host.services import Services
from detente_server.host.sessions import Player
from detente_server.match.match import command_digest, denied
from detente_server.match.stream import PUBLIC
from detente_wire.gate import gate
from detente_wire.messages import (
    Attend,
    Auth,
    ClientMessage,
    Command,
    CommandId,
    CreateMatch,
    Fetch,
    History,
    HistoryEnd,
    JoinMatch,
    LeaveMatch,
    ListMatches,
    MatchId,
    Query,
    QueryAnswer,
    Receipt,
)
from detente_wire.refusals import Refusal
from detente_wire.terms import NationId

if TYPE_CHECKING:
    from detente_server.host.visitor import Visitor

Order = Command | JoinMatch | LeaveMatch


class Desk:
    """What one player, who is here, asks."""

    def __init__(self, visitor: Visitor, player: Player, pace: Pace, services: Services) -> None:
        self._visitor = visitor
        self._player = player
        self._pace = pace
        self._services = services
        self.attending = Attending(visitor, player, services)
        self._waiting: set[CommandId] = set()
        """Commands without an answer yet."""

    def answer(self, receipt: Receipt) -> None:
        """The one receipt of a command."""
        self._waiting.discard(receipt.id)
        self._visitor.send(receipt)

    def take(self, message: ClientMessage) -> None:
        """Take it where it belongs."""
        match message:
            case Command() | CreateMatch() | JoinMatch() | LeaveMatch():
                if not self._is_hasty(message):
                    self._command(message)
            case Query():
                self._query(message)
            case Attend() | ListMatches() | Fetch() | History():
                wait = self._pace.requests.take(self._now())
                if wait:
                    self._visitor.hold_for(wait)
                self._request(message)
            case Auth():
                self._visitor.close("malformed")
            case _:
                assert_never(message)

    def _now(self) -> float:
        return self._services.environment.monotonic()

    # -- commands --------------------------------------------------------------------------------------------------

    def _is_hasty(self, message: Order | CreateMatch) -> bool:
        """Whether it comes too fast; then it was refused."""
        wait = self._pace.commands.take(self._now())
        if not wait and isinstance(message, Command) and message.words:
            wait = self._pace.letters.take(self._now())
        if wait:
            refusal = Refusal("host.rate", (("retry_s", str(math.ceil(wait))),))
        elif len(self._waiting) >= self._services.config.limits.incoming_frames:
            refusal = Refusal("host.busy")
        else:
            self._waiting.add(message.id)
            self._visitor.forgive()
            return False
        self._visitor.send(refused(message.id, refusal, getattr(message, "match", None)))
        self._visitor.strike()
        return True

    def _command(self, message: Order | CreateMatch) -> None:
        if isinstance(message, CreateMatch):
            self._services.spawn(self._create(message))
            return
        filed = self._filed(message)
        if filed is not None:
            self.answer(filed)
            return
        checked = self._checked(message)
        if isinstance(checked, Refusal):
            self._services.spawn(self._file(message, checked))
        elif isinstance(checked, JoinMatch) and checked.role != "player":
            self._services.spawn(self._watch(checked))
        else:
            self._reach(checked)

    def _filed(self, message: Order) -> Receipt | None:
        """The lobby's receipt, if this command was answered there before."""
        receipts = self._services.receipts
        if not receipts.has(self._player.id, message.id):
            return None
        known = receipts.known(self._player.id, message.id, command_digest(message))
        return refused(message.id, known, message.match) if isinstance(known, Refusal) else known

    def _checked(self, message: Order) -> Order | Refusal:
        """The command as its match may get it, or what is wrong with it wherever it goes."""
        services = self._services
        if services.directory.get(message.match) is None:
            return Refusal("match.unknown", (("match", message.match),))
        if isinstance(message, Command) and message.words:
            words = gate(message.words, services.config.limits)
            return words if isinstance(words, Refusal) else evolve(message, words=words)
        return message

    def _reach(self, message: Order) -> None:
        player = self._player

        def give(owner: Owner) -> None:
            if owner.nation_of(player.id) is None and not isinstance(message, JoinMatch):
                if not owner.repeat(player.id, message):
                    self._services.spawn(self._file(message, Refusal("match.not-seated")))
                return
            match message:
                case Command():
                    owner.command(player.id, message)
                case JoinMatch():
                    owner.join(player.id, player.name, message)
                case LeaveMatch():
                    owner.leave(player.id, player.name, message)

        def refuse(refusal: Refusal) -> None:
            self.answer(refused(message.id, refusal, message.match))

        self._services.matches.reach(message.match, give, refuse)

    async def _create(self, message: CreateMatch) -> None:
        self.answer(await self._services.lobby.create(self._player, message))

    async def _watch(self, message: JoinMatch) -> None:
        self.answer(await self._services.lobby.watch(self._player, message))

    async def _file(self, message: Order, refusal: Refusal) -> None:
        """A definite refusal that no match keeps."""
        receipt = refused(message.id, refusal, message.match)
        lobby = self._services.lobby
        self.answer(await lobby.file(self._player.id, command_digest(message), receipt))

    # -- questions -------------------------------------------------------------------------------------------------

    def _query(self, query: Query) -> None:
        wait = self._pace.queries.take(self._now())
        if wait:
            self._deny(query, Refusal("host.rate", (("retry_s", str(math.ceil(wait))),)))
            self._visitor.strike()
            return

        def ask(owner: Owner) -> None:
            viewer = owner.durable.viewer_of(self._player.id)
            if viewer == PUBLIC:
                self._deny(query, Refusal("match.not-seated"))
            else:
                answer = questions.answer(owner, NationId(viewer), query.question)
                self._visitor.send(QueryAnswer(query.id, answer))

        self._services.matches.reach(query.match, ask, lambda refusal: self._deny(query, refusal))

    def _deny(self, query: Query, refusal: Refusal) -> None:
        self._visitor.send(QueryAnswer(query.id, denied(refusal)))

    # -- requests --------------------------------------------------------------------------------------------------

    def _request(self, message: Attend | ListMatches | Fetch | History) -> None:
        services, visitor = self._services, self._visitor
        match message:
            case ListMatches():
                for page in services.lobby.listed(self._player.id, message.id):
                    visitor.send(page)
            case Fetch():
                services.spawn(self._fetch(message))
            case History():
                services.matches.reach(
                    message.match,
                    lambda owner: self._recall(owner, message),
                    lambda refusal: visitor.send(HistoryEnd(message.id, message.match)),
                )
            case Attend():
                self.attending.attend(message)

    async def _fetch(self, message: Fetch) -> None:
        library, digest = self._services.library, message.digest
        text = library.public(digest)
        if text is None:
            listing = self._services.directory.by_digest(digest)
            if listing is not None:
                text = (await self._services.store.ask(library.kept, listing.pack_digest)).text
        if text is None:
            text = await find_archive(self._services.store, digest)
            if text is None:  # should it be over without an archive, loading it makes one
                self._services.matches.reach(MatchId(digest), lambda _: None, lambda _: None)
        self._visitor.outlet.add(Made(asset_frames(self._visitor.codec, digest, text, message.part)))

    def _recall(self, owner: Owner, message: History) -> None:
        viewer = owner.durable.viewer_of(self._player.id)
        self._visitor.outlet.add(Made(recall(owner, viewer, message, self._visitor.codec)))
