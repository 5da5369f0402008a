"""Laid out: what was signed and how it was kept; lies, leaks, pledges, threats, who listened.

Owns: the sections of texts and of the word of nations.
Does not know: the other sections.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from detente_client.debrief.document import Block, Bullets, Say, Table
from detente_client.debrief.phrasing import covert, event, lie, pledge, threat
from detente_client.debrief.proposals import Text
from detente_client.debrief.report import Report
from detente_client.figures import listing, sequence
from detente_client.i18n import tr
from detente_client.words import phrases
from detente_client.words.naming import Names, capital
from detente_wire.terms import NationId


def texts(report: Report, names: Names) -> tuple[Block, ...]:
    """Every text with its life, and the clauses of those that were signed."""
    if not report.texts:
        return (Say(tr("No text was ever drafted.")),)
    head = (
        tr("Text"),
        tr("By"),
        tr("Drafted"),
        tr("In the end"),
        tr("Seen by"),
        tr("Others' voices"),
        tr("Breaches"),
    )
    rows = tuple(_text(names, n, text) for n, text in enumerate(report.texts, 1))
    blocks: list[Block] = [Table(tr("Texts"), head, rows)]
    for n, text in enumerate(report.texts, 1):
        if text.status in _ALIVE or text.kept:
            blocks.append(_clauses(names, n, text))
    return tuple(blocks)


_ALIVE = ("signed", "in-force", "suspended", "terminated", "expired")
_BREACHES = ("breached", "suspicious", "delayed", "suspended")


def _text(names: Names, n: int, text: Text) -> tuple[str, ...]:
    voices = [tr("{who} endorsed", who=capital(names.nation(nation))) for nation in text.endorsed]
    voices += [tr("{who} objected", who=capital(names.nation(nation))) for nation in text.objected]
    broken = sum(kept.report == "breached" for kept in text.kept)
    return (
        f"{n}. {capital(phrases.instrument_title(names, text.text))}",
        capital(names.nation(text.author)),
        tr("turn {turn}", turn=text.turn),
        tr("{status} in turn {turn}", status=status(text.status), turn=text.since),
        names.nations(text.seen_by) if text.seen_by else tr("everybody"),
        listing(voices) or "–",
        str(broken),
    )


def status(word: str) -> str:
    """The status of a text."""
    known = {
        "draft": tr("a draft"), "tabled": tr("tabled"), "initialled": tr("initialled"), "signed": tr("signed"),
        "in-force": tr("in force"), "suspended": tr("suspended"), "terminated": tr("terminated"),
        "lapsed": tr("lapsed"), "expired": tr("expired"),
    }  # fmt: skip
    return known.get(word, word)


def _clauses(names: Names, n: int, text: Text) -> Table:
    rows = []
    for at, clause in enumerate(text.text.clauses, 1):
        reports = [kept for kept in text.kept if kept.clause == at]
        told = [tr("turn {turn}: {report}", turn=kept.turn, report=_report(kept.report)) for kept in reports]
        rows.append((f"{n}.{at}", phrases.clause(names, clause), sequence(told) or tr("nothing was told")))
    caption = tr("Text {n}, clause by clause", n=n)
    return Table(caption, (tr("Clause"), tr("What it says"), tr("How it was kept")), tuple(rows))


def _report(word: str) -> str:
    known = {
        "performed": tr("performed"), "delayed": tr("delayed"), "compliant": tr("kept"),
        "suspicious": tr("doubtful"), "breached": tr("breached"), "suspended": tr("suspended"),
        "void": tr("void"),
    }  # fmt: skip
    return known.get(word, word)


# -- the word of nations ---------------------------------------------------------------------------------------


def word(report: Report, names: Names) -> tuple[Block, ...]:
    """Lies, what came out, covert acts, pledges, threats, listening."""
    lies = dict.fromkeys(lie(names, told) for told in report.lies)
    leaks = [
        tr("Turn {turn}: {what}", turn=one.turn, what=event(names, one))
        for one in report.events
        if one.kind in ("leak", "published", "denounced")
    ]
    blocks: list[Block] = []
    blocks += _listed(tr("Lies"), lies, tr("Nobody lied."))
    blocks += _listed(tr("What came out"), leaks, tr("Nothing came out."))
    if report.covert:
        blocks += _listed(tr("Unknown hands"), (covert(names, act) for act in report.covert), "")
    if report.pledges:
        blocks += _listed(tr("Pledges"), (pledge(names, made) for made in report.pledges), "")
    if report.threats:
        blocks += _listed(tr("Threats"), (threat(names, made) for made in report.threats), "")
    return (*blocks, *_listening(report, names))


def _listed(title: str, rows: Iterable[str], none: str) -> list[Block]:
    found = tuple(rows)
    return [Say(f"{title}:"), Bullets(found)] if found else [Say(f"{title}: {none}")]


def _listening(report: Report, names: Names) -> tuple[Block, ...]:
    """By insight gained over the match, and by whom others named in secret."""
    sums: Counter[NationId] = Counter()
    for (of, _), level in report.insight_at_end().items():
        sums[of] += level
    head = (
        tr("Nation"), tr("Insight into all others"), tr("Named best listener by"), tr("Named most trusted by"),
        tr("Lies told"), tr("Lies found out by it"),
    )  # fmt: skip
    honours = report.deals.opened.honours
    rows = tuple(
        (
            capital(names.nation(nation)),
            str(sums[nation]),
            names.nations([one.by for one in honours if one.listener == nation], none="–"),
            names.nations([one.by for one in honours if one.trusted == nation], none="–"),
            str(sum(told.by == nation for told in report.lies)),
            str(sum(nation in told.found_by for told in report.lies)),
        )
        for nation in sorted(report.pack.order, key=lambda nation: -sums[nation])
    )
    return (Table(tr("Who listened"), head, rows),)
