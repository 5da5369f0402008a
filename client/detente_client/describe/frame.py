"""The match itself: how it begins, who sits where, turns, dials, papers, accidents, the end.

Owns: what is told of the frame of a match.
Does not know: the debrief (`detente_client.describe.debriefing`), how a gazette is put together.
"""

from __future__ import annotations

from detente_client.describe.debriefing import debrief_lines, ended_lines
from detente_client.describe.dials import dial_line
from detente_client.describe.told import Scene, Told, Topic
from detente_client.figures import listing, sequence
from detente_client.i18n import tr
from detente_client.markdown import plain_lines
from detente_client.words.naming import capital, count, owning, sentences
from detente_wire import notices
from detente_wire.gate import one_line


def began(scene: Scene, notice: notices.MatchBegan, words: str) -> Told:
    """What is played."""
    pack = scene.pack
    era = f", {pack.era}" if pack.era and pack.era not in pack.title else ""
    commitment = one_line(notice.commitment)[:16]
    sealed = tr("The dice are sealed: {commitment}…", commitment=commitment) if commitment else ""
    mode = (
        tr("Sheets are drawn anew for this match.")
        if notice.mode == "variable"
        else tr("Sheets are the historical ones.")
    )
    intro = plain_lines(pack.texts.get("intro", ""))
    return Told((f"{pack.title}{era}.", *intro, sentences(mode, sealed)), "paper", "match")


def dealt(scene: Scene, notice: notices.SheetDealt, words: str) -> Told:
    """The viewer's own card, in short; /sheet shows it whole."""
    lines = [
        tr(
            "You speak for {nation}. Without any deal you have {points}.",
            nation=scene.names.nation(notice.nation),
            points=count(notice.batna, "point"),
        )
    ]
    crossed = sequence(scene.names.choice(choice) for choice in notice.red_lines)
    lines += [tr("Your red lines: {crossed}.", crossed=crossed)] if crossed else []
    best = sorted(notice.points, key=lambda row: -(max(row.points) - min(row.points)))[:3]
    top = listing(
        tr(
            "{issue} ({points} at best)",
            issue=scene.names.issue(row.issue),
            points=count(max(row.points), "point"),
        )
        for row in best
    )
    lines.append(tr("What matters most to you: {top}. All of it: /sheet.", top=top))
    return Told(tuple(lines), "paper", "match")


def seat(scene: Scene, notice: notices.SeatChanged, words: str) -> Told:
    """Who speaks for a nation."""
    nation, name = scene.names.nation(notice.nation), one_line(notice.name)
    if scene.view.undrawn:
        return Told((_waiting(notice.nation == scene.me, notice.holder, name),), "news", "match")
    if notice.nation == scene.me and notice.holder == "player":
        return Told((tr("You speak for {nation}.", nation=nation),), "news", "match")
    if notice.nation == scene.me and notice.holder in _DEPUTIES:
        back = tr("Anything that you do takes your seat back; /ready will do.")
        return Told(
            (sentences(_DEPUTIES[notice.holder], back),),
            "urgent",
            "match",
        )
    who = {
        "player": tr("{name} speaks for {nation}.", name=name or tr("A player"), nation=nation),
        "bot": tr("A bot speaks for {nation}.", nation=nation),
        "charge": tr(
            "{whose} player is away; a chargé d'affaires speaks by standing instructions.",
            whose=owning(nation),
        ),
        "minister": tr("A minister with full powers speaks for {nation} now.", nation=nation),
        "empty": tr("Nobody speaks for {nation}.", nation=nation),
    }[notice.holder]
    return Told((who,), "news", "match")


def _waiting(me: bool, holder: str, name: str) -> str:
    """Before seats are drawn: who is there, and for no nation yet."""
    if holder != "player":
        return tr("You are no longer at the table.") if me else tr("Somebody has left the table.")
    if me:
        return tr("You are at the table. Which nation you speak for is drawn when the match begins.")
    return tr("{name} is at the table.", name=name or tr("Another player"))


_DEPUTIES = {
    "charge": tr("A chargé d'affaires, who signs, concedes and presses nothing, speaks for you now."),
    "minister": tr("A minister with full powers speaks for you now."),
}


def turn_began(scene: Scene, notice: notices.TurnBegan, words: str) -> Told:
    """A new turn's talks are open."""
    rung = scene.pack.rung(notice.tension)
    line = tr(
        "Turn {turn}, {date}. Tension {tension} of 100: {rung}.",
        turn=notice.turn,
        date=one_line(notice.date),
        tension=notice.tension,
        rung=rung,
    )
    stall = tr("No progress for {turns}.", turns=count(notice.stall, "turn")) if notice.stall > 1 else ""
    mine = next((row for row in notice.nations if row.nation == scene.me), None)
    have = (
        tr(
            "You have {envoys} and {capital} capital.",
            envoys=count(mine.envoys, "envoy"),
            capital=scene.view.capital,
        )
        if mine
        else ""
    )
    return Told(tuple(text for text in (sentences(line, stall), have) if text), "news", "match")


def injected(scene: Scene, notice: notices.Injected, words: str) -> Told:
    """Something happened in the world."""
    return Told((tr("News: {title}.", title=one_line(notice.title)),), "news", "world")


def papers(scene: Scene, notice: notices.Papers, words: str) -> Told:
    """A text of the pack, whole."""
    if notice.text == "sources":
        return Told((tr("Where all this comes from: /papers sources."),), "paper", "end")
    if notice.text.startswith("inject-"):
        return Told(tuple(plain_lines(notice.body)), "paper", "world")
    title = one_line(notice.title) or one_line(notice.text).replace("-", " ")
    topic: Topic = "end" if notice.text == "debrief" else "you"
    body = plain_lines(notice.body)
    body = body[1:] if body and body[0].strip(" .").lower() == title.strip(" .").lower() else body
    return Told((f"{capital(title)}.", *body), "paper", topic)


def dial(scene: Scene, notice: notices.DialMoved, words: str) -> Told:
    """A dial moved, and why."""
    private = notice.dial not in ("tension", "stall", "standing", "word", "strain")
    topic: Topic = "you" if private else "tension" if notice.of is None else "word"
    return Told((dial_line(scene.names, [notice]),), "quiet", topic)


def walked_out(scene: Scene, notice: notices.WalkedOut, words: str) -> Told:
    """Somebody has left in protest."""
    name = scene.handles.name(notice.channel)
    return Told(
        (
            tr(
                "{nation:^} {nation:walk|walks} out of {name}.",
                nation=scene.names.whom(notice.nation),
                name=name,
            ),
        ),
        "urgent",
        "talks",
    )


def recess(scene: Scene, notice: notices.RecessBegan, words: str) -> Told:
    """The talks rest."""
    return Told(
        (
            tr(
                "A recess is agreed until turn {until_turn}; the tide stops meanwhile.",
                until_turn=notice.until_turn,
            ),
        ),
        "news",
        "talks",
    )


def accident(scene: Scene, notice: notices.Accident, words: str) -> Told:
    """An incident that nobody ordered."""
    return Told(
        (tr("Accident: {title}. Nobody ordered it.", title=one_line(notice.title)),), "urgent", "world"
    )


def ended(scene: Scene, notice: notices.Ended, words: str) -> Told:
    """The match is over."""
    return Told(tuple(ended_lines(scene.names, notice)), "urgent", "end")


def debrief(scene: Scene, notice: notices.Debrief, words: str) -> Told:
    """Everything is open."""
    return Told(tuple(debrief_lines(scene.names, notice)), "paper", "end")
