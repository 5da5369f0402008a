"""The table itself: how it is laid, musters, votes of the table, and what those in charge order.

Owns: what is told of the table.
Does not know: the game that is played at it.
"""

from __future__ import annotations

from detente_client.describe.told import Scene, Told
from detente_client.i18n import tr
from detente_client.words.naming import Noun, capital, count
from detente_wire import notices
from detente_wire.gate import display, one_line

_WHO = {
    "umpire": tr("the umpire"),
    "operator": tr("the operator"),
    "host": tr("the server"),
    "table": tr("the table"),
}


def _who(role: str) -> str:
    return _WHO.get(role, tr("somebody in charge"))


_QUESTIONS = {
    "extend": tr("more time this turn"),
    "pause": tr("a pause"),
    "go-on": tr("going on"),
    "end": tr("ending the match as it stands"),
}


def clock(scene: Scene, notice: notices.ClockSet, words: str) -> Told:
    """When the talks close; the line mode counts down by itself."""
    if notice.paused:
        return Told((tr("The clock stands: talk on, the turn does not close meanwhile."),), "news", "match")
    if not notice.deadline_s:
        return Told((tr("The talks close when all are ready: /ready."),), "quiet", "match")
    return Told((tr("The clock runs: /clock says how long."),), "quiet", "match")


def laid(scene: Scene, notice: notices.TableLaid, words: str) -> Told:
    """How this table differs from the usual."""
    parts = [
        (notice.umpire, tr("An umpire may read everything at this table, secret talks included.")),
        (notice.drawn, tr("Seats are drawn when it begins.")),
        (notice.anonymous, tr("Nobody is told who speaks for whom until the end.")),
        (
            bool(notice.muster_s),
            tr(
                "When the seats are taken all confirm with /ready within {span}.", span=_span(notice.muster_s)
            ),
        ),
    ]
    return Told(tuple(line for holds, line in parts if holds), "news", "match")


def umpire(scene: Scene, notice: notices.UmpireSeated, words: str) -> Told:
    """Somebody reads everything, or no longer."""
    name = one_line(notice.name) or tr("Somebody")
    if notice.present:
        line = tr("{name} is the umpire: he reads everything here.", name=name)
    else:
        line = tr("{name} is no longer the umpire.", name=name)
    return Told((line,), "urgent", "match")


def mustered(scene: Scene, notice: notices.Mustered, words: str) -> Told:
    """Who is there, as a count."""
    if not notice.until_s:
        return Told((tr("A seat is free again: the muster waits for somebody to take it."),), "news", "match")
    if not notice.confirmed:
        return Told(
            (tr("All seats are taken. Confirm that you are there: /ready, or you lose the seat."),),
            "urgent",
            "match",
        )
    return Told(
        (tr("{confirmed} of {of} have confirmed.", confirmed=notice.confirmed, of=notice.of),),
        "news",
        "match",
    )


def ordered(scene: Scene, notice: notices.OrderGiven, words: str) -> Told:
    """The table, or somebody in charge, changed how the match goes on."""
    nation = scene.names.nation(notice.nation) if notice.nation else tr("a nation")
    who, span = capital(_who(notice.role)), _span(notice.seconds)
    line = {
        "extend": tr("{who} extends the talks by {span}.", who=who, span=span),
        "pause": tr("{who} stops the clock, for {span} at most.", who=who, span=span),
        "go-on": tr("{who} lets the clock run again.", who=who),
        "replace": tr(
            "{who} frees the seat of {nation}: a minister speaks until somebody takes it.",
            who=who,
            nation=nation,
        ),
        "end": tr("{who} ends the match as it stands.", who=who),
        "credit": tr("{who} gives back {span} in which nobody could play.", who=who, span=span),
    }.get(notice.order, tr("{who} changes how the match goes on.", who=who))
    return Told((line,), "urgent", "match")


def news(scene: Scene, notice: notices.NewsTold, words: str) -> Told:
    """What the umpire says happened."""
    lines = [tr("News, by {who}:", who=_who(notice.role)), *_lines(words)]
    if notice.tension > 0:
        lines.append(tr("Tension rises by {by} for it when the turn closes.", by=notice.tension))
    elif notice.tension:
        lines.append(tr("Tension falls by {by} for it when the turn closes.", by=-notice.tension))
    return Told(tuple(lines), "urgent", "world")


def whispered(scene: Scene, notice: notices.Whispered, words: str) -> Told:
    """What the umpire says to one seat."""
    to = scene.names.whom(notice.nation)
    return Told(
        (tr("{who} to {to} alone:", who=capital(_who(notice.role)), to=to), *_lines(words)), "urgent", "you"
    )


def polled(scene: Scene, notice: notices.Polled, words: str) -> Told:
    """How a vote of the table stands."""
    nation = scene.names.nation(notice.nation) if notice.nation else tr("a nation")
    about = _QUESTIONS.get(notice.question, tr("a new player for {nation}", nation=nation))
    so_far = tr("{yes} for, {no} against", yes=notice.yes, no=notice.no)
    if notice.outcome == "open":
        how = tr(
            "It takes {votes}: /poll {question}{seat}, or … no.",
            votes=count(notice.needs, "vote"),
            question=one_line(notice.question),
            seat=_seat(notice),
        )
        return Told(
            (tr("The table votes on {about}: {so_far}. {how}", about=about, so_far=so_far, how=how),),
            "urgent",
            "match",
        )
    if notice.outcome == "carried":
        line = tr("The vote on {about} is carried: {so_far}.", about=about, so_far=so_far)
    else:
        line = tr("The vote on {about} has failed: {so_far}.", about=about, so_far=so_far)
    return Told((line,), "news", "match")


def _seat(notice: notices.Polled) -> str:
    return f" {one_line(notice.nation)}" if notice.nation else ""


def near(scene: Scene, notice: notices.DeadlineNear, words: str) -> Told:
    """The viewer has sent nothing yet."""
    line = tr("You have sent nothing this turn and it closes soon: /clock. /ready will do, or /excuse.")
    return Told((line,), "urgent", "match")


def excused(scene: Scene, notice: notices.Excused, words: str) -> Told:
    """The viewer is excused."""
    return Told(
        (
            tr(
                "You are excused until turn {until_turn} ends; {turns} left after that.",
                until_turn=notice.until_turn,
                turns=count(notice.left, "turn"),
            ),
        ),
        "news",
        "you",
    )


def names_opened(scene: Scene, notice: notices.NamesOpened, words: str) -> Told:
    """Who was who."""
    rows = [
        tr(
            "{nation} was {name}.",
            nation=scene.names.nation(row.nation),
            name=one_line(row.name) or tr("somebody without a name"),
        )
        for row in notice.names
    ]
    return Told((tr("Who was who:"), *rows), "paper", "end")


def _lines(words: str) -> list[str]:
    return [line for line in display(words).split("\n") if line.strip()]


def _span(seconds: int) -> str:
    """``10 minutes``, ``2 hours``: the largest unit that divides it."""
    units: tuple[tuple[Noun, int], ...] = (("day", 86_400), ("hour", 3600), ("minute", 60))
    for unit, length in units:
        if seconds >= length and seconds % length == 0:
            return count(seconds // length, unit)
    return count(seconds, "second")
