"""Hashing and checking passwords, beside the loop.

Owns: argon2id with this host's parameters, two threads for it, how many may wait for them.
Does not know: whose password it is, what follows from a wrong one.

A hash takes much time and memory, on purpose. So no more than two are made at once, whoever comes when too many wait is
told to come again, and a name that nobody has costs as much as a wrong password.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from detente_server.host.config import Accounts

T = TypeVar("T")
CHARACTERS = (10, 256)
"""Fewest and most of a password."""
AT_ONCE = 2
HASH_BYTES, SALT_BYTES = 32, 16


class Crowded(Exception):
    """Too many wait already."""


class Passwords:
    """The hashes of one host."""

    def __init__(self, config: Accounts) -> None:
        self._hasher = PasswordHasher(
            time_cost=config.argon2_passes,
            memory_cost=config.argon2_kib,
            parallelism=1,
            hash_len=HASH_BYTES,
            salt_len=SALT_BYTES,
        )
        self._most = config.passwords_waiting
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="password")
        self._waiting = 0
        self._nobodys = ""
        self._making = threading.Lock()

    async def hash(self, password: str) -> str:
        """The hash to keep; raises `Crowded`."""
        return await self._apart(lambda: self._hasher.hash(_bytes(password)))

    async def fits(self, kept: str, password: str) -> bool:
        """Whether this is the password; an empty hash fits none, and takes as long. Raises `Crowded`."""
        return await self._apart(lambda: self._fits(kept, password))

    def is_old(self, kept: str) -> bool:
        """Whether it was made with other parameters than those of today."""
        return self._hasher.check_needs_rehash(kept)

    def close(self) -> None:
        """Let the threads end."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _fits(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept or self._nobody(), _bytes(password)) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False

    def _nobody(self) -> str:
        """A hash of nobody's password, made once."""
        with self._making:
            self._nobodys = self._nobodys or self._hasher.hash(b"nobody's password")
        return self._nobodys

    async def _apart(self, work: Callable[[], T]) -> T:
        if self._waiting >= AT_ONCE + self._most:
            raise Crowded
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1


def _bytes(password: str) -> bytes:
    """As it is hashed; lone surrogates, which no keyboard types, too."""
    return password.encode("utf-8", "surrogatepass")
