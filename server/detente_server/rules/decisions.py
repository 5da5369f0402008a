"""Decisions: what bodies have resolved and not taken back, as far as other rooms of the rules ask (section 11).

Owns: one question each for recommendations, sanctions, inspectors, formulas, missions, and who is
bound without having signed.
Does not know: how a motion is carried (`motions`), what follows from the answers (the rooms that ask).

A decision holds while its body exists and nobody rescinds it. One about a text is about that exact text.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_server.rules.charter import Institution
from detente_server.rules.pack import Pack
from detente_server.rules.state import Document, MotionState, State
from detente_wire.acts import MotionKind
from detente_wire.terms import NationId, Ref


def holding(state: State, kind: MotionKind) -> Iterator[MotionState]:
    """Decisions of this kind that hold."""
    for motion in state.motions.values():
        carried = motion.status == "carried" and motion.motion.kind == kind
        if carried and motion.institution in state.bodies:
            yield motion


def recommended(state: State, document: Document) -> bool:
    """Whether a body recommends this very text."""
    return any(one.motion.hash == document.hash for one in holding(state, "recommend"))


def authorised(state: State, target: NationId) -> bool:
    """Whether a body authorised sanctions on the nation."""
    return any(one.motion.nation == target for one in holding(state, "sanction"))


def inspected(state: State, nation: NationId) -> bool:
    """Whether a body's inspectors live in the nation."""
    return any(one.motion.nation == nation for one in holding(state, "inspect"))


def is_formula(pack: Pack, state: State, document: Document) -> bool:
    """Whether a text is a body's own: adopted by it in mediation, or the basis of a table that has a secretariat."""
    if any(one.motion.hash == document.hash for one in holding(state, "mediate")):
        return True
    if not document.basis or document.channel is None:
        return False
    body = state.channels[document.channel].institution
    return body in state.bodies and body is not None and "secretariat" in pack.institution(body).facilities


def administered(state: State, ref: Ref, clause: int) -> bool:
    """Whether a body's mission performs the clause."""
    wanted = (ref, clause)
    return any((one.motion.ref, one.motion.clause) == wanted for one in holding(state, "administer"))


def bound(pack: Pack, state: State, document: Document) -> frozenset[NationId]:
    """Parties whom a body's decision binds to this very text whether they sign or not.

    Only a body with the power to bind can bind, and its members alone.
    """
    return frozenset(
        member
        for one in holding(state, "bind")
        if one.motion.hash == document.hash and one.institution
        for member in _bound_by(pack.institution(one.institution))
        if member in document.text.parties
    )


def _bound_by(body: Institution) -> tuple[NationId, ...]:
    return body.members if "bind" in body.powers else ()
