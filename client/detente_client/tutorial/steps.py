"""What is taught, in order: a sentence or three, a line to try, how it is seen that it was done.

Owns: `Step`, `STEPS`.
Does not know: where a pupil stands, how it is shown.

Steps look at the match, not at the line that was typed: what came about in another way is done as well, and what
cannot come about any more passes with its turn.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from detente_client.i18n import tr
from detente_client.tutorial.lesson import Lesson

Try = Callable[[Lesson], str]


@frozen
class Step:
    """One thing to be learned."""

    id: str
    text: str
    example: Try
    """The line to try as things stand; empty: there is nothing to type."""
    done: Callable[[Lesson], bool]
    hint: str
    """Said when the pupil does not get on."""
    needless: Callable[[Lesson], bool] = lambda lesson: False
    """There is no occasion for it now: it is passed over."""


def _meet(lesson: Lesson) -> str:
    invited = lesson.invitation()
    return f"/join {invited}" if invited else f"/meet {lesson.other}"


def _ask(lesson: Lesson) -> str:
    return f"/ask {lesson.other} {lesson.weightiest()}" if lesson.meeting() else _meet(lesson)


def _restate(lesson: Lesson) -> str:
    claim = lesson.claim()
    return f"/restate {lesson.name(claim.ref)}" if claim else "/wait 5"


def _answer(lesson: Lesson) -> str:
    question = lesson.question()
    return f"/answer {lesson.name(question.ref)} most {lesson.weightiest()}" if question else ""


def _offer(lesson: Lesson) -> str:
    return f"/offer {lesson.package()}" if lesson.meeting() else _meet(lesson)


def _letter(lesson: Lesson) -> str:
    words = tr("Excellency, let us write down what both of us can live with.")
    return f"/letter {lesson.other} about {lesson.weightiest()} : {words}"


def _draft(lesson: Lesson) -> str:
    return f"/draft treaty {lesson.package()} with {lesson.other}"


def _of_draft(command: str) -> Try:
    def line(lesson: Lesson) -> str:
        draft = lesson.draft()
        return f"/{command} {lesson.name(draft.ref)}" if draft else _draft(lesson)

    return line


def _line(line: str) -> Try:
    return lambda lesson: line


STEPS = (
    Step(
        "sheet",
        tr(
            "Welcome. You speak for a nation in a crisis; your sheet says in points what your government wants, and "
            "what it will not hear of. Nobody else sees it."
        ),
        _line("/sheet"),
        lambda lesson: lesson.did("sheet", "page.table"),
        tr("A line that begins with a slash is a command: type it and press Enter."),
    ),
    Step(
        "issues",
        tr(
            "These are the issues. Each is settled by one option, and every nation has other points for it: that is "
            "what there is to trade. Numbers do for names: 1=2."
        ),
        _line("/issues"),
        lambda lesson: lesson.did("issues", "page.table"),
        tr("The numbers before the options are what you type in offers."),
    ),
    Step(
        "meet",
        tr(
            "Talks need a room. Invite them to a meeting, or join one to which they invite you: it takes an envoy of "
            "each, and you have a few each turn."
        ),
        _meet,
        lambda lesson: bool(lesson.meeting()),
        tr("/channels lists the rooms. An invitation is taken with /join, one of your own is sent with /meet."),
    ),
    Step(
        "ask",
        tr("You are in a room now. Before you offer anything, find out what the other needs: ask about one issue."),
        _ask,
        Lesson.asked,
        tr("Words without a slash are said in the room too; but a question that is asked with /ask is answered."),
    ),
    Step(
        "restate",
        tr(
            "Now say back what you heard. If it is confirmed you understand them better, and both trust the other "
            "more: listening is free, and nothing in this game pays better."
        ),
        _restate,
        Lesson.restated,
        tr("Everything that is said has a short name in brackets: the claim c1, the offer o1, the question q1."),
    ),
    Step(
        "insight",
        tr("What you know of them is written down, the certain apart from what they only said."),
        lambda lesson: f"/insight {lesson.other}",
        lambda lesson: lesson.did("insight", "page.nations"),
        tr("They may have lied to you. A claim is a claim; the game tells nobody which is true."),
    ),
    Step(
        "answer",
        tr("They have asked you something too. Answer, truthfully or not: say what matters most to you, or least."),
        _answer,
        lambda lesson: lesson.answered() or not lesson.question(),
        tr("/todo lists what waits for an answer of yours, each with the line that gives it."),
        lambda lesson: lesson.question() is None,
    ),
    Step(
        "points",
        tr(
            "Time to trade. Reckon before you speak: what would a package be worth to you, beside no deal at all? Ask "
            "for what weighs most, give way where it costs you little."
        ),
        lambda lesson: f"/points {lesson.package()}",
        lambda lesson: lesson.did("points", "page.table.reckon"),
        tr("A package is issue=option, as many as you like. Issues that it does not name stay open."),
    ),
    Step(
        "who",
        tr(
            "Before anything goes out you can ask who would see it, what it costs and how it may come out. Nobody "
            "learns that you asked."
        ),
        lambda lesson: f"/who {_offer(lesson).lstrip('/')}",
        lambda lesson: lesson.did("who", "foresee"),
        tr("Put /who before any line."),
    ),
    Step(
        "offer",
        tr("Make the offer. It binds nobody until both sign a text, but what you have offered is remembered."),
        _offer,
        Lesson.offered,
        tr("An offer is made in a room; /counter o1 changes theirs, /accept o1 takes it, /reject o1 refuses."),
    ),
    Step(
        "letter",
        tr(
            "A letter goes where no meeting is, and it is on the record: it can be shown to others, and be read on its "
            "way. Your words stand behind a colon."
        ),
        _letter,
        Lesson.wrote,
        tr("A letter takes a way of writing and words: /help letter shows all that can go into one."),
    ),
    Step(
        "todo",
        tr("Others act as well. This is what waits for you; leave it, or answer it."),
        _line("/todo"),
        lambda lesson: lesson.did("todo", "page.talks.todo"),
        tr("Nothing there must be answered, but silence is an answer too."),
    ),
    Step(
        "ready",
        tr(
            "Your turn is done. When all are ready it closes, and what was sealed is opened. Look up what you like, "
            "then say so."
        ),
        _line("/ready"),
        lambda lesson: lesson.view.turn >= 2,
        tr("/ready says that you have done what you wanted this turn; /wait turn waits for the next."),
    ),
    Step(
        "gazette",
        tr(
            "A new turn. The gazette is what everybody reads of the last one; the bulletin is for you alone. Both can "
            "be read again."
        ),
        _line("/gazette"),
        lambda lesson: lesson.did("gazette", "page.papers", "page.timeline"),
        tr("/bulletin shows the private part, /ledger why trust or tension moved."),
    ),
    Step(
        "again",
        tr("Rooms close with the turn, and your envoys are back. Meet again: there is something to write down now."),
        _meet,
        lambda lesson: bool(lesson.meeting()),
        tr("If they invite you, joining them does as well: /channels tells."),
        lambda lesson: lesson.draft() is not None,
    ),
    Step(
        "draft",
        tr(
            "Words are wind: only a signed text counts. Write one; every choice becomes a clause. Only you see the "
            "draft until you table it."
        ),
        _draft,
        lambda lesson: lesson.draft() is not None,
        tr("/draft o1 writes down an offer. The kind of text, the choices, and with whom: /help draft shows all."),
    ),
    Step(
        "check",
        tr("The clerk looks it over for what is forgotten or cannot be."),
        _of_draft("check"),
        lambda lesson: lesson.did("check", "page.table.check"),
        tr("A text has a short name like t1: /texts lists them."),
    ),
    Step(
        "whips",
        tr(
            "Your own side must want it too. The whips count before you sign: what your home would say, and every term "
            "of the sum."
        ),
        _of_draft("whips"),
        lambda lesson: lesson.did("whips", "page.table.whips"),
        tr("The sum must reach what your home needs. Support at home, points and prestige all count."),
    ),
    Step(
        "close",
        tr(
            "With /table the other sees it, with /initial both agree to the words, and a turn later it is signed: that "
            "is how a crisis ends well. For now, close the turn."
        ),
        _line("/ready"),
        lambda lesson: lesson.view.turn >= 3,
        tr("/ready closes your turn; the next begins when all have said so."),
    ),
)  # fmt: skip
FAREWELL = tr(
    "That was a whole round: listen, trade, write down, sign. The game goes on and you know how: /todo shows what "
    "waits, /help all commands, /rules the rules. Good luck, Excellency."
)
