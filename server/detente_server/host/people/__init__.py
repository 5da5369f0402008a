"""Those who have a name here, and how they prove that it is theirs.

Owns: players, their passes, passwords and tokens.
Does not know: sockets, matches.
"""
