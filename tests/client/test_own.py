"""What is a player's own on a server: passwords and tokens, as they are asked for, sent, and never sent."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import define, field

from detente_client.account.own import answer_lines, ask_password, token_wish
from detente_client.journeys.joining import Proof, proof
from detente_client.link.address import read_address
from detente_client.link.core import Link
from detente_client.link.happening import Inquiry, Lost, Pause, Stop
from detente_client.link.memory import Forgetful
from detente_client.plain.screen import PipeScreen
from detente_client.sessions.session import connect
from detente_client.trouble import Trouble
from detente_client.words.language import Misunderstood
from detente_wire.limits import CLOSE_CODES
from detente_wire.messages import (
    Auth,
    Closing,
    Denied,
    Done,
    Guest,
    ListTokens,
    NewToken,
    Password,
    Reply,
    Request,
    RequestId,
    Resume,
    RevokeToken,
    SetPassword,
    Token,
    TokenLabel,
    TokenMade,
    TokenRow,
    Tokens,
    Unknown,
)
from tests.client.fakeserver import hello, welcome
from tests.client.people import Served, in_terminal, run

SECRET = "seven geese over Geneva"
BOT = TokenLabel("my-bot")
WITH_TERMINALS = pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal")


# -- what is never sent --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("example.org", False),
        ("ws://example.org:443", False),
        ("10.0.0.1", False),
        ("wss://example.org", True),
        ("127.0.0.1", True),
        ("ws://localhost:1", True),
        ("::1", True),
    ],
)
@pytest.mark.parametrize("sort", ["password", "token"])
def test_where_a_secret_is_sent(address: str, sent: bool, sort: str) -> None:
    def come() -> None:
        connect(address, "Ann", **{sort: SECRET})  # type: ignore[arg-type]

    if sent:
        come()
        return
    with pytest.raises(Trouble) as trouble:
        come()
    assert SECRET not in str(trouble.value)
    assert "wss://" in trouble.value.step


@pytest.mark.parametrize(
    ("wish", "kept_back"),
    [
        (SetPassword(SECRET), True),
        (NewToken(BOT), True),
        (ListTokens(), False),
        (RevokeToken(BOT), False),
    ],
)
def test_what_a_link_keeps_back_where_others_read_along(wish: object, kept_back: bool) -> None:
    link = Link(Forgetful(), "Ann", private=False)
    link.opened(0.0)
    link.hear(hello(), 0.0)
    link.hear(welcome(), 0.0)
    link.outgoing(0.0)
    request: Inquiry = Request(RequestId("r1"), wish)  # type: ignore[arg-type]
    if kept_back:
        with pytest.raises(Trouble, match="read along"):
            link.request(request)
    else:
        link.request(request)
    assert link.outgoing(0.0) == ([] if kept_back else [request])


def test_a_link_shows_no_password() -> None:
    assert SECRET not in repr(Link(Forgetful(), "Ann", "", SECRET, private=True))


# -- coming in -----------------------------------------------------------------------------------------------------


def greeted(link: Link) -> object:
    """What the link says that it is."""
    link.opened(0.0)
    link.hear(hello(), 0.0)
    [auth] = link.outgoing(0.0)
    assert isinstance(auth, Auth)
    return auth.who


def closed(link: Link, name: str, message: str = "", retry_after_s: int = 0) -> Pause | Stop:
    """The server closes; what now?"""
    link.hear(Closing(name, message, retry_after_s), 0.0)
    return link.lost(Lost("closed", "", CLOSE_CODES[name].code), 0.0)


def test_a_password_is_for_where_one_is_not_known_any_more() -> None:
    link = Link(Forgetful("old"), "Ann", "", SECRET, private=True)
    assert greeted(link) == Resume("old")
    assert isinstance(closed(link, "bad-auth"), Pause)
    assert greeted(link) == Password("Ann", SECRET)
    assert closed(link, "bad-auth", "They do not go together.") == Stop(
        "They do not go together.", "bad-auth"
    )


def test_a_token_goes_before_a_password_and_a_name() -> None:
    assert greeted(Link(Forgetful(), "Ann", "tok", SECRET, private=True)) == Token("tok")
    assert greeted(Link(Forgetful(), "Ann", private=True)) == Guest("Ann")


@pytest.mark.parametrize("why", ["rate", "trouble"])
def test_who_must_wait_to_be_let_in_is_told_at_once_and_later_comes_back_by_itself(why: str) -> None:
    link = Link(Forgetful(), "Ann", "", SECRET, private=True)
    greeted(link)
    assert closed(link, why, "Wait 300 s.", 300) == Stop("Wait 300 s.", why)
    greeted(link)
    link.hear(welcome(), 0.0)
    verdict = closed(link, why, "Wait 300 s.", 300)
    assert isinstance(verdict, Pause)
    assert verdict.seconds >= 300


# -- asking --------------------------------------------------------------------------------------------------------


@define
class Typed:
    """Somebody who types these lines, each without an echo."""

    lines: list[str]
    prompts: list[str] = field(factory=list)

    async def read_secret(self, prompt: str) -> str | None:
        """The next one."""
        self.prompts.append(prompt)
        return self.lines.pop(0) if self.lines else None


@pytest.mark.parametrize(
    ("lines", "wish"),
    [
        (["", SECRET, SECRET], SetPassword(SECRET)),
        (["old", SECRET, SECRET], SetPassword(SECRET, "old")),
        (["old", SECRET, "other"], "You typed two different passwords"),
        (["old", ""], "No password was set"),
        (["old"], "No password was set"),
        ([], "No password was set"),
        (["old", SECRET], "No password was set"),
        (["old", "short"], "A password has 10 to 256 characters; this one has 5. Try again: /password"),
        (["old", "l" * 257], "A password has 10 to 256 characters; this one has 257."),
    ],
)
async def test_a_password_is_typed_twice(lines: list[str], wish: SetPassword | str) -> None:
    asked = await ask_password(Typed(lines))
    assert asked == wish if isinstance(wish, SetPassword) else str(asked).startswith(wish)


async def test_at_the_end_of_a_pipe_every_question_is_answered_by_nothing() -> None:
    screen = PipeScreen(io.StringIO("/password\n"), io.StringIO())
    assert await screen.read("> ") == "/password"
    assert await ask_password(screen) == "No password was set."
    assert await screen.read("> ") is None
    assert await screen.read_secret("> ") is None


def test_a_visit_through_a_pipe_ends_with_its_input(served: Served, tmp_path: Path) -> None:
    for line, said in (
        ("/password", "No password was set."),
        (
            "/password hunter2",
            "A password is not typed where others read along. Type /password alone: it asks.",
        ),
        ("/notify", "You are told nowhere. /notify email ADDRESS"),
        ("/notify mail", "Write /notify email ADDRESS,"),
        ("/operate status", "Not done. "),
        ("/mute", "Mute whom? /mute NAME"),
        ("/free 1", "Free whose seat? /free 1 NATION"),
        ("/create hong-kong-1984 people=1 turn=30d", "30 days does not fit here: turn is 14 days at most."),
    ):
        done = run(tmp_path, "join", served.address, "--name", "Ann", text=f"{line}\n")
        assert (done.returncode, done.stderr) == (0, "")
        assert said in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("deed", "label", "wish"),
    [
        ("list", "", ListTokens()),
        ("new", "my-bot", NewToken(BOT)),
        ("revoke", "my-bot", RevokeToken(BOT)),
        ("list", "my-bot", None),
        ("new", "", None),
        ("revoke", "", None),
        ("make", "my-bot", None),
    ],
)
def test_wishes_about_tokens(deed: str, label: str, wish: object) -> None:
    if wish is None:
        with pytest.raises(Misunderstood, match="/token new LABEL"):
            token_wish(deed, label)
    else:
        assert token_wish(deed, label) == wish


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Done(), "Done."),
        (Done("It is set.\x1b[2J"), "It is set.[2J"),
        (Denied("host.rate", "Wait 3 s."), "Not done. Wait 3 s."),
        (TokenMade(BOT, "abc.def"), "my-bot, which is shown this once: abc.def Whoever"),
        (Tokens(), "You have no token. /token new"),
        (Tokens((TokenRow(BOT, 86_400),)), "my-bot: made on 1970-01-02, never used."),
        (Tokens((TokenRow(BOT, 0, 864_000),)), "made on 1970-01-01, last used on 1970-01-11."),
        (Unknown("postcard"), "update it"),
    ],
)
def test_answers(answer: Reply | Unknown, said: str) -> None:
    assert said in " ".join(answer_lines(answer))


def test_a_proof_comes_from_the_environment_or_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_PASSWORD", SECRET)
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    here, there = read_address("127.0.0.1"), read_address("example.org")
    given = proof(here, password=True, token=False)
    assert (given.password, given.token) == (SECRET, "")
    assert SECRET not in repr(given)
    assert proof(there, password=False, token=False) == Proof()
    with pytest.raises(Trouble, match="Nothing was typed") as trouble:
        proof(here, password=False, token=True)
    assert "DETENTE_TOKEN" in trouble.value.step
    monkeypatch.setattr("sys.stdin", io.StringIO("piped\n"))
    assert proof(here, password=False, token=True).token == "piped"
    with pytest.raises(Trouble, match="read along"):
        proof(there, password=True, token=False)


# -- the real thing ------------------------------------------------------------------------------------------------


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    server = Served(tmp_path / "server", "[accounts]\nargon2_kib = 8\nargon2_passes = 1\n")
    yield server
    server.kill()


def test_a_guest_makes_a_name_his_own_and_comes_back_from_another_machine(
    served: Served, tmp_path: Path
) -> None:
    def at(machine: str, *more: str, text: str = "/quit\n", **around: str) -> tuple[int, str]:
        done = run(tmp_path / machine, "join", served.address, "--name", "Ann", *more, text=text, **around)
        return done.returncode, " ".join((done.stdout + done.stderr).split())

    code, said = at(
        "desk", text=f"/token new my-bot\n/password\n\n{SECRET}\n{SECRET}\n/token new my-bot\n/quit\n"
    )
    assert code == 0
    assert "you are a guest. Set a password first: /password." in said
    assert "Your password is set." in said
    token = said.partition("shown this once: ")[2].split()[0]
    assert SECRET not in said
    code, said = at("laptop")
    assert (code, "with the password of this one (--password)" in said) == (1, True), said
    code, said = at("laptop", "--password", DETENTE_PASSWORD="not this one")
    assert (code, "Name and password do not go together here." in said) == (1, True), said
    code, said = at("laptop", "--password", text="/token\n/quit\n", DETENTE_PASSWORD=SECRET)
    assert (code, "You are Ann on" in said, "my-bot: made on" in said) == (0, True, True), said
    code, said = at("laptop")
    assert (code, "You are Ann on" in said) == (0, True), "and is known there from then on"
    code, said = at("tablet", "--token", text="/token revoke my-bot\n/quit\n", DETENTE_TOKEN=token)
    assert "The token my-bot is valid no more." in said
    code, said = at("tablet", "--token", DETENTE_TOKEN=token)
    assert (code, "This token is not valid here" in said) == (1, True), said
    code, said = at("desk")
    assert (code, "You are Ann on" in said) == (0, True), said


@WITH_TERMINALS
def test_in_a_terminal_a_password_is_not_shown(served: Served, tmp_path: Path) -> None:
    with in_terminal(tmp_path / "home", "join", served.address, "--name", "Ann") as talker:
        talker.until("lobby>")
        talker.type("/password")
        talker.until("until now .empty if you have none.:")
        talker.type("")
        talker.until("characters or more:")
        talker.type(SECRET)
        talker.until("once more:")
        talker.type(SECRET)
        talker.until("Your password is set.")
        assert SECRET not in talker.output
        talker.until("password is set.*lobby>")
        talker.type("/create hong-kong-1984 people=1")
        talker.until("You speak for")
        talker.type("/token new my-bot")
        talker.until("shown this once")
        talker.type("/password")
        talker.until("shown this once.*until now .empty if you have none.:")
        talker.type("wrong, I fear")
        talker.until("shown this once.*characters or more:")
        talker.type("something new")
        talker.until("shown this once.*once more:")
        talker.type("something new")
        talker.until("Not done. The old password is not right.")
        assert "something new" not in talker.output
