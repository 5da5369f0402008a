"""The game: `decide(game, state, by, act) -> facts | Refusal`, `apply(state, fact) -> state`; pure.

Floor plan, in reading order: `pack` (what a crisis is), `numbers` (every number of the rules in one table), `state`,
`facts` (what can have happened, with who is entitled to know), `book` (a decision under way), `registry` (which
function decides which act, which steps a RESOLVE has), then the rooms of the rules themselves.
Knows no seat, no socket, no clock, no text that a person wrote.
"""
