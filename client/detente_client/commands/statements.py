"""Claims, promises and demands as they are typed.

Owns: the reader of each of these arguments of several words, and how it is explained when it is not understood.
Does not know: commands, where such an argument may stand, whether what it says is true or allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from detente_client.commands.motions import read_motion
from detente_client.commands.slots import (
    TOOL_WORDS,
    Here,
    SlotKind,
    everybody,
    issues,
    options,
    read_choice,
    read_number,
    read_thing,
    read_tool,
)
from detente_client.i18n import tr
from detente_client.words.language import Candidate, Misunderstood, meant
from detente_wire.terms import TOOLS, Claim, Demand, IssueId, NationId, OptionId, Promise, Ref, Tool


def read_claim(here: Here, words: Sequence[str]) -> Claim:
    """``most ISSUE``, ``least ISSUE``, ``prefer ISSUE=OPTION over OPTION``, ``never ISSUE=OPTION``."""
    how = tr("A claim is: most ISSUE, least ISSUE, prefer ISSUE=OPTION over OPTION, or never ISSUE=OPTION.")
    if len(words) < 2:
        raise Misunderstood(how)
    if words[-1].lower() in ("most", "least"):
        words = [words[-1], *words[:-1]]  # "sovereignty most"
    try:
        form = meant(words[0], _CLAIMS, tr("claim"))
    except Misunderstood:
        raise Misunderstood(how) from None
    if form in ("most", "least"):
        issue = IssueId(meant(words[1], issues(here), tr("issue")))
        return Claim("most" if form == "most" else "least", issue)
    choice = read_choice(here, words[1])
    if form == "impossible":
        return Claim("impossible", choice.issue, choice.option)
    rest = [word for word in words[2:] if word.lower() not in ("over", "to", "than")]
    if not rest:
        raise Misunderstood(tr("Prefer it to what? prefer ISSUE=OPTION over OPTION."))
    worse = rest[0].split("=")[-1]
    over = meant(worse, options(here, choice.issue), tr("option of {issue}", issue=choice.issue))
    return Claim("prefers", choice.issue, choice.option, OptionId(over))


_CLAIMS = (
    Candidate("most"), Candidate("least"), Candidate("prefers"), Candidate("impossible", ("never",)),
)  # fmt: skip


def read_promise(here: Here, words: Sequence[str]) -> Promise:
    """``never ISSUE=OPTION``, ``no-tool NATION [TOOL] until N``, ``sign TEXT by N``, ``lift TOOL NATION by N``."""
    how = tr(
        "A pledge is: never ISSUE=OPTION, no-tool NATION [TOOL] until TURN, sign TEXT by TURN, or lift TOOL NATION "
        "by TURN."
    )
    if len(words) < 2:
        raise Misunderstood(how)
    form = meant(words[0], [Candidate(form) for form in ("never", "no-tool", "sign", "lift")], tr("pledge"))
    rest, turn = _until(words[1:])
    if form == "never":
        choice = read_choice(here, rest[0])
        return Promise("never", choice.issue, choice.option)
    if form == "sign":
        thing = read_thing(here, rest[0], ("text",))
        return Promise("sign", hash=here.scene.view.instruments[Ref(thing.ref)].hash, by_turn=turn)
    nation, tool = _nation_and_tool(here, rest)
    return Promise("lift" if form == "lift" else "no-tool", nation=nation, tool=tool, by_turn=turn)


def read_demand(here: Here, words: Sequence[str]) -> Demand:
    """``end TOOL against NATION``, ``refrain TOOL against NATION``, ``initial TEXT``, ``sign TEXT``."""
    how = tr("A demand is: end TOOL against NATION, refrain TOOL against NATION, initial TEXT, or sign TEXT.")
    if len(words) < 2:
        raise Misunderstood(how)
    form = meant(words[0], [Candidate(form) for form in ("end", "refrain", "initial", "sign")], tr("demand"))
    if form in ("initial", "sign"):
        thing = read_thing(here, words[1], ("text",))
        seen = here.scene.view.instruments[Ref(thing.ref)]
        return Demand("sign" if form == "sign" else "initial", instrument=seen.ref, hash=seen.hash)
    nation, tool = _nation_and_tool(here, words[1:])
    return Demand("end" if form == "end" else "refrain", tool, nation)


def _until(words: Sequence[str]) -> tuple[list[str], int]:
    """The words without ``until N`` or ``by N``, and N."""
    for at, word in enumerate(words[:-1]):
        if word.lower() in ("until", "by") and words[at + 1].isdigit():
            return [*words[:at], *words[at + 2 :]], read_number(words[at + 1])
    return list(words), 0


def _nation_and_tool(here: Here, words: Sequence[str]) -> tuple[NationId, Tool | None]:
    """A nation and perhaps a tool, in either order, with *against* or *on* between them if one likes."""
    nation, tool = None, None
    for word in words:
        if word.lower() in (*TOOLS, *TOOL_WORDS):
            tool = read_tool(word)[0]
        elif word.lower() not in ("against", "on", "with", "tool", "any"):
            nation = NationId(meant(word, everybody(here), tr("nation")))
    if nation is None:
        raise Misunderstood(tr("Name the nation too, as in: end sanctions against NATION."))
    return nation, tool


PHRASE_READERS: dict[SlotKind, Callable[[Here, Sequence[str]], Any]] = {
    "claim": read_claim,
    "promise": read_promise,
    "demand": read_demand,
    "motion": read_motion,
    "phrase": lambda here, words: " ".join(words),
    "rest": lambda here, words: " ".join(words),
}
"""Kinds of arguments that take all the words up to the next keyword."""
