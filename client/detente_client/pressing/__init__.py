"""Pressure, arranged for a player: what stands, and what he could use.

Floor plan: `standing` (what is in force, threats, covert acts, suits, démarches), `means` (the tools, and what stands
in their way), `pages` (both as lines).
Does not know: widgets; formulas (the server's answer to a question has the outlook).
"""
