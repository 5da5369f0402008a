"""The table of all commands, and the way from a typed line to a deed.

Owns: the table, `understand`, completion, `/help` and `/who`, did-you-mean for command names.
Does not know: what any command does (its row does), how a deed is done (`play`).
"""

from __future__ import annotations

from detente_client.commands import (
    account,
    asking,
    bargain,
    company,
    councils,
    guide,
    informal,
    keeping,
    keepsakes,
    meeting,
    pages,
    standings,
    statecraft,
    talking,
    texts,
    umpire,
    writing,
)
from detente_client.commands.audience import is_for
from detente_client.commands.deeds import Confirm, Deed, Do, Show
from detente_client.commands.examples import sample
from detente_client.commands.grammar import Command, Given, complete, read
from detente_client.commands.slots import Here, Slot
from detente_client.describe.told import Scene
from detente_client.figures import listing
from detente_client.i18n import tr
from detente_client.words.language import Misunderstood, nearest, out_of_bounds, split, tokens
from detente_client.words.naming import sentences


def _help(here: Here, given: Given) -> Deed:
    wanted = given.get("command", "")
    if group := _group(wanted):
        return Show((f"{group}:", *(f"{one.usage()}: {one.help}" for one in TABLE if one.group == group)))
    if wanted:
        return Show(tuple(help_lines(here.scene, find(wanted))))
    lines = [tr("A line without a slash is said in the current channel. /help COMMAND explains one.")]
    for n, group in enumerate(_groups(), 1):
        names = listing(f"/{one.name}" for one in TABLE if one.group == group)
        lines.append(f"{n}. {group}: {names}.")
    return Show(
        (
            *lines,
            tr(
                "/help 1 says what each of the first row is for, a line each; /howto WORDS finds one by its words."
            ),
            tr("Words that go with an act stand behind a colon: /offer 1=2 : This is our best."),
        )
    )


def _groups() -> list[str]:
    return list(dict.fromkeys(command.group for command in TABLE))


def _group(wanted: str) -> str:
    """The group of this number, or of this first word if no command is called so; empty if there is none."""
    groups = _groups()
    if wanted.isdecimal():
        return groups[int(wanted) - 1] if len(wanted) < 4 and 1 <= int(wanted) <= len(groups) else ""
    if not wanted or wanted.lower() in BY_NAME:
        return ""
    return next((group for group in groups if group.split()[0].casefold() == wanted.casefold()), "")


def _who(here: Here, given: Given) -> Deed:
    return company.table(here)


def _howto(here: Here, given: Given) -> Deed:
    return Show(tuple(guide.lines(here.scene, TABLE, given["words"])))


TABLE: tuple[Command, ...] = (
    *meeting.COMMANDS,
    *informal.COMMANDS,
    *talking.COMMANDS,
    *writing.COMMANDS,
    *texts.COMMANDS,
    *keeping.COMMANDS,
    *statecraft.COMMANDS,
    *councils.COMMANDS,
    *asking.COMMANDS,
    Command(
        "who",
        asking.GROUP,
        tr(
            "Who would see this, what it costs and how it may come out: before it goes out. Alone: who is at "
            "the table."
        ),
        "/who offer {choice}",
        _who,
        (Slot("rest", "line", needed=False),),
    ),
    *bargain.COMMANDS,
    *pages.COMMANDS,
    *standings.COMMANDS,
    *keepsakes.COMMANDS,
    *account.COMMANDS,
    *company.COMMANDS,
    *umpire.COMMANDS,
    Command(
        "help",
        pages.LINE,
        tr("The commands; one of them; or, by its number, what each of a row is for."),
        "/help offer",
        _help,
        (Slot("command", "command", needed=False),),
        ("commands",),
    ),
    Command(
        "howto",
        pages.LINE,
        tr("Find commands and rules by the words that explain them."),
        "/howto back-channel",
        _howto,
        (Slot("rest", "words"),),
        ("apropos",),
    ),
)
"""Every command, in the order of `/help`."""

BY_NAME: dict[str, Command] = {
    name: command for command in TABLE for name in (command.name, *command.aliases)
}
"""Every command by its name and other names."""


def find(name: str) -> Command:
    """The command of this name, or of a unique beginning of one."""
    name = name.lower()
    if name in BY_NAME:
        return BY_NAME[name]
    starting = {
        command.name: command for known, command in BY_NAME.items() if name and known.startswith(name)
    }
    if len(starting) == 1:
        return next(iter(starting.values()))
    if starting:
        raise Misunderstood(
            tr("/{name} could be {names}.", name=name, names=listing(f"/{known}" for known in starting))
        )
    close = nearest(name, BY_NAME)
    if close:
        raise Misunderstood(
            tr(
                "There is no command /{name}. Did you mean /{close}? /help lists them.",
                name=name,
                close=close,
            )
        )
    raise Misunderstood(tr("There is no command /{name}. /help lists them.", name=name))


def understand(here: Here, text: str) -> Deed:
    """What a typed line asks for; `Misunderstood` if it cannot be made out."""
    line = split(text)
    if not line.command:
        return _said(here, line.words)
    command = find(line.command)
    if command.name == "who":
        return _seen_by(here, text.strip().partition(" ")[2])
    try:
        return command.run(here, read(command, here, line))
    except ValueError as problem:
        said = out_of_bounds(problem)
        if not said:
            raise
        raise Misunderstood(sentences(said, tr("/help {name} explains it.", name=command.name))) from None


def _said(here: Here, words: str) -> Deed:
    """Words without a command: in the current channel, or in the gallery for who holds no seat."""
    return company.remark(here, words) if here.scene.me is None and words else talking.say(here, words)


def _seen_by(here: Here, rest: str) -> Deed:
    """The question who would see what the rest of the line does; a command may stand there without its slash."""
    first = rest.split(" ", 1)[0].lower()
    line = rest if rest.startswith("/") or first not in BY_NAME else f"/{rest}"
    return foresee(here, line) if line.strip() else _who(here, Given({}))


def foresee(here: Here, line: str) -> Deed:
    """The question who would see what this line does, just as it stands; `Misunderstood` if nobody would."""
    deed = understand(here, line)
    if isinstance(deed, Confirm):
        deed = deed.do
    if not isinstance(deed, Do):
        raise Misunderstood(tr("Nobody would see that: it only looks something up."))
    return asking.who_sees(here, deed.act)


def completions(here: Here, text: str) -> list[str]:
    """What the last word of the line may become, sorted for looking through."""
    if not text.startswith("/"):
        return []
    head, space, rest = text[1:].partition(" ")
    if not space:
        return [
            f"/{name} " for name in sorted(BY_NAME) if name.startswith(head.lower()) and _is_for(here, name)
        ]
    if " : " in rest or " -- " in rest:
        return []
    if head.lower() == "who":
        inner = completions(here, f"/{rest.removeprefix('/')}")
        return [word.removeprefix("/") if " " not in rest else word for word in inner]
    if head.lower() == "help":
        return [name for name in sorted(BY_NAME) if name.startswith(rest.lower())]
    before, word = list(tokens(rest)), ""
    if before and not rest.endswith(" "):
        word = before.pop()
    command = BY_NAME.get(head.lower())
    return complete(command, here, before, word) if command else []


def _is_for(here: Here, name: str) -> bool:
    """Whether it is for this player; what is not for him can be typed all the same, and is answered."""
    seated = here.scene.me is not None and not here.left
    return is_for(BY_NAME[name], acts=seated, sheet=seated, umpire=here.umpire)


# -- help -------------------------------------------------------------------------------------------------------


def help_lines(scene: Scene, command: Command) -> list[str]:
    """A command's usage, meaning, rule and example."""
    names = listing(f"/{name}" for name in command.aliases)
    other = tr("Also: {names}.", names=names) if names else ""
    rule = [command.rule] if command.rule else []
    return [
        command.usage(),
        sentences(command.help, other),
        *rule,
        tr("Example: {example}", example=example(scene, command)),
    ]


def example(scene: Scene, command: Command) -> str:
    """The command's example in the words of this crisis."""
    return sample(scene, command.example)
