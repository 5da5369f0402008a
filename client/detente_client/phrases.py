"""The game's terms in plain English: claims, clauses, promises, demands, tools, the causes of a moved dial.

Owns: one phrase for every form of every term, and the words for causes.
Does not know: who hears it and in what notice it came.
"""

from __future__ import annotations

from typing import assert_never

from detente_client.naming import Names, capital
from detente_wire.gate import one_line
from detente_wire.notices import Cause
from detente_wire.terms import Claim, Clause, Demand, Favour, Instrument, NationId, Promise, Protocol, Tool

LEVELS: dict[Tool, tuple[str, str, str]] = {
    "protest": ("a protest", "a protest", "a protest"),
    "recall": (
        "the recall of the ambassador",
        "the recall of the ambassador",
        "the recall of the ambassador",
    ),
    "sanctions": ("sanctions on persons", "sanctions on whole sectors", "a full embargo"),
    "covert": ("a covert act", "a covert act that reads letters", "a covert act"),
    "legal": ("a legal offensive", "a legal offensive", "a legal offensive"),
    "force": ("a military alert", "a partial mobilisation", "a blockade"),
    "inducement": ("a small inducement", "a generous inducement", "a great inducement"),
}
"""Every tool at levels 1 to 3."""

FAVOURS: dict[Favour, str] = {
    "standstill": "a turn of standstill between you", "procedural-vote": "a vote on procedure",
}  # fmt: skip
"""What an appeal asks for."""

TOOL_TITLES: dict[Tool, str] = {
    "protest": "protest", "recall": "recall of the ambassador", "sanctions": "sanctions",
    "covert": "covert act", "legal": "legal offensive", "force": "show of force", "inducement": "inducement",
}  # fmt: skip

_CAUSES = {
    # the crisis
    "tide": "the crisis's own tide",
    "umpire": "the umpire's news",
    "inject": "events",
    "accident": "an accident",
    "pressure": "pressure",
    "stall": "talks that do not move",
    "no-progress": "nothing was agreed this turn",
    "progress": "progress in the talks",
    "formal-talk": "formal talks among the principals",
    "no-pressure": "a turn without pressure",
    "standstill": "a standstill",
    "standstill-broken": "a standstill broken",
    "initialled": "an issue initialled by all principals",
    "last-chance": "the last clear chance: no war without one more turn",
    "settled": "a settlement",
    "walk-out": "a walk-out",
    "adjourned": "talks adjourned without a date",
    "contact-institution": "a session of a body they share",
    "founded": "the founding of a body",
    "funded": "a body's fund",
    "legacy": "an earlier crisis",
    # a nation's house
    "income": "the new turn",
    "returned": "returned unspent",
    "paid": "spent",
    "repair": "reputation mends with time",
    "recovery": "the economy recovers",
    "drift": "time works on what no deal is worth",
    "conceded": "a concession in public",
    "ratification-failed": "a text refused at home",
    "signatures-lapsed": "not all signed",
    # contact and deeds
    "decay": "nothing happened between the two",
    "contact": "meetings, letters and courtesies",
    "contact-meeting": "a meeting in which both were answered",
    "contact-conference": "a conference in which both were answered",
    "contact-letter": "a letter answered",
    "contact-back-channel": "a quiet talk",
    "confirmed": "being understood",
    "answer": "an answer",
    "dinner": "a dinner",
    "reception": "a reception",
    "sport": "games together",
    "ad-referendum": "what was put forward on a walk was initialled",
    "appeal": "an appeal granted",
    "appeal-refused": "an appeal refused",
    "tour": "a tour",
    "gesture": "a gesture",
    "protocol": "meeting as equals",
    "protocol-disputed": "a protocol disputed",
    "gaffe": "a gaffe",
    "repeated": "a quiet offer repeated openly by both",
    "contradicted": "a quiet offer taken back openly",
    "inducement": "an inducement",
    # words kept and broken
    "lie": "a lie found out",
    "denounced": "a lie made public",
    "pledge": "a public pledge",
    "pledge-kept": "a pledge kept",
    "pledge-broken": "a pledge broken",
    "pledge-withdrawn": "a pledge taken back",
    "leaked": "a leak",
    "published": "a private paper printed",
    "disavowed": "a denial",
    "breach": "a breach found",
    "clause": "a clause of a text",
    "clause-kept": "a clause kept",
    "clause-delayed": "a clause delayed",
    "doubt": "a doubtful report",
    "doubtful-report": "a doubtful report",
    "cured": "a breach made good",
    "uncured": "a breach not made good",
    "arbitration": "a case before a court",
    "award": "a court's award",
    "dismissed": "a case dismissed",
    "guarantee": "a guarantee called upon",
    "guarantee-failed": "a guarantor who did nothing",
    "snapback": "relief taken back after a breach",
    "hosting": "a text hosted or endorsed has come into force",
    "yielded": "a threat yielded to",
    "threat-settled": "a threat settled without force",
    "diktat": "a diktat",
    # pressure
    "sanctions": "sanctions",
    "lifted": "sanctions lifted",
    "force": "a show of force",
    "stand-down": "forces stood down",
    "covert": "a covert act",
    "covert-spill": "a covert act that hit a bystander",
    "attributed": "a covert act traced to its author",
    "judgment": "a judgment",
    "licence": "a wrong answered in measure",
    "demarche": "a collective démarche",
    "protest": "a protest",
    "recall": "the recall of an ambassador",
    "legal": "a legal offensive",
    "distrust": "they no longer believe what was said",
}
"""Words of the notices' causes; one that is not here is spelled out as it is."""


def because(names: Names, cause: Cause) -> str:
    """Why, in words: ``pressure by China``; a cause without words of its own is spelled out."""
    why = _CAUSES.get(cause.why) or one_line(cause.why).replace("-", " ")
    return f"{why} ({names.whom(cause.by)})" if cause.by else why


def tool(tool: Tool, level: int = 0) -> str:
    """``a blockade``; without a level the tool in general."""
    known = LEVELS.get(tool)
    if known is None:
        return one_line(tool)
    return known[level - 1] if 1 <= level <= len(known) else TOOL_TITLES[tool]


def protocol(names: Names, protocol: Protocol) -> str:
    """Who ranks how."""
    return f"{names.whom(protocol.senior)} presiding" if protocol.senior else "as equals"


def favour(asked: Favour) -> str:
    """What an appeal asks for."""
    return FAVOURS.get(asked) or one_line(asked)


def claim(names: Names, claim: Claim, of: NationId) -> str:
    """What is claimed of a nation, as the middle of a sentence."""
    issue = names.issue(claim.issue)
    match claim.form:
        case "most":
            return f"{issue} matters most to {names.whom(of)}"
        case "least":
            return f"{issue} matters least to {names.whom(of)}"
        case "prefers":
            better, worse = names.option(claim.issue, claim.option), names.option(claim.issue, claim.over)
            return f'on {issue} {_lower(names.does(of, "prefer"), names, of)} "{better}" to "{worse}"'
        case "impossible":
            return (
                f'on {issue} "{names.option(claim.issue, claim.option)}" is impossible for {names.whom(of)}'
            )
        case _:
            assert_never(claim.form)


def _lower(text: str, names: Names, of: NationId) -> str:
    return "you" + text[3:] if of == names.me else text


def promise(names: Names, promise: Promise, text: str = "") -> str:
    """What is promised, after ``promises``; `text` names the instrument of a *sign* promise."""
    until = f" by turn {promise.by_turn}" if promise.by_turn else ""
    tool_name = tool(promise.tool) if promise.tool else "pressure of any kind"
    match promise.form:
        case "never":
            return f'never to accept "{names.option(promise.issue, promise.option)}" on {names.issue(promise.issue)}'
        case "no-tool":
            against = names.whom(promise.nation)
            return f"no {tool_name.removeprefix('a ')} against {against} until turn {promise.by_turn}"
        case "sign":
            return f"to sign or endorse {text or 'the text ' + (promise.hash or '')[:8]}{until}"
        case "lift":
            return f"to lift its {tool_name} against {names.whom(promise.nation)}{until}"
        case _:
            assert_never(promise.form)


def demand(names: Names, demand: Demand, text: str = "") -> str:
    """What is demanded, after ``demands``; `text` names the instrument."""
    against = f" against {names.whom(demand.nation)}" if demand.nation else ""
    tool_name = tool(demand.tool) if demand.tool else "pressure"
    match demand.form:
        case "end":
            return f"an end of the {tool_name}{against}"
        case "refrain":
            return f"no {tool_name}{against}"
        case "initial":
            return f"that {text or 'the text'} be initialled"
        case "sign":
            return f"that {text or 'the text'} be signed"
        case _:
            assert_never(demand.form)


def clause(names: Names, clause: Clause) -> str:
    """One clause: what it settles, who performs it, for whom, until when."""
    what = one_line(clause.type).replace("-", " ")
    settled = (
        f"{names.issue(clause.issue)}: {names.option(clause.issue, clause.option)}. " if clause.issue else ""
    )
    parts = [f"{capital(what)} by {names.whom(clause.actor)}"]
    parts += [f"for {names.whom(clause.beneficiary)}"] if clause.beneficiary else []
    parts += [f"about {one_line(clause.object)}"] if clause.object else []
    parts += [f"place: {one_line(clause.place)}"] if clause.place else []
    parts += [f"which is {names.whose(clause.owner)}"] if clause.owner else []
    parts += [f"amount {clause.amount}"] if clause.amount else []
    parts += [f"due in turn {clause.by_turn}"] if clause.by_turn else []
    parts += ["only once another text is in force"] if clause.condition else []
    parts += [f"watched by {names.whom(clause.verify)}"] if clause.verify else []
    parts += [f"until turn {clause.sunset}"] if clause.sunset else []
    return settled + ", ".join(parts)


def instrument_title(names: Names, text: Instrument) -> str:
    """``a secret joint declaration of China and Britain``."""
    kind = one_line(text.kind).replace("-", " ")
    secret = "secret " if text.secret else ""
    article = "an" if not secret and kind[:1] in "aeiou" else "a"
    return f"{article} {secret}{kind} of {names.nations(text.parties)}"
