"""Checks of ids, pack.toml, nations.toml, issues.toml and channels.toml against each other.

Owns: what these files must agree on.
Does not know: cards and history (`sheets`), injects (`timeline`), prose (`texts`).
"""

from __future__ import annotations

from detente_server.packs import format as files
from detente_server.packs.draft import Draft
from detente_server.packs.problems import did_you_mean
from detente_server.packs.structure import Seen

_DECLARED_IN = {"nation": "nations.toml", "issue": "issues.toml", "option": "issues.toml"}


def check(draft: Draft) -> None:
    """Note every problem of these files in the draft."""
    _doubled_ids(draft)
    _unknown_ids(draft)
    if pack := draft.get(files.PackFile):
        _pack(draft, pack)
    if nations := draft.get(files.NationsFile):
        for nation in nations.nation:
            _nation(draft, nation)
        _heirs(draft, nations)
    if issues := draft.get(files.IssuesFile):
        for issue in issues.issue:
            _issue(draft, issue)
    if channels := draft.get(files.ChannelsFile):
        _channels(draft, channels)


def _doubled_ids(draft: Draft) -> None:
    first: set[tuple[str, str, str]] = set()
    for seen in draft.reader.declared:
        key = (seen.kind, seen.issue if seen.kind == "option" else "", seen.id)
        if key in first:
            message = f"there is another {seen.kind} {seen.id!r}"
            seen.source.add_value(seen.path, "id-doubled", message, "rename one")
        first.add(key)


def _unknown_ids(draft: Draft) -> None:
    ids = draft.ids()
    for seen in draft.reader.referred:
        assert seen.kind in ("nation", "issue", "option")
        if _DECLARED_IN[seen.kind] not in draft.sources:
            continue  # that file's own problem
        if seen.kind == "option" and seen.issue not in ids.issues:
            continue  # the issue's problem
        known = ids.known(seen.kind, seen.issue)
        if seen.id not in known:
            _unknown(draft, seen, did_you_mean(seen.id, known))


def _unknown(draft: Draft, seen: Seen, hint: str) -> None:
    draft.reader.faults.add((seen.source.file, seen.path))
    add = seen.source.add_key if seen.at_key else seen.source.add_value
    of = f"issue {seen.issue!r} has" if seen.kind == "option" else "the pack has"
    add(seen.path, "id-unknown", f"{of} no {seen.kind} {ascii(seen.id)[:60]}", hint)


def _pack(draft: Draft, pack: files.PackFile) -> None:
    turns = pack.deadline_turn + pack.grace_turns
    if draft.folder is not None and draft.folder != pack.id:
        message = f"the pack's id is {pack.id!r}, its folder is {ascii(draft.folder)[:60]}"
        draft.add(pack, "id", "id-folder", message, "give both the same name")
    if not {"core", "full"} & set(pack.rules):
        draft.add(pack, "rules", "rules-core", "every pack plays by core", 'add "core" to rules')
    if draft.clean(pack) and len(pack.dates) != turns:
        message = f"there are {turns} turns (deadline_turn + grace_turns) and {len(pack.dates)} dates"
        draft.add(pack, "dates", "dates-count", message, "write one date for every turn")
    _legacy(draft, pack)
    for n, (one, other) in enumerate(pack.adversaries):
        if one == other:
            draft.add(pack, f"adversaries.{n}", "self-pair", f"{one} cannot be its own adversary")
        elif (other, one) in pack.adversaries[:n]:
            draft.add(pack, f"adversaries.{n}", "doubled", "this pair is there already, the other way round")


def _legacy(draft: Draft, pack: files.PackFile) -> None:
    if pack.id in pack.legacy.after:
        n = pack.legacy.after.index(pack.id)
        message, hint = "a crisis that follows itself", "name the crises before it, and not those after it"
        draft.add(pack.legacy, f"after.{n}", "legacy-circle", message, hint)
    if pack.legacy != files.LegacyTable() and not {"legacy", "full"} & set(pack.rules):
        message, hint = "the pack's rules do not have legacies", 'add "legacy" to rules'
        draft.add(pack.legacy, "", "legacy-module", message, hint)


def _heirs(draft: Draft, nations: files.NationsFile) -> None:
    """Nobody inherits from a nation that is still there, nor two from one."""
    here = {nation.id for nation in nations.nation}
    taken: set[str] = set()
    for nation in nations.nation:
        old = nation.heir_of
        if old is None or old == nation.id:
            continue
        if old in here or old in taken:
            why = "is in this pack itself" if old in here else "has an heir already"
            draft.add(
                nation, "heir_of", "heir", f"{old} {why}", "name a nation of earlier packs that is gone"
            )
        taken.add(old)


def _nation(draft: Draft, nation: files.NationTable) -> None:
    for key, names in (
        ("contacts", nation.contacts), ("trade_partners", nation.trade_partners), ("trust", nation.trust)
    ):  # fmt: skip
        if nation.id in names:
            draft.add(nation, key, "self-pair", f"{nation.id} names itself", f"take {nation.id!r} out")


def _issue(draft: Draft, issue: files.IssueTable) -> None:
    pack = draft.get(files.PackFile)
    options = [option.id for option in issue.option]
    if issue.status_quo is not None and issue.status_quo not in options and draft.clean(issue):
        message = f"issue {issue.id!r} has no option {issue.status_quo!r}"
        draft.add(issue, "status_quo", "id-unknown", message, did_you_mean(issue.status_quo, options))
    if issue.at_least > len(issue.at_least_of) or bool(issue.at_least) != bool(issue.at_least_of):
        message = f"at_least is {issue.at_least}, at_least_of names {len(issue.at_least_of)}"
        draft.add(issue, "at_least", "at-least", message, "name at least as many nations, or none with 0")
    for nation in issue.at_least_of if pack else ():
        if pack and nation in pack.must_sign:
            draft.add(issue, "at_least_of", "at-least", f"{nation} must sign anyway", f"take {nation!r} out")
    for option in issue.option:
        clause = option.clause
        _absent(draft, option)
        if clause.type == "inspection" and clause.verify is None and draft.clean(clause):
            message, hint = "an inspection needs an inspector", 'add verify = "<nation>"'
            draft.add(clause, "", "clause-verify", message, hint)
        if clause.beneficiary == clause.actor:
            draft.add(clause, "beneficiary", "self-pair", f"{clause.actor} cannot owe this to itself")


def _absent(draft: Draft, option: files.OptionTable) -> None:
    """Who is at this table is wronged by a clause's own words (`owner`), not from beyond."""
    nations = draft.get(files.NationsFile)
    for n, name in enumerate(option.wrongs):
        if nations is not None and name in {nation.id for nation in nations.nation}:
            message = f"{name} is at this table"
            draft.add(option, f"wrongs.{n}", "wrongs", message, 'write owner = "…" into the clause')


def _channels(draft: Draft, channels: files.ChannelsFile) -> None:
    last = draft.last_turn()
    for medium in channels.medium:
        allowed = {"id", "title", "kind", *files.MEDIUM_DEFAULTS[medium.kind]}
        source, path = draft.reader.place(medium)
        for key in written(medium) - allowed:
            message, hint = f"a {medium.kind} has no {key}", "delete it, or choose another kind"
            source.add_key((*path, key), "medium-kind", message, hint)
        if last is not None and medium.from_turn is not None and medium.from_turn > last:
            draft.add(medium, "from_turn", "turn-late", f"the last turn is {last}")
    if draft.clean(channels) and not any(medium.kind in ("meeting", "letter") for medium in channels.medium):
        draft.add(channels, "", "medium-none", "no meeting and no letter", "add a [[medium]] of kind meeting")


def written(medium: files.MediumTable) -> set[str]:
    """The keys that the author gave."""
    return {key for key in files.MediumTable.__annotations__ if getattr(medium, key) is not None}
