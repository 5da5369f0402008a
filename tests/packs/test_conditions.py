"""Conditions: what compiles and to what, what does not and at which column, and that nothing ever raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente_server.rules.conditions import (
    MAX_DEPTH,
    MAX_SOURCE,
    VOCABULARY,
    Fault,
    Ids,
    compile_condition,
    evaluate,
)
from detente_server.rules.pack import Condition
from detente_wire.terms import MAX_INTEGER

IDS = Ids(
    nations=frozenset({"ada", "bel"}),
    issues={"bridge": frozenset({"together", "ada-mends"}), "toll": frozenset({"free"})},
    injects=frozenset({"rain"}),
)
STATE = {
    "turn": 4, "tension": 57, "rung": 5, "stall": 2, "closed": 1, "open": 1, "settled": 0,
    "agreed bridge": 1, "agreed toll": 0, "in_force bridge together": 1, "fired rain": 1,
    "trust ada bel": 45, "trust bel ada": 42, "home ada": 60, "sanctions ada bel": 2, "force bel": 3,
}  # fmt: skip


def look_up(name: str, arguments: tuple[str, ...]) -> int:
    return STATE.get(" ".join([name, *arguments]), 0)


def compiled(source: str) -> Condition:
    found = compile_condition(source, IDS)
    assert isinstance(found, Condition), found
    return found


HOLDS = [
    ("turn == 4", 1),
    ("turn != 4", 0),
    ("turn >= 4 and turn <= 4", 1),
    ("turn > 4 or turn < 4", 0),
    ("settled", 0),
    ("not settled", 1),
    ("not not settled", 0),
    ("not settled and turn == 4", 1),
    ("not turn == 5", 1),
    ("settled or agreed(bridge) and agreed(toll)", 0),
    ("agreed(bridge) or agreed(bridge) and agreed(toll)", 1),
    ("(agreed(bridge) or agreed(bridge)) and agreed(toll)", 0),
    ("in_force(bridge, together)", 1),
    ("in_force(bridge,ada-mends)", 0),
    ("fired( rain )", 1),
    ("trust(ada, bel) > trust(bel, ada)", 1),
    ("turn-1 == 3", 1),
    ("turn - 1 - 1 == 2", 1),
    ("turn + 2 * 3 == 10", 1),
    ("(turn + 2) * 3 == 18", 1),
    ("-turn == 0 - 4", 1),
    ("- -turn == 4", 1),
    ("-turn * 2 == -8", 1),
    ("min(turn, 2) == 2", 1),
    ("max(turn, 2, 9, tension) == 57", 1),
    ("min(7) == 7", 1),
    ("min(max(1, 2), 3 + 4) == 2", 1),
    ("tension >=\n 50\tand\r\nrung == 5", 1),
    ("9007199254740992 == 9007199254740992", 1),
    ("9007199254740992 * 9007199254740992 == 9007199254740992", 1),
    ("-9007199254740992 - 1 == -9007199254740992", 1),
    ("sanctions(ada, bel) + force(bel) + home(ada) == 65", 1),
    ("standing(ada) + word(ada) + strain(bel) + grievance(ada, bel) + stall + closed + open == 4", 1),
]


@pytest.mark.parametrize(("source", "value"), HOLDS)
def test_a_condition_holds_or_not(source: str, value: int) -> None:
    assert evaluate(compiled(source), look_up) == value


FAULTS = [
    ("", 1, "expected a name, a number or '(', found the end"),
    ("   ", 4, "expected a name, a number or '(', found the end"),
    ("turn", 1, "a condition must be a yes or no, this is a number"),
    ("turn + 1", 1, "a condition must be a yes or no, this is a number"),
    ("turns == 1", 1, "'turns' is not in the vocabulary of conditions"),
    ("turn == 1 tension", 11, "expected an operator or the end, found 'tension'"),
    ("turn = 1", 6, "'=' means nothing in a condition"),
    ("turn == 1;", 10, "';' means nothing in a condition"),
    ("turn == 'a'", 9, '"\'" means nothing in a condition'),
    ("turn / 2 == 1", 6, "'/' means nothing in a condition"),
    ("turn == 1.5", 10, "'.' means nothing in a condition"),
    ("turn == ٣", 9, "'٣' means nothing in a condition"),
    ("1 < turn < 3", 1, "what stands before '<' must be a number, this is a yes or no"),
    ("settled == agreed(toll)", 1, "what stands before '==' must be a number, this is a yes or no"),
    ("turn and settled", 1, "what stands before 'and' must be a yes or no, this is a number"),
    ("settled and turn", 13, "what stands after 'and' must be a yes or no, this is a number"),
    ("not turn", 5, "what stands after 'not' must be a yes or no, this is a number"),
    ("-settled == 1", 2, "what stands after '-' must be a number, this is a yes or no"),
    ("min(settled) == 1", 5, "what min takes must be a number, this is a yes or no"),
    ("1 + not settled == 2", 9, "what stands before '==' must be a number, this is a yes or no"),
    ("min() == 1", 5, "expected a name, a number or '(', found ')'"),
    ("min(1", 6, "expected ')' to close min, found the end"),
    ("min == 1", 5, "expected '(' after min, found '=='"),
    ("(turn == 1", 11, "expected ')' to close the parenthesis, found the end"),
    ("turn == 1)", 10, "expected an operator or the end, found ')'"),
    ("and", 1, "expected a name, a number or '(', found 'and'"),
    ("turn == ", 9, "expected a name, a number or '(', found the end"),
    ("trust > 1", 7, "expected '(' after trust, which takes nation, nation, found '>'"),
    ("trust(ada) > 1", 10, "expected ',' in trust, which takes nation, nation, found ')'"),
    ("trust(ada, bel, ada) > 1", 15, "expected ')' to close trust, which takes nation, nation, found ','"),
    ("trust(ada, cat) > 1", 12, "the pack has no nation 'cat'"),
    ("trust(ada, ada) > 1", 12, "a nation has no such thing with itself, here twice 'ada'"),
    ("trust(ada, 7) > 1", 12, "expected the id of a pack's nation"),
    ("agreed(tolls)", 8, "the pack has no issue 'tolls'"),
    ("in_force(toll, together)", 16, "the pack has no option 'together'"),
    ("fired(snow)", 7, "the pack has no inject 'snow'"),
    ("9007199254740993 == 1", 1, "numbers go up to 2^53"),
    ("turn(ada) == 1", 5, "expected an operator or the end, found '('"),
    ("__import__ == 1", 1, "'__import__' is not in the vocabulary of conditions"),
    ("(" * 40 + "settled" + ")" * 40, MAX_DEPTH + 1, f"nested deeper than {MAX_DEPTH}"),
    ("not " * 90 + "settled", 4 * MAX_DEPTH + 1, f"nested deeper than {MAX_DEPTH}"),
    ("settled" + " " * MAX_SOURCE, MAX_SOURCE + 1, "a condition has at most 400 characters, this has 407"),
]


@pytest.mark.parametrize(("source", "column", "message"), FAULTS)
def test_a_fault_has_its_column(source: str, column: int, message: str) -> None:
    found = compile_condition(source, IDS)
    assert isinstance(found, Fault)
    assert (found.column, found.message) == (column, message)


def test_the_program_is_postfix() -> None:
    assert compiled("not settled and trust(ada, bel) + 1 > 2").code == (
        "settled", "not", "trust ada bel", 1, "+", 2, ">", "and",
    )  # fmt: skip


def test_a_fault_names_what_could_have_been_meant() -> None:
    found = compile_condition("trust(adda, bel) > 1", IDS)
    assert isinstance(found, Fault)
    assert (found.word, found.known) == ("adda", IDS.nations)


def tokens() -> st.SearchStrategy[str]:
    signs = ["(", ")", ",", "+", "-", "*", "<", "<=", ">", ">=", "==", "!=", "and", "or", "not", "min", "max"]
    ids = ["ada", "bel", "bridge", "toll", "together", "free", "rain", "0", "7", "9007199254740992"]
    calls = ["trust(ada, bel)", "in_force(toll, free)", "agreed(toll)", "force(bel)", "fired(rain)"]
    return st.sampled_from([*signs, *ids, *calls, *VOCABULARY])


def sources() -> st.SearchStrategy[str]:
    """Any text, and text that is nearly a condition."""
    nearly = st.lists(tokens(), max_size=40).map(" ".join)
    return st.one_of(st.text(max_size=60), nearly, st.recursive(_leaves(), _grown, max_leaves=12))


def _leaves() -> st.SearchStrategy[str]:
    return st.sampled_from(
        ["settled", "turn > 3", "agreed(toll)", "tension * 9007199254740992 == -turn", "1 < 2"]
    )


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join)
    return st.one_of(joined, inner.map("not {}".format), inner.map("({})".format))


@given(sources(), st.integers())
def test_any_text_compiles_or_has_a_fault_and_what_compiles_evaluates(source: str, answer: int) -> None:
    found = compile_condition(source, IDS)
    if isinstance(found, Fault):
        assert 1 <= found.column <= len(source) + 1
    else:
        assert evaluate(found, lambda name, arguments: answer) in (0, 1)
        assert len(found.code) <= MAX_SOURCE


@given(st.recursive(_leaves(), _grown, max_leaves=12), st.integers(0, 100))
def test_the_language_agrees_with_python_where_both_speak(source: str, turn: int) -> None:
    found = compile_condition(source, IDS)
    if isinstance(found, Fault):
        assert found.message.startswith(("nested deeper", "a condition has at most"))
        return
    names = {"settled": False, "turn": turn, "tension": turn, "toll": 0, "agreed": lambda issue: turn > 50}

    def answer(name: str, arguments: tuple[str, ...]) -> int:
        return {"settled": 0, "turn": turn, "tension": turn, "agreed": int(turn > 50)}[name]

    assert evaluate(found, answer) == int(eval(source, {"__builtins__": {}}, names))


def test_every_step_is_clamped() -> None:
    seven = compiled("turn * turn > 0 and turn + turn == 9007199254740992")
    assert evaluate(seven, lambda name, arguments: 2**80) == 1
    assert MAX_INTEGER == 2**53
