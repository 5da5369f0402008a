"""The commands for what is a player's own on this server: a password, tokens.

Owns: the table's rows for them.
Does not know: how they are asked of the host (`own`, `play`).
"""

from __future__ import annotations

from detente_client.account.contacts import notify_wish
from detente_client.account.own import answer_lines, token_wish
from detente_client.commands.deeds import Deed, Request, SetPassword
from detente_client.commands.grammar import Command, Given
from detente_client.commands.slots import Here, Slot
from detente_client.i18n import tr
from detente_wire.messages import Operate

GROUP = tr("Your account")
DEEDS = ("new", "list", "revoke")


def _password(here: Here, given: Given) -> Deed:
    return SetPassword()


def _token(here: Here, given: Given) -> Deed:
    return Request(token_wish(given["deed"], given.get("label", "").strip()), answer_lines)


def _operate(here: Here, given: Given) -> Deed:
    return Request(Operate(given["line"].strip()), answer_lines)


def _notify(here: Here, given: Given) -> Deed:
    return Request(notify_wish(given.get("what", "")), answer_lines)


COMMANDS = (
    Command(
        "password",
        GROUP,
        tr(
            "Set a password, so that your name is yours for good and you come back from any machine; it is "
            "not shown."
        ),
        "/password",
        _password,
    ),
    Command(
        "token",
        GROUP,
        tr("Tokens by which programs of yours come in as you: a new one, all of them, one less."),
        "/token new my-bot",
        _token,
        (Slot("word", "deed", words=DEEDS), Slot("rest", "label", needed=False)),
    ),
    Command(
        "operate",
        GROUP,
        tr("Give the server an order, if you are one of its operators; help lists them."),
        "/operate drain 10m a new version",
        _operate,
        (Slot("rest", "line"),),
    ),
    Command(
        "notify",
        GROUP,
        tr(
            "Where you are told of your turns while you are away: by mail (email ADDRESS, then code CODE), "
            "by a webhook (webhook or discord or slack and its https address), of what (turn, deadline, "
            "seated, replaced, ended, muster; none: all), in which time zone. Then set NUMBER with events or "
            "a zone, test NUMBER, drop NUMBER, off; alone it lists them."
        ),
        "/notify email ada@example.org turn deadline Europe/Berlin",
        _notify,
        (Slot("rest", "what", needed=False),),
    ),
)
