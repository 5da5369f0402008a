"""The commands of talk: what is said, offered, asked, answered and restated in a channel.

Owns: these rows of the table, and how their arguments become acts; free text.
Does not know: reading lines (`grammar`), doing anything.
"""

from __future__ import annotations

from detente_client.commands.arguments import (
    CHOICES,
    GROUP,
    IN,
    NATIONS,
    channel_of,
    choices_of,
    hash_of,
)
from detente_client.commands.deeds import Deed, Do, Show
from detente_client.commands.grammar import Command, Given
from detente_client.commands.informal import accept_study
from detente_client.commands.slots import Here, Slot, channel_with
from detente_client.commands.statements import read_claim
from detente_client.i18n import tr
from detente_client.words.handles import Kind, Thing
from detente_client.words.language import Candidate, Misunderstood, meant
from detente_wire import acts
from detente_wire.terms import (
    PUBLIC,
    ChannelId,
    Choice,
    Ref,
    options_of,
    package,
)

# -- saying -----------------------------------------------------------------------------------------------------


def say(here: Here, words: str) -> Deed:
    """Free text in the current channel."""
    if not words:
        return Show(())
    if here.channel != PUBLIC and not (here.channel and here.scene.view.is_open(here.channel)):
        here = Here(here.scene)
    return Do(acts.Say(channel_with(here, ())), words)


def _say(here: Here, given: Given) -> Deed:
    text = " ".join([*given.get("text", "").split(), *given.words.split(" ")]).strip()
    return Do(acts.Say(channel_of(here, given)), text)


def _aside(here: Here, given: Given) -> Deed:
    members = given["nations"]
    return Do(acts.Say(channel_of(here, given, *members), members), given.words)


def _offer(here: Here, given: Given) -> Deed:
    return Do(acts.Offer(channel_of(here, given), choices_of(given)), given.words)


def _accept(here: Here, given: Given) -> Deed:
    thing: Thing = given["thing"]
    if thing.kind == "engagement":
        return Do(acts.Answer(Ref(thing.ref), "open"), given.words)
    if thing.kind == "study":
        return accept_study(here, thing, given.words)
    if thing.kind == "appeal":
        return Do(acts.Grant(Ref(thing.ref)), given.words)
    if thing.kind in ("meeting", "back-channel"):
        return Do(acts.Join(ChannelId(thing.ref)), given.words)
    return Do(acts.Accept(Ref(thing.ref), hash_of(here, thing)), given.words)


def _reject(here: Here, given: Given) -> Deed:
    thing: Thing = given["thing"]
    if thing.kind in ("meeting", "back-channel"):
        return Do(acts.Decline(ChannelId(thing.ref)), given.words)
    return Do(acts.Reject(Ref(thing.ref), given.get("reason", "other")), given.words)


def _ask(here: Here, given: Given) -> Deed:
    nation = given["nation"]
    return Do(acts.Ask(channel_of(here, given, nation), nation, given["issue"]), given.words)


def _tell(here: Here, given: Given) -> Deed:
    return Do(acts.Tell(channel_of(here, given), given["claim"]), given.words)


def _answer(here: Here, given: Given) -> Deed:
    """A claim for a question, open or guarded for an invitation."""
    thing: Thing = given["thing"]
    text = tuple(given.get("answer", "").split())
    if thing.kind == "engagement":
        manner = meant(text[0] if text else "open", _MANNERS, tr("manner"))
        return Do(acts.Answer(Ref(thing.ref), "guarded" if manner == "guarded" else "open"), given.words)
    asked = here.scene.view.questions.get(Ref(thing.ref))
    if asked is None:
        raise Misunderstood(tr("{name} is not an open question.", name=thing.name))
    return Do(acts.Tell(asked.channel, read_claim(here, text), asked.ref), given.words)


_MANNERS = (Candidate("open"), Candidate("guarded"))


def _counter(here: Here, given: Given) -> Deed:
    """The offer of another with some choices changed, said where it was made."""
    offer = here.scene.view.offers.get(Ref(given["offer"].ref))
    if offer is None:
        raise Misunderstood(tr("{name} proposes nothing.", name=given["offer"].name))
    chosen = {**options_of(offer.package), **options_of(choices_of(given))}
    dropped = set(given.get("drop", ()))
    said = package([(issue, option) for issue, option in chosen.items() if issue not in dropped])
    if said == offer.package:
        raise Misunderstood(
            tr(
                "That is {name} as it stands: name what you would change, ISSUE=OPTION.",
                name=given["offer"].name,
            )
        )
    if offer.channel and offer.channel != PUBLIC and here.scene.view.is_open(offer.channel):
        return Do(acts.Offer(given.get("channel") or offer.channel, said), given.words)
    return Do(acts.Offer(channel_of(here, given, offer.by), said), given.words)


def _restate(here: Here, given: Given) -> Deed:
    thing: Thing | None = given.get("heard")
    heard = here.scene.view.claims.get(Ref(thing.ref)) if thing else None
    nation, claim = (heard.by, heard.claim) if heard else (given.get("nation"), given.get("claim"))
    if nation is None or claim is None or nation == here.scene.me:
        raise Misunderstood(
            tr(
                "Say back what to whom? /restate c1 says back the claim c1 of another; or /restate NATION most "
                "ISSUE."
            )
        )
    return Do(acts.Restate(channel_of(here, given, nation), nation, claim), given.words)


def _confirm(here: Here, given: Given) -> Deed:
    return Do(acts.Confirm(Ref(given["thing"].ref)), given.words)


def _correct(here: Here, given: Given) -> Deed:
    return Do(acts.Correct(Ref(given["thing"].ref), given["claim"]), given.words)


def _assure(here: Here, given: Given) -> Deed:
    choice: Choice = given["choice"]
    option = here.scene.pack.option(choice)
    assert option is not None
    return Do(acts.Assure(channel_of(here, given), option.clause.clause(choice)), given.words)


def _withdraw(here: Here, given: Given) -> Deed:
    return Do(acts.Withdraw(Ref(given["thing"].ref)), given.words, tr("Taken back."))


_REASONS = ("too-little", "red-line", "not-now", "not-with-you", "other")
_ANSWERABLE: tuple[Kind, ...] = (
    "offer",
    "letter",
    "assurance",
    "recess",
    "engagement",
    "study",
    "appeal",
    "meeting",
    "back-channel",
)

COMMANDS = (
    Command(
        "say",
        GROUP,
        tr("Say something; a line without a slash does the same."),
        "/say in {channel} : Good morning.",
        _say,
        (Slot("rest", "text", needed=False), IN),
    ),
    Command(
        "aside",
        GROUP,
        tr("Say something to some members of a meeting only, once a turn."),
        "/aside {nation} : Between us.",
        _aside,
        (NATIONS, IN),
    ),
    Command(
        "offer",
        GROUP,
        tr("Propose a package; your next one in that channel replaces it."),
        "/offer {choice} {choice2} : Both together.",
        _offer,
        (CHOICES, IN),
        (),
        tr(
            "Three offers, questions, answers or restatements each a meeting and turn. What you offer counts."
        ),
    ),
    Command(
        "counter",
        GROUP,
        tr("Offer what somebody offered, with some choices changed or dropped."),
        "/counter {offer} {choice}",
        _counter,
        (
            Slot("thing", "offer", things=("offer", "letter")),
            Slot("choice", "choices", many=True, needed=False),
            Slot("issue", "drop", many=True, keyword="drop", needed=False),
            IN,
        ),
    ),
    Command(
        "accept",
        GROUP,
        tr(
            "Accept an offer, a letter's offer, an assurance, a recess, a study; an invitation or appeal too."
        ),
        "/accept {offer}",
        _accept,
        (Slot("thing", "thing", things=_ANSWERABLE, waiting=True),),
    ),
    Command(
        "reject",
        GROUP,
        tr("Refuse the same, with a reason if you like."),
        "/reject {offer} too-little",
        _reject,
        (
            Slot("thing", "thing", things=_ANSWERABLE, waiting=True),
            Slot("word", "reason", needed=False, words=_REASONS),
        ),
        ("refuse",),
    ),
    Command(
        "ask",
        GROUP,
        tr("Ask a nation what an issue means to it."),
        "/ask {nation} {issue}",
        _ask,
        (Slot("nation", "nation"), Slot("issue", "issue"), IN),
        (),
        tr("An answer teaches you something, true or false alike: the game is no lie detector."),
    ),
    Command(
        "tell",
        GROUP,
        tr("Say what you want: most, least, prefer … over …, or never."),
        "/tell most {issue}",
        _tell,
        (Slot("claim", "claim"), IN),
    ),
    Command(
        "answer",
        GROUP,
        tr(
            "Answer a question with a claim (most ISSUE, least ISSUE, prefer OPTION over OPTION, never OPTION), or an "
            "invitation to dine or tour openly or guardedly."
        ),
        "/answer {question} most {issue}",
        _answer,
        (Slot("thing", "thing", things=("question", "engagement")), Slot("rest", "answer", needed=False)),
    ),
    Command(
        "restate",
        GROUP,
        tr(
            "Say back what you heard a nation want, before your first offer: a claim by its name, or in "
            "words."
        ),
        "/restate {nation} most {issue}",
        _restate,
        (
            Slot("thing", "heard", needed=False, things=("claim",)),
            Slot("nation", "nation", needed=False),
            Slot("claim", "claim", needed=False),
            IN,
        ),
        (),
        tr("If it is confirmed you understand them better and both trust the other more: listening is free."),
    ),
    Command(
        "confirm",
        GROUP,
        tr("Yes, that is what I said."),
        "/confirm {restatement}",
        _confirm,
        (Slot("thing", "thing", things=("restatement",)),),
    ),
    Command(
        "correct",
        GROUP,
        tr("No: rather this."),
        "/correct {restatement} least {issue}",
        _correct,
        (Slot("thing", "thing", things=("restatement",)), Slot("claim", "claim")),
    ),
    Command(
        "assure",
        GROUP,
        tr("Give an unwritten undertaking; it holds if the other accepts it."),
        "/assure {choice}",
        _assure,
        (Slot("choice", "choice"), IN),
        (),
        tr("It takes mutual trust of 50. Nobody else learns of it."),
    ),
    Command(
        "withdraw",
        GROUP,
        tr("Take back something of yours: an offer, invitation, pledge, threat, draft or sealed act."),
        "/withdraw {offer}",
        _withdraw,
        (Slot("thing", "thing"),),
        ("takeback",),
    ),
)
