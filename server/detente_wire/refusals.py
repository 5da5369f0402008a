"""The one table of refusals: everything that a player can be told instead of being obeyed.

Owns: the codes, what they mean and what to do about them, and whether they are definite.
Does not know: who asked.

A *definite* refusal is stored with the match and answers every repeat of its command id; the others do not use the
id up: send the same command again. Where several apply, the first of this table is told.
"""

from __future__ import annotations

from detente_wire.values import frozen


@frozen
class Code:
    """One row of the table."""

    name: str
    """Stable and namespaced, e.g. ``rules.no-envoys``."""
    meaning: str
    """A sentence with ``{parameters}``, said to the player."""
    advice: str
    """What the player can do."""
    definite: bool = True


_ROWS = (
    # -- the server, for now -------------------------------------------------------------------------------------
    Code("host.busy", "Too many of your commands are waiting.", "Send it again in a moment.", definite=False),
    Code(
        "host.rate",
        "You are sending faster than this server allows.",
        "Wait {retry_s} s and send it again.",
        definite=False,
    ),
    Code(
        "host.read-only",
        "The server cannot write at the moment, so nothing new is accepted.",
        "Nothing is lost; send it again later.",
        definite=False,
    ),
    Code(
        "host.draining",
        "The server is about to stop, so no new match begins.",
        "Set the table when it is back; matches that go on are kept.",
        definite=False,
    ),
    Code("host.no-owner", "This match is just being loaded.", "Send it again in a moment.", definite=False),
    Code(
        "match.quarantined",
        "The server could not go on with this match and has closed it.",
        "Tell whoever runs the server; its log is kept.",
        definite=False,
    ),
    Code(
        "host.trouble",
        "The server had a problem of its own with that.",
        "Ask again; if it stays so, tell whoever runs it.",
        definite=False,
    ),
    # -- rights and matches --------------------------------------------------------------------------------------
    Code(
        "command.id-reused",
        "This command id was used for another command.",
        "Use a fresh id for every command.",
    ),
    Code(
        "command.malformed",
        "The command is not understood: {problem}.",
        "Update the client, or mend the command.",
    ),
    Code(
        "host.bad-order",
        "{problem}.",
        "Nothing was changed; help lists the orders.",
    ),
    Code(
        "host.not-allowed",
        "That is not yours to ask of this server.",
        "Ask whoever runs it.",
    ),
    Code(
        "account.insecure",
        "Others may read along on this connection, so no password and no token is taken or given over it.",
        "Connect with wss://; where there is none, ask whoever runs the server for TLS.",
    ),
    Code(
        "account.busy",
        "Many passwords are being checked just now.",
        "Ask again in a few seconds.",
        definite=False,
    ),
    Code(
        "account.wrong-password",
        "The old password is not right.",
        "Type it again; whoever runs the server can reset it.",
    ),
    Code(
        "account.password-length",
        "A password has {least} to {most} characters; this one has {has}.",
        "Choose another one: a few words in a row are long and easy to keep in mind.",
    ),
    Code(
        "account.needed", "Only an account can do that; you are a guest.", "Set a password first: /password."
    ),
    Code(
        "account.label-taken",
        "You have a token {label} already.",
        "Choose another label, or revoke that one.",
    ),
    Code("account.unknown-label", "You have no token {label}.", "List yours with /token list."),
    Code(
        "account.too-many-tokens",
        "You have {limit} tokens, as many as anybody may.",
        "Revoke one that you do not use: /token revoke.",
    ),
    Code("match.unknown", "There is no match {match} that you can see.", "List the matches with /matches."),
    Code("match.not-seated", "You hold no seat in this match.", "Join it first."),
    Code("match.not-begun", "The match has not begun.", "Wait until all have joined."),
    Code("match.over", "The match is over.", "Look at the debrief, or begin another."),
    Code("match.seat-taken", "The seat of {nation} is taken.", "Choose one of: {free}."),
    Code(
        "match.full",
        "Every seat for people at this table is taken; bots have the others.",
        "Watch it, or come to another table.",
    ),
    Code("match.unknown-nation", "This crisis has no nation {nation}.", "Choose one of: {nations}."),
    Code(
        "match.not-playable", "{nation} is played by the engine in this crisis.", "Choose one of: {nations}."
    ),
    Code(
        "match.already-seated", "You already speak for {nation} here.", "Play on, or leave that seat first."
    ),
    Code(
        "match.turn-passed",
        "That was meant for turn {expected}; it is turn {turn}.",
        "Look at the new turn and decide again.",
    ),
    Code(
        "match.not-umpire",
        "You are not the umpire of this match.",
        "Take that place first, if whoever set the table named you.",
    ),
    Code(
        "match.umpire",
        "You have been the umpire of this match and have read everything, so you can take no seat.",
        "Direct it, or watch.",
    ),
    Code("match.drawn", "Nobody chooses a seat here: they are drawn.", "Join without naming a nation."),
    Code("match.not-now", "That cannot be done now: {why}.", "Wait until it can, or do something else."),
    Code(
        "match.voted",
        "You have voted on this, or it was decided this turn.",
        "Wait for the count, or for the next turn.",
    ),
    Code(
        "match.excuses",
        "You asked to be excused from {asked} turns; {left} are left to you in this match.",
        "Ask for fewer, or let the chargé d'affaires speak.",
    ),
    Code("lobby.unknown-pack", "This server has no pack {pack}.", "Choose one of: {packs}."),
    Code(
        "lobby.bad-settings",
        "These settings do not work: {problem}.",
        "Change them and create the match again.",
    ),
    Code(
        "lobby.campaign-over",
        "No crisis follows this match: it stands by itself, or was the last of its campaign.",
        "Create another match.",
    ),
    Code(
        "lobby.not-over",
        "The campaign goes on when this match is over.",
        "Play it to its end first.",
    ),
    Code(
        "lobby.barred",
        "You cannot take a place at this table.",
        "Choose another one of /matches.",
    ),
    Code(
        "lobby.unreliable",
        "This table asks for a reliability of {asked} %; yours is {has} %.",
        "Take one that asks for less, and come to your turns: a miss is forgotten after 30 of them.",
    ),
    Code(
        "lobby.invitation",
        "This table is private, and that invitation does not hold, or not any more.",
        "Ask whoever set the table for its code.",
    ),
    Code("lobby.not-yours", "Only whoever set this table can do that.", "Ask {creator}."),
    Code("lobby.begun", "The match has begun.", "A vote can replace somebody or end it: /poll."),
    Code("lobby.cancelled", "This match was cancelled before it began.", "Choose another one of /matches."),
    # -- how people get along ------------------------------------------------------------------------------------
    Code(
        "company.unknown",
        "Nobody here is called {name}.",
        "Look how the name is spelled; /who lists the table.",
    ),
    Code("company.not-silenced", "{nation} may write here.", "There is nothing to lift."),
    Code("company.yourself", "That is you.", "Name another player."),
    Code(
        "company.too-many",
        "You have {limit} of these already, and no more are kept.",
        "Take one back first, or wait until an operator has dealt with some.",
    ),
    Code("company.nothing", "There is nothing like that to flag.", "Name something that you heard yourself."),
    Code(
        "gallery.seated",
        "Those who watch talk among themselves until the match is over.",
        "Speak in a channel of the match.",
    ),
    Code("gallery.away", "You do not watch this match.", "Watch it first: /watch in the lobby."),
    # -- where players are told ----------------------------------------------------------------------------------
    Code(
        "notify.not-here",
        "This server sends no notifications by {kind}.",
        "Use another kind of contact, or ask whoever runs the server.",
    ),
    Code("notify.bad-contact", "That cannot be a contact: {problem}.", "Mend it and try again."),
    Code(
        "notify.too-many",
        "You have {limit} contacts, as many as anybody may.",
        "Drop one first: /notify drop NUMBER.",
    ),
    Code("notify.unknown", "You have no contact {contact}.", "Yours are: {contacts}."),
    Code(
        "notify.too-often",
        "No more than {limit} {what} are sent in a day.",
        "Try again tomorrow.",
    ),
    Code(
        "notify.no-code",
        "No code is awaited: none was mailed, or it is too old, or was wrong too often.",
        "Have another one mailed: /notify test NUMBER.",
    ),
    Code(
        "notify.wrong-code",
        "That is not the code that was mailed to you.",
        "Look at the newest mail and type it again.",
    ),
    # -- what people write ---------------------------------------------------------------------------------------
    Code(
        "text.too-long",
        "Your text has {has} {unit}; {limit} is the most.",
        "Shorten it, or write two letters.",
    ),
    Code(
        "text.silenced",
        "You may not write until {until}.",
        "Acts without words go on as before: send it without words.",
    ),
    Code(
        "text.name",
        "A name has {least} to {most} letters and digits, and begins with a letter.",
        "Choose another name.",
    ),
    # -- acts in general -----------------------------------------------------------------------------------------
    Code(
        "rules.not-in-play",
        "{act} is not part of this crisis's rules.",
        "Use another means; /help lists them.",
    ),
    Code(
        "rules.unknown-nation", "There is no nation {nation} here.", "Name one of the nations at the table."
    ),
    Code("rules.self", "You cannot do this to yourself.", "Name another nation."),
    Code("rules.unknown-issue", "There is no issue {issue} here.", "Name an issue of this crisis."),
    Code("rules.unknown-option", "Issue {issue} has no option {option}.", "Name one of its options."),
    Code(
        "rules.unknown-ref",
        "There is nothing called {ref} that you can see.",
        "Look up what you mean and name it again.",
    ),
    Code("rules.not-yours", "{ref} is not yours to change.", "Only its author can."),
    Code("rules.stale", "{ref} no longer stands.", "Look at what stands now."),
    Code("rules.hash", "The text has changed since you read it.", "Read it again; its hash is now {hash}."),
    Code(
        "rules.no-envoys",
        "This takes {needs} of your envoys; you have {left} left this turn.",
        "Withdraw something sealed, or wait for the next turn.",
    ),
    Code(
        "rules.no-capital",
        "This takes {needs} capital; you have {left}.",
        "Save capital, or withdraw something sealed.",
    ),
    Code(
        "rules.once",
        "You have done this as often as the rules allow: {limit}.",
        "Try something else, or wait.",
    ),
    Code("rules.not-now", "{act} is not possible now: {why}.", "Wait until it is, or choose another way."),
    Code(
        "rules.rung",
        "At this rung of the crisis that way is closed: {why}.",
        "Use a letter, a back-channel or a public statement, and lower the tension.",
    ),
    # -- channels ------------------------------------------------------------------------------------------------
    Code(
        "rules.unknown-channel",
        "There is no channel {channel} that you can see.",
        "Open one with an invitation.",
    ),
    Code("rules.channel-closed", "That channel is not open this turn.", "Invite its members again."),
    Code("rules.not-a-member", "You are not in that channel.", "Join it, or invite its members."),
    Code("rules.unknown-medium", "This era has no {medium}.", "Choose one of: {media}."),
    Code("rules.wrong-medium", "{medium} cannot be used for that: {why}.", "Choose another medium."),
    Code(
        "rules.recalled",
        "Until turn {until} you and {nation} meet only through a go-between: an ambassador was recalled.",
        "Name a go-between, meet in a conference, or write.",
    ),
    Code("rules.unknown-venue", "There is no venue {venue}.", "Choose one of: {venues}."),
    Code(
        "rules.not-carried", "This channel does not carry {act}.", "Say it in a meeting, or write a letter."
    ),
    Code(
        "rules.trust",
        "That takes more trust between you than there is ({needs} both ways).",
        "Earn trust first: answer, listen, keep your word.",
    ),
    Code(
        "rules.exchanges",
        "All {limit} exchanges of this channel are used this turn.",
        "Continue next turn, or use another channel.",
    ),
    Code(
        "rules.too-many-clauses",
        "This channel carries at most {limit} clauses.",
        "Say less at once, or write a letter.",
    ),
    Code(
        "rules.no-record",
        "{ref} is no record that you could pass on: {why}.",
        "Pass on a letter, or an act of a meeting.",
    ),
    Code(
        "rules.certified",
        "Letters and minutes are certified; they cannot be altered.",
        "Send them on as they are.",
    ),
    Code("rules.empty", "There is nothing in it: {why}.", "Put something in."),
    # -- institutions and motions ---------------------------------------------------------------------------------
    Code(
        "rules.unknown-institution",
        "There is no body {institution} at work here.",
        "Choose one of: {institutions}.",
    ),
    Code(
        "rules.not-of-the-body",
        "{institution} is not yours to speak for.",
        "Ask one of its members: {members}.",
    ),
    Code("rules.no-motion", "That cannot be moved here: {why}.", "Move it where it can be, or speak."),
    Code("rules.no-power", "{institution} has no power to {kind}.", "It can: {powers}."),
    Code("rules.no-vote", "You have no vote here.", "Those who have are: {voters}."),
    Code("rules.bad-motion", "That motion is not complete: {why}.", "Fill in what it moves."),
    Code(
        "rules.precedence",
        "A motion of the kind {kind} has to wait for the one on the table ({pending}).",
        "Vote on that one first.",
    ),
    Code(
        "rules.quorum",
        "{here} of {members} members are here; it takes {needs}.",
        "Convene the others, or wait for them.",
    ),
    Code(
        "rules.out-of-order",
        "That is out of order: {why}.",
        "Speak to what is on the table, or move that it be changed.",
    ),
    # -- claims and listening ------------------------------------------------------------------------------------
    Code("rules.not-asked", "{ref} is not a question to you.", "Answer a question that was put to you."),
    Code("rules.answered", "{ref} has been answered.", "One answer each."),
    Code(
        "rules.too-late-to-listen",
        "You have made an offer in this meeting already; restating comes before.",
        "Restate in the next meeting.",
    ),
    Code("rules.not-there", "{nation} is not there to answer.", "Speak to somebody who is in the channel."),
    Code(
        "rules.bad-claim",
        "A claim of the form {form} is not complete, or says too much.",
        "Name one issue; two different options to prefer one, one option to call it impossible.",
    ),
    Code(
        "rules.bad-engagement",
        "That invitation does not hold together: {why}.",
        "A dinner names an issue and two of its options; a reception may have five guests and a hint.",
    ),
    Code(
        "rules.insight",
        "That takes insight {needs} into {nation}; you have less.",
        "Ask, listen and restate first.",
    ),
    Code(
        "rules.bad-base",
        "That is no base for a joint study: {why}.",
        "Name a whole package that one of you has offered the other, tabled, or put forward on a walk.",
    ),
    Code(
        "rules.concerns",
        "Name {count} different issues, and your true top issue among them.",
        "Look at your card and name them again.",
    ),
    # -- instruments ---------------------------------------------------------------------------------------------
    Code("rules.invalid-text", "The text has {count} problems: {problems}.", "Mend them all and try again."),
    Code("rules.not-a-party", "You are not a party to that text.", "Only its parties can."),
    Code("rules.frozen", "The text is initialled by all and cannot be changed.", "Draft another text."),
    Code(
        "rules.status",
        "The text is {status}; that cannot be done with it now.",
        "Look at its state with /texts.",
    ),
    Code("rules.unknown-clause", "The text has no clause {clause}.", "Count from 1."),
    Code(
        "rules.not-the-actor", "Only the one who performs a clause can do that.", "Look who the clause binds."
    ),
    Code(
        "rules.no-court",
        "No court has been given this: no text, no arbitration clause and no body of you both provides for one.",
        "Demand a cure, or write arbitration into the next text.",
    ),
    # -- pressure, pledges, threats ------------------------------------------------------------------------------
    Code("rules.level", "{tool} has levels 1 to {levels}.", "Name one of them."),
    Code(
        "rules.capacity",
        "Your capacity for that is {has}; it takes {needs}.",
        "Use a lower level or another tool.",
    ),
    Code(
        "rules.nothing-to-end",
        "There is nothing of that kind in force.",
        "Look at what is in force with /pressure.",
    ),
    Code("rules.bound", "You may not do that until turn {until}: {why}.", "Wait, or choose another tool."),
    Code("rules.standing-limit", "You have {limit} of these standing already.", "End one first."),
    Code("rules.bad-promise", "That promise is not complete: {why}.", "Fill in what it promises."),
    Code("rules.bad-demand", "That demand is not complete: {why}.", "Fill in what it demands."),
)

CODES: dict[str, Code] = {row.name: row for row in _ROWS}
"""Every refusal by its code, in order of precedence."""


@frozen
class Refusal:
    """A player asked for what cannot be had: a value, always answered."""

    code: str
    params: tuple[tuple[str, str], ...] = ()
    """Sorted pairs that fill the meaning's and advice's braces."""

    @property
    def definite(self) -> bool:
        """Whether a repeat of the same command gets the same answer for ever."""
        return CODES[self.code].definite

    def message(self) -> str:
        """Meaning and advice in two sentences, with the parameters filled in."""
        row = CODES[self.code]
        values = _Filled(self.params)
        return f"{row.meaning.format_map(values)} {row.advice.format_map(values)}"


class _Filled(dict[str, str]):
    """Parameters by name; one that was not given shows as a dash."""

    def __missing__(self, key: str) -> str:
        return "-"


class Refused(Exception):
    """Raised inside a decision; the decision's caller turns it into the `Refusal` that it carries."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        if code not in CODES:
            raise KeyError(f"no refusal {code} in the table")
        self.refusal = Refusal(code, tuple(sorted((name, str(value)) for name, value in params.items())))
