"""Undertakings and pressure: pledges, threats, instruments from draft to breach, tools used and ended.

Owns: what is told of promises kept and broken, of texts, of pressure.
Does not know: what any of it costs.
"""

from __future__ import annotations

from detente_client import phrases
from detente_client.describe.spoken import sentence
from detente_client.describe.told import Scene, Told
from detente_client.naming import capital
from detente_wire import notices
from detente_wire.gate import one_line

SIGNED_AT_ONCE = 7
"""From this rung on a text may be signed in the turn in which it was initialled."""


def pledged(scene: Scene, notice: notices.Pledged, words: str) -> Told:
    """A promise; one that was just said needs no second line."""
    if scene.was_said(notice.ref):
        return Told((), "quiet", "word")
    how = "publicly " if notice.public else "privately "
    said = phrases.promise(scene.names, notice.promise)
    name = scene.handles.name(notice.ref, "pledge")
    return Told((f"{scene.names.does(notice.by, 'pledge')} {how}{said} ({name}).",), "news", "word")


def pledge_ended(scene: Scene, notice: notices.PledgeEnded, words: str) -> Told:
    """Kept, broken …"""
    name = scene.handles.name(notice.ref, "pledge")
    how = {
        "kept": "kept", "broken": "broken", "withdrawn": "taken back", "expired": "run out",
    }[notice.how]  # fmt: skip
    pledge = capital(f"{scene.names.whose(notice.by)} pledge {name}")
    return Told((f"{pledge} is {how}.",), "news", "word")


def threatened(scene: Scene, notice: notices.Threatened, words: str) -> Told:
    """A threat, with what the target can do; one that was just said needs no second line."""
    if scene.was_said(notice.ref):
        return Told((), "quiet", "pressure")
    name = scene.handles.name(notice.ref, "threat")
    asked = phrases.demand(scene.names, notice.demand, scene.text(notice.demand.instrument))
    who = f"{scene.names.does(notice.by, 'threaten')} {scene.names.whom(notice.nation)}"
    how = "publicly" if notice.public else "in private"
    line = f"{who} {how} ({name}): {asked} by turn {notice.by_turn}, or {phrases.tool(notice.tool, notice.level)}."
    if notice.nation != scene.me:
        return Told((line,), "news", "pressure")
    return Told((f"{line} {threat_hint(name, notice.by_turn)}",), "urgent", "pressure")


def threat_hint(name: str, turn: int) -> str:
    """What its target can do about a threat."""
    return f"In turn {turn} answer with /yield {name} or /firm {name}; silence means firm."


def threat_ended(scene: Scene, notice: notices.ThreatEnded, words: str) -> Told:
    """What came of it."""
    name = scene.handles.name(notice.ref, "threat")
    target, author = scene.names, scene.names
    line = {
        "yielded": f"{target.does(notice.nation, 'yield')} to the threat {name}.",
        "carried-out": f"{author.does(notice.by, 'carry out')} the threat {name}.",
        "backed-down": f"{author.does(notice.by, 'back down')} from the threat {name}.",
        "met": f"What the threat {name} demanded has been done.",
        "withdrawn": f"{author.does(notice.by, 'take back')} the threat {name}.",
    }[notice.how]
    return Told((line,), "news", "pressure")


# -- instruments ------------------------------------------------------------------------------------------------


def shown(scene: Scene, notice: notices.InstrumentShown, words: str) -> Told:
    """The whole text as it now stands, clause by clause."""
    name, text = scene.handles.name(notice.ref, "text"), notice.text
    title = phrases.instrument_title(scene.names, text)
    author = scene.names.whom(notice.author)
    head = f"Text {name}, {notice.status.replace('-', ' ')}, by {author}: {title}. Hash {notice.hash[:8]}."
    clauses = [f"{n}. {phrases.clause(scene.names, clause)}." for n, clause in enumerate(text.clauses, 1)]
    party = scene.me in text.parties
    asked = party and scene.me not in notice.initials and notice.status == "tabled"
    hint = [f"Look closer: /read {name}, /whips {name}. Agree: /initial {name}."] if asked else []
    if notice.status == "draft" and notice.author == scene.me:
        hint = [
            f"Only you see it yet. /check {name}, /whips {name}; lay it before its parties: /table {name}."
        ]
    hint += (
        [f"All its parties have initialled it. {_sign_hint(scene, name)}"] if _ripens(scene, notice) else []
    )
    return Told((head, *clauses, *hint), "urgent" if asked and notice.author != scene.me else "news", "texts")


def _ripens(scene: Scene, notice: notices.InstrumentShown) -> bool:
    return notice.status == "initialled" and scene.me in notice.text.parties


def _sign_hint(scene: Scene, name: str) -> str:
    """What comes after the last initial."""
    when = "" if scene.view.rung >= SIGNED_AT_ONCE else "from the next turn on, "
    return f"Next comes the signature: {when}/whips {name}, then /sign {name}."


def initialled(scene: Scene, notice: notices.Initialled, words: str) -> Told:
    """One more party agrees to the wording."""
    return Told((f"{scene.names.does(notice.by, 'initial')} {scene.text(notice.ref)}.",), "news", "texts")


def text_changed(scene: Scene, notice: notices.InstrumentChanged, words: str) -> Told:
    """Its status moved."""
    if notice.why == "signatures-lapsed":
        line = f"Not every party signed {scene.text(notice.ref)}, so your signature lapses. The text stands: sign anew."
        return Told((line,), "urgent", "texts")
    name = capital(scene.text(notice.ref, "text "))
    by = f" by {scene.names.whom(notice.by)}" if notice.by else ""
    why = f" ({one_line(notice.why).replace('-', ' ')})" if notice.why else ""
    short = scene.text(notice.ref)
    line = {
        "draft": f"{name} is a draft{by}.",
        "tabled": f"{name} is tabled{by}.",
        "initialled": f"{name} is initialled by all its parties and frozen. {_sign_hint(scene, short)}",
        "signed": f"{name} is signed by all its parties; now their homes must ratify it.",
        "in-force": f"{name} is ratified and in force.",
        "suspended": f"{name} is suspended{by}.",
        "terminated": f"{name} is ended{by}.",
        "lapsed": f"{name} has lapsed.",
        "expired": f"{name} has run its time.",
    }[notice.status]
    return Told((line[:-1] + why + "." if why else line,), "news", "texts")


def not_ratified(scene: Scene, notice: notices.RatificationFailed, words: str) -> Told:
    """A home refused."""
    who = "Your own home" if notice.nation == scene.me else f"{scene.names.whose(notice.nation)} home"
    return Told(
        (
            f"{who} refuses {scene.text(notice.ref)} (support there: {notice.band}). "
            "The text stays signed and is tried again each turn.",
        ),
        "news",
        "texts",
    )


def voiced(scene: Scene, notice: notices.Voiced, words: str) -> Told:
    """Endorsed or objected."""
    verb = "endorse" if notice.voice == "endorsed" else "object to"
    return Told((f"{scene.names.does(notice.nation, verb)} {scene.text(notice.ref)}.",), "news", "texts")


def clause_reported(scene: Scene, notice: notices.ClauseReported, words: str) -> Told:
    """How a clause was kept."""
    how = {
        "performed": "performed", "delayed": "delayed", "compliant": "found to be kept",
        "suspicious": "kept in a way that looks suspicious", "breached": "BREACHED",
        "suspended": "suspended", "void": "void",
    }[notice.report]  # fmt: skip
    actor = scene.names.whom(notice.by)
    line = f"Clause {notice.clause} of {scene.text(notice.ref)}, owed by {actor}, is {how}."
    return Told((line,), "urgent" if notice.report == "breached" else "news", "texts")


def imposed(scene: Scene, notice: notices.Imposed, words: str) -> Told:
    """A diktat."""
    whose = scene.names.nations(notice.owners)
    line = f"{capital(scene.text(notice.ref))} disposes of what belongs to {whose} without a signature: a diktat."
    return Told((line,), "urgent" if scene.me in notice.owners else "news", "texts")


def closed(scene: Scene, notice: notices.IssueClosed, words: str) -> Told:
    """An issue is settled."""
    option = scene.names.option(notice.issue, notice.option)
    return Told(
        (f"{scene.names.issue(notice.issue)} is settled by {scene.text(notice.ref)}: {option}.",),
        "news",
        "texts",
    )


def reopened(scene: Scene, notice: notices.IssueReopened, words: str) -> Told:
    """An issue is open again."""
    return Told((f"{scene.names.issue(notice.issue)} is open again.",), "news", "texts")


def assurance_ended(scene: Scene, notice: notices.AssuranceEnded, words: str) -> Told:
    """An unwritten undertaking."""
    name = scene.handles.name(notice.ref, "assurance")
    how = {
        "in-force": "now holds", "performed": "has been kept", "delayed": "is late", "breached": "is BROKEN",
        "expired": "has run out",
    }[notice.how]  # fmt: skip
    return Told((f"The unwritten undertaking {name} {how}.",), "news", "you")


# -- pressure ---------------------------------------------------------------------------------------------------


def pressed(scene: Scene, notice: notices.Pressed, words: str) -> Told:
    """A tool was used."""
    what = phrases.tool(notice.tool, notice.level)
    target = scene.names.whom(notice.target)
    if notice.tool == "inducement":
        line = f"{scene.names.does(notice.by, 'grant')} {what} to {target}."
    else:
        line = f"{scene.names.does(notice.by, 'use')} {what} against {target}."
    mine = notice.target == scene.me and notice.tool != "inducement"
    return Told((line,), "urgent" if mine else "news", "pressure")


def pressure_ended(scene: Scene, notice: notices.PressureEnded, words: str) -> Told:
    """A tool ended."""
    what = phrases.tool(notice.tool)
    whose, target = scene.names.whose(notice.by), scene.names.whom(notice.target)
    return Told((f"That is the end of {whose} {what} against {target}.",), "news", "pressure")


def attributed(scene: Scene, notice: notices.Attributed, words: str) -> Told:
    """The unknown hand has a name."""
    who, target = scene.names.whom(notice.by), scene.names.whom(notice.target)
    mine = notice.target == scene.me
    return Told(
        (f"The hand behind the covert act against {target} is known: {who}.",),
        "urgent" if mine else "news",
        "pressure",
    )


def covert(scene: Scene, notice: notices.CovertReported, words: str) -> Told:
    """To its author."""
    how = {
        "done": "is done, and nobody knows who it was",
        "spilled": "has hit a bystander too",
        "attributed": "has been traced to you",
        "lapsed": "has not been traced and will not be",
    }[notice.report]
    return Told((f"Your covert act {how}.",), "news", "you")


def judged(scene: Scene, notice: notices.Judged, words: str) -> Told:
    """A legal offensive ended."""
    how = "win" if notice.won else "lose"
    against = scene.names.whom(notice.target)
    return Told((f"{scene.names.does(notice.by, how)} the case against {against}.",), "news", "pressure")


def demarche(scene: Scene, notice: notices.DemarcheHeld, words: str) -> Told:
    """The others named one nation together."""
    who = scene.names.whom(notice.nation)
    line = f"All other principals join in a démarche against {who}: "
    line += f"until turn {notice.until_turn} its pressure weighs half."
    return Told((line,), "urgent" if notice.nation == scene.me else "news", "pressure")


def sealed(scene: Scene, notice: notices.Sealed, words: str) -> Told:
    """The viewer's own sealed act, to be opened at the turn's end."""
    name = scene.handles.name(notice.ref, "sealed")
    if notice.act is None or scene.me is None:
        return Told((f"Sealed act {name} is {'entered' if notice.act else 'taken back'}.",))
    line = f"Sealed until the turn closes ({name}): {sentence(scene, scene.me, notice.act)}"
    return Told((f"{line} Change your mind with /withdraw {name}.",))
