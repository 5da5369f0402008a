"""What a player asks of the host for himself: a password, tokens for his programs; the sentences that answer.

Owns: asking for passwords without showing them, the wishes about tokens, what an answer of the host reads like.
Does not know: how a wish gets to the host, terminals (a screen asks).
"""

from __future__ import annotations

from typing import Protocol, assert_never

from detente_client.account.company import found_lines, invited_lines, muted_lines
from detente_client.account.contacts import contact_lines
from detente_client.figures import day_of
from detente_client.i18n import tr
from detente_client.words.language import Misunderstood
from detente_client.words.refusing import said
from detente_wire.gate import one_line
from detente_wire.messages import (
    ContactsAnswer,
    Denied,
    Done,
    Found,
    Invited,
    ListTokens,
    Marks,
    Muted,
    NewToken,
    Operated,
    Reply,
    RevokeToken,
    SetPassword,
    TokenLabel,
    TokenMade,
    TokenRow,
    Tokens,
    Unknown,
)

LEAST, MOST = 10, 256
"""Characters of a password, as servers take them."""
NOT_DONE = tr("Not done.")


class Asking(Protocol):
    """Where a secret is typed."""

    async def read_secret(self, prompt: str) -> str | None:
        """The next line, which is not shown; None at the end of input."""


async def ask_password(screen: Asking) -> SetPassword | str:
    """The wish for a new password; a sentence if none was typed."""
    old = await screen.read_secret(tr("Your password until now (empty if you have none):"))
    new = (
        await screen.read_secret(tr("A new password, {least} characters or more:", least=LEAST))
        if old is not None
        else None
    )
    if new and not LEAST <= len(new) <= MOST:
        return tr(
            "A password has {least} to {most} characters; this one has {typed}. Try again: /password",
            least=LEAST,
            most=MOST,
            typed=len(new),
        )
    again = await screen.read_secret(tr("The new password once more:")) if new else None
    if old is None or not new or again is None:
        return tr("No password was set.")
    if new != again:
        return tr("You typed two different passwords; none was set. Try again: /password")
    return SetPassword(new, old)


def token_wish(deed: str, label: str) -> NewToken | ListTokens | RevokeToken:
    """The wish of a line like ``/token new my-bot``; `Misunderstood` if it is none."""
    match deed:
        case "list" if not label:
            return ListTokens()
        case "new" if label:
            return NewToken(TokenLabel(label))
        case "revoke" if label:
            return RevokeToken(TokenLabel(label))
        case _:
            raise Misunderstood(tr("Write /token new LABEL, /token list or /token revoke LABEL."))


def answer_lines(answer: Reply | Unknown) -> list[str]:
    """What the host answered."""
    match answer:
        case Done():
            return [one_line(answer.message) or tr("Done.")]
        case Denied():
            return [f"{NOT_DONE} {one_line(said(answer.code, answer.message))}"]
        case TokenMade():
            return [
                tr("The token {label}, which is shown this once:", label=one_line(answer.label)),
                one_line(answer.token),
                tr(
                    "Whoever has it is you here. Give it to one program alone, and keep it out of files that others "
                    "read."
                ),
            ]
        case Tokens():
            return [*map(_row, answer.rows)] or [tr("You have no token. /token new LABEL makes one.")]
        case Operated():
            return [one_line(line) for line in answer.lines] or [tr("Done.")]
        case Muted():
            return muted_lines(answer)
        case Invited():
            return invited_lines(answer)
        case Found():
            return found_lines(answer)
        case ContactsAnswer():
            return contact_lines(answer)
        case Marks():
            return [tr("How far you have read is kept for you.")]
        case Unknown():
            return [tr("The server answered what this client does not know: update it.")]
        case _:
            assert_never(answer)


def _row(row: TokenRow) -> str:
    used = tr("last used on {day}", day=day_of(row.used_day_s)) if row.used_day_s else tr("never used")
    return tr("{label}: made on {day}, {used}.", label=one_line(row.label), day=day_of(row.made_s), used=used)
