"""A player who looks elsewhere is called: not too often, not at night, and by nothing that a text breaks out of."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from attrs import define

from detente_client.delegation.alerting import BELL, BETWEEN_S, IDLE_S, LONGEST, Alarm, note
from detente_client.delegation.rooms import NEWS, Room
from detente_client.delegation.transcript import Entry, Weight
from detente_client.settings import Settings
from detente_wire.acts import Say
from detente_wire.messages import Heard, MatchId
from detente_wire.notices import Notice, Said, TurnBegan
from detente_wire.terms import ChannelId, NationId, Ref

AT = dt.datetime(1984, 9, 26, 12, 0, 0, tzinfo=dt.UTC)
XTERM = {"TERM": "xterm-256color"}
ROOM = Room("m1", "meeting")


@define
class Clock:
    """A clock that is set by hand."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


def alarm(clock: Clock, at: dt.datetime = AT, **settings: object) -> Alarm:
    wanted = Settings(**settings)  # type: ignore[arg-type]
    return Alarm(lambda: wanted, "Hong Kong", XTERM, clock, lambda: at)


def entry(*lines: str, weight: Weight = "named", notice: Notice | None = None, age_s: int = 0) -> Entry:
    heard = Heard(MatchId("m"), 1, 1, int(AT.timestamp()) - age_s, notice) if notice else None
    return Entry(0, ROOM if notice else NEWS, lines, weight, heard)


BEGUN = TurnBegan(3, "March 1983", 24, 0, ())
SAID = Said(Ref("r"), ChannelId("m1"), NationId("prc"), Say(ChannelId("m1")))


def test_who_looks_elsewhere_is_called_and_who_sits_there_is_not() -> None:
    clock = Clock()
    bell = alarm(clock)
    assert bell.heard(entry("! Britain invites you.")) == ""
    bell.focused = False
    assert (
        bell.heard(entry("! Britain invites you."))
        == f"{BELL}\x1b]9;Détente: Hong Kong: Britain invites you.\a"
    )
    assert bell.heard(entry("! Again.")) == ""
    clock.seconds += BETWEEN_S
    assert bell.heard(entry("! Again.")).endswith("Again.\a")


def test_who_struck_no_key_for_a_while_is_called() -> None:
    clock = Clock()
    bell = alarm(clock)
    clock.seconds += IDLE_S
    assert BELL in bell.heard(entry(notice=BEGUN))
    clock.seconds += IDLE_S
    bell.touched()
    assert bell.heard(entry(notice=BEGUN)) == ""


@pytest.mark.parametrize(
    ("told", "called"),
    [
        (entry("x", notice=BEGUN, weight="noise"), "turn 3 has begun."),
        (entry("x", notice=BEGUN, weight="noise", age_s=600), ""),
        (entry("! 1 minute left in this turn.", weight="own"), "1 minute left in this turn."),
        (entry("Talk of leases", weight="message", notice=BEGUN), "turn 3 has begun."),
        (entry("China: the LEASES", weight="message", notice=SAID), "China: the LEASES"),
        (entry("no word", weight="message", notice=SAID), ""),
        (entry("an answer", weight="own"), ""),
    ],
)
def test_what_calls(told: Entry, called: str) -> None:
    bell = alarm(Clock(), highlight=("leases",))
    bell.focused = False
    said = bell.heard(told)
    assert said == (f"{BELL}\x1b]9;Détente: Hong Kong: {called}\a" if called else "")


def test_settings_decide() -> None:
    told = entry("! Come.")
    for settings, at, expected in (
        ({"bell": False}, AT, "\x1b]9;Détente: Hong Kong: Come.\a"),
        ({"notify": False}, AT, BELL),
        ({"bell": False, "notify": False}, AT, ""),
        ({"quiet_hours": "11:00-13:00"}, AT, ""),
        ({"quiet_hours": "22:00-07:00"}, AT, f"{BELL}\x1b]9;Détente: Hong Kong: Come.\a"),
    ):
        bell = alarm(Clock(), at, **settings)
        bell.focused = False
        assert bell.heard(told) == expected


HOSTILE = (
    "\x1b]52;c;AAAA\x07", "a\x07b", "a\x1b\\b", "\x9d9;x\x9c", "a\nb\rc", "\x1b[2J", "a;b;notify;c", "\u202eabc",
    "\x00", "x" * 9000, "\u2028a\u2029b\x85c", "4;1;100",
)  # fmt: skip

WHOLE = re.compile(
    r"\x1b\](9;Détente: [^\x00-\x1f\x7f-\x9f]+|777;notify;Détente;[^;\x00-\x1f\x7f-\x9f]+)\x07"
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("term", [XTERM, {"TERM": "foot"}, {"TERM": "xterm", "VTE_VERSION": "7600"}])
def test_no_text_breaks_out_of_a_note(text: str, term: dict[str, str]) -> None:
    sent = note(text, term)
    if not sent:
        return
    assert re.fullmatch(
        r"\x1b\](9;Détente: [^\x00-\x1f\x7f-\x9f]+|777;notify;Détente;[^;\x00-\x1f\x7f-\x9f]+)\x07", sent
    )
    assert "\u202e" not in sent
    assert len(sent) < LONGEST + 40


def test_a_dumb_terminal_gets_no_note() -> None:
    assert note("x", {"TERM": "dumb"}) == ""
    assert note("x", {}) == ""


def test_a_note_passes_through_tmux_and_screen_and_a_bell_goes_as_it_is() -> None:
    """In the envelope every escape is doubled for tmux; what the text is cannot end the envelope."""
    tmux = note("Britain\x1b\\ invites you.", {**XTERM, "TMUX": "/run/tmux,1,0"})
    assert tmux == "\x1bPtmux;\x1b\x1b]9;Détente: Britain\\ invites you.\a\x1b\\"
    assert note("Hello", {"TERM": "screen", "STY": "1.a"}) == "\x1bP\x1b]9;Détente: Hello\a\x1b\\"
    bell = alarm(Clock(), notify=False)
    bell.environment = {**XTERM, "TMUX": "/run/tmux,1,0"}
    bell.focused = False
    assert bell.heard(entry("! Britain invites you.")) == BELL
