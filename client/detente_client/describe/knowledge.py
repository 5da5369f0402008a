"""What nations come to know of each other: insight, true preferences, lies, concerns, dinners and tours.

Owns: what is told of listening and of engagements.
Does not know: how insight is earned.
"""

from __future__ import annotations

from detente_client.describe.told import Scene, Told
from detente_client.figures import joined, listing, sequence
from detente_client.i18n import spelled, tr
from detente_client.words import phrases
from detente_client.words.naming import count, sentences
from detente_wire import notices
from detente_wire.gate import one_line

ENGAGEMENTS = {
    "dinner": tr("a dinner"),
    "reception": tr("a reception"),
    "sport": tr("games together"),
    "tour": tr("a tour of the country"),
    "walk": tr("a walk"),
    "gesture": tr("a gesture of good will"),
}
"""What nations do together, with its article."""
_TITLES = {
    "dinner": tr("dinner"),
    "reception": tr("reception"),
    "sport": tr("games together"),
    "tour": tr("tour of the country"),
    "walk": tr("walk"),
    "gesture": tr("gesture of good will"),
}
"""The same after *the*."""


def insight(scene: Scene, notice: notices.InsightGained, words: str) -> Told:
    """What a level of insight shows; all of it is true."""
    who, names = scene.names.nation(notice.nation), scene.names
    lines = [
        tr(
            "You understand {who} better: insight {level} of 5. What follows is true.",
            who=who,
            level=notice.level,
        )
    ]
    if len(notice.issues) == 1:
        lines.append(tr("What matters most to {who}: {issue}.", who=who, issue=names.issue(notice.issues[0])))
    elif notice.issues:
        lines.append(
            tr(
                "What matters to {who}, most first: {issues}.",
                who=who,
                issues=listing(names.issue(issue) for issue in notice.issues),
            )
        )
    lines += [
        tr(
            "On {issue}, best first: {options}.",
            issue=names.issue(row.issue),
            options=sequence(names.option(row.issue, option) for option in row.options),
        )
        for row in notice.preferences
    ]
    if notice.red_lines is not None:
        lines.append(
            tr(
                "Its red lines: {choices}.",
                choices=sequence(names.choice(choice) for choice in notice.red_lines) or tr("none"),
            )
        )
    if notice.batna is not None:
        lines.append(
            tr("No deal is worth about {points} to {who}.", points=count(notice.batna, "point"), who=who)
        )
    return Told(tuple(lines), "news", "you")


def learned(scene: Scene, notice: notices.Learned, words: str) -> Told:
    """One true preference."""
    claim = phrases.claim(scene.names, notice.claim, notice.nation)
    if notice.how == "dinner":
        return Told((tr("At dinner you learned: {claim}.", claim=claim),), "news", "you")
    return Told((tr("From the joint study you learned: {claim}.", claim=claim),), "news", "you")


def self_shown(scene: Scene, notice: notices.SelfShown, words: str) -> Told:
    """The host's self card."""
    lines = [tr("You have seen {nation} as it sees itself.", nation=scene.names.nation(notice.nation))]
    for title, texts in ((tr("Values"), notice.values), (tr("Interests"), notice.interests)):
        lines += [f"{title}: {sequence(one_line(text) for text in texts)}."] if texts else []
    lines += [tr("It lives by: {ideology}.", ideology=one_line(notice.ideology))] if notice.ideology else []
    for title, kinds in ((tr("It likes"), notice.likes), (tr("It dislikes"), notice.dislikes)):
        lines += (
            [f"{title}: {joined(ENGAGEMENTS.get(kind, one_line(kind)) for kind in kinds)}."] if kinds else []
        )
    return Told(tuple(lines), "news", "you")


def lie_found(scene: Scene, notice: notices.LieFound, words: str) -> Told:
    """A claim was false."""
    claim = phrases.claim(scene.names, notice.claim, notice.by)
    name = scene.handles.name(notice.ref, "lie")
    return Told(
        (
            tr(
                "{nation} lied to you: it is not true that {claim}. You may make it public within two turns: "
                "/denounce {name}.",
                nation=scene.names.nation(notice.by),
                claim=claim,
                name=name,
            ),
        ),
        "urgent",
        "you",
    )


def denounced(scene: Scene, notice: notices.Denounced, words: str) -> Told:
    """A certified lie."""
    claim = phrases.claim(scene.names, notice.claim, notice.liar)
    who = scene.names.whom(notice.by)
    return Told(
        (
            tr(
                "{who:^} {who:prove|proves} that {whom} lied. It was said that {claim}.",
                who=who,
                whom=scene.names.whom(notice.liar),
                claim=claim,
            ),
        ),
        "news",
        "word",
    )


def concerns(scene: Scene, notice: notices.ConcernsNamed, words: str) -> Told:
    """The three issues that a nation names."""
    named = listing(scene.names.issue(issue) for issue in notice.issues)
    return Told(
        (
            tr(
                "{nation:^} {nation:name|names} as chief concerns: {named}.",
                nation=scene.names.whom(notice.nation),
                named=named,
            ),
        ),
        "news",
        "talks",
    )


def engagement(scene: Scene, notice: notices.EngagementAsked, words: str) -> Told:
    """A dinner, a tour or a gesture."""
    name, names = scene.handles.name(notice.ref, "engagement"), scene.names
    kind = ENGAGEMENTS[notice.kind]
    if notice.kind == "gesture":
        return Told(
            (
                tr(
                    "{host:^} {host:make|makes} {kind} toward {whom}.",
                    host=names.whom(notice.host),
                    kind=kind,
                    whom=names.whom(notice.guest),
                ),
            )
        )
    others = [nation for nation in notice.guests if nation not in (notice.guest, scene.me)]
    said = {"host": names.whom(notice.host), "whom": names.whom(notice.guest), "kind": kind, "name": name}
    line = (
        tr(
            "{host:^} {host:invite|invites} {whom} to {kind} with {nations} ({name}).",
            nations=names.nations(others),
            **said,
        )
        if others
        else tr("{host:^} {host:invite|invites} {whom} to {kind} ({name}).", **said)
    )
    if notice.guest != scene.me:
        return Told((line,))
    hint = tr("Answer: /answer {name} open, /answer {name} guarded, or /reject {name}.", name=name)
    return Told((f"{line} {hint}", *scene.written(notice.host, words)), "urgent")


def engagement_ended(scene: Scene, notice: notices.EngagementEnded, words: str) -> Told:
    """How it went."""
    seen = scene.view.engagements.get(notice.ref)
    if seen and seen.asked.kind == "gesture":
        return Told((tr("The gesture was seen."),), "quiet")
    what = _TITLES[seen.asked.kind] if seen else tr("engagement")
    name = scene.handles.name(notice.ref, "engagement")
    how = {
        "success": tr("went well"),
        "flat": tr("passed politely and changed nothing"),
        "gaffe": tr("went wrong: something was said that should not have been"),
        "declined": tr("was declined"),
        "unanswered": tr("was never answered"),
        "withdrawn": tr("was called off"),
    }[notice.result]
    manner = tr("The guest was {manner}.", manner=spelled(notice.manner)) if notice.manner else ""
    walk = scene.me and seen is not None and seen.asked.kind == "walk" and notice.result == "success"
    hint = (
        tr("This turn each of you may put one package forward: /refer {name} ISSUE=OPTION …", name=name)
        if walk
        else ""
    )
    return Told((sentences(tr("The {what} ({name}) {how}.", what=what, name=name, how=how), manner, hint),))
