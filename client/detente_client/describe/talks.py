"""Channels, what is said in them, letters, and what of all this becomes known.

Owns: what is told of invitations, openings and closings, said acts, letters, minutes.
Does not know: what acts mean (`spoken` words them), dials.
"""

from __future__ import annotations

from detente_client import phrases
from detente_client.describe.deeds import threat_hint
from detente_client.describe.spoken import sentence
from detente_client.describe.told import Scene, Told
from detente_client.naming import capital
from detente_wire import acts, notices
from detente_wire.terms import PUBLIC, NationId, Ref


def invited(scene: Scene, notice: notices.Invited, words: str) -> Told:
    """Somebody asks somebody in."""
    name = scene.handles.name(notice.channel)
    others = [nation for nation in notice.members if nation != notice.by]
    via = f", through {scene.names.whom(notice.go_between)}" if notice.go_between else ""
    at = f", at {scene.names.venue(notice.venue)}" if notice.venue else ""
    held = f", a session of {scene.names.body(notice.institution)}" if notice.institution else ""
    rank = f", {phrases.protocol(scene.names, notice.protocol)}" if notice.protocol else ""
    what = f"{scene.names.medium(notice.medium)} ({name}){held}{at}{via}{rank}"
    line = f"{scene.names.does(notice.by, 'invite')} {scene.names.nations(others)}: {what}."
    line += " The host pays your envoy." if notice.pays and scene.me != notice.by else ""
    mine = scene.me not in (None, notice.by) and scene.me in (*notice.members, notice.go_between)
    dispute = f", /join {name} disputing" if notice.protocol and mine else ""
    hint = f" Answer with /join {name}{dispute} or /decline {name}." if mine else ""
    return Told((line + hint, *scene.written(notice.by, words)), "urgent" if mine else "news")


def protocol(scene: Scene, notice: notices.ProtocolAnswered, words: str) -> Told:
    """A protocol accepted or disputed."""
    verb = "accept" if notice.how == "accepted" else "dispute"
    rank = phrases.protocol(scene.names, notice.protocol)
    line = f"{scene.names.does(notice.nation, verb)} the protocol of {scene.handles.name(notice.channel)}: {rank}."
    more = " Two exchanges each are left of three." if notice.how == "disputed" else ""
    return Told((line + more,), "news" if notice.how == "disputed" else "quiet")


def footing(scene: Scene, notice: notices.FootingChanged, words: str) -> Told:
    """How two stand to each other now."""
    a, b = notice.nation, notice.toward
    if notice.footing == "equal":
        return Told((f"{capital(scene.names.nations((a, b)))} meet as equals.",), "news", "you")
    senior, junior = (a, b) if notice.footing == "senior" else (b, a)
    return Told((f"{scene.names.does(senior, 'preside')} over {scene.names.whom(junior)}.",), "news", "you")


def face(scene: Scene, notice: notices.FaceChanged, words: str) -> Told:
    """A face held or used."""
    with_whom = scene.names.whom(notice.toward)
    if not notice.holds:
        return Told((f"{scene.names.does(notice.nation, 'use')} the face with {with_whom}.",), "news", "you")
    line = f"{scene.names.does(notice.nation, 'hold')} a face with {with_whom}: the next yield, "
    return Told((f"{line}or the first red line in a text between the two, costs half.",), "news", "you")


def opened(scene: Scene, notice: notices.ChannelOpened, words: str) -> Told:
    """A channel is open."""
    name = scene.handles.name(notice.channel)
    at = f", at {scene.names.venue(notice.venue)}" if notice.venue else ""
    medium = scene.names.medium(notice.medium)
    if notice.institution:
        medium += f", a session of {scene.names.body(notice.institution)}"
    if scene.me is not None and scene.me in (*notice.members, notice.go_between):
        others = scene.names.nations([nation for nation in notice.members if nation != scene.me])
        known = "Only its members know of it." if notice.secret else "All know that it is held."
        via = f" {capital(scene.names.whom(notice.go_between))} carries it." if notice.go_between else ""
        return Told(
            (f"{name} is open: {medium} with {others}{at}. {known}{via} Speak there with /in {name}.",)
        )
    return Told((f"{capital(scene.names.nations(notice.members))} meet{at} ({name}: {medium}).",))


def changed(scene: Scene, notice: notices.ChannelChanged, words: str) -> Told:
    """Somebody came or went, or it closed."""
    name = scene.handles.name(notice.channel)
    match notice.change:
        case "joined":
            return Told((f"{scene.names.does(notice.nation, 'join')} {name}.",))
        case "declined":
            return Told((f"{scene.names.does(notice.nation, 'decline')} {name}.",))
        case "left":
            return Told((f"{scene.names.does(notice.nation, 'leave')} {name}.",))
        case "withdrawn":
            return Told((f"The invitation to {name} is taken back.",))
        case "closed":
            return Told((f"{name} is closed for this turn.",), "quiet")


_ADDRESSED = {acts.Ask: "/answer {name} CLAIM", acts.Restate: "/confirm {name} or /correct {name} CLAIM"}


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
    line = " ".join(part for part in (*parts, hint) if part)
    return Told((line, *scene.written(notice.by, words, tag)), "urgent" if hint else "talk")


def _hint(scene: Scene, notice: notices.Said) -> str:
    """What the viewer can do about it; empty if nothing is asked of him."""
    act = notice.act
    if scene.me is None or notice.by == scene.me:
        return ""
    name = scene.handles.name(notice.ref)
    match act:
        case acts.Ask() | acts.Restate():
            hint = _ADDRESSED[type(act)].format(name=name)
            return f"Answer: {hint}." if act.nation == scene.me else ""
        case acts.Offer() | acts.Assure() | acts.Recess():
            public = notice.channel == PUBLIC
            return "" if public else f"Answer: /accept {name} or /reject {name}."
        case acts.Motion() if _has_vote(scene, notice):
            return f"Support it: /second {name}."
        case acts.Second() if _has_vote(scene, notice):
            moved = scene.handles.name(act.ref, "motion")
            return "" if _voted(scene, act.ref) else f"Vote: /vote {moved} yes, no or abstain."
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
    by = scene.names.medium(sent.medium)
    about = f", about {scene.names.issue(sent.subject)}" if sent.subject else ""
    reply = f", in reply to {scene.handles.name(sent.reply_to, 'letter')}" if sent.reply_to else ""
    head = f"{_how(scene, notice, name, to)} {by}{about}{reply}."
    lines = [head, *_carried(scene, notice), *scene.written(notice.by, words)]
    mine = notice.how == "arrived" and scene.me not in (None, notice.by)
    if mine and sent.package:
        lines.append(f"Answer: /accept {name} or /reject {name}; or write back: /letter … re {name} : words.")
    elif mine:
        lines.append(f"Write back: /letter {notice.by} re {name} : words.")
    return Told(tuple(lines), "urgent" if mine else "news")


def _how(scene: Scene, notice: notices.Letter, name: str, to: str) -> str:
    whose = scene.names.whose(notice.by)
    match notice.how:
        case "sent":
            return f"You wrote to {to} ({name}):"
        case "arrived":
            return f"A letter from {scene.names.whom(notice.by)} to {to} ({name}):"
        case "intercepted":
            return f"Your service has read {whose} letter to {to} ({name}); they do not know. By"
        case "forwarded" | "quoted":
            certified = "certified authentic" if notice.certified else "nobody can check that it is authentic"
            via = scene.names.does(notice.via, "hand on" if notice.how == "forwarded" else "read out")
            return f"{via} {whose} letter to {to} ({name}; {certified}):"
        case "published":
            return f"{scene.names.does(notice.via, 'print')} {whose} letter to {to} ({name}):"


def _carried(scene: Scene, notice: notices.Letter) -> list[str]:
    """The package, pledge and threat in a letter, one line each."""
    sent, lines = notice.letter, []
    if sent.package:
        worth = scene.worth(sent.package)
        lines.append(f"It offers: {scene.names.package(sent.package)}. {worth}".strip())
    if sent.promise:
        lines.append(f"It pledges {phrases.promise(scene.names, sent.promise)}.")
    if sent.demand and sent.tool:
        asked = phrases.demand(scene.names, sent.demand, scene.text(sent.demand.instrument))
        lines.append(f"It threatens {phrases.tool(sent.tool, sent.level)}: {asked} by turn {sent.by_turn}.")
    return lines


def minutes(scene: Scene, notice: notices.Minutes, words: str) -> Told:
    """Acts of a channel that became known outside it, or stood in it before the viewer came."""
    if notice.how == "joined":
        return Told(tuple(_stands(scene, notice, by, act) for by, act in notice.acts), "talk")
    who = scene.names.nations(notice.channel_members)
    kind = {"meeting": "talks", "back-channel": "secret talks", "letter": "letters", "public": "statements"}
    ref = scene.handles.named(notice.ref, "minutes") if notice.ref else None
    name = f" ({ref.name})" if ref else ""
    certified = "" if notice.certified else " Nobody can check that this is authentic."
    via = capital(scene.names.whom(notice.via))
    how = {
        "rumoured": f"People talk of a reception{name}: this is what {who} is said to have said or written.",
        "leaked": f"Leaked{name}: {kind[notice.kind]} between {who}.",
        "intercepted": f"Your service has overheard{name} {kind[notice.kind]} between {who}; they do not know.",
        "forwarded": f"{via} handed on a record{name} of {kind[notice.kind]} between {who}.",
        "quoted": f"{via} read out a record{name} of {kind[notice.kind]} between {who}.",
        "published": f"{via} printed a record{name} of {kind[notice.kind]} between {who}.",
    }[notice.how]
    rows = [f"- {sentence(scene, by, act)}" for by, act in notice.acts]
    mine = notice.how == "leaked" and scene.me in notice.channel_members
    return Told((how + certified, *rows, *_words(scene, notice, words)), "urgent" if mine else "news")


def _words(scene: Scene, notice: notices.Minutes, words: str) -> list[str]:
    """Those that were said with the act; with hearsay come those of who passes it on."""
    said_by = notice.acts[0][0] if notice.certified and len(notice.acts) == 1 else notice.via
    return scene.written(said_by, words) if said_by else []


def _stands(scene: Scene, notice: notices.Minutes, by: NationId, act: acts.Act) -> str:
    """An offer or motion that the viewer finds on the table when he comes in late."""
    parts = [f"Said before you came: {sentence(scene, by, act, notice.ref)}"]
    if isinstance(act, acts.Offer):
        name = scene.handles.name(notice.ref, "offer")
        parts += [scene.worth(act.package), f"Answer: /accept {name} or /reject {name}."]
    return " ".join(part for part in parts if part)


def disavowed(scene: Scene, notice: notices.Disavowed, words: str) -> Told:
    """A denial."""
    return Told(
        (f"{scene.names.does(notice.nation, 'deny')} what was leaked ({scene.handles.name(notice.ref)}).",)
    )
