"""A seat's view, for the questions of its player.

Owns: folding each seat's stream as far as it is durable, and no further than it was asked for.
Does not know: how a question is answered (`match.queries`).
"""

from __future__ import annotations

from detente_server.host.playing.owner import Owner
from detente_server.match import queries
from detente_wire.messages import AnswerBody, Question
from detente_wire.terms import NationId
from detente_wire.view import View


def answer(owner: Owner, nation: NationId, question: Question) -> AnswerBody:
    """What the seat can reckon for itself."""
    view = owner.views.get(nation)
    if view is None:
        view = owner.views[nation] = View.of(nation, owner.public)
    for _, heard in owner.told(nation, view.cursor):
        view.take(heard.notice, heard.turn, heard.words, heard.at_s)
    return queries.answer(view, owner.match.game.pack, question)
