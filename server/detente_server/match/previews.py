"""Who would see an act before it is sent, at what price and risk, to what end: the answer to `Exposure`.

Owns: the whole of the answer, from its four parts.
Does not know: anything but the asker's view and the public pack, and so never how an act will really come out.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.match import charges, hindrances, outlook, sight
from detente_server.match.asker import Asker
from detente_server.rules.pack import Pack
from detente_wire.acts import Act
from detente_wire.messages import ExposureAnswer
from detente_wire.view import View


def preview(view: View, pack: Pack, act: Act) -> ExposureAnswer:
    """Who would see it, what it costs, how it might come out, which dials it would move; `pack`: its public part."""
    asker = Asker(view, pack)
    answer = sight.of(asker, act)
    envoys, capital = charges.of(asker, act)
    refused = answer.refused or hindrances.first(asker, act, envoys, capital)
    ahead = () if any(hindrances.names(asker, act)) else outlook.of(asker, act)
    return evolve(answer, envoys=envoys, capital=capital, prospects=ahead, refused=refused)
