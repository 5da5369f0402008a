"""What is done at home with a finished match, beside its debrief: its transcript as a file, and deleting it.

Owns: `transcript`, `delete`.
Does not know: how a match is gone through (`archivetable`), what a transcript looks like (`delegation.export`),
screens.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path

from attrs import frozen

from detente_client.delegation import export
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.transcript import Entry
from detente_client.i18n import tr
from detente_client.journeys.sitting import Sitting
from detente_client.replay.archivetable import ArchiveTable
from detente_client.replay.retelling import load, player_of
from detente_client.trouble import Trouble
from detente_wire.messages import MatchId


@frozen
class _Nobody:
    """Nobody looks on while it is told."""

    def tell(self, entry: Entry) -> None:
        """It stands in the transcript."""

    def recall(self, lines: int) -> None:
        """There is nobody to tell it again."""

    async def read_secret(self, prompt: str) -> str | None:
        """There is nobody to be asked."""
        return None


async def transcript(archive: Path) -> Path:
    """Write what the one player was told, or what all were, beside the archive; the file. `Trouble` if that fails."""
    match = load(archive)
    delegation = Delegation(ArchiveTable(match, player_of(match)), _Nobody())
    try:
        async for event in delegation.table.events():
            delegation.hear(event)
    finally:
        delegation.stop()
    id = MatchId(archive.stem.rpartition("-")[2])
    text = export.markdown(delegation.scene, delegation.transcript.entries, id)
    return export.write(_free(archive.with_suffix(".md")), text, replace=False)


def _free(path: Path) -> Path:
    """Such a name that is not taken: what a player may have written on is not written over."""
    names = (path if n == 1 else path.with_name(f"{path.stem}-{n}{path.suffix}") for n in count(1))
    return next(name for name in names if not name.exists())


async def delete(archive: Path, sitting: Sitting) -> str:
    """Delete it once the player has said so twice; what became of it, in a sentence."""
    kept = tr("Nothing was deleted.")
    asked = (
        tr(
            "Delete {file}? Its debrief and replay go with it. Type yes, or nothing to keep it.",
            file=archive.name,
        ),
        tr("Nobody can bring it back. Type yes once more."),
    )
    for question in asked:
        said = await sitting.ask(question)
        if (said or "").strip().casefold() not in ("yes", tr("yes").casefold()):
            return kept
    _remove(archive)
    return tr("{file} is deleted.", file=archive.name)


def _remove(archive: Path) -> None:
    try:
        archive.unlink()
    except OSError as why:
        raise Trouble(
            tr("{path} cannot be deleted: {why}.", path=archive, why=(why.strerror or str(why)).lower())
        ) from None
