"""Channels, what is said in them, letters, and what of all this becomes known.

Owns: what is told of invitations, openings and closings, said acts, letters, minutes.
Does not know: what acts mean (`spoken` words them), dials.
"""

from __future__ import annotations

from detente_client.describe.deeds import threat_hint
from detente_client.describe.spoken import sentence
from detente_client.describe.told import Scene, Told
from detente_client.figures import listing
from detente_client.i18n import tr
from detente_client.words import phrases
from detente_client.words.naming import capital, sentences
from detente_wire import acts, notices
from detente_wire.terms import PUBLIC, NationId, Ref


def invited(scene: Scene, notice: notices.Invited, words: str) -> Told:
    """Somebody asks somebody in."""
    name = scene.handles.name(notice.channel)
    others = [nation for nation in notice.members if nation != notice.by]
    what = [f"{scene.names.medium(notice.medium)} ({name})"]
    what += (
        [tr("a session of {body}", body=scene.names.body(notice.institution))] if notice.institution else []
    )
    what += [tr("at {venue}", venue=scene.names.venue(notice.venue))] if notice.venue else []
    what += [tr("through {whom}", whom=scene.names.whom(notice.go_between))] if notice.go_between else []
    what += [phrases.protocol(scene.names, notice.protocol)] if notice.protocol else []
    line = tr(
        "{by:^} {by:invite|invites} {nations}: {what}.",
        by=scene.names.whom(notice.by),
        nations=scene.names.nations(others),
        what=listing(what),
    )
    pays = tr("The host pays your envoy.") if notice.pays and scene.me != notice.by else ""
    mine = scene.me not in (None, notice.by) and scene.me in (*notice.members, notice.go_between)
    told = sentences(line, pays, _invitation_hint(name, notice) if mine else "")
    return Told((told, *scene.written(notice.by, words)), "urgent" if mine else "news")


def _invitation_hint(name: str, notice: notices.Invited) -> str:
    if notice.protocol:
        return tr("Answer with /join {name}, /join {name} disputing or /decline {name}.", name=name)
    return tr("Answer with /join {name} or /decline {name}.", name=name)


def protocol(scene: Scene, notice: notices.ProtocolAnswered, words: str) -> Told:
    """A protocol accepted or disputed."""
    rank, name = phrases.protocol(scene.names, notice.protocol), scene.handles.name(notice.channel)
    nation = scene.names.whom(notice.nation)
    if notice.how == "accepted":
        line = tr(
            "{nation:^} {nation:accept|accepts} the protocol of {name}: {rank}.",
            nation=nation,
            name=name,
            rank=rank,
        )
        return Told((line,), "quiet")
    line = tr(
        "{nation:^} {nation:dispute|disputes} the protocol of {name}: {rank}. Two exchanges each are left of three.",
        nation=nation,
        name=name,
        rank=rank,
    )
    return Told((line,))


def footing(scene: Scene, notice: notices.FootingChanged, words: str) -> Told:
    """How two stand to each other now."""
    a, b = notice.nation, notice.toward
    if notice.footing == "equal":
        return Told(
            (tr("{nations} meet as equals.", nations=capital(scene.names.nations((a, b)))),), "news", "you"
        )
    senior, junior = (a, b) if notice.footing == "senior" else (b, a)
    return Told(
        (
            tr(
                "{senior:^} {senior:preside|presides} over {whom}.",
                senior=scene.names.whom(senior),
                whom=scene.names.whom(junior),
            ),
        ),
        "news",
        "you",
    )


def face(scene: Scene, notice: notices.FaceChanged, words: str) -> Told:
    """A face held or used."""
    with_whom = scene.names.whom(notice.toward)
    if not notice.holds:
        return Told(
            (
                tr(
                    "{nation:^} {nation:use|uses} the face with {with_whom}.",
                    nation=scene.names.whom(notice.nation),
                    with_whom=with_whom,
                ),
            ),
            "news",
            "you",
        )
    line = tr(
        "{nation:^} {nation:hold|holds} a face with {with_whom}: the next yield, or the first red line in a text "
        "between the two, costs half.",
        nation=scene.names.whom(notice.nation),
        with_whom=with_whom,
    )
    return Told((line,), "news", "you")


def opened(scene: Scene, notice: notices.ChannelOpened, words: str) -> Told:
    """A channel is open."""
    name = scene.handles.name(notice.channel)
    medium = scene.names.medium(notice.medium)
    if notice.institution:
        body = scene.names.body(notice.institution)
        medium = tr("{medium}, a session of {body}", medium=medium, body=body)
    if scene.me is not None and scene.me in (*notice.members, notice.go_between):
        others = scene.names.nations([nation for nation in notice.members if nation != scene.me])
        known = tr("Only its members know of it.") if notice.secret else tr("All know that it is held.")
        carrier = scene.names.whom(notice.go_between)
        line = sentences(
            _is_open(scene, notice, name=name, medium=medium, others=others),
            known,
            tr("{whom:^} carries it.", whom=carrier) if notice.go_between else "",
        )
        return Told((line,))
    said = {"nations": capital(scene.names.nations(notice.members)), "name": name, "medium": medium}
    if not notice.venue:
        return Told((tr("{nations} meet ({name}: {medium}).", **said),))
    venue = scene.names.venue(notice.venue)
    return Told((tr("{nations} meet, at {venue} ({name}: {medium}).", venue=venue, **said),))


def _is_open(scene: Scene, notice: notices.ChannelOpened, **said: str) -> str:
    if not notice.venue:
        return tr("{name} is open: {medium} with {others}.", **said)
    venue = scene.names.venue(notice.venue)
    return tr("{name} is open: {medium} with {others}, at {venue}.", venue=venue, **said)


def changed(scene: Scene, notice: notices.ChannelChanged, words: str) -> Told:
    """Somebody came or went, or it closed."""
    name = scene.handles.name(notice.channel)
    match notice.change:
        case "joined":
            return Told(
                (
                    tr(
                        "{nation:^} {nation:join|joins} {name}.",
                        nation=scene.names.whom(notice.nation),
                        name=name,
                    ),
                )
            )
        case "declined":
            return Told(
                (
                    tr(
                        "{nation:^} {nation:decline|declines} {name}.",
                        nation=scene.names.whom(notice.nation),
                        name=name,
                    ),
                )
            )
        case "left":
            return Told(
                (
                    tr(
                        "{nation:^} {nation:leave|leaves} {name}.",
                        nation=scene.names.whom(notice.nation),
                        name=name,
                    ),
                )
            )
        case "withdrawn":
            return Told((tr("The invitation to {name} is taken back.", name=name),))
        case "closed":
            return Told((tr("{name} is closed for this turn.", name=name),), "quiet")


def said(scene: Scene, notice: notices.Said, words: str) -> Told:
    """An act in a channel, with the words that went with it."""
    act = notice.act
    if isinstance(act, acts.Say):
        aside = scene.names.nations(act.aside_to) if act.aside_to else ""
        tag = scene.tag(notice.channel, aside)
        lines = scene.written(notice.by, words, tag) or [f"{tag} {sentence(scene, notice.by, act)}"]
        return Told(tuple(lines), "talk")
    tag = scene.tag(notice.channel)
    hint = _hint(scene, notice)
    parts = [f"{tag} {sentence(scene, notice.by, act, notice.ref)}"]
    parts += [scene.worth(act.package)] if isinstance(act, acts.Offer) else []
    line = sentences(*parts, hint)
    return Told((line, *scene.written(notice.by, words, tag)), "urgent" if hint else "talk")


def _hint(scene: Scene, notice: notices.Said) -> str:
    """What the viewer can do about it; empty if nothing is asked of him."""
    act = notice.act
    if scene.me is None or notice.by == scene.me:
        return ""
    name = scene.handles.name(notice.ref)
    match act:
        case acts.Ask() | acts.Restate() if act.nation != scene.me:
            return ""
        case acts.Ask():
            return tr("Answer: /answer {name} CLAIM.", name=name)
        case acts.Restate():
            return tr("Answer: /confirm {name} or /correct {name} CLAIM.", name=name)
        case acts.Offer() | acts.Assure() | acts.Recess():
            public = notice.channel == PUBLIC
            return "" if public else tr("Answer: /accept {name} or /reject {name}.", name=name)
        case acts.Motion() if _has_vote(scene, notice):
            return tr("Support it: /second {name}.", name=name)
        case acts.Second() if _has_vote(scene, notice):
            moved = scene.handles.name(act.ref, "motion")
            return (
                "" if _voted(scene, act.ref) else tr("Vote: /vote {moved} yes, no or abstain.", moved=moved)
            )
        case acts.Threaten():
            return threat_hint(name, act.by_turn) if act.nation == scene.me else ""
        case _:
            return ""


def _has_vote(scene: Scene, notice: notices.Said) -> bool:
    """Whether the viewer votes in that conference: of a body its members do."""
    seen = scene.view.channels.get(notice.channel)
    body = scene.pack.institution(seen.institution) if seen and seen.institution else None
    return scene.me is not None and (body is None or scene.me in body.members)


def _voted(scene: Scene, ref: str) -> bool:
    """Whether the viewer has cast his vote: to move is to vote."""
    seen = scene.view.motions.get(Ref(ref))
    return seen is None or scene.me in seen.votes or scene.me == seen.by


def letter(scene: Scene, notice: notices.Letter, words: str) -> Told:
    """A letter that was sent, arrived, or was come by."""
    name = scene.handles.name(notice.ref, "letter")
    sent = notice.letter
    to = scene.names.nations(sent.to)
    by = [scene.names.medium(sent.medium)]
    by += [tr("about {issue}", issue=scene.names.issue(sent.subject))] if sent.subject else []
    earlier = scene.handles.name(sent.reply_to, "letter") if sent.reply_to else ""
    by += [tr("in reply to {name}", name=earlier)] if earlier else []
    head = _how(scene, notice, name, to, listing(by))
    lines = [head, *_carried(scene, notice), *scene.written(notice.by, words)]
    mine = notice.how == "arrived" and scene.me not in (None, notice.by)
    if mine and sent.package:
        lines.append(
            tr(
                "Answer: /accept {name} or /reject {name}; or write back: /letter … re {name} : words.",
                name=name,
            )
        )
    elif mine:
        lines.append(tr("Write back: /letter {by} re {name} : words.", by=notice.by, name=name))
    return Told(tuple(lines), "urgent" if mine else "news")


def _how(scene: Scene, notice: notices.Letter, name: str, to: str, by: str) -> str:
    """Whose letter it is, to whom, how the viewer comes to read it, and by what way it goes."""
    whose = scene.names.whose(notice.by)
    match notice.how:
        case "sent":
            return tr("You wrote to {to} ({name}): {by}.", to=to, name=name, by=by)
        case "arrived":
            whom = scene.names.whom(notice.by)
            return tr("A letter from {whom} to {to} ({name}): {by}.", whom=whom, to=to, name=name, by=by)
        case "intercepted":
            return tr(
                "Your service has read {whose} letter to {to} ({name}); they do not know. By {by}.",
                whose=whose,
                to=to,
                name=name,
                by=by,
            )
        case "forwarded" | "quoted":
            certified = (
                tr("certified authentic") if notice.certified else tr("nobody can check that it is authentic")
            )
            return _handed_on(scene, notice, name, to, by, certified)
        case "published":
            return tr(
                "{via:^} {via:print|prints} {whose} letter to {to} ({name}): {by}.",
                via=scene.names.whom(notice.via),
                whose=whose,
                to=to,
                name=name,
                by=by,
            )


def _handed_on(scene: Scene, notice: notices.Letter, name: str, to: str, by: str, certified: str) -> str:
    via, whose = scene.names.whom(notice.via), scene.names.whose(notice.by)
    if notice.how == "forwarded":
        return tr(
            "{via:^} {via:hand|hands} on {whose} letter to {to} ({name}; {certified}): {by}.",
            via=via,
            whose=whose,
            to=to,
            name=name,
            certified=certified,
            by=by,
        )
    return tr(
        "{via:^} {via:read|reads} out {whose} letter to {to} ({name}; {certified}): {by}.",
        via=via,
        whose=whose,
        to=to,
        name=name,
        certified=certified,
        by=by,
    )


def _carried(scene: Scene, notice: notices.Letter) -> list[str]:
    """The package, pledge and threat in a letter, one line each."""
    sent, lines = notice.letter, []
    if sent.package:
        worth = scene.worth(sent.package)
        offer = tr("It offers: {package}.", package=scene.names.package(sent.package))
        lines.append(sentences(offer, worth))
    if sent.promise:
        lines.append(tr("It pledges {promise}.", promise=scene.promise(sent.promise)))
    if sent.demand and sent.tool:
        asked = phrases.demand(scene.names, sent.demand, scene.text(sent.demand.instrument))
        lines.append(
            tr(
                "It threatens {tool}: {asked} by turn {by_turn}.",
                tool=phrases.tool(sent.tool, sent.level),
                asked=asked,
                by_turn=sent.by_turn,
            )
        )
    return lines


def minutes(scene: Scene, notice: notices.Minutes, words: str) -> Told:
    """Acts of a channel that became known outside it, or stood in it before the viewer came."""
    if notice.how == "joined":
        return Told(tuple(_stands(scene, notice, by, act) for by, act in notice.acts), "talk")
    who = scene.names.nations(notice.channel_members)
    kind = {
        "meeting": tr("talks"),
        "back-channel": tr("secret talks"),
        "letter": tr("letters"),
        "public": tr("statements"),
    }
    ref = scene.handles.named(notice.ref, "minutes") if notice.ref else None
    name = f" ({ref.name})" if ref else ""
    certified = "" if notice.certified else tr("Nobody can check that this is authentic.")
    via = capital(scene.names.whom(notice.via))
    how = {
        "rumoured": tr(
            "People talk of a reception{name}: this is what {who} is said to have said or written.",
            name=name,
            who=who,
        ),
        "leaked": tr("Leaked{name}: {kind} between {who}.", name=name, kind=kind[notice.kind], who=who),
        "intercepted": tr(
            "Your service has overheard{name} {kind} between {who}; they do not know.",
            name=name,
            kind=kind[notice.kind],
            who=who,
        ),
        "forwarded": tr(
            "{via} handed on a record{name} of {kind} between {who}.",
            via=via,
            name=name,
            kind=kind[notice.kind],
            who=who,
        ),
        "quoted": tr(
            "{via} read out a record{name} of {kind} between {who}.",
            via=via,
            name=name,
            kind=kind[notice.kind],
            who=who,
        ),
        "published": tr(
            "{via} printed a record{name} of {kind} between {who}.",
            via=via,
            name=name,
            kind=kind[notice.kind],
            who=who,
        ),
    }[notice.how]
    rows = [f"- {sentence(scene, by, act)}" for by, act in notice.acts]
    mine = notice.how == "leaked" and scene.me in notice.channel_members
    return Told(
        (sentences(how, certified), *rows, *_words(scene, notice, words)), "urgent" if mine else "news"
    )


def _words(scene: Scene, notice: notices.Minutes, words: str) -> list[str]:
    """Those that were said with the act; with hearsay come those of who passes it on."""
    said_by = notice.acts[0][0] if notice.certified and len(notice.acts) == 1 else notice.via
    return scene.written(said_by, words) if said_by else []


def _stands(scene: Scene, notice: notices.Minutes, by: NationId, act: acts.Act) -> str:
    """An offer or motion that the viewer finds on the table when he comes in late."""
    parts = [tr("Said before you came: {sentence}", sentence=sentence(scene, by, act, notice.ref))]
    if isinstance(act, acts.Offer):
        name = scene.handles.name(notice.ref, "offer")
        parts += [scene.worth(act.package), tr("Answer: /accept {name} or /reject {name}.", name=name)]
    return sentences(*parts)


def disavowed(scene: Scene, notice: notices.Disavowed, words: str) -> Told:
    """A denial."""
    return Told(
        (
            tr(
                "{nation:^} {nation:deny|denies} what was leaked ({name}).",
                nation=scene.names.whom(notice.nation),
                name=scene.handles.name(notice.ref),
            ),
        )
    )
