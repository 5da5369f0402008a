"""What things are called, and how typed words find them.

Floor plan: `naming` (nations, issues, options, counts), `phrases` (claims, clauses, tools, causes), `handles` (`o1`,
`q1`: short names of what can be referred to), `language` (how a line is split, what a word means), `durations`,
`refusing` (refusals in the player's language).
Does not know: the view of a match, commands, screens.
"""
