"""Trials: the rules tried in data. What is GIVEN, the ACTS in order, what THEN holds; docs/reference/trials.md.

The cases of the rules (tests/rules/cases) and the trials of packs are written in this one notation. Floor plan:
`trial` (one trial from its lines to its verdict), `notation` (acts and values in words), `play` (a case being played:
its opening and its acts), `givens` (what is GIVEN), `holding` (what must hold THEN), `crisis` (both, of a crisis well
under way), `legacies` (both, of what earlier crises left and this one leaves).

Knows the rules; neither packs on disk nor matches.
"""
