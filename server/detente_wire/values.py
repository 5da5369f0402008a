"""How a value is declared: `frozen`, for every class whose instances are made by the thousand.

Owns: that decorator.
Does not know: any value.

To the type checker it is `attrs.frozen`: a field is never assigned to. At run time nothing stands in the way of an
assignment, for what attrs does to stop one makes a value of four fields three times as dear to make (0.7 us and
0.2 us), and one message makes some thirty values. The check is mypy's, in `make check`, over the tests as well.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import frozen as frozen
else:
    from attrs import define
    from attrs.setters import NO_OP

    frozen = partial(define, unsafe_hash=True, on_setattr=NO_OP)
