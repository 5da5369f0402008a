"""What was proposed and what came of it: offers from wherever they were made, texts, issues that were settled.

Owns: `Proposal` (one package, with who took it up), `Text` (the life of an instrument), `Settlement`.
Does not know: points, how anything is worded.
"""

from __future__ import annotations

from typing import Literal

from attrs import evolve, frozen

from detente_client.debrief.contacts import named
from detente_client.debrief.timeline import Moment
from detente_wire.acts import Accept, Offer, Reject
from detente_wire.notices import (
    ClauseReported,
    Initialled,
    InstrumentChanged,
    InstrumentShown,
    InstrumentStatus,
    IssueClosed,
    IssueReopened,
    Letter,
    Notice,
    Referred,
    Said,
    Voiced,
)
from detente_wire.terms import (
    PUBLIC,
    ChannelId,
    Instrument,
    IssueId,
    NationId,
    OptionId,
    Package,
    Ref,
    closes,
)

Place = Literal["meeting", "back-channel", "public", "letter", "walk", "text"]


@frozen
class Proposal:
    """A package that one nation put before others."""

    turn: int
    ref: Ref
    by: NationId
    to: tuple[NationId, ...]
    """Nobody named: everybody."""
    place: Place
    package: Package
    accepted: tuple[NationId, ...] = ()
    """Who accepted it, or initialled the text."""
    refused: tuple[NationId, ...] = ()


@frozen
class Text:
    """The life of an instrument."""

    ref: Ref
    turn: int
    """When it was first shown to anybody."""
    author: NationId
    text: Instrument
    """As it stood last."""
    status: InstrumentStatus
    """Its last."""
    since: int
    """The turn of that."""
    seen_by: tuple[NationId, ...]
    """Nobody named: everybody."""
    endorsed: tuple[NationId, ...] = ()
    objected: tuple[NationId, ...] = ()
    kept: tuple[ClauseKept, ...] = ()


@frozen
class ClauseKept:
    """How a clause was kept, as far as it was told."""

    turn: int
    clause: int
    """From 1."""
    by: NationId
    report: str


@frozen
class Settlement:
    """An issue that was closed, or opened again."""

    turn: int
    issue: IssueId
    option: OptionId | None
    """None: it was opened again."""
    ref: Ref | None = None


# -- offers ----------------------------------------------------------------------------------------------------


def proposals(all_moments: tuple[Moment, ...], back_channels: frozenset[ChannelId]) -> tuple[Proposal, ...]:
    """Every package that was put forward, in order of time, with who took it up."""
    found: dict[str, Proposal] = {}
    for moment in all_moments:
        match moment.notice:
            case Said(act=Accept() as act):
                _answer(found, act.ref, moment.notice.by, accepted=True)
            case Said(act=Reject() as act):
                _answer(found, act.ref, moment.notice.by, accepted=False)
            case Initialled():
                _answer(found, moment.notice.ref, moment.notice.by, accepted=True)
            case InstrumentShown():
                _of_text(found, moment, moment.notice)
            case _:
                made = _made(moment, moment.notice, back_channels)
                if made is not None and made.package and made.ref not in found:
                    found[made.ref] = made
    return tuple(sorted(found.values(), key=lambda proposal: proposal.turn))


def _made(moment: Moment, notice: Notice, back_channels: frozenset[ChannelId]) -> Proposal | None:
    heard = named(moment.told.audience)
    match notice:
        case Said(act=Offer() as act):
            place: Place = (
                "public" if notice.channel == PUBLIC
                else "back-channel" if notice.channel in back_channels
                else "meeting"
            )  # fmt: skip
            return Proposal(moment.turn, notice.ref, notice.by, _others(heard, notice.by), place, act.package)
        case Letter(how="sent"):
            return Proposal(
                moment.turn, notice.ref, notice.by, notice.letter.to, "letter", notice.letter.package
            )
        case Referred():
            return Proposal(
                moment.turn, notice.ref, notice.by, _others(heard, notice.by), "walk", notice.package
            )
        case _:
            return None


def _of_text(found: dict[str, Proposal], moment: Moment, shown: InstrumentShown) -> None:
    """A text proposes what its clauses close; one that is changed proposes anew, and its initials are void."""
    package = closes(shown.text)
    before = found.get(shown.ref)
    if before is not None and before.package == package:
        return
    if before is not None:
        found[f"{shown.ref} until turn {moment.turn} {len(found)}"] = before
    if package:
        parties = _others(shown.text.parties, shown.author)
        found[shown.ref] = Proposal(moment.turn, shown.ref, shown.author, parties, "text", package)


def _answer(found: dict[str, Proposal], ref: str, by: NationId, *, accepted: bool) -> None:
    known = found.get(ref)
    if known is None or by in (known.accepted if accepted else known.refused) or by == known.by:
        return
    if accepted:
        found[ref] = evolve(known, accepted=(*known.accepted, by))
    else:
        found[ref] = evolve(known, refused=(*known.refused, by))


def _others(nations: tuple[NationId, ...], but: NationId) -> tuple[NationId, ...]:
    return tuple(nation for nation in nations if nation != but)


# -- texts -----------------------------------------------------------------------------------------------------


def texts(all_moments: tuple[Moment, ...]) -> tuple[Text, ...]:
    """Every instrument that anybody was shown, in order of time."""
    found: dict[Ref, Text] = {}
    for moment in all_moments:
        notice = moment.notice
        if isinstance(notice, InstrumentShown):
            found[notice.ref] = _shown(found.get(notice.ref), moment, notice)
        elif isinstance(notice, InstrumentChanged | Voiced | ClauseReported) and notice.ref in found:
            found[notice.ref] = _went_on(found[notice.ref], moment.turn, notice)
    return tuple(found.values())


def _shown(before: Text | None, moment: Moment, shown: InstrumentShown) -> Text:
    seen = named(moment.told.audience)
    if before is None:
        return Text(shown.ref, moment.turn, shown.author, shown.text, shown.status, moment.turn, seen)
    everybody = not seen or not before.seen_by
    return evolve(
        before,
        text=shown.text,
        status=shown.status,
        since=before.since if shown.status == before.status else moment.turn,
        seen_by=() if everybody else tuple(sorted({*before.seen_by, *seen})),
    )


def _went_on(text: Text, turn: int, notice: InstrumentChanged | Voiced | ClauseReported) -> Text:
    match notice:
        case InstrumentChanged():
            return evolve(text, status=notice.status, since=turn)
        case Voiced(voice="endorsed"):
            return evolve(text, endorsed=tuple(dict.fromkeys([*text.endorsed, notice.nation])))
        case Voiced():
            return evolve(text, objected=tuple(dict.fromkeys([*text.objected, notice.nation])))
        case ClauseReported():
            kept = ClauseKept(turn, notice.clause, notice.by, notice.report)
            return text if kept in text.kept else evolve(text, kept=(*text.kept, kept))


def settlements(all_moments: tuple[Moment, ...]) -> tuple[Settlement, ...]:
    """Issues closed and opened again, in order of time; closed by two texts in one turn is closed once."""
    found: dict[tuple[int, IssueId, OptionId | None], Settlement] = {}
    for moment in all_moments:
        notice = moment.notice
        if isinstance(notice, IssueClosed):
            made = Settlement(moment.turn, notice.issue, notice.option, notice.ref)
        elif isinstance(notice, IssueReopened):
            made = Settlement(moment.turn, notice.issue, None)
        else:
            continue
        found.setdefault((made.turn, made.issue, made.option), made)
    return tuple(found.values())
