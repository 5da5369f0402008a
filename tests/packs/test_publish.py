"""What a loaded pack consists of: compiled tables, and who is handed what."""

from __future__ import annotations

import json

import pytest

from detente_server.packs.loader import LoadedPack, load_files
from detente_server.rules.pack import Capacity, Condition, Effect, Medium
from detente_wire.terms import Choice, IssueId, MediumId, NationId, OptionId, package
from tests.packs.teapot import TEATIME, slip, teatime_files

ADA, BEL = NationId("ada"), NationId("bel")


def well(files: dict[str, bytes] | None = None) -> LoadedPack:
    loaded = load_files(teatime_files() if files is None else files)
    assert isinstance(loaded, LoadedPack), loaded
    return loaded


# -- compiled ----------------------------------------------------------------------------------------------------


def test_the_tables_of_teatime() -> None:
    pack = well().pack
    ada = pack.nation(ADA)
    assert (pack.id, pack.version, pack.deadline, pack.grace) == ("teatime", "1.0.0", 5, 2)
    assert pack.rules == {"core"}
    assert (ada.tier, ada.ratifier, ada.home, ada.playable) == (2, 30, 60, True)
    assert ada.capacity == Capacity(intel=1, force=1, trade=1)
    assert dict(ada.sheets[0].points) == {"bridge": (0, 60, 40), "toll": (0, 40, 25)}
    assert (ada.sheets[0].batna, pack.nation(BEL).sheets[0].batna) == (50, 45)
    assert ada.sheets[0].red_lines == (Choice(IssueId("bridge"), OptionId("ada-mends")),)
    assert pack.trust == {(ADA, BEL): 45, (BEL, ADA): 42}
    assert pack.historical == package({"bridge": "together", "toll": "shared"})
    assert [(d.turn, d.nation, d.by) for d in pack.drift] == [(4, ADA, -2)]
    assert not pack.jitter


def test_contacts_and_trade_partners_named_by_one_bind_both() -> None:
    pack = well().pack
    assert [(n.contacts, n.trade_partners) for n in pack.nations] == [((BEL,), (BEL,)), ((ADA,), (ADA,))]


def test_injects() -> None:
    rain, cake = well().pack.injects
    assert (rain.turn, rain.when, rain.effects) == (3, None, (Effect("tension", 3),))
    assert (cake.turn, cake.effects) == (0, (Effect("trust", 4, ADA, BEL),))
    assert isinstance(cake.when, Condition)


MEDIA = [
    ('kind = "meeting"', Medium(MediumId("m1"), "M", "meeting")),
    (
        'kind = "meeting"\nmany = true',
        Medium(MediumId("m1"), "M", "meeting", many=True, convener_envoys=2, leak=10),
    ),
    ('kind = "meeting"\nin_person = false\nhotline = true',
     Medium(MediumId("m1"), "M", "meeting", in_person=False, hotline=True)),
    ('kind = "letter"', Medium(MediumId("m1"), "M", "letter", in_person=False, intercept=5)),
    (
        'kind = "letter"\nenvoys = 0\nmax_clauses = 1\nmax_uses = 2\nfast = true\ntransit_turns = 2\nlost_percent = 9',
        Medium(
            MediumId("m1"), "M", "letter", in_person=False, envoys=0, convener_envoys=0, transit=2, leak=5,
            intercept=5, lost=9, clauses=1, per_turn=2, fast=True,
        ),
    ),
    (
        'kind = "back-channel"',
        Medium(MediumId("m1"), "M", "back-channel", in_person=False, leak=3, intercept=4, clauses=2),
    ),
    ('kind = "public"\nfrom_turn = 2', Medium(MediumId("m1"), "M", "public", in_person=False, leak=0, from_turn=2)),
]  # fmt: skip


@pytest.mark.parametrize(("said", "medium"), MEDIA, ids=lambda value: value if isinstance(value, str) else "")
def test_a_medium_takes_the_defaults_of_its_kind(said: str, medium: Medium) -> None:
    pack = well(slip("channels.toml", "", f'\n[[medium]]\nid = "m1"\ntitle = "M"\n{said}\n')).pack
    assert pack.medium(MediumId("m1")) == medium


def test_what_teatime_does_not_say_is_compiled_too() -> None:
    files = slip("pack.toml", "", 'modern = true\nseats = ["bel"]\n\n[numbers]\nproof_turns = 1\n')
    files["pack.toml"] = files["pack.toml"].replace(b'["core"]', b'["full"]')
    files["issues.toml"] = files["issues.toml"].replace(
        b'title = "The toll"', b'title = "The toll"\nstatus_quo = "free"'
    )
    files["nations.toml"] = files["nations.toml"].replace(b'title = "Ada"', b'title = "Ada"\nheir_of = "eve"')
    pack = well(files).pack
    assert pack.rules >= {"core", "covert", "institutions"}
    assert "full" not in pack.rules
    assert (pack.modern, pack.numbers) == (True, {"proof_turns": 1})
    assert [nation.playable for nation in pack.nations] == [False, True]
    assert {nation.status_quo for nation in pack.nations} == {package({"toll": "free"})}
    assert pack.nation(ADA).heir_of == "eve"


# -- who is handed what ------------------------------------------------------------------------------------------


SECRETS = [
    "carpenter. Mending", "orchard. Paying", "the planks.", "Go, and listen", "river rises", "plum cake",
    "pennies and spent", "Dry feet", "Guests come first", "Teapot", "begins to rain", "invented for play",
]  # fmt: skip
"""Words of briefings, notes, bulletins, selves, injects, outcome and sources."""


def test_the_public_asset_is_plain_data_and_has_no_private_word() -> None:
    loaded = well()
    text = json.dumps(loaded.public)
    assert json.loads(text) == loaded.public
    papers = ["capacity", "batna", "points", "red_line", "ratifier", "contacts"]
    assert [word for word in [*SECRETS, *papers] if word in text] == []
    assert set(loaded.public["texts"]) == {"intro", "care", "rung-5"}


def test_every_private_word_is_in_the_pack_at_all() -> None:
    """The negative control: the secrets above are words of this pack."""
    whole = "".join(path.read_text() for path in TEATIME.rglob("*") if path.is_file())
    for secret in [
        "carpenter. Mending",
        "orchard. Paying",
        "planks.",
        "river rises",
        "plum cake",
        "Dry feet",
        "Teapot",
    ]:
        assert secret in whole


def test_the_public_asset_says_what_a_client_shows() -> None:
    public = well().public
    assert public["nations"][0] == {
        "id": "ada",
        "title": "Ada",
        "tier": 2,
        "playable": True,
        "description": "Ada holds the north bank and the only carpenter.",
    }
    assert public["issues"][0]["options"][2]["clause"] == {
        "type": "payment", "actor": "ada", "beneficiary": "bel", "object": "bridge", "place": "", "amount": 50,
        "owner": None, "due_turns": 2, "verify": None,
    }  # fmt: skip
    assert public["trust"] == [["ada", "bel", 45], ["bel", "ada", 42]]
    assert public["media"][1]["transit"] == 1
    assert (len(public["rungs"]), public["start_tension"], public["tide"]) == (11, 20, 2)


def test_papers_hold_their_nations_words_and_no_others() -> None:
    loaded = well()
    ada, bel = loaded.papers[ADA], loaded.papers[BEL]
    assert set(ada["texts"]) == {"briefing-ada", "notes-ada"}
    assert set(bel["texts"]) == {"briefing-bel"}
    assert ada["self"]["values"] == ["A bargain is a bargain"]
    assert "Guests come first" not in json.dumps(ada)
    assert loaded.bulletins == {(BEL, 2): "The fair will not wait. Ask her about the planks.\n"}


def test_what_opens_later() -> None:
    loaded = well()
    assert loaded.inject_texts["cake"] == "It is a plum cake, and it is meant for both of you.\n"
    assert loaded.closing["instrument"] == "The Treaty of the Teapot"
    assert set(loaded.closing["texts"]) == {"debrief", "sources"}


# -- digests -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "rules_change"),
    [
        ("text/intro.md", "flood", "deluge", False),
        ("sources.md", "invented", "made up", False),
        ("pack.toml", "Tea at", "Coffee at", False),
        ("pack.toml", '"1.0.0"', '"1.0.1"', False),
        ("pack.toml", '"1 June"', '"one June"', False),
        ("nations.toml", "Dry feet", "Warm feet", False),
        ("ladder.toml", "calm", "quiet", False),
        ("timeline.toml", "tension >= 40", "tension  >= 40", False),
        ("timeline.toml", "tension >= 40", "tension >= 41", True),
        ("sheets.toml", "batna_points = 45", "batna_points = 46", True),
        ("sheets.toml", "by_points = -2", "by_points = -3", True),
        ("channels.toml", "transit_turns = 1", "transit_turns = 0", True),
        ("nations.toml", "home = 60", "home = 61", True),
        ("nations.toml", 'likes = ["dinner"]', 'likes = ["tour"]', True),
        ("issues.toml", "amount = 50", "amount = 51", True),
        ("ladder.toml", "start_tension = 20", "start_tension = 21", True),
    ],
)
def test_a_changed_word_changes_the_digest_and_a_changed_table_the_dice(
    file: str, old: str, new: str, rules_change: bool
) -> None:
    before, after = well(), well(slip(file, old, new))
    assert before.digest != after.digest
    assert (before.rules_digest != after.rules_digest) == rules_change


def test_digests_do_not_hang_on_the_order_of_files_nor_on_defaults_written_out() -> None:
    before = well()
    assert well(dict(sorted(teatime_files().items(), reverse=True))).digest == before.digest
    assert (
        well(slip("pack.toml", "", "grace_turns = 2\nmodern = false\n")).rules_digest == before.rules_digest
    )
