"""The files of a pack, format 1: one attrs class a table, the one source of what the format is.

Owns: keys, types, bounds and defaults of every TOML file; docs/reference/pack-format.md says it in words.
Does not know: how files are read or checked against each other.

Attributes are named as the keys in the files.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from detente_server.packs.format.channels import MANY_DEFAULTS as MANY_DEFAULTS
from detente_server.packs.format.channels import MEDIUM_DEFAULTS as MEDIUM_DEFAULTS
from detente_server.packs.format.channels import ChannelsFile as ChannelsFile
from detente_server.packs.format.channels import MediumTable as MediumTable
from detente_server.packs.format.channels import VenueTable as VenueTable
from detente_server.packs.format.institutions import InstitutionsFile as InstitutionsFile
from detente_server.packs.format.institutions import InstitutionTable as InstitutionTable
from detente_server.packs.format.issues import ClauseTable as ClauseTable
from detente_server.packs.format.issues import IssuesFile as IssuesFile
from detente_server.packs.format.issues import IssueTable as IssueTable
from detente_server.packs.format.issues import OptionTable as OptionTable
from detente_server.packs.format.marked import ClauseWords as ClauseWords
from detente_server.packs.format.marked import Description as Description
from detente_server.packs.format.marked import Id as Id
from detente_server.packs.format.marked import Issue as Issue
from detente_server.packs.format.marked import Language as Language
from detente_server.packs.format.marked import Line as Line
from detente_server.packs.format.marked import Nation as Nation
from detente_server.packs.format.marked import Nations as Nations
from detente_server.packs.format.marked import Option as Option
from detente_server.packs.format.marked import OptionalDescription as OptionalDescription
from detente_server.packs.format.marked import OptionalLine as OptionalLine
from detente_server.packs.format.marked import Percent as Percent
from detente_server.packs.format.marked import Risk as Risk
from detente_server.packs.format.marked import Title as Title
from detente_server.packs.format.marked import Turn as Turn
from detente_server.packs.format.marked import Version as Version
from detente_server.packs.format.nations import RATIFIERS as RATIFIERS
from detente_server.packs.format.nations import Capability as Capability
from detente_server.packs.format.nations import CapacityTable as CapacityTable
from detente_server.packs.format.nations import NationsFile as NationsFile
from detente_server.packs.format.nations import NationTable as NationTable
from detente_server.packs.format.nations import Ratifier as Ratifier
from detente_server.packs.format.nations import SelfTable as SelfTable
from detente_server.packs.format.outcome import HistoricalTable as HistoricalTable
from detente_server.packs.format.outcome import OutcomeFile as OutcomeFile
from detente_server.packs.format.outcome import TrialLine as TrialLine
from detente_server.packs.format.outcome import TrialLines as TrialLines
from detente_server.packs.format.outcome import TrialsFile as TrialsFile
from detente_server.packs.format.outcome import TrialTable as TrialTable
from detente_server.packs.format.pack import MODULES as MODULES
from detente_server.packs.format.pack import Declared as Declared
from detente_server.packs.format.pack import LegacyTable as LegacyTable
from detente_server.packs.format.pack import Module as Module
from detente_server.packs.format.pack import NumbersTable as NumbersTable
from detente_server.packs.format.pack import PackFile as PackFile
from detente_server.packs.format.sheets import CardTable as CardTable
from detente_server.packs.format.sheets import DriftTable as DriftTable
from detente_server.packs.format.sheets import LadderFile as LadderFile
from detente_server.packs.format.sheets import SheetsFile as SheetsFile
from detente_server.packs.format.timeline import EFFECT_KEYS as EFFECT_KEYS
from detente_server.packs.format.timeline import EffectTable as EffectTable
from detente_server.packs.format.timeline import InjectTable as InjectTable
from detente_server.packs.format.timeline import TimelineFile as TimelineFile

NO_INSTITUTIONS = InstitutionsFile(institution=())
NO_TIMELINE = TimelineFile()
NO_OUTCOME = OutcomeFile()
"""Of a pack that has no such file."""


@frozen(kw_only=True)
class PackFiles:
    """All TOML files of one pack."""

    pack: PackFile
    nations: NationsFile
    issues: IssuesFile
    sheets: SheetsFile
    ladder: LadderFile
    channels: ChannelsFile
    institutions: InstitutionsFile = NO_INSTITUTIONS
    timeline: TimelineFile = NO_TIMELINE
    outcome: OutcomeFile = NO_OUTCOME


FILES: Mapping[str, type] = {
    "pack.toml": PackFile,
    "nations.toml": NationsFile,
    "issues.toml": IssuesFile,
    "sheets.toml": SheetsFile,
    "ladder.toml": LadderFile,
    "channels.toml": ChannelsFile,
    "institutions.toml": InstitutionsFile,
    "timeline.toml": TimelineFile,
    "outcome.toml": OutcomeFile,
}
OPTIONAL_FILES = frozenset({"institutions.toml", "timeline.toml", "outcome.toml"})
TRIALS = r"trials/[a-z0-9][a-z0-9-]{0,39}\.toml"
"""Names of the files of trials, each a `TrialsFile`."""
OTHER_FILES = frozenset({"sources.md", "README.md", "LICENSE"})
"""Beside the TOML files, ``trials/`` and ``text/``; ``sources.md`` is needed."""
