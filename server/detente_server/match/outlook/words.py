"""What words do to the dials: walking out, denouncing, printing, denying, pledging; a démarche; keeping a text.

Owns: the prospects of these acts.
Does not know: pressure tools and threats (rooms of their own), what talks earn (it hangs on the answers).
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_server.match import charges
from detente_server.match.asker import Asker
from detente_server.match.outlook.pressure import drawn
from detente_server.match.outlook.sketch import Sketch, added, sealed_before
from detente_wire import acts
from detente_wire.acts import Lift, Press, StandDown
from detente_wire.messages import Prospect
from detente_wire.terms import PUBLIC, ChannelId, NationId, Ref


def _tools(asker: Asker) -> Sketch:
    """The turn's end with what is sealed, to which an act that is not sealed adds its tension."""
    now = [one for one in sealed_before(asker).values() if isinstance(one, Press | Lift | StandDown)]
    return drawn(asker, now)


def walk_out(asker: Asker, act: acts.WalkOut) -> Iterator[Prospect]:
    """Leaving the table in protest."""
    seen, numbers = asker.channel(act.channel), asker.numbers
    if seen is None:
        return
    without, with_it = _tools(asker), _tools(asker)
    with_it.raise_tension(numbers.walk_out_tension, "walk-out")
    for other in asker.in_order(seen.present):
        with_it.move("trust", -numbers.walk_out_trust, other, "walk-out", asker.me)
    with_it.move("standing", -numbers.walk_out_standing, asker.me, "walk-out", when="now")
    with_it.move("home", numbers.walk_out_home, asker.me, "walk-out", when="now")
    yield from added(without, with_it, "walk-out")


def denouncement(asker: Asker, act: acts.Denounce) -> Iterator[Prospect]:
    """The liar's word falls."""
    claim = asker.view.claims.get(act.lie)
    if claim is not None:
        sketch = Sketch(asker)
        sketch.move("word", -asker.numbers.denounce_word, claim.by, "denounced", when="now")
        yield from added(Sketch(asker), sketch, "denounced")


def publication(asker: Asker, act: acts.Publish) -> Iterator[Prospect]:
    """Standing, tension, and the trust of whoever wrote it; nothing where it answers another's publication."""
    numbers = asker.numbers
    if not charges.of(asker, act)[1]:
        return
    without, with_it = _tools(asker), _tools(asker)
    with_it.raise_tension(numbers.publish_tension, "published")
    with_it.move("standing", -numbers.publish_standing, asker.me, "published")
    for author in _authors(asker, act.record):
        with_it.move("trust", -numbers.publish_trust, author, "published", asker.me)
    yield from added(without, with_it, "published")


def _authors(asker: Asker, record: Ref) -> tuple[NationId, ...]:
    """Whose words they are, as far as the asker sees: a letter's, a text's, of something said in a meeting."""
    view = asker.view
    letter, text, said = view.letters.get(record), view.instruments.get(record), view.offers.get(record)
    if letter is not None:
        return asker.in_order((letter.by,))
    if text is not None:
        return asker.in_order((text.author, *text.text.parties))
    return asker.in_order((said.by,)) if said is not None else ()


def denial(asker: Asker, act: acts.Disavow) -> Iterator[Prospect]:
    """Denying a back-channel that leaked: own word, and the other's trust."""
    seen = asker.channel(asker.where_said(act.record) or ChannelId(act.record))
    if seen is None:
        return
    sketch, numbers = Sketch(asker), asker.numbers
    sketch.move("word", -numbers.disavow_word, asker.me, "disavowed", when="now")
    for other in asker.in_order(seen.members):
        sketch.move("trust", -numbers.disavow_trust, other, "disavowed", asker.me)
    yield from added(Sketch(asker), sketch, "disavowed")


def pledge(asker: Asker, act: acts.Pledge) -> Iterator[Prospect]:
    """What breaking it would cost."""
    if act.public or act.channel == PUBLIC:
        by = -asker.numbers.pledge_broken_word
        yield Prospect("word", by, by, asker.me, why="pledge-broken", when="broken")
        return
    seen, lost = asker.channel(act.channel), -asker.numbers.private_pledge_trust
    for other in asker.in_order(seen.members if seen else ()):
        yield Prospect("trust", lost, lost, other, asker.me, "pledge-broken", "broken")


def demarche(asker: Asker, act: acts.Demarche) -> Iterator[Prospect]:
    """If all others name it too."""
    by = -asker.numbers.demarche_standing
    yield Prospect("standing", by, by, act.nation, why="demarche", when="held")


def keeping(asker: Asker, act: acts.Keep) -> Iterator[Prospect]:
    """What a cheat costs when it is found."""
    seen, numbers, me = asker.view.instruments.get(act.ref), asker.numbers, asker.me
    if act.manner != "cheat" or seen is None:
        return
    yield Prospect("word", -numbers.breach_word, -numbers.breach_word, me, why="breach", when="found")
    by = -numbers.breach_standing
    yield Prospect("standing", by, by, me, why="breach", when="found")
    for other in asker.in_order(seen.text.parties):
        trust, grievance = -numbers.breach_trust, numbers.breach_grievance
        yield Prospect("trust", trust, trust, other, me, "breach", "found")
        yield Prospect("grievance", grievance, grievance, other, me, "breach", "found")
