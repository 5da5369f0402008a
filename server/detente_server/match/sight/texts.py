"""Who sees a text, and what is done to it.

Owns: the readers of a draft, of a tabled, of an initialled text.
Does not know: what stands in it.
"""

from __future__ import annotations

from typing import Any

from attrs import evolve

from detente_server.match.asker import Asker
from detente_server.match.sight.circles import everybody, these, unknown_ref
from detente_server.match.sight.talks import in_channel
from detente_wire import acts
from detente_wire.messages import ExposureAnswer
from detente_wire.seen import InstrumentSeen


def done_to_it(asker: Asker, act: Any) -> ExposureAnswer:
    """Something done to a text: those who see it."""
    seen = asker.view.instruments.get(act.ref)
    if seen is not None:
        return readers(asker, seen)
    assured = asker.view.assurances.get(act.ref)
    return in_channel(asker, assured.channel) if assured is not None else unknown_ref()


def readers(asker: Asker, seen: InstrumentSeen) -> ExposureAnswer:
    """Author and parties of a draft that was laid before them; all, once it is initialled and no secret."""
    if seen.status == "draft":
        return ExposureAnswer()
    if seen.status not in ("tabled", "lapsed") and not seen.text.secret:
        return everybody(asker, None)
    return evolve(these(asker, (seen.author, *seen.text.parties)), perhaps_others=True)


def is_known(seen: InstrumentSeen) -> bool:
    """Whether everybody knows the text, once it is initialled."""
    return not seen.text.secret or seen.leaked


def tabling(asker: Asker, act: acts.Table) -> ExposureAnswer:
    """The parties, and those in the channel where it is tabled."""
    seen = asker.view.instruments.get(act.ref)
    if seen is None:
        return unknown_ref()
    there = in_channel(asker, act.channel) if act.channel else ExposureAnswer()
    sees = asker.in_order((*there.sees, *seen.text.parties))
    return evolve(there, sees=sees, known=False)


def amending(asker: Asker, act: acts.Amend) -> ExposureAnswer:
    """Who saw it, who is a party now, and those who are amended out of it."""
    seen = asker.view.instruments.get(act.ref)
    if seen is None:
        return unknown_ref()
    before = readers(asker, seen)
    if seen.status == "draft":
        return before
    return evolve(before, sees=asker.in_order((*before.sees, *act.text.parties)), perhaps_others=True)


def initial(asker: Asker, act: acts.Initial) -> ExposureAnswer:
    """The last initial opens a text that is no secret to everybody."""
    seen = asker.view.instruments.get(act.ref)
    if seen is None:
        return unknown_ref()
    last = set(seen.text.parties) <= seen.initials | {asker.me}
    return everybody(asker, act) if last and not seen.text.secret else readers(asker, seen)
