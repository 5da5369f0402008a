"""The umpire's commands: more time, pauses, news, a word in one ear, seats, the end; one table or all of them.

Owns: these rows, and how an order is read from a line.
Does not know: who is an umpire (the host does), what an order does (the match).
"""

from __future__ import annotations

from collections.abc import Callable

from detente_client.account.own import answer_lines
from detente_client.commands.deeds import Deed, Direct, Request
from detente_client.commands.grammar import Command, Given
from detente_client.commands.slots import Here, Slot, everybody
from detente_client.i18n import tr
from detente_client.trouble import Trouble
from detente_client.words.durations import read_duration
from detente_client.words.language import Misunderstood, meant
from detente_wire import orders
from detente_wire.messages import DirectAll, Silence
from detente_wire.orders import Order
from detente_wire.terms import NationId

GROUP = tr("Umpire")
ORDERS = ("extend", "pause", "go-on", "news", "whisper", "replace", "silence", "end")
FOR_ALL = ("extend", "pause", "go-on", "news", "end")


def _seconds(typed: str, what: str) -> int:
    try:
        return read_duration(typed)
    except Trouble:
        said = tr(
            "{typed} is no time. Write it like 90s, 10m or 2h: /umpire {what} 10m",
            typed=typed or tr("Nothing"),
            what=what,
        )
        raise Misunderstood(said) from None


def _nation(here: Here, typed: str) -> NationId:
    return NationId(meant(typed, everybody(here), tr("nation")))


def _tension(typed: str) -> int:
    if typed and typed.lstrip("+-").isdecimal() and len(typed) < 4 and -10 <= int(typed) <= 10:
        return int(typed)
    raise Misunderstood(tr("Tension moves by -10 to +10: /umpire news +2 : Shots were heard at the bridge."))


def _news(here: Here, rest: str, words: str) -> Order:
    if not words:
        raise Misunderstood(
            tr("Say behind a colon what happened: /umpire news +2 : Shots were heard at the bridge.")
        )
    return orders.News(_tension(rest) if rest else 0)


def _whisper(here: Here, rest: str, words: str) -> Order:
    if not words:
        raise Misunderstood(
            tr("Say behind a colon what to whisper: /umpire whisper NATION : Look at their second issue.")
        )
    return orders.Whisper(_nation(here, rest))


_MAKE: dict[str, Callable[[Here, str, str], Order]] = {
    "extend": lambda here, rest, words: orders.Extend(_seconds(rest, "extend")),
    "pause": lambda here, rest, words: orders.Pause(_seconds(rest, "pause") if rest else 0),
    "go-on": lambda here, rest, words: orders.GoOn(),
    "news": _news,
    "whisper": _whisper,
    "replace": lambda here, rest, words: orders.Replace(_nation(here, rest)),
    "end": lambda here, rest, words: orders.End(),
}


def _order(here: Here, given: Given) -> Deed:
    what, rest = given["order"], given.get("rest", "").strip()
    if what == "silence":
        return _silence(here, rest, given.words)
    return Direct(_MAKE[what](here, rest, given.words), given.words)


def _silence(here: Here, rest: str, words: str) -> Deed:
    nation, _, typed = rest.partition(" ")
    minutes = -(-_seconds(typed.strip(), "silence NATION") // 60) if typed.strip() else 10
    return Request(Silence(here.match, _nation(here, nation), minutes, words), answer_lines)


def _all(here: Here, given: Given) -> Deed:
    order = _MAKE[given["order"]](here, given.get("rest", "").strip(), given.words)
    return Request(DirectAll(order, given.words), answer_lines)


COMMANDS = (
    Command(
        "umpire",
        GROUP,
        tr(
            "Order something at a table whose umpire you are: extend 10m, pause [10m], go-on, news [+2] : "
            "words, whisper NATION : words, replace NATION, silence NATION [10m], end."
        ),
        "/umpire whisper {nation} : Look at your red lines.",
        _order,
        (Slot("word", "order", words=ORDERS), Slot("rest", "rest", needed=False)),
        (),
        tr("All that an umpire orders is told to the table, but for a whisper, which is open at the end."),
    ),
    Command(
        "each",
        GROUP,
        tr("Order the same at every table whose umpire you are: extend 5m, pause, go-on, news : words, end."),
        "/each pause 10m",
        _all,
        (Slot("word", "order", words=FOR_ALL), Slot("rest", "rest", needed=False)),
    ),
)
