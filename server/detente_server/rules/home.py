"""Whether home says yes: the ratification sum `R` (rules, section 8).

Owns: the one formula for `R`, used by ratification, bots and the server's queries alike.
Does not know: the state of a match, and whose sum it is: nobody's own but the asker's is ever shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente_server.rules.numbers import Numbers

_NUMBERS = Numbers()


def ratification_sum(
    *,
    home: int,
    points: int,
    batna: int,
    trusts: Sequence[int],
    sells: int = 0,
    red_lines: int = 0,
    broken_pledges: int = 0,
    leaked: bool = False,
    endorsed: int = 0,
    objected: int = 0,
    basis: bool = False,
    face: bool = False,
    recommended: bool = False,
    numbers: Numbers | None = None,
) -> int:
    """`R` of a text for one nation, to be held against its ratifier's number.

    `points` is `I` with the text added to those in force; `trusts` the own trust in each co-signatory; `sells` the
    envoys that sold at home this turn or last; `red_lines` and `broken_pledges` those that the text crosses;
    `leaked` whether it leaked while secret; `endorsed` and `objected` count nations outside the principals; `basis`
    whether it is the basis of its table; `face` whether the nation holds a face with a co-signatory; `recommended`
    whether an institution recommends it.
    """
    table = numbers or _NUMBERS
    voices = table.voice_in_sum * (endorsed - objected)
    most = table.voice_in_sum_max
    return (
        home // 2
        + (points - batna) // 2
        + mean(trusts) // 10
        + table.sell * min(sells, table.sells_counted)
        - table.red_line * red_lines
        + (table.red_line - table.red_line // table.face if face and red_lines else 0)
        - table.pledge_in_sum * broken_pledges
        - (table.leaked_in_sum if leaked else 0)
        + max(-most, min(most, voices))
        + (table.basis if basis else 0)
        + (table.recommended_in_sum if recommended else 0)
    )


def mean(values: Sequence[int]) -> int:
    """The mean, floored; 0 of nothing."""
    return sum(values) // len(values) if values else 0
