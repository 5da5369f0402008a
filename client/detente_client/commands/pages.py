"""The commands that look something up: the table's rows for every page, and for the line mode itself.

Owns: these rows.
Does not know: what stands on a page (`lookups`, `files`, `rulebook`), how a deed is done (`play`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from detente_client.bargaining.offers import past_lines
from detente_client.commands import drafting, files, ledgers, rulebook, waiting
from detente_client.commands.deeds import Clock, Deed, Find, Quit, Recall, Reread, Rooms, Show, Wait, Yes
from detente_client.commands.grammar import Command, Given
from detente_client.commands.slots import Here, Slot
from detente_client.describe import legacies
from detente_client.describe.told import Scene
from detente_client.figures import listing
from detente_client.i18n import tr
from detente_client.pressing import pages as pressing
from detente_client.standing import lookups
from detente_client.words.handles import Thing

GROUP = tr("Looking")
LINE = tr("This screen")


def _page(lines: Callable[[Scene], list[str]]) -> Callable[[Here, Given], Deed]:
    return lambda here, given: Show(tuple(lines(here.scene)))


def _insight(here: Here, given: Given) -> Deed:
    return Show(tuple(lookups.insight_lines(here.scene, given["nation"])))


def _offers(here: Here, given: Given) -> Deed:
    lines = past_lines(here.scene) if given.get("past") else files.offer_lines(here.scene)
    return Show(tuple(lines))


def _ledger(here: Here, given: Given) -> Deed:
    nation, dial, turn = given.get("nation"), given.get("dial", ""), given.get("turn", 0)
    return Show(tuple(ledgers.ledger_lines(here.scene, nation, dial, turn)))


def _read(here: Here, given: Given) -> Deed:
    thing: Thing = given["thing"]
    if thing.kind == "text":
        return Show(tuple(drafting.exact_lines(here, thing)))
    return Show(tuple(files.read_thing_lines(here.scene, thing)))


def _papers(here: Here, given: Given) -> Deed:
    return Show(tuple(files.paper_lines(here.scene, given.get("title", ""))))


def _gazette(here: Here, given: Given) -> Deed:
    none = tr("No gazette yet: the first comes at the turn's end.")
    return Show(_of_turn(here.gazettes, given.get("turn", 0), none, _gazette_head))


def _bulletin(here: Here, given: Given) -> Deed:
    none = tr("No bulletin yet: the first comes at the turn's end.")
    return Show(_of_turn(here.bulletins, given.get("turn", 0), none, _bulletin_head))


def _gazette_head(turn: int) -> str:
    return tr("The gazette of turn {turn}.", turn=turn)


def _bulletin_head(turn: int) -> str:
    return tr("Your bulletin of turn {turn}.", turn=turn)


def _of_turn(
    kept: Mapping[int, tuple[str, ...]], turn: int, none: str, head: Callable[[int], str]
) -> tuple[str, ...]:
    """What a turn brought; of the last one, if none is named."""
    if not kept:
        return (none,)
    wanted = turn or max(kept)
    if wanted not in kept:
        turns = listing(str(one) for one in kept)
        return (tr("There is none of turn {turn}. There are those of: {turns}.", turn=wanted, turns=turns),)
    return (head(wanted), *kept[wanted])


def _legacy(here: Here, given: Given) -> Deed:
    view = here.scene.view
    lines = legacies.taken_lines(here.scene, view.inherited) if view.inherited else []
    lines += legacies.left_lines(here.scene, view.legacy) if view.legacy else []
    return Show(tuple(lines or [tr("This crisis stands by itself: nothing was left to it.")]))


def _rules(here: Here, given: Given) -> Deed:
    return Show(tuple(rulebook.rules_lines(here.scene.names, given.get("topic", ""))))


def _last(here: Here, given: Given) -> Deed:
    number, channel = given.get("lines") or 20, given.get("room")
    return Recall(number) if channel is None else Reread(channel, number)


_TURN = Slot("number", "turn", needed=False)
_TOPICS = (*rulebook.TOPICS, "media")

COMMANDS = (
    Command(
        "todo",
        GROUP,
        tr("What waits for your answer."),
        "/todo",
        _page(waiting.waiting_lines),
        (),
        ("waiting",),
    ),
    Command(
        "sheet",
        GROUP,
        tr("Your secret sheet: points, red lines, what no deal is worth."),
        "/sheet",
        _page(lookups.sheet_lines),
    ),
    Command(
        "issues",
        GROUP,
        tr("The issues and their options, with the numbers and ids that commands take."),
        "/issues",
        _page(lookups.issue_lines),
        (),
        ("options",),
    ),
    Command(
        "nations",
        GROUP,
        tr("Every nation: what all see, and how you stand with it."),
        "/nations",
        _page(lookups.nation_lines),
    ),
    Command(
        "insight",
        GROUP,
        tr("All that you know of a nation, the certain first."),
        "/insight {nation}",
        _insight,
        (Slot("nation", "nation"),),
    ),
    Command(
        "ledger",
        GROUP,
        tr(
            "Why dials moved, turn by turn: of a nation and between you, of one dial; or of the crisis and "
            "yourself."
        ),
        "/ledger {nation} trust",
        _ledger,
        (
            Slot("party", "nation", needed=False),
            Slot("word", "dial", needed=False, words=ledgers.DIALS),
            Slot("number", "turn", keyword="turn", needed=False),
        ),
        ("why",),
    ),
    Command(
        "rooms",
        LINE,
        tr(
            "Rooms and channels, with how each stands and what is unread there; all: those that are closed too. "
            "Of one: who is in it, who knows, what may come out."
        ),
        "/rooms",
        lambda here, given: Rooms(given.get("channel"), bool(given.get("all"))),
        (Slot("channel", "channel", needed=False), Slot("flag", "all", keyword="all", needed=False)),
        ("channels",),
    ),
    Command(
        "find",
        LINE,
        tr("Find words in all that you were told, in every room."),
        "/find lease",
        lambda here, given: Find(given.get("words", "")),
        (Slot("rest", "words"),),
    ),
    Command(
        "offers",
        GROUP,
        tr("Offers that stand, with what they are worth to you; or those that are past."),
        "/offers",
        _offers,
        (Slot("flag", "past", keyword="past", needed=False),),
    ),
    Command("letters", GROUP, tr("Letters that you hold."), "/letters", _page(files.letter_lines)),
    Command("texts", GROUP, tr("Drafts and texts, and how each stands."), "/texts", _page(files.text_lines)),
    Command(
        "read",
        GROUP,
        tr("A text's exact words and hash; a letter, record or offer whole."),
        "/read {text}",
        _read,
        (Slot("thing", "thing", things=("text", "letter", "minutes", "offer")),),
    ),
    Command(
        "pressure",
        GROUP,
        tr(
            "What presses: tools in force, threats, covert acts, suits, démarches, with the lines that answer them."
        ),
        "/pressure",
        _page(pressing.pressure_lines),
    ),
    Command(
        "tools",
        GROUP,
        tr("The tools of pressure that you could use on a nation, and what stands in the way of the others."),
        "/tools {nation}",
        lambda here, given: Show(tuple(pressing.means_lines(here.scene, given.get("nation")))),
        (Slot("nation", "nation", needed=False),),
    ),
    Command("pledges", GROUP, tr("Pledges and undertakings."), "/pledges", _page(files.pledge_lines)),
    Command("sealed", GROUP, tr("What you have sealed this turn."), "/sealed", _page(files.sealed_lines)),
    Command(
        "gazette", GROUP, tr("The public news of the last turn, or of any."), "/gazette 1", _gazette, (_TURN,)
    ),
    Command(
        "bulletin",
        GROUP,
        tr("The private news of the last turn, or of any."),
        "/bulletin 1",
        _bulletin,
        (_TURN,),
    ),
    Command(
        "papers",
        GROUP,
        tr("Your briefing and other papers: the list, or one of them."),
        "/papers briefing",
        _papers,
        (Slot("rest", "title", needed=False),),
    ),
    Command(
        "legacy",
        GROUP,
        tr("What this crisis begins with from those before it, and what it leaves."),
        "/legacy",
        _legacy,
    ),
    Command(
        "rules",
        GROUP,
        tr("The rules in short, by topic."),
        "/rules texts",
        _rules,
        (Slot("word", "topic", needed=False, words=_TOPICS),),
    ),
    Command(
        "clock",
        LINE,
        tr("How long the talks are still open, and what you have left."),
        "/clock",
        lambda here, given: Clock(),
        (),
        ("time", "status"),
    ),
    Command(
        "last",
        LINE,
        tr(
            "Print the last lines again; of one room: what was said there, newest last, also when it is closed."
        ),
        "/last 20",
        _last,
        (
            Slot("number", "lines", needed=False),
            Slot("channel", "room", keyword="in", needed=False),
        ),
    ),
    Command(
        "unread",
        LINE,
        tr("Print again what came since you last typed."),
        "/unread",
        lambda here, given: Recall(),
    ),
    Command(
        "wait",
        LINE,
        tr(
            "Wait for the next thing that happens, for the next turn, or for an open channel; at most so "
            "many seconds."
        ),
        "/wait turn",
        lambda here, given: Wait(given.get("what", "news"), given.get("seconds", 0)),
        (
            Slot("word", "what", needed=False, words=("news", "turn", "channel")),
            Slot("number", "seconds", needed=False),
        ),
    ),
    Command(
        "yes",
        LINE,
        tr("Do what was just put before you for confirmation."),
        "/yes",
        lambda here, given: Yes(),
    ),
    Command(
        "quit",
        LINE,
        tr(
            "Leave: keep your seat and come back later, or give it to a bot and watch. Somebody at a terminal is "
            "asked; a pipe gives it to a bot. Said again it leaves the match."
        ),
        "/quit keep",
        lambda here, given: Quit(given.get("way", "")),
        (Slot("word", "way", needed=False, words=("keep", "bot")),),
        ("exit", "bye"),
    ),
)
