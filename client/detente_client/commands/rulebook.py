"""The rules on one page each, as `/rules` prints them.

Owns: the topics and their sentences, what of the pack belongs to them (media, principals, modules).
Does not know: numbers beyond those that a player needs to decide; the reference page has them all.
"""

from __future__ import annotations

from detente_client.figures import listing, percent, sequence
from detente_client.i18n import tr
from detente_client.publicpack import PublicMedium, PublicVenue
from detente_client.words.naming import Names, count

TOPICS: dict[str, tuple[str, ...]] = {
    "game": (
        tr("You speak for a nation. Your secret sheet holds points for each option of each issue; the best "
"sum to 100."),
        tr("It also says what no deal is worth to you (BATNA) and where your red lines are."),
        tr("Each turn you have a few envoys: one envoy, one job. Pressure also costs capital."),
        tr("Tension runs from 0 to 100. At 100 there is war and all score 0. Formal talk lowers it, "
"pressure raises it."),
        tr("A deal is a text: drafted, tabled, initialled, signed, ratified at home, and then kept."),
        tr("You score your share of what was possible, how good the deal was for all, and how calm the "
"world is."),
    ),
    "turn": (
        tr("Talks are open until the deadline, or until all are ready (/ready). Then the turn resolves at "
"once."),
        tr("Sealed acts (pressure, signatures, how you keep a clause) are opened together at the turn's end."),
        tr("Nobody knows the last turn: from the deadline turn on the talks may close at any turn's end."),
        tr("Once everything is closed two more turns prove whether the text is kept."),
    ),
    "listening": (
        tr("Ask (/ask), then say back what you heard (/restate) before your first offer: a confirmation "
"gives you a mark."),
        tr("Two marks make one insight, up to 5: top issue, issue order, option order, red lines, BATNA. "
"All true."),
        tr("Answers may be lies. A lie found out costs the liar 10 trust, and you may make it public "
"(/denounce)."),
        tr("Dinners and tours teach too. Contact gives at most 6 trust a turn and never lifts it above 55."),
    ),
    "trust": (
        tr("20 both ways: meetings at a discreet place. 40: a back-channel without go-between. 50: /assure."),
        tr("Deeds lift trust above 55: kept pledges, kept clauses, a quiet offer repeated openly by both."),
        tr("Trust falls by 1 a turn toward 30 where nothing happens between two. /ledger tells why it moved."),
    ),
    "texts": (
        tr("/draft writes it, /check finds its faults, /whips counts your home, /table lays it before its "
"parties."),
        tr("/initial agrees to the exact words; initialled by all it is frozen. From the next turn on: "
"/sign."),
        tr("All parties must sign the same text in the same turn, else it lapses and nobody learns who had "
"signed."),
        tr("Each party's home ratifies it by a sum of support at home, points, trust and red lines; /sell "
"adds 4."),
        tr("An issue is closed only when a text in force, ratified by every principal, writes it."),
    ),
    "pressure": (
        tr("Protest, recall, sanctions 1-3, covert act, legal offensive, force 1-3, inducement: /press TOOL "
"NATION."),
        tr("It moves what no deal is worth to the target, and raises tension by what /who tells."),
        tr("A grievance is a licence for a measured answer; without one your standing falls."),
        tr("Threats: /threaten. Publicly yielding or backing down costs; in private it is free."),
    ),
    "tension": (
        tr("The crisis's own tide, pressure and stalled talks raise it. Formal talk among the principals "
"lowers it by 3."),
        tr("A turn without pressure lowers it by 1, a standstill by 2 or 4, an issue initialled by all by "
"3, once each."),
        tr("From rung 7 on accidents happen; at rung 9 only letters, telephone, back-channels and "
"statements are left."),
        tr("Below 90 at a turn's dawn it cannot reach 100 in that turn: there is always one turn of last "
"hours."),
    ),
    "score": (
        tr("20 points of peace, up to 45 for your share above BATNA, up to 25 for the deal's fairness, up "
"to 10 for calm."),
        tr("War is 0 for all. There is no winner at the table: you are compared with others in the same "
"seat."),
    ),
}  # fmt: skip
"""Every topic and what it says; `media` comes from the pack."""


def rules_lines(names: Names, topic: str) -> list[str]:
    """The sentences of a topic; empty: the game in short and the list of topics."""
    if topic == "media":
        return [_medium_line(medium) for medium in names.pack.media] + [_venues(names)]
    if topic in TOPICS:
        return list(TOPICS[topic])
    principals = names.nations(names.pack.must_sign)
    more = tr(
        "Here {principals} must sign. The talks may close from turn {deadline} on.",
        principals=principals,
        deadline=names.pack.deadline,
    )
    return [
        *TOPICS["game"],
        more,
        tr("More: {topics}.", topics=listing(f"/rules {name}" for name in (*TOPICS, "media"))),
    ]


def _medium_line(medium: PublicMedium) -> str:
    kinds = {
        "meeting": tr("meeting"),
        "letter": tr("letter"),
        "back-channel": tr("back-channel"),
        "public": tr("public"),
    }
    parts = [
        kinds[medium.kind],
        *([tr("more than two")] if medium.many else []),
        count(medium.envoys, "envoy"),
    ]
    parts += [tr("arrives after {turns}", turns=count(medium.transit, "turn"))] if medium.transit else []
    parts += [tr("at most {choices}", choices=count(medium.clauses, "choice"))] if medium.clauses < 99 else []
    parts += [tr("{per_turn} a turn", per_turn=medium.per_turn)] if medium.per_turn < 99 else []
    parts += [tr("leaks {chance}", chance=percent(medium.leak))] if medium.leak else []
    parts += [tr("is read {chance}", chance=percent(medium.intercept))] if medium.intercept else []
    parts += [tr("from turn {from_turn}", from_turn=medium.from_turn)] if medium.from_turn > 1 else []
    return f"{medium.title} ({medium.id}): {listing(parts)}."


def _venue(venue: PublicVenue) -> str:
    facts = [
        venue.id,
        *([tr("discreet")] if venue.discreet else []),
        *([tr("secure")] if venue.secure else []),
    ]
    return f"{venue.title} ({listing(facts)})"


def _venues(names: Names) -> str:
    shown = [_venue(venue) for venue in names.pack.venues]
    return tr("Places: {places}.", places=sequence(shown)) if shown else tr("There are no named places.")
