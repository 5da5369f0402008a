"""Frames that tests, test vectors and measurements share."""

from __future__ import annotations

from detente_wire import acts, messages, notices, terms
from detente_wire.messages import (
    CommandId,
    Digest,
    Lineage,
    MatchId,
    Message,
    PlayerId,
    RequestId,
    TokenLabel,
)
from detente_wire.terms import (
    ChannelId,
    Clause,
    Instrument,
    IssueId,
    MediumId,
    NationId,
    OptionId,
    Ref,
    package,
)

MATCH = MatchId("mtch2345abcdefgh")
CHANNEL = ChannelId("chan2345abcdefgh")
REF = Ref("offr2345abcdefgh")
COMMAND = CommandId("0123456789abcdef0123456789abcdef")
GBR, PRC, HKG = NationId("gbr"), NationId("prc"), NationId("hkg")
WORDS = "Voilà: 中英聯合聲明 😀"
DEAL = package({"sovereignty": "handover", "garrison": "small"})
TEXT = Instrument(
    "joint-declaration",
    (GBR, PRC),
    (
        Clause("transfer-of-authority", GBR, PRC, IssueId("sovereignty"), OptionId("handover"), "territory"),
        Clause("rights", PRC, HKG, object="way of life", by_turn=9),
    ),
)
DEEPEST = messages.Heard(
    MATCH, 3, 2, 0, notices.Minutes((GBR, PRC), ((GBR, acts.Amend(REF, TEXT)),), "leaked", "meeting")
)
"""The frame with most maps and lists within each other."""

FRAMES: dict[str, Message] = {
    "hello": messages.Hello(
        "detente-server 0.1.0",
        ("detente.v1+msgpack", "detente.v1+json"),
        Lineage("line2345abcdefgh"),
        1_790_000_000,
        packs=(messages.PackOffered("tea", "Tea at the Toll Bridge", "1", Digest("ab" * 32)),),
        caps=("guests",),
    ),
    "auth-guest": messages.Auth(messages.Guest("Ada"), "detente 0.1.0"),
    "welcome": messages.Welcome(
        "Ada", PlayerId("plyr2345abcdefgh"), "s" * 52, (messages.SeatHeld(MATCH, GBR),)
    ),
    "command-offer": messages.Command(COMMAND, MATCH, acts.Offer(CHANNEL, DEAL), WORDS, expect_turn=3),
    "command-draft": messages.Command(COMMAND, MATCH, acts.Draft(TEXT)),
    "command-ready": messages.Command(COMMAND, MATCH, acts.Ready()),
    "receipt-committed": messages.Receipt(COMMAND, messages.Committed(17), MATCH),
    "receipt-refused": messages.Receipt(
        COMMAND,
        messages.Denied("rules.no-envoys", "This takes 1.", (("left", "0"), ("needs", "1"))),
        MATCH,
    ),
    "heard-said": messages.Heard(
        MATCH,
        18,
        3,
        1_790_000_060,
        notices.Said(REF, CHANNEL, GBR, acts.Offer(CHANNEL, DEAL)),
        WORDS,
    ),
    "heard-dial": messages.Heard(
        MATCH,
        19,
        3,
        1_790_000_060,
        notices.DialMoved("trust", -3, 37, notices.Cause("pressure", GBR), PRC, GBR),
    ),
    "heard-letter": messages.Heard(
        MATCH,
        20,
        3,
        1_790_000_060,
        notices.Letter(REF, PRC, acts.Send(MediumId("note"), (GBR,), package=DEAL), 2, "arrived"),
        "Two lines\nof a letter.",
    ),
    "deepest": DEEPEST,
    "attend": messages.Attend(MATCH, 17, Lineage("line2345abcdefgh")),
    "request": messages.Request(RequestId("r1"), messages.NewToken(TokenLabel("my-bot"))),
    "answered": messages.Answered(RequestId("r1"), messages.TokenMade(TokenLabel("my-bot"), "s" * 60)),
    "query": messages.Query(RequestId("q1"), MATCH, messages.Points(DEAL)),
    "query-answer": messages.QueryAnswer(
        RequestId("q1"),
        messages.PointsAnswer(61, 44, (terms.Choice(IssueId("garrison"), OptionId("small")),)),
    ),
}
