"""Institutions of a pack: what a table leaves out filled in from its procedure, checked, compiled.

Owns: the defaults of institutions.toml, and what its keys must agree on.
Does not know: what the rules make of a body, ids of nations (checked before).
"""

from __future__ import annotations

from detente_server.packs import format as files
from detente_server.packs.draft import Draft
from detente_server.packs.problems import did_you_mean
from detente_server.packs.procedures import MEANS, PROCEDURES, THE_FIVE, Procedure
from detente_server.rules.charter import CHAIR_WORDS, ELECTED, NO_CHAIR, Institution
from detente_wire.terms import InstitutionId, NationId

_NO_PROCEDURE = Procedure(meaning="")


def compile_institution(table: files.InstitutionTable, order: tuple[str, ...]) -> Institution:
    """The charter of a table without problems; `order`: the pack's nations."""
    ready = _ready(table)
    vetoes = _vetoes(table)
    return Institution(
        id=InstitutionId(table.id),
        title=table.title,
        members=tuple(NationId(nation) for nation in order if nation in table.members),
        officers=tuple(NationId(nation) for nation in order if nation in table.officers),
        chair=_chair(table),
        chair_agenda=(table.agenda or ready.agenda) == "chair",
        voting=table.voting or ready.voting,
        needs=_needs(table),
        weights={NationId(nation): table.weights[nation] for nation in order if nation in table.weights},
        outside=_outside(table),
        outside_yes=_outside_yes(table),
        vetoes=tuple(NationId(nation) for nation in order if nation in vetoes),
        powers=frozenset(ready.powers if table.powers is None else table.powers),
        facilities=frozenset(ready.facilities if table.facilities is None else table.facilities),
        exists=table.exists,
        from_turn=table.from_turn,
    )


def check(draft: Draft) -> None:
    """Note every problem of the institutions in the draft."""
    bodies = draft.get(files.InstitutionsFile)
    if bodies is None:
        return
    pack, last = draft.get(files.PackFile), draft.last_turn()
    if pack is not None and not {"institutions", "full"} & set(pack.rules):
        message, hint = (
            "the pack's rules do not have institutions",
            'add "institutions" to rules in pack.toml',
        )
        draft.add(bodies, "", "body-module", message, hint)
    for body in bodies.institution:
        if last is not None and body.from_turn > last:
            draft.add(body, "from_turn", "turn-late", f"the last turn is {last}")
        if draft.clean(body):
            _chaired(draft, body)
            _seated(draft, body)
            _equipped(draft, body)


def _chaired(draft: Draft, body: files.InstitutionTable) -> None:
    chair, agenda = _chair(body), body.agenda or _ready(body).agenda
    known = (*body.members, *body.officers, *CHAIR_WORDS)
    if chair not in known:
        message = f"{chair!r} is no member or officer, and no word for a chair"
        draft.add(body, "chair", "body-chair", message, did_you_mean(chair, known))
    elif agenda == "chair" and chair in (NO_CHAIR, ELECTED):
        message = "the chair alone sets the agenda, and nobody may ever be in the chair"
        key = "agenda" if body.agenda else ("chair" if body.chair else "procedure")
        draft.add(body, key, "body-chair", message, 'write agenda = "members", or name a chair')


def _seated(draft: Draft, body: files.InstitutionTable) -> None:
    for nation in body.officers:
        if nation in body.members:
            message, hint = f"{nation} is a member of {body.id} already", "an officer has no vote"
            draft.add(body, "officers", "body-members", message, hint)
    for key, nations in (("weights", body.weights), ("vetoes", body.vetoes or ())):
        for nation in nations:
            if nation not in body.members:
                draft.add(body, key, "body-members", f"{nation} is no member of {body.id}")
    if body.weights and _voting(body) != "weighted":
        draft.add(body, "weights", "body-seats", "only weighted votes have weights", 'voting = "weighted"')
    held, outside = _held(body), _outside(body)
    if outside < 0:
        message = f"the members have {held} votes, the body has {body.seats} seats"
        draft.add(body, "seats", "body-seats", message, f"seats is {held} or more")
    elif _needs(body) > held + outside:
        message = f"{_needs(body)} votes are needed, and there are {held + outside} seats"
        draft.add(body, "needs" if body.needs else "id", "body-seats", message)
    elif (body.outside_yes or 0) > outside:
        message = f"{body.outside_yes} votes from {outside} seats outside the pack"
        draft.add(body, "outside_yes", "body-seats", message, "seats counts every seat of the body")


def _equipped(draft: Draft, body: files.InstitutionTable) -> None:
    charter = compile_institution(body, tuple(body.members))
    for power, facility in MEANS.items():
        if power in charter.powers and facility not in charter.facilities:
            message = f"the power to {power} works with the facility {facility!r}"
            key = "powers" if body.powers is not None else "facilities"
            draft.add(body, key, "body-means", message, f"add {facility!r} to facilities")


def _ready(table: files.InstitutionTable) -> Procedure:
    return PROCEDURES[table.procedure] if table.procedure else _NO_PROCEDURE


def _chair(table: files.InstitutionTable) -> str:
    return table.chair or _ready(table).chair


def _voting(table: files.InstitutionTable) -> str:
    return table.voting or _ready(table).voting


def _vetoes(table: files.InstitutionTable) -> tuple[str, ...]:
    five = tuple(nation for nation in table.members if nation in THE_FIVE) if _ready(table).permanent else ()
    return five if table.vetoes is None else table.vetoes


def _held(table: files.InstitutionTable) -> int:
    """Votes of the members in the pack."""
    return sum(table.weights.get(nation, 1) for nation in table.members)


def _outside(table: files.InstitutionTable) -> int:
    """Votes outside the pack; negative if there are fewer seats than members."""
    seats = table.seats if table.seats is not None else _ready(table).seats
    return seats - _held(table) if seats else 0


def _needs(table: files.InstitutionTable) -> int:
    """Votes needed, of all seats; 0: by what is cast. A body with seats outside the pack always has a number."""
    said = table.needs if table.needs is not None else _ready(table).needs
    outside = _outside(table)
    if said or outside <= 0 or _voting(table) == "unanimity":
        return said
    seats = _held(table) + outside
    return -(-2 * seats // 3) if _voting(table) == "two-thirds" else seats // 2 + 1


def _outside_yes(table: files.InstitutionTable) -> int:
    """As many as let more than half of the members' votes decide, unless the table says."""
    if table.outside_yes is not None:
        return table.outside_yes
    return min(max(_needs(table) - _held(table) // 2 - 1, 0), max(_outside(table), 0))
