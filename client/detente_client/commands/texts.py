"""The commands of instruments: from draft to signature, and the voices of those who do not sign.

Owns: these rows of the table; that a name is put only to a text whose exact words were shown.
Does not know: the validator, ratification (the server is asked), what becomes of a text in force (`keeping`).

``/sign t1`` shows the exact text and waits for ``/yes``; ``/sign t1 3fa9c201`` names the first eight letters of the
hash and needs no question: both work the same in a terminal and through a pipe. Initials, endorsements and objections
go the same way.
"""

from __future__ import annotations

from collections.abc import Callable

from detente_client.commands import drafting
from detente_client.commands.arguments import CLAUSE, TERMS
from detente_client.commands.deeds import Confirm, Deed, Do
from detente_client.commands.grammar import Command, Given
from detente_client.commands.slots import Here, Slot
from detente_client.figures import either
from detente_client.i18n import spelled, tr
from detente_client.words.handles import Thing
from detente_client.words.language import Misunderstood
from detente_wire import acts
from detente_wire.seen import InstrumentSeen
from detente_wire.terms import Hash, Ref

GROUP = tr("Texts")
TEXT = Slot("thing", "text", things=("text",))
_SOME = Slot("choice", "choices", many=True, needed=False)
DRAFT = (
    Slot("word", "kind", needed=False, words=drafting.KINDS),
    Slot("thing", "offer", needed=False, things=("offer", "letter")),
    _SOME,
    Slot("party", "with", many=True, keyword="with", needed=False),
    *TERMS,
)
"""What describes a new text."""


def _draft(here: Here, given: Given) -> Deed:
    if not given.get("offer") and not given.get("choices"):
        raise Misunderstood(
            tr("A text of what? /draft o1 writes an offer down, /draft ISSUE=OPTION … what you choose.")
        )
    return Do(acts.Draft(drafting.drafted(here, given)), given.words)


def _standstill(here: Here, given: Given) -> Deed:
    return Do(acts.Draft(drafting.standstill(here, given)), given.words)


def _amend(here: Here, given: Given) -> Deed:
    return Do(acts.Amend(Ref(given["text"].ref), drafting.amended(here, given)), given.words)


def _clause(here: Here, given: Given) -> Deed:
    return Do(acts.Amend(Ref(given["text"].ref), drafting.with_clause(here, given)), given.words)


def _strike(here: Here, given: Given) -> Deed:
    return Do(acts.Amend(Ref(given["text"].ref), drafting.without_clause(here, given)), given.words)


def _table(here: Here, given: Given) -> Deed:
    return Do(acts.Table(Ref(given["text"].ref), given.get("channel")), given.words)


def _named(make: Callable[[Ref, Hash], acts.Act], verb: str) -> Callable[[Here, Given], Deed]:
    """A command that puts the player's name to an exact text."""

    def run(here: Here, given: Given) -> Deed:
        thing: Thing = given.get("text") or _only(here, verb)
        typed = given.get("hash", "")
        if typed:
            return Do(make(Ref(thing.ref), Hash(drafting.agreed_hash(here, thing, typed))), given.words)
        seen = drafting.seen_text(here, thing)
        whole, turn = seen.hash, drafting.ripe_in(here.scene, seen)
        lines = drafting.exact_lines(here, thing)
        if verb == "sign" and turn:
            lines.append(
                tr("It was initialled this turn, so it can be signed from turn {turn} on.", turn=turn)
            )
        lines.append(
            tr(
                "To {verb} exactly this, say /yes (or /{command} {name} {hash}).",
                verb=spelled(verb),
                command=verb,
                name=thing.name,
                hash=whole[: drafting.HASH_LETTERS],
            )
        )
        return Confirm(Do(make(Ref(thing.ref), whole), given.words), tuple(lines))

    return run


def _only(here: Here, verb: str) -> Thing:
    """The one text that this can be done to; `Misunderstood` if there are several or none."""
    wanted = {"initial": ("tabled",), "sign": ("initialled",)}.get(verb, ("tabled", "initialled"))
    scene = here.scene
    found = [
        seen.ref for seen in scene.view.texts(*wanted) if verb not in ("initial", "sign") or _mine(here, seen)
    ]
    things = [thing for thing in (scene.handles.named(ref, "text") for ref in found) if thing]
    if len(things) == 1:
        return things[0]
    names = either([thing.name for thing in things])
    raise Misunderstood(
        tr("Which text? Name it: /{command} {names}.", command=verb, names=names)
        if names
        else tr("There is no text to {verb} now.", verb=spelled(verb))
    )


def _mine(here: Here, seen: InstrumentSeen) -> bool:
    """Whether the player's name is missing under the text."""
    me = here.scene.me
    return me in seen.text.parties and (seen.status != "tabled" or me not in seen.initials)


def _sell(here: Here, given: Given) -> Deed:
    return Do(
        acts.SellAtHome(),
        given.words,
        tr("The ground is prepared at home: +4 on your own sum, this turn and next."),
    )


_HASH = Slot("hash", "hash", needed=False)
_NAMED = Slot("thing", "text", needed=False, things=("text",))
NUMBER = Slot("number", "clause")
COMMANDS = (
    Command(
        "draft",
        GROUP,
        tr("Write a text down: its kind, the choices that it writes, its parties. Only you see it yet."),
        "/draft treaty {choice} {choice2} with {nation}",
        _draft,
        DRAFT,
        (),
        tr(
            "Choosing an option is writing its clause; /draft o1 writes down an offer. Nobody named: the "
            "principals and you."
        ),
    ),
    Command(
        "standstill",
        GROUP,
        tr("Draft a standstill: for 1 to 4 turns nobody presses anybody."),
        "/standstill with {nation} turns 2",
        _standstill,
        (
            Slot("party", "with", many=True, keyword="with", needed=False),
            Slot("number", "turns", keyword="turns", needed=False),
        ),
        (),
        tr("It may be tabled, initialled and signed in one turn, and no home need ratify it."),
    ),
    Command(
        "amend",
        GROUP,
        tr("Change a draft or a tabled text; every initial on it falls away."),
        "/amend {text} {choice}",
        _amend,
        (
            TEXT,
            _SOME,
            Slot("issue", "drop", many=True, keyword="drop", needed=False),
            *TERMS,
            Slot("flag", "public", keyword="public", needed=False),
        ),
    ),
    Command(
        "clause",
        GROUP,
        tr("Write a side clause into a text: who does what, for whom, where, until when."),
        "/clause {text} consultation by {nation} about {object}",
        _clause,
        (TEXT, *CLAUSE),
    ),
    Command(
        "strike", GROUP, tr("Strike a clause out of a text."), "/strike {text} 1", _strike, (TEXT, NUMBER)
    ),
    Command(
        "table",
        GROUP,
        tr("Lay a draft before its parties (1 envoy), and before a channel if you name one."),
        "/table {text}",
        _table,
        (TEXT, Slot("channel", "channel", keyword="in", needed=False)),
    ),
    Command(
        "initial",
        GROUP,
        tr("Agree to the exact words of a tabled text; initialled by all its parties it is frozen."),
        "/initial {text}",
        _named(acts.Initial, "initial"),
        (_NAMED, _HASH),
    ),
    Command(
        "sign",
        GROUP,
        tr("Sign the exact text, sealed until the turn closes. It counts only if every party signs."),
        "/sign {text}",
        _named(acts.Sign, "sign"),
        (_NAMED, _HASH),
        (),
        tr(
            "A text is signed from the turn after it was initialled, and ratified by each home at once: "
            "/whips tells."
        ),
    ),
    Command(
        "endorse",
        GROUP,
        tr("Lend a text that you do not sign your voice (1 envoy, sealed)."),
        "/endorse {text}",
        _named(acts.Endorse, "endorse"),
        (_NAMED, _HASH),
    ),
    Command(
        "object",
        GROUP,
        tr("Raise your voice against a text (1 envoy, sealed)."),
        "/object {text}",
        _named(acts.Object, "object"),
        (_NAMED, _HASH),
    ),
    Command(
        "sell", GROUP, tr("Spend an envoy to win support at home for what you will sign."), "/sell", _sell, ()
    ),
)
