"""A crisis in several languages on a real host: the table's, for everybody at it."""

from __future__ import annotations

import json
from pathlib import Path

from detente_server.host.environment import Environment
from detente_server.host.host import Host
from detente_server.packs.loader import LoadedPack, load_files
from detente_server.store import MemoryStore, Store
from detente_wire.messages import Asset, Denied, Digest, Fetch, JoinMatch, ListMatches, Matches, RequestId
from detente_wire.notices import Papers
from tests.host.house import config, on_disk
from tests.host.speaking import Speaker, new_id
from tests.packs.test_languages import german


async def serve(store: Store) -> tuple[Host, int]:
    pack = load_files(german())
    assert isinstance(pack, LoadedPack)
    host = Host(store, {"teatime": pack}, config(), Environment(), None)
    _, port = await host.start()
    return host, port


async def public(who: Speaker, digest: Digest) -> dict[str, object]:
    await who.say(Fetch(digest))
    await who.hear(Asset, lambda one: one.digest == digest and one.part == one.parts)
    parts = {one.part: one.data for one in who.got if isinstance(one, Asset) and one.digest == digest}
    asset: dict[str, object] = json.loads("".join(parts[part] for part in sorted(parts)))
    return asset


async def test_everybody_at_a_table_reads_its_language_also_after_a_restart(tmp_path: Path) -> None:
    host, port = await serve(on_disk(tmp_path)())
    try:
        ada = await Speaker.come(port, "Ada Lovelace")
        assert ada.hello.packs[0].languages == ("en", "de")
        match = (await ada.create(people=2, language="de")).match
        assert match is not None
        bel = await Speaker.come(port, "Bel Canto")
        await bel.ask(JoinMatch(new_id(), match))
        await ada.attend(match)
        await ada.notice(Papers)
        await ada.say(ListMatches(RequestId("a")))
        row = (await ada.hear(Matches)).rows[0]
        assert (row.language, row.title) == ("de", "Tee an der Zollbrücke")
        assert (await public(ada, row.digest))["title"] == "Tee an der Zollbrücke"
        bodies = [one.notice.body for one in ada.heard(match) if isinstance(one.notice, Papers)]
        assert "Sie sind Ada.\n" in bodies
    finally:
        await host.stop()
    host, port = await serve(on_disk(tmp_path)())
    try:
        again = await Speaker.come(port, "Third Man")
        await again.say(ListMatches(RequestId("b")))
        row = (await again.hear(Matches)).rows[0]
        assert (await public(again, row.digest))["title"] == "Tee an der Zollbrücke"
    finally:
        await host.stop()


async def test_a_language_that_the_pack_has_not_is_refused() -> None:
    host, port = await serve(MemoryStore())
    try:
        ada = await Speaker.come(port, "Ada Lovelace")
        refused = (await ada.create(language="fr")).outcome
        assert isinstance(refused, Denied)
        assert "en, de" in refused.message
        assert (await ada.create(language="en")).match is not None
    finally:
        await host.stop()
