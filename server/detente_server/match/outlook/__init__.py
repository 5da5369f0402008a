"""What an act would do to the dials, as the asker's own view lets him foresee it (the prospects of `Exposure`).

Owns: which acts have prospects.
Floor plan: `sketch` (the turn's end in pencil), `pressure`, `regimes` (sanctions that go on), `threats`, `words`.
Does not know: the state of the match, what others have sealed, any rival's capacity or self card. The formulas are
those of the rules (`rules.impact`, `rules.weighing`), put to what the view holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from detente_server.match.asker import Asker
from detente_server.match.outlook import pressure, threats, words
from detente_wire import acts
from detente_wire.acts import Act
from detente_wire.messages import Prospect

OUTLOOKS: dict[type[Act], Callable[[Asker, Any], Iterable[Prospect]]] = {
    acts.Press: pressure.prospects,
    acts.Lift: pressure.prospects,
    acts.StandDown: pressure.prospects,
    acts.Threaten: threats.threat,
    acts.Send: threats.letter,
    acts.AnswerThreat: threats.answer,
    acts.SettleThreat: threats.settlement,
    acts.Withdraw: threats.withdrawal,
    acts.WalkOut: words.walk_out,
    acts.Denounce: words.denouncement,
    acts.Publish: words.publication,
    acts.Disavow: words.denial,
    acts.Pledge: words.pledge,
    acts.Demarche: words.demarche,
    acts.Keep: words.keeping,
}
"""Acts whose effect on the dials is fixed, or hangs on a chance that has a name."""


def of(asker: Asker, act: Act) -> tuple[Prospect, ...]:
    """What this act would do; nothing for acts that move no dial of themselves, and before the first turn."""
    outlook = OUTLOOKS.get(type(act))
    return tuple(outlook(asker, act)) if outlook is not None and asker.view.turn else ()
