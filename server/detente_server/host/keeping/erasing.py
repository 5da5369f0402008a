"""Forgetting a person: what he wrote, his account, and everything that is kept under his name.

Owns: the order in which it is done, and the table of those who keep something about a player.
Does not know: how any of them keeps it.

What cannot be taken out of a match's log without breaking its chain stays: that a nation was held by a player of this
name, and its acts. Words go, the log still verifies; archives that held them are written anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from attrs import frozen

from detente_server.host.keeping.backups import CannotKeep
from detente_server.host.lobby import receipts
from detente_server.host.people.players import NotKept, Player
from detente_server.host.playing import archiving
from detente_server.host.playing.recording import PAGE
from detente_server.host.services import Services
from detente_server.store import ANY, EraseText, Store
from detente_wire.messages import MatchId
from detente_wire.orders import Replace

Forget = Callable[[Services, Player], Awaitable[None]]
SOMEBODY = "somebody who was erased"


@frozen
class Erased:
    """What was forgotten."""

    matches: int
    """In which he had written."""
    texts: int


async def _moderation(services: Services, player: Player) -> None:
    await services.moderation.forget(player.id, player.name)


async def _receipts(services: Services, player: Player) -> None:
    store = services.store
    filed = await store.ask(store.store.list_documents, receipts.KIND, f"{player.id}.")
    await asyncio.gather(*[store.delete(receipts.KIND, one.key, ANY) for one in filed])
    services.receipts.forget(player.id)


async def _contacts(services: Services, player: Player) -> None:
    await services.notifier.erase(player.id)


async def _remarks(services: Services, player: Player) -> None:
    services.gallery.forget(player.id)


async def _marks(services: Services, player: Player) -> None:
    await services.marks.forget(player.id)


FORGETTERS: list[Forget] = [_moderation, _receipts, _contacts, _remarks, _marks]
"""Everybody who keeps something about a player: a line for each."""


async def erase(services: Services, player: Player) -> Erased:
    """Forget a player; `CannotKeep` when the store does not write, and then it may be asked again."""
    if services.store.store.read_only is not None:
        raise CannotKeep("Nothing can be written at the moment: nothing was erased. Try again later.")
    _send_away(services, player)
    await _free_seats(services, player)
    written = await services.store.ask(_written, services.store.store, player.id)
    texts = 0
    for match, refs in written.items():
        texts += await _erase_words(services, match, refs)
    for forget in FORGETTERS:
        await forget(services, player)
    await services.audit.rename(player.name, SOMEBODY)
    try:
        await services.players.remove(player)
    except NotKept:
        raise CannotKeep(
            "The store stopped writing in the middle of it: erase the player again later."
        ) from None
    return Erased(len(written), texts)


async def let_go(services: Services, guest: Player) -> None:
    """A guest's name is free again: nothing stays by which somebody could be reached or known who bore it. What was
    flagged stays with its evidence. `NotKept` if nothing can be written."""
    await _contacts(services, guest)
    await _remarks(services, guest)
    await _marks(services, guest)
    await services.moderation.ties.forget(guest.id)
    await services.moderation.reliability.forget(guest.id)
    await services.players.remove(guest)


def _send_away(services: Services, player: Player) -> None:
    if hasattr(services, "gateway"):  # there is none where no server runs
        services.gateway.send_away(
            player.id, "removed", "Your data on this server were erased, as was asked."
        )


async def _free_seats(services: Services, player: Player) -> None:
    """Nobody waits for him; where no server runs a seat is freed by hand, for nothing may be played then."""
    if not hasattr(services, "gateway"):
        return
    for seat in services.directory.seats_of(player.id):
        owner = await services.matches.bring(seat.match)
        if owner is not None and owner.running:
            owner.order("host", "", Replace(seat.nation))
            await owner.settled()


def _written(store: Store, player: str) -> dict[MatchId, list[str]]:
    """The references of all that a player wrote, by match."""
    found: dict[MatchId, list[str]] = {}
    for match in store.matches():
        after = 0
        while records := store.read(match, after, PAGE).records:
            after = records[-1].n
            for record in records:
                if record.receipts and record.receipts[0].player == player:
                    refs = [text.ref for text in record.texts if text.text is not None]
                    if refs:
                        found.setdefault(MatchId(match), []).extend(refs)
    return found


async def _erase_words(services: Services, match: MatchId, refs: list[str]) -> int:
    """Take these words out of a match, and out of its archive; who has it in memory reads it again."""
    erased = 0
    for ref in refs:
        outcome = await services.store.submit(EraseText(match, ref))
        if not isinstance(outcome, int):
            raise CannotKeep("The store stopped writing in the middle of it: erase the player again later.")
        erased += outcome
    listing, folder = services.directory.get(match), services.config.archive
    await services.store.delete(archiving.KIND, match, ANY)
    if folder is not None and listing is not None:
        await asyncio.to_thread(_remove, folder / archiving.file_name(listing.row.pack, match))
    owner = services.matches.owners.get(match)
    if owner is not None:  # an archive that is wanted again is made anew
        await services.matches.read_again(owner)
    return erased


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
