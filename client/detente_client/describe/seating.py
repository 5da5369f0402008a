"""The table itself: how it is laid, musters, votes of the table, and what those in charge order.

Owns: what is told of the table.
Does not know: the game that is played at it.
"""

from __future__ import annotations

from detente_client.describe.told import Scene, Told
from detente_client.naming import capital, count
from detente_wire import notices
from detente_wire.gate import display, one_line

_WHO = {"umpire": "the umpire", "operator": "the operator", "host": "the server", "table": "the table"}


def _who(role: str) -> str:
    return _WHO.get(role, "somebody in charge")


_QUESTIONS = {
    "extend": "more time this turn",
    "pause": "a pause",
    "go-on": "going on",
    "end": "ending the match as it stands",
}


def clock(scene: Scene, notice: notices.ClockSet, words: str) -> Told:
    """When the talks close; the line mode counts down by itself."""
    if notice.paused:
        return Told(("The clock stands: talk on, the turn does not close meanwhile.",), "news", "match")
    if not notice.deadline_s:
        return Told(("The talks close when all are ready: /ready.",), "quiet", "match")
    return Told(("The clock runs: /clock says how long.",), "quiet", "match")


def laid(scene: Scene, notice: notices.TableLaid, words: str) -> Told:
    """How this table differs from the usual."""
    parts = [
        (notice.umpire, "An umpire may read everything at this table, secret talks included."),
        (notice.drawn, "Seats are drawn when it begins."),
        (notice.anonymous, "Nobody is told who speaks for whom until the end."),
        (
            bool(notice.muster_s),
            f"When the seats are taken all confirm with /ready within {_span(notice.muster_s)}.",
        ),
    ]
    return Told(tuple(line for holds, line in parts if holds), "news", "match")


def umpire(scene: Scene, notice: notices.UmpireSeated, words: str) -> Told:
    """Somebody reads everything, or no longer."""
    name = one_line(notice.name) or "Somebody"
    line = "is the umpire: he reads everything here" if notice.present else "is no longer the umpire"
    return Told((f"{name} {line}.",), "urgent", "match")


def mustered(scene: Scene, notice: notices.Mustered, words: str) -> Told:
    """Who is there, as a count."""
    if not notice.until_s:
        return Told(("A seat is free again: the muster waits for somebody to take it.",), "news", "match")
    if not notice.confirmed:
        return Told(
            ("All seats are taken. Confirm that you are there: /ready, or you lose the seat.",),
            "urgent",
            "match",
        )
    return Told((f"{notice.confirmed} of {notice.of} have confirmed.",), "news", "match")


def ordered(scene: Scene, notice: notices.OrderGiven, words: str) -> Told:
    """The table, or somebody in charge, changed how the match goes on."""
    nation = scene.names.nation(notice.nation) if notice.nation else "a nation"
    what = {
        "extend": f"extends the talks by {_span(notice.seconds)}",
        "pause": f"stops the clock, for {_span(notice.seconds)} at most",
        "go-on": "lets the clock run again",
        "replace": f"frees the seat of {nation}: a minister speaks until somebody takes it",
        "end": "ends the match as it stands",
        "credit": f"gives back {_span(notice.seconds)} in which nobody could play",
    }.get(notice.order, "changes how the match goes on")
    return Told((f"{capital(_who(notice.role))} {what}.",), "urgent", "match")


def news(scene: Scene, notice: notices.NewsTold, words: str) -> Told:
    """What the umpire says happened."""
    lines = [f"News, by {_who(notice.role)}:", *_lines(words)]
    if notice.tension:
        way = "rises" if notice.tension > 0 else "falls"
        lines.append(f"Tension {way} by {abs(notice.tension)} for it when the turn closes.")
    return Told(tuple(lines), "urgent", "world")


def whispered(scene: Scene, notice: notices.Whispered, words: str) -> Told:
    """What the umpire says to one seat."""
    to = "you" if notice.nation == scene.me else scene.names.nation(notice.nation)
    return Told((f"{capital(_who(notice.role))} to {to} alone:", *_lines(words)), "urgent", "you")


def polled(scene: Scene, notice: notices.Polled, words: str) -> Told:
    """How a vote of the table stands."""
    nation = scene.names.nation(notice.nation) if notice.nation else "a nation"
    about = _QUESTIONS.get(notice.question, f"a new player for {nation}")
    so_far = f"{notice.yes} for, {notice.no} against"
    if notice.outcome == "open":
        how = f"It takes {count(notice.needs, 'vote')}: /poll {one_line(notice.question)}{_seat(notice)}, or … no."
        return Told((f"The table votes on {about}: {so_far}. {how}",), "urgent", "match")
    outcome = "is carried" if notice.outcome == "carried" else "has failed"
    return Told((f"The vote on {about} {outcome}: {so_far}.",), "news", "match")


def _seat(notice: notices.Polled) -> str:
    return f" {one_line(notice.nation)}" if notice.nation else ""


def near(scene: Scene, notice: notices.DeadlineNear, words: str) -> Told:
    """The viewer has sent nothing yet."""
    line = "You have sent nothing this turn and it closes soon: /clock. /ready will do, or /excuse."
    return Told((line,), "urgent", "match")


def excused(scene: Scene, notice: notices.Excused, words: str) -> Told:
    """The viewer is excused."""
    return Told(
        (
            f"You are excused until turn {notice.until_turn} ends; {count(notice.left, 'turn')} left after that.",
        ),
        "news",
        "you",
    )


def names_opened(scene: Scene, notice: notices.NamesOpened, words: str) -> Told:
    """Who was who."""
    rows = [
        f"{scene.names.nation(row.nation)} was {one_line(row.name) or 'somebody without a name'}."
        for row in notice.names
    ]
    return Told(("Who was who:", *rows), "paper", "end")


def _lines(words: str) -> list[str]:
    return [line for line in display(words).split("\n") if line.strip()]


def _span(seconds: int) -> str:
    """``10 minutes``, ``2 hours``: the largest unit that divides it."""
    for unit, length in (("day", 86_400), ("hour", 3600), ("minute", 60)):
        if seconds >= length and seconds % length == 0:
            return count(seconds // length, unit)
    return count(seconds, "second")
