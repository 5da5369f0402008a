"""The server's certificate: read from files, looked over, read again when they change.

Owns: the TLS context of new connections, the sentences for what is wrong with a pair, warnings of its end.
Does not know: sockets; when to look again (`host` sweeps, a signal asks).

Whatever happens to the files while the server runs, it goes on with the pair that was good last: a renewal writes one
file after the other, and a pair that does not fit yet must not end anything.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen

from detente_server.host.environment import Environment, utc_ms
from detente_server.host.logs import fields

log = logging.getLogger("detente.tls")

SOON_DAYS = 14
DAY_S = 86_400
RENEW = "Renew it; the server takes the new files by itself within a minute, or at once on SIGHUP."


class BadCertificate(Exception):
    """The pair cannot be used; the message is a sentence for the host, with the next step."""


@frozen
class Validity:
    """From when until when a certificate is valid, in seconds of Unix time."""

    since_s: int
    until_s: int


class Certificate:
    """One pair of files, and the context that shows it to clients."""

    def __init__(self, certificate: Path, key: Path, environment: Environment) -> None:
        """Read it; raises `BadCertificate`."""
        self._files = (certificate, key)
        self._environment = environment
        self._stamp = self._stamped()
        self._warned_day = -1
        self._newest, self.validity = _loaded(*self._files, environment.now_s())
        self.context, _ = _loaded(*self._files, environment.now_s())
        self.context.sni_callback = self._show_newest
        """Called for every handshake, whether or not the client names a server."""

    def look(self) -> None:
        """Read the files again if they changed since; warn of the end."""
        if self._stamped() != self._stamp:
            self.reload()
        self._warn()

    def reload(self) -> None:
        """Read the files again; the pair from before goes on if they are not good."""
        self._stamp = self._stamped()
        try:
            self._newest, self.validity = _loaded(*self._files, self._environment.now_s())
        except BadCertificate as problem:
            log.error(
                "the certificate was not reloaded, the one from before goes on",
                extra=fields(why=str(problem)),
            )
            return
        self._warned_day = -1
        log.info("the certificate was reloaded", extra=fields(until=_date(self.validity.until_s)))

    def _show_newest(
        self, socket: ssl.SSLSocket | ssl.SSLObject, name: str | None, context: ssl.SSLContext
    ) -> None:
        socket.context = self._newest

    def _warn(self) -> None:
        """Once a day, as long as it ends soon or has ended."""
        now_s = self._environment.now_s()
        left_s = self.validity.until_s - now_s
        if left_s > SOON_DAYS * DAY_S or now_s // DAY_S == self._warned_day:
            return
        self._warned_day = now_s // DAY_S
        if left_s > 0:
            log.warning(
                "the certificate ends soon", extra=fields(until=_date(self.validity.until_s), step=RENEW)
            )
        else:
            log.error("the certificate has expired: clients refuse it", extra=fields(step=RENEW))

    def _stamped(self) -> tuple[tuple[int, int, int] | None, ...]:
        """What tells whether a file is another one."""
        return tuple(_stamp(path) for path in self._files)


def looked_over(certificate: Path, key: Path) -> None:
    """Raises `BadCertificate` if a server could not start with this pair now."""
    _loaded(certificate, key, utc_ms() // 1000)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _loaded(certificate: Path, key: Path, now_s: int) -> tuple[ssl.SSLContext, Validity]:
    """A context with this pair; raises `BadCertificate`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key, password=_no_passphrase)
        validity = validity_of(ssl.PEM_cert_to_DER_cert(_first(certificate.read_text(encoding="ascii"))))
    except _Locked:
        raise BadCertificate(f"The key {key} is locked by a passphrase: give one without.") from None
    except ssl.SSLError as problem:
        raise BadCertificate(_wrong(certificate, key, problem)) from None
    except OSError as problem:
        where = problem.filename or f"{certificate} or {key}"
        raise BadCertificate(
            f"{where} cannot be read: {problem.strerror}. Mend the path or its rights."
        ) from None
    except ValueError as problem:
        raise BadCertificate(
            f"{certificate} holds no certificate in PEM that can be read: {problem}."
        ) from None
    if now_s >= validity.until_s:
        raise BadCertificate(f"The certificate {certificate} expired on {_date(validity.until_s)}. Renew it.")
    if now_s < validity.since_s:
        raise BadCertificate(
            f"The certificate {certificate} is valid from {_date(validity.since_s)} on: is this machine's clock right?"
        )
    return context, validity


def _wrong(certificate: Path, key: Path, problem: ssl.SSLError) -> str:
    if problem.reason == "KEY_VALUES_MISMATCH":
        return (
            f"The key {key} does not belong to the certificate {certificate}: name the pair of one renewal."
        )
    why = problem.reason or "nothing of the sort is there"
    return f"{certificate} and {key} are no certificate and key in PEM: {why}."


class _Locked(Exception):
    """The key needs a passphrase, and nobody is there to type it."""


def _no_passphrase() -> str:
    raise _Locked


def _date(at_s: int) -> str:
    return f"{datetime.fromtimestamp(at_s, UTC):%Y-%m-%d}"


# -- validity, from the certificate's own bytes --------------------------------------------------------------------

BEGIN, END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"


def _first(pem: str) -> str:
    """The first certificate of a chain: the server's own."""
    start, end = pem.find(BEGIN), pem.find(END)
    if start < 0 or end < start:
        raise ValueError("none stands in it")
    return pem[start : end + len(END)]


def validity_of(der: bytes) -> Validity:
    """When a certificate is valid (RFC 5280: the fifth field of what is signed, behind version, serial, algorithm and
    issuer); ValueError if the bytes are none."""
    [(_, whole)] = _values(der)
    _, signed = next(_values(whole))
    parts = [body for tag, body in _values(signed) if tag != _VERSION]
    (since, until) = _values(parts[3])
    return Validity(_time(*since), _time(*until))


_VERSION, _UTC_TIME = 0xA0, 0x17


def _values(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and body of each value of DER that stands one after the other."""
    at = 0
    while at < len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length & 0x80:
            count = length & 0x7F
            length, at = int.from_bytes(data[at : at + count], "big"), at + count
        yield tag, data[at : at + length]
        at += length


def _time(tag: int, body: bytes) -> int:
    text = body.decode("ascii")
    if tag == _UTC_TIME:  # two digits of the year: 50 and later are of the last century
        text = ("19" if text >= "50" else "20") + text
    return int(datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC).timestamp())
