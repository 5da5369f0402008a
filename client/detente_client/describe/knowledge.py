"""What nations come to know of each other: insight, true preferences, lies, concerns, dinners and tours.

Owns: what is told of listening and of engagements.
Does not know: how insight is earned.
"""

from __future__ import annotations

from detente_client import phrases
from detente_client.describe.told import Scene, Told
from detente_client.naming import joined
from detente_wire import notices
from detente_wire.gate import one_line

_KINDS = {
    "dinner": "a dinner", "reception": "a reception", "sport": "games together", "tour": "a tour of the country",
    "walk": "a walk", "gesture": "a gesture of good will",
}  # fmt: skip


def insight(scene: Scene, notice: notices.InsightGained, words: str) -> Told:
    """What a level of insight shows; all of it is true."""
    who, names = scene.names.nation(notice.nation), scene.names
    lines = [f"You understand {who} better: insight {notice.level} of 5. What follows is true."]
    if len(notice.issues) == 1:
        lines.append(f"What matters most to {who}: {names.issue(notice.issues[0])}.")
    elif notice.issues:
        lines.append(
            f"What matters to {who}, most first: {', '.join(names.issue(i) for i in notice.issues)}."
        )
    lines += [
        f"On {names.issue(row.issue)}, best first: {'; '.join(names.option(row.issue, o) for o in row.options)}."
        for row in notice.preferences
    ]
    if notice.red_lines is not None:
        lines.append(
            f"Its red lines: {'; '.join(names.choice(choice) for choice in notice.red_lines) or 'none'}."
        )
    if notice.batna is not None:
        lines.append(f"No deal is worth about {notice.batna} points to {who}.")
    return Told(tuple(lines), "news", "you")


def learned(scene: Scene, notice: notices.Learned, words: str) -> Told:
    """One true preference."""
    how = "At dinner" if notice.how == "dinner" else "From the joint study"
    return Told(
        (f"{how} you learned: {phrases.claim(scene.names, notice.claim, notice.nation)}.",), "news", "you"
    )


def self_shown(scene: Scene, notice: notices.SelfShown, words: str) -> Told:
    """The host's self card."""
    lines = [f"You have seen {scene.names.nation(notice.nation)} as it sees itself."]
    for title, texts in (("Values", notice.values), ("Interests", notice.interests)):
        lines += [f"{title}: {'; '.join(one_line(text) for text in texts)}."] if texts else []
    lines += [f"It lives by: {one_line(notice.ideology)}."] if notice.ideology else []
    for title, kinds in (("It likes", notice.likes), ("It dislikes", notice.dislikes)):
        lines += [f"{title}: {joined(_KINDS.get(kind, one_line(kind)) for kind in kinds)}."] if kinds else []
    return Told(tuple(lines), "news", "you")


def lie_found(scene: Scene, notice: notices.LieFound, words: str) -> Told:
    """A claim was false."""
    claim = phrases.claim(scene.names, notice.claim, notice.by)
    name = scene.handles.name(notice.ref, "lie")
    return Told(
        (
            f"{scene.names.nation(notice.by)} lied to you: it is not true that {claim}. "
            f"You may make it public within two turns: /denounce {name}.",
        ),
        "urgent",
        "you",
    )


def denounced(scene: Scene, notice: notices.Denounced, words: str) -> Told:
    """A certified lie."""
    claim = phrases.claim(scene.names, notice.claim, notice.liar)
    who = scene.names.does(notice.by, "prove")
    return Told(
        (f"{who} that {scene.names.whom(notice.liar)} lied. It was said that {claim}.",), "news", "word"
    )


def concerns(scene: Scene, notice: notices.ConcernsNamed, words: str) -> Told:
    """The three issues that a nation names."""
    named = ", ".join(scene.names.issue(issue) for issue in notice.issues)
    return Told((f"{scene.names.does(notice.nation, 'name')} as chief concerns: {named}.",), "news", "talks")


def engagement(scene: Scene, notice: notices.EngagementAsked, words: str) -> Told:
    """A dinner, a tour or a gesture."""
    name, names = scene.handles.name(notice.ref, "engagement"), scene.names
    kind = _KINDS[notice.kind]
    if notice.kind == "gesture":
        return Told((f"{names.does(notice.host, 'make')} {kind} toward {names.whom(notice.guest)}.",))
    others = [nation for nation in notice.guests if nation not in (notice.guest, scene.me)]
    among = f" with {names.nations(others)}" if others else ""
    line = f"{names.does(notice.host, 'invite')} {names.whom(notice.guest)} to {kind}{among} ({name})."
    if notice.guest != scene.me:
        return Told((line,))
    hint = f"Answer: /answer {name} open, /answer {name} guarded, or /reject {name}."
    return Told((f"{line} {hint}", *scene.written(notice.host, words)), "urgent")


def engagement_ended(scene: Scene, notice: notices.EngagementEnded, words: str) -> Told:
    """How it went."""
    seen = scene.view.engagements.get(notice.ref)
    if seen and seen.asked.kind == "gesture":
        return Told(("The gesture was seen.",), "quiet")
    what = _KINDS[seen.asked.kind].removeprefix("a ") if seen else "engagement"
    name = scene.handles.name(notice.ref, "engagement")
    how = {
        "success": "went well",
        "flat": "passed politely and changed nothing",
        "gaffe": "went wrong: something was said that should not have been",
        "declined": "was declined",
        "unanswered": "was never answered",
        "withdrawn": "was called off",
    }[notice.result]
    manner = f" The guest was {notice.manner}." if notice.manner else ""
    walk = seen is not None and seen.asked.kind == "walk" and notice.result == "success"
    hint = f" This turn each of you may put one package forward: /refer {name} ISSUE=OPTION …" if walk else ""
    return Told((f"The {what} ({name}) {how}.{manner}{hint}",))
