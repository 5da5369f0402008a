"""The page of pressure: what presses and the tools on the left, what one of them means on the right.

Owns: `PressurePage`: what is chosen, at whom it aims, at which level; asking the server what it would come to.
Does not know: formulas, how a line is sent (it goes out through the window that says who would see it).
"""

from __future__ import annotations

import contextlib
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.worker import WorkType

from detente_client.app.actions import bindings
from detente_client.app.kit import Choices, Push, Shown, Words, painted, wrapped
from detente_client.app.match.composer import Prefill
from detente_client.app.match.foresight import ForesightScreen
from detente_client.app.pages.page import Page
from detente_client.app.pages.pressure import drawing
from detente_client.app.pages.pressure.actions import TABLE
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.outlet import outlet_of
from detente_client.delegation.proposal import Proposal
from detente_client.delegation.rooms import NEWS
from detente_client.i18n import tr
from detente_client.pressing import means, standing
from detente_client.pressing.record import record
from detente_client.pressing.row import Standing, Step
from detente_client.trouble import Trouble
from detente_wire.messages import AnswerBody
from detente_wire.terms import TOOLS, NationId

MOST_STEPS = 3
"""Buttons below what is chosen."""
WIDE, LIST, LIST_WIDE, PAST = 150, 30, 46, 52
"""From so many columns on there are three columns; how wide the list is in two and in three, and the third."""
SOON_S = 0.15
"""How long the choice rests before the server is asked."""


class PressurePage(Page):
    """A list, and what is chosen in it."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    DEFAULT_CSS = """
    PressurePage #standing { width: 30; height: 1fr; border: none; background: $surface; text-wrap: nowrap;
        text-overflow: ellipsis; }
    PressurePage.-wide #standing { width: 46; }
    PressurePage #chosen { width: 1fr; height: 1fr; padding: 0 1; }
    PressurePage #aim { height: 1; }
    PressurePage #aim Push, PressurePage #steps Push {
        height: 1; min-width: 3; width: auto; border: none; padding: 0; margin-right: 1; background: $panel;
        line-pad: 1;
    }
    PressurePage #aim Push:focus, PressurePage #steps Push:focus { text-style: bold reverse; }
    PressurePage #steps { height: 1; }
    PressurePage #told { height: 1fr; }
    PressurePage #scroll { height: 1fr; width: 1fr; padding-right: 1; }
    PressurePage #past { display: none; height: 1fr; width: 52; border-left: solid $panel; padding-left: 1; }
    PressurePage.-wide #past { display: block; }
    PressurePage #said { height: auto; }
    PressurePage #head { height: 1; text-style: bold; color: $accent; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, delegation: Delegation, *, id: str) -> None:
        super().__init__(delegation, id=id)
        self.target: NationId | None = None
        self.level = 1
        self.proposal: Proposal | None = None
        self._chosen = ""
        """Key of the row: ``tool:sanctions`` or that of what presses."""
        self._standing: dict[str, Standing] = {}
        self._answers: dict[tuple[int, means.Use], AnswerBody] = {}
        """What the server said, by cursor: the next notice may change it."""

    def compose(self) -> ComposeResult:
        """Two columns; on the right the aim, what is said of it, and what can be done."""
        with Horizontal():
            yield Choices(id="standing")
            with Vertical(id="chosen"):
                yield Words(id="head")
                with Horizontal(id="aim"):
                    yield Push("‹", id="before")
                    yield Push("", id="target")
                    yield Push("–", id="milder")
                    yield Push("", id="level")
                    yield Push("+", id="harder")
                with Horizontal(id="told"):
                    with VerticalScroll(id="scroll"):
                        yield Words(id="said")
                    with VerticalScroll(id="past", can_focus=False):
                        yield Words(id="record")
                with Horizontal(id="steps"):
                    for n in range(MOST_STEPS):
                        yield Push("", id=f"step-{n}")

    # -- drawing ------------------------------------------------------------------------------------------------

    def renew(self) -> None:
        """The list, and what is chosen in it."""
        scene = self.delegation.scene
        self.set_class(self._is_wide, "-wide")
        targets = means.targets(scene)
        if self.target not in targets:
            self.target = self._usual_target(targets)
        found, room = standing.sections(scene), (LIST_WIDE if self._is_wide else LIST) - 2
        self._standing = {row.key: row for _, rows in found for row in rows}
        sections: list[tuple[Shown, list[tuple[str, Shown]]]] = [
            (painted((title, "bold")), [(row.key, drawing.row_of(row, room)) for row in rows])
            for title, rows in found
        ]
        if self.target is not None and scene.me is not None:
            title = tr("Tools against {whom}", whom=scene.names.whom(self.target))
            rows = [(f"tool:{row.tool}", drawing.tool_row(row)) for row in means.means(scene, self.target)]
            sections.append((painted(("\n".join(wrapped(title, room)), "bold")), rows))
        self.query_one("#standing", Choices).offer_sections(sections)
        self._show()

    def on_resize(self) -> None:
        """Columns follow the width."""
        if self.display:
            self.renew()

    @property
    def _is_wide(self) -> bool:
        """Whether there is room for what pressure did so far."""
        return self.size.width >= WIDE

    @property
    def _said_room(self) -> int:
        """Columns for what is said of the chosen row, clear of the bar that scrolls it."""
        return self.size.width - (LIST_WIDE + PAST if self._is_wide else LIST) - 5

    def _usual_target(self, targets: list[NationId]) -> NationId | None:
        """Who presses the player, else the first principal."""
        scene = self.delegation.scene
        pressers = [
            seen.pressed.by for seen in scene.view.pressure.values() if seen.pressed.target == scene.me
        ]
        wanted = [*(by for by in pressers if by), *scene.pack.must_sign, *targets]
        return next((nation for nation in wanted if nation in targets), None)

    def _show(self) -> None:
        """What is chosen, in full."""
        scene, tool = self.delegation.scene, self._tool()
        row = self._standing.get(self._chosen)
        self.query_one("#aim").display = tool is not None
        self._show_record(self.target if tool is not None else None)
        if tool is not None and self.target is not None:
            self._show_tool(tool, self.target)
        elif row is not None:
            self.query_one("#head", Words).show(row.title, layout=False)
            self.query_one("#said", Words).show(drawing.standing_shown(row, self._said_room))
            self._show_steps(row.steps)
        else:
            self.query_one("#head", Words).show(tr("Pressure"), layout=False)
            none = tr("Nobody presses anybody.") if not self._standing else ""
            watching = tr("You only watch.") if scene.me is None else ""
            self.query_one("#said", Words).show(" ".join(filter(None, (none, watching))))
            self._show_steps(())

    def _show_record(self, nation: NationId | None) -> None:
        """What pressure did so far, of the nation that is aimed at, else of all."""
        if not self._is_wide:
            return
        scene = self.delegation.scene
        rows = record(scene, self.delegation.chronicle, nation)
        of = (
            tr("Pressure so far: {nation}", nation=scene.names.nation(nation))
            if nation
            else tr("Pressure so far")
        )
        told = drawing.record_shown(of, rows, PAST - 4)
        self.query_one("#record", Words).show(told)

    def _show_tool(self, tool: means.Name, target: NationId) -> None:
        scene = self.delegation.scene
        most = means.levels_of(tool)
        self.level = max(1, min(self.level, most))
        press = means.use_of(tool, target, self.level)
        self.proposal = Proposal(press, self._answers.get((scene.view.cursor, press)))
        self.query_one("#head", Words).show(self.proposal.title(scene), layout=False)
        self.query_one("#target", Push).show(f"{scene.names.nation(target)} ›")
        self.query_one("#level", Push).show(tr("level {level} of {most}", level=self.level, most=most))
        for id in ("milder", "level", "harder"):
            self.query_one(f"#{id}").display = most > 1
        self.query_one("#said", Words).show(drawing.proposal_shown(scene, self.proposal, self._said_room))
        self._show_steps(self._tool_steps(press))
        if self.proposal.answer is None:
            asking: WorkType[None] = partial(self._ask, self.proposal)
            self.run_worker(asking, group="asking", exclusive=True)

    def _tool_steps(self, press: means.Use) -> tuple[Step, ...]:
        """What can be done with a tool: seal it, or only threaten with it."""
        scene = self.delegation.scene
        seal = Step(tr("Seal it …"), means.press_line(press))
        if means.name_of(press) in ("inducement", means.DEMARCHE) or means.hindrance(scene, press):
            return (seal,)
        tool = " ".join(means.press_line(press).split()[1:-1])
        demand = f"refrain sanctions {scene.me}"
        line = f"/threaten {means.target_of(press)} {demand} with {tool} by {scene.view.turn + 1}"
        return seal, Step(tr("Threaten with it …"), line)

    def _show_steps(self, steps: tuple[Step, ...]) -> None:
        for n in range(MOST_STEPS):
            button = self.query_one(f"#step-{n}", Push)
            button.display = n < len(steps)
            if n < len(steps):
                button.show(steps[n].label)

    def _steps(self) -> tuple[Step, ...]:
        """What can be done with what is chosen."""
        if self._tool() is not None:
            return self._tool_steps(self.proposal.press) if self.proposal else ()
        row = self._standing.get(self._chosen)
        return row.steps if row else ()

    def _tool(self) -> means.Name | None:
        kind, _, name = self._chosen.partition(":")
        return next((tool for tool in (*TOOLS, means.DEMARCHE) if kind == "tool" and tool == name), None)

    async def _ask(self, proposal: Proposal) -> None:
        """Ask the server, once the choice rests; what it says is drawn if it is still wanted."""
        with contextlib.suppress(Trouble):
            asked_at = self.delegation.scene.view.cursor
            answer = await self.delegation.table.ask(proposal.question)
            fresh = {key: said for key, said in self._answers.items() if key[0] == asked_at}
            self._answers = {**fresh, (asked_at, proposal.press): answer}
            if self.is_attached and self.proposal == proposal:
                self._show()

    def again(self) -> None:
        """Into the list, then to what can be done."""
        listed = self.query_one("#standing", Choices)
        (self.query_one("#step-0") if listed.has_focus else listed).focus()

    # -- choosing -----------------------------------------------------------------------------------------------

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Look at it."""
        event.stop()
        if event.option.id and event.option.id != self._chosen:
            self._chosen = event.option.id
            self.level = self._next_level()
            self._show()
            self.query_one("#scroll", VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Do the first thing that can be done with it."""
        event.stop()
        self.use()

    def on_button_pressed(self, event: Push.Pressed) -> None:
        """Aim, or do."""
        event.stop()
        match event.button.id:
            case "before":
                self.next_target(-1)
            case "target":
                self.next_target(1)
            case "milder":
                self.change_level(-1)
            case "level" | "harder":
                self.change_level(1)
            case str(id) if id.startswith("step-"):
                self.use(int(id.removeprefix("step-")))

    def next_target(self, step: int) -> None:
        """Aim at another nation."""
        targets = means.targets(self.delegation.scene)
        if targets and self.target is not None:
            self.target = targets[(targets.index(self.target) + step) % len(targets)]
            self.level = self._next_level()
            self.renew()

    def _next_level(self) -> int:
        """The level above what is in force; the mildest, if nothing is."""
        tool = self._tool()
        if tool is None or self.target is None:
            return 1
        return min(means.in_force(self.delegation.scene, tool, self.target) + 1, means.levels_of(tool))

    def change_level(self, step: int) -> None:
        """Harder or milder; from the hardest it goes back to the mildest."""
        tool = self._tool()
        if tool is not None:
            self.level = (self.level - 1 + step) % means.levels_of(tool) + 1
            self._show()

    def use(self, number: int = 0) -> None:
        """Put it before the player once more, with who would see it; or complete the line."""
        steps = self._steps()
        if number >= len(steps):
            return
        step = steps[number]
        if step.line.endswith(" ") or step.line.startswith("/threaten"):
            self.post_message(Prefill(step.line))
            return
        outlet = outlet_of(self.delegation.here, NEWS)

        def answered(send: bool | None) -> None:
            if send:
                self.run_worker(self._send(step.line))

        self.app.push_screen(ForesightScreen(self.delegation, outlet, step.line), answered)

    async def _send(self, line: str) -> None:
        await self.delegation.outbox.send(outlet_of(self.delegation.here, NEWS), line)
        if self.is_attached:
            self.renew()
