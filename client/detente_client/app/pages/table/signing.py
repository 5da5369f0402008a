"""The exact words of a text before a name is put under them.

Owns: `SigningScreen`: the canonical words, their hash, what the home would say, what it costs; agreeing by the first
letters of the hash or by a button that names what it does.
Does not know: how a name is put under a text (the line that it is dismissed with does it, as typed).
"""

from __future__ import annotations

from typing import Literal

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen

from detente_client.app.kit import Field, Push, Shown, Words, lines, painted, wrapped
from detente_client.app.pages.table.painting import worth_rows
from detente_client.bargaining.appraisal import Appraisal, appraise, whips_line
from detente_client.bargaining.texts import text_row
from detente_client.commands import drafting
from detente_client.delegation.delegation import Delegation
from detente_client.i18n import tr
from detente_client.words.handles import Thing
from detente_client.words.language import Misunderstood
from detente_wire.seen import InstrumentSeen
from detente_wire.terms import Ref

Verb = Literal["read", "initial", "sign", "endorse", "object"]
"""``read``: no name is put under it."""


class SigningScreen(ModalScreen[str | None]):
    """Dismissed with the line that puts the name, or with None."""

    BINDINGS = [("escape", "never_mind", ""), ("enter", "read_on", "")]
    DEFAULT_CSS = """
    SigningScreen { align: center middle; }
    SigningScreen > Vertical { width: 96%; max-width: 110; height: 96%; background: $panel;
        border: round $accent; padding: 0 1; }
    SigningScreen VerticalScroll { height: 1fr; border: solid $primary; padding: 0 1; background: $surface; }
    SigningScreen Horizontal { height: 1; margin-top: 1; }
    SigningScreen Push { margin-right: 2; }
    SigningScreen Field { width: 1fr; }
    """

    def __init__(self, delegation: Delegation, ref: Ref, verb: Verb) -> None:
        super().__init__()
        self._delegation = delegation
        self._verb = verb
        self._thing: Thing | None = delegation.scene.handles.named(ref, "text")
        self._rows = 0
        """Of the exact words, as they are wrapped."""
        self._known = delegation.scene.view.instruments[ref]
        self._row = text_row(delegation.scene, self._known)

    @property
    def _seen(self) -> InstrumentSeen:
        """The text as it stands; while the match is told again from its beginning, as it stood."""
        return self._delegation.scene.view.instruments.get(self._row.ref, self._known)

    def compose(self) -> ComposeResult:
        """What it is, its words, what it means, how to agree."""
        with Vertical():
            yield Words(painted((self._head(), "bold")), id="what")
            with VerticalScroll(id="words"):
                yield Words(id="exact")
            yield Words(id="means")
            if self._verb != "read":
                yield Words(
                    tr("Read on with Enter or Page Down; the button opens at the last line."), id="how"
                )
            with Horizontal():
                if self._verb == "read":
                    yield Push(tr("Done (Escape)"), id="not-now", compact=True)
                    return
                yield Push(self._button(), id="agree", compact=True, variant="primary", disabled=True)
                yield Push(tr("Not now (Escape)"), id="not-now", compact=True)
                yield Field(hint=tr("or its hash, 8 letters"), id="letters")

    def on_mount(self) -> None:
        """Show the words; ask what the home would say."""
        self.query_one("#words").focus()
        self.run_worker(self._appraise())
        self.watch(self.query_one("#words", VerticalScroll), "scroll_y", self._scrolled, init=False)

    def on_resize(self) -> None:
        """Lines follow the width, and the last of them is elsewhere."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        """The words as they are, line by line."""
        try:
            exact = drafting.exact_lines(self._delegation.here, self._thing) if self._thing else []
        except Misunderstood as problem:  # words and hash do not belong together
            exact = [str(problem)]
        room = self.query_one("#words").size.width - 2
        rows = [row for line in exact for row in wrapped(line, room)]
        self._rows = len(rows)
        self.query_one("#exact", Words).show(lines(rows))
        self.call_after_refresh(self._scrolled)

    def _scrolled(self) -> None:
        """Who has come to the end of the words may agree to them."""
        scroll = self.query_one("#words", VerticalScroll)
        if self._verb != "read" and scroll.scroll_y + scroll.size.height >= self._rows:
            self.query_one("#agree", Push).disabled = False
            self.query_one("#how", Words).show(tr("Tab goes to the button; Enter there is your name on it."))

    def action_read_on(self) -> None:
        """A page further."""
        self.query_one("#words", VerticalScroll).scroll_page_down(animate=False)

    # -- saying -------------------------------------------------------------------------------------------------

    def _head(self) -> str:
        return tr("{name}: {title}", name=self._row.name, title=self._row.title)

    def _button(self) -> str:
        name = self._row.name
        return {
            "read": "",
            "initial": tr("Initial exactly this {name}", name=name),
            "sign": tr("Sign exactly this {name}", name=name),
            "endorse": tr("Endorse exactly this {name}", name=name),
            "object": tr("Object to exactly this {name}", name=name),
        }[self._verb]

    def _meaning(self) -> str:
        """What it costs and who hears of it."""
        secret = self._seen.text.secret
        seen = tr("The text is secret.") if secret else tr("The text is public.")
        said = {
            "read": "",
            "initial": tr("Initials cost nothing; all its parties see them at once. It is not signed yet."),
            "sign": tr("A signature is sealed until the turn closes and counts only if every party signs."),
            "endorse": tr("It costs 1 envoy, is sealed until the turn closes, and public then."),
            "object": tr("It costs 1 envoy, is sealed until the turn closes, and public then."),
        }[self._verb]
        return f"{said} {seen}".strip()

    async def _appraise(self) -> None:
        scene = self._delegation.scene
        text = self._seen.text
        found = await appraise(self._delegation.table, scene, text)
        self.query_one("#means", Words).show(lines(self._means(found)))

    def _means(self, found: Appraisal) -> list[Shown]:
        rows: list[Shown] = []
        if found.ratification is not None and self._row.party:
            style = "$success" if found.passes else "bold $error"
            rows.append(painted((whips_line(found.ratification), style)))
        rows += worth_rows(self._delegation.scene, found.worth) if found.worth else []
        rows += [painted((problem, "bold $error")) for problem in found.problems[:3]]
        scene, seen = self._delegation.scene, self._seen
        if self._verb == "sign" and (turn := drafting.ripe_in(scene, seen)):
            rows.append(tr("It was initialled this turn: it can be signed from turn {turn} on.", turn=turn))
        return [*rows, self._meaning()]

    # -- agreeing -----------------------------------------------------------------------------------------------

    def on_button_pressed(self, event: Push.Pressed) -> None:
        """Agree to these words, or not now."""
        event.stop()
        agreed = event.button.id == "agree"
        self.dismiss(self._line(self._row.hash[: drafting.HASH_LETTERS]) if agreed else None)

    def on_input_submitted(self, event: Field.Submitted) -> None:
        """The letters of the hash; others than the text's own are refused by the line."""
        event.stop()
        self.dismiss(self._line(event.value.strip()) if event.value.strip() else None)

    def _line(self, letters: str) -> str:
        return f"/{self._verb} {self._row.name} {letters}"

    def action_never_mind(self) -> None:
        """Not now."""
        self.dismiss(None)
