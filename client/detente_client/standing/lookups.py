"""What a player looks up about himself and the others: sheet, nations, insight, ladder, issues.

Owns: the lines of these pages, one fact a line.
Does not know: the table of commands (`pages`), talks and texts (`files`).
"""

from __future__ import annotations

from detente_client.describe.knowledge import insight, learned, self_shown
from detente_client.describe.told import Scene
from detente_client.figures import listing
from detente_client.i18n import tr, trc
from detente_client.publicpack import PublicIssue
from detente_client.standing.identity import dials, rank, signing, speaker, tier, trust
from detente_client.words import phrases
from detente_client.words.naming import capital, count, sentences
from detente_wire.terms import Choice, NationId, OptionId

_MAY_NOT_LAST = tr("it may not last: others, not at this table, would have it undone")


def sheet_lines(scene: Scene) -> list[str]:
    """The viewer's own card, option by option, and the dials that only he sees."""
    view, sheet = scene.view, scene.view.sheet
    if sheet is None:
        return [tr("You have no sheet: you only watch, or the match has not begun.")]
    lines = [
        sentences(
            tr("Your secret sheet as {nation}.", nation=scene.names.nation(sheet.nation)),
            _without_deal(view.batna, sheet.batna),
        ),
        tr(
            "Support at home {home}, capital {capital}, {envoys} left this turn.",
            home=view.home,
            capital=view.capital,
            envoys=count(view.envoys, "envoy"),
        ),
        tr(
            "Your ratification sum must reach {ratifier}. Capacities: intelligence {intel}, cyber {cyber}, "
            "force {force}, trade {trade}, law {law}.",
            ratifier=sheet.ratifier,
            intel=sheet.intel,
            cyber=sheet.cyber,
            force=sheet.force,
            trade=sheet.trade,
            law=sheet.law,
        ),
    ]
    for n, issue in enumerate(scene.pack.issues, 1):
        lines += _issue(scene, n, issue, points=True)
    return lines


def _without_deal(now: int, at_first: int) -> str:
    points = count(now, "point")
    if now == at_first:
        return tr("Without any deal you have {points}.", points=points)
    return tr("Without any deal you have {points} ({before} at the start).", points=points, before=at_first)


def issue_lines(scene: Scene) -> list[str]:
    """What is talked about, option by option; numbers and ids are what commands take."""
    lines = [
        tr(
            "The issues of {title}. Commands take numbers, ids or beginnings of titles: 1=2.",
            title=scene.pack.title,
        )
    ]
    for n, issue in enumerate(scene.pack.issues, 1):
        lines += [*_issue(scene, n, issue, points=False)]
    return lines


def _issue(scene: Scene, n: int, issue: PublicIssue, points: bool) -> list[str]:
    closed = scene.view.closed.get(issue.id)
    state = tr("settled by {text}", text=scene.text(closed.ref)) if closed else trc("an issue", "open")
    about = f" {issue.description}" if issue.description and not points else ""
    lines = [f"{n}. {issue.title} ({issue.id}), {state}.{about}"]
    worth = scene.view.worth.get(issue.id, {})
    for number, option in enumerate(issue.options, 1):
        notes = [count(worth[option.id], "point")] if points and option.id in worth else []
        notes += [tr("red line")] if points and _is_red(scene, issue, option.id) else []
        notes += [tr("agreed")] if closed and closed.option == option.id else []
        notes += [_MAY_NOT_LAST] if option.wrongs else []
        notes += [tr("the status quo")] if issue.status_quo == option.id else []
        about = f" {option.description}" if option.description and not points else ""
        end = "." if not option.title.endswith((".", "?", "!")) else ""
        noted = f" {capital(listing(notes))}." if notes else ""
        lines.append(f"   {n}={number} {option.title}{end} ({option.id}){noted}{about}")
    return lines


def _is_red(scene: Scene, issue: PublicIssue, option: OptionId) -> bool:
    sheet = scene.view.sheet
    return sheet is not None and Choice(issue.id, option) in sheet.red_lines


# -- nations ----------------------------------------------------------------------------------------------------


def nation_lines(scene: Scene) -> list[str]:
    """Every nation: what all see of it, and how you stand with it."""
    return [_nation(scene, nation.id) for nation in scene.pack.nations]


def _nation(scene: Scene, nation: NationId) -> str:
    known, seen = scene.pack.nation(nation), scene.view.nations.get(nation)
    assert known is not None
    parts = [f"{known.title} ({nation}), {tier(known.tier)}, {signing(scene, nation)}."]
    parts += [dials(seen)] if seen else []
    if nation == scene.me:
        parts.append(tr("This is you."))
    elif scene.me is not None:
        theirs, yours = trust(scene, nation, scene.me), trust(scene, scene.me, nation)
        level = scene.view.marks.get(nation, 0) // 2
        parts.append(
            tr(
                "It trusts you {theirs}, you trust it {yours}. Your insight {level} of 5.",
                theirs=theirs,
                yours=yours,
                level=min(level, 5),
            )
        )
        parts += rank(scene, nation)
    return sentences(*parts, speaker(scene, nation))


def insight_lines(scene: Scene, nation: NationId) -> list[str]:
    """All that the viewer knows of a nation: what is surely true first, then what it says."""
    known = scene.pack.nation(nation)
    lines = [_nation(scene, nation)] + ([known.description] if known and known.description else [])
    seen = scene.view.insight.get(nation)
    lines += (
        insight(scene, seen, "").lines if seen else [tr("You know nothing of its sheet for certain yet.")]
    )
    lines += [
        line
        for fact in scene.view.learned
        if fact.nation == nation
        for line in learned(scene, fact, "").lines
    ]
    if nation in scene.view.selves:
        lines += self_shown(scene, scene.view.selves[nation], "").lines
    if nation in scene.view.concerns:
        named = listing(scene.names.issue(issue) for issue in scene.view.concerns[nation])
        lines.append(tr("It named as its chief concerns: {named}.", named=named))
    return lines + _claims(scene, nation)


def _claims(scene: Scene, nation: NationId) -> list[str]:
    lines = []
    for claim in scene.view.claims.values():
        if claim.by == nation:
            lie = tr("That was a lie.") if claim.lie else ""
            said = phrases.claim(scene.names, claim.claim, nation)
            name = scene.handles.name(claim.ref, "claim")
            line = tr("In turn {turn} it said ({name}): {claim}.", turn=claim.turn, name=name, claim=said)
            lines.append(sentences(line, lie))
    return lines
