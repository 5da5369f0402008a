"""What a player means by the name of a pack or a nation, on the command line and in the lobby.

Owns: the way from a word to a pack or a nation, with did-you-mean; sitting down for a nation so named.
Does not know: where packs come from.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente_client.i18n import tr
from detente_client.publicpack import PublicPack, read_pack
from detente_client.sessions.attended import Match
from detente_client.sessions.session import Session
from detente_client.trouble import Trouble
from detente_client.words.language import Candidate, Misunderstood, meant
from detente_wire.gate import one_line
from detente_wire.messages import PackOffered
from detente_wire.terms import NationId


def pick_pack(word: str, packs: Iterable[PackOffered]) -> PackOffered:
    """The pack that is meant; `Trouble` if there is none."""
    offered = {pack.id: pack for pack in packs}
    rows = [Candidate(pack.id, (one_line(pack.title),)) for pack in offered.values()]
    return offered[_meant(word, rows, tr("pack"), "lobby.unknown-pack")]


def pick_nation(word: str, pack: PublicPack, *, playable: bool = True) -> NationId:
    """The nation that is meant; `Trouble` if there is none, or if nobody can play it."""
    rows = [Candidate(n.id, (n.title,)) for n in pack.nations if n.playable or not playable]
    return NationId(_meant(word, rows, tr("nation"), "match.unknown-nation"))


def _meant(word: str, rows: list[Candidate], what: str, code: str) -> str:
    try:
        return meant(word, rows, what)
    except Misunderstood as problem:
        raise Trouble(str(problem), code=code) from None


async def sit_down(session: Session, match: str, nation: str | None = None) -> Match:
    """Sit down in a match, or go on in it; `nation` as a player wrote it, `match` an id or a code."""
    if nation:
        row = await session.find(match)
        nation = pick_nation(nation, read_pack(await session.public(row.digest)))
    return await session.join(match, nation)
