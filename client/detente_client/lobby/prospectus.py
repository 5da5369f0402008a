"""A crisis at length, for whoever chooses one: who sits there, what is talked about, how it is played.

Owns: the chapters and their lines.
Does not know: where packs come from, widths, colours.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from detente_client.figures import listing
from detente_client.i18n import tr, trn
from detente_client.lobby import cards
from detente_client.publicpack import PublicIssue, PublicNation, PublicPack


@frozen
class Line:
    """One thing of a chapter."""

    title: str
    state: str = ""
    """How it stands, in two or three words."""
    text: str = ""


@frozen
class Chapter:
    """Things of one kind."""

    title: str
    lines: tuple[Line, ...]


MODULES = {
    "cheat": tr("clauses broken in secret"),
    "covert": tr("covert acts"),
    "legal": tr("legal offensives"),
    "engagements": tr("receptions, hunts and walks"),
    "protocol": tr("rank and recalls"),
    "institutions": tr("bodies with votes and chairs"),
    "legacy": tr("what one crisis leaves to the next"),
    "remedies": tr("breaches cured and judged"),
}
"""What each module of the rules brings."""


def chapters(pack: PublicPack) -> tuple[Chapter, ...]:
    """All of it; a chapter without lines is left out."""
    found = (
        Chapter(tr("Who is at the table"), tuple(_nation(pack, nation) for nation in pack.nations)),
        Chapter(tr("What is talked about"), tuple(map(_issue, pack.issues))),
        Chapter(tr("Bodies"), tuple(Line(body.title, "", body.description) for body in pack.institutions)),
        Chapter(tr("How it is played"), tuple(_play(pack))),
    )
    return tuple(chapter for chapter in found if chapter.lines)


def plain_lines(pack: PublicPack) -> list[str]:
    """The same without layout, a line each."""
    lines: list[str] = []
    for chapter in chapters(pack):
        lines.append(f"{chapter.title}:")
        for line in chapter.lines:
            head = f"{line.title} ({line.state})" if line.state else line.title
            lines.append(f"- {head}: {line.text}" if line.text else f"- {head}")
    return lines


def _nation(pack: PublicPack, nation: PublicNation) -> Line:
    if not nation.playable:
        state = tr("always a bot")
    else:
        state = tr("must sign") if nation.id in pack.must_sign else tr("need not sign")
    return Line(nation.title, state, nation.description)


def _issue(issue: PublicIssue) -> Line:
    return Line(issue.title, trn("{count} option", "{count} options", len(issue.options)), issue.description)


def _play(pack: PublicPack) -> Iterator[Line]:
    if pack.deadline:
        last = pack.deadline + pack.grace
        says = tr(
            "From turn {first} on the talks may close; with turn {last} they do.",
            first=pack.deadline,
            last=last,
        )
        yield Line(tr("Length"), cards.length(pack), says)
    if pack.rungs:
        yield Line(tr("Tension"), "", tr("From {calm} to {worst}.", calm=pack.rungs[0], worst=pack.rungs[-1]))
    more = [MODULES[module] for module in pack.rules if module in MODULES]
    beside = tr("Beside the core: {more}.", more=listing(more)) if more else tr("The core alone.")
    yield Line(tr("Rules"), "", beside)
