"""Who may say what, when: every role, message and phase, cell by cell. What is not in the table is refused.

The match is private and is found by its id alone. `player` speaks for Northshore, `other` for Southshore, `observer`
watches, `stranger` has nothing to do with it, `neighbour` holds a seat in another match, `umpire` reads everything,
`operator` runs the server and is a stranger to the match, `nobody` has not said who he is. The outcomes: `done`; the
seat that was taken or left, or whose stream it is (`public`: nobody's); a refusal without its namespace; the name of a
close code; what the lobby shows of the match; `nothing` where there is no such text.
"""

from __future__ import annotations

import asyncio

import pytest
from attrs import define, field

from detente_server.host.host import Host
from detente_server.host.people.players import Player
from detente_server.host.people.sessions import Whence
from detente_server.host.playing.durable import Durable
from detente_server.host.visiting import requests
from detente_server.host.visiting import rights as rights_of
from detente_server.match.stream import PUBLIC, UMPIRE
from detente_wire.acts import Ready
from detente_wire.messages import (
    CLIENT_MESSAGES,
    Answered,
    Asset,
    Attend,
    Auth,
    CancelMatch,
    ClientMessage,
    Command,
    Committed,
    ConfirmContact,
    CreateMatch,
    Denied,
    Digest,
    Direct,
    DirectAll,
    DropContact,
    Fetch,
    FindMatch,
    Flag,
    FreeSeat,
    Guest,
    Heard,
    History,
    HistoryEnd,
    Invite,
    JoinMatch,
    KeepMark,
    LeaveMatch,
    ListContacts,
    ListMarks,
    ListMatches,
    ListMuted,
    ListTokens,
    Matches,
    MatchId,
    Mute,
    NewToken,
    NextMatch,
    Operate,
    Points,
    Query,
    QueryAnswer,
    Recalled,
    Receipt,
    Remark,
    Request,
    RequestId,
    Resumed,
    RevokeToken,
    RoomKey,
    ServerMessage,
    SetContact,
    SetPassword,
    Silence,
    TokenLabel,
    TryContact,
    Unmute,
    Welcome,
    Wish,
)
from detente_wire.notices import Ended, Notice, TurnBegan
from detente_wire.orders import GoOn, Pause
from detente_wire.shapes import kind_on_wire, members
from detente_wire.terms import NationId
from tests.host.house import serving
from tests.host.speaking import Speaker, new_id

ROLES = ("nobody", "player", "other", "observer", "stranger", "neighbour", "umpire", "operator")
"""The operator runs the server, and is a stranger to the match: his column is that of the stranger."""
STANDINGS = ("guest", "account", "operator", "insecure")
"""Who asks the host for something beyond matches; `insecure`: an account on a line that others may read."""
WISHES = """
wish            guest            account          operator         insecure

new-token       needed           token-made       token-made       insecure
list-tokens     tokens           tokens           tokens           tokens
revoke-token    unknown-label    unknown-label    unknown-label    unknown-label
set-contact     contacts-answer  contacts-answer  contacts-answer  contacts-answer
confirm-contact no-code          no-code          no-code          no-code
list-contacts   contacts-answer  contacts-answer  contacts-answer  contacts-answer
try-contact     unknown          unknown          unknown          unknown
drop-contact    unknown          unknown          unknown          unknown
set-password    done             wrong-password   wrong-password   insecure
operate         not-allowed      not-allowed      operated         not-allowed
mute            yourself         yourself         yourself         yourself
unmute          unknown          unknown          unknown          unknown
list-muted      muted            muted            muted            muted
flag            unknown          unknown          unknown          unknown
invite          unknown          unknown          unknown          unknown
find-match      unknown          unknown          unknown          unknown
cancel-match    unknown          unknown          unknown          unknown
free-seat       unknown          unknown          unknown          unknown
remark          away             away             away             away
silence         not-umpire       not-umpire       not-umpire       not-umpire
direct-all      not-umpire       not-umpire       not-umpire       not-umpire
keep-mark       unknown          unknown          unknown          unknown
list-marks      marks            marks            marks            marks
"""
RIGHTS = """
phase   message           nobody  player         other         observer      stranger      neighbour     umpire

any     list-matches      no-auth mine           mine          listed        hidden        hidden        listed
any     auth              done    malformed      malformed     malformed     malformed     malformed     malformed
any     create-match      no-auth done           done          done          done          done          done
any     join-match:watch  no-auth done           done          done          done          done          done
muster  join-match:umpire no-auth already-seated not-umpire    not-umpire    not-umpire    not-umpire    done
playing join-match:umpire no-auth already-seated not-umpire    not-umpire    not-umpire    not-umpire    done
over    join-match:umpire no-auth already-seated not-umpire    not-umpire    not-umpire    not-umpire    over
any     attend            no-auth nor            sud           public        public        public        umpire
any     history           no-auth nor            sud           public        public        public        umpire
any     fetch             no-auth done           done          done          done          done          done
any     request           no-auth answered       answered      answered      answered      answered      answered

muster  command           no-auth not-begun      not-begun     not-seated    not-seated    not-seated    not-seated
muster  direct            no-auth not-umpire     not-umpire    not-umpire    not-umpire    not-umpire    not-begun
muster  join-match        no-auth nor            sud           est           est           est           umpire
muster  join-match:sud    no-auth already-seated sud           seat-taken    seat-taken    seat-taken    umpire
muster  leave-match       no-auth nor            sud           not-seated    not-seated    not-seated    done
muster  next-match        no-auth not-over       not-over      not-over      not-seated    not-seated    not-over
muster  query             no-auth not-begun      not-begun     not-seated    not-seated    not-seated    not-seated
muster  fetch:archive     no-auth nothing        nothing       nothing       nothing       nothing       nothing

playing command           no-auth done           done          not-seated    not-seated    not-seated    not-seated
playing direct            no-auth not-umpire     not-umpire    not-umpire    not-umpire    not-umpire    not-now
playing join-match        no-auth nor            sud           full          full          full          umpire
playing join-match:sud    no-auth already-seated sud           full          full          full          umpire
playing leave-match       no-auth nor            sud           not-seated    not-seated    not-seated    done
playing next-match        no-auth not-over       not-over      not-over      not-seated    not-seated    not-over
playing query             no-auth done           done          not-seated    not-seated    not-seated    not-seated
playing fetch:archive     no-auth nothing        nothing       nothing       nothing       nothing       nothing

over    command           no-auth over           over          not-seated    not-seated    not-seated    not-seated
over    direct            no-auth not-umpire     not-umpire    not-umpire    not-umpire    not-umpire    over
over    join-match        no-auth over           over          over          over          over          over
over    join-match:sud    no-auth over           over          over          over          over          over
over    leave-match       no-auth over           over          not-seated    not-seated    not-seated    done
over    next-match        no-auth campaign-over  campaign-over campaign-over campaign-over campaign-over campaign-over
over    query             no-auth done           done          not-seated    not-seated    not-seated    not-seated
over    fetch:archive     no-auth done           done          done          done          done          done
"""
PHASES = ("muster", "playing", "over")
CHANGES = ("command", "join-match", "join-match:sud", "join-match:umpire", "leave-match")
"""After these a match is not what it was, unless it is over."""
NONE_YET = MatchId("")
Cells = dict[tuple[str, str], str]
"""(message, role) -> outcome"""


def rights(phase: str) -> Cells:
    """What comes of each message of each role in this phase."""
    found: Cells = {}
    for line in RIGHTS.splitlines()[2:]:
        when, *row = line.split() or [""]
        if when in ("any", phase):
            found |= {(row[0], role): outcome for role, outcome in zip(ROLES[:-1], row[1:], strict=True)}
            found[row[0], "operator"] = found[row[0], "stranger"]
    return found


# -- a match in some phase -----------------------------------------------------------------------------------------


@define
class Scene:
    """A server, everybody on it, and a match in some phase."""

    host: Host
    port: int
    phase: str
    people: dict[str, Speaker] = field(factory=dict)
    match: MatchId = NONE_YET

    async def enter(self) -> None:
        """Everybody says who he is; the neighbour has a match of his own."""
        for role in ROLES[1:]:
            self.people[role] = await Speaker.come(self.port, f"The {role}")
        await self.people["neighbour"].create("regatta", people=2)
        await self.host.services.accounts.set_operator(_known(self.host, self.people["operator"]), True)

    async def set_table(self) -> None:
        """A new match in this phase."""
        player, other, observer = (self.people[role] for role in ROLES[1:4])
        seats = 3 if self.phase == "muster" else 2
        made = await player.create(
            "regatta",
            nation=NationId("nor"),
            people=seats,
            private=True,
            umpire=True,
            umpires=("The umpire",),
        )
        assert made.match is not None
        self.match = made.match
        await other.join(self.match, "sud")
        await observer.ask(JoinMatch(new_id(), self.match, role="observer"))
        taken = await self.people["umpire"].ask(JoinMatch(new_id(), self.match, role="umpire"))
        assert isinstance(taken.outcome, Committed), taken
        if self.phase != "muster":
            await player.attend(self.match)
            await self._heard(player, TurnBegan)
        if self.phase == "over":
            for one in (player, other):
                await one.ask(LeaveMatch(new_id(), self.match))
            await self._heard(player, Ended)
            async with asyncio.timeout(10):
                await self._archived()

    async def _archived(self) -> None:
        async for change in self.host.store.watch("archive"):
            if change.key == self.match:
                return

    async def _heard(self, who: Speaker, kind: type[Notice]) -> None:
        await who.hear(Heard, lambda one: one.match == self.match and isinstance(one.notice, kind))

    # -- messages

    def say(self, message: str) -> ClientMessage:
        """The message of a row."""
        id, request, match = new_id(), RequestId(new_id()), self.match
        messages: dict[str, ClientMessage] = {
            "auth": Auth(Guest(f"Guest {id[:8]}")),
            "command": Command(id, match, Ready()),
            "direct": Direct(id, match, GoOn()),
            "create-match": CreateMatch(id, "regatta", people=2),
            "join-match": JoinMatch(id, match),
            "join-match:sud": JoinMatch(id, match, NationId("sud")),
            "join-match:watch": JoinMatch(id, match, role="observer"),
            "join-match:umpire": JoinMatch(id, match, role="umpire"),
            "leave-match": LeaveMatch(id, match),
            "next-match": NextMatch(id, match),
            "attend": Attend(match),
            "list-matches": ListMatches(request),
            "query": Query(request, match, Points(())),
            "fetch": Fetch(self.people["player"].hello.packs[0].digest),
            "fetch:archive": Fetch(Digest(match)),
            "history": History(request, match),
            "request": Request(request, ListTokens()),
        }
        return messages[message]

    async def outcome(self, message: str, role: str) -> str:
        """What comes of it."""
        known = self.people.get(role)
        who = known or await Speaker.connect(self.port)
        await who.wait(lambda: who.got or None)
        who.got = who.got[:1]
        await who.say(self.say(message))
        try:
            return await who.wait(lambda: self._read(who.got[1:], message, role), message)
        except AssertionError:
            assert who.closed is not None
            if known is not None:
                self.people[role] = await Speaker.come(self.port, known.resume)
            return who.closed[1]

    def _read(self, got: list[ServerMessage], message: str, role: str) -> str | None:
        """The outcome, once there is one."""
        for n, one in enumerate(got):
            match one:
                case Welcome():
                    return "done"
                case Receipt(_, Denied(code)) | QueryAnswer(_, Denied(code)):
                    return code.partition(".")[2]
                case Receipt():
                    return one.nation if one.nation and message != "create-match" else "done"
                case QueryAnswer():
                    return "done"
                case Resumed():
                    return one.nation or {"observer": PUBLIC, "umpire": UMPIRE}[one.role]
                case HistoryEnd():
                    return self._whose([each for each in got[:n] if isinstance(each, Recalled)], role)
                case Answered():
                    return "answered"
                case Asset():
                    return "done" if one.parts else "nothing"
                case Matches():
                    return next(
                        ("mine" if row.mine else "listed" for row in one.rows if row.match == self.match),
                        "hidden",
                    )
        return None

    def _whose(self, recalled: list[Recalled], role: str) -> str:
        """Whose stream it is that was recalled, from its own bytes."""
        owner = self.host.services.matches.owners[self.match]
        own = {"player": "nor", "other": "sud", "umpire": UMPIRE}.get(
            role, PUBLIC
        )  # before the first turn all are the same
        for viewer in (own, "nor", "sud", UMPIRE, PUBLIC):
            told = [(cursor, heard.notice) for cursor, heard in owner.told(viewer, 0)][-50:]
            if told == [(one.cursor, one.notice) for one in recalled]:
                return viewer
        return "somebody's"


async def played(phase: str) -> Cells:
    """Every role says every message in this phase."""
    outcomes: Cells = {}
    async with serving() as (host, port):
        scene = Scene(host, port, phase)
        await scene.enter()
        await scene.set_table()
        for message, role in rights(phase):
            if message in CHANGES and phase != "over":
                await scene.set_table()
            outcomes[message, role] = await scene.outcome(message, role)
    return outcomes


@pytest.mark.parametrize("phase", PHASES)
async def test_everybody_may_say_what_the_table_allows_and_nothing_else(phase: str) -> None:
    assert await played(phase) == rights(phase)


# -- wishes ---------------------------------------------------------------------------------------------------------


def wishes() -> Cells:
    """What comes of each wish of each standing."""
    rows = [line.split() for line in WISHES.splitlines() if line][1:]
    return {
        (row[0], standing): outcome
        for row in rows
        for standing, outcome in zip(STANDINGS, row[1:], strict=True)
    }


def wish_of(kind: str, name: str) -> Wish:
    """The wish of a row, by somebody of this name; about matches see `test_tables`."""
    nowhere = MatchId("nowhere")
    label = TokenLabel("my-bot")
    said: dict[str, Wish] = {
        "set-password": SetPassword("another password"),
        "new-token": NewToken(label),
        "list-tokens": ListTokens(),
        "revoke-token": RevokeToken(TokenLabel("no-bot")),
        "operate": Operate("status"),
        "mute": Mute(name),
        "unmute": Unmute("Nobody"),
        "list-muted": ListMuted(),
        "flag": Flag(nowhere, 1),
        "invite": Invite(nowhere),
        "find-match": FindMatch(nowhere),
        "cancel-match": CancelMatch(nowhere),
        "free-seat": FreeSeat(nowhere, NationId("nor")),
        "remark": Remark(nowhere, "Oho"),
        "set-contact": SetContact("webhook", "https://hooks.example.org/x"),
        "confirm-contact": ConfirmContact("ABCDEFGH"),
        "list-contacts": ListContacts(),
        "try-contact": TryContact("7"),
        "drop-contact": DropContact("7"),
        "silence": Silence(nowhere, NationId("nor")),
        "direct-all": DirectAll(Pause()),
        "keep-mark": KeepMark(nowhere, RoomKey("news"), 1),
        "list-marks": ListMarks(nowhere),
    }
    return said[kind]


async def wished() -> Cells:
    """Everybody wishes for everything."""
    outcomes: Cells = {}
    async with serving() as (host, port):
        for standing in STANDINGS:
            who = await Speaker.come(port, f"The {standing}")
            players = host.services.players
            if standing != "guest":
                hash = await host.services.passwords.hash("a good password")
                operates = standing == "operator"
                await players.change(who.welcome.player, password=hash, operator=operates)
            if standing == "insecure":
                whence = Whence("192.0.2.7", secure=False)
                here = host.gateway.visitor(who.welcome.player)
                assert here is not None
                here.whence = whence
            for kind, _ in dict.fromkeys((kind, None) for kind, _ in wishes()):
                outcomes[kind, standing] = await _wish(who, wish_of(kind, f"The {standing}"))
    return outcomes


async def _wish(who: Speaker, wish: Wish) -> str:
    id = RequestId(new_id())
    await who.say(Request(id, wish))
    answer = (await who.hear(Answered, lambda one: one.id == id)).answer
    return answer.code.partition(".")[2] if isinstance(answer, Denied) else kind_on_wire(type(answer))


async def test_everybody_may_wish_for_what_the_table_allows_and_nothing_else() -> None:
    assert await wished() == wishes()


def test_every_wish_has_its_row_its_right_and_its_handler() -> None:
    kinds = members(Wish)
    assert {kind for kind, _ in wishes()} == kinds.keys()
    assert set(rights_of.WISHES) == set(requests.HANDLERS) == set(kinds.values())


async def test_a_wish_without_a_right_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(rights_of.WISHES, ListTokens)
    async with serving() as (host, port):
        who = await Speaker.come(port, "The operator")
        await host.services.accounts.set_operator(_known(host, who), True)
        assert await _wish(who, ListTokens()) == "not-allowed"


async def test_a_server_that_takes_passwords_where_others_read_along_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(rights_of.WISHES, SetPassword, rights_of.EVERYBODY)
    outcomes = await wished()
    wrong = {cell for cell, outcome in wishes().items() if outcomes[cell] != outcome}
    assert wrong == {("set-password", "insecure")}, outcomes


def _known(host: Host, who: Speaker) -> Player:
    player = host.services.players.get(who.welcome.player)
    assert player is not None
    return player


# -- the table -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", PHASES)
def test_every_message_has_its_row(phase: str) -> None:
    assert {message.partition(":")[0] for message, _ in rights(phase)} == CLIENT_MESSAGES.keys()


async def test_a_server_that_lets_everybody_read_a_seats_stream_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    viewer_of = Durable.viewer_of

    def hole(durable: Durable, player: str) -> str:
        found = viewer_of(durable, player)
        return "sud" if found == PUBLIC else found

    monkeypatch.setattr(Durable, "viewer_of", hole)
    outcomes = await played("playing")
    wrong = {cell for cell, outcome in rights("playing").items() if outcomes[cell] != outcome}
    outside = [role for role in ROLES[3:] if role != "umpire"]
    assert wrong == {(message, role) for message in ("attend", "history", "query") for role in outside}


async def test_a_row_that_opens_questions_to_everybody_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rights_of.IN_MATCH, Query, dict.fromkeys(rights_of.IN_MATCH[Query], ""))
    outcomes = await played("playing")
    wrong = {cell for cell, outcome in rights("playing").items() if outcomes[cell] != outcome}
    assert wrong == {("query", role) for role in ROLES[3:]}


async def test_what_has_no_row_is_refused_to_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving() as (host, port):
        scene = Scene(host, port, "playing")
        await scene.enter()
        await scene.set_table()
        monkeypatch.setattr(rights_of, "IN_MATCH", {})
        for message in ("command", "direct", "query", "leave-match", "join-match", "join-match:umpire"):
            for role in ROLES[1:]:
                assert await scene.outcome(message, role) == "not-allowed", (message, role)
