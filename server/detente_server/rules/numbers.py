"""Every number of the rules, in one table.

Owns: the starting values of `docs/reference/rules.md`, each with its meaning and, where simulation changed it, why.
Does not know: the pack; a pack may override the fields named in `PACK_MAY_SET`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from attrs import evolve

from detente_wire.values import frozen


@frozen
class Numbers:
    """The numbers, by section of the rules. Points unless said; percent where a roll is meant."""

    # -- 1: state
    capital_income: int = 2
    capital_income_home: int = 60
    """Home at which capital income is one more."""
    capital_loss_home: int = 30
    """Home below which it is one less."""
    capital_max: int = 20
    standing_repair_below: int = 50
    hosting_standing: int = 3
    stand_down_standing: int = 2
    legal_won_standing: int = 4
    kept_word: int = 1
    insight_marks: int = 2
    """Marks a level of insight."""
    insight_max: int = 5
    grievance_max: int = 50
    adversary_trust: int = 40
    draws: int = 200
    """Draws of cards before the cards are played unvaried."""
    weight_percent: tuple[int, int] = (60, 140)
    batna_within: int = 4
    feasible_percent: tuple[int, int] = (1, 12)
    """The band of the feasible share."""
    least_to_win: int = 12
    """What Ideal is above BATNA for every principal, at least."""
    start_trust: int = 40
    # -- 3: channels
    exchanges: int = 3
    """Exchanges each, a meeting and turn."""
    conference_leak_member: int = 3
    """Per member over three. What a medium leaks, carries and costs is the pack's, by kind."""
    secure_leak: int = 10
    backchannel_leak_use: int = 2
    backchannel_leak_max: int = 20
    leak_rung: int = 5
    """From this rung on leaks are likelier."""
    leak_rung_more: int = 5
    fast_letter_rung: int = 6
    discreet_trust: int = 20
    backchannel_trust: int = 40
    assure_trust: int = 50
    meeting_contact: int = 3
    conference_contact: int = 1
    letter_contact: int = 2
    backchannel_contact: int = 2
    repeat_deed: int = 5
    repeat_turns: int = 2
    """How long a back-channel's offer can be repeated or contradicted."""
    contradict_trust: int = 8
    leaked_standing: int = 3
    leaked_home: int = 4
    disavow_word: int = 2
    disavow_trust: int = 6
    publish_capital: int = 1
    publish_standing: int = 2
    publish_trust: int = 8
    publish_tension: int = 1
    # -- 4: acts
    confirm_trust: int = 2
    marks_a_turn: int = 2
    concerns: int = 3
    lie_trust: int = 10
    lie_grievance: int = 10
    denounce_word: int = 3
    denounce_turns: int = 2
    pledge_capital: int = 1
    pledges_standing: int = 3
    pledge_turns: int = 2
    """A *no tool* pledge lasts at least this many turns after the one in which it is made."""
    pledge_deeds: int = 3
    """How often a match one nation earns trust with another by keeping a pledge; else the deed is free."""
    pledge_broken_word: int = 4
    pledge_broken_cost: int = 3
    """Points of C a broken public pledge."""
    pledge_kept_trust: int = 3
    private_pledge_trust: int = 6
    yield_standing: int = 3
    yield_force_home: int = 4
    carried_out_trust: int = 3
    back_down_word: int = 6
    back_down_home: int = 4
    settled_threat_trust: int = 5
    yielded_turns: int = 3
    """How long a yield to *refrain* binds."""
    firm_force_tension: int = 6
    formula_rung: int = 8
    """From this rung on a mediator's formula halves all that a yield costs."""
    # -- 5: engagements and trust
    engage_base: int = 55
    engage_insight: int = 5
    engage_like: int = 10
    engage_rung: int = 7
    engage_rung_less: int = 10
    engage_repeat_less: int = 10
    guarded_less: int = 15
    gaffe: int = 95
    dinner_trust: int = 4
    dinner_gaffe: int = 3
    tour_trust: int = 3
    tour_marks: int = 2
    tour_gaffe: int = 2
    reception_guests: int = 5
    reception_trust: int = 1
    reception_mark: int = 40
    """Percent, for a guest with whom it went well."""
    reception_rung: int = 3
    """From this rung on a nation asks no adversary of its own to a reception; a neutral host may."""
    sport_trust: int = 6
    sport_gaffe: int = 4
    sport_gaffe_standing: int = 2
    sport_rung: int = 7
    """From this rung on there is none."""
    walk_trust: int = 50
    """What it takes, both ways."""
    walk_turns: int = 2
    """Within so many turns a package put forward on it must be initialled."""
    walk_deed: int = 6
    study_trust: int = 60
    study_insight: int = 3
    studies: int = 2
    """Joint studies a pair and match."""
    appeal_trust: int = 10
    """What a granted appeal spends of the granter's trust."""
    appeal_deed: int = 4
    """What it adds to the asker's."""
    appeal_grievance: int = 2
    gesture_trust: int = 5
    gesture_capital: int = 1
    contact_a_turn: int = 6
    contact_ceiling: int = 55
    clause_kept_trust: int = 2
    trust_rest: int = 30
    """Trust decays by 1 a turn toward this."""
    # -- 6: pressure
    nation_tension_cap: int = 10
    nation_tension_cap_three_turns: int = 12
    table_tension_cap: int = 20
    demarche_standing: int = 6
    demarche_turns: int = 3
    demarche_capital: int = 1
    sanctions_strain_floor: int = 6
    sanctions_batna: int = 1
    sanctions_batna_max: int = 12
    sanctions_strain_fall: int = 2
    sanctions_rally: int = 2
    """Home gained by the target in each of the first turns, unless institutional."""
    sanctions_rally_turns: int = 2
    sanctions_weary: int = 1
    """Home lost by the target in each later turn."""
    sanctions_weary_max: int = 8
    covert_tension: int = 2
    covert_tension_attributed: int = 6
    covert_strain: int = 4
    covert_odds: int = 25
    covert_odds_step: int = 10
    covert_odds_max: int = 80
    covert_rolls: int = 4
    covert_standing: int = 5
    covert_word: int = 3
    covert_trust: int = 15
    covert_grievance: int = 15
    covert_backfire: int = 10
    covert_backfire_trust: int = 8
    covert_backfire_tension: int = 3
    legal_turns: int = 2
    legal_base: int = 40
    legal_breach: int = 20
    legal_law: int = 10
    legal_lost_standing_target: int = 6
    legal_lost_standing: int = 4
    force_tension: tuple[int, int, int] = (3, 5, 8)
    force_calm: tuple[int, int, int] = (1, 2, 4)
    force_batna_target: int = 3
    force_batna_self: int = 2
    force_strain: int = 2
    inducement_strain: int = 3
    inducement_trust: int = 3
    inducement_home: int = 1
    inducement_self_strain: int = 1
    inducement_turns: int = 4
    grievance_per_tension: int = 5
    trust_per_tension: int = 2
    licence_bystander_trust: int = 2
    protest_tension: int = 1
    covert_capital: int = 2
    legal_capital: int = 1
    recall_turns: int = 2
    recall_trust: int = 5
    recall_tension: int = 2
    # -- 7: symmetric and asymmetric
    equals_trust: int = 1
    disputed_trust: int = 2
    disputed_exchanges: int = 2
    face: int = 2
    """By what a yield's price and a first red line are divided for who holds a face."""
    diktat_word: int = 8
    diktat_standing: int = 4
    diktat_trust: int = 4
    """Of every nation that did not sign, in each that did."""
    # -- 8: instruments
    basis: int = 1
    """On every party's sum, if the text is the basis of its table."""
    sell: int = 4
    sells_counted: int = 2
    red_line: int = 10
    pledge_in_sum: int = 6
    leaked_in_sum: int = 8
    voice_in_sum: int = 3
    voice_in_sum_max: int = 6
    failed_home: int = 2
    same_turn_rung: int = 7
    instrument_clauses: int = 40
    """The most clauses of a text."""
    standstill_turns: int = 4
    standstill_word: int = 8
    standstill_standing: int = 4
    delay_word: int = 1
    delay_trust: int = 2
    detect_none: int = 20
    detect_own: int = 20
    detect_intel: int = 15
    detect_inspect: int = 75
    detect_resident: int = 90
    """By an institution that is there."""
    last_looks: int = 2
    """Compliance rolls that follow the end."""
    detect_least: int = 2
    """Rolls that a cheat gets at least, even if it is given up."""
    doubt: int = 5
    doubt_trust: int = 60
    doubt_tension: int = 1
    breach_word: int = 20
    breach_standing: int = 8
    breach_trust: int = 25
    breach_trust_all: int = 5
    breach_grievance: int = 20
    cure_turns: int = 2
    """How long the breacher has to make it good."""
    cure_envoys: int = 1
    cure_word: int = 5
    """Word regained by making good what was broken: a quarter of what it cost."""
    cure_trust: int = 10
    """Trust regained with the others, as a deed."""
    cure_grievance: int = 10
    """What the others forget of it: half."""
    uncured_word: int = 10
    """What not making good costs further, if everybody may know: half of the breach again."""
    uncured_standing: int = 4
    uncured_trust: int = 10
    uncured_grievance: int = 10
    arbitration_turns: int = 1
    arbitration_envoys: int = 1
    arbitration_capital: int = 1
    arbitration_base: int = 50
    """Percent to win a case that is not on record."""
    arbitration_late: int = 20
    """More, where everybody sees that the clause is delayed."""
    arbitration_law: int = 10
    """A level of law between the two."""
    award_capital: int = 3
    award_strain: int = 5
    award_standing: int = 4
    award_home: int = 2
    award_grievance: int = 20
    guarantee_turns: int = 2
    """How long a guarantor has to act."""
    guarantee_word: int = 10
    guarantee_trust: int = 10
    """What it loses instead with the injured where the text is not public."""
    # -- 9: escalation
    stall_tension: tuple[int, int] = (1, 2)
    """At stall 2-3, and at 4 and more."""
    formal_talk: int = 3
    no_pressure: int = 1
    standstill_pair: int = 2
    standstill_all: int = 4
    issue_initialled: int = 3
    last_chance: int = 95
    last_chance_from: int = 90
    public_concession_rung: int = 7
    public_concession_home: int = 2
    last_hours_rung: int = 9
    last_hours_envoys: int = 2
    accident_rung: int = 7
    accident_weights: tuple[int, int, int] = (1, 3, 6)
    accident_base: int = 6
    accident_div: int = 300
    accident_tension: int = 8
    # -- 10: stall
    stall_trust: int = 1
    stall_trust_from: int = 2
    stall_batna_from: int = 4
    stall_batna_max: int = 8
    recesses: int = 2
    recess_turns: int = 2
    """How many turns ahead its date may lie."""
    walk_out_tension: int = 5
    walk_out_trust: int = 6
    walk_out_standing: int = 3
    walk_out_home: int = 2
    adjourn_tension: int = 6
    adjourn_home: int = 2
    # -- 10: legacy
    legacy_insight: int = 2
    """Levels of insight that are forgotten between two crises."""
    legacy_tension_most: int = 89
    """What a legacy can raise tension at start to: the last clear chance is never used up before turn 1."""
    failed_talks_tension: int = 5
    failed_talks_trust: int = 5
    frozen_tension: int = 10
    fragile_odds: int = 50
    """Percent for a fragile clause to reopen."""
    reopened_most: int = 2
    """Extra issues at the most: each doubles the deals that there are to weigh."""
    reopened_weight: int = 10
    """Of an extra issue, to those who signed the clause and to those whom it wronged."""
    reopened_weight_others: int = 4
    humiliated_weight: int = 10
    peacemaker_trust: int = 5
    tipped_trust: int = 15
    tipped_standing: int = 10
    witness_standing: int = 5
    printed_lie_word: int = 1
    printed_lies_most: int = 5
    # -- 11: institutions
    motions_a_turn: int = 3
    """Motions that one nation may make in a turn."""
    agenda_turns: int = 1
    """An agenda holds for its turn and so many more."""
    session_contact: int = 1
    founding_capital: int = 2
    recommended_in_sum: int = 3
    outside_standing: int = 10
    """So much of the mover's standing above or below 50 wins or loses the vote of one seat outside."""
    institutional_strain: int = 2
    """By what a body multiplies the strain of sanctions."""
    fund_strain: int = 2
    """Strain that falls for each who pays into the fund …"""
    fund_most: int = 6
    """… at most."""
    fund_capital: int = 1
    fund_home: int = 1
    fund_turns: int = 4
    """A nation is helped once in so many turns."""
    # -- 2 and 12: end and score
    proof_turns: int = 2
    close_odds: int = 50
    ideal_floor: int = 20
    share_floor: int = -200
    force_counts_turns: int = 2
    """Force weighs on BATNA at the end only if raised so many turns before."""
    breach_cost: int = 5
    force3_cost: int = 2


PACK_MAY_SET = frozenset(
    {"proof_turns", "close_odds", "accident_div", "start_trust", "no_pressure", "formal_talk"}
)
"""The fields that a pack's ``[numbers]`` may override."""


def numbers_for(overrides: Mapping[str, int]) -> Numbers:
    """The table with the pack's overrides; KeyError for one that a pack may not set (the loader refuses it first)."""
    for name in overrides:
        if name not in PACK_MAY_SET:
            raise KeyError(name)
    return _table(tuple(sorted(overrides.items())))


@lru_cache(maxsize=64)
def _table(overrides: tuple[tuple[str, int], ...]) -> Numbers:
    """Kept, because one preview asks for it a hundred times and it takes longer to make than to use."""
    changes: dict[str, Any] = dict(overrides)
    return evolve(Numbers(), **changes)
