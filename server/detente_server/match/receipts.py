"""What each command was answered with: one receipt for ever.

Owns: `Receipts` of one match, the answer to a command that comes again, how a refusal is said.
Does not know: what commands mean, stores (the store does not look whether a receipt is the only one).
"""

from __future__ import annotations

from detente_server.match import records
from detente_server.match.digests import is_same
from detente_server.match.effects import Reply, StoredReceipt, StoredRecord
from detente_server.match.writing import Entry
from detente_wire.messages import CommandId, Committed, Denied, MatchId, Receipt
from detente_wire.refusals import Refusal

Key = tuple[str, bytes]
"""Player and command."""


class FiledTwice(Exception):
    """A bug: one command was about to get a second receipt."""


class Receipts:
    """The receipts of a match, as long as it lives."""

    def __init__(self, match: MatchId) -> None:
        self._match = match
        self.known: dict[Key, tuple[bytes, Receipt]] = {}
        """The sealed digest of the command, its receipt."""
        self._salts: dict[Key, bytes] = {}
        """Of the words that came with a command, as long as they are kept."""

    def of(self, player: str, command: CommandId) -> Receipt | None:
        """The receipt of this command id; None: it has none."""
        known = self.known.get((player, command.encode()))
        return known[1] if known else None

    def again(self, player: str, command: CommandId, digest: bytes) -> Reply | None:
        """The answer to a command id that has its receipt already; None: it is new."""
        key = (player, command.encode())
        known = self.known.get(key)
        if known is None:
            return None
        if is_same(known[0], digest, self._salts.get(key)):
            return Reply(player, known[1])
        return Reply(player, Receipt(command, denied(Refusal("command.id-reused")), self._match))

    def file(self, entry: Entry, cursor: int) -> tuple[StoredReceipt, Receipt] | None:
        """The receipt of what was entered, if somebody waits for one; `cursor`: his stream's, before its notices."""
        if entry.receipt is None:
            return None
        player, command, digest, refusal = entry.receipt
        key = (player, command.encode())
        if refusal is not None:
            receipt = Receipt(command, denied(refusal), self._match)
        else:
            receipt = Receipt(command, Committed(cursor), self._match, entry.joined)
        self._file(key, digest, receipt)
        if entry.text:
            self._salts[key] = entry.text.salt
        return StoredReceipt(*key, digest, records.encode_receipt(receipt)), receipt

    def recall(self, record: StoredRecord) -> None:
        """What was answered then; `Unreadable` if one command was answered twice."""
        for stored in record.receipts:
            key = (stored.player, stored.command)
            try:
                self._file(key, stored.digest, records.decode_receipt(stored.body))
            except FiledTwice as twice:
                raise records.Unreadable(f"record {record.n}: {twice}") from None
            for text in record.texts:
                if text.text:
                    self._salts[key] = text.salt

    def _file(self, key: Key, digest: bytes, receipt: Receipt) -> None:
        if key in self.known:
            raise FiledTwice(f"the command {receipt.id!r} has a receipt already")
        self.known[key] = (digest, receipt)


def denied(refusal: Refusal) -> Denied:
    """How a refusal is said."""
    return Denied(refusal.code, refusal.message(), refusal.params, not refusal.definite)


def refused(id: CommandId, refusal: Refusal, match: MatchId | None = None) -> Receipt:
    """A receipt that refuses."""
    return Receipt(id, denied(refusal), match)
