"""What a player types about the company he is in, and as an umpire; and whose words are not shown."""

from __future__ import annotations

import pytest
from attrs import evolve

from detente_client.commands import deeds
from detente_client.commands.catalogue import understand
from detente_client.commands.slots import Here
from detente_client.describe import describe
from detente_client.describe.hushed import Hushed
from detente_client.describe.told import Scene
from detente_client.words.handles import Handles
from detente_client.words.language import Misunderstood
from detente_wire import messages as m
from detente_wire import notices as n
from detente_wire import orders
from detente_wire.acts import Offer, Say
from detente_wire.messages import Heard, MatchId
from detente_wire.terms import PUBLIC, NationId, Ref, package
from detente_wire.view import View
from tests.client.plain.story import ADA, BEL, PACK, TEATIME, told_so_far

MATCH = MatchId("mmmmmmmmmmmmmmmm")
BEL_CANTO = n.SeatChanged(BEL, "player", "Bel Canto")


def here(me: NationId | None = ADA) -> Here:
    """At the table, where Bel Canto speaks for Bel; her last words were heard at cursor 7."""
    scene = told_so_far()
    scene.view.seats[BEL] = BEL_CANTO
    scene.view.me = me
    return Here(scene, match=MATCH, heard={"bel": 7})


WISHES = [
    ("/mute bel", m.Mute("Bel Canto")),
    ("/mute Bel Canto", m.Mute("Bel Canto")),
    ("/mute Cat Stevens", m.Mute("Cat Stevens")),
    ("/block Cat Stevens", m.Mute("Cat Stevens", block=True)),
    ("/unmute bel", m.Unmute("Bel Canto")),
    ("/muted", m.ListMuted()),
    ("/flag bel : An insult.", m.Flag(MATCH, 7, why="An insult.")),
    ("/flag gallery 3 : An insult.", m.Flag(MATCH, remark=3, why="An insult.")),
    ("/gallery Well played", m.Remark(MATCH, "Well played")),
    ("/gallery : Well played: twice", m.Remark(MATCH, "Well played: twice")),
    ("/code", m.Invite(MATCH)),
    ("/code new", m.Invite(MATCH, renew=True)),
    ("/free bel", m.FreeSeat(MATCH, BEL)),
    ("/calloff : rain", m.CancelMatch(MATCH, "rain")),
    ("/who", m.FindMatch(MATCH)),
    ("/umpire silence bel 5m : calm down", m.Silence(MATCH, BEL, 5, "calm down")),
    ("/umpire silence bel", m.Silence(MATCH, BEL, 10)),
    ("/each pause 10m", m.DirectAll(orders.Pause(600))),
    ("/each go-on", m.DirectAll(orders.GoOn())),
    ("/each news : It rains.", m.DirectAll(orders.News(), "It rains.")),
]
ORDERS = [
    ("/umpire extend 10m", orders.Extend(600), ""),
    ("/umpire pause", orders.Pause(), ""),
    ("/umpire pause 90s", orders.Pause(90), ""),
    ("/umpire go-on", orders.GoOn(), ""),
    ("/umpire replace bel", orders.Replace(BEL), ""),
    ("/umpire news +2 : Shots were heard.", orders.News(2), "Shots were heard."),
    ("/umpire news -3 : Calm.", orders.News(-3), "Calm."),
    ("/umpire whisper bel : Look.", orders.Whisper(BEL), "Look."),
    ("/umpire end", orders.End(), ""),
]
MISTAKES = [
    ("/umpire extend soon", "10m"),
    ("/umpire extend", "10m"),
    ("/umpire news +2", "behind a colon"),
    ("/umpire news +11 : Boo", "-10 to +10"),
    ("/umpire whisper bel", "behind a colon"),
    ("/umpire whisper atlantis : Look.", "atlantis"),
    ("/umpire burn", "burn"),
    ("/each whisper bel : Look.", "whisper"),
    ("/mute", "/mute NAME"),
    ("/flag cat", "cat"),
    ("/gallery", "Say what"),
]


@pytest.mark.parametrize(("line", "wish"), WISHES, ids=[line for line, _ in WISHES])
def test_what_is_wished_for(line: str, wish: m.Wish) -> None:
    deed = understand(here(), line)
    assert isinstance(deed, deeds.Request)
    assert deed.wish == wish


@pytest.mark.parametrize(("line", "order", "words"), ORDERS, ids=[line for line, _, _ in ORDERS])
def test_what_an_umpire_orders(line: str, order: orders.Order, words: str) -> None:
    assert understand(here(None), line) == deeds.Direct(order, words)


@pytest.mark.parametrize(("line", "help_given"), MISTAKES, ids=[line for line, _ in MISTAKES])
def test_a_mistake_is_met_with_help(line: str, help_given: str) -> None:
    with pytest.raises(Misunderstood) as caught:
        understand(here(), line)
    assert help_given in str(caught.value)


def test_what_one_who_watches_types_goes_to_the_gallery() -> None:
    deed = understand(here(None), "Oho")
    assert isinstance(deed, deeds.Request)
    assert deed.wish == m.Remark(MATCH, "Oho")
    assert understand(here(None), "") == deeds.Show(())


# -- whose words are not shown -------------------------------------------------------------------------------------


def scene(*names: str) -> Scene:
    """A scene of which the words of these players are hidden."""
    hushed = Hushed()
    hushed.set(names)
    view = View.of(ADA, TEATIME)
    view.seats[BEL] = BEL_CANTO
    return Scene(PACK, view, Handles(PACK), hushed)


def told(where: Scene, act: Say | Offer, words: str) -> str:
    """What is shown of an act of Bel's."""
    notice = n.Said(Ref("r" * 16), PUBLIC, BEL, act)
    return "\n".join(describe(where, Heard(MATCH, 9, 1, 0, notice, words)).lines)


def test_the_words_of_who_is_muted_are_hidden_and_his_acts_are_not() -> None:
    choice = package({str(PACK.issues[0].id): str(PACK.issues[0].options[0].id)})
    open_, hidden = scene(), scene("bel canto")
    assert "You fool" in told(open_, Say(PUBLIC), "You fool")
    assert "You fool" not in told(hidden, Say(PUBLIC), "You fool")
    assert "8 characters of somebody whom you have muted" in told(hidden, Say(PUBLIC), "You fool")
    offered = told(hidden, Offer(PUBLIC, choice), "You fool")
    assert "You fool" not in offered
    assert told(open_, Offer(PUBLIC, choice), "").split("\n")[0] in offered


def test_where_there_are_no_names_nobody_is_hidden_by_name() -> None:
    where = scene("Bel Canto", "")
    where.view.seats[BEL] = evolve(BEL_CANTO, name="")
    assert "You fool" in told(where, Say(PUBLIC), "You fool")
