"""The chapter of keys: every table of actions, with the keys as the player has them now.

Owns: these topics.
Does not know: what the actions do beyond their sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from detente_client.app.actions import Action
from detente_client.app.keymap import tables
from detente_client.app.keynames import written
from detente_client.commands.guide import Chapter, Topic
from detente_client.i18n import tr
from detente_client.journeys.sitting import in_browser
from detente_client.markdown import Block


def chapter(keys_of: Callable[[Action], str]) -> Chapter:
    """One topic a table; `keys_of`: the keys of an action as they are."""
    topics = [
        Topic(f"keys:{n}", title, tuple(_row(action, keys_of(action)) for action in table))
        for n, (title, table) in enumerate(tables().items())
    ]
    own = Topic("keys:own", tr("Keys of your own"), (Block("paragraph", ((_OWN, ""),)),))
    browser = (Topic("keys:browser", tr("In a browser"), tuple(_in_browser())),) if in_browser() else ()
    return tr("Keys"), (*browser, *topics, own)


def _in_browser() -> Iterator[Block]:
    """Which keys the browser takes, and what to do then."""
    rows = (
        ("F11", tr("The whole screen. There Ctrl+W, Ctrl+T and Ctrl+N come to the game as well, in Chrome and its kin; "
                   "hold Escape to leave it.")),
        ("Ctrl+W", tr("Closes the tab otherwise: Alt+Backspace takes a word back. Ctrl+Shift+T brings the tab back, as "
                      "it was within a minute; later the game lies at home, under Go on.")),
        ("Ctrl+T", tr("Opens another tab, as Ctrl+N opens a window: what these keys do here stands in Ctrl+P, too.")),
        ("Ctrl+C", tr("Copies what the mouse has marked. With Shift held down the browser marks: then Ctrl+Insert.")),
        ("Ctrl+V", tr("Pastes.")),
    )  # fmt: skip
    for key, said in rows:
        yield Block("item", ((key, "code"), ("  ", ""), (said, "")), "•")
    for said in (
        tr("All other keys come to the game, F1 to F12 among them. Where a browser or a desktop takes one all "
           "the same, click on the title that stands beside it, or find the deed by its name in Ctrl+P."),
        tr("A tab that is loaded anew, or whose connection was cut, comes back as it was, with what stood in "
           "the line."),
    ):  # fmt: skip
        yield Block("paragraph", ((said, ""),))


_OWN = tr(
    "Every key can be another: `detente config keys` prints a file of them all, to be changed and laid beside your "
    "settings; `detente config path` names the folder."
)


def _row(action: Action, keys: str) -> Block:
    return Block("item", ((written(keys), "code"), ("  ", ""), (action.help, "")), "•")
