"""What words do to the dials: walking out, denouncing, printing, denying, pledging; a démarche.

Owns: the prospects of these acts.
Does not know: pressure tools and threats (rooms of their own), what talks earn (it hangs on the answers).
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_server.match import charges
from detente_server.match.asker import Asker
from detente_server.match.outlook import texts
from detente_server.match.outlook.pressure import drawn
from detente_server.match.outlook.sketch import Sketch, added, sealed_before
from detente_server.match.sight.texts import is_known
from detente_wire import acts
from detente_wire.acts import Lift, Press, StandDown
from detente_wire.messages import Prospect
from detente_wire.terms import PUBLIC, ChannelId, NationId, Promise, Ref


def tools(asker: Asker) -> Sketch:
    """The turn's end with what is sealed, to which an act that is not sealed adds its tension."""
    now = [one for one in sealed_before(asker).values() if isinstance(one, Press | Lift | StandDown)]
    return drawn(asker, now)


def walk_out(asker: Asker, act: acts.WalkOut) -> Iterator[Prospect]:
    """Leaving the table in protest."""
    seen, numbers = asker.channel(act.channel), asker.numbers
    if seen is None:
        return
    without, with_it = tools(asker), tools(asker)
    with_it.raise_tension(numbers.walk_out_tension, "walk-out")
    for other in asker.in_order(seen.present):
        with_it.move("trust", -numbers.walk_out_trust, other, "walk-out", asker.me)
    with_it.move("standing", -numbers.walk_out_standing, asker.me, "walk-out", when="now")
    with_it.move("home", numbers.walk_out_home, asker.me, "walk-out", when="now")
    yield from added(without, with_it, "walk-out")


def denouncement(asker: Asker, act: acts.Denounce) -> Iterator[Prospect]:
    """The liar's word falls."""
    liar = asker.said_by(act.lie) if act.lie in asker.view.lies else None
    if liar is not None and liar != asker.me:
        sketch = Sketch(asker)
        sketch.move("word", -asker.numbers.denounce_word, liar, "denounced", when="now")
        yield from added(Sketch(asker), sketch, "denounced")


def publication(asker: Asker, act: acts.Publish) -> Iterator[Prospect]:
    """Standing, tension, and the trust of whoever wrote it; nothing where it answers another's publication."""
    numbers = asker.numbers
    if not charges.of(asker, act)[1]:
        return
    without, with_it = tools(asker), tools(asker)
    with_it.raise_tension(numbers.publish_tension, "published")
    with_it.move("standing", -numbers.publish_standing, asker.me, "published")
    for author in _authors(asker, act.record):
        with_it.move("trust", -numbers.publish_trust, author, "published", asker.me)
    yield from added(without, with_it, "published")
    text = asker.view.instruments.get(act.record)
    if text is not None and not is_known(text):
        yield from texts.cooling(asker, text, text.initials)


def _authors(asker: Asker, record: Ref) -> tuple[NationId, ...]:
    """Whose words they are, as far as the asker sees: a letter's, a text's, of something said in a meeting."""
    letter, text = asker.view.letters.get(record), asker.view.instruments.get(record)
    if letter is not None:
        return asker.in_order((letter.by,))
    if text is not None:
        return asker.in_order((text.author, *text.text.parties))
    return asker.in_order((asker.said_by(record),))


def denial(asker: Asker, act: acts.Disavow) -> Iterator[Prospect]:
    """Denying a back-channel that leaked: own word, and the other's trust."""
    seen = asker.channel(asker.where_said(act.record) or ChannelId(act.record))
    if seen is None:
        return
    sketch, numbers = Sketch(asker), asker.numbers
    sketch.move("word", -numbers.disavow_word, asker.me, "disavowed", when="now")
    for other in asker.in_order(seen.members):
        sketch.move("trust", -numbers.disavow_trust, other, "disavowed", asker.me)
    # what the leak would have cost at home
    sketch.span("home", (0, numbers.leaked_home), asker.me, "disavowed")
    yield from added(Sketch(asker), sketch, "disavowed")


def pledge(asker: Asker, act: acts.Pledge) -> Iterator[Prospect]:
    """What breaking it would cost, and keeping it earn."""
    public = act.public or act.channel == PUBLIC
    seen = asker.channel(act.channel)
    yield from promised(asker, act.promise, public, asker.in_order(seen.present if seen else ()))


def promised(asker: Asker, promise: Promise, public: bool, heard: tuple[NationId, ...]) -> Iterator[Prospect]:
    """Both ends of a promise: a public one stands against the author's word, a private one against trust."""
    numbers, me = asker.numbers, asker.me
    if public:
        by = -numbers.pledge_broken_word
        yield Prospect("word", by, by, me, why="pledge-broken", when="broken")
    else:
        for other in heard:
            lost = -numbers.private_pledge_trust
            yield Prospect("trust", lost, lost, other, me, "pledge-broken", "broken")
    if promise.form == "never":  # it has no day on which it is kept
        return
    if public:
        yield Prospect("word", 0, numbers.kept_word, me, why="pledge-kept", when="kept")
    for other in _beneficiaries(asker, promise) if public else heard:
        yield Prospect("trust", 0, numbers.pledge_kept_trust, other, me, "pledge-kept", "kept")


def _beneficiaries(asker: Asker, promise: Promise) -> tuple[NationId, ...]:
    """For whom a public promise is: whom it names, or who would sign with its author."""
    if promise.form in ("no-tool", "lift"):
        return asker.in_order((promise.nation,))
    texts = (seen.text for seen in asker.view.instruments.values() if seen.hash == promise.hash)
    return asker.in_order(party for text in texts for party in text.parties)


def demarche(asker: Asker, act: acts.Demarche) -> Iterator[Prospect]:
    """If all others name it too."""
    by = -asker.numbers.demarche_standing
    yield Prospect("standing", by, by, act.nation, why="demarche", when="held")
