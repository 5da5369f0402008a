"""A game in which the first two turns are taught.

Owns: which game that is.
Does not know: what is taught, how a solo game is played.
"""

from __future__ import annotations

from detente_client.i18n import tr
from detente_client.journeys.sitting import Sitting

PACK = "hong-kong-1984"
NATIONS = ("prc", "gbr")
SEED = 1984


async def journey(sitting: Sitting, nation: str = NATIONS[0]) -> int:
    """Play it; the exit code."""
    from detente_client.journeys import solo

    sitting.say(tr("The talks on Hong Kong, with a tutor beside you. /tutor off sends him away."))
    wish = solo.Wish(PACK, nation, SEED, "dove", "historical", taught=True)
    return await solo.play_new(wish, sitting)
