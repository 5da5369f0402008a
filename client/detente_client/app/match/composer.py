"""The line that is typed, below whatever is looked at: where it goes, completion, lines typed before, drafts.

Owns: `Composer`, the message `Prefill` by which a page puts a line before the player.
Does not know: what a line means (`commands`), where words go (`delegation.outlet`), how a line is sent.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key, Resize
from textual.geometry import Region
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from detente_client.app.kit import Shown, Words, Writing, painted
from detente_client.app.match.completion import Completion
from detente_client.commands.hints import is_said_here, suggestions, usage_hint
from detente_client.commands.waiting import waiting
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.notebook import LONGEST
from detente_client.delegation.outlet import Outlet, outlet_of
from detente_client.delegation.recollection import Recollection
from detente_client.delegation.rooms import NEWS, Room
from detente_client.i18n import tr, trn

PAUSE_S = 0.4
"""After so long without a key what was typed is kept in the notebook."""


class Prefill(Message):
    """Put this line before the player, to be completed and sent by him."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line


class Composer(Vertical):
    """Where lines are typed."""

    DEFAULT_CSS = """
    Composer { height: auto; }
    Composer #outlet { height: 1; padding: 0 1; background: $panel; color: $foreground; text-wrap: nowrap;
        text-overflow: ellipsis; }
    Composer #line { height: auto; min-height: 1; max-height: 4; padding: 0 1; background: $surface; }
    Composer #line:focus { background: $background; }
    Composer.-secret #outlet { background: $secret-ground; }
    Composer.-secret { border-left: outer $secret; }
    """

    class Typed(Message):
        """A line was typed and sent from the room of this outlet."""

        def __init__(self, line: str, outlet: Outlet) -> None:
            super().__init__()
            self.line = line
            self.outlet = outlet

    def __init__(self, delegation: Delegation, touched: Callable[[], None] = lambda: None) -> None:
        """`touched` is told of every key that is struck in the line."""
        super().__init__(id="composer")
        self.delegation = delegation
        self._touched = touched
        self.outlet = outlet_of(delegation.here, NEWS)
        self._looked_at = NEWS
        self._waiting = 0
        """How many things wait for the player's answer."""
        self._meant = ""
        """Key of the room to which words went when the player last typed."""
        self._past = Recollection(())
        self._sought: str | None = None
        """What is searched for backwards; none: nothing is."""
        self._putting = 0
        """Changes still to be heard of that the player did not type."""
        self._typed = ""
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """Where it goes, the line, and over the page what a word may become."""
        yield Words(id="outlet")
        yield Writing(self._pressed, hint=tr("Say something, or / for a command"), id="line")
        yield Completion()

    def on_mount(self) -> None:
        """What was typed before the process ended stands there again."""
        self._put(self.delegation.notebook.drafts.get(self.outlet.room.key, ""))
        self._show_outlet()

    def on_resize(self, event: Resize) -> None:
        """What is said in passing lies above the line and above where it goes, however high they are."""
        for rack in self.screen.query("#textual-toastrack"):
            rack.styles.margin = (0, 0, event.size.height, 0)

    def on_unmount(self) -> None:
        """Nothing typed is lost."""
        self._keep()

    @property
    def line(self) -> Writing:
        """Where it is typed."""
        return self.query_one("#line", Writing)

    @property
    def text(self) -> str:
        """What is typed, ready to be sent."""
        return self.line.text.strip()

    @property
    def completion(self) -> Completion:
        """What a word may become."""
        return self.query_one(Completion)

    # -- where it goes ------------------------------------------------------------------------------------------

    def renew(self, looked_at: Room) -> None:
        """This room is looked at; another room has another draft, unless the player is writing while one closes."""
        before, self.outlet = self.outlet, outlet_of(self.delegation.here, looked_at)
        moved, self._looked_at = looked_at.key != self._looked_at.key, looked_at
        waited, self._waiting = self._waiting, waiting(self.delegation.scene)
        if self.outlet.room.key != before.room.key:
            if moved or not self.text:
                self._keep(before)
                self._put(self.delegation.notebook.drafts.get(self.outlet.room.key, ""))
            else:
                self.delegation.notebook.draft(before.room.key, "")
        if self.outlet != before or moved or self._waiting != waited:
            self._show_outlet()

    def _show_outlet(self) -> None:
        self.set_class(self.outlet.secret, "-secret")
        self.query_one("#outlet", Words).show(self._heading(), layout=False)

    def _heading(self) -> Shown:
        if self._sought is not None:
            found = tr("Ctrl+R an older one, Enter takes it, Escape goes back")
            return painted(
                (f" {tr('search: {words}', words=self._sought)} ", "reverse"), " ", (found, "$text-muted")
            )
        hint = usage_hint(self.delegation.here, self.line.text)
        if not hint:
            return painted(self._label(), *self._reminder(), (self.outlet.means, "$text-muted"))
        command, _, meaning = hint.partition("  ")
        goes: list[Shown | tuple[str, str]] = (
            [self._label(), " "] if self.outlet.open and is_said_here(self.line.text) else []
        )
        return painted(*goes, (command, "bold"), "  ", (meaning, "$text-muted"))

    def _reminder(self) -> list[Shown | tuple[str, str]]:
        """That things wait for an answer, which lapse when the turn closes."""
        said = trn("{count} waits: /todo", "{count} wait: /todo", self._waiting) if self._waiting else ""
        return [" ", (f"{said}  ", "bold $warning")] if said else [" "]

    def _label(self) -> tuple[str, str]:
        """Where words go."""
        style = "reverse bold" if self.outlet.open else "bold $warning"
        return f" {self.outlet.label} ", f"{style} $secret" if self.outlet.secret else style

    # -- typing -------------------------------------------------------------------------------------------------

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Show what the word may become, and keep the draft once the keys rest."""
        event.stop()
        self._typed = self.line.text
        if self._putting:
            self._putting -= 1
        else:
            self._meant = self.outlet.room.key
            self._past = Recollection(())
            self._complete()
        self._show_outlet()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE_S, self._keep)

    def _keep(self, outlet: Outlet | None = None) -> None:
        self.delegation.notebook.draft((outlet or self.outlet).room.key, self._typed)

    def _put(self, text: str, *, marked: bool = False) -> None:
        """Another text than was typed: it is not completed, and it is meant for where it stands."""
        self.completion.close()
        self._meant = self.outlet.room.key
        if text != self.line.text:
            self._putting += 1
            self._typed = text
            self.line.put(text, marked=marked)

    def prefill(self, line: str) -> None:
        """Put a line there, and the cursor behind it; Up brings back what stood there."""
        before = self.text
        self.line.focus()
        self._put(line)
        self._past = Recollection([*self._lines(), before], line) if before else Recollection(())
        self._complete()
        if before:
            self.completion.close()

    def go_on(self, text: str) -> None:
        """This was typed while the cursor was elsewhere: it goes on where the line ends."""
        self.screen.set_focus(self.line)  # at once: the next key may follow closely
        self.line.go_on(text)

    def _pressed(self, event: Key) -> bool:
        """Whether a key was taken from the line."""
        self._touched()
        if self._sought is not None and (taken := self._search(event)):
            return taken
        match event.key:
            case "enter":
                return self._choose() if self.completion.chosen else self._send()
            case "tab":
                return self._choose() or self._complete()
            case "up" | "down" if self.completion.is_open:
                return self.completion.move(-1 if event.key == "up" else 1)
            case "up" if self.line.on_first_row:
                return self._recall(back=True)
            case "down" if self.line.on_last_row:
                return self._recall(back=False)
            case "ctrl+r":
                return self._begin_search()
            case "escape" if self.completion.is_open:
                self.completion.close()
                return True
        return False

    # -- completing ---------------------------------------------------------------------------------------------

    def _complete(self) -> bool:
        """Offer what the word at the end may become; whether it is a command at all."""
        text = self.line.text
        if not text.startswith("/") or self.line.cursor_location != self.line.document.end:
            self.completion.close()
            return False
        self.completion.propose(suggestions(self.delegation.here, text), self._below())
        return True

    def _below(self) -> Region:
        """Over what the list stands: the tutor's panel must stay readable while one types what it says."""
        shown = [widget.region for widget in self.screen.query("#tutor") if widget.display]
        return shown[0] if shown else self.region

    def _choose(self) -> bool:
        """Take what is marked; whether anything was."""
        line = self.completion.taken()
        if line is None:
            return False
        self._put(line)
        self._complete()
        return True

    def on_completion_taken(self, event: Completion.Taken) -> None:
        """One was pointed at."""
        self._choose()

    # -- lines typed before -------------------------------------------------------------------------------------

    def _lines(self) -> list[str]:
        return self.delegation.notebook.history.get(self.outlet.room.key, [])

    def _recall(self, *, back: bool) -> bool:
        if not self._past.lines:
            self._past = Recollection(self._lines(), self.line.text)
        line = self._past.back() if back else self._past.forth()
        if line is not None:
            self._put(line)
        return True

    def _begin_search(self) -> bool:
        if self._sought is None:
            self._sought, self._past = "", Recollection(self._lines(), self.line.text)
            self.completion.close()
        self._show_outlet()
        return True

    def _search(self, event: Key) -> bool:
        """A key while a line is searched for; False: it ends the search, and does what it always does."""
        assert self._sought is not None
        match event.key:
            case "ctrl+r":
                self._find(self._sought, further=True)
            case "backspace":
                self._find(self._sought[:-1])
            case "escape":
                self._end_search(self._past.typed)
            case "enter" | "tab":
                self._end_search(self.line.text)
            case _ if event.is_printable and event.character:
                self._find(self._sought + event.character)
            case _:
                self._end_search(self.line.text)
                return False
        return True

    def _find(self, words: str, *, further: bool = False) -> None:
        self._sought = words
        found = self._past.find(words, further=further) if words else None
        if found is not None:
            self._put(found)
        self._show_outlet()

    def _end_search(self, text: str) -> None:
        self._sought = None
        self._put(text)
        self._show_outlet()

    # -- sending ------------------------------------------------------------------------------------------------

    def asked_for(self) -> str | None:
        """The line as it would go out; None, and the player told why, if nothing would."""
        text, outlet = self.text, self.outlet
        if not text:
            return None
        if len(text) > LONGEST:
            self.app.bell()
            self.warn(tr("That is too long: {most} characters are all that go.", most=LONGEST))
            return None
        if text.startswith("/"):
            return text
        if not outlet.open:
            self.warn(outlet.means)
            return None
        return outlet.prefix + text

    def _send(self) -> bool:
        line = self.asked_for()
        if line is None:
            return True
        self.completion.close()
        words = not self.text.startswith("/")
        if words and self._meant != self.outlet.room.key:
            self._meant = self.outlet.room.key
            self.warn(tr("This goes elsewhere now: {label}. Enter sends it there.", label=self.outlet.label))
        elif words and self.outlet.asks:
            self._put(line)
        else:
            self.send(line)
        return True

    def send(self, line: str) -> None:
        """Let the line go; it is kept elsewhere until its receipt."""
        self._put("")
        self._past = Recollection(())
        self.post_message(self.Typed(line, self.outlet))

    def take_back(self, line: str, outlet: Outlet) -> None:
        """The line was not done: let it be mended, if nothing else is written meanwhile. It is marked, so that
        whoever types anew types in its place; Up brings it back."""
        if not self.line.text and outlet.room.key == self.outlet.room.key:
            said = line.removeprefix(outlet.prefix) if outlet.prefix and not outlet.asks else line
            self._put(said, marked=True)

    def warn(self, text: str) -> None:
        """Say what is wrong where the line goes, until something is typed."""
        self.query_one("#outlet", Words).show(painted((f" ! {text} ", "bold $warning")), layout=False)
