"""Documents: a text drafted, tabled, amended and initialled, and who sees it (rules, section 8).

Owns: DRAFT, TABLE, AMEND, INITIAL, the withdrawal of a draft, who is told of a text, what a leak does to it.
Does not know: what makes a text valid (`validator`), and what comes after initials (`signing`, `ratification`).

Where the rules are silent: the author of a text need not be a party (a mediator's single text), and may amend it as
its parties may. Who is amended out of a text, or knows it from a leak, does not see its later versions. A tabled text
may be withdrawn by its author until all have initialled it; the envoy that tabled it is spent.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules import bodies, decisions, diktat, floor, promises, protocol, validator
from detente_server.rules.book import Audience, Book
from detente_server.rules.channels import carries, open_channel
from detente_server.rules.facts import DocumentChanged
from detente_server.rules.state import Channel, Document
from detente_server.rules.validator import Known
from detente_wire.acts import Amend, Draft, Initial, Table
from detente_wire.notices import Initialled, InstrumentChanged, InstrumentShown
from detente_wire.refusals import Refused
from detente_wire.terms import ChannelId, Hash, Instrument, IssueId, NationId, Ref, closes, instrument_hash

# -- acts -------------------------------------------------------------------------------------------------------


def decide_draft(book: Book, by: NationId, act: Draft) -> None:
    """Write a text down, free and for its author's eyes alone; it need not be valid yet."""
    ref = book.fresh()
    text = canonical(act.text)
    document = Document(ref, by, text, instrument_hash(text), "draft", book.turn, seen=(by,))
    show(book, change(book, document, "drafted"), words=ref)


def decide_table(book: Book, by: NationId, act: Table) -> None:
    """Lay a draft before its parties, and before those in a channel (1 envoy; none where a secretariat does it)."""
    document = find(book, by, act.ref)
    if document.author != by:
        raise Refused("rules.not-yours", ref=document.ref)
    channel = open_channel(book, by, act.channel) if act.channel else None
    free = protocol.presides(book, by, channel)
    if not free and not bodies.has(book, channel, "secretariat"):
        book.pay(by, envoys=1, why="table")
    if channel is not None:
        carries(book, channel, act)
    refuse_problems(book, by, document.text)
    if document.status != "draft":
        raise Refused("rules.status", status=document.status)
    if free and channel is not None:
        document = make_basis(book, document, channel)
    _lay_open(book, by, document, channel)


def decide_amend(book: Book, by: NationId, act: Amend) -> None:
    """Replace the text; once tabled that takes an envoy and clears every initial and voice."""
    document = find(book, by, act.ref)
    text = canonical(act.text)
    if document.status == "tabled":
        floor.may_amend(book, document)
        if not _amends_freely(book, by, document):
            book.pay(by, envoys=1, why="amend")
        refuse_problems(book, by, text)
    if by not in (document.author, *document.text.parties):
        raise Refused("rules.not-a-party")
    if document.status in ("initialled", "signed", "in-force"):
        raise Refused("rules.frozen")
    if document.status not in ("draft", "tabled"):
        raise Refused("rules.status", status=document.status)
    _replace(book, by, document, text)


def _amends_freely(book: Book, by: NationId, document: Document) -> bool:
    """The basis of a table is free to table again, and so is a text in the session of a body with a secretariat."""
    if document.basis:
        return True
    channel = book.state.channels.get(document.channel) if document.channel else None
    here = channel is not None and channel.open and channel.turn == book.turn and by in channel.present
    return here and bodies.has(book, channel, "secretariat")


def decide_initial(book: Book, by: NationId, act: Initial) -> None:
    """Initial the exact text; initialled by all its parties it is frozen, and public unless secret."""
    document = find(book, by, act.ref)
    same_text(document, act.hash)
    if by in document.initials:
        raise Refused("rules.once", limit="one initial each")
    must_be_party(document, by)
    if document.status != "tabled":
        raise Refused("rules.status", status=document.status)
    put_initial(book, by, document, words=book.fresh())


def withdraw_draft(book: Book, by: NationId, document: Document) -> None:
    """Take back a text of one's own that is not yet initialled by all."""
    if not document.seen_by(by):
        raise Refused("rules.unknown-ref", ref=document.ref)
    if document.author != by:
        raise Refused("rules.not-yours", ref=document.ref)
    if document.status not in ("draft", "tabled"):
        raise Refused("rules.status", status=document.status)
    document = change(book, evolve(document, status="lapsed", initials=()), "withdrawn")
    book.tell(audience(document), InstrumentChanged(document.ref, "lapsed", by, "withdrawn"))


# -- what they do -----------------------------------------------------------------------------------------------


def _lay_open(book: Book, by: NationId, document: Document, channel: Channel | None) -> None:
    listeners = channel.present if channel else ()
    venue = channel.venue if channel else None
    document = evolve(
        document,
        status="tabled",
        seen=book.in_order({by, *document.text.parties, *listeners}),
        mediator=None if by in document.text.parties else by,
        tabled_turn=book.turn,
        channel=channel.id if channel else None,
        host=next((place.host for place in book.pack.venues if place.id == venue), None),
    )
    show(book, change(book, document, "tabled"), words=book.fresh())
    touch_parties(book, by, document)


def make_basis(book: Book, document: Document, channel: Channel) -> Document:
    """The text is what the table works from; the one before is no more. Gives the document, to be entered."""
    for other in in_order(book):
        if other.basis and other.channel == channel.id and other.ref != document.ref:
            show(book, change(book, evolve(other, basis=False), "no basis"))
    return evolve(document, basis=True, channel=channel.id)


def basis_of(book: Book, channel: ChannelId) -> Document | None:
    """The text that a table works from."""
    found = (one for one in in_order(book) if one.basis and one.channel == channel)
    return next(found, None)


def _replace(book: Book, by: NationId, document: Document, text: Instrument) -> None:
    listeners = set(document.seen) - set(document.text.parties)
    seen = listeners | {document.author, by}
    if document.status == "tabled":
        seen |= set(text.parties)
    knew = book.pack.order if document.public else document.seen
    document = evolve(
        document,
        text=text,
        hash=instrument_hash(text),
        public=False,
        seen=book.in_order(seen),
        initials=(),
        endorsed=(),
        objected=(),
    )
    show(book, change(book, document, "amended"), words=book.fresh())
    book.tell(set(knew) - seen, InstrumentChanged(document.ref, "lapsed", by, "amended"))
    if document.status == "tabled":
        touch_parties(book, by, document)


def put_initial(book: Book, by: NationId, document: Document, words: Ref | None = None) -> Document:
    """Enter a party's initial (also where it yields to a threat); gives the document as it is then."""
    knew = audience(document)
    document = evolve(document, initials=book.in_order({*document.initials, by}))
    change(book, document, "initialled")
    book.tell(knew, Initialled(document.ref, by, document.hash), None if knew == "public" else words)
    document = complete(book, document)
    touch_parties(book, by, document)
    return document


def complete(book: Book, document: Document) -> Document:
    """A tabled text that all its parties initialled, but those whom a body binds, is initialled; gives it as it is."""
    agreed = set(document.initials) | decisions.bound(book.pack, book.state, document)
    if document.status != "tabled" or not document.initials or agreed != set(document.text.parties):
        return document
    opened = not document.public and not document.text.secret
    document = evolve(
        document, status="initialled", initialled_turn=book.turn, public=document.public or opened
    )
    change(book, document, "initialled by all")
    if opened:
        show(book, document)
    else:
        book.tell(audience(document), InstrumentChanged(document.ref, "initialled"))
    return document


def leak(book: Book, document: Document) -> None:
    """The text became known to everybody against its parties' will (leak or publication)."""
    if document.public or document.status == "draft":
        return
    document = change(book, evolve(document, public=True, leaked=document.text.secret), "leaked")
    show(book, document)
    if document.signed_turn:
        promises.on_known(book, closes(document.text), document.text.parties)
    diktat.impose(book, document)


def newly_initialled(book: Book) -> tuple[IssueId, ...]:
    """Issues of texts that everybody knows all principals initialled, and that never cooled the crisis before.

    In pack order, for step 7: enter `facts.Cooled` for each that counts. A secret text counts once it is public.
    """
    principals = set(book.pack.must_sign)
    issues = {
        choice.issue
        for document in book.state.documents.values()
        if document.public and principals <= set(document.initials)
        for choice in closes(document.text)
    }
    return tuple(
        issue.id
        for issue in book.pack.issues
        if issue.id in issues and issue.id not in book.state.crisis.cooled
    )


# -- finding, telling -------------------------------------------------------------------------------------------


def find(book: Book, by: NationId, ref: Ref) -> Document:
    """The document, if the nation may see it; one that it may not see is refused like one that does not exist."""
    document = book.state.documents.get(ref)
    if document is None or not document.seen_by(by):
        raise Refused("rules.unknown-ref", ref=ref)
    return document


def same_text(document: Document, named: Hash) -> None:
    """Refuse a hash that is not that of the text as it stands."""
    if document.hash != named:
        raise Refused("rules.hash", hash=document.hash)


def must_be_party(document: Document, by: NationId) -> None:
    """Refuse who is no party."""
    if by not in document.text.parties:
        raise Refused("rules.not-a-party")


def refuse_problems(book: Book, by: NationId, text: Instrument) -> None:
    """Refuse a text that does not pass the validator, with all its problems."""
    found = validator.problems(book.pack, text, book.turn, known_to(book, by))
    if found:
        raise Refused("rules.invalid-text", count=len(found), problems="; ".join(found))


def known_to(book: Book, nation: NationId) -> Known:
    """What the validator may use: public facts, and the parties of the texts that the nation sees itself."""
    documents = book.state.documents
    closed = {
        issue: documents[ref].text.parties
        for issue, (_, ref) in book.state.crisis.closed.items()
        if ref in documents and documents[ref].public
    }
    texts = {ref: document.text.parties for ref, document in documents.items() if document.seen_by(nation)}
    return Known(closed, frozenset(book.state.sanctions), texts)


def change(book: Book, document: Document, because: str) -> Document:
    """Enter the document as it is now."""
    book.enter(DocumentChanged(document, because))
    return document


def audience(document: Document) -> Audience:
    """Who is told of the text: everybody once it is public, else those who see it."""
    return "public" if document.public else frozenset(document.seen)


def show(book: Book, document: Document, words: Ref | None = None) -> None:
    """Show the whole text as it stands to those who may see it."""
    shown = InstrumentShown(
        document.ref,
        document.author,
        document.text,
        document.hash,
        document.status,
        document.initials,
        document.basis,
        document.leaked,
    )
    book.tell(audience(document), shown, words=words)


def in_order(book: Book) -> list[Document]:
    """All documents by their authors' pack order, then in the order in which each wrote its own."""
    place = {nation: n for n, nation in enumerate(book.pack.order)}
    return sorted(book.state.documents.values(), key=lambda document: place[document.author])


def touch_parties(book: Book, by: NationId, document: Document) -> None:
    """Something happened between a nation and the (other) parties of a text."""
    for other in document.text.parties:
        if other != by and other in book.state.nations:
            book.touch(by, other)


def canonical(text: Instrument) -> Instrument:
    """The text with its parties sorted, each once: their order says nothing, and the hash must not depend on it."""
    return evolve(text, parties=tuple(sorted(set(text.parties))))
