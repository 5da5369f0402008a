"""The checked files of a pack -> the compiled `Pack` that the rules read.

Owns: defaults by kind, symmetric lists, order. Does not know: problems (there are none left), prose, digests.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import asdict

from detente_server.packs import format as files
from detente_server.packs.bodies import compile_institution
from detente_server.packs.sheets import points_table
from detente_server.rules import pack as compiled
from detente_server.rules.conditions import Ids, compile_condition
from detente_wire.terms import (
    Choice,
    ClauseForm,
    IssueId,
    MediumId,
    NationId,
    OptionId,
    Package,
    VenueId,
    package,
)


def compile_pack(said: files.PackFiles) -> compiled.Pack:
    """The compiled tables of files that have no problems."""
    pack = said.pack
    return compiled.Pack(
        id=pack.id,
        version=pack.version,
        title=pack.title,
        rules=frozenset(files.MODULES if "full" in pack.rules else pack.rules),
        nations=tuple(_nation(nation, said) for nation in said.nations.nation),
        must_sign=_nations(pack.must_sign),
        issues=tuple(_issue(issue) for issue in said.issues.issue),
        media=tuple(_medium(medium) for medium in said.channels.medium),
        venues=tuple(_venue(venue) for venue in said.channels.venue),
        ladder=_ladder(said.ladder),
        deadline=pack.deadline_turn,
        dates=pack.dates,
        injects=tuple(_inject(inject, ids_of(said)) for inject in said.timeline.inject),
        drift=tuple(compiled.Drift(d.turn, NationId(d.nation), d.by_points) for d in said.sheets.drift),
        adversaries=tuple((NationId(one), NationId(other)) for one, other in pack.adversaries),
        trust=_trust(said.nations),
        historical=_historical(said.outcome),
        grace=pack.grace_turns,
        modern=pack.modern,
        objects=pack.objects,
        numbers={name: number for name, number in asdict(pack.numbers).items() if number is not None},
        jitter=said.sheets.vary,
        declared=pack.declared,
        after=pack.legacy.after,
        reads=pack.legacy.reads,
        leaves=pack.legacy.leaves,
        institutions=tuple(
            compile_institution(body, tuple(nation.id for nation in said.nations.nation))
            for body in said.institutions.institution
        ),
    )


def ids_of(said: files.PackFiles) -> Ids:
    """The ids that conditions may name."""
    return Ids(
        nations=frozenset(nation.id for nation in said.nations.nation),
        issues={issue.id: frozenset(option.id for option in issue.option) for issue in said.issues.issue},
        injects=frozenset(inject.id for inject in said.timeline.inject),
    )


def _ladder(ladder: files.LadderFile) -> compiled.Ladder:
    return compiled.Ladder(ladder.rungs, ladder.start_tension, ladder.tide, ladder.accident)


def _nations(ids: tuple[str, ...]) -> tuple[NationId, ...]:
    return tuple(NationId(nation) for nation in ids)


def _maybe(nation: str | None) -> NationId | None:
    return None if nation is None else NationId(nation)


def _nation(nation: files.NationTable, said: files.PackFiles) -> compiled.Nation:
    able, self_card, others = nation.capacity, nation.self_card, said.nations.nation
    return compiled.Nation(
        id=NationId(nation.id),
        title=nation.title,
        tier=nation.tier,
        capacity=compiled.Capacity(able.intel, able.cyber, able.force, able.trade, able.law),
        ratifier=files.RATIFIERS[nation.ratifier],
        home=nation.home,
        sheets=tuple(_sheet(card, said.issues) for card in said.sheets.card if card.nation == nation.id),
        self_card=compiled.Self(
            values=self_card.values,
            interests=self_card.interests,
            ideology=self_card.ideology,
            minds_law_or_peace=self_card.minds_law_or_peace,
            likes=self_card.likes,
            dislikes=self_card.dislikes,
        ),
        playable=not said.pack.seats or nation.id in said.pack.seats,
        contacts=_both_ways(nation.id, {other.id: other.contacts for other in others}),
        trade_partners=_both_ways(nation.id, {other.id: other.trade_partners for other in others}),
        status_quo=_status_quo(said.issues),
        capital=nation.capital,
        standing=nation.standing,
        word=nation.word,
        heir_of=nation.heir_of or "",
    )


def _both_ways(nation: str, named: Mapping[str, tuple[str, ...]]) -> tuple[NationId, ...]:
    """In pack order: whom the nation names, and who names it."""
    return tuple(NationId(other) for other in named if other in named[nation] or nation in named[other])


def _status_quo(issues: files.IssuesFile) -> Package:
    return package((issue.id, issue.status_quo) for issue in issues.issue if issue.status_quo is not None)


def _sheet(card: files.CardTable, issues: files.IssuesFile) -> compiled.Sheet:
    names = (IssueId(issue.id) for issue in issues.issue)
    return compiled.Sheet(
        id=card.id,
        points=dict(zip(names, points_table(card, issues))),
        batna=card.batna_points,
        red_lines=tuple(
            Choice(IssueId(issue), OptionId(option))
            for issue, options in card.red_lines.items()
            for option in options
        ),
    )


def _issue(issue: files.IssueTable) -> compiled.Issue:
    return compiled.Issue(
        id=IssueId(issue.id),
        title=issue.title,
        options=tuple(
            compiled.Option(
                OptionId(option.id), option.title, _clause(option.clause), _nations(option.wrongs)
            )
            for option in issue.option
        ),
        at_least=issue.at_least,
        at_least_of=_nations(issue.at_least_of),
        secret_ok=issue.secret_ok,
    )


def _clause(clause: files.ClauseTable) -> ClauseForm:
    return ClauseForm(
        type=clause.type,
        actor=NationId(clause.actor),
        beneficiary=_maybe(clause.beneficiary),
        object=clause.object,
        place=clause.place,
        amount=clause.amount,
        due_turns=clause.due_turns,
        owner=_maybe(clause.owner),
        verify=_maybe(clause.verify),
    )


def medium_numbers(medium: files.MediumTable) -> Mapping[str, int]:
    """What a medium's keys come to: those of its kind, with the defaults filled in; true is 1."""
    defaults = {**files.MEDIUM_DEFAULTS[medium.kind], **(files.MANY_DEFAULTS if medium.many else {})}
    given = {key: getattr(medium, key) for key in defaults}
    return {key: int(defaults[key] if value is None else value) for key, value in given.items()}


def _medium(medium: files.MediumTable) -> compiled.Medium:
    numbers = medium_numbers(medium)
    return compiled.Medium(
        id=MediumId(medium.id),
        title=medium.title,
        kind=medium.kind,
        many=bool(numbers.get("many")),
        in_person=bool(numbers.get("in_person")),
        envoys=numbers["envoys"],
        convener_envoys=numbers.get("convener_envoys", numbers["envoys"]),
        transit=numbers.get("transit_turns", 0),
        leak=numbers.get("leak_percent", 0),
        intercept=numbers.get("intercept_percent", 0),
        lost=numbers.get("lost_percent", 0),
        clauses=numbers["max_clauses"],
        per_turn=numbers["max_uses"],
        hotline=bool(numbers.get("hotline")),
        fast=bool(numbers.get("fast")),
        from_turn=numbers["from_turn"],
    )


def _venue(venue: files.VenueTable) -> compiled.Venue:
    return compiled.Venue(VenueId(venue.id), venue.title, venue.discreet, venue.secure, _maybe(venue.host))


def _inject(inject: files.InjectTable, ids: Ids) -> compiled.Inject:
    when = None if inject.when is None else compile_condition(inject.when, ids)
    assert when is None or isinstance(when, compiled.Condition)
    return compiled.Inject(
        id=inject.id,
        title=inject.title,
        turn=inject.turn or 0,
        when=when,
        effects=tuple(
            compiled.Effect(effect.verb, effect.by, _maybe(effect.nation), _maybe(effect.toward), effect.dial)
            for effect in inject.effect
        ),
        to=_nations(inject.to),
    )


def _trust(nations: files.NationsFile) -> dict[tuple[NationId, NationId], int]:
    return {
        (NationId(nation.id), NationId(toward)): trust
        for nation in nations.nation
        for toward, trust in nation.trust.items()
    }


def _historical(outcome: files.OutcomeFile) -> Package:
    return package(outcome.historical.package) if outcome.historical else ()
