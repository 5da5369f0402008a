"""Where a letter is, as far as one was told."""

from __future__ import annotations

import pytest
from attrs import evolve

from detente_client.commands.files import letter_lines
from detente_client.describe.told import Scene
from detente_client.describe.tracking import track_line
from detente_client.words.handles import Handles
from detente_wire import acts
from detente_wire import notices as n
from detente_wire.messages import Heard, MatchId
from detente_wire.terms import MediumId, NationId, Ref
from detente_wire.view import View
from tests.client.plain.story import ADA, BEL, PACK, TEATIME, ref

SLOW = MediumId("slow")
PACKED = evolve(PACK, media=(*PACK.media, evolve(PACK.media[0], id=SLOW, kind="letter", transit=2, lost=10)))
L1, L2 = ref("one"), ref("two")


class Desk:
    """A table to which letters come."""

    def __init__(self) -> None:
        self.view = View.of(ADA, TEATIME)
        self.scene = Scene(PACKED, self.view, Handles(PACKED))
        self.told: list[n.Letter] = []

    def hear(
        self,
        how: str,
        turn: int,
        *,
        by: NationId = ADA,
        letter: Ref = L1,
        reply: Ref | None = None,
        sure: bool = True,
    ) -> None:
        to = BEL if by == ADA else ADA
        send = acts.Send(SLOW, (to,), reply_to=reply)
        notice = n.Letter(letter, by, send, 1, how, BEL if how != "sent" else None, sure)  # type: ignore[arg-type]
        self.view.turn = turn
        self.view.take(notice, turn)
        self.scene.handles.hear(Heard(MatchId("m"), self.view.cursor, turn, 0, notice))
        if letter == L1:
            self.told.append(notice)

    def way(self, turn: int) -> str:
        self.view.turn = turn
        return track_line(self.scene, L1, self.told)


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        (1, "on its way, arrives in turn 3"),
        (2, "on its way, arrives in turn 3"),
        (3, "due in turn 3; it may have been lost"),
    ],
)
def test_ones_own_letter_is_on_its_way_and_then_due(turn: int, said: str) -> None:
    desk = Desk()
    desk.hear("sent", 1)
    assert desk.way(turn) == said
    assert said in letter_lines(desk.scene)[0]


def test_what_became_of_it_is_told_in_order() -> None:
    desk = Desk()
    desk.hear("sent", 1)
    desk.hear("published", 4)
    desk.hear("arrived", 4, by=BEL, letter=L2, reply=L1)
    assert desk.way(4) == "due in turn 3; it may have been lost; printed by Bel; answered by l2"


def test_a_letter_that_came_waits_for_an_answer() -> None:
    desk = Desk()
    desk.hear("arrived", 3, by=BEL)
    assert desk.way(3) == "written in turn 1; you have not answered"
    desk.hear("sent", 3, letter=L2, reply=L1)
    assert desk.way(3) == "written in turn 1; answered by l2"


@pytest.mark.parametrize(("sure", "said"), [(True, "certified authentic"), (False, "nobody can check")])
def test_a_letter_that_was_handed_on_is_certified_or_not(sure: bool, said: str) -> None:
    desk = Desk()
    desk.hear("forwarded", 2, by=BEL, sure=sure)
    assert said in desk.way(2)
