"""What of a pack goes to whom: the public asset, each nation's papers, the digests.

Owns: the shape of the asset and of a nation's papers (docs/reference/pack-format.md), digests.
Does not know: how a pack is read, the wire, which sheet a match draws.

Built up, never filtered down: every public key is written here by name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import attrs

from detente_server.packs import format as files
from detente_server.packs.procedures import PROCEDURES
from detente_server.packs.texts import Audience, TextId, text_ids
from detente_server.rules.charter import Institution
from detente_server.rules.pack import Nation, Pack
from detente_wire.terms import NationId

_PROSE = frozenset(
    ("title", "version", "dates", "rungs", "accident")
    + ("values", "interests", "ideology", "source", "declared", "after")
)
"""Attributes of the compiled classes that no rule reads: a changed word changes no dice."""


def digest_of(raw: Mapping[str, bytes]) -> str:
    """sha256 over every file's name and bytes, in hex."""
    whole = hashlib.sha256()
    for name in sorted(raw):
        data = raw[name]
        whole.update(f"{len(name)}:{name}:{len(data)}:".encode())
        whole.update(data)
    return whole.hexdigest()


def rules_digest_of(pack: Pack) -> str:
    """sha256 over the compiled tables without their prose; what equals a default counts as not there."""
    text = json.dumps(_plain(pack), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """A compiled value as JSON data in one canonical form."""
    if attrs.has(type(value)):
        kept = [a for a in attrs.fields(type(value)) if a.init and a.name not in _PROSE]
        said = {a.name: getattr(value, a.name) for a in kept if getattr(value, a.name) != _default(a)}
        return {name: _plain(item) for name, item in said.items()}
    if isinstance(value, Mapping):
        pairs = [[_plain(key), _plain(item)] for key, item in value.items()]
        return sorted(pairs, key=lambda pair: json.dumps(pair[0]))
    if isinstance(value, frozenset):
        return sorted(value)
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _default(attribute: attrs.Attribute[Any]) -> Any:
    made: Any = attribute.default
    return made.factory() if hasattr(made, "factory") else made


def texts_for(
    said: files.PackFiles, texts: Mapping[str, str], audience: Audience
) -> list[tuple[TextId, str]]:
    """The texts of one audience that the pack has, in the order of `text_ids`."""
    ids = text_ids(said.pack, said.nations, said.timeline)
    return [(text, texts[text.id]) for text in ids if text.audience == audience and text.id in texts]


def bulletins(said: files.PackFiles, texts: Mapping[str, str]) -> dict[tuple[NationId, int], str]:
    """The adviser's words by nation and turn."""
    return {(NationId(id.nation), id.turn): text for id, text in texts_for(said, texts, "bulletin")}


def public_pack(said: files.PackFiles, pack: Pack, texts: Mapping[str, str]) -> dict[str, Any]:
    """The public asset as plain data; no card, no inject, nothing of the outcome."""
    return {
        "id": pack.id,
        "version": pack.version,
        "title": pack.title,
        "era": said.pack.era,
        "licence": said.pack.licence,
        "authors": list(said.pack.authors),
        "languages": list(said.pack.languages),
        "rules": sorted(pack.rules),
        "nations": [
            {
                "id": nation.id,
                "title": nation.title,
                "tier": nation.tier,
                "playable": nation.playable,
                "description": table.description,
            }
            for nation, table in zip(pack.nations, said.nations.nation)
        ],
        "must_sign": list(pack.must_sign),
        "adversaries": [list(pair) for pair in pack.adversaries],
        "trust": [[one, toward, trust] for (one, toward), trust in pack.trust.items()],
        "issues": [_public_issue(pack, n, issue) for n, issue in enumerate(said.issues.issue)],
        "media": [_plain_row(medium) for medium in pack.media],
        "venues": [_plain_row(venue) for venue in pack.venues],
        "institutions": [
            _public_institution(body, table)
            for body, table in zip(pack.institutions, said.institutions.institution)
        ],
        "rungs": list(pack.ladder.rungs),
        "accident": pack.ladder.accident,
        "start_tension": pack.ladder.start,
        "tide": pack.ladder.tide,
        "deadline": pack.deadline,
        "grace": pack.grace,
        "dates": list(pack.dates),
        "modern": pack.modern,
        "objects": list(pack.objects),
        "numbers": dict(pack.numbers),
        "texts": {id.id: text for id, text in texts_for(said, texts, "public")},
    }


def _public_issue(pack: Pack, n: int, said: files.IssueTable) -> dict[str, Any]:
    issue = pack.issues[n]
    return {
        "id": issue.id,
        "title": issue.title,
        "description": said.description,
        "status_quo": said.status_quo,
        "at_least": issue.at_least,
        "at_least_of": list(issue.at_least_of),
        "secret_ok": issue.secret_ok,
        "options": [
            {
                "id": o.id,
                "title": o.title,
                "description": table.description,
                "clause": _plain_row(o.clause),
                "wrongs": list(o.wrongs),
            }
            for o, table in zip(issue.options, said.option)
        ],
    }


def _public_institution(body: Institution, said: files.InstitutionTable) -> dict[str, Any]:
    return {
        "id": body.id,
        "title": body.title,
        "description": said.description,
        "procedure": PROCEDURES[said.procedure].meaning if said.procedure else "",
        "members": list(body.members),
        "officers": list(body.officers),
        "chair": body.chair,
        "chair_agenda": body.chair_agenda,
        "voting": body.voting,
        "needs": body.needs,
        "weights": [[nation, votes] for nation, votes in body.weights.items()],
        "outside": body.outside,
        "outside_yes": body.outside_yes,
        "vetoes": list(body.vetoes),
        "powers": sorted(body.powers),
        "facilities": sorted(body.facilities),
        "exists": body.exists,
        "from_turn": body.from_turn,
    }


def _plain_row(value: attrs.AttrsInstance) -> dict[str, Any]:
    """A flat compiled class as a dict of all its attributes."""
    return attrs.asdict(value, recurse=False)


def papers(said: files.PackFiles, pack: Pack, texts: Mapping[str, str], nation: Nation) -> dict[str, Any]:
    """What a nation's seat is handed at muster beside its sheet, which the match draws."""
    self_card = attrs.asdict(nation.self_card, recurse=False)
    return {
        "nation": nation.id,
        "capacity": attrs.asdict(nation.capacity),
        "ratifier": nation.ratifier,
        "home": nation.home,
        "capital": nation.capital,
        "self": {key: list(item) if isinstance(item, tuple) else item for key, item in self_card.items()},
        "contacts": list(nation.contacts),
        "trade_partners": list(nation.trade_partners),
        "texts": {id.id: text for id, text in texts_for(said, texts, "nation") if id.nation == nation.id},
    }
