"""The store: records by match, and documents, behind one small interface.

`Store` (interface.py) is the contract; `SqliteStore` keeps it in a data folder, `MemoryStore` in the
process, and `AsyncStore` lets an event loop await either. The store imports nothing of the project: named
columns and bytes in, the same out. To change what a record holds go to records.py and packing.py, what is
written to works.py, the tables to schema.py (a new step, never an old one), the order of a commit to
writer.py, queries to reading.py.
"""

from detente_server.store.audience import PUBLIC, UMPIRE
from detente_server.store.facade import AsyncStore
from detente_server.store.interface import Store
from detente_server.store.memory import MemoryStore
from detente_server.store.records import (
    ABSENT,
    ANY,
    APPEND_LIMIT_BYTES,
    EMPTY,
    Change,
    Document,
    Heard,
    Held,
    Lease,
    Misuse,
    NoticeRow,
    Page,
    ReadOnly,
    ReceiptRow,
    Record,
    Refusal,
    Snapshot,
    Stale,
    StoreError,
    TextRow,
    Undone,
    Unknown,
    Version,
)
from detente_server.store.sqlite import SqliteStore
from detente_server.store.works import (
    Append,
    Claim,
    Delete,
    EraseText,
    Outcome,
    Probe,
    Put,
    PutPack,
    PutSnapshot,
    Release,
    Renew,
    RenewLineage,
    Work,
)
from detente_server.store.writer import Hooks

__all__ = [
    "ABSENT",
    "ANY",
    "APPEND_LIMIT_BYTES",
    "EMPTY",
    "PUBLIC",
    "UMPIRE",
    "Append",
    "AsyncStore",
    "Change",
    "Claim",
    "Delete",
    "Document",
    "EraseText",
    "Heard",
    "Held",
    "Hooks",
    "Lease",
    "MemoryStore",
    "Misuse",
    "NoticeRow",
    "Outcome",
    "Page",
    "Probe",
    "Put",
    "PutPack",
    "PutSnapshot",
    "ReadOnly",
    "ReceiptRow",
    "Record",
    "Refusal",
    "Release",
    "Renew",
    "RenewLineage",
    "Snapshot",
    "SqliteStore",
    "Stale",
    "Store",
    "StoreError",
    "TextRow",
    "Undone",
    "Unknown",
    "Version",
    "Work",
]
