"""Bots: what they do in a match, how they decide, and that they are the same every time."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from detente_server import arena
from detente_server.bots import company, sentences
from detente_server.bots.belief import ASSUMED_BATNA, believe
from detente_server.bots.company import refer
from detente_server.bots.crisis import deals_over, lanes, ranked, read_crisis, shortfall, totals
from detente_server.bots.mind import Mind
from detente_server.bots.player import BotPlayer
from detente_server.bots.temper import TEMPERS, Chance
from detente_server.match.match import Match
from detente_server.match.settings import Settings
from detente_wire import acts
from detente_wire.messages import Denied, MatchId
from detente_wire.notices import EngagementAsked, InsightGained, IssuePreference, Papers, Said
from detente_wire.seen import EngagementSeen
from detente_wire.terms import Claim, IssueId, NationId, OptionId, Ref, closes
from detente_wire.view import View
from tests.match.table import CONTENT, loaded
from tests.secrecy.script import record

SPOKEN = (acts.Offer, acts.Ask, acts.Tell, acts.Restate, acts.Confirm, acts.Accept, acts.Reject, acts.Invite)


@pytest.mark.parametrize("name", ["teatime", "regatta", "hong-kong-1984", "cuba-1962"])
def test_equal_seeds_play_the_same_match(name: str) -> None:
    pack = loaded(name)
    one, two = (arena.play(pack, arena.settings_for(pack, "7")) for _ in range(2))
    assert one.archive_hash == two.archive_hash
    assert one.match.chain == two.match.chain
    assert arena.play(pack, arena.settings_for(pack, "8")).archive_hash != one.archive_hash


def test_a_habit_goes_on_when_its_own_move_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    def walk(ref: str) -> Any:
        return SimpleNamespace(
            asked=SimpleNamespace(kind="walk", ref=ref), result="success", turn=3, referred={}
        )

    walks = {ref: walk(ref) for ref in ("e1", "e2")}
    mind: Any = SimpleNamespace(full=True, settled=lambda: False, me="nor", lately_refused=lambda: ())
    mind.view = SimpleNamespace(engagements=walks, turn=3)
    mind.aims = SimpleNamespace(best_offer=lambda _: ("a package",))
    monkeypatch.setattr(sentences, "offering", lambda *_: "Between ourselves.")
    moves = company.refer(mind)
    made: Any = [next(moves)]
    walks["e3"] = walk("e3")
    made += moves
    assert [move.act.ref for move in made] == ["e1", "e2"]


@pytest.mark.parametrize("name", ["regatta", "hong-kong-1984", "cuba-1962"])
def test_they_ask_for_hardly_anything_that_the_rules_refuse(name: str) -> None:
    pack = loaded(name)
    given: Counter[str] = Counter()
    for seed in range(4):
        played = arena.play(pack, arena.settings_for(pack, str(seed)))
        for _, receipt in played.match.receipts.known.values():
            refused = isinstance(receipt.outcome, Denied)
            given[receipt.outcome.code if isinstance(receipt.outcome, Denied) else "done"] += 1
            assert not refused or receipt.outcome.code != "command.malformed"  # type: ignore[union-attr]
    assert sum(given.values()) - given["done"] <= given["done"] * 3 // 100, given


def test_every_temper_plays_to_an_end_and_talks_in_sentences() -> None:
    pack = loaded("hong-kong-1984")
    for temper in TEMPERS:
        script_settings = arena.settings_for(pack, "3", temper=temper)
        played = arena.play(pack, script_settings)
        assert set(played.tempers.values()) == {temper}
        said = [(n.act, one.words) for one in played.match.streams.all if isinstance(n := one.notice, Said)]
        silent = [act for act, words in said if isinstance(act, SPOKEN) and not words]
        assert said
        assert not silent


def test_over_many_matches_they_use_the_whole_of_diplomacy() -> None:
    packs = [loaded("cuba-1962"), loaded("regatta")]
    lines = [line for pack in packs for seed in range(6) for line in record(pack, str(seed))]
    wanted = {
        acts.Invite, acts.Join, acts.Offer, acts.Accept, acts.Reject, acts.Ask, acts.Tell, acts.Restate, acts.Confirm,
        acts.Send, acts.Engage, acts.Answer, acts.Concerns, acts.Draft, acts.Table, acts.Initial, acts.Sign,
        acts.Endorse, acts.Press, acts.Ready, acts.Honour,
    }  # fmt: skip
    assert wanted <= {type(line.act) for line in lines}
    pressed = {line.act.tool for line in lines if isinstance(line.act, acts.Press)}
    assert {"protest", "sanctions", "force"} <= pressed
    media = {line.act.medium for line in lines if isinstance(line.act, acts.Invite)}
    back = {medium.id for pack in packs for medium in pack.pack.media if medium.kind == "back-channel"}
    assert media & back


CHARGE_MAY = {
    acts.Join, acts.Decline, acts.Invite, acts.Send, acts.Say, acts.Ask, acts.Tell, acts.Restate, acts.Confirm,
    acts.Correct, acts.Reject, acts.Engage, acts.Answer, acts.Concerns, acts.Recess, acts.Vote, acts.Honour,
}  # fmt: skip
"""What binds nobody, costs no friend and gives nothing away for good."""


def sent_by_a_charge(name: str, nation: NationId, conduct: str, avoid: frozenset[NationId]) -> list[Any]:
    """All acts of a match in which a chargé d'affaires holds one seat from the first turn to the last."""
    pack = loaded(name)
    given: list[Any] = []

    class Charge(BotPlayer):
        def next(self) -> Any:
            command = super().next()
            if command is not None:
                given.append(command.act)
            return command

    def make(seat: NationId, settings: Settings) -> BotPlayer:
        seed = settings.bot_seed(seat)
        if seat != nation:
            return BotPlayer(settings.match, seat, pack.public, seed, "mixed")
        return Charge(settings.match, seat, pack.public, seed, conduct, "charge", avoid)

    arena.play(pack, arena.settings_for(pack, "1"), make=make)
    return given


@pytest.mark.parametrize("name", sorted(path.parent.name for path in CONTENT.glob("*/pack.toml")))
def test_a_charge_daffaires_never_signs_concedes_or_presses(name: str) -> None:
    """Every act that he sends in a whole match is looked at, whatever his instructions."""
    pack = loaded(name).pack
    for nation, conduct in zip(pack.must_sign, ("dove", "hawk")):
        given = sent_by_a_charge(name, nation, conduct, frozenset())
        assert given
        assert {type(act) for act in given} - CHARGE_MAY == set()


def test_a_charge_daffaires_talks_to_nobody_whom_he_is_to_avoid() -> None:
    gbr, prc = NationId("gbr"), NationId("prc")
    given = sent_by_a_charge("hong-kong-1984", gbr, "hawk", frozenset({prc}))
    asked = [
        act.members if isinstance(act, acts.Invite) else act.guests
        for act in given
        if isinstance(act, acts.Invite | acts.Engage)
    ]
    assert not [nations for nations in asked if prc in nations]
    assert any(isinstance(act, acts.Decline) for act in given)


# -- reckoning --------------------------------------------------------------------------------------------------


def test_totals_sum_every_deal_in_order() -> None:
    rows = ((1, 5), (0, 2, 9))
    assert [sum(row[n] for row, n in zip(rows, deal)) for deal in deals_over((2, 3))] == list(totals(rows))
    assert lanes(shortfall(rows, 6), 6) == [max(0, 6 - total) for total in totals(rows)]
    both = shortfall(rows, 90) + shortfall(rows, 1)
    assert lanes(both, 6) == [max(0, 90 - total) + max(0, 1 - total) for total in totals(rows)]
    assert [totals(rows)[n] for n in ranked(rows)] == sorted(totals(rows), reverse=True)


def regatta_view() -> tuple[Any, View]:
    pack = loaded("regatta")
    view = View.of(NationId("nor"), pack.public)
    own = pack.pack.nation(NationId("nor")).sheets[0]
    view.worth = {
        issue.id: {option.id: own.points[issue.id][n] for n, option in enumerate(issue.options)}
        for issue in pack.pack.issues
    }
    return read_crisis(pack.public), view


SUD = NationId("sud")
CUP = IssueId("cup")


def test_without_knowledge_it_expects_the_reverse_of_its_own_wishes() -> None:
    crisis, view = regatta_view()
    belief = believe(crisis, view, SUD, refused=2)
    assert belief.batna == ASSUMED_BATNA + 2
    mine = [view.worth[CUP][option] for option in crisis.options[CUP]]
    assert sorted(range(3), key=lambda n: mine[n]) == sorted(range(3), key=lambda n: -belief.points[CUP][n])


def test_insight_and_what_it_was_told_shape_its_belief() -> None:
    crisis, view = regatta_view()
    order = (OptionId("turns"), OptionId("north-keeps"), OptionId("south-keeps"))
    issues = (CUP, IssueId("boats"), IssueId("course"))
    view.insight[SUD] = InsightGained(SUD, 5, issues, (IssuePreference(CUP, order),), (), 60)
    belief = believe(crisis, view, SUD, refused=9)
    assert belief.batna == 60
    best = max(range(3), key=lambda n: belief.points[CUP][n])
    assert crisis.options[CUP][best] == "turns"
    assert (
        max(belief.points[CUP]) > max(belief.points[IssueId("boats")]) > max(belief.points[IssueId("course")])
    )


def test_its_dice_answer_the_same_question_alike() -> None:
    chance = Chance(b"seed")
    assert chance.percent(1, "press") == chance.percent(1, "press")
    rolls = [chance.percent(n) for n in range(2000)]
    assert min(rolls) >= 0
    assert max(rolls) <= 99
    assert 45 < sum(rolls) / len(rolls) < 55
    assert Claim("most", CUP) == Claim("most", CUP)


def test_what_it_initialled_it_also_accepts_and_waits_for_the_others() -> None:
    """Its initials bind its tongue: the same package is not refused a moment later, nor replaced by another text."""
    pack = loaded("teatime")
    match: Match = arena.play(pack, arena.settings_for(pack, "1")).match
    nation = pack.pack.must_sign[0]
    bot = BotPlayer(MatchId("m" * 16), nation, pack.public, b"seed", "hawk")
    for _, one in match.streams.after(nation, 0):
        bot.take(one.notice, one.turn, one.words)
    [seen, *_] = bot.view.instruments.values()
    seen.status, seen.initials, seen.changed = "tabled", {nation}, bot.view.turn
    assert closes(seen.text) in bot.mind.initialled()
    assert bot.mind.awaits_initials()
    seen.changed = bot.view.turn - 2
    assert not bot.mind.awaits_initials()


def test_it_thinks_on_when_a_new_invitation_comes_between_two_walks() -> None:
    """A habit is asked for its next move only after the last one was answered; by then the view may have grown."""
    crisis, view = regatta_view()
    walks = [EngagementAsked(Ref(f"w{n}"), "walk", NationId("nor"), SUD) for n in range(3)]
    for walk in walks[:2]:
        view.engagements[walk.ref] = EngagementSeen(walk, view.turn, "success")
    habit = refer(Mind(NationId("nor"), crisis, view, TEMPERS["mixed"], Chance(b"seed")))
    first = next(habit).act
    view.engagements[walks[2].ref] = EngagementSeen(walks[2], view.turn)
    second = next(habit).act
    assert isinstance(first, acts.AdReferendum)
    assert isinstance(second, acts.AdReferendum)
    assert [first.ref, second.ref] == [walks[0].ref, walks[1].ref]


def test_a_bot_of_another_seat_hears_other_papers() -> None:
    pack = loaded("teatime")
    match: Match = arena.play(pack, arena.settings_for(pack, "1")).match
    for nation in pack.pack.order:
        papers = {
            one.notice.text for _, one in match.streams.after(nation, 0) if isinstance(one.notice, Papers)
        }
        assert f"briefing-{nation}" in papers
        assert not {f"briefing-{other}" for other in pack.pack.order if other != nation} & papers
