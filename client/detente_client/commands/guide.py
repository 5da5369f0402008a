"""All help in one place: the rules by topic and on one page, every command with its example, found by words.

Owns: `Topic`, the chapters of the guide, searching it.
Does not know: keys (the app has its tables), how a topic is drawn; the table of commands is handed to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from detente_client.commands.examples import sample
from detente_client.commands.grammar import Command
from detente_client.commands.rulebook import TOPICS, rules_lines
from detente_client.describe.told import Scene
from detente_client.figures import listing
from detente_client.i18n import tr
from detente_client.markdown import Block
from detente_client.pressing import means
from detente_client.words.naming import capital
from detente_client.words.phrases import TOOL_TITLES

TITLES: Mapping[str, str] = {
    "game": tr("The game in short"),
    "turn": tr("A turn"),
    "listening": tr("Listening"),
    "trust": tr("Trust"),
    "texts": tr("Texts and signatures"),
    "pressure": tr("Pressure"),
    "tension": tr("Tension"),
    "score": tr("Score"),
    "media": tr("Ways of talking here"),
}
"""Chapters of the rules, in their order."""
WHOLE = "rules"
"""Key of the rules on one page."""


@frozen
class Topic:
    """Something that is explained."""

    key: str
    title: str
    body: tuple[Block, ...]
    line: str = ""
    """Of a command: what to type, as far as it is the same for all."""

    def words(self) -> str:
        """All that it says, for searching."""
        return " ".join([self.title, *(text for block in self.body for text, _ in block.spans)]).casefold()


Chapter = tuple[str, tuple[Topic, ...]]


def chapters(scene: Scene, commands: Sequence[Command]) -> list[Chapter]:
    """The rules first, then the commands by group."""
    rules = (tr("The rules"), (whole(scene), *(_rule(scene, key) for key in TITLES)))
    groups = dict.fromkeys(command.group for command in commands)
    return [
        rules,
        *((group, tuple(_command(scene, one) for one in commands if one.group == group)) for group in groups),
    ]


def whole(scene: Scene) -> Topic:
    """The rules on one page."""
    body: list[Block] = []
    for key, title in TITLES.items():
        body += [head(title), *(item(line) for line in _rule_lines(scene, key))]
    return Topic(WHOLE, tr("The rules on one page"), tuple(body))


def _rule(scene: Scene, key: str) -> Topic:
    return Topic(f"rule:{key}", TITLES[key], tuple(item(line) for line in _rule_lines(scene, key)))


def _rule_lines(scene: Scene, key: str) -> list[str]:
    lines = list(TOPICS[key]) if key in TOPICS else rules_lines(scene.names, key)
    match key:
        case "game":
            return [*lines, *_here(scene)]
        case "pressure":
            return [*lines, *_tools(scene)]
    return lines


def _tools(scene: Scene) -> Iterator[str]:
    """The tools that this crisis has."""
    for tool, about in means.ABOUT.items():
        if means.plays(scene, tool):
            yield f"{capital(TOOL_TITLES[tool])}: {about}"


def _here(scene: Scene) -> Iterator[str]:
    """What of it is particular to this crisis."""
    pack = scene.pack
    yield tr(
        "Here {principals} must sign. The talks may close from turn {deadline} on.",
        principals=scene.names.nations(pack.must_sign),
        deadline=pack.deadline,
    )


def _command(scene: Scene, command: Command) -> Topic:
    also = listing(f"/{name}" for name in command.aliases)
    body = [
        Block("paragraph", ((command.usage(), "code"),)),
        Block("paragraph", ((command.help, ""),)),
        *([Block("paragraph", ((command.rule, "emphasis"),))] if command.rule else []),
        Block("paragraph", ((tr("For example:"), ""), (" ", ""), (sample(scene, command.example), "code"))),
        *([Block("paragraph", ((tr("Also: {names}.", names=also), ""),))] if also else []),
    ]
    return Topic(
        f"command:{command.name}",
        f"/{command.name}",
        tuple(body),
        f"/{command.name}{' ' if command.slots else ''}",
    )


def head(text: str) -> Block:
    """The title of a part."""
    return Block("heading", ((text, ""),), level=2)


def item(text: str) -> Block:
    """One of several sentences."""
    return Block("item", ((text, ""),), "•")


# -- searching --------------------------------------------------------------------------------------------------


def found(within: Iterable[Chapter], wanted: str) -> list[Chapter]:
    """Topics that have all these words, those with one in the title first; all of them, if there is no word."""
    asked = wanted.casefold().split()
    if not asked:
        return list(within)
    hits = [
        (
            title,
            tuple(
                sorted((one for one in topics if _has(one, asked)), key=lambda one: not _titled(one, asked))
            ),
        )
        for title, topics in within
    ]
    return [(title, topics) for title, topics in hits if topics]


def _has(topic: Topic, asked: Sequence[str]) -> bool:
    words = topic.words()
    return all(word in words for word in asked)


def _titled(topic: Topic, asked: Sequence[str]) -> bool:
    return any(word in topic.title.casefold() for word in asked)


def lines(scene: Scene, commands: Sequence[Command], wanted: str) -> list[str]:
    """What is found, a line a topic: its title and its first sentence; the rules on one page are left out."""
    told = []
    for _, topics in found(chapters(scene, commands), wanted):
        for topic in topics:
            if topic.key != WHOLE:
                told.append(f"{_called(topic)}: {_first(topic, wanted)}")
    if not told:
        return [tr("Nothing has these words. Try fewer, or another: /howto trust")]
    return told


def _called(topic: Topic) -> str:
    kind, _, name = topic.key.partition(":")
    return f"/rules {name}" if kind == "rule" else f"/{name}"


def _first(topic: Topic, wanted: str) -> str:
    """The first sentence that has one of the words; of a command what it is for."""
    said = ["".join(text for text, _ in block.spans) for block in topic.body]
    asked = wanted.casefold().split()
    hit = next((text for text in said if any(word in text.casefold() for word in asked)), said[0])
    return said[1] if topic.key.startswith("command:") else hit
