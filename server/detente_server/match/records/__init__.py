"""What is stored of an input and of all that came of it: shapes, versions, bytes and back.

Owns: the stored facts of the match itself and the stored inputs, which kinds there are in which versions, and the bytes
of a record's payload, notices and receipts. The format is final: docs/reference/log-format.md.
Does not know: which store keeps them, how an input is decided.
"""

from detente_server.match.kinds import Unreadable as Unreadable
from detente_server.match.records.facts import MATCH_FACTS as MATCH_FACTS
from detente_server.match.records.facts import Attendance as Attendance
from detente_server.match.records.facts import ClockStopped as ClockStopped
from detente_server.match.records.facts import ClockWentOn as ClockWentOn
from detente_server.match.records.facts import DeadlineMoved as DeadlineMoved
from detente_server.match.records.facts import DeadlineWarned as DeadlineWarned
from detente_server.match.records.facts import Excused as Excused
from detente_server.match.records.facts import Instructed as Instructed
from detente_server.match.records.facts import MatchCreated as MatchCreated
from detente_server.match.records.facts import MatchFact as MatchFact
from detente_server.match.records.facts import Missed as Missed
from detente_server.match.records.facts import MusterCalled as MusterCalled
from detente_server.match.records.facts import OrderObeyed as OrderObeyed
from detente_server.match.records.facts import PollDecided as PollDecided
from detente_server.match.records.facts import PresenceChanged as PresenceChanged
from detente_server.match.records.facts import ReadinessChanged as ReadinessChanged
from detente_server.match.records.facts import SeatAttended as SeatAttended
from detente_server.match.records.facts import SeatChanged as SeatChanged
from detente_server.match.records.facts import TalksOpened as TalksOpened
from detente_server.match.records.facts import TurnAttended as TurnAttended
from detente_server.match.records.facts import UmpireChanged as UmpireChanged
from detente_server.match.records.facts import VoteCast as VoteCast
from detente_server.match.records.inputs import STORED_INPUTS as STORED_INPUTS
from detente_server.match.records.inputs import Commanded as Commanded
from detente_server.match.records.inputs import Created as Created
from detente_server.match.records.inputs import Directed as Directed
from detente_server.match.records.inputs import Elapsed as Elapsed
from detente_server.match.records.inputs import PresenceSeen as PresenceSeen
from detente_server.match.records.inputs import Seated as Seated
from detente_server.match.records.inputs import StoredInput as StoredInput
from detente_server.match.records.inputs import Umpired as Umpired
from detente_server.match.records.payloads import FORMAT as FORMAT
from detente_server.match.records.payloads import Payload as Payload
from detente_server.match.records.payloads import decode_facts as decode_facts
from detente_server.match.records.payloads import decode_payload as decode_payload
from detente_server.match.records.payloads import encode_payload as encode_payload
from detente_server.match.records.payloads import is_rules_fact as is_rules_fact
from detente_server.match.records.payloads import payload_of as payload_of
from detente_server.match.records.told import ReadNotice as ReadNotice
from detente_server.match.records.told import decode_notice as decode_notice
from detente_server.match.records.told import decode_receipt as decode_receipt
from detente_server.match.records.told import encode_notice as encode_notice
from detente_server.match.records.told import encode_receipt as encode_receipt
from detente_server.match.records.told import notice_kind as notice_kind
from detente_server.match.records.versions import ALL_KINDS as ALL_KINDS
from detente_server.match.records.versions import FACT_KINDS as FACT_KINDS
from detente_server.match.records.versions import FACT_UPCASTERS as FACT_UPCASTERS
from detente_server.match.records.versions import INPUT_KINDS as INPUT_KINDS
from detente_server.match.records.versions import INPUT_UPCASTERS as INPUT_UPCASTERS
from detente_server.match.records.versions import INPUT_VERSIONS as INPUT_VERSIONS
from detente_server.match.records.versions import MATCH_FACT_VERSIONS as MATCH_FACT_VERSIONS
from detente_server.match.records.versions import NOTICE_KINDS as NOTICE_KINDS
from detente_server.match.records.versions import NOTICE_UPCASTERS as NOTICE_UPCASTERS
from detente_server.match.records.versions import NOTICE_VERSIONS as NOTICE_VERSIONS
from detente_server.match.records.versions import RECEIPT_KINDS as RECEIPT_KINDS
from detente_server.match.records.versions import RECEIPT_UPCASTERS as RECEIPT_UPCASTERS
from detente_server.match.records.versions import RECEIPT_VERSIONS as RECEIPT_VERSIONS
