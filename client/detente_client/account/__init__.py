"""What a player has at a host beyond a match.

Floor plan: `own` (password and tokens), `contacts` (where he is told of turns), `company` (whom he does not hear, who
comes to a table).
Does not know: how the host is asked, screens.
"""
