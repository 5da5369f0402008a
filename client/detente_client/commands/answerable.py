"""What waits for the viewer's answer, by reference.

Owns: `waiting_refs`.
Does not know: how one answers, how it is told (`waiting`).
"""

from __future__ import annotations

from detente_wire.view import View


def waiting_refs(view: View) -> set[str]:
    """References of invitations, offers, assurances, recesses, engagements, studies and appeals to the viewer."""
    return {
        *(seen.id for seen in view.invitations()),
        *(seen.ref for seen in view.open_offers()),
        *(seen.ref for seen in view.my_assurances()),
        *(seen.ref for seen in view.my_recesses()),
        *(seen.asked.ref for seen in view.my_engagements()),
        *(seen.asked.ref for seen in view.my_studies()),
        *(seen.made.ref for seen in view.my_appeals()),
    }
