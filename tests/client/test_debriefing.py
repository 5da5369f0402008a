"""What is told of the debrief, in lines."""

from __future__ import annotations

from detente_client.describe.debriefing import debrief_lines
from detente_client.publicpack import read_pack
from detente_client.words.naming import Names
from detente_wire.notices import Debrief, LieTold
from detente_wire.terms import Claim, IssueId, NationId, Ref
from tests.match.table import loaded

ADA = NationId("ada")


def _told(*lies: LieTold) -> list[str]:
    names = Names(read_pack(loaded("teatime").public))
    debrief = Debrief((), (), 9, 1, (), None, None, (), lies)
    return [line for line in debrief_lines(names, debrief) if "lied" in line]


def test_a_lie_that_was_told_to_two_is_printed_once_each_other_one_by_itself() -> None:
    bridge, toll = (Claim("most", IssueId(issue)) for issue in ("bridge", "toll"))
    first, again = LieTold(Ref("l1"), ADA, bridge, False), LieTold(Ref("l2"), ADA, bridge, False)
    assert len(_told(first, again)) == 1
    assert len(_told(first, LieTold(Ref("l3"), ADA, toll, False))) == 2
    assert len(_told(first, LieTold(Ref("l4"), ADA, bridge, True))) == 2
    assert _told() == ["Nobody lied."]
