"""Every act that is foreseen, tried in one of two equal matches.

Floor plan: `twin` (two worlds and their verdict), `pieces` (of scripts); the twins by what they are about: `talks`,
`records`, `occasions`, `commitments`, `texts`, `pressure`.
"""

from __future__ import annotations

from tests.match.twinned.commitments import COMMITMENTS
from tests.match.twinned.occasions import OCCASIONS
from tests.match.twinned.pressure import PRESSURE
from tests.match.twinned.records import RECORDS
from tests.match.twinned.talks import TALKS
from tests.match.twinned.texts import TEXTS

TWINS = (*TALKS, *RECORDS, *OCCASIONS, *COMMITMENTS, *TEXTS, *PRESSURE)
