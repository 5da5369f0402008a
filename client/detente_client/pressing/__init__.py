"""Pressure, arranged for a player: what stands, and what he could use.

Floor plan: `row` (one thing that presses), `standing` (what is in force, threats, covert acts, suits, démarches),
`sealed` (what the player has sealed), `means` (the tools, and what stands in their way), `pages` (all of it as lines).
Does not know: widgets; formulas (the server's answer to a question has the outlook).
"""
