"""One option, or one issue, at length: what it says, who stands behind it, what is known of others' wishes.

Owns: the sections, as far as the viewer was told.
Does not know: how they are drawn; which one is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.bargaining.knowledge import known_of
from detente_client.bargaining.known import known_line
from detente_client.bargaining.positions import IssueRow, Position
from detente_client.describe.told import Scene
from detente_client.figures import joined
from detente_client.i18n import tr
from detente_client.standing.section import Section
from detente_client.words import phrases
from detente_client.words.naming import capital, sentences
from detente_wire.terms import IssueId


def about(scene: Scene, row: IssueRow, option: Position | None) -> tuple[Section, ...]:
    """Sections that have something to say, the option's before the issue's."""
    found = (
        *([Section(f"{option.number} {option.title}", tuple(_option(scene, option)))] if option else []),
        *([Section(tr("Who stands behind it"), tuple(_backing(scene, option)))] if option else []),
        Section(f"{row.number} {row.title}", tuple(_issue(scene, row))),
        Section(tr("What you know of others here"), tuple(_known(scene, IssueId(row.id)))),
    )
    return tuple(section for section in found if section.rows)


def _option(scene: Scene, option: Position) -> Iterator[str]:
    public = scene.pack.option(option.choice)
    if public is None:
        return
    if public.description:
        yield public.description
    clause = phrases.clause(scene.names, public.clause.clause(option.choice))
    yield tr("As a clause: {clause}.", clause=clause.rstrip("."))
    if option.points is not None:
        yield tr("It brings you {points} of 100.", points=option.points)
    notes = option.notes()
    if notes:
        yield capital(f"{joined(notes)}.")


def _backing(scene: Scene, option: Position) -> Iterator[str]:
    """Openly before in secret."""
    for one in sorted(option.backing, key=lambda one: one.quiet):
        who, offers = scene.names.nation(one.nation), joined(list(one.offers))
        who = capital(tr("you")) if one.nation == scene.me else who
        if one.accepted:
            said = tr("{who}: accepted {offers}.", who=who, offers=offers)
        else:
            said = tr("{who}: offered in {offers}.", who=who, offers=offers)
        yield sentences(said, tr("In secret: it binds nobody.") if one.quiet else "")


def _issue(scene: Scene, row: IssueRow) -> Iterator[str]:
    public = scene.pack.issue(row.id)
    if public is None:
        return
    if public.description:
        yield public.description
    yield capital(f"{row.state}.")
    if public.status_quo is not None:
        yield tr("As it is now: {option}.", option=scene.names.option(row.id, public.status_quo))


def _known(scene: Scene, issue: IssueId) -> Iterator[str]:
    for nation in scene.pack.order:
        if nation != scene.me:
            name = scene.names.nation(nation)
            yield from (f"{name}, {known_line(one)}" for one in known_of(scene, nation) if one.issue == issue)
