"""E-mail: a notification as a mail, given to the operator's mail server.

Owns: the mail with its headers, one conversation with the mail server, which of its answers mean what.
Does not know: the outbox, who may have mail sent where.

The standard library speaks SMTP and blocks; so each conversation has a thread of its own, which nothing waits for but
its own deliveries. After `TALK_S` its socket is shut, however slowly the server drips.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import smtplib
import socket
import ssl
import textwrap
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from attrs import define, field

from detente_server.host.environment import Environment
from detente_server.host.logs import fields
from detente_server.host.notifications.config import Notifications
from detente_server.host.notifications.courier import Parcel
from detente_server.host.notifications.delivery import Delivered, Outcome, Refused, Trouble
from detente_server.host.notifications.wording import mail_lines

log = logging.getLogger("detente.notifications")

STEP_S = 10.0
"""So long the mail server may take for one answer."""
TALK_S = 60.0
"""And for a conversation of `batch` mails."""
WIDTH = 76


class Mail:
    """Sends notifications as mails."""

    slots = 2
    batch = 20

    def __init__(self, config: Notifications, environment: Environment, talk_s: float = TALK_S) -> None:
        self._config = config
        self._environment = environment
        self._talk_s = talk_s
        self._talks: set[Talk] = set()

    async def carry(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        """Send them in one conversation; what became of each."""
        mails = [mail(parcel, self._config, self._environment.now_s()) for parcel in parcels]
        talk = Talk(self._config, mails)
        self._talks.add(talk)
        try:
            return await _beside(talk.held, talk.cut, self._talk_s, talk.outcomes)
        finally:
            self._talks.discard(talk)

    async def close(self) -> None:
        """Cut what is under way."""
        for talk in self._talks:
            talk.cut()


async def _beside(
    work: Callable[[], None], cut: Callable[[], None], within_s: float, result: Callable[[], list[Outcome]]
) -> list[Outcome]:
    """Do this on a thread of its own, which ends with the process; cut it off if it takes too long."""
    loop, done = asyncio.get_running_loop(), asyncio.Event()

    def run() -> None:
        work()
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits
            loop.call_soon_threadsafe(done.set)

    threading.Thread(target=run, name="detente-mail", daemon=True).start()
    timer = loop.call_later(within_s, cut)
    try:
        async with asyncio.timeout(within_s + STEP_S):  # looking up a name cannot be cut
            await done.wait()
    except TimeoutError:
        pass
    finally:
        timer.cancel()
    return result()


@define(eq=False)
class Talk:
    """One conversation with the mail server."""

    config: Notifications
    mails: Sequence[EmailMessage]
    _found: list[Outcome] = field(factory=list, init=False)
    """What became of the first so many."""
    _why: str = field(default="the mail server took too long", init=False)
    _server: Server | None = field(default=None, init=False)
    _is_cut: bool = field(default=False, init=False)

    def outcomes(self) -> list[Outcome]:
        """What became of each; what it did not come to is in trouble."""
        found = list(self._found)
        return [*found, *[Trouble(self._why)] * (len(self.mails) - len(found))]

    def cut(self) -> None:
        """End it from another thread."""
        self._is_cut = True
        if self._server is not None:
            self._server.cut()

    def held(self) -> None:
        """Hold it; to be called on a thread that may block."""
        try:
            with self._connected() as server:
                for one in self.mails:
                    if self._is_cut:
                        break
                    self._found.append(_given(server, one))
        except (OSError, smtplib.SMTPException) as why:
            if not self._is_cut:
                self._why = _trouble(why)
            log.warning("the mail server is in trouble", extra=fields(why=self._why))
        except Exception as why:
            self._why = type(why).__name__
            log.exception("mails were not sent")

    @contextlib.contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """Connected, secured and logged in as the operator chose."""
        config = self.config
        server = self._server = Server(config)
        try:
            code, said = server.connect(config.smtp_host, config.smtp_port)
            if code != 220:
                raise smtplib.SMTPConnectError(code, said)
            if config.smtp_security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if config.smtp_user:
                server.login(config.smtp_user, config.password)
            yield server
            with contextlib.suppress(OSError, smtplib.SMTPException):
                server.quit()
        finally:
            server.close()


class Server(smtplib.SMTP):
    """The mail server, on a socket that another thread may shut."""

    def __init__(self, config: Notifications) -> None:
        super().__init__(timeout=STEP_S, local_hostname=_domain(config))
        self._tls = config.smtp_security == "tls"
        self._host = config.smtp_host  # whose certificate it must be
        self._held: socket.socket | None = None

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """Connected, and secured at once if the operator chose so."""
        made = self._held = socket.create_connection((host, port), timeout)
        if self._tls:
            context = ssl.create_default_context()
            made = self._held = context.wrap_socket(made, server_hostname=host, do_handshake_on_connect=False)
            made.do_handshake()
        return made

    def cut(self) -> None:
        """Shut the socket: whoever waits for it is told so."""
        held = self.sock or self._held
        if held is not None:
            with contextlib.suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)


def _given(server: smtplib.SMTP, one: EmailMessage) -> Outcome:
    """What the mail server says to one mail; raises when it is of no use any more."""
    try:
        server.send_message(one)
    except smtplib.SMTPRecipientsRefused as why:
        code = next(iter(why.recipients.values()))[0]
        return _answered(code)
    except smtplib.SMTPDataError as why:
        return _answered(why.smtp_code)
    return Delivered()


def _answered(code: int) -> Outcome:
    """4xx: perhaps later; 5xx: not this mail, or not to this address."""
    said = f"the mail server answered {code}"
    return Refused(said) if code >= 500 else Trouble(said)


def _trouble(why: Exception) -> str:
    """What is wrong with the mail server, without anything that it said or that was sent."""
    if isinstance(why, smtplib.SMTPResponseException):
        return f"{type(why).__name__} {why.smtp_code}"
    return type(why).__name__


def mail(parcel: Parcel, config: Notifications, now_s: int) -> EmailMessage:
    """The mail; the library writes the headers, and refuses a line end in any of them."""
    made = EmailMessage(policy=SMTP)
    made["From"] = config.mail_from
    made["To"] = parcel.contact.address
    made["Subject"] = f"Détente: {parcel.wording.subject}"
    made["Date"] = format_datetime(datetime.fromtimestamp(now_s, UTC))
    made["Message-ID"] = f"<{parcel.delivery.id}@{_domain(config)}>"
    made["Auto-Submitted"] = "auto-generated"
    if config.unsubscribe and parcel.contact.confirmed:
        made["List-Unsubscribe"] = f"<mailto:{config.unsubscribe}?subject=stop>"
    lines = mail_lines(parcel.wording, parcel.delivery.occasion, parcel.contact)
    wrapped = [textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False) for line in lines]
    made.set_content("\n".join(wrapped) + "\n", cte="quoted-printable")
    return made


def _domain(config: Notifications) -> str:
    """The name under which mail is sent."""
    return config.mail_from.rpartition("@")[2] or "localhost"
