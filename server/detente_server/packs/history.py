"""The instrument of history as a text of the game: would the rules let it be tabled?

Owns: the text that the historical package makes, its check by the validator of the rules.
Does not know: points (`sheets`), matches.
"""

from __future__ import annotations

from detente_server.packs import format as files
from detente_server.packs.draft import Draft
from detente_server.rules import validator
from detente_server.rules.pack import Pack
from detente_wire.terms import Instrument


def text_of(pack: Pack) -> Instrument:
    """The historical package as a treaty of all who must sign, of enough of each ``at_least_of``, and of all who are to
    perform one of its clauses."""
    clauses = [
        pack.issue(choice.issue).options[pack.option_index(choice)].clause.clause(choice)
        for choice in pack.historical
    ]
    others = [nation for issue in pack.issues for nation in issue.at_least_of[: issue.at_least]]
    bound = {*pack.must_sign, *others, *(clause.actor for clause in clauses)}
    parties = [nation for nation in pack.order if nation in bound]
    return Instrument(kind="treaty", parties=tuple(parties), clauses=tuple(clauses))


def check(draft: Draft, pack: Pack) -> None:
    """Note in the draft what the validator says of the instrument of history."""
    outcome = draft.get(files.OutcomeFile)
    if outcome is None or outcome.historical is None:
        return
    for said in validator.problems(pack, text_of(pack), turn=1):
        hint = "mend the clauses in issues.toml, or the package"
        message = f"as a treaty it could not be tabled: {said}"
        draft.add(outcome.historical, "package", "historical-text", message, hint)
