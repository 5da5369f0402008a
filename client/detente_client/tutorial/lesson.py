"""What a step of the tutorial looks at: the pupil's picture of the match, and what he looked up.

Owns: `Lesson`: questions about the match that steps ask, the lines that fit it as it stands.
Does not know: any step.
"""

from __future__ import annotations

from collections.abc import Collection

from attrs import frozen

from detente_client.describe.told import Scene
from detente_client.words.phrases import claim as in_words
from detente_wire.seen import ClaimSeen, InstrumentSeen, QuestionSeen
from detente_wire.terms import Choice, IssueId, NationId
from detente_wire.view import View


@frozen
class Lesson:
    """The match as it stands now."""

    scene: Scene
    used: Collection[str]
    """Names of commands that were used, and of what was opened in the app instead."""

    @property
    def view(self) -> View:
        """All that the pupil was told."""
        return self.scene.view

    @property
    def other(self) -> NationId:
        """With whom the pupil must come to terms: the first who must sign too."""
        pack = self.scene.pack
        return next(n for n in (*pack.must_sign, *pack.order) if n != self.scene.me)

    def did(self, *names: str) -> bool:
        """Whether any of these was used."""
        return any(name in self.used for name in names)

    # -- talks --------------------------------------------------------------------------------------------------

    def meeting(self) -> str:
        """The short name of an open meeting with the other; empty if there is none."""
        for seen in self.view.open_channels():
            if self.other in seen.present:
                return self.scene.handles.name(seen.id)
        return ""

    def invitation(self) -> str:
        """The short name of a meeting to which the other invites; empty if there is none."""
        for seen in self.view.invitations():
            if seen.by == self.other:
                return self.scene.handles.name(seen.id)
        return ""

    def asked(self) -> bool:
        """Whether the pupil has put a question."""
        return any(question.by == self.scene.me for question in self.view.questions.values())

    def question(self) -> QuestionSeen | None:
        """One that waits for the pupil's answer, in a channel that is open."""
        waiting = (question for question in self.view.my_questions() if self.view.is_open(question.channel))
        return next(waiting, None)

    def answered(self) -> bool:
        """Whether the pupil has said of himself what he wants."""
        return any(claim.by == self.scene.me for claim in self.view.claims.values())

    def claim(self) -> ClaimSeen | None:
        """The newest that the other made of itself."""
        made = [claim for claim in self.view.claims.values() if claim.by == self.other]
        return made[-1] if made else None

    def restated(self) -> bool:
        """Whether the pupil has said something back."""
        return any(said.by == self.scene.me for said in self.view.restatements.values())

    def offered(self) -> bool:
        """Whether the pupil has made an offer."""
        return any(offer.by == self.scene.me for offer in self.view.offers.values())

    def wrote(self) -> bool:
        """Whether the pupil has written a letter."""
        return any(seen.by == self.scene.me for seen in self.view.letters.values())

    def draft(self) -> InstrumentSeen | None:
        """The pupil's newest text."""
        mine = [seen for seen in self.view.instruments.values() if seen.author == self.scene.me]
        return mine[-1] if mine else None

    # -- what to propose ----------------------------------------------------------------------------------------

    def weightiest(self) -> IssueId:
        """The issue that can bring the pupil most."""
        worth = self.view.worth
        return (
            max(worth, key=lambda issue: max(worth[issue].values()))
            if worth
            else self.scene.pack.issues[0].id
        )

    def package(self) -> str:
        """Two choices as they are typed: what the pupil wants most, and what costs little where the other spoke."""
        best = self.weightiest()
        second = self._given_way(best)
        return " ".join(self._typed(choice) for choice in (self._best(best), second) if choice)

    def _typed(self, choice: Choice) -> str:
        """By the numbers that stand before the options: short to type, and the pupil has just seen them."""
        for n, issue in enumerate(self.scene.pack.issues, 1):
            for m, option in enumerate(issue.options, 1):
                if (issue.id, option.id) == (choice.issue, choice.option):
                    return f"{n}={m}"
        return f"{choice.issue}={choice.option}"

    def _best(self, issue: IssueId) -> Choice:
        worth = self.view.worth[issue]
        return Choice(issue, max(worth, key=lambda option: worth[option]))

    def _given_way(self, but: IssueId) -> Choice | None:
        """On an issue of little weight the option that is second best, crossing no red line."""
        worth = {issue: options for issue, options in self.view.worth.items() if issue != but}
        for issue in sorted(worth, key=lambda issue: max(worth[issue].values())):
            for option in sorted(worth[issue], key=lambda option: -worth[issue][option])[1:]:
                choice = Choice(issue, option)
                if not self.view.red_lines_in((choice,)):
                    return choice
        return None

    def name(self, ref: str) -> str:
        """The short name of something."""
        return self.scene.handles.name(ref)

    def said(self, claim: ClaimSeen) -> str:
        """A claim in words."""
        return in_words(self.scene.names, claim.claim, claim.by)
