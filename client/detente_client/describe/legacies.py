"""Legacies: what a crisis begins with from those before it, and what it leaves.

Owns: what is told of both. Does not know: what any of it is worth.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.describe.told import Scene, Told
from detente_client.figures import joined, listing
from detente_client.i18n import spelled, tr
from detente_client.words.naming import capital, count
from detente_wire import notices
from detente_wire.gate import one_line
from detente_wire.legacy import Legacy, LegacyTag, Tag

_TAGS: dict[LegacyTag, str] = {
    "failed-talks": tr("the talks failed"),
    "frozen": tr("nothing was settled"),
    "fragile": tr("a clause may not last"),
    "humiliated": tr("humiliated"),
    "peacemaker": tr("peacemaker"),
    "tipped": tr("tipped the crisis into war"),
    "peace-witness": tr("had peace on the table"),
}
"""What a tag says, of all or of a nation."""


def taken(scene: Scene, notice: notices.LegacyTaken, words: str) -> Told:
    """What this crisis begins with; the old texts are shown by themselves."""
    return Told(tuple(taken_lines(scene, notice)), "paper", "match")


def taken_lines(scene: Scene, notice: notices.LegacyTaken) -> list[str]:
    """The same, for a page."""
    before = joined([one_line(crisis.title) for crisis in notice.crises])
    lines = [
        tr(
            "This crisis follows {before}. Trust is half-way back to 30; grievances are halved.",
            before=before,
        )
    ]
    if notice.heirs:
        words = listing(f"{scene.names.whom(heir.nation)} {heir.word}" for heir in notice.heirs)
        lines.append(tr("What your words are worth carries on: {words}.", words=words))
    for tag in notice.tags:
        lines.append(tr("Not forgotten: {tag}.", tag=_tag(scene, tag)))
    if notice.tension:
        lines.append(tr("Tension begins {tension} higher for it.", tension=notice.tension))
    for issue in notice.reopened:
        lines.append(
            tr(
                "A clause of old did not hold and is on the table again: {issue}.",
                issue=scene.names.issue(issue),
            )
        )
    if notice.held:
        lines.append(tr("{clauses} called in question held.", clauses=count(notice.held, "old clause")))
    if notice.institutions:
        lines.append(
            tr(
                "Bodies that live on: {names}.",
                names=joined([one_line(name) for name in notice.institutions]),
            )
        )
    return lines


def left(scene: Scene, notice: notices.LegacyLeft, words: str) -> Told:
    """What the match leaves."""
    return Told(tuple(left_lines(scene, notice.legacy)), "paper", "match")


def left_lines(scene: Scene, legacy: Legacy) -> list[str]:
    """What goes on to the next crisis of a campaign."""
    lines = list(_parts(scene, legacy))
    return (
        [tr("What this crisis leaves behind:"), *lines]
        if lines
        else [tr("This crisis leaves nothing behind.")]
    )


def _parts(scene: Scene, legacy: Legacy) -> Iterator[str]:
    here = [row for row in legacy.nations if scene.pack.nation(row.nation)]
    if here:
        yield tr("Word: {rows}.", rows=listing(f"{scene.names.whom(row.nation)} {row.word}" for row in here))
    for row in here:
        if row.lies:
            yield tr(
                "{lies} of {whom} that nobody had exposed.",
                lies=count(row.lies, "lie"),
                whom=scene.names.whom(row.nation),
            )
    for tag in legacy.tags:
        yield f"{capital(_tag(scene, tag)) if tag.nation is None else _tag(scene, tag)}."
    texts = sum(len(text.text.clauses) for text in legacy.texts)
    if texts:
        fragile = sum(len(text.fragile) for text in legacy.texts)
        said = {"texts": count(len(legacy.texts), "text"), "clauses": count(texts, "clause")}
        yield (
            tr("{texts} in force with {clauses}, {fragile} of them fragile.", fragile=fragile, **said)
            if fragile
            else tr("{texts} in force with {clauses}.", **said)
        )


def _tag(scene: Scene, tag: Tag) -> str:
    what = _TAGS.get(tag.tag) or spelled(tag.tag)
    if tag.nation is None:
        return what
    nation = scene.names.nation(tag.nation)
    if not tag.issue:
        return tr("{nation}, {tag}", nation=nation, tag=what)
    return tr("{nation}, {tag} over {issue}", nation=nation, tag=what, issue=scene.names.issue(tag.issue))
