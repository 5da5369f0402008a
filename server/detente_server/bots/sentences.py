"""The words that a bot puts with its acts, so that a person can read and answer them.

Owns: turns of phrase. Does not know: why the bot does it. Never the points of its sheet.
"""

from __future__ import annotations

from detente_server.bots.mind import Mind
from detente_wire.terms import Claim, IssueId, NationId, Package

_OPENERS = {
    "dove": (
        "My government would like this settled.",
        "We come to listen first.",
        "Let us find what both can live with.",
    ),
    "mixed": (
        "We are ready to talk.",
        "There is room here, if both of us move.",
        "Let us see what can be done.",
    ),
    "hawk": (
        "We will not be hurried.",
        "You know where we stand.",
        "Our patience has limits, but we are here.",
    ),
}
_THANKS = (
    "Thank you; I have noted it.",
    "I hear you. My capital will read every word.",
    "That is understood.",
)
_CIVIL = (
    "I shall report that to my capital word for word.",
    "You put it well. Let us get it into a form that both can sign.",
    "I cannot answer for my government on that, but I have heard it.",
    "We should speak of that over the table.",
)


def named(mind: Mind, issue: IssueId) -> str:
    """The issue in the middle of a sentence: only an article loses its capital."""
    title = mind.crisis.titles[issue]
    return title[0].lower() + title[1:] if title.startswith(("The ", "A ", "An ")) else title


def opening(mind: Mind) -> str:
    """With an invitation."""
    return _pick(mind, _OPENERS[mind.temper.name], "opening")


def civil(mind: Mind, *about: object) -> str:
    """In answer to free text."""
    return _pick(mind, _CIVIL, "civil", *about)


def offering(mind: Mind, said: Package) -> str:
    """With an offer: the point that matters most, and the rest by number."""
    if not said:
        return "This is what we could live with."
    first = min(said, key=lambda choice: mind.top_issues().index(choice.issue))
    rest = len(said) - 1
    more = f", and we can go with you on {rest} more point{'s' if rest > 1 else ''}" if rest else ""
    lead = _pick(
        mind, ("What we need is", "We could settle for", "Our proposal rests on"), "offer", first.issue
    )
    return f"{lead} “{mind.crisis.title(first)}”{more}."


def accepting(mind: Mind) -> str:
    """With an acceptance."""
    return _pick(
        mind, ("We can agree to that.", "Done, as far as I am concerned.", "My government accepts."), "accept"
    )


def rejecting(mind: Mind, said: Package, reason: str) -> str:
    """With a refusal: which point is too far, never by how much."""
    worst = [choice for choice in said if choice in (mind.view.sheet.red_lines if mind.view.sheet else ())]
    if worst:
        return f"“{mind.crisis.title(worst[0])}” is not something my government could ever sign."
    if not said:
        return "Not as it stands."
    lowest = min(
        said, key=lambda c: mind.view.worth[c.issue][c.option] - max(mind.view.worth[c.issue].values())
    )
    return f"Not as it stands; “{mind.crisis.title(lowest)}” is where we part."


def asking(mind: Mind, nation: NationId, issue: IssueId) -> str:
    """With a question."""
    title = named(mind, issue)
    lines = (f"Help me to understand: what does {title} mean to you?", f"How do you see {title}?")
    return _pick(mind, lines, "ask", nation, issue)


def telling(mind: Mind, claim: Claim) -> str:
    """With a claim about oneself."""
    return _claim(mind, claim, "us", "we")


def restating(mind: Mind, nation: NationId, claim: Claim) -> str:
    """With a claim that one heard."""
    return f"If I understood you rightly: {_claim(mind, claim, 'you', 'you')}"


def _claim(mind: Mind, claim: Claim, whom: str, who: str) -> str:
    issue = named(mind, claim.issue)
    titles = mind.crisis.titles
    option = titles.get(f"{claim.issue}/{claim.option}", "")
    over = titles.get(f"{claim.issue}/{claim.over}", "")
    match claim.form:
        case "most":
            return f"Nothing matters more to {whom} than {issue}."
        case "least":
            return f"Nothing matters less to {whom} than {issue}."
        case "prefers":
            return f"On {issue} {who} would rather have “{option}” than “{over}”."
        case "impossible":
            return f"“{option}” is out of the question for {whom}."


def confirming(mind: Mind) -> str:
    """With CONFIRM."""
    return _pick(mind, ("Yes, that is what I said.", "You have it exactly.", "Just so."), "confirm")


def tabling(mind: Mind) -> str:
    """With a text."""
    return "Here is what we agreed, in words that can be signed."


def dining(mind: Mind, guest: NationId) -> str:
    """With an invitation to dine."""
    lines = (
        "The kitchen is better than the weather. Will you dine with us?",
        "Let us talk of other things for an evening.",
    )
    return _pick(mind, lines, "dinner", guest)


def thanking(mind: Mind) -> str:
    """With an answer that needs no more."""
    return _pick(mind, _THANKS, "thanks")


def _pick(mind: Mind, lines: tuple[str, ...], *about: object) -> str:
    return lines[mind.chance.number(mind.view.turn, "words", *about) % len(lines)]
