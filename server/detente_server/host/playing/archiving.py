"""The archive of a finished match.

Owns: where it is kept: in the store under the match's id, and as a file if the host wants files.
Does not know: what is in it (`match.archives`), nor its format (`detente_wire.archive`).
"""

from __future__ import annotations

import logging
from pathlib import Path

from attrs import evolve

from detente_server.host.environment import Environment
from detente_server.host.library import Library
from detente_server.host.logs import fields
from detente_server.host.playing.recording import whole_log
from detente_server.match.archives import archive_of
from detente_server.match.match import Match
from detente_server.store import ANY, AsyncStore, Store
from detente_wire.archive import write

log = logging.getLogger("detente.archive")

KIND = "archive"
EXTENSION = ".detente"


def archive_text(match: Match, store: Store, library: Library) -> str:
    """The whole file; reads the log for its chain."""
    public = library.played(match.settings).loaded.public
    archive = archive_of(match, public)
    chain = tuple(record.chain.hex() for record in whole_log(store, match.settings.match))
    return "".join(write(evolve(archive, header=evolve(archive.header, chain=chain))))


def file_name(pack: str, match: str) -> str:
    """Of the archive as a file."""
    return f"{pack}-{match}{EXTENSION}"


async def keep_archive(
    match: Match, store: AsyncStore, library: Library, environment: Environment, folder: Path | None
) -> None:
    """Make the archive beside the loop and keep it."""
    text = await store.ask(archive_text, match, store.store, library)
    await store.put(KIND, match.settings.match, text.encode(), ANY)
    if folder is None:
        return
    path = folder / file_name(match.settings.pack, match.settings.match)
    try:
        await store.ask(environment.write_file, path, text)
        log.info("archive written", extra=fields(match=match.settings.match, file=str(path)))
    except OSError as problem:
        log.error("an archive could not be written", extra=fields(file=str(path), why=problem.strerror))


async def find_archive(store: AsyncStore, match: str) -> str | None:
    """The archive of a match, once it is over."""
    document = await store.ask(store.store.get, KIND, match)
    return document.body.decode() if document else None
