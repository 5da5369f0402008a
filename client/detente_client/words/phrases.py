"""The game's terms in plain English: claims, clauses, promises, demands, tools, the causes of a moved dial.

Owns: one phrase for every form of every term, and the words for causes.
Does not know: who hears it and in what notice it came.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from detente_client.figures import joined, listing
from detente_client.i18n import spelled, tr, trn
from detente_client.words.naming import Names, capital
from detente_wire.gate import one_line
from detente_wire.notices import Cause
from detente_wire.terms import (
    Claim,
    Clause,
    Demand,
    Favour,
    Instrument,
    InstrumentKind,
    NationId,
    Promise,
    Protocol,
    Tool,
)

LEVELS: dict[Tool, tuple[str, str, str]] = {
    "protest": (tr("a protest"), tr("a protest"), tr("a protest")),
    "recall": (
        tr("the recall of the ambassador"),
        tr("the recall of the ambassador"),
        tr("the recall of the ambassador"),
    ),
    "sanctions": (tr("sanctions on persons"), tr("sanctions on whole sectors"), tr("a full embargo")),
    "covert": (tr("a covert act"), tr("a covert act that reads letters"), tr("a covert act")),
    "legal": (tr("a legal offensive"), tr("a legal offensive"), tr("a legal offensive")),
    "force": (tr("a military alert"), tr("a partial mobilisation"), tr("a blockade")),
    "inducement": (tr("a small inducement"), tr("a generous inducement"), tr("a great inducement")),
}
"""Every tool at levels 1 to 3."""

FAVOURS: dict[Favour, str] = {
    "standstill": tr("a turn of standstill between you"),
    "procedural-vote": tr("a vote on procedure"),
}
"""What an appeal asks for."""

TOOL_TITLES: dict[Tool, str] = {
    "protest": tr("protest"),
    "recall": tr("recall of the ambassador"),
    "sanctions": tr("sanctions"),
    "covert": tr("covert act"),
    "legal": tr("legal offensive"),
    "force": tr("show of force"),
    "inducement": tr("inducement"),
}

INSTRUMENTS: dict[InstrumentKind, tuple[str, str]] = {
    "treaty": (tr("a treaty"), tr("a secret treaty")),
    "joint-declaration": (tr("a joint declaration"), tr("a secret joint declaration")),
    "exchange-of-notes": (tr("an exchange of notes"), tr("a secret exchange of notes")),
    "final-act": (tr("a final act"), tr("a secret final act")),
    "framework": (tr("a framework"), tr("a secret framework")),
    "plan": (tr("a plan"), tr("a secret plan")),
    "annex": (tr("an annex"), tr("a secret annex")),
    "standstill": (tr("a standstill"), tr("a secret standstill")),
}
"""Every kind of text, open and secret."""

_CAUSES = {
    # the crisis
    "tide": tr("the crisis's own tide"),
    "umpire": tr("the umpire's news"),
    "inject": tr("events"),
    "accident": tr("an accident"),
    "pressure": tr("pressure"),
    "stall": tr("talks that do not move"),
    "no-progress": tr("nothing was agreed this turn"),
    "progress": tr("progress in the talks"),
    "formal-talk": tr("formal talks among the principals"),
    "no-pressure": tr("a turn without pressure"),
    "standstill": tr("a standstill"),
    "standstill-broken": tr("a standstill broken"),
    "initialled": tr("an issue initialled by all principals"),
    "last-chance": tr("the last clear chance: no war without one more turn"),
    "settled": tr("a settlement"),
    "walk-out": tr("a walk-out"),
    "adjourned": tr("talks adjourned without a date"),
    "contact-institution": tr("a session of a body they share"),
    "founded": tr("the founding of a body"),
    "funded": tr("a body's fund"),
    "legacy": tr("an earlier crisis"),
    # a nation's house
    "income": tr("the new turn"),
    "returned": tr("returned unspent"),
    "paid": tr("spent"),
    "repair": tr("reputation mends with time"),
    "recovery": tr("the economy recovers"),
    "drift": tr("time works on what no deal is worth"),
    "conceded": tr("a concession in public"),
    "ratification-failed": tr("a text refused at home"),
    "signatures-lapsed": tr("not all signed"),
    # contact and deeds
    "decay": tr("nothing happened between the two"),
    "contact": tr("meetings, letters and courtesies"),
    "contact-meeting": tr("a meeting in which both were answered"),
    "contact-conference": tr("a conference in which both were answered"),
    "contact-letter": tr("a letter answered"),
    "contact-back-channel": tr("a quiet talk"),
    "confirmed": tr("being understood"),
    "answer": tr("an answer"),
    "dinner": tr("a dinner"),
    "reception": tr("a reception"),
    "sport": tr("games together"),
    "ad-referendum": tr("what was put forward on a walk was initialled"),
    "appeal": tr("an appeal granted"),
    "appeal-refused": tr("an appeal refused"),
    "tour": tr("a tour"),
    "gesture": tr("a gesture"),
    "protocol": tr("meeting as equals"),
    "protocol-disputed": tr("a protocol disputed"),
    "gaffe": tr("a gaffe"),
    "repeated": tr("a quiet offer repeated openly by both"),
    "contradicted": tr("a quiet offer taken back openly"),
    "inducement": tr("an inducement"),
    # words kept and broken
    "lie": tr("a lie found out"),
    "denounced": tr("a lie made public"),
    "pledge": tr("a public pledge"),
    "pledge-kept": tr("a pledge kept"),
    "pledge-broken": tr("a pledge broken"),
    "pledge-withdrawn": tr("a pledge taken back"),
    "leaked": tr("a leak"),
    "published": tr("a private paper printed"),
    "disavowed": tr("a denial"),
    "breach": tr("a breach found"),
    "clause": tr("a clause of a text"),
    "clause-kept": tr("a clause kept"),
    "clause-delayed": tr("a clause delayed"),
    "doubt": tr("a doubtful report"),
    "doubtful-report": tr("a doubtful report"),
    "cured": tr("a breach made good"),
    "uncured": tr("a breach not made good"),
    "arbitration": tr("a case before a court"),
    "award": tr("a court's award"),
    "dismissed": tr("a case dismissed"),
    "guarantee": tr("a guarantee called upon"),
    "guarantee-failed": tr("a guarantor who did nothing"),
    "snapback": tr("relief taken back after a breach"),
    "hosting": tr("a text hosted or endorsed has come into force"),
    "yielded": tr("a threat yielded to"),
    "threat-settled": tr("a threat settled without force"),
    "diktat": tr("a diktat"),
    # pressure
    "sanctions": tr("sanctions"),
    "lifted": tr("sanctions lifted"),
    "force": tr("a show of force"),
    "stand-down": tr("forces stood down"),
    "covert": tr("a covert act"),
    "covert-spill": tr("a covert act that hit a bystander"),
    "attributed": tr("a covert act traced to its author"),
    "judgment": tr("a judgment"),
    "licence": tr("a wrong answered in measure"),
    "demarche": tr("a collective démarche"),
    "protest": tr("a protest"),
    "recall": tr("the recall of an ambassador"),
    "legal": tr("a legal offensive"),
    "distrust": tr("they no longer believe what was said"),
}
"""Words of the notices' causes; one that is not here is spelled out as it is."""


def crossing(lines: Sequence[str]) -> str:
    """Which of the player's red lines something crosses; at least one."""
    return trn(
        "It crosses your red line: {lines}.",
        "It crosses {count} of your red lines: {lines}.",
        len(lines),
        lines=joined(lines),
    )


def because(names: Names, cause: Cause) -> str:
    """Why, in words: ``pressure (China)``; a cause without words of its own is spelled out."""
    why = _CAUSES.get(cause.why) or spelled(cause.why)
    return f"{why} ({names.whom(cause.by)})" if cause.by else why


def tool(tool: Tool, level: int = 0) -> str:
    """``a blockade``; without a level the tool in general."""
    known = LEVELS.get(tool)
    if known is None:
        return one_line(tool)
    return known[level - 1] if 1 <= level <= len(known) else TOOL_TITLES[tool]


def protocol(names: Names, protocol: Protocol) -> str:
    """Who ranks how."""
    return tr("{whom} presiding", whom=names.whom(protocol.senior)) if protocol.senior else tr("as equals")


def favour(asked: Favour) -> str:
    """What an appeal asks for."""
    return FAVOURS.get(asked) or one_line(asked)


def claim(names: Names, claim: Claim, of: NationId) -> str:
    """What is claimed of a nation, as the middle of a sentence."""
    issue = names.issue(claim.issue)
    match claim.form:
        case "most":
            return tr("{issue} matters most to {whom}", issue=issue, whom=names.whom(of))
        case "least":
            return tr("{issue} matters least to {whom}", issue=issue, whom=names.whom(of))
        case "prefers":
            better, worse = names.option(claim.issue, claim.option), names.option(claim.issue, claim.over)
            return tr(
                'on {issue} {of} {of:prefer|prefers} "{better}" to "{worse}"',
                issue=issue,
                of=names.whom(of),
                better=better,
                worse=worse,
            )
        case "impossible":
            return tr(
                'on {issue} "{option}" is impossible for {whom}',
                issue=issue,
                option=names.option(claim.issue, claim.option),
                whom=names.whom(of),
            )
        case _:
            assert_never(claim.form)


def promise(names: Names, promise: Promise, text: str = "") -> str:
    """What is promised, after ``promises``; `text` names the instrument of a *sign* promise."""
    tool_name = tool(promise.tool) if promise.tool else tr("pressure of any kind")
    match promise.form:
        case "never":
            return tr(
                'never to accept "{option}" on {issue}',
                option=names.option(promise.issue, promise.option),
                issue=names.issue(promise.issue),
            )
        case "no-tool":
            against = names.whom(promise.nation)
            return tr(
                "no {tool_name} against {against} until turn {by_turn}",
                tool_name=tool_name,
                against=against,
                by_turn=promise.by_turn,
            )
        case "sign":
            text = text or tr("the text {hash}", hash=(promise.hash or "")[:8])
            if not promise.by_turn:
                return tr("to sign or endorse {text}", text=text)
            return tr("to sign or endorse {text} by turn {turn}", text=text, turn=promise.by_turn)
        case "lift":
            said = {"tool_name": tool_name, "whom": names.whom(promise.nation)}
            if not promise.by_turn:
                return tr("to lift {tool_name} against {whom}", **said)
            return tr("to lift {tool_name} against {whom} by turn {turn}", turn=promise.by_turn, **said)
        case _:
            assert_never(promise.form)


def demand(names: Names, demand: Demand, text: str = "") -> str:
    """What is demanded, after ``demands``; `text` names the instrument."""
    whom = names.whom(demand.nation) if demand.nation else ""
    name = tool(demand.tool) if demand.tool else tr("pressure")
    match demand.form:
        case "end" if whom:
            return tr("an end of the {tool_name} against {whom}", tool_name=name, whom=whom)
        case "end":
            return tr("an end of the {tool_name}", tool_name=name)
        case "refrain" if whom:
            return tr("no {tool_name} against {whom}", tool_name=name, whom=whom)
        case "refrain":
            return tr("no {tool_name}", tool_name=name)
        case "initial":
            return tr("that {text} be initialled", text=text or tr("the text"))
        case "sign":
            return tr("that {text} be signed", text=text or tr("the text"))
        case _:
            assert_never(demand.form)


def clause(names: Names, clause: Clause) -> str:
    """One clause: what it settles, who performs it, for whom, until when."""
    what = spelled(clause.type)
    settled = (
        f"{names.issue(clause.issue)}: {names.option(clause.issue, clause.option)}. " if clause.issue else ""
    )
    parts = [tr("{what} by {whom}", what=capital(what), whom=names.whom(clause.actor))]
    parts += [tr("for {whom}", whom=names.whom(clause.beneficiary))] if clause.beneficiary else []
    parts += [tr("about {object}", object=one_line(clause.object))] if clause.object else []
    parts += [tr("place: {place}", place=one_line(clause.place))] if clause.place else []
    parts += [tr("which is {whose}", whose=names.whose(clause.owner))] if clause.owner else []
    parts += [tr("amount {amount}", amount=clause.amount)] if clause.amount else []
    parts += [tr("due in turn {by_turn}", by_turn=clause.by_turn)] if clause.by_turn else []
    parts += [tr("only once another text is in force")] if clause.condition else []
    parts += [tr("watched by {whom}", whom=names.whom(clause.verify))] if clause.verify else []
    parts += [tr("until turn {sunset}", sunset=clause.sunset)] if clause.sunset else []
    return settled + listing(parts)


def instrument_title(names: Names, text: Instrument) -> str:
    """``a secret joint declaration of China and Britain``."""
    called = INSTRUMENTS.get(text.kind, (spelled(text.kind),) * 2)[text.secret]
    return tr("{instrument} of {nations}", instrument=called, nations=names.nations(text.parties))
