"""The match itself: how it begins, who sits where, turns, dials, papers, accidents, the end.

Owns: what is told of the frame of a match.
Does not know: the debrief (`detente_client.debriefing`), how a gazette is put together.
"""

from __future__ import annotations

from detente_client.debriefing import debrief_lines, ended_lines
from detente_client.describe.dials import dial_line
from detente_client.describe.told import Scene, Told, Topic
from detente_client.markdown import plain_lines
from detente_client.naming import capital, count
from detente_wire import notices
from detente_wire.gate import one_line


def began(scene: Scene, notice: notices.MatchBegan, words: str) -> Told:
    """What is played."""
    pack = scene.pack
    era = f", {pack.era}" if pack.era and pack.era not in pack.title else ""
    sealed = f" The dice are sealed: {one_line(notice.commitment)[:16]}…" if notice.commitment else ""
    mode = (
        "Sheets are drawn anew for this match."
        if notice.mode == "variable"
        else "Sheets are the historical ones."
    )
    intro = plain_lines(pack.texts.get("intro", ""))
    return Told((f"{pack.title}{era}.", *intro, f"{mode}{sealed}"), "paper", "match")


def dealt(scene: Scene, notice: notices.SheetDealt, words: str) -> Told:
    """The viewer's own card, in short; /sheet shows it whole."""
    lines = [
        f"You speak for {scene.names.nation(notice.nation)}. Without any deal you have {count(notice.batna, 'point')}."
    ]
    crossed = "; ".join(scene.names.choice(choice) for choice in notice.red_lines)
    lines += [f"Your red lines: {crossed}."] if crossed else []
    best = sorted(notice.points, key=lambda row: -(max(row.points) - min(row.points)))[:3]
    top = ", ".join(f"{scene.names.issue(row.issue)} ({max(row.points)} points at best)" for row in best)
    lines.append(f"What matters most to you: {top}. All of it: /sheet.")
    return Told(tuple(lines), "paper", "match")


def seat(scene: Scene, notice: notices.SeatChanged, words: str) -> Told:
    """Who speaks for a nation."""
    nation, name = scene.names.nation(notice.nation), one_line(notice.name)
    if scene.view.undrawn:
        return Told((_waiting(notice.nation == scene.me, notice.holder, name),), "news", "match")
    if notice.nation == scene.me and notice.holder == "player":
        return Told((f"You speak for {nation}.",), "news", "match")
    if notice.nation == scene.me and notice.holder in _DEPUTIES:
        back = "Anything that you do takes your seat back; /ready will do."
        return Told((f"{_DEPUTIES[notice.holder]} speaks for you now. {back}",), "urgent", "match")
    who = {
        "player": f"{name or 'A player'} speaks for {nation}.",
        "bot": f"A bot speaks for {nation}.",
        "charge": f"{nation}'s player is away; a chargé d'affaires speaks by standing instructions.",
        "minister": f"{nation}'s player has been away too long; a minister with full powers takes over.",
        "empty": f"Nobody speaks for {nation}.",
    }[notice.holder]
    return Told((who,), "news", "match")


def _waiting(me: bool, holder: str, name: str) -> str:
    """Before seats are drawn: who is there, and for no nation yet."""
    if holder != "player":
        return "You are no longer at the table." if me else "Somebody has left the table."
    if me:
        return "You are at the table. Which nation you speak for is drawn when the match begins."
    return f"{name or 'Another player'} is at the table."


_DEPUTIES = {
    "charge": "A chargé d'affaires, who signs, concedes and presses nothing,",
    "minister": "A minister with full powers",
}


def turn_began(scene: Scene, notice: notices.TurnBegan, words: str) -> Told:
    """A new turn's talks are open."""
    rung = scene.pack.rung(notice.tension)
    line = f"Turn {notice.turn}, {one_line(notice.date)}. Tension {notice.tension} of 100: {rung}."
    stall = f" No progress for {count(notice.stall, 'turn')}." if notice.stall > 1 else ""
    mine = next((row for row in notice.nations if row.nation == scene.me), None)
    have = f"You have {count(mine.envoys, 'envoy')} and {scene.view.capital} capital." if mine else ""
    return Told(tuple(text for text in (line + stall, have) if text), "news", "match")


def injected(scene: Scene, notice: notices.Injected, words: str) -> Told:
    """Something happened in the world."""
    return Told((f"News: {one_line(notice.title)}.",), "news", "world")


def papers(scene: Scene, notice: notices.Papers, words: str) -> Told:
    """A text of the pack, whole."""
    if notice.text == "sources":
        return Told(("Where all this comes from: /papers sources.",), "paper", "end")
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
    return Told((f"{scene.names.does(notice.nation, 'walk out')} of {name}.",), "urgent", "talks")


def recess(scene: Scene, notice: notices.RecessBegan, words: str) -> Told:
    """The talks rest."""
    return Told(
        (f"A recess is agreed until turn {notice.until_turn}; the tide stops meanwhile.",), "news", "talks"
    )


def accident(scene: Scene, notice: notices.Accident, words: str) -> Told:
    """An incident that nobody ordered."""
    return Told((f"Accident: {one_line(notice.title)}. Nobody ordered it.",), "urgent", "world")


def ended(scene: Scene, notice: notices.Ended, words: str) -> Told:
    """The match is over."""
    return Told(tuple(ended_lines(scene.names, notice)), "urgent", "end")


def debrief(scene: Scene, notice: notices.Debrief, words: str) -> Told:
    """Everything is open."""
    return Told(tuple(debrief_lines(scene.names, notice)), "paper", "end")
