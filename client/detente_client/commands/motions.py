"""Motions as they are typed: ``sanction NATION``, ``basis TEXT``, ``recess 3`` …

Owns: the reader of a motion, and how it is explained when it is not understood.
Does not know: the commands, where a motion may be made, whether it can be carried.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from attrs import evolve

from detente_client.commands.slots import Here, everybody, issues, read_number, read_thing
from detente_client.figures import listing
from detente_client.i18n import tr
from detente_client.words.language import Candidate, Misunderstood, meant
from detente_wire.acts import Motion, MotionKind
from detente_wire.terms import PUBLIC, IssueId, NationId, Ref

FORMS: dict[MotionKind, str] = {
    "recess": "recess TURN", "agenda": "agenda ISSUE", "elect": "elect NATION", "basis": "basis TEXT",
    "close": "close", "adjourn": "adjourn",
    "recommend": "recommend TEXT", "sanction": "sanction NATION", "inspect": "inspect NATION",
    "mediate": "mediate TEXT", "bind": "bind TEXT", "administer": "administer TEXT CLAUSE", "fund": "fund NATION",
    "rescind": "rescind MOTION",
}  # fmt: skip
"""Every kind of motion as it is written."""
HOW = tr("A motion is one of: {forms}.", forms=listing(FORMS.values()))
_TEXT = frozenset({"basis", "recommend", "mediate", "bind"})
_NATION = frozenset({"elect", "sanction", "inspect", "fund"})


def read_motion(here: Here, words: Sequence[str]) -> Motion:
    """What is moved; the channel is filled in by the command."""
    try:
        wanted = meant(words[0], [Candidate(kind) for kind in FORMS], tr("motion"))
    except Misunderstood:
        raise Misunderstood(HOW) from None
    kind = next(known for known in get_args(MotionKind) if known == wanted)
    bare, rest = Motion(PUBLIC, kind), list(words[1:])
    if kind in ("close", "adjourn"):
        return _done(kind, bare, rest)
    if not rest:
        raise Misunderstood(tr("That motion is written: {form}.", form=FORMS[kind]))
    return _filled(here, kind, bare, rest)


def _filled(here: Here, kind: MotionKind, bare: Motion, rest: list[str]) -> Motion:
    word = rest.pop(0)
    if kind == "recess":
        return _done(kind, evolve(bare, until_turn=read_number(word)), rest)
    if kind == "agenda":
        return _done(kind, evolve(bare, issue=IssueId(meant(word, issues(here), tr("issue")))), rest)
    if kind in _NATION:
        me = here.scene.me if word.lower() in ("me", "us") else None
        nation = NationId(me or meant(word, everybody(here), tr("nation")))
        return _done(kind, evolve(bare, nation=nation), rest)
    if kind == "rescind":
        return _done(kind, evolve(bare, ref=Ref(read_thing(here, word, ("motion",)).ref)), rest)
    seen = here.scene.view.instruments[Ref(read_thing(here, word, ("text",)).ref)]
    if kind in _TEXT:
        return _done(kind, evolve(bare, ref=seen.ref, hash=seen.hash), rest)
    if not rest:
        raise Misunderstood(tr("That motion is written: {form}.", form=FORMS[kind]))
    return _done(kind, evolve(bare, ref=seen.ref, clause=read_number(rest.pop(0))), rest)


def _done(kind: MotionKind, motion: Motion, rest: list[str]) -> Motion:
    if rest:
        raise Misunderstood(
            tr(
                "I do not know what to do with {word}. That motion is written: {form}.",
                word=rest[0],
                form=FORMS[kind],
            )
        )
    return motion


def candidates(here: Here) -> list[str]:
    """Words that may stand in a motion."""
    scene = here.scene
    things: list[Any] = [*scene.handles.all("text"), *scene.handles.all("motion")]
    named = [thing.name for thing in reversed(things)]
    ids = [candidate.id for candidate in (*everybody(here), *issues(here))]
    return [*FORMS, *named, *ids]
