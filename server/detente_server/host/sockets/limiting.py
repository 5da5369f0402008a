"""How often somebody may do something.

Owns: `Bucket` (a token bucket), `Failures` (of logins), `Doors` (what one address may open), networks that are trusted.
Does not know: what is counted; times are handed in.
"""

from __future__ import annotations

import ipaddress
from collections import Counter, deque
from collections.abc import Iterable

from attrs import define, field

KEPT = 1000
"""Addresses and names that are kept before those of which nothing was heard for a while are dropped."""
TRUSTED = "trusted"
"""The house of the networks that a host trusts."""


@define
class Bucket:
    """`burst` at once, then `per_s` a second."""

    burst: float
    per_s: float
    _level: float = field(init=False)
    _at: float = field(default=0.0, init=False)

    def __attrs_post_init__(self) -> None:
        self._level = self.burst

    def take(self, now: float) -> float:
        """Take one: 0 if there was one, else the seconds until there is (and nothing is taken)."""
        level = self._level
        if now > self._at:
            level = min(self.burst, level + (now - self._at) * self.per_s)
        self._at = now
        self._level = level - 1 if level >= 1 else level
        return 0.0 if level >= 1 else (1 - level) / self.per_s

    def borrow(self, now: float) -> float:
        """Take one even if there is none: the seconds until what was borrowed has come in."""
        wait = self.take(now)
        if wait:
            self._level -= 1
        return wait


@define
class Failures:
    """So many failures of anybody within a window; then he must wait until the oldest is past."""

    most: int
    window_s: float
    _failed: dict[str, deque[float]] = field(factory=dict, init=False)

    def wait_s(self, who: str, now: float) -> float:
        """The seconds until he may try again; 0: now."""
        failed = self._failed.get(who, deque())
        while failed and failed[0] <= now - self.window_s:
            failed.popleft()
        return failed[0] + self.window_s - now if len(failed) >= self.most else 0.0

    def note(self, who: str, now: float) -> None:
        """He failed, or is about to: `take_back` if he did not."""
        self._failed.setdefault(who, deque()).append(now)
        if len(self._failed) > KEPT:
            old = [
                one for one, failed in self._failed.items() if not failed or failed[-1] <= now - self.window_s
            ]
            for one in old:
                del self._failed[one]
        while len(self._failed) > 10 * KEPT:
            del self._failed[next(iter(self._failed))]

    def take_back(self, who: str) -> None:
        """The last one was none."""
        failed = self._failed.get(who)
        if failed:
            failed.pop()


Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def is_loopback(address: str) -> bool:
    """Whether that is this very machine."""
    ip = _address(address)
    return ip is not None and ip.is_loopback


def is_in(address: str, nets: tuple[Network, ...]) -> bool:
    """Whether one of these networks holds the address."""
    ip = _address(address)
    return ip is not None and any(ip.version == net.version and ip in net for net in nets)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address as it is written; IPv4 within IPv6 is IPv4. None: it is none."""
    try:
        ip = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(ip, "ipv4_mapped", None) or ip


def networks(names: Iterable[str]) -> tuple[Network, ...]:
    """Networks by their names, e.g. ``10.0.0.0/8``; ValueError for what is none."""
    return tuple(ipaddress.ip_network(name) for name in names)


class Doors:
    """Counts what each address has open: connections, half-open handshakes, new sessions."""

    def __init__(
        self,
        trusted: tuple[Network, ...],
        *,
        proxies: tuple[Network, ...] = (),
        connections: int,
        half_open: int,
        sessions: int,
        sessions_window_s: float = 600,
    ) -> None:
        self._trusted = trusted
        self._proxies = proxies
        self._connections = connections
        self._half_open = half_open
        self._sessions = sessions
        self._window_s = sessions_window_s
        self.open: Counter[str] = Counter()
        self.shaking = 0
        """Handshakes under way, from everywhere."""
        self.turned_away = 0
        """Connections that may not enter and have not gone yet."""
        self._begun: dict[str, deque[float]] = {}

    def first_house(self, address: str) -> str:
        """What counts as its address until a request says who is behind it: a proxy's own has no limits."""
        return TRUSTED if is_in(address, self._proxies) else self.house(address)

    def house(self, address: str) -> str:
        """What counts as one address: an IPv4 address, a /64 of IPv6, or ``trusted``."""
        ip = _address(address)
        if ip is None:
            return "unknown"
        if is_in(address, self._trusted):
            return TRUSTED
        return str(ip) if ip.version == 4 else str(ipaddress.ip_network((int(ip) >> 64 << 64, 64)))

    def enter(self, house: str) -> bool:
        """A connection begins its handshake; False: this house or the server has too many."""
        full = house != TRUSTED and self.open[house] >= self._connections
        if full or self.shaking >= self._half_open:
            return False
        self.open[house] += 1
        self.shaking += 1
        return True

    def turn_away(self) -> bool:
        """A connection that may not enter waits to be told so; False: too many do, it must go at once."""
        self.turned_away += 1
        return self.turned_away <= self._half_open

    def move(self, house: str, real: str) -> bool:
        """A connection came through a proxy: it counts for its real house from here on; False: that has too many."""
        if real != TRUSTED and self.open[real] >= self._connections:
            return False
        self.leave(house)
        self.open[real] += 1
        return True

    def leave(self, house: str) -> None:
        """A connection is gone."""
        self.open[house] -= 1
        if self.open[house] <= 0:
            del self.open[house]

    def begin_session(self, house: str, now: float) -> bool:
        """Somebody new comes from there; False: too many have lately."""
        if house == TRUSTED:
            return True
        begun = self._begun.setdefault(house, deque())
        while begun and begun[0] <= now - self._window_s:
            begun.popleft()
        if len(begun) >= self._sessions:
            return False
        begun.append(now)
        self._forget(now)
        return True

    def _forget(self, now: float) -> None:
        """Drop houses from which nobody new came for a while."""
        if len(self._begun) > KEPT:
            old = [house for house, begun in self._begun.items() if begun[-1] <= now - self._window_s]
            for house in old:
                del self._begun[house]
