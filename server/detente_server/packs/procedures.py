"""Ready-made procedures: how bodies of history decided, as defaults for institutions.toml.

Owns: the table `PROCEDURES`. Does not know: which pack names which, nations apart from the ids of the five.

Sources: the bodies' own papers. UN Charter, articles 27 (in its two versions, amendment in force on 31 August 1965),
34, 39, 41 and 99; General Assembly resolution 377 A (V) of 3 November 1950; Rio Treaty of 1947, articles 8, 17 and 20;
Protocol of the Potsdam Conference, section I; IAEA Statute, articles VI and XII; Joint Comprehensive Plan of Action,
annex IV; Hague Convention of 29 July 1899, title IV; Joint Declaration of 19 December 1984, annex II; Dayton, annex
10. What each can do in the game is a simplification for play.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from detente_wire.terms import Facility, Power, Voting

ProcedureName = Literal[
    "concert-1878", "hague-court-1899", "ambassadors-1912", "four-power-1938", "security-council",
    "security-council-1946", "control-council-1945", "council-of-foreign-ministers", "rio-treaty-1947",
    "uniting-for-peace", "iaea", "liaison-group-1984", "high-representative-1995", "e3-eu3",
]  # fmt: skip


@frozen(kw_only=True)
class Procedure:
    """Defaults for the keys of an institution."""

    meaning: str
    """In words, for the reference page."""
    chair: str = "host"
    agenda: Literal["chair", "members"] = "members"
    voting: Voting = "majority"
    seats: int = 0
    """All seats, those outside the pack among them; 0: the members alone."""
    needs: int = 0
    permanent: bool = False
    """The five have a veto, as far as they are members."""
    powers: tuple[Power, ...] = ()
    facilities: tuple[Facility, ...] = ()


THE_FIVE = frozenset({"usa", "sov", "rus", "gbr", "fra", "chn", "prc", "roc"})
"""Ids that the permanent members of the Security Council have in our packs, over the years."""

PROCEDURES: Mapping[ProcedureName, Procedure] = {
    "concert-1878": Procedure(
        meaning="A congress of the Powers: the host presides and arranges the agenda, the Powers decide "
        "unanimously, others are heard and have no vote",
        chair="host", agenda="chair", voting="unanimity",
        powers=("convene", "mediate", "recommend"), facilities=("secretariat",),
    ),
    "hague-court-1899": Procedure(
        meaning="The Permanent Court of Arbitration: it judges between those who bring a quarrel to it",
        chair="none", voting="unanimity", powers=("arbitrate",), facilities=("court", "secretariat"),
    ),
    "ambassadors-1912": Procedure(
        meaning="Ambassadors sitting with the foreign minister of their host, as in London in 1912 and 1913: "
        "unanimity, little paper",
        chair="host", voting="unanimity",
        powers=("convene", "mediate", "recommend"), facilities=("secure-venue",),
    ),
    "four-power-1938": Procedure(
        meaning="Four heads of government around one table: unanimity, no vote for those who are spoken of",
        chair="host", agenda="chair", voting="unanimity", powers=("convene", "mediate", "recommend"),
    ),
    "security-council": Procedure(
        meaning="Fifteen seats, nine votes, a veto for the five; a chair for a month each",
        chair="rotating", voting="majority", seats=15, needs=9, permanent=True,
        powers=("convene", "mediate", "recommend", "bind", "authorise-sanctions"), facilities=("secretariat",),
    ),
    "security-council-1946": Procedure(
        meaning="The Council before 1966: eleven seats, seven votes, a veto for the five",
        chair="rotating", voting="majority", seats=11, needs=7, permanent=True,
        powers=("convene", "mediate", "recommend", "bind", "authorise-sanctions"), facilities=("secretariat",),
    ),
    "control-council-1945": Procedure(
        meaning="Commanders of an occupied country, each master of his own zone: unanimity, a chair by turns",
        chair="rotating", voting="unanimity",
        powers=("convene", "administer"), facilities=("mission", "secretariat"),
    ),
    "council-of-foreign-ministers": Procedure(
        meaning="Foreign ministers with their deputies and a joint secretariat: unanimity, a chair by turns",
        chair="rotating", voting="unanimity",
        powers=("convene", "mediate", "recommend"), facilities=("secretariat",),
    ),
    "rio-treaty-1947": Procedure(
        meaning="The American republics in consultation: two thirds of twenty-one, no veto, measures up to force",
        chair="elected", voting="two-thirds", seats=21, needs=14,
        powers=("convene", "recommend", "authorise-sanctions"), facilities=("secretariat",),
    ),
    "uniting-for-peace": Procedure(
        meaning="The General Assembly when the Council is deadlocked: two thirds, no veto, recommendations, and a "
        "force to keep the peace where it is let in",
        chair="elected", voting="two-thirds",
        powers=("convene", "mediate", "recommend", "administer"), facilities=("secretariat", "mission"),
    ),
    "iaea": Procedure(
        meaning="The Board of Governors in Vienna: thirty-five seats, a majority, inspectors of its own",
        chair="elected", voting="majority", seats=35, needs=18,
        powers=("convene", "recommend", "inspect"), facilities=("secretariat", "inspectorate"),
    ),
    "liaison-group-1984": Procedure(
        meaning="A group of two governments that meets and consults: an organ for liaison and not of power",
        chair="none", voting="unanimity", powers=("convene",), facilities=("secretariat", "hotline"),
    ),
    "high-representative-1995": Procedure(
        meaning="A steering board with one person on the spot who carries the civilian side of a settlement out",
        chair="none", voting="majority",
        powers=("convene", "recommend", "administer"), facilities=("secretariat", "mission"),
    ),
    "e3-eu3": Procedure(
        meaning="A joint commission of those who negotiate: consensus, a coordinator in the chair",
        chair="host", voting="unanimity",
        powers=("convene", "mediate", "recommend"), facilities=("secretariat",),
    ),
}  # fmt: skip

MEANS: Mapping[Power, Facility] = {
    "inspect": "inspectorate", "arbitrate": "court", "administer": "mission", "fund": "fund",
}  # fmt: skip
"""The facility that a power works with: without it the power is a word."""
