"""What pressing with an open hand costs: grievance, trust, and standing without licence (rules, section 6).

Owns: the consequences of a known author, licences, the multiplier of tiers.
Does not know: what any tool does (`sanctions`, `covert`, `legal`, `force`, `inducement`).
"""

from __future__ import annotations

from detente_server.rules import guarantees, promises, standstills
from detente_server.rules.book import Book
from detente_server.rules.pack import Pack
from detente_server.rules.state import Pair, State
from detente_wire.notices import Cause
from detente_wire.terms import NationId, Tool

TIER_DIVISOR = 4


def tier(pack: Pack, by: NationId, target: NationId) -> int:
    """Quarters by which an effect on the target counts: 5 on a lower tier, 3 on a higher, 4 on the same."""
    own, other = pack.nation(by).tier, pack.nation(target).tier
    return 5 if other < own else 3 if other > own else TIER_DIVISOR


class Licences:
    """Grievances that a step began with, less what tools of the step have spent.

    Grievance that arises in the step licenses nothing in it, so that the order within the step decides nothing.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._spent: dict[Pair, int] = {}

    def take(self, by: NationId, target: NationId, needs: int) -> bool:
        """Whether the grievance covers so much; if it does, so much is spent."""
        spent = self._spent.get((by, target), 0)
        if needs > self._state.pairs[by, target].grievance - spent:
            return False
        self._spent[by, target] = spent + needs
        return True


def press_openly(
    book: Book,
    by: NationId,
    target: NationId,
    tool: Tool,
    tension: int,
    because: Cause,
    licences: Licences,
    *,
    carried_out: bool = False,
    lawful: bool = False,
) -> None:
    """A known author used a tool: what it costs him with the target and with the world.

    Target: grievance 5 x tension, trust -2 x tension (a carried-out threat: -3 only). World: unless his own
    grievance licenses it, or a body stands behind it (`lawful`, which spends no grievance), standing falls by the
    tension, and who minds law or peace trusts him 2 less. A tool that breaks a standstill has no licence. Tools without
    tension cost nothing but a pledge.
    """
    book.touch(by, target)
    promises.on_pressed(book, by, target, tool)
    guarantees.on_pressed(book, by, target, tool)
    if not tension:
        return
    table = book.numbers
    broke = standstills.on_pressed(book, by, target, tool)
    book.raise_tension(by, tension, because)
    loss = table.carried_out_trust if carried_out else table.trust_per_tension * tension
    book.move_pair(target, by, "trust", -loss, because)
    needs = table.grievance_per_tension * tension
    if not broke and lawful:
        pass
    elif not broke and licences.take(by, target, needs):
        book.move_pair(by, target, "grievance", -needs, Cause("licence", target, because.ref))
    else:
        _offend(book, by, target, tension, because)
    book.move_pair(target, by, "grievance", needs, because)


def _offend(book: Book, by: NationId, target: NationId, tension: int, because: Cause) -> None:
    book.move(by, "standing", -tension, because)
    for third in book.others(by):
        if third != target and book.pack.nation(third).self_card.minds_law_or_peace:
            book.move_pair(third, by, "trust", -book.numbers.licence_bystander_trust, because)
