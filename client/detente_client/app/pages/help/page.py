"""The page of help: chapters on the left with a search above them, what is explained on the right.

Owns: `HelpPage`, what is sought, which topic is read; to which topic the key of help leads from another page.
Does not know: what the topics say (`commands.guide`, `keys`).
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll

from detente_client.app.app import DetenteApp
from detente_client.app.kit import Choices, Field, Shown, Words, painted
from detente_client.app.match.composer import Prefill
from detente_client.app.pages.help import keys
from detente_client.app.pages.page import Page
from detente_client.app.pages.rendering import set_in_type
from detente_client.commands import guide
from detente_client.commands.catalogue import TABLE
from detente_client.commands.guide import Chapter, Topic
from detente_client.delegation.delegation import Delegation
from detente_client.i18n import tr

ABOUT: Mapping[str, str] = {
    "talks": "rule:listening",
    "table": "rule:texts",
    "nations": "rule:trust",
    "ladder": "rule:tension",
    "pressure": "rule:pressure",
    "timeline": "rule:turn",
    "papers": "rule:game",
}
"""Where help opens when it is called from another page."""
WIDE = 120


class HelpPage(Page):
    """A search, a list, and a sheet."""

    DEFAULT_CSS = """
    HelpPage #contents { width: 27; height: 1fr; background: $surface; }
    HelpPage.-wide #contents { width: 40; }
    HelpPage #topics { height: 1fr; background: $surface; text-wrap: nowrap; text-overflow: ellipsis; }
    HelpPage #sheet { width: 1fr; height: 1fr; padding: 0 2; }
    HelpPage #read { height: auto; }
    """

    def __init__(self, delegation: Delegation, *, id: str) -> None:
        super().__init__(delegation, id=id)
        self._chapters: list[Chapter] = []
        self._topics: dict[str, Topic] = {}
        self._reading = guide.WHOLE
        self._turn = -1
        """Of which turn the examples speak."""

    def compose(self) -> ComposeResult:
        """Two columns."""
        with Horizontal():
            with Vertical(id="contents"):
                yield Field(hint=tr("Search"), id="sought")
                yield Choices(id="topics")
            with VerticalScroll(id="sheet"):
                yield Words(id="read")

    def renew(self) -> None:
        """The examples are in words of the crisis as it stands: once a turn is often enough."""
        self.be_wide(self.size.width >= WIDE, self._read)
        if self._turn != self.delegation.scene.view.turn:
            self._turn = self.delegation.scene.view.turn
            self._chapters = [*guide.chapters(self.delegation.scene, TABLE), self._keys()]
            self._topics = {topic.key: topic for _, topics in self._chapters for topic in topics}
            self._list()
        self._read()

    def _keys(self) -> Chapter:
        assert isinstance(self.app, DetenteApp)
        return keys.chapter(self.app.keys_of)

    def _list(self) -> None:
        """The topics that are found."""
        sought = self.query_one("#sought", Field).value
        sections: list[tuple[Shown, list[tuple[str, Shown]]]] = [
            (painted((title, "bold")), [(topic.key, topic.title) for topic in topics])
            for title, topics in guide.found(self._chapters, sought)
        ]
        listed = self.query_one("#topics", Choices)
        listed.offer_sections(sections)
        keys = [key for _, rows in sections for key, _ in rows]
        named = self._named(keys, sought)
        if named or self._reading in keys:
            listed.highlighted = listed.get_option_index(named or self._reading)

    def _named(self, keys: list[str], sought: str) -> str:
        """The topic whose title begins with what is sought; empty: none, or nothing is sought."""
        begin = sought.strip().lower().lstrip("/")
        titles = ((key, self._topics[key].title.lower().lstrip("/")) for key in keys)
        return next((key for key, title in titles if begin and title.startswith(begin)), "")

    def on_resize(self) -> None:
        """Lines follow the width."""
        if self.display:
            self.renew()

    def _read(self) -> None:
        topic = self._topics.get(self._reading)
        width = self.query_one("#sheet").size.width - 5
        if topic is not None:
            self.query_one("#read", Words).show(set_in_type(topic.title, topic.body, width))

    # -- choosing -----------------------------------------------------------------------------------------------

    def come_from(self, page: str) -> None:
        """Called from this page: open where it is explained."""
        self.open(ABOUT.get(page, guide.WHOLE))

    def open(self, key: str) -> None:
        """Read this."""
        self.query_one("#sought", Field).value = ""
        self._reading = key
        self._list()
        self._read()
        self.query_one("#sheet", VerticalScroll).scroll_home(animate=False)

    def again(self) -> None:
        """To the search, then into the list, then to what is read."""
        around = ["sought", "topics", "sheet"]
        focused = next((n for n, id in enumerate(around) if self.query_one(f"#{id}").has_focus), -1)
        self.query_one(f"#{around[(focused + 1) % len(around)]}").focus()

    def on_input_changed(self, event: Field.Changed) -> None:
        """Search as it is typed; the first that is found is read."""
        event.stop()
        self._list()

    def on_input_submitted(self, event: Field.Submitted) -> None:
        """Into what was found."""
        event.stop()
        self.query_one("#topics").focus()

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Read it from its beginning."""
        event.stop()
        if event.option.id and event.option.id != self._reading:
            self._reading = event.option.id
            self._read()
            self.query_one("#sheet", VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """A command is put before the player; anything else is read on."""
        event.stop()
        topic = self._topics.get(event.option.id or "")
        if topic is not None and topic.line:
            self.post_message(Prefill(topic.line))
        else:
            self.query_one("#sheet", VerticalScroll).focus()
