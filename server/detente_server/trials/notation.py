"""The notation of cases and trials: acts, givens and expectations in lines that a player can read.

An act line is ``nation: act field=value ... -> label ! refusal``. Fields are those of `detente_wire.acts`; a label
names the reference (or channel) that the act makes, so that later lines can use it; a hash that is left out is the
right one. ``turn`` alone closes the turn. See docs/reference/trials.md for the whole notation.

Owns: how values are spelled. Does not know: what a line does (`play`).
"""

from __future__ import annotations

import types
import typing
from typing import Any, Literal, NewType, Union, get_args, get_origin

import attrs

from detente_server.rules.pack import Pack
from detente_wire.acts import ACTS, Act
from detente_wire.terms import (
    Choice,
    Claim,
    Clause,
    Demand,
    Hash,
    Instrument,
    IssueId,
    NationId,
    OptionId,
    Package,
    Promise,
    Protocol,
    Ref,
    package,
)

Labels = dict[str, str]


class BadCase(Exception):
    """The line cannot be read; says why."""


class Unmet(AssertionError):
    """The line is well and does not hold; says what is so instead."""


def hold(holds: bool, otherwise: str) -> None:
    """Go on if it holds, else say what is so."""
    if not holds:
        raise Unmet(otherwise)


def parse_act(pack: Pack, labels: Labels, words: list[str], hash_of: typing.Callable[[str], str]) -> Act:
    """``[kind, field=value, ...]`` as an act. ``hash_of(ref)`` gives the hash that a left-out one stands for."""
    kind, *pairs = words
    if kind not in ACTS:
        raise BadCase(f"no act {kind}")
    cls = ACTS[kind]
    hints = typing.get_type_hints(cls)
    given = {name: value if sign else "yes" for name, sign, value in (pair.partition("=") for pair in pairs)}
    fields: dict[str, Any] = {}
    for name, text in given.items():
        if name not in hints:
            raise BadCase(f"{kind} has no field {name}; it has {', '.join(hints)}")
        fields[name] = read(pack, labels, hints[name], text, hash_of)
    if "hash" in hints and "hash" not in fields and "ref" in fields:
        fields["hash"] = Hash(hash_of(fields["ref"]))
    return cls(**fields)


def read(pack: Pack, labels: Labels, hint: Any, text: str, hash_of: typing.Callable[[str], str]) -> Any:
    """One value by the type of its field."""
    if hint in _READERS:
        return _READERS[hint](pack, labels, text, hash_of)
    if isinstance(hint, NewType):
        return labels.get(text, text)
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = [part for part in get_args(hint) if part is not type(None)]
        return None if text == "none" else read(pack, labels, inner[0], text, hash_of)
    if origin is tuple:
        return tuple(read(pack, labels, get_args(hint)[0], part, hash_of) for part in text.split(",") if part)
    if origin is Literal:
        return text
    if hint is int:
        return int(text)
    if hint is bool:
        return text == "yes"
    if hint is str:
        return text
    raise BadCase(f"cannot read {text!r} as {hint}")


def _package(pack: Pack, labels: Labels, text: str, hash_of: Any) -> Package:
    return package([pair.split(":", 1) for pair in text.split(",") if pair])  # type: ignore[misc]


def _choice(pack: Pack, labels: Labels, text: str, hash_of: Any) -> Choice:
    issue, option = text.split(":")
    return Choice(IssueId(issue), OptionId(option))


def _protocol(pack: Pack, labels: Labels, text: str, hash_of: Any) -> Protocol:
    return Protocol(None if text == "equal" else NationId(text.removeprefix("senior:")))


def _claim(pack: Pack, labels: Labels, text: str, hash_of: Any) -> Claim:
    form, issue, *rest = text.split(":")
    options = [OptionId(option) for option in rest]
    return Claim(form, IssueId(issue), *options)  # type: ignore[arg-type]


def _promise(pack: Pack, labels: Labels, text: str, hash_of: Any) -> Promise:
    form, *rest = text.split(":")
    if form == "never":
        return Promise("never", IssueId(rest[0]), OptionId(rest[1]))
    if form == "sign":
        return Promise("sign", hash=Hash(hash_of(labels.get(rest[0], rest[0]))), by_turn=int(rest[1]))
    tool = None if rest[1] == "any" else rest[1]
    return Promise(form, nation=NationId(rest[0]), tool=tool, by_turn=int(rest[2]))  # type: ignore[arg-type]


def _demand(pack: Pack, labels: Labels, text: str, hash_of: Any) -> Demand:
    form, *rest = text.split(":")
    if form in ("initial", "sign"):
        ref = Ref(labels.get(rest[0], rest[0]))
        return Demand(form, instrument=ref, hash=Hash(hash_of(ref)))  # type: ignore[arg-type]
    return Demand(form, tool=rest[0], nation=NationId(rest[1]))  # type: ignore[arg-type]


def _clause(pack: Pack, labels: Labels, text: str, hash_of: Any) -> Clause:
    if "/" not in text:
        (choice,) = _package(pack, labels, text, hash_of)
        return _of_option(pack, choice)
    kind, actor, *rest = text.split("/")
    fields: dict[str, Any] = {}
    for part in rest:
        if "=" in part:
            name, value = part.split("=", 1)
            hint = typing.get_type_hints(Clause)[name]
            fields[name] = read(pack, labels, hint, value, hash_of)
        elif ":" in part:
            issue, option = part.split(":")
            fields |= {"issue": IssueId(issue), "option": OptionId(option)}
        else:
            fields["beneficiary"] = NationId(part)
    return Clause(kind, NationId(actor), **fields)  # type: ignore[arg-type]


def _of_option(pack: Pack, choice: Choice) -> Clause:
    """The clause that an option writes."""
    return pack.issue(choice.issue).options[pack.option_index(choice)].clause.clause(choice)


def _instrument(pack: Pack, labels: Labels, text: str, hash_of: Any) -> Instrument:
    """``kind;parties=a,b;closes=issue:option,...;clause=type/actor/...;entry=...;secret``."""
    kind, *parts = text.split(";")
    fields: dict[str, Any] = {"kind": kind}
    clauses: list[Clause] = []
    hints = typing.get_type_hints(Instrument)
    for part in parts:
        name, _, value = part.partition("=")
        if name == "closes":
            choices = pack.historical if value == "historical" else _package(pack, labels, value, hash_of)
            clauses += [_of_option(pack, choice) for choice in choices]
        elif name == "clause":
            clauses.append(_clause(pack, labels, value, hash_of))
        else:
            fields[name] = read(pack, labels, hints[name], value or "yes", hash_of)
    return Instrument(clauses=tuple(clauses), **fields)


_READERS: dict[Any, typing.Callable[[Pack, Labels, str, Any], Any]] = {
    Package: _package,
    Protocol: _protocol,
    Choice: _choice,
    Claim: _claim,
    Promise: _promise,
    Demand: _demand,
    Clause: _clause,
    Instrument: _instrument,
}


def show(act: Act) -> str:
    """An act in the notation, for failures (nested values as Python shows them)."""
    pairs = [f"{f.name}={getattr(act, f.name)}" for f in attrs.fields(type(act))]
    return " ".join([type(act).__name__, *pairs])
