"""How people on one server get along: what was done to whom and why, and what a host can do about it.

Owns: `audit` (what those in charge did).
Does not know: sockets, the game.
"""
