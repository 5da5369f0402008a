"""Undertakings and pressure: pledges, threats, instruments from draft to breach, tools used and ended.

Owns: what is told of promises kept and broken, of texts, of pressure.
Does not know: what any of it costs.
"""

from __future__ import annotations

from detente_client.describe.spoken import sentence
from detente_client.describe.told import Scene, Told
from detente_client.i18n import spelled, tr
from detente_client.words import phrases
from detente_client.words.naming import capital, sentences
from detente_wire import notices
from detente_wire.terms import Ref

SIGNED_AT_ONCE = 7
"""From this rung on a text may be signed in the turn in which it was initialled."""


def pledged(scene: Scene, notice: notices.Pledged, words: str) -> Told:
    """A promise; one that was just said needs no second line."""
    if scene.was_said(notice.ref):
        return Told((), "quiet", "word")
    by, said = scene.names.whom(notice.by), scene.promise(notice.promise)
    name = scene.handles.name(notice.ref, "pledge")
    if notice.public:
        line = tr("{by:^} {by:pledge|pledges} publicly {said} ({name}).", by=by, said=said, name=name)
    else:
        line = tr("{by:^} {by:pledge|pledges} privately {said} ({name}).", by=by, said=said, name=name)
    return Told((line,), "news", "word")


def pledge_ended(scene: Scene, notice: notices.PledgeEnded, words: str) -> Told:
    """Kept, broken …"""
    name = scene.handles.name(notice.ref, "pledge")
    whose = scene.names.whose(notice.by)
    line = {
        "kept": tr("{whose} pledge {name} is kept.", whose=whose, name=name),
        "broken": tr("{whose} pledge {name} is broken.", whose=whose, name=name),
        "withdrawn": tr("{whose} pledge {name} is taken back.", whose=whose, name=name),
        "expired": tr("{whose} pledge {name} has run out.", whose=whose, name=name),
    }[notice.how]
    return Told((capital(line),), "news", "word")


def threatened(scene: Scene, notice: notices.Threatened, words: str) -> Told:
    """A threat, with what the target can do; one that was just said needs no second line."""
    if scene.was_said(notice.ref):
        return Told((), "quiet", "pressure")
    name = scene.handles.name(notice.ref, "threat")
    asked = phrases.demand(scene.names, notice.demand, scene.text(notice.demand.instrument))
    line = tr(
        "{by:^} {by:threaten|threatens} {whom} {how} ({name}): {asked} by turn {by_turn}, or {tool}.",
        by=scene.names.whom(notice.by),
        whom=scene.names.whom(notice.nation),
        how=tr("publicly") if notice.public else tr("in private"),
        name=name,
        asked=asked,
        by_turn=notice.by_turn,
        tool=phrases.tool(notice.tool, notice.level),
    )
    if notice.nation != scene.me:
        return Told((line,), "news", "pressure")
    return Told((f"{line} {threat_hint(name, notice.by_turn)}",), "urgent", "pressure")


def threat_hint(name: str, turn: int) -> str:
    """What its target can do about a threat."""
    return tr(
        "In turn {turn} answer with /yield {name} or /firm {name}; silence means firm.", turn=turn, name=name
    )


def threat_ended(scene: Scene, notice: notices.ThreatEnded, words: str) -> Told:
    """What came of it."""
    name = scene.handles.name(notice.ref, "threat")
    by, nation = scene.names.whom(notice.by), scene.names.whom(notice.nation)
    line = {
        "yielded": tr(
            "{nation:^} {nation:yield|yields} to the threat {name}.",
            nation=nation,
            name=name,
        ),
        "carried-out": tr("{by:^} {by:carry|carries} out the threat {name}.", by=by, name=name),
        "backed-down": tr("{by:^} {by:back|backs} down from the threat {name}.", by=by, name=name),
        "met": tr("What the threat {name} demanded has been done.", name=name),
        "withdrawn": tr("{by:^} {by:take|takes} back the threat {name}.", by=by, name=name),
    }[notice.how]
    return Told((line,), "news", "pressure")


# -- instruments ------------------------------------------------------------------------------------------------


def shown(scene: Scene, notice: notices.InstrumentShown, words: str) -> Told:
    """The whole text as it now stands, clause by clause."""
    name, text = scene.handles.name(notice.ref, "text"), notice.text
    title = phrases.instrument_title(scene.names, text)
    author = scene.names.whom(notice.author)
    head = tr(
        "Text {name}, {status}, by {author}: {title}. Hash {hash}.",
        name=name,
        status=spelled(notice.status),
        author=author,
        title=title,
        hash=notice.hash[:8],
    )
    clauses = [f"{n}. {phrases.clause(scene.names, clause)}." for n, clause in enumerate(text.clauses, 1)]
    party = scene.me in text.parties
    asked = party and scene.me not in notice.initials and notice.status == "tabled"
    hint = (
        [tr("Look closer: /read {name}, /whips {name}. Agree: /initial {name}.", name=name)] if asked else []
    )
    if notice.status == "draft" and notice.author == scene.me:
        hint = [
            tr(
                "Only you see it yet. /check {name}, /whips {name}; lay it before its parties: /table {name}.",
                name=name,
            )
        ]
    hint += (
        [tr("All its parties have initialled it. {sign_hint}", sign_hint=_sign_hint(scene, name))]
        if _ripens(scene, notice)
        else []
    )
    return Told((head, *clauses, *hint), "urgent" if asked and notice.author != scene.me else "news", "texts")


def _ripens(scene: Scene, notice: notices.InstrumentShown) -> bool:
    return notice.status == "initialled" and scene.me in notice.text.parties


def _sign_hint(scene: Scene, name: str) -> str:
    """What comes after the last initial."""
    if scene.view.rung >= SIGNED_AT_ONCE:
        return tr("Next comes the signature: /whips {name}, then /sign {name}.", name=name)
    return tr("Next comes the signature: from the next turn on, /whips {name}, then /sign {name}.", name=name)


def initialled(scene: Scene, notice: notices.Initialled, words: str) -> Told:
    """One more party agrees to the wording."""
    return Told(
        (
            tr(
                "{by:^} {by:initial|initials} {text}.",
                by=scene.names.whom(notice.by),
                text=scene.text(notice.ref),
            ),
        ),
        "news",
        "texts",
    )


def text_changed(scene: Scene, notice: notices.InstrumentChanged, words: str) -> Told:
    """Its status moved."""
    if notice.why == "signatures-lapsed":
        line = tr(
            "Not every party signed {text}, so your signature lapses. The text stands: sign anew.",
            text=scene.text(notice.ref),
        )
        return Told((line,), "urgent", "texts")
    name = capital(scene.text(notice.ref, kind=True))
    line = _status(scene, notice, name)
    if notice.why:
        line = tr("{line} ({why}).", line=line[:-1], why=spelled(notice.why))
    if notice.status == "initialled" and _is_party(scene, notice.ref):
        line = sentences(line, _sign_hint(scene, scene.text(notice.ref)))
    return Told((line,), "news", "texts")


def _is_party(scene: Scene, ref: Ref) -> bool:
    seen = scene.view.instruments.get(ref)
    return seen is not None and scene.me in seen.text.parties


def _status(scene: Scene, notice: notices.InstrumentChanged, name: str) -> str:
    """How it stands now, and by whom where somebody did it."""
    by = scene.names.whom(notice.by)
    done = {
        "draft": tr("{name} is a draft by {whom}.", name=name, whom=by),
        "tabled": tr("{name} is tabled by {whom}.", name=name, whom=by),
        "suspended": tr("{name} is suspended by {whom}.", name=name, whom=by),
        "terminated": tr("{name} is ended by {whom}.", name=name, whom=by),
    }
    if notice.by and notice.status in done:
        return done[notice.status]
    return {
        "draft": tr("{name} is a draft.", name=name),
        "tabled": tr("{name} is tabled.", name=name),
        "initialled": tr("{name} is initialled by all its parties and frozen.", name=name),
        "signed": tr("{name} is signed by all its parties; now their homes must ratify it.", name=name),
        "in-force": tr("{name} is ratified and in force.", name=name),
        "suspended": tr("{name} is suspended.", name=name),
        "terminated": tr("{name} is ended.", name=name),
        "lapsed": tr("{name} has lapsed.", name=name),
        "expired": tr("{name} has run its time.", name=name),
    }[notice.status]


def not_ratified(scene: Scene, notice: notices.RatificationFailed, words: str) -> Told:
    """A home refused."""
    who = (
        tr("Your own home")
        if notice.nation == scene.me
        else tr("{whose} home", whose=scene.names.whose(notice.nation))
    )
    return Told(
        (
            tr(
                "{who} refuses {text} (support there: {band}). The text stays signed and is tried again each "
                "turn.",
                who=who,
                text=scene.text(notice.ref),
                band=spelled(notice.band),
            ),
        ),
        "news",
        "texts",
    )


def voiced(scene: Scene, notice: notices.Voiced, words: str) -> Told:
    """Endorsed or objected."""
    nation, text = scene.names.whom(notice.nation), scene.text(notice.ref)
    if notice.voice == "endorsed":
        line = tr("{nation:^} {nation:endorse|endorses} {text}.", nation=nation, text=text)
    else:
        line = tr("{nation:^} {nation:object|objects} to {text}.", nation=nation, text=text)
    return Told((line,), "news", "texts")


def clause_reported(scene: Scene, notice: notices.ClauseReported, words: str) -> Told:
    """How a clause was kept."""
    how = {
        "performed": tr("performed"),
        "delayed": tr("delayed"),
        "compliant": tr("found to be kept"),
        "suspicious": tr("kept in a way that looks suspicious"),
        "breached": tr("BREACHED"),
        "suspended": tr("suspended"),
        "void": tr("void"),
    }[notice.report]
    actor = scene.names.whom(notice.by)
    line = tr(
        "Clause {clause} of {text}, owed by {actor}, is {how}.",
        clause=notice.clause,
        text=scene.text(notice.ref),
        actor=actor,
        how=how,
    )
    return Told((line,), "urgent" if notice.report == "breached" else "news", "texts")


def imposed(scene: Scene, notice: notices.Imposed, words: str) -> Told:
    """A diktat."""
    whose = scene.names.nations(notice.owners)
    line = tr(
        "{text} disposes of what belongs to {whose} without a signature: a diktat.",
        text=capital(scene.text(notice.ref)),
        whose=whose,
    )
    return Told((line,), "urgent" if scene.me in notice.owners else "news", "texts")


def closed(scene: Scene, notice: notices.IssueClosed, words: str) -> Told:
    """An issue is settled."""
    option = scene.names.option(notice.issue, notice.option)
    return Told(
        (
            tr(
                "{issue} is settled by {text}: {option}.",
                issue=scene.names.issue(notice.issue),
                text=scene.text(notice.ref),
                option=option,
            ),
        ),
        "news",
        "texts",
    )


def reopened(scene: Scene, notice: notices.IssueReopened, words: str) -> Told:
    """An issue is open again."""
    return Told((tr("{issue} is open again.", issue=scene.names.issue(notice.issue)),), "news", "texts")


def assurance_ended(scene: Scene, notice: notices.AssuranceEnded, words: str) -> Told:
    """An unwritten undertaking."""
    name = scene.handles.name(notice.ref, "assurance")
    how = {
        "in-force": tr("now holds"),
        "performed": tr("has been kept"),
        "delayed": tr("is late"),
        "breached": tr("is BROKEN"),
        "expired": tr("has run out"),
    }[notice.how]
    return Told((tr("The unwritten undertaking {name} {how}.", name=name, how=how),), "news", "you")


# -- pressure ---------------------------------------------------------------------------------------------------


def pressed(scene: Scene, notice: notices.Pressed, words: str) -> Told:
    """A tool was used."""
    what = phrases.tool(notice.tool, notice.level)
    target = scene.names.whom(notice.target)
    if notice.tool == "inducement":
        line = tr(
            "{by:^} {by:grant|grants} {what} to {target}.",
            by=scene.names.whom(notice.by),
            what=what,
            target=target,
        )
    else:
        line = tr(
            "{by:^} {by:use|uses} {what} against {target}.",
            by=scene.names.whom(notice.by),
            what=what,
            target=target,
        )
    mine = notice.target == scene.me and notice.tool != "inducement"
    return Told((line,), "urgent" if mine else "news", "pressure")


def pressure_ended(scene: Scene, notice: notices.PressureEnded, words: str) -> Told:
    """A tool ended."""
    what = phrases.tool(notice.tool)
    whose, target = scene.names.whose(notice.by), scene.names.whom(notice.target)
    return Told(
        (tr("That is the end of {whose} {what} against {target}.", whose=whose, what=what, target=target),),
        "news",
        "pressure",
    )


def attributed(scene: Scene, notice: notices.Attributed, words: str) -> Told:
    """The unknown hand has a name."""
    who, target = scene.names.whom(notice.by), scene.names.whom(notice.target)
    mine = notice.target == scene.me
    return Told(
        (tr("The hand behind the covert act against {target} is known: {who}.", target=target, who=who),),
        "urgent" if mine else "news",
        "pressure",
    )


def covert(scene: Scene, notice: notices.CovertReported, words: str) -> Told:
    """To its author."""
    how = {
        "done": tr("is done, and nobody knows who it was"),
        "spilled": tr("has hit a bystander too"),
        "attributed": tr("has been traced to you"),
        "lapsed": tr("has not been traced and will not be"),
    }[notice.report]
    return Told((tr("Your covert act {how}.", how=how),), "news", "you")


def judged(scene: Scene, notice: notices.Judged, words: str) -> Told:
    """A legal offensive ended."""
    by, against = scene.names.whom(notice.by), scene.names.whom(notice.target)
    if notice.won:
        line = tr("{by:^} {by:win|wins} the case against {against}.", by=by, against=against)
    else:
        line = tr("{by:^} {by:lose|loses} the case against {against}.", by=by, against=against)
    return Told((line,), "news", "pressure")


def demarche(scene: Scene, notice: notices.DemarcheHeld, words: str) -> Told:
    """The others named one nation together."""
    line = tr(
        "All other principals join in a démarche against {who}: until turn {until_turn} {who:your|its} "
        "pressure weighs half.",
        who=scene.names.whom(notice.nation),
        until_turn=notice.until_turn,
    )
    return Told((line,), "urgent" if notice.nation == scene.me else "news", "pressure")


def sealed(scene: Scene, notice: notices.Sealed, words: str) -> Told:
    """The viewer's own sealed act, to be opened at the turn's end."""
    name = scene.handles.name(notice.ref, "sealed")
    if notice.act is None or scene.me is None:
        if notice.act:
            return Told((tr("Sealed act {name} is entered.", name=name),))
        return Told((tr("Sealed act {name} is taken back.", name=name),))
    line = tr(
        "Sealed until the turn closes ({name}): {sentence} Change your mind with /withdraw {name}.",
        name=name,
        sentence=sentence(scene, scene.me, notice.act),
    )
    return Told((line,))
