"""Legacies: what a crisis begins with from those before it, and what it leaves.

Owns: what is told of both. Does not know: what any of it is worth.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.describe.told import Scene, Told
from detente_client.naming import count, joined
from detente_wire import notices
from detente_wire.gate import one_line
from detente_wire.legacy import Legacy, LegacyTag, Tag

_TAGS: dict[LegacyTag, str] = {
    "failed-talks": "the talks failed",
    "frozen": "nothing was settled",
    "fragile": "a clause may not last",
    "humiliated": "humiliated",
    "peacemaker": "peacemaker",
    "tipped": "tipped the crisis into war",
    "peace-witness": "had peace on the table",
}
"""What a tag says, of all or of a nation."""


def taken(scene: Scene, notice: notices.LegacyTaken, words: str) -> Told:
    """What this crisis begins with; the old texts are shown by themselves."""
    return Told(tuple(taken_lines(scene, notice)), "paper", "match")


def taken_lines(scene: Scene, notice: notices.LegacyTaken) -> list[str]:
    """The same, for a page."""
    before = joined([one_line(crisis.title) for crisis in notice.crises])
    lines = [f"This crisis follows {before}. Trust is half-way back to 30; grievances are halved."]
    if notice.heirs:
        words = ", ".join(f"{scene.names.whom(heir.nation)} {heir.word}" for heir in notice.heirs)
        lines.append(f"What your words are worth carries on: {words}.")
    for tag in notice.tags:
        lines.append(f"Not forgotten: {_tag(scene, tag)}.")
    if notice.tension:
        lines.append(f"Tension begins {notice.tension} higher for it.")
    for issue in notice.reopened:
        lines.append(f"A clause of old did not hold and is on the table again: {scene.names.issue(issue)}.")
    if notice.held:
        lines.append(f"{count(notice.held, 'old clause')} called in question held.")
    if notice.institutions:
        lines.append(f"Bodies that live on: {joined([one_line(name) for name in notice.institutions])}.")
    return lines


def left(scene: Scene, notice: notices.LegacyLeft, words: str) -> Told:
    """What the match leaves."""
    return Told(tuple(left_lines(scene, notice.legacy)), "paper", "match")


def left_lines(scene: Scene, legacy: Legacy) -> list[str]:
    """What goes on to the next crisis of a campaign."""
    lines = list(_parts(scene, legacy))
    return ["What this crisis leaves behind:", *lines] if lines else ["This crisis leaves nothing behind."]


def _parts(scene: Scene, legacy: Legacy) -> Iterator[str]:
    here = [row for row in legacy.nations if scene.pack.nation(row.nation)]
    if here:
        yield f"Word: {', '.join(f'{scene.names.whom(row.nation)} {row.word}' for row in here)}."
    for row in here:
        if row.lies:
            yield f"{count(row.lies, 'lie')} of {scene.names.whom(row.nation)} that nobody had exposed."
    for tag in legacy.tags:
        yield f"{_tag(scene, tag).capitalize()}." if tag.nation is None else f"{_tag(scene, tag)}."
    texts = sum(len(text.text.clauses) for text in legacy.texts)
    if texts:
        fragile = sum(len(text.fragile) for text in legacy.texts)
        may = f", {fragile} of them fragile" if fragile else ""
        yield f"{count(len(legacy.texts), 'text')} in force with {count(texts, 'clause')}{may}."


def _tag(scene: Scene, tag: Tag) -> str:
    what = _TAGS.get(tag.tag) or one_line(tag.tag)
    if tag.nation is None:
        return what
    lost = f" over {scene.names.issue(tag.issue)}" if tag.issue else ""
    return f"{scene.names.nation(tag.nation)}, {what}{lost}"
