"""The life of a delivery: its table of states, cell by cell, and the waits between tries."""

from __future__ import annotations

import pytest
from attrs import evolve

from detente_server.host.notifications import delivery as core
from detente_server.host.notifications.delivery import Delivered, Delivery, DeliveryId, Refused, Trouble
from detente_server.host.notifications.occasions import Occasion

HOUR, DAY = 3_600_000, 86_400_000
NEW = Delivery(DeliveryId("d"), "ada", "1", "webhook", Occasion("turn", "m", "Teatime", 3), created_ms=0)
SENT = core.sent_off(NEW)


def test_it_is_sent_off_once_and_counted() -> None:
    assert (SENT.state, SENT.tries) == ("on-its-way", 1)
    with pytest.raises(AssertionError):
        core.sent_off(SENT)


@pytest.mark.parametrize("state", ["waiting", *sorted(core.FINAL)])
def test_only_what_is_on_its_way_comes_back(state: core.State) -> None:
    with pytest.raises(AssertionError):
        core.came_back(evolve(NEW, state=state), Delivered(), 0, 0)


CASES = [
    (Delivered(), 0, "delivered", 0),
    (Delivered(), DAY + 1, "delivered", 0),
    (Refused("404"), 0, "waiting", 7_500),
    (Trouble("500"), 0, "waiting", 7_500),
    (Trouble("429", 60_000), 0, "waiting", 60_000),
    (Trouble("429", 7 * DAY), 0, "waiting", HOUR),
    (Trouble("429", 1), 0, "waiting", 7_500),
    (Trouble("500"), DAY - 7_501, "waiting", DAY - 1),
    (Trouble("500"), DAY - 7_500, "given-up", 0),
    (Refused("404"), DAY - 1, "given-up", 0),
]


@pytest.mark.parametrize(("outcome", "now_ms", "state", "due_ms"), CASES)
def test_what_an_outcome_makes_of_it(outcome: core.Outcome, now_ms: int, state: str, due_ms: int) -> None:
    after = core.came_back(SENT, outcome, now_ms, chance=0)
    assert (after.state, after.due_ms) == (state, due_ms)
    assert after.id == NEW.id


@pytest.mark.parametrize(
    ("tries", "least", "most"),
    [
        (1, 7_500, 15_000),
        (2, 15_000, 30_000),
        (5, 120_000, 240_000),
        (9, HOUR / 2, HOUR),
        (5000, HOUR / 2, HOUR),
    ],
)
def test_the_wait_doubles_up_to_an_hour_and_is_spread(tries: int, least: float, most: float) -> None:
    assert core.wait_ms(tries, 0) == least
    assert least < core.wait_ms(tries, 0.5) < most
    assert core.wait_ms(tries, 0.999999) <= most


def test_in_a_day_it_is_tried_some_thirty_times_and_then_given_up() -> None:
    one, now_ms = NEW, 0
    while one.state == "waiting":
        one = core.came_back(core.sent_off(one), Trouble("down"), now_ms, chance=0.5)
        now_ms = one.due_ms
    assert one.state == "given-up"
    assert 25 < one.tries < 60


def test_what_is_no_use_after_a_while_is_given_up_sooner() -> None:
    short = evolve(NEW, occasion=evolve(NEW.occasion, lasts_ms=HOUR))
    assert core.aged(short, HOUR - 1) == short
    assert core.aged(short, HOUR).state == "given-up"
    assert core.aged(NEW, DAY - 1) == NEW
    assert core.aged(NEW, DAY).state == "given-up"
    assert core.aged(SENT, 2 * DAY) == SENT
