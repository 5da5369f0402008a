"""Takes what a client asks to whoever answers it.

Owns: `Desk`: the limits of one player's commands and questions, which commands of his wait for an answer.
Does not know: sockets, what a command means, how a match decides.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, assert_never

from attrs import evolve

from detente_server.host.library import LostPack
from detente_server.host.lobby.admission import admitted
from detente_server.host.lobby.browsing import browse
from detente_server.host.logs import fields
from detente_server.host.people.players import Player
from detente_server.host.playing import places
from detente_server.host.playing.archiving import find_archive
from detente_server.host.playing.loading import public_of
from detente_server.host.playing.owner import Owner
from detente_server.host.services import Services
from detente_server.host.visiting import questions, requests, rights
from detente_server.host.visiting.attendance import Made, asset_frames
from detente_server.host.visiting.attending import Attending
from detente_server.host.visiting.pace import Pace
from detente_server.host.visiting.recall import recall
from detente_server.match.match import command_digest, denied
from detente_server.match.receipts import refused
from detente_server.match.stream import PUBLIC, UMPIRE
from detente_server.store import StoreError
from detente_wire.gate import gate
from detente_wire.messages import (
    AnswerBody,
    Answered,
    Attend,
    Auth,
    ClientMessage,
    Command,
    CommandId,
    CreateMatch,
    Denied,
    Digest,
    Direct,
    Fetch,
    History,
    HistoryEnd,
    JoinMatch,
    LeaveMatch,
    ListMatches,
    MatchId,
    NextMatch,
    Query,
    QueryAnswer,
    Receipt,
    Request,
)
from detente_wire.refusals import Refusal
from detente_wire.terms import NationId

if TYPE_CHECKING:
    from detente_server.host.visiting.visitor import Visitor

log = logging.getLogger("detente.desk")

Order = Command | Direct | JoinMatch | LeaveMatch
Wish = CreateMatch | NextMatch
"""What the lobby answers."""


class Desk:
    """What one player, who is here, asks."""

    def __init__(self, visitor: Visitor, player: Player, pace: Pace, services: Services) -> None:
        self._visitor = visitor
        self._player = player
        self._pace = pace
        self._services = services
        self.attending = Attending(visitor, player, services)
        self._waiting: dict[CommandId, tuple[str, float]] = {}
        """Commands without an answer yet: of which kind, and when they came."""

    def answer(self, receipt: Receipt) -> None:
        """The one receipt of a command."""
        came = self._waiting.pop(receipt.id, None)
        figures = self._services.environment.figures
        if came is not None:
            figures.commanded(came[0], self._now() - came[1])
        figures.receipts[_code(receipt)] += 1
        self._visitor.send(receipt)

    def take(self, message: ClientMessage) -> None:
        """Take it where it belongs."""
        match message:
            case Command() | Direct() | CreateMatch() | NextMatch() | JoinMatch() | LeaveMatch():
                if not self._is_hasty(message):
                    self._command(message)
            case Query():
                self._query(message)
            case Attend() | ListMatches() | Fetch() | History() | Request():
                wait = self._pace.requests.borrow(self._now())
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

    def _is_hasty(self, message: Order | Wish) -> bool:
        """Whether it comes too fast; then it was refused."""
        wait = self._pace.commands.take(self._now())
        if not wait and isinstance(message, Command | Direct) and message.words:
            wait = self._pace.letters.take(self._now())
        if wait:
            refusal = Refusal("host.rate", (("retry_s", str(math.ceil(wait))),))
        elif len(self._waiting) >= self._services.config.limits.incoming_frames:
            refusal = Refusal("host.busy")
        else:
            self._waiting[message.id] = (type(message).__name__, self._now())
            self._visitor.forgive()
            return False
        self._services.environment.figures.receipts[refusal.code] += 1
        self._visitor.send(refused(message.id, refusal, _match(message)))
        self._visitor.strike()
        return True

    def _command(self, message: Order | Wish) -> None:
        if not isinstance(message, Wish):
            self._services.matches.reach(
                message.match,
                lambda owner: self._give(owner, message),
                lambda refusal: self._not_reached(message, refusal),
            )
        elif self._is_the_lobbys(message):
            return
        elif self._services.drain.left_s is not None:
            self.answer(refused(message.id, Refusal("host.draining"), _match(message)))
        else:
            self._promise(message, self._services.lobby.take(self._player, message))

    def _give(self, owner: Owner, message: Order) -> None:
        """A command has reached its match."""
        if self._is_the_lobbys(message):
            return
        player, gated, place = self._player, self._gated(message), self._place(owner)
        refusal = rights.in_match(place, message) or (gated if isinstance(gated, Refusal) else None)
        if refusal is None and isinstance(gated, Command):
            owner.command(player.id, gated)
        elif refusal is None and isinstance(gated, Direct):
            owner.direct(player.id, gated)
        elif refusal is None and isinstance(gated, LeaveMatch) and place == "seat":
            places.leave(owner, player.id, player.name, gated)
        elif owner.repeat(player.id, message if isinstance(gated, Refusal) else gated):
            return
        elif refusal is None and isinstance(gated, JoinMatch | LeaveMatch):
            self._come_or_go(owner, gated)
        elif refusal is not None:
            self._file(message, refusal)

    def _place(self, owner: Owner) -> rights.Place:
        """What the player is in this match."""
        if owner.nation_of(self._player.id) is not None:
            return "seat"
        return "umpire" if owner.is_umpire(self._player.id) else "outside"

    def _come_or_go(self, owner: Owner, message: JoinMatch | LeaveMatch) -> None:
        """Somebody wants a place in the match, or the umpire gives up his; what is refused the lobby keeps."""
        player = self._player
        if isinstance(message, JoinMatch) and (why := admitted(self._services, player.id, message)):
            self._file(message, why)
        elif isinstance(message, JoinMatch) and message.role == "observer":
            self._promise(message, self._services.lobby.watch(player, message))
        else:
            seat = isinstance(message, JoinMatch) and message.role == "player"
            take = places.join if seat else places.umpire
            refusal = take(owner, player.id, player.name, message)  # type: ignore[arg-type]  # a seat is joined, never left here
            if refusal is not None:
                self._file(message, refusal)

    def _gated(self, message: Order) -> Order | Refusal:
        """The command as its match may get it, or what is wrong with its words."""
        if isinstance(message, Command | Direct) and message.words:
            silence = self._services.moderation.sanctions.silence_of(self._player.id, message.match)
            if silence is not None:
                return Refusal("text.silenced", (("until", silence.term),))
            words = gate(message.words, self._services.config.limits)
            if isinstance(words, Refusal):
                return words
            return message if words == message.words else evolve(message, words=words)
        return message

    def _not_reached(self, message: Order, refusal: Refusal) -> None:
        if refusal.definite and not self._is_the_lobbys(message):
            self._file(message, refusal)
        elif not refusal.definite:
            self.answer(refused(message.id, refusal, message.match))

    # -- what the lobby answers ------------------------------------------------------------------------------------

    def _is_the_lobbys(self, message: Order | Wish) -> bool:
        """Whether the lobby has answered this command id before, or is about to; then that is its answer."""
        receipts, player = self._services.receipts, self._player.id
        coming = receipts.under_way(player, message.id)
        if coming is not None:
            self._services.spawn(self._again(coming, message))
            return True
        known = receipts.known(player, message)
        if known is not None:
            self.answer(refused(message.id, known, _match(message)) if isinstance(known, Refusal) else known)
        return known is not None

    async def _again(self, coming: asyncio.Future[None], message: Order | Wish) -> None:
        """Take a copy of a command once the first one has its answer."""
        await coming
        self._command(message)

    def _file(self, message: Order, refusal: Refusal) -> None:
        """A definite refusal that no match keeps."""
        receipt = refused(message.id, refusal, message.match)
        digest = command_digest(message)
        self._promise(message, self._services.lobby.file(self._player.id, digest, receipt))

    def _promise(self, message: Order | Wish, work: Coroutine[Any, Any, Receipt]) -> None:
        """Answer when this is done; copies of the command wait so long."""
        self._services.receipts.begin(self._player.id, message.id)
        self._services.spawn(self._keep_promise(message, work))

    async def _keep_promise(self, message: Order | Wish, work: Coroutine[Any, Any, Receipt]) -> None:
        try:
            receipt = await work
        except Exception:
            log.exception("the lobby failed at a command")
            receipt = refused(message.id, Refusal("host.no-owner"), _match(message))
        finally:
            self._services.receipts.end(self._player.id, message.id)
        self.answer(receipt)

    # -- questions -------------------------------------------------------------------------------------------------

    def _query(self, query: Query) -> None:
        wait = self._pace.queries.take(self._now())
        if wait:
            self._deny(query, Refusal("host.rate", (("retry_s", str(math.ceil(wait))),)))
            self._visitor.strike()
            return

        def ask(owner: Owner) -> None:
            viewer = owner.durable.viewer_of(self._player.id)
            place: rights.Place = {PUBLIC: "outside", UMPIRE: "umpire"}.get(viewer, "seat")  # type: ignore[assignment]
            refusal = rights.in_match(place, query)
            if refusal is not None:
                self._deny(query, refusal)
            else:
                self._visitor.send(QueryAnswer(query.id, self._answered(owner, viewer, query)))

        self._services.matches.reach(query.match, ask, lambda refusal: self._deny(query, refusal))

    def _answered(self, owner: Owner, viewer: str, query: Query) -> AnswerBody:
        """The answer; should it trip us up, that question alone goes without."""
        try:
            return questions.answer(owner, NationId(viewer), query.question)
        except Exception:
            log.exception("a question was not answered", extra=fields(match=owner.id))
            owner.views.pop(NationId(viewer), None)
            return denied(Refusal("host.no-owner"))

    def _deny(self, query: Query, refusal: Refusal) -> None:
        self._visitor.send(QueryAnswer(query.id, denied(refusal)))

    # -- requests --------------------------------------------------------------------------------------------------

    def _request(self, message: Attend | ListMatches | Fetch | History | Request) -> None:
        services, visitor = self._services, self._visitor
        match message:
            case ListMatches():
                for page in browse(services, self._player.id, message):
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
            case Request():
                self._wish(message)

    def _wish(self, request: Request) -> None:
        services, wish = self._services, request.wish
        refusal = rights.of_wish(services.players.get(self._player.id), wish, self._visitor.whence.secure)
        if refusal is not None:
            self._visitor.send(Answered(request.id, denied(refusal)))
        else:
            services.spawn(self._grant(request))

    async def _grant(self, request: Request) -> None:
        answer = await requests.answer(self._services, self._player, request.wish)
        self._visitor.send(Answered(request.id, answer))

    async def _fetch(self, message: Fetch) -> None:
        digest = message.digest
        try:
            text = self._services.library.public(digest) or await self._found(digest)
        except (LostPack, StoreError) as problem:
            log.error("a text was not found", extra=fields(why=str(problem)))
            text = None
        self._visitor.outlet.add(Made(asset_frames(self._visitor.codec, digest, text, message.part)))

    async def _found(self, digest: Digest) -> str | None:
        """The public part of a pack that some match has kept, or the archive of a match that is over."""
        services = self._services
        kept = services.directory.by_digest(digest)
        if kept is not None:
            return await services.store.ask(public_of, services.store.store, services.library, kept.row.match)
        text = await find_archive(services.store, digest)
        listing = services.directory.get(MatchId(digest))
        if text is None and listing is not None and listing.row.phase == "over":  # loading it makes one
            services.matches.reach(MatchId(digest), lambda _: None, lambda _: None)
        return text

    def _recall(self, owner: Owner, message: History) -> None:
        viewer = owner.durable.viewer_of(self._player.id)
        self._visitor.outlet.add(Made(recall(owner, viewer, message, self._visitor.codec)))


def _code(receipt: Receipt) -> str:
    """As it is counted."""
    return receipt.outcome.code if isinstance(receipt.outcome, Denied) else "committed"


def _match(message: Order | Wish) -> MatchId | None:
    """The match that it names, for its receipt."""
    return None if isinstance(message, CreateMatch) else message.match
