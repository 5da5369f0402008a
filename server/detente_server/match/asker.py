"""Who asks before he acts: his view and the public pack, and what he can look up in them.

Owns: `Asker`, its look-ups.
Does not know: the state of the match. Nothing of a preview is reckoned from anything that is not in here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from detente_server.rules.charter import Institution
from detente_server.rules.numbers import Numbers, numbers_for
from detente_server.rules.pack import Medium, Pack, Venue
from detente_server.rules.small_states import SMALL
from detente_wire.acts import Accept, Offer, Pledge, Say, Threaten
from detente_wire.notices import Said
from detente_wire.seen import ChannelSeen
from detente_wire.terms import PUBLIC, ChannelId, InstitutionId, MediumId, NationId, Ref, VenueId
from detente_wire.view import View

STATED = (Say, Offer, Pledge, Threaten, Accept)
"""What a public statement can say."""


@frozen
class Asker:
    """A nation that asks what an act would come to."""

    view: View
    pack: Pack
    """The public part of the pack."""

    @property
    def me(self) -> NationId:
        """The nation; an observer has no acts to ask about."""
        assert self.view.me is not None
        return self.view.me

    @property
    def numbers(self) -> Numbers:
        """The table, with the pack's own."""
        return numbers_for(self.pack.numbers)

    def others(self) -> tuple[NationId, ...]:
        """Everybody else, in pack order."""
        return self.in_order(self.pack.order)

    def in_order(self, nations: Iterable[NationId | None]) -> tuple[NationId, ...]:
        """In pack order, each once, without the asker; those that the crisis has not are left out."""
        wanted = set(nations)
        return tuple(name for name in self.pack.order if name in wanted and name != self.view.me)

    # -- what there is ------------------------------------------------------------------------------------------

    def medium(self, name: MediumId) -> Medium | None:
        """A medium of the era."""
        return next((medium for medium in self.pack.media if medium.id == name), None)

    def public_medium(self) -> Medium | None:
        """The era's public statement."""
        return next((medium for medium in self.pack.media if medium.kind == "public"), None)

    def body(self, name: InstitutionId | None) -> Institution | None:
        """An institution of the pack."""
        return next((body for body in self.pack.institutions if body.id == name), None)

    def venue(self, name: VenueId | None) -> Venue | None:
        """A venue of the pack."""
        return next((venue for venue in self.pack.venues if venue.id == name), None)

    def channel(self, name: ChannelId) -> ChannelSeen | None:
        """A channel that it knows of."""
        return self.view.channels.get(name)

    def is_discreet(self, channel: ChannelSeen) -> bool:
        """Whether only those in it know that it is held."""
        medium, venue = self.medium(channel.medium), self.venue(channel.venue)
        quiet = medium is not None and medium.kind == "back-channel"
        return channel.secret or quiet or (venue is not None and venue.discreet)

    def has_voice(self) -> bool:
        """Whether it is a small state that sits in a session of its own body: it speaks for nothing."""
        if "protocol" not in self.pack.rules or self.pack.nation(self.me).tier != SMALL:
            return False
        sessions = (seen for seen in self.view.open_channels() if seen.institution)
        bodies = (self.body(seen.institution) for seen in sessions)
        return any(body is not None and self.me in body.members for body in bodies)

    def where_said(self, ref: Ref) -> ChannelId | None:
        """In which channel something was said that the asker said or heard."""
        for channel in self.view.channels.values():
            if any(said.ref == ref for said in _said_in(channel)):
                return channel.id
        return None

    def said_by(self, ref: Ref) -> NationId | None:
        """Who said it, where the asker heard it."""
        spoken = (said for channel in self.view.channels.values() for said in _said_in(channel))
        return next((said.by for said in spoken if said.ref == ref), None)

    def stated_this_turn(self) -> int:
        """Own public statements of this turn."""
        channel = self.channel(PUBLIC)
        if channel is None:
            return 0
        now = (item.notice for item in channel.items if item.turn == self.view.turn)
        said = (notice for notice in now if isinstance(notice, Said) and notice.by == self.me)
        return sum(isinstance(notice.act, STATED) for notice in said)


def _said_in(channel: ChannelSeen) -> Iterator[Said]:
    return (item.notice for item in channel.items if isinstance(item.notice, Said))
