"""Finished matches for the tests of the debrief: played by bots in this process, once a run of the tests.

Owns: `archive`, and archives in which what people and packs wrote is hostile.
Does not know: what is made of them.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from attrs import evolve

from detente_client.debrief.report import Report, report
from detente_server.arena import play, settings_for
from detente_wire.archive import Archive, Told
from detente_wire.notices import Injected, SeatChanged
from detente_wire.terms import NationId
from tests.client.hall import loaded

ATTACKS = (
    "</script><script>alert(1)</script>", "</style><style>*{display:none}</style>", "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>", "\"><b id=injected>", "' onmouseover='alert(1)", "</title><h1>injected</h1>",
    "</svg><foreignObject><iframe src=//evil.example>", "<!--", "-->", "]]>", "&lt;script&gt;", "&#x3C;script&#x3E;",
    "javascript:alert(1)", "[link](javascript:alert(1))", "![x](https://evil.example/x.png)", "| cell | cell |",
    "# heading", "`code`", "\x1b]52;c;ZXZpbA==\x07", "\x1b[2J\x1b[31m", "\u202emoor gninoitcnuf\u202c",
    "\u2066isolate\u2069", "zero\u200bwidth", "<a href=https://evil.example>[@click=app.quit]x[/]</a>",
)  # fmt: skip
"""Twenty-five things that a name, a title or words may be."""


@cache
def archive(pack: str = "hong-kong-1984", seed: str = "7", temper: str = "") -> Archive:
    """A match of bots to its end."""
    crisis = loaded(pack)
    return play(crisis, settings_for(crisis, seed, temper=temper)).archive()


@cache
def made(pack: str = "hong-kong-1984", seed: str = "7", temper: str = "") -> Report:
    """Its report."""
    return report(archive(pack, seed, temper))


@cache
def war() -> Archive:
    """A match that one nation drove into war."""
    crisis = loaded("cuba-1962")
    return play(crisis, settings_for(crisis, "0"), conducts={NationId("usa"): "warmonger"}).archive()


@cache
def hostile() -> Archive:
    """The match with every attack in titles, names, words and dates."""
    match = archive()
    return Archive(evolve(match.header, public=_spoilt(match.header.public)), tuple(_told(match)))


def _spoilt(public: dict[str, Any]) -> dict[str, Any]:
    """Every title of the pack ends in an attack; the crisis's own has all of them."""
    n = iter(range(10**6))

    def attack() -> str:
        return ATTACKS[next(n) % len(ATTACKS)]

    def spoil(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: spoil(v, k) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return [spoil(item, key) for item in value]
        return f"{value} {attack()}" if key in ("title", "rungs", "description", "era") else value

    spoilt: dict[str, Any] = spoil(public)
    return {**spoilt, "title": " ".join(ATTACKS)}


def _told(match: Archive) -> list[Told]:
    found = []
    for n, told in enumerate(match.told):
        attack = ATTACKS[n % len(ATTACKS)]
        notice = told.notice
        if isinstance(notice, SeatChanged):
            notice = evolve(notice, holder="player", name=attack)
        if isinstance(notice, Injected):
            notice = evolve(notice, title=attack)
        found.append(evolve(told, notice=notice, words=attack if told.words else ""))
    return found


PRC, GBR, HKG = NationId("prc"), NationId("gbr"), NationId("hkg")
