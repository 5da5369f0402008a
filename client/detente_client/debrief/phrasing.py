"""The debrief's items in sentences.

Owns: the sentence for an event, a move, a lie, a pledge, a threat; titles of kinds and awards.
Does not know: where they are shown. Names are those of an onlooker: nobody is *you*.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente_client.debrief.contacts import CameOut, Talk
from detente_client.debrief.timeline import Event, Move
from detente_client.debrief.undertakings import CovertAct, Lie, PledgeMade, ThreatMade
from detente_client.figures import joined, listing, sequence
from detente_client.i18n import tr, trn
from detente_client.words import phrases
from detente_client.words.naming import Names, capital, owning
from detente_wire.gate import one_line
from detente_wire.terms import NationId


def causes(names: Names, moves: Iterable[Move]) -> str:
    """Each cause once, the weightiest first, with its amount."""
    sums: dict[str, int] = {}
    for move in moves:
        why = phrases.because(names, move.cause)
        sums[why] = sums.get(why, 0) + move.by
    rows = sorted(sums.items(), key=lambda row: -abs(row[1]))
    return listing(f"{why} {by:+d}" for why, by in rows if by) or tr("nothing that counted")


def outcome(word: str) -> str:
    """How it ended, in a sentence."""
    known = {
        "settled": tr("Settled: every issue is closed."),
        "partial": tr("A partial settlement: some issues are closed."),
        "frozen": tr("Frozen: nothing was closed."),
        "war": tr("War. Every score is 0."),
    }
    return known.get(word) or one_line(word)


def award(word: str) -> str:
    """An award's title."""
    known = {
        "best-listener": tr("best listener"),
        "trusted-hand": tr("trusted hand"),
        "efficient-frontier": tr("efficient frontier"),
        "nash-bronze": tr("Nash prize in bronze"),
        "nash-silver": tr("Nash prize in silver"),
        "nash-gold": tr("Nash prize in gold"),
        "statute-maker": tr("statute-maker"),
        "cool-head": tr("cool head"),
        "clean-hands": tr("clean hands"),
    }
    return known.get(word) or one_line(word).replace("-", " ")


def channel_kind(kind: str, members: int = 2) -> str:
    """What sort of talk it is."""
    known = {
        "meeting": tr("meeting") if members < 3 else tr("conference"),
        "back-channel": tr("back-channel"),
        "letter": tr("letter"),
        "public": tr("public statement"),
        "walk": tr("walk"),
        "text": tr("text"),
    }
    return known.get(kind) or one_line(kind)


def who_knew(names: Names, talk: Talk) -> str:
    """Who was told that it was held, and to whom what was said came later."""
    held = tr("its members alone knew of it") if talk.secret else tr("everybody knew that it was held")
    return sequence([held, *came_out(names, talk.came_out)])


def came_out(names: Names, ways: Iterable[CameOut]) -> list[str]:
    """How a record came to others, one phrase each."""
    return [_came_out(names, way) for way in ways]


def _came_out(names: Names, way: CameOut) -> str:
    to = names.nations(way.to) if way.to else tr("everybody")
    via = f" ({names.nation(way.via)})" if way.via else ""
    doubt = "" if way.certified else " " + tr("and could not be checked")
    known = {
        "leaked": tr("leaked to {to} in turn {turn}", to=to, turn=way.turn),
        "intercepted": tr("intercepted by {to} in turn {turn}", to=to, turn=way.turn),
        "forwarded": tr("handed on to {to} in turn {turn}", to=to, turn=way.turn),
        "quoted": tr("read out to {to} in turn {turn}", to=to, turn=way.turn),
        "published": tr("printed for {to} in turn {turn}", to=to, turn=way.turn),
        "rumoured": tr("rumoured to {to} in turn {turn}", to=to, turn=way.turn),
    }
    return known[way.how] + via + doubt


# -- events ----------------------------------------------------------------------------------------------------

SIGNS = {
    "event": "●", "news": "●", "accident": "⚡", "pressure": "▲", "unknown-hand": "▲", "attributed": "▲",
    "eased": "▽", "judged": "▲", "demarche": "◆", "walk-out": "✕", "leak": "!", "published": "!", "denounced": "!",
    "signed": "✓", "in-force": "✓", "fell": "✕", "not-ratified": "✕", "imposed": "✕", "closed": "✓",
    "reopened": "✕", "body": "◆",
}  # fmt: skip
"""One sign a sort: events, pressure, what eases, what comes out, what is settled, what falls."""
WEIGHT = {sign: n for n, sign in enumerate("✓✕!⚡●◆▲▽")}
"""In which order the signs of one turn stand, the weightiest first."""


def event(names: Names, happened: Event) -> str:
    """The event in a sentence without its turn."""
    by, toward = capital(names.nation(happened.by)), names.nation(happened.toward)
    match happened.kind:
        case "event" | "accident":
            return one_line(happened.what)
        case "news":
            return tr("The umpire told news.")
        case "pressure" | "unknown-hand":
            tool = phrases.tool(happened.what, happened.level)  # type: ignore[arg-type]
            return tr("{by} used {tool} against {toward}.", by=by, tool=tool, toward=toward)
        case "attributed":
            return tr("The unknown hand against {toward} was {whose}.", toward=toward, whose=owning(by))
        case "eased":
            tool = phrases.tool(happened.what)  # type: ignore[arg-type]
            return tr("{by} ended its {tool} against {toward}.", by=by, toward=toward, tool=tool)
        case "judged":
            return _judged(by, toward, won=happened.what == "won")
        case "demarche":
            return tr("All others named {toward} together.", toward=toward)
        case _:
            return _spoken(names, happened, by, toward) or _settled(names, happened, by)


def _judged(by: str, toward: str, *, won: bool) -> str:
    if won:
        return tr("A court found for {by} against {toward}.", by=by, toward=toward)
    return tr("A court found for {toward} against {by}.", by=by, toward=toward)


def _spoken(names: Names, happened: Event, by: str, toward: str) -> str:
    members = names.nations(happened.nations)
    match happened.kind:
        case "walk-out":
            return tr("{by} walked out.", by=by)
        case "leak":
            return tr("What was said between {members} leaked.", members=members)
        case "published":
            return tr("{by} printed what was said between {members}.", by=by, members=members)
        case "denounced":
            return tr("{by} proved that {toward} had lied.", by=by, toward=toward)
        case "body":
            return tr("{body} began its work.", body=capital(names.body(happened.what)))
        case _:
            return ""


def _settled(names: Names, happened: Event, by: str) -> str:
    issue, option = names.issue(happened.issue), names.option(happened.issue, happened.option)
    match happened.kind:
        case "signed":
            return tr("A text was signed.")
        case "in-force":
            return tr("A text entered into force.")
        case "fell":
            return tr("A text fell: {how}.", how=one_line(happened.what))
        case "not-ratified":
            return tr("{whose} home refused a text.", whose=owning(by))
        case "imposed":
            whom = names.nations(happened.nations)
            return tr("A text disposed of what is {whose}, without asking.", whose=owning(whom))
        case "closed":
            return tr("Settled: {issue}: {option}.", issue=issue, option=option)
        case "reopened":
            return tr("{issue} was open again.", issue=issue)
        case _:
            return one_line(happened.what)


# -- undertakings ----------------------------------------------------------------------------------------------


def to_whom(names: Names, to: tuple[NationId, ...]) -> str:
    """Whom it was said to."""
    return names.nations(to) if to else tr("everybody")


def lie(names: Names, told: Lie) -> str:
    """Who lied about what, and whether it came out."""
    claim = phrases.claim(names, told.claim, told.by)
    by, to = capital(names.nation(told.by)), to_whom(names, told.to)
    when = tr("In turn {turn}", turn=told.turn) if told.turn else tr("Once")
    if not told.found_by:
        fate = tr("It was never found out.")
    else:
        fate = tr("Found out by {nations}.", nations=names.nations(told.found_by))
    if told.denounced:
        fate += " " + tr("Denounced before all in turn {turn}.", turn=told.denounced)
    return tr("{when} {by} told {to} that {claim}. {fate}", when=when, by=by, to=to, claim=claim, fate=fate)


def pledge(names: Names, made: PledgeMade) -> str:
    """A promise and what became of it."""
    by, what = capital(names.nation(made.by)), phrases.promise(names, made.promise)
    how = _became(made.how, made.ended)
    if made.public:
        return tr(
            "In turn {turn} {by} promised before all {what}: {how}.",
            turn=made.turn,
            by=by,
            what=what,
            how=how,
        )
    return tr(
        "In turn {turn} {by} promised in private {what}: {how}.", turn=made.turn, by=by, what=what, how=how
    )


def threat(names: Names, made: ThreatMade) -> str:
    """A threat and what became of it."""
    return tr(
        "In turn {turn} {by} threatened {nation} with {tool}, and demanded {demand}: {how}.",
        turn=made.turn,
        by=capital(names.nation(made.by)),
        nation=names.nation(made.nation),
        tool=phrases.tool(made.tool, made.level),
        demand=phrases.demand(names, made.demand),
        how=_became(made.how, made.ended),
    )


def _became(how: str, turn: int) -> str:
    if not how:
        return tr("it stood at the end")
    known = {
        "kept": tr("kept in turn {turn}", turn=turn),
        "broken": tr("broken in turn {turn}", turn=turn),
        "withdrawn": tr("taken back in turn {turn}", turn=turn),
        "expired": tr("it ran out in turn {turn}", turn=turn),
        "yielded": tr("yielded to in turn {turn}", turn=turn),
        "carried-out": tr("carried out in turn {turn}", turn=turn),
        "backed-down": tr("not carried out in turn {turn}", turn=turn),
        "met": tr("met in turn {turn}", turn=turn),
    }
    return known.get(how) or one_line(how)


def covert(names: Names, act: CovertAct) -> str:
    """Whose hand it was."""
    by = capital(names.nation(act.by))
    if act.target:
        what = tr(
            "In turn {turn} {by} worked in secret against {target}.",
            turn=act.turn,
            by=by,
            target=names.nation(act.target),
        )
    else:
        what = tr("In turn {turn} {by} worked in secret.", turn=act.turn, by=by)
    found = (
        tr("It was traced to its author in turn {turn}.", turn=act.found_out)
        if act.found_out
        else tr("Nobody found out whose hand it was.")
    )
    return f"{what} {found}"


def turns(number: int) -> str:
    """``1 turn``, ``12 turns``."""
    return trn("{count} turn", "{count} turns", number)


def titles(words: Iterable[str], none: str) -> str:
    """A list of titles with *and*."""
    return joined(words, none=none)
