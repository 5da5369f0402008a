"""The packs that matches are played from: those on offer, and those that running matches have kept.

Owns: packs by id and by digest, the text of their public parts, and how a pack's files lie in the store.
Does not know: matches; what is in a pack.

A match keeps the pack that it was created from: the files go into the store under their digest, and a match that is
loaded again reads them from there, whatever has become of the content folder.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections import OrderedDict
from collections.abc import Mapping, Sequence

import msgpack
from attrs import field, frozen

from detente_server.host.logs import fields
from detente_server.match.settings import Settings
from detente_server.packs.campaigns import CampaignTable, problem_of
from detente_server.packs.catalog import Catalog
from detente_server.packs.inheritance import inherited
from detente_server.packs.loader import LoadedPack, load_files
from detente_server.rules.dice import Dice
from detente_server.store import PutPack, Store
from detente_wire.legacy import Legacy
from detente_wire.messages import CampaignOffered, Digest, PackOffered

log = logging.getLogger("detente.host")


def quarantine(catalog: Catalog) -> None:
    """Name the packs that have problems in the log: they are not on offer, and nothing else is the worse for it."""
    for name, pack in catalog.items():
        if not isinstance(pack, LoadedPack):
            first = str(pack[0])
            log.warning("a pack has problems", extra=fields(pack=name, problems=len(pack), first=first))


INHERITED = 64
"""Packs of campaigns' matches that are kept at hand; another one is made again from its match's settings."""


class LostPack(Exception):
    """A pack that a match was created from cannot be had again; the message is a sentence for the host."""


@frozen
class Shelved:
    """A pack with its public part as it is sent."""

    loaded: LoadedPack
    text: str = field(init=False)
    """The public part: a JSON text."""
    digest: Digest = field(init=False)
    """Of the public part."""

    def __attrs_post_init__(self) -> None:
        text = json.dumps(self.loaded.public, ensure_ascii=False, separators=(",", ":"))
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "digest", Digest(hashlib.sha256(text.encode()).hexdigest()))

    @property
    def offered(self) -> PackOffered:
        """As `Hello` names it."""
        pack = self.loaded.pack
        return PackOffered(pack.id, pack.title, pack.version, self.digest, self.loaded.languages)


class Library:
    """Packs by every name that they go by; used by several threads."""

    def __init__(self, catalog: Catalog, store: Store, campaigns: Sequence[CampaignTable] = ()) -> None:
        self.on_offer: Mapping[str, Shelved] = {}
        """By pack id."""
        self._store = store
        self._by_digest: dict[str, Shelved] = {}
        self._campaigns = campaigns
        self._spoken: dict[tuple[str, str], Shelved] = {}
        """Packs in other languages, by digest and tag."""
        self._inherited: OrderedDict[tuple[str, bytes, Legacy], Shelved] = OrderedDict()
        self.offer(catalog)

    def offer(self, catalog: Catalog) -> None:
        """From now on these packs are on offer; those that matches were created from stay at hand."""
        shelved = {id: self._shelved(pack) for id, pack in catalog.items() if isinstance(pack, LoadedPack)}
        for pack in shelved.values():
            self._shelve(pack)
        self.on_offer = dict(sorted(shelved.items()))

    def _shelved(self, pack: LoadedPack) -> Shelved:
        return self._by_digest.get(pack.digest) or Shelved(pack)

    def public(self, digest: str) -> str | None:
        """The public part with this digest (its own, or that of all files), if it is at hand."""
        pack = self._by_digest.get(digest)
        return pack.text if pack else None

    def at_hand(self, digest: str) -> Shelved | None:
        """The pack, if it need not be read from the store."""
        return self._by_digest.get(digest)

    def keep_at_hand(self, pack: LoadedPack) -> None:
        """Know a pack that is not on offer: a match that comes from elsewhere is played with it."""
        if pack.digest not in self._by_digest:
            self._shelve(Shelved(pack))

    def keep(self, pack: Shelved) -> PutPack:
        """The write that stores a pack's files."""
        body = msgpack.packb(dict(pack.loaded.raw))
        return PutPack(bytes.fromhex(pack.loaded.digest), bytes(body))

    def kept(self, digest: str) -> Shelved:
        """The pack that a match was created from, by the digest of all its files; reads the store if it must."""
        if digest in self._by_digest:
            return self._by_digest[digest]
        body = self._store.pack(bytes.fromhex(digest))
        if body is None:
            raise LostPack(f"The pack {digest[:12]} is neither in the store nor in the content folder.")
        loaded = load_files(msgpack.unpackb(body))
        if not isinstance(loaded, LoadedPack):
            raise LostPack(f"The stored pack {digest[:12]} does not load any more: {loaded[0]}")
        pack = Shelved(loaded)
        self._shelve(pack)
        return pack

    def played(self, settings: Settings) -> Shelved:
        """The pack as a match plays it: the one that it was created from, with what earlier crises left."""
        pack = self._in(self.kept(settings.pack_digest), settings.language)
        if settings.legacy is None:
            return pack
        key = (pack.digest, settings.key, settings.legacy)
        shelved = self._inherited.get(key)
        if shelved is None:
            dice = Dice(settings.key, settings.rules_digest)
            shelved = self._inherited[key] = Shelved(inherited(pack.loaded, settings.legacy, dice))
            if len(self._inherited) > INHERITED:
                self._inherited.popitem(last=False)
        return shelved

    def _in(self, pack: Shelved, language: str) -> Shelved:
        """The pack in another language, if it has it."""
        loaded = pack.loaded.said_in(language)
        if loaded is pack.loaded:
            return pack
        key = (loaded.digest, language)
        if key not in self._spoken:
            self._spoken[key] = Shelved(loaded)
            self._by_digest[self._spoken[key].digest] = self._spoken[key]
        return self._spoken[key]

    def campaigns(self) -> tuple[CampaignOffered, ...]:
        """Named campaigns of which every pack is on offer."""
        return tuple(
            CampaignOffered(one.id, one.title, one.description, one.packs)
            for one in self._campaigns
            if all(id in self.on_offer for id in one.packs)
            and not problem_of([self.on_offer[id].loaded for id in one.packs])
        )

    def _shelve(self, pack: Shelved) -> None:
        self._by_digest[pack.digest] = pack
        self._by_digest[pack.loaded.digest] = pack
