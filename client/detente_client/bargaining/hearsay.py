"""What came out about others' wishes: leaks, records that were handed on, hints and rumours.

Owns: reading them as `Known`.
Does not know: what was told to the player's face (`knowledge`).
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.bargaining.known import Known
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.words import phrases
from detente_client.words.naming import capital
from detente_wire.acts import Act, Correct, Offer, Send, Tell
from detente_wire.notices import Hinted, Minutes
from detente_wire.terms import Choice, NationId


def heard_of(scene: Scene, nation: NationId) -> Iterator[Known]:
    """In the order in which it came out."""
    for item in (*scene.view.hints, *scene.view.leaks):
        match item.notice:
            case Hinted(by=by, choice=choice, rumour=rumour) if by == nation:
                source = (
                    tr("a rumour, turn {turn}", turn=item.turn)
                    if rumour
                    else tr("let fall at a reception, turn {turn}", turn=item.turn)
                )
                yield Known(nation, choice.issue, "hearsay", _would_take(scene, choice), source)
            case Minutes(how=how) if how != "joined":
                yield from _minutes(scene, nation, item.notice, item.turn)


def _minutes(scene: Scene, nation: NationId, minutes: Minutes, turn: int) -> Iterator[Known]:
    source = tr(
        "{how}, turn {turn}, {worth}",
        how=_how(scene, minutes),
        turn=turn,
        worth=tr("certified") if minutes.certified else tr("cannot be checked"),
    )
    for by, act in minutes.acts:
        if by == nation:
            yield from _act(scene, nation, act, source)


def _act(scene: Scene, nation: NationId, act: Act, source: str) -> Iterator[Known]:
    match act:
        case Tell(claim=claim) | Correct(claim=claim):
            what = capital(phrases.claim(scene.names, claim, nation))
            yield Known(nation, claim.issue, "hearsay", what, source)
        case Offer(package=said) | Send(package=said):
            for choice in said or ():
                yield Known(nation, choice.issue, "hearsay", _would_take(scene, choice), source)


def _would_take(scene: Scene, choice: Choice) -> str:
    return tr("It would offer: {option}", option=scene.names.option(choice.issue, choice.option))


def _how(scene: Scene, minutes: Minutes) -> str:
    who = scene.names.whom(minutes.via)
    words = {
        "leaked": tr("leaked"),
        "intercepted": tr("intercepted"),
        "forwarded": tr("handed on by {who}", who=who),
        "quoted": tr("read out by {who}", who=who),
        "published": tr("printed"),
        "rumoured": tr("a rumour"),
    }
    return words.get(minutes.how, minutes.how)
