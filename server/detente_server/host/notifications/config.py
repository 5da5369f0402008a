"""What a host may choose about notifications.

Owns: the section `[notifications]`: its keys, and which of them do not go together.
Does not know: how it is read from a file.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from attrs import frozen

from detente_server.host.configuration.kinds import networks_field, secret, text, variable, whole


@frozen
class Notifications:
    """What players who are away are told, by webhook and by e-mail."""

    address: str = text("")
    """Where players join this server, as notifications name it, e.g. wss://talks.example.org; empty: as it listens."""
    webhooks: bool = True
    """Whether players may have webhooks called."""
    webhook_hosts: tuple[str, ...] = ()
    """Hosts that webhooks may reach at any address, and by http too; all others by https at public addresses only."""
    forbidden_networks: tuple[str, ...] = networks_field()
    """Networks that webhooks may not reach besides all that are not public, e.g. those of your other servers."""
    smtp_host: str = text("")
    """The mail server; empty: no e-mail is sent."""
    smtp_port: int = whole(587, 1, 65_535)
    """Its port: mostly 587 for `starttls`, 465 for `tls`."""
    smtp_security: str = text("starttls", options=("starttls", "tls", "none"))
    """How the way to the mail server is secured; `none` is for one on this machine alone."""
    smtp_user: str = text("")
    """The name to log in there; empty: without one."""
    smtp_password_env: str = variable("")
    """The environment variable that holds the password there, e.g. DETENTE_SMTP_PASSWORD."""
    mail_from: str = text("")
    """The sender of mails, e.g. detente@example.org."""
    unsubscribe: str = text("")
    """A mail address where requests to stop are read, for the header List-Unsubscribe; empty: mails say how to stop."""
    waiting: int = 10_000
    """Notifications that may wait to be sent; of more the oldest are dropped."""
    waiting_per_player: int = 50
    """The same of one player."""
    codes_per_hour: int = 60
    """Mails with a code that confirms an address, in all."""

    @property
    def password(self) -> str:
        """The mail server's password."""
        return secret(self.smtp_password_env)

    def objections(self) -> Iterator[tuple[str, str]]:
        """Keys that do not go together."""
        if self.smtp_host and not self.mail_from:
            yield "mail_from", "notifications.mail_from must be the sender's address, since smtp_host is set."
        for key in ("mail_from", "unsubscribe"):
            if (said := getattr(self, key)) and not is_mail_address(said):
                yield key, f"notifications.{key} must be a plain mail address, such as detente@example.org."
        if self.smtp_security == "none" and self.smtp_host and not _is_loopback(self.smtp_host):
            yield (
                "smtp_security",
                "notifications.smtp_security may be none for a mail server on this machine only.",
            )
        if self.smtp_user and not self.smtp_password_env:
            yield (
                "smtp_user",
                "notifications.smtp_user needs smtp_password_env, which names where its password is.",
            )


def is_mail_address(text: str) -> bool:
    """Whether it is a mail address as nearly everybody has one: plain ASCII, no quotes, no comments."""
    name, at, host = text.rpartition("@")
    if not (at and text.isascii() and text.isprintable() and len(text) <= 254 and 1 <= len(name) <= 64):
        return False
    names_ok = all(c.isalnum() or c in "!#$%&'*+-/=?^_`{|}~." for c in name)
    labels = host.split(".")
    hosts_ok = all(1 <= len(label) <= 63 and label.replace("-", "a").isalnum() for label in labels)
    return (
        names_ok
        and hosts_ok
        and not (name.startswith(".") or name.endswith(".") or ".." in name)
        and not any(label.startswith("-") or label.endswith("-") for label in labels)
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
