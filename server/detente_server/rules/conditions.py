"""The expression language of a pack's conditions: when an inject fires.

Owns: the published vocabulary, the compiler (tokens, a Pratt parser, types) and the evaluator.
Does not know: TOML files, the state of a match (the caller's `lookup` answers every name).

The language is total: no loops, no division, no text. What compiles, evaluates, in time linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, NoReturn

from detente_server.rules.pack import Condition
from detente_wire.terms import MAX_INTEGER
from detente_wire.values import frozen

MAX_SOURCE = 400
"""Characters of a condition."""
MAX_DEPTH = 32
"""Nested parentheses and prefixes."""

ArgumentKind = Literal["nation", "issue", "option", "inject"]
Kind = Literal["number", "yes or no"]


@frozen
class Name:
    """One name of the vocabulary."""

    kind: Kind
    doc: str
    arguments: tuple[ArgumentKind, ...] = ()
    """An ``option`` is one of the issue before it."""


VOCABULARY: Mapping[str, Name] = {
    "turn": Name("number", "the turn that dawns, from 1"),
    "tension": Name("number", "0..100"),
    "rung": Name("number", "tension div 10"),
    "stall": Name("number", "turns in a row without progress"),
    "closed": Name("number", "issues closed by instruments in force"),
    "open": Name("number", "issues not closed"),
    "settled": Name("yes or no", "every issue is closed"),
    "agreed": Name("yes or no", "the issue was provisionally agreed at some time", ("issue",)),
    "in_force": Name("yes or no", "the issue is closed with this option", ("issue", "option")),
    "fired": Name("yes or no", "that inject has happened", ("inject",)),
    "trust": Name("number", "how far the first trusts the second, 0..100", ("nation", "nation")),
    "grievance": Name("number", "the first's against the second, 0..50", ("nation", "nation")),
    "standing": Name("number", "reputation, 0..100", ("nation",)),
    "word": Name("number", "credibility, 0..100", ("nation",)),
    "strain": Name("number", "economic pain, 0..100", ("nation",)),
    "home": Name("number", "domestic support, 0..100", ("nation",)),
    "sanctions": Name("number", "the first's level on the second, 0..3", ("nation", "nation")),
    "force": Name("number", "level of its show of force, 0..3", ("nation",)),
}
"""Every name, in the order of docs/reference/pack-format.md; a test keeps the two together."""


@frozen
class Ids:
    """The ids of a pack that a condition may name."""

    nations: frozenset[str] = frozenset()
    issues: Mapping[str, frozenset[str]] = {}
    """Options by issue."""
    injects: frozenset[str] = frozenset()

    def known(self, kind: ArgumentKind, before: str) -> frozenset[str]:
        """What may stand for an argument of this kind, after the argument `before`."""
        match kind:
            case "nation":
                return self.nations
            case "issue":
                return frozenset(self.issues)
            case "option":
                return self.issues.get(before, frozenset())
            case "inject":
                return self.injects


@frozen
class Fault:
    """Why a condition does not compile."""

    column: int
    """1 is the first character of the condition."""
    message: str
    word: str = ""
    """The word that is not known, and what it could have been: for a "did you mean"."""
    known: frozenset[str] = frozenset()


class _Stop(Exception):
    """Carries a `Fault` out of the parser; never leaves this module."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


_COMPARE = ("<", "<=", ">", ">=", "==", "!=")
_COMPARISON: tuple[int, Kind, Kind] = (40, "number", "yes or no")
_INFIX: Mapping[str, tuple[int, Kind, Kind]] = {
    "or": (10, "yes or no", "yes or no"),
    "and": (20, "yes or no", "yes or no"),
    **dict.fromkeys(_COMPARE, _COMPARISON),
    "+": (50, "number", "number"),
    "-": (50, "number", "number"),
    "*": (60, "number", "number"),
}
"""Binding strength, kind of both operands, kind of the result."""
_PREFIX: Mapping[str, tuple[int, Kind, str]] = {
    "not": (30, "yes or no", "not"),
    "-": (70, "number", "neg"),
}
_TOKEN = re.compile(r"[0-9]+|[A-Za-z_][A-Za-z0-9_]*|<=|>=|==|!=|[-+*<>(),]")
_ID = re.compile(r"[a-z][a-z0-9-]*")
_SPACE = re.compile(r"[ \t\r\n]*")


class _Parser:
    """One pass over the source; writes the postfix program into `code`."""

    def __init__(self, source: str, ids: Ids) -> None:
        self.source = source
        self.ids = ids
        self.code: list[str | int] = []
        self.at = 0
        self.depth = 0

    def stop(self, at: int, message: str, word: str = "", known: frozenset[str] = frozenset()) -> NoReturn:
        raise _Stop(Fault(at + 1, message, word, known))

    def peek(self) -> str:
        """The next token, not taken; "" at the end."""
        self.at = self._skip_space()
        found = _TOKEN.match(self.source, self.at)
        if found:
            return found[0]
        if self.at < len(self.source):
            self.stop(self.at, f"{self.source[self.at]!r} means nothing in a condition")
        return ""

    def _skip_space(self) -> int:
        found = _SPACE.match(self.source, self.at)
        return found.end() if found else self.at

    def take(self) -> str:
        token = self.peek()
        self.at += len(token)
        return token

    def expect(self, wanted: str, where: str) -> None:
        found = self.peek()
        if found != wanted:
            self.stop(self.at, f"expected {wanted!r} {where}, found {_shown(found)}")
        self.take()

    def whole(self) -> None:
        """A whole condition: an expression that is a yes or no, and nothing after it."""
        kind = self.expression(0)
        if left := self.peek():
            self.stop(self.at, f"expected an operator or the end, found {_shown(left)}")
        self.require("yes or no", kind, 0, "a condition")

    def require(self, wanted: Kind, found: Kind, at: int, what: str) -> None:
        if wanted != found:
            self.stop(at, f"{what} must be a {wanted}, this is a {found}")

    def expression(self, binding: int) -> Kind:
        self.peek()
        start = self.at
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.stop(start, f"nested deeper than {MAX_DEPTH}")
        kind = self.operand()
        while (sign := self.peek()) in _INFIX and _INFIX[sign][0] > binding:
            kind = self.infix(start, kind)
        self.depth -= 1
        return kind

    def infix(self, start: int, left: Kind) -> Kind:
        sign = self.take()
        strength, wanted, result = _INFIX[sign]
        self.require(wanted, left, start, f"what stands before {sign!r}")
        self.peek()
        at = self.at
        self.require(wanted, self.expression(strength), at, f"what stands after {sign!r}")
        self.code.append(sign)
        return result

    def operand(self) -> Kind:
        token = self.peek()
        at = self.at
        if token in _PREFIX:
            return self.prefix()
        if token == "(":
            self.take()
            kind = self.expression(0)
            self.expect(")", "to close the parenthesis")
            return kind
        if token.isdecimal():
            return self.number()
        if not token or not (token[0].isalpha() or token[0] == "_") or token in _INFIX:
            self.stop(at, f"expected a name, a number or '(', found {_shown(token)}")
        return self.extreme() if token in ("min", "max") else self.name()

    def prefix(self) -> Kind:
        sign = self.take()
        strength, wanted, operator = _PREFIX[sign]
        self.peek()
        at = self.at
        self.require(wanted, self.expression(strength), at, f"what stands after {sign!r}")
        self.code.append(operator)
        return wanted

    def number(self) -> Kind:
        at, token = self.at, self.take()
        if int(token) > MAX_INTEGER:
            self.stop(at, "numbers go up to 2^53")
        self.code.append(int(token))
        return "number"

    def extreme(self) -> Kind:
        """``min(a, b, …)`` or ``max(a, b, …)``."""
        sign = self.take()
        self.expect("(", f"after {sign}")
        count = 0
        while count == 0 or self.peek() == ",":
            if count:
                self.take()
            self.peek()
            at = self.at
            self.require("number", self.expression(0), at, f"what {sign} takes")
            self.code += [sign] if count else []
            count += 1
        self.expect(")", f"to close {sign}")
        return "number"

    def name(self) -> Kind:
        at, word = self.at, self.take()
        name = VOCABULARY.get(word)
        if name is None:
            known = frozenset(VOCABULARY) | {"min", "max", "not"}
            self.stop(at, f"{word!r} is not in the vocabulary of conditions", word, known)
        said: list[str] = []
        if name.arguments:
            self.expect("(", f"after {word}, which takes {', '.join(name.arguments)}")
            for n, kind in enumerate(name.arguments):
                if n:
                    self.expect(",", f"in {word}, which takes {', '.join(name.arguments)}")
                said.append(self.argument(kind, said[-1] if said else ""))
            self.expect(")", f"to close {word}, which takes {', '.join(name.arguments)}")
        self.code.append(" ".join([word, *said]))
        return name.kind

    def argument(self, kind: ArgumentKind, before: str) -> str:
        self.at = self._skip_space()
        found = _ID.match(self.source, self.at)
        if not found:
            self.stop(self.at, f"expected the id of a pack's {kind}")
        known = self.ids.known(kind, before)
        if found[0] not in known:
            self.stop(self.at, f"the pack has no {kind} {found[0]!r}", found[0], known)
        if kind == "nation" and found[0] == before:
            self.stop(self.at, f"a nation has no such thing with itself, here twice {before!r}")
        self.at = found.end()
        return found[0]


def _shown(token: str) -> str:
    return repr(token) if token else "the end"


def compile_condition(source: str, ids: Ids) -> Condition | Fault:
    """The condition as a postfix program, or the first fault with its column; never raises."""
    if len(source) > MAX_SOURCE:
        message = f"a condition has at most {MAX_SOURCE} characters, this has {len(source)}"
        return Fault(MAX_SOURCE + 1, message)
    parser = _Parser(source, ids)
    try:
        parser.whole()
    except _Stop as stop:
        return stop.fault
    return Condition(source, tuple(parser.code))


_UNARY: Mapping[str, Callable[[int], int]] = {"not": lambda a: int(not a), "neg": lambda a: -a}
_BINARY: Mapping[str, Callable[[int, int], int]] = {
    "or": lambda a, b: int(bool(a or b)),
    "and": lambda a, b: int(bool(a and b)),
    "<": lambda a, b: int(a < b),
    "<=": lambda a, b: int(a <= b),
    ">": lambda a, b: int(a > b),
    ">=": lambda a, b: int(a >= b),
    "==": lambda a, b: int(a == b),
    "!=": lambda a, b: int(a != b),
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "min": min,
    "max": max,
}


Lookup = Callable[[str, tuple[str, ...]], int]


def _answer(item: str, lookup: Lookup) -> int:
    name, *arguments = item.split(" ")
    value = lookup(name, tuple(arguments))
    return int(bool(value)) if VOCABULARY[name].kind == "yes or no" else int(value)


def evaluate(condition: Condition, lookup: Lookup) -> int:
    """1 if a compiled condition holds, else 0.

    `lookup(name, arguments)` answers every name of `VOCABULARY`, yes or no as 1 or 0 (or any other number but 0).
    Each step is clamped to ±2^53.
    """
    stack: list[int] = []
    for item in condition.code:
        if isinstance(item, int):
            value = item
        elif item in _BINARY:
            right = stack.pop()
            value = _BINARY[item](stack.pop(), right)
        elif item in _UNARY:
            value = _UNARY[item](stack.pop())
        else:
            value = _answer(item, lookup)
        stack.append(max(-MAX_INTEGER, min(MAX_INTEGER, value)))
    return stack.pop()
