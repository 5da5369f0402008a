"""A mail server on loopback, which behaves as it is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from ssl import SSLContext
from typing import Literal

from attrs import define, field

Mood = Literal["good", "hangs", "drips", "turns-away", "drops", "refuses", "refuses-later", "no-content"]


@define
class MailServer:
    """What it was given, and how it answers."""

    port: int = 0
    mood: Mood = "good"
    login: bool = False
    """It knows AUTH, and lets nobody in."""
    tls: SSLContext | None = None
    """It offers STARTTLS."""
    came: int = 0
    """Conversations that were begun."""
    mails: list[EmailMessage] = field(factory=list)
    commands: list[str] = field(factory=list)
    arrived: asyncio.Event = field(factory=asyncio.Event)
    """Set when somebody comes."""
    over: asyncio.Event = field(factory=asyncio.Event)
    """Set when the test is over."""

    async def met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One conversation."""
        self.came += 1
        self.arrived.set()
        try:
            await self._talk(reader, writer, lambda line: writer.write(line.encode() + b"\r\n"))
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort()

    async def _talk(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, say: Callable[[str], None]
    ) -> None:
        if self.mood == "hangs":
            await self.over.wait()
        while self.mood == "drips" and not self.over.is_set():
            say("220-wait")
            await asyncio.sleep(0.01)
        if self.mood == "turns-away":
            say("421 too busy")
            return
        say("220 here")
        while line := (await reader.readline()).decode().strip():
            verb = line.split()[0].upper()
            self.commands.append(verb + line[len(verb) :])
            if verb == "QUIT":
                say("221 bye")
                return
            if verb == "STARTTLS" and self.tls is not None:
                say("220 go on")
                await writer.start_tls(self.tls)
                self.tls = None
            elif verb == "DATA":
                if not await self._data(reader, say):
                    return
            else:
                say(self._answer(verb))

    def _answer(self, verb: str) -> str:
        if verb == "EHLO" and self.tls is not None:
            return "250-here\r\n250 STARTTLS"
        if verb == "EHLO":
            return "250-here\r\n250 AUTH PLAIN" if self.login else "250 here"
        if verb == "RCPT" and self.mood == "refuses":
            return "550 no such mailbox"
        if verb == "RCPT" and self.mood == "refuses-later":
            return "450 greylisted"
        return "535 wrong" if verb == "AUTH" else "250 good"

    async def _data(self, reader: asyncio.StreamReader, say: Callable[[str], None]) -> bool:
        say("354 go on")
        body = await reader.readuntil(b"\r\n.\r\n")
        if self.mood == "drops":
            return False
        if self.mood == "no-content":
            say("554 spam")
            return True
        self.mails.append(message_from_bytes(body[:-3], EmailMessage, policy=SMTP))
        say("250 taken")
        return True


@asynccontextmanager
async def mailing(tls: SSLContext | None = None) -> AsyncIterator[MailServer]:
    """A mail server that listens; `tls`: it is secured from the first byte on."""
    made = MailServer()
    server = await asyncio.start_server(made.met, "127.0.0.1", 0, ssl=tls)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        made.over.set()
        server.close()
