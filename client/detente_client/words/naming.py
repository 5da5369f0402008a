"""How things are called in English, seen from one seat: nations, issues, options, media, lists of them.

Owns: titles by id with a safe fallback, *you* for the viewer's own nation, verbs that agree.
Does not know: what was done with the things, handles, layout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from attrs import frozen

from detente_client.figures import joined, sequence
from detente_client.i18n import tr, trn
from detente_client.publicpack import PublicPack
from detente_wire.gate import one_line
from detente_wire.terms import Choice, IssueId, NationId, OptionId, Package


class Who(str):
    """A nation as it stands in a sentence: its title, or *you* for the viewer's own.

    A message chooses by it, so that a sentence is translated as a whole: ``{who:^} {who:offer|offers} it.`` is *You
    offer it.* to who does it and *China offers it.* to the others; ``^`` begins a sentence.
    """

    __slots__ = ("mine",)
    mine: bool

    def __new__(cls, title: str, mine: bool) -> Who:
        """The words, and whether they mean the viewer."""
        who = super().__new__(cls, title)
        who.mine = mine
        return who

    def __format__(self, spec: str) -> str:
        if spec == "^":
            return capital(self)
        if "|" in spec:
            yours, _, others = spec.partition("|")
            return yours if self.mine else others
        return super().__format__(spec)


Noun = Literal[
    "act", "character", "choice", "clause", "day", "deal", "envoy", "free seat", "hour", "lie", "mark", "minute",
    "offer", "old clause", "point", "possible deal", "problem", "seat", "second", "text", "turn", "vote",
]  # fmt: skip
_COUNTED: dict[Noun, Callable[[int], str]] = {
    "act": lambda n: trn("{count} act", "{count} acts", n),
    "character": lambda n: trn("{count} character", "{count} characters", n),
    "choice": lambda n: trn("{count} choice", "{count} choices", n),
    "clause": lambda n: trn("{count} clause", "{count} clauses", n),
    "day": lambda n: trn("{count} day", "{count} days", n),
    "deal": lambda n: trn("{count} deal", "{count} deals", n),
    "envoy": lambda n: trn("{count} envoy", "{count} envoys", n),
    "free seat": lambda n: trn("{count} free seat", "{count} free seats", n),
    "hour": lambda n: trn("{count} hour", "{count} hours", n),
    "lie": lambda n: trn("{count} lie", "{count} lies", n),
    "mark": lambda n: trn("{count} mark", "{count} marks", n),
    "minute": lambda n: trn("{count} minute", "{count} minutes", n),
    "offer": lambda n: trn("{count} offer", "{count} offers", n),
    "old clause": lambda n: trn("{count} old clause", "{count} old clauses", n),
    "point": lambda n: trn("{count} point", "{count} points", n),
    "possible deal": lambda n: trn("{count} possible deal", "{count} possible deals", n),
    "problem": lambda n: trn("{count} problem", "{count} problems", n),
    "seat": lambda n: trn("{count} seat", "{count} seats", n),
    "second": lambda n: trn("{count} second", "{count} seconds", n),
    "text": lambda n: trn("{count} text", "{count} texts", n),
    "turn": lambda n: trn("{count} turn", "{count} turns", n),
    "vote": lambda n: trn("{count} vote", "{count} votes", n),
}
"""Every noun that is counted."""


@frozen
class Names:
    """Names from a seat: `me` is *you*; none for an observer."""

    pack: PublicPack
    me: NationId | None = None

    def nation(self, nation: str | None) -> str:
        """Its title, whoever looks; `somebody` for nobody known."""
        if nation is None:
            return tr("an unknown hand")
        known = self.pack.nation(nation)
        return known.title if known else one_line(nation)

    def whom(self, nation: str | None) -> Who:
        """The nation inside a sentence: ``you`` or its title."""
        mine = nation is not None and nation == self.me
        return Who(tr("you") if mine else self.nation(nation), mine)

    def whose(self, nation: str | None) -> str:
        """``your`` or ``China's``."""
        if nation is not None and nation == self.me:
            return tr("your")
        return owning(self.nation(nation))

    def nations(self, nations: Iterable[str], *, none: str = tr("nobody")) -> str:
        """``China, Hong Kong and you``: the viewer's nation stands last."""
        others = [self.nation(nation) for nation in nations if nation != self.me]
        return joined(others + ([tr("you")] if self.me in set(nations) else []), none=none)

    def issue(self, issue: str | None) -> str:
        """The issue's title."""
        known = self.pack.issue(issue) if issue else None
        return known.title if known else one_line(issue or tr("no issue"))

    def option(self, issue: str | None, option: str | None) -> str:
        """The option's title."""
        if issue is None or option is None:
            return tr("no option")
        known = self.pack.option(Choice(IssueId(issue), OptionId(option)))
        return known.title if known else one_line(option)

    def choice(self, choice: Choice) -> str:
        """``Sovereignty: The title alone``."""
        return f"{self.issue(choice.issue)}: {self.option(choice.issue, choice.option)}"

    def package(self, said: Package) -> str:
        """The choices in pack order, or *nothing*."""
        return sequence(self.choice(choice) for choice in self.in_order(said)) or tr("nothing")

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
        return known.title if known else one_line(body or tr("no body"))


def owning(name: str) -> str:
    """Whose something is: ``China's``, ``the United States'``."""
    if name.endswith(("s", "S")):
        # Translators: whose something is, of a name that ends in s and takes no other.
        return tr("{name}'", name=name)
    # Translators: whose something is.
    return tr("{name}'s", name=name)


def sentences(*said: str) -> str:
    """Sentences one after the other; those that are not said leave no gap."""
    return " ".join(text for text in said if text)


def capital(text: str) -> str:
    """The text with its first letter large; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def count(number: int, thing: Noun) -> str:
    """``1 envoy``, ``2 envoys``."""
    return _COUNTED[thing](number)
