"""The debrief laid out: which sections there are, in which order; those of the ending, tension, trust and sheets.

Owns: `document`.
Does not know: how a section is shown. `talked` lays out what was said and proposed, `possible` the deals, `kept` texts
and the word of nations.
"""

from __future__ import annotations

from detente_client.debrief import kept, possible, talked
from detente_client.debrief.document import (
    Block,
    Bullets,
    Course,
    Document,
    Edge,
    Figure,
    Graphs,
    Mark,
    Say,
    Section,
    Table,
)
from detente_client.debrief.phrasing import SIGNS, WEIGHT, award, causes, event, outcome
from detente_client.debrief.report import Report, Seat, TurningPoint
from detente_client.figures import decimal, listing, percent, sequence, signed
from detente_client.i18n import tr, trc
from detente_client.publicpack import RUNGS
from detente_client.words.naming import Names, capital, count, owning
from detente_wire.gate import one_line
from detente_wire.terms import NationId, options_of


def document(report: Report, seen_by: NationId | None = None) -> Document:
    """The whole debrief; `seen_by`: whose deal, pairs and points come first."""
    names = Names(report.pack)
    made = (
        Section("ending", tr("The end"), tr("How it ended"), tuple(_ending(report, names, seen_by))),
        Section(
            "chances",
            tr("Could have had"),
            tr("The deal you could have had"),
            possible.chances(report, names, seen_by),
        ),
        Section("tension", tr("Tension"), tr("Tension and what moved it"), tuple(_tension(report, names))),
        Section("trust", tr("Trust"), tr("Who trusted whom"), tuple(_trust(report, names))),
        Section("talks", tr("Talks"), tr("Who talked to whom, and who knew"), talked.talks(report, names)),
        Section(
            "offers", tr("Offers"), tr("Issue by issue: what was proposed"), talked.offers(report, names)
        ),
        Section(
            "deals", tr("All deals"), tr("All the deals there were"), possible.deals(report, names, seen_by)
        ),
        Section("texts", tr("Texts"), tr("What was signed, and how it was kept"), kept.texts(report, names)),
        Section("word", tr("Word kept"), tr("Who lied, leaked and listened"), kept.word(report, names)),
        Section("sheets", tr("Sheets"), tr("Every sheet"), tuple(_sheets(report, names, seen_by))),
        Section("about", tr("About"), tr("About this debrief"), tuple(_about(report))),
    )
    return Document(report.pack.title, _subtitle(report), tuple(s for s in made if s.blocks))


def in_order(report: Report, first: NationId | None) -> list[Seat]:
    """The seats in pack order, one before the others."""
    return sorted(report.seats, key=lambda seat: seat.nation != first)


def _subtitle(report: Report) -> str:
    ending = report.ending
    mode = tr("sheets of history") if ending.mode == "historical" else tr("sheets drawn anew")
    when = [turn.date for turn in report.turns]
    dates = f"{one_line(when[0])} – {one_line(when[-1])}" if when else ""
    return listing(part for part in (dates, mode) if part)


# -- the ending ------------------------------------------------------------------------------------------------


def _ending(report: Report, names: Names, first: NationId | None) -> list[Block]:
    ending = report.ending
    blocks: list[Block] = [
        Say(
            tr(
                "{outcome} It took {time}, and tension stood at {tension} of 100 in the end: {rung}.",
                outcome=outcome(ending.outcome),
                time=count(ending.turns, "turn"),
                tension=ending.tension,
                rung=report.pack.rung(ending.tension),
            )
        ),
        Say(
            tr(
                "How good the whole was for all who had to sign (Nash): {nash} of 100. Of {deals} possible deals "
                "{feasible} would have served every one of them.",
                nash=ending.nash,
                deals=ending.deals,
                feasible=ending.feasible,
            )
        ),
    ]
    blocks += _war(report, names)
    return [*blocks, _scores(report, first), _agreed(report, names)]


def _war(report: Report, names: Names) -> list[Block]:
    ending = report.ending
    rows = []
    if ending.tipped:
        rows.append(
            tr("Whose acts raised tension most in the last turn: {who}.", who=names.nations(ending.tipped))
        )
    if ending.peace_witnesses:
        who = names.nations(ending.peace_witnesses)
        rows.append(tr("Who pressed nobody and had a fair deal on the table: {who}.", who=who))
    return [Bullets(tuple(rows))] if rows else []


def _scores(report: Report, first: NationId | None) -> Table:
    head = (
        tr("Nation"), tr("Spoken for by"), tr("Score"), tr("Points"), tr("No deal was worth"),
        tr("Of what was possible"), tr("Awards"),
    )  # fmt: skip
    return Table(
        tr("Scores"),
        head,
        tuple(_score(seat, first, war=report.ending.outcome == "war") for seat in in_order(report, first)),
    )


def _score(seat: Seat, first: NationId | None, *, war: bool) -> tuple[str, ...]:
    bots = {"bot": tr("a bot"), "charge": tr("a bot"), "minister": tr("a minister")}
    who = one_line(seat.name) or bots.get(seat.holder, one_line(seat.holder))
    title = capital(seat.title) + (f" ({tr('you')})" if seat.nation == first else "")
    return (
        title, who, decimal(seat.score_tenths), "–" if war else str(seat.got), str(seat.batna_end),
        "–" if war else percent(decimal(seat.share)),
        listing(award(word) for word in seat.awards) or "–",
    )  # fmt: skip


def _agreed(report: Report, names: Names) -> Table:
    opened = report.deals.opened
    agreed = options_of(opened.signed)
    nash = options_of(opened.nash.package) if opened.nash else {}
    history = options_of(opened.historical.package) if opened.historical else {}
    rows = []
    for issue in report.pack.issues:
        choices = (found.get(issue.id) for found in (agreed, nash, history))
        rows.append((issue.title, *(names.option(issue.id, o) if o else tr("left open") for o in choices)))
    head = (tr("Issue"), tr("Agreed"), tr("The fairest deal (Nash)"), tr("In history"))
    return Table(tr("What was agreed, beside the fairest deal and history"), head, tuple(rows))


# -- tension ---------------------------------------------------------------------------------------------------


def _tension(report: Report, names: Names) -> list[Block]:
    turns = report.turns
    if not turns:
        return []
    values = (turns[0].tension, *(turn.end_tension for turn in turns))
    marks = tuple(
        Mark(e.turn, SIGNS[e.kind], event(names, e))
        for e in sorted(report.events, key=lambda e: WEIGHT[SIGNS[e.kind]])
    )
    bands = tuple((10 * rung, report.pack.rung(10 * rung)) for rung in range(RUNGS))
    hottest = max(turns, key=lambda turn: turn.end_tension)
    says = tr(
        "Tension began at {first} and ended at {last}; it stood highest, at {most}, after turn {turn}. 100 is war.",
        first=values[0], last=values[-1], most=max(values), turn=hottest.turn,
    )  # fmt: skip
    figure = Figure(
        tr("Tension, turn by turn"), says, Course(values, bands, marks), _tension_table(report, names)
    )
    return [
        figure,
        Say(tr("The turning points:")),
        Bullets(tuple(_point(names, p) for p in report.turning_points)),
    ]


def _tension_table(report: Report, names: Names) -> Table:
    happened: dict[int, list[str]] = {}
    for one in report.events:
        happened.setdefault(one.turn, []).append(event(names, one))
    rows = tuple(
        (
            tr("Turn {turn}, {date}", turn=turn.turn, date=one_line(turn.date)),
            f"{turn.tension} → {turn.end_tension} ({signed(turn.change)})",
            causes(names, turn.moves),
            " ".join(happened.get(turn.turn, ())) or "–",
        )
        for turn in report.turns
    )
    return Table(tr("Tension"), (tr("Turn"), tr("Tension"), tr("Moved by"), tr("What happened")), rows)


def _point(names: Names, point: TurningPoint) -> str:
    why = causes(names, point.moves)
    if point.of is None:
        return tr("Turn {turn}: tension moved by {by}: {why}.", turn=point.turn, by=signed(point.by), why=why)
    return tr(
        "Turn {turn}: {whose} trust in {toward} moved by {by}: {why}.",
        turn=point.turn, whose=owning(capital(names.nation(point.of))), toward=names.nation(point.toward),
        by=signed(point.by), why=why,
    )  # fmt: skip


# -- trust -----------------------------------------------------------------------------------------------------


def _trust(report: Report, names: Names) -> list[Block]:
    order = report.pack.order
    courses = {(course.of, course.toward): course for course in report.trust}
    if not courses:
        return []
    pairs = [(a, b) for n, a in enumerate(order) for b in order[n + 1 :]]
    at = {nation: n for n, nation in enumerate(order)}
    frames = tuple(
        (
            tr("Turn {turn}", turn=turn) if turn else tr("At the beginning"),
            tuple(
                Edge(at[a], at[b], courses[a, b].values[turn], courses[b, a].values[turn]) for a, b in pairs
            ),
        )
        for turn in range(len(report.turns) + 1)
    )
    says = tr(
        "How far the nations trusted each other, 0 to 100, as the match began and at the end of each turn."
    )
    signs = tr("Each line stands for the lower of both directions. Thick is much, dashed is under 25.")
    graphs = Graphs(tuple(capital(names.nation(nation)) for nation in order), frames)
    figure = Figure(tr("Trust, turn by turn"), says, graphs, _trust_table(report, names), signs)
    return [figure, _insight(report, names)]


def _trust_table(report: Report, names: Names) -> Table:
    head = (tr("Of whom in whom"), *(str(turn) for turn in range(len(report.turns) + 1)), tr("Change"))
    rows = tuple(
        (
            tr("{of} in {toward}", of=capital(names.nation(c.of)), toward=names.nation(c.toward)),
            *(str(value) for value in c.values),
            signed(c.change),
        )
        for c in report.trust
    )
    return Table(tr("Trust as turn 1 began (0) and at the end of each turn"), head, rows)


def _insight(report: Report, names: Names) -> Table:
    best, order = report.insight_at_end(), report.pack.order
    head = (tr("Of whom"), *(tr("about {nation}", nation=names.nation(n)) for n in order), tr("Sum"))
    rows = []
    for of in order:
        levels = [best.get((of, about), 0) for about in order]
        cells = ["–" if about == of else str(level) for about, level in zip(order, levels)]
        rows.append((capital(names.nation(of)), *cells, str(sum(levels))))
    return Table(tr("Who understood whom at the end: insight, 0 to 5"), head, tuple(rows))


# -- sheets ----------------------------------------------------------------------------------------------------


def _sheets(report: Report, names: Names, first: NationId | None) -> list[Block]:
    return [_sheet(report, names, seat) for seat in in_order(report, first)]


def _sheet(report: Report, names: Names, seat: Seat) -> Table:
    points = {row.issue: row.points for row in seat.points}
    agreed = options_of(report.ending.agreed)
    rows = []
    for issue in report.pack.issues:
        given = points.get(issue.id, ())
        options = [
            f"{option.title} {worth}"
            + (
                " " + tr("(red line)")
                if any(c.option == option.id for c in seat.red_lines if c.issue == issue.id)
                else ""
            )
            for option, worth in zip(issue.options, given)
        ]
        chosen = agreed.get(issue.id)
        got = next((str(w) for o, w in zip(issue.options, given) if o.id == chosen), trc("an issue", "open"))
        rows.append((issue.title, str(max(given, default=0)), sequence(options), got))
    caption = tr(
        "{nation}: card {card}; no deal was worth {batna}, at the end {end}",
        nation=capital(seat.title), card=one_line(seat.card), batna=seat.batna, end=seat.batna_end,
    )  # fmt: skip
    return Table(
        caption, (tr("Issue"), tr("At best"), tr("Options and their points"), tr("Agreed")), tuple(rows)
    )


def _about(report: Report) -> list[Block]:
    ending = report.ending
    rows = [
        tr("Scores, sheets, frontier, Nash deal and lies were opened by the server when the match ended; this page "
           "adds up the sheets' points and draws."),
        tr("Nash: the deal with the largest product of what each who had to sign gained over no deal."),
        tr("The frontier: the deals of which no other gives every principal as much and one of them more."),
        tr("Pack {pack}, {engine}. Hash of what was done: {hash}.", pack=f"{ending.pack} {ending.pack_digest[:12]}",
           engine=one_line(ending.engine), hash=ending.archive_hash),
    ]  # fmt: skip
    if ending.commitment:
        rows.append(
            tr(
                "The dice were sealed by {commitment}; the salt was {salt}.",
                commitment=ending.commitment,
                salt=ending.salt,
            )
        )
    return [Bullets(tuple(rows))]
