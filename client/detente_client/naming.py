"""How things are called in English, seen from one seat: nations, issues, options, media, lists of them.

Owns: titles by id with a safe fallback, *you* for the viewer's own nation, verbs that agree.
Does not know: what was done with the things, handles, layout.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from detente_client.publicpack import PublicPack
from detente_wire.gate import one_line
from detente_wire.terms import Choice, IssueId, NationId, OptionId, Package

_IRREGULAR = {"be": ("are", "is"), "have": ("have", "has"), "will": ("will", "will"), "may": ("may", "may")}


@frozen
class Names:
    """Names from a seat: `me` is *you*; none for an observer."""

    pack: PublicPack
    me: NationId | None = None

    def nation(self, nation: str | None) -> str:
        """Its title, whoever looks; `somebody` for nobody known."""
        if nation is None:
            return "an unknown hand"
        known = self.pack.nation(nation)
        return known.title if known else one_line(nation)

    def whom(self, nation: str | None) -> str:
        """The nation inside a sentence: ``you`` or its title."""
        return "you" if nation is not None and nation == self.me else self.nation(nation)

    def whose(self, nation: str | None) -> str:
        """``your`` or ``China's``."""
        return "your" if nation is not None and nation == self.me else f"{self.nation(nation)}'s"

    def does(self, nation: str | None, verb: str) -> str:
        """Subject and verb at the start of a sentence: ``You offer``, ``China offers``."""
        mine = nation is not None and nation == self.me
        who = "You" if mine else capital(self.nation(nation))
        first, *rest = verb.split(" ", 1)
        plural, singular = _IRREGULAR.get(first, (first, _third_person(first)))
        return " ".join([who, plural if mine else singular, *rest])

    def nations(self, nations: Iterable[str], *, none: str = "nobody") -> str:
        """``China, Hong Kong and you``: the viewer's nation stands last."""
        others = [self.nation(nation) for nation in nations if nation != self.me]
        return joined(others + (["you"] if self.me in set(nations) else []), none=none)

    def issue(self, issue: str | None) -> str:
        """The issue's title."""
        known = self.pack.issue(issue) if issue else None
        return known.title if known else one_line(issue or "no issue")

    def option(self, issue: str | None, option: str | None) -> str:
        """The option's title."""
        if issue is None or option is None:
            return "no option"
        known = self.pack.option(Choice(IssueId(issue), OptionId(option)))
        return known.title if known else one_line(option)

    def choice(self, choice: Choice) -> str:
        """``Sovereignty: The title alone``."""
        return f"{self.issue(choice.issue)}: {self.option(choice.issue, choice.option)}"

    def package(self, said: Package) -> str:
        """The choices in pack order, or *nothing*."""
        return "; ".join(self.choice(choice) for choice in self.in_order(said)) or "nothing"

    def in_order(self, said: Package) -> list[Choice]:
        """The choices in the pack's order of issues."""
        order = {issue.id: n for n, issue in enumerate(self.pack.issues)}
        return sorted(said, key=lambda choice: (order.get(choice.issue, len(order)), choice.issue))

    def medium(self, medium: str) -> str:
        """The medium's title."""
        known = self.pack.medium(medium)
        return known.title if known else one_line(medium)

    def venue(self, venue: str | None) -> str:
        """The venue's title."""
        known = self.pack.venue(venue) if venue else None
        return known.title if known else one_line(venue or "")

    def body(self, body: str | None) -> str:
        """The institution's title."""
        known = self.pack.institution(body) if body else None
        return known.title if known else one_line(body or "no body")


def joined(words: Iterable[str], *, none: str = "none", last: str = "and") -> str:
    """``a, b and c``."""
    all_words = list(words)
    if len(all_words) < 2:
        return all_words[0] if all_words else none
    return f"{', '.join(all_words[:-1])} {last} {all_words[-1]}"


def capital(text: str) -> str:
    """The text with its first letter large; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def count(number: int, thing: str) -> str:
    """``1 envoy``, ``2 envoys``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")
