"""Which acts bots use: over a few matches of every crisis all but those that are named here, each with its reason."""

from __future__ import annotations

from typing import get_args

from detente_wire import acts
from detente_wire.acts import Act
from tests.match.table import CONTENT, loaded
from tests.secrecy.script import record

ANSWERS = {
    acts.AnswerThreat: "somebody threatened it",
    acts.SettleThreat: "its threat fell due",
    acts.Grant: "somebody appealed to it",
    acts.Cure: "somebody was caught cheating on it",
    acts.Keep: "a cure is demanded of it",
    acts.Say: "somebody only talks",
    acts.Terminate: "a text was refused at home for good",
    acts.Recess: "the talks have stalled for long",
    acts.Object: "a text is worse for it than none",
}
"""Bots have a habit for these, and seldom or never cause to use it among themselves."""
LEFT_TO_PEOPLE = {
    acts.Forward: "what a betrayed confidence is worth lies in what people make of it",
    acts.Quote: "the same",
    acts.Publish: "the same",
    acts.Disavow: "the same: a lie about a talk, to save face at home",
    acts.Denounce: "bots do not reckon with what another's word is worth",
    acts.Pledge: "a bot's limits are its red lines; a pledge binds a reader of sentences",
    acts.Assure: "a bot wants it in writing",
    acts.Threaten: "bluff is human; bots press, or do not",
    acts.Withdraw: "a bot puts another offer in the place of its last one",
    acts.Amend: "a bot tables another text",
    acts.Appeal: "it begs for what only a story can justify",
    acts.Arbitrate: "a bot asks for a cure first, and lets a breach rest after that",
    acts.Suspend: "the same",
    acts.Leave: "a bot stays until the turn closes",
    acts.WalkOut: "no bot gains by it",
    acts.Instruct: "orders to a bot, by who leaves it his seat",
    acts.Poll: "how a table of people goes on is theirs to say",
    acts.Excuse: "a bot is always there",
}
"""No bot does these of itself."""
SEEDS = 2


def test_every_act_is_used_or_named() -> None:
    packs = [loaded(path.parent.name) for path in sorted(CONTENT.glob("*/pack.toml"))]
    used = {type(line.act) for pack in packs for seed in range(SEEDS) for line in record(pack, str(seed))}
    assert set(get_args(Act)) - used - ANSWERS.keys() == LEFT_TO_PEOPLE.keys()
