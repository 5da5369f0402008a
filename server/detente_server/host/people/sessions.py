"""Letting people in: as guests, by what they hold from last time, by password, by token.

Owns: what each sort of `auth` takes, the exchange of resume tokens, how often one may fail to log in; solo's token.
Does not know: sockets, matches, how players are kept (`players`), how a password is checked (`passwords`).

A resume token is the player's id, 256 random bits that each use changes, and 256 that stay. Each use gives a new one;
the one before stays valid until the new one is first used, for an answer may be lost on its way. After a backup was
restored the server knows older ones than its players hold: until a pass is first used there, what stays in its tokens
is enough. An unknown name and a wrong password take the same time
and are told the same, and both count as failures, by address and by name. A name's limit makes everybody wait who
tries it with a password; its owner still comes in by what his programs hold.
"""

from __future__ import annotations

import hmac
from typing import Literal, assert_never

from attrs import evolve, field, frozen

from detente_server.host.config import Accounts
from detente_server.host.environment import Environment
from detente_server.host.people.passwords import Crowded, Passwords
from detente_server.host.people.players import (
    BY_TOKEN,
    PASSES,
    BotToken,
    NotKept,
    Pass,
    Player,
    Players,
    hashed,
    is_one_of,
)
from detente_server.host.sockets.limiting import TRUSTED, Failures
from detente_wire import gate
from detente_wire.messages import Auth, Guest, MatchId, Password, Resume, Token
from detente_wire.refusals import Refusal

VIEWERS = 200
"""Streams that are remembered for each pass, the last ones. Of any other its holder hears from the beginning again."""
SOLO_NAME = "a player"
"""Whose the seat of a solo game is, until he gives a name: a debrief says that a nation was spoken for by him."""
WRONG = "Name and password do not go together here."
NO_TOKEN = "This token is not valid here, or is so no more: ask who gave it to you for another."
NO_GUESTS = "This server takes no guests: log in, or ask whoever runs it for an account."
AGAIN_S = 5
"""When to come again while too many passwords are being checked."""


@frozen
class Whence:
    """From where somebody comes."""

    house: str = TRUSTED
    """What counts as his address."""
    secure: bool = True
    """Whether nobody can read along: TLS, or this machine."""


CLAIM_CHARACTERS = 32
"""Fewest of a guest's claim: what is shorter could be guessed."""


class NotAdmitted(Exception):
    """Nobody is let in by this `auth`; `close` names the close code."""

    def __init__(self, close: str, message: str, retry_after_s: int = 0) -> None:
        super().__init__(message)
        self.close = close
        self.message = message
        self.retry_after_s = retry_after_s


@frozen
class _Known:
    """Whose a token is, and which of his."""

    player: Player
    by: Pass | BotToken | Literal["reset"] = field(repr=False)


class Sessions:
    """The way from an `auth` to a player."""

    def __init__(
        self,
        players: Players,
        passwords: Passwords,
        environment: Environment,
        config: Accounts,
        lineage: str = "",
    ) -> None:
        self._players = players
        self._passwords = passwords
        self._environment = environment
        self._config = config
        self._lineage = lineage
        self._by_house = Failures(config.failed_logins, config.failed_logins_s)
        self._by_name = Failures(config.failed_logins, config.failed_logins_s)
        self._solo: bytes = b""

    def solo_token(self) -> str:
        """A token that lets one client in, once; for the process that started this server."""
        secret = self._players.secret()
        self._solo = hashed(secret)
        return secret

    def is_new(self, auth: Auth) -> bool:
        """Whether this counts as a new session: anything but a token that is valid now."""
        match auth.who:
            case Resume(token):
                return self._resumed(token) is None
            case Token(token):
                return self._held(token) is None and not self._is_solo(token)
            case Guest() | Password():
                return True
            case _:
                assert_never(auth.who)

    def viewer(self, player: Player, match: MatchId) -> str:
        """Whose stream of this match was read last with the pass by which he came in; empty: none."""
        held = self._pass(player)
        return dict(held.viewers).get(match, "") if held else ""

    async def note_viewer(self, player: Player, match: MatchId, viewer: str) -> None:
        """Remember whose stream of this match is read now with the pass by which he came in."""
        held = self._pass(player)
        viewers = dict(held.viewers) if held else {}
        if held is None or viewers.get(match) == viewer:
            return
        viewers.pop(match, None)
        noted = evolve(held, viewers=(*viewers.items(), (match, viewer))[-VIEWERS:])
        known = self._players.get(player.id)
        assert known is not None
        try:
            await self._players.change(
                player.id, passes=tuple(noted if one.id == held.id else one for one in known.passes)
            )
        except NotKept:  # the next session gets that stream from the beginning
            return

    async def admit(self, auth: Auth, whence: Whence = Whence()) -> tuple[Player, str]:
        """The player with his pass as the last, and his next token, durable; raises `NotAdmitted`."""
        try:
            match auth.who:
                case Guest() if not self._config.guests:
                    raise NotAdmitted("bad-auth", NO_GUESTS)
                case Guest(name, claim):
                    return await self._create(name, claim)
                case Resume(token):
                    return await self._resume(token)
                case Token(token):
                    return await self._enter(token, whence)
                case Password(name, password):
                    return await self._log_in(name, password, whence)
                case _:
                    assert_never(auth.who)
        except NotKept:
            raise NotAdmitted(
                "trouble", "The server cannot write at the moment: try again later.", 10
            ) from None

    # -- guests ----------------------------------------------------------------------------------------------------

    async def _create(self, wanted: str, claim: str = "") -> tuple[Player, str]:
        name = gate.name(wanted)
        if isinstance(name, Refusal):
            raise NotAdmitted("name-taken", name.message())
        known = self._players.named(name)
        claimed = self._claimed(known, claim)
        if known is not None and claimed is not None:
            again, secret = self._new_pass("guest")
            return await self._let_in(known, evolve(again, id=claimed.id, previous=claimed.previous), secret)
        if known is not None:
            raise NotAdmitted(
                "name-taken",
                "Somebody here has this name, or one that looks like it: choose another, "
                "or come with its password if it is yours.",
            )
        players = self._players
        fresh, secret = self._new_pass("guest")
        if len(claim) >= CLAIM_CHARACTERS:
            fresh = evolve(fresh, previous=hashed(claim))
        player = Player(players.new_id(), name, passes=(fresh,), day=players.today())
        if not await players.create(player):
            raise NotAdmitted("name-taken", "Somebody took this name just now: choose another.")
        return player, f"{player.id}.{secret}"

    def _new_pass(self, origin: str) -> tuple[Pass, str]:
        """A new pass, and what its first token says behind the player's id."""
        secret, root = self._players.secret(), self._players.secret()
        return self._players.new_pass(origin, secret, root, self._lineage), f"{secret}.{root}"

    def _claimed(self, known: Player | None, claim: str) -> Pass | None:
        """The pass of a guest whose answer was lost: it was never used, and this is the secret that he asked with."""
        if known is None or known.account or len(claim) < CLAIM_CHARACTERS:
            return None
        return next((one for one in known.passes if is_one_of(hashed(claim), one.previous)), None)

    # -- who was here before ---------------------------------------------------------------------------------------

    async def _resume(self, token: str) -> tuple[Player, str]:
        known = self._resumed(token)
        if known is None:
            raise NotAdmitted(
                "bad-auth",
                "Your session is not known here any more: log in with your password, or come as a guest.",
            )
        player, held = known
        if self._players.read_only:
            return evolve(player, passes=(*(one for one in player.passes if one.id != held.id), held)), token
        (_, used, root), secret = _parts(token), self._players.secret()
        fresh = evolve(held, current=hashed(secret), previous=hashed(used), lineage=self._lineage)
        return await self._let_in(player, fresh, f"{secret}.{root}")

    def _resumed(self, token: str) -> tuple[Player, Pass] | None:
        """Whose resume token this is, and of which pass."""
        id, secret, root = _parts(token)
        player, used = self._players.get(id), hashed(secret)
        for one in player.passes if player else ():
            went_back = one.lineage != self._lineage
            if is_one_of(hashed(root), one.root) and (
                went_back or is_one_of(used, one.current, one.previous)
            ):
                assert player is not None
                return player, one
        return None

    def _pass(self, player: Player) -> Pass | None:
        """The pass by which he came in, as it is now; None: it is valid no more."""
        known, id = self._players.get(player.id), player.here.id
        return next((one for one in known.passes if one.id == id), None) if known else None

    async def _let_in(
        self, player: Player, fresh: Pass, secret: str, **changes: object
    ) -> tuple[Player, str]:
        """Keep the pass as the one used last; the player and his token."""
        known = self._players.get(player.id) or player
        once = fresh.origin if fresh.origin.startswith(BY_TOKEN) else None  # one pass for each token
        others = tuple(one for one in known.passes if one.id != fresh.id and one.origin != once)
        passes = (*others, fresh)[-PASSES:]
        return (
            await self._players.change(player.id, passes=passes, day=self._players.today(), **changes),
            f"{player.id}.{secret}",
        )

    # -- passwords -------------------------------------------------------------------------------------------------

    async def _log_in(self, name: str, password: str, whence: Whence) -> tuple[Player, str]:
        if not whence.secure:
            raise NotAdmitted("insecure", Refusal("account.insecure").message())
        player = self._players.named(name)
        self._try(whence, gate.skeleton(name))
        try:
            right = await self._passwords.fits(player.password if player else "", password)
        except Crowded:
            self._forgive(whence, gate.skeleton(name))
            raise NotAdmitted("rate", Refusal("account.busy").message(), AGAIN_S) from None
        known = self._players.get(player.id) if player else None
        if not right or known is None or player is None or known.password != player.password:
            raise NotAdmitted("bad-auth", WRONG)
        self._forgive(whence, gate.skeleton(name))
        changes: dict[str, object] = {}
        if self._passwords.is_old(known.password):
            try:
                changes["password"] = await self._passwords.hash(password)
            except Crowded:
                changes = {}  # the next time will do
            if (self._players.get(known.id) or known).password != known.password:
                raise NotAdmitted("bad-auth", WRONG)
        fresh, secret = self._new_pass("password")
        return await self._let_in(known, fresh, secret, **changes)

    def _try(self, whence: Whence, name: str = "") -> None:
        """Count an attempt as a failure until it proves to be none; `NotAdmitted` if there were too many."""
        now = self._environment.monotonic()
        wait_s = 0.0 if whence.house == TRUSTED else self._by_house.wait_s(whence.house, now)
        wait_s = max(wait_s, self._by_name.wait_s(name, now) if name else 0.0)
        if wait_s:
            raise NotAdmitted(
                "rate",
                f"Too many logins failed: wait {int(wait_s) + 1} s and try again. "
                "Where you came in before, you come back without a password.",
                int(wait_s) + 1,
            )
        self._by_house.note(whence.house, now)
        if name:
            self._by_name.note(name, now)

    def _forgive(self, whence: Whence, name: str = "") -> None:
        """The attempt was no failure."""
        self._by_house.take_back(whence.house)
        if name:
            self._by_name.take_back(name)

    # -- tokens ----------------------------------------------------------------------------------------------------

    async def _enter(self, token: str, whence: Whence) -> tuple[Player, str]:
        if self._is_solo(token):
            return await self._enter_solo()
        if not whence.secure:
            raise NotAdmitted("insecure", Refusal("account.insecure").message())
        self._try(whence)
        known = self._held(token)
        if known is None:
            raise NotAdmitted("bad-auth", NO_TOKEN)
        self._forgive(whence)
        player = known.player
        if isinstance(known.by, BotToken):
            used = evolve(known.by, used_day=self._players.today())
            tokens = tuple(used if one.label == used.label else one for one in player.tokens)
            return await self._let_in(player, *self._new_pass(BY_TOKEN + used.label), tokens=tokens)
        await self._players.change(player.id, passes=())  # whoever knew the password before is out
        return await self._let_in(
            player, *self._new_pass("reset"), password="", renewing=True, reset=b"", reset_until_s=0
        )

    def _held(self, token: str) -> _Known | None:
        """Whose token this is; one by which a password is reset counts too."""
        id, _, secret = token.partition(".")
        player, used = self._players.get(id), hashed(secret)
        if player is None:
            return None
        for one in player.tokens:
            if hmac.compare_digest(one.digest, used):
                return _Known(player, one)
        if is_one_of(used, player.reset) and self._environment.now_s() < player.reset_until_s:
            return _Known(player, "reset")
        return None

    def _is_solo(self, token: str) -> bool:
        return bool(self._solo) and hmac.compare_digest(hashed(token), self._solo)

    async def _enter_solo(self) -> tuple[Player, str]:
        self._solo = b""
        known = self._players.named(SOLO_NAME)
        if known is None:
            return await self._create(SOLO_NAME)
        return await self._let_in(known, *self._new_pass("guest"))


def _parts(token: str) -> tuple[str, str, str]:
    """The player's id, what changes and what stays; empty where there is nothing."""
    id, _, secret = token.partition(".")
    changing, _, root = secret.partition(".")
    return id, changing, root
