"""A match told as it is heard: what is said at once, what waits for the gazette, how each turn begins.

Owns: the order in which a viewer is told things, the gazette and bulletin of each turn, the first steps.
Does not know: widths, screens, commands beyond naming them, where the notices come from.
"""

from __future__ import annotations

from attrs import evolve

from detente_client.describe import describe
from detente_client.describe.digest import Digest, bulletin, gazette
from detente_client.describe.told import Scene, Told
from detente_client.i18n import tr
from detente_client.words.naming import capital, count, sentences
from detente_wire.messages import Heard
from detente_wire.notices import DialMoved, Ended, InstrumentShown, SeatChanged, TurnBegan
from detente_wire.terms import Hash, NationId, Ref

URGENT = "! "
"""What a line begins with that asks something of the viewer."""


class Teller:
    """Tells one viewer's stream, notice by notice."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.gazettes: dict[int, tuple[str, ...]] = {}
        """The public news of each turn that has ended; a turn without any is not in it."""
        self.bulletins: dict[int, tuple[str, ...]] = {}
        """The private news of each."""
        self.turn = 0
        """The turn whose talks are open; 0 before the first."""
        self._digest = Digest()
        self._shown: dict[Ref, Hash] = {}
        """The texts that were told clause by clause, as they were then."""

    def hear(self, heard: Heard) -> list[str]:
        """Take the next notice; the lines to print now, which may be none. An empty line sets apart."""
        self.scene.handles.hear(heard)
        told = describe(self.scene, heard)
        if isinstance(heard.notice, InstrumentShown):
            told = self._once(heard.notice, told)
        if len(heard.to) == 1:
            told = self._overheard(heard.to[0], told)
        match heard.notice:
            case TurnBegan():
                return self._new_turn(heard.notice, told)
            case Ended():
                return [*self._resolved(), "", *_marked(told)]
            case DialMoved():
                return self._moved(heard.notice, heard.turn, told)
            case SeatChanged() if not self.turn:
                return _marked(told)
        if self.turn and heard.turn > self.turn:
            self._digest.add(heard.notice, told)  # type: ignore[arg-type]
            return []
        return [] if told.tone == "quiet" else _spaced(told)

    def _once(self, notice: InstrumentShown, told: Told) -> Told:
        """A text is told clause by clause once; shown again unchanged, only how it stands."""
        before, again = self._shown.get(notice.ref), notice.hash in self._shown.values()
        lines = [line for line in told.lines if not (again and line[:1].isdigit())]
        name = self.scene.handles.name(notice.ref, "text")
        twin = next((ref for ref, known in self._shown.items() if known == notice.hash), notice.ref)
        if before not in (None, notice.hash):
            lines.insert(0, tr("Text {name} has been changed, and all initials on it are void.", name=name))
        elif twin != notice.ref:
            lines.insert(1, tr("It is word for word {text}.", text=self.scene.text(twin)))
        self._shown[notice.ref] = notice.hash
        return evolve(told, lines=tuple(lines))

    def _overheard(self, nation: NationId, told: Told) -> Told:
        """What one nation alone was told, for an umpire: it speaks of "you" and means that nation."""
        who = capital(self.scene.names.nation(nation))
        return evolve(told, lines=tuple(f"({who}) {line}" for line in told.lines))

    def _moved(self, notice: DialMoved, turn: int, told: Told) -> list[str]:
        """Dials wait for the gazette, but what an act costs is told at once."""
        if notice.dial in ("envoys", "capital") and turn == self.turn:
            if notice.of != self.scene.me:
                return []
            if notice.dial == "envoys":
                return [tr("You have {envoys} left.", envoys=count(notice.now, "envoy"))]
            return [tr("You have {capital} capital left.", capital=notice.now)]
        self._digest.add(notice, told)
        return []

    def _resolved(self) -> list[str]:
        """Gazette and bulletin of what was gathered."""
        kept = self._digest.take()
        public, private = tuple(gazette(self.scene, kept)), tuple(bulletin(self.scene, kept))
        lines: list[str] = []
        if public and self.turn:
            self.gazettes[self.turn] = public
            lines += ["", tr("GAZETTE. What turn {turn} brought.", turn=self.turn), *public]
        if private and self.turn:
            self.bulletins[self.turn] = private
            lines += ["", tr("IN PRIVATE."), *private]
        return lines

    def _new_turn(self, notice: TurnBegan, told: Told) -> list[str]:
        lines = self._resolved()
        first, self.turn = not self.turn, notice.turn
        lines += ["", *told.lines, *self._closing()]
        return lines + (first_steps(self.scene) if first else [])

    def _closing(self) -> list[str]:
        """That the end is near, when it may be."""
        end = self._end_in_sight()
        if not end or self.scene.me is None:
            return [end] if end else []
        vote = tr("Before that, in secret: who understood you best, whose word would you take again? /honour")
        return [sentences(end, vote)]

    def _end_in_sight(self) -> str:
        """Why the match may soon be over; empty while it may not."""
        pack = self.scene.pack
        if pack.issues and all(issue.id in self.scene.view.closed for issue in pack.issues):
            if self.scene.me is None:
                return tr("Every issue is settled. The match ends in a turn or two if all is kept.")
            return tr("Every issue is settled. The match ends in a turn or two if all is kept: /ready.")
        if not pack.deadline or self.turn < pack.deadline:
            return ""
        if self.turn >= pack.deadline + pack.grace:
            return tr("The talks close at the end of this turn.")
        return tr("The talks may close at the end of any turn now.")


def first_steps(scene: Scene) -> list[str]:
    """What to do first, for who has a seat."""
    if scene.me is None:
        return [tr("You watch. /issues, /nations and /ladder show the crisis.")]
    other = next((n for n in scene.pack.must_sign if n != scene.me), scene.pack.order[0])
    issue = scene.pack.issues[0].id
    return [
        tr("What to do first:"),
        tr("- /sheet shows what you want, /issues what is talked about, /nations who is there."),
        tr(
            "- /meet {other} asks for a meeting. Once it is open: /ask {other} {issue}, then say back what "
            "you hear: /restate {other} most {issue}. Only then make an offer.",
            other=other,
            issue=issue,
        ),
        tr("- /todo shows what waits for your answer, /ready ends your turn."),
        tr(
            "Anything without a slash is said in the open channel. For the rest type /help; for the rules "
            "/rules."
        ),
    ]


def _spaced(told: Told) -> list[str]:
    """Longer texts stand apart."""
    apart = told.tone == "paper" and told.lines and told.topic != "world"
    return ["", *told.lines] if apart else _marked(told)


def _marked(told: Told) -> list[str]:
    """Urgent things are marked in words' place, not by colour."""
    lines = list(told.lines)
    return [URGENT + lines[0], *lines[1:]] if told.tone == "urgent" and lines else lines
