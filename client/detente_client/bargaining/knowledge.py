"""What the player knows of others, issue by issue, and how he knows it.

Owns: collecting it from insight, claims, dinners and studies, questions, pledges.
Does not know: what came out by leaks and hints (`hearsay`), how sure the player should be.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.bargaining.hearsay import heard_of
from detente_client.bargaining.known import SURENESS, Known, Sureness, known_line
from detente_client.describe.told import Scene
from detente_client.figures import sequence
from detente_client.i18n import tr
from detente_client.words import phrases
from detente_client.words.naming import capital
from detente_wire.acts import Confirm
from detente_wire.notices import InsightGained, Said
from detente_wire.seen import ClaimSeen, RestatementSeen
from detente_wire.terms import PUBLIC, ChannelId, Claim, IssueId, NationId


def known_of(scene: Scene, nation: NationId) -> list[Known]:
    """All of it, by issue in pack order (what is of no issue first), the surest first."""
    found = [
        *_insight(scene, nation),
        *_learned(scene, nation),
        *_concerns(scene, nation),
        *_claims(scene, nation),
        *_restated(scene, nation),
        *_pledged(scene, nation),
        *heard_of(scene, nation),
        *_asked(scene, nation),
    ]
    order = {issue.id: n for n, issue in enumerate(scene.pack.issues)}
    return sorted(
        dict.fromkeys(found),  # what was learned at two dinners is one thing
        key=lambda one: (order.get(one.issue, 99) if one.issue else -1, SURENESS.index(one.sureness)),
    )


# -- certain ----------------------------------------------------------------------------------------------------


def _insight(scene: Scene, nation: NationId) -> Iterator[Known]:
    """Each level's facts under the level at which it is shown (rules, section 4, Insight)."""
    seen = scene.view.insight.get(nation)
    if seen is None:
        return
    who, names = scene.names.nation(nation), scene.names
    if seen.batna is not None:
        yield Known(
            nation,
            None,
            "certain",
            tr("No deal is worth about {n} to {who}", n=seen.batna, who=who),
            _level(5),
        )
    for place, issue in enumerate(seen.issues, 1):
        yield Known(nation, issue, "certain", _weight(scene, seen, place), _level(1 if place == 1 else 2))
    for n, row in enumerate(seen.preferences):
        best_first = sequence(names.option(row.issue, option) for option in row.options)
        yield Known(
            nation,
            row.issue,
            "certain",
            tr("Best first: {options}", options=best_first),
            _level(3 if n < 2 else 4),
        )
    for choice in seen.red_lines or ():
        option = names.option(choice.issue, choice.option)
        yield Known(nation, choice.issue, "certain", tr("Red line: {option}", option=option), _level(4))


def _weight(scene: Scene, seen: InsightGained, place: int) -> str:
    who = scene.names.nation(seen.nation)
    if place == 1:
        return tr("Matters most to {who}", who=who)
    if place == len(scene.pack.issues):
        return tr("Matters least to {who}", who=who)
    return tr("Ranks {place} of {many} for {who}", place=place, many=len(scene.pack.issues), who=who)


def _level(level: int) -> str:
    return tr("insight, level {level}", level=level)


def _learned(scene: Scene, nation: NationId) -> Iterator[Known]:
    for fact in scene.view.learned:
        if fact.nation == nation:
            how = tr("at dinner") if fact.how == "dinner" else tr("from a joint study")
            what = capital(phrases.claim(scene.names, fact.claim, nation))
            yield Known(nation, fact.claim.issue, "certain", what, how)


# -- said -------------------------------------------------------------------------------------------------------


def _concerns(scene: Scene, nation: NationId) -> Iterator[Known]:
    """Named by all in turn 1; the true first must be among them."""
    for issue in scene.view.concerns.get(nation, ()):
        yield Known(
            nation,
            issue,
            "said",
            tr("One of its chief concerns"),
            tr("named in public, turn 1; the true first is among those named"),
        )


def _claims(scene: Scene, nation: NationId) -> Iterator[Known]:
    confirmed = {
        seen.claim
        for seen in scene.view.restatements.values()
        if seen.of == nation and seen.answer == "confirmed"
    }
    for claim in scene.view.claims.values():
        if claim.by == nation and (claim.claim not in confirmed or claim.lie):
            yield _claim(scene, claim)


def _claim(scene: Scene, seen: ClaimSeen) -> Known:
    what = capital(phrases.claim(scene.names, seen.claim, seen.by))
    source = tr(
        "told {where}, turn {turn}, {name}",
        where=place(scene, seen.channel),
        turn=seen.turn,
        name=scene.handles.name(seen.ref, "claim"),
    )
    if seen.lie:
        return Known(
            seen.by, seen.claim.issue, "false", what, tr("{source}; found to be false", source=source)
        )
    against = contradiction(scene, seen.by, seen.claim)
    sureness: Sureness = "doubtful" if against else "said"
    return Known(seen.by, seen.claim.issue, sureness, what, f"{source}; {against}" if against else source)


def _restated(scene: Scene, nation: NationId) -> Iterator[Known]:
    """What was said back and confirmed: the claim itself is not listed again."""
    for seen in scene.view.restatements.values():
        if seen.of == nation and seen.answer == "confirmed":
            yield _restatement(scene, seen)


def _restatement(scene: Scene, seen: RestatementSeen) -> Known:
    by = tr("by you") if seen.by == scene.me else tr("by {who}", who=scene.names.nation(seen.by))
    source = tr(
        "said back {by} {where}, turn {turn}, and confirmed",
        by=by,
        where=place(scene, seen.channel),
        turn=seen.turn,
    )
    what = capital(phrases.claim(scene.names, seen.claim, seen.of))
    if _nodded_falsely(scene, seen):
        return Known(
            seen.of, seen.claim.issue, "false", what, tr("{source}; found to be false", source=source)
        )
    against = contradiction(scene, seen.of, seen.claim)
    sureness: Sureness = "doubtful" if against else "confirmed"
    return Known(seen.of, seen.claim.issue, sureness, what, f"{source}; {against}" if against else source)


def _nodded_falsely(scene: Scene, seen: RestatementSeen) -> bool:
    """Whether the confirmation was found to be a lie; it is named by its own reference, which the channel has."""
    channel = scene.view.channels.get(seen.channel) if scene.view.lies else None
    said = (item.notice for item in channel.items if isinstance(item.notice, Said)) if channel else ()
    return any(
        one.ref in scene.view.lies and isinstance(one.act, Confirm) and one.act.ref == seen.ref
        for one in said
    )


def _pledged(scene: Scene, nation: NationId) -> Iterator[Known]:
    for seen in scene.view.pledges.values():
        said = seen.pledge
        if said.by == nation and said.promise.form == "never" and not seen.how:
            how = tr("in public") if said.public or seen.published else tr("in private")
            source = tr(
                "pledged {how}, turn {turn}, {name}",
                how=how,
                turn=seen.turn,
                name=scene.handles.name(said.ref, "pledge"),
            )
            what = capital(scene.promise(said.promise))
            yield Known(nation, said.promise.issue, "said", what, source)


def _asked(scene: Scene, nation: NationId) -> Iterator[Known]:
    for seen in scene.view.questions.values():
        if seen.to == nation and seen.answer is None and seen.by == scene.me:
            source = tr(
                "asked {where}, turn {turn}, {name}",
                where=place(scene, seen.channel),
                turn=seen.turn,
                name=scene.handles.name(seen.ref, "question"),
            )
            yield Known(nation, seen.issue, "asked", tr("You asked what it means; no answer yet"), source)


def place(scene: Scene, channel: ChannelId) -> str:
    """``in m1``, ``in public``."""
    return tr("in public") if channel == PUBLIC else tr("in {channel}", channel=scene.handles.name(channel))


# -- what speaks against a claim --------------------------------------------------------------------------------


def contradiction(scene: Scene, nation: NationId, claim: Claim) -> str:
    """What the player's insight says to the contrary; empty: nothing. Issues of equal weight make both true."""
    seen = scene.view.insight.get(nation)
    if seen is None:
        return ""
    if claim.form == "prefers":
        return _other_order(seen, claim)
    if claim.form == "impossible" or not seen.issues:
        return ""
    whole = len(seen.issues) == len(scene.pack.issues)
    at = 0 if claim.form == "most" else -1
    if (at == 0 or whole) and seen.issues[at] != claim.issue:
        return tr(
            "your insight names {issue} instead, unless the two weigh the same",
            issue=scene.names.issue(seen.issues[at]),
        )
    return ""


def _other_order(seen: InsightGained, claim: Claim) -> str:
    for row in seen.preferences:
        known = {option: n for n, option in enumerate(row.options)} if row.issue == claim.issue else {}
        if claim.option in known and claim.over in known and known[claim.option] > known[claim.over]:
            return tr("your insight shows the other order, unless both are worth the same")
    return ""


# -- in words ---------------------------------------------------------------------------------------------------


def known_lines(scene: Scene, nation: NationId) -> list[str]:
    """One thing a line, each issue under its title."""
    lines = [tr("What you know of {who}:", who=scene.names.nation(nation))]
    issue: IssueId | None = None
    for one in known_of(scene, nation):
        if one.issue != issue and one.issue is not None:
            lines.append(tr("{issue}.", issue=scene.names.issue(one.issue)))
        issue = one.issue
        lines.append(f"   {capital(known_line(one))}")
    return lines if len(lines) > 1 else [tr("You know nothing of {who} yet.", who=scene.names.nation(nation))]
