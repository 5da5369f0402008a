"""The commands beside the talks: dinners, receptions, games, tours, walks, gestures, joint study, appeals.

Owns: these rows of the table, and how their arguments become acts.
Does not know: reading lines (`grammar`), doing anything.
"""

from __future__ import annotations

from collections.abc import Callable

from detente_client.commands import drafting
from detente_client.commands.arguments import CHOICES, NATIONS, choices_of
from detente_client.commands.deeds import Deed, Do
from detente_client.commands.grammar import Command, Given
from detente_client.commands.slots import Here, Slot, options
from detente_client.i18n import tr
from detente_client.words.handles import Thing
from detente_client.words.language import Misunderstood, meant
from detente_wire import acts
from detente_wire.terms import Choice, EngagementKind, Favour, OptionId, Package, Ref, closes

GROUP = tr("Beside the talks")


def _dine(here: Here, given: Given) -> Deed:
    choice: Choice = given["choice"]
    worse = given["over"].split("=")[-1]
    over = OptionId(meant(worse, options(here, choice.issue), tr("option of {issue}", issue=choice.issue)))
    return Do(acts.Engage("dinner", (given["nation"],), choice.issue, choice.option, over), given.words)


def _engage(kind: EngagementKind) -> Callable[[Here, Given], Deed]:
    return lambda here, given: Do(acts.Engage(kind, (given["nation"],)), given.words)


def _reception(here: Here, given: Given) -> Deed:
    return Do(acts.Engage("reception", given["nations"], hint=given.get("hint")), given.words)


def _refer(here: Here, given: Given) -> Deed:
    return Do(acts.AdReferendum(Ref(given["walk"].ref), choices_of(given)), given.words)


def _study(here: Here, given: Given) -> Deed:
    thing: Thing | None = given.get("thing")
    if thing is not None and thing.kind == "study":
        return accept_study(here, thing, given.words)
    nation, base = given.get("nation"), _base(here, given, thing)
    if nation is None or not base:
        raise Misunderstood(tr("Study what with whom? /study js1 agrees to a study; or /study NATION o1."))
    return Do(acts.JointStudy(nation, base), given.words)


def _base(here: Here, given: Given, thing: Thing | None) -> Package:
    """The choices typed, or those of an offer, letter, text or walk."""
    if thing is None:
        return choices_of(given)
    if thing.kind == "text":
        return closes(drafting.seen_text(here, thing).text)
    if thing.kind == "engagement":
        referred = here.scene.view.engagements[Ref(thing.ref)].referred
        return next(reversed(referred.values()), ())
    return drafting.offered(here, thing)


def accept_study(here: Here, thing: Thing, words: str) -> Deed:
    """Name the base that the other proposed."""
    asked = here.scene.view.studies[Ref(thing.ref)].asked
    return Do(acts.JointStudy(asked.by, asked.base), words)


def _appeal(here: Here, given: Given) -> Deed:
    favour: Favour = "procedural-vote" if given["favour"] == "vote" else "standstill"
    return Do(acts.Appeal(given["nation"], favour), given.words)


def _grant(here: Here, given: Given) -> Deed:
    return Do(acts.Grant(Ref(given["appeal"].ref)), given.words)


_NATION = Slot("nation", "nation")

COMMANDS = (
    Command(
        "dine",
        GROUP,
        tr("Invite a guest to dinner and find out which of two options he ranks higher."),
        "/dine {nation} {choice} over {option2}",
        _dine,
        (_NATION, Slot("choice", "choice"), Slot("phrase", "over", keyword="over")),
        ("dinner",),
        tr("1 envoy. The two must be in one place when the guest answers: in a meeting this turn."),
    ),
    Command(
        "reception",
        GROUP,
        tr("Invite up to five guests; `hint` lets an option fall before them, which binds nobody."),
        "/reception {nation} hint {choice}",
        _reception,
        (NATIONS, Slot("choice", "hint", keyword="hint", needed=False)),
        (),
        tr("1 envoy for all. With each guest it may go wrong, and then what you said stands in the gazette."),
    ),
    Command(
        "sport",
        GROUP,
        tr("Invite a guest to games, a hunt or a match."),
        "/sport {nation}",
        _engage("sport"),
        (_NATION,),
        ("hunt", "match"),
        tr("1 envoy, in one place. Trust +6 both, and nothing is learned; a gaffe is seen by the world."),
    ),
    Command(
        "tour",
        GROUP,
        tr("Show a guest your country: he comes to understand you."),
        "/tour {nation}",
        _engage("tour"),
        (_NATION,),
    ),
    Command(
        "walk",
        GROUP,
        tr("Ask a nation you trust for a private hour: if it goes well, each may put one package forward."),
        "/walk {nation}",
        _engage("walk"),
        (_NATION,),
        (),
        tr("1 envoy, in one place, trust 50 both ways, once a pair. Then: /refer."),
    ),
    Command(
        "refer",
        GROUP,
        tr("Put a package forward on a walk, ad referendum: it binds nobody."),
        "/refer e1 {choice} {choice2}",
        _refer,
        (Slot("thing", "walk", things=("engagement",)), CHOICES),
        ("referendum",),
        tr("If a text that writes it is initialled within two turns, you trust each other 6 more."),
    ),
    Command(
        "gesture",
        GROUP,
        tr("A gift, a release, a photograph: 1 capital, once with each nation."),
        "/gesture {nation}",
        _engage("gesture"),
        (_NATION,),
    ),
    Command(
        "study",
        GROUP,
        tr(
            "Propose a joint study of a whole package, or agree to one: experts name a trade that both gain "
            "by."
        ),
        "/study {nation} {offer}",
        _study,
        (
            Slot("nation", "nation", needed=False),
            Slot("thing", "thing", needed=False, things=("study", "offer", "letter", "text", "engagement")),
            Slot("choice", "choices", many=True, needed=False),
        ),
        (),
        tr(
            "1 envoy each, trust 60 both ways, insight 3 into each other, twice a pair. Only you two learn "
            "of it."
        ),
    ),
    Command(
        "appeal",
        GROUP,
        tr("Ask a favour of a nation, once: a turn of standstill between you, or a procedural vote."),
        "/appeal {nation} standstill",
        _appeal,
        (_NATION, Slot("word", "favour", words=("standstill", "vote"))),
        (),
        tr(
            "Granted, it spends 10 of their trust in you, and you trust them 4 more. Refused: a grievance of "
            "2."
        ),
    ),
    Command(
        "grant",
        GROUP,
        tr("Grant an appeal; /reject refuses it."),
        "/grant ap1",
        _grant,
        (Slot("thing", "appeal", things=("appeal",)),),
    ),
)
