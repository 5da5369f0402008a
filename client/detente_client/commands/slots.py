"""The arguments of commands: kinds of slots, how each is read from words, how each is completed.

Owns: `Slot`, `Here` (the scene and the channel in which the player speaks), a reader for every argument of one word.
Does not know: claims and the like (`statements`), commands, acts, screens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from attrs import Factory, frozen

from detente_client.describe.told import A_KIND, KINDS, Scene
from detente_client.figures import either, listing
from detente_client.i18n import tr
from detente_client.standing.chronicle import Chronicle
from detente_client.words.handles import Kind, Thing
from detente_client.words.language import Candidate, Misunderstood, meant, slug
from detente_wire.messages import MatchId
from detente_wire.terms import (
    FAMILY_OF,
    PUBLIC,
    TOOLS,
    ChannelId,
    Choice,
    ClauseType,
    InstitutionId,
    IssueId,
    NationId,
    OptionId,
    Tool,
)

SlotKind = Literal[
    "nation", "party", "issue", "choice", "channel", "thing", "word", "number", "tool", "level-tool",
    "claim", "promise", "demand", "meeting-medium", "letter-medium", "medium", "venue", "clause-type", "phrase",
    "hash", "flag", "command", "rest", "body", "motion",
]  # fmt: skip


@frozen
class Slot:
    """One argument of a command."""

    kind: SlotKind
    name: str
    """Under which its value is given to the command, and what usage lines call it."""
    many: bool = False
    needed: bool = True
    keyword: str = ""
    """The word that introduces it; none: it stands by its place."""
    things: tuple[Kind, ...] = ()
    """Kind ``thing``: which."""
    waiting: bool = False
    """Kind ``thing``: only what waits for the viewer's answer is proposed."""
    words: tuple[str, ...] = ()
    """Kind ``word``: which."""

    def usage(self) -> str:
        """How it stands in a usage line."""
        shown = (
            "|".join(self.words) if self.kind == "word" else self.name.upper() + ("…" if self.many else "")
        )
        text = self.keyword if self.kind == "flag" else f"{self.keyword} {shown}".strip()
        return text if self.needed else f"[{text}]"


NOWHERE = MatchId("")


@frozen
class Here:
    """Where the player is: his scene, and the channel that he speaks in."""

    scene: Scene
    channel: ChannelId | None = None
    gazettes: Mapping[int, tuple[str, ...]] = Factory(dict)
    """The public gazette of each turn that has ended, as printed."""
    bulletins: Mapping[int, tuple[str, ...]] = Factory(dict)
    """The private bulletin of each."""
    match: MatchId = NOWHERE
    heard: Mapping[str, int] = Factory(dict)
    """By nation or reference: the cursor at which its words were heard last."""
    chronicle: Chronicle | None = None
    """What happened when, as far as it was heard."""
    left: bool = False
    """The seat was given to a bot."""
    umpire: bool = False
    """Whether he gives orders here."""


# -- candidates -------------------------------------------------------------------------------------------------


def nations(here: Here) -> list[Candidate]:
    """All nations but the viewer's."""
    return [Candidate(n.id, (n.title,)) for n in here.scene.pack.nations if n.id != here.scene.me]


def everybody(here: Here) -> list[Candidate]:
    """All nations."""
    return [Candidate(n.id, (n.title,)) for n in here.scene.pack.nations]


def issues(here: Here) -> list[Candidate]:
    """The issues in pack order."""
    return [Candidate(issue.id, (issue.title,)) for issue in here.scene.pack.issues]


def options(here: Here, issue: str) -> list[Candidate]:
    """The options of an issue in pack order."""
    known = here.scene.pack.issue(issue)
    return [Candidate(option.id, (option.title,)) for option in known.options] if known else []


def media(here: Here, *kinds: str) -> list[Candidate]:
    """The era's media of these kinds."""
    known = here.scene.pack.media
    return [Candidate(medium.id, (medium.title,)) for medium in known if not kinds or medium.kind in kinds]


def venues(here: Here) -> list[Candidate]:
    """Where one can meet."""
    return [Candidate(venue.id, (venue.title,)) for venue in here.scene.pack.venues]


def bodies(here: Here) -> list[Candidate]:
    """The institutions of the crisis."""
    return [Candidate(body.id, (body.title,)) for body in here.scene.pack.institutions]


# -- single words -----------------------------------------------------------------------------------------------


def read_choice(here: Here, word: str) -> Choice:
    """``issue=option``, each by number, id, title or prefix."""
    if "=" not in word and ":" not in word:
        alone = _choices_named(here, word)
        if len(alone) == 1:
            return alone[0]
        raise Misunderstood(
            tr(
                "{word} is no choice. Write issue=option, as in {example}.",
                word=word,
                example=_example_choice(here),
            )
        )
    left, right = word.replace(":", "=", 1).split("=", 1)
    issue = IssueId(meant(left, issues(here), tr("issue")))
    return Choice(issue, OptionId(meant(right, options(here, issue), tr("option of {issue}", issue=issue))))


def _choices_named(here: Here, word: str) -> list[Choice]:
    """Every option that is called just this, on whatever issue."""
    return [
        Choice(issue.id, option.id)
        for issue in here.scene.pack.issues
        for option in issue.options
        if slug(word) in (slug(option.id), slug(option.title))
    ]


def _example_choice(here: Here) -> str:
    issue = here.scene.pack.issues[0]
    return f"{issue.id}={issue.options[0].id}"


def read_thing(here: Here, word: str, kinds: Sequence[Kind]) -> Thing:
    """Something by its short name."""
    known = here.scene.handles
    thing = known.find(word)
    if thing is not None and (not kinds or thing.kind in kinds):
        return thing
    if thing is not None:
        raise Misunderstood(
            tr(
                "{name} is {kind}; this takes {what}.",
                name=thing.name,
                kind=A_KIND[thing.kind],
                what=either([A_KIND[kind] for kind in kinds]),
            )
        )
    letters = word.rstrip("0123456789").lower()
    alike = [thing.name for thing in known.all(*kinds) if thing.name.rstrip("0123456789") == letters]
    names = (alike or [thing.name for thing in known.all(*kinds)])[-6:]
    if not names:
        what = either([KINDS[kind] for kind in kinds]) if kinds else tr("thing")
        raise Misunderstood(
            tr("You have heard of no {what} yet, so there is no {word}.", what=what, word=word)
        )
    raise Misunderstood(tr("There is no {word} here. The latest: {names}.", word=word, names=listing(names)))


def read_channel(here: Here, word: str) -> ChannelId:
    """``m1``, ``b1``, ``public``, or a nation with whom exactly one open channel is shared."""
    if word.lower() == PUBLIC:
        return PUBLIC
    thing = here.scene.handles.find(word)
    if thing is not None and thing.kind in ("meeting", "back-channel"):
        return ChannelId(thing.ref)
    nation = meant(word, nations(here), tr("channel or nation"))
    return channel_with(here, (NationId(nation),))


def channel_with(here: Here, wanted: Sequence[NationId]) -> ChannelId:
    """The open channel in which these nations are present: the current one if it fits, else the only one."""
    fitting = [
        seen.id for seen in here.scene.view.open_channels() if set(wanted) <= {*seen.present, *seen.members}
    ]
    if here.channel in fitting or (here.channel == PUBLIC and not wanted):
        assert here.channel is not None
        return here.channel
    if len(fitting) == 1:
        return fitting[0]
    names = here.scene.names.nations(wanted)
    if not fitting:
        none = (
            tr("You have no open channel with {names}.", names=names)
            if wanted
            else tr("You have no open channel.")
        )
        raise Misunderstood(f"{none} {_way_in(here, wanted)}")
    open_names = either([here.scene.handles.name(channel) for channel in fitting])
    raise Misunderstood(
        tr("Several channels are open. Choose one first: /in {open_names}.", open_names=open_names)
    )


def _way_in(here: Here, wanted: Sequence[NationId]) -> str:
    """How to come into a channel with these nations."""
    for seen in here.scene.view.invitations():
        if set(wanted) <= set(seen.members):
            return tr("You are invited to one: /join {name}.", name=here.scene.handles.name(seen.id))
    return tr("Open one: /meet {nation}.", nation=wanted[0] if wanted else "NATION")


def read_number(word: str) -> int:
    """A whole number, 0..999."""
    if not (word.isascii() and word.isdigit() and len(word) <= 3):
        raise Misunderstood(tr("{word} is not a number here; write digits, as in 4.", word=word))
    return int(word)


TOOL_WORDS: dict[str, tuple[Tool, int]] = {
    "alert": ("force", 1), "mobilisation": ("force", 2), "mobilization": ("force", 2), "blockade": ("force", 3),
    "embargo": ("sanctions", 3), "cyber": ("covert", 0), "expel": ("recall", 0), "court": ("legal", 0),
}  # fmt: skip
"""Words for a tool, perhaps at a certain level."""


def read_tool(word: str) -> tuple[Tool, int]:
    """A tool, or a word for one at a certain level (blockade: force 3); level 0 where none is meant."""
    if word.lower() in TOOL_WORDS:
        return TOOL_WORDS[word.lower()]
    found = meant(word, [Candidate(tool) for tool in TOOLS], tr("tool"))
    return next(tool for tool in TOOLS if tool == found), 0


def read_clause_type(word: str) -> ClauseType:
    """A clause type."""
    found = meant(word, [Candidate(kind) for kind in FAMILY_OF], tr("clause type"))
    return next(kind for kind in FAMILY_OF if kind == found)


def read_body(here: Here, word: str) -> InstitutionId:
    """An institution of the crisis."""
    if not here.scene.pack.institutions:
        raise Misunderstood(tr("No institution has a part in this crisis."))
    return InstitutionId(meant(word, bodies(here), tr("institution")))


def _me(here: Here, word: str) -> str | None:
    return here.scene.me if word.lower() in ("me", "us", "you") else None


Reader = Callable[[Here, str], Any]
WORD_READERS: dict[SlotKind, Reader] = {
    "nation": lambda here, word: NationId(meant(word, nations(here), tr("nation"))),
    "party": lambda here, word: NationId(_me(here, word) or meant(word, everybody(here), tr("nation"))),
    "issue": lambda here, word: IssueId(meant(word, issues(here), tr("issue"))),
    "choice": read_choice,
    "channel": read_channel,
    "number": lambda here, word: read_number(word),
    "tool": lambda here, word: read_tool(word)[0],
    "meeting-medium": lambda here, word: meant(word, media(here, "meeting"), tr("way to meet")),
    "letter-medium": lambda here, word: meant(word, media(here, "letter"), tr("way to write")),
    "medium": lambda here, word: meant(word, media(here), tr("medium")),
    "venue": lambda here, word: meant(word, venues(here), tr("place")),
    "clause-type": lambda here, word: read_clause_type(word),
    "body": lambda here, word: read_body(here, word),
    "hash": lambda here, word: word.lower(),
    "command": lambda here, word: word.lower().lstrip("/"),
}
"""Kinds of one word each."""
