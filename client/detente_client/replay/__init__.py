"""A finished match gone through again out of its archive, as one nation heard it or everything.

Floor plan: `retelling` (pages, a turn each), `archivetable` (a table at which nothing can be done any more).
Does not know: how a match is judged (`debrief`), screens.
"""
