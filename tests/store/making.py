"""Records for tests: small, and the same whenever the same is asked for."""

from __future__ import annotations

from hashlib import sha256

from detente_server.store import NoticeRow, ReceiptRow, Record, TextRow

MATCH = "rhine"
AUDIENCES = ("public", "fra+ger", "fra", "umpire", "ger")


def digest(*parts: object) -> bytes:
    return sha256("/".join(map(str, parts)).encode()).digest()


def record(
    n: int, match: str = MATCH, *, salt: object = "", words: str | None = "Come to Lausanne."
) -> Record:
    """Record n of a match: one notice to an audience by turns, every third a public one too; a receipt, a text."""
    notices = [NoticeRow(AUDIENCES[n % 5], "LetterSent", n // 10, digest("notice", match, n, salt))]
    if n % 3 == 0:
        notices.append(NoticeRow("public", "GazettePrinted", n // 10, digest("gazette", match, n)))
    texts = () if words is None else (TextRow(f"letter-{n}", digest("salt", n)[:16], words),)
    return Record(
        match=match,
        n=n,
        id=digest("id", match, n, salt)[:16],
        kind="SendLetter",
        turn=n // 10,
        time_ms=1_700_000_000_000 + n,
        facts=digest("facts", match, n, salt) * 3,
        chain=digest("chain", match, n, salt),
        notices=tuple(notices),
        receipts=(receipt(n, match),),
        texts=texts,
    )


def receipt(n: int, match: str = MATCH) -> ReceiptRow:
    return ReceiptRow(
        f"player-{n % 3}", digest("command", match, n)[:16], digest("body", match, n), b"\x81\xa2ok\xc3"
    )


def records(first: int, last: int, match: str = MATCH, *, salt: object = "") -> tuple[Record, ...]:
    return tuple(record(n, match, salt=salt) for n in range(first, last + 1))
